use std::io::Write as _;
use std::path::Path;

use super::tools::web_address;
use crate::cli::link::QrArgs;
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::deliver::file;
use crate::error::RunError;
use crate::exit::Exit;
use crate::links::qr::{self, Code};
use crate::links::shown;
use crate::locale::Text;
use crate::reason;

/// What a code is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
enum Format {
    Svg,
    Png,
    Txt,
}

impl Run<'_, '_> {
    pub(super) fn link_qr(&mut self, args: &QrArgs, path: &Path) -> Result<Exit, RunError> {
        let target = args.output.as_deref().map(|path| self.context.dir.join(path));
        let target = target.as_deref().map(target_of).transpose()?;
        let (_, link) = self.known(path, &args.id)?;
        let address = web_address(&link, self.usual_carrier(), true)?;
        let code = Code::of(&address, args.level).map_err(ConfigError::of)?;
        let size = args.size.map(|size| size.get().into());
        match target {
            None => {
                let text = qr::terminal(&address, args.level, self.layout().color);
                self.print(&text.map_err(ConfigError::of)?)?;
            }
            Some((path, format)) => {
                let bytes = match format {
                    Format::Svg => code.svg(size).into_bytes(),
                    Format::Png => code.png(size).map_err(|error| {
                        RunError::Output(Text::new("link-qr-failed").with("reason", reason::reason(&error)))
                    })?,
                    Format::Txt => code.text(false).into_bytes(),
                };
                let written = file::write_all(vec![(path.to_owned(), bytes)], self.out)?;
                self.tell_written(&written);
            }
        }
        self.tell_of(&code, &address, size);
        Ok(Exit::Done)
    }

    /// What a code holds, and how large it must be.
    fn tell_of(&mut self, code: &Code, address: &str, size: Option<u64>) {
        if self.cli.general.quiet {
            return;
        }
        let _ = writeln!(
            self.err,
            "{}",
            self.locale.text(&Text::new("link-qr-holds").with("address", shown(address)))
        );
        let of_size = Text::new("link-qr-size")
            .with("modules", code.modules as u64)
            .with("version", code.version)
            .with("smallest", code.smallest());
        self.tell(&[of_size, Text::new("link-qr-wall")]);
        if let Some(size) = size.filter(|size| *size < code.smallest()) {
            self.caution(&Text::new("link-qr-small").with("size", size).with("smallest", code.smallest()));
        }
        if code.modules > qr::MANY {
            self.caution(&Text::new("link-qr-many").with("most", qr::MANY as u64));
        }
    }
}

fn target_of(path: &Path) -> Result<(&Path, Format), RunError> {
    let format = file::format(path, |extension| extension.parse().ok(), Format::Txt)
        .ok_or_else(|| ConfigError::in_file(Text::new("link-qr-format"), path))?;
    file::check(path)?;
    Ok((path, format))
}

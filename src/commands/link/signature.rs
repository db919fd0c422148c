use std::path::Path;

use super::tools::web_address;
use crate::cli::link::SignatureArgs;
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::Foreign;
use crate::exit::Exit;
use crate::labels::personal;
use crate::links::{shown, signature};
use crate::locale::Text;

/// The channel of links in mail signatures.
const SIGNATURE: &str = "signature";

impl Run<'_, '_> {
    pub(super) fn link_signature(&mut self, args: &SignatureArgs, path: &Path) -> Result<Exit, RunError> {
        let (_, link) = self.known(path, &args.id)?;
        let about = |id: &'static str| Text::new(id).with("id", Foreign::new(&link.id));
        // Behind a text, nobody sees how long an address is.
        let address = web_address(&link, self.usual_carrier(), args.text)?;
        if !personal::find(&address).is_empty() {
            return Err(ConfigError::of(about("link-signature-personal")).into());
        }
        let line = match args.text {
            true => {
                let text = Text::new("link-signature-text").with_markup("text", signature::readable(&link));
                format!("{}\n", self.locale.text(&text.with_markup("address", shown(&address))))
            }
            false => signature::html(&link, &address)
                .map_err(|error| RunError::Output(Text::new("internal").with("reason", error.to_string())))?,
        };
        self.print(&line)?;
        let channels = self.channels()?;
        let told = channels.by_tag(Some(&link.source), Some(&link.medium), &link.campaign);
        if told.is_none_or(|told| told.channel.id != SIGNATURE) {
            self.caution(&about("link-signature-channel"));
        }
        Ok(Exit::Done)
    }
}

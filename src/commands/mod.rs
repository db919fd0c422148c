//! What each command does: settings → answers → frames → audit → words → layout → where it goes.

mod config;
mod init;
mod link;
mod public;

use std::io::{BufWriter, Write};
use std::iter::from_fn;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc::channel;

use crate::audit::{self, Audited};
use crate::cli::{
    self, AuditArgs, CheckArgs, Cli, DemoArgs, ExplainArgs, GateArgs, Output, Select, SendArgs,
};
use crate::config::error::ConfigError;
use crate::config::targets::{Targets, Wanted};
use crate::config::warning::Warning;
use crate::config::{Loaded, Settings};
use crate::context::Context;
use crate::deliver::{self, Sent, Shipment};
use crate::error::RunError;
use crate::escape::Log;
use crate::exit::Exit;
use crate::format::{Format, GateFormat};
use crate::frames::collect::{self, Collected};
use crate::ledger::Ledger;
use crate::locale::{Locale, Text};
use crate::matomo::MatomoError;
use crate::model::gate::GateResult;
use crate::model::{Report, ReportWindow};
use crate::reason;
use crate::render::{self, Layout};
use crate::secret;
use crate::words;
use crate::words::gate::GateWords;

/// Parts of the sites that wait for the audit, and that it takes at a time.
const PARTS: usize = 2;
/// The links of the demo.
const DEMO_LEDGER: &[u8] = include_bytes!("../../fixtures/demo/links.csv");
/// Most sites that the command after a failed `check` names one by one.
const NAMED_SITES: usize = 5;

/// One command with all that it needs.
pub struct Run<'a, 'w> {
    pub cli: &'a Cli,
    pub context: &'a Context,
    pub loaded: &'a Loaded,
    pub locale: &'a Locale,
    pub out: &'a mut Log<'w>,
    pub err: &'a mut Log<'w>,
}

impl Run<'_, '_> {
    pub fn audit(&mut self, args: &AuditArgs) -> Result<Exit, RunError> {
        let settings = self.settings(&args.select, &GateArgs::default())?;
        self.write_audit(&settings, &args.output, args.summary)
    }

    /// The settings of a command, with the ids that only the audit knows.
    fn settings(&mut self, select: &Select, gate: &GateArgs) -> Result<Settings, RunError> {
        let settings = Settings::resolve(self.loaded, select, gate, self.context);
        let mut settings = settings.map_err(|error| self.without_token(error, select))?;
        for name in settings.findings.keys() {
            finding(name, "config-unknown-finding")
                .map_err(|text| ConfigError::in_file(text, &self.loaded.path))?;
        }
        self.warn(&settings.warnings);
        settings.ledger = self.ledger()?;
        Ok(settings)
    }

    /// The ledger that an option or the configuration names; one that is not there yet is told.
    fn ledger(&mut self) -> Result<Option<Ledger>, RunError> {
        let Some(path) = self.ledger_path(self.cli.general.ledger.as_ref()) else { return Ok(None) };
        if self.cli.general.ledger.is_none() && path.symlink_metadata().is_err() {
            self.warn(&[Warning::NoLedger { path }]);
            return Ok(None);
        }
        Ok(Some(Ledger::read(&path).map_err(|text| ConfigError::in_file(text, &path))?))
    }

    /// Says what the user should know before anything is sent.
    fn warn(&mut self, warnings: &[Warning]) {
        for warning in warnings.iter().filter(|_| !self.cli.general.quiet) {
            let text = self.locale.text(&warning.text());
            let _ = writeln!(self.err, "{} {text}", self.locale.get("warning-prefix"));
        }
    }

    pub fn demo(&mut self, args: &DemoArgs) -> Result<Exit, RunError> {
        let mut settings = Settings::demo()?;
        settings.ledger = Ledger::parse(Path::new("links.csv"), DEMO_LEDGER).ok();
        self.write_audit(&settings, &args.output, false)
    }

    pub fn explain(&mut self, args: &ExplainArgs) -> Result<Exit, RunError> {
        let text = match &args.id {
            None => {
                let findings = audit::findings::AUDITS.iter().map(audit::findings::Audit::info);
                render::explain::list(findings, self.locale, self.layout())
            }
            Some(id) if id == "json" => render::explain::JSON.to_owned(),
            Some(id) => {
                let id = finding(id, "config-finding-name").map_err(ConfigError::of)?;
                render::explain::one(id, self.locale, self.layout())
            }
        };
        self.print(&text)?;
        Ok(Exit::Done)
    }

    fn write_audit(&mut self, settings: &Settings, output: &Output, summary: bool) -> Result<Exit, RunError> {
        let format = output.format.unwrap_or_default();
        let files = deliver::file::targets(&output.output, format)?;
        let mut report = self.report(settings)?;
        report.summary = summary;
        report.details = output.details;
        // What takes any format takes the one that is asked for.
        let taken = output.output.iter().any(|path| deliver::file::is_open(path));
        let printed = files.is_empty() || output.format.is_some() && !taken;
        let (locale, layout, csv) = (self.locale, self.layout(), self.loaded.config.output.csv);
        let render = |format| render::render(&report, format, locale, layout, csv);
        let written = deliver::file::write(files, render, self.out)?;
        self.tell_written(&written);
        if printed {
            let mut out = BufWriter::new(&mut *self.out);
            let written = render::write(&report, format, locale, layout, csv, &mut out);
            let written = written.and_then(|()| out.flush());
            drop(out);
            self.printed(written)?;
        }
        // A table has no place for them, and a file is not looked at at once.
        if !(printed && format == Format::Terminal) {
            self.tell_errors(&report);
        }
        Ok(readable(&report))
    }

    pub fn check(&mut self, args: &CheckArgs) -> Result<Exit, RunError> {
        let format = args.format.unwrap_or_default();
        let file = args.output.as_deref().map(|path| gate_file(path, format)).transpose()?;
        let mut settings = self.settings(&args.select, &args.gate)?;
        // Segmented reports are slow the first time, and shares do not need them.
        settings.entry_pages = settings.gate.fail_on.is_some();
        if !settings.entry_pages {
            settings.ledger = None;
        }
        settings.cover_streak()?;
        let report = self.report(&settings)?;
        let result = audit::gate::result(&report, &settings.gate);
        let words = GateWords { report: &report, result: &result, locale: self.locale };
        let render = |format| render::gate::render(words, format);
        if let Some((path, format)) = file {
            let files = vec![(path.to_owned(), render(format).into())];
            let written = deliver::file::write_all(files, self.out)?;
            self.tell_written(&written);
        }
        // What is in the file need not be in the log too: there, people read.
        let printed = args.format.filter(|format| file.is_none_or(|(_, written)| written != *format));
        let mut text = render(printed.unwrap_or_default());
        if printed.unwrap_or_default() == GateFormat::Text {
            text.push_str(&self.why(&args.select, &report, &result));
        }
        if args.format == Some(GateFormat::Github) {
            self.summarize(&render::gate::summary(words));
        }
        if !file.is_some_and(|(path, _)| deliver::file::is_stdout(path)) {
            match printed {
                Some(GateFormat::Github) => {
                    let written = self.out.write_commands(&text);
                    self.printed(written)?;
                }
                _ => self.print(&text)?,
            }
        }
        match readable(&report) {
            Exit::Done => Ok(result.exit()),
            exit => Ok(exit),
        }
    }

    /// After a failure, the command that shows what it comes from; otherwise nothing.
    fn why(&self, select: &Select, report: &Report, result: &GateResult) -> String {
        if result.exit() != Exit::GateExceeded {
            return String::new();
        }
        let command = self.reproduced(select, &result.failed(), report.window);
        let command = shlex::try_join(command.iter().map(String::as_str)).unwrap_or_default();
        let text = Text::new("gate-why").with("command", command);
        format!("{}\n", self.locale.text(&text))
    }

    /// The words of an audit of `sites` over the periods of a run, with the options that were given.
    /// It asks for the same days, also when it is typed later.
    fn reproduced(&self, select: &Select, sites: &[u64], window: ReportWindow) -> Vec<String> {
        let path = |path: &PathBuf| secret::path(path);
        let given = [
            ("--config", self.cli.general.config.as_ref().map(path)),
            ("--ledger", self.cli.general.ledger.as_ref().map(path)),
            ("--url", select.url.as_deref().map(|url| secret::scrub(url).into_owned())),
            ("--replay", select.replay.as_ref().map(path)),
            ("--lang", self.cli.general.lang.map(|lang| lang.id().to_owned())),
            ("--goal", select.goal.clone()),
            ("--period", select.period.map(|unit| unit.id().to_owned())),
            ("--last", select.last.map(|last| last.get().to_string())),
            ("--until", Some(window.period.to.to_string())),
        ];
        let sites = match sites.len() {
            0..=NAMED_SITES => sites.iter().map(u64::to_string).collect(),
            _ => select.sites.clone(),
        };
        let sites = sites.into_iter().map(|site| ("--site", Some(site)));
        let options = given.into_iter().chain(sites).filter_map(|(name, value)| Some((name, value?)));
        let options = options.flat_map(|(name, value)| [name.to_owned(), value]);
        let options = options.chain(select.anonymous.then(|| "--anonymous".to_owned()));
        ["matomo-audit", "audit"].map(str::to_owned).into_iter().chain(options).collect()
    }

    /// Adds to the summary of GitHub's job. Without it the job is no worse, so
    /// that the exit code stays what the gate says.
    fn summarize(&self, text: &str) {
        let Some(path) = self.context.var("GITHUB_STEP_SUMMARY") else { return };
        if let Err(error) = deliver::file::append(Path::new(path), text) {
            log::warn!("{path}: {error}");
        }
    }

    pub fn send(&mut self, args: &SendArgs) -> Result<Exit, RunError> {
        let settings = self.settings(&args.select, &GateArgs::default())?;
        let wanted = Wanted { when: args.when, to: args.to.as_deref(), dry: args.dry_run.is_some() };
        let targets = Targets::resolve(self.loaded, &wanted, self.context)?;
        self.warn(&targets.warnings);
        if let Some(folder) = &args.dry_run {
            deliver::check_folder(folder)?;
        }
        let report = self.report(&settings)?;
        // One line each, as mail from cron is read; the hints are in the message.
        for error in &report.errors {
            let _ = writeln!(self.err, "{}", words::failure(error, self.locale).line);
        }
        let render = |format| self.render(&report, format);
        let Shipment { parcels, withheld } =
            deliver::prepare(&targets, &report, self.locale, self.context.now, render);
        // Who looks at what would be sent wants to know why something is not there.
        if self.cli.general.verbose > 0 || args.dry_run.is_some() && !self.cli.general.quiet {
            self.tell(&withheld);
        }
        if let Some(folder) = &args.dry_run {
            let paths = deliver::write(parcels, folder, self.out)?;
            let names: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
            self.print(&names)?;
            return Ok(readable(&report));
        }
        let Sent { sent, failures } = wait_all(deliver::send(parcels, self.context))?;
        if self.cli.general.verbose > 0 {
            self.tell(&sent);
        }
        match failures.is_empty() {
            true => Ok(readable(&report)),
            false => Err(RunError::Delivery(failures)),
        }
    }

    pub fn document(&mut self, text: &str) -> Result<Exit, RunError> {
        self.print(text)?;
        Ok(Exit::Done)
    }

    pub fn sites(&mut self, select: &Select) -> Result<Exit, RunError> {
        let settings = self.settings(select, &GateArgs::default())?;
        let sites = wait(collect::sites(&settings, self.context))?;
        let text = render::listing(&words::sites::table(&sites, self.locale), self.width());
        self.print(&text)?;
        Ok(Exit::Done)
    }

    /// config → matomo → frames → audit, which takes the first sites while the next are read.
    fn report(&self, settings: &Settings) -> Result<Report, RunError> {
        let progress = !self.cli.general.quiet && self.context.stderr_is_terminal;
        let (read, mut received) = channel(PARTS);
        let (collected, audited) = std::thread::scope(|scope| {
            let audited = scope.spawn(move || Audited::of(settings, from_fn(|| received.blocking_recv())));
            let collected = wait(collect::collect(settings, self.context, progress, read));
            (collected, audited.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        let Collected { instance, errors, now } = collected?;
        let generated_at = now.to_zoned_datetime(self.context.time_zone.clone());
        Ok(audited?.report(&instance, generated_at, errors))
    }

    fn tell(&mut self, texts: &[Text]) {
        for text in texts {
            let _ = writeln!(self.err, "{}", self.locale.text(text));
        }
    }

    /// Names each file that was written, as some are written beside the one that was asked for.
    fn tell_written(&mut self, paths: &[PathBuf]) {
        if !self.cli.general.quiet {
            let text = |path: &PathBuf| Text::new("output-written").with("path", secret::path(path));
            self.tell(&paths.iter().map(text).collect::<Vec<_>>());
        }
    }

    fn tell_errors(&mut self, report: &Report) {
        for error in &report.errors {
            let failure = words::failure(error, self.locale);
            let _ = writeln!(self.err, "{}", failure.line);
            if let Some(hint) = failure.hint {
                let _ = writeln!(self.err, "  {hint}");
            }
        }
    }

    fn render(&self, report: &Report, format: Format) -> String {
        render::render(report, format, self.locale, self.layout(), self.loaded.config.output.csv)
    }

    /// Columns of the terminal that stdout is.
    fn width(&self) -> Option<u16> {
        self.context.width.filter(|_| self.context.stdout_is_terminal)
    }

    fn layout(&self) -> Layout {
        let color = match self.cli.general.color {
            cli::Color::Always => true,
            cli::Color::Never => false,
            cli::Color::Auto => {
                self.context.stdout_is_terminal
                    && self.context.var("NO_COLOR").is_none()
                    && self.context.var("TERM") != Some("dumb")
            }
        };
        Layout::new(self.width(), color)
    }

    fn print(&mut self, text: &str) -> Result<(), RunError> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        self.printed(written)
    }

    fn printed(&self, written: std::io::Result<()>) -> Result<(), RunError> {
        deliver::file::printed(written)
            .map_err(|error| deliver::file::failed(Path::new("stdout"), &error).into())
    }
}

/// Waits for the network. One thread is enough for it, and polars, which
/// brings its own, must not run inside.
fn wait<T, E: Into<RunError>>(work: impl Future<Output = Result<T, E>>) -> Result<T, RunError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| RunError::Matomo(MatomoError::setup(reason::reason(&error))))?
        .block_on(work)
        .map_err(Into::into)
}

/// The same for work that tells of its own failures.
fn wait_all<T>(work: impl Future<Output = T>) -> Result<T, RunError> {
    wait(async { Ok::<_, RunError>(work.await) })
}

/// The finding of this name, or the message `wrong`.
fn finding(name: &str, wrong: &'static str) -> Result<&'static str, Text> {
    let text = |nearest: Option<&'static str>| {
        Text::new(wrong).with("name", name.to_owned()).with("nearest", nearest.unwrap_or("none"))
    };
    audit::findings::find(name).map_err(text)
}

/// The file of `check -o`, checked before anything is fetched.
fn gate_file(path: &Path, asked: GateFormat) -> Result<(&Path, GateFormat), RunError> {
    let format = deliver::file::format(path, GateFormat::of_extension, asked)
        .ok_or_else(|| ConfigError::in_file(Text::new("config-gate-extension"), path))?;
    deliver::file::check(path)?;
    Ok((path, format))
}

/// Whether every selected site could be read.
fn readable(report: &Report) -> Exit {
    if report.errors.is_empty() { Exit::Done } else { Exit::Unreadable }
}

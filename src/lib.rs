//! `matomo-audit` tells whether a Matomo instance can still say where visits
//! come from.
//!
//! The folders show the flow, which goes one way: `config` → `matomo` →
//! `frames` → `audit` → `model` → `words` → `render` → `deliver`. The other modules
//! are leaves that all may use; a test says who may import whom.

pub mod api;
#[cfg(test)]
mod arrows;
pub mod audit;
pub mod channels;
pub mod cli;
mod commands;
pub mod config;
pub mod context;
mod deliver;
mod echo;
mod error;
pub mod escape;
mod exit;
pub mod format;
pub mod frames;
mod http;
pub mod labels;
pub mod ledger;
mod links;
pub mod locale;
pub mod matomo;
pub mod model;
pub mod nearest;
pub mod period;
mod reason;
pub mod render;
mod replace;
mod secret;
pub mod severity;
pub mod stats;
mod tls;
pub mod values;
pub mod words;

use std::io::Write;

use cli::{Cli, Command};
use commands::Run;
use config::Loaded;
use context::Context;
use error::RunError;
use escape::Log;
pub use exit::Exit;
use locale::{Lang, Locale};
pub use replace::discard_unfinished;

/// A fifth of an audit was `malloc`: short texts and frames, made by one thread and dropped by another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs one command: the data goes to `out`, all else to `err`.
pub fn run(cli: &Cli, context: &Context, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    start_log(cli, context);
    let (mut out, mut err) = (Log::new(out, context), Log::new(err, context));
    let err = &mut err;
    let loaded = match Loaded::find(&cli.general, context) {
        Ok(loaded) => loaded,
        Err(_) if cli.command.needs_no_configuration() => Loaded::default(),
        Err(error) => {
            let lang = cli.general.lang.unwrap_or_else(|| Lang::of_environment(context));
            return RunError::Config(error).print(&Locale::new(lang), err);
        }
    };
    let locale = Locale::new(loaded.lang(&cli.general, context));
    let mut run = Run { cli, context, loaded: &loaded, locale: &locale, out: &mut out, err: &mut *err };
    let result = match &cli.command {
        Command::Init(args) => run.init(args),
        Command::Audit(args) => run.audit(args),
        Command::Check(args) => run.check(args),
        Command::Sites(select) => run.sites(select),
        Command::Explain(args) => run.explain(args),
        Command::Demo(args) => run.demo(args),
        Command::Send(args) => run.send(args),
        Command::Link(args) => run.link(args),
        Command::Config(args) => run.config(args),
        Command::Completions(args) => run.document(&cli::completions(args.shell, &locale)),
        Command::Man => run.document(&cli::manual(&locale)),
    };
    result.unwrap_or_else(|error| match cli.command {
        Command::Send(_) => error.print_line(&locale, err),
        _ => error.print(&locale, err),
    })
}

fn start_log(cli: &Cli, context: &Context) {
    let level = match (cli.general.quiet, cli.general.verbose) {
        (true, _) => log::LevelFilter::Error,
        (_, 0) => log::LevelFilter::Warn,
        (_, 1) => log::LevelFilter::Info,
        _ => log::LevelFilter::Debug,
    };
    let github = escape::is_read_by_github(context);
    let others = if cli.general.verbose > 1 { log::LevelFilter::Debug } else { log::LevelFilter::Off };
    let _ = env_logger::Builder::new()
        .filter_module("matomo_audit", level)
        .filter_module("reqwest", others)
        .filter_module("hyper_util", others)
        .format(move |buffer, record| {
            let line = escape::log_line(&record.args().to_string());
            writeln!(buffer, "{}", if github { escape::github_line(&line) } else { line })
        })
        .try_init();
}

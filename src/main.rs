//! Captures the outside world and runs the program in it.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use matomo_audit::cli::Cli;
use matomo_audit::context::Context;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to stdout, mistakes to stderr; a closed pipe is no error.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let context = Context {
        now: Timestamp::now(),
        time_zone: TimeZone::system(),
        env: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        user: user(),
        dir: std::env::current_dir().unwrap_or_default(),
        stdout_is_terminal: io::stdout().is_terminal(),
        stderr_is_terminal: io::stderr().is_terminal(),
        width: terminal_size::terminal_size().map(|(width, _)| width.0),
    };
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let exit = matomo_audit::run(&cli, &context, &mut out, &mut err);
    let _ = out.flush();
    exit.into()
}

#[cfg(unix)]
fn user() -> Option<u32> {
    Some(uzers::get_effective_uid())
}

#[cfg(not(unix))]
fn user() -> Option<u32> {
    None
}

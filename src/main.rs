//! Captures the outside world and runs the program in it.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use matomo_audit::cli;
use matomo_audit::context::Context;
use matomo_audit::escape::Log;
use matomo_audit::locale::{Lang, Locale};

fn main() -> ExitCode {
    let context = Context {
        now: Timestamp::now(),
        time_zone: TimeZone::system(),
        env: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        user: user(),
        dir: std::env::current_dir().unwrap_or_default(),
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout_is_terminal: io::stdout().is_terminal(),
        stderr_is_terminal: io::stderr().is_terminal(),
        width: terminal_size::terminal_size().map(|(width, _)| width.0),
    };
    let args: Vec<_> = std::env::args_os().collect();
    let lang = cli::asked_lang(&args).unwrap_or_else(|| Lang::of_environment(&context));
    let mut cli = match cli::read(args.clone(), &Locale::new(lang)) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, &context, lang),
    };
    cli.general.typed = args.iter().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    #[cfg(unix)]
    leave_nothing_behind();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let exit = matomo_audit::run(&cli, &context, &mut out, &mut err);
    let _ = out.flush();
    exit.into()
}

/// Shows the help that was asked for, or says what is wrong with the command line, parts of which may come from
/// anywhere. A closed pipe is no error.
fn refuse(error: &clap::Error, context: &Context, lang: Lang) -> ExitCode {
    use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand as NoCommand;

    let _ = match error.use_stderr() && error.kind() != NoCommand {
        true => {
            let said = cli::refusal(error, &Locale::new(lang));
            Log::new(&mut io::stderr(), context).write_all(said.as_bytes())
        }
        false => error.print(),
    };
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

/// On Ctrl-C, and when it is told to end, the program leaves no half-written
/// file, and ends as the signal would have ended it, whatever it was doing.
#[cfg(unix)]
fn leave_nothing_behind() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Without it a signal still ends the program.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            matomo_audit::discard_unfinished();
            let _ = emulate_default_handler(signal);
        }
    });
}

#[cfg(unix)]
fn user() -> Option<u32> {
    Some(uzers::get_effective_uid())
}

#[cfg(not(unix))]
fn user() -> Option<u32> {
    None
}

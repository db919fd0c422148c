//! What follows the set-up: how it runs by itself, and the first verdict.

use std::path::{Path, PathBuf};

use super::ask::CHAT;
use super::{CHAT_FILE, Draft};
use crate::cli::{AuditArgs, Cli, Command, General, Output, Select};
use crate::commands::Run;
use crate::config::targets::PASSWORD;
use crate::config::{Loaded, TOKEN};
use crate::error::RunError;
use crate::exit::Exit;
use crate::locale::Text;

const PROGRAM: &str = "matomo-audit";

impl Run<'_, '_> {
    /// The line for cron, the units for systemd and the job for CI.
    pub(super) fn schedules(&mut self, draft: &Draft) -> Result<(), RunError> {
        let path = draft.path.canonicalize().unwrap_or_else(|_| draft.path.clone());
        let command = command(&self.program(), &path, draft);
        let is_root = self.context.user == Some(0);
        let heading = |id: &'static str| self.locale.text(&Text::new(id));
        let folder = if is_root { "/etc/systemd/system" } else { "~/.config/systemd/user" };
        let parts = [
            heading("init-cron"),
            cron(&command),
            self.locale.text(&Text::new("init-systemd").with("folder", folder)),
            units(&command, is_root),
            heading("init-ci"),
            job(draft),
            heading("init-verdict"),
        ];
        self.print(&format!("{}\n", parts.join("\n\n")))
    }

    /// This program, as something that knows no path finds it.
    fn program(&self) -> PathBuf {
        let folders = std::env::split_paths(self.context.var("PATH").unwrap_or_default()).collect::<Vec<_>>();
        let found = folders.into_iter().map(|folder| folder.join(PROGRAM)).find(|path| path.is_file());
        found.unwrap_or_else(|| Path::new("/usr/local/bin").join(PROGRAM))
    }

    /// The audit, of the files that were just written and nothing else.
    pub(super) fn first_verdict(&mut self, draft: &Draft) -> Result<Exit, RunError> {
        let mut context = draft.context.clone();
        for variable in [TOKEN, PASSWORD, CHAT] {
            context.env.remove(variable);
        }
        let general = General { config: Some(draft.path.clone()), ledger: None, ..self.cli.general.clone() };
        let mut loaded = Loaded::find(&general, &context)?;
        // Nobody has made a link yet: that is no news.
        if loaded.ledger().is_some_and(|path| path.symlink_metadata().is_err()) {
            loaded.config.links.ledger = None;
        }
        let cli = Cli { general, command: Command::Man };
        let mut run = Run {
            cli: &cli,
            context: &context,
            loaded: &loaded,
            locale: self.locale,
            out: &mut *self.out,
            err: &mut *self.err,
        };
        run.audit(&AuditArgs { select: Select::default(), output: Output::default(), summary: false })
    }
}

/// What is run each Monday.
fn command(program: &Path, config: &Path, draft: &Draft) -> String {
    let delivers = draft.config.mail.is_some() || !draft.config.chat.is_empty();
    let verb = if delivers { "send" } else { "audit" };
    let (program, config) = (program.to_string_lossy(), config.to_string_lossy());
    shlex::try_join([&*program, verb, "--quiet", "--config", &*config]).unwrap_or_default()
}

/// In a crontab, `%` ends the command.
fn cron(command: &str) -> String {
    format!("0 7 * * 1  {}", command.replace('%', "\\%"))
}

/// The service and its timer. Those of a user run as that user, whose files the secrets are.
fn units(command: &str, is_root: bool) -> String {
    let command = command.replace('%', "%%");
    let (options, control) = match is_root {
        true => ("ProtectSystem=strict\nProtectHome=read-only\nPrivateTmp=yes\n", "systemctl"),
        false => ("", "systemctl --user"),
    };
    let linger = if is_root { "" } else { "\nloginctl enable-linger" };
    format!(
        "# matomo-audit.service\n\
         [Service]\n\
         Type=oneshot\n\
         ExecStart={command}\n\
         NoNewPrivileges=yes\n\
         {options}\n\
         # matomo-audit.timer\n\
         [Timer]\n\
         OnCalendar=Mon *-*-* 07:00\n\
         Persistent=true\n\n\
         [Install]\n\
         WantedBy=timers.target\n\n\
         # {control} enable --now matomo-audit.timer{linger}",
        linger = linger.replace('\n', "\n# ")
    )
}

/// A job for GitHub, with the secrets of its settings in place of the files.
fn job(draft: &Draft) -> String {
    let config = draft.path.file_name().unwrap_or_default().to_string_lossy();
    let mut secrets = vec![TOKEN];
    secrets.extend(draft.config.mail.as_ref().and_then(|mail| mail.user.as_ref()).map(|_| PASSWORD));
    let chats = !draft.config.chat.is_empty();
    secrets.extend(chats.then_some(CHAT));
    if draft.config.anonymous {
        secrets.retain(|secret| *secret != TOKEN);
    }
    let delivers = draft.config.mail.is_some() || chats;
    let run = match delivers {
        true => format!("matomo-audit send --config {config}"),
        false => format!("matomo-audit check --config {config} --format github"),
    };
    let file = format!(
        "      - run: (umask 077 && printf %s \"${CHAT}\" > {CHAT_FILE})\n        env:\n          {CHAT}: ${{{{ secrets.{CHAT} }}}}\n"
    );
    let file = if chats { file } else { String::new() };
    let env: String = secrets
        .iter()
        .filter(|secret| **secret != CHAT)
        .map(|secret| format!("          {secret}: ${{{{ secrets.{secret} }}}}\n"))
        .collect();
    let env = if env.is_empty() { env } else { format!("        env:\n{env}") };
    format!(
        "on:\n  schedule:\n    - cron: \"0 7 * * 1\"\n  workflow_dispatch:\n\
         permissions:\n  contents: read\n\
         jobs:\n  matomo:\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    steps:\n\
         \x20     - uses: actions/checkout@v4\n{file}      - run: {run}\n{env}"
    )
    .trim_end()
    .to_owned()
}

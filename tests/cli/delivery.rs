//! What leaves the program: e-mail, chat, CI, completions and the manual.

#[cfg(target_os = "linux")]
mod alone;
mod ci;
mod documents;
mod files;
pub mod homeserver;
mod kinds;
mod mail;
mod many;
mod matrix;
pub mod raw_smtp;
mod reach;
mod signals;
mod smtp;
mod smtp_attacks;
mod targets;
mod terminal;
mod trial;
pub mod webhook;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_matomo-audit");
/// The options that make a command one on the recorded weeks.
pub const RECORDED: &str =
    concat!("--replay ", env!("CARGO_MANIFEST_DIR"), "/fixtures/recordings --until 2026-11-22");

/// The binary in a folder of its own, with recordings in place of a Matomo.
pub struct Tool {
    folder: TempDir,
    env: BTreeMap<String, String>,
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Tool {
    pub fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("matomo-audit.toml"), config).unwrap();
        let home = folder.path().display().to_string();
        Self { folder, env: BTreeMap::from([("HOME".to_owned(), home)]) }
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of the files, but for the configuration.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != "matomo-audit.toml").collect();
        names.sort();
        names
    }

    /// Runs with arguments that are separated by spaces.
    pub fn run(&self, words: &str) -> Outcome {
        let mut command = Command::new(BINARY);
        command.args(words.split_whitespace());
        self.end(command)
    }

    /// A run of the tool by a shell, in which it is called `$tool` and its recordings `$recorded`.
    pub fn shell(&self, script: &str) -> Outcome {
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(format!("tool={BINARY} recorded='{RECORDED}'; {script}"));
        self.end(command)
    }

    /// Starts it in the folder and the environment of this tool.
    pub fn spawn(&self, words: &str) -> std::process::Child {
        let mut command = Command::new(BINARY);
        command.args(words.split_whitespace()).stdout(Stdio::null()).stderr(Stdio::null());
        self.prepare(&mut command).spawn().unwrap()
    }

    fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env_clear().envs(&self.env).current_dir(self.folder.path()).stdin(Stdio::null())
    }

    fn end(&self, mut command: Command) -> Outcome {
        let output = self.prepare(&mut command).output().unwrap();
        let outcome = Outcome {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        for secret in [smtp::PASSWORD, webhook::SECRET, homeserver::TOKEN] {
            assert!(!outcome.stdout.contains(secret), "{secret} in stdout: {outcome:?}");
            assert!(!outcome.stderr.contains(secret), "{secret} in stderr: {outcome:?}");
        }
        outcome
    }

    /// A command on the recorded weeks.
    pub fn replay(&self, words: &str) -> Outcome {
        self.run(&format!("{words} {RECORDED}"))
    }
}

impl Outcome {
    /// For a run that must have gone well, in silence, as cron likes it.
    pub fn silent(&self) {
        assert_eq!((self.code, &*self.stdout, &*self.stderr), (0, "", ""), "{self:?}");
    }

    /// For a run that must have failed with one line on stderr that has `words`.
    pub fn one_line(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!((&*self.stdout, self.stderr.lines().count()), ("", 1), "{self:?}");
        for word in words {
            assert!(self.stderr.contains(word), "no `{word}` in {}", self.stderr);
        }
    }
}

/// For a test that is marked `#[ignore = "needs PACKAGE"]`: whoever asks for it must have the program.
pub fn needs(program: &str) {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap();
    assert!(found.status.success(), "this test needs {program}, which is not on the path");
}

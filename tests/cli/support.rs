//! A run of the real binary, cut off from the machine: a folder and an
//! environment of its own, and a Matomo on loopback.

mod matomo;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;

pub use matomo::{Call, Exchange, Matomo, Reply, Setup, links, recorded, recordings};

/// The only token that the mock accepts. No run may show it anywhere.
pub const TOKEN: &str = "c0ffee5ecre7c0ffee5ecre7c0ffee42";
/// The window of the weekly recordings.
pub const WEEKS: &str = "--period week --last 12 --until 2026-11-22";

/// Turns 131 of the 151 search visits of site 2's last week into direct ones, which enter on `page`.
pub fn turn_search_direct(page: &'static str) -> impl Fn(&str, &mut Value) + Send + Sync {
    move |method, answer| match method {
        "Referrers.getReferrerType" => {
            for row in answer["2026-11-16,2026-11-22"].as_array_mut().unwrap() {
                match row["referrer_type"].as_u64() {
                    Some(1) => row["nb_visits"] = 266.into(),
                    Some(2) => row["nb_visits"] = 20.into(),
                    _ => {}
                }
            }
        }
        "Actions.getEntryPageUrls" => {
            for row in answer.as_array_mut().into_iter().flatten().filter(|row| row["label"] == page) {
                row["entry_nb_visits"] = (row["entry_nb_visits"].as_u64().unwrap() + 131).into();
            }
        }
        _ => {}
    }
}

/// The binary in a folder of its own: `work` is the working directory, `home`
/// the home.
pub struct Tool {
    folder: TempDir,
    env: BTreeMap<String, String>,
}

impl Tool {
    /// Without any Matomo, token or configuration.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["work", "home"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let home = folder.path().join("home").display().to_string();
        Self { folder, env: BTreeMap::from([("HOME".to_owned(), home), ("TZ".to_owned(), "UTC".to_owned())]) }
    }

    /// With the address of `matomo` and its token in the environment.
    pub fn of(matomo: &Matomo) -> Self {
        Self::new().env("MATOMO_URL", &matomo.url()).env("MATOMO_TOKEN_AUTH", TOKEN)
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.env.remove(name);
        self
    }

    /// With a configuration file in the working directory.
    pub fn config(self, text: &str) -> Self {
        self.write("matomo-audit.toml", text);
        self
    }

    /// Writes a file; the path is relative to the working directory.
    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("work").join(path)
    }

    /// Names of the files in the working directory.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(".")).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matomo-audit"));
        command.env_clear().envs(&self.env).current_dir(self.path(".")).stdin(Stdio::null());
        command
    }

    /// Runs with arguments that are separated by spaces.
    /// The program on a terminal of its own; each step is a part of what it shows, and what is typed then.
    pub fn command_on_a_terminal(&self, args: &[&str], steps: &[(&str, &str)]) -> Command {
        let command = self.command();
        let mut python = Command::new("python3");
        python.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        python.current_dir(self.path(".")).args(["-c", TERMINAL]);
        python.arg(serde_json::to_string(steps).unwrap()).arg(command.get_program()).args(args);
        python
    }

    pub fn run(&self, words: &str) -> Outcome {
        self.run_args(words.split_whitespace())
    }

    pub fn run_args<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Outcome {
        let output = self.command().args(args).output().unwrap();
        let outcome = Outcome {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            folder: self.folder.path().display().to_string(),
        };
        assert!(!outcome.stdout.contains(TOKEN), "the token is in stdout: {}", outcome.stdout);
        assert!(!outcome.stderr.contains(TOKEN), "the token is in stderr: {}", outcome.stderr);
        assert_no_token(self.folder.path());
        outcome
    }
}

/// Answers on a terminal of its own: for each pair, waits for the words and then types. What was shown is printed.
const TERMINAL: &str = r#"
import json, os, pty, select, sys, time
steps = json.loads(sys.argv[1])
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
shown, seen, end = b"", 0, time.time() + 120
while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.3)
    if ready:
        try:
            data = os.read(fd, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    elif steps and (at := shown.find(steps[0][0].encode(), seen)) >= 0:
        # What is typed is shown too: the next question is behind it.
        seen = len(shown)
        os.write(fd, steps.pop(0)[1].encode())
os.write(1, shown)
if steps:
    os.write(2, ("never asked: " + steps[0][0]).encode())
    os.kill(pid, 9)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"#;

/// Serves on loopback until the tests end.
pub fn serve(router: axum::Router) -> std::net::SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    address
}

/// No file holds the token, but those that a test made for it.
fn assert_no_token(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() {
            assert_no_token(&path);
        } else if kind.is_file() && path.file_name() != Some(OsStr::new("token")) {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes());
            assert!(!found, "the token is in {}", path.display());
        }
    }
}

/// An address at which nothing listens.
pub fn nowhere() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    folder: String,
}

impl Outcome {
    /// The JSON of a run that must have ended with `code`.
    pub fn json(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{self}");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// stdout of a run that went well: nothing is said on stderr then.
    pub fn data(&self) -> &str {
        assert_eq!((self.code, &*self.stderr), (0, ""), "{self}");
        &self.stdout
    }
}

/// For snapshots: without what differs from run to run.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = Regex::new(r"127\.0\.0\.1:\d+").unwrap();
        let text = format!("exit {}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr);
        f.write_str(&port.replace_all(&text, "127.0.0.1:PORT").replace(&self.folder, "FOLDER"))
    }
}

/// The site `id` of a JSON report.
pub fn site(report: &Value, id: u64) -> &Value {
    let sites = report["sites"].as_array().unwrap();
    sites.iter().find(|site| site["id"] == id).unwrap_or_else(|| panic!("no site {id} in {report:#}"))
}

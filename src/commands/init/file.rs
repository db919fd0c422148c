//! The text of the configuration, and the files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::Draft;
use crate::config;
use crate::config::file::{Chat, FileConfig, Mail, parse};
use crate::deliver;
use crate::error::RunError;
use crate::locale::{Locale, Text};
use crate::replace;

/// The keys of the first lines: what is needed, and what stands behind a `#` where it was not chosen.
const MINIMUM: [(&str, &str); 5] = [
    ("url", ""),
    ("token_file", "anonymous = true"),
    ("sites", "# sites = [1, 2]"),
    ("goal", "# goal = 1"),
    ("lang", ""),
];

/// What was chosen, by its section and key.
type Chosen = BTreeMap<(String, String), Value>;

/// Six lines that are enough, then the example, of which only what was chosen stands without a `#`.
pub(super) fn text(config: &FileConfig, locale: &Locale) -> Result<String, RunError> {
    let mut chosen = chosen(config).map_err(|error| failed(error.to_string()))?;
    let mut text = format!("# {}\n", locale.get("init-file"));
    for (key, otherwise) in MINIMUM {
        match chosen.remove(&(String::new(), key.to_owned())) {
            Some(value) => drop(writeln!(text, "{key} = {value}")),
            None => drop(writeln!(text, "{otherwise}")),
        }
    }
    let sections: Vec<_> = chosen.keys().map(|(section, _)| section.clone()).collect();
    let mut section = String::new();
    // Its first lines say what to do with an example.
    for line in config::example(locale.lang).lines().skip_while(|line| !line.is_empty()) {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        if let Some(name) = heading(bare) {
            name.clone_into(&mut section);
            let mark = if sections.contains(&section) { "" } else { "# " };
            let _ = writeln!(text, "{mark}{bare}");
            continue;
        }
        let key = bare.split_once(" = ").map(|(key, _)| (section.clone(), key.to_owned()));
        match key.and_then(|key| Some((chosen.remove(&key)?, key.1))) {
            Some((value, key)) => drop(writeln!(text, "{key} = {value}")),
            None if line.is_empty() || line.starts_with('#') => drop(writeln!(text, "{line}")),
            None => drop(writeln!(text, "# {line}")),
        }
    }
    Ok(text)
}

/// The name of a section, of which this line is the heading.
fn heading(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_name = |c: char| c.is_ascii_lowercase() || matches!(c, '.' | '_' | '-');
    (!name.is_empty() && name.chars().all(is_name)).then_some(name)
}

/// What differs from the defaults.
fn chosen(config: &FileConfig) -> Result<Chosen, toml::ser::Error> {
    let targets = FileConfig {
        mail: config.mail.as_ref().map(|_| Mail::default()),
        chat: config.chat.iter().map(|_| Chat::default()).collect(),
        ..FileConfig::default()
    };
    let defaults = Table::try_from(&targets)?;
    let mut chosen = Chosen::new();
    for (name, value) in Table::try_from(config)? {
        let default = defaults.get(&name);
        match (section(&value), default.and_then(section)) {
            (Some(keys), default) => {
                for (key, value) in keys {
                    // Which kind of chat it is, a reader wants to see in any case.
                    let shown = name == "chat" && key == "kind";
                    if shown || default.and_then(|default| default.get(key)) != Some(value) {
                        chosen.insert((name.clone(), key.clone()), value.clone());
                    }
                }
            }
            _ if default == Some(&value) => {}
            _ => drop(chosen.insert((String::new(), name), value)),
        }
    }
    // Its line stands for it.
    chosen.remove(&(String::new(), "anonymous".to_owned()));
    Ok(chosen)
}

/// The keys of a section, or of the first of several.
fn section(value: &Value) -> Option<&Table> {
    match value {
        Value::Table(table) => Some(table),
        Value::Array(tables) => tables.first()?.as_table(),
        _ => None,
    }
}

/// Whether the text says what was answered, as any configuration is read.
pub(super) fn check(draft: &Draft, text: &str) -> Result<(), RunError> {
    match parse(&draft.path, text)? == draft.config {
        true => Ok(()),
        false => Err(failed("the file would not say what was answered".to_owned())),
    }
}

/// Writes the configuration and its secrets: all or nothing. Gives what was written.
pub(super) fn write(draft: &Draft, text: &str) -> Result<Vec<PathBuf>, RunError> {
    let line = |secret: &str| format!("{secret}\n").into_bytes();
    let secrets = draft.secrets.iter();
    let secrets = secrets.map(|(name, secret)| (draft.folder().join(name), line(secret.reveal())));
    let files: Vec<_> = std::iter::once((draft.path.clone(), text.into())).chain(secrets).collect();
    let failed = |(path, error): (PathBuf, io::Error)| RunError::from(deliver::file::failed(&path, &error));
    replace::create(&files).map_err(failed)?;
    let mut written: Vec<_> = files.into_iter().map(|(path, _)| path).collect();
    if is_in_git(draft.folder()) {
        let path = draft.folder().join(".gitignore");
        match ignore(&path, draft.secrets.keys()) {
            Ok(false) => {}
            Ok(true) => written.push(path),
            Err(error) => {
                replace::remove(&written);
                return Err(failed((path, error)));
            }
        }
    }
    Ok(written)
}

fn is_in_git(folder: &Path) -> bool {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.ancestors().any(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// Adds what is not there yet behind what is; whether anything was.
fn ignore<'a>(path: &Path, names: impl Iterator<Item = &'a &'static str>) -> io::Result<bool> {
    let present = match std::fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        present => present?,
    };
    let is_there = |name: &str| {
        let mut lines = present.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        lines.any(|line| line.strip_prefix(b"/").unwrap_or(line) == name.as_bytes())
    };
    let missing: String = names.filter(|name| !is_there(name)).map(|name| format!("/{name}\n")).collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let begin = if present.is_empty() || present.ends_with(b"\n") { "" } else { "\n" };
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{begin}{missing}").as_bytes())?;
    Ok(true)
}

/// A defect of this program.
fn failed(reason: String) -> RunError {
    RunError::Output(Text::new("init-defect").with("reason", reason))
}

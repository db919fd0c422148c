//! What a parser says of the configuration file, in the words of this program: the line and the key
//! tell where a value stands, which may be a secret that somebody wrote into the file.

use std::path::Path;

use super::error::ConfigError;
use crate::locale::Text;
use crate::nearest::nearest;
use crate::secret;
use crate::values::Misfit;

/// The error of a file, with its line and column.
pub fn explain(path: &Path, text: &str, error: &toml::de::Error) -> ConfigError {
    let offset = error.span().map_or(0, |span| span.start).min(text.len());
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count();
    // Characters count, not bytes.
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let message = error.message().trim();
    let said = unknown_key(message).unwrap_or_else(|| {
        let source = text.lines().nth(line).unwrap_or_default().trim();
        Text::new("config-invalid").with("source", without_value(source)).with("message", problem(message))
    });
    // As text, since the number of a line has no separators.
    let said = said.with("line", (line + 1).to_string()).with("column", column.to_string());
    ConfigError::in_file(said, path)
}

/// A line, as an error may show it: its key alone, as one without a key may be a value.
fn without_value(line: &str) -> String {
    match line.split_once('=') {
        Some((key, _)) => format!("{} = …", secret::key(key.trim())),
        None => secret::HIDDEN.to_owned(),
    }
}

/// Which key is none, and those that there are.
fn unknown_key(message: &str) -> Option<Text> {
    let (wrong, expected) = message.strip_prefix("unknown field ")?.rsplit_once(", expected ")?;
    let wrong = secret::key(wrong.trim_matches('`'));
    let known = keys(expected);
    let nearest = nearest(wrong, known.iter().copied()).unwrap_or("none");
    Some(
        Text::new("config-unknown-key")
            .with("wrong", wrong.to_owned())
            .with("nearest", nearest.to_owned())
            .with("known", known.join(", ")),
    )
}

/// The keys that there are, but for those of secrets, which are read only to be refused.
fn keys(expected: &str) -> Vec<&str> {
    let mut keys: Vec<_> = quoted(expected).collect();
    let is_chat = keys.contains(&"url_env");
    keys.retain(|key| *key != "password" && !(is_chat && *key == "url"));
    keys
}

/// What stands between backticks in a message.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// What is wrong with a value, or with the form of the file.
fn problem(message: &str) -> Text {
    if let Some(own) = Misfit::read(message) {
        return own;
    }
    if let Some((said, expected)) = message.rsplit_once(", expected ") {
        if said.starts_with("unknown variant ") {
            let known: Vec<_> = quoted(expected).collect();
            return Text::new("toml-variant").with("known", known.join(", "));
        }
        let kind = |found| Text::new("toml-type").with("found", found).with("wanted", kind_wanted(expected));
        if let Some(found) = said.strip_prefix("invalid type: ") {
            return kind(kind_found(found));
        }
        if said.starts_with("invalid value: integer ") {
            return kind("limits");
        }
    }
    Text::new("toml-syntax").with("problem", syntax(message)).with("reason", message.to_owned())
}

/// The kind of a value, in the first word that serde has for it.
fn kind_found(found: &str) -> &'static str {
    const KINDS: [&str; 6] = ["string", "integer", "floating", "boolean", "sequence", "map"];
    let word = found.split(' ').next().unwrap_or_default().trim_end_matches(',');
    KINDS.into_iter().find(|kind| *kind == word).unwrap_or("other")
}

/// The kind that a key takes, of what serde says of it.
fn kind_wanted(wanted: &str) -> &'static str {
    match wanted {
        "a boolean" => "boolean",
        "a string" => "string",
        "path string" => "path",
        "a sequence" => "sequence",
        "u16" => "port",
        map if map == "a map" || map.starts_with("struct ") => "map",
        _ => "other",
    }
}

/// The most common mistakes of form.
fn syntax(message: &str) -> &'static str {
    const STARTS: [(&str, &str); 8] = [
        ("duplicate key", "twice"),
        ("key with no value", "value"),
        ("missing value", "value"),
        ("string values must be quoted", "quotes"),
        ("invalid basic string", "closing-quote"),
        ("invalid literal string", "closing-quote"),
        ("unclosed", "bracket"),
        ("wanted string or table", "text"),
    ];
    STARTS.into_iter().find(|(start, _)| message.starts_with(start)).map_or("other", |(_, problem)| problem)
}

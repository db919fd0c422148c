//! The keys of a configuration file with their places, and all that is wrong with its form.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::MOST;
use crate::config::error::ConfigError;
use crate::config::file::FileConfig;
use crate::config::mistake;

/// Where each key stands, as `mail.from` or `chat.0.name`.
#[derive(Debug, Default)]
pub struct Places {
    offsets: BTreeMap<String, usize>,
    /// Where lines end.
    ends: Vec<usize>,
}

impl Places {
    fn new(text: &str, root: &DeTable<'_>) -> Self {
        let mut offsets = BTreeMap::new();
        walk(root, "", &mut |key, offset| {
            offsets.insert(key, offset);
        });
        Self { offsets, ends: text.match_indices('\n').map(|(end, _)| end).collect() }
    }

    /// The offset of a key, else of the section that lacks it.
    pub fn of(&self, key: &str) -> Option<usize> {
        let parent = || key.rsplit_once('.').and_then(|(section, _)| self.of(section));
        self.offsets.get(key).copied().or_else(parent)
    }

    /// The number of a line, from 1 on.
    pub fn line(&self, offset: usize) -> usize {
        self.ends.partition_point(|end| *end < offset) + 1
    }
}

/// What was read of a file.
pub struct Read {
    /// Without the keys that are wrong.
    pub config: FileConfig,
    pub places: Places,
    /// Each with the key that it is about and its offset.
    pub faults: Vec<(String, usize, ConfigError)>,
    /// Whether all that is not wrong was read.
    pub whole: bool,
}

/// Reads a file without the keys that are wrong: each is told and left out, until the rest can be read.
pub fn read(path: &Path, text: &str) -> Read {
    let (mut root, syntax) = DeTable::parse_recoverable(text);
    let places = Places::new(text, root.get_ref());
    let mut faults = syntax_faults(path, text, &syntax, &places);
    // What a file means that has no form is a guess.
    let mut whole = syntax.is_empty();
    let mut config = FileConfig::default();
    while whole {
        let error = match FileConfig::deserialize(Deserializer::from(root.clone())) {
            Ok(read) => {
                config = read;
                break;
            }
            Err(error) => error,
        };
        let offset = offset(&error, text);
        let removed = remove(root.get_mut(), "", offset);
        whole = removed.is_some() && faults.len() < MOST;
        faults.push((removed.unwrap_or_default(), offset, mistake::explain(path, text, &error)));
    }
    Read { config, places, faults, whole }
}

/// One fault a line, as what follows on it comes from the first.
fn syntax_faults(
    path: &Path,
    text: &str,
    errors: &[toml::de::Error],
    places: &Places,
) -> Vec<(String, usize, ConfigError)> {
    let mut faults: Vec<(String, usize, ConfigError)> = Vec::new();
    for error in errors.iter().take(MOST) {
        let offset = offset(error, text);
        let line = places.line(offset);
        if !faults.iter().any(|(_, other, _)| places.line(*other) == line) {
            faults.push((String::new(), offset, mistake::explain(path, text, error)));
        }
        // A list without an end takes all lines below for its items.
        if error.message().contains("array") {
            break;
        }
    }
    faults
}

fn offset(error: &toml::de::Error, text: &str) -> usize {
    error.span().map_or(0, |span| span.start).min(text.len())
}

fn walk(table: &DeTable<'_>, above: &str, found: &mut dyn FnMut(String, usize)) {
    for (key, value) in table {
        let name = join(above, key.get_ref());
        found(name.clone(), key.span().start);
        match value.get_ref() {
            DeValue::Table(below) => walk(below, &name, found),
            DeValue::Array(list) => {
                for (at, item) in list.iter().enumerate() {
                    let name = join(&name, &at.to_string());
                    found(name.clone(), item.span().start);
                    if let DeValue::Table(below) = item.get_ref() {
                        walk(below, &name, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Takes out the innermost key at a place, and says which it was.
fn remove(table: &mut DeTable<'_>, above: &str, offset: usize) -> Option<String> {
    for (key, value) in table.iter_mut() {
        let removed = remove_below(value.get_mut(), &join(above, key.get_ref()), offset);
        if removed.is_some() {
            return removed;
        }
    }
    let is_there = |span: std::ops::Range<usize>| span.start == offset || span.contains(&offset);
    let (key, _) = table.iter().find(|(key, value)| is_there(key.span()) || is_there(value.span()))?;
    let key: Spanned<_> = key.clone();
    table.remove(&key);
    Some(join(above, key.get_ref()))
}

fn remove_below(value: &mut DeValue<'_>, name: &str, offset: usize) -> Option<String> {
    match value {
        DeValue::Table(table) => remove(table, name, offset),
        DeValue::Array(list) => list
            .iter_mut()
            .enumerate()
            .find_map(|(at, item)| remove_below(item.get_mut(), &join(name, &at.to_string()), offset)),
        _ => None,
    }
}

fn join(above: &str, key: &str) -> String {
    if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") }
}

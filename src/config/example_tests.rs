//! `config.example.toml` loads, holds the defaults and covers every key.

use std::collections::BTreeSet;
use std::path::Path;

use super::file::{FileConfig, parse};
use super::*;

const EXAMPLE: &str = include_str!("../../config.example.toml");

/// The example with the keys that stand behind a `#`.
fn uncommented() -> String {
    let is_key = |line: &str| {
        let key = line.split(" = ").next().unwrap_or_default();
        line.contains(" = ") && key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'))
    };
    let lines = EXAMPLE.lines().map(|line| match line.strip_prefix("# ") {
        Some(hidden)
            if is_key(hidden)
                || ["[channel.", "[plan.", "[mail]", "[[chat]]"]
                    .iter()
                    .any(|heading| hidden.starts_with(heading)) =>
        {
            hidden
        }
        _ => line,
    });
    lines.map(|line| format!("{line}\n")).collect()
}

fn load(text: &str) -> FileConfig {
    parse(Path::new("config.example.toml"), text).unwrap()
}

/// `network.timeout` for each key; channels all have the same ones, and so have sources.
fn keys(value: &serde_json::Value) -> BTreeSet<String> {
    fn walk(value: &serde_json::Value, path: &[&str], keys: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    let named = path == ["channel"] || path == ["plan", "sources"];
                    let name = if named { "*" } else { name };
                    walk(value, &[path, &[name]].concat(), keys);
                }
            }
            serde_json::Value::Array(tables) if tables.iter().any(serde_json::Value::is_object) => {
                tables.iter().for_each(|table| walk(table, path, keys));
            }
            _ => {
                keys.insert(path.join("."));
            }
        }
    }
    let mut keys = BTreeSet::new();
    walk(value, &[], &mut keys);
    keys
}

fn written(text: &str) -> BTreeSet<String> {
    keys(&toml::from_str(text).unwrap())
}

#[test]
fn as_it_is_it_holds_the_defaults() {
    assert_eq!(load(EXAMPLE), FileConfig::default());
    let loaded = Loaded { config: load(EXAMPLE), ..Loaded::default() };
    Settings::without_origin(&loaded, &Select::default(), &GateArgs::default()).unwrap();
}

#[test]
fn with_all_its_keys_it_is_valid() {
    let loaded = Loaded { config: load(&uncommented()), ..Loaded::default() };
    Settings::without_origin(&loaded, &Select::default(), &GateArgs::default()).unwrap();
    let config = &loaded.config;
    matomo_url(config.url.as_deref().unwrap(), config.network.allow_http).unwrap();
}

#[test]
fn every_key_of_the_file_is_in_it() {
    let text = uncommented();
    let known = keys(&serde_json::to_value(load(&text)).unwrap());
    assert_eq!(written(&text), known);
}

/// The test above finds each key that is missing, whether it has a default or not.
#[test]
fn a_key_that_is_taken_out_is_missed() {
    let text = uncommented();
    let known = keys(&serde_json::to_value(load(&text)).unwrap());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with(['#', '['])) {
        if line.is_empty() {
            continue;
        }
        let kept = text.lines().enumerate().filter(|(other, _)| *other != index);
        let without: String = kept.map(|(_, line)| format!("{line}\n")).collect();
        assert_ne!(written(&without), known, "{line}");
    }
}

#[test]
fn each_finding_is_in_it_with_its_own_severity() {
    use crate::audit::findings::AUDITS;
    use crate::model::Severity;

    let rule = |severity| match severity {
        Severity::Notice => Rule::Notice,
        Severity::Warning => Rule::Warning,
        Severity::Critical => Rule::Critical,
    };
    let own = AUDITS.iter().map(|audit| (audit.id.to_owned(), rule(audit.severity)));
    assert_eq!(load(&uncommented()).findings, own.collect());
}

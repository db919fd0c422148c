//! The example loads, holds the defaults and covers every key, in each language.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;

use super::file::{FileConfig, parse};
use super::*;
use crate::locale::Lang;

/// What a line sets that stands behind a `#`: a key or a section.
fn hidden(line: &str) -> Option<&str> {
    let line = line.strip_prefix("# ")?;
    let key = line.split(" = ").next().unwrap_or_default();
    let is_key =
        line.contains(" = ") && key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'));
    let is_section =
        ["[channel.", "[plan.", "[mail]", "[[chat]]"].iter().any(|heading| line.starts_with(heading));
    (is_key || is_section).then_some(line)
}

/// The example with the keys that stand behind a `#`.
fn uncommented(lang: Lang) -> String {
    let lines = example(lang).lines().map(|line| hidden(line).unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect()
}

fn load(text: &str) -> FileConfig {
    parse(Path::new("matomo-audit.toml"), text).unwrap()
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
    for text in Lang::ALL.map(example) {
        assert_eq!(load(text), FileConfig::default());
        let loaded = Loaded { config: load(text), ..Loaded::default() };
        Settings::without_origin(&loaded, &Select::default(), &GateArgs::default()).unwrap();
    }
}

#[test]
fn with_all_its_keys_it_is_valid() {
    for text in Lang::ALL.map(uncommented) {
        let loaded = Loaded { config: load(&text), ..Loaded::default() };
        Settings::without_origin(&loaded, &Select::default(), &GateArgs::default()).unwrap();
        let config = &loaded.config;
        matomo_url(config.url.as_deref().unwrap(), config.network.allow_http).unwrap();
    }
}

/// What a reader of one language may set, a reader of another may too, in the same place.
#[test]
fn its_languages_differ_in_their_comments_alone() {
    let set = |lang| -> Vec<&str> {
        let lines = example(lang).lines().filter(|line| hidden(line).is_some() || !line.starts_with('#'));
        lines.collect()
    };
    let english = set(Lang::En);
    assert!(english.contains(&"# url = \"https://stats.example.fr/\"") && english.contains(&"[network]"));
    for lang in Lang::ALL {
        assert_eq!(set(lang), english, "{lang:?}");
    }
}

#[test]
fn the_french_one_has_french_typography() {
    let wrong = Regex::new(r"« | »| [:;?!](\s|$)|\p{L}'\p{L}").unwrap();
    for line in example(Lang::Fr).lines().filter(|line| hidden(line).is_none()) {
        assert!(!wrong.is_match(line), "{line}");
    }
}

#[test]
fn every_key_of_the_file_is_in_it() {
    for text in Lang::ALL.map(uncommented) {
        let known = keys(&serde_json::to_value(load(&text)).unwrap());
        assert_eq!(written(&text), known);
    }
}

/// The test above finds each key that is missing, whether it has a default or not.
#[test]
fn a_key_that_is_taken_out_is_missed() {
    for text in Lang::ALL.map(uncommented) {
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
    let own: BTreeMap<_, _> =
        AUDITS.iter().map(|audit| (audit.id.to_owned(), rule(audit.severity))).collect();
    for text in Lang::ALL.map(uncommented) {
        assert_eq!(load(&text).findings, own);
    }
}

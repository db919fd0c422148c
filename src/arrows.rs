//! The flow of the program goes one way: no module imports one that comes after it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;

/// What each module may import: leaves first, then the flow. Tests may look everywhere.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    // Leaves.
    ("api", &[]),
    ("labels", &[]),
    ("nearest", &[]),
    ("stats", &[]),
    ("period", &[]),
    ("severity", &[]),
    ("exit", &[]),
    ("format", &[]),
    ("context", &[]),
    ("tls", &[]),
    ("escape", &["labels", "context"]),
    ("secret", &["labels", "escape"]),
    ("echo", &["labels"]),
    ("replace", &["secret"]),
    ("locale", &["context", "escape", "period"]),
    ("values", &["locale"]),
    ("reason", &["escape", "locale"]),
    ("http", &["locale", "reason", "tls"]),
    ("channels", &["labels", "locale", "nearest"]),
    (
        "ledger",
        &["channels", "escape", "labels", "locale", "nearest", "period", "reason", "replace", "values"],
    ),
    (
        "links",
        &["channels", "escape", "http", "labels", "ledger", "locale", "nearest", "reason", "secret", "tls"],
    ),
    // The flow.
    ("cli", &["format", "ledger", "links", "locale", "period", "severity", "values"]),
    (
        "config",
        &[
            "cli", "channels", "context", "format", "http", "ledger", "locale", "nearest", "period",
            "secret", "severity", "tls", "values",
        ],
    ),
    (
        "matomo",
        &[
            "api", "config", "echo", "escape", "http", "labels", "locale", "nearest", "period", "reason",
            "secret", "tls",
        ],
    ),
    ("model", &["api", "escape", "exit", "ledger", "locale", "period", "severity", "stats"]),
    ("frames", &["api", "matomo", "model", "config", "context", "escape", "labels", "locale", "period"]),
    (
        "audit",
        &[
            "api", "frames", "model", "matomo", "config", "channels", "escape", "labels", "ledger", "locale",
            "nearest", "period", "stats",
        ],
    ),
    ("words", &["api", "model", "escape", "labels", "ledger", "locale", "period"]),
    ("render", &["words", "model", "ledger", "escape", "format", "locale", "period"]),
    (
        "deliver",
        &[
            "render", "words", "model", "config", "context", "echo", "format", "http", "locale", "reason",
            "replace", "secret", "tls", "values",
        ],
    ),
    ("error", &["deliver", "frames", "ledger", "matomo", "config", "exit", "locale", "secret"]),
];

#[test]
fn no_arrow_points_back() {
    let mut imports: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    read(&src, &src, &mut imports);
    let wrong: Vec<_> = imports
        .iter()
        .flat_map(|(module, imports)| imports.iter().map(move |(file, used)| (module, file, used)))
        .filter(|(module, _, used)| !may_import(module, used))
        .map(|(module, file, used)| format!("{file}: {module} imports {used}"))
        .collect();
    assert!(wrong.is_empty(), "arrows that point back:\n{}", wrong.join("\n"));
}

#[test]
fn what_may_be_imported_comes_before() {
    for (at, (module, allowed)) in MAY_IMPORT.iter().enumerate() {
        for used in *allowed {
            assert!(MAY_IMPORT[..at].iter().any(|(name, _)| name == used), "{module} imports {used}");
        }
    }
}

fn may_import(module: &str, used: &str) -> bool {
    let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == module);
    module == used || allowed.is_some_and(|(_, allowed)| allowed.contains(&used))
}

/// The modules that each module of the crate root uses, with the file.
fn read(folder: &Path, src: &Path, imports: &mut BTreeMap<String, Vec<(String, String)>>) {
    let path = Regex::new(r"crate::(\{[^}]*\}|\w+)").unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.strip_prefix(src).unwrap().to_string_lossy().into_owned();
        if file.is_dir() {
            read(&file, src, imports);
        }
        let is_test = ["tests", "simulations.rs", "mutations.rs", "testing.rs", "arrows.rs"];
        let top = ["lib.rs", "main.rs"].contains(&name.as_str()) || name.starts_with("commands/");
        if !name.ends_with(".rs") || top || is_test.iter().any(|test| name.contains(test)) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        // What follows is for tests.
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let module = name.split(['/', '.']).next().unwrap().to_owned();
        for found in path.captures_iter(text) {
            let used = found[1].trim_matches(['{', '}']).split(',');
            let used = used.filter_map(|part| part.trim().split("::").next()).filter(|part| !part.is_empty());
            let used = used.map(|used| (name.clone(), used.to_owned()));
            imports.entry(module.clone()).or_default().extend(used);
        }
    }
}

//! The last line of `cargo test`: how many tests did not run, and what they need.
//!
//! A test that needs what a machine may lack says so in `#[ignore = "needs …"]`, and fails where that is missing.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "it speaks to whoever runs the tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;

fn main() {
    let args: Vec<_> = std::env::args().skip(1).collect();
    // Whoever names the ignored tests, or lists all, skips none.
    if args.iter().any(|arg| ["--ignored", "--include-ignored", "--list"].contains(&arg.as_str())) {
        return;
    }
    let filters: Vec<_> = args.iter().filter(|arg| !arg.starts_with('-')).collect();
    let mut needs = BTreeMap::<_, usize>::new();
    for folder in ["src", "tests/cli"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for (need, name) in ignored(&folder, "") {
            if filters.is_empty() || filters.iter().any(|filter| name.contains(*filter)) {
                *needs.entry(need).or_default() += 1;
            }
        }
    }
    if !needs.is_empty() {
        let all: usize = needs.values().sum();
        let each: Vec<_> = needs.iter().map(|(need, tests)| format!("{need} ({tests})")).collect();
        println!(
            "\nSkipped {all}, which need: {}. To run them: cargo test -- --include-ignored",
            each.join("; ")
        );
    }
}

/// What the ignored tests of a folder need, with their names.
fn ignored(folder: &Path, module: &str) -> Vec<(String, String)> {
    let test = Regex::new(r#"\n#\[ignore = "(?:needs )?([^"]+)"\]\n(?:#\[.*\]\n)*fn (\w+)"#).unwrap();
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let module = format!("{module}{}::", file.file_stem().unwrap().to_str().unwrap());
        if file.is_dir() {
            all.extend(ignored(&file, &module));
        } else if file.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(file).unwrap();
            let found = test.captures_iter(&text);
            all.extend(found.map(|found| (found[1].to_owned(), format!("{module}{}", &found[2]))));
        }
    }
    all
}

//! What the program says before it does anything, in French: help, mistakes on the command line, manual, completions.

use insta::assert_snapshot;

use crate::support::{Matomo, Outcome, TOKEN, Tool};

fn french() -> Tool {
    Tool::new().env("LANG", "fr_FR.UTF-8")
}

/// Words that stand in English help and in no French one.
fn assert_french(text: &str, words: &str) {
    for line in text.lines().filter(|line| !line.trim_start().starts_with("matomo-audit ")) {
        let of = |word: &&str| {
            ["the", "of", "and", "with", "default:", "Usage:", "Options:", "Print"].contains(word)
        };
        assert!(line.split_whitespace().find(of).is_none(), "{words}: {line}");
    }
}

#[test]
fn the_help_of_each_command_is_in_french() {
    let commands = [
        "",
        "audit",
        "check",
        "send",
        "sites",
        "explain",
        "demo",
        "link",
        "completions",
        "man",
        "init",
        "config",
        "config example",
        "config check",
        "link new",
        "link list",
        "link show",
        "link decide",
        "link qr",
        "link signature",
        "link lint",
        "link check",
        "link import",
    ];
    for command in commands {
        for help in ["-h", "--help"] {
            let outcome = french().run(&format!("{command} {help}"));
            assert!(outcome.data().contains("Usage\u{a0}: matomo-audit"), "{command}: {outcome}");
            assert_french(outcome.data(), command);
        }
    }
}

#[test]
fn a_page_of_help() {
    assert_snapshot!("help_check", french().run("check --help").data());
    assert_snapshot!("help_link_new", french().run("link new -h").data());
    assert_snapshot!("help", french().run("-h").data());
}

#[test]
fn help_is_in_the_language_of_the_option_before_that_of_the_environment() {
    for words in ["--lang fr --help", "--help --lang=fr", "audit --lang fr -h", "link --lang fr"] {
        let outcome = Tool::new().run(words);
        assert!(format!("{outcome}").contains("Usage\u{a0}:"), "{words}: {outcome}");
    }
    let english = french().run("--help --lang en");
    assert!(english.data().contains("Usage: matomo-audit") && english.data().contains("General options:"));
    // Not an option any more.
    assert!(Tool::new().run("explain -- --lang fr").stderr.contains("Usage: "));
}

#[test]
fn mistakes_on_the_command_line() {
    let cases = [
        "audit --perido week",
        "audit --period semaine",
        "audit --period weak",
        "audit --site",
        "audit --url= --last 0",
        "check --max-direct 50",
        "check --confidence 100 --lang fr",
        "audit --replay a --record b",
        "audit --lang fr --lang fr",
        "audit --until hier",
        "audit --until 11/22/2026",
        "audit --until 30/02/2026",
        "send --dry-run out",
        "init --smtp-host smtp.example.fr --smtp-port 99999",
        "link decide",
        "link qr a b",
        "link",
        "audi",
        "link mak",
        "explain --tout",
        "-- audit",
    ];
    let said = cases.map(|words| {
        let outcome = french().run(words);
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{words}: {outcome}");
        format!("$ matomo-audit {words}\n{}", outcome.stderr)
    });
    assert_snapshot!(said.join("\n"));
}

#[test]
fn mistakes_in_english() {
    let cases = [
        "audit --perido week",
        "audit --period weak",
        "audit --until 22/11/2026",
        "audit --until 05/06/2026",
        "audi",
    ];
    let said = cases.map(|words| Tool::new().run(words).stderr);
    assert_snapshot!(said.join("\n"));
}

/// What was typed may have come from anywhere.
#[test]
fn a_mistake_is_shown_on_one_line_without_what_acts() {
    let outcome = french().run_args(["audit", "--period", "we\u{1b}[2Jek\n::error::x"]);
    assert_eq!(outcome.code, 2);
    assert!(!outcome.stderr.contains('\u{1b}') && !outcome.stderr.contains("\n::error"), "{outcome}");
}

#[test]
fn a_date_may_be_written_as_in_french() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let last = |tool: &Tool, words: &str| {
        let report = tool.run(&format!("audit --site 1 --last 12 --format json {words}")).json(0);
        report["sites"][0]["periods"].as_array().unwrap().last().unwrap()["to"].clone()
    };
    for day in ["22/11/2026", "22-11-2026", "2026-11-22"] {
        assert_eq!(last(&tool, &format!("--lang fr --until {day}")), "2026-11-22", "{day}");
    }
    let tool = tool.env("LANG", "fr_FR.UTF-8");
    assert_eq!(last(&tool, "--until 22/11/2026"), "2026-11-22");
    // English is spoken on both sides of an ocean.
    let refused = tool.run("audit --lang en --until 22/11/2026");
    assert!(refused.code == 2 && refused.stderr.contains("write 2026-11-22"), "{refused}");
}

#[test]
fn days_of_a_link_may_be_written_as_in_french() {
    let new = |words: &str| {
        let tags = "--medium email --source brevo --campaign 2026-11-atelier";
        french().run(&format!("link new https://example.fr/atelier {tags} --dry-run {words}"))
    };
    let written = new("--published 20/11/2026 --review 18-12-2026");
    assert!(written.code == 0 && written.stderr.contains("18 déc. 2026"), "{written}");
}

fn hinted(outcome: &Outcome, hint: &str) {
    assert!(outcome.code != 0 && outcome.stderr.contains(hint), "{hint}: {outcome}");
}

#[test]
fn a_day_that_has_not_come_is_told_with_the_one_to_write() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).env("LANG", "fr");
    let outcome = tool.run("audit --site 1 --until 31/12/2199");
    let said = "attention\u{a0}: --until 2199-12-31 n’est pas encore venu";
    assert!(outcome.stderr.starts_with(said), "{outcome}");
    let today = outcome.stderr.split("écrivez ").nth(1).unwrap().split(',').next().unwrap();
    let mended = tool.run(&format!("audit --site 1 {today}"));
    assert!(mended.stderr.is_empty(), "{mended}");
    assert_eq!(mended.stdout, outcome.stdout);
}

#[test]
fn an_address_without_its_scheme_is_given_with_it() {
    let tool = french().env("MATOMO_TOKEN_AUTH", TOKEN);
    for (url, right) in [
        ("stats.example.fr", "https://stats.example.fr"),
        ("stats.example.fr/matomo/index.php?module=x", "https://stats.example.fr/matomo"),
        ("stats.example.fr:8443", "https://stats.example.fr:8443"),
        ("localhost:8080/matomo", "http://localhost:8080/matomo"),
    ] {
        let outcome = tool.run(&format!("sites --url {url}"));
        hinted(&outcome, &format!("conseil\u{a0}: écrivez {right}\n"));
    }
}

#[test]
fn https_on_a_port_of_http_is_told_with_the_address_that_works() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).env("LANG", "fr").config("[network]\nretries = 0");
    let outcome = tool.run(&format!("sites --url {}", matomo.url().replace("http:", "https:")));
    hinted(&outcome, &format!("conseil\u{a0}: écrivez {}/\n", matomo.url()));
    assert!(
        outcome.stderr.contains("ne parle pas https") && !outcome.stderr.contains("corrupt"),
        "{outcome}"
    );
    // What is hinted at works.
    assert_eq!(tool.run(&format!("sites --url {}/", matomo.url())).code, 0);
}

#[test]
fn the_manual_is_in_french() {
    let manual = french().run("man").stdout;
    for part in
        [".SH NOM\n", "Valeurs possibles", "[par défaut", "FICHIER", ".SH \"OPTIONS GÉNÉRALES\"", "Exemples"]
    {
        assert!(manual.contains(part), "{part}:\n{manual}");
    }
    assert_french(&manual, "man");
    assert!(Tool::new().run("man --lang fr").stdout.contains(".SH NOM\n"));
}

#[test]
fn completions_are_explained_in_french() {
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        let script = french().run(&format!("completions {shell}")).stdout;
        assert!(script.contains("Afficher la page de manuel"), "{shell}:\n{script}");
        for english in ["Print help", "For a person", "Configuration file", " commands' commands"] {
            assert!(!script.contains(english), "{shell}: {english}");
        }
    }
}

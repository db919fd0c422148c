//! `config`: the configuration file itself.

use crate::support::Tool;

#[test]
fn the_example_is_in_the_program() {
    let tool = Tool::new();
    assert_eq!(tool.run("config example").data(), include_str!("../../config.example.toml"));
    let french = include_str!("../../src/config/example.fr.toml");
    assert_eq!(tool.run("config example --lang fr").data(), french);
    assert_eq!(Tool::new().env("LANG", "fr_FR.UTF-8").run("config example").data(), french);
}

/// It is most wanted when there is a mistake in one's own.
#[test]
fn the_example_needs_no_valid_configuration() {
    let tool = Tool::new().config("perod = \"week\"\n");
    assert!(tool.run("config example").data().contains("# period = \"week\""));
    let refused = tool.run("audit");
    assert!(refused.code == 2 && refused.stderr.contains("`matomo-audit config example` lists every key"));
}

/// Who prints it into a file has a configuration that is taken.
#[test]
fn what_it_prints_is_a_configuration() {
    let tool = Tool::new();
    for lang in ["en", "fr"] {
        let text = tool.run(&format!("config example --lang {lang}")).data().to_owned();
        let path = tool.write(&format!("{lang}.toml"), &text).display().to_string();
        let outcome = tool.run(&format!("audit --lang en --config {path}"));
        assert!(outcome.code == 2 && outcome.stderr.contains("no address of Matomo"), "{outcome}");
    }
}

//! `config`: the configuration file itself.

use crate::support::{Matomo, Outcome, TOKEN, Tool, nowhere};

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

/// What `config check` prints with a configuration.
fn check(tool: &Tool, words: &str) -> Outcome {
    tool.run(&format!("config check {words}"))
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let text = "\
periode = \"week\"
lang = \"de\"
url = \"stats.example.fr\"
last = 600
sites = [1, \" \"]

[network]
timeout = \"long\"
ca_file = \"nowhere.pem\"

[thresholds]
watch = \"60%\"

[channels]
used = [\"email\", \"pigeon\", \"owl\"]

[channel.forum]
hosts = [\"x.example.fr\"]
mediums = [\"news*\"]

[findings]
no-visit = \"off\"

[plan.mediums]
E-mail = \"Mails\"
Social = \"Posts\"

[mail]
from = \"stats\"
to = [\"equipe@example.fr\", \"a b\"]
smtp = \"smtp.example.fr\"
user = \"stats\"
attach = [\"exe\", \"csv\", \"bat\"]

[[chat]]
name = \"one\"
url_env = \"UNSET_A\"

[[chat]]
name = \"two\"
url_env = \"UNSET_B\"
";
    let tool = Tool::new().config(text).env("MATOMO_TOKEN_AUTH", TOKEN);
    insta::assert_snapshot!("every_mistake", check(&tool, ""));
    insta::assert_snapshot!("every_mistake_fr", check(&tool, "--lang fr"));
    // Once each is mended, nothing of it is said.
    let tool = Tool::new().config("last = 12\n");
    assert!(check(&tool, "").stdout.contains("no address of Matomo"));
}

#[test]
fn a_file_that_is_no_toml_tells_each_line() {
    let tool = Tool::new().config("last =\nperiod = week\n\n[network\ntimeout = 5\n");
    let outcome = check(&tool, "");
    assert_eq!(outcome.code, 2, "{outcome}");
    for line in ["matomo-audit.toml:1:", "matomo-audit.toml:2:", "matomo-audit.toml:4:"] {
        assert!(outcome.stdout.contains(line), "{outcome}");
    }
}

/// Below a list without an end, each line is no item of it.
#[test]
fn a_bracket_that_is_not_closed_is_one_mistake() {
    let tool = Tool::new().config("sites = [1\nlast = 3\nperiod = \"week\"\n[network]\ntimeout = 4\n");
    let outcome = check(&tool, "");
    assert!(outcome.code == 2 && outcome.stdout.contains("  1 mistake;"), "{outcome}");
}

/// A bound against squares, not a measure.
#[test]
fn a_file_as_large_as_one_may_be_is_checked_in_seconds() {
    let keys: String = (0..60_000).map(|number| format!("k{number} = 1\n")).collect();
    let chat = |number| format!("[[chat]]\nname = \"n{number}\"\nurl_env = \"UNSET\"\n");
    let chats: String = (0..15_000).map(chat).collect();
    for text in [keys, chats] {
        assert!(text.len() > 600_000 && text.len() < 1024 * 1024);
        let start = std::time::Instant::now();
        let outcome = check(&Tool::new().config(&text), "");
        assert!(outcome.code == 2 && outcome.stdout.matches('✗').count() < 60);
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}

/// A secret that stands in the file is told and not shown, and so is each of them.
#[test]
fn secrets_in_the_file_are_not_shown() {
    let text = "[mail]\nfrom = \"s@example.fr\"\nto = [\"a@example.fr\"]\nsmtp = \"me:hunter2@smtp.example.fr\"\n\
                password = \"hunter2\"\n[[chat]]\nname = \"equipe\"\nurl = \"https://x.example.fr/hooks/hunter2\"\n\
                [[chat]]\nname = \"https://x.example.fr/hooks/hunter2\"\nurl_env = \"HOOK\"\n";
    let outcome = check(&Tool::new().config(text), "");
    assert!(outcome.code == 2 && !outcome.to_string().contains("hunter2"), "{outcome}");
    for line in [4, 5, 8, 10] {
        assert!(outcome.stdout.contains(&format!("matomo-audit.toml:{line}: ")), "{line}: {outcome}");
    }
}

#[test]
fn without_a_file_it_says_where_one_belongs() {
    let outcome = check(&Tool::new(), "");
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome}");
    assert!(outcome.stderr.contains("no configuration file: neither"), "{outcome}");
    assert!(
        outcome.stderr.contains("matomo-audit init") && outcome.stderr.contains("config example"),
        "{outcome}"
    );
}

#[test]
fn matomo_is_tried_with_what_it_shows() {
    let matomo = Matomo::start();
    let url = format!("url = \"{}\"\nsites = [1, \"Pass Emploi\"]\n", matomo.url());
    let of = |text: &str| Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).config(text);
    insta::assert_snapshot!("works", check(&of(&url), ""));
    insta::assert_snapshot!("works_fr", check(&of(&url), "--lang fr"));
    let outcome = check(&of(&url.replace("[1,", "[99,")), "");
    assert!(outcome.code == 3 && outcome.stdout.contains("✗ site 99: "), "{outcome}");
    assert!(outcome.stdout.contains("Pass Emploi"), "{outcome}");
    let outcome = check(&of(&url.replace("Pass Emploi", "Pas Emploi")), "");
    assert!(outcome.code == 2 && outcome.stdout.contains("✗ Matomo: "), "{outcome}");
    let outcome = check(&of(&format!("url = \"{}\"", nowhere())), "");
    assert!(outcome.code == 3 && outcome.stdout.contains("✗ Matomo: cannot connect"), "{outcome}");
    let outcome = check(&of(&url).env("MATOMO_TOKEN_AUTH", "wrong"), "");
    assert!(outcome.code == 3 && outcome.stdout.contains("refuses the token"), "{outcome}");
    let core = Matomo::setup().core_only().public(&[1]).start();
    let outcome = check(&Tool::new().config(&format!("url = \"{}\"\nanonymous = true", core.url())), "");
    let said = "1 site shown without a token; MarketingCampaignsReporting is not active";
    assert!(outcome.code == 0 && outcome.stdout.contains(said), "{outcome}");
}

/// A token must not go to what a mistake has left of an address.
#[test]
fn nothing_is_asked_of_matomo_while_the_file_is_wrong() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).config("pigeon = 1\n");
    assert_eq!(check(&tool, "").code, 2);
    assert!(matomo.exchanges().is_empty());
}

//! A Matomo that shows its reports to everybody: no token.

use crate::support::{Matomo, TOKEN, Tool, WEEKS};

/// The tokens that were sent are not seen here: the stand-in shows the public sites for "anonymous" alone.
#[test]
fn what_is_shown_to_everybody_is_read_without_a_token() {
    let matomo = Matomo::setup().public(&[1]).start();
    let tool = Tool::new().env("MATOMO_URL", &matomo.url());
    let sites = tool.run("sites --anonymous");
    assert!(sites.data().contains("Aides Logement") && !sites.stdout.contains("Pass Emploi"), "{sites}");
    let report = tool.run(&format!("audit --anonymous {WEEKS} --format json")).json(0);
    assert_eq!(report["sites"][0]["id"], 1);
    assert_eq!(report["sites"].as_array().unwrap().len(), 1);
    let gate = tool.run("check --anonymous --until 2026-11-22 --max-direct 1%");
    assert!(gate.code == 1 && gate.stdout.contains("--site 1 --anonymous"), "{gate}");
    // As the configuration says it, where there is no token; one goes before.
    let tool = tool.config("anonymous = true");
    assert!(!tool.run("sites").data().contains("Pass Emploi"));
    let tool = tool.env("MATOMO_TOKEN_AUTH", TOKEN);
    assert!(tool.run("sites").stdout.contains("Pass Emploi"));
    assert!(!tool.run("sites --anonymous").data().contains("Pass Emploi"));
}

#[test]
fn without_a_token_the_command_that_needs_none_is_given() {
    let matomo = Matomo::setup().public(&[1, 2]).start();
    let tool = Tool::new();
    let address = matomo.url();
    let outcome = tool.run(&format!("audit {WEEKS} --url {address}/?token_auth={TOKEN}"));
    assert_eq!(outcome.code, 2, "{outcome}");
    assert!(outcome.stderr.contains("no token for Matomo, which shows 2 sites to everybody"), "{outcome}");
    let command = format!("matomo-audit audit {WEEKS} --url {address}/ --anonymous");
    assert!(outcome.stderr.contains(&command), "{outcome}");
    assert_eq!(matomo.exchanges().len(), 1);
    let words = command.strip_prefix("matomo-audit ").unwrap();
    assert!(tool.run(words).data().contains("Aides Logement"));
    let outcome = tool.run(&format!("audit --lang fr --site 1 --url {address}"));
    assert!(outcome.stderr.contains("qui montre le site à tout le monde"), "{outcome}");
    // It is of no use where the site that is asked for is not shown.
    let outcome = tool.run(&format!("audit --site 5 --url {address}"));
    assert!(outcome.code == 2 && outcome.stderr.starts_with("error: no token for Matomo\n"), "{outcome}");
}

#[test]
fn a_matomo_that_shows_nothing_says_so() {
    let matomo = Matomo::start();
    let tool = Tool::new().env("MATOMO_URL", &matomo.url());
    let outcome = tool.run("sites --anonymous");
    assert_eq!(outcome.code, 3, "{outcome}");
    assert!(outcome.stderr.contains("shows no site without a token"), "{outcome}");
    assert!(!tool.run("sites --anonymous --lang fr").stderr.contains("jeton ne voit"), "{outcome}");
    // Nothing is offered then, with a server or without one.
    for url in [matomo.url(), crate::support::nowhere()] {
        let outcome = tool.run(&format!("sites --url {url}"));
        assert!(outcome.code == 2 && outcome.stderr.starts_with("error: no token for Matomo\n"), "{outcome}");
    }
}

#[test]
fn nothing_is_sent_that_needs_protection() {
    let matomo = Matomo::always(crate::support::Reply::error(401, "no"));
    let tool = Tool::new().env("MATOMO_URL", &matomo.url());
    let outcome = tool.run("sites --anonymous");
    assert!(outcome.code == 3 && outcome.stderr.contains("shows nothing without a token: no"), "{outcome}");
    // http:// is refused to a token, not to those who have none; the name resolves nowhere.
    let outcome = tool.run("sites --anonymous --url http://stats.invalid/");
    assert!(outcome.code == 3 && outcome.stderr.contains("cannot connect"), "{outcome}");
}

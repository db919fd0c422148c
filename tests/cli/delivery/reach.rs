//! `config check`: whether the targets can be served, without a message.

use super::smtp::{PASSWORD, Server, Setup, USER};
use super::webhook::{SECRET, Webhook};
use super::{Outcome, Tool};
use crate::support::{Matomo, TOKEN, nowhere};

fn check(matomo: &Matomo, config: &str, vars: &[(&str, &str)]) -> Outcome {
    let tool = Tool::new(&format!("url = \"{}\"\nsites = [1]\n{config}", matomo.url()));
    let tool = tool.env("MATOMO_TOKEN_AUTH", TOKEN);
    vars.iter().fold(tool, |tool, (name, value)| tool.env(name, value)).run("config check")
}

#[test]
fn a_chat_is_reached_and_nothing_is_posted() {
    let (matomo, hook) = (Matomo::start(), Webhook::start(&[]));
    let chat = "[[chat]]\nname = \"equipe\"\nurl_env = \"HOOK\"\n";
    let outcome = check(&matomo, chat, &[("HOOK", &hook.url())]);
    assert!(
        outcome.code == 0 && outcome.stdout.contains("✓ equipe (Mattermost): its server answers"),
        "{outcome:?}"
    );
    assert_eq!(hook.bodies(), [""; 0]);
    let outcome = check(&matomo, chat, &[("HOOK", &format!("{}/hooks/{SECRET}", nowhere()))]);
    assert_eq!(outcome.code, 5, "{outcome:?}");
    let said = "✗ equipe (Mattermost): cannot connect to the webhook: connection refused";
    assert!(outcome.stdout.contains(said) && outcome.stdout.contains("check the network"), "{outcome:?}");
    // Where Matomo is out of reach too, that comes first; both are told.
    let tool = Tool::new(&format!("url = \"{}\"\n{chat}", nowhere()));
    let tool = tool.env("MATOMO_TOKEN_AUTH", TOKEN).env("HOOK", &format!("{}/hooks/{SECRET}", nowhere()));
    let outcome = tool.run("config check");
    assert!(outcome.code == 3 && outcome.stdout.matches('✗').count() == 2, "{outcome:?}");
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_mail_server_is_logged_in_to_and_gets_no_message() {
    let Some(server) = Server::start(Setup::default()) else { return };
    let matomo = Matomo::start();
    let mail = |more: &str| {
        format!(
            "[mail]\nfrom = \"s@example.fr\"\nto = [\"a@example.fr\"]\nsmtp = \"localhost\"\nport = {}\n\
             ca_file = \"{}\"\n{more}",
            server.port,
            server.ca()
        )
    };
    let login = format!("user = \"{USER}\"\n");
    let password = "MATOMO_AUDIT_SMTP_PASSWORD";
    let outcome = check(&matomo, &mail(&login), &[(password, PASSWORD)]);
    let said =
        format!("✓ a@example.fr (e-mail): localhost:{} answers with TLS and takes the login", server.port);
    assert!(outcome.code == 0 && outcome.stdout.contains(&said), "{outcome:?}");
    let outcome = check(&matomo, &mail(&login), &[(password, "another")]);
    assert!(outcome.code == 5 && outcome.stdout.contains("refuses the login"), "{outcome:?}");
    let outcome = check(&matomo, &mail("").replace(&format!("port = {}", server.port), "port = 1"), &[]);
    assert!(
        outcome.code == 5 && outcome.stdout.contains("✗ a@example.fr (e-mail): cannot connect"),
        "{outcome:?}"
    );
    assert!(server.received().is_empty());
}

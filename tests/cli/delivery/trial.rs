//! A trial: the real message, to one person.

use mail_parser::MessageParser;

use super::Tool;
use super::smtp::{Server, Setup};
use super::webhook::Webhook;

fn config(server: &Server) -> String {
    format!(
        "[mail]\nfrom = \"stats@example.fr\"\nto = [\"team@example.fr\", \"b@example.fr\"]\n\
         cc = [\"c@example.fr\"]\nsmtp = \"localhost\"\nport = {}\nca_file = \"{}\"\nwhen = \"red-flag\"\n\
         [[chat]]\nname = \"team\"\nurl_env = \"HOOK\"\n",
        server.port,
        server.ca()
    )
}

fn plain() -> Setup {
    Setup { login: false, ..Setup::default() }
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn only_one_person_gets_the_real_message() {
    let Some(server) = Server::start(plain()) else { return };
    let webhook = Webhook::start(&[]);
    let tool = Tool::new(&config(&server)).env("HOOK", &webhook.url());
    // Clear, so that `when` of the file would withhold it.
    tool.replay("send --site 2 --to Me<me@example.fr>").silent();
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].facts["to"], serde_json::json!(["me@example.fr"]));
    let message = MessageParser::default().parse(&received[0].bytes).unwrap();
    assert_eq!(message.to().unwrap().first().unwrap().address(), Some("me@example.fr"));
    assert!(message.cc().is_none());
    assert_eq!(message.subject().unwrap().split_whitespace().next(), Some("✅"));
    // By chance, the random part of its id may end like one of them.
    let text = String::from_utf8_lossy(&received[0].bytes).replace(message.message_id().unwrap(), "");
    for address in ["team@", "b@example", "c@example"] {
        assert!(!text.contains(address), "{address}");
    }
    assert_eq!(webhook.bodies().len(), 0);
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_trial_neither_stands_for_the_message_of_the_week_nor_is_stopped_by_it() {
    let Some(server) = Server::start(plain()) else { return };
    let webhook = Webhook::start(&[]);
    let tool = Tool::new(&config(&server)).env("HOOK", &webhook.url());
    for words in ["--to me@example.fr", "", "--to me@example.fr"] {
        tool.replay(&format!("send --site 1 {words}")).silent();
    }
    let to: Vec<_> = server.received().iter().map(|one| one.facts["to"].as_array().unwrap().len()).collect();
    assert_eq!((to, webhook.bodies().len()), (vec![1, 3, 1], 1));
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn verbose_says_who_was_left_out_and_why() {
    let Some(server) = Server::start(plain()) else { return };
    // The chat's secret is not there, and not needed.
    let tool = Tool::new(&config(&server));
    let said = |words: &str| {
        let outcome = tool.replay(&format!("send --to me@example.fr {words}"));
        assert_eq!((outcome.code, &*outcome.stdout), (0, ""), "{outcome:?}");
        let about = |line: &&str| line.contains("(e-mail)") || line.contains("(Mattermost)");
        outcome.stderr.lines().filter(about).map(str::to_owned).collect::<Vec<_>>()
    };
    let left_out = [
        "not sent to team@example.fr and 2 others (e-mail): --to asks for one person only",
        "not sent to team (Mattermost): --to asks for one person only",
    ];
    let english = said("-v --lang en --site 1");
    assert_eq!(
        (&english[..2], &*english[2]),
        (&left_out.map(String::from)[..], "sent to me@example.fr (e-mail)")
    );
    // What is asked for on the command line holds for a trial too.
    let withheld = said("-v --lang fr --site 2 --when watch");
    assert!(withheld[0].starts_with("pas envoyé à me@example.fr (e-mail)\u{a0}: rien n’est à surveiller"));
    assert_eq!(server.received().len(), 1);
}

#[test]
fn a_trial_that_cannot_be_is_refused_before_matomo_is_asked() {
    // No recording is there: to ask for it would be exit 3.
    let refused = |config: &str, to: &str, words: &str| {
        let outcome = Tool::new(config).run(&format!("send --lang en --replay nowhere --to {to}"));
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains(words), "{outcome:?}");
    };
    let mail = "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n";
    refused(mail, "me", "--to holds `me`, which is no e-mail address");
    refused(mail, "a@example.fr,b@example.fr", "which is no e-mail address");
    let chat = "[[chat]]\nname = \"team\"\nurl_env = \"HOOK\"\n";
    refused(chat, "me@example.fr", "--to sends by the server of [mail]");
}

#[test]
fn a_trial_can_be_looked_at_first() {
    let tool = Tool::new(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\nuser = \"a\"\n\
         [[chat]]\nname = \"team\"\nurl_env = \"HOOK\"\n",
    );
    let outcome = tool.replay("send --site 1 --to me@example.fr --dry-run");
    assert_eq!((outcome.code, tool.files()), (0, vec!["matomo-audit.eml".to_owned()]), "{outcome:?}");
    assert!(tool.read("matomo-audit.eml").contains("To: me@example.fr"));
}

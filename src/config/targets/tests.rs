//! Targets as the configuration describes them, and what is refused of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::config::file::parse;
use crate::locale::{Lang, Locale};

const MAIL: &str = "[mail]\nfrom = \"s@example.fr\"\nto = [\"a@example.fr\"]\n";

fn resolve(text: &str, env: &[(&str, &str)]) -> Result<Targets, ConfigError> {
    let context = Context {
        now: Timestamp::UNIX_EPOCH,
        time_zone: TimeZone::UTC,
        env: env.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        user: None,
        dir: PathBuf::new(),
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        width: None,
    };
    let path = PathBuf::from("matomo-audit.toml");
    let config = parse(&path, text)?;
    refuse_secrets(&path, &config)?;
    Targets::resolve(&Loaded { path, config, ..Loaded::default() }, &Wanted::default(), &context)
}

/// The message that a mistake is told with.
fn id<T: std::fmt::Debug>(result: Result<T, ConfigError>) -> String {
    result.unwrap_err().text().id.clone()
}

fn smtp(keys: &str) -> Result<Smtp, ConfigError> {
    let env = [(PASSWORD, "hunter2")];
    let targets = resolve(&format!("{MAIL}{keys}"), &env)?;
    match targets.mail.unwrap().transport {
        Transport::Smtp(smtp) => Ok(smtp),
        Transport::Sendmail(_) => panic!("no SMTP"),
    }
}

#[test]
fn the_port_follows_the_protection() {
    let of = |keys: &str| smtp(keys).map(|smtp| (smtp.port, smtp.protection)).unwrap();
    let host = "smtp = \"smtp.example.fr\"\n";
    assert_eq!(of(host), (587, Protection::StartTls));
    assert_eq!(of(&format!("{host}tls = \"implicit\"")), (465, Protection::Implicit));
    assert_eq!(of(&format!("{host}tls = \"none\"")), (25, Protection::None));
    assert_eq!(of(&format!("{host}port = 2525")), (2525, Protection::StartTls));
    for local in ["localhost", "127.0.0.1", "::1"] {
        assert_eq!(of(&format!("smtp = \"{local}\"")), (587, Protection::IfOffered), "{local}");
    }
}

#[test]
fn no_password_goes_unprotected_over_a_network() {
    let keys = "tls = \"none\"\nuser = \"stats\"\n";
    assert_eq!(id(smtp(&format!("{keys}smtp = \"smtp.example.fr\""))), "config-mail-plain-password");
    assert!(smtp(&format!("{keys}smtp = \"localhost\"")).unwrap().login.is_some());
}

#[test]
fn an_address_is_one_address() {
    for good in ["a@example.fr", "Équipe <a@example.fr>", "\"Dupont, A.\" <a@example.fr>"] {
        assert!(mailbox("to", good).is_ok(), "{good}");
    }
    for bad in ["", "a", "a@", "a@example.fr, b@example.fr", "A <a@example.fr> <b@x.fr>", "é@example.fr"] {
        assert!(mailbox("to", bad).is_err(), "{bad}");
    }
    assert!(mailbox("to", "A\r\nBcc: b@x.fr <a@example.fr>").is_err());
}

#[test]
fn secrets_are_neither_missing_nor_in_the_file_nor_shown() {
    let host = "smtp = \"smtp.example.fr\"\nuser = \"stats\"\n";
    assert_eq!(id(resolve(&format!("{MAIL}{host}"), &[])), "config-mail-no-password");
    assert_eq!(id(resolve(&format!("{MAIL}{host}password = \"hunter2\""), &[])), "config-secret-in-file");
    let chat = "[[chat]]\nurl = \"https://chat.example.fr/hooks/hunter2\"";
    assert!(!format!("{:?}", resolve(chat, &[]).unwrap_err()).contains("hunter2"));
    assert!(!format!("{:?}", smtp(host).unwrap()).contains("hunter2"));
}

/// A password of plain words, where the name of its file belongs.
#[test]
fn a_file_of_a_secret_is_named_only_if_it_is_called_like_one() {
    let said = |text: &str| Locale::new(Lang::En).text(resolve(text, &[]).unwrap_err().text());
    let mail = |key: &str| {
        said(&format!("{MAIL}smtp = \"smtp.example.fr\"\nuser = \"stats\"\n{key} = \"correcthorse\""))
    };
    assert!(mail("password_file").contains("password_file: cannot read …"), "{}", mail("password_file"));
    let chat = said("[[chat]]\nurl_file = \"correcthorse\"");
    assert!(chat.contains("url_file: cannot read …"), "{chat}");
    let host = "smtp = \"smtp.example.fr\"\nca_file = \"correcthorse\"";
    assert!(said(&format!("{MAIL}{host}")).contains("ca_file: cannot read correcthorse"));
}

#[test]
fn a_webhook_is_reached_by_https() {
    let chat = |url: &str| resolve("[[chat]]\nname = \"team\"\nurl_env = \"HOOK\"", &[("HOOK", url)]);
    for good in ["https://chat.example.fr/hooks/x", "http://127.0.0.1:8065/hooks/x"] {
        assert!(chat(good).is_ok(), "{good}");
    }
    for bad in ["http://chat.example.fr/hooks/x", "chat.example.fr/hooks/x", "file:///hooks/x"] {
        let error = chat(bad).unwrap_err();
        let reason = if bad.starts_with("http:") { "unprotected" } else { "begin with https://" };
        assert!(Locale::new(Lang::En).text(error.text()).contains(reason), "{bad}: {error:?}");
        assert!(!format!("{error:?}").contains("hooks"), "{error:?}");
    }
    assert_eq!(id(chat("")), "config-chat-no-url");
}

#[test]
fn a_target_needs_its_keys_and_a_name_of_its_own() {
    assert_eq!(id(resolve("", &[])), "config-no-target");
    assert_eq!(resolve(MAIL, &[]).unwrap_err(), missing("[mail]", "smtp"));
    let both = format!("{MAIL}smtp = \"a.fr\"\nsendmail = \"/bin/sh\"");
    assert_eq!(id(resolve(&both, &[])), "config-target-keys");
    let attach = format!("{MAIL}smtp = \"a.fr\"\nattach = [\"exe\"]");
    assert_eq!(id(resolve(&attach, &[])), "config-mail-attach");
    let twice = "[[chat]]\nurl_env = \"HOOK\"\n[[chat]]\nurl_env = \"HOOK\"";
    assert_eq!(id(resolve(twice, &[("HOOK", "https://chat.example.fr/hooks/x")])), "config-chat-twice");
    let missing = format!("{MAIL}sendmail = \"/nowhere/sendmail\"");
    assert_eq!(id(resolve(&missing, &[])), "config-sendmail");
}

//! E-mail: what arrives, and what is said when it does not.

use mail_parser::{Address, Message, MessageParser, MimeHeaders};

use super::smtp::{PASSWORD, Received, Server, Setup, USER, free_port};
use super::{Outcome, Tool};

/// A configuration for the server, with `keys` besides.
fn config(server: &Server, keys: &str) -> String {
    format!(
        "[mail]\nfrom = \"Équipe Statistiques <stats@example.fr>\"\nreply_to = \"bizdev@example.fr\"\n\
         to = [\"Zoé Müller <zoe@example.fr>\", \"b@example.fr\"]\ncc = [\"c@example.fr\"]\n\
         smtp = \"localhost\"\nport = {}\nuser = \"{USER}\"\nca_file = \"{}\"\n{keys}\n",
        server.port,
        server.ca(),
    )
}

fn send(config: &str, words: &str) -> Outcome {
    Tool::new(config).env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD).replay(&format!("send {words}"))
}

fn parse(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

fn addresses(address: Option<&Address<'_>>) -> Vec<(String, String)> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    address.unwrap().iter().map(|one| (text(one.name()), text(one.address()))).collect()
}

fn only(mut received: Vec<Received>) -> Received {
    assert_eq!(received.len(), 1, "one message, once");
    received.remove(0)
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_message_arrives_whole_by_starttls_with_a_login() {
    let Some(server) = Server::start(Setup::default()) else { return };
    send(&config(&server, "attach = [\"html\", \"csv\", \"json\"]"), "--site 1 --lang fr").silent();
    let received = only(server.received());
    assert_eq!(received.facts["tls"], true);
    assert_eq!(received.facts["login"], true);
    assert_eq!(received.facts["from"], "stats@example.fr");
    let all = ["zoe@example.fr", "b@example.fr", "c@example.fr"];
    assert_eq!(received.facts["to"], serde_json::json!(all));
    // Only ASCII goes over the line, so that every server takes it.
    assert!(received.bytes.is_ascii());

    let message = parse(&received.bytes);
    assert_eq!(
        message.subject().unwrap(),
        "🚩 Aides Logement\u{a0}: 69,6\u{202f}% du trafic non suivi (sem. 47)"
    );
    let from = ("Équipe Statistiques".to_owned(), "stats@example.fr".to_owned());
    assert_eq!(addresses(message.from()), [from]);
    let to = addresses(message.to());
    assert_eq!(to[0], ("Zoé Müller".to_owned(), "zoe@example.fr".to_owned()));
    assert_eq!(to[1].1, "b@example.fr");
    assert_eq!(addresses(message.cc())[0].1, "c@example.fr");
    assert_eq!(addresses(message.reply_to())[0].1, "bizdev@example.fr");
    let id = message.message_id().unwrap();
    assert!(id.ends_with("@example.fr") && id.len() > 30, "{id}");
    assert!(message.date().is_some());
    assert_eq!(message.header("Auto-Submitted").unwrap().as_text(), Some("auto-generated"));

    let text = message.body_text(0).unwrap();
    assert!(text.starts_with("🚩 Aides Logement · 69,6\u{202f}% du trafic est direct ou inconnu"), "{text}");
    assert!(text.contains("/documents/guide-locataire-2026.html"), "{text}");
    let html = message.body_html(0).unwrap();
    for part in ["<html lang=\"fr\">", "Aides Logement", "69,6\u{202f}%", "LinkedIn", "/simulateur/resultat"]
    {
        assert!(html.contains(part), "no {part} in the HTML part");
    }
    for active in ["<img", "<script", "<a ", "href=", "src=", "url("] {
        assert!(!html.contains(active), "{active} in the HTML part");
    }

    let attached: Vec<_> = message.attachments().map(|part| part.attachment_name().unwrap()).collect();
    let names = [
        "matomo-audit-2026-11-22.html",
        "matomo-audit-2026-11-22.csv",
        "matomo-audit-2026-11-22.channels.csv",
        "matomo-audit-2026-11-22.campaigns.csv",
        "matomo-audit-2026-11-22.findings.csv",
        "matomo-audit-2026-11-22.links.csv",
        "matomo-audit-2026-11-22.json",
    ];
    assert_eq!(attached, names);
    let page = message.attachment(0).unwrap();
    assert_eq!(page.content_type().unwrap().subtype(), Some("html"));
    assert!(page.text_contents().unwrap().contains("Aides Logement"));
    let csv = message.attachment(1).unwrap().text_contents().unwrap();
    assert!(csv.starts_with("\u{feff}site_id;site;from;to;visits"), "{csv}");
    let json: serde_json::Value =
        serde_json::from_str(message.attachment(6).unwrap().text_contents().unwrap()).unwrap();
    assert_eq!(json["sites"][0]["name"], "Aides Logement");
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn several_sites_come_in_one_message_with_a_summary() {
    let Some(server) = Server::start(Setup { tls: "implicit", ..Setup::default() }) else { return };
    send(&config(&server, "tls = \"implicit\""), "--site 1 --site 2 --site 8 --lang fr").silent();
    let received = only(server.received());
    let message = parse(&received.bytes);
    assert_eq!(message.subject().unwrap(), "🚩 2 sites sur 3 en alerte (sem. 47)");
    let html = message.body_html(0).unwrap();
    for name in ["Aides Logement", "Pass Emploi", "Untagged shares"] {
        assert!(html.contains(name), "no {name}");
    }
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_site_that_cannot_be_read_is_named_in_the_message_and_the_exit_code() {
    let Some(server) = Server::start(Setup::default()) else { return };
    let outcome = send(&config(&server, ""), "--site 1 --site 3 --lang fr");
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(outcome.stderr.contains("Site 3 Petit Service"), "{outcome:?}");
    let received = only(server.received());
    let message = parse(&received.bytes);
    assert!(message.body_html(0).unwrap().contains("Site 3 Petit Service"));
    assert!(message.body_text(0).unwrap().contains("Site 3 Petit Service"));
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn without_a_site_that_can_be_read_nothing_is_sent() {
    let Some(server) = Server::start(Setup::default()) else { return };
    assert_eq!(send(&config(&server, ""), "--site 3").code, 3);
    assert!(server.received().is_empty());
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn hostile_labels_stay_text() {
    let Some(server) = Server::start(Setup::default()) else { return };
    send(&config(&server, ""), "--site 6").silent();
    let received = only(server.received());
    let message = parse(&received.bytes);
    assert!(message.subject().unwrap().starts_with("✅ Hostile <b>\"Labels\"</b> & Co"));
    let html = message.body_html(0).unwrap();
    assert!(html.contains("&#60;script&#62;alert"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_wrong_password_is_named_and_nothing_is_sent() {
    let Some(server) = Server::start(Setup::default()) else { return };
    let tool = Tool::new(&config(&server, "")).env("MATOMO_AUDIT_SMTP_PASSWORD", "wr0ng-pa55w0rd");
    let outcome = tool.replay("send --lang en --site 1");
    outcome.one_line(5, &["e-mail: localhost:", "refuses the login: 535", "MATOMO_AUDIT_SMTP_PASSWORD"]);
    assert!(!outcome.stderr.contains("wr0ng-pa55w0rd"), "{outcome:?}");
    assert!(server.received().is_empty());
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_refused_recipient_is_named_and_the_others_have_the_message() {
    let Some(server) = Server::start(Setup { refuse: &["b@example.fr"], ..Setup::default() }) else { return };
    let outcome = send(&config(&server, ""), "--site 1 --lang en");
    outcome
        .one_line(5, &["b@example.fr (550 5.1.1 no such mailbox)", "the other recipients have the message"]);
    assert_eq!(only(server.received()).facts["to"], serde_json::json!(["zoe@example.fr", "c@example.fr"]));
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn with_every_recipient_refused_nothing_is_sent() {
    let refuse = &["zoe@example.fr", "b@example.fr", "c@example.fr"];
    let Some(server) = Server::start(Setup { refuse, ..Setup::default() }) else { return };
    send(&config(&server, ""), "--site 1 --lang en").one_line(5, &["zoe@example.fr", "nothing was sent"]);
    assert!(server.received().is_empty());
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_refused_message_is_an_error() {
    let Some(server) = Server::start(Setup { reject: true, ..Setup::default() }) else { return };
    send(&config(&server, ""), "--site 1 --lang en").one_line(5, &["552 5.3.4 message too big"]);
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_message_whose_acceptance_is_unknown_is_not_sent_again() {
    let Some(server) = Server::start(Setup { break_off: true, ..Setup::default() }) else { return };
    let outcome = send(&config(&server, ""), "--site 1 --lang en");
    outcome.one_line(5, &["did not confirm the message", "it may have been sent"]);
    only(server.received());
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn a_certificate_that_is_not_trusted_is_refused() {
    let Some(server) = Server::start(Setup::default()) else { return };
    let untrusting = config(&server, "").replace("ca_file", "#");
    let words = ["the certificate of localhost:", "is not trusted", "mail.ca_file"];
    send(&untrusting, "--site 1 --lang en").one_line(5, &words);
    // Nor is one with another name.
    let Some(server) = Server::start(Setup { tls: "implicit", ..Setup::default() }) else { return };
    let other = config(&server, "tls = \"implicit\"").replace("\"localhost\"", "\"ip6-localhost\"");
    let outcome = send(&other, "--site 1 --lang en");
    assert_eq!(outcome.code, 5, "{outcome:?}");
    assert!(server.received().is_empty());
}

#[test]
fn a_server_that_is_down_is_named() {
    let config = format!(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"127.0.0.1\"\nport = {}\n",
        free_port()
    );
    send(&config, "--site 1 --lang en")
        .one_line(5, &["cannot connect to 127.0.0.1:", "refused", "nothing was sent"]);
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = format!(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"127.0.0.1\"\nport = {port}\ntimeout = 1\n"
    );
    send(&config, "--site 1 --lang en").one_line(5, &["did not answer within 1 s", "nothing was sent"]);
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn only_a_server_on_this_machine_may_do_without_tls() {
    let setup = Setup { tls: "none", login: false, ..Setup::default() };
    let Some(server) = Server::start(setup) else { return };
    let keys = |host: &str| {
        format!(
            "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"{host}\"\nport = {}\n",
            server.port
        )
    };
    // The machine by its address of all networks is not recognised as local,
    // so that STARTTLS is required; the server does not offer it.
    send(&keys("0.0.0.0"), "--site 1 --lang en").one_line(5, &["does not offer STARTTLS"]);
    assert!(server.received().is_empty());
    send(&keys("localhost"), "--site 1").silent();
    assert_eq!(only(server.received()).facts["tls"], false);
}

#[test]
fn a_command_takes_the_message() {
    let tool = Tool::new("");
    let script = tool.path("sendmail");
    std::fs::write(
        &script,
        "#!/bin/sh\nfolder=$(dirname \"$0\")\necho \"$@\" > \"$folder/args\"\ncat > \"$folder/eml\"\n",
    )
    .unwrap();
    make_executable(&script);
    let config = "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsendmail = \"sendmail\"\n";
    std::fs::write(tool.path("matomo-audit.toml"), config).unwrap();
    let tool = tool.env("PATH", "/usr/bin:/bin");
    tool.replay("send --site 1 --lang fr").silent();
    assert_eq!(tool.read("args").trim(), "-i -f a@example.fr -- b@example.fr");
    let bytes = std::fs::read(tool.path("eml")).unwrap();
    assert!(parse(&bytes).subject().unwrap().starts_with("🚩 Aides Logement"));

    std::fs::write(&script, "#!/bin/sh\ncat > /dev/null\necho 'no route' >&2\nexit 75\n").unwrap();
    tool.replay("send --site 1 --lang en").one_line(5, &["sendmail failed: no route"]);
}

/// A tool whose mail is taken by a script.
fn with_command(script: &str) -> Tool {
    let tool =
        Tool::new("[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsendmail = \"sendmail\"\n")
            .env("PATH", "/usr/bin:/bin");
    let path = tool.path("sendmail");
    std::fs::write(&path, format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n")).unwrap();
    make_executable(&path);
    tool
}

#[test]
fn a_command_is_told_no_secret() {
    let tool = with_command("env > env\ncat > /dev/null")
        .env("MATOMO_TOKEN_AUTH", "c0ffee")
        .env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD)
        .env("MATOMO_URL", "https://stats.example.fr")
        .env("HOOK", "https://chat.example.fr/hooks/x")
        .env("LC_HOOK", "https://chat.example.fr/hooks/x")
        .env("HTTPS_PROXY", "http://user:pass@proxy.example.fr")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "Europe/Paris");
    tool.replay("send --site 1").silent();
    let env = tool.read("env");
    let mut names: Vec<_> = env.lines().map(|line| line.split('=').next().unwrap()).collect();
    // These are the shell's own.
    names.retain(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name));
    names.sort_unstable();
    assert_eq!(names, ["HOME", "LC_ALL", "PATH", "TZ"], "{env}");
}

#[test]
fn a_command_that_says_much_or_reads_nothing_comes_to_its_end() {
    with_command("head -c 10000000 /dev/zero | tr '\\\\0' a >&2").replay("send --site 1").silent();
    let outcome =
        with_command("echo full >&2; head -c 10000000 /dev/zero >&2; exit 75").replay("send --site 1");
    outcome.one_line(5, &["full"]);
    assert!(outcome.stderr.len() < 10_000, "{outcome:?}");
    with_command("exit 75").replay("send --site 1 --lang en").one_line(5, &["sendmail failed: exit code 75"]);
}

fn make_executable(path: &std::path::Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn a_dry_run_writes_the_message_and_needs_no_secret() {
    let config = "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"smtp.example.fr\"\n\
                  user = \"a\"\n[[chat]]\nname = \"L'équipe\"\nurl_env = \"HOOK\"\n";
    let tool = Tool::new(config);
    let outcome = tool.replay("send --dry-run --site 1 --lang fr");
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{outcome:?}");
    assert_eq!(outcome.stdout.lines().count(), 2, "{outcome:?}");
    let bytes = std::fs::read(tool.path("matomo-audit.eml")).unwrap();
    assert!(parse(&bytes).subject().unwrap().starts_with("🚩 Aides Logement"));
    let payload: serde_json::Value = serde_json::from_str(&tool.read("matomo-audit.L_équipe.json")).unwrap();
    assert!(payload["text"].as_str().unwrap().starts_with("🚩 **Aides Logement**"), "{payload}");
}

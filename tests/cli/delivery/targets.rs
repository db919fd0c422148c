//! Chat, and several targets at once.

use super::smtp::{PASSWORD, Server, Setup, USER, free_port};
use super::webhook::{Answer, SECRET, Webhook};
use super::{Outcome, Tool};

const CHAT: &str = "[[chat]]\nname = \"team\"\nurl_env = \"HOOK\"\ntimeout = 2\n";

fn send(config: &str, webhook: &Webhook, words: &str) -> Outcome {
    Tool::new(config).env("HOOK", &webhook.url()).replay(&format!("send --lang en {words}"))
}

#[test]
fn a_channel_gets_the_verdict() {
    let webhook = Webhook::start(&[]);
    send(CHAT, &webhook, "--site 1").silent();
    let text = webhook.text();
    assert!(text.starts_with("🚩 **Aides Logement** · 69.6% of traffic is direct or unknown"), "{text}");
    assert!(text.contains("Ask who shares /simulateur/resultat"), "{text}");
    assert!(text.contains("rentree-2026: 5 visits"), "{text}");
    let webhook = Webhook::start(&[]);
    send(&format!("{CHAT}kind = \"slack\""), &webhook, "--site 1").silent();
    assert!(webhook.text().starts_with("🚩 *Aides Logement* · 69.6%"));
}

#[test]
fn the_address_can_be_in_a_file() {
    let webhook = Webhook::start(&[]);
    let tool = Tool::new("[[chat]]\nname = \"team\"\nurl_file = \"hook\"\n");
    std::fs::write(tool.path("hook"), format!("{}\n", webhook.url())).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(tool.path("hook"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    tool.replay("send --site 1").silent();
    webhook.text();
}

#[test]
fn it_is_tried_again_only_when_surely_not_accepted() {
    let webhook = Webhook::start(&[Answer::Later(429, "1"), Answer::Later(503, "0"), Answer::Status(429)]);
    send(CHAT, &webhook, "--site 1").silent();
    assert_eq!(webhook.bodies().len(), 4);

    for answer in [Answer::Status(429), Answer::Later(429, "0"), Answer::Later(503, "0")] {
        let webhook = Webhook::start(&[answer; 9]);
        send(CHAT, &webhook, "--site 1")
            .one_line(5, &["team: the webhook does not take", "nothing was posted"]);
        assert_eq!(webhook.bodies().len(), 4, "{answer:?}");
    }
    // A wait that is longer than a run should be is not begun.
    let webhook = Webhook::start(&[Answer::Later(503, "3600"); 9]);
    send(CHAT, &webhook, "--site 1")
        .one_line(5, &["does not take messages for now (503)", "nothing was posted"]);
    assert_eq!(webhook.bodies().len(), 1);

    for status in [404, 400, 302] {
        let webhook = Webhook::start(&[Answer::Status(status); 9]);
        let outcome = send(CHAT, &webhook, "--site 1");
        outcome.one_line(5, &["team: the webhook", &status.to_string()]);
        assert_eq!(webhook.bodies().len(), 1, "{status}");
    }
}

#[test]
fn what_may_have_been_posted_is_not_posted_again() {
    for status in [500, 502, 503, 504] {
        let webhook = Webhook::start(&[Answer::Status(status); 9]);
        let outcome = send(CHAT, &webhook, "--site 1");
        outcome.one_line(5, &[&format!("team: the webhook answered {status}"), "it may have been posted"]);
        assert!(!outcome.stderr.contains("nothing was posted"), "{outcome:?}");
        assert_eq!(webhook.bodies().len(), 1, "{status}");
    }
    let webhook = Webhook::start(&[Answer::Silence; 9]);
    send(CHAT, &webhook, "--site 1").one_line(5, &["did not confirm", "may have been posted"]);
    assert_eq!(webhook.bodies().len(), 1);
}

#[test]
fn an_answer_that_repeats_the_address_is_not_shown() {
    let webhook = Webhook::start(&[Answer::Status(404)]);
    // `Tool::run` looks for the secret.
    send(CHAT, &webhook, "--site 1").one_line(5, &["the webhook refused the message (404): ***"]);
}

#[test]
fn a_webhook_on_this_machine_is_reached_without_a_proxy() {
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    proxy.set_nonblocking(true).unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let webhook = Webhook::start(&[]);
    let mut tool = Tool::new(CHAT).env("HOOK", &webhook.url());
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        tool = tool.env(name, &address);
    }
    tool.replay("send --site 1").silent();
    webhook.text();
    assert!(proxy.accept().is_err(), "the proxy was asked");
    // Elsewhere it is.
    let tool = tool.env("HOOK", &format!("https://chat.invalid/hooks/{SECRET}"));
    tool.replay("send --site 1 --lang en").one_line(5, &["the webhook"]);
    assert!(proxy.accept().is_ok(), "the proxy was not asked");
}

#[test]
fn ten_thousand_recipients_are_refused_at_once() {
    let to = |count: usize| {
        let addresses: Vec<_> = (0..count).map(|number| format!("\"a{number}@example.fr\"")).collect();
        let keys = "from = \"a@example.fr\"\nsmtp = \"a.fr\"\ncc = [\"c@example.fr\"]";
        Tool::new(&format!("[mail]\n{keys}\nto = [{}]\n", addresses.join(", ")))
    };
    let begin = std::time::Instant::now();
    let outcome = to(10_000).run("send --lang en --replay nowhere");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome.stderr.contains("10,001 addresses") && outcome.stderr.contains("mailing list"),
        "{outcome:?}"
    );
    assert!(begin.elapsed() < std::time::Duration::from_secs(20), "{:?}", begin.elapsed());
    assert_eq!(to(100).run("send --replay nowhere").code, 2);
    assert_eq!(to(99).replay("send --site 1 --dry-run").code, 0);
}

#[test]
fn a_webhook_that_is_down_is_named_without_its_address() {
    let tool = Tool::new(CHAT).env("HOOK", &format!("http://127.0.0.1:{}/hooks/{SECRET}", free_port()));
    tool.replay("send --lang en --site 1").one_line(5, &["team: cannot connect to the webhook", "refused"]);
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn the_secrets_are_not_in_what_verbose_says() {
    let webhook = Webhook::start(&[Answer::Later(503, "0")]);
    // `Tool::run` looks for them.
    let outcome = send(CHAT, &webhook, "-vv --site 1");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stderr.contains("again in"), "{outcome:?}");
    let Some(server) = Server::start(Setup::default()) else { return };
    let tool = Tool::new(&mail(server.port, &server.ca())).env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD);
    assert_eq!(tool.replay("send -vv --site 1").code, 0);
}

fn mail(port: u16, ca: &str) -> String {
    format!(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"localhost\"\nport = {port}\n\
         user = \"{USER}\"\nca_file = \"{ca}\"\n"
    )
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn one_run_serves_all_targets() {
    let Some(server) = Server::start(Setup::default()) else { return };
    let webhook = Webhook::start(&[]);
    let tool = Tool::new(&format!("{}{CHAT}", mail(server.port, &server.ca())))
        .env("HOOK", &webhook.url())
        .env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD);
    tool.replay("send --site 1").silent();
    assert_eq!(server.received().len(), 1);
    webhook.text();
}

#[test]
fn a_target_that_fails_does_not_stop_the_others() {
    let webhook = Webhook::start(&[]);
    let down = format!(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"localhost\"\nport = {}\n",
        free_port()
    );
    let gone = "[[chat]]\nname = \"gone\"\nurl_env = \"GONE\"\n";
    let tool = Tool::new(&format!("{down}{gone}{CHAT}"))
        .env("HOOK", &webhook.url())
        .env("GONE", &Webhook::start(&[Answer::Status(404)]).url());
    let outcome = tool.replay("send --lang en --site 1");
    assert_eq!((outcome.code, outcome.stderr.lines().count()), (5, 2), "{outcome:?}");
    assert!(outcome.stderr.contains("e-mail: ") && outcome.stderr.contains("gone: "), "{outcome:?}");
    webhook.text();
}

#[test]
fn all_targets_are_checked_before_matomo_is_asked() {
    // No recording is there: to ask for it would be exit 3.
    let check = |config: &str, words: &str| {
        let outcome = Tool::new(config).run("send --lang en --replay nowhere");
        assert_eq!(outcome.code, 2, "{config}: {outcome:?}");
        assert!(outcome.stderr.contains(words), "{config}: {outcome:?}");
    };
    let mail = "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\n";
    check("", "neither [mail] nor [[chat]]");
    check(mail, "smtp is missing");
    check(&format!("{mail}smtp = \"a.fr\"\nuser = \"a\""), "no password for the user `a`");
    check(&format!("{mail}smtp = \"a.fr\"\nca_file = \"none.pem\""), "cannot read");
    check(&format!("{mail}smtp = \"a.fr\"\nuser = \"a\"\ntls = \"none\""), "unprotected");
    check(&format!("{mail}sendmail = \"/nowhere\""), "sendmail cannot be run");
    check(&format!("{mail}smtp = \"a.fr\"\nattach = [\"exe\"]"), "which is no format");
    check("[mail]\nfrom = \"a\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"", "from holds `a`");
    check(CHAT, "HOOK is missing or empty");
    check("[[chat]]\nname = \"x\"", "url_env is missing");
    check(&format!("[[chat]]\nurl = \"https://chat.example.fr/hooks/{SECRET}\""), "chat.url is a secret");
    check(&format!("[[chat]]\nurl = https://chat.example.fr/hooks/{SECRET}"), "in `url = …`");
    check(&format!("{mail}smtp = \"a.fr\"\npassword = \"{PASSWORD}\""), "mail.password is a secret");
    check(&format!("{mail}smtp = \"a.fr\"\nsubject = \"x\""), "`subject` is no key");
}

#[test]
fn when_decides_whether_anything_is_sent() {
    let sent = |config: &str, words: &str| {
        let webhook = Webhook::start(&[]);
        send(config, &webhook, words).silent();
        webhook.bodies().len()
    };
    // 1 is red-flagged, 5 to be watched, 2 clear, 4 without a verdict.
    for (site, watch, red_flag) in [(1, 1, 1), (5, 1, 0), (2, 0, 0), (4, 0, 0)] {
        assert_eq!(sent(CHAT, &format!("--site {site} --when watch")), watch, "{site}");
        assert_eq!(sent(CHAT, &format!("--site {site} --when red-flag")), red_flag, "{site}");
        assert_eq!(sent(CHAT, &format!("--site {site}")), 1, "{site}");
    }
    assert_eq!(sent(CHAT, "--site 2 --site 1 --when red-flag"), 1);
    let configured = format!("{CHAT}when = \"red-flag\"");
    assert_eq!(sent(&configured, "--site 5"), 0);
    assert_eq!(sent(&configured, "--site 5 --when always"), 1);
}

#[test]
#[ignore = "needs python3-aiosmtpd"]
fn verbose_says_for_each_target_whether_it_was_served() {
    let Some(server) = Server::start(Setup::default()) else { return };
    let webhook = Webhook::start(&[]);
    let config =
        format!("{}cc = [\"c@example.fr\"]\n{CHAT}when = \"watch\"", mail(server.port, &server.ca()));
    let tool = Tool::new(&config).env("HOOK", &webhook.url()).env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD);
    let said = |words: &str| {
        let outcome = tool.replay(&format!("send {words}"));
        assert_eq!((outcome.code, &*outcome.stdout), (0, ""), "{outcome:?}");
        let about = |line: &&str| line.contains("(e-mail)") || line.contains("(Mattermost)");
        outcome.stderr.lines().filter(about).map(str::to_owned).collect::<Vec<_>>()
    };
    let mailed = "sent to b@example.fr and 1 other (e-mail)";
    assert_eq!(said("-v --lang en --site 1"), [mailed, "sent to team (Mattermost)"]);
    let withheld = "not sent to team (Mattermost): nothing is at watch or above, as “when = \"watch\"” asks; \
                    sites: 1 no verdict, 1 clear";
    assert_eq!(said("-v --lang en --site 2 --site 4"), [withheld, mailed]);
    let french = said("-v --lang fr --when red-flag --site 5");
    assert!(french[0].starts_with("pas envoyé à b@example.fr et 1 autre (e-mail)\u{a0}: "), "{french:?}");
    assert!(french[1].ends_with("rien n’est en alerte, comme le demande «\u{a0}when = \"red-flag\"\u{a0}»\u{a0}; sites\u{a0}: 1 à surveiller"), "{french:?}");
    assert_eq!(said("--lang en --site 2"), [""; 0]);
    assert_eq!((server.received().len(), webhook.bodies().len()), (3, 1));
}

#[test]
fn a_dry_run_says_why_it_shows_nothing() {
    let tool = Tool::new(CHAT);
    let outcome = tool.replay("send --lang en --site 2 --when watch --dry-run");
    assert_eq!((outcome.code, &*outcome.stdout), (0, ""), "{outcome:?}");
    assert!(outcome.stderr.starts_with("not sent to team (Mattermost): nothing is at watch"), "{outcome:?}");
    tool.replay("send --lang en --site 2 --when watch --dry-run -q").silent();
}

#[test]
fn hostile_labels_mention_nobody() {
    for kind in ["mattermost", "slack"] {
        let webhook = Webhook::start(&[]);
        send(&format!("{CHAT}kind = \"{kind}\""), &webhook, "--site 6").silent();
        let text = webhook.text();
        for mention in ["@channel", "@here", "@all", "<!"] {
            assert!(!text.contains(mention), "{kind}: {mention} in {text}");
        }
        // In code, which stands between backticks, nothing else means anything.
        let outside: String = text.split('`').step_by(2).collect();
        for active in ["<", "](", "://"] {
            assert!(!outside.contains(active), "{kind}: {active} in {outside}");
        }
    }
}

//! The first set-up: by options alone, and by questions on a terminal.

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::delivery::homeserver::{self, Homeserver};
use super::delivery::raw_smtp::Raw;
use super::delivery::webhook::{self, Webhook};
use super::support::{Matomo, TOKEN, Tool};

const PASSWORD: &str = "p4ss-w0rd-0f-m4il";

/// What a run ended with; the secrets are nowhere in it.
#[derive(Debug)]
struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Without any address or token, in French.
fn tool() -> Tool {
    Tool::new().env("LANG", "fr_FR.UTF-8").env("PATH", "/usr/bin:/bin:/usr/local/bin").env("TERM", "xterm")
}

fn end(mut command: Command, input: &str) -> Ended {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may have ended without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ended = Ended {
        code: output.status.code().unwrap(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    };
    for secret in [TOKEN, PASSWORD, webhook::SECRET, homeserver::TOKEN] {
        assert!(!ended.stdout.contains(secret) && !ended.stderr.contains(secret), "{secret}: {ended:?}");
    }
    ended
}

fn run<S: AsRef<OsStr>>(tool: &Tool, args: impl IntoIterator<Item = S>) -> Ended {
    let mut command = tool.command();
    command.args(args);
    end(command, "")
}

fn words(tool: &Tool, words: &str) -> Ended {
    run(tool, words.split_whitespace())
}

fn mode(tool: &Tool, name: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(tool.path(name)).unwrap().permissions().mode() & 0o777
}

/// Spaces that do not break are spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// A tool that was set up without a terminal, for site 1.
fn set_up(matomo: &Matomo, more: &str) -> (Tool, Ended) {
    let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN);
    let ended = words(&tool, &format!("init --url {} --site 1 {more}", matomo.url()));
    (tool.without("MATOMO_TOKEN_AUTH"), ended)
}

#[test]
fn each_answer_that_is_missing_is_named_with_its_option() {
    let ended = words(&tool(), "init");
    assert_eq!((ended.code, &*ended.stdout), (2, ""), "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 4, "{ended:?}");
    for option in ["--url", "MATOMO_TOKEN_AUTH", "--site", "--mail-to"] {
        assert!(ended.stderr.contains(option), "{option}: {ended:?}");
    }
    let given = "init --url stats.example.fr --anonymous --site 1";
    for (more, option) in [
        ("--mail-to me@example.fr", "--smtp-host"),
        ("--mail-to me@example.fr --mail-preset brevo", "--smtp-user"),
        ("--mail-to me@example.fr --mail-preset ovh --smtp-user me", "MATOMO_AUDIT_SMTP_PASSWORD"),
        ("--chat mattermost", "MATOMO_AUDIT_CHAT_SECRET"),
        ("--chat matrix", "--chat-server"),
        ("--chat matrix --chat-server https://matrix.example.fr", "--chat-room"),
    ] {
        let ended = words(&tool(), &format!("{given} {more}"));
        assert!(ended.code == 2 && ended.stderr.contains(option), "{more}: {ended:?}");
        assert!(!ended.stderr.contains("--url"), "{more}: {ended:?}");
    }
}

#[test]
fn without_a_terminal_all_is_written_from_options() {
    let matomo = Matomo::setup().moved().start();
    let (tool, ended) = set_up(&matomo, "--no-delivery --goal all");
    assert_eq!(ended.code, 0, "{ended:?}");
    let file = tool.read("matomo-audit.toml");
    let minimum: Vec<_> = file.lines().take(6).collect();
    assert!(minimum[0].starts_with("# "), "{file}");
    assert_eq!(
        minimum[1..],
        [
            &*format!("url = \"{}/\"", matomo.url()),
            "token_file = \"matomo-token\"",
            "sites = [1]",
            "# goal = 1",
            "lang = \"fr\"",
        ]
    );
    // Nothing else stands without a `#` but what was chosen.
    let rest = file.lines().skip(6).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rest: Vec<_> = rest.map(|line| line.split(" = ").next().unwrap()).collect();
    assert_eq!(rest, ["[channels]", "used", "[links]", "ledger"], "{file}");
    assert_eq!(tool.read("matomo-token"), format!("{TOKEN}\n"));
    assert_eq!([mode(&tool, "matomo-audit.toml"), mode(&tool, "matomo-token")], [0o600, 0o600]);
    assert_eq!(tool.files(), ["matomo-audit.toml", "matomo-token"]);
    // What to do next, and the first verdict at the end.
    let said = plain(&ended.stdout);
    for part in ["0 7 * * 1  ", "OnCalendar=Mon", "runs-on:", "audit --quiet --config"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let (_, verdict) = said.split_once("Et aujourd’hui :").unwrap();
    assert!(verdict.contains("visites"), "{said}");
    assert!(!ended.stderr.contains("attention"), "{ended:?}");
}

#[test]
fn the_written_file_is_one_that_every_command_takes() {
    let matomo = Matomo::setup().moved().start();
    let smtp = Raw::answering(|_| None);
    let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN).env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD);
    let init = format!(
        "init --url {} --site all --mail-to me@example.fr --mail-to team@example.fr --smtp-host 127.0.0.1 \
         --smtp-port {} --smtp-user me --channel email --channel sms --test",
        matomo.url(),
        smtp.port
    );
    let ended = words(&tool, &init);
    assert_eq!(ended.code, 0, "{ended:?}");
    // The trial went to the first address alone.
    let heard = smtp.heard();
    let recipients: Vec<_> = heard.iter().filter(|line| line.starts_with("RCPT")).collect();
    assert!(recipients.len() == 1 && recipients[0].contains("<me@example.fr>"), "{recipients:?}");
    assert!(heard.iter().any(|line| line.starts_with("Subject:")), "{heard:?}");
    assert!(ended.stdout.contains("send --quiet --config"), "{ended:?}");
    assert_eq!(mode(&tool, "smtp-password"), 0o600);
    let file = tool.read("matomo-audit.toml");
    for line in [
        "# sites = [1, 2]",
        "used = [\"email\", \"sms\"]",
        "to = [\"me@example.fr\", \"team@example.fr\"]",
        "password_file = \"smtp-password\"",
    ] {
        assert!(file.lines().any(|found| found == line), "{line}: {file}");
    }
    let tool = tool.without("MATOMO_TOKEN_AUTH").without("MATOMO_AUDIT_SMTP_PASSWORD");
    let audit = words(&tool, "audit --format json");
    assert!(audit.code == 0 && audit.stdout.contains("\"sites\""), "{audit:?}");
    let sent = words(&tool, "send --dry-run");
    assert!(sent.code == 0 && sent.stdout.contains("matomo-audit.eml"), "{sent:?}");
    assert_eq!(words(&tool, "config check").code, 0);
}

#[test]
fn a_chat_is_tried_and_its_secret_is_in_a_file() {
    let matomo = Matomo::setup().moved().start();
    let (webhook, room) = (Webhook::start(&[]), Homeserver::start(&[]));
    // In a room, the same message twice is one.
    let puts = || room.requests().iter().filter(|request| request.starts_with("PUT")).count();
    let posted = || (webhook.bodies().len(), puts());
    for (options, secret, line, counts) in [
        ("--chat mattermost".to_owned(), webhook.url(), "url_file = \"chat-secret\"", [(1, 0), (2, 0)]),
        (
            format!("--chat matrix --chat-server {} --chat-room {}", room.url(), homeserver::ALIAS),
            homeserver::TOKEN.to_owned(),
            "token_file = \"chat-secret\"",
            [(2, 1), (2, 2)],
        ),
    ] {
        let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN).env("MATOMO_AUDIT_CHAT_SECRET", &secret);
        let ended = words(&tool, &format!("init --url {} --site 1 --test {options}", matomo.url()));
        assert!(ended.code == 0 && posted() == counts[0], "{options}: {:?} {ended:?}", posted());
        let file = tool.read("matomo-audit.toml");
        assert!(file.lines().any(|found| found == line), "{file}");
        assert_eq!((mode(&tool, "chat-secret"), tool.read("chat-secret")), (0o600, format!("{secret}\n")));
        let tool = tool.without("MATOMO_TOKEN_AUTH").without("MATOMO_AUDIT_CHAT_SECRET");
        assert_eq!((words(&tool, "send").code, posted()), (0, counts[1]), "{options}");
    }
}

#[test]
fn a_dry_run_prints_the_file_and_writes_nothing() {
    let matomo = Matomo::setup().moved().start();
    let (tool, ended) = set_up(&matomo, "--no-delivery --no-ledger --channel none --dry-run");
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(tool.files().is_empty(), "{:?}", tool.files());
    let config: toml::Table = ended.stdout.parse().unwrap();
    let keys: Vec<_> = config.keys().map(String::as_str).collect();
    assert_eq!(keys, ["lang", "sites", "token_file", "url"]);
}

#[test]
fn the_token_can_come_from_standard_input() {
    let matomo = Matomo::setup().moved().start();
    let tool = tool();
    let mut command = tool.command();
    let url = matomo.url();
    command.args(["init", "--url", &url, "--site", "1", "--no-delivery", "--token-stdin"]);
    let ended = end(command, &format!("{TOKEN}\n"));
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(tool.read("matomo-token"), format!("{TOKEN}\n"));
}

#[test]
fn nothing_is_overwritten_and_nothing_is_asked_first() {
    let matomo = Matomo::start();
    for name in ["matomo-audit.toml", "matomo-token", "smtp-password", "chat-secret"] {
        let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN);
        // Whatever it is: a configuration with a mistake, too.
        tool.write(name, "mine = [");
        let ended = words(&tool, &format!("init --url {} --site 1 --no-delivery", matomo.url()));
        assert!(ended.code == 2 && ended.stderr.contains(name), "{ended:?}");
        assert!(ended.stderr.contains("--config"), "{ended:?}");
        assert_eq!((tool.files(), tool.read(name)), (vec![name.to_owned()], "mine = [".to_owned()));
    }
    assert!(matomo.exchanges().is_empty());
}

#[test]
fn secrets_are_kept_out_of_git_and_its_file_keeps_its_bytes() {
    let matomo = Matomo::setup().moved().start();
    let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN);
    std::fs::create_dir(tool.path(".git")).unwrap();
    std::fs::create_dir(tool.path("stats")).unwrap();
    let before: &[u8] = b"target\r\n\xff\n# last";
    std::fs::write(tool.path("stats/.gitignore"), before).unwrap();
    let init = format!("init --url {} --site 1 --no-delivery --config", matomo.url());
    assert_eq!(words(&tool, &format!("{init} stats/matomo-audit.toml")).code, 0);
    let after = std::fs::read(tool.path("stats/.gitignore")).unwrap();
    assert_eq!(after, [before, b"\n/matomo-token\n"].concat());
    // Once is enough.
    for name in ["matomo-audit.toml", "matomo-token"] {
        std::fs::remove_file(tool.path("stats").join(name)).unwrap();
    }
    assert_eq!(words(&tool, &format!("{init} stats/matomo-audit.toml")).code, 0);
    assert_eq!(std::fs::read(tool.path("stats/.gitignore")).unwrap(), after);
}

#[test]
fn where_one_file_cannot_be_written_none_is() {
    let matomo = Matomo::setup().moved().start();
    let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN);
    std::fs::create_dir(tool.path(".git")).unwrap();
    // Nothing can be added to a folder.
    std::fs::create_dir(tool.path(".gitignore")).unwrap();
    let ended = words(&tool, &format!("init --url {} --site 1 --no-delivery", matomo.url()));
    assert!(ended.code == 5 && ended.stderr.contains(".gitignore"), "{ended:?}");
    assert_eq!(tool.files(), [".git", ".gitignore"]);
}

#[test]
fn what_is_wrong_without_a_terminal_ends_the_run_and_leaves_nothing() {
    let matomo = Matomo::setup().moved().start();
    let smtp = Raw::answering(|line| line.starts_with("AUTH").then(|| "535 no\r\n".to_owned()));
    let url = matomo.url();
    let mail =
        format!("--mail-to me@example.fr --smtp-host 127.0.0.1 --smtp-port {} --smtp-user me", smtp.port);
    for (token, options, code, said) in [
        ("wrong", "--site 1 --no-delivery".to_owned(), 3, "MATOMO_TOKEN_AUTH"),
        (TOKEN, "--site 999 --no-delivery".to_owned(), 3, "999"),
        (TOKEN, "--site 1 --no-delivery --channel linkdin".to_owned(), 2, "linkdin"),
        (TOKEN, "--site 1 --no-delivery --goal nothing".to_owned(), 2, "nothing"),
        (TOKEN, format!("--site 1 {mail}"), 5, "535"),
    ] {
        let tool = tool().env("MATOMO_TOKEN_AUTH", token).env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD);
        let ended = words(&tool, &format!("init --url {url} {options}"));
        assert!(ended.code == code && ended.stderr.contains(said), "{options}: {ended:?}");
        assert!(tool.files().is_empty(), "{options}: {:?}", tool.files());
    }
}

#[test]
fn what_everybody_may_see_needs_no_token() {
    let matomo = Matomo::setup().moved().public(&[1]).start();
    let tool = tool();
    let ended = words(&tool, &format!("init --url {} --anonymous --site all --no-delivery", matomo.url()));
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(tool.files(), ["matomo-audit.toml"]);
    assert!(tool.read("matomo-audit.toml").contains("\nanonymous = true\n"));
}

/// Runs `init` on a terminal; each step is a part of the question, and what is typed then.
fn on_a_terminal(tool: &Tool, args: &[&str], steps: &[(&str, &str)]) -> Ended {
    let args: Vec<_> = std::iter::once("init").chain(args.iter().copied()).collect();
    let python = tool.command_on_a_terminal(&args, steps);
    let ended = end(python, "");
    assert!(!ended.stderr.contains("never asked"), "{}\n{}", ended.stderr, ended.stdout);
    ended
}

/// Takes back all of a line.
fn erase() -> String {
    "\u{7f}".repeat(60)
}

#[test]
#[ignore = "needs python3"]
fn on_a_terminal_each_fault_is_mended_without_starting_over() {
    let matomo = Matomo::setup().moved().sites(&[1]).start();
    let smtp = Raw::answering(|line| {
        let right = line == "AUTH PLAIN AG1lQGV4YW1wbGUuZnIAcDRzcy13MHJkLTBmLW00aWw=";
        (line.starts_with("AUTH") && !right).then(|| "535 5.7.8 wrong password\r\n".to_owned())
    });
    let tool = tool();
    let address = matomo.url().replace("http://", "") + "/index.php?module=CoreHome\r";
    let (port, token, password) =
        (format!("{}{}\r", erase(), smtp.port), format!("{TOKEN}\r"), format!("{PASSWORD}\r"));
    let nowhere = super::support::nowhere().replace("http://", "") + "\r";
    let again = erase() + &address;
    let down = "\u{1b}[B";
    let own = format!("{down}{down}\r");
    let steps = [
        ("Adresse de votre Matomo", &*nowhere),
        ("Jeton", "c0ffee00000000000000000000000000\r"),
        // Nobody is there: the address is asked again, and not the token.
        ("Adresse de votre Matomo", &*again),
        // The token is wrong: it is asked again, and not the address.
        ("Jeton", &*token),
        // None is ticked.
        ("Vos sites", " \r"),
        ("aucun site n’est coché", "\r"),
        ("Les canaux où vous", "\r"),
        ("Où envoyer le rapport", "\r"),
        ("Adresses de ceux", "me@example.fr\r"),
        ("Votre serveur", &*own),
        ("Nom du serveur", "127.0.0.1\r"),
        ("Comment le joindre", "\r"),
        ("Port", &*port),
        ("Identifiant", "\r"),
        ("Mot de passe", "wrong\r"),
        ("Expéditeur", "\r"),
        // Refused: asked again, with all that was typed.
        ("Que faire", "\r"),
        ("Adresses de ceux", "\r"),
        ("Votre serveur", "\r"),
        ("Nom du serveur", "\r"),
        ("Comment le joindre", "\r"),
        ("Port", "\r"),
        ("Identifiant", "\r"),
        ("Mot de passe", &*password),
        ("Expéditeur", "\r"),
        ("pour essai", "\r"),
        ("Registre de vos liens", "\r"),
    ];
    let ended = on_a_terminal(&tool, &[], &steps);
    let shown = plain(&ended.stdout);
    assert_eq!(ended.code, 0, "{shown}");
    for said in ["Jetons d’authentification", "requêtes sécurisées uniquement", "535", "Et aujourd’hui :"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(!shown.contains("c0ffee0000"), "{shown}");
    let file = tool.read("matomo-audit.toml");
    assert!(file.contains(&format!("\nurl = \"{}/\"\n", matomo.url())), "{file}");
    assert!(file.contains("\nsites = [1]\n") && file.contains("\nto = [\"me@example.fr\"]\n"), "{file}");
    assert_eq!(tool.read("smtp-password"), format!("{PASSWORD}\n"));
    assert_eq!(tool.files(), ["matomo-audit.toml", "matomo-token", "smtp-password"]);
    // The trial was the report, once.
    let subjects = smtp.heard().iter().filter(|line| line.starts_with("Subject:")).count();
    assert_eq!(subjects, 1);
}

#[test]
#[ignore = "needs python3"]
fn a_token_that_sees_no_site_is_asked_again() {
    let matomo = Matomo::setup()
        .moved()
        .edit(|call, answer| {
            static LISTED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
            let first = || LISTED.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
            if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" && first() {
                *answer = serde_json::json!([]);
            }
        })
        .start();
    let (tool, url, token) = (tool(), matomo.url(), format!("{TOKEN}\r"));
    let steps = [("Jeton", &*token), ("Jeton", &*token), ("Vos sites", "\r"), ("Les canaux où vous", "\r")];
    let args = ["--url", &url, "--goal", "all", "--no-delivery", "--no-ledger"];
    let ended = on_a_terminal(&tool, &args, &steps);
    assert!(ended.code == 0 && ended.stdout.contains("aucun site"), "{}", plain(&ended.stdout));
}

#[test]
#[ignore = "needs python3"]
fn on_a_terminal_only_what_no_option_says_is_asked() {
    let matomo = Matomo::setup().moved().start();
    let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN);
    let url = matomo.url();
    let args = ["--url", &url, "--site", "2", "--channel", "none", "--no-ledger"];
    let steps = [("Quel objectif", "\u{1b}[B\r"), ("Où envoyer le rapport", "\u{1b}[A\r")];
    let ended = on_a_terminal(&tool, &args, &steps);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    assert!(tool.read("matomo-audit.toml").contains("\ngoal = \"Inscription terminée\"\n"));
    assert_eq!(tool.files(), ["matomo-audit.toml", "matomo-token"]);
}

#[test]
#[ignore = "needs python3"]
fn a_server_that_cannot_be_reached_loses_no_answer() {
    let matomo = Matomo::setup().moved().start();
    let url = matomo.url();
    let port = super::support::nowhere().rsplit(':').next().unwrap().to_owned();
    let args = ["--url", &url, "--site", "1", "--goal", "all", "--channel", "none", "--no-ledger"];
    let mail = ["--mail-to", "me@example.fr", "--smtp-host", "127.0.0.1", "--smtp-port", &port];
    let down = "\u{1b}[B";
    for (answer, kept) in [(format!("{down}\r"), true), (format!("{down}{down}\r"), false)] {
        let tool = tool().env("MATOMO_TOKEN_AUTH", TOKEN);
        let ended = on_a_terminal(&tool, &[&args[..], &mail].concat(), &[("Que faire", &*answer)]);
        assert_eq!(ended.code, 0, "{}", ended.stdout);
        let is_there = tool.read("matomo-audit.toml").lines().any(|line| line == "[mail]");
        assert_eq!(is_there, kept);
    }
}

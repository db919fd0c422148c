//! Whose files are believed, which are read at all, and what is never repeated of them.

use std::os::unix::fs::{PermissionsExt as _, chown, lchown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{Matomo, Outcome, TOKEN, Tool, WEEKS};

/// A user that no machine has.
const STRANGER: u32 = 3_141_592;
/// The user without rights, and without files.
const NOBODY: u32 = 65_534;
const RECORDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/recordings");
const OWN: &str = "../home/.config/matomo-audit/matomo-audit.toml";

fn as_root() {
    assert_eq!(uzers::get_effective_uid(), 0, "this test needs root, who can give files to others");
}

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// With a token, and the address in the file of the working directory.
fn in_the_file(matomo: &Matomo) -> Tool {
    Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).config(&format!("url = \"{}\"", matomo.url()))
}

/// Runs a command that must end by itself, and soon: nothing that it reads may keep it waiting.
fn ends(tool: &Tool, words: &str) -> Outcome {
    let mut command = tool.command();
    command.args(words.split_whitespace());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{words}: it waits");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    tool.run(words)
}

#[test]
#[ignore = "needs root"]
fn a_found_file_of_another_owner_is_not_used() {
    as_root();
    let matomo = Matomo::start();
    let tool = in_the_file(&matomo);
    let file = tool.path("matomo-audit.toml");
    chown(&file, Some(STRANGER), None).unwrap();
    for words in ["audit --site 1", "audit --site 1 -q", "send --site 1"] {
        let outcome = tool.run(words);
        assert_eq!(outcome.code, 2, "{outcome}");
        for part in ["matomo-audit.toml belongs to uid 3141592", "this runs as root", "--config"] {
            assert!(outcome.stderr.contains(part), "{part}: {outcome}");
        }
    }
    let french = tool.run("sites --lang fr");
    assert!(french.stderr.contains("appartient à uid 3141592, et le programme est lancé par"), "{french}");
    assert!(matomo.exchanges().is_empty());
    // A link of theirs to a file of ours chooses, too.
    let ours = tool.write("ours.toml", &std::fs::read_to_string(&file).unwrap());
    std::fs::remove_file(&file).unwrap();
    symlink(&ours, &file).unwrap();
    assert_eq!(tool.run("sites").code, 0);
    lchown(&file, Some(STRANGER), None).unwrap();
    assert!(tool.run("sites").stderr.contains("belongs to"));
}

#[test]
#[ignore = "needs root"]
fn a_file_that_is_named_is_used_whoever_owns_it() {
    as_root();
    let matomo = Matomo::start();
    let tool = in_the_file(&matomo);
    chown(tool.path("matomo-audit.toml"), Some(STRANGER), None).unwrap();
    assert_eq!(tool.run("sites --config matomo-audit.toml").code, 0);
    let tool = tool.env("MATOMO_AUDIT_CONFIG", "matomo-audit.toml");
    assert_eq!(tool.run("sites").code, 0);
}

/// Root can read the token anyway; a user of the machine cannot.
#[test]
#[ignore = "needs root"]
fn a_user_believes_root_and_nobody_else() {
    as_root();
    let matomo = Matomo::start();
    let tool = in_the_file(&matomo);
    let file = tool.path("matomo-audit.toml");
    // Somewhere that the user can reach, unlike the folder of the build.
    let program = tool.path("program");
    std::fs::copy(tool.command().get_program(), &program).unwrap();
    for folder in [tool.path(""), tool.path("..")] {
        mode(&folder, 0o755);
    }
    let run = |owner: u32| {
        chown(&file, Some(owner), None).unwrap();
        let mut command = Command::new(&program);
        command.env_clear().env("MATOMO_TOKEN_AUTH", TOKEN).current_dir(tool.path("."));
        let output = command.args(["sites", "-q"]).uid(NOBODY).gid(NOBODY).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run(0), (0, String::new()));
    assert_eq!(run(NOBODY), (0, String::new()));
    let (code, said) = run(STRANGER);
    let name = uzers::get_user_by_uid(NOBODY);
    let name = name.map_or("uid 65534".to_owned(), |user| user.name().to_string_lossy().into_owned());
    assert_eq!(code, 2);
    assert!(said.contains(&format!("belongs to uid 3141592, and this runs as {name}")), "{said}");
}

#[test]
fn a_found_file_that_sends_the_token_elsewhere_is_named_once() {
    let matomo = Matomo::start();
    let tool = in_the_file(&matomo);
    let said = |tool: &Tool, words: &str| {
        let outcome = tool.run(&format!("audit --site 1 {WEEKS} {words}"));
        assert_eq!(outcome.code, 0, "{outcome}");
        outcome.stderr.matches("work/matomo-audit.toml, found in the working directory").count()
    };
    assert_eq!(said(&tool, ""), 0);
    tool.write(OWN, "url = \"https://stats.example.fr\"");
    assert_eq!(said(&tool, ""), 1);
    assert!(tool.run("sites").stderr.contains("its Matomo is 127.0.0.1"));
    assert!(tool.run("sites --lang fr").stderr.starts_with("attention\u{a0}: configuration "));
    assert_eq!(tool.run(&format!("audit --site 1 {WEEKS} -q")).stderr, "");
    // A mistake in a file that does not apply is none of this run.
    tool.write(OWN, "url = ");
    assert_eq!(said(&tool, ""), 0);
    tool.write(OWN, &format!("url = \"{}/elsewhere\"", matomo.url()));
    assert_eq!(said(&tool, ""), 0);
    // The address is the user's own.
    tool.write(OWN, "url = \"https://stats.example.fr\"");
    assert_eq!(said(&tool, &format!("--url {}", matomo.url())), 0);
    assert_eq!(said(&tool, "--config matomo-audit.toml"), 0);
    // Nothing is sent.
    assert_eq!(said(&tool, &format!("--replay {RECORDINGS}")), 0);
}

/// Without a configuration of one's own: where a token of the environment leaves the machine.
#[test]
fn a_found_file_that_sends_the_token_over_the_network_is_named() {
    let proxy = "[network]\nretries = 0\nproxy = \"http://127.0.0.1:9\"";
    let tool = Tool::new()
        .env("MATOMO_TOKEN_AUTH", TOKEN)
        .config(&format!("url = \"https://stats.example.fr\"\n{proxy}"));
    assert!(tool.run("sites").stderr.contains("its Matomo is stats.example.fr, which your own"));
    assert!(!tool.run("sites -q").stderr.contains("found in the working directory"));
    tool.write(OWN, "url = \"https://stats.example.fr/\"");
    assert!(!tool.run("sites").stderr.contains("found in the working directory"));
}

/// A stranger's file with a stranger's token gives nothing away.
#[test]
fn a_found_file_with_a_token_of_its_own_is_named_only_beside_another() {
    let matomo = Matomo::start();
    let tool = Tool::new().config(&format!("url = \"{}\"\ntoken_file = \"token\"", matomo.url()));
    mode(&tool.write("token", TOKEN), 0o600);
    tool.run("sites").data();
    tool.write(OWN, "url = \"https://stats.example.fr\"");
    assert!(tool.run("sites").stderr.contains("found in the working directory"));
}

/// Where a file can be named, and the command that reads it.
const FILES: [(&str, &str); 6] = [
    ("token_file = \"FILE\"", "sites"),
    ("[network]\nca_file = \"FILE\"", "sites"),
    (
        "[mail]\nfrom = \"a@x.fr\"\nto = [\"b@x.fr\"]\nsmtp = \"x.fr\"\nuser = \"u\"\npassword_file = \"FILE\"",
        "send",
    ),
    ("[mail]\nfrom = \"a@x.fr\"\nto = [\"b@x.fr\"]\nsmtp = \"x.fr\"\nca_file = \"FILE\"", "send"),
    ("[[chat]]\nurl_file = \"FILE\"", "send"),
    ("[[chat]]\nurl_env = \"HOOK\"\nca_file = \"FILE\"", "send"),
];

#[test]
fn what_is_no_file_or_too_large_is_refused_without_being_read() {
    let matomo = Matomo::start();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    mkfifo(&folder.path().join("fifo"));
    // As large as a disk, and quick only for who looks before reading.
    std::fs::File::create(path("large")).unwrap().set_len(1 << 36).unwrap();
    let kinds = [
        (path("fifo"), "it is a pipe"),
        ("/dev/zero".to_owned(), "it is a device"),
        (path("large"), "larger than 1 MiB"),
        (path(""), "it is a folder"),
    ];
    for (file, words) in kinds {
        let refused = |tool: &Tool, command: &str| {
            let outcome = ends(tool, command);
            assert!(outcome.code == 2 && outcome.stderr.contains(words), "{file}, {command}: {outcome}");
        };
        for (config, command) in FILES {
            let tool = Tool::new().env("MATOMO_URL", &matomo.url()).config(&config.replace("FILE", &file));
            // The environment would go before a file with the token.
            let token = if config.starts_with("token_file") { "" } else { TOKEN };
            refused(&tool.env("MATOMO_TOKEN_AUTH", token).env("HOOK", "https://x.fr/hooks/x"), command);
        }
        refused(&Tool::of(&matomo), &format!("sites --config {file}"));
    }
    assert!(matomo.exchanges().is_empty());
}

#[test]
fn a_configuration_that_lies_in_wait_as_a_pipe_is_refused() {
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN);
    tool.write(OWN, "lang = \"fr\"");
    mkfifo(&tool.path("matomo-audit.toml"));
    let outcome = ends(&tool, "sites");
    assert!(outcome.code == 2 && outcome.stderr.contains("it is a pipe"), "{outcome}");
    // As the user's own, too, even where another one applies.
    std::fs::remove_file(tool.path("matomo-audit.toml")).unwrap();
    std::fs::remove_file(tool.path(OWN)).unwrap();
    mkfifo(&tool.path(OWN));
    let outcome = ends(&tool, "sites");
    assert!(outcome.code == 2 && outcome.stderr.contains("it is a pipe"), "{outcome}");
    let matomo = Matomo::start();
    tool.write("matomo-audit.toml", &format!("url = \"{}\"", matomo.url()));
    assert_eq!(ends(&tool, "sites").code, 0);
}

#[test]
fn a_secret_that_others_can_read_is_told_once() {
    let matomo = Matomo::start();
    let tool = Tool::new().env("MATOMO_URL", &matomo.url()).config("token_file = \"token\"");
    let token = tool.write("token", TOKEN);
    mode(&token, 0o640);
    tool.run("sites").data();
    mode(&token, 0o644);
    let outcome = tool.run("sites");
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.stderr.lines().count(), 1, "{outcome}");
    assert!(outcome.stderr.starts_with("warning: every user of this machine can read "), "{outcome}");
    assert!(outcome.stderr.contains("work/token, which holds a secret; `chmod 600`"), "{outcome}");
    assert_eq!(tool.run("sites -q").stderr, "");
    // Not used, not looked at.
    tool.env("MATOMO_TOKEN_AUTH", TOKEN).run("sites").data();
}

#[test]
fn a_password_or_a_webhook_that_others_can_read_is_told() {
    let tool = Tool::new().config(
        "[mail]\nfrom = \"a@x.fr\"\nto = [\"b@x.fr\"]\nsmtp = \"x.fr\"\nuser = \"u\"\npassword_file = \"password\"\n\
         [[chat]]\nurl_file = \"hook\"",
    );
    let password = tool.write("password", "hunter2");
    let hook = tool.write("hook", "https://chat.example.fr/hooks/x");
    let said = || tool.run(&format!("send --site 1 --replay {RECORDINGS} --dry-run")).stderr;
    for file in [&password, &hook] {
        mode(file, 0o644);
    }
    assert_eq!(said().matches("which holds a secret").count(), 2);
    for file in [&password, &hook] {
        mode(file, 0o600);
    }
    assert_eq!(said(), "");
}

/// It holds no secret: that others read it is nothing to say.
#[test]
fn a_configuration_that_others_can_write_is_told() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).config("last = 2");
    let file = tool.path("matomo-audit.toml");
    mode(&file, 0o644);
    tool.run("sites").data();
    mode(&file, 0o666);
    let outcome = tool.run("sites");
    assert!(outcome.code == 0 && outcome.stderr.contains("can write"), "{outcome}");
    assert_eq!(tool.run("sites -q").stderr, "");
}

#[test]
fn a_token_file_with_the_name_of_the_variable_is_refused() {
    let matomo = Matomo::start();
    let tool = Tool::new().env("MATOMO_URL", &matomo.url()).config("token_file = \"token\"");
    for text in [format!("MATOMO_TOKEN_AUTH={TOKEN}\n"), format!("export MATOMO_TOKEN_AUTH=\"{TOKEN}\"")] {
        mode(&tool.write("token", &text), 0o600);
        let outcome = tool.run("sites");
        assert_eq!(outcome.code, 2, "{outcome}");
        assert!(outcome.stderr.contains("it holds NAME=… instead of the secret alone"), "{outcome}");
    }
    // Another name, and the environment, are no better.
    tool.write("token", &format!("token_auth={TOKEN}"));
    assert!(tool.run("sites").stderr.contains("no token has"));
    let tool = tool.env("MATOMO_TOKEN_AUTH", &format!("token_auth={TOKEN}"));
    assert!(tool.run("sites").stderr.contains("no token has"));
    assert!(matomo.exchanges().is_empty());
}

/// Secrets of each kind: an address of a webhook, a password of words and signs, a generated one.
const SECRETS: [&str; 5] = [
    "https://chat.example.fr/hooks/k9x",
    "https://hooks.slack.com/services/T0/B0/k9x",
    "k9x",
    "Corr3ct-Horse!k9x",
    "k9x0dc0ffee5ecre7c0ffee42",
];

/// No run shows the part that all secrets have.
fn assert_hidden(tool: &Tool, words: &[&str]) -> Outcome {
    let outcome = tool.run_args(words);
    for text in [&outcome.stdout, &outcome.stderr] {
        assert!(!text.contains("k9x"), "{words:?}: {outcome}");
    }
    outcome
}

#[test]
fn a_secret_in_a_wrong_place_of_the_configuration_is_not_shown() {
    const MAIL: &str = "[mail]\nfrom = \"a@x.fr\"\nto = [\"b@x.fr\"]\n";
    let places = [
        "SECRET".to_owned(),
        "token_file = \"SECRET\"".to_owned(),
        "[network]\nca_file = \"SECRET\"".to_owned(),
        format!("{MAIL}smtp = \"x.fr\"\nuser = \"u\"\npassword_file = \"SECRET\""),
        format!("{MAIL}smtp = \"x.fr\"\nca_file = \"SECRET\""),
        format!("{MAIL}sendmail = \"SECRET\""),
        format!("{MAIL}smtp = \"smtp://user:SECRET@x.fr\""),
        format!("{MAIL}smtp = \"user:SECRET@x.fr\""),
        format!("{MAIL}smtp = \"x.fr\"\ntls = \"SECRET\""),
        format!("{MAIL}smtp = \"x.fr\"\nport = \"SECRET\""),
        "[[chat]]\nname = \"team\"\nurl_env = \"SECRET\"".to_owned(),
        "[[chat]]\nname = \"team\"\nurl_file = \"SECRET\"".to_owned(),
        "[[chat]]\nname = \"team\"\nkind = \"SECRET\"".to_owned(),
        "[[chat]]\nname = \"team\"\nurl_env = \"HOOK\"\nca_file = \"SECRET\"".to_owned(),
        "[[chat]]\nname = \"team\"\nSECRET = \"x\"".to_owned(),
        "[[chat]]\nname = \"team\"\nSECRET".to_owned(),
    ];
    let replay = ["--replay", RECORDINGS];
    for secret in SECRETS {
        for place in &places {
            let tool =
                Tool::new().env("HOOK", "https://x.fr/hooks/y").config(&place.replace("SECRET", secret));
            for lang in ["en", "fr"] {
                // A token is read for a server only, the rest before anything is asked.
                let words: &[&str] = match place.starts_with("token_file") {
                    true => &["sites", "--url", "https://stats.example.fr", "-vv", "--lang", lang],
                    false => &["send", replay[0], replay[1], "-vv", "--lang", lang],
                };
                let outcome = assert_hidden(&tool, words);
                assert_eq!(outcome.code, 2, "{place}: {outcome}");
            }
            assert_hidden(&tool, &["send", "--dry-run", replay[0], replay[1]]);
            assert_hidden(&tool, &["send", "--help"]);
        }
    }
}

#[test]
fn a_name_that_is_an_address_is_refused() {
    let tool = |name: &str| Tool::new().config(&format!("[[chat]]\nname = \"{name}\"\nurl_env = \"HOOK\""));
    for secret in SECRETS.iter().filter(|secret| secret.len() > 20) {
        let outcome = assert_hidden(&tool(secret), &["send"]);
        assert!(outcome.code == 2 && outcome.stderr.contains("[[chat]] number 1: its name"), "{outcome}");
    }
    let named = tool("équipe bizdev").run(&format!("send --replay {RECORDINGS}"));
    assert!(named.stderr.contains("équipe bizdev: the variable HOOK is missing"), "{named}");
}

#[test]
fn a_variable_is_named_only_if_it_looks_like_one() {
    let said = |name: &str| {
        let tool = Tool::new().config(&format!("[[chat]]\nname = \"team\"\nurl_env = \"{name}\""));
        let outcome = tool.run(&format!("send --replay {RECORDINGS}"));
        assert_eq!(outcome.code, 2, "{outcome}");
        outcome.stderr
    };
    assert!(said("MATTERMOST_WEBHOOK").contains("the variable MATTERMOST_WEBHOOK is missing or empty"));
    assert!(said("hunter2").contains("team: the variable … is missing or empty"));
    assert!(said("https://x.fr/hooks/y").contains("[[chat]] number 1: url_env is not the name"));
}

#[test]
fn a_server_of_mail_is_a_host_alone() {
    for smtp in ["smtp://u:p@x.fr", "smtps://x.fr:465", "u:p@x.fr", "x.fr:587", ""] {
        let tool =
            Tool::new().config(&format!("[mail]\nfrom = \"a@x.fr\"\nto = [\"b@x.fr\"]\nsmtp = \"{smtp}\""));
        let outcome = tool.run("send");
        assert!(outcome.code == 2 && outcome.stderr.contains("smtp is not the name of a host"), "{outcome}");
    }
}

#[test]
fn a_secret_in_place_of_a_file_or_an_address_is_not_shown() {
    let matomo = Matomo::start();
    for secret in SECRETS {
        for option in ["-o", "--config", "--replay", "--record", "--dry-run=", "--url"] {
            let tool = Tool::of(&matomo).config("[[chat]]\nname = \"team\"\nurl_env = \"HOOK\"");
            let command = if option == "--dry-run=" { "send" } else { "audit" };
            let option = if option.ends_with('=') { format!("{option}{secret}") } else { option.to_owned() };
            let words = [command, "--site", "1", "-vv", &option, secret];
            assert_hidden(&tool, &words[..if option.contains('=') { 5 } else { 6 }]);
        }
        let tool = Tool::of(&matomo).env("MATOMO_AUDIT_CONFIG", secret);
        assert_eq!(assert_hidden(&tool, &["sites"]).code, 2);
        let outcome = assert_hidden(&Tool::of(&matomo), &["check", "--site", "1", "-o", secret]);
        assert_eq!(outcome.code, 2, "{outcome}");
    }
}

/// A proxy may have one, also in what is said of the connection.
#[test]
fn a_login_of_a_proxy_is_not_shown() {
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).config(
        "url = \"https://stats.example.fr\"\n[network]\nretries = 0\nproxy = \"http://user:k9x@127.0.0.1:9\"",
    );
    let outcome = assert_hidden(&tool, &["sites", "-vv"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("proxy("), "{outcome}");
}

#[test]
fn the_address_of_a_webhook_is_not_one_of_matomo() {
    for url in ["https://chat.example.fr/hooks/k9x", "https://hooks.slack.com/services/T0/B0/k9x"] {
        let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).config(&format!("url = \"{url}\""));
        let outcome = assert_hidden(&tool, &["sites", "-vv"]);
        assert!(outcome.code == 2 && outcome.stderr.contains("is that of a webhook"), "{outcome}");
    }
}

#[test]
fn a_login_in_the_address_of_a_site_is_not_shown() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                answer[0]["main_url"] = json!("https://admin:k9x@www.example.fr/");
            }
        })
        .start();
    let tool = Tool::of(&matomo);
    for format in ["terminal", "markdown", "html", "json", "csv"] {
        let outcome =
            assert_hidden(&tool, &["audit", "--site", "1", "--until", "2026-11-22", "--format", format]);
        assert_eq!(outcome.code, 0, "{outcome}");
    }
    let sites = assert_hidden(&tool, &["sites"]);
    assert!(sites.data().contains("https://www.example.fr/"), "{sites}");
}

/// Far above what a person writes: refused at once, or done in seconds. A bound against squares, not a measure.
#[test]
fn a_million_sites_and_ten_thousand_recipients_are_refused_in_seconds() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let start = Instant::now();
    let list =
        |count: usize, item: &dyn Fn(usize) -> String| (1..=count).map(item).collect::<Vec<_>>().join(",");
    let refused = |config: &str, command: &str, words: &str| {
        tool.write("matomo-audit.toml", config);
        let outcome = tool.run(command);
        assert!(outcome.code == 2 && outcome.stderr.contains(words), "{words}: {}", outcome.stderr);
    };
    let sites = |count: usize| format!("sites = [{}]", list(count, &|id| id.to_string()));
    refused(&sites(1_000_000), "audit", "larger than 1 MiB");
    refused(&sites(150_000), "audit", "150,000 sites are named one by one, which is more than 10,000");
    let mail = |count: usize| {
        let to = list(count, &|id| format!("\"agent{id}@example.fr\""));
        format!("[mail]\nfrom = \"a@x.fr\"\nsmtp = \"x.fr\"\nto = [{to}]")
    };
    refused(&mail(10_000), "send", "to and cc hold 10,000 addresses; 100 are the most");
    assert!(matomo.exchanges().is_empty());
    // As many as are taken.
    tool.write("matomo-audit.toml", &mail(100));
    assert_eq!(tool.run(&format!("send --site 1 --replay {RECORDINGS} --dry-run")).code, 0);
    tool.write("matomo-audit.toml", &sites(10_000));
    assert_eq!(tool.run(&format!("sites --replay {RECORDINGS}")).code, 3);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

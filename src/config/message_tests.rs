//! What is said of mistakes: each in the reader's language, with what to do.

use std::collections::BTreeSet;

use super::loaded::{FILE_NAME, refuse_stranger};
use super::targets::{Targets, Wanted};
use super::*;
use crate::cli::{Cli, Command};
use crate::locale::{Lang, Locale};

const MESSAGES: &str = include_str!("../locale/fr.ftl");
const MAIL: &str = "[mail]\nfrom = \"s@example.fr\"\nto = [\"a@example.fr\"]\n";

/// Files of the configuration, and the message that each ends with.
const FILES: [(&str, &str); 73] = [
    ("periode = 1", "config-unknown-key"),
    ("pigeon = 1", "config-unknown-key"),
    ("[network]\nhunter2 = 1", "config-unknown-key"),
    ("last = \"twelve\"", "config-invalid"),
    ("last = 0", "config-invalid"),
    ("period = \"year\"", "config-invalid"),
    ("period = 5", "config-invalid"),
    ("lang = \"de\"", "config-invalid"),
    ("url = 5", "config-invalid"),
    ("url = 1979-05-27", "config-invalid"),
    ("token_file = true", "config-invalid"),
    ("sites = \"all\"", "config-invalid"),
    ("sites = [true]", "config-invalid"),
    ("goal = [1]", "config-invalid"),
    ("network = 1.5", "config-invalid"),
    ("channel = []", "config-invalid"),
    ("[network]\nallow_http = \"yes\"", "config-invalid"),
    ("[thresholds]\nwatch = \"130%\"", "config-invalid"),
    ("[check]\nconfidence = 100", "config-invalid"),
    ("[check]\nconfidence = \"high\"", "config-invalid"),
    ("[mail]\nport = 70000", "config-invalid"),
    ("[mail]\nport = \"smtp\"", "config-invalid"),
    ("last = 1\nlast = 2", "config-invalid"),
    ("[mail]\n[mail]", "config-invalid"),
    ("not toml at all", "config-invalid"),
    ("last =", "config-invalid"),
    ("url = example", "config-invalid"),
    ("url = \"example", "config-invalid"),
    ("url = 'example", "config-invalid"),
    ("[network", "config-invalid"),
    ("sites = [1", "config-invalid"),
    ("sites = [1,,2]", "config-invalid"),
    ("last = 1 2", "config-invalid"),
    ("last = 99999999999999999999", "config-invalid"),
    ("[thresholds]\nwatch = \"60%\"", "config-thresholds"),
    ("[channels]\nused = [\"pigeon\"]", "config-unknown-channel"),
    ("[channel.EMAIL]\nhosts = [\"a.fr\"]", "config-channel"),
    ("[channel.emial]", "config-channel"),
    ("[channel.forum]", "config-channel"),
    ("[channel.a]\nhosts = [\"x.fr\"]\n[channel.b]\nhosts = [\"x.fr\"]", "config-channel"),
    ("[channel.a]\nhosts = [\"\"]", "config-channel"),
    ("[channel.a]\nhosts = [\"https://x.fr/\"]", "config-channel"),
    ("[channel.a]\nhosts = [\".x.fr\"]", "config-channel"),
    ("[channel.a]\nhosts = [\"me@x.fr\"]", "config-channel"),
    ("[channel.a]\nhosts = [\"*a*.x.fr\"]", "config-channel"),
    ("[channel.a]\nhosts = [\"*\"]", "config-channel"),
    ("[channel.a]\nmediums = [\"news*\"]", "config-channel"),
    ("[channel.a]\nmediums = [\"--\"]", "config-channel"),
    ("[channel.a]\nnames = [\"2026\"]", "config-channel"),
    ("[plan]\nparams = \"pk\"", "config-invalid"),
    ("[plan]\nseparator = \"~\"", "config-invalid"),
    ("[plan]\ncampaign = \"{yaer}-{slug}\"", "config-invalid"),
    ("[plan]\nrequired = [\"colour\"]", "config-invalid"),
    ("[plan]\npigeon = 1", "config-unknown-key"),
    ("[plan.sources.a]\nalias = []", "config-unknown-key"),
    ("[plan.mediums]\nE-mail = \"\"", "config-plan-name"),
    ("[plan]\ncampaign = \"{year}_{slug}\"", "config-plan-separator"),
    ("[plan.mediums]\nemail = \"\"\n[plan.sources.a]\nmediums = [\"emial\"]", "config-plan-medium"),
    ("[plan.sources.a]\naliases = [\"x\"]\n[plan.sources.b]\naliases = [\"x\"]", "config-plan-alias"),
    ("goal = \" \"", "config-empty-value"),
    ("last = 600", "config-too-many-periods"),
    ("", "config-no-target"),
    ("[network]\nca_file = \"ca.pem\"", "config-target-file"),
    ("[network]\nca_file = \".\"", "config-target-file"),
    ("[network]\nca_file = \"matomo-audit.toml\"", "config-target-file"),
    ("[network]\nca_file = \"\\u0000\"", "config-target-file"),
    ("[mail]\nto = [\"a@example.fr\"]", "config-target-key"),
    ("[mail]\npassword = \"x\"", "config-secret-in-file"),
    ("[mail]\nsmtp = \"x.fr:587\"", "config-mail-host"),
    ("[[chat]]\nname = \"https://x.fr\"", "config-chat-name"),
    ("[[chat]]\nurl_env = \"a-b\"", "config-chat-variable"),
    ("[[chat]]\ntoken_env = \"a-b\"", "config-chat-token-variable"),
    ("[[chat]]\nroom = \"!a\"", "config-chat-other-kind"),
];

/// The same for the keys behind those of a mail, and for a chat with its address.
const MAILS: [(&str, &str); 8] = [
    ("smtp = \"a.fr\"\nsendmail = \"/bin/sh\"", "config-target-keys"),
    ("smtp = \"a.fr\"\nuser = \"u\"", "config-mail-no-password"),
    ("smtp = \"a.fr\"\nuser = \"u\"\ntls = \"none\"", "config-mail-plain-password"),
    ("smtp = \"a.fr\"\nattach = [\"exe\"]", "config-mail-attach"),
    ("smtp = \"a.fr\"\nreply_to = \"a\"", "config-mail-address"),
    ("sendmail = \"sendmail\"", "config-sendmail"),
    ("sendmail = \".\"", "config-sendmail"),
    ("sendmail = \"matomo-audit.toml\"", "config-sendmail"),
];
const HOOKS: [(&str, &str); 4] = [
    ("", "config-chat-no-url"),
    ("http://chat.example.fr/hooks/x", "config-chat-url"),
    ("chat.example.fr/hooks/x", "config-chat-url"),
    ("https://chat.example.fr:99999/hooks/x", "config-chat-url"),
];
/// The same for the server, the room and the token of Matrix.
const ROOMS: [(&str, &str, &str, &str); 8] = [
    ("m.example.fr", "!a:x.fr", "abc", "config-chat-homeserver"),
    ("http://m.example.fr", "!a:x.fr", "abc", "config-chat-homeserver"),
    ("https://me:x@m.example.fr", "!a:x.fr", "abc", "config-chat-homeserver"),
    ("https://m.example.fr/?a=b", "!a:x.fr", "abc", "config-chat-homeserver"),
    ("https://m.example.fr", "team", "abc", "config-chat-room"),
    ("https://m.example.fr", "#team", "abc", "config-chat-room"),
    ("https://m.example.fr", "!a:x.fr", "", "config-chat-no-token"),
    ("https://m.example.fr", "!a:x.fr", "a b", "config-chat-token"),
];
const URLS: [(&str, &str); 9] = [
    ("x.example", "config-url-no-scheme"),
    ("x", "config-url-invalid"),
    ("https://", "config-url-invalid"),
    ("https://x.example:port", "config-url-invalid"),
    ("https://999.1.1.1", "config-url-invalid"),
    ("ftp://x.example", "config-url-scheme"),
    ("https://u:p@x.example", "config-url-credentials"),
    ("https://x.example/hooks/x", "config-url-webhook"),
    ("http://x.example", "config-plain-http"),
];

/// Reads a configuration to its end, as `send` does, with another value of a variable.
fn run(text: &str, variable: (&str, &str)) -> Result<(), ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
    let mut env = BTreeMap::from([
        ("MATOMO_URL".to_owned(), "https://x.example".to_owned()),
        (TOKEN.to_owned(), "abc".to_owned()),
        ("HOOK".to_owned(), "https://chat.example.fr/hooks/x".to_owned()),
    ]);
    env.insert(variable.0.to_owned(), variable.1.to_owned());
    let context = context(folder.path(), env, None);
    let cli = <Cli as clap::Parser>::try_parse_from(["matomo-audit", "send"]).unwrap();
    let loaded = Loaded::find(&cli.general, &context)?;
    let Command::Send(args) = &cli.command else { panic!("{cli:?}") };
    Settings::resolve(&loaded, &args.select, &GateArgs::default(), &context)?;
    Targets::resolve(&loaded, &Wanted::default(), &context).map(drop)
}

/// What is said of a trial.
fn to(text: &str, to: &str) -> Result<Targets, ConfigError> {
    let path = Path::new(FILE_NAME);
    let loaded = Loaded { config: file::parse(path, text)?, ..Loaded::default() };
    let wanted = Wanted { to: Some(to), ..Wanted::default() };
    Targets::resolve(&loaded, &wanted, &context(Path::new(""), BTreeMap::new(), None))
}

fn context(dir: &Path, env: BTreeMap<String, String>, user: Option<u32>) -> Context {
    Context {
        now: jiff::Timestamp::UNIX_EPOCH,
        time_zone: jiff::tz::TimeZone::UTC,
        env,
        user,
        dir: dir.to_owned(),
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        width: None,
    }
}

/// One of each mistake, and of each reason for it.
fn mistakes() -> Vec<ConfigError> {
    let none = ("UNUSED", "");
    let fault = |text: &str, variable, id: &str| {
        let error = run(text, variable).expect_err(text);
        assert_eq!(error.text().id, id, "{text}: {error:?}");
        error
    };
    let chat = "[[chat]]\nurl_env = \"HOOK\"\n";
    let many = |key: &str, item: &str, count| format!("{key} = [{}]", vec![item; count].join(","));
    let mut mistakes: Vec<_> = FILES.iter().map(|(text, id)| fault(text, none, id)).collect();
    mistakes.extend(MAILS.iter().map(|(keys, id)| fault(&format!("{MAIL}{keys}"), none, id)));
    mistakes.extend(HOOKS.iter().map(|(hook, id)| fault(chat, ("HOOK", hook), id)));
    mistakes.extend(ROOMS.iter().map(|(server, room, token, id)| {
        let keys = format!("homeserver = \"{server}\"\nroom = \"{room}\"\ntoken_env = \"ROOM\"");
        fault(&format!("[[chat]]\nkind = \"matrix\"\n{keys}"), ("ROOM", token), id)
    }));
    mistakes.extend(URLS.iter().map(|(url, id)| fault("", ("MATOMO_URL", url), id)));
    mistakes.extend([
        fault(&format!("{chat}kind = \"matrix\""), none, "config-chat-other-kind"),
        fault(&chat.repeat(2), none, "config-chat-twice"),
        fault("", ("MATOMO_URL", ""), "config-no-url"),
        fault("", (TOKEN, ""), "config-no-token"),
        fault("", (TOKEN, "a b"), "config-token-form"),
        fault("token_file = \"token\"", (TOKEN, ""), "config-token-file"),
        fault("token_file = \"matomo-audit.toml\"", (TOKEN, ""), "config-token-form"),
        fault("", ("MATOMO_AUDIT_CONFIG", "nowhere.toml"), "config-unreadable"),
        fault(&many("sites", "1", MAX_SITES + 1), none, "config-too-many-sites"),
        fault(
            &format!("[mail]\nfrom = \"a@x.fr\"\n{}", many("to", "\"a@x.fr\"", 101)),
            none,
            "config-mail-recipients",
        ),
        refuse_stranger(Path::new("f.toml"), 2, &context(Path::new(""), BTreeMap::new(), Some(1)))
            .unwrap_err(),
    ]);
    mistakes.extend([
        to(&format!("{MAIL}smtp = \"a.fr\""), "a").unwrap_err(),
        to("[[chat]]\nurl_env = \"HOOK\"", "a@example.fr").unwrap_err(),
    ]);
    // Those that other folders make of what they alone know.
    let named = |id| Text::new(id).with("name", "x").with("nearest", "none");
    let others =
        ["config-output-extension", "config-output-twice", "config-gate-extension", "config-unknown-finding"];
    mistakes.extend(others.map(|id| ConfigError::in_file(named(id), Path::new("f.toml"))));
    mistakes.push(ConfigError::of(named("config-finding-name")));
    mistakes.push(loaded::none(&context(Path::new("/nowhere"), BTreeMap::new(), None)));
    let public = Text::new("config-no-token-public").with("sites", 2);
    mistakes.push(ConfigError::of(public.with("command", "matomo-audit sites --anonymous")));
    mistakes
}

/// Words that no French sentence has.
const ENGLISH: [&str; 34] = [
    "the",
    "not",
    "is",
    "are",
    "of",
    "with",
    "without",
    "must",
    "expected",
    "found",
    "missing",
    "unknown",
    "invalid",
    "and",
    "no",
    "cannot",
    "instead",
    "such",
    "has",
    "would",
    "it",
    "this",
    "an",
    "value",
    "key",
    "string",
    "empty",
    "write",
    "give",
    "one",
    "file",
    "error",
    "unclosed",
    "unexpected",
];

#[test]
fn nothing_is_english_in_a_french_message() {
    let locale = Locale::new(Lang::Fr);
    let quoted = regex::Regex::new("«[^»]*»|\"[^\"]*\"").unwrap();
    for error in mistakes() {
        let hint = locale.attribute(error.text(), "hint").unwrap_or_default();
        let said = format!("{} {hint}", locale.text(error.text()));
        let own = quoted.replace_all(&said, "");
        let is_part = |c: char| c.is_alphanumeric() || "_-.=/".contains(c);
        for word in own.split(|c: char| !is_part(c)) {
            let word = word.trim_matches('.').to_lowercase();
            assert!(!ENGLISH.contains(&word.as_str()), "{word}: {said}");
        }
    }
}

/// A message of a mistake comes with one that makes it, and with a hint.
#[test]
fn each_message_is_among_these_mistakes_and_has_a_hint() {
    let locale = Locale::new(Lang::Fr);
    let ids = MESSAGES.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id);
    // Those of channels stand within `config-channel`.
    let known: BTreeSet<_> = ids
        .filter(|id| id.starts_with("config-") && !id.starts_with("config-channel-"))
        .map(str::to_owned)
        .collect();
    let made: BTreeSet<_> = mistakes().iter().map(|error| error.text().id.clone()).collect();
    assert_eq!(made, known);
    for id in known {
        assert!(locale.has(&format!("{id}.hint")), "{id}");
    }
}

/// The common mistakes of form have words of their own; what is rare is told in those of the
/// parser.
#[test]
fn the_words_of_the_parser_are_for_rare_mistakes() {
    let locale = Locale::new(Lang::En);
    let said = |text: &str| locale.text(run(text, ("UNUSED", "")).unwrap_err().text());
    for text in
        ["last = 1\nlast = 2", "not toml", "last =", "url = x", "url = \"x", "url = 'x", "[x", "sites = [1"]
    {
        assert!(!said(text).contains("this is no TOML"), "{}", said(text));
    }
    assert!(said("sites = [1,,2]").contains("this is no TOML (extra comma"), "{}", said("sites = [1,,2]"));
}

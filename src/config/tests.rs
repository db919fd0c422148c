//! Addresses, limits and selections, as users write them.

use super::*;
use crate::cli::{Cli, Command};
use crate::locale::Lang;

fn context(vars: &[(&str, &str)]) -> Context {
    let env = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Context {
        now: "2026-11-24T09:40:00Z".parse().unwrap(),
        time_zone: jiff::tz::TimeZone::UTC,
        env,
        user: None,
        dir: PathBuf::from("/nowhere"),
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        width: None,
    }
}

fn loaded(text: &str) -> Loaded {
    let path = PathBuf::from("/etc/matomo/matomo-audit.toml");
    Loaded { config: file::parse(&path, text).unwrap(), path, ..Loaded::default() }
}

/// The settings of a command line, with an address and a token.
fn settings(text: &str, words: &str) -> Result<Settings, ConfigError> {
    let args = ["matomo-audit"].into_iter().chain(words.split_whitespace());
    let cli = <Cli as clap::Parser>::try_parse_from(args).unwrap();
    let context = context(&[("MATOMO_URL", "https://x.example"), ("MATOMO_TOKEN_AUTH", "abc")]);
    let loaded = loaded(text);
    match &cli.command {
        Command::Check(args) => Settings::resolve(&loaded, &args.select, &args.gate, &context),
        Command::Audit(args) => Settings::resolve(&loaded, &args.select, &GateArgs::default(), &context),
        other => panic!("{other:?} has no settings of its own"),
    }
}

/// The message that a mistake is told with.
fn id<T: std::fmt::Debug>(result: Result<T, ConfigError>) -> String {
    result.unwrap_err().text().id.clone()
}

fn said(error: &ConfigError) -> String {
    crate::locale::Locale::new(Lang::En).text(error.text())
}

fn url(text: &str) -> Result<String, ConfigError> {
    matomo_url(text, false).map(|url| url.to_string())
}

#[test]
fn an_address_is_the_folder_of_index_php() {
    for text in [
        "https://x.example",
        "https://x.example/",
        " https://x.example/index.php\n",
        "https://x.example/index.php?module=CoreHome&token_auth=abc#/x",
        "HTTPS://X.example:443/?idSite=1",
    ] {
        assert_eq!(url(text).unwrap(), "https://x.example/", "{text}");
    }
    for text in ["https://x.example/stats", "https://x.example/stats/", "https://x.example/stats/index.php"] {
        assert_eq!(url(text).unwrap(), "https://x.example/stats/", "{text}");
    }
    assert_eq!(url("https://x.example:8443").unwrap(), "https://x.example:8443/");
}

#[test]
fn plain_http_is_for_this_machine() {
    for host in ["localhost", "matomo.localhost", "127.0.0.1", "127.1.2.3:8080", "[::1]:8080"] {
        assert!(url(&format!("http://{host}/")).is_ok(), "{host}");
    }
    for host in ["x.example", "localhost.example", "192.168.1.2", "0.0.0.0", "[::2]", "127.0.0.1.example"] {
        let address = format!("http://{host}/");
        assert_eq!(id(url(&address)), "config-plain-http", "{host}");
        assert!(matomo_url(&address, true).is_ok(), "{host}");
    }
}

#[test]
fn what_is_no_address_of_matomo_is_refused() {
    for text in ["x.example", "x.example:8443/stats", "localhost", "x.example/?module=x"] {
        assert_eq!(id(url(text)), "config-url-no-scheme", "{text}");
    }
    assert_eq!(id(url("")), "config-url-invalid");
    assert_eq!(id(url("file:///etc/passwd")), "config-url-scheme");
    for text in ["https://user@x.example", "https://:secret@x.example", "https://user:secret@x.example"] {
        assert_eq!(id(url(text)), "config-url-credentials", "{text}");
    }
}

#[test]
fn paths_of_the_file_are_relative_to_the_file() {
    let read =
        |file: &str| said(&settings(&format!("[network]\nca_file = \"{file}\""), "audit").unwrap_err());
    let missing = |path: &str| format!("[network] ca_file: cannot read {path}: No such file");
    assert_eq!(read("ca.pem"), missing("/etc/matomo/ca.pem"));
    assert_eq!(read("/nowhere/ca.pem"), missing("/nowhere/ca.pem"));
}

#[test]
fn sites_are_ids_names_or_all() {
    let name = |name: &str| Selector::Name(name.to_owned());
    assert_eq!(settings("", "audit").unwrap().sites, [Selector::All]);
    let text = "sites = [1, \"2\", \"ALL\", \"Aides\"]";
    assert_eq!(
        settings(text, "audit").unwrap().sites,
        [Selector::Id(1), Selector::Id(2), Selector::All, name("Aides")]
    );
    assert_eq!(settings(text, "audit --site 9 --site x").unwrap().sites, [Selector::Id(9), name("x")]);
}

#[test]
fn a_window_has_a_length_for_each_period_and_matomos_limit() {
    let window = |text: &str, words: &str| {
        settings(text, &format!("audit {words}")).map(|settings| (settings.unit.id(), settings.last))
    };
    assert_eq!(window("", "").unwrap(), ("week", 12));
    assert_eq!(window("", "--period day").unwrap(), ("day", 30));
    assert_eq!(window("", "--period month").unwrap(), ("month", 12));
    assert_eq!(window("period = \"day\"\nlast = 7", "").unwrap(), ("day", 7));
    assert_eq!(window("period = \"day\"\nlast = 7", "--period day").unwrap(), ("day", 7));
    // Seven days say nothing about weeks.
    assert_eq!(window("period = \"day\"\nlast = 7", "--period week").unwrap(), ("week", 12));
    assert_eq!(window("", "--period day --last 1825").unwrap(), ("day", 1825));
    for words in ["--period week --last 521", "--period month --last 121"] {
        assert_eq!(id(window("", words)), "config-too-many-periods", "{words}");
    }
}

#[test]
fn limits_of_the_gate() {
    let limits = |text: &str, words: &str| {
        let gate = settings(text, &format!("check {words}")).unwrap().gate;
        (gate.max_direct, gate.max_untracked)
    };
    // Without any, the majority.
    assert_eq!(limits("", ""), (None, Some(0.5)));
    assert_eq!(limits("[thresholds]\nred_flag = \"60%\"", ""), (None, Some(0.6)));
    let both = "[check]\nmax_direct = \"40%\"\nmax_untracked = 0.45";
    assert_eq!(limits(both, ""), (Some(0.4), Some(0.45)));
    // One on the command line replaces both of the file.
    assert_eq!(limits(both, "--max-direct 10%"), (Some(0.1), None));
    assert_eq!(limits(both, "--max-untracked 20%"), (None, Some(0.2)));
}

#[test]
fn the_rest_of_the_gate_is_option_then_file_then_default() {
    let gate = |text: &str, words: &str| {
        let gate = settings(text, &format!("check {words}")).unwrap().gate;
        (gate.min_visits, gate.confidence, gate.consecutive)
    };
    assert_eq!(gate("", ""), (100, None, 1));
    assert_eq!(gate("[thresholds]\nmin_visits = 50", ""), (50, None, 1));
    let file = "[check]\nmin_visits = 30\nconfidence = 90\nconsecutive = 2\n[thresholds]\nmin_visits = 50";
    assert_eq!(gate(file, ""), (30, Some(90.0), 2));
    assert_eq!(gate(file, "--min-visits 7 --confidence 99% --consecutive 3"), (7, Some(99.0), 3));
}

#[test]
fn an_empty_variable_counts_as_none() {
    let loaded = loaded("url = \"https://file.example\"");
    let select = Select::default();
    let with = |vars: &[(&str, &str)]| {
        Settings::resolve(&loaded, &select, &GateArgs::default(), &context(vars)).map(|s| s.origin)
    };
    let token = ("MATOMO_TOKEN_AUTH", "abc");
    let host = |origin: Origin| match origin {
        Origin::Server { url, .. } => url.host_str().unwrap_or_default().to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(host(with(&[token, ("MATOMO_URL", "")]).unwrap()), "file.example");
    assert_eq!(host(with(&[token, ("MATOMO_URL", "https://env.example")]).unwrap()), "env.example");
    for vars in [&[][..], &[("MATOMO_TOKEN_AUTH", "")], &[("MATOMO_TOKEN_AUTH", " \n")]] {
        assert_eq!(id(with(vars)), "config-no-token", "{vars:?}");
    }
}

#[test]
fn a_replay_needs_no_address_and_no_token() {
    let select = Select { replay: Some("rec".into()), ..Select::default() };
    let settings = Settings::resolve(&loaded(""), &select, &GateArgs::default(), &context(&[])).unwrap();
    assert!(matches!(settings.origin, Origin::Replay(folder) if folder == Path::new("/nowhere/rec")));
}

/// What is a secret in one place, wherever it stands.
#[test]
fn a_text_in_a_wrong_place_is_not_repeated() {
    const PLACES: [&str; 21] = [
        "SECRET",
        "SECRET = 1",
        "\"SECRET\" = 1",
        "url = \"https://x.example\"\nSECRET\n",
        "url = SECRET",
        "url = \"SECRET",
        "[SECRET]",
        "[SECRET",
        "[network]\nSECRET = 5",
        "period = \"SECRET\"",
        "period = \"SECRET`, expected one of\"",
        "last = \"SECRET\"",
        "sites = [[\"SECRET\"]]",
        "sites = \"SECRET\"",
        "network = \"SECRET\"",
        "thresholds.watch = \"SECRET\"",
        "[mail]\ntls = \"SECRET\"",
        "[mail]\nport = \"SECRET\"",
        "[[chat]]\nkind = \"SECRET\"",
        "[findings]\nno-visits = \"SECRET\"",
        "channel.email = \"SECRET\"",
    ];
    let locale = crate::locale::Locale::new(Lang::En);
    let secrets = ["hunter2", "Pa55-word", "c0ffee5ecre7", "https://chat.example.fr/hooks/abc1", "dGF=="];
    for secret in secrets {
        for place in PLACES {
            let text = place.replace("SECRET", secret);
            let Err(error) = file::parse(Path::new("f.toml"), &text) else { panic!("{text} is valid") };
            let said = error.text();
            let said = locale.text(said) + &locale.attribute(said, "hint").unwrap_or_default();
            for part in [secret, secret.rsplit('/').next().unwrap()] {
                assert!(!said.contains(part), "{text}: {said}");
            }
        }
    }
}

/// They are read to be refused.
#[test]
fn a_key_for_a_secret_is_not_suggested() {
    let hint = |text: &str| {
        let error = file::parse(Path::new("f.toml"), text).unwrap_err();
        crate::locale::Locale::new(Lang::En).attribute(error.text(), "hint").unwrap()
    };
    assert!(hint("[mail]\npasswort = 1").starts_with("did you mean `password_file`?"));
    assert!(hint("[[chat]]\nurls = 1").starts_with("did you mean `url_env`?"));
    assert!(hint("[[chat]]\npigeon = 1").starts_with("the keys here are name, kind, url_env, url_file,"));
    assert!(hint("urls = 1").starts_with("did you mean `url`?"));
}

/// What is quoted because it is a name most of the time.
#[test]
fn a_name_that_is_quoted_is_no_generated_secret() {
    let secret = "c0ffee5ecre7c0ffee42";
    for (name, shown) in [("pigeon", true), (secret, false), ("https://chat.example.fr/hooks/pigeon", false)]
    {
        let error = settings(&format!("[channels]\nused = [\"{name}\"]"), "audit").unwrap_err();
        assert_eq!(said(&error).contains(name), shown, "{name}");
        // Also in a message within the message.
        let within = Text::new("config-mail-address").with("key", "to").with("address", name.to_owned());
        let error = ConfigError::of(Text::new("config-channel").with("path", "").with("message", within));
        assert_eq!(said(&error).contains(name), shown, "{name}");
    }
}

#[test]
fn a_mistake_is_found_by_line_and_column() {
    let place = |text: &str| {
        let said = said(&file::parse(Path::new("f.toml"), text).unwrap_err());
        said.split(": ").next().unwrap().to_owned()
    };
    assert_eq!(place("lang = \"fr\"\n\n  last = 0\n"), "f.toml:3:10");
    assert_eq!(place("\nlsat = 3"), "f.toml:2:1");
    // Characters count, not bytes.
    assert_eq!(place("url = \"é\" x"), "f.toml:1:11");
    // A number of a line has no separators.
    assert_eq!(place(&format!("{}last = 0", "\n".repeat(1_233))), "f.toml:1234:8");
}

//! Options, environment, file and default, and what is said of wrong ones.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Matomo, Outcome, TOKEN, Tool, WEEKS, site};

/// The address that Matomo was asked at, as the report shows it.
fn asked(outcome: &Outcome) -> String {
    outcome.json(0)["matomo"]["url"].as_str().unwrap().to_owned()
}

fn audit(tool: &Tool, words: &str) -> Outcome {
    tool.run(&format!("audit --site 1 {WEEKS} --format json {words}"))
}

#[test]
fn an_address_is_taken_from_the_option_then_the_environment_then_the_file() {
    let [option, environment, file] = [(); 3].map(|()| Matomo::start());
    let url = |matomo: &Matomo| format!("{}/", matomo.url());
    let tool = Tool::of(&environment).config(&format!("url = \"{}\"", file.url()));
    assert_eq!(asked(&audit(&tool, &format!("--url {}", option.url()))), url(&option));
    assert_eq!(asked(&audit(&tool, "")), url(&environment));
    assert_eq!(asked(&audit(&tool.without("MATOMO_URL"), "")), url(&file));
}

#[test]
fn options_replace_keys_of_the_file_which_replace_defaults() {
    let matomo = Matomo::start();
    let periods = |config: &str, words: &str| {
        let words = format!("audit --site 1 --until 2026-11-22 --format json {words}");
        let report = Tool::of(&matomo).config(config).run(&words).json(0);
        let periods = report["sites"][0]["periods"].as_array().unwrap().len();
        (report["window"]["period"].as_str().unwrap().to_owned(), periods)
    };
    assert_eq!(periods("", ""), ("week".into(), 12));
    assert_eq!(periods("last = 3", ""), ("week".into(), 3));
    assert_eq!(periods("last = 3", "--last 2"), ("week".into(), 2));
    assert_eq!(periods("period = \"day\"\nlast = 3", ""), ("day".into(), 3));
    // A number of weeks says nothing about months.
    assert_eq!(periods("period = \"week\"\nlast = 3", "--period month --last 2"), ("month".into(), 2));
}

#[test]
fn the_sites_of_the_file_are_audited_unless_options_name_others() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).config("sites = [2, \"Aides Logement\"]");
    let ids = |words: &str| {
        let report = tool.run(&format!("audit {WEEKS} --format json {words}")).json(0);
        let mut ids: Vec<_> =
            report["sites"].as_array().unwrap().iter().map(|site| site["id"].as_u64().unwrap()).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(""), [1, 2]);
    assert_eq!(ids("--site 8"), [8]);
    assert_eq!(ids("--site all"), [1, 2, 4, 5, 6, 8, 12]);
}

#[test]
fn without_any_file_options_and_a_token_are_enough() {
    let matomo = Matomo::start();
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN);
    // As people paste it from the browser.
    let pasted = format!("{}/index.php?module=CoreHome&idSite=1#/dashboard", matomo.url());
    let outcome = tool.run(&format!("audit --url {pasted} --site 1 {WEEKS} --format json"));
    assert_eq!(asked(&outcome), format!("{}/", matomo.url()));
}

#[test]
fn a_matomo_in_a_folder_is_found_there() {
    let matomo = Matomo::start();
    for url in ["/matomo", "/matomo/", "/matomo/index.php"].map(|path| matomo.url() + path) {
        let outcome = audit(&Tool::of(&matomo), &format!("--url {url}"));
        assert_eq!(asked(&outcome), format!("{}/matomo/", matomo.url()));
    }
}

#[test]
fn the_file_is_looked_for_in_four_places() {
    let matomo = Matomo::start();
    // Each file sets another number of weeks.
    let weeks = |tool: &Tool, words: &str| {
        let outcome = tool.run(&format!("audit --site 1 --until 2026-11-22 --format json {words}"));
        outcome.json(0)["sites"][0]["periods"].as_array().unwrap().len()
    };
    let tool = Tool::of(&matomo);
    assert_eq!(weeks(&tool, ""), 12);
    tool.write("../home/.config/matomo-audit/matomo-audit.toml", "last = 2");
    assert_eq!(weeks(&tool, ""), 2);
    let xdg = tool.write("../xdg/matomo-audit/matomo-audit.toml", "last = 3");
    let xdg = xdg.parent().unwrap().parent().unwrap().display().to_string();
    let tool = tool.env("XDG_CONFIG_HOME", &xdg);
    assert_eq!(weeks(&tool, ""), 3);
    tool.write("matomo-audit.toml", "last = 4");
    assert_eq!(weeks(&tool, ""), 4);
    tool.write("environment.toml", "last = 5");
    let tool = tool.env("MATOMO_AUDIT_CONFIG", "environment.toml");
    assert_eq!(weeks(&tool, ""), 5);
    tool.write("option.toml", "last = 6");
    assert_eq!(weeks(&tool, "--config option.toml"), 6);
}

#[test]
fn a_file_that_is_named_must_exist() {
    let matomo = Matomo::start();
    let outcome = Tool::of(&matomo).run("sites --config nowhere.toml");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.to_string());
    assert!(matomo.exchanges().is_empty());
}

#[test]
fn the_token_comes_from_the_environment_or_from_a_file_beside_the_configuration() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).without("MATOMO_TOKEN_AUTH");
    tool.write("../home/.config/matomo-audit/matomo-audit.toml", "token_file = \"token\"");
    tool.write("../home/.config/matomo-audit/token", &format!("{TOKEN}\n"));
    audit(&tool, "").json(0);
    // The environment comes first; empty, it does not count.
    let tool = tool.env("MATOMO_TOKEN_AUTH", "");
    audit(&tool, "").json(0);
    let tool = tool.env("MATOMO_TOKEN_AUTH", "0123456789abcdef");
    assert_eq!(audit(&tool, "").code, 3);
}

#[test]
fn an_unreadable_or_empty_token_file() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).without("MATOMO_TOKEN_AUTH").config("token_file = \"secret/token\"");
    let missing = tool.run("sites");
    tool.write("secret/token", " \n");
    let empty = tool.run("sites");
    assert_eq!((missing.code, empty.code), (2, 2));
    assert_snapshot!(format!("{missing}\n{empty}"));
}

#[test]
fn what_is_missing_is_asked_for() {
    let nothing = Tool::new().run("audit --site 1");
    let no_token = Tool::new().run("audit --site 1 --url https://stats.example.fr --lang fr");
    assert_eq!((nothing.code, no_token.code), (2, 2));
    assert_snapshot!(format!("{nothing}\n{no_token}"));
}

#[test]
fn addresses_that_are_refused() {
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN);
    let refused = |url: &str| {
        let outcome = tool.run(&format!("audit --site 1 --url {url}"));
        assert_eq!(outcome.code, 2, "{url}: {outcome}");
        outcome.to_string()
    };
    let urls =
        ["http://stats.example.fr", "ftp://stats.example.fr", "stats.example.fr", "https://a:b@x.example"];
    assert_snapshot!(urls.map(refused).join("\n"));
}

/// Plain HTTP is for this machine, unless the file allows it.
#[test]
fn plain_http_is_allowed_on_request() {
    // Nothing listens there: what matters is that it is tried.
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).config(
        "[network]\nallow_http = true\nretries = 0\nconnect_timeout = 1\nproxy = \"http://127.0.0.1:9\"",
    );
    assert_eq!(tool.run("audit --site 1 --url http://stats.invalid").code, 3);
}

#[test]
fn mistakes_in_the_file_are_shown_with_line_and_key() {
    let shown = |text: &str| {
        let outcome = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).config(text).run("audit --site 1");
        assert_eq!(outcome.code, 2, "{text}: {outcome}");
        outcome.to_string()
    };
    assert_snapshot!(
        "unknown_keys",
        [
            "lang = \"fr\"\nperiode = \"week\"",
            "[network]\ntimeout = 5\nretry = 3",
            "[thresholds]\nredflag = \"50%\"",
            "[chanels]\nused = []",
        ]
        .map(shown)
        .join("\n")
    );
    assert_snapshot!(
        "wrong_types",
        [
            "last = \"twelve\"",
            "period = \"year\"",
            "lang = \"de\"",
            "sites = [true]",
            "[network]\nallow_http = \"yes\"",
            "not toml at all",
        ]
        .map(shown)
        .join("\n")
    );
    assert_snapshot!(
        "out_of_range",
        [
            "# a comment\nlast = 0",
            "[network]\n\ntimeout = 601",
            "[network]\nretries = -1",
            "[network]\nconcurrency = 17",
            "[thresholds]\nwatch = \"130%\"",
            "[thresholds]\nmin_visits = 0",
            "[check]\nconfidence = 100",
            "[thresholds]\nwatch = \"60%\"\nred_flag = \"50%\"",
            "[channels]\nused = [\"pigeon\"]",
            "[channel.EMAIL]\nhosts = [\"mail.example.fr\"]",
        ]
        .map(shown)
        .join("\n")
    );
}

#[test]
fn more_periods_than_matomo_gives_are_refused() {
    let tool = Tool::new().env("MATOMO_TOKEN_AUTH", TOKEN).env("MATOMO_URL", "https://stats.example.fr");
    let outcome = tool.run("audit --site 1 --period month --last 121");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.to_string());
}

#[test]
fn wrong_options_are_refused_before_anything_is_asked() {
    let matomo = Matomo::start();
    for words in [
        "audit --period year",
        "audit --last 0",
        "audit --until yesterday",
        "audit --until 2026-02-30",
        "audit --format pdf",
        "audit --token x",
        "audit --replay a --record b",
        "audit -o report.docx",
        "audit -q -v",
        "",
        "nonsense",
    ] {
        let outcome = Tool::of(&matomo).run(words);
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{words}: {outcome}");
        assert!(!outcome.stderr.is_empty(), "{words}");
    }
    assert!(matomo.exchanges().is_empty());
}

#[test]
fn a_site_is_named_by_its_id_its_name_or_the_beginning_of_it() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    for name in ["2", "Pass Emploi", "pass emploi", "pass"] {
        let args = ["audit", "--until", "2026-11-22", "--format", "json", "--site", name];
        let report = tool.run_args(args).json(0);
        assert_eq!(report["sites"].as_array().unwrap().len(), 1);
        assert_eq!(site(&report, 2)["name"], "Pass Emploi");
    }
}

#[test]
fn an_ambiguous_or_unknown_name_says_which_sites_there_are() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                answer[0]["name"] = json!("Pass Culture");
            }
        })
        .start();
    let tool = Tool::of(&matomo);
    let [ambiguous, near, far] =
        ["Pass", "Pass Emplois", "Zzz"].map(|name| tool.run_args(["audit", "--site", name]));
    for outcome in [&ambiguous, &near, &far] {
        assert_eq!(outcome.code, 2, "{outcome}");
    }
    assert_snapshot!(format!("{ambiguous}\n{near}\n{far}"));
}

#[test]
fn sites_lists_what_the_token_can_see() {
    let matomo = Matomo::setup().sites(&[1, 2, 9]).start();
    assert_snapshot!(Tool::of(&matomo).run("sites").data());
}

#[test]
fn the_language_is_that_of_the_option_then_the_file_then_the_environment() {
    let french =
        |tool: &Tool, words: &str| tool.run(&format!("demo {words}")).data().contains("du trafic est");
    let tool = Tool::new();
    assert!(!french(&tool, ""));
    let tool = tool.env("LANG", "fr_FR.UTF-8");
    assert!(french(&tool, ""));
    let tool = tool.env("LC_MESSAGES", "en_GB.UTF-8");
    assert!(!french(&tool, ""));
    let tool = tool.env("LC_ALL", "fr_BE");
    assert!(french(&tool, ""));
    let tool = tool.config("lang = \"en\"");
    assert!(!french(&tool, ""));
    assert!(french(&tool, "--lang fr"));
}

#[test]
fn an_error_of_the_file_is_in_the_asked_language() {
    let outcome = Tool::new().config("periode = 1").run("audit --lang fr");
    assert!(outcome.stderr.starts_with("erreur"), "{outcome}");
}

/// A secret in the wrong place is not repeated in a log.
#[test]
fn a_token_in_the_file_or_in_the_address_is_not_shown() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    for key in ["token_auth", "token", "matomo-token"] {
        // Files of that name may hold the token.
        tool.write("token", &format!("lang = \"en\"\n{key} = \"{TOKEN}\""));
        let outcome = tool.run("audit --config token");
        assert_eq!(outcome.code, 2, "{outcome}");
        assert!(outcome.stderr.contains(&format!("`{key}")), "{outcome}");
    }
    let pasted = format!("{}/index.php?module=API&token_auth={TOKEN}", matomo.url());
    tool.run_args(["audit", "--site", "1", "--until", "2026-11-22", "-vv", "--url", &pasted]);
    tool.run_args(["audit", "--site", "1", &format!("--token-auth={TOKEN}")]);
    tool.run("--help");
    // Only the pasted address was asked.
    assert!(matomo.exchanges().iter().any(|exchange| exchange.is_about(1)));
}

//! What a person gets when Matomo cannot be read, in both languages.

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{Matomo, Outcome, Reply, TOKEN, Tool, WEEKS, nowhere, site};

/// A login page, as a proxy or a portal in front of Matomo shows it.
const LOGIN: &str = "<!DOCTYPE html><html><head><title>Connexion</title></head>\
                     <body><h1>Connectez-vous</h1><form action=\"/login\"></form></body></html>";

fn audit(matomo: &Matomo, config: &str) -> Outcome {
    Tool::of(matomo).config(config).run(&format!("audit --site 1 {WEEKS}"))
}

/// Both languages of one fault, where trying again is of no interest.
fn shown(tool: Tool, network: &str) -> String {
    let tool = tool.config(&format!("[network]\nretries = 0\n{network}"));
    // Whatever is wrong with the network, the log of it holds no token either.
    tool.run(&format!("audit --site 1 {WEEKS} -vv"));
    let [en, fr] = ["en", "fr"].map(|lang| tool.run(&format!("audit --site 1 {WEEKS} --lang {lang}")));
    format!("{en}\n{fr}")
}

fn always(reply: Reply) -> String {
    shown(Tool::of(&Matomo::always(reply)), "")
}

/// How many requests an error is worth, when one repetition is allowed.
fn attempts(reply: Reply) -> usize {
    let matomo = Matomo::always(reply);
    assert_eq!(audit(&matomo, "[network]\nretries = 1").code, 3);
    matomo.exchanges().len()
}

#[test]
fn a_wrong_token() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo).env("MATOMO_TOKEN_AUTH", "0123456789abcdef0123456789abcdef");
    assert_snapshot!(shown(tool, ""));
}

/// 20 refused logins lock the caller out: one is enough.
#[test]
fn a_refused_login_is_not_tried_again() {
    assert_eq!(attempts(Reply::error(401, "Unable to authenticate with the provided token.")), 1);
    assert_eq!(attempts(lockout()), 1);
    assert_eq!(attempts(Reply::html(401, LOGIN)), 1);
}

fn lockout() -> Reply {
    Reply::error(500, "Too many failed logins. The IP is blocked for an hour.")
}

#[test]
fn a_lockout() {
    assert_snapshot!(always(lockout()));
}

#[test]
fn what_may_pass_is_tried_again_and_nothing_else() {
    for status in [502, 503, 504, 429] {
        assert_eq!(attempts(Reply::html(status, "<h1>Later</h1>")), 2, "{status}");
    }
    for status in [400, 403, 404, 500, 501] {
        assert_eq!(attempts(Reply::html(status, "<h1>No</h1>")), 1, "{status}");
    }
    assert_eq!(attempts(Reply::html(200, LOGIN)), 1);
    assert_eq!(attempts(Reply::cut("[{\"value\":")), 2);
}

#[test]
fn attempts_are_bounded() {
    let matomo = Matomo::always(Reply::html(503, "<h1>Later</h1>"));
    assert_eq!(audit(&matomo, "[network]\nretries = 2").code, 3);
    assert_eq!(matomo.exchanges().len(), 3);
}

#[test]
fn a_redirect() {
    assert_snapshot!(always(
        Reply::html(302, "").header("location", "https://stats.example.fr/index.php?token_auth=x&module=API")
    ));
}

#[test]
fn a_redirect_to_a_login_page() {
    assert_snapshot!(always(Reply::html(302, LOGIN).header("location", "/login?next=%2Findex.php")));
}

#[test]
fn no_redirect_is_followed() {
    let elsewhere = Matomo::start();
    let to = format!("{}/index.php", elsewhere.url());
    for status in [301, 302, 307, 308] {
        assert_eq!(attempts(Reply::html(status, "").header("location", &to)), 1);
    }
    assert!(elsewhere.exchanges().is_empty());
}

#[test]
fn too_many_requests_then_success() {
    let matomo = Matomo::setup()
        .fault(|exchange| {
            (exchange.number == 0).then(|| Reply::html(429, "Slow down").header("retry-after", "1"))
        })
        .start();
    let started = Instant::now();
    let outcome = audit(&matomo, "[network]\nretries = 1");
    assert!(outcome.data().contains("69.6% of traffic"), "{outcome}");
    assert!(started.elapsed() >= Duration::from_secs(1), "Retry-After was not honoured");
}

#[test]
fn too_many_requests_for_too_long() {
    let reply = Reply::html(429, "Slow down").header("retry-after", "3600");
    // An hour is not waited for, whatever the number of attempts.
    assert_eq!(attempts(reply.clone()), 1);
    assert_snapshot!(always(reply));
}

#[test]
fn maintenance_as_html() {
    assert_snapshot!(always(Reply::html(
        503,
        "<html><body><h1>Maintenance</h1><p>Back soon.</p></body></html>"
    )));
}

#[test]
fn another_server_error() {
    assert_snapshot!(always(Reply::html(500, "<h1>Internal Server Error</h1>")));
}

#[test]
fn html_with_status_200() {
    assert_snapshot!(always(Reply::html(200, LOGIN)));
}

#[test]
fn a_firewall() {
    assert_snapshot!(always(Reply::html(403, "<html><title>403</title><h1>Request blocked</h1></html>")));
}

#[test]
fn a_wrong_folder() {
    assert_snapshot!(always(Reply::html(404, "<h1>Not Found</h1>")));
}

#[test]
fn truncated_json() {
    assert_snapshot!(always(Reply::json(200, "[{\"value\":\"5.2.0\"},{\"val")));
}

#[test]
fn truncated_json_of_one_site() {
    let matomo = Matomo::setup()
        .fault(|exchange| exchange.is_about(1).then(|| Reply::json(200, "[{\"2026-08-31,2026-09-06\":{\"nb")))
        .start();
    assert_snapshot!(shown(Tool::of(&matomo), ""));
}

#[test]
fn an_empty_body() {
    assert_snapshot!(always(Reply::json(200, "")));
    assert_eq!(attempts(Reply::json(200, "  \n")), 1);
}

#[test]
fn an_answer_that_does_not_come() {
    let matomo = Matomo::always(Reply::never());
    assert_snapshot!(shown_once(&matomo, "timeout = 1"));
}

/// One run per language, as each takes a time-out.
fn shown_once(matomo: &Matomo, network: &str) -> String {
    let tool = Tool::of(matomo).config(&format!("[network]\nretries = 0\n{network}"));
    let [en, fr] = ["en", "fr"].map(|lang| tool.run(&format!("audit --site 1 {WEEKS} --lang {lang}")));
    format!("{en}\n{fr}")
}

#[test]
fn a_refused_connection() {
    let tool = Tool::new().env("MATOMO_URL", &nowhere()).env("MATOMO_TOKEN_AUTH", TOKEN);
    assert_snapshot!(shown(tool, ""));
}

#[test]
fn a_connection_that_breaks_off() {
    assert_snapshot!(always(Reply::cut("[{\"value\":\"5.2.0\"},{\"value\":")));
}

#[test]
fn an_oversized_answer() {
    let matomo = Matomo::always(Reply::json(200, &format!("[{}]", " ".repeat(1 << 20))));
    assert_snapshot!(shown(Tool::of(&matomo), "max_answer = 1"));
    // What counts is what has to be held, not what was sent.
    let bomb = Matomo::always(Reply::json(200, &format!("[{}]", " ".repeat(1 << 20))).gzip());
    assert_eq!(audit(&bomb, "[network]\nmax_answer = 1").code, 3);
}

#[test]
fn compressed_answers_are_read() {
    let matomo = Matomo::setup().wrap(Reply::gzip).start();
    assert!(audit(&matomo, "").data().contains("69.6% of traffic"));
}

/// Some proxies label everything as HTML; the body decides.
#[test]
fn json_that_is_labelled_otherwise_is_read() {
    let matomo = Matomo::setup().wrap(|reply| reply.header("content-type", "text/html")).start();
    assert!(audit(&matomo, "").data().contains("69.6% of traffic"));
}

#[test]
fn json_of_another_form() {
    assert_snapshot!(always(Reply::json(200, "{\"hello\":\"world\"}")));
}

#[test]
fn an_error_that_is_not_about_one_site() {
    assert_snapshot!(always(Reply::error(200, "The plugin API is not enabled.")));
}

#[test]
fn too_few_answers_in_a_bulk() {
    assert_snapshot!(always(Reply::json(200, "[{\"value\":\"5.2.0\"}]")));
    let two = "[{\"result\":\"error\"},{\"result\":\"error\"}]";
    let matomo =
        Matomo::setup().fault(|exchange| exchange.is_about(1).then(|| Reply::json(200, two))).start();
    assert_snapshot!("too_few_answers_for_one_site", shown(Tool::of(&matomo), ""));
}

#[test]
fn an_error_inside_a_bulk() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "Referrers.getWebsites" {
                *answer = json!({"result": "error", "message": "Unexpected error in the archive"});
            }
        })
        .start();
    assert_snapshot!(shown(Tool::of(&matomo), ""));
}

/// Addresses and goals are not what a verdict rests on.
#[test]
fn an_error_in_a_report_that_can_be_spared() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if ["Goals.getGoals", "SitesManager.getSiteUrlsFromId"].contains(&call["method"].as_str()) {
                *answer = json!({"result": "error", "message": "no access"});
            }
        })
        .start();
    assert!(audit(&matomo, "").data().contains("69.6% of traffic"));
}

fn site_2_forbidden() -> Matomo {
    Matomo::setup()
        .edit(|call, answer| {
            if call.get("idSite").is_some_and(|site| site == "2") {
                let message =
                    "You can't access this resource as it requires 'view' access for the website id = 2.";
                *answer = json!({"result": "error", "message": message});
            }
        })
        .sites(&[1, 2, 4])
        .start()
}

#[test]
fn one_site_forbidden_among_several() {
    let matomo = site_2_forbidden();
    let tool = Tool::of(&matomo);
    assert_snapshot!(tool.run(&format!("check --site all {WEEKS} --max-direct 50% --lang fr")).to_string());
    let report = tool.run(&format!("audit --site all {WEEKS} --format json")).json(3);
    assert_eq!(report["sites"].as_array().unwrap().len(), 2);
    assert_eq!(site(&report, 1)["verdict"], "red-flag");
    let errors = report["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1);
    assert_eq!((&errors[0]["site"], &errors[0]["stage"]), (&json!(2), &json!("reports")));
    assert!(errors[0]["message"].as_str().unwrap().contains("view' access for the website id = 2"));
}

/// A table has no place for errors, and a file is not looked at at once.
#[test]
fn sites_that_are_missing_from_a_table_or_a_file_are_told_on_stderr() {
    let matomo = site_2_forbidden();
    let tool = Tool::of(&matomo);
    for words in ["--format csv", "--format json", "-o a.csv", "-o a.txt"] {
        let outcome = tool.run(&format!("audit --site all {WEEKS} {words}"));
        assert_eq!(outcome.code, 3, "{outcome}");
        assert!(outcome.stderr.contains("Site 2 Pass Emploi: Matomo refuses"), "{outcome}");
        assert!(outcome.stderr.contains("hint: "), "{outcome}");
    }
    // On the first screen they stand below the sites, once.
    let outcome = tool.run(&format!("audit --site all {WEEKS}"));
    assert!(outcome.stdout.contains("Site 2 Pass Emploi: Matomo refuses"), "{outcome}");
    assert_eq!(outcome.stderr, "");
}

#[test]
fn a_site_that_the_token_cannot_see_among_others() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let report = tool.run(&format!("audit --site 1 --site 99 {WEEKS} --format json")).json(3);
    assert_eq!(report["sites"].as_array().unwrap().len(), 1);
    assert_eq!((&report["errors"][0]["site"], &report["errors"][0]["stage"]), (&json!(99), &json!("sites")));
    assert_snapshot!(tool.run("sites --site 99").to_string());
}

#[test]
fn a_token_without_any_site() {
    let matomo = Matomo::setup().sites(&[]).start();
    assert_snapshot!(shown(Tool::of(&matomo), ""));
}

#[test]
fn an_unknown_time_zone_concerns_one_site() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                answer[0]["timezone"] = json!("Mars/Olympus");
            }
        })
        .start();
    let report = Tool::of(&matomo).run(&format!("audit --site 1 --site 2 {WEEKS} --format json")).json(3);
    assert_eq!(report["sites"].as_array().unwrap().len(), 1);
    assert!(report["errors"][0]["message"].as_str().unwrap().contains("Mars/Olympus"));
}

/// A period that is missing must not count as one without visits.
#[test]
fn a_missing_period_is_an_error() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call["method"] == "VisitsSummary.get" {
                answer.as_object_mut().unwrap().remove("2026-11-16,2026-11-22");
            }
        })
        .start();
    let report = Tool::of(&matomo).run(&format!("audit --site 1 {WEEKS} --format json")).json(3);
    let message = report["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("VisitsSummary.get") && message.contains("2026-11-16"), "{message}");
}

#[test]
fn the_proxy_of_the_configuration_is_used() {
    // A proxy gets the whole address; this one answers itself.
    let proxy = Matomo::start();
    let tool = Tool::new()
        .env("MATOMO_TOKEN_AUTH", TOKEN)
        .config(&format!("url = \"http://matomo.localhost/\"\n[network]\nproxy = \"{}\"", proxy.url()));
    assert!(tool.run(&format!("audit --site 1 {WEEKS}")).data().contains("69.6% of traffic"));
    assert!(!proxy.exchanges().is_empty());
}

#[test]
fn certificates_that_cannot_be_used() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    tool.write("empty.pem", "no certificate");
    for (file, words) in [("missing.pem", "No such file"), ("empty.pem", "certificate")] {
        tool.write("matomo-audit.toml", &format!("[network]\nca_file = \"{file}\""));
        let outcome = tool.run("sites");
        assert_eq!(outcome.code, 2, "{outcome}");
        assert!(outcome.stderr.contains(file) && outcome.stderr.contains(words), "{outcome}");
    }
    assert!(matomo.exchanges().is_empty());
}

/// Error pages of proxies and of PHP like to repeat the request.
#[test]
fn a_server_that_echoes_the_token() {
    let echo = format!("token_auth={TOKEN}");
    for reply in [
        Reply::error(401, &echo),
        Reply::error(500, &format!("Too many failed logins: {echo}")),
        Reply::error(200, &echo),
        Reply::html(500, &echo),
        Reply::html(200, &echo),
        Reply::new(500, &format!("text/{TOKEN}"), ""),
        Reply::html(302, "").header("location", &format!("/login/{TOKEN}?{echo}#{TOKEN}")),
        Reply::json(200, &format!("[{{\"{TOKEN}\": 1}}]")),
        Reply::json(200, &format!("[\"{TOKEN}")),
    ] {
        // The builder looks for the token in all that is said.
        let outcome = Tool::of(&Matomo::always(reply)).config("[network]\nretries = 0").run("audit -vv");
        assert_eq!(outcome.code, 3, "{outcome}");
    }
}

/// JSON, URLs and HTML write it otherwise, and it is the token all the same.
#[test]
fn a_server_that_echoes_the_token_otherwise_written() {
    let code = |c: char| u32::from(c);
    let each = |write: &dyn Fn(char) -> String| TOKEN.chars().map(write).collect::<String>();
    let written = [
        TOKEN.to_uppercase(),
        each(&|c| format!("\\u{:04x}", code(c))),
        each(&|c| format!("\\u{:04X}", code(c.to_ascii_uppercase()))),
        each(&|c| format!("%{:02x}", code(c))),
        TOKEN.replacen('c', "\\u0063", 2),
    ];
    for (number, echo) in written.iter().enumerate() {
        let holds = |text: &str| {
            let text = text.to_lowercase();
            // What is decoded on the way shows plainly.
            text.contains(TOKEN) || text.contains(&echo.to_lowercase())
        };
        for reply in [
            Reply::json(401, &format!("{{\"result\":\"error\",\"message\":\"{echo}\"}}")),
            Reply::json(200, &format!("{{\"result\":\"error\",\"message\":\"{echo}\"}}")),
            Reply::html(500, &format!("<p>{echo}</p>")),
            Reply::html(302, "").header("location", &format!("/login/{echo}")),
            Reply::json(200, &format!("[{{\"{echo}\": 1}}]")),
            Reply::html(500, &format!("<p>{}</p>", &TOKEN[..TOKEN.len() - 2])).cut_off(),
        ] {
            let outcome = Tool::of(&Matomo::always(reply)).config("[network]\nretries = 0").run("audit -vv");
            assert_eq!(outcome.code, 3, "{outcome}");
            assert!(!holds(&outcome.to_string()), "{echo}: {outcome}");
        }
        // In a label, a name and a recording, too.
        let matomo = {
            let echo = echo.clone();
            Matomo::setup().wrap(move |reply| reply.replace("Aides Logement", &echo)).start()
        };
        let tool = Tool::of(&matomo);
        let outcome = tool.run(&format!("audit --site 1 {WEEKS} --format json -vv --record rec"));
        assert_eq!(outcome.code, 0, "{outcome}");
        assert!(outcome.stdout.contains("\"***\""), "{outcome}");
        assert!(!holds(&outcome.to_string()), "{number}: {outcome}");
        let list = tool.read("rec/instance/SitesManager.getSitesWithAtLeastViewAccess.json");
        assert!(list.contains("***") && !holds(&list), "{list}");
    }
}

/// Half a token, where an error breaks off, is not shown either.
#[test]
fn the_beginning_of_the_token_is_not_shown() {
    let page = format!("{{\"result\":\"error\",\"message\":\"token_auth={TOKEN}");
    for length in 1..TOKEN.len() - 4 {
        // `cut_off` sends one half.
        let half = &page[..page.len() - length];
        let reply = Reply::html(500, &format!("{half}{}", " ".repeat(half.len()))).cut_off();
        let outcome = Tool::of(&Matomo::always(reply)).config("[network]\nretries = 0").run("audit -vv");
        assert!(!outcome.to_string().contains(&TOKEN[..4]), "{outcome}");
    }
}

/// The token would leave this machine, in clear.
#[test]
fn the_proxy_of_the_environment_is_not_used_for_this_machine() {
    let (matomo, proxy) = (Matomo::start(), Matomo::start());
    let mut tool = Tool::of(&matomo);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        tool = tool.env(name, &proxy.url());
    }
    let port = matomo.url().rsplit_once(':').unwrap().1.to_owned();
    for host in ["127.0.0.1", "localhost"] {
        let tool = tool.run(&format!("audit --site 1 {WEEKS} --url http://{host}:{port}"));
        assert!(tool.data().contains("69.6% of traffic"), "{tool}");
    }
    assert!(proxy.exchanges().is_empty());
    // For another machine it is.
    let elsewhere = tool.config("[network]\nallow_http = true");
    elsewhere.run(&format!("audit --site 1 {WEEKS} --url http://matomo.example/")).data();
    assert!(!proxy.exchanges().is_empty());
}

/// A row takes many times the memory of its bytes.
#[test]
fn a_report_of_too_many_rows() {
    let rows = vec!["{\"label\":\"\",\"nb_visits\":1}"; 500_001].join(",");
    let week = "2026-11-16,2026-11-22";
    let body = format!("[{{\"result\":\"error\"}},{{\"{week}\":[{rows}]}}]");
    let matomo =
        Matomo::setup().fault(move |request| request.is_about(1).then(|| Reply::json(200, &body))).start();
    assert_snapshot!(shown(Tool::of(&matomo), ""));
}

/// Over all its periods, and with the rows below its rows.
#[test]
fn the_rows_of_a_report_are_counted_together() {
    let row = json!({"label": "example.org", "nb_visits": 1, "segment": "referrerName==example.org"});
    for below in [false, true] {
        let row = row.clone();
        let matomo = Matomo::setup()
            .edit(move |call, answer| {
                let periods = answer.as_object_mut().filter(|_| call["method"] == "Referrers.getWebsites");
                for rows in periods.into_iter().flat_map(serde_json::Map::values_mut) {
                    let mut parent = row.clone();
                    parent["subtable"] = vec![row.clone(); 99].into();
                    *rows = if below { json!([parent]) } else { vec![row.clone(); 100].into() };
                }
            })
            .start();
        // Twelve weeks of a hundred.
        let outcome = audit(&matomo, "[network]\nmax_rows = 1199");
        assert_eq!(outcome.code, 3, "{outcome}");
        assert!(outcome.to_string().contains("Referrers.getWebsites has more than 1,199 rows"), "{outcome}");
        assert_eq!(audit(&matomo, "[network]\nmax_rows = 1200").code, 0);
    }
}

/// A report that could be spared is bounded, too, and spared.
#[test]
fn a_segmented_report_of_too_many_rows() {
    let matomo = Matomo::setup()
        .edit(|call, answer| {
            if call.contains_key("segment") {
                let row = json!({"label": "/", "nb_visits": 1, "entry_nb_visits": 1, "segment": "x"});
                *answer = vec![row; 3_000].into();
            }
        })
        .start();
    let tool = Tool::of(&matomo).config("[network]\nmax_rows = 2000");
    let report = tool.run(&format!("audit --site 1 {WEEKS} --format json"));
    assert!(report.data().contains("Actions.getEntryPageUrls has more than 2,000 rows"), "{report}");
}

#[test]
fn an_id_that_is_none_concerns_one_site() {
    for id in [
        json!("abc"),
        json!(null),
        json!(-1),
        json!(1.5),
        json!(0),
        json!(1_u64 << 63),
        json!("9223372036854775808"),
    ] {
        let matomo = {
            let id = id.clone();
            Matomo::setup()
                .sites(&[1, 2])
                .edit(move |call, answer| {
                    if call["method"] == "SitesManager.getSitesWithAtLeastViewAccess" {
                        answer[1]["idsite"] = id.clone();
                    }
                })
                .start()
        };
        let tool = Tool::of(&matomo);
        let report = tool.run(&format!("audit --site all {WEEKS} --format json")).json(3);
        assert_eq!(report["sites"].as_array().unwrap().len(), 1, "{id}");
        let error = &report["errors"][0];
        assert_eq!((&error["site"], &error["name"]), (&json!(null), &json!("Pass Emploi")), "{id}");
        assert!(error["message"].as_str().unwrap().contains("without a usable id"), "{id}: {error}");
        // Who does not ask for it is not told.
        tool.run(&format!("audit --site 1 {WEEKS}")).data();
        let words = format!("audit {WEEKS} --site");
        let named = tool.run_args(words.split(' ').chain(["Pass Emploi"]));
        assert_eq!(named.code, 3, "{named}");
        assert!(
            named.to_string().contains("✖ Site ? Pass Emploi: Matomo lists it without a usable id"),
            "{named}"
        );
    }
}

/// At most two requests before the first site, then one bulk of at most ten
/// calls each; a segmented report is asked for alone.
#[test]
fn reports_are_fetched_in_one_bulk_per_site() {
    let matomo = Matomo::setup().sites(&[1, 2]).start();
    audit(&matomo, "");
    Tool::of(&matomo).run(&format!("audit --site all {WEEKS}")).data();
    for exchange in matomo.exchanges() {
        assert!(exchange.calls.len() <= 10, "{exchange:?}");
        let segmented = exchange.calls.iter().any(|call| call.contains_key("segment"));
        assert!(!segmented || exchange.calls.len() == 1, "{exchange:?}");
    }
    let matomo = Matomo::start();
    audit(&matomo, "");
    let exchanges = matomo.exchanges();
    let before = exchanges.iter().take_while(|exchange| !exchange.is_about(1)).count();
    assert!(before <= 2, "{exchanges:?}");
    let unsegmented = exchanges.iter().filter(|exchange| {
        exchange.is_about(1) && !exchange.calls.iter().any(|call| call.contains_key("segment"))
    });
    assert_eq!(unsegmented.count(), 1);
}

//! What one answer means for the other requests of a run.

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Exchange, Matomo, Outcome, Reply, Tool, WEEKS};

/// Requests at the same time, by default.
const CONCURRENCY: usize = 4;

const BAD_TOKEN: &str = "Unable to authenticate with the provided token. It is either invalid or expired.";
const LOCKOUT: &str = "Too many failed logins. Please wait and try logging in again later.";
const NO_ACCESS: &str = "You can't access this resource as it requires 'view' access for the website id = 2.";

fn run(matomo: &Matomo, network: &str, words: &str) -> Outcome {
    let tool = Tool::of(matomo).config(&format!("[network]\n{network}"));
    tool.run(&format!("audit --site all {WEEKS} --format json {words}"))
}

fn errors(report: &Value) -> Vec<&str> {
    report["errors"].as_array().unwrap().iter().map(|error| error["message"].as_str().unwrap()).collect()
}

/// Thirty sites, all of whose reports are answered with `reply`.
fn thirty(reply: Reply) -> Matomo {
    Matomo::setup().copies(30).fault(move |request| request.is_about_sites().then(|| reply.clone())).start()
}

/// Every way to be refused, with its body whole or not.
fn refusals() -> Vec<Reply> {
    let mut replies = vec![
        Reply::error(200, BAD_TOKEN),
        Reply::html(500, &format!("<html><body><p>{LOCKOUT}</p></body></html>")),
        Reply::error(500, "Vous n'avez pas pu vous connecter : trop d'échecs de connexion."),
        Reply::html(401, "<html><body>Connectez-vous</body></html>").cut_off(),
    ];
    for whole in [Reply::error(401, BAD_TOKEN), Reply::error(403, BAD_TOKEN), Reply::error(500, LOCKOUT)] {
        let broken = [Reply::cut_off, Reply::badly_compressed];
        replies.extend(broken.map(|how| how(whole.clone())));
        replies.push(whole);
    }
    replies
}

#[test]
fn a_refused_token_is_sent_once() {
    for reply in refusals() {
        let matomo = thirty(reply.clone());
        let report = run(&matomo, "concurrency = 1", "").json(3);
        // The list of sites, and the first refusal.
        assert_eq!(matomo.exchanges().len(), 2, "{reply:?}");
        let errors = errors(&report);
        assert_eq!(errors.len(), 30, "{reply:?}");
        assert!(errors[1..].iter().all(|error| error.starts_with("not asked, as ")), "{reply:?} {errors:?}");
        assert!(!errors[0].starts_with("not asked"), "{reply:?} {errors:?}");
    }
}

#[test]
fn only_what_was_under_way_is_refused_beside_it() {
    for reply in [Reply::error(401, BAD_TOKEN), Reply::error(403, BAD_TOKEN), Reply::error(500, LOCKOUT)] {
        let matomo = thirty(reply);
        assert_eq!(errors(&run(&matomo, "", "").json(3)).len(), 30);
        assert!(matomo.exchanges().len() <= 1 + CONCURRENCY, "{}", matomo.exchanges().len());
    }
}

/// The status came; whether its words ever do changes nothing.
#[test]
fn a_refusal_whose_words_do_not_come_is_not_waited_for() {
    std::thread::scope(|scope| {
        for whole in [Reply::error(401, BAD_TOKEN), Reply::error(403, BAD_TOKEN), Reply::error(500, LOCKOUT)]
        {
            scope.spawn(move || {
                let matomo = thirty(whole.stalled());
                let started = Instant::now();
                assert_eq!(errors(&run(&matomo, "", "").json(3)).len(), 30);
                assert!(matomo.exchanges().len() <= 1 + CONCURRENCY, "{}", matomo.exchanges().len());
                assert!(started.elapsed() < Duration::from_secs(60), "the time-out of 90 s was waited for");
            });
        }
    });
}

#[test]
fn a_refused_token_in_a_report_that_could_be_spared_ends_the_run_too() {
    for reply in refusals() {
        let matomo = {
            let reply = reply.clone();
            Matomo::setup()
                .copies(30)
                .fault(move |request| request.is_segmented().then(|| reply.clone()))
                .start()
        };
        let report = run(&matomo, "concurrency = 1", "").json(3);
        assert_eq!(matomo.exchanges().len(), 3, "{reply:?}");
        assert_eq!((errors(&report).len(), report["sites"].as_array().unwrap().len()), (30, 0), "{reply:?}");
    }
}

#[test]
fn a_refused_token_in_the_report_of_a_goal_ends_the_run_too() {
    let matomo = Matomo::setup()
        .copies(30)
        .fault(|request| {
            let goals =
                |call: &crate::support::Call| call.contains_key("filter_update_columns_when_show_all_goals");
            request.calls.iter().any(goals).then(|| Reply::error(401, BAD_TOKEN))
        })
        .start();
    let tool = Tool::of(&matomo).config("goal = 1\n[network]\nconcurrency = 1");
    let report = tool.run(&format!("audit --site all {WEEKS} --format json")).json(3);
    assert_eq!((matomo.exchanges().len(), errors(&report).len()), (3, 30));
    // Nothing else is asked for here that could be refused.
    let outcome = tool.run(&format!("check --site 1 {WEEKS} --max-direct 99%"));
    assert_eq!(outcome.code, 3, "{outcome}");
}

/// Until it is known what a status means, nobody sends.
#[test]
fn nothing_is_sent_while_the_words_of_a_refusal_are_waited_for() {
    let matomo = Matomo::setup()
        .copies(30)
        .fault(|request| (request.number == 1).then(|| Reply::error(500, LOCKOUT).stalled()))
        .start();
    let report = run(&matomo, "", "").json(3);
    // The others under way may have been answered, and gone on, before the status came.
    assert!(matomo.exchanges().len() <= 1 + 2 * CONCURRENCY, "{}", matomo.exchanges().len());
    assert!(errors(&report).len() >= 30 - CONCURRENCY);
}

#[test]
fn what_was_read_before_a_refusal_is_kept() {
    let matomo = Matomo::setup()
        .copies(5)
        .fault(|request| {
            (request.is_about(3) && request.is_segmented()).then(|| Reply::error(401, BAD_TOKEN))
        })
        .start();
    let report = run(&matomo, "concurrency = 1", "").json(3);
    let ids: Vec<_> = report["sites"].as_array().unwrap().iter().map(|site| &site["id"]).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(errors(&report).len(), 3);
    // The rows of the third, which were there already, count nowhere.
    let two = run(&Matomo::setup().copies(2).start(), "", "").json(0);
    assert_eq!(report["sites"], two["sites"]);
}

#[test]
fn a_refusal_of_the_very_last_report_is_no_detail_either() {
    let before = "2026-11-09";
    let matomo = Matomo::setup()
        .copies(1)
        .fault(move |request| {
            let last = request.is_segmented() && request.calls[0]["date"] == before;
            last.then(|| Reply::error(401, BAD_TOKEN))
        })
        .start();
    let report = run(&matomo, "", "").json(3);
    assert!(errors(&report)[0].contains("refuses the token"), "{report}");
}

#[test]
fn a_run_that_ended_names_what_was_not_asked_in_both_languages() {
    let matomo = Matomo::setup()
        .copies(3)
        .fault(|request| request.is_about_sites().then(|| Reply::error(401, BAD_TOKEN)))
        .start();
    let tool = Tool::of(&matomo).config("[network]\nconcurrency = 1");
    let [en, fr] = ["en", "fr"]
        .map(|lang| tool.run(&format!("check --site all {WEEKS} --max-direct 50% --lang {lang}")));
    assert_snapshot!(format!("{en}\n{fr}"));
    for lang in ["en", "fr"] {
        let outcome = tool.run(&format!("audit --site all {WEEKS} --lang {lang} -o a.csv"));
        assert_eq!((outcome.code, outcome.stderr.matches(['✖']).count()), (3, 3), "{outcome}");
    }
}

/// Matomo says it in JSON; a firewall has a page of its own, and does not count
/// failed logins.
#[test]
fn a_firewall_before_one_site_is_about_this_site() {
    let page = Reply::html(403, "<html><h1>Request blocked</h1></html>");
    for reply in [page.clone(), page.clone().cut_off(), Reply::json(403, "{\"message\":\"Forbidden\"}")] {
        let matomo = Matomo::setup()
            .copies(6)
            .fault(move |request| request.is_about(2).then(|| reply.clone()))
            .start();
        let report = run(&matomo, "", "").json(3);
        assert_eq!((errors(&report).len(), report["sites"].as_array().unwrap().len()), (1, 5));
    }
}

#[test]
fn no_access_to_one_site_is_about_this_site() {
    let matomo = Matomo::setup()
        .copies(6)
        .fault(|request| {
            (request.is_about(2) && request.is_segmented()).then(|| Reply::error(403, NO_ACCESS))
        })
        .start();
    let report = run(&matomo, "", "").json(0);
    assert_eq!(report["sites"].as_array().unwrap().len(), 6);
}

/// A lockout in a language that is not known here.
#[test]
fn the_same_failure_of_matomo_twice_ends_the_run() {
    let matomo = thirty(Reply::error(500, "Te veel mislukte aanmeldpogingen."));
    assert_eq!(errors(&run(&matomo, "concurrency = 1", "").json(3)).len(), 30);
    assert_eq!(matomo.exchanges().len(), 3);
    // Of one site among others, it is that site's.
    let matomo = Matomo::setup()
        .copies(6)
        .fault(|request| (request.is_about(2) || request.is_about(4)).then(|| Reply::error(500, "memory")))
        .start();
    assert_eq!(errors(&run(&matomo, "concurrency = 1", "").json(3)).len(), 2);
}

#[test]
fn a_server_that_is_down_is_asked_by_one_for_all() {
    for status in [429, 502, 503] {
        let matomo = thirty(Reply::html(status, "<h1>Later</h1>"));
        let report = run(&matomo, "retries = 2", "").json(3);
        assert_eq!(errors(&report).len(), 30);
        // Those under way, then as many trials by them and by others.
        let asked = matomo.exchanges().len();
        assert!(asked <= 1 + CONCURRENCY + 2 * 2, "{status}: {asked}");
    }
}

#[test]
fn a_failure_of_one_site_does_not_stop_the_others() {
    for status in [429, 502, 503, 504] {
        let matomo = Matomo::setup()
            .copies(8)
            .fault(move |request| request.is_about(2).then(|| Reply::html(status, "<h1>Later</h1>")))
            .start();
        let report = run(&matomo, "retries = 1", "").json(3);
        assert_eq!(report["sites"].as_array().unwrap().len(), 7, "{status}");
        assert_eq!(matomo.exchanges().iter().filter(|request| request.is_about(2)).count(), 2, "{status}");
    }
}

/// `Retry-After` is about the caller: nobody asks before, then one, then all.
#[test]
fn all_wait_for_as_long_as_the_server_asks() {
    let busy = |request: &Exchange| {
        (1..=1 + CONCURRENCY)
            .contains(&request.number)
            .then(|| Reply::html(429, "Slow down").header("retry-after", "1"))
    };
    let matomo = Matomo::setup().copies(8).fault(busy).start();
    let report = run(&matomo, "", "").json(0);
    assert_eq!(report["sites"].as_array().unwrap().len(), 8);
    let requests = matomo.exchanges();
    for after in [CONCURRENCY, CONCURRENCY + 1] {
        let pause = requests[after + 1].at - requests[after].at;
        assert!(pause >= Duration::from_millis(990), "{pause:?} before request {after}");
    }
}

#[test]
fn a_wait_that_is_too_long_ends_the_run() {
    let matomo = thirty(Reply::html(503, "Later").header("retry-after", "3600"));
    let started = Instant::now();
    let report = run(&matomo, "", "").json(3);
    assert_eq!(errors(&report)[29], "not asked, as Matomo refuses more requests for now");
    assert!(matomo.exchanges().len() <= 1 + CONCURRENCY);
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_server_that_no_longer_answers_costs_some_time_outs_and_not_each_site_its_own() {
    let matomo = thirty(Reply::never());
    let started = Instant::now();
    let report = run(&matomo, "timeout = 1\nretries = 2", "").json(3);
    let errors = errors(&report);
    assert_eq!(errors.len(), 30);
    assert!(errors[29].contains("Matomo no longer answers"), "{errors:?}");
    assert!(matomo.exchanges().len() <= 1 + CONCURRENCY + 2 * 2, "{}", matomo.exchanges().len());
    // 30 sites, a second and 3 attempts each, by four: 22 s.
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
}

#[test]
fn sites_that_hang_do_not_stop_those_that_answer() {
    let matomo = Matomo::setup()
        .copies(12)
        .fault(|request| (1..=4).any(|site| request.is_about(site)).then(Reply::never))
        .start();
    let report = run(&matomo, "timeout = 1\nretries = 1", "").json(3);
    assert_eq!((errors(&report).len(), report["sites"].as_array().unwrap().len()), (4, 8));
}

#[test]
fn a_run_has_a_time_of_its_own() {
    let matomo = thirty(Reply::never());
    let started = Instant::now();
    let report = run(&matomo, "run_timeout = 2", "").json(3);
    assert!(started.elapsed() < Duration::from_secs(60), "the time-out of 90 s was waited for");
    let errors = errors(&report);
    assert!(errors[0].contains("the time for this run was used up (2 s)"), "{errors:?}");
    assert_eq!(errors[29], "not asked, as the time for this run was used up");
    assert_eq!(matomo.exchanges().len(), 1 + CONCURRENCY);
}

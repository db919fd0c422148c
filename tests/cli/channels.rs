//! Which channels have no UTM coverage, and why.

use serde_json::{Value, json};

use crate::support::{Matomo, Tool, WEEKS, site};

fn report(matomo: &Matomo, config: &str, id: u64) -> Value {
    let tool = Tool::of(matomo).config(config);
    let outcome = tool.run(&format!("audit --site {id} {WEEKS} --lang en --format json"));
    site(&outcome.json(0), id).clone()
}

fn channel<'a>(site: &'a Value, id: &str) -> &'a Value {
    let channels = site["channels"].as_array().unwrap();
    channels.iter().find(|channel| channel["id"] == id).unwrap_or_else(|| panic!("no {id} in {channels:#?}"))
}

fn hosts(channel: &Value) -> Vec<(&str, u64)> {
    let evidence = channel["evidence"].as_array().unwrap().iter();
    evidence.map(|seen| (seen["host"].as_str().unwrap(), seen["visits"].as_u64().unwrap())).collect()
}

#[test]
fn untagged_shares_are_named_with_their_hosts() {
    let site = report(&Matomo::start(), "", 8);
    let email = channel(&site, "email");
    assert_eq!((&email["status"], &email["tagged"]), (&json!("none"), &json!(0)));
    assert_eq!(email["coverage"], 0.0);
    // Webmail, a mail app and a newsletter redirector; the counts are those of
    // the recording.
    for seen in [
        ("mail.google.com", 223),
        ("x3k7.r.sp1-brevo.net", 111),
        ("webmail.orange.fr", 85),
        ("com.google.android.gm", 84),
        ("click.mailjet.com", 11),
    ] {
        assert!(hosts(email).contains(&seen), "{seen:?} in {email:#}");
    }
    let messaging = channel(&site, "messaging");
    assert_eq!(messaging["status"], "none");
    for seen in [("mattermost.incubateur.net", 88), ("tchap.gouv.fr", 74), ("web.whatsapp.com", 40)] {
        assert!(hosts(messaging).contains(&seen), "{seen:?} in {messaging:#}");
    }
    // LinkedIn is apart from the other networks.
    assert_eq!(hosts(channel(&site, "linkedin")), [("LinkedIn", 107)]);
    assert_eq!(hosts(channel(&site, "social")), [("Facebook", 76), ("Twitter", 36), ("GitHub", 13)]);
}

#[test]
fn most_visits_come_first_and_add_up() {
    let site = report(&Matomo::start(), "", 8);
    for channel in site["channels"].as_array().unwrap() {
        let visits: Vec<_> = hosts(channel).into_iter().map(|(_, visits)| visits).collect();
        assert!(visits.is_sorted_by(|a, b| a >= b), "{channel:#}");
        assert_eq!(visits.iter().sum::<u64>(), channel["untagged"].as_u64().unwrap(), "{channel:#}");
    }
}

/// Networks that Matomo knows, as its list names them, with their hosts.
const NETWORKS: &str = "Badoo badoo.com|Bebo bebo.com|Classmates.com classmates.com|Douban douban.com|Dribbble dribbble.com|Flickr flickr.com|\
    Foursquare foursquare.com|GitHub github.com|Hacker%20News news.ycombinator.com|Last.fm lastfm.fr|LiveJournal livejournal.com|Mixi mixi.jp|\
    MoiKrug.ru moikrug.ru|my.mail.ru my.mail.ru|Mail.ru my.mail.ru|MyHeritage myheritage.com|Nasza-klasa.pl nk.pl|Odnoklassniki odnoklassniki.ru|\
    Ozone qzone.qq.com|Skyrock skyrock.com|SourceForge sourceforge.net|StackOverflow stackoverflow.com|Viadeo viadeo.com|Vkontakte vk.com|\
    V2EX v2ex.com|Weibo weibo.com|WeeWorld weeworld.com|XING xing.com|identi.ca identi.ca|Email%20Friends example.com|Newsletter%20Network example.org";

#[test]
fn a_social_network_without_a_channel_of_its_own_is_social() {
    let networks: Vec<_> = NETWORKS
        .split('|')
        .map(|network| network.trim().split_once(' ').unwrap())
        .map(|(name, host)| (name.replace("%20", " "), host))
        .collect();
    let expected: Vec<_> = networks.iter().map(|(name, _)| name.clone()).collect();
    let matomo = Matomo::setup()
        .edit(move |call, answer| {
            if call["method"] == "Referrers.getSocials" {
                let table = answer["2026-11-16,2026-11-22"].as_array_mut().unwrap();
                for (name, host) in &networks {
                    table.push(json!({"label": name, "url": host, "nb_visits": 3, "idsubdatatable": 9}));
                }
                // Older versions have no host.
                table.push(json!({"label": "Xanga", "nb_visits": 3, "idsubdatatable": 9}));
                table.push(json!({"label": "Telegram", "url": "web.telegram.org", "nb_visits": 3, "idsubdatatable": 9}));
            }
        })
        .start();
    let site = report(&matomo, "", 8);
    let named = |id: &str, name: &str| hosts(channel(&site, id)).iter().any(|(host, _)| *host == name);
    for name in expected.iter().map(String::as_str).chain(["Xanga"]) {
        assert!(named("social", name), "{name} in {:#}", channel(&site, "social"));
    }
    assert!(named("messaging", "Telegram") && !named("email", "my.mail.ru"));
}

#[test]
fn an_ordinary_website_is_no_channel() {
    let site = report(&Matomo::start(), "", 8);
    let channels = site["channels"].to_string();
    for host in ["beta.gouv.fr", "www.numerique.gouv.fr"] {
        assert!(!channels.contains(host), "{host}");
    }
}

#[test]
fn a_well_tagged_site_has_its_mail_covered() {
    for matomo in [Matomo::start(), Matomo::setup().core_only().start()] {
        let site = report(&matomo, "", 2);
        let email = channel(&site, "email");
        assert_eq!((&email["status"], &email["coverage"]), (&json!("covered"), &json!(1.0)), "{site:#}");
        assert!(email["tagged"].as_u64().unwrap() > 0);
    }
}

#[test]
fn a_channel_without_referrer_says_why_its_untagged_side_is_empty() {
    let site = report(&Matomo::start(), "", 2);
    for (id, tagged) in [("sms", 314), ("qr", 380), ("print", 250)] {
        let channel = channel(&site, id);
        assert_eq!(channel["status"], "tagged", "{channel:#}");
        assert_eq!((&channel["tagged"], &channel["untagged"]), (&json!(tagged), &json!(0)));
        assert_eq!(channel["coverage"], Value::Null);
        assert!(channel["reason"].as_str().unwrap().contains("like any other"));
    }
}

#[test]
fn a_declared_channel_without_any_tag_is_silent() {
    let matomo = Matomo::start();
    let site = report(&matomo, "[channels]\nused = [\"sms\", \"signature\"]", 8);
    for id in ["sms", "signature"] {
        let channel = channel(&site, id);
        assert_eq!((&channel["status"], &channel["tagged"]), (&json!("silent"), &json!(0)));
    }
    let undeclared = report(&matomo, "", 8);
    assert!(!undeclared["channels"].to_string().contains("silent"));
}

#[test]
fn partly_tagged_depends_on_the_configured_coverage() {
    let matomo = Matomo::start();
    // 657 tagged visits of 725: 90.6 %.
    let strict = report(&matomo, "", 2);
    assert_eq!(channel(&strict, "linkedin")["status"], "partial");
    assert_eq!(channel(&strict, "linkedin")["coverage"], 0.906207);
    let lenient = report(&matomo, "[thresholds]\ncovered = \"90%\"", 2);
    assert_eq!(channel(&lenient, "linkedin")["status"], "covered");
}

#[test]
fn the_configuration_adds_hosts_and_channels() {
    let matomo = Matomo::start();
    let before = report(&matomo, "", 8);
    let after = report(
        &matomo,
        "[channel.intranet]\nhosts = [\"www.numerique.gouv.fr\"]\nmediums = [\"lien\"]\n\
         [channel.email]\nhosts = [\"beta.gouv.fr\"]",
        8,
    );
    assert_eq!(hosts(channel(&after, "intranet")), [("www.numerique.gouv.fr", 23)]);
    // Site 8's only campaign is tagged `partage / lien`.
    assert_eq!(channel(&after, "intranet")["tagged"], 70);
    assert_eq!(after["unmatched_campaign_visits"], 0);
    assert_eq!(before["unmatched_campaign_visits"], 70);
    assert!(hosts(channel(&after, "email")).contains(&("beta.gouv.fr", 43)));
    // An untagged visit from a channel is unknown.
    let unknown = |site: &Value| -> u64 {
        let periods = site["periods"].as_array().unwrap();
        periods.iter().map(|period| period["unknown_by"]["websites"].as_u64().unwrap()).sum()
    };
    assert_eq!(unknown(&after), unknown(&before) + 23 + 43);
}

#[test]
fn both_sides_of_a_channel_are_also_those_of_the_last_week() {
    let report = report(&Matomo::start(), "", 2);
    let last = Tool::of(&Matomo::start())
        .run("audit --site 2 --period week --last 1 --until 2026-11-22 --format json")
        .json(0);
    let last = site(&last, 2);
    for id in ["email", "linkedin", "social"] {
        let sides = &channel(&report, id)["last_period"];
        let alone = channel(last, id);
        assert_eq!(sides, &json!({"tagged": alone["tagged"], "untagged": alone["untagged"]}), "{id}");
        assert!(sides["tagged"].as_u64().unwrap() < channel(&report, id)["tagged"].as_u64().unwrap() + 1);
    }
}

#[test]
fn every_output_names_the_channels_without_coverage() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let shown = |format: &str| {
        let outcome = tool.run(&format!("audit --site 8 {WEEKS} --lang fr --format {format}"));
        outcome.data().to_owned()
    };
    let terminal = shown("terminal");
    for words in ["Canaux dont aucun lien n’est tagué", "E-mail", "mail.google.com\u{a0}223", "Messagerie"]
    {
        assert!(terminal.contains(words), "{words} in {terminal}");
    }
    let table = shown("csv-channels");
    let messaging = table.lines().find(|line| line.contains(";messaging;")).unwrap();
    assert!(messaging.starts_with("8;Untagged shares;messaging;none;0;431;0,000000;"), "{messaging}");
    assert!(messaging.contains("mattermost.incubateur.net 88"), "{messaging}");
}

//! Which hosts mean a channel and which look as if they did.

use std::time::Instant;

use super::*;

const LISTED: &str = include_str!("listed.txt");
const ORDINARY: &str = include_str!("ordinary.txt");

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn ordinary() -> impl Iterator<Item = &'static str> {
    lines(ORDINARY).flat_map(str::split_whitespace)
}

#[test]
fn a_listed_host_means_its_channel() {
    let wrong: Vec<_> = lines(LISTED)
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(channel, hosts)| hosts.split_whitespace().map(move |host| (channel, host)))
        .filter(|(channel, host)| by_host(host) != *channel)
        .map(|(channel, host)| format!("{host} is {:?}, not {channel}", by_host(host)))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn an_ordinary_host_means_none() {
    let claimed: Vec<_> = ordinary()
        .filter(|host| !by_host(host).is_empty())
        .map(|host| format!("{host} is {}", by_host(host)))
        .collect();
    assert_eq!(claimed, [""; 0]);
    assert!(ordinary().count() > 800);
}

/// Also shows that no entry hides behind another channel's.
#[test]
fn each_entry_claims_what_it_is_written_for() {
    for channel in BUILT_IN.iter() {
        for entry in &channel.hosts {
            let labels: Vec<_> = entry
                .split('.')
                .map(|label| if label == "*" { "q7".to_owned() } else { label.replace('*', "3") })
                .collect();
            assert_eq!(by_host(&labels.join(".")), channel.id, "{entry}");
        }
    }
}

#[test]
fn a_site_with_such_a_name_is_not_below_a_site() {
    for (host, expected) in [
        ("cas.univ-example.fr", "sign-on"),
        ("cas.fr", ""),
        ("cas.asso.fr", ""),
        ("click.example.co.uk", "email"),
        ("click.co.uk", ""),
        ("mail.com.br", ""),
        // A name that leaves no doubt.
        ("webmail.fr", "email"),
    ] {
        assert_eq!(by_host(host), expected, "{host}");
    }
}

#[test]
fn an_ordinary_host_can_be_given_to_a_channel() {
    let config = toml::from_str("[docs]\nhosts = ['click.palletsprojects.com']").expect("a configuration");
    let channels = BUILT_IN.configured(&config).expect("valid channels");
    let found = channels.by_host("click.palletsprojects.com").map(|channel| channel.id.as_str());
    assert_eq!(found, Some("docs"));
}

/// An audit of 200 sites looks at up to 200,000 hosts: this bound is forty times what one takes in
/// a debug build.
#[test]
fn a_host_is_looked_up_in_little_time() {
    const ROUNDS: usize = 25;
    let hosts: Vec<_> = ordinary().collect();
    let start = Instant::now();
    let claimed = (0..ROUNDS).flat_map(|_| &hosts).filter(|host| BUILT_IN.by_host(host).is_some()).count();
    assert_eq!(claimed, 0);
    let each = start.elapsed() / (ROUNDS * hosts.len()) as u32;
    assert!(each.as_micros() < 500, "{each:?} a host");
}

/// Every referrer host of the recording `site-08`.
#[test]
fn recorded_hosts() {
    let recorded = [
        (
            "email",
            "mail.google.com com.google.android.gm outlook.office.com webmail.orange.fr abcd.r.bh.d.sendibt3.com \
             mail.yahoo.com outlook.live.com webmail.free.fr rkdd9.r.sp1-brevo.net x3k7.r.sp1-brevo.net \
             app.protonmail.com mail02.orange.fr mailchi.mp xyz.us5.list-manage.com messageriepro3.orange.fr \
             outlook.office365.com zimbra.free.fr mail.proton.me mailo.com r.mail.example-service.fr \
             rpzq.sendibt2.com sh1.emailing.example u1234.ct.sendgrid.net click.mailjet.com",
        ),
        (
            "messaging",
            "mattermost.incubateur.net tchap.gouv.fr www.tchap.gouv.fr teams.microsoft.com app.slack.com \
             statics.teams.cdn.office.net com.slack discord.com web.whatsapp.com teams.cloud.microsoft",
        ),
        (
            "docs",
            "grist.numerique.gouv.fr docs.google.com www.notion.so docs.numerique.gouv.fr pad.numerique.gouv.fr \
             incubateur.notion.site resana.numerique.gouv.fr trello.com drive.google.com",
        ),
        ("shortener", "bit.ly tinyurl.com urlz.fr"),
        ("ai", "www.perplexity.ai chatgpt.com copilot.microsoft.com"),
        (NONE, "beta.gouv.fr www.numerique.gouv.fr"),
    ];
    for (expected, hosts) in recorded {
        for host in hosts.split_whitespace() {
            assert_eq!(by_host(host), expected, "{host}");
        }
    }
}

#[test]
fn more_hosts() {
    let more = [
        (
            "email",
            "mail.orange.fr wmail2.orange.fr webmail.laposte.net a.mail.laposte.net imp.free.fr mel.din.developpement-durable.gouv.fr \
             messagerie.numerique.gouv.fr webmail.ac-lyon.fr webmel.ac-versailles.fr owa.example.fr com.orange.mail.fr com.orange.mail \
             fr.laposte.mail mail.zoho.eu eur03.safelinks.protection.outlook.com r.mail.brevo.com x.r.sp12-brevo.net www.icloud.com",
        ),
        ("sms", "com.google.android.apps.messaging"),
        ("linkedin", "linkedin.com www.linkedin.com fr.linkedin.com lnkd.in com.linkedin.android"),
        (
            "social",
            "facebook.com l.facebook.com instagram.com twitter.com x.com www.x.com t.co youtube.com tiktok.com bsky.app mastodon.social",
        ),
        (
            "messaging",
            "web.telegram.org t.me m.me wa.me l.wl.co agent.tchap.gouv.fr equipe.slack.com beta.mattermost.cloud",
        ),
        ("docs", "equipe.sharepoint.com pad.incubateur.net semestriel.framapad.org"),
        ("shortener", "ow.ly s.id qrco.de me-qr.com"),
        (
            "sign-on",
            "app.franceconnect.gouv.fr auth.agentconnect.gouv.fr identite.proconnect.gouv.fr accounts.google.com www.payfip.gouv.fr",
        ),
    ];
    for (expected, hosts) in more {
        for host in hosts.split_whitespace() {
            assert_eq!(by_host(host), expected, "{host}");
        }
    }
}

#[test]
fn hosts_that_mean_no_channel() {
    let hosts = "www.service-public.fr www.caf.fr www.ouest-france.fr netflix.com pinot.co www.mailo-shop.example \
                 orange.fr www.orange.fr www.laposte.fr laposte.fr github.com mattermost.com mail.ru webmail fakebit.ly \
                 bit.ly.example tchap.gouv.fr.example notmail.orange.fr mail02.orange.fr.example xmail.google.com \
                 sp1-brevo.net r.sp1-brevo.net slack.com franceconnect.gouv.fr www.proconnect.gouv.fr facebook.com.example \
                 google.com yahoo.com com.google com.google.android.gmx linkedin 192.0.2.7 [2001:db8::1] <b>host.example . .fr";
    for host in hosts.split_whitespace().chain(["", " "]) {
        assert_eq!(by_host(host), NONE, "{host}");
    }
}

#[test]
fn case_port_last_dot_and_www_of_a_host_do_not_count() {
    for host in ["BIT.LY", "bit.ly.", "bit.ly:443", " bit.ly ", "www.bit.ly", "WWW.Bit.ly.:80", "bit.ly.:80"]
    {
        assert_eq!(by_host(host), "shortener", "{host}");
    }
    assert_eq!(by_host("api.bit.ly"), NONE);
    assert_eq!(by_host("com.Slack"), "messaging");
}

#[test]
fn stars_stand_for_labels_or_parts_of_one() {
    let channels = configured(
        r#"
        [one]
        hosts = ["*.below.example", "part*.x.example", "ab*ba.y.example", "start.*", "mid.*.z.example", "*.a.*.w.example"]
        "#,
    );
    let matching = "a.below.example a.b.below.example part.x.example part9.x.example abba.y.example ab-ba.y.example \
                    start.fr start.a.fr mid.a.z.example mid.a.b.z.example p.a.q.w.example p.q.a.r.a.s.w.example";
    for host in matching.split_whitespace() {
        assert_eq!(host_in(&channels, host), Some("one"), "{host}");
    }
    let other = "below.example abelow.example a.part.x.example part.a.x.example apart.x.example aba.y.example start \
                 a.start.fr starts.fr mid.z.example midi.a.z.example a.q.w.example p.a.w.example";
    for host in other.split_whitespace() {
        assert_eq!(host_in(&channels, host), None, "{host}");
    }
}

#[test]
fn the_most_specific_host_wins() {
    let channels = configured(
        r#"
        [all]
        hosts = ["*.orange.fr", "*.numerique.gouv.fr", "*.gouv.fr"]
        [shallow]
        hosts = ["*.deep.example"]
        [deep]
        hosts = ["*.very.deep.example", "exact.very.deep.example.*"]
        [exact]
        hosts = ["a.very.deep.example", "start.*"]
        [glob]
        hosts = ["start.with.*"]
        "#,
    );
    for (host, expected) in [
        // An entry in full, then most literal characters, be it a parent or another `*`.
        ("grist.numerique.gouv.fr", "docs"),
        ("pad.numerique.gouv.fr", "all"),
        ("mail02.orange.fr", "email"),
        ("mail.a.orange.fr", "all"),
        ("boutique.orange.fr", "all"),
        ("webmail.orange.fr", "all"),
        ("b.deep.example", "shallow"),
        ("b.very.deep.example", "deep"),
        ("a.very.deep.example", "exact"),
        ("start.a.fr", "exact"),
        ("start.with.fr", "glob"),
    ] {
        assert_eq!(host_in(&channels, host), Some(expected), "{host}");
    }
}

#[test]
fn an_ipv6_host_keeps_its_colons() {
    let channels = configured("[a]\nhosts = ['[2001:db8::1]']");
    assert_eq!(host_in(&channels, "[2001:db8::1]"), Some("a"));
    assert_eq!(host_in(&channels, "[2001:db8::2]"), None);
}

#[test]
fn a_hostile_host_takes_no_time() {
    let channels = configured("[a]\nhosts = ['*.a.*.a.*.a.*.b.example']");
    let host = format!("{}c.example", "a.".repeat(120));
    assert_eq!(host_in(&channels, &host), None);
    let host = format!("{}b.example", "a.".repeat(120));
    assert_eq!(host_in(&channels, &host), Some("a"));
}

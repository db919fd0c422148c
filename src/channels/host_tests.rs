//! Which hosts mean a channel and which look as if they did.

use std::time::Instant;

use super::*;

const LISTED: &str = include_str!("host_tests/listed.txt");
const ORDINARY: &str = include_str!("host_tests/ordinary.txt");

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn ordinary() -> impl Iterator<Item = &'static str> {
    lines(ORDINARY).flat_map(str::split_whitespace)
}

fn channel_of(host: &str) -> &'static str {
    BUILT_IN.by_host(host).map_or("", |channel| &channel.id)
}

#[test]
fn a_listed_host_means_its_channel() {
    let wrong: Vec<_> = lines(LISTED)
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(channel, hosts)| hosts.split_whitespace().map(move |host| (channel, host)))
        .filter(|(channel, host)| channel_of(host) != *channel)
        .map(|(channel, host)| format!("{host} is {:?}, not {channel}", channel_of(host)))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn an_ordinary_host_means_none() {
    let claimed: Vec<_> = ordinary()
        .filter(|host| !channel_of(host).is_empty())
        .map(|host| format!("{host} is {}", channel_of(host)))
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
            assert_eq!(channel_of(&labels.join(".")), channel.id, "{entry}");
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
        assert_eq!(channel_of(host), expected, "{host}");
    }
}

#[test]
fn an_ordinary_host_can_be_given_to_a_channel() {
    let config = toml::from_str("[docs]\nhosts = ['click.palletsprojects.com']").expect("a configuration");
    let channels = BUILT_IN.configured(&config).expect("valid channels");
    let found = channels.by_host("click.palletsprojects.com").map(|channel| channel.id.as_str());
    assert_eq!(found, Some("docs"));
}

/// An audit of 200 sites looks at up to 200,000 hosts: this bound is forty times what one takes in a debug build.
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

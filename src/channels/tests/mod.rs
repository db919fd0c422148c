//! What means which channel; empty ids and texts stand for none.

use std::collections::{BTreeMap, HashMap};

use super::config::List;
use super::*;

mod config;
mod hosts;
mod tags;

const NONE: &str = "";

fn by_host(host: &str) -> &'static str {
    id(BUILT_IN.by_host(host))
}

/// Empty texts stand for values that are not there.
fn by_tag(source: &str, medium: &str, name: &str) -> &'static str {
    let source = Some(source).filter(|text| !text.is_empty());
    let medium = Some(medium).filter(|text| !text.is_empty());
    id(BUILT_IN.by_tag(source, medium, name).map(|told| told.channel))
}

fn by_name(name: &str) -> &'static str {
    id(BUILT_IN.by_name(name))
}

fn id(channel: Option<&'static Channel>) -> &'static str {
    channel.map_or(NONE, |channel| &channel.id)
}

fn config(text: &str) -> BTreeMap<String, ChannelConfig> {
    toml::from_str(text).expect("a configuration")
}

fn configured(text: &str) -> Channels {
    BUILT_IN.configured(&config(text)).expect("valid channels")
}

fn error(text: &str) -> String {
    let error = BUILT_IN.configured(&config(text)).expect_err("invalid channels");
    crate::locale::Locale::new(crate::locale::Lang::En).text(&error)
}

fn host_in<'a>(channels: &'a Channels, host: &str) -> Option<&'a str> {
    channels.by_host(host).map(|channel| channel.id.as_str())
}

fn tag_in<'a>(channels: &'a Channels, source: &str, medium: &str) -> Option<&'a str> {
    channels.by_tag(Some(source), Some(medium), "").map(|told| told.channel.id.as_str())
}

#[test]
fn built_in_channels_are_in_order_with_their_traits() {
    let ids: Vec<_> = BUILT_IN.iter().map(|channel| channel.id.as_str()).collect();
    let expected =
        "email sms qr print signature linkedin social messaging docs shortener partner paid ai sign-on";
    assert_eq!(ids.join(" "), expected);
    let having = |trait_of: fn(&Channel) -> bool| {
        let ids = BUILT_IN.iter().filter(|channel| trait_of(channel)).map(|channel| channel.id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(having(|channel| !channel.shared), "ai sign-on");
    assert_eq!(having(|channel| !channel.leaves_referrer), "sms qr print signature");
    assert_eq!(
        having(|channel| channel.leaves_referrer && channel.untagged_is_unknown),
        "email messaging shortener"
    );
    assert_eq!(BUILT_IN.get("docs").map(|channel| channel.id.as_str()), Some("docs"));
    assert_eq!(BUILT_IN.get("Docs"), None);
}

#[test]
fn built_in_values_are_valid_and_in_one_channel_each() {
    let mut seen = HashMap::new();
    for mut channel in BUILT_IN.iter().cloned() {
        for list in List::ALL {
            for value in channel.list_mut(list).clone() {
                assert_eq!(list.check(&value), Ok(()), "{value}");
                let again = seen.insert((list, list.key(&value)), channel.id.clone());
                assert_eq!(again, None, "{value} of {}", channel.id);
            }
        }
    }
}

#[test]
fn suggested_tags_are_understood() {
    for channel in BUILT_IN.iter() {
        assert_eq!(by_tag(&channel.tag.source, &channel.tag.medium, ""), channel.id);
    }
}

//! A link that a document shares, held against the ledger.

use std::borrow::Cow;

use url::Url;

use super::index::place;
use super::tags::{Dimension, Tag, folded, is_same, tags, value};
use super::{Problem, Put, Rules, shape};
use crate::escape::Foreign;
use crate::ledger::{Link, Status, Tags, parts};
use crate::links::extract::Found;
use crate::links::shown;
use crate::locale::{Text, Value};
use crate::nearest::nearest;

/// Links of which one may be meant that are named.
const NAMED: usize = 3;
/// What is wrong with a link of a document; nothing if it is of others, or needs no tags.
pub fn shared(rules: &Rules<'_>, found: &Found) -> Option<Problem> {
    let address = found.address.trim();
    let address = if address.starts_with("//") { &format!("https:{address}") } else { address };
    if !is_to_judge(rules, address) {
        return None;
    }
    // A server takes the entity for the sign.
    let (texts, put) = judged(rules, &address.replace("&amp;", "&"));
    (!texts.is_empty()).then_some(Problem { line: found.line, texts, put })
}

/// Whether an address is one that a document shares, and of ours.
fn is_to_judge(rules: &Rules<'_>, address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web && rules.index.by_short(address).is_none() && rules.is_ours(&url) && !rules.is_ignored(&url)
}

/// Whether a document's link is one that is looked at.
pub fn is_looked_at(rules: &Rules<'_>, found: &Found) -> bool {
    is_to_judge(rules, found.address.trim()) || rules.index.by_short(found.address.trim()).is_some()
}

fn judged(rules: &Rules<'_>, address: &str) -> (Vec<Text>, Option<Put>) {
    let found = tags(parts(address).1);
    let mut texts = shape::faults(address, &found);
    if let Some(link) = rules.index.by_carried(&found) {
        texts.extend(differences(rules, link, address, &found));
        return (texts, Some(put(rules, link)));
    }
    let carried = value(&found, Dimension::Id);
    if !carried.is_empty() && !is_placeholder(&found, Dimension::Id) && rules.ledger.is_some() {
        let near = near(rules, carried);
        let name = near.map_or(Value::from("none"), |link| Foreign::new(&link.id).into());
        texts.push(Text::new("link-lint-unknown-id").with("id", Foreign::new(carried)).with("nearest", name));
    }
    let listed = rules.index.by_tags(&found);
    let here = |link: &&&Link| place(&link.url) == place(address);
    let live = listed.iter().filter(here).find(|link| link.status != Status::Retired);
    if let Some(link) = live.or_else(|| listed.iter().find(here)) {
        texts.extend(without_id(rules, link, carried.is_empty()));
        return (texts, Some(put(rules, link)));
    }
    texts.extend(unlisted(rules, &found, listed, texts.is_empty()));
    (texts, Some(elsewhere(rules, address, &found)))
}

/// The link whose id is most like one that is unknown.
fn near<'a>(rules: &Rules<'a>, id: &str) -> Option<&'a Link> {
    rules.searches.set(rules.searches.get().checked_sub(1)?);
    rules.index.by_id(nearest(&folded(id), rules.index.ids())?)
}

fn put(rules: &Rules<'_>, link: &Link) -> Put {
    match link.status {
        Status::Retired => Put::Say(Text::new("link-lint-put-other")),
        _ => Put::Paste(link.address(rules.carrier)),
    }
}

fn is_placeholder(found: &[Tag], dimension: Dimension) -> bool {
    found.iter().any(|tag| tag.dimension == dimension && shape::has_placeholder(tag))
}

/// In what an address differs from that of the link whose id it carries.
fn differences(rules: &Rules<'_>, link: &Link, address: &str, found: &[Tag]) -> Vec<Text> {
    let mut texts = altered(&link.address(rules.carrier), found);
    if place(&link.url) != place(address) {
        let text = Text::new("link-lint-elsewhere").with("id", Foreign::new(&link.id));
        texts.push(text.with("url", Foreign::new(&link.url)));
    }
    texts.extend(retired(link));
    texts
}

/// The tags of an address that are not those of another one.
pub fn altered(wanted: &str, found: &[Tag]) -> Vec<Text> {
    let wanted = tags(parts(wanted).1);
    let differing = Dimension::ALL.into_iter().filter_map(|dimension| {
        let (want, have) = (value(&wanted, dimension), value(found, dimension));
        if is_same(want, have) || is_placeholder(found, dimension) {
            return None;
        }
        let id = match (want.is_empty(), have.is_empty()) {
            (true, _) => "link-lint-added",
            (_, true) => "link-lint-dropped",
            _ => "link-lint-altered",
        };
        let text = Text::new(id).with("parameter", dimension.parameter());
        Some(text.with("value", Foreign::new(have)).with("wanted", Foreign::new(want)))
    });
    differing.collect()
}

fn retired(link: &Link) -> Option<Text> {
    let is = link.status == Status::Retired;
    is.then(|| Text::new("link-lint-retired").with("id", Foreign::new(&link.id)))
}

/// A link of the ledger that is shared without the id that it would carry.
fn without_id(rules: &Rules<'_>, link: &Link, silent: bool) -> Vec<Text> {
    let wanted = tags(parts(&link.address(rules.carrier)).1);
    let carries = rules.index.by_carried(&wanted).is_some_and(|carried| carried.id == link.id);
    let lost = (carries && silent).then(|| Text::new("link-lint-no-id").with("id", Foreign::new(&link.id)));
    lost.into_iter().chain(retired(link)).collect()
}

/// Tags that no line of the ledger has for this page. `fine`: nothing else is wrong with the address.
fn unlisted(rules: &Rules<'_>, found: &[Tag], listed: &[&Link], fine: bool) -> Vec<Text> {
    use Dimension::{Campaign, Content, Medium, Source};
    let named = [Source, Medium, Campaign].map(|dimension| !value(found, dimension).is_empty());
    if named == [false; 3] {
        return if fine { vec![Text::new("link-lint-untagged")] } else { Vec::new() };
    }
    let missing = [Source, Medium, Campaign].into_iter().zip(named).filter(|(_, named)| !named);
    let missing =
        missing.map(|(dimension, _)| Text::new("link-lint-missing").with("parameter", dimension.parameter()));
    let mut texts: Vec<_> = missing.collect();
    if texts.is_empty() && fine {
        let [source, medium, campaign, content] =
            [Source, Medium, Campaign, Content].map(|dimension| value(found, dimension));
        texts.extend((rules.faults)(Tags { campaign, source, medium, content }));
    }
    match listed.first() {
        Some(link) => {
            let text = Text::new("link-lint-other-page").with("id", Foreign::new(&link.id));
            texts.push(text.with("url", Foreign::new(&link.url)));
        }
        None if rules.ledger.is_some() && fine => texts.push(Text::new("link-lint-unlisted")),
        None => {}
    }
    texts
}

/// What can be put in place of an address that is in no ledger.
fn elsewhere(rules: &Rules<'_>, address: &str, found: &[Tag]) -> Put {
    match rules.index.to(address) {
        [link] => Put::Paste(link.address(rules.carrier)),
        [] => Put::Say(Text::new("link-lint-put-new").with("command", command(address, found))),
        several => {
            let ids: Vec<_> = several.iter().take(NAMED).map(|link| shown(&link.id)).collect();
            let more = several.len().saturating_sub(NAMED) as u64;
            Put::Say(Text::new("link-lint-put-one").with("ids", ids.join(", ")).with("more", more))
        }
    }
}

/// The command that makes the link, with what is known of it.
fn command(address: &str, found: &[Tag]) -> String {
    let bare = bare(address);
    let quoted = |value: &str| shlex::try_quote(&shown(value)).map(Cow::into_owned).unwrap_or_default();
    let mut command = format!("matomo-audit link new {}", quoted(&bare));
    for (option, dimension) in [
        ("--source", Dimension::Source),
        ("--medium", Dimension::Medium),
        ("--campaign", Dimension::Campaign),
        ("--content", Dimension::Content),
    ] {
        let value = value(found, dimension);
        let known = !value.is_empty() && !is_placeholder(found, dimension);
        if known {
            command.push_str(&format!(" {option} {}", quoted(value)));
        } else if dimension != Dimension::Content {
            command.push_str(&format!(" {option} …"));
        }
    }
    command
}

/// An address without its tags.
fn bare(address: &str) -> String {
    let (base, query, fragment) = parts(address);
    let kept: Vec<_> = query.split('&').filter(|part| !part.is_empty() && tags(part).is_empty()).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{base}{query}{fragment}")
}

//! What can be put in place of an address that is in no ledger: nothing that would be refused in its turn.

use std::borrow::Cow;

use super::shape::is_tagged;
use super::tags::{Dimension, Tag, tags, value};
use super::{Put, Rules};
use crate::labels::personal;
use crate::labels::placeholder::template_in;
use crate::ledger::wanted::{MAX_BYTES, Wanted, check_address};
use crate::ledger::{Link, Part, Tags, parts};
use crate::links::shown;
use crate::locale::Text;

/// Links of which one may be meant that are named.
const NAMED: usize = 3;

pub fn put(rules: &Rules<'_>, address: &str, found: &[Tag]) -> Option<Put> {
    Some(match rules.index().to(address) {
        [link] => Put::Paste(link.address(rules.carrier)),
        [] => run(command(rules, address, found)?),
        several => one_of(several),
    })
}

/// What makes a draft a link that is followed.
pub fn publish(address: &str) -> Put {
    run(format!("matomo-audit link new {} --published …", quoted(address)))
}

fn run(command: String) -> Put {
    Put::Say(Text::new("link-lint-put-new").with("command", command))
}

fn quoted(value: &str) -> String {
    shlex::try_quote(&shown(value)).map(Cow::into_owned).unwrap_or_default()
}

fn one_of(links: &[&Link]) -> Put {
    let ids: Vec<_> = links.iter().take(NAMED).map(|link| shown(&link.id)).collect();
    let more = links.len().saturating_sub(NAMED) as u64;
    Put::Say(Text::new("link-lint-put-one").with("ids", ids.join(", ")).with("more", more))
}

/// What keeps an address from being that of a link.
pub fn unfit(address: &str) -> Option<Text> {
    let page = bare(address);
    let problem = match () {
        () if template_in(&page).is_some() => "placeholder",
        () if !personal::find(&page).is_empty() => "personal",
        () => return None,
    };
    Some(Text::new("link-lint-page").with("problem", problem))
}

/// The command that makes the link, with what is known of it.
fn command(rules: &Rules<'_>, address: &str, found: &[Tag]) -> Option<String> {
    use Dimension::{Campaign, Content, Medium, Source};
    let page = page(address)?;
    let [source, mut medium, campaign, mut content] =
        [Source, Medium, Campaign, Content].map(|dimension| rules.right(dimension, value(found, dimension)));
    let pair = Tags { source: &source, medium: &medium, ..Tags::default() };
    if !rules.plan.is_fine(pair, rules.channels) {
        medium.clear();
    }
    // The same tags for another page are told apart by their content.
    let is_taken = !rules.index().by_tuple([&source, &medium, &campaign, &content]).is_empty();
    if is_taken {
        content.clear();
    }
    let asked = |part: &Part| rules.plan.required.contains(part);
    let mut command = format!("matomo-audit link new {}", quoted(&page));
    let tags = [("source", source, true), ("medium", medium, true), ("campaign", campaign, true)];
    let content = [("content", content, is_taken || asked(&Part::Content))];
    for (option, value, needed) in tags.into_iter().chain(content) {
        match value.is_empty() {
            false => command.push_str(&format!(" --{option} {}", quoted(&value))),
            true if needed => command.push_str(&format!(" --{option} …")),
            true => {}
        }
    }
    // The days of a new link have a value of their own.
    let others = [Part::Short, Part::Title, Part::Owner, Part::Target, Part::Cost];
    for part in others.into_iter().filter(asked) {
        command.push_str(&format!(" --{} …", part.column().name()));
    }
    Some(command)
}

/// The page of an address; `None` for one that `link new` refuses.
fn page(address: &str) -> Option<String> {
    let mut wanted = Wanted { url: bare(address), ..Wanted::default() };
    // Misspelt ones, too.
    wanted.take_tags();
    let url = wanted.url;
    let alone = Wanted { url: url.clone(), ..Wanted::default() };
    let is_right = unfit(&url).is_none()
        && url.len() < MAX_BYTES
        && check_address(&url).is_ok()
        && alone.indecent().is_empty()
        && alone.lost().is_empty();
    is_right.then_some(url)
}

/// An address without its tags.
fn bare(address: &str) -> String {
    let (base, query, fragment) = parts(address);
    let kept: Vec<_> = query.split('&').filter(|part| !part.is_empty() && tags(part).is_empty()).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = match is_tagged(fragment) {
        true => fragment.split_once('?').map_or("", |(page, _)| page).trim_end_matches('#'),
        false => fragment,
    };
    format!("{base}{query}{fragment}")
}

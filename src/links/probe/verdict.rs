//! What the way of an address says of its link.

use url::Url;

use super::hop::Chain;
use crate::escape::Foreign;
use crate::ledger::parts;
use crate::links::lint::place;
use crate::links::lint::tags::{Dimension, Tag, is_same, tags, value};
use crate::links::shown;
use crate::locale::Text;

/// What became of a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub problems: Vec<Text>,
    /// Redirects of the link itself.
    pub redirects: u64,
    /// Whether it has a short address.
    pub short: bool,
}

/// Addresses within addresses that are looked into: a login page sends people back to one.
const NESTED: usize = 3;

pub fn of(address: &str, chain: &Chain, short: Option<&Chain>) -> Outcome {
    let wanted = tags(parts(address).1);
    // Of a way that ends nowhere, what it lost does not matter yet.
    let mut problems = match &chain.failure {
        Some(failure) => vec![failure.clone()],
        None => lost(&wanted, &chain.hops),
    };
    if let Some(short) = short {
        problems.extend(of_short(address, &wanted, chain, short));
    }
    let redirects = chain.hops.len().saturating_sub(1) as u64;
    Outcome { problems, redirects, short: short.is_some() }
}

/// Each tag that is not there at the end, with the address from which on it is not.
fn lost(wanted: &[Tag], hops: &[Url]) -> Vec<Text> {
    let found: Vec<_> = hops.iter().map(carried).collect();
    let differing = Dimension::ALL.into_iter().filter_map(|dimension| {
        let want = value(wanted, dimension);
        let fails = |found: &Vec<Vec<Tag>>| !found.iter().any(|tags| is_same(value(tags, dimension), want));
        let kept = found.iter().rposition(|found| !fails(found));
        let at = kept.map_or(0, |at| at + 1);
        let (hop, found) = (hops.get(at)?, found.get(at)?);
        if want.is_empty() {
            return None;
        }
        let have = found.first().map_or("", |tags| value(tags, dimension));
        let id = if have.is_empty() { "link-check-lost" } else { "link-check-changed" };
        let text =
            Text::new(id).with("parameter", dimension.parameter()).with("address", shown(hop.as_str()));
        Some(text.with("value", Foreign::new(have)).with("wanted", Foreign::new(want)))
    });
    differing.collect()
}

/// The tags of an address, and those of the addresses that it holds.
fn carried(url: &Url) -> Vec<Vec<Tag>> {
    let mut found = vec![tags(parts(url.as_str()).1)];
    let mut within = vec![url.query().unwrap_or_default().to_owned()];
    for _ in 0..NESTED {
        let pairs = within.iter().flat_map(|query| url::form_urlencoded::parse(query.as_bytes()));
        let values = pairs.filter_map(|(_, value)| Some(value.split_once('?')?.1.to_owned()));
        within = values.collect();
        found.extend(within.iter().map(|query| tags(parts(&format!("?{query}")).1)));
    }
    found
}

/// A short address leads to the link itself, or to where the link leads.
fn of_short(address: &str, wanted: &[Tag], chain: &Chain, short: &Chain) -> Vec<Text> {
    let ends = [Some(address), chain.hops.last().map(Url::as_str)].map(|end| end.map(place));
    let arrives = |hop: &Url| ends.contains(&Some(place(hop.as_str())));
    let Some(at) = short.hops.iter().position(arrives) else {
        let elsewhere = short
            .hops
            .last()
            .filter(|_| short.failure.is_none())
            .map(|end| Text::new("link-check-short-elsewhere").with("address", shown(end.as_str())));
        return short.failure.clone().or(elsewhere).into_iter().collect();
    };
    // What is wrong with the link itself is said once.
    lost(wanted, &short.hops[at..=at])
}

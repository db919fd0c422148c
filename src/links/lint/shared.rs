//! A link that a document shares, held against the ledger.

use url::Url;

use super::index::{Spelt, place};
use super::tags::{Dimension, Tag, folded, is_same, tags, value};
use super::{Problem, Put, Rules, shape, suggest};
use crate::escape::Foreign;
use crate::ledger::{Link, Status, Tags, parts};
use crate::links::extract::Found;
use crate::locale::{Text, Value};
use crate::nearest::nearest;

/// Redirects within redirects that are looked into.
const DEPTH: usize = 3;

/// What is wrong with a link of a document; nothing if it is of others, or needs no tags.
pub fn shared(rules: &Rules<'_>, found: &Found) -> Option<Problem> {
    let address = found.whole();
    let Ours { address, through } = ours(rules, &address, DEPTH)?;
    let (mut texts, put) = match rules.index().by_short(&address) {
        Some(link) => (not_shared(link), put(rules, link, &link.address(rules.carrier))),
        None => judged(rules, &address),
    };
    if texts.is_empty() {
        return None;
    }
    let through = through.map(|host| Text::new("link-lint-inside").with("host", Foreign::new(&host)));
    texts.splice(0..0, through);
    Some(Problem { line: found.line, texts, put })
}

/// Whether a document's link is one that is looked at.
pub fn is_looked_at(rules: &Rules<'_>, found: &Found) -> bool {
    ours(rules, &found.whole(), DEPTH).is_some()
}

/// An address of ours that a document shares.
struct Ours {
    address: String,
    /// The host of others that leads there.
    through: Option<String>,
}

/// An address if it is ours and needs tags, else the one that a redirect of others carries in its query.
fn ours(rules: &Rules<'_>, address: &str, depth: usize) -> Option<Ours> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if rules.index().by_short(address).is_some() || rules.is_ours(&url) && !rules.is_ignored(&url) {
        return Some(Ours { address: address.to_owned(), through: None });
    }
    if depth == 0 || rules.is_ours(&url) || rules.is_ignored(&url) {
        return None;
    }
    let inside = url.query_pairs().find_map(|(_, value)| ours(rules, &value, depth - 1))?;
    Some(Ours { through: url.host_str().map(str::to_owned), ..inside })
}

fn judged(rules: &Rules<'_>, address: &str) -> (Vec<Text>, Option<Put>) {
    let found = tags(parts(address).1);
    let mut texts = shape::faults(address, &found);
    // What a template fills in says nothing of the page.
    let page = &shape::without_templates(address);
    if let Some(link) = rules.index().by_carried(&found) {
        texts.extend(differences(rules, link, page, &found));
        return (texts, put(rules, link, address));
    }
    let carried = value(&found, Dimension::Id);
    if !carried.is_empty() && !is_placeholder(&found, Dimension::Id) && rules.ledger.is_some() {
        let near = near(rules, carried);
        let name = near.map_or(Value::from("none"), |link| Foreign::new(&link.id).into());
        texts.push(Text::new("link-lint-unknown-id").with("id", Foreign::new(carried)).with("nearest", name));
    }
    let listed = rules.index().by_tags(&found);
    let here = |link: &&&Link| place(&link.url) == place(page);
    let live = listed.iter().filter(here).find(|link| link.status != Status::Retired);
    if let Some(link) = live.or_else(|| listed.iter().find(here)) {
        texts.extend(without_id(rules, link, carried.is_empty()));
        return (texts, put(rules, link, address));
    }
    if let Some(link) = spelt(rules, &found, page) {
        texts.extend(altered_in(&Dimension::ALL[..4], &link.address(rules.carrier), &found));
        texts.extend(not_shared(link));
        return (texts, put(rules, link, address));
    }
    texts.extend(unlisted(rules, page, &found, listed, texts.is_empty()));
    (texts, suggest::put(rules, page, &found))
}

/// The link to the same page whose tags are only spelled otherwise.
fn spelt<'a>(rules: &Rules<'a>, found: &[Tag], address: &str) -> Option<&'a Link> {
    let is_named = !value(found, Dimension::Campaign).is_empty();
    let spelt = || rules.spelt.get_or_init(|| Spelt::of(rules.links()));
    if is_named { spelt().find(found, address) } else { None }
}

/// The link whose id is most like one that is unknown.
fn near<'a>(rules: &Rules<'a>, id: &str) -> Option<&'a Link> {
    let alike = || nearest(&folded(id), rules.index().ids());
    if rules.may_search() { rules.index().by_id(alike()?) } else { None }
}

/// What to put instead of an address that is meant to be that of a link.
fn put(rules: &Rules<'_>, link: &Link, address: &str) -> Option<Put> {
    let right = link.address(rules.carrier);
    match link.status {
        Status::Retired => Some(Put::Say(Text::new("link-lint-put-other"))),
        _ if right != address => Some(Put::Paste(right)),
        Status::Draft => Some(suggest::publish(&right)),
        Status::Active => None,
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
    texts.extend(not_shared(link));
    texts
}

/// The tags of an address that are not those of another one.
pub fn altered(wanted: &str, found: &[Tag]) -> Vec<Text> {
    altered_in(&Dimension::ALL, wanted, found)
}

fn altered_in(dimensions: &[Dimension], wanted: &str, found: &[Tag]) -> Vec<Text> {
    let wanted = tags(parts(wanted).1);
    let differing = dimensions.iter().copied().filter_map(|dimension| {
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

/// That a link is not one to share now.
fn not_shared(link: &Link) -> Vec<Text> {
    let id = match link.status {
        Status::Draft => "link-lint-draft",
        Status::Retired => "link-lint-retired",
        Status::Active => return Vec::new(),
    };
    vec![Text::new(id).with("id", Foreign::new(&link.id))]
}

/// A link of the ledger that is shared without the id that it would carry.
fn without_id(rules: &Rules<'_>, link: &Link, silent: bool) -> Vec<Text> {
    let wanted = tags(parts(&link.address(rules.carrier)).1);
    let carries = rules.index().by_carried(&wanted).is_some_and(|carried| carried.id == link.id);
    let lost = (carries && silent).then(|| Text::new("link-lint-no-id").with("id", Foreign::new(&link.id)));
    lost.into_iter().chain(not_shared(link)).collect()
}

/// Tags that no line of the ledger has for this page. `fine`: nothing else is wrong with the address.
fn unlisted(rules: &Rules<'_>, address: &str, found: &[Tag], listed: &[&Link], fine: bool) -> Vec<Text> {
    use Dimension::{Campaign, Content, Medium, Source};
    let named = [Source, Medium, Campaign].map(|dimension| !value(found, dimension).is_empty());
    let unfit = suggest::unfit(address);
    if named == [false; 3] {
        let untagged = fine.then(|| Text::new("link-lint-untagged"));
        return untagged.into_iter().chain(unfit).collect();
    }
    let missing = [Source, Medium, Campaign].into_iter().zip(named).filter(|(_, named)| !named);
    let missing =
        missing.map(|(dimension, _)| Text::new("link-lint-missing").with("parameter", dimension.parameter()));
    let mut texts: Vec<_> = missing.collect();
    if texts.is_empty() && fine {
        let [source, medium, campaign, content] =
            [Source, Medium, Campaign, Content].map(|dimension| value(found, dimension));
        texts.extend(rules.plan.faults(Tags { campaign, source, medium, content }, rules.channels));
    }
    match listed.first() {
        Some(link) => {
            let text = Text::new("link-lint-other-page").with("id", Foreign::new(&link.id));
            texts.push(text.with("url", Foreign::new(&link.url)));
        }
        None if rules.ledger.is_some() && fine => texts.push(Text::new("link-lint-unlisted")),
        None => {}
    }
    texts.extend(unfit);
    texts
}

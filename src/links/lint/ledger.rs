//! The ledger itself, held against the plan.

use url::Url;

use super::index::place;
use super::shared::altered;
use super::tags::{Dimension, tags, value};
use super::{Problem, Put, Rules, shape};
use crate::escape::Foreign;
use crate::labels::personal;
use crate::ledger::{Carrier, Link, Status, id, parts, tagged};
use crate::locale::Text;

/// All that is wrong with a ledger, in the order of its lines.
pub fn ledger(rules: &Rules<'_>) -> Vec<Problem> {
    let Some(ledger) = rules.ledger else { return Vec::new() };
    let faults = ledger.faults.iter().map(|fault| {
        let line = fault.lines.first().copied().unwrap_or(1);
        Problem { line, texts: vec![fault.text.clone()], put: None }
    });
    let links = ledger.links.iter().filter_map(|link| {
        let (texts, put) = judged(rules, link);
        (!texts.is_empty()).then_some(Problem { line: link.line, texts, put })
    });
    let mut problems: Vec<_> = faults.chain(links).collect();
    problems.sort_by_key(|problem| problem.line);
    problems
}

fn judged(rules: &Rules<'_>, link: &Link) -> (Vec<Text>, Option<Put>) {
    let mut texts = rules.plan.faults(link.tags(), rules.channels);
    let mut put = None;
    // One that grew, as an earlier link had the same, is as long as it is.
    let computed = id(&link.url, link.tags(), |short| short.len() < link.id.len());
    if !computed.eq_ignore_ascii_case(&link.id) {
        let text = Text::new("link-lint-id").with("id", Foreign::new(&link.id));
        texts.push(text.with("wanted", computed));
    }
    texts.extend(destination(rules, link));
    let personal: Vec<_> = personal_data(link).collect();
    let wrong = if personal.is_empty() && is_as_made(link) { Vec::new() } else { written(link) };
    if !wrong.is_empty() {
        put = Some(Put::Paste(tagged(&link.url, link.tags(), &link.id, rules.carrier)));
        texts.extend(wrong);
    }
    texts.extend(dates(link));
    texts.extend(personal);
    (texts, put)
}

fn destination(rules: &Rules<'_>, link: &Link) -> Vec<Text> {
    let mut texts = Vec::new();
    let url = Url::parse(&link.url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    match url {
        None => texts.push(Text::new("link-lint-no-address").with("column", "url")),
        Some(url) if rules.named && !rules.is_ours(&url) => {
            let host = Foreign::new(url.host_str().unwrap_or_default());
            texts.push(Text::new("link-lint-host").with("host", host));
        }
        Some(_) => {}
    }
    let (_, query, fragment) = parts(&link.url);
    if !tags(query).is_empty() || !tags(fragment.trim_start_matches('#')).is_empty() {
        texts.push(Text::new("link-lint-url-tagged"));
    }
    let short = Url::parse(&link.short).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !link.short.is_empty() && !short {
        texts.push(Text::new("link-lint-no-address").with("column", "short"));
    }
    texts
}

/// Whether the address that was written down is plainly the one that is made of its line, as most are, so that nothing
/// can be wrong with it: each of its parameters is a tag that says what it is.
fn is_as_made(link: &Link) -> bool {
    let is_plain =
        !link.link.contains('%') && link.link.len() <= shape::LONGEST && !link.url.contains(['?', '#']);
    let made = |carrier| tagged(&link.url, link.tags(), &link.id, carrier) == link.link;
    let values = [&link.campaign, &link.source, &link.medium, &link.content];
    is_plain
        && [Carrier::Id, Carrier::Term, Carrier::None].into_iter().any(made)
        && !values.into_iter().any(|value| shape::is_template(value))
}

/// What is wrong with the address that was written down to be shared. One without an id is older than the ledger.
fn written(link: &Link) -> Vec<Text> {
    if link.link.is_empty() {
        return Vec::new();
    }
    let found = tags(parts(&link.link).1);
    let mut texts = shape::faults(&link.link, &found);
    // How an id travels, only the server can judge.
    let carrier = match [Dimension::Id, Dimension::Term].map(|dimension| !value(&found, dimension).is_empty())
    {
        [true, _] => Carrier::Id,
        [false, true] => Carrier::Term,
        [false, false] => Carrier::None,
    };
    let wanted = tagged(&link.url, link.tags(), &link.id, carrier);
    texts.extend(altered(&wanted, &found));
    if place(&link.link) != place(&link.url) {
        texts.push(Text::new("link-lint-link-elsewhere"));
    }
    texts
}

fn dates(link: &Link) -> Vec<Text> {
    let mut texts = Vec::new();
    if link.published.is_some_and(|published| published < link.created) {
        texts.push(Text::new("link-lint-before-created"));
    }
    if link.review.is_some_and(|review| review < link.start()) {
        texts.push(Text::new("link-lint-before-published"));
    }
    if link.status == Status::Active && link.published.is_none() {
        texts.push(Text::new("link-lint-unpublished"));
    }
    texts
}

fn personal_data(link: &Link) -> impl Iterator<Item = Text> {
    let cells = [
        ("url", &link.url),
        ("campaign", &link.campaign),
        ("source", &link.source),
        ("medium", &link.medium),
        ("content", &link.content),
        ("short", &link.short),
        ("title", &link.title),
        ("owner", &link.owner),
        ("note", &link.note),
    ];
    let held = cells.into_iter().filter(|(_, cell)| !personal::find(cell).is_empty());
    held.map(|(column, _)| Text::new("link-lint-personal-cell").with("column", column))
}

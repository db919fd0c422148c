//! What is wrong with an address, whatever the ledger holds.

use super::tags::{Tag, tags};
use crate::escape::Foreign;
use crate::labels::parameter::misread_parameters;
use crate::labels::personal;
use crate::labels::placeholder::{holds_template, is_placeholder};
use crate::ledger::parts;
use crate::locale::Text;

/// Matomo cuts an address here before it reads its tags: what stands behind is lost.
pub const LONGEST: usize = 1024;

/// What is wrong with an address that has these tags in its query.
pub fn faults(address: &str, found: &[Tag]) -> Vec<Text> {
    let (_, query, fragment) = parts(address);
    let mut texts = Vec::new();
    for tag in found {
        let text = |id: &str| Text::new(id).with("parameter", Foreign::new(&tag.name));
        if has_placeholder(tag) {
            texts.push(text("link-lint-placeholder").with("value", Foreign::new(&tag.raw)));
        } else if !personal::find(&tag.value).is_empty() {
            texts.push(text("link-lint-personal"));
        }
        if tag.name != tag.name.to_ascii_lowercase() {
            texts.push(text("link-lint-misspelt").with("meant", tag.name.to_ascii_lowercase()));
        }
    }
    texts.extend(misspelt(query));
    texts.extend(twice(found));
    if is_tagged(fragment) {
        texts.push(Text::new("link-lint-fragment"));
    }
    if reach(address) > LONGEST {
        texts.push(Text::new("link-lint-long").with("most", LONGEST as u64));
    }
    texts
}

/// Characters up to the end of the last tag of an address.
fn reach(address: &str) -> usize {
    let (base, query, _) = parts(address);
    let (mut end, mut last) = (base.len() + 1, 0);
    for part in query.split('&') {
        end += part.len();
        last = if tags(part).is_empty() { last } else { end };
        end += 1;
    }
    address[..last].chars().count()
}

pub fn is_tagged(fragment: &str) -> bool {
    let fragment = fragment.trim_start_matches('#');
    let query = fragment.split_once('?').map_or(fragment, |(_, query)| query);
    !tags(query).is_empty()
}

pub fn has_placeholder(tag: &Tag) -> bool {
    is_template(&tag.raw) || is_template(&tag.value)
}

/// Also where the rest of the name says something.
pub fn is_template(value: &str) -> bool {
    is_placeholder(value) || holds_template(value)
}

fn misspelt(query: &str) -> impl Iterator<Item = Text> {
    // A server takes `&amp;` for `&`.
    let query = query.replace("&amp;", "&");
    misread_parameters(&query, true).into_iter().map(|misread| {
        let id = if misread.is_of_other_tool() { "link-lint-other-tool" } else { "link-lint-misspelt" };
        Text::new(id).with("parameter", Foreign::new(&misread.parameter)).with("meant", misread.intended)
    })
}

/// Each dimension that is named more than once.
fn twice(found: &[Tag]) -> impl Iterator<Item = Text> {
    let repeated = found.iter().enumerate().filter(|(at, tag)| {
        let before = found[..*at].iter().filter(|before| before.dimension == tag.dimension).count();
        before == 1
    });
    repeated.map(|(_, tag)| Text::new("link-lint-twice").with("parameter", Foreign::new(&tag.name)))
}

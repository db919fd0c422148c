//! What is wrong with an address, whatever the ledger holds.

use std::borrow::Cow;

use url::form_urlencoded;

use super::tags::{Tag, tags};
use crate::escape::Foreign;
use crate::labels::parameter::misread_parameters;
use crate::labels::personal;
use crate::labels::placeholder::{is_placeholder, template_in};
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
    texts.extend(templates(query));
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

/// What a template fills in elsewhere than in tags: name and field of a parameter.
fn field(part: &str) -> Option<(Cow<'_, str>, String)> {
    let (name, value) = form_urlencoded::parse(part.as_bytes()).next().filter(|_| tags(part).is_empty())?;
    template_in(&value).map(|field| (name, field.to_owned()))
}

fn templates(query: &str) -> impl Iterator<Item = Text> {
    query.split('&').filter_map(field).map(|(name, field)| {
        let text = Text::new("link-lint-placeholder").with("parameter", Foreign::new(&name));
        text.with("value", Foreign::new(&field))
    })
}

/// An address without the parameters that a template fills in: they say nothing of the page.
pub fn without_templates(address: &str) -> Cow<'_, str> {
    let (base, query, fragment) = parts(address);
    if !query.split('&').any(|part| field(part).is_some()) {
        return address.into();
    }
    let kept: Vec<_> = query.split('&').filter(|part| field(part).is_none()).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{base}{query}{fragment}").into()
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
    is_placeholder(value) || template_in(value).is_some()
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

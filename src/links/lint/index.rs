//! The links of a ledger by what a document says of them.

use std::collections::HashMap;

use super::tags::{Dimension, Tag, folded, value};
use crate::labels::as_matomo;
use crate::labels::parameter::spaced;
use crate::ledger::{Link, Status, canonical};

/// The dimensions that tell links apart.
const TUPLE: [Dimension; 4] = [Dimension::Source, Dimension::Medium, Dimension::Campaign, Dimension::Content];

#[derive(Default)]
pub struct Index<'a> {
    ids: HashMap<String, &'a Link>,
    tuples: HashMap<[String; 4], Vec<&'a Link>>,
    places: HashMap<String, Vec<&'a Link>>,
    shorts: HashMap<String, &'a Link>,
}

impl<'a> Index<'a> {
    pub fn of(links: &'a [Link]) -> Self {
        let mut index = Self::default();
        for link in links {
            index.ids.entry(folded(&link.id)).or_insert(link);
            index.tuples.entry(tuple(link).map(as_matomo)).or_default().push(link);
            if link.status != Status::Retired {
                index.places.entry(place(&link.url)).or_default().push(link);
            }
            if !link.short.is_empty() {
                index.shorts.entry(place(&link.short)).or_insert(link);
            }
        }
        index
    }

    pub fn by_id(&self, id: &str) -> Option<&'a Link> {
        self.ids.get(&folded(id)).copied()
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// The link whose id an address carries.
    pub fn by_carried(&self, tags: &[Tag]) -> Option<&'a Link> {
        [Dimension::Id, Dimension::Term].into_iter().find_map(|dimension| self.by_id(value(tags, dimension)))
    }

    /// All links with the same tags.
    pub fn by_tags(&self, tags: &[Tag]) -> &[&'a Link] {
        self.by_tuple(TUPLE.map(|dimension| value(tags, dimension)))
    }

    /// The same, for source, medium, campaign and content.
    pub fn by_tuple(&self, tuple: [&str; 4]) -> &[&'a Link] {
        self.tuples.get(&tuple.map(as_matomo)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The links to a page that are still shared.
    pub fn to(&self, address: &str) -> &[&'a Link] {
        self.places.get(&place(address)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The link that a short address leads to.
    pub fn by_short(&self, address: &str) -> Option<&'a Link> {
        self.shorts.get(&place(address)).copied()
    }
}

fn tuple(link: &Link) -> [&str; 4] {
    [&link.source, &link.medium, &link.campaign, &link.content]
}

/// The links of a ledger by their tags, whatever the case, the accents and the separators.
pub struct Spelt<'a>(HashMap<[String; 4], Vec<&'a Link>>);

impl<'a> Spelt<'a> {
    pub fn of(links: &'a [Link]) -> Self {
        let mut all: HashMap<_, Vec<_>> = HashMap::new();
        for link in links.iter().filter(|link| link.status != Status::Retired) {
            all.entry(tuple(link).map(spaced)).or_default().push(link);
        }
        Self(all)
    }

    pub fn find(&self, tags: &[Tag], address: &str) -> Option<&'a Link> {
        let links = self.0.get(&TUPLE.map(|dimension| spaced(value(tags, dimension))))?;
        links.iter().copied().find(|link| place(&link.url) == place(address))
    }
}

/// The page of an address, whatever place of it is shown first.
pub fn place(address: &str) -> String {
    let canonical = canonical(address);
    match canonical.find('#') {
        // An application's page may be in the fragment.
        Some(at) if !canonical[at..].starts_with("#/") => {
            let page = &canonical[..at];
            page.strip_suffix('/').unwrap_or(page).to_owned()
        }
        _ => canonical,
    }
}

//! The tags that Matomo reads in an address.

use url::form_urlencoded;

/// What a tag says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    Source,
    Medium,
    Campaign,
    Content,
    Id,
    /// A keyword; on core, the id travels in it.
    Term,
}

impl Dimension {
    pub const ALL: [Self; 6] =
        [Self::Source, Self::Medium, Self::Campaign, Self::Content, Self::Id, Self::Term];

    /// The parameter that people know.
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Source => "utm_source",
            Self::Medium => "utm_medium",
            Self::Campaign => "utm_campaign",
            Self::Content => "utm_content",
            Self::Id => "utm_id",
            Self::Term => "utm_term",
        }
    }

    fn of(parameter: &str) -> Option<Self> {
        let prefixes = ["utm_", "mtm_", "pk_", "matomo_", "piwik_"];
        Some(match prefixes.iter().find_map(|prefix| parameter.strip_prefix(prefix))? {
            "source" => Self::Source,
            "medium" => Self::Medium,
            "campaign" | "cpn" => Self::Campaign,
            "content" => Self::Content,
            "id" | "cid" => Self::Id,
            "term" | "keyword" | "kwd" => Self::Term,
            _ => return None,
        })
    }
}

/// One tag of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub dimension: Dimension,
    /// As it is written.
    pub name: String,
    /// Decoded, as the server does.
    pub value: String,
    /// As it is written.
    pub raw: String,
}

/// The tags of a query, in its order, whatever the case of their names.
pub fn tags(query: &str) -> Vec<Tag> {
    query.split('&').filter_map(tag).collect()
}

fn tag(part: &str) -> Option<Tag> {
    // A server reads `&amp;utm_source=` as well: Matomo takes the entity for what it is.
    let part = part.strip_prefix("amp;").unwrap_or(part);
    let (name, value) = form_urlencoded::parse(part.as_bytes()).next()?;
    let dimension = Dimension::of(&name.to_ascii_lowercase())?;
    let raw = part.split_once('=').map_or("", |(_, raw)| raw);
    Some(Tag { dimension, name: name.into_owned(), value: value.into_owned(), raw: raw.to_owned() })
}

/// The value of a dimension: the last one counts, and an empty one is none.
pub fn value(tags: &[Tag], dimension: Dimension) -> &str {
    tags.iter().rev().find(|tag| tag.dimension == dimension).map_or("", |tag| tag.value.trim())
}

/// A value as Matomo compares it.
pub fn folded(value: &str) -> String {
    value.trim().to_lowercase()
}

/// Whether Matomo takes two values for one.
pub fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    one == other || crate::labels::looks_same(&one, &other)
}

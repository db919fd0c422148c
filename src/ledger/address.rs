//! Addresses with and without tags.

use url::form_urlencoded;

use super::{Link, Params};

/// How an id travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carrier {
    /// In `utm_id`, which MarketingCampaignsReporting reads.
    #[default]
    Id,
    /// In `utm_term`, which Matomo's core reads: there `utm_id` would stay in the page's address.
    Term,
    /// Not at all.
    None,
}

impl Params {
    /// Names for source, medium, campaign, content and id.
    fn names(self) -> [&'static str; 5] {
        match self {
            Self::Utm => ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_id"],
            Self::Mtm => ["mtm_source", "mtm_medium", "mtm_campaign", "mtm_content", "mtm_cid"],
        }
    }
}

/// The tags of a link, as they are written in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tags<'a> {
    pub campaign: &'a str,
    pub source: &'a str,
    pub medium: &'a str,
    pub content: &'a str,
}

/// Beginnings of the parameters that Matomo reads as tags.
const PREFIXES: [&str; 3] = ["utm_", "mtm_", "pk_"];

/// Whether a parameter is a tag, whatever its case.
pub fn is_tag(name: &str) -> bool {
    PREFIXES
        .iter()
        .any(|prefix| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)))
}

/// An address in three: what stands before the query, the query, and `#` with what follows.
pub fn parts(url: &str) -> (&str, &str, &str) {
    let (rest, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let (base, query) = rest.split_once('?').unwrap_or((rest, ""));
    (base, query, fragment)
}

/// One text for all spellings of a destination: scheme and host in lower case, without tags, the other parameters in
/// the order of their bytes, without one final slash of the path.
pub fn canonical(url: &str) -> String {
    let (base, query, fragment) = parts(url.trim());
    let at = base.find("://").map_or(0, |at| at + 3);
    let path = base[at..].find('/').map_or(base.len(), |slash| at + slash);
    let base = format!("{}{}", base[..path].to_lowercase(), &base[path..]);
    let base = base.strip_suffix('/').unwrap_or(&base);
    let mut kept: Vec<_> = query.split('&').filter(|part| !part.is_empty() && !is_tag(name(part))).collect();
    kept.sort_unstable();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{base}{query}{fragment}")
}

fn name(part: &str) -> &str {
    part.split('=').next().unwrap_or(part)
}

/// The address to share: tags and id go behind the destination's own query and before its fragment, since the server
/// reads a fragment first, and drops the query's tags when it finds an id there.
pub fn tagged(url: &str, tags: Tags<'_>, id: &str, carrier: Carrier) -> String {
    tagged_as(Params::Utm, url, tags, id, carrier)
}

/// The same with parameters of these names.
pub fn tagged_as(params: Params, url: &str, tags: Tags<'_>, id: &str, carrier: Carrier) -> String {
    let [source, medium, campaign, content, id_name] = params.names();
    let (base, query, fragment) = parts(url);
    let mut kept: Vec<_> = query.split('&').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    kept.retain(|part| !is_tag(name(part)));
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            kept.push(format!("{name}={}", encode(value)));
        }
    };
    add(source, tags.source);
    add(medium, tags.medium);
    add(campaign, tags.campaign);
    match carrier {
        Carrier::Id => {
            add(content, tags.content);
            add(id_name, id);
        }
        // Core reads no content and would leave it in the page's address.
        Carrier::Term => add("utm_term", id),
        Carrier::None => add(content, tags.content),
    }
    format!("{base}?{}{fragment}", kept.join("&"))
}

/// A space is `%20`, since `+` is read as one in some places and as a plus sign in others.
fn encode(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20")
}

/// Whether two hosts are the same but for a leading `www.` and a final dot.
pub fn hosts_equal(one: &str, other: &str) -> bool {
    bare(one).eq_ignore_ascii_case(bare(other))
}

fn bare(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}

/// Parameters that the plugin reads as an id, and those that the core reads as a keyword.
const IDS: [&str; 4] = ["utm_id", "mtm_cid", "pk_cid", "matomo_cid"];
const KEYWORDS: [&str; 4] = ["utm_term", "mtm_kwd", "pk_kwd", "matomo_kwd"];

impl Link {
    /// Whether Matomo can see its id: in the address that was written down, or in the one that is made of its tags.
    /// `plugin` says whether MarketingCampaignsReporting reads it.
    pub fn carries_id(&self, plugin: bool) -> bool {
        let names = if plugin { IDS } else { KEYWORDS };
        let (_, query, fragment) = parts(&self.link);
        let fragment = fragment.trim_start_matches('#');
        let mut pairs =
            [query, fragment].into_iter().flat_map(|part| form_urlencoded::parse(part.as_bytes()));
        self.link.is_empty()
            || pairs.any(|(name, value)| names.contains(&&*name) && value.eq_ignore_ascii_case(&self.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_destination_are_one() {
        for (url, one) in [
            ("HTTPS://Exemple.fr/Aide/?b=2&utm_source=x&a=1#haut", "https://exemple.fr/Aide?a=1&b=2#haut"),
            ("https://exemple.fr/", "https://exemple.fr"),
            ("https://exemple.fr", "https://exemple.fr"),
            ("https://exemple.fr//", "https://exemple.fr/"),
            ("https://exemple.fr/a?PK_x=1&MTM_y=2", "https://exemple.fr/a"),
        ] {
            assert_eq!(canonical(url), one);
        }
    }

    #[test]
    fn hosts_are_equal_but_for_what_nobody_types() {
        for other in ["example.fr", "www.example.fr", "example.fr.", "WWW.Example.fr", "www.example.fr."] {
            assert!(hosts_equal("Example.fr", other) && hosts_equal(other, "www.example.fr"), "{other}");
        }
        for other in ["example.fr..", "wwwexample.fr", "a.example.fr", "", "."] {
            assert!(!hosts_equal("example.fr", other), "{other}");
        }
    }

    #[test]
    fn tags_go_between_query_and_fragment() {
        let tags = Tags { campaign: "été+1", source: "Réseau Asso", medium: "social", content: "" };
        assert_eq!(
            tagged("https://x.fr/s?etape=2&utm_source=old#haut", tags, "k7mq2d", Carrier::Id),
            "https://x.fr/s?etape=2&utm_source=R%C3%A9seau%20Asso&utm_medium=social&utm_campaign=%C3%A9t%C3%A9%2B1&utm_id=k7mq2d#haut"
        );
        assert!(tagged("https://x.fr/", tags, "k7mq2d", Carrier::Term).ends_with("&utm_term=k7mq2d"));
        let tags = Tags { campaign: "a", source: "b", medium: "c", content: "d" };
        assert_eq!(
            tagged_as(Params::Mtm, "https://x.fr/", tags, "k7mq2d", Carrier::Id),
            "https://x.fr/?mtm_source=b&mtm_medium=c&mtm_campaign=a&mtm_content=d&mtm_cid=k7mq2d"
        );
    }
}

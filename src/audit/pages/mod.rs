//! Direct visits by the page that they entered on.

mod address;
mod kind;
mod link;
mod query;
mod words;

use std::collections::BTreeMap;

use polars::prelude::{PlHashMap, PlHashSet};

use super::facts::Entry;
use crate::channels::{Channel, Channels};
use crate::escape::Foreign;
use crate::locale::Text;
use crate::model::{ChannelRow, DeepPage, EntryPages, SharedLink};
use kind::host;
pub use kind::{Kind, Kinds};
use link::link;
use query::tells_the_page;

/// Deep pages that are listed: more than a team tags in a week.
const TOP: usize = 25;
/// Links to paste: more of them are not looked at.
const LINKS: usize = 3;
/// Visits from which a page is listed: one visit is somebody's own page, such
/// as the file of one applicant, and nothing to tag.
const MIN_VISITS: u64 = 2;
/// How far the pages may add up to less or more than the direct visits of the
/// period before the segment is not believed: archives of the two reports may
/// be some minutes apart.
const TOLERANCE: f64 = 0.05;
/// The CNIL mode of recent versions rounds segmented counts to tens.
const ROUNDING: u64 = 10;
/// Stands for the query of pages that it tells apart: reports hold none.
const QUERY: &str = "?…";

/// The pages of a period with `direct` direct visits. `unavailable` says why
/// they could not be read.
pub fn entry_pages(
    entries: &[Entry],
    direct: u64,
    unavailable: Option<Text>,
    kinds: &Kinds<'_>,
    site_url: &str,
    channels: &[&Channel],
) -> EntryPages {
    let unavailable = unavailable.or_else(|| doubt(entries, direct));
    let mut found = EntryPages { unavailable, ..EntryPages::default() };
    if found.unavailable.is_some() {
        return found;
    }
    let mut deep = Vec::new();
    for entry in entries {
        match kinds.of(entry) {
            Kind::Home => found.home += entry.visits,
            Kind::Application => found.application += entry.visits,
            Kind::Deep => {
                found.deep += entry.visits;
                deep.push(entry);
            }
        }
    }
    let (pages, links) = top(&deep, kinds, site_url, channels);
    found.top = pages;
    found.links = links;
    found
}

/// The deep pages with most visits, and a link for each channel to the first that one can lead to.
fn top(
    entries: &[&Entry],
    kinds: &Kinds<'_>,
    site_url: &str,
    channels: &[&Channel],
) -> (Vec<DeepPage>, Vec<SharedLink>) {
    // Pages of the main host go by their path alone, others with their host.
    let main = host(site_url);
    let origins: PlHashSet<_> = entries.iter().map(|entry| &*entry.origin).collect();
    let hosts: PlHashMap<_, _> = origins.into_iter().map(|origin| (origin, host(origin))).collect();
    let mut pages: BTreeMap<(&str, &str, bool), (u64, &Entry)> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.summary) {
        let host = hosts.get(&*entry.origin).filter(|host| **host != main).map_or("", String::as_str);
        let page = pages.entry((host, &entry.path, tells_the_page(&entry.query))).or_insert((0, entry));
        page.0 += entry.visits;
        // `https` comes after `http`.
        if page.1.origin < entry.origin {
            page.1 = entry;
        }
    }
    let mut pages: Vec<_> = pages.into_iter().filter(|(_, (visits, _))| *visits >= MIN_VISITS).collect();
    pages.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let tagged = |by_query: bool, path: &str, entry: &Entry, channel: &Channel| {
        let origin = if entry.origin.is_empty() { site_url } else { &entry.origin };
        // A link would lose the query, which no report holds.
        link(origin, path, &kinds.own(entry), channel).filter(|_| !by_query).map(Foreign::from)
    };
    let to_first = |channel: &&Channel| {
        let mut pages = pages.iter();
        let link =
            pages.find_map(|((_, path, by_query), (_, entry))| tagged(*by_query, path, entry, channel))?;
        Some(SharedLink { channel: channel.id.clone(), link })
    };
    let links = channels.iter().filter_map(to_first).collect();
    let page = |((host, path, by_query), (visits, entry)): ((&str, &str, bool), (u64, &Entry))| DeepPage {
        path: format!("{host}{path}{}", if by_query { QUERY } else { "" }).into(),
        visits,
        link: channels.first().and_then(|channel| tagged(by_query, path, entry, channel)),
    };
    (pages.into_iter().take(TOP).map(page).collect(), links)
}

/// Why the segmented report cannot be right, if it cannot.
fn doubt(entries: &[Entry], direct: u64) -> Option<Text> {
    let seen: u64 = entries.iter().map(|entry| entry.visits).sum();
    if seen == direct {
        return None;
    }
    let text = |id: &str| Text::new(id).with("seen", seen).with("direct", direct);
    if seen == 0 {
        return Some(text("pages-empty"));
    }
    if entries.iter().all(|entry| entry.visits % ROUNDING == 0) {
        return Some(text("pages-rounded"));
    }
    let off = seen.abs_diff(direct) as f64 / direct.max(1) as f64;
    (off > TOLERANCE).then(|| text("pages-differ"))
}

/// The channels in use whose visits come without a referrer: among direct entries, only these can
/// be. What is never tagged comes first.
pub fn without_referrer<'c>(
    rows: &[ChannelRow],
    used: &[String],
    channels: &'c Channels,
) -> Vec<&'c Channel> {
    let is_used = |row: &&ChannelRow| row.tagged > 0 || used.contains(&row.id);
    let mut rows: Vec<_> = rows.iter().filter(|row| !row.leaves_referrer).filter(is_used).collect();
    rows.sort_by_key(|row| (row.tagged > 0, std::cmp::Reverse(row.tagged)));
    let channels = rows.iter().filter_map(|row| channels.get(&row.id));
    channels.filter(|channel| !channel.tag.medium.is_empty()).take(LINKS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Pages;

    fn entry(path: &str, visits: u64) -> Entry {
        let origin = "https://a.example.fr".into();
        Entry { origin, path: path.into(), query: "".into(), visits, summary: false }
    }

    fn kinds(pages: &Pages) -> Kinds<'_> {
        Kinds::new(pages, [&"https://a.example.fr/".to_owned()])
    }

    fn pages_of(entries: &[Entry], direct: u64) -> EntryPages {
        let (pages, channels) = (Pages::default(), Channels::builtin());
        let site_url = "https://a.example.fr/x?y";
        entry_pages(entries, direct, None, &kinds(&pages), site_url, &email(&channels))
    }

    fn email(channels: &Channels) -> Vec<&Channel> {
        channels.get("email").into_iter().collect()
    }

    #[test]
    fn deep_pages_are_ranked_with_a_link_to_paste() {
        let mut rest = entry("/dossier/ - Others", 5);
        rest.summary = true;
        let found =
            pages_of(&[entry("/", 10), entry("/b", 1), entry("/a/Été 1.html", 4), entry("/b", 2), rest], 22);
        assert_eq!((found.home, found.deep, found.application), (10, 12, 0));
        let top: Vec<_> = found.top.iter().map(|page| (page.path.as_str(), page.visits)).collect();
        assert_eq!(top, [("/a/Été 1.html", 4), ("/b", 3)]);
        assert_eq!(
            found.top[0].link.as_ref().map(Foreign::as_str),
            Some(
                "https://a.example.fr/a/%C3%89t%C3%A9%201.html?utm_source=newsletter&utm_medium=email&utm_campaign=ete-1"
            )
        );
    }

    #[test]
    fn a_page_of_another_host_keeps_it() {
        let mut other = entry("/notice", 5);
        other.origin = "https://docs.example.fr".into();
        let found = pages_of(&[other, entry("/notice", 3)], 8);
        let top: Vec<_> = found.top.iter().map(|page| (page.path.as_str(), page.visits)).collect();
        assert_eq!(top, [("docs.example.fr/notice", 5), ("/notice", 3)]);
        assert!(
            found.top[0]
                .link
                .as_ref()
                .is_some_and(|link| link.as_str().starts_with("https://docs.example.fr/notice?"))
        );
    }

    #[test]
    fn a_page_of_both_schemes_is_linked_to_by_the_safe_one() {
        let of =
            |scheme: &str| Entry { origin: format!("{scheme}://a.example.fr").into(), ..entry("/notice", 5) };
        for pages in [[of("http"), of("https")], [of("https"), of("http")]] {
            let found = pages_of(&pages, 10);
            assert_eq!((found.top.len(), found.top[0].visits), (1, 10));
            assert!(found.top[0].link.as_ref().is_some_and(|link| link.as_str().starts_with("https://")));
        }
    }

    #[test]
    fn a_segment_that_cannot_be_right_is_not_believed() {
        let reason = |entries: &[Entry], direct| pages_of(entries, direct).unavailable.map(|text| text.id);
        assert_eq!(reason(&[], 229).as_deref(), Some("pages-empty"));
        assert_eq!(reason(&[], 0), None);
        assert_eq!(reason(&[entry("/", 30), entry("/a", 10)], 43).as_deref(), Some("pages-rounded"));
        assert_eq!(reason(&[entry("/", 31)], 43).as_deref(), Some("pages-differ"));
        assert_eq!(reason(&[entry("/", 98)], 100), None);
        let refused = Text::new("pages-refused");
        let found = entry_pages(&[entry("/", 1)], 1, Some(refused), &kinds(&Pages::default()), "", &[]);
        assert!(found.unavailable.is_some() && found.total() == 0);
    }

    #[test]
    fn a_path_with_personal_data_is_redacted_and_gets_no_link() {
        let found = pages_of(&[entry("/suivi/jeanne.dupont@example.fr", 3)], 3);
        assert_eq!(found.top[0].path.as_str(), "/suivi/[email]");
        assert_eq!(found.top[0].link, None);
    }

    #[test]
    fn a_page_that_its_query_tells_is_apart_and_gets_no_link() {
        let by_query = |path: &str, query: &str, visits| Entry { query: query.into(), ..entry(path, visits) };
        let found = pages_of(
            &[
                by_query("/spip.php", "article12", 6),
                by_query("/spip.php", "article13", 2),
                by_query("/actualites", "page=3", 3),
                by_query("/actualites", "utm_campaing=a", 2),
                entry("/actualites", 5),
                by_query("/", "p=12", 4),
                by_query("/", "utm_campaing=a", 1),
            ],
            23,
        );
        assert_eq!((found.home, found.deep), (1, 22));
        let top: Vec<_> =
            found.top.iter().map(|page| (page.path.as_str(), page.visits, page.link.is_some())).collect();
        assert_eq!(
            top,
            [
                ("/spip.php?…", 8, false),
                ("/actualites", 7, true),
                ("/?…", 4, false),
                ("/actualites?…", 3, false)
            ]
        );
    }

    #[test]
    fn an_error_page_is_counted_and_gets_no_link_also_below_the_folder_of_the_site() {
        let pages = Pages::default();
        let kinds = Kinds::new(&pages, [&"https://a.example.fr/mon-app/".to_owned()]);
        let channels = Channels::builtin();
        let entries = [entry("/mon-app/404", 9), entry("/autre/404", 5)];
        let found =
            entry_pages(&entries, 14, None, &kinds, "https://a.example.fr/mon-app/", &email(&channels));
        assert_eq!(found.deep, 14);
        let links: Vec<_> = found.top.iter().map(|page| (page.path.as_str(), page.link.is_some())).collect();
        assert_eq!(links, [("/mon-app/404", false), ("/autre/404", true)]);
    }

    #[test]
    fn a_hash_route_is_a_page_with_a_link_of_its_own() {
        let found = pages_of(&[entry("/", 3), entry("/#/demande", 5), entry("/#/connexion", 2)], 10);
        assert_eq!((found.home, found.deep, found.application), (3, 5, 2));
        assert_eq!(found.top[0].path.as_str(), "/#/demande");
        assert_eq!(
            found.top[0].link.as_ref().map(Foreign::as_str),
            Some(
                "https://a.example.fr/?utm_source=newsletter&utm_medium=email&utm_campaign=demande#/demande"
            )
        );
    }
}

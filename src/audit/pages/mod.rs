//! Direct visits by the page that they entered on.

use std::collections::BTreeMap;

use url::Url;

use super::facts::Entry;
use super::text::personal::redact;
use crate::channels::{Channel, Channels};
use crate::config::Pages;
use crate::locale::Text;
use crate::report::{ChannelRow, DeepPage, EntryPages, Status};

/// Deep pages that are listed: more than a team tags in a week.
const TOP: usize = 25;
/// Visits from which a page is listed: one visit is somebody's own page, such
/// as the file of one applicant, and nothing to tag.
const MIN_VISITS: u64 = 2;
/// How far the pages may add up to less or more than the direct visits of the
/// period before the segment is not believed: archives of the two reports may
/// be some minutes apart.
const TOLERANCE: f64 = 0.05;
/// The CNIL mode of recent versions rounds segmented counts to tens.
const ROUNDING: u64 = 10;

/// What a page is for someone who comes without a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One that people type or have as a bookmark.
    Home,
    /// One that they are sent to by a login.
    Application,
    /// Any other: nobody types its address.
    Deep,
}

pub fn kind(path: &str, pages: &Pages) -> Kind {
    let path = path.trim_end_matches('/');
    if pages.home.iter().any(|page| page.trim_end_matches('/').eq_ignore_ascii_case(path)) {
        return Kind::Home;
    }
    let application = pages.application.iter().any(|entry| match entry.starts_with('/') {
        // A path stands for itself and all below it, a word for a part of any path.
        true => {
            let entry = entry.trim_end_matches('/');
            let below = path.get(..entry.len()).is_some_and(|start| start.eq_ignore_ascii_case(entry));
            below && matches!(path.as_bytes().get(entry.len()), None | Some(b'/'))
        }
        false => path
            .split('/')
            .any(|part| part.split('.').next().is_some_and(|word| word.eq_ignore_ascii_case(entry))),
    });
    if application { Kind::Application } else { Kind::Deep }
}

/// The pages of a period with `direct` direct visits. `unavailable` says why
/// they could not be read.
pub fn entry_pages(
    entries: &[Entry],
    direct: u64,
    unavailable: Option<Text>,
    pages: &Pages,
    site_url: &str,
    channel: Option<&Channel>,
) -> EntryPages {
    let unavailable = unavailable.or_else(|| doubt(entries, direct));
    let mut found = EntryPages { unavailable, ..EntryPages::default() };
    if found.unavailable.is_some() {
        return found;
    }
    // Pages of the main host go by their path alone, others with their host.
    let main = Url::parse(site_url).ok();
    let main = main.as_ref().and_then(Url::host_str).unwrap_or_default();
    let host = |entry: &Entry| Url::parse(&entry.origin).ok()?.host_str().map(str::to_owned);
    let mut deep: BTreeMap<(String, &str), (u64, &str)> = BTreeMap::new();
    for entry in entries {
        match kind(&entry.path, pages) {
            Kind::Home => found.home += entry.visits,
            Kind::Application => found.application += entry.visits,
            Kind::Deep => {
                found.deep += entry.visits;
                if !entry.summary {
                    let host = host(entry).filter(|host| bare(host) != bare(main)).unwrap_or_default();
                    let page = deep.entry((host, &entry.path)).or_default();
                    *page = (page.0 + entry.visits, &entry.origin);
                }
            }
        }
    }
    let mut deep: Vec<_> = deep.into_iter().collect();
    deep.retain(|(_, (visits, _))| *visits >= MIN_VISITS);
    deep.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    found.top = deep
        .into_iter()
        .take(TOP)
        .map(|((host, path), (visits, origin))| DeepPage {
            path: redact(&format!("{host}{path}")).into_owned(),
            visits,
            link: channel
                .and_then(|channel| link(if origin.is_empty() { site_url } else { origin }, path, channel)),
        })
        .collect();
    found.link_channel = channel.map(|channel| channel.id.clone()).unwrap_or_default();
    found
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
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

/// The channel that a tag helps most: untagged visits first, then silence.
pub fn least_covered<'c>(rows: &[ChannelRow], channels: &'c Channels) -> Option<&'c Channel> {
    let urgency =
        |row: &&ChannelRow| (row.status == Status::None || row.status == Status::Partial, row.untagged);
    rows.iter()
        .filter(|row| matches!(row.status, Status::None | Status::Silent | Status::Partial))
        .filter(|row| channels.get(&row.id).is_some_and(|channel| !channel.tag.medium.is_empty()))
        .max_by_key(urgency)
        .and_then(|row| channels.get(&row.id))
        .or_else(|| channels.get("email"))
}

/// A link to the page with a tag for the channel, its campaign named after the page.
pub fn link(site_url: &str, path: &str, channel: &Channel) -> Option<String> {
    // A path with personal data in it is not to be shared at all.
    if redact(path) != path {
        return None;
    }
    let mut url = Url::parse(site_url).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    url.set_path(path);
    let campaign = slug(path);
    url.query_pairs_mut()
        .append_pair("utm_source", &channel.tag.source)
        .append_pair("utm_medium", &channel.tag.medium)
        .append_pair("utm_campaign", if campaign.is_empty() { "a-nommer" } else { &campaign });
    Some(url.to_string())
}

/// `/documents/guide-locataire-2026.html` → `guide-locataire-2026`
fn slug(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    let plain = deunicode::deunicode(name).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, visits: u64) -> Entry {
        let origin = "https://a.example.fr".to_owned();
        Entry { origin, path: path.to_owned(), query: String::new(), visits, summary: false }
    }

    fn pages_of(entries: &[Entry], direct: u64) -> EntryPages {
        let channels = Channels::builtin();
        entry_pages(
            entries,
            direct,
            None,
            &Pages::default(),
            "https://a.example.fr/x?y",
            channels.get("email"),
        )
    }

    #[test]
    fn pages_are_told_apart_by_what_people_type() {
        let pages = Pages::default();
        for home in ["/", "", "/fr", "/fr/", "/EN", "/accueil", "/index.html"] {
            assert_eq!(kind(home, &pages), Kind::Home, "{home}");
        }
        for application in ["/connexion", "/auth/callback", "/fr/se-connecter/", "/login.php", "/deconnexion"]
        {
            assert_eq!(kind(application, &pages), Kind::Application, "{application}");
        }
        for deep in ["/aides/apl", "/connexion-internet", "/fr/aides", "/documents/login-guide.pdf", "/blog"]
        {
            assert_eq!(kind(deep, &pages), Kind::Deep, "{deep}");
        }
        let own = Pages { home: vec!["/app".into()], application: vec!["/dossier".into()] };
        assert_eq!(kind("/app/", &own), Kind::Home);
        assert_eq!(kind("/dossier/12/suivi", &own), Kind::Application);
        assert_eq!(kind("/dossiers", &own), Kind::Deep);
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
            found.top[0].link.as_deref(),
            Some(
                "https://a.example.fr/a/%C3%89t%C3%A9%201.html?utm_source=newsletter&utm_medium=email&utm_campaign=ete-1"
            )
        );
    }

    #[test]
    fn a_page_of_another_host_keeps_it() {
        let mut other = entry("/notice", 5);
        other.origin = "https://docs.example.fr".to_owned();
        let found = pages_of(&[other, entry("/notice", 3)], 8);
        let top: Vec<_> = found.top.iter().map(|page| (page.path.as_str(), page.visits)).collect();
        assert_eq!(top, [("docs.example.fr/notice", 5), ("/notice", 3)]);
        assert!(
            found.top[0]
                .link
                .as_deref()
                .is_some_and(|link| link.starts_with("https://docs.example.fr/notice?"))
        );
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
        let found = entry_pages(&[entry("/", 1)], 1, Some(refused), &Pages::default(), "", None);
        assert!(found.unavailable.is_some() && found.total() == 0);
    }

    #[test]
    fn a_path_with_personal_data_is_redacted_and_gets_no_link() {
        let found = pages_of(&[entry("/compte/jeanne.dupont@example.fr", 3)], 3);
        assert_eq!(found.top[0].path, "/compte/[email]");
        assert_eq!(found.top[0].link, None);
    }
}

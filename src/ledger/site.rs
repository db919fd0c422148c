//! Which links lead to a site, and the days on which they can have been seen.

use jiff::Span;
use jiff::civil::Date;
use url::Url;

use super::address::hosts_equal;
use super::{Ledger, Link};
use crate::period::Window;

/// Days of a report by day that are asked for at most: what a link brought is judged after 84 days at the latest, and
/// a year of days is one answer of some 200 kB.
pub const MOST_DAYS: u16 = 400;

impl Ledger {
    /// The links that lead to one of a site's addresses.
    pub fn of_site<'a>(&'a self, urls: &[String]) -> impl Iterator<Item = &'a Link> {
        let own: Vec<_> = urls.iter().filter_map(|url| Url::parse(url).ok()).collect();
        // Of thousands of links and sites, few are read whole; what has an accent is written in another way there.
        let is_near = |link: &Link, own: &Url| {
            let host = host(&link.url);
            !host.is_ascii() || own.host_str().is_some_and(|own| hosts_equal(host, own))
        };
        self.links.iter().filter(move |link| {
            let mut near = own.iter().filter(|own| is_near(link, own));
            match near.clone().next() {
                None => false,
                Some(_) if is_plain(&link.url) && near.clone().any(|own| own.path() == "/") => true,
                Some(_) => Url::parse(&link.url).is_ok_and(|url| near.any(|own| leads_to(&url, own))),
            }
        })
    }

    /// The days of which the visits of a site's links are to be read: from the first on which one was made, or the
    /// first of the window, to the last of the window. `None` where no link leads to the site.
    pub fn days(&self, urls: &[String], window: &Window) -> Option<Window> {
        let made = self.of_site(urls).map(|link| link.start().min(link.created)).min()?;
        let earliest = window.to().saturating_sub(Span::new().days(MOST_DAYS - 1));
        Some(Window::days(made.min(window.from()).max(earliest), window.to()))
    }
}

/// The host of an address, as it is written, without its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    &rest[..end]
}

/// Whether an address has nothing but a scheme before its path, and a host that is written as it is read.
fn is_plain(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let written =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default().as_bytes();
    // One that ends in a number is an IPv4 address, or nothing.
    host.last().is_some_and(u8::is_ascii_lowercase) && host.iter().copied().all(written)
}

/// Whether an address is one of a site's: of its host, and below its path where several sites share a host.
fn leads_to(url: &Url, own: &Url) -> bool {
    let path = own.path().trim_end_matches('/');
    let below = url.path().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below && hosts_equal(url.host_str().unwrap_or_default(), own.host_str().unwrap_or_default())
}

/// Days from one to another; negative when it is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(url: &str) -> Ledger {
        let line =
            format!("id,url,campaign,source,medium,created,status\nk7mq2d,{url},a,b,c,2026-01-01,active");
        Ledger::parse(std::path::Path::new("links.csv"), line.as_bytes()).unwrap()
    }

    #[test]
    fn a_host_is_the_same_however_it_is_written() {
        let own = ["https://www.élan.example.fr/".to_owned()];
        for url in [
            "https://élan.example.fr/page",
            "https://élan.example.fr./page",
            "https://WWW.ÉLAN.example.fr:443/page",
            "https://xn--lan-9la.example.fr/page",
        ] {
            let ledger = ledger(url);
            assert_eq!((ledger.of_site(&own).count(), &*ledger.faults), (1, &[][..]), "{url}");
        }
        for url in ["https://elan.example.fr/page", "https://élan.example.fr.org/page"] {
            assert_eq!(ledger(url).of_site(&own).count(), 0, "{url}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_not_parsed_is_told_as_if_it_were(
            own in "https?://((www[.])?example[.]fr|1[.]2[.]3[.]4)(/|/aide/)",
            url in "(https?|HTTPS|ftp)://(www[.])?(example[.]fr|1[.]2[.]3[.]4|exa mple[.]fr|0x7f)(|[.]|:443|:99999)(|/|[?]a|#b|/aide|%)",
        ) {
            let mut ledger = ledger("https://example.fr");
            ledger.links[0].url.clone_from(&url);
            let parsed = Url::parse(&own).unwrap();
            let expected = Url::parse(&url).is_ok_and(|url| leads_to(&url, &parsed));
            proptest::prop_assert_eq!(ledger.of_site(&[own]).count() == 1, expected, "{}", url);
        }
    }

    #[test]
    fn a_link_belongs_to_the_site_of_its_host_and_path() {
        let of = |url: &str, own: &str| leads_to(&Url::parse(url).unwrap(), &Url::parse(own).unwrap());
        assert!(of("https://example.fr/a?b=1", "https://www.example.fr"));
        assert!(of("http://example.fr/aides/x", "https://example.fr/aides/"));
        assert!(of("https://example.fr/aides", "https://example.fr/aides/"));
        assert!(!of("https://example.fr/aidesociale", "https://example.fr/aides"));
        assert!(!of("https://autre.fr/", "https://example.fr"));
    }
}

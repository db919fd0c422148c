//! Where a reader can look further: the site, and the pages of Matomo behind a table.

use url::Url;

use super::Words;
use super::document::Source;
use crate::api;
use crate::escape::{self, Foreign};
use crate::model::SiteReport;

/// Longer addresses are no place to go to.
const LONGEST: usize = 500;

/// A page of Matomo that shows the numbers of a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    Visits,
    ChannelTypes,
    Websites,
    Socials,
    Campaigns,
    /// Of direct visits.
    EntryPages,
}

/// The dates that a page of Matomo shows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Dates {
    /// The last period.
    Last,
    /// The whole window.
    Window,
}

impl Page {
    /// Category and subcategory, as Matomo 5 names them: in the report classes of its plugins Referrers, Actions and
    /// VisitsSummary, and in the addresses that its own browser tests open (`UIIntegration_spec.js`). The plugin
    /// MarketingCampaignsReporting keeps that of the campaigns.
    const fn menu(self) -> [&'static str; 2] {
        match self {
            Self::Visits => ["General_Visitors", "General_Overview"],
            Self::ChannelTypes => ["Referrers_Referrers", "Referrers_WidgetGetAll"],
            Self::Websites => ["Referrers_Referrers", "Referrers_SubmenuWebsitesOnly"],
            Self::Socials => ["Referrers_Referrers", "Referrers_Socials"],
            Self::Campaigns => ["Referrers_Referrers", "Referrers_Campaigns"],
            Self::EntryPages => ["General_Actions", "Actions_SubmenuPagesEntry"],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Visits => "source-visits",
            Self::ChannelTypes => "source-channel-types",
            Self::Websites => "source-websites",
            Self::Socials => "source-socials",
            Self::Campaigns => "source-campaigns",
            Self::EntryPages => "source-entry-pages",
        }
    }
}

impl Words<'_> {
    /// The address of the site, where it is one to go to.
    pub fn site_link(&self, site: &SiteReport) -> Option<String> {
        web(&site.main_url).map(Into::into)
    }

    /// Links to pages of Matomo; none where its address is no web address, as in a recording.
    pub(super) fn sources(&self, site: &SiteReport, pages: &[Page], dates: Dates) -> Vec<Source> {
        let Some((base, dates)) = web(&self.report.matomo.url).zip(self.matomo_dates(site, dates)) else {
            return Vec::new();
        };
        let folder = base.as_str().trim_end_matches("index.php").trim_end_matches('/');
        let shown = format!("idSite={}&{dates}", site.id);
        let source = |page: &Page| {
            let [category, subcategory] = page.menu();
            let segment = match page {
                Page::EntryPages => format!("&segment={}", api::DIRECT.replace('=', "%3D")),
                _ => String::new(),
            };
            Source {
                name: self.locale.get(page.name()),
                // Matomo reads what follows `#?`; the rest is for its login page.
                url: format!(
                    "{folder}/index.php?module=CoreHome&action=index&{shown}\
                     #?{shown}{segment}&category={category}&subcategory={subcategory}"
                ),
            }
        };
        pages.iter().map(source).collect()
    }

    fn matomo_dates(&self, site: &SiteReport, dates: Dates) -> Option<String> {
        let (first, last) = (site.periods.first()?.period, site.last()?.period);
        Some(match dates {
            Dates::Last => format!("period={}&date={}", self.report.window.unit.id(), last.from),
            Dates::Window => format!("period=range&date={},{}", first.from, last.to),
        })
    }
}

/// A web address without user, query and fragment: they may hold secrets, or act.
fn web(address: &Foreign) -> Option<Url> {
    let mut url = Url::parse(&escape::whole(address)).ok()?;
    // What was taken out of it stood for something: it would lead elsewhere.
    let is_whole = !escape::whole(address).contains('\u{fffd}');
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    (is_whole && is_web && url.as_str().len() <= LONGEST).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};
    use crate::render::tests::sample;

    fn urls(matomo: &str, page: Page, dates: Dates) -> Vec<String> {
        let mut report = sample::single();
        report.matomo.url = matomo.into();
        let locale = Locale::new(Lang::Fr);
        let words = Words::new(&report, &locale);
        words.sources(&report.sites[0], &[page], dates).into_iter().map(|source| source.url).collect()
    }

    #[test]
    fn a_source_is_the_page_of_matomo_for_the_site_and_its_dates() {
        let shown = "idSite=1&period=week&date=2026-11-16";
        assert_eq!(
            urls("https://stats.example.fr/", Page::Campaigns, Dates::Last),
            [format!(
                "https://stats.example.fr/index.php?module=CoreHome&action=index&{shown}#?{shown}\
                 &category=Referrers_Referrers&subcategory=Referrers_Campaigns"
            )]
        );
        let whole = urls("https://stats.example.fr/", Page::Socials, Dates::Window).remove(0);
        assert_eq!(whole.matches("period=range&date=2026-10-12,2026-11-22").count(), 2, "{whole}");
        let direct = urls("https://stats.example.fr/", Page::EntryPages, Dates::Last).remove(0);
        assert!(direct.contains("&segment=referrerType%3D%3Ddirect&category=General_Actions"), "{direct}");
    }

    #[test]
    fn a_source_keeps_the_folder_of_matomo_and_no_secret() {
        for matomo in [
            "https://stats.example.fr/piwik",
            "https://stats.example.fr/piwik/",
            "https://stats.example.fr/piwik/index.php",
            "https://stats.example.fr/piwik/?token_auth=secret#secret",
        ] {
            let url = urls(matomo, Page::Visits, Dates::Last).remove(0);
            assert!(url.starts_with("https://stats.example.fr/piwik/index.php?module=CoreHome&"), "{url}");
            assert!(!url.contains("secret"), "{url}");
        }
        let of_user = web(&"https://user:secret@localhost/".into());
        assert_eq!(of_user.as_ref().map(Url::as_str), Some("https://localhost/"));
    }

    #[test]
    fn what_is_no_web_address_is_no_link() {
        for matomo in [
            "replay",
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://stats.example.fr/\u{202e}x",
            &format!("https://stats.example.fr/{}", "x".repeat(600)),
        ] {
            assert!(urls(matomo, Page::Visits, Dates::Last).is_empty(), "{matomo}");
        }
        let mut report = sample::single();
        let locale = Locale::new(Lang::Fr);
        let link = |report: &_, of: &SiteReport| Words::new(report, &locale).site_link(of);
        assert_eq!(link(&report, &report.sites[0]).as_deref(), Some("https://www.exemple.gouv.fr/"));
        report.sites[0].main_url = "javascript:alert(1)".into();
        assert_eq!(link(&report, &report.sites[0]), None);
    }
}

//! The calls that the audit makes, each with the parameters it needs.

use std::collections::BTreeMap;

use crate::period::{Period, Unit, Window};

/// Columns of the referrer reports: the rest of a row is most of an answer.
const COLUMNS: &str = "nb_visits,nb_conversions,nb_visits_converted,revenue";
const ENTRY_COLUMNS: &str = "nb_visits,entry_nb_visits,entry_bounce_count,url";

/// Visits that have no referrer and no campaign.
const DIRECT: &str = "referrerType==direct";

/// One call of one API method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: &'static str,
    pub params: BTreeMap<&'static str, String>,
}

impl Request {
    fn new(method: &'static str) -> Self {
        Self { method, params: BTreeMap::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    fn report(method: &'static str, site: u64, unit: Unit, date: String) -> Self {
        Self::new(method)
            .with("idSite", site.to_string())
            .with("period", unit.id())
            .with("date", date)
            // The default is the first 100 rows, unsorted for campaigns.
            .with("filter_limit", "-1")
            // Otherwise numbers are text such as "13,33 %".
            .with("format_metrics", "0")
            // Matomo 6 adds columns that nobody reads here.
            .with("percent_of_total", "0")
    }

    fn table(method: &'static str, site: u64, window: &Window) -> Self {
        Self::report(method, site, window.unit, window.date_param()).with("showColumns", COLUMNS)
    }

    fn entry_pages(site: u64, unit: Unit, period: Period) -> Self {
        Self::report("Actions.getEntryPageUrls", site, unit, period.from.to_string())
            .with("flat", "1")
            .with("showColumns", ENTRY_COLUMNS)
    }

    /// Visits per period: the denominator.
    pub fn visits(site: u64, window: &Window) -> Self {
        Self::report("VisitsSummary.get", site, window.unit, window.date_param())
    }

    pub fn channel_types(site: u64, window: &Window) -> Self {
        Self::table("Referrers.getReferrerType", site, window)
    }

    pub fn websites(site: u64, window: &Window) -> Self {
        Self::table("Referrers.getWebsites", site, window)
    }

    pub fn socials(site: u64, window: &Window) -> Self {
        Self::table("Referrers.getSocials", site, window)
    }

    /// Campaigns with their keywords; `flat=1` would lose visits.
    pub fn campaigns(site: u64, window: &Window) -> Self {
        Self::table("Referrers.getCampaigns", site, window).with("expanded", "1")
    }

    /// Campaigns with one block of metrics per goal.
    pub fn campaign_goals(site: u64, window: &Window) -> Self {
        Self::report("Referrers.getCampaigns", site, window.unit, window.date_param())
            .with("filter_update_columns_when_show_all_goals", "1")
    }

    /// Channel types with all columns: the block of metrics per goal is one.
    pub fn channel_type_goals(site: u64, window: &Window) -> Self {
        Self::report("Referrers.getReferrerType", site, window.unit, window.date_param())
    }

    /// Source and medium, with the campaign names below them.
    pub fn source_medium(site: u64, window: &Window) -> Self {
        Self::table("MarketingCampaignsReporting.getSourceMedium", site, window).with("expanded", "1")
    }

    pub fn mediums(site: u64, window: &Window) -> Self {
        Self::table("MarketingCampaignsReporting.getMedium", site, window)
    }

    pub fn site_urls(site: u64) -> Self {
        Self::new("SitesManager.getSiteUrlsFromId").with("idSite", site.to_string())
    }

    pub fn goals(site: u64) -> Self {
        Self::new("Goals.getGoals").with("idSite", site.to_string())
    }

    /// Entry pages of all visits of one period.
    pub fn all_entry_pages(site: u64, unit: Unit, period: Period) -> Self {
        Self::entry_pages(site, unit, period)
    }

    /// Entry pages of the direct visits of one period: a segmented report.
    pub fn direct_entry_pages(site: u64, unit: Unit, period: Period) -> Self {
        Self::entry_pages(site, unit, period).with("segment", DIRECT)
    }

    pub fn version() -> Self {
        Self::new("API.getMatomoVersion")
    }

    pub fn campaign_plugin() -> Self {
        Self::new("API.isPluginActivated").with("pluginName", "MarketingCampaignsReporting")
    }

    pub fn sites() -> Self {
        Self::new("SitesManager.getSitesWithAtLeastViewAccess")
    }

    /// `method=…&idSite=…`, encoded once.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("method", self.method);
        query.extend_pairs(&self.params);
        query.finish()
    }
}

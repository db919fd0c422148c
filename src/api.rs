//! The methods of Matomo's API that the audit calls. Each name, and the columns that are asked for, stand here
//! alone.

use std::fmt;

/// The segment of the visits that have no referrer and no campaign.
pub const DIRECT: &str = "referrerType==direct";

/// A method of Matomo's API: `method=…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Visits of each period: the denominator.
    Visits,
    ChannelTypes,
    Websites,
    Socials,
    Campaigns,
    /// Source and medium; this and the next are of the plugin MarketingCampaignsReporting.
    SourceMedium,
    Mediums,
    /// Visits of each `utm_id`, by day; of the plugin too.
    CampaignIds,
    /// Campaigns with their keywords, by day: where the plugin is not, an id travels as a keyword.
    CampaignDays,
    EntryPages,
    /// Main address and aliases of a site.
    SiteUrls,
    Goals,
    Version,
    IsPluginActivated,
    Sites,
    /// Several calls in one request.
    Bulk,
}

/// What a method answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Metrics of each period of the window.
    Metrics,
    /// Rows of each period of the window.
    Tables,
    /// Rows of one period.
    Table,
    /// No report: a value or a list.
    Value,
}

/// Columns of the reports on where visits come from: the rest of a row is most of an answer.
const METRICS: &str = "nb_visits,nb_conversions,nb_visits_converted,revenue";

impl Method {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visits => "VisitsSummary.get",
            Self::ChannelTypes => "Referrers.getReferrerType",
            Self::Websites => "Referrers.getWebsites",
            Self::Socials => "Referrers.getSocials",
            Self::Campaigns | Self::CampaignDays => "Referrers.getCampaigns",
            Self::SourceMedium => "MarketingCampaignsReporting.getSourceMedium",
            Self::Mediums => "MarketingCampaignsReporting.getMedium",
            Self::CampaignIds => "MarketingCampaignsReporting.getId",
            Self::EntryPages => "Actions.getEntryPageUrls",
            Self::SiteUrls => "SitesManager.getSiteUrlsFromId",
            Self::Goals => "Goals.getGoals",
            Self::Version => "API.getMatomoVersion",
            Self::IsPluginActivated => "API.isPluginActivated",
            Self::Sites => "SitesManager.getSitesWithAtLeastViewAccess",
            Self::Bulk => "API.getBulkRequest",
        }
    }

    pub const fn form(self) -> Form {
        match self {
            Self::Visits => Form::Metrics,
            Self::ChannelTypes
            | Self::Websites
            | Self::Socials
            | Self::Campaigns
            | Self::SourceMedium
            | Self::Mediums
            | Self::CampaignIds
            | Self::CampaignDays => Form::Tables,
            Self::EntryPages => Form::Table,
            Self::SiteUrls
            | Self::Goals
            | Self::Version
            | Self::IsPluginActivated
            | Self::Sites
            | Self::Bulk => Form::Value,
        }
    }

    /// The columns that are asked for; `None` for all.
    pub const fn columns(self) -> Option<&'static str> {
        match self.form() {
            Form::Tables => Some(METRICS),
            Form::Table => Some("nb_visits,entry_nb_visits,entry_bounce_count,url"),
            Form::Metrics | Form::Value => None,
        }
    }

    /// Whether rows come with those below them: keywords of campaigns, campaigns of a source and medium.
    pub const fn is_expanded(self) -> bool {
        matches!(self, Self::Campaigns | Self::CampaignDays | Self::SourceMedium)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

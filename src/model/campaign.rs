//! What each campaign brought.

use serde::Serialize;

use crate::escape::Foreign;
use crate::locale::Text;

/// Results by campaign over the window.
#[derive(Debug, Clone, Default)]
pub struct Campaigns {
    /// Which conversions count.
    pub goal: GoalChoice,
    /// ISO code of the site's currency.
    pub currency: Foreign,
    /// Converted visits / visits of the site over the window.
    pub site_rate: Option<f64>,
    /// Most visits first.
    pub rows: Vec<CampaignRow>,
}

impl Campaigns {
    /// Whether conversions are counted.
    pub fn has_goals(&self) -> bool {
        matches!(self.goal, GoalChoice::All | GoalChoice::One(_))
    }
}

/// Which conversions count.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum GoalChoice {
    /// The site has no goal.
    #[default]
    None,
    /// Those of all goals.
    All,
    /// Those of one goal, by its name.
    One(Foreign),
    /// A goal was asked for that the site does not have.
    Unknown { wanted: String, known: Vec<Foreign> },
    /// Its conversions could not be read.
    Unreadable { name: Foreign, reason: Text },
}

#[derive(Debug, Clone, PartialEq)]
pub struct CampaignRow {
    pub name: Foreign,
    /// The source and medium that brought most of its visits, where known.
    pub source: Option<Foreign>,
    pub medium: Option<Foreign>,
    /// Id of the channel.
    pub channel: Option<String>,
    pub visits: u64,
    /// Visits with at least one conversion.
    pub converted: u64,
    pub conversions: u64,
    pub revenue: f64,
    /// Converted / visits; `None` without goals.
    pub rate: Option<f64>,
    /// Against the rest of the site; `None` without goals.
    pub comparison: Option<Comparison>,
    pub change: Presence,
}

/// A campaign's conversion rate against that of the site's other visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Comparison {
    Above,
    Below,
    /// Too few visits to tell.
    CannotTell,
}

impl Comparison {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

/// Whether a campaign came or went with the last period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Presence {
    /// Visits in the last period and none in the previous one.
    New,
    /// Visits in the previous period and none in the last.
    Vanished,
    Unchanged,
}

impl Presence {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

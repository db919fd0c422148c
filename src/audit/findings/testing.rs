//! Small sites for the tests of the findings.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::civil::date;

use super::Site;
use crate::audit::classify::effective_name;
use crate::audit::facts::{CampaignFacts, Entry, Facts, KeywordFacts, TagFacts};
use crate::audit::movement;
use crate::audit::spellings::{self, TagParts};
use crate::audit::verdict::verdict;
use crate::frames::SiteMeta;
use crate::labels::placeholder::is_usable;
use crate::labels::{fold, personal};
use crate::ledger::{self, Fault};
use crate::matomo::SiteInfo;
use crate::model::{
    Because, ByType, ChannelRow, EntryPages, Finding, GoalChoice, LedgerReport, Limits, LinkRow, LinkState,
    Missing, PeriodRow, Status, Unknown,
};
use crate::period::{Period, Unit, Window};
use crate::stats::{Z95, wilson};

pub const LIMITS: Limits = Limits { watch: 0.30, red_flag: 0.50, min_visits: 100 };

pub struct Fixture {
    pub meta: SiteMeta,
    pub periods: Vec<PeriodRow>,
    pub disagreements: Vec<(Period, u64, u64)>,
    pub facts: Facts,
    pub channels: Vec<ChannelRow>,
    pub planned: HashSet<String>,
    pub links: Vec<LinkRow>,
    pub ledger: Option<LedgerReport>,
    pub faults: Vec<Fault>,
    pub entry_pages: EntryPages,
    pub entry_pages_before: EntryPages,
}

impl Default for Fixture {
    fn default() -> Self {
        Self {
            meta: SiteMeta {
                info: SiteInfo {
                    id: 1,
                    name: "Site".to_owned(),
                    main_url: "https://site.example.fr".to_owned(),
                    time_zone: "Europe/Paris".to_owned(),
                    currency: "EUR".to_owned(),
                    ecommerce: false,
                    created: None,
                },
                window: Window { unit: Unit::Week, periods: Vec::new() },
                dimensions: true,
                urls: vec!["https://site.example.fr".to_owned()],
                goal: GoalChoice::None,
                pages_unavailable: None,
                days: None,
                today: jiff::civil::Date::ZERO,
            },
            periods: Vec::new(),
            disagreements: Vec::new(),
            facts: Facts::default(),
            channels: Vec::new(),
            planned: HashSet::new(),
            links: Vec::new(),
            ledger: None,
            faults: Vec::new(),
            entry_pages: EntryPages::default(),
            entry_pages_before: EntryPages::default(),
        }
    }
}

impl Fixture {
    pub fn periods(rows: impl IntoIterator<Item = PeriodRow>) -> Self {
        Self { periods: rows.into_iter().collect(), ..Self::default() }
    }

    /// With the spellings of its campaigns.
    pub fn check(&self, check: fn(&Site<'_>) -> Option<Finding>) -> Option<Finding> {
        let spellings = spellings::campaigns(&self.facts);
        check(&Site { spellings: &spellings, ..self.site() })
    }

    pub fn site(&self) -> Site<'_> {
        Site {
            meta: &self.meta,
            periods: &self.periods,
            disagreements: &self.disagreements,
            facts: &self.facts,
            spellings: &[],
            tag_parts: TagParts::of(&self.facts),
            channels: &self.channels,
            planned: &self.planned,
            links: &self.links,
            ledger: self.ledger.as_ref(),
            faults: &self.faults,
            entry_pages: &self.entry_pages,
            entry_pages_before: &self.entry_pages_before,
            movement: movement::of(&self.periods, LIMITS),
            limits: LIMITS,
            unit: Unit::Week,
        }
    }
}

/// A week in which all untracked visits are direct.
pub fn period(visits: u64, direct: u64) -> PeriodRow {
    let share = (visits > 0).then(|| direct as f64 / visits as f64);
    PeriodRow {
        period: Period { from: date(2026, 11, 16), to: date(2026, 11, 22) },
        complete: true,
        measurable: true,
        missing: Missing::default(),
        visits,
        direct,
        unknown: Unknown::default(),
        untracked: direct,
        tagged: 0,
        direct_share: share,
        untracked_share: share,
        interval: wilson(direct, visits, Z95),
        verdict: verdict((direct, direct), visits, LIMITS),
        by_type: ByType { direct, website: visits - direct, ..ByType::default() },
        masked: 0,
        change: None,
        against_median: None,
    }
}

pub fn channel(id: &str, status: Status, tagged: u64, untagged: u64) -> ChannelRow {
    ChannelRow {
        id: id.to_owned(),
        status,
        tagged,
        guessed: 0,
        untagged,
        coverage: None,
        last_tagged: tagged,
        last_untagged: untagged,
        last_unknown: untagged,
        evidence: Vec::new(),
        untagged_seen: None,
        leaves_referrer: true,
    }
}

/// A link of a ledger, to be reviewed on 2026-11-20.
pub fn link(id: &str, state: LinkState) -> LinkRow {
    LinkRow {
        id: id.to_owned(),
        title: id.into(),
        url: "https://site.example.fr/".into(),
        campaign: id.into(),
        source: "brevo".into(),
        medium: "email".into(),
        content: "".into(),
        channel: Some("email".to_owned()),
        status: ledger::Status::Active,
        published: Some(date(2026, 11, 6)),
        since: None,
        age: Some(20),
        visits: Some(0),
        last_visits: Some(0),
        period_visits: Vec::new(),
        tests: Some(0),
        converted: None,
        first_seen: None,
        last_seen: None,
        target: None,
        review: Some(date(2026, 11, 20)),
        due: false,
        cost: None,
        state,
        because: Because::Nothing,
        at_best: None,
        decision: None,
        decided: None,
    }
}

pub fn campaign(name: &str, visits: u64) -> CampaignFacts {
    CampaignFacts {
        name: name.into(),
        visits,
        measurable: visits,
        last_visits: visits,
        usable: is_usable(name),
        personal: !personal::find(name).is_empty(),
        folded: number(name),
        ..CampaignFacts::default()
    }
}

/// A number for a name as a database compares it.
fn number(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    fold(name).trim().hash(&mut hasher);
    hasher.finish()
}

pub fn tag(source: &str, medium: &str, name: &str, visits: u64) -> TagFacts {
    TagFacts {
        source: source.into(),
        medium: medium.into(),
        name: name.into(),
        visits,
        measurable: visits,
        last_visits: visits,
        folded: number(effective_name(name, source, medium)),
        ..TagFacts::default()
    }
}

pub fn keyword(name: &str, keyword: &str, visits: u64) -> KeywordFacts {
    KeywordFacts {
        name: name.into(),
        keyword: keyword.into(),
        visits,
        last_visits: visits,
        ..KeywordFacts::default()
    }
}

pub fn entry(path: &str, visits: u64) -> Entry {
    Entry { origin: "".into(), path: path.into(), query: "".into(), visits, summary: false }
}

//! What the findings look at: each site's labels with their visits, plain.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use polars::prelude::*;

use super::classify::{Classified, grouped, numbered};
use super::delivered::with_columns_of;
use crate::api::Method;
use crate::channels::PAID;
use crate::frames::read::{self, Row, row};
use crate::frames::{FrameError, Frames, Segment, col, run};
use crate::model::Seen;

/// The labels of one site over the window, as Matomo has them: hostile, and
/// not yet redacted.
#[derive(Debug, Default)]
pub struct Facts {
    pub campaigns: Vec<CampaignFacts>,
    pub keywords: Vec<KeywordFacts>,
    /// Campaigns most of whose visits are of links that are paid for.
    pub paid: HashSet<PlSmallStr>,
    pub tags: Vec<TagFacts>,
    /// Campaign visits by channel: by tag, or by name and keyword where Matomo
    /// knows no more. Only one of the two speaks for a site.
    pub tagged: Vec<TaggedFacts>,
    /// Visits of all mediums, from the report of mediums, in periods in which
    /// tags can be measured.
    pub medium_visits: u64,
    pub websites: Vec<ReferrerFacts>,
    pub socials: Vec<ReferrerFacts>,
    /// Entry pages of all visits of the last period.
    pub entries: Vec<Entry>,
    /// Entry pages of its direct visits.
    pub direct_entries: Vec<Entry>,
    /// Those of the period before.
    pub direct_entries_before: Vec<Entry>,
    /// Reports that ended in a row "Others".
    pub truncated: Vec<TruncatedFacts>,
}

row! {
    #[derive(Debug, Clone, Default)]
    pub struct CampaignFacts {
        name: PlSmallStr = NAME,
        visits: u64 = VISITS,
        /// Those of periods in which tags can be measured.
        measurable: u64 = MEASURABLE,
        converted: u64 = CONVERTED,
        conversions: u64 = CONVERSIONS,
        revenue: f64 = REVENUE,
        last_visits: u64 = LAST,
        last_converted: u64 = LAST_CONVERTED,
        last_conversions: u64 = LAST_CONVERSIONS,
        previous_visits: u64 = PREVIOUS,
        first: u64 = FIRST,
        latest: u64 = LATEST,
        /// The periods in which it was seen, in any order, and its visits in each.
        periods: Vec<u64> = PERIODS,
        by_period: Vec<u64> = BY_PERIOD,
        /// Whether its name names an action.
        usable: bool = USABLE,
        /// Whether its name holds personal data.
        personal: bool = PERSONAL,
        /// The number of its name as a database compares it, which tags have too.
        folded: u64 = FOLDED,
    }
}

row! {
    #[derive(Debug, Clone, Default)]
    pub struct KeywordFacts {
        name: PlSmallStr = NAME,
        keyword: PlSmallStr = KEYWORD,
        visits: u64 = VISITS,
        last_visits: u64 = LAST,
        first: u64 = FIRST,
        latest: u64 = LATEST,
    }
}

row! {
    #[derive(Debug, Clone, Default)]
    pub struct TagFacts {
        source: PlSmallStr = SOURCE,
        medium: PlSmallStr = MEDIUM,
        name: PlSmallStr = NAME,
        visits: u64 = VISITS,
        /// Those of periods in which tags can be measured.
        measurable: u64 = MEASURABLE,
        last_visits: u64 = LAST,
        first: u64 = FIRST,
        latest: u64 = LATEST,
        /// Id of the channel.
        channel: Option<PlSmallStr> = CHANNEL,
        /// The number of the name under which Matomo's campaigns show it.
        folded: u64 = FOLDED,
        /// Matomo's order.
        group: u32 = GROUP,
    }
}

row! {
    #[derive(Debug, Clone, Default)]
    pub struct TaggedFacts {
        /// Id of the channel.
        channel: PlSmallStr = CHANNEL,
        /// Whether the campaign's name alone tells the channel.
        guessed: bool = GUESSED,
        visits: u64 = VISITS,
        measurable: u64 = MEASURABLE,
        last: u64 = LAST,
    }
}

row! {
    /// A website by its host, or a social network by its name.
    #[derive(Debug, Clone, Default)]
    pub struct ReferrerFacts {
        name: PlSmallStr = NAME,
        /// Id of the channel.
        channel: Option<PlSmallStr> = CHANNEL,
        visits: u64 = VISITS,
        measurable: u64 = MEASURABLE,
        last: u64 = LAST,
        first: u64 = FIRST,
        latest: u64 = LATEST,
    }
}

row! {
    #[derive(Debug, Clone, Default)]
    pub struct TruncatedFacts {
        /// Matomo's name of the report.
        report: PlSmallStr = REPORT,
        /// Visits in the row "Others".
        visits: u64 = VISITS,
        last_visits: u64 = LAST,
        first: u64 = FIRST,
        latest: u64 = LATEST,
    }
}

row! {
    struct Page {
        segment: PlSmallStr = SEGMENT,
        origin: PlSmallStr = URL,
        path: PlSmallStr = PATH,
        query: PlSmallStr = QUERY,
        visits: u64 = VISITS,
        summary: bool = SUMMARY,
        /// Matomo's order.
        group: u32 = GROUP,
    }
}

row! {
    struct Paid {
        name: PlSmallStr = NAME,
    }
}

row! {
    struct MediumVisits {
        measurable: u64 = MEASURABLE,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Scheme and host; empty when Matomo does not say.
    pub origin: PlSmallStr,
    pub path: PlSmallStr,
    pub query: PlSmallStr,
    pub visits: u64,
    /// Whether the row sums several pages.
    pub summary: bool,
}

/// When something with visits was seen.
macro_rules! seen {
    ($($row:ident),+) => {$(
        impl $row {
            pub fn seen(&self) -> Seen {
                Seen::new(self.first, self.latest)
            }
        }
    )+};
}
seen!(CampaignFacts, KeywordFacts, TagFacts, ReferrerFacts, TruncatedFacts);

impl Facts {
    /// Forgets the entry pages of a period that cannot be judged.
    pub fn forget_entries(&mut self) {
        self.entries.clear();
        self.direct_entries.clear();
        self.direct_entries_before.clear();
    }
}

type BySite = HashMap<u64, Facts>;

/// The facts of all sites. `table` has the periods of the sites.
pub fn facts(frames: &Frames, classes: &Classified, table: &DataFrame) -> Result<BySite, FrameError> {
    let flags = FLAGS.map(|flag| col(flag).cast(DataType::Int64));
    let mut sites = Sites { facts: BySite::new(), periods: run(table.clone().lazy().with_columns(flags))? };
    sites.add_campaigns(classes)?;
    sites.add_tags(classes)?;
    sites.add_referrers(classes)?;
    sites.add_pages(&frames.entry_pages)?;
    sites.add_truncated(Method::Websites, &frames.websites)?;
    sites.add_truncated(Method::Campaigns, &frames.campaigns)?;
    Ok(sites.facts)
}

/// What a period is: once they are numbers, visits times a flag are those of such periods.
const FLAGS: [&str; 3] = [col::MEASURABLE, col::LAST, col::PREVIOUS];

struct Sites {
    facts: BySite,
    periods: DataFrame,
}

impl Sites {
    fn add_campaigns(&mut self, classes: &Classified) -> Result<(), FrameError> {
        let of_campaigns = counted(with_last(self.flagged(&classes.campaigns)?));
        self.add(campaigns(of_campaigns), |site, mut rows| {
            rows.sort_unstable_by(|a: &CampaignFacts, b| {
                b.visits.cmp(&a.visits).then_with(|| a.name.cmp(&b.name))
            });
            site.campaigns = rows;
        })?;
        let sums = [visits(), last(), first(), latest()];
        let keywords = of_labels(self.counted(&classes.below)?, &[col::NAME, col::KEYWORD], sums);
        self.add(keywords, |site, rows| site.keywords = rows)?;
        let of_mediums = (col(col::OF_MEDIUMS) * col(col::MEASURABLE)).alias(col::MEASURABLE);
        let mediums = sums_by(self.periods.clone().lazy().with_column(of_mediums), &[], [measurable()]);
        self.add(mediums, |site, rows: Vec<MediumVisits>| {
            site.medium_visits = rows.iter().map(|row| row.measurable).sum();
        })
    }

    fn add_tags(&mut self, classes: &Classified) -> Result<(), FrameError> {
        let by_tag = run(tags(self.counted(&classes.tags)?))?;
        self.add_rows(&by_tag, |site, mut rows| {
            rows.sort_unstable_by_key(|tag: &TagFacts| (Reverse(tag.visits), tag.group));
            site.tags = rows;
        })?;
        let of_core = self.counted(&classes.keywords)?;
        let mut named = vec![by_tag.clone().lazy()];
        let mut told = vec![by_tag.lazy(), self.counted(&classes.untold)?];
        // Often no site is without campaign dimensions.
        if classes.keywords.height() > 0 {
            named.push(of_core.clone());
            told.push(of_core);
        }
        for frame in named {
            self.add(paid(frame), |site, rows: Vec<Paid>| {
                site.paid.extend(rows.into_iter().map(|row| row.name));
            })?;
        }
        for frame in told {
            self.add(tagged(frame), |site, rows| site.tagged.extend(rows))?;
        }
        Ok(())
    }

    fn add_referrers(&mut self, classes: &Classified) -> Result<(), FrameError> {
        let sums = || [visits(), measurable(), last(), first(), latest(), col(col::CHANNEL).first()];
        let websites = of_labels(self.counted(&classes.websites)?, &[col::HOST], sums());
        let websites = websites.with_column(col(col::HOST).alias(col::NAME));
        self.add(websites, |site, rows| site.websites = rows)?;
        let socials = of_labels(self.counted(&classes.socials)?, &[col::NAME, col::HOST], sums());
        self.add(socials, |site, rows| site.socials = rows)
    }

    fn add_pages(&mut self, pages: &DataFrame) -> Result<(), FrameError> {
        let labels = [col::SEGMENT, col::URL, col::PATH, col::QUERY];
        let pages = grouped(pages, numbered(pages, labels)?.groups)?;
        let pages = of_labels(pages.lazy(), &labels, [visits(), col(col::SUMMARY).first()]);
        self.add(pages, entries)
    }

    /// The visits of the rows "Others" of a report.
    fn add_truncated(&mut self, report: Method, frame: &DataFrame) -> Result<(), FrameError> {
        let others = frame.filter(frame.column(col::SUMMARY)?.bool()?)?;
        if others.height() == 0 {
            return Ok(());
        }
        let others = sums_by(self.counted(&others)?, &[], [visits(), last(), first(), latest()]);
        let others = others.with_column(lit(report.name()).alias(col::REPORT));
        self.add(others, |site, rows| site.truncated.extend(rows))
    }

    fn flagged(&self, frame: &DataFrame) -> Result<LazyFrame, FrameError> {
        Ok(with_columns_of(frame, &self.periods, FLAGS)?.lazy())
    }

    fn counted(&self, frame: &DataFrame) -> Result<LazyFrame, FrameError> {
        self.flagged(frame).map(counted)
    }

    /// Puts the rows of each site into its facts.
    fn add<R: Row>(
        &mut self,
        rows: LazyFrame,
        put: impl FnMut(&mut Facts, Vec<R>),
    ) -> Result<(), FrameError> {
        self.add_rows(&run(rows)?, put)
    }

    fn add_rows<R: Row>(
        &mut self,
        rows: &DataFrame,
        mut put: impl FnMut(&mut Facts, Vec<R>),
    ) -> Result<(), FrameError> {
        for (id, rows) in read::by_site(rows)? {
            put(self.facts.entry(id).or_default(), rows);
        }
        Ok(())
    }
}

/// Sums by site and label.
fn sums_by<const N: usize>(frame: LazyFrame, labels: &[&'static str], sums: [Expr; N]) -> LazyFrame {
    frame.group_by([col::SITE].iter().chain(labels).map(|name| col(*name)).collect::<Vec<_>>()).agg(sums)
}

/// The same of a frame with a number for these.
fn of_labels<const N: usize>(frame: LazyFrame, labels: &[&'static str], sums: [Expr; N]) -> LazyFrame {
    let labels = [col::SITE].iter().chain(labels).map(|name| col(*name).first());
    frame.group_by([col(col::GROUP)]).agg(labels.chain(sums).collect::<Vec<_>>())
}

fn visits() -> Expr {
    col(col::VISITS).sum()
}

/// Counts of each row in place of the flags of its period: sums of these are faster than sums of some rows.
fn counted(rows: LazyFrame) -> LazyFrame {
    let visits_of = |flag: &str| (col(col::VISITS) * col(flag)).alias(flag);
    let seen = when(col(col::VISITS).gt(lit(0))).then(col(col::PERIOD)).otherwise(lit(NULL));
    rows.with_columns([
        visits_of(col::MEASURABLE),
        visits_of(col::LAST),
        visits_of(col::PREVIOUS),
        seen.alias(col::SEEN_IN),
    ])
}

/// What converted in the last period, before its flag is a count.
fn with_last(rows: LazyFrame) -> LazyFrame {
    let last = |name: &str, alias: &str| (col(name) * col(col::LAST)).alias(alias);
    rows.with_columns([
        last(col::CONVERTED, col::LAST_CONVERTED),
        last(col::CONVERSIONS, col::LAST_CONVERSIONS),
    ])
}

fn measurable() -> Expr {
    col(col::MEASURABLE).sum()
}

fn last() -> Expr {
    col(col::LAST).sum()
}

/// The first period with visits.
fn first() -> Expr {
    col(col::SEEN_IN).min().fill_null(lit(0)).alias(col::FIRST)
}

fn latest() -> Expr {
    col(col::SEEN_IN).max().fill_null(lit(0)).alias(col::LATEST)
}

fn campaigns(frame: LazyFrame) -> LazyFrame {
    let of_label = [
        visits(),
        measurable(),
        col(col::CONVERTED).sum(),
        col(col::CONVERSIONS).sum(),
        col(col::REVENUE).sum(),
        last(),
        col(col::LAST_CONVERTED).sum(),
        col(col::LAST_CONVERSIONS).sum(),
        col(col::PREVIOUS).sum(),
        first(),
        latest(),
        col(col::PERIOD).alias(col::PERIODS),
        col(col::VISITS).alias(col::BY_PERIOD),
        col(col::UNKNOWN).first().not().alias(col::USABLE),
        col(col::PERSONAL).first(),
        col(col::FOLDED).first(),
    ];
    of_labels(frame, &[col::NAME], of_label)
}

fn tags(frame: LazyFrame) -> LazyFrame {
    let of_class = [col::CHANNEL, col::GUESSED, col::UNKNOWN, col::FOLDED].map(|name| col(name).first());
    let [channel, guessed, unknown, folded] = of_class;
    let of_label = [visits(), measurable(), last(), first(), latest(), channel, guessed, unknown, folded];
    of_labels(frame, &[col::SOURCE, col::MEDIUM, col::NAME], of_label)
}

fn tagged(frame: LazyFrame) -> LazyFrame {
    let known = frame.filter(col(col::UNKNOWN).not().and(col(col::CHANNEL).is_not_null()));
    sums_by(known, &[col::CHANNEL, col::GUESSED], [visits(), measurable(), last()])
}

/// By medium and source, or by name and keyword where Matomo knows no more.
fn paid(frame: LazyFrame) -> LazyFrame {
    let is_paid = col(col::CHANNEL).eq(lit(PAID)).fill_null(lit(false));
    let paid = col(col::VISITS).filter(is_paid).sum().alias(col::PAID);
    sums_by(frame, &[col::NAME], [visits(), paid]).filter((col(col::PAID) * lit(2)).gt(col(col::VISITS)))
}

fn entries(site: &mut Facts, mut pages: Vec<Page>) {
    pages.sort_unstable_by_key(|page| page.group);
    for Page { segment, origin, path, query, visits, summary, .. } in pages {
        let entries = match segment.as_str() {
            id if id == Segment::All.id() => &mut site.entries,
            id if id == Segment::Direct.id() => &mut site.direct_entries,
            _ => &mut site.direct_entries_before,
        };
        entries.push(Entry { origin, path, query, visits, summary });
    }
}

//! From frames to the audit: metrics, then findings. No network, no clock.

mod actions;
mod campaigns;
pub mod classify;
mod coverage;
mod delivered;
mod facts;
pub mod findings;
pub mod gate;
pub mod links;
mod metrics;
mod movement;
mod pages;
mod portfolio;
mod seen;
mod series;
#[cfg(test)]
mod simulations;
mod spellings;
mod verdict;
mod what_if;

use std::collections::HashSet;

use jiff::ZonedDateTime;
use jiff::civil::Date;
use polars_core::runtime::THREAD_POOL;
use rayon::prelude::*;
use url::Url;

use crate::config::Settings;
use crate::frames::{FrameError, Read, SiteMeta};
use crate::labels::as_matomo;
use crate::ledger::Fault;
use crate::locale::Text;
use crate::matomo::Instance;
use crate::model::{
    Campaigns, ChannelRow, EntryPages, LedgerReport, Limits, LinkRow, Matomo, MonthReport, PeriodRow, Report,
    ReportWindow, SiteError, SiteReport, Verdict,
};
use crate::period::{Period, Unit};
pub use campaigns::SiteTotal;
use facts::Facts;
use metrics::SitePeriods;
use spellings::TagParts;

/// What the audits of all sites share.
#[derive(Debug)]
struct Basis<'a> {
    settings: &'a Settings,
    limits: Limits,
    /// Names that tags may have, as Matomo shows them: those of the plan and of the ledger.
    planned: HashSet<String>,
    /// Campaigns of the ledger, also of links that lead elsewhere.
    listed: HashSet<String>,
}

impl<'a> Basis<'a> {
    fn new(settings: &'a Settings) -> Self {
        let thresholds = &settings.thresholds;
        let limits = Limits {
            watch: thresholds.watch.fraction(),
            red_flag: thresholds.red_flag.fraction(),
            min_visits: u64::from(thresholds.min_visits.get()),
        };
        let links = settings.ledger.iter().flat_map(|ledger| &ledger.links);
        let listed = links.map(|link| as_matomo(&link.campaign)).collect();
        Self { settings, limits, planned: planned(settings), listed }
    }
}

/// The sites of a report.
#[derive(Debug)]
pub struct Audited<'a> {
    settings: &'a Settings,
    limits: Limits,
    sites: Vec<SiteReport>,
    window: Option<Period>,
    dimensions: bool,
}

impl<'a> Audited<'a> {
    /// Audits sites as they are read: of those that are done, the reports are left.
    pub fn of(settings: &'a Settings, read: impl Iterator<Item = Read> + Send) -> Result<Self, FrameError> {
        let basis = Basis::new(settings);
        // Each thread takes more when it is done. Those of polars: others would only wait for them.
        let parts = || read.par_bridge().map(|read| part(&read, &basis)).collect();
        let parts: Result<Vec<_>, FrameError> = THREAD_POOL.install(parts);
        let (sites, windows): (Vec<_>, Vec<_>) = parts?.into_iter().flatten().unzip();
        let dimensions = sites.iter().any(|site: &SiteReport| site.campaign_dimensions);
        let window = windows.into_iter().reduce(|known: Period, window| Period {
            from: known.from.min(window.from),
            to: known.to.max(window.to),
        });
        Ok(Self { settings, limits: basis.limits, sites, window, dimensions })
    }

    pub fn report(
        mut self,
        instance: &Instance,
        generated_at: ZonedDateTime,
        errors: Vec<SiteError>,
    ) -> Report {
        let untracked = |site: &SiteReport| site.last().map_or(0, |row| row.untracked);
        self.sites.sort_by_key(|site| (std::cmp::Reverse(untracked(site)), site.id));
        Report {
            generated_at,
            matomo: Matomo {
                url: (&instance.url).into(),
                version: (&instance.version).into(),
                campaign_dimensions: self.dimensions,
            },
            window: ReportWindow { unit: self.settings.unit, period: self.window.unwrap_or_default() },
            thresholds: self.limits,
            total: portfolio::total(&self.sites),
            sites: self.sites,
            errors,
            demo: matches!(self.settings.origin, crate::config::Origin::Demo),
            summary: false,
            details: false,
        }
    }
}

/// The reports of the sites of some frames, with the window of each.
fn part((frames, sites): &Read, basis: &Basis<'_>) -> Result<Vec<(SiteReport, Period)>, FrameError> {
    let windows = sites.iter().map(|site| (site.info.id, &site.window)).collect();
    let core = sites.iter().filter(|site| !site.dimensions).map(|site| site.info.id).collect();
    let delivered = delivered::table(frames)?;
    let frames = &delivered::complete(frames, &delivered)?;
    let classes = classify::classify(frames, &basis.settings.channels, &core)?;
    let table = metrics::table(&classes, &delivered)?;
    let mut periods = metrics::by_site(&table, &windows, basis.limits)?;
    let mut facts = facts::facts(frames, &classes, &table)?;
    drop(classes);
    let followed = sites.iter().filter(|site| site.days.is_some()).map(|site| site.info.id).collect();
    let mut links = links::rows(frames, &followed)?;
    let found: Vec<_> = sites
        .iter()
        .map(|site| {
            let id = site.info.id;
            (
                site,
                periods.remove(&id).unwrap_or_default(),
                facts.remove(&id).unwrap_or_default(),
                links.remove(&id).unwrap_or_default(),
            )
        })
        .collect();
    let report = |(site, found, facts, links): (&SiteMeta, _, _, _)| {
        let window = Period { from: site.window.from(), to: site.window.to() };
        (site_report(site, found, facts, &links, basis), window)
    };
    Ok(found.into_par_iter().map(report).collect())
}

fn site_report(
    site: &SiteMeta,
    found: SitePeriods,
    mut facts: Facts,
    links: &links::Rows,
    basis: &Basis<'_>,
) -> SiteReport {
    let &Basis { settings, limits, ref planned, ref listed } = basis;
    let Told { periods, total, channels, unmatched, coverage_unknown } =
        told(site, &found, &mut facts, settings);
    let [entry_pages_before, entry_pages] = last_entry_pages(site, &facts, &periods, settings, &channels);
    let spellings = spellings::campaigns(&facts);
    let followed = links::Found { meta: site, periods: &periods, total };
    let (links, ledger) = links::links(followed, links, settings, listed);
    let seen = findings::Site {
        spellings: &spellings,
        tag_parts: TagParts::of(&facts),
        meta: site,
        periods: &periods,
        disagreements: &found.disagreements,
        facts: &facts,
        channels: &channels,
        planned,
        links: &links,
        ledger: ledger.as_ref(),
        faults: faults(site, settings),
        entry_pages: &entry_pages,
        entry_pages_before: &entry_pages_before,
        movement: movement::of(&periods, limits),
        limits,
        unit: settings.unit,
    };
    let (findings, mended) = findings::told(&seen, &settings.findings);
    let campaigns = campaigns(site, &facts, total, &periods);
    SiteReport {
        movement: seen.movement,
        id: site.info.id,
        name: (&site.info.name).into(),
        time_zone: (&site.info.time_zone).into(),
        main_url: (&site.info.main_url).into(),
        verdict: periods.last().map_or(Verdict::Inconclusive, |row| row.verdict),
        inconclusive: verdict::why_inconclusive(settings.unit, &periods, created(site), limits),
        what_if: periods.last().map_or_else(Vec::new, |last| what_if::what_if(last, &channels)),
        campaign_dimensions: site.dimensions,
        actions: actions::actions(&seen, &campaigns, total),
        campaigns,
        month: month(&links, ledger.as_ref(), &periods, settings.unit),
        links,
        ledger,
        hosts: hosts(site),
        mended,
        coverage_unknown,
        periods,
        median_share: found.median_share,
        channels,
        unmatched,
        entry_pages,
        findings,
    }
}

/// The periods of a site, and what its channels are in them.
struct Told {
    periods: Vec<PeriodRow>,
    total: SiteTotal,
    channels: Vec<ChannelRow>,
    unmatched: u64,
    coverage_unknown: Option<Text>,
}

fn told(site: &SiteMeta, found: &SitePeriods, facts: &mut Facts, settings: &Settings) -> Told {
    let mut periods = found.rows.clone();
    let visits = periods.iter().filter(|row| row.complete).map(|row| row.visits).sum();
    let total = SiteTotal { visits, converted: found.converted };
    let coverage_unknown = coverage::unknown(&periods);
    let channels = channels(facts, &periods, settings);
    let unmatched = unmatched(&periods, &channels, coverage_unknown.is_some());
    own_periods(&mut periods, site);
    if periods.last().is_some_and(|row| !row.complete) {
        facts.forget_entries();
    }
    Told { periods, total, channels, unmatched, coverage_unknown }
}

fn campaigns(site: &SiteMeta, facts: &Facts, total: SiteTotal, periods: &[PeriodRow]) -> Campaigns {
    let (goal, currency) = (site.goal.clone(), &site.info.currency);
    campaigns::campaigns(facts, total, goal, currency, compared(periods))
}

fn month(
    links: &[LinkRow],
    ledger: Option<&LedgerReport>,
    periods: &[PeriodRow],
    unit: Unit,
) -> Option<MonthReport> {
    let ledger = ledger.filter(|_| unit == Unit::Month)?;
    links::month(links, periods, &ledger.unlisted_visits)
}

/// The hosts of its addresses.
fn hosts(site: &SiteMeta) -> Vec<String> {
    site.urls.iter().filter_map(|url| Some(Url::parse(url).ok()?.host_str()?.to_owned())).collect()
}

/// The names that tags may have, as Matomo shows them.
fn planned(settings: &Settings) -> HashSet<String> {
    let plan = settings.plan.mediums.keys().chain(settings.plan.sources.keys()).map(String::as_str);
    let links = settings.ledger.iter().flat_map(|ledger| &ledger.links);
    let tags = links.flat_map(|link| [&*link.campaign, &*link.source, &*link.medium]);
    plan.chain(tags).map(as_matomo).collect()
}

/// What is wrong with the ledger, for the sites to which it leads, or for all where it leads to none.
fn faults<'a>(site: &SiteMeta, settings: &'a Settings) -> &'a [Fault] {
    let ledger = settings.ledger.as_ref().filter(|ledger| site.days.is_some() || ledger.links.is_empty());
    ledger.map_or(&[], |ledger| &ledger.faults)
}

fn channels(facts: &Facts, periods: &[PeriodRow], settings: &Settings) -> Vec<ChannelRow> {
    let covered_from = settings.thresholds.covered.fraction();
    coverage::coverage(facts, periods, &settings.channels, &settings.used_channels, covered_from)
}

/// Tagged visits that mean no channel; of all periods where `any` counts, as no coverage is told then.
fn unmatched(periods: &[PeriodRow], channels: &[ChannelRow], any: bool) -> u64 {
    let tagged: u64 = periods.iter().filter(|row| row.measurable || any).map(|row| row.tagged).sum();
    let matched: u64 = channels.iter().map(|channel| channel.tagged).sum();
    tagged.saturating_sub(matched)
}

/// The entry pages of the period before the last, and of the last.
fn last_entry_pages(
    site: &SiteMeta,
    facts: &Facts,
    periods: &[PeriodRow],
    settings: &Settings,
    channels: &[ChannelRow],
) -> [EntryPages; 2] {
    let link_for = pages::without_referrer(channels, &settings.used_channels, &settings.channels);
    let not_read = || (!settings.entry_pages).then(|| Text::new("pages-not-read"));
    let kinds = pages::Kinds::new(&settings.pages, site.urls.iter().chain([&site.info.main_url]));
    let of = |entries, row: Option<&PeriodRow>| {
        let incomplete = row.filter(|row| !row.complete).map(|_| Text::new("pages-incomplete"));
        let unavailable = || site.pages_unavailable.clone().or_else(not_read);
        let direct = row.map_or(0, |row| row.direct);
        pages::entry_pages(
            entries,
            direct,
            incomplete.or_else(unavailable),
            &kinds,
            &site.info.main_url,
            &link_for,
        )
    };
    let mut newest = periods.iter().rev();
    let last = of(&facts.direct_entries, newest.next());
    [of(&facts.direct_entries_before, newest.next()), last]
}

/// Leaves out the periods before a site existed. Imported visits may be older
/// than the site's entry in Matomo, so periods with visits stay.
fn own_periods(rows: &mut Vec<PeriodRow>, site: &SiteMeta) {
    let Some(created) = created(site) else { return };
    let own = rows.iter().position(|row| row.visits > 0 || row.period.to >= created);
    // The last period stays: a site always has a verdict, if only "no visits".
    rows.drain(..own.unwrap_or(rows.len().saturating_sub(1)));
}

/// Whether the campaigns of the last two periods can be compared: what was not
/// delivered is neither new nor gone.
fn compared(rows: &[PeriodRow]) -> bool {
    let told = |row: &PeriodRow| row.complete && row.missing.campaigns == 0;
    matches!(rows, [.., before, last] if told(before) && told(last)) || matches!(rows, [last] if told(last))
}

/// The day on which the site was made, in its own time zone.
fn created(site: &SiteMeta) -> Option<Date> {
    let zone = site.info.zone().ok()?;
    Some(site.info.created?.to_zoned_datetime(zone).date())
}

#[cfg(test)]
mod mutations;
#[cfg(test)]
mod tests;

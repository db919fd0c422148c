//! From frames to the audit: metrics, then findings. No network, no clock.

mod campaigns;
pub mod classify;
mod coverage;
mod facts;
pub mod findings;
pub mod gate;
mod metrics;
mod movement;
mod pages;
mod portfolio;
mod series;
#[cfg(test)]
mod simulations;
pub mod stats;
pub mod text;
mod verdict;
mod what_if;

use std::collections::HashMap;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::config::Settings;
use crate::frames::{FrameError, Frames};
use crate::locale::Text;
use crate::matomo::{Instance, SiteInfo};
use crate::period::{Period, Window};
use crate::report::{
    ChannelRow, GoalChoice, Limits, Matomo, PeriodRow, Report, ReportWindow, SiteError, SiteReport, Verdict,
};
use facts::Facts;
use metrics::SitePeriods;
use text::personal::redact;

/// What is known of a site beside its reports.
#[derive(Debug, Clone)]
pub struct SiteMeta {
    pub info: SiteInfo,
    pub window: Window,
    /// Whether source and medium could be read.
    pub dimensions: bool,
    /// Main address and aliases.
    pub urls: Vec<String>,
    pub goal: GoalChoice,
    /// Why the entry pages of direct visits could not be read.
    pub pages_unavailable: Option<Text>,
}

/// Everything that an audit starts from.
#[derive(Debug)]
pub struct Input<'a> {
    pub frames: &'a Frames,
    pub sites: &'a [SiteMeta],
    pub instance: &'a Instance,
    pub settings: &'a Settings,
    pub generated_at: ZonedDateTime,
    pub errors: Vec<SiteError>,
}

/// The audit of all sites.
pub fn audit(input: Input<'_>) -> Result<Report, FrameError> {
    let Input { frames, sites, instance, settings, generated_at, errors } = input;
    let thresholds = &settings.thresholds;
    let limits = Limits {
        watch: thresholds.watch.fraction(),
        red_flag: thresholds.red_flag.fraction(),
        min_visits: u64::from(thresholds.min_visits.get()),
    };
    let windows: HashMap<u64, &Window> = sites.iter().map(|site| (site.info.id, &site.window)).collect();
    let core = sites.iter().filter(|site| !site.dimensions).map(|site| site.info.id).collect();
    let classes = classify::classify(frames, &settings.channels, &core)?;
    let mut periods = metrics::by_site(&metrics::table(frames, &classes)?, &windows, limits)?;
    let mut channels = coverage::coverage(
        &classes,
        sites,
        &settings.channels,
        &settings.used_channels,
        thresholds.covered.fraction(),
    )?;
    let last = i64::from(settings.last) - 1;
    let mut facts = facts::facts(frames, &classes, last)?;
    let mut reports: Vec<_> = sites
        .iter()
        .map(|site| {
            let id = site.info.id;
            let found = periods.remove(&id).unwrap_or_default();
            let channels = channels.remove(&id).unwrap_or_default();
            let facts = facts.remove(&id).unwrap_or_default();
            site_report(site, found, channels, &facts, settings, limits)
        })
        .collect();
    reports.sort_by_key(|site| (std::cmp::Reverse(site.last().map_or(0, |row| row.untracked)), site.id));
    Ok(Report {
        generated_at,
        matomo: Matomo {
            url: instance.url.clone(),
            version: instance.version.clone(),
            campaign_dimensions: sites.iter().any(|site| site.dimensions),
        },
        window: ReportWindow { unit: settings.unit, period: whole(sites) },
        thresholds: limits,
        total: portfolio::total(&reports),
        sites: reports,
        errors,
        demo: matches!(settings.origin, crate::config::Origin::Demo),
        summary: false,
    })
}

fn site_report(
    site: &SiteMeta,
    found: SitePeriods,
    channels: Vec<ChannelRow>,
    facts: &Facts,
    settings: &Settings,
    limits: Limits,
) -> SiteReport {
    let SitePeriods { rows: mut periods, median_share, disagreements, converted } = found;
    let visits = periods.iter().map(|row| row.visits).sum();
    let tagged: u64 = periods.iter().map(|row| row.tagged).sum();
    let matched: u64 = channels.iter().map(|channel| channel.tagged).sum();
    own_periods(&mut periods, site);
    let last = periods.last();
    let not_read = (!settings.entry_pages).then(|| Text::new("pages-not-read"));
    let entry_pages_of = |entries, row: Option<&PeriodRow>| {
        pages::entry_pages(
            entries,
            row.map_or(0, |row| row.direct),
            site.pages_unavailable.clone().or_else(|| not_read.clone()),
            &settings.pages,
            &site.info.main_url,
            pages::least_covered(&channels, &settings.channels),
        )
    };
    let entry_pages = entry_pages_of(&facts.direct_entries, last);
    let entry_pages_before = entry_pages_of(&facts.direct_entries_before, periods.iter().rev().nth(1));
    let movement = movement::of(&periods, limits);
    let findings = findings::findings(
        &findings::Site {
            meta: site,
            periods: &periods,
            disagreements: &disagreements,
            facts,
            channels: &channels,
            entry_pages: &entry_pages,
            entry_pages_before: &entry_pages_before,
            movement,
            limits,
            unit: settings.unit,
        },
        &settings.findings,
    );
    let total = campaigns::SiteTotal { visits, converted };
    SiteReport {
        id: site.info.id,
        name: redact(&site.info.name).into_owned(),
        time_zone: site.info.time_zone.clone(),
        main_url: site.info.main_url.clone(),
        verdict: last.map_or(Verdict::Inconclusive, |row| row.verdict),
        inconclusive: verdict::why_inconclusive(settings.unit, &periods, created(site), limits),
        what_if: last.map_or_else(Vec::new, |last| what_if::what_if(last, &channels, &settings.channels)),
        campaigns: campaigns::campaigns(facts, total, site.goal.clone(), &site.info.currency),
        periods,
        median_share,
        movement,
        channels,
        unmatched: tagged.saturating_sub(matched),
        entry_pages,
        findings,
    }
}

/// Leaves out the periods before a site existed. Imported visits may be older
/// than the site's entry in Matomo, so periods with visits stay.
fn own_periods(rows: &mut Vec<PeriodRow>, site: &SiteMeta) {
    let Some(created) = created(site) else { return };
    let own = rows.iter().position(|row| row.visits > 0 || row.period.to >= created);
    // The last period stays: a site always has a verdict, if only "no visits".
    rows.drain(..own.unwrap_or(rows.len().saturating_sub(1)));
}

/// The day on which the site was made, in its own time zone.
fn created(site: &SiteMeta) -> Option<Date> {
    let zone = site.info.zone().ok()?;
    Some(site.info.created?.to_zoned_datetime(zone).date())
}

/// From the earliest first day to the latest last day.
fn whole(sites: &[SiteMeta]) -> Period {
    let from = sites.iter().map(|site| site.window.from()).min();
    let to = sites.iter().map(|site| site.window.to()).max();
    Period { from: from.unwrap_or_default(), to: to.unwrap_or_default() }
}

#[cfg(test)]
mod tests;

//! What the findings look at: each site's labels with their visits, plain.

use std::collections::{HashMap, HashSet};

use polars::prelude::*;

use super::classify::{Classified, class};
use crate::api::Method;
use crate::channels::PAID;
use crate::frames::{FrameError, Frames, Segment, col, read};

/// The labels of one site over the window, as Matomo has them: hostile, and
/// not yet redacted.
#[derive(Debug, Default)]
pub struct Facts {
    pub campaigns: Vec<CampaignFacts>,
    /// Campaign, keyword, visits.
    pub keywords: Vec<(String, String, u64)>,
    /// Campaigns most of whose visits are of links that are paid for.
    pub paid: HashSet<String>,
    /// Source, medium, campaign, visits, id of the channel.
    pub tags: Vec<TagFacts>,
    /// Visits of all mediums, from the report of mediums, in periods in which
    /// tags can be measured.
    pub medium_visits: u64,
    /// Host, visits, id of the channel.
    pub websites: Vec<(String, u64, Option<String>)>,
    /// Entry pages of all visits of the last period.
    pub entries: Vec<Entry>,
    /// Entry pages of its direct visits.
    pub direct_entries: Vec<Entry>,
    /// Those of the period before.
    pub direct_entries_before: Vec<Entry>,
    /// Reports that ended in a row "Others", with the visits in it.
    pub truncated: Vec<(Method, u64)>,
}

#[derive(Debug, Clone, Default)]
pub struct CampaignFacts {
    pub name: String,
    pub visits: u64,
    /// Those of periods in which tags can be measured.
    pub measurable: u64,
    pub converted: u64,
    pub conversions: u64,
    pub revenue: f64,
    pub last_visits: u64,
    pub previous_visits: u64,
    /// Whether its name names an action.
    pub usable: bool,
}

#[derive(Debug, Clone)]
pub struct TagFacts {
    pub source: String,
    pub medium: String,
    pub name: String,
    pub visits: u64,
    /// Those of periods in which tags can be measured.
    pub measurable: u64,
    pub channel: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Scheme and host; empty when Matomo does not say.
    pub origin: String,
    pub path: String,
    pub query: String,
    pub visits: u64,
    /// Whether the row sums several pages.
    pub summary: bool,
}

impl Facts {
    /// Forgets the entry pages of a period that cannot be judged.
    pub fn forget_entries(&mut self) {
        self.entries.clear();
        self.direct_entries.clear();
        self.direct_entries_before.clear();
    }
}

type BySite = HashMap<u64, Facts>;

/// The facts of all sites. `last` is the index of the last period.
pub fn facts(frames: &Frames, classes: &Classified, last: i64) -> Result<BySite, FrameError> {
    let mut sites = BySite::new();
    campaigns(&mut sites, classes, last)?;
    keywords(&mut sites, frames)?;
    tags(&mut sites, classes)?;
    paid(&mut sites, classes)?;
    mediums(&mut sites, classes)?;
    websites(&mut sites, classes)?;
    entries(&mut sites, frames)?;
    truncated(&mut sites, frames)?;
    Ok(sites)
}

fn visits() -> Expr {
    col(col::VISITS).sum()
}

fn measurable_visits() -> Expr {
    col(col::VISITS).filter(col(class::MEASURABLE)).sum().alias(class::MEASURABLE)
}

fn visits_of(period: i64, name: &str) -> Expr {
    col(col::VISITS).filter(col(col::PERIOD).eq(lit(period))).sum().alias(name)
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn campaigns(sites: &mut BySite, classes: &Classified, last: i64) -> Result<(), FrameError> {
    let table = classes
        .campaigns
        .clone()
        .lazy()
        .filter(col(col::SUMMARY).not())
        .group_by([col(col::SITE), col(col::NAME), col(class::UNKNOWN)])
        .agg([
            visits(),
            measurable_visits(),
            col(col::CONVERTED).sum(),
            col(col::CONVERSIONS).sum(),
            col(col::REVENUE).sum(),
            visits_of(last, "last"),
            visits_of(last - 1, "previous"),
        ])
        .collect()?;
    let ids = read::counts(&table, col::SITE)?;
    let names = read::texts(&table, col::NAME)?;
    let unknown = read::flags(&table, class::UNKNOWN)?;
    let revenue = read::numbers(&table, col::REVENUE)?;
    let [visits, measurable, converted, conversions, last, previous] =
        [col::VISITS, class::MEASURABLE, col::CONVERTED, col::CONVERSIONS, "last", "previous"]
            .map(|name| read::counts(&table, name));
    let (visits, measurable, converted, conversions, last, previous) =
        (visits?, measurable?, converted?, conversions?, last?, previous?);
    for i in 0..table.height() {
        sites.entry(ids[i]).or_default().campaigns.push(CampaignFacts {
            name: text(names[i]),
            visits: visits[i],
            measurable: measurable[i],
            converted: converted[i],
            conversions: conversions[i],
            revenue: revenue[i].unwrap_or(0.0),
            last_visits: last[i],
            previous_visits: previous[i],
            usable: !unknown[i],
        });
    }
    for site in sites.values_mut() {
        site.campaigns.sort_by(|a, b| b.visits.cmp(&a.visits).then_with(|| a.name.cmp(&b.name)));
    }
    Ok(())
}

fn keywords(sites: &mut BySite, frames: &Frames) -> Result<(), FrameError> {
    let keys = [col(col::SITE), col(col::NAME), col(col::KEYWORD)];
    let table = frames.keywords.clone().lazy().group_by(keys).agg([visits()]).collect()?;
    let names = read::texts(&table, col::NAME)?;
    let keywords = read::texts(&table, col::KEYWORD)?;
    let counts = read::counts(&table, col::VISITS)?;
    for (i, id) in read::counts(&table, col::SITE)?.into_iter().enumerate() {
        sites.entry(id).or_default().keywords.push((text(names[i]), text(keywords[i]), counts[i]));
    }
    Ok(())
}

/// By medium and source, or by name and keyword where Matomo knows no more.
fn paid(sites: &mut BySite, classes: &Classified) -> Result<(), FrameError> {
    for frame in [&classes.tags, &classes.keywords] {
        let is_paid = col(class::CHANNEL).eq(lit(PAID)).fill_null(lit(false));
        let table = frame
            .clone()
            .lazy()
            .group_by([col(col::SITE), col(col::NAME)])
            .agg([visits(), col(col::VISITS).filter(is_paid).sum().alias(PAID)])
            .filter((col(PAID) * lit(2)).gt(col(col::VISITS)))
            .collect()?;
        let names = read::texts(&table, col::NAME)?;
        for (id, name) in read::counts(&table, col::SITE)?.into_iter().zip(names) {
            sites.entry(id).or_default().paid.insert(text(name));
        }
    }
    Ok(())
}

fn tags(sites: &mut BySite, classes: &Classified) -> Result<(), FrameError> {
    let keys = [col::SITE, col::SOURCE, col::MEDIUM, col::NAME, class::CHANNEL].map(col);
    let table = classes.tags.clone().lazy().group_by(keys).agg([visits(), measurable_visits()]).collect()?;
    let [sources, mediums, names, channels] =
        [col::SOURCE, col::MEDIUM, col::NAME, class::CHANNEL].map(|name| read::texts(&table, name));
    let (sources, mediums, names, channels) = (sources?, mediums?, names?, channels?);
    let counts = read::counts(&table, col::VISITS)?;
    let measurable = read::counts(&table, class::MEASURABLE)?;
    for (i, id) in read::counts(&table, col::SITE)?.into_iter().enumerate() {
        sites.entry(id).or_default().tags.push(TagFacts {
            source: text(sources[i]),
            medium: text(mediums[i]),
            name: text(names[i]),
            visits: counts[i],
            measurable: measurable[i],
            channel: channels[i].map(str::to_owned),
        });
    }
    for site in sites.values_mut() {
        site.tags.sort_by(|a, b| {
            let order = b.visits.cmp(&a.visits);
            order.then_with(|| (&a.source, &a.medium, &a.name).cmp(&(&b.source, &b.medium, &b.name)))
        });
    }
    Ok(())
}

fn mediums(sites: &mut BySite, classes: &Classified) -> Result<(), FrameError> {
    let by_site = classes.mediums.clone().lazy().group_by([col(col::SITE)]);
    let table = by_site.agg([measurable_visits()]).collect()?;
    let counts = read::counts(&table, class::MEASURABLE)?;
    for (i, id) in read::counts(&table, col::SITE)?.into_iter().enumerate() {
        sites.entry(id).or_default().medium_visits = counts[i];
    }
    Ok(())
}

fn websites(sites: &mut BySite, classes: &Classified) -> Result<(), FrameError> {
    let keys = [col::SITE, col::HOST, class::CHANNEL].map(col);
    let table = classes
        .websites
        .clone()
        .lazy()
        .filter(col(col::SUMMARY).not())
        .group_by(keys)
        .agg([visits()])
        .collect()?;
    let hosts = read::texts(&table, col::HOST)?;
    let channels = read::texts(&table, class::CHANNEL)?;
    let counts = read::counts(&table, col::VISITS)?;
    for (i, id) in read::counts(&table, col::SITE)?.into_iter().enumerate() {
        let website = (text(hosts[i]), counts[i], channels[i].map(str::to_owned));
        sites.entry(id).or_default().websites.push(website);
    }
    Ok(())
}

fn entries(sites: &mut BySite, frames: &Frames) -> Result<(), FrameError> {
    let keys = [col::SITE, col::SEGMENT, col::URL, col::PATH, col::QUERY, col::SUMMARY].map(col);
    let table = frames
        .entry_pages
        .clone()
        .lazy()
        .group_by(keys)
        .agg([visits()])
        .sort([col::SITE, col::PATH, col::QUERY, col::URL], SortMultipleOptions::default())
        .collect()?;
    let segments = read::texts(&table, col::SEGMENT)?;
    let origins = read::texts(&table, col::URL)?;
    let paths = read::texts(&table, col::PATH)?;
    let queries = read::texts(&table, col::QUERY)?;
    let summary = read::flags(&table, col::SUMMARY)?;
    let counts = read::counts(&table, col::VISITS)?;
    for (i, id) in read::counts(&table, col::SITE)?.into_iter().enumerate() {
        let site = sites.entry(id).or_default();
        let entry = Entry {
            origin: text(origins[i]),
            path: text(paths[i]),
            query: text(queries[i]),
            visits: counts[i],
            summary: summary[i],
        };
        match segments[i] {
            Some(id) if id == Segment::All.id() => site.entries.push(entry),
            Some(id) if id == Segment::Direct.id() => site.direct_entries.push(entry),
            _ => site.direct_entries_before.push(entry),
        }
    }
    Ok(())
}

fn truncated(sites: &mut BySite, frames: &Frames) -> Result<(), FrameError> {
    for (report, frame) in [(Method::Websites, &frames.websites), (Method::Campaigns, &frames.campaigns)] {
        let table = frame
            .clone()
            .lazy()
            .filter(col(col::SUMMARY))
            .group_by([col(col::SITE)])
            .agg([visits()])
            .collect()?;
        let counts = read::counts(&table, col::VISITS)?;
        for (i, id) in read::counts(&table, col::SITE)?.into_iter().enumerate() {
            sites.entry(id).or_default().truncated.push((report, counts[i]));
        }
    }
    Ok(())
}

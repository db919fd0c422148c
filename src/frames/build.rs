//! Frames under construction: Matomo's rows, one site at a time.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use polars::prelude::*;
use polars::series::IsSorted;

use super::{FrameError, Frames, Segment, col};
use crate::matomo::{Row, SiteAnswers};

/// Rows from which the next site begins other frames. The audit takes each part by itself, while the next ones are
/// read: it needs no more memory than they, however many sites there are. The first part is small, as the audit waits
/// for it; each of the next is twice as large, which costs the audit less, as far as that goes.
pub const FIRST_PART: usize = 1 << 13;
const DOUBLED: usize = 2;

/// A column of texts, built as rows arrive.
struct Texts(StringChunkedBuilder);

impl Texts {
    fn new(name: &'static str) -> Self {
        Self(StringChunkedBuilder::new(name.into(), 0))
    }
    fn column(self) -> Column {
        self.0.finish().into_series().into_column()
    }
}

macro_rules! column {
    (text $name:ident) => { Texts };
    (count $name:ident) => { Vec<i64> };
    (row $name:ident) => { Vec<IdxSize> };
    (sum $name:ident) => { Vec<f64> };
    (flag $name:ident) => { Vec<bool> };
}

macro_rules! new_column {
    (text $name:ident) => {
        Texts::new(col::$name)
    };
    ($kind:ident $name:ident) => {
        Vec::new()
    };
}

macro_rules! finish_column {
    (text $name:ident $value:expr) => {
        $value.column()
    };
    (row $name:ident $value:expr) => {{
        // They come in order, by which they are grouped without a look at each.
        let mut rows = Column::new(col::$name.into(), $value);
        rows.set_sorted_flag(IsSorted::Ascending);
        rows
    }};
    ($kind:ident $name:ident $value:expr) => {
        Column::new(col::$name.into(), $value)
    };
}

/// A frame under construction: one declaration per frame gives its schema, its
/// buffers and its end.
macro_rules! frame {
    ($builder:ident { $($field:ident: $kind:ident $name:ident),+ $(,)? }) => {
        struct $builder { $($field: column!($kind $name)),+ }
        impl $builder {
            fn new() -> Self { Self { $($field: new_column!($kind $name)),+ } }
            fn finish(self) -> Result<DataFrame, FrameError> {
                DataFrame::new_infer_height(vec![$(finish_column!($kind $name self.$field)),+])
            }
        }
    };
}

frame!(VisitsBuilder { site: count SITE, period: count PERIOD, visits: count VISITS, converted: count CONVERTED });
frame!(TypesBuilder { site: count SITE, row: row ROW, id: count TYPE, visits: count VISITS });
frame!(WebsitesBuilder {
    site: count SITE, period: count PERIOD, row: row ROW, host: text HOST, summary: flag SUMMARY,
    visits: count VISITS,
});
frame!(SocialsBuilder {
    site: count SITE, period: count PERIOD, row: row ROW, name: text NAME, host: text HOST, visits: count VISITS,
});
frame!(CampaignsBuilder {
    site: count SITE, period: count PERIOD, row: row ROW, name: text NAME, summary: flag SUMMARY,
    visits: count VISITS, converted: count CONVERTED, conversions: count CONVERSIONS, revenue: sum REVENUE,
});
frame!(KeywordsBuilder {
    site: count SITE, period: count PERIOD, row: row ROW, name: text NAME, keyword: text KEYWORD,
    visits: count VISITS,
});
frame!(TagsBuilder {
    site: count SITE, period: count PERIOD, row: row ROW, source: text SOURCE, medium: text MEDIUM, split: flag SPLIT,
    name: text NAME, visits: count VISITS, converted: count CONVERTED,
});
frame!(MediumsBuilder { site: count SITE, row: row ROW, visits: count VISITS });
frame!(DaysBuilder {
    site: count SITE, period: count PERIOD, name: text NAME, keyword: text KEYWORD, below: flag BELOW,
    summary: flag SUMMARY, visits: count VISITS, converted: count CONVERTED,
});
frame!(EntryPagesBuilder {
    site: count SITE, segment: text SEGMENT, url: text URL, path: text PATH, query: text QUERY, summary: flag SUMMARY,
    visits: count VISITS,
});

/// The frames of some sites under construction.
struct Part {
    /// Rows with which it is complete.
    full: usize,
    sites: Vec<u64>,
    /// How many of them are not read to the end.
    open: usize,
    visits: VisitsBuilder,
    types: TypesBuilder,
    websites: WebsitesBuilder,
    socials: SocialsBuilder,
    campaigns: CampaignsBuilder,
    keywords: KeywordsBuilder,
    tags: TagsBuilder,
    mediums: MediumsBuilder,
    days: DaysBuilder,
    entry_pages: EntryPagesBuilder,
}

/// Takes answers one site at a time, so that only one is held as JSON.
#[derive(Default)]
pub struct Builder {
    /// By number; those that were taken are gone.
    parts: BTreeMap<usize, Part>,
    /// Number of each site's part.
    of_site: HashMap<u64, usize>,
    last: usize,
}

impl Builder {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, site: u64, answers: &SiteAnswers<'_>) {
        self.part(site).add(site as i64, answers);
    }

    pub fn add_entry_pages(&mut self, site: u64, segment: Segment, rows: &[Row<'_>]) {
        self.part(site).add_entry_pages(site as i64, segment, rows);
    }

    /// The answer to [`crate::matomo::Plan::days`]: a table a day.
    pub fn add_days(&mut self, site: u64, dimensions: bool, days: &[Vec<Row<'_>>]) {
        self.part(site).add_days(site as i64, dimensions, days);
    }

    fn part(&mut self, site: u64) -> &mut Part {
        let number = *self.of_site.entry(site).or_insert_with(|| {
            if self.parts.get(&self.last).is_none_or(Part::is_full) {
                self.last += 1;
            }
            let last = self.parts.entry(self.last).or_insert_with(|| Part::new(self.last));
            last.sites.push(site);
            last.open += 1;
            self.last
        });
        self.parts.entry(number).or_insert_with(|| Part::new(number))
    }

    /// Says that nothing more comes of a site, and takes its part when that is complete.
    pub fn close(&mut self, site: u64) -> Result<Option<Frames>, FrameError> {
        let Some(number) = self.of_site.remove(&site) else { return Ok(None) };
        let Entry::Occupied(mut part) = self.parts.entry(number) else { return Ok(None) };
        part.get_mut().open -= 1;
        let complete = part.get().open == 0 && part.get().is_full();
        complete.then(|| part.remove().finish()).transpose()
    }

    pub fn finish(self) -> Result<Vec<Frames>, FrameError> {
        self.parts.into_values().map(Part::finish).collect()
    }
}

impl Part {
    /// The part of this number, from 1.
    fn new(number: usize) -> Self {
        Self {
            full: FIRST_PART << number.saturating_sub(1).min(DOUBLED),
            sites: Vec::new(),
            open: 0,
            visits: VisitsBuilder::new(),
            types: TypesBuilder::new(),
            websites: WebsitesBuilder::new(),
            socials: SocialsBuilder::new(),
            campaigns: CampaignsBuilder::new(),
            keywords: KeywordsBuilder::new(),
            tags: TagsBuilder::new(),
            mediums: MediumsBuilder::new(),
            days: DaysBuilder::new(),
            entry_pages: EntryPagesBuilder::new(),
        }
    }

    fn is_full(&self) -> bool {
        let labels = [&self.websites.site, &self.campaigns.site, &self.keywords.site, &self.tags.site];
        let rows: usize =
            labels.into_iter().chain([&self.entry_pages.site, &self.days.site]).map(Vec::len).sum();
        rows >= self.full
    }

    fn add(&mut self, site: i64, answers: &SiteAnswers<'_>) {
        let first = self.visits.site.len() as IdxSize;
        for (period, summary) in (0..).zip(&answers.visits) {
            self.visits.site.push(site);
            self.visits.period.push(period);
            self.visits.visits.push(summary.visits);
            self.visits.converted.push(summary.converted);
        }
        for (at, row) in by_period(&answers.channel_types) {
            self.types.site.push(site);
            self.types.row.push(first + at);
            // A row without any is a type that this version does not know.
            self.types.id.push(row.channel_type().unwrap_or(-1));
            self.types.visits.push(row.nb_visits);
        }
        for (at, row) in by_period(&answers.websites) {
            self.websites.site.push(site);
            self.websites.period.push(at.into());
            self.websites.row.push(first + at);
            self.websites.host.0.append_value(&row.label);
            self.websites.summary.push(row.is_summary());
            self.websites.visits.push(row.nb_visits);
        }
        for (at, row) in by_period(&answers.socials) {
            self.socials.site.push(site);
            self.socials.period.push(at.into());
            self.socials.row.push(first + at);
            self.socials.name.0.append_value(&row.label);
            self.socials.host.0.append_value(&row.url);
            self.socials.visits.push(row.nb_visits);
        }
        for (at, row) in by_period(&answers.campaigns) {
            self.add_campaign(Place { site, first, at }, row);
        }
        self.add_tags(site, first, answers);
        if let Some(pages) = &answers.entry_pages {
            self.add_entry_pages(site, Segment::All, pages);
        }
    }

    fn add_campaign(&mut self, place: Place, row: &Row<'_>) {
        let campaigns = &mut self.campaigns;
        campaigns.site.push(place.site);
        campaigns.period.push(place.at.into());
        campaigns.row.push(place.row());
        campaigns.name.0.append_value(&row.label);
        campaigns.summary.push(row.is_summary());
        campaigns.visits.push(row.nb_visits);
        campaigns.converted.push(row.nb_visits_converted);
        campaigns.conversions.push(row.nb_conversions);
        campaigns.revenue.push(row.revenue);
        for keyword in &row.subtable {
            self.keywords.site.push(place.site);
            self.keywords.period.push(place.at.into());
            self.keywords.row.push(place.row());
            self.keywords.name.0.append_value(&row.label);
            self.keywords.keyword.0.append_value(&keyword.label);
            self.keywords.visits.push(keyword.nb_visits);
        }
    }

    fn add_tags(&mut self, site: i64, first: IdxSize, answers: &SiteAnswers<'_>) {
        let mediums = answers.mediums.as_deref().unwrap_or_default();
        for (at, row) in by_period(mediums) {
            self.mediums.site.push(site);
            self.mediums.row.push(first + at);
            self.mediums.visits.push(row.nb_visits);
        }
        let known: HashSet<&str> = mediums.iter().flatten().map(|row| &*row.label).collect();
        for (at, row) in by_period(answers.source_medium.as_deref().unwrap_or_default()) {
            let place = Place { site, first, at };
            let (source, medium) = split(&row.label, &known);
            let is_split = !source.is_empty() && known.contains(medium);
            let mut rest = TagMetrics::of(row);
            for name in &row.subtable {
                let metrics = TagMetrics::of(name);
                rest.subtract(metrics);
                self.add_tag(place, [source, medium, &name.label], is_split, metrics);
            }
            // Visits whose campaign has no name are in the row and not below it.
            if rest.visits > 0 {
                self.add_tag(place, [source, medium, ""], is_split, rest);
            }
        }
    }

    fn add_tag(
        &mut self,
        place: Place,
        [source, medium, name]: [&str; 3],
        is_split: bool,
        metrics: TagMetrics,
    ) {
        let tags = &mut self.tags;
        tags.site.push(place.site);
        tags.period.push(place.at.into());
        tags.row.push(place.row());
        tags.source.0.append_value(source);
        tags.medium.0.append_value(medium);
        tags.split.push(is_split);
        tags.name.0.append_value(name);
        tags.visits.push(metrics.visits);
        tags.converted.push(metrics.converted);
    }

    fn add_days(&mut self, site: i64, dimensions: bool, days: &[Vec<Row<'_>>]) {
        for (day, row) in by_period(days) {
            let day = day.into();
            match dimensions {
                true => self.add_day(site, day, ["", &row.label], true, row),
                false => self.add_day(site, day, [&row.label, ""], false, row),
            }
            for keyword in &row.subtable {
                self.add_day(site, day, [&row.label, &keyword.label], true, keyword);
            }
        }
    }

    fn add_day(&mut self, site: i64, day: i64, [name, keyword]: [&str; 2], below: bool, row: &Row<'_>) {
        self.days.site.push(site);
        self.days.period.push(day);
        self.days.name.0.append_value(name);
        self.days.keyword.0.append_value(keyword);
        self.days.below.push(below);
        self.days.summary.push(row.is_summary());
        self.days.visits.push(row.nb_visits);
        self.days.converted.push(row.nb_visits_converted);
    }

    fn add_entry_pages(&mut self, site: i64, segment: Segment, rows: &[Row<'_>]) {
        for row in rows {
            // A page that was only seen on the way is in the report too.
            if row.entry_nb_visits == 0 {
                continue;
            }
            let (path, query) = address(&row.label);
            self.entry_pages.site.push(site);
            self.entry_pages.segment.0.append_value(segment.id());
            self.entry_pages.url.0.append_value(origin(&row.url));
            self.entry_pages.path.0.append_value(&path);
            self.entry_pages.query.0.append_value(&query);
            self.entry_pages.summary.push(row.is_summary());
            self.entry_pages.visits.push(row.entry_nb_visits);
        }
    }

    fn finish(self) -> Result<Frames, FrameError> {
        Ok(Frames {
            sites: self.sites,
            visits: self.visits.finish()?,
            channel_types: self.types.finish()?,
            websites: self.websites.finish()?,
            socials: self.socials.finish()?,
            campaigns: self.campaigns.finish()?,
            keywords: self.keywords.finish()?,
            tags: self.tags.finish()?,
            mediums: self.mediums.finish()?,
            days: self.days.finish()?,
            entry_pages: self.entry_pages.finish()?,
        })
    }
}

fn by_period<'r, 'a>(tables: &'r [Vec<Row<'a>>]) -> impl Iterator<Item = (IdxSize, &'r Row<'a>)> {
    (0..).zip(tables).flat_map(|(period, rows)| rows.iter().map(move |row| (period, row)))
}

/// The period of a row.
#[derive(Clone, Copy)]
struct Place {
    site: i64,
    /// The row in the frame of visits of the site's first period.
    first: IdxSize,
    at: IdxSize,
}

impl Place {
    fn row(self) -> IdxSize {
        self.first + self.at
    }
}

#[derive(Clone, Copy)]
struct TagMetrics {
    visits: i64,
    converted: i64,
}

impl TagMetrics {
    fn of(row: &Row<'_>) -> Self {
        Self { visits: row.nb_visits, converted: row.nb_visits_converted }
    }

    fn subtract(&mut self, other: Self) {
        self.visits -= other.visits;
        self.converted = (self.converted - other.converted).max(0);
    }
}

/// Scheme and host of a page's address: a site may have several hosts.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    if host == 0 { "" } else { &url[..end] }
}

/// Path and query of a page's label. Matomo keeps what is behind a `#` where the site's `keep_url_fragment` says
/// so: a route there (`#/demande`) is part of the path, its parameters are of the query, an anchor is neither.
pub fn address(label: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    let (page, fragment) = label.split_once('#').unwrap_or((label, ""));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let (route, parameters) = fragment.split_once(['?', '&']).unwrap_or((fragment, ""));
    // Without a slash it is an anchor; with an equals sign, parameters, such as those of a sign-on.
    let is_route = (route.contains('/') || route.starts_with('!')) && !route.contains('=');
    let parameters = if is_route || !fragment.contains('=') { parameters } else { fragment };
    let query = match (query, parameters) {
        (query, "") => Cow::Borrowed(query),
        ("", parameters) => Cow::Borrowed(parameters),
        (query, parameters) => Cow::Owned(format!("{query}&{parameters}")),
    };
    if !is_route || matches!(route, "/" | "!" | "!/") {
        return (Cow::Borrowed(path), query);
    }
    // Matomo names the page of a folder `index`, and cuts that off at the end of a label only.
    let folder = path.strip_suffix("index").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    (Cow::Owned(format!("{folder}#{route}")), query)
}

/// Source and medium of a label such as `brevo - email`. One of them alone is
/// a medium when the site has that medium, else a source.
pub fn split<'l>(label: &'l str, mediums: &HashSet<&str>) -> (&'l str, &'l str) {
    const SEPARATOR: &str = " - ";
    if mediums.contains(label) {
        return ("", label);
    }
    // A source may hold the separator itself: the medium that exists decides.
    let cuts = label.match_indices(SEPARATOR).map(|(at, _)| (&label[..at], &label[at + SEPARATOR.len()..]));
    let mut last = None;
    for (source, medium) in cuts {
        if mediums.contains(medium) {
            return (source, medium);
        }
        last = Some((source, medium));
    }
    last.unwrap_or((label, ""))
}

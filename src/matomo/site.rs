//! The reports of one site.

use serde::Deserialize;

use super::answer::{Goal, GoalList, Row, Summary};
use super::bulk::{Answers, Bulk, parse_table};
use super::error::MatomoError;
use super::instance::SiteInfo;
use super::request::Request;
use super::{Recorder, Source};
use crate::api::Method;
use crate::period::{Unit, Window};
use crate::reason::of_json;

/// Largest answer about the goals or the addresses of a site that is read: a
/// thousand of them are some 200 kB.
const SETTINGS_BYTES: usize = 1 << 20;

/// The goals of one site.
pub async fn goals(source: &Source, site: u64) -> Result<Vec<Goal>, MatomoError> {
    let window = Window { unit: Unit::Day, periods: Vec::new() };
    let bulk = Bulk::new(vec![Request::of_site(Method::Goals, site, &window)], window);
    let body = bulk.fetch(source).await?;
    let goals = bulk.read(source, &body)?.value(Method::Goals)?.get();
    let list: Result<GoalList, _> = serde_json::from_str(goals);
    list.map(GoalList::into_vec).map_err(|error| MatomoError::shape(Method::Goals, of_json(&error)))
}

/// The unsegmented reports of one site, over the whole window, by period.
#[derive(Debug)]
pub struct SiteAnswers<'a> {
    pub visits: Vec<Summary>,
    pub channel_types: Vec<Vec<Row<'a>>>,
    pub websites: Vec<Vec<Row<'a>>>,
    pub socials: Vec<Vec<Row<'a>>>,
    pub campaigns: Vec<Vec<Row<'a>>>,
    /// Source and medium; `None` without MarketingCampaignsReporting.
    pub source_medium: Option<Vec<Vec<Row<'a>>>>,
    pub mediums: Option<Vec<Vec<Row<'a>>>>,
    /// Main address and aliases; empty when they could not be read.
    pub urls: Vec<String>,
    pub goals: Vec<Goal>,
    /// Entry pages of all visits of the last period.
    pub entry_pages: Option<Vec<Row<'a>>>,
}

/// The bulk request of one site: what is asked, and how it is read.
#[derive(Debug)]
pub struct Plan {
    pub site: SiteInfo,
    pub window: Window,
    bulk: Bulk,
}

impl Plan {
    /// At most ten reports: newer versions refuse larger bulks of some users.
    pub fn new(site: SiteInfo, window: Window, campaign_dimensions: Option<bool>) -> Self {
        let mut methods = vec![
            Method::Visits,
            Method::ChannelTypes,
            Method::Websites,
            Method::Socials,
            Method::Campaigns,
            Method::SiteUrls,
            Method::Goals,
            Method::EntryPages,
        ];
        // A token that may not ask for the plugin tries its reports.
        if campaign_dimensions != Some(false) {
            methods.extend([Method::SourceMedium, Method::Mediums]);
        }
        let requests = methods.into_iter().map(|method| Request::of_site(method, site.id, &window)).collect();
        let bulk = Bulk::new(requests, window.clone());
        Self { site, window, bulk }
    }

    /// What is asked, in the order of the answers.
    pub fn methods(&self) -> impl Iterator<Item = Method> {
        self.bulk.requests().iter().map(|request| request.method)
    }

    /// The answers, as bytes: they are read one site at a time.
    pub async fn fetch(&self, source: &Source) -> Result<Vec<u8>, MatomoError> {
        self.bulk.fetch(source).await
    }

    pub fn record(&self, recorder: &mut Recorder, body: &[u8]) {
        self.bulk.record(recorder, body);
    }

    /// Reads what was fetched.
    pub fn parse<'a>(&self, source: &Source, body: &'a [u8]) -> Result<SiteAnswers<'a>, MatomoError> {
        let mut answers = self.bulk.read(source, body)?;
        Ok(SiteAnswers {
            visits: answers.metrics(Method::Visits)?,
            channel_types: answers.tables(Method::ChannelTypes)?,
            websites: answers.tables(Method::Websites)?,
            socials: answers.tables(Method::Socials)?,
            campaigns: answers.tables(Method::Campaigns)?,
            // Without the plugin these are refused, which is a fact about the
            // instance and no failure of the site.
            source_medium: answers.spared_tables(Method::SourceMedium),
            mediums: answers.spared_tables(Method::Mediums),
            urls: self.settings(&answers, Method::SiteUrls).unwrap_or_default(),
            goals: self.settings(&answers, Method::Goals).map_or_else(Vec::new, GoalList::into_vec),
            entry_pages: answers.spared_tables(Method::EntryPages).and_then(|mut tables| tables.pop()),
        })
    }

    /// What an audit does without: an unknown form is as good as a refusal.
    fn settings<'a, T: Deserialize<'a>>(&self, answers: &Answers<'a>, method: Method) -> Option<T> {
        let read = || {
            let value = answers.value(method).map_err(|error| format!("{error:?}"))?.get();
            if value.len() > SETTINGS_BYTES {
                return Err(format!("more than {SETTINGS_BYTES} bytes"));
            }
            serde_json::from_str(value).map_err(|error| error.to_string())
        };
        read().inspect_err(|reason| log::info!("site {}: {method}: {reason}", self.site.id)).ok()
    }

    /// The call that tells the visits of links by day, of the `days` that are asked for or of those that were
    /// recorded.
    pub fn days(&self, dimensions: bool, days: Window, source: &Source) -> Bulk {
        let method = if dimensions { Method::CampaignIds } else { Method::CampaignDays };
        let of = |days: &Window| Request::of_site(method, self.site.id, days);
        let days = match source.first_day(&of(&days)) {
            Some(first) if first > days.from() => Window::days(first, days.to()),
            _ => days,
        };
        Bulk::new(vec![of(&days)], days)
    }

    /// The segmented calls: entry pages of the direct visits of the last
    /// period, and of the one before.
    pub fn segmented(&self) -> Vec<Request> {
        let (id, unit) = (self.site.id, self.window.unit);
        let newest = self.window.periods.iter().rev().take(2);
        newest.map(|period| Request::direct_entry_pages(id, unit, *period)).collect()
    }

    /// Reads a segmented table of one period.
    pub fn parse_segmented<'a>(
        &self,
        source: &Source,
        request: &Request,
        body: &'a [u8],
    ) -> Result<Vec<Row<'a>>, MatomoError> {
        parse_table(request.method, &self.window.last_period(), source, body)
    }
}

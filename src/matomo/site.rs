//! The reports of one site.

use serde::de::DeserializeSeed as _;

use super::answer::{
    Answer, ByPeriod, Element, Elements, Goal, Kind, Row, RowLimit, Rows, Summary, parse_table,
};
use super::error::MatomoError;
use super::instance::SiteInfo;
use super::request::Request;
use super::{Recorder, Source};
use crate::labels::fold;
use crate::period::Window;

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

impl SiteAnswers<'_> {
    fn choose_goal(&mut self, goal: &str, campaigns: &[Vec<Row<'_>>], types: &[Vec<Row<'_>>]) {
        for (rows, with_goals) in self.campaigns.iter_mut().zip(campaigns) {
            let mut metrics: std::collections::HashMap<_, _> =
                with_goals.iter().map(|row| (&*row.label, row.goals.0.get(goal))).collect();
            for row in rows {
                let metrics = metrics.remove(&*row.label).flatten().cloned().unwrap_or_default();
                row.nb_visits_converted = metrics.nb_visits_converted;
                row.nb_conversions = metrics.nb_conversions;
                row.revenue = metrics.revenue;
            }
        }
        for (summary, rows) in self.visits.iter_mut().zip(types) {
            let goals = rows.iter().filter_map(|row| row.goals.0.get(goal));
            summary.converted = goals.map(|metrics| metrics.nb_visits_converted).sum();
        }
    }

    /// Matomo's key of the goal with that id or name, and its name.
    pub fn goal(&self, wanted: &str, ecommerce: bool) -> Option<(String, String)> {
        const ORDERS: &str = "ecommerceOrder";
        if wanted.eq_ignore_ascii_case(ORDERS) {
            return ecommerce.then(|| (format!("idgoal={ORDERS}"), ORDERS.to_owned()));
        }
        let wanted = fold(wanted.trim());
        let rules: [&dyn Fn(&&Goal) -> bool; 3] = [
            &|goal| goal.idgoal.to_string() == wanted,
            &|goal| fold(&goal.name) == wanted,
            // As with sites, the beginning of a name is enough when it is the only one.
            &|goal| {
                let begins = |goal: &Goal| fold(&goal.name).starts_with(&wanted);
                begins(goal) && self.goals.iter().filter(|goal| begins(goal)).count() == 1
            },
        ];
        let goal = rules.iter().find_map(|rule| self.goals.iter().find(rule))?;
        Some((format!("idgoal={}", goal.idgoal), goal.name.clone()))
    }
}

/// The bulk request of one site: what is asked, and how it is read.
#[derive(Debug)]
pub struct Plan {
    pub site: SiteInfo,
    pub window: Window,
    requests: Vec<Request>,
    kinds: Vec<Kind>,
}

impl Plan {
    /// At most ten reports: newer versions refuse larger bulks of some users.
    pub fn new(site: SiteInfo, window: Window, campaign_dimensions: Option<bool>) -> Self {
        let (id, last) = (site.id, last_period(&window));
        let mut plan = vec![
            (Request::visits(id, &window), Kind::Visits),
            (Request::channel_types(id, &window), Kind::Table),
            (Request::websites(id, &window), Kind::Table),
            (Request::socials(id, &window), Kind::Table),
            (Request::campaigns(id, &window), Kind::Table),
            (Request::site_urls(id), Kind::Urls),
            (Request::goals(id), Kind::Goals),
            (Request::all_entry_pages(id, window.unit, last.periods[0]), Kind::LastTable),
        ];
        // A token that may not ask for the plugin tries its reports.
        if campaign_dimensions != Some(false) {
            plan.push((Request::source_medium(id, &window), Kind::Table));
            plan.push((Request::mediums(id, &window), Kind::Table));
        }
        let (requests, kinds) = plan.into_iter().unzip();
        Self { site, window, requests, kinds }
    }

    /// The answers, as bytes: they are read one site at a time.
    pub async fn fetch(&self, source: &Source) -> Result<Vec<u8>, MatomoError> {
        source.bulk(&self.requests).await
    }

    pub fn record(&self, recorder: &mut Recorder, body: &[u8]) {
        recorder.bulk(&self.requests, body);
    }

    /// Campaigns and channel types with a block of metrics per goal.
    fn goal_requests(&self) -> [Request; 2] {
        [
            Request::campaign_goals(self.site.id, &self.window),
            Request::channel_type_goals(self.site.id, &self.window),
        ]
    }

    pub async fn fetch_goals(&self, source: &Source) -> Result<Vec<u8>, MatomoError> {
        source.bulk(&self.goal_requests()).await
    }

    pub fn record_goals(&self, recorder: &mut Recorder, body: &[u8]) {
        recorder.bulk(&self.goal_requests(), body);
    }

    /// Puts the conversions of one goal in the place of those of all goals.
    pub fn choose_goal(
        &self,
        answers: &mut SiteAnswers<'_>,
        goal: &str,
        source: &Source,
        body: &[u8],
    ) -> Result<(), MatomoError> {
        let last = last_period(&self.window);
        let kinds = [Kind::Table, Kind::Table];
        let rows = RowLimit::new(source.max_rows());
        let elements = Elements { window: &self.window, last: &last, kinds: &kinds, rows: &rows };
        let elements = elements
            .deserialize(&mut serde_json::Deserializer::from_slice(body))
            .map_err(|error| self.broken(source, body, &error, &rows))?;
        let mut tables = Vec::new();
        for (element, request) in elements.into_iter().zip(self.goal_requests()) {
            if let Element::Table(answer) = element {
                tables.push(unwrap_rows(complete(request.method, &self.window, answer)?));
            }
        }
        if let [campaigns, types] = &tables[..] {
            answers.choose_goal(goal, campaigns, types);
        }
        Ok(())
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
        let method = request.method.to_owned();
        let limit = RowLimit::new(source.max_rows());
        match parse_table(body, &last_period(&self.window), &limit) {
            Ok(Answer::Data(mut tables)) => Ok(tables.pop().flatten().map_or_else(Vec::new, |rows| rows.0)),
            Ok(Answer::Refused(message)) => Err(MatomoError::Api { method, message }),
            Err(_) if limit.is_exceeded() => Err(MatomoError::TooManyRows { method, limit: limit.max() }),
            Err(error) => Err(MatomoError::Shape { method, reason: error.to_string() }),
        }
    }

    /// Reads what was fetched.
    pub fn parse<'a>(&self, source: &Source, body: &'a [u8]) -> Result<SiteAnswers<'a>, MatomoError> {
        let last = last_period(&self.window);
        let rows = RowLimit::new(source.max_rows());
        let elements = Elements { window: &self.window, last: &last, kinds: &self.kinds, rows: &rows };
        // Checked once, instead of string by string.
        let text = std::str::from_utf8(body).map_err(|error| MatomoError::Truncated {
            url: source.address(),
            bytes: body.len(),
            reason: error.to_string(),
        })?;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let elements = elements
            .deserialize(&mut deserializer)
            .and_then(|elements| deserializer.end().map(|()| elements))
            .map_err(|error| self.broken(source, body, &error, &rows))?;
        self.assemble(elements)
    }

    fn broken(
        &self,
        source: &Source,
        body: &[u8],
        error: &serde_json::Error,
        rows: &RowLimit,
    ) -> MatomoError {
        if rows.is_exceeded() {
            return MatomoError::TooManyRows { method: self.method_at(body, rows.max()), limit: rows.max() };
        }
        if error.is_eof() || error.is_syntax() {
            return MatomoError::Truncated {
                url: source.address(),
                bytes: body.len(),
                reason: error.to_string(),
            };
        }
        MatomoError::Shape { method: self.method_at(body, rows.max()), reason: error.to_string() }
    }

    /// The method whose answer has the wrong form, found again for the message.
    fn method_at(&self, body: &[u8], max_rows: u32) -> String {
        let bulk = "API.getBulkRequest".to_owned();
        let Ok(raws) = serde_json::from_slice::<Vec<&serde_json::value::RawValue>>(body) else { return bulk };
        let last = last_period(&self.window);
        let bad = raws.iter().zip(&self.kinds).position(|(raw, kind)| {
            let (kinds, rows) = (std::slice::from_ref(kind), &RowLimit::new(max_rows));
            let one = Elements { window: &self.window, last: &last, kinds, rows };
            let alone = format!("[{raw}]");
            one.deserialize(&mut serde_json::Deserializer::from_str(&alone)).is_err()
        });
        bad.and_then(|index| self.requests.get(index)).map_or(bulk, |request| request.method.to_owned())
    }

    fn assemble<'a>(&self, elements: Vec<Element<'a>>) -> Result<SiteAnswers<'a>, MatomoError> {
        let mut visits = None;
        let mut tables: Vec<(&'static str, bool, ByPeriod<Rows<'a>>)> = Vec::new();
        let mut urls = Vec::new();
        let mut goals = Vec::new();
        for ((element, request), kind) in elements.into_iter().zip(&self.requests).zip(&self.kinds) {
            match element {
                Element::Visits(answer) => visits = Some(complete(request.method, &self.window, answer)?),
                Element::Table(answer) => tables.push((request.method, *kind == Kind::LastTable, answer)),
                Element::Urls(Answer::Data(list)) => urls = list,
                Element::Goals(Answer::Data(list)) => goals = list.into_vec(),
                Element::Urls(Answer::Refused(message)) | Element::Goals(Answer::Refused(message)) => {
                    log::info!("site {}: {}: {message}", self.site.id, request.method);
                }
            }
        }
        let mut take =
            |method: &str| tables.iter().position(|table| table.0 == method).map(|at| tables.remove(at));
        let mut required = |method: &'static str| match take(method) {
            Some((method, _, answer)) => complete(method, &self.window, answer).map(unwrap_rows),
            None => Ok(Vec::new()),
        };
        let channel_types = required("Referrers.getReferrerType")?;
        let websites = required("Referrers.getWebsites")?;
        let socials = required("Referrers.getSocials")?;
        let campaigns = required("Referrers.getCampaigns")?;
        // Without the plugin these are refused, which is a fact about the
        // instance and no failure of the site.
        let mut optional = |method: &'static str| match take(method) {
            Some((_, _, Answer::Refused(message))) => {
                log::info!("site {}: {method}: {message}", self.site.id);
                Ok(None)
            }
            Some((_, true, answer)) => complete(method, &last_period(&self.window), answer).map(Some),
            Some((_, false, answer)) => complete(method, &self.window, answer).map(Some),
            None => Ok(None),
        };
        let source_medium = optional("MarketingCampaignsReporting.getSourceMedium")?.map(unwrap_rows);
        let mediums = optional("MarketingCampaignsReporting.getMedium")?.map(unwrap_rows);
        let entry_pages = optional("Actions.getEntryPageUrls")?.and_then(|tables| unwrap_rows(tables).pop());
        Ok(SiteAnswers {
            visits: visits.unwrap_or_default(),
            channel_types,
            websites,
            socials,
            campaigns,
            source_medium,
            mediums,
            urls,
            goals,
            entry_pages,
        })
    }
}

fn unwrap_rows(tables: Vec<Rows<'_>>) -> Vec<Vec<Row<'_>>> {
    tables.into_iter().map(|rows| rows.0).collect()
}

/// The window of the last period alone.
pub fn last_period(window: &Window) -> Window {
    let last = window.periods.last().copied().into_iter().collect();
    Window { unit: window.unit, periods: last }
}

/// Every period of a report that a verdict rests on: a missing one would count
/// as a period without visits.
fn complete<T>(method: &str, window: &Window, answer: ByPeriod<T>) -> Result<Vec<T>, MatomoError> {
    let method = method.to_owned();
    match answer {
        Answer::Refused(message) => Err(MatomoError::Api { method, message }),
        Answer::Data(values) => {
            let missing = values.iter().zip(&window.periods).find(|(value, _)| value.is_none());
            if let Some((_, period)) = missing {
                let reason = format!("no answer for the period {} to {}", period.from, period.to);
                return Err(MatomoError::Shape { method, reason });
            }
            Ok(values.into_iter().flatten().collect())
        }
    }
}

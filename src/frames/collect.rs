//! From Matomo's answers to frames: each answer becomes rows as it arrives.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_util::{FutureExt as _, StreamExt as _, stream};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::mpsc::Sender;

use super::goal::{self, Wanted};
use super::{Builder, FrameError, Frames, Read, Segment};
use crate::config::Settings;
use crate::context::Context;
use crate::locale::Text;
use crate::matomo::{Instance, Listed, MatomoError, Plan, Recorder, SiteInfo, Source, UnusableSite};
use crate::model::{GoalChoice, ListedSite, SiteError};
use crate::period::Window;

/// What was read beside the sites.
#[derive(Debug)]
pub struct Collected {
    pub instance: Instance,
    pub errors: Vec<SiteError>,
    /// When the answers were given.
    pub now: Timestamp,
}

/// Why nothing could be read.
#[derive(Debug)]
pub enum Unread {
    Matomo(MatomoError),
    /// A defect of this program.
    Frames(FrameError),
}

impl From<MatomoError> for Unread {
    fn from(error: MatomoError) -> Self {
        Self::Matomo(error)
    }
}

impl From<FrameError> for Unread {
    fn from(error: FrameError) -> Self {
        Self::Frames(error)
    }
}

/// What is known of a site beside its reports.
#[derive(Debug, Clone)]
pub struct SiteMeta {
    pub info: SiteInfo,
    pub window: Window,
    /// The day of the audit, in the site's time zone.
    pub today: Date,
    /// Whether source and medium could be read.
    pub dimensions: bool,
    /// Main address and aliases.
    pub urls: Vec<String>,
    pub goal: GoalChoice,
    /// Why the entry pages of direct visits could not be read.
    pub pages_unavailable: Option<Text>,
    /// The days of which the visits of links were read; why none were. `None` where no link of a ledger leads here.
    pub days: Option<Result<Window, Text>>,
}

/// The sites that the token can see.
pub async fn sites(settings: &Settings, context: &Context) -> Result<Vec<ListedSite>, Unread> {
    let source = Source::open(settings)?;
    let mut recorder = recorder(settings, &source, context.now)?;
    let listed = Listed::read(&source).await?;
    // A recording of the list alone has no reports, and is about all of it.
    let only_list = source.no_reports().is_some();
    let selected = listed.select(&settings.sites, |site| only_list || source.holds(site))?;
    if let Some(recorder) = &mut recorder {
        listed.record(recorder, &selected.sites);
    }
    recorder.map_or(Ok(()), Recorder::finish)?;
    let missing = selected.missing.into_iter().map(MatomoError::site_not_visible);
    match missing.chain(selected.unusable.into_iter().map(UnusableSite::error)).next() {
        Some(error) => Err(error.into()),
        None => Ok(selected.sites.iter().map(site).collect()),
    }
}

fn site(site: &SiteInfo) -> ListedSite {
    ListedSite {
        id: site.id,
        name: (&site.name).into(),
        time_zone: (&site.time_zone).into(),
        main_url: (&site.main_url).into(),
    }
}

/// Reads the selected sites, some at the same time, and gives them away as they are read: whoever takes them slowly
/// is waited for.
pub async fn collect(
    settings: &Settings,
    context: &Context,
    progress: bool,
    read: Sender<Read>,
) -> Result<Collected, Unread> {
    let source = Source::open(settings)?;
    if let Some(error) = source.no_reports() {
        return Err(error.into());
    }
    let now = source.recorded_at().unwrap_or(context.now);
    let mut recorder = recorder(settings, &source, context.now)?;
    let listed = Listed::read(&source).await?;
    let selected = listed.select(&settings.sites, |site| source.holds(site))?;
    if let Some(recorder) = &mut recorder {
        listed.record(recorder, &selected.sites);
    }

    let missing = selected.missing.into_iter().map(|id| (Some(id), "", MatomoError::site_not_visible(id)));
    let unusable = selected.unusable.into_iter().map(|site| (None, &*site.name, site.error()));
    let mut errors: Vec<_> =
        missing.chain(unusable).map(|(id, name, error)| failure(id, name, "sites", &error)).collect();
    let plan = |site: SiteInfo| {
        let failed = |error| errors.push(failure(Some(site.id), &site.name, "sites", &error));
        let zone = site.zone().map_err(failed).ok()?;
        let window = Window::closed(settings.unit, settings.last, now, &zone, settings.until);
        Some(Plan::new(site, window, listed.instance.campaign_dimensions))
    };
    let plans: Vec<_> = selected.sites.into_iter().filter_map(plan).collect();

    let bar = bar(plans.len() as u64, progress);
    let reading = Reading {
        source: &source,
        settings,
        now,
        rows: RefCell::new(Rows { builder: Builder::new(), recorder }),
    };
    let mut answers = stream::iter(&plans)
        .map(|plan| reading.site(plan).map(move |answer| (plan, answer)))
        .buffer_unordered(settings.network.concurrency.get() as usize);
    let mut sites = HashMap::new();
    while let Some((plan, answer)) = answers.next().await {
        bar.inc(1);
        let id = plan.site.id;
        match answer {
            Ok(site) => drop(sites.insert(id, site)),
            Err(error) => errors.push(failure(Some(id), &plan.site.name, "reports", &error)),
        }
        let complete = reading.rows.borrow_mut().builder.close(id)?;
        give(&read, complete, &mut sites).await;
    }
    drop(answers);
    bar.finish_and_clear();
    let Rows { builder, recorder } = reading.rows.into_inner();
    recorder.map_or(Ok(()), Recorder::finish)?;
    give(&read, builder.finish()?, &mut sites).await;
    errors.sort_by_key(|error| error.site);
    Ok(Collected { instance: listed.instance, errors, now })
}

async fn give(
    read: &Sender<Read>,
    parts: impl IntoIterator<Item = Frames>,
    sites: &mut HashMap<u64, SiteMeta>,
) {
    for frames in parts {
        // Nobody takes them only when the audit has failed, which says so itself.
        let _ = read.send(frames.with_sites(sites)).await;
    }
}

/// What the sites of a run share.
struct Reading<'a> {
    source: &'a Source,
    settings: &'a Settings,
    now: Timestamp,
    rows: RefCell<Rows>,
}

struct Rows {
    builder: Builder,
    recorder: Option<Recorder>,
}

impl Reading<'_> {
    /// Reads one site. An answer becomes rows when it is there, and is held no
    /// longer: the other sites are answered meanwhile. The audit leaves out the
    /// rows of a site that fails later.
    async fn site(&self, plan: &Plan) -> Result<SiteMeta, MatomoError> {
        let mut site = self.reports(plan).await?;
        if self.settings.entry_pages {
            site.pages_unavailable = self.entry_pages(plan).await?;
        }
        site.days = self.days(plan, &site).await?;
        Ok(site)
    }

    async fn reports(&self, plan: &Plan) -> Result<SiteMeta, MatomoError> {
        let body = plan.fetch(self.source).await?;
        let goal = match &self.settings.goal {
            Some(name) => Some(Wanted::fetch(name, plan, self.source).await?),
            None => None,
        };
        let rows = &mut *self.rows.borrow_mut();
        if let Some(recorder) = &mut rows.recorder {
            plan.record(recorder, &body);
            if let Some(goal) = &goal {
                goal.record(recorder);
            }
        }
        let mut answers = plan.parse(self.source, &body)?;
        let goal = goal::choose(goal.as_ref(), plan, self.source, &mut answers);
        rows.builder.add(plan.site.id, &answers);
        Ok(SiteMeta {
            info: plan.site.clone(),
            window: plan.window.clone(),
            today: self.now.to_zoned_datetime(plan.site.zone()?).date(),
            dimensions: answers.source_medium.is_some(),
            urls: match answers.urls.is_empty() {
                true => vec![plan.site.main_url.clone()],
                false => answers.urls,
            },
            goal,
            pages_unavailable: None,
            days: None,
        })
    }

    /// The visits of links by day: longer periods are cut, so that links would be missing.
    async fn days(&self, plan: &Plan, site: &SiteMeta) -> Result<Option<Result<Window, Text>>, MatomoError> {
        let ledger = self.settings.ledger.as_ref().and_then(|ledger| ledger.days(&site.urls, &plan.window));
        let Some(days) = ledger else { return Ok(None) };
        let bulk = plan.days(site.dimensions, days, self.source);
        let body = spared(bulk.fetch(self.source).await)?;
        let rows = &mut *self.rows.borrow_mut();
        if let (Some(recorder), Ok(body)) = (&mut rows.recorder, &body) {
            bulk.record(recorder, body);
        }
        let body = body.as_deref().map_err(Clone::clone);
        let read = body.and_then(|body| {
            let mut answers = bulk.read(self.source, body)?;
            let days = answers.tables(bulk.requests()[0].method)?;
            rows.builder.add_days(plan.site.id, site.dimensions, &days);
            Ok(bulk.window().clone())
        });
        Ok(Some(read.map_err(|error| error.text())))
    }

    /// The segmented reports; why there is none about the last period.
    async fn entry_pages(&self, plan: &Plan) -> Result<Option<Text>, MatomoError> {
        let mut unavailable = None;
        for (request, segment) in plan.segmented().iter().zip([Segment::Direct, Segment::DirectBefore]) {
            let body = spared(self.source.single(request).await)?;
            let rows = &mut *self.rows.borrow_mut();
            if let (Some(recorder), Ok(body)) = (&mut rows.recorder, &body) {
                recorder.single(request, body);
            }
            let body = body.as_deref().map_err(Clone::clone);
            match body.and_then(|body| plan.parse_segmented(self.source, request, body)) {
                Ok(pages) => rows.builder.add_entry_pages(plan.site.id, segment, &pages),
                Err(error) if segment == Segment::Direct => unavailable = Some(error.text()),
                Err(error) => log::info!("site {}: {error:?}", plan.site.id),
            }
        }
        Ok(unavailable)
    }
}

/// A report that an audit does without, unless the token was refused: then the
/// site was not read.
pub(super) fn spared<T>(answer: Result<T, MatomoError>) -> Result<Result<T, MatomoError>, MatomoError> {
    match answer {
        Err(error) if error.is_refusal() => Err(error),
        answer => Ok(answer),
    }
}

fn failure(site: Option<u64>, name: &str, stage: &'static str, error: &MatomoError) -> SiteError {
    SiteError { site, name: name.into(), stage, message: error.text() }
}

fn recorder(settings: &Settings, source: &Source, now: Timestamp) -> Result<Option<Recorder>, MatomoError> {
    let Some(folder) = settings.record.clone() else { return Ok(None) };
    Recorder::new(folder, source.address(), now).map(Some)
}

fn bar(sites: u64, visible: bool) -> ProgressBar {
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(sites), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}

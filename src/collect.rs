//! From Matomo's answers to frames: each answer becomes rows as it arrives.

use futures_util::{StreamExt as _, stream};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;

use crate::audit::SiteMeta;
use crate::config::Settings;
use crate::context::Context;
use crate::error::RunError;
use crate::escape::Foreign;
use crate::frames::{Builder, Frames, Segment};
use crate::matomo::{
    Instance, MatomoError, Plan, Recorder, Request, SiteAnswers, SiteInfo, Source, parse_segmented, select,
};
use crate::period::Window;
use crate::report::sites::Site;
use crate::report::{GoalChoice, SiteError};

/// What was read.
#[derive(Debug)]
pub struct Collected {
    pub instance: Instance,
    /// The sites that could be read, by id.
    pub sites: Vec<SiteMeta>,
    pub frames: Frames,
    pub errors: Vec<SiteError>,
    /// When the answers were given.
    pub now: Timestamp,
}

/// The sites that the token can see.
pub async fn sites(settings: &Settings, context: &Context) -> Result<Vec<Site>, RunError> {
    let source = Source::open(settings)?;
    let mut recorder = recorder(settings, &source, context.now)?;
    let instance = Instance::read(&source, recorder.as_mut()).await?;
    let (sites, missing) = select(&instance.sites, &settings.sites, |site| source.holds(site))?;
    finish(recorder, &sites)?;
    match missing.first() {
        Some(&site) => Err(MatomoError::SiteNotVisible { site }.into()),
        None => Ok(sites.iter().map(site).collect()),
    }
}

fn site(site: &SiteInfo) -> Site {
    Site {
        id: site.id,
        name: (&site.name).into(),
        time_zone: (&site.time_zone).into(),
        main_url: (&site.main_url).into(),
    }
}

/// Reads the selected sites, some at the same time.
pub async fn collect(settings: &Settings, context: &Context, progress: bool) -> Result<Collected, RunError> {
    let source = Source::open(settings)?;
    let now = source.recorded_at().unwrap_or(context.now);
    let mut recorder = recorder(settings, &source, context.now)?;
    let instance = Instance::read(&source, recorder.as_mut()).await?;
    let (chosen, missing) = select(&instance.sites, &settings.sites, |site| source.holds(site))?;

    let mut errors: Vec<_> = missing
        .into_iter()
        .map(|site| failure(site, "", "sites", &MatomoError::SiteNotVisible { site }))
        .collect();
    let mut plans = Vec::new();
    for site in chosen {
        match site.zone() {
            Ok(zone) => {
                let window = Window::closed(settings.unit, settings.last, now, &zone, settings.until);
                plans.push(Plan::new(site, window, instance.campaign_dimensions));
            }
            Err(error) => errors.push(failure(site.id, &site.name, "sites", &error)),
        }
    }

    let bar = bar(plans.len() as u64, progress);
    let mut sites = Vec::new();
    let mut builder = Builder::new();
    let source = &source;
    let mut answers = stream::iter(&plans)
        .map(|plan| async move { (plan, Fetched::of(plan, source, settings).await) })
        .buffer_unordered(settings.network.concurrency.get() as usize);
    while let Some((plan, fetched)) = answers.next().await {
        bar.inc(1);
        match fetched
            .and_then(|fetched| read(plan, source, settings, &fetched, recorder.as_mut(), &mut builder))
        {
            Ok(site) => sites.push(site),
            Err(error) => errors.push(failure(plan.site.id, &plan.site.name, "reports", &error)),
        }
    }
    drop(answers);
    bar.finish_and_clear();
    let chosen: Vec<_> = plans.iter().map(|plan| plan.site.clone()).collect();
    finish(recorder, &chosen)?;
    sites.sort_by_key(|site| site.info.id);
    errors.sort_by_key(|error| error.site);
    Ok(Collected { instance, sites, frames: builder.finish()?, errors, now })
}

/// The answers about one site.
struct Fetched {
    reports: Vec<u8>,
    /// Like the segmented ones, they do not make the rest unreadable.
    goals: Option<Result<Vec<u8>, MatomoError>>,
    /// The last period first. A failure does not make the rest unreadable.
    segmented: Vec<(Request, Result<Vec<u8>, MatomoError>)>,
}

impl Fetched {
    async fn of(plan: &Plan, source: &Source, settings: &Settings) -> Result<Self, MatomoError> {
        let reports = plan.fetch(source).await?;
        let goals = match settings.goal {
            Some(_) => Some(plan.fetch_goals(source).await),
            None => None,
        };
        let mut segmented = Vec::new();
        for request in plan.segmented().into_iter().filter(|_| settings.entry_pages) {
            let answer = source.single(&request).await;
            segmented.push((request, answer));
        }
        Ok(Self { reports, goals, segmented })
    }

    fn record(&self, plan: &Plan, recorder: &mut Recorder) {
        plan.record(recorder, &self.reports);
        if let Some(Ok(goals)) = &self.goals {
            plan.record_goals(recorder, goals);
        }
        for (request, answer) in &self.segmented {
            if let Ok(body) = answer {
                recorder.single(request, body);
            }
        }
    }
}

/// Turns one site's answers into rows; nothing of a broken answer is kept.
fn read(
    plan: &Plan,
    source: &Source,
    settings: &Settings,
    fetched: &Fetched,
    recorder: Option<&mut Recorder>,
    builder: &mut Builder,
) -> Result<SiteMeta, MatomoError> {
    if let Some(recorder) = recorder {
        fetched.record(plan, recorder);
    }
    let mut answers = plan.parse(source, &fetched.reports)?;
    let goal = goal(plan, source, settings, fetched, &mut answers);
    builder.add(plan.site.id, &answers);
    let mut pages_unavailable = None;
    for ((request, answer), segment) in fetched.segmented.iter().zip([Segment::Direct, Segment::DirectBefore])
    {
        let rows = answer.as_deref().map_err(Clone::clone);
        match rows.and_then(|body| parse_segmented(body, request, &plan.window)) {
            Ok(rows) => builder.add_entry_pages(plan.site.id, segment, &rows),
            Err(error) if segment == Segment::Direct => pages_unavailable = Some(error.text()),
            Err(error) => log::info!("site {}: {error:?}", plan.site.id),
        }
    }
    Ok(SiteMeta {
        info: plan.site.clone(),
        window: plan.window.clone(),
        dimensions: answers.source_medium.is_some(),
        urls: match answers.urls.is_empty() {
            true => vec![plan.site.main_url.clone()],
            false => answers.urls,
        },
        goal,
        pages_unavailable,
    })
}

/// Which conversions count: those of all goals, or of the one that was asked for.
fn goal(
    plan: &Plan,
    source: &Source,
    settings: &Settings,
    fetched: &Fetched,
    answers: &mut SiteAnswers<'_>,
) -> GoalChoice {
    let known = answers.goals.iter().map(|goal| Foreign::from(&goal.name)).collect();
    let (Some(wanted), Some(body)) = (&settings.goal, &fetched.goals) else {
        return match answers.goals.is_empty() && !plan.site.ecommerce {
            true => GoalChoice::None,
            false => GoalChoice::All,
        };
    };
    let Some((key, name)) = answers.goal(wanted, plan.site.ecommerce) else {
        return GoalChoice::Unknown { wanted: wanted.clone(), known };
    };
    let body = body.as_deref().map_err(Clone::clone);
    match body.and_then(|body| plan.choose_goal(answers, &key, source, body)) {
        Ok(()) => GoalChoice::One(name.into()),
        Err(error) => GoalChoice::Unreadable { name: name.into(), reason: error.text() },
    }
}

fn failure(site: u64, name: &str, stage: &'static str, error: &MatomoError) -> SiteError {
    SiteError { site: Some(site), name: name.into(), stage, message: error.text() }
}

fn recorder(settings: &Settings, source: &Source, now: Timestamp) -> Result<Option<Recorder>, MatomoError> {
    let Some(folder) = settings.record.clone() else { return Ok(None) };
    Recorder::new(folder, source.address(), now).map(Some)
}

fn finish(recorder: Option<Recorder>, sites: &[SiteInfo]) -> Result<(), MatomoError> {
    let ids: Vec<_> = sites.iter().map(|site| site.id).collect();
    recorder.map_or(Ok(()), |recorder| recorder.finish(&ids))
}

fn bar(sites: u64, visible: bool) -> ProgressBar {
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(sites), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}

//! From Matomo's answers to frames: each answer becomes rows as it arrives.

use futures_util::{StreamExt as _, stream};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;

use crate::audit::SiteMeta;
use crate::config::{Origin, Settings};
use crate::context::Context;
use crate::error::RunError;
use crate::frames::{Builder, Frames};
use crate::matomo::{Instance, MatomoError, Plan, Recorder, SiteInfo, Source, select};
use crate::period::Window;
use crate::report::SiteError;

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
pub async fn sites(settings: &Settings, context: &Context) -> Result<Vec<SiteInfo>, RunError> {
    let source = Source::open(settings)?;
    let mut recorder = recorder(settings, &source, context.now)?;
    let instance = Instance::read(&source, recorder.as_mut()).await?;
    let (sites, missing) = select(&instance.sites, &settings.sites)?;
    finish(recorder, &sites)?;
    match missing.first() {
        Some(&site) => Err(MatomoError::SiteNotVisible { site }.into()),
        None => Ok(sites),
    }
}

/// Reads the selected sites, some at the same time.
pub async fn collect(settings: &Settings, context: &Context, progress: bool) -> Result<Collected, RunError> {
    let source = Source::open(settings)?;
    let now = source.recorded_at().unwrap_or(context.now);
    let mut recorder = recorder(settings, &source, context.now)?;
    let instance = Instance::read(&source, recorder.as_mut()).await?;
    let (chosen, missing) = select(&instance.sites, &settings.sites)?;

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
        .map(|plan| async move { (plan, plan.fetch(source).await) })
        .buffer_unordered(settings.network.concurrency.get() as usize);
    while let Some((plan, body)) = answers.next().await {
        bar.inc(1);
        match body.and_then(|body| read(plan, source, &body, recorder.as_mut(), &mut builder)) {
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

/// Turns one site's answer into rows; nothing of a broken answer is kept.
fn read(
    plan: &Plan,
    source: &Source,
    body: &[u8],
    recorder: Option<&mut Recorder>,
    builder: &mut Builder,
) -> Result<SiteMeta, MatomoError> {
    if let Some(recorder) = recorder {
        plan.record(recorder, body);
    }
    let answers = plan.parse(source, body)?;
    builder.add(plan.site.id, &answers);
    let urls = match answers.urls.is_empty() {
        true => vec![plan.site.main_url.clone()],
        false => answers.urls,
    };
    Ok(SiteMeta {
        info: plan.site.clone(),
        window: plan.window.clone(),
        dimensions: answers.source_medium.is_some(),
        urls,
    })
}

fn failure(site: u64, name: &str, stage: &'static str, error: &MatomoError) -> SiteError {
    SiteError { site: Some(site), name: name.to_owned(), stage, message: error.text() }
}

fn recorder(settings: &Settings, source: &Source, now: Timestamp) -> Result<Option<Recorder>, MatomoError> {
    let Some(folder) = settings.record.clone() else { return Ok(None) };
    let token = match &settings.origin {
        Origin::Server { token, .. } => Some(token.clone()),
        Origin::Replay(_) | Origin::Demo => None,
    };
    Recorder::new(folder, token, source.address(), now).map(Some)
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

//! What is audited: sites, goal, channels; and where the links are.

use super::{Draft, LEDGER};
use crate::channels::Channels;
use crate::cli::init::InitArgs;
use crate::commands::{Run, wait};
use crate::config::error::ConfigError;
use crate::config::file::{GoalName, SiteName};
use crate::error::RunError;
use crate::escape::{self, Foreign};
use crate::labels::fold;
use crate::locale::Text;
use crate::matomo::{self, Goal, Listed, MatomoError, Source};
use crate::model::{Report, Status};

/// The sites that are looked at before the first verdict: enough to see which channels are used.
const LOOK: usize = 10;
/// Most sites that are ticked when nobody said which: more are rarely all of a team.
const TICKED: usize = 10;

impl Run<'_, '_> {
    pub(super) fn init_sites(
        &mut self,
        args: &InitArgs,
        listed: &Listed,
        draft: &mut Draft,
    ) -> Result<(), RunError> {
        if !args.sites.is_empty() {
            match named(&args.sites, listed, draft) {
                Err(error) if self.asks() => self.init_tell(&error),
                result => return result,
            }
        }
        let sites = &listed.instance.sites;
        let shown = |name: &str| escape::terminal(&Foreign::new(name));
        let ticked = sites.len() <= TICKED;
        loop {
            let items = sites.iter().map(|site| (format!("{} {}", site.id, shown(&site.name)), ticked));
            let chosen = self.ask_some("sites", items.collect())?;
            draft.config.sites = chosen.iter().map(|&at| SiteName::Id(sites[at].id)).collect();
            if !chosen.is_empty() {
                return Ok(());
            }
            self.init_tell(&ConfigError::new("init-no-site").into());
        }
    }

    /// Reads the sites, for the channels that are seen and for a trial of the delivery.
    pub(super) fn init_look(&mut self, draft: &Draft) -> Result<Option<Report>, RunError> {
        let mut settings = draft.settings()?;
        let listed = wait(crate::frames::collect::sites(&settings, &draft.context))?;
        if listed.len() > LOOK {
            let first = listed.iter().take(LOOK);
            settings.sites = first.map(|site| crate::config::Selector::Id(site.id)).collect();
        }
        let report = match self.report(&settings) {
            Ok(report) => report,
            // The answers so far are good: the verdict will say again what is wrong.
            Err(error) => {
                self.caution(&Text::new("init-unread").with("reason", error.text()));
                return Ok(None);
            }
        };
        self.tell_errors(&report);
        let masked = report.sites.iter().filter(|site| {
            site.coverage_unknown.is_some()
                || site.findings.iter().any(|found| found.id == "campaigns-masked")
        });
        match masked.count() as u64 {
            0 => self.init_good(&Text::new("init-not-masked")),
            count => self.caution(&Text::new("init-masked").with("count", count)),
        }
        Ok(Some(report))
    }

    pub(super) fn init_channels(
        &mut self,
        args: &InitArgs,
        seen: Option<&Report>,
        draft: &mut Draft,
    ) -> Result<(), RunError> {
        if !args.channels.is_empty() {
            draft.config.channels.used = match &args.channels[..] {
                [none] if none == "none" => Vec::new(),
                named => named.to_vec(),
            };
            match draft.settings() {
                Err(error) if self.asks() => self.init_tell(&error.into()),
                result => return Ok(result.map(drop)?),
            }
        }
        let rows = || seen.into_iter().flat_map(|report| &report.sites).flat_map(|site| &site.channels);
        let is_seen = |id: &str| rows().any(|row| row.id == id && row.status != Status::Silent);
        let channels = Channels::builtin();
        let shared: Vec<_> =
            channels.iter().filter(|channel| channel.shared).map(|one| one.id.clone()).collect();
        let chosen = match self.asks() {
            true => {
                let items = shared.iter().map(|id| (self.locale.channel(id), is_seen(id)));
                self.ask_some("channels", items.collect())?
            }
            false => (0..shared.len()).filter(|&at| is_seen(&shared[at])).collect(),
        };
        draft.config.channels.used = chosen.into_iter().map(|at| shared[at].clone()).collect();
        Ok(())
    }

    pub(super) fn init_goal(
        &mut self,
        args: &InitArgs,
        listed: &Listed,
        draft: &mut Draft,
    ) -> Result<(), RunError> {
        if args.goal.is_none() && !self.asks() || args.goal.as_deref() == Some("all") {
            return Ok(());
        }
        let goals = goals(listed, draft)?;
        if let Some(wanted) = &args.goal {
            match goal_of(wanted, &goals) {
                Err(error) if self.asks() => self.init_tell(&error.into()),
                goal => {
                    draft.config.goal = Some(goal?);
                    return Ok(());
                }
            }
        }
        if goals.is_empty() {
            self.note(&Text::new("init-no-goal"));
            return Ok(());
        }
        let all = std::iter::once(self.locale.get("init-all-goals"));
        let names = goals.iter().map(|goal| escape::terminal(&Foreign::new(&goal.name)));
        let chosen = self.ask_one("goal", &all.chain(names).collect::<Vec<_>>(), 0)?;
        // By its name, which several sites may have in common.
        draft.config.goal = chosen.checked_sub(1).map(|at| GoalName::Name(goals[at].name.clone()));
        Ok(())
    }

    pub(super) fn init_ledger(&mut self, args: &InitArgs, draft: &mut Draft) -> Result<(), RunError> {
        if args.no_ledger {
            return Ok(());
        }
        let given = self.cli.general.ledger.as_ref().map(|path| self.context.dir.join(path));
        let typed = match (given, self.asks()) {
            (Some(path), _) => path.strip_prefix(draft.folder()).unwrap_or(&path).to_owned(),
            (None, true) => self.ask_text("ledger", LEDGER)?.into(),
            (None, false) => LEDGER.into(),
        };
        draft.config.links.ledger = Some(typed).filter(|path| !path.as_os_str().is_empty());
        Ok(())
    }
}

/// The sites of the options; `all` is no list, so that new ones are among them.
fn named(names: &[String], listed: &Listed, draft: &mut Draft) -> Result<(), RunError> {
    let all = names.iter().any(|name| name.trim().eq_ignore_ascii_case("all"));
    let site =
        |name: &String| name.trim().parse().map_or_else(|_| SiteName::Name(name.clone()), SiteName::Id);
    draft.config.sites = if all { Vec::new() } else { names.iter().map(site).collect() };
    let selected = listed.select(&draft.settings()?.sites, |_| true)?;
    match selected.missing.first() {
        Some(&id) => Err(MatomoError::site_not_visible(id).into()),
        None => Ok(()),
    }
}

/// The goals of the first sites, each name once.
fn goals(listed: &Listed, draft: &Draft) -> Result<Vec<Goal>, RunError> {
    let settings = draft.settings()?;
    let sites = listed.select(&settings.sites, |_| true)?.sites;
    let found = wait(async {
        let source = Source::open(&settings)?;
        let mut found = Vec::new();
        for site in sites.iter().take(LOOK) {
            found.extend(matomo::goals(&source, site.id).await?);
        }
        Ok::<_, MatomoError>(found)
    })?;
    let mut names = std::collections::HashSet::new();
    Ok(found.into_iter().filter(|goal| names.insert(fold(&goal.name))).collect())
}

fn goal_of(wanted: &str, goals: &[Goal]) -> Result<GoalName, ConfigError> {
    let wanted = wanted.trim();
    let is = |goal: &&Goal| goal.idgoal.to_string() == wanted || fold(&goal.name) == fold(wanted);
    if goals.iter().any(|goal| is(&goal)) || wanted.eq_ignore_ascii_case("ecommerceOrder") {
        return Ok(wanted.parse().map_or_else(|_| GoalName::Name(wanted.to_owned()), GoalName::Id));
    }
    let known = goals.iter().map(|goal| goal.name.as_str()).collect::<Vec<_>>().join(", ");
    let text = Text::new("init-goal").with("goal", wanted.to_owned());
    Err(ConfigError::of(text.with("known", Foreign::new(&known))))
}

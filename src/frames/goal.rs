//! Which conversions count: those of all goals, or of the one that was asked for.

use std::collections::HashMap;

use super::collect::spared;
use crate::api::Method;
use crate::escape::Foreign;
use crate::labels::fold;
use crate::matomo::{Bulk, Goal, MatomoError, Plan, Recorder, Request, Row, SiteAnswers, Source};
use crate::model::GoalChoice;

/// How Matomo calls the goal of orders, which no list has.
const ORDERS: &str = "ecommerceOrder";

/// A goal that was asked for, with the reports that have metrics of each goal.
pub struct Wanted<'s> {
    name: &'s str,
    bulk: Bulk,
    body: Result<Vec<u8>, MatomoError>,
}

impl<'s> Wanted<'s> {
    pub async fn fetch(name: &'s str, plan: &Plan, source: &Source) -> Result<Self, MatomoError> {
        let requests = [Method::Campaigns, Method::ChannelTypes]
            .map(|method| Request::with_goals(method, plan.site.id, &plan.window));
        let bulk = Bulk::new(requests.into(), plan.window.clone());
        let body = spared(bulk.fetch(source).await)?;
        Ok(Self { name, bulk, body })
    }

    pub fn record(&self, recorder: &mut Recorder) {
        if let Ok(body) = &self.body {
            self.bulk.record(recorder, body);
        }
    }
}

/// Puts the conversions of the goal that is `wanted` in the place of those of all goals.
pub fn choose(
    wanted: Option<&Wanted<'_>>,
    plan: &Plan,
    source: &Source,
    answers: &mut SiteAnswers<'_>,
) -> GoalChoice {
    let Some(Wanted { name, bulk, body }) = wanted else {
        return match answers.goals.is_empty() && !plan.site.ecommerce {
            true => GoalChoice::None,
            false => GoalChoice::All,
        };
    };
    let Some((key, goal)) = find(&answers.goals, name, plan.site.ecommerce) else {
        let known = answers.goals.iter().map(|goal| Foreign::from(&goal.name)).collect();
        return GoalChoice::Unknown { wanted: (*name).to_owned(), known };
    };
    let body = body.as_deref().map_err(Clone::clone);
    match body.and_then(|body| replace(answers, &key, bulk, source, body)) {
        Ok(()) => GoalChoice::One(goal.into()),
        Err(error) => GoalChoice::Unreadable { name: goal.into(), reason: error.text() },
    }
}

/// Matomo's key of the goal with that id or name, and its name.
fn find(goals: &[Goal], wanted: &str, ecommerce: bool) -> Option<(String, String)> {
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
            begins(goal) && goals.iter().filter(|goal| begins(goal)).count() == 1
        },
    ];
    let goal = rules.iter().find_map(|rule| goals.iter().find(rule))?;
    Some((format!("idgoal={}", goal.idgoal), goal.name.clone()))
}

fn replace(
    answers: &mut SiteAnswers<'_>,
    goal: &str,
    bulk: &Bulk,
    source: &Source,
    body: &[u8],
) -> Result<(), MatomoError> {
    let mut goals = bulk.read(source, body)?;
    let (campaigns, types) = (goals.tables(Method::Campaigns)?, goals.tables(Method::ChannelTypes)?);
    for (rows, with_goals) in answers.campaigns.iter_mut().zip(&campaigns) {
        let mut metrics: HashMap<_, _> =
            with_goals.iter().map(|row| (&*row.label, row.goals.0.get(goal))).collect();
        for row in rows {
            let metrics = metrics.remove(&*row.label).flatten().cloned().unwrap_or_default();
            row.nb_visits_converted = metrics.nb_visits_converted;
            row.nb_conversions = metrics.nb_conversions;
            row.revenue = metrics.revenue;
        }
    }
    for (summary, rows) in answers.visits.iter_mut().zip(&types) {
        let converted = |row: &Row<'_>| row.goals.0.get(goal).map(|metrics| metrics.nb_visits_converted);
        summary.converted = rows.iter().filter_map(converted).sum();
    }
    Ok(())
}

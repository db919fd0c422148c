//! What each campaign brought, against the site's other visits.

use polars::prelude::PlHashMap;

use super::classify::effective_name;
use super::facts::{CampaignFacts, Facts, TagFacts};
use crate::escape::Foreign;
use crate::model::{CampaignRow, Campaigns, Comparison, GoalChoice, Presence};
use crate::stats::{fisher_exact, holm};

/// Probability that any comparison of a site is called by chance, of all of them
/// together: of 100 campaigns that differ in nothing, five would stand out
/// otherwise.
const MAX_P: f64 = 0.05;
/// Visits from which a campaign is compared. A handful can be beyond chance when
/// the site converts little, and is still one person's afternoon.
const MIN_COMPARED: u64 = 10;

/// Visits and converted visits of the whole site over the window.
#[derive(Debug, Clone, Copy, Default)]
pub struct SiteTotal {
    pub visits: u64,
    pub converted: u64,
}

/// `compared` says whether the last two periods can be compared.
pub fn campaigns(
    facts: &Facts,
    total: SiteTotal,
    goal: GoalChoice,
    currency: &str,
    compared: bool,
) -> Campaigns {
    let has_goals = matches!(goal, GoalChoice::All | GoalChoice::One(_));
    let tags = main_tags(facts);
    let seen: Vec<_> = facts.campaigns.iter().filter(|campaign| campaign.visits > 0).collect();
    let comparisons = has_goals.then(|| comparisons(&seen, total));
    let rows = seen
        .into_iter()
        .enumerate()
        .map(|(index, campaign)| {
            let tag = tags.get(campaign.name.as_str());
            let part = |text: &str| (!text.is_empty()).then(|| Foreign::from(text));
            CampaignRow {
                name: Foreign::from(&campaign.name),
                source: tag.and_then(|tag| part(&tag.source)),
                medium: tag.and_then(|tag| part(&tag.medium)),
                channel: tag.and_then(|tag| tag.channel.as_ref().map(ToString::to_string)),
                visits: campaign.visits,
                converted: campaign.converted,
                conversions: campaign.conversions,
                revenue: campaign.revenue,
                rate: has_goals.then(|| campaign.converted as f64 / campaign.visits as f64),
                comparison: comparisons.as_ref().map(|comparisons| comparisons[index]),
                change: if compared { presence(campaign) } else { Presence::Unchanged },
            }
        })
        .collect();
    let site_rate = (has_goals && total.visits > 0).then(|| total.converted as f64 / total.visits as f64);
    Campaigns { goal, currency: currency.into(), site_rate, rows }
}

/// The source and medium that brought most of a campaign's visits: facts come
/// in that order.
fn main_tags<'f>(facts: &'f Facts) -> PlHashMap<&'f str, &'f TagFacts> {
    let mut main = PlHashMap::default();
    for tag in &facts.tags {
        let main = main.entry(effective_name(&tag.name, &tag.source, &tag.medium)).or_insert(tag);
        // Of those that brought as much, the first by its words.
        let words = |tag: &'f TagFacts| (&tag.source, &tag.medium, &tag.name);
        if tag.visits == main.visits && words(tag) < words(main) {
            *main = tag;
        }
    }
    main
}

/// Each campaign against the site's other visits, all comparisons of a site together.
pub fn comparisons(campaigns: &[&CampaignFacts], total: SiteTotal) -> Vec<Comparison> {
    let compared = campaigns.iter().filter(|campaign| campaign.visits >= MIN_COMPARED);
    let sides: Vec<_> = compared.map(|campaign| Sides::new(campaign, total)).collect();
    let p_values: Vec<_> = sides.iter().map(Sides::p_value).collect();
    let mut told = sides.iter().zip(holm(&p_values, MAX_P));
    let comparison = |campaign: &&CampaignFacts| match campaign.visits >= MIN_COMPARED {
        true => {
            told.next().filter(|(_, told)| *told).map_or(Comparison::CannotTell, |(sides, _)| sides.side())
        }
        false => Comparison::CannotTell,
    };
    campaigns.iter().map(comparison).collect()
}

/// Converted visits and visits of a campaign and of the others.
struct Sides {
    own: SiteTotal,
    others: SiteTotal,
}

impl Sides {
    fn new(campaign: &CampaignFacts, total: SiteTotal) -> Self {
        let side = |visits: u64, converted: u64| SiteTotal { visits, converted: converted.min(visits) };
        let others = total.visits.saturating_sub(campaign.visits);
        Self {
            own: side(campaign.visits, campaign.converted),
            others: side(others, total.converted.saturating_sub(campaign.converted)),
        }
    }

    /// One, when there is nothing to compare with.
    fn p_value(&self) -> f64 {
        let Self { own, others } = self;
        fisher_exact(own.converted, own.visits, others.converted, others.visits).unwrap_or(1.0)
    }

    fn side(&self) -> Comparison {
        let rate = |side: &SiteTotal| side.converted as f64 / side.visits as f64;
        if rate(&self.own) > rate(&self.others) { Comparison::Above } else { Comparison::Below }
    }
}

fn presence(campaign: &CampaignFacts) -> Presence {
    match (campaign.previous_visits, campaign.last_visits) {
        (0, last) if last > 0 => Presence::New,
        (previous, 0) if previous > 0 => Presence::Vanished,
        _ => Presence::Unchanged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn campaign(name: &str, visits: u64, converted: u64) -> CampaignFacts {
        CampaignFacts {
            name: name.into(),
            visits,
            converted,
            conversions: converted,
            usable: true,
            ..Default::default()
        }
    }

    const TOTAL: SiteTotal = SiteTotal { visits: 10_000, converted: 1_000 };

    fn comparisons(rows: Vec<CampaignFacts>) -> Vec<Comparison> {
        let facts = Facts { campaigns: rows, ..Facts::default() };
        campaigns(&facts, TOTAL, GoalChoice::All, "EUR", true)
            .rows
            .iter()
            .filter_map(|row| row.comparison)
            .collect()
    }

    #[test]
    fn a_rate_is_compared_only_when_the_visits_can_tell() {
        let found = comparisons(vec![campaign("a", 400, 120), campaign("b", 400, 4), campaign("c", 12, 3)]);
        assert_eq!(found, [Comparison::Above, Comparison::Below, Comparison::CannotTell]);
    }

    #[test]
    fn of_many_campaigns_none_stands_out_by_chance() {
        // 60 of 400 against 10 % is beyond the 95 % interval of one comparison…
        assert_eq!(comparisons(vec![campaign("a", 400, 57)]), [Comparison::Above]);
        // …and not beyond that of one among 200.
        let mut many: Vec<_> = (0..199).map(|_| campaign("x", 10, 1)).collect();
        many.insert(0, campaign("a", 400, 57));
        assert_eq!(comparisons(many)[0], Comparison::CannotTell);
    }

    #[test]
    fn a_handful_of_visits_is_not_compared() {
        let found = comparisons(vec![campaign("a", 10, 10), campaign("b", 9, 9), campaign("c", 1, 1)]);
        assert_eq!(found, [Comparison::Above, Comparison::CannotTell, Comparison::CannotTell]);
    }

    #[test]
    fn what_is_beyond_doubt_is_told_among_any_number_of_campaigns() {
        let mut many: Vec<_> = (0..500).map(|_| campaign("x", 10, 1)).collect();
        many.push(campaign("a", 400, 120));
        assert_eq!(comparisons(many)[500], Comparison::Above);
    }

    #[test]
    fn without_goals_there_are_visits_only() {
        let facts = Facts { campaigns: vec![campaign("a", 10, 0)], ..Facts::default() };
        let found = campaigns(&facts, TOTAL, GoalChoice::None, "EUR", true);
        assert_eq!((found.rows[0].rate, found.rows[0].comparison, found.site_rate), (None, None, None));
    }

    #[test]
    fn a_campaign_shows_where_most_of_its_visits_came_from() {
        let tag = |source: &str, name: &str, visits| TagFacts {
            source: source.into(),
            medium: "email".into(),
            name: name.into(),
            visits,
            measurable: visits,
            channel: Some("email".into()),
            ..TagFacts::default()
        };
        let facts = Facts {
            campaigns: vec![campaign("a", 18, 0), campaign("crm", 3, 0)],
            // Two that brought as much, in no order of their words.
            tags: vec![tag("sarbacane", "a", 8), tag("brevo", "a", 8), tag("crm", "", 3), tag("crm", "a", 2)],
            ..Facts::default()
        };
        let found = campaigns(&facts, TOTAL, GoalChoice::All, "EUR", true);
        assert_eq!(found.rows[0].source, Some("brevo".into()));
        assert_eq!(found.rows[1].source, Some("crm".into()));
    }

    #[test]
    fn campaigns_come_and_go() {
        let of = |previous_visits, last_visits| {
            presence(&CampaignFacts { previous_visits, last_visits, ..Default::default() })
        };
        assert_eq!(of(0, 3), Presence::New);
        assert_eq!(of(3, 0), Presence::Vanished);
        assert_eq!((of(3, 3), of(0, 0)), (Presence::Unchanged, Presence::Unchanged));
    }
}

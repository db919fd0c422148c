//! Campaigns of the last period as JSON.

use jiff::civil::Date;
use serde::Serialize;

use super::Fraction;
use crate::escape::Foreign;
use crate::model::{Action, Change, Comparison, SiteReport};

/// A campaign of the last period, or one that used to bring visits.
#[derive(Serialize)]
pub struct Tried<'a> {
    name: &'a Foreign,
    /// Its other spellings.
    spellings: &'a [Foreign],
    source: Option<&'a Foreign>,
    medium: Option<&'a Foreign>,
    channel: Option<&'a str>,
    /// Of the last period.
    visits: u64,
    /// Median of the earlier periods in which it was seen.
    usual: Fraction,
    change: Option<Change>,
    /// First day of the first period of the window in which it was seen.
    first: Option<Date>,
    conversions: Option<u64>,
    converted_visits: Option<u64>,
    window_visits: u64,
    conversion_rate: Fraction,
    comparison: Option<Comparison>,
}

pub fn tried<'a>(action: &'a Action, site: &SiteReport) -> Tried<'a> {
    Tried {
        name: &action.name,
        spellings: &action.spellings,
        source: action.source.as_ref(),
        medium: action.medium.as_ref(),
        channel: action.channel.as_deref(),
        visits: action.visits,
        usual: Fraction(action.usual),
        change: action.change,
        first: site.periods.get(action.first).map(|row| row.period.from),
        conversions: action.conversions,
        converted_visits: action.converted,
        window_visits: action.window_visits,
        conversion_rate: Fraction(action.rate),
        comparison: action.comparison,
    }
}

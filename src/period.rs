//! Closed periods in a site's own time zone.
//!
//! Matomo cuts days at the site's midnight and weeks on Monday. The running
//! period is never audited: it is incomplete and its archive lags.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// Length of one period of the audit.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum, strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Unit {
    Day,
    Week,
    Month,
}

impl Unit {
    /// Matomo's name of the period, and ours.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// Number of periods that are audited unless told otherwise.
    pub fn default_last(self) -> u16 {
        match self {
            Self::Day => 30,
            Self::Week | Self::Month => 12,
        }
    }

    /// Matomo's own cap on the number of periods of one request.
    pub fn max_last(self) -> u16 {
        match self {
            Self::Day => 1825,
            Self::Week => 520,
            Self::Month => 120,
        }
    }

    /// First day of the period that contains `date`.
    fn start(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Week => {
                let back = date.weekday().since(Weekday::Monday);
                date.saturating_sub(Span::new().days(back))
            }
            Self::Month => date.first_of_month(),
        }
    }

    fn span(self, periods: u16) -> Span {
        match self {
            Self::Day => Span::new().days(periods),
            Self::Week => Span::new().weeks(periods),
            Self::Month => Span::new().months(periods),
        }
    }
}

/// Characters of `2026-11-20`.
const DATE: usize = 10;

/// One closed period, both days included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

/// The closed periods of one site, oldest first. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub unit: Unit,
    pub periods: Vec<Period>,
}

impl Window {
    /// The `last` closed periods at `now` in `zone`, the newest ending on or
    /// before `until` when one is given.
    pub fn closed(unit: Unit, last: u16, now: Timestamp, zone: &TimeZone, until: Option<Date>) -> Self {
        let today = now.to_zoned_datetime(zone.clone()).date();
        let after = until.map_or(today, |until| until.saturating_add(Span::new().days(1)).min(today));
        let end = unit.start(after);
        let periods = (1..=last.max(1))
            .rev()
            .map(|back| {
                let from = end.saturating_sub(unit.span(back));
                let next = end.saturating_sub(unit.span(back - 1));
                Period { from, to: next.saturating_sub(Span::new().days(1)) }
            })
            .collect();
        Self { unit, periods }
    }

    /// Each day from `from` to `to`.
    pub fn days(from: Date, to: Date) -> Self {
        let days = from.series(Span::new().days(1)).take_while(|day| *day <= to);
        Self { unit: Unit::Day, periods: days.map(|day| Period { from: day, to: day }).collect() }
    }

    pub fn from(&self) -> Date {
        self.periods.first().map_or(Date::ZERO, |period| period.from)
    }

    pub fn to(&self) -> Date {
        self.periods.last().map_or(Date::ZERO, |period| period.to)
    }

    /// The last period alone.
    pub fn last_period(&self) -> Self {
        Self { unit: self.unit, periods: self.periods.last().copied().into_iter().collect() }
    }

    /// Matomo's `date` parameter for the whole window.
    pub fn date_param(&self) -> String {
        format!("{},{}", self.from(), self.to())
    }

    /// Index of the period that starts on `from`.
    pub fn index_of(&self, from: Date) -> Option<usize> {
        self.periods.binary_search_by_key(&from, |period| period.from).ok()
    }

    /// Index of the period behind one of Matomo's keys, compared whole:
    /// `2026-11-20`, `2026-11-16,2026-11-22` or `2026-10`.
    pub fn index_of_key(&self, key: &str) -> Option<usize> {
        let from = match self.unit {
            Unit::Month => format!("{key}-01").parse().ok()?,
            Unit::Day | Unit::Week => key.get(..DATE)?.parse().ok()?,
        };
        self.index_of(from).filter(|&index| self.key(index) == key)
    }

    /// Matomo's key of a period.
    fn key(&self, index: usize) -> String {
        let Period { from, to } = self.periods[index];
        match self.unit {
            Unit::Day => from.to_string(),
            Unit::Week => format!("{from},{to}"),
            Unit::Month => from.strftime("%Y-%m").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Timestamp {
        instant.parse().unwrap()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn bounds(window: &Window) -> (String, String) {
        (window.from().to_string(), window.to().to_string())
    }

    #[test]
    fn weeks_start_on_monday_and_the_running_one_is_left_out() {
        let window = Window::closed(Unit::Week, 12, at("2026-11-24T09:40:00Z"), &zone("Europe/Paris"), None);
        assert_eq!(window.periods.len(), 12);
        assert_eq!(window.date_param(), "2026-08-31,2026-11-22");
        assert_eq!(window.periods[11].from.to_string(), "2026-11-16");
    }

    #[test]
    fn today_is_that_of_the_site() {
        let sunday_night = at("2026-11-22T23:30:00Z");
        let paris = Window::closed(Unit::Week, 1, sunday_night, &zone("Europe/Paris"), None);
        let cayenne = Window::closed(Unit::Week, 1, sunday_night, &zone("America/Cayenne"), None);
        assert_eq!(bounds(&paris), ("2026-11-16".into(), "2026-11-22".into()));
        assert_eq!(bounds(&cayenne), ("2026-11-09".into(), "2026-11-15".into()));
    }

    #[test]
    fn until_takes_the_last_period_that_ends_on_or_before_it() {
        let now = at("2026-11-24T09:40:00Z");
        let paris = zone("Europe/Paris");
        let day = |date: &str| Some(date.parse().unwrap());
        for (until, to) in
            [("2026-11-22", "2026-11-22"), ("2026-11-21", "2026-11-15"), ("2030-01-01", "2026-11-22")]
        {
            assert_eq!(
                Window::closed(Unit::Week, 2, now, &paris, day(until)).to().to_string(),
                to,
                "{until}"
            );
        }
        let months = Window::closed(Unit::Month, 5, now, &paris, day("2026-10-31"));
        assert_eq!(months.date_param(), "2026-06-01,2026-10-31");
        let days = Window::closed(Unit::Day, 30, now, &paris, None);
        assert_eq!(days.date_param(), "2026-10-25,2026-11-23");
    }

    #[test]
    fn months_keep_their_lengths_across_the_year() {
        let window = Window::closed(Unit::Month, 3, at("2027-01-31T12:00:00Z"), &TimeZone::UTC, None);
        let ends: Vec<_> = window.periods.iter().map(|period| period.to.to_string()).collect();
        assert_eq!(ends, ["2026-10-31", "2026-11-30", "2026-12-31"]);
    }

    #[test]
    fn keys_of_matomo_name_a_period() {
        let paris = zone("Europe/Paris");
        let now = at("2026-11-24T09:40:00Z");
        let weeks = Window::closed(Unit::Week, 12, now, &paris, None);
        assert_eq!(weeks.index_of_key("2026-11-16,2026-11-22"), Some(11));
        for other in ["2026-11-17,2026-11-23", "2026-11-16", "2026-11-16,2099-12-31", "2026-11-16,garbage"] {
            assert_eq!(weeks.index_of_key(other), None, "{other}");
        }
        let months = Window::closed(Unit::Month, 5, now, &paris, None);
        assert_eq!(months.index_of_key("2026-10"), Some(4));
        let days = Window::closed(Unit::Day, 3, now, &paris, None);
        assert_eq!(days.index_of_key("2026-11-23"), Some(2));
        for hostile in ["", "x", "2026-1é", "2026-13", ",,", "2026-10-01", "2026-11-23,2026-11-23"] {
            assert_eq!(months.index_of_key(hostile), None, "{hostile}");
            assert_eq!(days.index_of_key(hostile), None, "{hostile}");
        }
    }
}

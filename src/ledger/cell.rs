//! What the cells of a ledger mean, as people and spreadsheets write them.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Decision, Status, Target, Unit};
use crate::labels::fold;

/// What a date is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It has the form of one, and no calendar has it.
    InNoCalendar,
    Form,
}

/// `2026-11-26` or `26/11/2026`.
pub fn date(text: &str) -> Result<Date, NoDate> {
    let (sign, order) = if text.contains('/') { ('/', [2, 1, 0]) } else { ('-', [0, 1, 2]) };
    let mut split = text.split(sign).map(str::trim);
    let parts = [split.next(), split.next(), split.next()].map(Option::unwrap_or_default);
    if split.next().is_some() {
        return Err(NoDate::Form);
    }
    let number = |at: usize, lengths: RangeInclusive<usize>| {
        let part = parts[order[at]];
        let plain = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| plain).ok_or(NoDate::Form)
    };
    let (year, month, day) = (number(0, 4..=4)?, number(1, 1..=2)?, number(2, 1..=2)?);
    Date::new(year, month as i8, day as i8).map_err(|_| NoDate::InNoCalendar)
}

pub fn status(text: &str) -> Option<Status> {
    // What this program wrote needs no more.
    if let Ok(status) = text.parse() {
        return Some(status);
    }
    Some(match &*fold(text) {
        "draft" | "brouillon" => Status::Draft,
        "active" | "actif" | "actifs" => Status::Active,
        "retired" | "retire" | "retiree" => Status::Retired,
        _ => return None,
    })
}

pub fn decision(text: &str) -> Option<Decision> {
    if let Ok(decision) = text.parse() {
        return Some(decision);
    }
    Some(match &*fold(text) {
        "continue" | "continuer" => Decision::Continue,
        "adjust" | "ajuster" => Decision::Adjust,
        "stop" | "arreter" => Decision::Stop,
        _ => return None,
    })
}

/// More than any link brings: a slip of the keyboard, or worse.
const MOST: u64 = 1_000_000_000;

/// `40 visits`, `5 conversions`, `1 000 visites`.
pub fn target(text: &str) -> Option<Target> {
    if let Some((count, of)) = text.split_once(' ')
        && let (Ok(count), Ok(of)) = (count.parse(), of.parse())
    {
        return (1..=MOST).contains(&count).then_some(Target { count, of });
    }
    let text = fold(text);
    let (count, of) = text.split_at(text.find(char::is_alphabetic)?);
    let count: String = count.split_whitespace().collect();
    let of = match of.trim_end() {
        "visit" | "visits" | "visite" | "visites" => Unit::Visits,
        "conversion" | "conversions" => Unit::Conversions,
        _ => return None,
    };
    let count = count.parse().ok().filter(|count| (1..=MOST).contains(count))?;
    Some(Target { count, of })
}

/// An amount with a decimal comma or point, which may be negative.
pub fn amount(text: &str) -> Option<f64> {
    let text = text.trim_end_matches(['€', '$', '£']).trim_end_matches("EUR").replace('−', "-");
    let mut text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => text = text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text = text.replace(',', ""),
        _ => text = text.replace(',', "."),
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    text.parse().ok().filter(|amount: &f64| digits && amount.is_finite())
}

/// Most characters of an id: a digest has 54.
const LONGEST_ID: usize = 64;

/// Whether a text can be an id, in any case: its characters are those of the ids of this program.
pub fn is_id(text: &str) -> bool {
    let digit = |byte: u8| super::id::DIGITS.contains(&byte.to_ascii_lowercase());
    (super::LENGTH..=LONGEST_ID).contains(&text.len())
        && text.bytes().all(digit)
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a text is an address of the web, with a host.
pub fn is_web(text: &str) -> bool {
    let scheme = text.get(..text.find("://").unwrap_or_default()).unwrap_or_default();
    let rest = text.get(scheme.len() + 3..).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known && !host.is_empty() && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;

    #[test]
    fn dates_are_written_in_two_ways() {
        for text in ["2026-11-05", "05/11/2026", "5/11/2026"] {
            assert_eq!(date(text), Ok(civil::date(2026, 11, 5)), "{text}");
        }
        for text in ["31/02/2026", "2026-13-01", "2026-00-10", "29/02/2026"] {
            assert_eq!(date(text), Err(NoDate::InNoCalendar), "{text}");
        }
        for text in ["demain", "11-2026", "26/11/26", "2026-11-05-01", "2026/11/05", "+026-11-05", "/", ""] {
            assert_eq!(date(text), Err(NoDate::Form), "{text}");
        }
    }

    #[test]
    fn targets_are_a_count_and_what_it_counts() {
        let visits = |count| Some(Target { count, of: Unit::Visits });
        for (text, found) in [
            ("40 visits", visits(40)),
            ("40 Visites", visits(40)),
            ("1\u{202f}000 visites", visits(1000)),
            ("40visits", visits(40)),
            ("5 conversions", Some(Target { count: 5, of: Unit::Conversions })),
            ("40", None),
            ("0 visits", None),
            ("-4 visits", None),
            ("visits", None),
            ("40 clics", None),
            ("99999999999999999999 visits", None),
        ] {
            assert_eq!(target(text), found, "{text}");
        }
    }

    #[test]
    fn amounts_have_a_comma_or_a_point() {
        for (text, found) in [
            ("120", Some(120.0)),
            ("12,50", Some(12.5)),
            ("1 250,50 €", Some(1250.5)),
            ("1,250.50", Some(1250.5)),
            ("-3", Some(-3.0)),
            ("nan", None),
            ("1e9", None),
            ("gratuit", None),
        ] {
            assert_eq!(amount(text), found, "{text}");
        }
    }

    #[test]
    fn ids_are_those_that_this_program_makes() {
        for id in ["k7mq2d", "K7MQ2D", "rh2s6jx"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "k7mq2", "7kmq2d", "k7mq2a", "k7 q2d", "été"] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn addresses_have_a_scheme_and_a_host() {
        for url in ["https://x.fr", "HTTP://x.fr/a?b#c", "https://été.fr/"] {
            assert!(is_web(url), "{url}");
        }
        for url in
            ["", "x.fr", "://", "https://", "https:///a", "ftp://x.fr", "https://x .fr", "mailto:a@x.fr"]
        {
            assert!(!is_web(url), "{url}");
        }
    }
}

//! Values of options and of the configuration file, with their limits.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::locale::{Lang, Locale, Text};

/// A share of visits, written as a percentage: `50%`, or a fraction: `0.5`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    pub const fn new(fraction: f64) -> Self {
        Self(fraction)
    }

    /// The fraction, 0 to 1.
    pub fn fraction(self) -> f64 {
        self.0
    }
}

impl FromStr for Share {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || Misfit::new("value-share");
        let plain = text.trim().replace(',', ".");
        let fraction = match plain.strip_suffix('%') {
            Some(number) => number.trim().parse::<f64>().map_err(|_| wrong())? / 100.0,
            // `50` and `1` could be meant either way: only a real fraction goes without the sign.
            None if plain.contains('.') || plain == "0" => plain.parse::<f64>().map_err(|_| wrong())?,
            None => return Err(wrong()),
        };
        if (0.0..=1.0).contains(&fraction) { Ok(Self(fraction)) } else { Err(wrong()) }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two digits are more than anybody sets, and hide 0.35 * 100 = 35.000000000000004.
        write!(f, "{}%", (self.0 * 10_000.0).round() / 100.0)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Number(f64),
        }
        let written = match Written::deserialize(deserializer) {
            Ok(Written::Text(text)) => text,
            // As it is written in the file: 1.0 is a fraction, 1 could be either.
            Ok(Written::Number(number)) => format!("{number:?}"),
            Err(_) => String::new(),
        };
        written.parse().map_err(|misfit: Misfit| misfit.carried())
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Bounded<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Bounded<MIN, MAX> {
    /// `value`, brought within the limits.
    pub const fn new(value: u32) -> Self {
        Self(if value < MIN {
            MIN
        } else if value > MAX {
            MAX
        } else {
            value
        })
    }

    pub const fn get(self) -> u32 {
        self.0
    }

    fn checked(value: i64) -> Result<Self, Misfit> {
        match u32::try_from(value) {
            Ok(value) if (MIN..=MAX).contains(&value) => Ok(Self(value)),
            _ => Err(Misfit(format!("value-range {MIN} {MAX} {value}"))),
        }
    }

    fn no_number() -> Misfit {
        Misfit(format!("value-whole {MIN} {MAX}"))
    }
}

impl<const MIN: u32, const MAX: u32> FromStr for Bounded<MIN, MAX> {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::checked(text.parse().map_err(|_| Self::no_number())?)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Bounded<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = i64::deserialize(deserializer).map_err(|_| Self::no_number().carried())?;
        Self::checked(value).map_err(Misfit::carried)
    }
}

/// A confidence level of a two-sided interval, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Confidence(f64);

impl Confidence {
    pub fn percent(self) -> f64 {
        self.0
    }
}

impl FromStr for Confidence {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().trim_end_matches('%').trim_end().parse::<f64>() {
            Ok(percent) if (50.0..=99.9).contains(&percent) => Ok(Self(percent)),
            _ => Err(Misfit::new("value-confidence")),
        }
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let percent = f64::deserialize(deserializer).map_or(String::new(), |percent| percent.to_string());
        percent.parse().map_err(|misfit: Misfit| misfit.carried())
    }
}

/// A day as every language takes it: `2026-11-22`.
pub fn iso_day(text: &str) -> Result<Date, Misfit> {
    day(text, Lang::En)
}

/// The parser of the days of a language: besides, French takes `22/11/2026` and `22-11-2026`.
pub fn day_in(lang: Lang) -> impl Fn(&str) -> Result<Date, Misfit> + Clone + Send + Sync + 'static {
    move |text| day(text, lang)
}

fn day(text: &str, lang: Lang) -> Result<Date, Misfit> {
    let Some([first, second, third]) = numbers(text) else { return Err(Misfit::new("value-day")) };
    let date =
        |year: i16, month, day| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if first > 31 {
        return date(first, second, third).ok_or_else(|| Misfit::new("value-day-none"));
    }
    let (by_day, by_month) = (date(third, second, first), date(third, first, second));
    match (by_day, by_month) {
        (Some(date), _) if lang == Lang::Fr => Ok(date),
        (Some(one), Some(other)) if one != other => Err(Misfit(format!("value-day-either {one} {other}"))),
        (Some(date), _) | (None, Some(date)) => Err(Misfit(format!("value-day-iso 0 0 {date}"))),
        (None, None) => Err(Misfit::new("value-day-none")),
    }
}

/// The three numbers of a date, one of which is a year of four digits, first or last.
fn numbers(text: &str) -> Option<[i16; 3]> {
    let sign = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<_> = text.trim().split(sign).collect();
    let fits = |lengths: [usize; 3]| {
        parts
            .iter()
            .zip(lengths)
            .all(|(part, most)| (most / 2..=most).contains(&part.len()) && (most < 4 || part.len() == 4))
    };
    let plain = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if parts.len() != 3 || !plain || !(fits([4, 2, 2]) || fits([2, 2, 4])) {
        return None;
    }
    Some([parts[0].parse().ok()?, parts[1].parse().ok()?, parts[2].parse().ok()?])
}

/// Why a value is refused: the id of a message, and the numbers that it names. Parsers carry no
/// more of an error than a text, so this is one, and becomes a message where it is shown. It does
/// not repeat the value: in a file, that may be anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit(String);

impl Misfit {
    /// What the numbers are, in their order.
    const NUMBERS: [&str; 3] = ["min", "max", "value"];

    fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// As the error of a parser.
    fn carried<E: de::Error>(self) -> E {
        E::custom(self.0)
    }

    pub fn text(&self) -> Text {
        Self::read(&self.0).unwrap_or_else(|| Text::new(&*self.0))
    }

    /// The message that a parser carried, if it is one.
    pub fn read(carried: &str) -> Option<Text> {
        let mut words = carried.split(' ');
        let id = words.next().filter(|id| id.starts_with("value-"))?;
        let numbers = Self::NUMBERS.into_iter().zip(words);
        // As they are to be written: without separators.
        Some(numbers.fold(Text::new(id), |text, (name, number)| text.with(name, number.to_owned())))
    }
}

/// In English, for who knows no more of an error than that it is one.
impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Locale::new(Lang::En).text(&self.text()))
    }
}

impl std::error::Error for Misfit {}

/// From which verdict on a report is sent.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum, strum::IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum When {
    /// Every time
    #[default]
    Always,
    /// When a site is to be watched or red-flagged
    Watch,
    /// When a site is red-flagged
    RedFlag,
}

impl When {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_percentage_or_a_fraction() {
        for text in ["50%", "50 %", "50,0%", "0.5"] {
            assert_eq!(text.parse::<Share>().unwrap(), Share::new(0.5), "{text}");
        }
        assert_eq!("0".parse::<Share>().unwrap(), Share::new(0.0));
        for text in ["1", "50", "101%", "-1%", "abc", "", "%", "nan", "inf%"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
        assert_eq!(Share::new(0.35).to_string(), "35%");
    }

    #[test]
    fn a_number_keeps_its_limits() {
        assert_eq!("16".parse::<Bounded<1, 16>>().unwrap().get(), 16);
        for text in ["0", "17", "-1", "1.5", "99999999999999999999"] {
            assert!(text.parse::<Bounded<1, 16>>().is_err(), "{text}");
        }
        assert_eq!(Bounded::<1, 16>::new(40).get(), 16);
    }

    #[test]
    fn a_confidence_level_is_a_percentage() {
        for text in ["50", "95%", "99.9 %"] {
            assert!(text.parse::<Confidence>().is_ok(), "{text}");
        }
        for text in ["49.9", "100", "", "%", "nan"] {
            assert!(text.parse::<Confidence>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_is_iso_and_in_french_as_french_writes_it() {
        let said = |text: &str, lang| match day(text, lang) {
            Ok(date) => date.to_string(),
            Err(misfit) => misfit.to_string(),
        };
        for text in ["2026-11-22", "2026/11/22"] {
            assert_eq!([said(text, Lang::Fr), said(text, Lang::En)], ["2026-11-22"; 2]);
        }
        for (text, date) in
            [("22/11/2026", "2026-11-22"), ("22-11-2026", "2026-11-22"), ("5/6/2026", "2026-06-05")]
        {
            assert_eq!(said(text, Lang::Fr), date);
            assert!(said(text, Lang::En).contains(date), "{}", said(text, Lang::En));
        }
        // An American date is one in no language, and is told as ISO.
        assert!(said("5/6/2026", Lang::En).contains("2026-05-06"));
        for lang in Lang::ALL {
            assert!(said("11/22/2026", lang).contains("2026-11-22"), "{}", said("11/22/2026", lang));
            for text in ["2026-02-30", "30/02/2026"] {
                assert!(said(text, lang).contains("calendar"), "{}", said(text, lang));
            }
            for text in ["yesterday", "", "22/11/26", "22/11", "2026-11-22-1", "+2/11/2026", "2026-11-022"] {
                assert!(said(text, lang).starts_with("not a day"), "{}", said(text, lang));
            }
        }
    }

    #[test]
    fn a_refusal_is_told_with_its_numbers() {
        let refused = "1000001".parse::<Bounded<1, 1_000_000>>().unwrap_err();
        assert_eq!(refused.to_string(), "1000001 is out of range: write a whole number from 1 to 1000000");
        let french = Locale::new(Lang::Fr).text(&Misfit::read(&refused.0).unwrap());
        assert!(french.starts_with("1000001 est hors des limites"), "{french}");
        assert_eq!(Misfit::read("invalid type: value-share"), None);
    }
}

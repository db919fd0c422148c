//! Values of options and of the configuration file, with their limits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not a share: write a percentage from 0% to 100%, such as 50%");
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
        let share = match Written::deserialize(deserializer) {
            Ok(Written::Text(text)) => text.parse().ok(),
            // As it is written in the file: 1.0 is a fraction, 1 could be either.
            Ok(Written::Number(number)) => format!("{number:?}").parse().ok(),
            Err(_) => None,
        };
        // What stands there is not repeated: in a file, it may be anything.
        share.ok_or_else(|| {
            de::Error::custom("not a share: write a percentage from \"0%\" to \"100%\", such as \"50%\"")
        })
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

    fn checked(value: i64) -> Result<Self, String> {
        match u32::try_from(value) {
            Ok(value) if (MIN..=MAX).contains(&value) => Ok(Self(value)),
            _ => Err(format!("{value} is out of range: write a whole number from {MIN} to {MAX}")),
        }
    }
}

impl<const MIN: u32, const MAX: u32> FromStr for Bounded<MIN, MAX> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let value =
            text.parse().map_err(|_| format!("`{text}` is not a whole number from {MIN} to {MAX}"))?;
        Self::checked(value)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Bounded<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = i64::deserialize(deserializer)
            .map_err(|_| de::Error::custom(format!("not a whole number: write one from {MIN} to {MAX}")))?;
        Self::checked(value).map_err(de::Error::custom)
    }
}

/// A confidence level of a two-sided interval, in percent.
pub fn parse_confidence(text: &str) -> Result<f64, String> {
    match text.trim().trim_end_matches('%').trim_end().parse::<f64>() {
        Ok(percent) if (50.0..=99.9).contains(&percent) => Ok(percent),
        _ => Err(format!("`{text}` is not a confidence level: write a number from 50 to 99.9, such as 95")),
    }
}

/// From which verdict on a report is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Every time
    #[default]
    Always,
    /// When a site is to be watched or red-flagged
    Watch,
    /// When a site is red-flagged
    RedFlag,
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
}

//! Numbers and texts, as PHP writes them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Largest count or sum that is believed: a larger one is a broken answer, and
/// sums of such values would overflow.
const MAX_VALUE: f64 = 1e12;

/// A number that PHP may have written as text, or not at all.
pub struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Option<f64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number from 0 to 10^12")
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        self.visit_f64(value as f64)
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        self.visit_f64(value as f64)
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        match (0.0..=MAX_VALUE).contains(&value) {
            true => Ok(Some(value)),
            false => Err(E::invalid_value(de::Unexpected::Float(value), &self)),
        }
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        match value.trim() {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) => self.visit_f64(number),
                Err(_) => Err(E::invalid_value(de::Unexpected::Str(value), &self)),
            },
        }
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        // PHP's false stands for "nothing".
        if value { Err(E::invalid_type(de::Unexpected::Bool(value), &self)) } else { Ok(None) }
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

impl<'de> DeserializeSeed<'de> for NumberVisitor {
    type Value = Option<f64>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

pub struct Count(pub i64);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        count(deserializer).map(Self)
    }
}

/// A count; none where nothing is written.
pub fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Ok(number(deserializer)?.unwrap_or(0.0) as i64)
}

pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    deserializer.deserialize_any(NumberVisitor)
}

/// Visits. A verdict on a count that is not there, or on half a visit, would be a guess.
pub fn visits<E: de::Error>(count: Option<f64>) -> Result<i64, E> {
    let whole = count.filter(|count| count.fract() == 0.0);
    whole.map(|count| count as i64).ok_or_else(|| E::missing_field("nb_visits"))
}

/// Revenue; a refund makes it negative, which no decision here rests on.
pub fn sum<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    <&RawValue>::deserialize(deserializer).map(sum_of)
}

pub fn sum_of(value: &RawValue) -> f64 {
    let sum = value.get().trim_matches('"').parse().ok();
    sum.filter(|sum: &f64| sum.abs() <= MAX_VALUE).unwrap_or(0.0)
}

/// Whether a value is there that is not null or false.
pub fn is_present(value: &RawValue) -> bool {
    !matches!(value.get(), "null" | "false")
}

/// A text, or nothing; PHP writes one that looks like a number as a number.
pub struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(value)))
    }
    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_owned())))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

impl<'de> DeserializeSeed<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

//! The forms of Matomo's answers.
//!
//! A table is an array of rows for one period, and an object from period to
//! array for several; an object report inside such a map is `[]` when empty.
//! An error is `{"result":"error"}`, alone or as one element of a bulk, within
//! an answer of status 200.

mod reading;
mod row;
mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

pub use reading::{Problem, Reading};
pub use row::{Row, Rows, RowsSeed};
use value::{count, number, visits};

use crate::period::Window;

/// Visits of a period, from `VisitsSummary.get`.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Summary {
    pub visits: i64,
    pub converted: i64,
}

impl<'de> Deserialize<'de> for Summary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Fields {
            #[serde(deserialize_with = "number")]
            nb_visits: Option<f64>,
            #[serde(deserialize_with = "count")]
            nb_visits_converted: i64,
        }
        struct SummaryVisitor;
        impl<'de> Visitor<'de> for SummaryVisitor {
            type Value = Summary;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the metrics of a period")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Summary, A::Error> {
                let fields = Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Summary { visits: visits(fields.nb_visits)?, converted: fields.nb_visits_converted })
            }
            // A period without visits, inside a map of periods.
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Summary, A::Error> {
                match seq.next_element::<IgnoredAny>()? {
                    None => Ok(Summary::default()),
                    Some(_) => Err(de::Error::invalid_type(de::Unexpected::Seq, &self)),
                }
            }
        }
        deserializer.deserialize_any(SummaryVisitor)
    }
}

/// What one call answered, or the message with which Matomo refused it.
pub type Answer<T> = Result<T, String>;

/// Reads an answer that has one value per period of the window. Every one must be there: a missing one would
/// count as a period without visits.
pub struct PerPeriod<'w, S> {
    pub window: &'w Window,
    pub value: S,
    pub reading: &'w Reading,
}

impl<S> PerPeriod<'_, S> {
    fn complete<T, E: de::Error>(&self, values: Vec<Option<T>>) -> Result<Answer<Vec<T>>, E> {
        match values.iter().zip(&self.window.periods).find(|(value, _)| value.is_none()) {
            Some((_, period)) => Err(self.reading.fail(Problem::NoPeriod(*period))),
            None => Ok(Ok(values.into_iter().flatten().collect())),
        }
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for PerPeriod<'_, S> {
    type Value = Answer<Vec<S::Value>>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for PerPeriod<'_, S> {
    type Value = Answer<Vec<S::Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a report by period")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values: Vec<_> = self.window.periods.iter().map(|_| None).collect();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "result" || key == "message" {
                return refused(key == "message", map).map(Err);
            }
            match self.window.index_of_key(&key) {
                Some(index) if values[index].is_some() => {
                    return Err(self.reading.fail(Problem::PeriodTwice(key.into_owned())));
                }
                Some(index) => values[index] = Some(map.next_value_seed(self.value)?),
                None => return Err(self.reading.fail(Problem::OtherPeriod(key.into_owned()))),
            }
        }
        self.complete(values)
    }

    /// One period alone comes without the map.
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let value = self.value.deserialize(de::value::SeqAccessDeserializer::new(seq))?;
        let mut values: Vec<_> = self.window.periods.iter().map(|_| None).collect();
        if let [only] = &mut values[..] {
            *only = Some(value);
        }
        self.complete(values)
    }
}

/// Matomo's message, from the rest of an error object.
fn refused<'de, A: MapAccess<'de>>(at_message: bool, mut map: A) -> Result<String, A::Error> {
    let mut message = String::new();
    if at_message {
        message = map.next_value()?;
    } else {
        map.next_value::<IgnoredAny>()?;
    }
    while let Some(key) = map.next_key::<Cow<'de, str>>()? {
        match &*key {
            "message" => message = map.next_value()?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
    Ok(message)
}

/// The message of an error object, when `body` is one.
pub fn refusal(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Refusal {
        result: String,
        #[serde(default)]
        message: String,
    }
    let refusal: Refusal = serde_json::from_slice(body).ok()?;
    (refusal.result == "error").then_some(refusal.message)
}

/// A goal of a site.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Goal {
    #[serde(deserialize_with = "count")]
    pub idgoal: i64,
    #[serde(default)]
    pub name: String,
}

/// Goals are an array, or an object by id when ids have gaps.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum GoalList {
    Array(Vec<Goal>),
    Object(BTreeMap<String, Goal>),
}

impl GoalList {
    pub fn into_vec(self) -> Vec<Goal> {
        match self {
            Self::Array(goals) => goals,
            Self::Object(goals) => goals.into_values().collect(),
        }
    }
}

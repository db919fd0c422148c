//! The forms of Matomo's answers.
//!
//! A table is an array of rows for one period, and an object from period to
//! array for several; an object report inside such a map is `[]` when empty.
//! An error is `{"result":"error"}`, alone or as one element of a bulk, within
//! an answer of status 200.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::period::Window;

/// Largest count or sum that is believed: a larger one is a broken answer, and
/// sums of such values would overflow.
const MAX_VALUE: f64 = 1e12;

/// Largest answer about the goals or the addresses of a site that is read: a
/// thousand of them are some 200 kB.
const SETTINGS_BYTES: usize = 1 << 20;

/// One row of any report, with the columns that the audit reads.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Row<'a> {
    pub label: Cow<'a, str>,
    pub nb_visits: i64,
    /// Visits that started on this page; only in entry page reports.
    pub entry_nb_visits: i64,
    pub nb_visits_converted: i64,
    pub nb_conversions: i64,
    pub revenue: f64,
    referrer_type: Option<i64>,
    pub url: Cow<'a, str>,
    segment: Cow<'a, str>,
    idsubdatatable: Present,
    is_summary: Present,
    pub subtable: Vec<Row<'a>>,
    pub goals: Goals,
}

/// A column of a row.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    Label,
    NbVisits,
    EntryNbVisits,
    NbVisitsConverted,
    NbConversions,
    Revenue,
    #[serde(alias = "referer_type")]
    ReferrerType,
    Url,
    Segment,
    Idsubdatatable,
    IsSummary,
    Subtable,
    Goals,
    #[serde(other)]
    Other,
}

/// Fills a row where it is: rows are most of an answer, and large to move.
struct Fill<'r, 'a>(&'r mut Row<'a>, RowsSeed<'r>);

impl<'de> DeserializeSeed<'de> for Fill<'_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_, 'de> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let row = self.0;
        let (mut labelled, mut counted) = (false, false);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Label => {
                    row.label = map.next_value_seed(TextVisitor)?.ok_or_else(no_label)?;
                    labelled = true;
                }
                Key::NbVisits => {
                    row.nb_visits = visits(map.next_value_seed(NumberVisitor)?)?;
                    counted = true;
                }
                Key::EntryNbVisits => row.entry_nb_visits = map.next_value::<Count>()?.0,
                Key::NbVisitsConverted => row.nb_visits_converted = map.next_value::<Count>()?.0,
                Key::NbConversions => row.nb_conversions = map.next_value::<Count>()?.0,
                Key::Revenue => row.revenue = map.next_value::<Sum>()?.0,
                Key::ReferrerType => {
                    row.referrer_type = map.next_value_seed(NumberVisitor)?.map(|v| v as i64)
                }
                Key::Url => row.url = map.next_value_seed(TextVisitor)?.unwrap_or_default(),
                Key::Segment => row.segment = map.next_value_seed(TextVisitor)?.unwrap_or_default(),
                Key::Idsubdatatable => row.idsubdatatable = map.next_value()?,
                Key::IsSummary => row.is_summary = map.next_value()?,
                Key::Subtable => row.subtable = map.next_value_seed(self.1)?.0,
                Key::Goals => row.goals = map.next_value_seed(GoalsSeed(self.1.0))?,
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        // Without them, visits would vanish or lose their name unseen.
        match (labelled, counted) {
            (true, true) => Ok(()),
            (true, false) => Err(no_count()),
            (false, _) => Err(no_label()),
        }
    }
}

/// A verdict on a count that is not there, or on half a visit, would be a guess.
fn visits<E: de::Error>(count: Option<f64>) -> Result<i64, E> {
    count.filter(|count| count.fract() == 0.0).map(|count| count as i64).ok_or_else(no_count)
}

fn no_label<E: de::Error>() -> E {
    E::missing_field("label")
}

fn no_count<E: de::Error>() -> E {
    E::missing_field("nb_visits")
}

impl Row<'_> {
    /// Whether this is "Others": the row in which Matomo sums what is beyond
    /// its limit of rows. Its label is translated; a campaign that somebody
    /// named "others" has a segment.
    pub fn is_summary(&self) -> bool {
        self.is_summary.0 || (self.segment.is_empty() && !self.idsubdatatable.0 && !self.label.is_empty())
    }

    /// Matomo's id of the row's channel type, from the id itself or else from
    /// the segment; the label is translated.
    pub fn channel_type(&self) -> Option<i64> {
        let by_segment = || match self.segment.strip_prefix("referrerType==")? {
            "direct" => Some(1),
            "search" => Some(2),
            "website" => Some(3),
            "campaign" => Some(6),
            "social" => Some(7),
            _ => None,
        };
        self.referrer_type.or_else(by_segment)
    }
}

/// The goals block of a row, by goal: `idgoal=1`, `idgoal=ecommerceOrder`.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Goals(pub BTreeMap<String, GoalMetrics>);

#[derive(Debug, Default, Clone, PartialEq, Deserialize)]
#[serde(default)]
pub struct GoalMetrics {
    #[serde(deserialize_with = "count")]
    pub nb_conversions: i64,
    #[serde(deserialize_with = "count")]
    pub nb_visits_converted: i64,
    #[serde(deserialize_with = "sum")]
    pub revenue: f64,
}

/// A goal of a row counts as a row of its own.
struct GoalsSeed<'l>(&'l RowLimit);

impl<'de> DeserializeSeed<'de> for GoalsSeed<'_> {
    type Value = Goals;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Goals, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for GoalsSeed<'_> {
    type Value = Goals;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("metrics by goal")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Goals, A::Error> {
        let mut goals = BTreeMap::new();
        while let Some((goal, metrics)) = map.next_entry()? {
            goals.insert(goal, metrics);
            self.0.take()?;
        }
        Ok(Goals(goals))
    }
    // PHP's empty array.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Goals, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Goals::default())
    }
    fn visit_unit<E: de::Error>(self) -> Result<Goals, E> {
        Ok(Goals::default())
    }
}

/// Whether a key is there with a value that is not null or false.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Present(bool);

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PresentVisitor;
        impl<'de> Visitor<'de> for PresentVisitor {
            type Value = Present;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Present, E> {
                Ok(Present(value))
            }
            fn visit_unit<E>(self) -> Result<Present, E> {
                Ok(Present(false))
            }
            fn visit_i64<E>(self, _: i64) -> Result<Present, E> {
                Ok(Present(true))
            }
            fn visit_u64<E>(self, _: u64) -> Result<Present, E> {
                Ok(Present(true))
            }
            fn visit_f64<E>(self, _: f64) -> Result<Present, E> {
                Ok(Present(true))
            }
            fn visit_str<E>(self, _: &str) -> Result<Present, E> {
                Ok(Present(true))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Present, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Present(true))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Present, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Present(true))
            }
        }
        deserializer.deserialize_any(PresentVisitor)
    }
}

/// A number that PHP may have written as text, or not at all.
struct NumberVisitor;

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

struct Count(i64);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        count(deserializer).map(Self)
    }
}

/// See [`sum`].
struct Sum(f64);

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sum(deserializer).map(Self)
    }
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    deserializer.deserialize_any(NumberVisitor)
}

fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Ok(number(deserializer)?.unwrap_or(0.0) as i64)
}

/// Revenue; a refund makes it negative, which no decision here rests on.
fn sum<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Sum {
        Number(f64),
        Text(String),
        Other(IgnoredAny),
    }
    Ok(match Sum::deserialize(deserializer)? {
        Sum::Number(value) if value.abs() <= MAX_VALUE => value,
        Sum::Text(text) => text.parse().ok().filter(|v: &f64| v.abs() <= MAX_VALUE).unwrap_or(0.0),
        Sum::Number(_) | Sum::Other(_) => 0.0,
    })
}

/// A text, or nothing; PHP writes one that looks like a number as a number.
struct TextVisitor;

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

/// How many rows one report may have: a row takes far more memory than its bytes.
#[derive(Debug)]
pub struct RowLimit {
    max: u32,
    left: Cell<u32>,
    exceeded: Cell<bool>,
}

impl RowLimit {
    pub fn new(max: u32) -> Self {
        Self { max, left: Cell::new(max), exceeded: Cell::new(false) }
    }

    pub fn max(&self) -> u32 {
        self.max
    }

    pub fn is_exceeded(&self) -> bool {
        self.exceeded.get()
    }

    /// The rows of the next report.
    fn report(&self) -> RowsSeed<'_> {
        self.left.set(self.max);
        RowsSeed(self)
    }

    fn take<E: de::Error>(&self) -> Result<(), E> {
        let left = self.left.get().checked_sub(1);
        self.exceeded.set(left.is_none());
        left.map(|left| self.left.set(left)).ok_or_else(|| E::custom(format!("more than {} rows", self.max)))
    }
}

/// Rows, where an empty object or null stands for none.
#[derive(Clone, Copy)]
struct RowsSeed<'l>(&'l RowLimit);

impl<'de> DeserializeSeed<'de> for RowsSeed<'_> {
    type Value = Rows<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Rows<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed<'_> {
    type Value = Rows<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        loop {
            rows.push(Row::default());
            let Some(row) = rows.last_mut() else { break };
            if seq.next_element_seed(Fill(row, self))?.is_none() {
                rows.pop();
                break;
            }
            self.0.take()?;
        }
        Ok(Rows(rows))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key::<IgnoredAny>()? {
            None => Ok(Rows(Vec::new())),
            Some(_) => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Rows(Vec::new()))
    }
}

/// The rows of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<'a>(pub Vec<Row<'a>>);

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

/// What one call answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<T> {
    Data(T),
    /// Matomo's message.
    Refused(String),
}

/// One value by index of the period in the window; `None` where the answer
/// has no such period.
pub type ByPeriod<T> = Answer<Vec<Option<T>>>;

/// Reads an answer that has one value per period.
struct PerPeriod<'w, S> {
    window: &'w Window,
    value: S,
}

impl<'w, S> PerPeriod<'w, S> {
    fn new(window: &'w Window, value: S) -> Self {
        Self { window, value }
    }

    fn none<T>(&self) -> Vec<Option<T>> {
        std::iter::repeat_with(|| None).take(self.window.periods.len()).collect()
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for PerPeriod<'_, S> {
    type Value = ByPeriod<S::Value>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for PerPeriod<'_, S> {
    type Value = ByPeriod<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a report by period")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = self.none();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "result" || key == "message" {
                return refused(key == "message", map).map(Answer::Refused);
            }
            match self.window.index_of_key(&key) {
                Some(index) if values[index].is_some() => {
                    return Err(de::Error::custom(format!("the period `{key}` is there twice")));
                }
                Some(index) => values[index] = Some(map.next_value_seed(self.value)?),
                None => return Err(de::Error::custom(format!("`{key}` is not a period that was asked for"))),
            }
        }
        Ok(Answer::Data(values))
    }

    /// One period alone comes without the map.
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let value = self.value.deserialize(de::value::SeqAccessDeserializer::new(seq))?;
        let mut values = self.none();
        if let [only] = &mut values[..] {
            *only = Some(value);
        }
        Ok(Answer::Data(values))
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

/// Any value, or Matomo's refusal.
struct Whole<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Whole<T> {
    type Value = Answer<T>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let raw = <&serde_json::value::RawValue>::deserialize(deserializer)?;
        if let Some(message) = refusal(raw.get().as_bytes()) {
            return Ok(Answer::Refused(message));
        }
        if raw.get().len() > SETTINGS_BYTES {
            return Ok(Answer::Refused(format!("more than {SETTINGS_BYTES} bytes")));
        }
        // An audit does without these: an unknown form is as good as a refusal.
        Ok(serde_json::from_str(raw.get())
            .map_or_else(|error| Answer::Refused(error.to_string()), Answer::Data))
    }
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

/// The elements of one site's bulk, in the order of the requests.
pub struct Elements<'w> {
    pub window: &'w Window,
    pub last: &'w Window,
    pub kinds: &'w [Kind],
    pub rows: &'w RowLimit,
}

/// How one element of a bulk is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Visits,
    Table,
    /// A table about the last period alone.
    LastTable,
    Urls,
    Goals,
}

/// One element of a bulk, read.
#[derive(Debug)]
pub enum Element<'a> {
    Visits(ByPeriod<Summary>),
    Table(ByPeriod<Rows<'a>>),
    Urls(Answer<Vec<String>>),
    Goals(Answer<GoalList>),
}

impl<'de> DeserializeSeed<'de> for &Elements<'_> {
    type Value = Vec<Element<'de>>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &Elements<'_> {
    type Value = Vec<Element<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of {} answers", self.kinds.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::with_capacity(self.kinds.len());
        for kind in self.kinds {
            let element = match kind {
                Kind::Visits => {
                    seq.next_element_seed(PerPeriod::new(self.window, PhantomData))?.map(Element::Visits)
                }
                Kind::Table => seq
                    .next_element_seed(PerPeriod::new(self.window, self.rows.report()))?
                    .map(Element::Table),
                Kind::LastTable => {
                    seq.next_element_seed(PerPeriod::new(self.last, self.rows.report()))?.map(Element::Table)
                }
                Kind::Urls => seq.next_element_seed(Whole(PhantomData))?.map(Element::Urls),
                Kind::Goals => seq.next_element_seed(Whole(PhantomData))?.map(Element::Goals),
            };
            elements.push(element.ok_or_else(|| de::Error::invalid_length(elements.len(), &self))?);
        }
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(elements),
            Some(_) => Err(de::Error::invalid_length(elements.len() + 1, &self)),
        }
    }
}

/// One table, of an answer of its own.
pub fn parse_table<'a>(
    body: &'a [u8],
    window: &Window,
    rows: &RowLimit,
) -> serde_json::Result<ByPeriod<Rows<'a>>> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let table = PerPeriod::new(window, rows.report()).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(table)
}

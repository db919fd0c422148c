//! Rows of tables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Reading;
use super::value::{Count, NumberVisitor, TextVisitor, count, is_present, sum, sum_of, visits};

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
    segment: Segment,
    has_rows_below: bool,
    is_summary: bool,
    pub subtable: Vec<Row<'a>>,
    pub goals: Goals,
}

/// What the segment of a row says.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Segment {
    #[default]
    None,
    Some,
    /// Matomo's id of a channel type.
    OfType(i8),
}

struct SegmentVisitor;

impl Visitor<'_> for SegmentVisitor {
    type Value = Segment;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a segment")
    }
    fn visit_str<E>(self, segment: &str) -> Result<Segment, E> {
        Ok(match segment {
            "" => Segment::None,
            "referrerType==direct" => Segment::OfType(1),
            "referrerType==search" => Segment::OfType(2),
            "referrerType==website" => Segment::OfType(3),
            "referrerType==campaign" => Segment::OfType(6),
            "referrerType==social" => Segment::OfType(7),
            _ => Segment::Some,
        })
    }
    fn visit_u64<E>(self, _: u64) -> Result<Segment, E> {
        Ok(Segment::Some)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Segment, E> {
        Ok(Segment::Some)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Segment, E> {
        Ok(Segment::Some)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Segment, E> {
        Ok(Segment::None)
    }
    fn visit_unit<E>(self) -> Result<Segment, E> {
        Ok(Segment::None)
    }
}

impl<'de> DeserializeSeed<'de> for SegmentVisitor {
    type Value = Segment;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Segment, D::Error> {
        deserializer.deserialize_any(self)
    }
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
                Key::Revenue => row.revenue = sum_of(map.next_value()?),
                Key::ReferrerType => {
                    row.referrer_type = map.next_value_seed(NumberVisitor)?.map(|v| v as i64)
                }
                Key::Url => row.url = map.next_value_seed(TextVisitor)?.unwrap_or_default(),
                Key::Segment => row.segment = map.next_value_seed(SegmentVisitor)?,
                Key::Idsubdatatable => row.has_rows_below = is_present(map.next_value()?),
                Key::IsSummary => row.is_summary = is_present(map.next_value()?),
                Key::Subtable => row.subtable = map.next_value_seed(self.1.below())?.0,
                Key::Goals => row.goals = map.next_value_seed(GoalsSeed(self.1.reading))?,
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        // Without them, visits would vanish or lose their name unseen.
        match (labelled, counted) {
            (true, true) => Ok(()),
            (true, false) => Err(de::Error::missing_field("nb_visits")),
            (false, _) => Err(no_label()),
        }
    }
}

fn no_label<E: de::Error>() -> E {
    E::missing_field("label")
}

impl Row<'_> {
    /// Whether this is "Others": the row in which Matomo sums what is beyond
    /// its limit of rows. Its label is translated; a campaign that somebody
    /// named "others" has a segment.
    pub fn is_summary(&self) -> bool {
        self.is_summary || (self.segment == Segment::None && !self.has_rows_below && !self.label.is_empty())
    }

    /// Matomo's id of the row's channel type, from the id itself or else from
    /// the segment; the label is translated.
    pub fn channel_type(&self) -> Option<i64> {
        let by_segment = || match self.segment {
            Segment::OfType(id) => Some(id.into()),
            Segment::None | Segment::Some => None,
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
struct GoalsSeed<'r>(&'r Reading);

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
            self.0.row()?;
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
/// Rows, where an empty object or null stands for none.
#[derive(Clone, Copy)]
pub struct RowsSeed<'r> {
    reading: &'r Reading,
    is_below: bool,
}

impl<'r> RowsSeed<'r> {
    pub fn new(reading: &'r Reading) -> Self {
        Self { reading, is_below: false }
    }

    /// For the rows below a row.
    fn below(self) -> Self {
        Self { is_below: true, ..self }
    }
}

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
        let mut first = Row::default();
        if seq.next_element_seed(Fill(&mut first, self))?.is_none() {
            return Ok(Rows(Vec::new()));
        }
        self.reading.row()?;
        // Most tables below a row have one row, the others about as many as in the period before.
        let expected = if self.is_below { 0 } else { self.reading.rows_before.get() };
        let mut rows = Vec::with_capacity(expected.max(2));
        rows.push(first);
        loop {
            rows.push(Row::default());
            let Some(row) = rows.last_mut() else { break };
            if seq.next_element_seed(Fill(row, self))?.is_none() {
                rows.pop();
                break;
            }
            self.reading.row()?;
        }
        if !self.is_below {
            self.reading.rows_before.set(rows.len());
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

//! Several calls in one request, and their answers by method.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::answer::{Answer, PerPeriod, Problem, Reading, Row, Rows, RowsSeed, Summary, refusal};
use super::error::MatomoError;
use super::request::Request;
use super::{Recorder, Source};
use crate::api::{Form, Method};
use crate::locale::Text;
use crate::period::{Unit, Window};

/// Calls of different methods, and the periods that they are about.
#[derive(Debug)]
pub struct Bulk {
    requests: Vec<Request>,
    window: Window,
}

impl Bulk {
    pub fn new(requests: Vec<Request>, window: Window) -> Self {
        Self { requests, window }
    }

    /// Calls that are about no period.
    pub fn of_instance(methods: &[Method]) -> Self {
        let requests = methods.iter().map(|method| Request::of_instance(*method)).collect();
        Self::new(requests, Window { unit: Unit::Day, periods: Vec::new() })
    }

    pub fn window(&self) -> &Window {
        &self.window
    }

    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// The answers, as bytes: they are read one site at a time.
    pub async fn fetch(&self, source: &Source) -> Result<Vec<u8>, MatomoError> {
        source.bulk(&self.requests).await
    }

    pub fn record(&self, recorder: &mut Recorder, body: &[u8]) {
        recorder.bulk(&self.requests, body);
    }

    /// Reads what was fetched.
    pub fn read<'a>(&self, source: &Source, body: &'a [u8]) -> Result<Answers<'a>, MatomoError> {
        // Checked once, instead of string by string.
        let text = std::str::from_utf8(body).map_err(|error| {
            let reason = Text::new("reason-no-utf8").with("byte", error.valid_up_to().to_string());
            MatomoError::truncated(&source.address(), body.len(), reason)
        })?;
        let reading = Reading::new(Method::Bulk, source.max_rows());
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let answers = deserializer.deserialize_seq(Elements { bulk: self, reading: &reading });
        answers
            .and_then(|answers| deserializer.end().map(|()| answers))
            .map_err(|error| reading.error(&source.address(), body.len(), &error))
    }
}

/// The answers of a bulk.
#[derive(Debug, Default)]
pub struct Answers<'a> {
    metrics: BTreeMap<Method, Answer<Vec<Summary>>>,
    tables: BTreeMap<Method, Answer<Vec<Rows<'a>>>>,
    values: BTreeMap<Method, &'a RawValue>,
}

impl<'a> Answers<'a> {
    /// The metrics of each period.
    pub fn metrics(&mut self, method: Method) -> Result<Vec<Summary>, MatomoError> {
        given(method, self.metrics.remove(&method))
    }

    /// The rows of each period.
    pub fn tables(&mut self, method: Method) -> Result<Vec<Vec<Row<'a>>>, MatomoError> {
        given(method, self.tables.remove(&method)).map(into_rows)
    }

    /// The rows of each period of a report that was perhaps not asked for, or
    /// that Matomo may refuse.
    pub fn spared_tables(&mut self, method: Method) -> Option<Vec<Vec<Row<'a>>>> {
        let answer = self.tables.remove(&method)?;
        answer.inspect_err(|message| log::info!("{method}: {message}")).ok().map(into_rows)
    }

    /// An answer that is no report.
    pub fn value(&self, method: Method) -> Result<&'a RawValue, MatomoError> {
        let value = self.values.get(&method).ok_or_else(|| missing(method))?;
        match refusal(value.get().as_bytes()) {
            Some(message) => Err(MatomoError::api(method, &message)),
            None => Ok(value),
        }
    }
}

/// A report that was asked for, and is no less for it when it is not there.
fn given<T>(method: Method, answer: Option<Answer<T>>) -> Result<T, MatomoError> {
    answer.ok_or_else(|| missing(method))?.map_err(|message| MatomoError::api(method, &message))
}

fn missing(method: Method) -> MatomoError {
    MatomoError::shape(method, Problem::NoAnswer.text())
}

fn into_rows(tables: Vec<Rows<'_>>) -> Vec<Vec<Row<'_>>> {
    tables.into_iter().map(|rows| rows.0).collect()
}

/// Reads each element of a bulk as its request has it.
struct Elements<'b> {
    bulk: &'b Bulk,
    reading: &'b Reading,
}

/// Puts an answer in its place, if there is one.
fn keep<T>(answers: &mut BTreeMap<Method, T>, method: Method, answer: Option<T>) -> Option<()> {
    answers.insert(method, answer?);
    Some(())
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = Answers<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of {} answers", self.bulk.requests.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let (window, last) = (&self.bulk.window, self.bulk.window.last_period());
        let rows = RowsSeed::new(self.reading);
        let mut answers = Answers::default();
        for Request { method, .. } in &self.bulk.requests {
            let method = *method;
            self.reading.begin(method);
            let seed = |window| PerPeriod { window, value: rows, reading: self.reading };
            let found = match method.form() {
                Form::Metrics => {
                    let seed = PerPeriod { window, value: PhantomData, reading: self.reading };
                    keep(&mut answers.metrics, method, seq.next_element_seed(seed)?)
                }
                Form::Tables => keep(&mut answers.tables, method, seq.next_element_seed(seed(window))?),
                Form::Table => keep(&mut answers.tables, method, seq.next_element_seed(seed(&last))?),
                Form::Value => keep(&mut answers.values, method, seq.next_element()?),
            };
            found.ok_or_else(|| self.reading.fail(Problem::NoAnswer))?;
        }
        self.reading.begin(Method::Bulk);
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(answers),
            Some(_) => Err(self.reading.fail(Problem::AnswerTooMany)),
        }
    }
}

/// One table of one period, in an answer of its own.
pub fn parse_table<'a>(
    method: Method,
    window: &Window,
    source: &Source,
    body: &'a [u8],
) -> Result<Vec<Row<'a>>, MatomoError> {
    let reading = Reading::new(method, source.max_rows());
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let seed = PerPeriod { window, value: RowsSeed::new(&reading), reading: &reading };
    let table = seed.deserialize(&mut deserializer);
    let table = table.and_then(|table| deserializer.end().map(|()| table));
    match table {
        Ok(Ok(tables)) => Ok(into_rows(tables).pop().unwrap_or_default()),
        Ok(Err(message)) => Err(MatomoError::api(method, &message)),
        Err(error) => Err(reading.error(&source.address(), body.len(), &error)),
    }
}

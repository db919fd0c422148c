//! Text that people read, in French and English.
//!
//! Messages are Fluent files; numbers and dates follow the language.

mod lang;
mod number;

pub use lang::Lang;

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use jiff::civil::Date;
use number::Numbers;
use unic_langid::LanguageIdentifier;

use crate::escape::{self, Foreign};
use crate::period::{Period, Unit};

/// A message that is not yet in a language: its id and its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub id: String,
    args: Vec<(&'static str, Value)>,
}

/// An argument of a message. None can give it a second line, or a character
/// that acts: only what is ready for its output stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Number(f64),
    /// A word of this program, or a text in the markup of its output.
    Word(Cow<'static, str>),
    /// A text of another origin: a path, a setting, the words of a system.
    Line(String),
    /// What a server sent: each output shows it in its own way.
    Foreign(Foreign),
    /// A message within the message.
    Text(Text),
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Value {
    fn from(word: &'static str) -> Self {
        Self::Word(word.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Line(text)
    }
}

impl From<Foreign> for Value {
    fn from(text: Foreign) -> Self {
        Self::Foreign(text)
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl Text {
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new() }
    }

    /// With each argument of another origin as `change` gives it, by its name; also in the messages within.
    #[must_use]
    pub fn with_lines(mut self, change: &dyn Fn(&str, String) -> String) -> Self {
        for (name, value) in &mut self.args {
            match value {
                Value::Line(said) => *said = change(name, std::mem::take(said)),
                Value::Text(text) => *text = text.clone().with_lines(change),
                Value::Number(_) | Value::Word(_) | Value::Foreign(_) => {}
            }
        }
        self
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With a text in the markup of its output, in which labels are escaped.
    #[must_use]
    pub fn with_markup(self, name: &'static str, text: String) -> Self {
        self.with(name, Value::Word(text.into()))
    }
}

/// The messages of one language.
pub struct Locale {
    pub lang: Lang,
    numbers: Numbers,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.lang).finish()
    }
}

impl Locale {
    /// Loads the messages of `lang`. A message that does not parse is left out
    /// and shows as its id; the tests fail on one.
    pub fn new(lang: Lang) -> Self {
        // The test of the messages fails on a code that is none.
        let id: LanguageIdentifier = lang.id().parse().unwrap_or_default();
        let numbers = Numbers::new(&id);
        let mut bundle = FluentBundle::new(vec![id]);
        // The marks around arguments are invisible characters that end up in
        // copied text; labels are made safe by each output instead.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(number::fluent));
        let resource = match FluentResource::try_new(lang.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let _ = bundle.add_resource(resource);
        Self { lang, numbers, bundle }
    }

    /// The message `id`, or `id.attribute`.
    pub fn get(&self, id: &str) -> String {
        self.format(id, &[])
    }

    /// The message, which holds nothing that acts on a terminal.
    pub fn text(&self, text: &Text) -> String {
        self.text_as(text, &escape::terminal)
    }

    /// The message with what a server sent as `show` makes it.
    pub fn text_as(&self, text: &Text, show: &dyn Fn(&Foreign) -> String) -> String {
        self.format(&text.id, &self.args(text, show))
    }

    /// The text's attribute `name`, when its message has one.
    pub fn attribute(&self, text: &Text, name: &str) -> Option<String> {
        let id = format!("{}.{name}", text.id);
        self.has(&id).then(|| self.format(&id, &self.args(text, &escape::terminal)))
    }

    fn args(
        &self,
        text: &Text,
        show: &dyn Fn(&Foreign) -> String,
    ) -> Vec<(&'static str, FluentValue<'static>)> {
        let args = text.args.iter().map(|(name, value)| {
            let value = match value {
                Value::Number(number) => (*number).into(),
                Value::Word(word) => word.clone().into(),
                Value::Line(text) => escape::line(text).into(),
                Value::Foreign(text) => show(text).into(),
                Value::Text(text) => self.text_as(text, show).into(),
            };
            (*name, value)
        });
        args.collect()
    }

    pub fn has(&self, id: &str) -> bool {
        match id.split_once('.') {
            Some((message, attribute)) => self
                .bundle
                .get_message(message)
                .is_some_and(|message| message.get_attribute(attribute).is_some()),
            None => self.bundle.get_message(id).is_some_and(|message| message.value().is_some()),
        }
    }

    fn format(&self, id: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
        let (message, attribute) = id.split_once('.').map_or((id, None), |(id, name)| (id, Some(name)));
        let pattern = self.bundle.get_message(message).and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return id.to_owned() };
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text
    }

    /// The channel's name; one that the team defined has its id.
    pub fn channel(&self, id: &str) -> String {
        let message = format!("channel-{id}");
        if self.has(&message) { self.get(&message) } else { id.to_owned() }
    }

    /// Whether decimals stand behind a comma, so that spreadsheets part cells by a semicolon.
    pub fn has_decimal_comma(&self) -> bool {
        self.decimal(0.5, 1).contains(',')
    }

    /// `12 345` / `12,345`.
    pub fn count(&self, value: u64) -> String {
        self.decimal(value as f64, 0)
    }

    /// `1 234,50` / `1,234.50`.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        self.numbers.decimal(value, digits)
    }

    /// An amount with its ISO code: `1 250 EUR`. Cents show when there are any.
    pub fn money(&self, amount: f64, currency: &Foreign) -> String {
        let digits = if amount.fract() == 0.0 { 0 } else { 2 };
        let amount = self.decimal(amount, digits);
        if currency.is_empty() { amount } else { format!("{amount}\u{a0}{}", escape::terminal(currency)) }
    }

    /// A fraction as `68,2 %` / `68.2%`, or `50 %` / `50%`.
    pub fn percent(&self, share: f64) -> String {
        self.format("percent", &[("number", self.percent_number(share).into())])
    }

    /// The same without its sign.
    pub fn percent_number(&self, share: f64) -> String {
        let tenths = (share * 1000.0).round();
        self.decimal(tenths / 10.0, usize::from(tenths % 10.0 != 0.0))
    }

    /// Two fractions as `24–72,3 %` / `24–72.3%`.
    pub fn percent_range(&self, low: f64, high: f64) -> String {
        format!("{}–{}", self.percent_number(low), self.percent(high))
    }

    /// A fraction with two digits more than `percent`.
    pub fn percent_exact(&self, share: f64) -> String {
        self.percentage(share, 3)
    }

    /// A fraction as a whole percentage, where whole points follow.
    pub fn percent_whole(&self, share: f64) -> String {
        self.percentage(share, 0)
    }

    fn percentage(&self, share: f64, digits: usize) -> String {
        self.format("percent", &[("number", self.decimal(share * 100.0, digits).into())])
    }

    /// A difference of two fractions in percentage points, always signed.
    pub fn points(&self, difference: f64) -> String {
        let sign = if difference < 0.0 { "−" } else { "+" };
        let size = self.decimal(difference.abs() * 100.0, 1);
        self.format("points", &[("value", format!("{sign}{size}").into())])
    }

    /// A difference in whole percentage points: `+13 pts`.
    pub fn points_whole(&self, points: i64) -> String {
        let sign = if points < 0 { "−" } else { "+" };
        let size = self.count(points.unsigned_abs());
        self.format("points", &[("value", format!("{sign}{size}").into())])
    }

    /// `22 nov. 2026` / `22 Nov 2026`.
    pub fn date(&self, date: Date) -> String {
        self.format("date-full", &date_args(date))
    }

    /// `16–22 nov. 2026`, as short as the two dates allow.
    pub fn dates(&self, from: Date, to: Date) -> String {
        if from == to {
            return self.date(from);
        }
        if (from.year(), from.month()) == (to.year(), to.month()) {
            let mut args = date_args(to).to_vec();
            args.push(("first", self.format("date-day", &date_args(from)).into()));
            return self.format("date-range-in-month", &args);
        }
        let first = match from.year() == to.year() {
            true => self.format("date-short", &date_args(from)),
            false => self.date(from),
        };
        self.format("date-range", &[("first", first.into()), ("last", self.date(to).into())])
    }

    /// The period's name in a table: `S47`, `nov. 2026`, `22 nov.`.
    pub fn period_short(&self, unit: Unit, period: Period) -> String {
        match unit {
            Unit::Day => self.format("date-short", &date_args(period.from)),
            Unit::Week => self.format("week-short", &week_args(period)),
            Unit::Month => self.format("date-month", &date_args(period.from)),
        }
    }

    /// The period's name in a subject: `sem. 47`, `nov. 2026`, `22 nov. 2026`.
    pub fn period_subject(&self, unit: Unit, period: Period) -> String {
        match unit {
            Unit::Day => self.date(period.from),
            Unit::Week => self.format("week-subject", &week_args(period)),
            Unit::Month => self.period_short(unit, period),
        }
    }

    /// The period's name after a preposition: `semaine 47`, `novembre 2026`, `22 nov. 2026`.
    pub fn period_in_sentence(&self, unit: Unit, period: Period) -> String {
        match unit {
            Unit::Day => self.date(period.from),
            Unit::Week => self.format("week-name", &week_args(period)),
            Unit::Month => self.format("date-month-long", &date_args(period.from)),
        }
    }

    /// The period's name, with its dates: `semaine 47, 16–22 nov. 2026`.
    pub fn period_long(&self, unit: Unit, period: Period) -> String {
        match unit {
            Unit::Day => self.date(period.from),
            Unit::Month => self.format("date-month-long", &date_args(period.from)),
            Unit::Week => {
                let mut args = week_args(period).to_vec();
                args.push(("dates", self.dates(period.from, period.to).into()));
                self.format("week-long", &args)
            }
        }
    }
}

fn week_args(period: Period) -> [(&'static str, FluentValue<'static>); 1] {
    let week = period.from.iso_week_date().week();
    [("week", format!("{week:02}").into())]
}

fn date_args(date: Date) -> [(&'static str, FluentValue<'static>); 3] {
    // The year is text: as a number it would get a thousands separator.
    [
        ("day", f64::from(date.day()).into()),
        ("month", f64::from(date.month()).into()),
        ("year", date.year().to_string().into()),
    ]
}

#[cfg(test)]
mod tests;

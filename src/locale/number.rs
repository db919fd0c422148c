//! Numbers as each language writes them, by ICU's data.

use std::str::FromStr;

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use icu_decimal::input::Decimal;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::Locale;
use intl_memoizer::{IntlLangMemoizer, Memoizable};
use unic_langid::LanguageIdentifier;

/// The numbers of one language; plain ones where ICU has no data of it.
#[derive(Debug)]
pub struct Numbers(Option<DecimalFormatter>);

impl Numbers {
    pub fn new(lang: &LanguageIdentifier) -> Self {
        let locale = Locale::from_str(&lang.to_string()).ok();
        let formatter = |locale: Locale| {
            let preferences = DecimalFormatterPreferences::from(&locale);
            DecimalFormatter::try_new(preferences, Default::default()).ok()
        };
        Self(locale.and_then(formatter))
    }

    /// `value` rounded to `digits` fraction digits.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        let plain = format!("{value:.digits$}");
        match (&self.0, Decimal::from_str(&plain)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => plain,
        }
    }
}

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Ok(Self::new(&lang))
    }
}

/// Formats the numbers inside Fluent messages.
pub fn fluent(value: &FluentValue<'_>, numbers: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let digits = if value.fract() == 0.0 { 0 } else { 2 };
    numbers.with_try_get::<Numbers, _, _>((), |numbers| numbers.decimal(*value, digits)).ok()
}

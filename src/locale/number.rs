//! Numbers as each language writes them, by ICU's data.

use std::str::FromStr;

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::locale;

use super::Lang;

thread_local! {
    static FORMATTERS: [Option<DecimalFormatter>; 2] = [
        DecimalFormatter::try_new(locale!("fr").into(), Default::default()).ok(),
        DecimalFormatter::try_new(locale!("en").into(), Default::default()).ok(),
    ];
}

/// `value` rounded to `digits` fraction digits.
pub fn decimal(lang: Lang, value: f64, digits: usize) -> String {
    let plain = format!("{value:.digits$}");
    let Ok(decimal) = Decimal::from_str(&plain) else { return plain };
    FORMATTERS.with(|formatters| {
        let formatter = &formatters[usize::from(lang == Lang::En)];
        formatter.as_ref().map_or(plain, |formatter| formatter.format(&decimal).to_string())
    })
}

/// A fraction as a percentage with `digits` fraction digits.
pub fn percent(lang: Lang, share: f64, digits: usize) -> String {
    let number = decimal(lang, share * 100.0, digits);
    match lang {
        // CLDR: a narrow no-break space before the sign.
        Lang::Fr => format!("{number}\u{202f}%"),
        Lang::En => format!("{number}%"),
    }
}

/// Formats the numbers inside Fluent messages.
pub fn fluent(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    Some(decimal(lang, *value, if value.fract() == 0.0 { 0 } else { 2 }))
}

//! One layout for each form of the report: no sentence, no computation.

use std::io::{self, Write};

use crate::format::{CsvStyle, Format};
use crate::locale::Locale;
use crate::model::Report;
use crate::words::Words;

pub mod chat;
mod csv;
pub mod explain;
pub mod gate;
mod html;
mod json;
pub mod mail;
mod markdown;
mod plain;
mod table;
mod terminal;

pub use csv::{Cell as CsvCell, Sheet};
pub use terminal::{Layout, listing};

/// The report in one format.
pub fn render(report: &Report, format: Format, locale: &Locale, layout: Layout, style: CsvStyle) -> String {
    let words = Words::new(report, locale);
    let sheet = Sheet { locale, style };
    match format {
        Format::Terminal => terminal::render(words, layout),
        Format::Html => html::render(words),
        Format::Markdown => markdown::render(words),
        Format::Json => {
            let mut text = Vec::new();
            // Writing into memory does not fail.
            let _ = json::write(report, locale, &mut text);
            String::from_utf8(text).unwrap_or_default()
        }
        Format::Csv => csv::periods(report, sheet),
        Format::CsvChannels => csv::channels(report, sheet),
        Format::CsvCampaigns => csv::campaigns(report, sheet),
        Format::CsvFindings => csv::findings(report, sheet),
        Format::CsvLinks => csv::links(report, sheet),
    }
}

/// Writes the report in one format.
pub fn write(
    report: &Report,
    format: Format,
    locale: &Locale,
    layout: Layout,
    style: CsvStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::write(report, locale, out),
        _ => out.write_all(render(report, format, locale, layout, style).as_bytes()),
    }
}

#[cfg(test)]
pub(crate) mod tests;

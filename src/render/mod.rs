//! One layout for each form of the report: no sentence, no computation.

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

pub use terminal::{Layout, listing};

/// The report in one format.
pub fn render(report: &Report, format: Format, locale: &Locale, layout: Layout, style: CsvStyle) -> String {
    let words = Words::new(report, locale);
    let sheet = csv::Sheet { locale, style };
    match format {
        Format::Terminal => terminal::render(words, layout),
        Format::Html => html::render(words),
        Format::Markdown => markdown::render(words),
        Format::Json => json::render(report, locale),
        Format::Csv => csv::periods(report, sheet),
        Format::CsvChannels => csv::channels(report, sheet),
        Format::CsvCampaigns => csv::campaigns(report, sheet),
        Format::CsvFindings => csv::findings(report, sheet),
    }
}

#[cfg(test)]
mod tests;

//! The report in each form. Renderers compute nothing.

use crate::format::Format;
use crate::locale::Locale;
use crate::model::Report;

pub mod chat;
mod csv;
pub mod explain;
pub mod gate;
mod html;
mod json;
pub mod mail;
mod markdown;
pub mod sites;
mod terminal;

pub use terminal::Layout;

/// The report in one format.
pub fn render(report: &Report, format: Format, locale: &Locale, layout: Layout) -> String {
    match format {
        Format::Terminal => terminal::render(report, locale, layout),
        Format::Html => html::render(report, locale),
        Format::Markdown => markdown::render(report, locale),
        Format::Json => json::render(report, locale),
        Format::Csv => csv::periods(report),
        Format::CsvChannels => csv::channels(report),
    }
}
#[cfg(test)]
mod tests;

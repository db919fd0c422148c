//! What `explain` prints: the documentation of the findings and of the JSON.

use super::terminal::{Layout, Page};
use crate::locale::Locale;
use crate::model::FindingInfo;
use crate::words::finding::{Part, general, severity};

/// What the JSON of an audit holds.
pub const JSON: &str = include_str!("json.txt");

/// All findings, a line each.
pub fn list(findings: impl Iterator<Item = FindingInfo>, locale: &Locale, layout: Layout) -> String {
    let mut page = Page::new(layout);
    for finding in findings {
        let title = format!("{} ({})", finding.id, severity(finding.severity, locale));
        page.entry(&title, &general(finding.id, Part::What, locale));
    }
    page.finish()
}

/// One finding, whole.
pub fn one(id: &str, locale: &Locale, layout: Layout) -> String {
    let mut page = Page::new(layout);
    page.entry(id, &general(id, Part::What, locale));
    for part in [Part::Why, Part::Fix] {
        page.entry(&part.title(locale), &general(id, part, locale));
    }
    page.finish()
}

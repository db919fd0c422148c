//! What `explain` prints: the documentation of the findings.

use super::terminal::{Layout, Page};
use crate::locale::Locale;
use crate::model::Severity;
use crate::words::finding::{Part, general, severity};

/// All findings, a line each.
pub fn list(
    findings: impl Iterator<Item = (&'static str, Severity)>,
    locale: &Locale,
    layout: Layout,
) -> String {
    let mut page = Page::new(layout);
    for (id, graded) in findings {
        page.entry(&format!("{id} ({})", severity(graded, locale)), &general(id, Part::What, locale));
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

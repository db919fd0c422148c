//! What `explain` prints: the documentation of the findings.

use super::Layout;
use super::terminal::Page;
use crate::locale::Locale;
use crate::model::FindingInfo;

/// All findings, a line each.
pub fn list(findings: impl Iterator<Item = FindingInfo>, locale: &Locale, layout: Layout) -> String {
    let mut page = Page::new(locale, layout);
    for finding in findings {
        page.entry(
            &format!("{} ({})", finding.id, locale.get(&format!("severity-{}", finding.severity.id()))),
            &locale.get(&format!("finding-{}.what", finding.id)),
        );
    }
    page.finish()
}

/// One finding, whole.
pub fn one(id: &str, locale: &Locale, layout: Layout) -> String {
    let mut page = Page::new(locale, layout);
    page.entry(id, &locale.get(&format!("finding-{id}.what")));
    for part in ["why", "fix"] {
        page.entry(&locale.get(&format!("explain-{part}")), &locale.get(&format!("finding-{id}.{part}")));
    }
    page.finish()
}

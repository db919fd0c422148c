//! What `explain` prints: the documentation of the findings.

use super::Layout;
use super::terminal::Page;
use crate::audit::findings::AUDITS;
use crate::locale::Locale;

/// All findings, a line each.
pub fn list(locale: &Locale, layout: Layout) -> String {
    let mut page = Page::new(locale, layout);
    for audit in AUDITS {
        page.entry(
            &format!("{} ({})", audit.id(), locale.get(&format!("severity-{}", audit.severity().id()))),
            &locale.get(&format!("finding-{}.what", audit.id())),
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

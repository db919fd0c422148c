//! What `check` prints.

mod github;
mod junit;

pub use github::summary;

use crate::format::GateFormat;
use crate::words::gate::GateWords;

/// The result of the gate in one format.
pub fn render(words: GateWords<'_>, format: GateFormat) -> String {
    match format {
        GateFormat::Text => text(words),
        GateFormat::Github => github::annotations(words),
        GateFormat::Junit => junit::junit(words),
    }
}

/// One line per site and limit.
fn text(words: GateWords<'_>) -> String {
    let mut lines: Vec<_> = words.checks().into_iter().map(|check| check.line).collect();
    lines.extend(words.findings().into_iter().map(|finding| finding.line));
    for (_, failure) in words.failures() {
        lines.push(failure.line);
        lines.extend(failure.hint.map(|hint| format!("  {hint}")));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

//! What `check` prints.

use super::{Part, Report, escape};
use crate::audit::gate::{Check, Outcome, Result};
use crate::config::Gate;
use crate::locale::{Locale, Text};

/// One line per site and limit.
pub fn text(report: &Report, result: &Result, gate: &Gate, locale: &Locale) -> String {
    let mut lines: Vec<_> = result.checks.iter().map(|check| line(check, gate, locale)).collect();
    lines.extend(result.findings.iter().map(|(site, name, finding)| {
        let text = Text::new("gate-finding")
            .with("site", format!("{site} {}", escape::terminal(name)))
            .with("id", finding.id)
            .with("severity", locale.get(&format!("severity-{}", finding.severity.id())))
            .with("title", escape::terminal_lines(&finding.part(locale, Part::Title)));
        locale.text(&text)
    }));
    for error in &report.errors {
        lines.push(error.line(locale));
        lines.extend(error.hint(locale).map(|hint| format!("  {hint}")));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn line(check: &Check, gate: &Gate, locale: &Locale) -> String {
    let id = match check.outcome {
        Outcome::Passed => "gate-passed",
        Outcome::Exceeded => "gate-exceeded",
        Outcome::NoVerdict => "gate-no-verdict",
    };
    let text = Text::new(id)
        .with("site", format!("{} {}", check.site, escape::terminal(&check.name)))
        .with("measure", locale.get(&format!("measure-{}", check.measure.id())))
        .with("share", check.share.map_or_else(|| "–".to_owned(), |share| locale.percent(share)))
        .with("visits", check.visits)
        .with("limit", locale.percent(check.limit))
        .with("minimum", gate.min_visits);
    let mut line = locale.text(&text);
    if let (Some(confidence), Some(bound)) = (gate.confidence, check.compared) {
        let text =
            Text::new("gate-lower-bound").with("confidence", confidence).with("bound", locale.percent(bound));
        line = format!("{line} {}", locale.text(&text));
    }
    if gate.consecutive > 1 && check.outcome != Outcome::NoVerdict {
        let text = Text::new("gate-streak")
            .with("streak", check.streak as u64)
            .with("consecutive", gate.consecutive as u64);
        line = format!("{line} {}", locale.text(&text));
    }
    line
}

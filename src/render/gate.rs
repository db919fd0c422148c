//! What `check` prints.

mod github;
mod junit;

pub use github::{annotations, summary};
pub use junit::junit;

use crate::config::Gate;
use crate::escape::{self, Foreign};
use crate::format::GateFormat;
use crate::locale::{Locale, Text};
use crate::model::gate::{Check, GateResult, Outcome};
use crate::model::{Doubt, Finding, Part, Report};

/// The result of the gate in one format.
pub fn render(
    report: &Report,
    result: &GateResult,
    gate: &Gate,
    format: GateFormat,
    locale: &Locale,
) -> String {
    match format {
        GateFormat::Text => text(report, result, gate, locale),
        GateFormat::Github => annotations(report, result, gate, locale),
        GateFormat::Junit => junit(report, result, gate, locale),
    }
}

/// One line per site and limit.
pub fn text(report: &Report, result: &GateResult, gate: &Gate, locale: &Locale) -> String {
    let mut lines: Vec<_> = result.checks.iter().map(|check| line(check, gate, locale)).collect();
    lines.extend(
        result.findings.iter().map(|(site, name, finding)| finding_line(*site, name, finding, locale)),
    );
    for error in &report.errors {
        lines.push(error.line(locale));
        lines.extend(error.hint(locale).map(|hint| format!("  {hint}")));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The site as the lines call it.
fn site_name(id: u64, name: &Foreign) -> String {
    format!("{id} {}", escape::terminal(name))
}

fn finding_line(site: u64, name: &Foreign, finding: &Finding, locale: &Locale) -> String {
    let text = Text::new("gate-finding")
        .with("site", site_name(site, name))
        .with("id", finding.id)
        .with("severity", locale.get(&format!("severity-{}", finding.severity.id())))
        .with("title", finding.part(locale, Part::Title));
    locale.text(&text)
}

fn line(check: &Check, gate: &Gate, locale: &Locale) -> String {
    let id = match check.outcome {
        Outcome::Passed => "gate-passed",
        Outcome::Exceeded => "gate-exceeded",
        Outcome::NoVerdict => match check.doubt {
            Some(Doubt::Incomplete) => "gate-incomplete",
            Some(Doubt::Missing) => "gate-missing",
            Some(Doubt::Masked) => "gate-masked",
            None => "gate-no-verdict",
        },
    };
    // A share just above the limit must not look equal to it.
    let equal = check.share.is_some_and(|share| locale.percent(share) == locale.percent(check.limit));
    let percent = |share| if equal { locale.percent_exact(share) } else { locale.percent(share) };
    let text = Text::new(id)
        .with("site", site_name(check.site, &check.name))
        .with("measure", locale.get(&format!("measure-{}", check.measure.id())))
        .with("share", check.share.map_or_else(|| "–".to_owned(), percent))
        .with("visits", check.visits)
        .with("limit", percent(check.limit))
        .with("minimum", gate.min_visits)
        .with("reports", check.lacking.clone())
        .with("range", check.range.map_or_else(String::new, |(low, high)| locale.percent_range(low, high)));
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

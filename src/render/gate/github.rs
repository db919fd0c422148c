//! GitHub Actions: annotations, which are commands on stdout, and the summary
//! of the job, which is a file of Markdown.

use super::{finding_line, line, site_name};
use crate::config::Gate;
use crate::escape::{github_data, github_property, github_summary};
use crate::locale::{Locale, Text};
use crate::model::gate::{Check, GateResult, Outcome};
use crate::model::{Part, Report};

/// One command per line. GitHub shows ten of each kind per step, so the
/// gravest come first, and the summary has them all.
pub fn annotations(report: &Report, result: &GateResult, gate: &Gate, locale: &Locale) -> String {
    let mut commands = String::new();
    for error in &report.errors {
        let site = error.site.map_or_else(String::new, |id| site_name(id, &error.name));
        commands.push_str(&command("error", &site, &error.line(locale)));
    }
    for (outcome, level) in
        [(Outcome::Exceeded, "error"), (Outcome::NoVerdict, "warning"), (Outcome::Passed, "notice")]
    {
        for check in result.checks.iter().filter(|check| check.outcome == outcome) {
            commands.push_str(&command(level, &title(check, locale), &line(check, gate, locale)));
        }
        // A finding of --fail-on fails the gate like a limit.
        for (site, name, finding) in result.findings.iter().filter(|_| outcome == Outcome::Exceeded) {
            let text = finding_line(*site, name, finding, locale);
            commands.push_str(&command("error", &site_name(*site, name), &text));
        }
    }
    commands
}

fn command(level: &str, title: &str, text: &str) -> String {
    // The lines are aligned for a terminal.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("::{level} title={}::{}\n", github_property(title), github_data(&text))
}

fn title(check: &Check, locale: &Locale) -> String {
    let measure = locale.get(&format!("measure-{}", check.measure.id()));
    format!("{} · {measure}", site_name(check.site, &check.name))
}

/// The Markdown of the job's summary.
pub fn summary(report: &Report, result: &GateResult, gate: &Gate, locale: &Locale) -> String {
    let mut text = format!("## {}\n\n", locale.get("gate-summary-title"));
    let header = ["column-site", "gate-column-measure", "column-visits", "column-share", "gate-column-limit"];
    text.push_str(&row(header
        .map(|id| locale.get(id))
        .into_iter()
        .chain([locale.get("gate-column-result")])));
    text.push_str("| --- | --- | ---: | ---: | ---: | --- |\n");
    for check in &result.checks {
        text.push_str(&row(cells(check, gate, locale)));
    }
    if !result.findings.is_empty() {
        text.push_str(&format!("\n### {}\n\n", locale.get("findings-title")));
    }
    for (site, name, finding) in &result.findings {
        let part = |part| github_summary(&finding.part(locale, part));
        text.push_str(&format!(
            "- **{}** — {} → {}\n",
            github_summary(&site_name(*site, name)),
            part(Part::Title),
            part(Part::Action)
        ));
    }
    if !report.errors.is_empty() {
        text.push_str(&format!("\n### {}\n\n", locale.get("gate-summary-errors")));
    }
    for error in &report.errors {
        text.push_str(&format!("- {}\n", github_summary(&error.line(locale))));
    }
    text.push('\n');
    text
}

fn cells(check: &Check, gate: &Gate, locale: &Locale) -> [String; 6] {
    let (icon, id) = match check.outcome {
        Outcome::Passed => ("✅", "gate-result-passed"),
        Outcome::Exceeded => ("🚩", "gate-result-exceeded"),
        Outcome::NoVerdict => ("❔", "gate-result-no-verdict"),
    };
    let minimum = Text::new(id).with("minimum", gate.min_visits);
    [
        github_summary(&site_name(check.site, &check.name)),
        locale.get(&format!("measure-{}", check.measure.id())),
        locale.count(check.visits),
        check.share.map_or_else(|| "–".to_owned(), |share| locale.percent(share)),
        locale.percent(check.limit),
        format!("{icon} {}", locale.text(&minimum)),
    ]
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<_> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

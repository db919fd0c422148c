//! GitHub Actions: annotations, which are commands on stdout, and the summary
//! of the job, which is a file of Markdown.

use crate::escape::{github_data, github_property, github_summary};
use crate::model::gate::Outcome;
use crate::words::gate::{CheckWords, GateWords};

/// One command per line. GitHub shows ten of each kind per step, so the
/// gravest come first, and the summary has them all.
pub fn annotations(words: GateWords<'_>) -> String {
    let mut commands = String::new();
    for (site, failure) in words.failures() {
        commands.push_str(&command("error", &site, &failure.line));
    }
    let (checks, findings) = (words.checks(), words.findings());
    for (outcome, level) in
        [(Outcome::Exceeded, "error"), (Outcome::NoVerdict, "warning"), (Outcome::Passed, "notice")]
    {
        for check in checks.iter().filter(|check| check.outcome == outcome) {
            commands.push_str(&command(level, &format!("{} · {}", check.name, check.measure), &check.line));
        }
        // A finding of --fail-on fails the gate like a limit.
        for finding in findings.iter().filter(|_| outcome == Outcome::Exceeded) {
            commands.push_str(&command("error", &finding.name, &finding.line));
        }
    }
    commands
}

fn command(level: &str, title: &str, text: &str) -> String {
    // The lines are aligned for a terminal.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("::{level} title={}::{}\n", github_property(title), github_data(&text))
}

/// The Markdown of the job's summary.
pub fn summary(words: GateWords<'_>) -> String {
    let titles = words.titles();
    let mut text = format!("## {}\n\n", titles.summary);
    text.push_str(&row(titles.columns));
    text.push_str("| --- | --- | ---: | ---: | ---: | --- |\n");
    for check in words.checks() {
        text.push_str(&row(cells(check)));
    }
    let findings = words.findings();
    if !findings.is_empty() {
        text.push_str(&format!("\n### {}\n\n", titles.findings));
    }
    for finding in findings {
        let [name, title, action] =
            [finding.name, finding.title, finding.action].map(|text| github_summary(&text));
        text.push_str(&format!("- **{name}** — {title} → {action}\n"));
    }
    let failures = words.failures();
    if !failures.is_empty() {
        text.push_str(&format!("\n### {}\n\n", titles.errors));
    }
    for (_, failure) in failures {
        text.push_str(&format!("- {}\n", github_summary(&failure.line)));
    }
    text.push('\n');
    text
}

fn cells(check: CheckWords) -> [String; 6] {
    let icon = match check.outcome {
        Outcome::Passed => "✅",
        Outcome::Exceeded => "🚩",
        Outcome::NoVerdict => "❔",
    };
    let result = format!("{icon} {}", check.result);
    [github_summary(&check.name), check.measure, check.visits, check.share, check.limit, result]
}

fn row(cells: [String; 6]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

//! What there is to do, and what was done.

use super::Words;
use super::document::{Block, Section, Todo, Topic};
use super::finding::{Part, part};
use crate::locale::Text;
use crate::model::{Finding, Mended, Severity, SiteReport, Verdict};

/// Actions of one site: more are not done in a week.
const ACTIONS: usize = 3;
/// Findings that say what to tag; the verdict alone says no more.
const NAMING: [&str; 3] = ["channel-without-utm", "channel-partly-tagged", "deep-direct-entries"];
const VERDICT: &str = "untracked-dominates";
/// What a weekly meeting is for: it is told also where all is well.
const DECISIONS: &str = "link-review-due";

impl Words<'_> {
    /// At most three actions, causes first.
    pub fn todo(&self, site: &SiteReport) -> Section {
        let said = |finding: &Finding| part(finding, Part::Todo, self.locale);
        let todo: Vec<_> = to_do(site)
            .map(|finding| Todo {
                finding: finding.id,
                text: said(finding),
                title: part(finding, Part::Title, self.locale),
            })
            .collect();
        let block = match todo.is_empty() {
            true => Block::Paragraph(self.nothing_to_do(site)),
            false => Block::Todo(todo),
        };
        Section { topic: Topic::Todo, title: self.locale.get("todo-title"), blocks: vec![block] }
    }

    fn nothing_to_do(&self, site: &SiteReport) -> String {
        let id = if site.verdict == Verdict::Inconclusive { "todo-no-verdict" } else { "todo-nothing" };
        self.locale.text(&Text::new(id).with("unit", self.report.window.unit.id()))
    }

    /// What was mended with the last period, a sentence each.
    pub fn mended(&self, site: &SiteReport) -> Vec<String> {
        let mended = site.mended.iter().map(|mended| {
            let text = match mended {
                Mended::Channel { channel, tagged } => Text::new("mended-channel")
                    .with("channel", self.locale.channel(channel))
                    .with("tagged", *tagged),
                Mended::Finding { finding } => Text::new("mended-finding")
                    .with("finding", self.locale.get(&format!("finding-{finding}.short"))),
            };
            self.locale.text(&text.with("unit", self.report.window.unit.id()))
        });
        mended.collect()
    }

    /// The finding that stands beside the verdict, by its title.
    pub fn beside(&self, site: &SiteReport) -> Option<String> {
        let critical = beside(site).filter(|finding| finding.severity == Severity::Critical)?;
        let title = part(critical, Part::Title, self.locale);
        Some(self.locale.text(&Text::new("critical").with("title", title)))
    }

    /// The gravest finding of a site in a few words; none where the verdict says it all.
    pub(super) fn gravest(&self, site: &SiteReport) -> String {
        let told = |finding: &&Finding| {
            finding.is_cause() && finding.id != VERDICT && finding.severity >= Severity::Warning
        };
        let gravest =
            beside(site).or_else(|| site.findings.iter().find(told)).map(|finding| self.short(finding));
        // No verdict comes without its reason.
        let reason = site.inconclusive.as_ref().and_then(|why| self.locale.attribute(why, "short"));
        reason.or(gravest).unwrap_or_default()
    }

    pub(super) fn short(&self, finding: &Finding) -> String {
        part(finding, Part::Short, self.locale)
    }
}

/// The suspected bug, or the first critical finding that is not the verdict itself.
pub(super) fn beside(site: &SiteReport) -> Option<&Finding> {
    let critical = |finding: &&Finding| {
        finding.is_cause() && finding.severity == Severity::Critical && finding.id != VERDICT
    };
    site.bug().or_else(|| site.findings.iter().find(critical))
}

fn to_do(site: &SiteReport) -> impl Iterator<Item = &Finding> {
    // A remark asks for nothing where all is well.
    let counts = |finding: &&Finding| {
        finding.is_cause()
            && (finding.severity >= Severity::Warning || site.needs_attention() || finding.id == DECISIONS)
    };
    let named = site.findings.iter().filter(counts).any(|finding| NAMING.contains(&finding.id));
    site.findings.iter().filter(counts).filter(move |finding| finding.id != VERDICT || !named).take(ACTIONS)
}

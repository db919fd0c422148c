//! What a message says around the report.

use super::{Words, beyond};
use crate::escape;
use crate::locale::Text;
use crate::model::{SiteReport, Verdict};

impl Words<'_> {
    /// The verdict of the only site, or how many sites have the gravest one.
    pub fn subject(&self) -> String {
        let (report, locale) = (self.report, self.locale);
        let period = report.sites.first().and_then(SiteReport::last).map(|last| last.period);
        let period = period.map(|period| locale.period_subject(report.window.unit, period));
        let worst = report.worst().unwrap_or(Verdict::Inconclusive);
        let attention = report.sites.iter().filter(|site| site.needs_attention()).count() as u64;
        let text = match &report.sites[..] {
            [site] => self.subject_of(site),
            sites if worst < Verdict::Watch && attention > 0 => Text::new("mail-subject-sites-attention")
                .with("count", attention)
                .with("sites", sites.len() as u64),
            sites => Text::new(format!("mail-subject-sites-{}", worst.id()))
                .with("count", report.sites_with(worst))
                .with("sites", sites.len() as u64),
        };
        let icon = match &report.sites[..] {
            [site] => self.site_verdict(site).icon,
            _ => self.verdict(worst).icon,
        };
        let mut subject = locale.text(&text.with("icon", icon).with("period", period.unwrap_or_default()));
        if !report.errors.is_empty() {
            let errors = Text::new("mail-subject-errors").with("count", report.errors.len() as u64);
            subject += &locale.text(&errors);
        }
        subject
    }

    fn subject_of(&self, site: &SiteReport) -> Text {
        let last = site.last().filter(|last| last.visits > 0);
        let id = match (last, site.verdict) {
            (None, _) => "mail-subject-no-visits",
            (Some(last), _) if !last.complete => "mail-subject-incomplete",
            (Some(_), Verdict::Inconclusive) => "mail-subject-inconclusive",
            (Some(_), _) => "mail-subject",
        };
        let share = match last.and_then(|last| last.untracked_share) {
            Some(share) => self.locale.percent(share),
            None => last.and_then(|last| self.share(last)).unwrap_or_default(),
        };
        let beside = super::todo::beside(site).map_or_else(|| "none".to_owned(), |found| self.short(found));
        Text::new(id).with("site", escape::terminal(&site.name)).with("share", share).with("beside", beside)
    }

    /// What mail programs show beside the subject.
    pub fn preview(&self) -> String {
        match &self.report.sites[..] {
            [site] => self.explanation(site),
            _ => self.portfolio(),
        }
    }

    /// Where the details of the other sites are.
    pub fn undetailed(&self) -> Option<String> {
        (self.report.sites.len() > 1).then(|| self.locale.get("mail-undetailed"))
    }

    /// That only `shown` sites are in a message.
    pub fn more_sites(&self, shown: usize) -> Option<String> {
        beyond("chat-more", self.report.sites.len(), shown, self.locale)
    }

    /// What the numbers mean, and what made the message.
    pub fn footer(&self) -> Vec<String> {
        let report = self.report;
        let generated = report.generated_at.datetime();
        let made = Text::new("mail-made")
            .with("from_to", self.locale.dates(report.window.period.from, report.window.period.to))
            .with("date", self.locale.date(generated.date()))
            .with("time", generated.strftime("%H:%M").to_string())
            .with("matomo", escape::terminal(&report.matomo.url))
            .with("version", env!("CARGO_PKG_VERSION"));
        let words = self.glossary().into_iter().map(|(word, meaning)| {
            let line = Text::new("glossary-entry-line").with("word", word).with("meaning", meaning);
            self.locale.text(&line)
        });
        [self.locale.get("mail-how")].into_iter().chain(words).chain([self.locale.text(&made)]).collect()
    }
}

//! All sites together, in words.

use super::document::{Cell, Fact, Headline, Kind, Room, Table, VerdictName};
use super::{DASH, Words};
use crate::locale::Text;
use crate::model::{SiteReport, Verdict};
use crate::period::Period;

impl Words<'_> {
    /// The sentence about all sites together.
    pub fn portfolio(&self) -> String {
        let total = &self.report.total;
        let share = total.untracked_share.map(|share| self.locale.percent(share));
        let text = Text::new("portfolio")
            .with("sites", self.told())
            .with("left_out", total.left_out)
            .with("period", self.last_periods())
            .with("untracked", total.untracked)
            .with("visits", total.visits)
            .with("share", share.unwrap_or_else(|| DASH.to_owned()));
        self.locale.text(&text)
    }

    /// The last periods of the sites: one, or all days of theirs where time zones part them.
    fn last_periods(&self) -> String {
        let last = || self.report.sites.iter().filter_map(|site| Some(site.last()?.period));
        match (last().map(|period| period.from).min(), last().map(|period| period.to).max()) {
            (Some(from), Some(to)) => match last().all(|period| period == Period { from, to }) {
                true => self.locale.period_long(self.report.window.unit, Period { from, to }),
                false => self.locale.dates(from, to),
            },
            _ => DASH.to_owned(),
        }
    }

    /// Sites whose last period has a share.
    fn told(&self) -> u64 {
        self.report.sites.len() as u64 - self.report.total.left_out
    }

    /// The same in two pieces and a number.
    pub fn portfolio_head(&self) -> (String, Option<String>, String) {
        let total = &self.report.total;
        let sites = Text::new("html-sites").with("sites", self.told());
        let sentence = Text::new("html-portfolio-sentence")
            .with("untracked", total.untracked)
            .with("visits", total.visits)
            .with("period", self.last_periods());
        let share = total.untracked_share.map(|share| self.locale.percent(share));
        (self.locale.text(&sites), share, self.locale.text(&sentence))
    }

    pub fn portfolio_facts(&self) -> Vec<Fact> {
        let total = &self.report.total;
        let fact = |id: &str, value| Fact { name: self.locale.get(id), value: self.locale.count(value) };
        vec![
            fact("column-visits", total.visits),
            fact("column-direct", total.direct),
            fact("column-untracked-visits", total.untracked),
        ]
    }

    /// The site that is told of where there is room for one.
    pub fn worst(&self) -> Option<&'_ SiteReport> {
        let sites = &self.report.sites;
        let of = |verdict| sites.iter().find(|site| site.verdict == verdict);
        let attention = || sites.iter().find(|site| site.needs_attention());
        of(Verdict::RedFlag).or_else(attention).or_else(|| sites.first())
    }

    /// A site in the fewest words: sign, name, share, gravest finding.
    pub fn ranking_line(&self, site: &SiteReport) -> Headline {
        let gravest = self.gravest(site);
        let text = Text::new("ranking-line")
            .with("icon", self.site_verdict(site).icon)
            .with("share", self.untracked(site).unwrap_or_else(|| DASH.to_owned()))
            .with("gravest", if gravest.is_empty() { "none".to_owned() } else { gravest });
        self.around_name(text, site)
    }

    /// Each verdict with its number of sites, the gravest first.
    pub fn tally(&self) -> Vec<VerdictName> {
        let verdicts = [Verdict::RedFlag, Verdict::Watch, Verdict::Clear, Verdict::Inconclusive];
        let counted = verdicts.map(|verdict| (verdict, self.report.sites_with(verdict)));
        let tally = counted.into_iter().filter(|(_, count)| *count > 0).map(|(verdict, count)| {
            let name = self.verdict(verdict);
            VerdictName { name: format!("{} · {}", name.name, self.locale.count(count)), ..name }
        });
        tally.collect()
    }

    /// The sites, most untracked visits first.
    pub fn ranking(&self) -> Table {
        let columns = vec![
            self.column("column-site", Kind::Words, Room::Phone),
            self.column("column-verdict", Kind::Words, Room::Phone),
            self.column("column-share", Kind::Measure, Room::Phone),
            self.column("column-visits", Kind::Number, Room::Phone),
            self.column("column-untracked-visits", Kind::Number, Room::Wide),
            self.column("column-change", Kind::Number, Room::Wide),
            self.column("column-finding", Kind::Words, Room::Mail),
        ];
        Table {
            caption: self.locale.get("html-ranking-caption"),
            columns,
            rows: self.report.sites.iter().filter_map(|site| self.ranked(site)).collect(),
            ..Table::default()
        }
    }

    fn ranked(&self, site: &SiteReport) -> Option<Vec<Cell>> {
        let last = site.last()?;
        let name = format!("{} {}", site.id, self.name(&site.name));
        Some(vec![
            Cell { site: Some(site.id), ..name.into() },
            Cell { icon: self.site_verdict(site).icon, ..self.verdict_cell(site.verdict) },
            self.share_cell(last),
            self.locale.count(last.visits).into(),
            self.counted(last, last.untracked).into(),
            self.movement_short(site).into(),
            self.gravest(site).into(),
        ])
    }
}

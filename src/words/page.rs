//! What a document says around the report, and what its drawings say.

use super::{DASH, Words, beyond};
use crate::api;
use crate::escape;
use crate::locale::Text;
use crate::model::{PeriodRow, SiteReport};

/// Numbers of the audit with the reports of Matomo that they come from, and their segment.
const METHODS: [(&str, &[api::Method], Option<&str>); 8] = [
    ("visits", &[api::Method::Visits], None),
    ("direct", &[api::Method::ChannelTypes], None),
    ("unknown", &[api::Method::ChannelTypes, api::Method::Websites, api::Method::Campaigns], None),
    (
        "channels",
        &[api::Method::SourceMedium, api::Method::Campaigns, api::Method::Websites, api::Method::Socials],
        None,
    ),
    ("pages", &[api::Method::EntryPages], Some(api::DIRECT)),
    ("campaigns", &[api::Method::Campaigns, api::Method::SourceMedium], None),
    ("interval", &[], None),
    ("movement", &[], None),
];

/// How a number is computed.
#[derive(Debug)]
pub struct Method {
    pub number: String,
    /// The reports of Matomo.
    pub report: Option<String>,
    pub how: String,
}

/// The fixed words of a page.
#[derive(Debug)]
pub struct Labels {
    pub product: String,
    pub share: String,
    pub no_visits: String,
    pub details: String,
    /// How to see them in a text.
    pub more: String,
    pub calm: String,
    pub ranking: String,
    pub numbers: String,
    pub interval: String,
    pub action: String,
    pub more_about: String,
    pub why: String,
    pub fix: String,
    pub method: String,
    pub method_intro: String,
    pub demo: String,
    pub rank: String,
    /// Of mail programs, which have no room for more.
    pub untracked: String,
}

/// The words of a chart of shares.
#[derive(Debug)]
pub struct ChartWords {
    pub title: String,
    /// The same for those who do not see it.
    pub summary: String,
    /// `red flag above 50%`, `watch above 30%`.
    pub limits: [String; 2],
    /// The same without words.
    pub limit_shares: [String; 2],
    /// Name and share of each period.
    pub points: Vec<(String, Option<String>)>,
}

/// The words that a reader may not know.
const GLOSSARY: [&str; 5] = ["direct", "campaign", "channel", "untracked", "entry"];

impl Words<'_> {
    /// Each with its meaning.
    pub fn glossary(&self) -> Vec<(String, String)> {
        let get = |id: String| self.locale.get(&id);
        GLOSSARY.map(|id| (get(format!("glossary-{id}")), get(format!("glossary-{id}.means")))).into()
    }

    pub fn glossary_title(&self) -> String {
        self.locale.get("glossary-title")
    }

    pub fn labels(&self) -> Labels {
        let get = |id: &str| self.locale.get(id);
        Labels {
            product: get("html-product"),
            share: get("html-share"),
            no_visits: get("html-no-visits"),
            details: get("details-title"),
            more: get("details-more"),
            calm: get("sites-calm"),
            ranking: get("html-ranking"),
            numbers: get("html-numbers"),
            interval: get("html-legend-interval"),
            action: get("html-action"),
            more_about: get("html-more-about"),
            why: get("explain-why"),
            fix: get("explain-fix"),
            method: get("html-method"),
            method_intro: get("html-method-intro"),
            demo: get("html-demo"),
            rank: get("report-column-rank"),
            untracked: get("mail-untracked"),
        }
    }

    pub fn title(&self) -> String {
        let text = match &self.report.sites[..] {
            [site] if !self.is_portfolio() => {
                Text::new("html-title").with("site", escape::terminal(&site.name))
            }
            sites => Text::new("html-title-sites").with("sites", sites.len() as u64),
        };
        self.locale.text(&text)
    }

    /// The dates that the report is about.
    pub fn window(&self) -> String {
        let period = self.report.window.period;
        let text = match &self.report.sites[..] {
            [site] if !self.is_portfolio() => {
                Text::new("html-window").with("periods", site.periods.len() as u64)
            }
            _ => Text::new("html-window-sites"),
        };
        let text = text.with("dates", self.locale.dates(period.from, period.to));
        self.locale.text(&text.with("unit", self.report.window.unit.id()))
    }

    pub fn generated(&self) -> String {
        let at = &self.report.generated_at;
        let zone = at.time_zone().iana_name().map_or_else(|| at.offset().to_string(), ToOwned::to_owned);
        let text = Text::new("report-generated")
            .with("date", self.locale.date(at.date()))
            .with("time", at.strftime("%H:%M").to_string())
            .with("zone", zone);
        self.locale.text(&text)
    }

    /// The server, with its version where the token may ask for it.
    pub fn matomo(&self) -> String {
        let matomo = &self.report.matomo;
        let parts = ["Matomo".to_owned(), escape::terminal(&matomo.version), escape::terminal(&matomo.url)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub fn tool(&self) -> &'static str {
        concat!("matomo-audit ", env!("CARGO_PKG_VERSION"))
    }

    pub fn methods(&self) -> Vec<Method> {
        let methods = METHODS.iter().map(|&(id, reports, segment)| {
            let names = reports.iter().map(ToString::to_string);
            let names: Vec<_> = names.chain(segment.map(|segment| format!("segment {segment}"))).collect();
            Method {
                number: self.locale.get(&format!("html-method-{id}")),
                report: (!names.is_empty()).then(|| names.join(" · ")),
                how: self.locale.get(&format!("html-method-{id}.how")),
            }
        });
        let limits = &self.report.thresholds;
        let how = Text::new("html-method-verdict.how")
            .with("watch", self.locale.percent(limits.watch))
            .with("limit", self.locale.percent(limits.red_flag))
            .with("minimum", limits.min_visits);
        let verdict = Method {
            number: self.locale.get("html-method-verdict"),
            report: None,
            how: self.locale.text(&how),
        };
        methods.chain([verdict]).collect()
    }

    /// How many things could not be read.
    pub fn failures_title(&self) -> String {
        self.locale.text(&Text::new("html-errors").with("count", self.report.errors.len() as u64))
    }

    /// What stands above rows that are unfolded.
    pub fn others(&self) -> String {
        self.locale.get("html-others")
    }

    /// That a table of `count` rows holds only the first `held`.
    pub fn left_out(&self, count: usize, held: usize) -> Option<String> {
        beyond("html-left-out", count, held, self.locale)
    }

    pub fn chart(&self, site: &SiteReport) -> ChartWords {
        let (unit, limits) = (self.report.window.unit, &self.report.thresholds);
        let name = |row: &PeriodRow| self.locale.period_short(unit, row.period);
        let share = |row: &PeriodRow| self.share(row).unwrap_or_else(|| DASH.to_owned());
        let limit_shares = [limits.red_flag, limits.watch].map(|share| self.locale.percent(share));
        let limit = |id: &str, share: &String| self.locale.text(&Text::new(id).with("share", share.clone()));
        let summary = site.periods.first().zip(site.last()).map(|(first, last)| {
            let text = Text::new("html-chart-summary")
                .with("first", name(first))
                .with("first_share", share(first))
                .with("last", name(last))
                .with("last_share", share(last))
                .with("watch", limit_shares[1].clone())
                .with("limit", limit_shares[0].clone());
            self.locale.text(&text)
        });
        ChartWords {
            title: self.locale.text(&Text::new("html-chart").with("unit", unit.id())),
            summary: summary.unwrap_or_default(),
            limits: [
                limit("html-limit-red-flag", &limit_shares[0]),
                limit("html-limit-watch", &limit_shares[1]),
            ],
            limit_shares,
            points: site.periods.iter().map(|row| (name(row), self.share(row))).collect(),
        }
    }

    /// A share on the axis of a chart.
    pub fn tick(&self, share: f64) -> String {
        self.locale.percent_whole(share)
    }
}

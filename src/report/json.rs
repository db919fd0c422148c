//! Version 1 of the JSON output: a contract. Fields may be added; none is
//! renamed or removed without a new version.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::escape::SafeJson;
use super::{ByType, Evidence, PeriodRow, Report, SiteReport, Status, Verdict};
use crate::locale::Locale;

const SCHEMA: u32 = 1;
/// Digits of a share: more than any count of visits gives meaning to, and few
/// enough to read.
const DIGITS: f64 = 1e6;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    generated_at: String,
    matomo: Matomo<'a>,
    window: Window,
    sites: Vec<Site<'a>>,
    errors: Vec<Failure>,
}

#[derive(Serialize)]
struct Matomo<'a> {
    url: &'a str,
    version: &'a str,
    campaign_dimensions: bool,
}

#[derive(Serialize)]
struct Window {
    period: &'static str,
    from: Date,
    to: Date,
}

#[derive(Serialize)]
struct Site<'a> {
    id: u64,
    name: &'a str,
    timezone: &'a str,
    main_url: &'a str,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    inconclusive: Option<String>,
    median_untracked_share: Fraction,
    periods: Vec<Period>,
    channels: Vec<Channel<'a>>,
    unmatched_campaign_visits: u64,
}

#[derive(Serialize)]
struct Period {
    from: Date,
    to: Date,
    visits: u64,
    direct: u64,
    unknown: u64,
    untracked: u64,
    tagged: u64,
    direct_share: Fraction,
    untracked_share: Fraction,
    interval: Option<[Fraction; 2]>,
    verdict: Verdict,
    by_type: ByType,
    unknown_by: Unknown,
    change: Fraction,
    against_median: Fraction,
}

#[derive(Serialize)]
struct Unknown {
    websites: u64,
    campaigns: u64,
    types: u64,
    uncounted: u64,
    masked: u64,
}

#[derive(Serialize)]
struct Channel<'a> {
    id: &'a str,
    status: Status,
    tagged: u64,
    untagged: u64,
    coverage: Fraction,
    evidence: &'a [Evidence],
    /// Why the channel has no coverage that could be measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    last_period: Sides,
}

#[derive(Serialize)]
struct Sides {
    tagged: u64,
    untagged: u64,
}

#[derive(Serialize)]
struct Failure {
    site: Option<u64>,
    name: String,
    stage: &'static str,
    message: String,
}

/// A fraction, or null.
struct Fraction(Option<f64>);

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.filter(|value| value.is_finite()) {
            Some(value) => serializer.serialize_f64((value * DIGITS).round() / DIGITS),
            None => serializer.serialize_none(),
        }
    }
}

pub fn render(report: &Report, locale: &Locale) -> String {
    let document = Document {
        schema: SCHEMA,
        generated_at: report.generated_at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        matomo: Matomo {
            url: &report.matomo.url,
            version: &report.matomo.version,
            campaign_dimensions: report.matomo.campaign_dimensions,
        },
        window: Window {
            period: report.window.unit.id(),
            from: report.window.period.from,
            to: report.window.period.to,
        },
        sites: report.sites.iter().map(|site| self::site(site, locale)).collect(),
        errors: report
            .errors
            .iter()
            .map(|error| Failure {
                site: error.site,
                name: error.name.clone(),
                stage: error.stage,
                message: locale.text(&error.message),
            })
            .collect(),
    };
    let mut bytes = Vec::new();
    let formatter = SafeJson(serde_json::ser::PrettyFormatter::new());
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    // Neither a map with odd keys nor a failing writer is involved.
    let _ = document.serialize(&mut serializer);
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

fn site<'a>(site: &'a SiteReport, locale: &Locale) -> Site<'a> {
    Site {
        id: site.id,
        name: &site.name,
        timezone: &site.time_zone,
        main_url: &site.main_url,
        verdict: site.verdict,
        inconclusive: site.inconclusive.as_ref().map(|text| locale.text(text)),
        median_untracked_share: Fraction(site.median_share),
        periods: site.periods.iter().map(period).collect(),
        channels: site
            .channels
            .iter()
            .map(|channel| Channel {
                id: &channel.id,
                status: channel.status,
                tagged: channel.tagged,
                untagged: channel.untagged,
                coverage: Fraction(channel.coverage),
                evidence: &channel.evidence,
                reason: (!channel.leaves_referrer).then(|| locale.get("channel-unseen")),
                last_period: Sides { tagged: channel.last_tagged, untagged: channel.last_untagged },
            })
            .collect(),
        unmatched_campaign_visits: site.unmatched,
    }
}

fn period(row: &PeriodRow) -> Period {
    Period {
        from: row.period.from,
        to: row.period.to,
        visits: row.visits,
        direct: row.direct,
        unknown: row.unknown.total(),
        untracked: row.untracked,
        tagged: row.tagged,
        direct_share: Fraction(row.direct_share),
        untracked_share: Fraction(row.untracked_share),
        interval: row.interval.map(|interval| [Fraction(Some(interval.low)), Fraction(Some(interval.high))]),
        verdict: row.verdict,
        by_type: row.by_type,
        unknown_by: Unknown {
            websites: row.unknown.websites,
            campaigns: row.unknown.campaigns,
            types: row.unknown.types,
            uncounted: row.unknown.uncounted,
            masked: row.masked,
        },
        change: Fraction(row.change),
        against_median: Fraction(row.against_median),
    }
}

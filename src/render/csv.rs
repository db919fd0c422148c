//! Tables for a spreadsheet: one row per site and period, and one per site and
//! channel. Numbers are plain (0.682), as programs read them.

use crate::escape;
use crate::model::Report;

/// One row per site and period.
pub fn periods(report: &Report) -> String {
    let header = [
        "site_id",
        "site",
        "from",
        "to",
        "visits",
        "direct",
        "unknown",
        "untracked",
        "tagged",
        "direct_share",
        "untracked_share",
        "interval_low",
        "interval_high",
        "verdict",
        "search",
        "website",
        "campaign",
        "social",
        "ai",
        "other",
        "complete",
    ];
    let rows = report.sites.iter().flat_map(|site| {
        site.periods.iter().map(|row| {
            let types = row.by_type;
            let told = |count: u64| if row.complete { count.to_string() } else { String::new() };
            let counts = [row.direct, row.unknown.total(), row.untracked, row.tagged];
            let shares = [
                row.direct_share,
                row.untracked_share,
                row.interval.map(|interval| interval.low),
                row.interval.map(|interval| interval.high),
            ];
            let by_type = [types.search, types.website, types.campaign, types.social, types.ai, types.other];
            let mut cells = vec![
                site.id.to_string(),
                escape::whole(&site.name),
                row.period.from.to_string(),
                row.period.to.to_string(),
            ];
            cells.push(row.visits.to_string());
            cells.extend(counts.map(told));
            cells.extend(shares.map(share));
            cells.push(row.verdict.id().to_owned());
            cells.extend(by_type.map(told));
            cells.push(row.complete.to_string());
            cells
        })
    });
    write(&header, rows)
}

/// One row per site and channel, over the whole window.
pub fn channels(report: &Report) -> String {
    let header = ["site_id", "site", "channel", "status", "tagged", "untagged", "coverage", "evidence"];
    let rows = report.sites.iter().flat_map(|site| {
        site.channels.iter().map(|channel| {
            let evidence =
                channel.evidence.iter().map(|seen| format!("{} {}", escape::whole(&seen.host), seen.visits));
            vec![
                site.id.to_string(),
                escape::whole(&site.name),
                channel.id.clone(),
                channel.status.id().to_owned(),
                channel.tagged.to_string(),
                channel.untagged.to_string(),
                share(channel.coverage),
                evidence.collect::<Vec<_>>().join("; "),
            ]
        })
    });
    write(&header, rows)
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.6}"))
}

fn write(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| escape::csv(cell)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

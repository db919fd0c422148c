//! Where the marks of the chart go: shares become coordinates, and nothing else
//! is computed here.

use std::fmt::Write as _;

use crate::model::{Limits, PeriodRow, Verdict};
use crate::words::{ChartWords, Words};

/// More points than this are a line without marks.
const MARKED: usize = 60;
/// Half the size of a mark.
const MARK: f64 = 4.5;
/// Shares that the axis names.
const TICKS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// A chart for one width of the page. Text in a drawing shrinks with it, so a
/// narrow page gets a drawing of its own.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub width: f64,
    pub height: f64,
    /// Periods that fit below the axis by name.
    pub names: usize,
}

pub const WIDE: Size = Size { width: 920.0, height: 300.0, names: 16 };
pub const NARROW: Size = Size { width: 360.0, height: 260.0, names: 6 };

const LEFT: f64 = 46.0;
const RIGHT: f64 = 48.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 30.0;

/// All that the template draws.
#[derive(Debug)]
pub struct Chart {
    pub class: &'static str,
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub ticks: Vec<Label>,
    pub zones: Vec<Zone>,
    pub limits: Vec<Limit>,
    pub bands: Vec<String>,
    pub lines: Vec<String>,
    pub marks: Vec<Mark>,
    pub names: Vec<Label>,
    pub names_y: f64,
    pub last: Option<Label>,
}

#[derive(Debug)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub text: String,
}

/// The shares that mean one verdict.
#[derive(Debug)]
pub struct Zone {
    pub class: &'static str,
    pub y: f64,
    pub height: f64,
}

#[derive(Debug)]
pub struct Limit {
    pub class: &'static str,
    pub y: f64,
    pub text: String,
}

/// A period, in the shape of its verdict.
#[derive(Debug)]
pub struct Mark {
    pub class: &'static str,
    pub path: String,
    pub title: String,
}

struct Scale {
    size: Size,
    count: usize,
}

impl Scale {
    fn x(&self, index: usize) -> f64 {
        let step = (self.size.width - LEFT - RIGHT) / self.count.max(1) as f64;
        tenth(LEFT + step * (index as f64 + 0.5))
    }

    fn y(&self, share: f64) -> f64 {
        let bottom = self.size.height - BOTTOM;
        tenth(bottom - share.clamp(0.0, 1.0) * (bottom - TOP))
    }
}

/// A tenth of a pixel is as fine as a page shows.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl Chart {
    pub fn new(
        rows: &[PeriodRow],
        words: Words<'_>,
        said: &ChartWords,
        size: Size,
        class: &'static str,
    ) -> Self {
        let scale = Scale { size, count: rows.len() };
        let limits = words.report.thresholds;
        let runs = runs(rows);
        let limit = |class, share, text: &String| Limit { class, y: scale.y(share), text: text.clone() };
        let tick = |&share: &f64| Label { x: LEFT - 8.0, y: scale.y(share), text: words.tick(share) };
        Self {
            class,
            width: size.width,
            height: size.height,
            left: LEFT,
            right: size.width - RIGHT,
            ticks: TICKS.iter().map(tick).collect(),
            zones: zones(limits, &scale),
            limits: vec![
                limit("red-flag", limits.red_flag, &said.limit_shares[0]),
                limit("watch", limits.watch, &said.limit_shares[1]),
            ],
            bands: runs.iter().map(|run| band(run, &scale)).collect(),
            lines: runs.iter().map(|run| line(run, &scale)).collect(),
            marks: marks(rows, said, &scale),
            names: names(said, &scale),
            names_y: size.height - 8.0,
            last: last(rows, said, &scale),
        }
    }
}

/// Periods with visits that follow each other: a line does not cross a gap.
fn runs(rows: &[PeriodRow]) -> Vec<Vec<(usize, &PeriodRow)>> {
    let mut runs = vec![Vec::new()];
    for (index, row) in rows.iter().enumerate() {
        match (row.untracked_share, runs.last_mut()) {
            (Some(_), Some(run)) => run.push((index, row)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn line(run: &[(usize, &PeriodRow)], scale: &Scale) -> String {
    path(run.iter().filter_map(|(index, row)| Some((scale.x(*index), scale.y(row.untracked_share?)))))
}

/// From the lower bounds, left to right, back along the upper ones.
fn band(run: &[(usize, &PeriodRow)], scale: &Scale) -> String {
    let low = run.iter().filter_map(|(index, row)| Some((scale.x(*index), scale.y(row.interval?.low))));
    let high =
        run.iter().rev().filter_map(|(index, row)| Some((scale.x(*index), scale.y(row.interval?.high))));
    let mut path = path(low.chain(high));
    path.push('Z');
    path
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.enumerate() {
        let step = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{x} {y}");
    }
    path
}

fn zones(limits: Limits, scale: &Scale) -> Vec<Zone> {
    [
        ("clear", 0.0, limits.watch),
        ("watch", limits.watch, limits.red_flag),
        ("red-flag", limits.red_flag, 1.0),
    ]
    .map(|(class, from, to)| {
        let y = scale.y(to);
        Zone { class, y, height: tenth(scale.y(from) - y) }
    })
    .into()
}

fn marks(rows: &[PeriodRow], said: &ChartWords, scale: &Scale) -> Vec<Mark> {
    let shown = |index: usize| rows.len() <= MARKED || index + 1 == rows.len();
    let rows_said = rows.iter().zip(&said.points).enumerate().filter(|(index, _)| shown(*index));
    let marks = rows_said.filter_map(|(index, (row, (name, text)))| {
        let (share, text) = (row.untracked_share?, text.as_ref()?);
        Some(Mark {
            class: row.verdict.id(),
            path: shape(row.verdict, scale.x(index), scale.y(share)),
            title: format!("{name} · {text}"),
        })
    });
    marks.collect()
}

/// The verdict can be told without its colour: a triangle, a diamond, a circle.
fn shape(verdict: Verdict, x: f64, y: f64) -> String {
    let r = MARK;
    match verdict {
        Verdict::RedFlag => {
            let (half, down) = (r * 1.1, r * 0.9);
            format!("M{x} {y}m0 {}l{half} {}h{}z", -r * 1.2, r * 1.2 + down, -2.0 * half)
        }
        Verdict::Watch => format!("M{x} {y}m0 {}l{r} {r}l{} {r}l{} {}z", -r, -r, -r, -r),
        Verdict::Clear | Verdict::Inconclusive => {
            let r = r * 0.9;
            format!("M{x} {y}m{} 0a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0z", -r, 2.0 * r, -2.0 * r)
        }
    }
}

/// Every nth period by name, counted from the last one.
fn names(said: &ChartWords, scale: &Scale) -> Vec<Label> {
    let count = said.points.len();
    let every = count.div_ceil(scale.size.names).max(1);
    let named = said.points.iter().enumerate().filter(|(index, _)| (count - 1 - index).is_multiple_of(every));
    named.map(|(index, (name, _))| Label { x: scale.x(index), y: 0.0, text: name.clone() }).collect()
}

/// The share of the last period: above its mark, where there is room. The text
/// ends there, so that it stays clear of the limits' names.
fn last(rows: &[PeriodRow], said: &ChartWords, scale: &Scale) -> Option<Label> {
    let (share, (_, text)) = (rows.last()?.untracked_share?, said.points.last()?);
    let y = scale.y(share);
    let y = if y < TOP + 14.0 { y + 20.0 } else { y - 12.0 };
    Some(Label { x: tenth(scale.x(rows.len() - 1) + 8.0), y: tenth(y), text: text.clone()? })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::locale::{Lang, Locale};
    use crate::period::Period;
    use crate::render::tests::sample;
    use crate::stats::Interval;

    fn row(share: Option<f64>, verdict: Verdict) -> PeriodRow {
        PeriodRow {
            period: Period { from: date(2026, 11, 16), to: date(2026, 11, 22) },
            complete: true,
            visits: 100,
            direct: 50,
            untracked: 50,
            tagged: 10,
            direct_share: share,
            untracked_share: share,
            interval: share.map(|share| Interval { low: share - 0.1, high: share + 0.1 }),
            verdict,
            ..PeriodRow::default()
        }
    }

    fn drawn(rows: &[PeriodRow]) -> Chart {
        let mut report = sample::single();
        report.sites[0].periods = rows.to_vec();
        let locale = Locale::new(Lang::En);
        let words = Words::new(&report, &locale);
        Chart::new(rows, words, &words.chart(&report.sites[0]), WIDE, "wide")
    }

    #[test]
    fn a_share_is_as_high_as_it_is_large() {
        let scale = Scale { size: WIDE, count: 4 };
        assert_eq!((scale.y(0.0), scale.y(1.0)), (270.0, 22.0));
        assert_eq!(scale.y(0.5), 146.0);
        assert_eq!((scale.y(-1.0), scale.y(2.0)), (270.0, 22.0));
        assert!(scale.x(0) > LEFT && scale.x(3) < WIDE.width - RIGHT);
    }

    #[test]
    fn a_line_does_not_cross_a_period_without_visits() {
        let rows = [
            row(Some(0.6), Verdict::RedFlag),
            row(None, Verdict::Inconclusive),
            row(Some(0.4), Verdict::Watch),
            row(Some(0.2), Verdict::Clear),
        ];
        let chart = drawn(&rows);
        assert_eq!((chart.lines.len(), chart.bands.len(), chart.marks.len()), (2, 2, 3));
        assert_eq!(chart.last.map(|label| label.text).as_deref(), Some("20%"));
    }

    #[test]
    fn names_thin_out_and_the_last_period_keeps_its_own() {
        let rows: Vec<_> = (0..365).map(|_| row(Some(0.5), Verdict::Watch)).collect();
        let chart = drawn(&rows);
        assert!(chart.names.len() <= WIDE.names);
        assert_eq!(chart.names.last().map(|name| name.x), Some(Scale { size: WIDE, count: 365 }.x(364)));
        assert_eq!(chart.marks.len(), 1);
        let none = drawn(&[]);
        assert!(none.lines.is_empty() && none.names.is_empty() && none.last.is_none());
    }
}

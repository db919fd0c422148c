//! What the untracked share did over the window.

use serde::Serialize;

/// What the untracked share of a site did over its window, without masked visits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Movement {
    pub kind: MovementKind,
    /// Where it begins: an index of the site's periods.
    pub since: usize,
    /// The share before it and the share since, or the two ends of a trend.
    pub from: f64,
    pub to: f64,
    /// Periods that were looked at; of a trend, those from its beginning to its end.
    pub periods: usize,
    /// Probability of a difference as large by chance and the usual ups and downs.
    pub p_value: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MovementKind {
    /// Nothing beyond chance and the usual ups and downs.
    Stable,
    /// The last period differs from those before it.
    Jump,
    /// Two or more periods, up to the last, differ from those before them.
    Step,
    /// The share climbs or falls over the whole window.
    Trend,
}

impl MovementKind {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

impl Movement {
    pub fn difference(&self) -> f64 {
        self.to - self.from
    }

    /// Whether the untracked share rose, beyond chance.
    pub fn is_rise(&self) -> bool {
        self.kind != MovementKind::Stable && self.to > self.from
    }

    /// The difference in whole points, as of the two whole percentages that a reader sees.
    pub fn whole_points(&self) -> i64 {
        ((self.to * 100.0).round() - (self.from * 100.0).round()) as i64
    }
}

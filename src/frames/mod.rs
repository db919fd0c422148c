//! Reports as long-format polars frames: one row per site, period and label.
//!
//! This module alone knows column names, schemas and casts: `col` has the
//! names, `row!` reads a frame back.

use std::collections::HashMap;

use polars::prelude::*;

/// A frame could not be built or read: a defect of the program, not of the data.
pub type FrameError = PolarsError;

/// Runs a query as it is written: to look for a better one takes longer than thousands of rows.
pub fn run(query: LazyFrame) -> Result<DataFrame, FrameError> {
    query.without_optimizations().collect()
}

/// Sums of counts for each of `height` periods: what no row refers to is zero.
pub fn by_period_row<const N: usize>(
    rows: LazyFrame,
    sums: [Expr; N],
    height: usize,
) -> Result<Vec<Column>, FrameError> {
    let sums = run(rows.group_by([col(col::ROW)]).agg(sums))?;
    let of_rows = sums.column(col::ROW)?.idx()?;
    let placed = sums.columns().iter().filter(|column| column.name() != col::ROW).map(|column| {
        let mut placed = vec![0_i64; height];
        for (row, sum) in of_rows.iter().zip(column.i64()?.iter()) {
            if let (Some(row), Some(sum)) = (row, sum) {
                placed[row as usize] = sum;
            }
        }
        Ok(Column::new(column.name().clone(), placed))
    });
    placed.collect()
}

/// Some sites together.
#[derive(Debug, Clone)]
pub struct Frames {
    pub sites: Vec<u64>,
    /// site, period, visits, converted: `VisitsSummary.get`. A row for each period of each site, to whose number the
    /// rows of the other reports refer.
    pub visits: DataFrame,
    /// site, row, type, visits: `Referrers.getReferrerType`.
    pub channel_types: DataFrame,
    /// site, period, row, host, summary, visits: `Referrers.getWebsites`.
    pub websites: DataFrame,
    /// site, period, row, name, host, visits: `Referrers.getSocials`.
    pub socials: DataFrame,
    /// site, period, row, name, summary, visits, converted, conversions, revenue: `Referrers.getCampaigns`.
    pub campaigns: DataFrame,
    /// site, period, row, name, keyword, visits: its rows below.
    pub keywords: DataFrame,
    /// site, period, row, source, medium, split, name, visits, converted:
    /// `MarketingCampaignsReporting.getSourceMedium`.
    pub tags: DataFrame,
    /// site, row, visits: `MarketingCampaignsReporting.getMedium`.
    pub mediums: DataFrame,
    /// site, period (a day of the report's own), name, keyword, below, summary, visits, converted:
    /// `MarketingCampaignsReporting.getId` by day, an id a row below no name, or `Referrers.getCampaigns` by day, a
    /// campaign a row and its keywords below it. Of sites with links of a ledger.
    pub days: DataFrame,
    /// site, segment, url (scheme and host), path, query, summary, visits: `Actions.getEntryPageUrls`.
    pub entry_pages: DataFrame,
}

/// Sites that were read: their frames may hold more, which failed later.
pub type Read = (Frames, Vec<SiteMeta>);

impl Frames {
    pub fn with_sites(self, sites: &mut HashMap<u64, SiteMeta>) -> Read {
        let sites = self.sites.iter().filter_map(|id| sites.remove(id)).collect();
        (self, sites)
    }
}

/// Which visits an entry page report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Segment {
    /// All visits of the last period.
    All,
    /// Direct visits of the last period.
    Direct,
    /// Direct visits of the period before it.
    DirectBefore,
}

impl Segment {
    pub fn id(self) -> &'static str {
        self.into()
    }
}

mod build;
pub mod col;
pub mod collect;
mod goal;
pub mod read;

pub use build::Builder;
pub use collect::SiteMeta;

#[cfg(test)]
mod tests;

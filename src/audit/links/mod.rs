//! The links of the ledger, joined to what Matomo measured.

mod join;
mod measured;
mod month;
mod report;
mod state;
mod unlisted;

use std::collections::{HashMap, HashSet};

use polars::prelude::*;

pub use measured::{DayRow, NameRow, Rows, TagRow};
pub use month::month;
pub use report::{Found, links};

use crate::frames::read::{self, Row};
use crate::frames::{FrameError, Frames, col};

/// The rows of the sites to which links lead: of the others none is read.
pub fn rows(frames: &Frames, sites: &HashSet<u64>) -> Result<HashMap<u64, Rows>, FrameError> {
    let mut rows: HashMap<u64, Rows> = sites.iter().map(|site| (*site, Rows::default())).collect();
    if sites.is_empty() {
        return Ok(rows);
    }
    fill(&mut rows, &of_sites(&frames.days, sites)?, |site, found| site.days = found)?;
    fill(&mut rows, &of_sites(&frames.tags, sites)?, |site, found| site.tags = found)?;
    let names = of_sites(&frames.campaigns, sites)?;
    let summary = names.column(col::SUMMARY)?.bool()?;
    fill(&mut rows, &names.filter(&!summary)?, |site, found| site.names = found)?;
    Ok(rows)
}

fn of_sites(frame: &DataFrame, sites: &HashSet<u64>) -> Result<DataFrame, FrameError> {
    let is_one =
        |site: Option<i64>| site.and_then(|id| u64::try_from(id).ok()).is_some_and(|id| sites.contains(&id));
    let wanted: BooleanChunked = frame.column(col::SITE)?.i64()?.iter().map(is_one).collect();
    frame.filter(&wanted)
}

fn fill<R: Row>(
    sites: &mut HashMap<u64, Rows>,
    frame: &DataFrame,
    put: impl Fn(&mut Rows, Vec<R>),
) -> Result<(), FrameError> {
    for (id, rows) in read::by_site(frame)? {
        put(sites.entry(id).or_default(), rows);
    }
    Ok(())
}

#[cfg(test)]
mod tests;

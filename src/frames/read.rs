//! Columns of a frame as plain values, with checked casts.

use polars::prelude::*;

use super::FrameError;

/// Counts of a column. A null or a negative number is an error that names it.
pub fn counts(frame: &DataFrame, name: &str) -> Result<Vec<u64>, FrameError> {
    let column = frame.column(name)?.i64()?;
    column
        .iter()
        .map(|value| {
            value
                .and_then(|value| u64::try_from(value).ok())
                .ok_or_else(|| polars_err!(ComputeError: "column `{name}` holds {value:?}, not a count"))
        })
        .collect()
}

/// Numbers of a column, `None` for null.
pub fn numbers(frame: &DataFrame, name: &str) -> Result<Vec<Option<f64>>, FrameError> {
    Ok(frame.column(name)?.f64()?.iter().collect())
}

pub fn flags(frame: &DataFrame, name: &str) -> Result<Vec<bool>, FrameError> {
    Ok(frame.column(name)?.bool()?.iter().map(|flag| flag == Some(true)).collect())
}

/// Texts of a column, `None` for null.
pub fn texts<'f>(frame: &'f DataFrame, name: &str) -> Result<Vec<Option<&'f str>>, FrameError> {
    Ok(frame.column(name)?.str()?.iter().collect())
}

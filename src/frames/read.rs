//! Rows of a frame as plain values: each frame is read once, by the struct that
//! names its columns, with checked casts.

use polars::prelude::*;

use super::{FrameError, col};

/// A row of a frame.
pub trait Row: Sized {
    fn rows(frame: &DataFrame) -> Result<Vec<Self>, FrameError>;
}

/// The rows of each site.
pub fn by_site<R: Row>(frame: &DataFrame) -> Result<PlHashMap<u64, Vec<R>>, FrameError> {
    let ids: Vec<_> = u64::values(frame, col::SITE)?.collect::<Result<_, _>>()?;
    let mut counts: PlHashMap<u64, usize> = PlHashMap::new();
    ids.iter().for_each(|site| *counts.entry(*site).or_default() += 1);
    let mut sites: PlHashMap<_, Vec<R>> =
        counts.into_iter().map(|(site, count)| (site, Vec::with_capacity(count))).collect();
    for (row, site) in R::rows(frame)?.into_iter().zip(ids) {
        sites.entry(site).or_default().push(row);
    }
    Ok(sites)
}

/// A value of a column. One that the type cannot be is an error that names the column.
pub trait Value<'f>: Sized {
    fn values(
        frame: &'f DataFrame,
        name: &'static str,
    ) -> Result<impl Iterator<Item = Result<Self, FrameError>>, FrameError>;
}

macro_rules! values {
    ($($kind:ty, $column:ident($cell:ty), $value:ident => $read:expr;)+) => {$(
        impl<'f> Value<'f> for $kind {
            fn values(
                frame: &'f DataFrame,
                name: &'static str,
            ) -> Result<impl Iterator<Item = Result<Self, FrameError>>, FrameError> {
                let read = move |$value: Option<$cell>| {
                    let read: Option<$kind> = $read;
                    read.ok_or_else(|| {
                        polars_err!(ComputeError: "column `{name}` holds {:?}, not {}", $value, stringify!($kind))
                    })
                };
                Ok(frame.column(name)?.$column()?.iter().map(read))
            }
        }
    )+};
}

values! {
    u64, i64(i64), value => value.and_then(|value| u64::try_from(value).ok());
    u32, u32(u32), value => value;
    f64, f64(f64), value => value;
    Option<f64>, f64(f64), value => Some(value);
    bool, bool(bool), value => value;
    &'f str, str(&'f str), value => value;
    PlSmallStr, str(&'f str), value => value.map(PlSmallStr::from_str);
    Option<PlSmallStr>, str(&'f str), value => Some(value.map(PlSmallStr::from_str));
}

/// The values of each row of a list.
impl<'f> Value<'f> for Vec<u64> {
    fn values(
        frame: &'f DataFrame,
        name: &'static str,
    ) -> Result<impl Iterator<Item = Result<Self, FrameError>>, FrameError> {
        let lists = frame.column(name)?.list()?;
        let lengths: Vec<_> = lists.downcast_iter().flat_map(|chunk| chunk.offsets().lengths()).collect();
        let numbers = lists.get_inner();
        let numbers =
            numbers.i64()?.iter().map(|number| number.and_then(|number| u64::try_from(number).ok()));
        let numbers = numbers.collect::<Option<Vec<_>>>();
        // Those of a null, or of a row that was cut off, would be taken for another's.
        let all =
            |numbers: &Vec<_>| lists.null_count() == 0 && lengths.iter().sum::<usize>() == numbers.len();
        let numbers = numbers.filter(all);
        let numbers =
            numbers.ok_or_else(|| polars_err!(ComputeError: "column `{name}` holds no list of counts"))?;
        let mut numbers = numbers.into_iter();
        Ok(lengths.into_iter().map(move |length| Ok(numbers.by_ref().take(length).collect())))
    }
}

/// A row: the type and the column of each field.
macro_rules! row {
    (
        $(#[$meta:meta])*
        $vis:vis struct $row:ident {
            $($(#[$doc:meta])* $field:ident: $kind:ty = $column:ident),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        $vis struct $row { $($(#[$doc])* pub $field: $kind),+ }

        impl $crate::frames::read::Row for $row {
            fn rows(frame: &polars::prelude::DataFrame) -> Result<Vec<Self>, $crate::frames::FrameError> {
                use $crate::frames::{col, read::Value};
                $(let mut $field = <$kind>::values(frame, col::$column)?;)+
                let mut rows = Vec::with_capacity(frame.height());
                while let ($(Some($field)),+,) = ($($field.next()),+,) {
                    rows.push(Self { $($field: $field?),+ });
                }
                Ok(rows)
            }
        }
    };
}
pub(crate) use row;

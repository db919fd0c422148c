//! What the user should know of the files that were read, though the run goes on.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::locale::Text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A configuration of the working directory, whose host the user's own does not name.
    Found { path: PathBuf, host: String },
    /// A secret that every user of the machine can read.
    Readable { path: PathBuf },
    /// A configuration that every user of the machine can write.
    Writable { path: PathBuf },
    /// The ledger that the configuration names is not there yet.
    NoLedger { path: PathBuf },
    /// The periods are to end on a day that has not come yet.
    Future { until: Date, today: Date },
}

impl Warning {
    pub fn text(&self) -> Text {
        let about = |id: &str, path: &PathBuf| Text::new(id).with("path", path.display().to_string());
        match self {
            Self::Found { path, host } => about("trust-found", path).with("host", host.clone()),
            Self::Readable { path } => about("trust-readable", path),
            Self::Writable { path } => about("trust-writable", path),
            Self::NoLedger { path } => about("ledger-not-there", path),
            Self::Future { until, today } => {
                Text::new("until-future").with("until", until.to_string()).with("today", today.to_string())
            }
        }
    }
}

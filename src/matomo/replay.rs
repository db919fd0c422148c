//! Answers from a recording, in place of a server.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::value::RawValue;

use super::error::{MatomoError, NOT_IN_RECORDING};
use super::record::{Entry, INDEX};
use super::request::Request;
use crate::config::Network;
use crate::reason::{of_json, reason};

/// The recordings of the demo.
static DEMO: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/demo");

/// Parameters that change what is answered, rather than how it looks.
const MEANING: [&str; 8] = [
    "date",
    "expanded",
    "filter_update_columns_when_show_all_goals",
    "flat",
    "idSite",
    "period",
    "pluginName",
    "segment",
];

/// A folder of answers, with its index.
#[derive(Debug)]
pub struct Replay {
    entries: HashMap<String, Vec<Recorded>>,
    /// Sites that have a report.
    sites: HashSet<String>,
    recorded_at: Option<Timestamp>,
    url: String,
    index: PathBuf,
    max_rows: u32,
}

/// Where one answer is, and the dates that it covers.
#[derive(Debug)]
struct Recorded {
    date: String,
    body: Body,
    request: BTreeMap<String, String>,
}

impl Recorded {
    /// In how many parameters the recorded call differs from `request`.
    fn differences(&self, request: &Request) -> usize {
        let same =
            request.params.iter().filter(|(name, value)| self.request.get(**name) == Some(*value)).count();
        (request.params.len() - same) + self.request.len().saturating_sub(same)
    }
}

#[derive(Debug)]
enum Body {
    File { folder: Folder, file: String },
    Embedded(&'static [u8]),
}

impl Body {
    fn read(&self) -> Option<Vec<u8>> {
        match self {
            Self::File { folder, file } => folder.read(file).ok(),
            Self::Embedded(bytes) => Some(bytes.to_vec()),
        }
    }
}

/// A folder that may come from anyone: what it names is a file in it, and of a
/// size that an answer may have.
#[derive(Debug, Clone)]
struct Folder {
    path: PathBuf,
    /// In bytes.
    limit: u64,
}

impl Folder {
    /// The file behind a name, once nothing speaks against reading it.
    fn find(&self, file: &str) -> Result<PathBuf, MatomoError> {
        let path = self.path.join(file);
        let problem = |problem| MatomoError::recording_file(&path, problem);
        let failed = |error| MatomoError::recording(&path, reason(&error));
        if !Path::new(file).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(problem("outside"));
        }
        let real = path.canonicalize().map_err(failed)?;
        if !real.starts_with(self.path.canonicalize().map_err(failed)?) {
            return Err(problem("outside"));
        }
        // Opening a FIFO would wait for somebody to write into it.
        let metadata = real.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Err(problem("special"));
        }
        if metadata.len() > self.limit {
            return Err(problem("large"));
        }
        Ok(real)
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, MatomoError> {
        let path = self.find(file)?;
        let mut bytes = Vec::new();
        let read = std::fs::File::open(&path).and_then(|file| file.take(self.limit).read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(MatomoError::recording(&path, reason(&error))),
        }
    }
}

impl Replay {
    pub fn open(path: &Path, network: &Network) -> Result<Self, MatomoError> {
        let limit = u64::from(network.max_answer.get()) * 1024 * 1024;
        let folder = Folder { path: path.to_owned(), limit };
        let index = folder.read(INDEX)?;
        Self::build(&path.join(INDEX), &index, network, |file| {
            folder.find(file)?;
            Ok(Body::File { folder: folder.clone(), file: file.to_owned() })
        })
    }

    /// The recordings that the program carries.
    pub fn demo(network: &Network) -> Result<Self, MatomoError> {
        let index = DEMO.get_file(INDEX).map(|file| file.contents()).unwrap_or_default();
        Self::build(Path::new("demo"), index, network, |file| {
            let missing = || MatomoError::recording_file(Path::new(file), "outside");
            DEMO.get_file(file).map(|file| Body::Embedded(file.contents())).ok_or_else(missing)
        })
    }

    fn build(
        path: &Path,
        index: &[u8],
        network: &Network,
        body: impl Fn(&str) -> Result<Body, MatomoError>,
    ) -> Result<Self, MatomoError> {
        let broken = |error: serde_json::Error| MatomoError::recording(path, of_json(&error));
        let index: Vec<Entry> = serde_json::from_slice(index).map_err(broken)?;
        let mut replay = Self {
            entries: HashMap::new(),
            sites: HashSet::new(),
            recorded_at: None,
            url: "replay".to_owned(),
            index: path.to_owned(),
            max_rows: network.max_rows.get(),
        };
        for entry in index {
            let body = body(&entry.file)?;
            replay.recorded_at = replay.recorded_at.max(entry.recorded_at);
            if let Some(url) = entry.url {
                replay.url = url;
            }
            let get = |name: &str| entry.request.get(name).cloned();
            let key = key(&get("method").unwrap_or_default(), &get);
            let date = get("date").unwrap_or_default();
            if get("period").is_some() {
                replay.sites.extend(get("idSite"));
            }
            replay.entries.entry(key).or_default().push(Recorded { date, body, request: entry.request });
        }
        match replay.entries.is_empty() {
            true => Err(replay.empty()),
            false => Ok(replay),
        }
    }

    fn empty(&self) -> MatomoError {
        MatomoError::recording_empty(&self.index)
    }

    /// The error of a recording without reports: `sites` alone makes one.
    pub fn no_reports(&self) -> Option<MatomoError> {
        self.sites.is_empty().then(|| self.empty())
    }

    pub fn max_rows(&self) -> u32 {
        self.max_rows
    }

    pub fn address(&self) -> String {
        self.url.clone()
    }

    pub fn holds(&self, site: u64) -> bool {
        self.sites.contains(&site.to_string())
    }

    pub fn recorded_at(&self) -> Option<Timestamp> {
        self.recorded_at
    }

    pub fn bulk(&self, requests: &[Request]) -> Vec<u8> {
        let mut body = b"[".to_vec();
        for (index, request) in requests.iter().enumerate() {
            if index > 0 {
                body.push(b',');
            }
            body.extend(self.single(request));
        }
        body.push(b']');
        body
    }

    pub fn single(&self, request: &Request) -> Vec<u8> {
        self.find(request).unwrap_or_else(|| {
            let message = format!("{NOT_IN_RECORDING} {}", self.dates(request));
            serde_json::json!({"result": "error", "message": message}).to_string().into_bytes()
        })
    }

    /// The dates for which the same call was recorded.
    fn dates(&self, request: &Request) -> String {
        let get = |name: &str| request.params.get(name).cloned();
        let recorded = self.entries.get(&key(request.method.name(), &get)).map_or(&[][..], Vec::as_slice);
        let mut dates: Vec<_> = recorded.iter().map(|recorded| recorded.date.replace(',', " – ")).collect();
        dates.sort();
        dates.dedup();
        dates.join("; ")
    }

    /// The first day of the recordings of a call.
    pub fn first_day(&self, request: &Request) -> Option<Date> {
        let get = |name: &str| request.params.get(name).cloned();
        let recorded = self.entries.get(&key(request.method.name(), &get))?;
        recorded.iter().filter_map(|recorded| recorded.date.split(',').next()?.parse().ok()).min()
    }

    fn find(&self, request: &Request) -> Option<Vec<u8>> {
        let get = |name: &str| request.params.get(name).cloned();
        let recorded = self.entries.get(&key(request.method.name(), &get))?;
        let date = get("date").unwrap_or_default();
        let exact = recorded.iter().filter(|recorded| recorded.date == date);
        // Of several recordings of one call, the one that was asked for most alike.
        if let Some(exact) = exact.min_by_key(|recorded| recorded.differences(request)) {
            return exact.body.read();
        }
        let (from, to) = date.split_once(',')?;
        let wider = recorded.iter().find(|recorded| {
            recorded.date.split_once(',').is_some_and(|(first, last)| first <= from && to <= last)
        })?;
        cut(&wider.body.read()?, from, to)
    }
}

/// A call without its dates.
fn key(method: &str, get: &dyn Fn(&str) -> Option<String>) -> String {
    let params = MEANING.iter().filter(|name| **name != "date");
    let params = params.filter_map(|name| Some(format!("&{name}={}", get(name)?)));
    format!("{method}{}", params.collect::<String>())
}

/// The periods of a longer answer that lie between two days.
fn cut(body: &[u8], from: &str, to: &str) -> Option<Vec<u8>> {
    let periods: BTreeMap<String, &RawValue> = serde_json::from_slice(body).ok()?;
    let inside = |key: &str| {
        let first = key.split(',').next().unwrap_or(key);
        // `2026-10` stands for its first day.
        let first = if first.len() == 7 { format!("{first}-01") } else { first.to_owned() };
        from <= first.as_str() && first.as_str() <= to
    };
    let kept: BTreeMap<_, _> = periods.into_iter().filter(|(key, _)| inside(key)).collect();
    serde_json::to_vec(&kept).ok()
}

//! Answers from a recording, in place of a server.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::error::{MatomoError, NOT_IN_RECORDING};
use super::record::{Entry, INDEX};
use super::request::Request;

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
    File(PathBuf),
    Embedded(&'static [u8]),
}

impl Body {
    fn read(&self) -> Option<Vec<u8>> {
        match self {
            Self::File(path) => std::fs::read(path).ok(),
            Self::Embedded(bytes) => Some(bytes.to_vec()),
        }
    }
}

impl Replay {
    pub fn open(folder: &Path) -> Result<Self, MatomoError> {
        let path = folder.join(INDEX);
        let index = std::fs::read(&path)
            .map_err(|error| MatomoError::Recording { path: path.clone(), reason: error.to_string() })?;
        Self::build(&path, &index, |file| {
            // An index may come from anyone: it names files of its own folder only.
            let inside =
                Path::new(file).components().all(|part| matches!(part, std::path::Component::Normal(_)));
            inside.then(|| Body::File(folder.join(file)))
        })
    }

    /// The recordings that the program carries.
    pub fn demo() -> Result<Self, MatomoError> {
        let index = DEMO.get_file(INDEX).map(|file| file.contents()).unwrap_or_default();
        Self::build(Path::new("demo"), index, |file| {
            DEMO.get_file(file).map(|file| Body::Embedded(file.contents()))
        })
    }

    fn build(path: &Path, index: &[u8], body: impl Fn(&str) -> Option<Body>) -> Result<Self, MatomoError> {
        let error = |reason: String| MatomoError::Recording { path: path.to_owned(), reason };
        let index: Vec<Entry> = serde_json::from_slice(index).map_err(|e| error(e.to_string()))?;
        let mut replay = Self {
            entries: HashMap::new(),
            sites: HashSet::new(),
            recorded_at: None,
            url: "replay".to_owned(),
        };
        for entry in index {
            let body =
                body(&entry.file).ok_or_else(|| error(format!("`{}` is not in the folder", entry.file)))?;
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
        Ok(replay)
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
        let recorded = self.entries.get(&key(request.method, &get)).map_or(&[][..], Vec::as_slice);
        let mut dates: Vec<_> = recorded.iter().map(|recorded| recorded.date.replace(',', " – ")).collect();
        dates.sort();
        dates.dedup();
        dates.join("; ")
    }

    fn find(&self, request: &Request) -> Option<Vec<u8>> {
        let get = |name: &str| request.params.get(name).cloned();
        let recorded = self.entries.get(&key(request.method, &get))?;
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

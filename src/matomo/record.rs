//! Writes the exchanges with Matomo into a folder, for replays and bug reports.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::error::MatomoError;
use super::request::Request;
use crate::api::{DIRECT, Method};

pub const INDEX: &str = "index.json";

/// One recorded call: the list of them is `index.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Path of the answer's body within the folder.
    pub file: String,
    /// Form fields, without the token.
    pub request: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Collects the exchanges of a run.
#[derive(Debug)]
pub struct Recorder {
    folder: PathBuf,
    url: String,
    now: Timestamp,
    entries: Vec<Entry>,
    /// The first thing that went wrong; recording is not worth stopping an audit.
    failed: Option<MatomoError>,
}

impl Recorder {
    pub fn new(folder: PathBuf, url: String, now: Timestamp) -> Result<Self, MatomoError> {
        let failed = |error| MatomoError::not_recorded(&folder, &error);
        std::fs::create_dir_all(&folder).map_err(failed)?;
        // Answers of another run, perhaps about other sites, would stay.
        let mut files = std::fs::read_dir(&folder).map_err(failed)?;
        if files.next().is_some() {
            return Err(MatomoError::not_empty(&folder));
        }
        Ok(Self { folder, url, now, entries: Vec::new(), failed: None })
    }

    /// The answers that are about all sites, cut to `sites`: the list of the
    /// others is nobody's business, not even for as long as the run takes.
    pub fn instance(&mut self, requests: &[Request], body: &[u8], sites: &[u64]) {
        for (request, answer) in each(requests, body) {
            match request.method {
                Method::Sites => self.single(request, &only(answer, sites)),
                _ => self.single(request, answer.get().as_bytes()),
            }
        }
    }

    /// Each answer of a bulk in a file of its own, so that a replay does not
    /// depend on how calls were grouped.
    pub fn bulk(&mut self, requests: &[Request], body: &[u8]) {
        for (request, answer) in each(requests, body) {
            self.single(request, answer.get().as_bytes());
        }
    }

    pub fn single(&mut self, request: &Request, body: &[u8]) {
        let file = file_name(request);
        if let Err(error) = write(&self.folder.join(&file), body) {
            self.fail(Path::new(&file), &error);
            return;
        }
        let mut fields: BTreeMap<_, _> =
            request.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        fields.insert("method".to_owned(), request.method.name().to_owned());
        self.entries.push(Entry {
            file,
            request: fields,
            recorded_at: Some(self.now),
            url: Some(self.url.clone()),
        });
    }

    /// Writes the index, which makes the recording complete.
    pub fn finish(mut self) -> Result<(), MatomoError> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        self.entries.sort_by(|a, b| a.file.cmp(&b.file));
        let path = self.folder.join(INDEX);
        let written = serde_json::to_vec_pretty(&self.entries)
            .map_err(std::io::Error::from)
            .and_then(|index| write(&path, &index));
        written.map_err(|error| MatomoError::not_recorded(&path, &error))
    }

    fn fail(&mut self, file: &Path, error: &std::io::Error) {
        let path = self.folder.join(file);
        self.failed.get_or_insert(MatomoError::not_recorded(&path, error));
    }
}

/// The answers of a bulk with their requests.
fn each<'a>(requests: &'a [Request], body: &'a [u8]) -> impl Iterator<Item = (&'a Request, &'a RawValue)> {
    let answers = serde_json::from_slice::<Vec<&RawValue>>(body).unwrap_or_default();
    requests.iter().zip(answers)
}

/// The entries of a list of sites that are about `sites`.
fn only(list: &RawValue, sites: &[u64]) -> Vec<u8> {
    #[derive(Deserialize)]
    struct Listed {
        idsite: serde_json::Value,
    }
    let is_one = |site: &&RawValue| {
        let id = serde_json::from_str::<Listed>(site.get()).map(|site| site.idsite).unwrap_or_default();
        let id = id.as_u64().or_else(|| id.as_str()?.trim().parse().ok());
        id.is_some_and(|id| sites.contains(&id))
    };
    let all: Vec<&RawValue> = serde_json::from_str(list.get()).unwrap_or_default();
    let kept: Vec<_> = all.into_iter().filter(is_one).map(RawValue::get).collect();
    format!("[{}]", kept.join(",")).into_bytes()
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, bytes)
}

/// `site-01/week/Referrers.getCampaigns.expanded.json`
fn file_name(request: &Request) -> String {
    let param = |name: &str| request.params.get(name).map(String::as_str);
    let folder = match (param("idSite"), param("period")) {
        (Some(site), Some(period)) => format!("site-{site:0>2}/{period}"),
        (Some(site), None) => format!("site-{site:0>2}"),
        _ => "instance".to_owned(),
    };
    let mut variant = String::new();
    match param("segment") {
        Some(DIRECT) => variant.push_str(".direct"),
        Some(_) => variant.push_str(".segment"),
        None => {}
    }
    if param("expanded").is_some() {
        variant.push_str(".expanded");
    }
    if param("filter_update_columns_when_show_all_goals").is_some() {
        variant.push_str(".goals");
    } else if request.method.name().starts_with("Referrers.") && param("showColumns").is_none() {
        variant.push_str(".allcolumns");
    }
    // One period: named by its day, as there may be several.
    if let Some(date) = param("date").filter(|date| !date.contains(',')) {
        variant.push_str(&format!(".{date}"));
    }
    format!("{folder}/{}{variant}.json", request.method)
}

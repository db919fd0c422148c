//! Writes the exchanges with Matomo into a folder, for replays and bug reports.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::error::MatomoError;
use super::request::Request;

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
        let failed = |reason: String| MatomoError::NotRecorded { path: folder.clone(), reason };
        std::fs::create_dir_all(&folder).map_err(|error| failed(error.to_string()))?;
        // Answers of another run would stay, and its index would be lost.
        if folder.join(INDEX).exists() {
            return Err(failed("it holds a recording already".to_owned()));
        }
        Ok(Self { folder, url, now, entries: Vec::new(), failed: None })
    }

    /// Each answer of a bulk in a file of its own, so that a replay does not
    /// depend on how calls were grouped.
    pub fn bulk(&mut self, requests: &[Request], body: &[u8]) {
        let Ok(answers) = serde_json::from_slice::<Vec<&RawValue>>(body) else { return };
        for (request, answer) in requests.iter().zip(answers) {
            self.single(request, answer.get().as_bytes());
        }
    }

    pub fn single(&mut self, request: &Request, body: &[u8]) {
        let file = file_name(request);
        if let Err(error) = write(&self.folder.join(&file), body) {
            self.fail(Path::new(&file), &error.to_string());
            return;
        }
        let mut fields: BTreeMap<_, _> =
            request.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        fields.insert("method".to_owned(), request.method.to_owned());
        self.entries.push(Entry {
            file,
            request: fields,
            recorded_at: Some(self.now),
            url: Some(self.url.clone()),
        });
    }

    /// Writes the index, which makes the recording complete. It is about the
    /// audited `sites` only: the list of all others is nobody's business.
    pub fn finish(mut self, sites: &[u64]) -> Result<(), MatomoError> {
        self.keep_sites(sites);
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        self.entries.sort_by(|a, b| a.file.cmp(&b.file));
        let path = self.folder.join(INDEX);
        let written = serde_json::to_vec_pretty(&self.entries)
            .map_err(std::io::Error::from)
            .and_then(|index| write(&path, &index));
        written.map_err(|error| MatomoError::NotRecorded { path, reason: error.to_string() })
    }

    fn keep_sites(&mut self, sites: &[u64]) {
        let list = Request::sites();
        let path = self.folder.join(file_name(&list));
        let Ok(bytes) = std::fs::read(&path) else { return };
        let Ok(mut all) = serde_json::from_slice::<Vec<serde_json::Value>>(&bytes) else { return };
        all.retain(|site| {
            let id = &site["idsite"];
            let id = id.as_u64().or_else(|| id.as_str()?.parse().ok());
            id.is_some_and(|id| sites.contains(&id))
        });
        let kept = serde_json::to_vec(&all).map_err(std::io::Error::from);
        if let Err(error) = kept.and_then(|kept| write(&path, &kept)) {
            self.fail(Path::new(&file_name(&list)), &error.to_string());
        }
    }

    fn fail(&mut self, file: &Path, reason: &str) {
        let path = self.folder.join(file);
        self.failed.get_or_insert(MatomoError::NotRecorded { path, reason: reason.to_owned() });
    }
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
        Some("referrerType==direct") => variant.push_str(".direct"),
        Some(_) => variant.push_str(".segment"),
        None => {}
    }
    if param("expanded").is_some() {
        variant.push_str(".expanded");
    }
    if param("filter_update_columns_when_show_all_goals").is_some() {
        variant.push_str(".goals");
    } else if request.method.starts_with("Referrers.") && param("showColumns").is_none() {
        variant.push_str(".allcolumns");
    }
    // One period: named by its day, as there may be several.
    if let Some(date) = param("date").filter(|date| !date.contains(',')) {
        variant.push_str(&format!(".{date}"));
    }
    format!("{folder}/{}{variant}.json", request.method)
}

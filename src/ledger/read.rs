//! Reading the file, leniently.

use std::path::Path;

use super::{Ledger, Link, Status, Target};
use crate::locale::Text;

impl Ledger {
    /// Reads a file; the error says why nothing of it can be read.
    pub fn read(path: &Path) -> Result<Self, Text> {
        Self::parse(
            path,
            &std::fs::read(path).map_err(|error| Text::new("internal").with("reason", error.to_string()))?,
        )
    }

    /// Reads the bytes of a file.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Text> {
        let mut reader = csv::Reader::from_reader(bytes);
        let headers = reader.headers().map_err(|_| Text::new("internal"))?.clone();
        let mut links = Vec::new();
        for record in reader.records().flatten() {
            let get = |name: &str| {
                let at = headers.iter().position(|header| header == name);
                at.and_then(|at| record.get(at)).unwrap_or_default().to_owned()
            };
            let target = get("target");
            links.push(Link {
                line: record.position().map_or(0, csv::Position::line),
                id: get("id"),
                url: get("url"),
                campaign: get("campaign"),
                source: get("source"),
                medium: get("medium"),
                content: get("content"),
                link: get("link"),
                short: get("short"),
                title: get("title"),
                owner: get("owner"),
                created: get("created").parse().unwrap_or_default(),
                published: get("published").parse().ok(),
                review: get("review").parse().ok(),
                target: target.split_once(' ').and_then(|(count, of)| {
                    Some(Target { count: count.parse().ok()?, of: of.parse().ok()? })
                }),
                cost: get("cost").parse().ok(),
                status: get("status").parse().unwrap_or(Status::Active),
                decision: get("decision").parse().ok(),
                decided: get("decided").parse().ok(),
                note: get("note"),
            });
        }
        Ok(Self { path: path.to_owned(), links, faults: Vec::new() })
    }
}

pub fn target(text: &str) -> Option<Target> {
    let (count, of) = text.trim().split_once(' ')?;
    Some(Target { count: count.parse().ok()?, of: of.parse().ok()? })
}

pub fn amount(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|amount: &f64| *amount >= 0.0)
}

//! Matomo's HTTP API: requests, answers, and the recordings of both.

mod answer;
mod bulk;
mod client;
mod error;
mod instance;
mod pace;
mod record;
mod replay;
mod request;
mod site;

pub use answer::{Goal, Row, Rows, Summary};
pub use bulk::{Answers, Bulk};
pub use error::MatomoError;
pub use instance::{Instance, Listed, SiteInfo, UnusableSite};
pub use record::Recorder;
pub use request::Request;
pub use site::{Plan, SiteAnswers, goals};

use client::Client;
use replay::Replay;

use crate::config::{Origin, Settings};

/// Where answers come from; both give the same bytes for the same requests.
#[derive(Debug)]
pub enum Source {
    Server(Box<Client>),
    Recording(Replay),
}

impl Source {
    pub fn open(settings: &Settings) -> Result<Self, MatomoError> {
        Ok(match &settings.origin {
            Origin::Server { url, token, ca } => {
                let client = Client::new(url, token.clone(), ca.as_ref(), &settings.network)?;
                Self::Server(Box::new(client))
            }
            Origin::Replay(folder) => Self::Recording(Replay::open(folder, &settings.network)?),
            Origin::Demo => Self::Recording(Replay::demo(&settings.network)?),
        })
    }

    /// Address that a reader may see.
    pub fn address(&self) -> String {
        match self {
            Self::Server(client) => client.address(),
            Self::Recording(replay) => replay.address(),
        }
    }

    /// Whether it is asked without a token.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Server(client) if client.is_public())
    }

    /// Whether there are reports of a site: a recording may list more sites than it is about.
    pub fn holds(&self, site: u64) -> bool {
        match self {
            Self::Server(_) => true,
            Self::Recording(replay) => replay.holds(site),
        }
    }

    /// Why no site could be audited from this source, if that is so.
    pub fn no_reports(&self) -> Option<MatomoError> {
        match self {
            Self::Server(_) => None,
            Self::Recording(replay) => replay.no_reports(),
        }
    }

    /// Rows that one report may have.
    pub fn max_rows(&self) -> u32 {
        match self {
            Self::Server(client) => client.max_rows(),
            Self::Recording(replay) => replay.max_rows(),
        }
    }

    /// When the answers were given, if that is not now.
    pub fn recorded_at(&self) -> Option<jiff::Timestamp> {
        match self {
            Self::Server(_) => None,
            Self::Recording(replay) => replay.recorded_at(),
        }
    }

    /// The first day of which a recording has the answer to a request; a server is asked for all.
    pub fn first_day(&self, request: &Request) -> Option<jiff::civil::Date> {
        match self {
            Self::Server(_) => None,
            Self::Recording(replay) => replay.first_day(request),
        }
    }

    /// The answers to `requests`, as one JSON array in the same order.
    pub async fn bulk(&self, requests: &[Request]) -> Result<Vec<u8>, MatomoError> {
        match self {
            Self::Server(client) => client.bulk(requests).await,
            Self::Recording(replay) => Ok(replay.bulk(requests)),
        }
    }

    /// The answer to one request.
    pub async fn single(&self, request: &Request) -> Result<Vec<u8>, MatomoError> {
        match self {
            Self::Server(client) => client.single(request).await,
            Self::Recording(replay) => Ok(replay.single(request)),
        }
    }
}

//! The forms of the output, by name and by extension.

use serde::{Deserialize, Serialize};

/// A form of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    #[default]
    Terminal,
    /// A page for a browser, in one file: no script, no network
    Html,
    /// For a wiki, a merge request or a chat
    Markdown,
    /// A stable contract for programs (schema 1)
    Json,
    /// One row per site and period; with -o, a file for each of the tables below too
    Csv,
    /// One row per site and channel
    CsvChannels,
    /// One row per site and campaign
    CsvCampaigns,
    /// One row per site and finding
    CsvFindings,
    CsvLinks,
}

/// The tables that stand beside a CSV file, with what their names end with.
const BESIDE_CSV: [(&str, Format); 4] = [
    ("channels.csv", Format::CsvChannels),
    ("campaigns.csv", Format::CsvCampaigns),
    ("findings.csv", Format::CsvFindings),
    ("links.csv", Format::CsvLinks),
];

impl Format {
    /// The format of a file, by its extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" => Self::Terminal,
            "html" | "htm" => Self::Html,
            "md" => Self::Markdown,
            "json" => Self::Json,
            "csv" => Self::Csv,
            _ => return None,
        })
    }

    /// The files that are written beside one of this format.
    pub fn beside(self) -> &'static [(&'static str, Self)] {
        if self == Self::Csv { &BESIDE_CSV } else { &[] }
    }
}

/// How CSV is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CsvStyle {
    /// As spreadsheets in the language of the output open it.
    #[default]
    Local,
    /// As programs read it, in every language.
    Plain,
}

/// A form of what `check` prints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum GateFormat {
    /// One line per site and limit
    #[default]
    Text,
    /// GitHub Actions: annotations, and a summary of the job
    Github,
    /// JUnit XML, as GitLab and Jenkins read it
    Junit,
}

impl GateFormat {
    /// The format of a file, by its extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "xml" => Some(Self::Junit),
            _ => None,
        }
    }
}

/// What is posted to: they differ in how text is marked up. Each has its own name.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum ChatKind {
    #[default]
    Mattermost,
    Slack,
    /// A room, by the API of its homeserver.
    Matrix,
    /// A workflow that posts a card.
    Teams,
    /// A program that takes the summary as data.
    #[strum(serialize = "JSON")]
    Json,
}

//! The options of `link`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::Select;
use crate::ledger::{Decision, Status};
use crate::links::qr::Level;
use crate::values::{Bounded, iso_day};

#[derive(Debug, Args)]
pub struct LinkArgs {
    #[command(subcommand)]
    pub command: LinkCommand,
}

#[derive(Debug, Subcommand)]
pub enum LinkCommand {
    /// Make a tagged link, write it into the ledger and print it
    New(NewArgs),
    /// The links of the ledger
    List(ListArgs),
    /// One link: its line, its visits by period, its QR code
    Show(ShowArgs),
    /// Write what was decided about a link into the ledger
    Decide(DecideArgs),
    /// The QR code of a link
    Qr(QrArgs),
    /// A link for a mail signature
    Signature(SignatureArgs),
    /// Check the ledger, or the links of files, against the plan
    Lint(LintArgs),
    /// Request links, and say where a tag is lost
    Check(ProbeArgs),
    /// Take links from another file, or the measured campaigns of no link
    Import(ImportArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Destination, with its scheme
    #[arg(value_name = "URL")]
    pub address: Option<String>,
    /// Kind of place where it is shared, such as email
    #[arg(long, help_heading = "Tags")]
    pub medium: Option<String>,
    /// Where exactly, such as brevo
    #[arg(long, help_heading = "Tags")]
    pub source: Option<String>,
    /// What it is for, such as 2026-11-webinaire
    #[arg(long, help_heading = "Tags")]
    pub campaign: Option<String>,
    /// Which of several links of one message
    #[arg(long, help_heading = "Tags")]
    pub content: Option<String>,
    /// What the report calls it
    #[arg(long, help_heading = "Ledger")]
    pub title: Option<String>,
    /// Who answers for it: a role rather than a name
    #[arg(long, help_heading = "Ledger")]
    pub owner: Option<String>,
    /// Day on which it is shared [default: today]
    #[arg(long, help_heading = "Ledger", value_name = "YYYY-MM-DD", value_parser = iso_day)]
    pub published: Option<Date>,
    /// Day on which it is judged [default: 14 days later; 28 paid; 56 partner, QR and print; 84 signature]
    #[arg(long, help_heading = "Ledger", value_name = "YYYY-MM-DD", value_parser = iso_day)]
    pub review: Option<Date>,
    /// What it is to bring: "40 visits" or "5 conversions"
    #[arg(long, help_heading = "Ledger", value_name = "COUNT UNIT")]
    pub target: Option<String>,
    /// What it costs, in the currency of the site
    #[arg(long, help_heading = "Ledger", value_name = "AMOUNT", allow_hyphen_values = true)]
    pub cost: Option<String>,
    /// A redirect to it that you own, which a QR code then holds
    #[arg(long, help_heading = "Ledger", value_name = "URL")]
    pub short: Option<String>,
    /// Not shared yet
    #[arg(long, help_heading = "Ledger", conflicts_with = "published")]
    pub draft: bool,
    /// Take a name although one like it exists
    #[arg(long)]
    pub allow_similar: bool,
    /// Write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub select: Select,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    #[default]
    Text,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only those of this status
    #[arg(long, value_enum)]
    pub status: Option<Status>,
    /// Only active ones whose review day has come and about which nothing was decided
    #[arg(long)]
    pub due: bool,
    /// Only those that lead to this host
    #[arg(long, value_name = "HOST")]
    pub site: Option<String>,
    /// Format of what is printed [default: text]
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    pub id: String,
    #[command(flatten)]
    pub select: Select,
}

#[derive(Debug, Args)]
pub struct DecideArgs {
    pub id: String,
    #[arg(value_enum)]
    pub decision: Decision,
    /// Why, in a sentence
    #[arg(long)]
    pub note: Option<String>,
    #[command(flatten)]
    pub select: Select,
}

#[derive(Debug, Args)]
pub struct QrArgs {
    pub id: String,
    /// Write to a file, the format by its extension: .svg, .png or .txt [default: the terminal]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Error correction: how much of it may be damaged
    #[arg(long, value_enum, ignore_case = true, default_value_t = Level::M)]
    pub level: Level,
    /// Width in millimetres, its border included
    #[arg(long, value_name = "MM")]
    pub size: Option<Bounded<1, 10_000>>,
}

#[derive(Debug, Args)]
pub struct SignatureArgs {
    pub id: String,
    /// As HTML, to paste into the settings of the mail program, unless --text is given
    #[arg(long, conflicts_with = "text")]
    pub html: bool,
    /// As text
    #[arg(long)]
    pub text: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    #[default]
    Text,
    Github,
    Junit,
}

#[derive(Debug, Args)]
pub struct LintArgs {
    /// HTML, Markdown, text, .eml or CSV, or a folder of such; - is stdin. Without any: the ledger
    pub files: Vec<PathBuf>,
    /// Format of what is printed [default: text]
    #[arg(long, value_enum)]
    pub format: Option<LintFormat>,
}

#[derive(Debug, Args)]
pub struct ProbeArgs {
    /// Links to request [default: all active ones]
    pub ids: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A sheet (CSV) whose columns are found by name, or a text with links
    #[arg(required_unless_present = "from_matomo")]
    pub file: Option<PathBuf>,
    /// The measured campaigns that no link of the ledger explains, as drafts to complete
    #[arg(long, conflicts_with = "file")]
    pub from_matomo: bool,
    /// Write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub select: Select,
}

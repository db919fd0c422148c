//! The links that a document shares, each with its line. Documents are hostile: each is read once, and nothing of it
//! is followed.

mod html;
mod mail;
mod markdown;
mod table;
mod text;

use std::path::Path;

use strum::EnumString;

/// A link of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Number of its line, from 1.
    pub line: u64,
    /// The address, as whoever clicks on it sends it.
    pub address: String,
}

impl Found {
    /// The address as a server has it: with its scheme, and with the sign for the entity.
    pub fn whole(&self) -> String {
        let address = self.address.trim();
        let scheme = if address.starts_with("//") { "https:" } else { "" };
        format!("{scheme}{address}").replace("&amp;", "&")
    }
}

/// What a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
pub enum Kind {
    /// Also templates of it: what they fill in stands in attributes like any other text.
    #[strum(
        serialize = "html",
        serialize = "htm",
        serialize = "xhtml",
        serialize = "mjml",
        serialize = "hbs",
        serialize = "twig",
        serialize = "liquid",
        serialize = "j2",
        serialize = "jinja",
        serialize = "njk",
        serialize = "ejs",
        serialize = "erb",
        serialize = "mustache"
    )]
    Html,
    #[strum(serialize = "md", serialize = "markdown")]
    Markdown,
    #[strum(serialize = "txt", serialize = "text")]
    Text,
    #[strum(serialize = "eml", serialize = "mht")]
    Mail,
    #[strum(serialize = "csv", serialize = "tsv")]
    Table,
}

impl Kind {
    /// By the extension of a file.
    pub fn of_path(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.to_ascii_lowercase().parse().ok()
    }

    /// Whether it may be a sheet, with names for its columns.
    pub fn may_be_sheet(kind: Option<Self>) -> bool {
        matches!(kind, None | Some(Self::Table | Self::Text))
    }

    /// By what a text begins with.
    fn of_text(text: &str) -> Self {
        let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let head = begin.split("\n\n").next().unwrap_or(begin);
        let head = head.split("\r\n\r\n").next().unwrap_or(head).to_ascii_lowercase();
        let name = head.split(':').next().unwrap_or_default();
        let is_header = head.contains(':') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        match () {
            () if begin.starts_with('<') => Self::Html,
            () if is_header && (head.contains("\nmime-version:") || head.contains("\ncontent-type:")) => {
                Self::Mail
            }
            () => Self::Text,
        }
    }
}

/// The links of a document, in its order. Without a kind, the document tells its own.
pub fn links(bytes: &[u8], kind: Option<Kind>) -> Vec<Found> {
    let text = decoded(bytes);
    match kind.unwrap_or_else(|| Kind::of_text(&text)) {
        Kind::Html => html::links(&text),
        Kind::Markdown => markdown::links(&text),
        Kind::Text => text::links(&text),
        Kind::Mail => mail::links(bytes),
        Kind::Table => table::links(&text),
    }
}

/// A text of any encoding: an address has only characters that all of them share, but for UTF-16, which says so at
/// its beginning.
fn decoded(bytes: &[u8]) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<_> = bytes[2..].chunks_exact(2).map(|two| unit([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &[u8]) -> Self {
        Self(text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect())
    }

    /// The number of the line that holds a byte, from 1.
    fn number(&self, at: usize) -> u64 {
        self.0.partition_point(|end| *end < at) as u64 + 1
    }
}

#[cfg(test)]
mod tests;

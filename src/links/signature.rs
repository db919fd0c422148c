//! A line for a mail signature, with a readable text before the address.

use askama::Template;

use super::shown;
use crate::escape::{self, Foreign};
use crate::labels::personal;
use crate::ledger::Link;

/// Styles of its own, since mail programs drop sheets of styles, and Outlook those of a paragraph's surroundings.
#[derive(Template)]
#[template(
    source = r#"<p style="margin:0;font-family:Arial,Helvetica,sans-serif;font-size:10pt"><a href="{{ address }}" style="color:#000091;text-decoration:underline">{{ text }}</a></p>
"#,
    ext = "html"
)]
struct Html<'a> {
    address: &'a str,
    text: &'a str,
}

/// What is read in place of the address: the title, else where the link leads. A title with data of a person is none.
pub fn readable(link: &Link) -> String {
    let title = link.title.trim();
    match title.is_empty() || !personal::find(title).is_empty() {
        true => place(&link.url),
        false => escape::terminal(&Foreign::new(title)),
    }
}

/// An address without what nobody reads: scheme, query, a final slash.
fn place(url: &str) -> String {
    let address = shown(url);
    let place = address.split_once("://").map_or(&*address, |(_, rest)| rest);
    let place = place.split(['?', '#']).next().unwrap_or(place);
    place.strip_prefix("www.").unwrap_or(place).trim_end_matches('/').to_owned()
}

/// The line as HTML, which can be pasted into the settings of a mail program.
pub fn html(link: &Link, address: &str) -> Result<String, askama::Error> {
    Html { address: &shown(address), text: &readable(link) }.render()
}

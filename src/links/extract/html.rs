//! Links of HTML: `href` of what is clicked on, so no style sheets and no images.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::{Found, Lines};

/// Elements of HTML that are clicked on.
const CLICKED: [&str; 2] = ["a", "area"];
/// Beginnings of other names for the like: buttons of Outlook, those of MJML.
const OTHERS: [&str; 2] = ["v:", "mj-"];
/// How a comment begins that Outlook reads as HTML: many a newsletter has its button twice, the other time in one.
const CONDITION: &[u8] = b"[if ";

pub fn links(text: &str) -> Vec<Found> {
    let lines = Lines::of(text.as_bytes());
    let mut found = Vec::new();
    read(text, &mut |at, address| found.push(Found { line: lines.number(at), address }), true);
    found
}

/// Gives each link with its place in the text.
pub fn read(text: &str, give: &mut dyn FnMut(usize, String), outer: bool) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in a script or a style is no element.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name);
                let clicked = CLICKED.contains(&&*name) || OTHERS.iter().any(|begin| name.starts_with(begin));
                if let (true, Some(href)) = (clicked, tag.attributes.get(b"href".as_slice())) {
                    give(href.span.start, address(&href.value));
                }
            }
            Ok(Token::Comment(comment)) if outer && comment.value.starts_with(CONDITION) => {
                // It is as it stands: a comment has no escapes.
                let begin = text[comment.span.start..].find('[').unwrap_or_default() + comment.span.start;
                let inside = String::from_utf8_lossy(&comment.value);
                read(&inside, &mut |at, address| give(begin + at, address), false);
            }
            _ => {}
        }
    }
}

/// As browsers read it: without the white space around it, and without line ends in it.
fn address(value: &[u8]) -> String {
    String::from_utf8_lossy(value).trim().replace(['\n', '\r', '\t'], "")
}

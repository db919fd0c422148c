//! Links of HTML: `href` of what is clicked on, so no style sheets and no images; and the addresses that are written
//! out, which whoever shows a mail makes links of.

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use super::{Found, Lines, text};

/// Elements of HTML that are clicked on.
const CLICKED: [&str; 2] = ["a", "area"];
/// Beginnings of other names for the like: buttons of Outlook, those of MJML.
const OTHERS: [&str; 2] = ["v:", "mj-"];
/// Those of all that hold nothing.
const EMPTY: [&str; 1] = ["area"];
/// Elements whose text is not seen, or cannot be clicked on.
const UNSEEN: [&str; 4] = ["script", "style", "title", "textarea"];
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
    // The link that is open, in which there is no other, or what is unseen.
    let mut within = None;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let href = href(&name, &tag);
                let holds = !tag.self_closing && !EMPTY.contains(&&*name);
                if UNSEEN.contains(&&*name) || href.is_some() && holds {
                    within = Some(name);
                } else if within.as_ref() == Some(&name) {
                    within = None;
                }
                href.into_iter().for_each(|(at, address)| give(at, address));
            }
            Ok(Token::EndTag(tag)) if within.as_ref().is_some_and(|open| open.as_bytes() == &**tag.name) => {
                within = None;
            }
            Ok(Token::String(shown)) if within.is_none() => {
                let (begin, value) = (shown.span.start, String::from_utf8_lossy(&shown.value));
                let source = text.get(begin..shown.span.end).unwrap_or_default();
                give_shown(source, &value, &mut |at, address| give(begin + at, address));
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

/// Whether a tag opens a link, or ends one.
pub fn opens(tag: &str) -> Option<bool> {
    let begins = |begin: &str| tag.get(..begin.len()).is_some_and(|is| is.eq_ignore_ascii_case(begin));
    match () {
        () if begins("</a>") => Some(false),
        () if begins("<a ") || begins("<a\n") => Some(tag.to_ascii_lowercase().contains("href")),
        () => None,
    }
}

/// Where it leads if it is clicked on, as browsers read it: without the white space around it, and without line ends
/// in it.
fn href(name: &str, tag: &StartTag<usize>) -> Option<(usize, String)> {
    let is_clicked = CLICKED.contains(&name) || OTHERS.iter().any(|begin| name.starts_with(begin));
    let href = tag.attributes.get(b"href".as_slice()).filter(|_| is_clicked)?;
    let address = String::from_utf8_lossy(&href.value);
    Some((href.span.start, address.trim().replace(['\n', '\r', '\t'], "")))
}

/// The addresses of a text that is shown, each at the line on which it stands in the source.
fn give_shown(source: &str, shown: &str, give: &mut dyn FnMut(usize, String)) {
    let mut ends = source.match_indices('\n').map(|(at, _)| at + 1);
    let (mut at, mut read) = (0, 0);
    for (place, address) in text::addresses(shown) {
        for _ in shown[read..place].matches('\n') {
            at = ends.next().unwrap_or(at);
        }
        read = place;
        give(at, address);
    }
}

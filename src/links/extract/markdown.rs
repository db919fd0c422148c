//! Links of Markdown: its own, bare addresses, and the HTML in it; what is code is shown, not shared.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Found, Lines, html, text};

pub fn links(source: &str) -> Vec<Found> {
    let lines = Lines::of(source.as_bytes());
    let mut found = Vec::new();
    let mut give = |at: usize, address: String| found.push((at, address));
    // A text is given in pieces, which an address may be in several of.
    let mut bare: Option<Range<usize>> = None;
    let (mut within, mut code) = (0u32, false);
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        if matches!(event, Event::Text(_)) && within == 0 && !code {
            bare = match bare.take() {
                Some(before) if before.end == range.start => Some(before.start..range.end),
                before => {
                    before.into_iter().for_each(|range| give_bare(source, range, &mut give));
                    Some(range)
                }
            };
            continue;
        }
        bare.take().into_iter().for_each(|range| give_bare(source, range, &mut give));
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                within += 1;
                give(range.start, dest_url.trim().to_owned());
            }
            Event::End(TagEnd::Link) => within = within.saturating_sub(1),
            // One of HTML that nobody closed ends here.
            Event::End(TagEnd::Paragraph) => within = 0,
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let begin = range.start;
                if let Event::InlineHtml(tag) = &event {
                    within = match html::opens(tag) {
                        Some(true) => within + 1,
                        Some(false) => within.saturating_sub(1),
                        None => within,
                    };
                }
                html::read(&source[range], &mut |at, address| give(begin + at, address), true);
            }
            _ => {}
        }
    }
    bare.into_iter().for_each(|range| give_bare(source, range, &mut give));
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(at, address)| Found { line: lines.number(at), address }).collect()
}

fn give_bare(source: &str, range: Range<usize>, give: &mut dyn FnMut(usize, String)) {
    let begin = range.start;
    for (at, address) in text::addresses(&source[range]) {
        give(begin + at, address);
    }
}

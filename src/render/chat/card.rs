//! An Adaptive Card, as a workflow of Microsoft Teams posts it.

use serde_json::{Value, json};

use super::{Line, Span};
use crate::escape;

/// Bytes. A workflow posts some 28 KB, which may be counted in UTF-16.
pub const LIMIT: usize = 12_000;

/// Text runs know no markup, so that a label stays what it is.
pub fn message(lines: &[Line]) -> Value {
    let body: Vec<_> = lines.iter().filter(|line| !line.spans.is_empty()).map(block).collect();
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                "msteams": { "width": "Full" },
                "body": body,
            },
        }],
    })
}

pub fn length(line: &Line) -> usize {
    block(line).to_string().len() + 1
}

fn block(line: &Line) -> Value {
    let runs = line.spans.iter().map(|span| match span {
        Span::Text(text) => json!({ "type": "TextRun", "text": escape::inert(text) }),
        Span::Bold(text) => bold(text),
        Span::Name(name) => bold(&escape::terminal(name)),
    });
    let bullet = line.item.then(|| json!({ "type": "TextRun", "text": "• " }));
    let begins = line.spans.iter().any(|span| !matches!(span, Span::Text(_)));
    json!({
        "type": "RichTextBlock",
        "spacing": if begins { "Medium" } else { "None" },
        "inlines": bullet.into_iter().chain(runs).collect::<Vec<_>>(),
    })
}

fn bold(text: &str) -> Value {
    json!({ "type": "TextRun", "text": escape::inert(text), "weight": "Bolder" })
}

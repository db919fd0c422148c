//! Text, as each program marks it up.

use super::{Line, Span};
use crate::escape::{self, Foreign};
use crate::format::ChatKind;

/// How one program marks text up, and how much of it a message holds.
#[derive(Debug, Clone, Copy)]
pub struct Markup {
    bold: [&'static str; 2],
    bullet: &'static str,
    end: &'static str,
    label: fn(&Foreign) -> String,
    text: fn(&str) -> String,
    /// Characters.
    pub limit: usize,
}

impl Markup {
    const MATTERMOST: Self = Self {
        bold: ["**"; 2],
        bullet: "-",
        end: "\n",
        label: escape::mattermost,
        text: escape::mattermost_text,
        // Longer posts are cut into several by the server.
        limit: 16_383,
    };
    const SLACK: Self = Self {
        bold: ["*"; 2],
        bullet: "•",
        end: "\n",
        label: escape::slack,
        text: escape::slack_text,
        // Slack advises 4,000 and cuts at 40,000.
        limit: 4_000,
    };
    /// For Matrix, beside the same in plain text: an event has 65,536 bytes, and a character up to four.
    pub const HTML: Self = Self {
        bold: ["<strong>", "</strong>"],
        bullet: "•",
        end: "<br>",
        label: |label| escape::matrix(&escape::terminal(label)),
        text: escape::matrix,
        limit: 6_000,
    };
    pub const PLAIN: Self = Self {
        bold: [""; 2],
        bullet: "•",
        end: "\n",
        label: |label| escape::inert(&escape::terminal(label)),
        text: escape::inert,
        limit: 4_000,
    };

    pub fn of(kind: ChatKind) -> &'static Self {
        match kind {
            ChatKind::Mattermost => &Self::MATTERMOST,
            ChatKind::Slack => &Self::SLACK,
            ChatKind::Matrix => &Self::HTML,
            ChatKind::Teams | ChatKind::Json => &Self::PLAIN,
        }
    }

    pub fn lay_out(&self, lines: &[Line]) -> String {
        lines.iter().map(|line| self.line(line)).collect::<Vec<_>>().join(self.end)
    }

    /// Characters of a line with its end.
    pub fn length(&self, line: &Line) -> usize {
        self.line(line).chars().count() + self.end.len()
    }

    fn line(&self, line: &Line) -> String {
        let bold = |text: String| format!("{}{text}{}", self.bold[0], self.bold[1]);
        let spans = line.spans.iter().map(|span| match span {
            Span::Text(text) => (self.text)(text),
            Span::Bold(text) => bold((self.text)(text)),
            Span::Name(name) => bold((self.label)(name)),
        });
        let bullet = if line.item { format!("{} ", self.bullet) } else { String::new() };
        spans.fold(bullet, |line, span| line + &span)
    }
}

//! What counts in a label: its words.

use crate::labels::{fold, is_mark};

/// A value without what does not count: case, accents, separators.
pub fn key(text: &str) -> String {
    words(text).concat()
}

/// Whether a text is words and what people put between them.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || is_mark(c)
            || matches!(c, '-' | '_' | '.' | '+' | '/' | '&' | '\'' | '’')
    })
}

/// The words of a text, folded. All that is no letter or digit separates them.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// `lettre` for `lettre12`. A single letter with a number (`x2`) is a label of its own.
pub fn without_number(key: &str) -> Option<&str> {
    let short = key.trim_end_matches(|c: char| c.is_ascii_digit());
    (short.len() > 1 && short.len() < key.len()).then_some(short)
}

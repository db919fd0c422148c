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
    split(&fold(text)).map(str::to_owned).collect()
}

fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a text in one piece: any that follow each other are a part of it.
#[derive(Debug, Default)]
pub struct Words {
    all: String,
    ends: Vec<usize>,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut words = Self { all: String::with_capacity(folded.len()), ends: Vec::new() };
        for word in split(&folded) {
            words.all.push_str(word);
            words.ends.push(words.all.len());
        }
        words
    }

    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// All of them together.
    pub fn whole(&self) -> &str {
        &self.all
    }

    /// So many words from one on, together.
    pub fn phrase(&self, from: usize, length: usize) -> &str {
        let end = |count: usize| count.checked_sub(1).map_or(0, |last| self.ends[last]);
        &self.all[end(from)..end(from + length)]
    }

    /// Each by itself.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.count()).map(|at| self.phrase(at, 1))
    }
}

/// `lettre` for `lettre12`. A single letter with a number (`x2`) is a label of its own.
pub fn without_number(key: &str) -> Option<&str> {
    let short = key.trim_end_matches(|c: char| c.is_ascii_digit());
    (short.len() > 1 && short.len() < key.len()).then_some(short)
}

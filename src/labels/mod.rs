//! What a label says: placeholders, personal data, spellings, tags that were not understood.
//!
//! Labels are written by anyone who can send a hit: nothing here may panic or take long on any of
//! them.

use deunicode::deunicode_char;
use icu_normalizer::ComposingNormalizerBorrowed;
use regex::Regex;

pub mod domain;
pub mod drift;
pub mod parameter;
mod percent;
pub mod personal;
pub mod placeholder;

pub use percent::percent_decode;

/// The text as a reader sees it, in one spelling: lower case, Latin letters without accents, no
/// invisible characters, plain spaces, dashes and apostrophes. Other scripts and punctuation are
/// kept.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        let is_space = |c: char| c.is_ascii_whitespace() && c != ' ';
        return if lower.contains(is_space) { lower.replace(is_space, " ") } else { lower };
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_whitespace() => folded.push(' '),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => c.to_lowercase().for_each(|c| push_folded(&mut folded, c)),
        }
    }
    folded
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        c if is_mark(c) || is_invisible(c) => {}
        c if is_latin_letter(c) => match deunicode_char(c) {
            Some(plain) => folded.push_str(&plain.to_ascii_lowercase()),
            None => folded.push(c),
        },
        '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' => folded.push('\''),
        c if c.is_whitespace() => folded.push(' '),
        c => folded.push(c),
    }
}

/// A value of a tag as Matomo's reports show it: trimmed, in lower case, `+` read as a space once more, and accents in
/// one encoding, so that both sides of a comparison have it.
pub fn as_matomo(text: &str) -> String {
    if text.is_ascii() {
        let mut plain = text.trim().to_ascii_lowercase();
        plain.truncate(MAX_VALUE);
        return if plain.contains('+') { plain.replace('+', " ").trim().to_owned() } else { plain };
    }
    let lower = text.trim().to_lowercase().replace('+', " ");
    let one = ComposingNormalizerBorrowed::new_nfc().normalize(&lower);
    // Longer values are cut when they are tracked.
    one[..one.floor_char_boundary(MAX_VALUE)].trim().to_owned()
}

/// Bytes of a value that Matomo keeps at least; its core keeps 255 characters.
const MAX_VALUE: usize = 250;

/// Whether two texts look the same to a reader though their characters differ: composed or
/// decomposed accents (Unicode Standard Annex 15), characters without width.
pub fn looks_same(one: &str, other: &str) -> bool {
    let seen = |text: &str| {
        let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        ComposingNormalizerBorrowed::new_nfc().normalize(&visible).into_owned()
    };
    one != other && seen(one) == seen(other)
}

/// Letters that `deunicode` may replace: accented, ligatures. Never symbols, emoji or other
/// scripts, which it would turn into English words.
fn is_latin_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
}

/// Combining diacritical marks, as in a decomposed `é`.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Zero-width characters, bidirectional controls, soft hyphen, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Compiles a constant pattern; the tests use them all.
#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
fn constant_pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spelling_of_what_looks_the_same() {
        for (text, folded) in [
            ("Rentrée 2026", "rentree 2026"),
            ("e\u{301}te\u{301}", "ete"),
            ("abc\u{200b}def", "abcdef"),
            ("\u{feff}bom", "bom"),
            ("\u{fb01}n", "fin"),
            ("Œuvre", "oeuvre"),
            ("İstanbul", "istanbul"),
            ("l\u{2019}été\u{a0}à", "l'ete a"),
            ("lyon\u{2013}paris", "lyon-paris"),
            ("ÉTÉ", "ete"),
            ("a\tb\n", "a b "),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn values_are_compared_as_matomo_shows_them() {
        for (text, shown) in [
            (" Rentrée 2026 ", "rentrée 2026"),
            ("asso+benevoles", "asso benevoles"),
            ("+Asso+", "asso"),
            ("e\u{301}te\u{301}+", "été"),
            ("RH2S6J", "rh2s6j"),
        ] {
            assert_eq!(as_matomo(text), shown);
        }
        assert_eq!(as_matomo(&"a".repeat(300)).len(), 250);
        assert_eq!(as_matomo(&"é".repeat(300)).len(), 250);
    }

    #[test]
    fn encodings_of_one_text_look_the_same() {
        for (one, other, same) in [
            ("été", "e\u{301}te\u{301}", true),
            ("abc", "ab\u{200b}c", true),
            ("ǭ", "o\u{328}\u{304}", true),
            ("e\u{301}te\u{301}", "été", true),
            ("été", "ete", false),
            ("été", "Été", false),
            ("été", "été", false),
        ] {
            assert_eq!(looks_same(one, other), same, "{one} {other}");
        }
    }

    #[test]
    fn other_scripts_symbols_and_controls_stay() {
        for text in ["中文活动", "مرحبا", "🎉🚀", "<b>", "½", "\0nul", "\u{1b}[2j", "×", ""] {
            assert_eq!(fold(text), text);
        }
    }

    #[test]
    fn escapes_are_undone_whatever_the_turns() {
        for (text, decoded) in [
            ("a%40b", "a@b"),
            ("a%2540b", "a@b"),
            ("a%252540b", "a@b"),
            ("%c3%a9t%C3%A9", "été"),
            ("100%", "100%"),
            ("100%25", "100%"),
            ("%zz%4", "%zz%4"),
            ("", ""),
        ] {
            assert_eq!(percent_decode(text), decoded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text: String) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let _ = percent_decode(&text);
        }
    }
}

//! A name cut into words, and what of them counts.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewest letters for separators to be dropped from the key: `q-r` is not `qr`, `m-1` not `m1`.
const GLUED_LETTERS: usize = 4;
/// Fewest letters of a singular. Shorter pairs are often two words: `tour`/`tours`, `pari`/`paris`,
/// `ad`/`ads`.
const SINGULAR_LETTERS: usize = 5;
/// Letters that most words have at most.
const MOST_LETTERS: usize = 16;
/// Communes and first names that end in s or x and are no plural, of the same sources: `chalons`,
/// `nantes`, `jacques`.
static NAMES_IN_S: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("names_in_s.txt").lines().collect());

/// A word, number or sign of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub kind: Kind,
    /// Whether a separator comes before.
    apart: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Letters,
    Digits,
    Signs,
}

impl Word {
    /// Regular plurals: -s and -x, and -aux of -al.
    /// Says whether it was one.
    pub fn make_singular(&mut self) -> bool {
        let may_be_plural = self.text.ends_with(['s', 'x']) && !self.text.ends_with("ss");
        if self.kind != Kind::Letters
            || self.text.len() <= SINGULAR_LETTERS
            || !may_be_plural
            || NAMES_IN_S.contains(self.text.as_str())
        {
            return false;
        }
        let in_al = self.text.ends_with("aux") && !self.text.ends_with("eaux");
        self.text.truncate(self.text.len() - if in_al { "ux".len() } else { 1 });
        if in_al {
            self.text.push('l');
        }
        true
    }
}

/// Cuts a folded name. Dates written with and without separators are one number, and `07` is `7`.
pub fn words(folded: &str) -> Vec<Word> {
    if folded.contains("%20") {
        return words(&folded.replace("%20", " "));
    }
    let mut words: Vec<Word> = Vec::new();
    let mut apart = false;
    let mut before = None;
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        if is_separator(before, c, after) && !is_countdown(words.last(), before, after) {
            apart = true;
        } else {
            let kind = kind_of(c);
            match words.last_mut() {
                Some(last) if !apart && last.kind == kind => last.text.push(c),
                _ => {
                    let mut text = String::with_capacity(MOST_LETTERS);
                    text.push(c);
                    words.push(Word { text, kind, apart: apart && !words.is_empty() });
                }
            }
            apart = false;
        }
        before = Some(c);
    }
    join_dates(&mut words);
    words.iter_mut().for_each(drop_leading_zero);
    words
}

/// Spaces, dashes and underscores; the signs that also mean something (`.net`, `c++`, `../`) only
/// between words.
fn is_separator(before: Option<char>, c: char, after: Option<char>) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '-' | '_' => true,
        '.' | '/' | '+' | '\'' => in_word(before) && in_word(after),
        c => c.is_whitespace(),
    }
}

/// The sign of `j-7`, `j+7`, `h-24`: before and after an event are two names.
fn is_countdown(word: Option<&Word>, before: Option<char>, after: Option<char>) -> bool {
    let unit = word.is_some_and(|word| matches!(word.text.as_str(), "j" | "d" | "h" | "m"));
    unit && before.is_some_and(char::is_alphabetic) && after.is_some_and(|c| c.is_ascii_digit())
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Digits
    } else if c.is_alphabetic() {
        Kind::Letters
    } else {
        Kind::Signs
    }
}

/// `2026-10` and `2026-10-05` become `202610` and `20261005`.
fn join_dates(words: &mut Vec<Word>) {
    let mut at = 0;
    while at + 1 < words.len() {
        if is_year(&words[at]) && is_two_digits(&words[at + 1], 12) {
            let month = words.remove(at + 1);
            words[at].text.push_str(&month.text);
            if words.get(at + 1).is_some_and(|word| is_two_digits(word, 31)) {
                let day = words.remove(at + 1);
                words[at].text.push_str(&day.text);
            }
        }
        at += 1;
    }
}

fn is_year(word: &Word) -> bool {
    word.kind == Kind::Digits
        && word.text.len() == 4
        && (word.text.starts_with("19") || word.text.starts_with("20"))
}

fn is_two_digits(word: &Word, most: u32) -> bool {
    word.kind == Kind::Digits
        && word.text.len() == 2
        && word.text.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
}

fn drop_leading_zero(word: &mut Word) {
    if word.kind == Kind::Digits && word.text.len() == 2 && word.text.starts_with('0') {
        word.text.remove(0);
    }
}

/// The words without what separates them, except numbers: `1-12` is not `11-2`. `None` without a
/// letter.
pub fn key(words: &[Word]) -> Option<String> {
    let letters: usize =
        words.iter().filter(|word| word.kind == Kind::Letters).map(|word| word.text.chars().count()).sum();
    let mut key = String::with_capacity(words.iter().map(|word| word.text.len() + 1).sum());
    let mut last = Kind::Signs;
    for word in words {
        let between_numbers = last == Kind::Digits && word.kind == Kind::Digits;
        if word.apart && (between_numbers || letters < GLUED_LETTERS) {
            key.push(' ');
        }
        key.push_str(&word.text);
        last = word.kind;
    }
    (letters > 0 && key.len() > 1).then_some(key)
}

/// What is left of a host without `www.` and its ending: `linkedin` of `linkedin.com`.
pub fn host_stem(folded: &str) -> Option<&str> {
    const ENDINGS: [&str; 6] = ["com", "fr", "org", "net", "eu", "io"];
    let (stem, ending) = folded.trim().rsplit_once('.')?;
    let stem = stem.strip_prefix("www.").unwrap_or(stem);
    let is_label = stem.chars().all(|c| c.is_alphanumeric() || c == '-');
    (ENDINGS.contains(&ending) && is_label).then_some(stem)
}

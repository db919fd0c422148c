//! Phone numbers of people. French ones are told by their plan, whatever separates the digits;
//! service numbers (08…, short ones), dates, lists of departments or hours and compound identifiers
//! are none.
//!
//! ARCEP, decision 2018-0881 (consolidated): 01 to 05 geographic, 06 and 07 mobile, 08 services, 09
//! not geographic.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::constant_pattern;
use super::{goes_on, is_separator, starts_alone, touches};

/// Between two digits; `+` is a space of a URL, `(0)` a national prefix.
macro_rules! gap {
    () => {
        r"[\s.,_/()\[\]+|:;~*'-]{0,3}"
    };
}

// 06 12 34 56 78, (06).12-34/56 78, 06 123 456 78.
static FRENCH: LazyLock<Regex> = LazyLock::new(|| constant_pattern(concat!("0(?:", gap!(), "[0-9]){9}")));
// +33 6 12 34 56 78, 0033…, (+33) (0)6…. 08 numbers are services.
static FRENCH_ABROAD: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(concat!(
        r"(?:\+|00)",
        gap!(),
        "33",
        gap!(),
        "(?:0",
        gap!(),
        ")?[1-79](?:",
        gap!(),
        "[0-9]){8}"
    ))
});
// The same once `+` was decoded as a space: mobiles, and landlines in pairs.
static FRENCH_BARE: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"33(?:0?[67][0-9]{8}|[\s+._/()-]{1,3}(?:0[\s+._/()-]{0,3})?(?:[67](?:[\s+._/-]?[0-9]{2}){4}|[1-79](?:[ +][0-9]{2}){4}))",
    )
});
// Mobiles of the overseas departments, as ARCEP gives them, without `+`.
static OVERSEAS_BARE: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"(?:262[\s+._/-]?(?:69[23]|639)|590[\s+._/-]?69[01]|594[\s+._/-]?694|596[\s+._/-]?69[67])(?:[\s+._/-]?[0-9]{2}){3}",
    )
});
static INTERNATIONAL: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"(?:\+|00)[ +(]{0,2}[1-9](?:[\s().,_/+-]{0,3}[0-9]){8,14}"));

/// Fewest digits: +687 75 12 34.
pub const FEWEST_DIGITS: usize = 9;

/// Words that a number may follow without a space.
const PHONE_WORDS: &[&str] = &[
    "appel",
    "gsm",
    "mob",
    "mobile",
    "num",
    "numero",
    "phone",
    "port",
    "portable",
    "sms",
    "tel",
    "telephone",
    "whatsapp",
];

/// Words before a number that say it is something else, without a final s.
const NOT_PHONE: [&str; 29] = [
    "annonce",
    "article",
    "bon",
    "cmd",
    "code",
    "coli",
    "commande",
    "compte",
    "contrat",
    "demande",
    "devi",
    "dossier",
    "ean",
    "facture",
    "id",
    "invoice",
    "isbn",
    "lot",
    "offre",
    "order",
    "ref",
    "reference",
    "siren",
    "siret",
    "sku",
    "suivi",
    "ticket",
    "tracking",
    "version",
];

/// Words before a list of two-digit numbers, without a final s or x.
const LISTS: [&str; 27] = [
    "academie",
    "arrondissement",
    "classe",
    "code",
    "creneau",
    "day",
    "departement",
    "dep",
    "dept",
    "dpt",
    "groupe",
    "heure",
    "horaire",
    "hour",
    "jour",
    "lot",
    "mois",
    "moi",
    "page",
    "region",
    "secteur",
    "sem",
    "semaine",
    "territoire",
    "tranche",
    "week",
    "zone",
];
/// Of these, the ones that need no order: after them stand departments.
const DEPARTMENTS: [&str; 5] = ["departement", "dep", "dept", "dpt", "territoire"];
/// The departments that follow Ardèche (07) in its region, as lists of them do: nothing else begins
/// with 07 and ascends so.
const AFTER_ARDECHE: [u32; 9] = [15, 26, 38, 42, 43, 63, 69, 73, 74];
/// Steps of a list of hours or of a series: `06 12 18 24 30`.
const LONGEST_STEP: u32 = 10;
/// Pairs of a French number.
const PAIRS: usize = 5;
/// How far a list of pairs is followed, on each side.
const LONGEST_LIST: usize = 100;

pub fn phones(text: &str) -> Vec<Range<usize>> {
    if !has_digits_together(text) {
        return Vec::new();
    }
    let mut found = scan(&FRENCH_ABROAD, text, |hit| stands_alone(text, hit));
    found.extend(scan(&INTERNATIONAL, text, |hit| {
        stands_alone(text, hit) && !goes_on(text, hit) && is_international(&text[hit.clone()])
    }));
    for pattern in [&FRENCH_BARE, &OVERSEAS_BARE] {
        found.extend(scan(pattern, text, |hit| {
            stands_alone(text, hit) && !goes_on(text, hit) && !is_other_number(text, hit.start)
        }));
    }
    found.extend(scan(&FRENCH, text, |hit| stands_alone(text, hit) && is_french(text, hit)));
    found
}

/// Whether so many digits stand together that they can be a number, in which there is no letter.
fn has_digits_together(text: &str) -> bool {
    let digits = |part: &[u8]| part.iter().filter(|byte| byte.is_ascii_digit()).count();
    text.as_bytes().split(u8::is_ascii_alphabetic).any(|part| digits(part) >= FEWEST_DIGITS)
}

/// Matches that `accept` takes. After one that it refuses, the search goes on from its second
/// character: as no pattern here is longer than a number, that takes no time.
fn scan(pattern: &Regex, text: &str, accept: impl Fn(&Range<usize>) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(hit) = pattern.find_at(text, at) {
        at = if accept(&hit.range()) {
            found.push(hit.range());
            hit.end()
        } else {
            hit.start() + text[hit.start()..].chars().next().map_or(1, char::len_utf8)
        };
    }
    found
}

/// Neither a letter nor a digit touches the range, but for `tel` or `sms` before.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    starts_alone(text, range.start, PHONE_WORDS) && !text[range.end..].starts_with(char::is_alphanumeric)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

// ---- French numbers

/// What a match of `FRENCH` is made of.
struct Number<'a> {
    digits: String,
    groups: Vec<&'a str>,
    gaps: Vec<&'a str>,
}

impl<'a> Number<'a> {
    fn of(text: &'a str) -> Self {
        let is_digit = |c: char| c.is_ascii_digit();
        Self {
            digits: digits(text),
            groups: text.split(|c| !is_digit(c)).filter(|group| !group.is_empty()).collect(),
            gaps: text.split(is_digit).filter(|gap| !gap.is_empty()).collect(),
        }
    }

    fn is_mobile(&self) -> bool {
        matches!(self.digits.as_bytes()[1], b'6' | b'7')
    }

    fn sizes(&self) -> Vec<usize> {
        self.groups.iter().map(|group| group.len()).collect()
    }

    /// Whether people write such a number in such groups: none is a year, and a landline's are the
    /// usual ones.
    fn is_grouped_well(&self) -> bool {
        let sizes = self.sizes();
        let years =
            self.groups.iter().skip(1).any(|group| group.len() == 4 && matches!(&group[..2], "19" | "20"));
        let usual: [&[usize]; 9] = [
            &[10],
            &[2, 2, 2, 2, 2],
            &[4, 2, 2, 2],
            &[4, 3, 3],
            &[4, 6],
            &[2, 3, 3, 2],
            &[2, 4, 4],
            &[2, 8],
            &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        ];
        // `0-306-40615-2` is a book.
        let apart = sizes[0] > 1 || sizes.len() == 10 || sizes == [1, 3, 3, 3] || sizes == [1, 1, 2, 2, 2, 2];
        !years && if self.is_mobile() { apart } else { usual.contains(&sizes.as_slice()) }
    }

    /// Whether a colon, as in times of day, or a mark between items of a list separates what is no
    /// mobile's, or not all.
    fn has_odd_gaps(&self) -> bool {
        let odd = |gap: &&str| gap.contains([':', ';', '|', ',']);
        let all_alike = self.gaps.iter().all(|gap| gap == &self.gaps[0]);
        self.gaps.iter().any(odd) && !(self.is_mobile() && all_alike)
    }

    /// The five pairs, where it is written so.
    fn pairs(&self) -> Option<Vec<u32>> {
        let pairs: Vec<u32> =
            self.groups.iter().filter(|group| group.len() == 2).filter_map(|p| p.parse().ok()).collect();
        (pairs.len() == PAIRS && self.groups.len() == PAIRS).then_some(pairs)
    }
}

fn is_french(text: &str, hit: &Range<usize>) -> bool {
    let number = Number::of(&text[hit.clone()]);
    let is_service = matches!(number.digits.as_bytes()[1], b'0' | b'8');
    if is_service || is_moment(&number.digits) || !number.is_grouped_well() || number.has_odd_gaps() {
        return false;
    }
    if number.groups.len() == 1 {
        // Ten digits in a row: other numbers around make a compound identifier, unless it is a
        // mobile's.
        return !is_other_number(text, hit.start)
            && !is_time_of_year(text, hit, &number.digits)
            && (!goes_on(text, hit) || number.is_mobile() && !touches(text, hit, |c| c == '.'));
    }
    !is_list(text, hit, &number)
        && is_apart(text, hit, &number)
        && !is_time_of_year(text, hit, &number.digits)
}

/// `0512202609`, `09-11-20-26-14`: day, month, year and hour of an event, or day, month, short
/// year, hour and minute. Of real numbers, one in a thousand can be read so.
fn is_moment(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let day = matches!((part(0..2), part(2..4)), (Some(1..=31), Some(1..=12)));
    let long = matches!((part(4..8), part(8..10)), (Some(2015..=2035), Some(0..=23)));
    let short = matches!((part(4..6), part(6..8), part(8..10)), (Some(20..=35), Some(0..=23), Some(0..=59)));
    day && (long || short)
}

/// `2026-06-12-14-30-00`: the year before, then month, day, hour, minute and second.
fn is_time_of_year(text: &str, hit: &Range<usize>, digits: &str) -> bool {
    let before = text[..hit.start].trim_end_matches(is_separator);
    let year = before.len().checked_sub(4).and_then(|start| before.get(start..));
    let year = year.is_some_and(|year| year.parse::<u32>().is_ok_and(|year| (1990..=2099).contains(&year)));
    let part = |at: usize| digits.get(at..at + 2).and_then(|part| part.parse::<u32>().ok());
    let parts = (part(0), part(2), part(4), part(6), part(8));
    year && matches!(parts, (Some(1..=12), Some(1..=31), Some(0..=23), Some(0..=59), Some(0..=59)))
}

/// Whether the pairs are departments, hours or another series: they ascend. A mobile's do by
/// chance, one in thirty, so these need a sign more; and 0123456789, which people type for an
/// example, is no list.
fn is_list(text: &str, hit: &Range<usize>, number: &Number) -> bool {
    let Some(pairs) = number.pairs() else {
        return false;
    };
    let word = last_word(&text[..hit.start]).0;
    let word = word.strip_suffix(['s', 'x']).unwrap_or(&word);
    let ascends = pairs.windows(2).all(|pair| pair[0] < pair[1]);
    if DEPARTMENTS.contains(&word) {
        return true;
    }
    let is_example = "0123456789".contains(&number.digits[1..]) || number.digits[2..] == *"12345678";
    if !ascends || is_example && !LISTS.contains(&word) {
        return false;
    }
    let hours = pairs[PAIRS - 1] <= 24;
    let steps = pairs
        .windows(2)
        .all(|pair| pair[1] - pair[0] == pairs[1] - pairs[0] && pair[1] - pair[0] <= LONGEST_STEP);
    let region = pairs[0] == 7 && pairs[1..].iter().all(|pair| AFTER_ARDECHE.contains(pair));
    let listed = number.gaps.iter().all(|gap| gap.contains([',', ';', '|']));
    !number.is_mobile() || hours || steps || region || listed || LISTS.contains(&word)
}

/// Whether no more of the same goes on around: other digits for a landline; for a mobile, other
/// pairs in the same writing, unless these are numbers of their own.
fn is_apart(text: &str, hit: &Range<usize>, number: &Number) -> bool {
    if !goes_on(text, hit) {
        return true;
    }
    let gap = number.gaps[0];
    let [before, after] = [pairs_before(&text[..hit.start], gap), pairs_after(&text[hit.end..], gap)];
    if before + after > 0 && number.gaps.iter().all(|other| *other == gap) {
        return before % PAIRS == 0 && after % PAIRS == 0;
    }
    number.is_mobile() && !touches(text, hit, |c| c == '.')
}

/// How many pairs of digits with the same gap come right before.
fn pairs_before(text: &str, gap: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    while let Some(before) = rest.strip_suffix(gap).filter(|_| count < LONGEST_LIST) {
        let group = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if group != 2 {
            break;
        }
        rest = &before[..before.len() - group];
        count += 1;
    }
    count
}

fn pairs_after(text: &str, gap: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    while let Some(after) = rest.strip_prefix(gap).filter(|_| count < LONGEST_LIST) {
        let group = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if group != 2 {
            break;
        }
        rest = &after[group..];
        count += 1;
    }
    count
}

/// Whether the word before says that the number is no phone: `commande-0612345678`.
fn is_other_number(text: &str, start: usize) -> bool {
    // `id` in `utm_id=` as well as in `id=`; `commande` in `commandes/` and in `commande n° `.
    let (mut word, rest) = last_word(&text[..start]);
    if matches!(word.as_str(), "n" | "no" | "num" | "numero" | "numéro") {
        word = last_word(rest).0;
    }
    NOT_PHONE.contains(&word.strip_suffix('s').unwrap_or(&word))
}

/// The word that ends the text, signs aside, and what comes before it.
fn last_word(text: &str) -> (String, &str) {
    /// Longer than any word that matters, and signs before the number.
    const FARTHEST: usize = 40;
    let mut from = text.len().saturating_sub(FARTHEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let end = text[from..].trim_end_matches(|c: char| !c.is_alphanumeric());
    let rest = end.trim_end_matches(char::is_alphabetic);
    (super::super::fold(&end[rest.len()..]), &text[..from + rest.len()])
}

// ---- Foreign and overseas numbers

/// Lengths, with the country code, of the numbers of a country (ITU-T E.164 and national plans).
const COUNTRIES: [(&str, Range<usize>); 35] = [
    ("1", 11..12),
    ("20", 11..13),
    ("212", 12..13),
    ("213", 11..13),
    ("216", 11..12),
    ("262", 12..14),
    ("27", 11..12),
    ("30", 12..13),
    ("31", 11..12),
    ("32", 10..12),
    ("34", 11..12),
    ("351", 12..13),
    ("352", 9..13),
    ("36", 10..12),
    ("376", 9..10),
    ("39", 10..14),
    ("40", 11..12),
    ("41", 11..12),
    ("44", 11..13),
    ("45", 10..11),
    ("46", 10..13),
    ("47", 10..11),
    ("48", 11..12),
    ("49", 10..15),
    ("508", 9..13),
    ("590", 12..14),
    ("594", 12..14),
    ("596", 12..14),
    ("681", 9..10),
    ("687", 9..10),
    ("689", 11..12),
    ("7", 11..12),
    ("86", 12..14),
    ("90", 12..13),
    ("91", 12..13),
];
/// Lengths for the other countries. E.164 allows 15 digits; no plan in use goes beyond 13.
const OTHER_COUNTRY: Range<usize> = 10..14;
/// Two-digit country codes; all others but 1 and 7 have three digits (ITU-T E.164, list of assigned
/// codes).
const TWO_DIGIT_CODES: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
/// What three-digit codes start with.
const THREE_DIGIT_STARTS: &str = "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99";

fn is_international(text: &str) -> bool {
    let all = digits(text);
    let spaced = text.len() > all.len() + 1;
    let (number, by_zeros) = match all.strip_prefix("00") {
        Some(number) => (number, true),
        None => (all.as_str(), false),
    };
    // French ones are told by their plan: what is left are services and what is too long or too
    // short.
    if number.starts_with("33") {
        return false;
    }
    let known = COUNTRIES.iter().find(|(code, _)| number.starts_with(code));
    // Ten or more digits after 00 in a row may be an order number: only for countries whose lengths
    // are known.
    if is_date(number) || by_zeros && !spaced && known.is_none_or(|(code, _)| *code == "1") {
        return false;
    }
    match known {
        // An area code starts neither with 0 nor with 1.
        Some(("1", lengths)) => {
            lengths.contains(&number.len()) && !matches!(number.as_bytes()[1], b'0' | b'1')
        }
        Some((_, lengths)) => lengths.contains(&number.len()),
        None => OTHER_COUNTRY.contains(&number.len()) && has_country_code(number),
    }
}

fn has_country_code(number: &str) -> bool {
    number.get(..2).is_some_and(|start| TWO_DIGIT_CODES.contains(start) || THREE_DIGIT_STARTS.contains(start))
}

/// `20261124`, also with hours, minutes and seconds: `+` before it stood for a space.
fn is_date(number: &str) -> bool {
    let part = |range: Range<usize>| number.get(range).and_then(|digits| digits.parse::<u32>().ok());
    matches!(
        (part(0..4), part(4..6), part(6..8), number.len()),
        (Some(1900..=2099), Some(1..=12), Some(1..=31), 8 | 10 | 12 | 14)
    )
}

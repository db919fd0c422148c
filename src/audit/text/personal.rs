//! Personal data in labels and URLs: e-mail addresses, phone numbers, French social-security numbers, tokens.
//!
//! Everything is looked for in the decoded text (`%40`, `%2540`), and reported where it stands in the original.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{constant_pattern, escape_at};

/// Shannon entropy, in bits per character, from which a hexadecimal run is taken for a secret.
/// Default of truffleHog and of Yelp's detect-secrets (`HexHighEntropyString`).
const HEX_ENTROPY: f64 = 3.0;
/// The same for base64url. Those tools use 4.5, for 64 symbols; Matomo lower-cases campaign values, which
/// leaves 38 symbols: 40 random characters then have 4.55 ± 0.12 bits.
const BASE64_ENTROPY: f64 = 4.0;
/// MD5, the shortest common digest, is 32 hexadecimal digits; so is a Matomo `token_auth`.
const HEX_LENGTH: usize = 32;
/// 240 bits in base64url. Shorter runs are often identifiers made by hand.
const BASE64_LENGTH: usize = 40;
/// Fewest places where a letter meets a digit: 40 random base64url characters have 10 ± 3, a slug hardly any.
const BASE64_TURNS: usize = 6;
/// Most `-` and `_`, as one in so many characters: 1 in 32 when random, 1 in 6 between words.
const BASE64_DASHES: usize = 8;

/// What kind of personal data was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    Email,
    Phone,
    SocialSecurity,
    Token,
}

impl PersonalData {
    /// Stable name, for machines.
    pub fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::SocialSecurity => "social_security",
            Self::Token => "token",
        }
    }

    fn mask(self) -> &'static str {
        match self {
            Self::Email => "[email]",
            Self::Phone => "[phone]",
            Self::SocialSecurity => "[nir]",
            Self::Token => "[token]",
        }
    }
}

/// Personal data in the text: byte ranges that do not overlap, in order.
pub fn find(text: &str) -> Vec<(Range<usize>, PersonalData)> {
    if !can_hold(text) {
        return Vec::new();
    }
    let decoded = Decoded::of(text);
    let mut found: Vec<(Range<usize>, PersonalData)> = Vec::new();
    // The surest first: what it holds is not looked at again.
    for (finder, kind) in FINDERS {
        for hit in finder(&decoded.text) {
            if found.iter().all(|(other, _)| hit.end <= other.start || other.end <= hit.start) {
                found.push((hit, kind));
            }
        }
    }
    found.sort_unstable_by_key(|(range, _)| range.start);
    found.into_iter().map(|(range, kind)| (decoded.original(range), kind)).collect()
}

/// Whether a text is long enough for a token, or has the sign or the digits of
/// the others: most labels have none of these, and are asked of often.
fn can_hold(text: &str) -> bool {
    const SHORTEST_TOKEN: usize = 32;
    const FEWEST_DIGITS: usize = 9;
    text.len() >= SHORTEST_TOKEN
        || text.bytes().any(|byte| matches!(byte, b'@' | b'%'))
        || text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS
}

/// The text with personal data replaced by its kind.
pub fn redact(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut redacted = String::with_capacity(text.len());
    let mut end = 0;
    for (range, kind) in found {
        redacted.push_str(&text[end..range.start]);
        redacted.push_str(kind.mask());
        end = range.end;
    }
    redacted.push_str(&text[end..]);
    Cow::Owned(redacted)
}

type Finder = fn(&str) -> Vec<Range<usize>>;

const FINDERS: [(Finder, PersonalData); 4] = [
    (emails, PersonalData::Email),
    (tokens, PersonalData::Token),
    (social_security_numbers, PersonalData::SocialSecurity),
    (phones, PersonalData::Phone),
];

/// A text without `%XX`, and where each of its bytes comes from.
struct Decoded<'a> {
    text: Cow<'a, str>,
    /// Start in the original of each byte, and the original's length; empty when nothing was decoded.
    starts: Vec<usize>,
}

impl<'a> Decoded<'a> {
    fn of(text: &'a str) -> Self {
        if !text.contains('%') {
            return Self { text: Cow::Borrowed(text), starts: Vec::new() };
        }
        let mut decoded = String::with_capacity(text.len());
        let mut starts = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (c, length) = escaped_char(text.as_bytes(), at).unwrap_or((c, c.len_utf8()));
            decoded.push(c);
            starts.resize(decoded.len(), at);
            at += length;
        }
        starts.push(text.len());
        Self { text: Cow::Owned(decoded), starts }
    }

    fn original(&self, range: Range<usize>) -> Range<usize> {
        if self.starts.is_empty() {
            return range;
        }
        self.starts[range.start]..self.starts[range.end]
    }
}

/// The character that one or more `%XX` encode, and how long they are. Any letter stands for what is no UTF-8:
/// most likely half an accented one.
fn escaped_char(text: &[u8], at: usize) -> Option<(char, usize)> {
    let (first, length) = escape_at(text, at)?;
    let (mut bytes, mut end) = (vec![first], at + length);
    while bytes.len() <= 4 {
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            return Some((c, end - at));
        }
        let Some((next, length)) = escape_at(text, end) else {
            break;
        };
        bytes.push(next);
        end += length;
    }
    Some(('ÿ', length))
}

/// Matches that `accept` takes. After one that it refuses, the search goes on from its second character.
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

/// Neither a letter nor a digit touches the range.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

// ---- E-mail addresses

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"\w[\w.+'-]*@(?:\w[\w-]*\.)+[A-Za-z]{2,24}"));

/// Endings of files: `logo@2x.png` is no address.
const FILE_ENDINGS: [&str; 16] = [
    "avif", "css", "gif", "htm", "html", "ico", "jpeg", "jpg", "js", "json", "mjs", "pdf", "php", "png",
    "svg", "webp",
];

fn emails(text: &str) -> Vec<Range<usize>> {
    if !text.contains('@') {
        return Vec::new();
    }
    EMAIL.find_iter(text).map(|hit| hit.range()).filter(|hit| is_address(text, hit)).collect()
}

fn is_address(text: &str, hit: &Range<usize>) -> bool {
    let Some((local, domain)) = text[hit.clone()].split_once('@') else {
        return false;
    };
    let Some((host, ending)) = domain.rsplit_once('.') else {
        return false;
    };
    // `@user@mastodon.example` is a handle, `pkg@1.2.3.beta` a version, `git@github.com` a repository.
    !text[..hit.start].ends_with('@')
        && !text[hit.end..].starts_with(|next: char| next.is_alphanumeric() || next == '@')
        && host.contains(char::is_alphabetic)
        && !host.contains("..")
        && !local.eq_ignore_ascii_case("git")
        && !FILE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

// ---- Tokens

static UUID: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"(?i-u)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
// A JSON object in base64 starts with `eyJ`; RFC 7519. Matomo lower-cases it.
static JWT: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"(?i-u)eyj[a-z0-9_-]{8,}\.[a-z0-9_-]{8,}(?:\.[a-z0-9_-]*)?"));
static RUN: LazyLock<Regex> = LazyLock::new(|| constant_pattern(r"[A-Za-z0-9_-]{32,}"));

fn tokens(text: &str) -> Vec<Range<usize>> {
    if text.len() < HEX_LENGTH.min(BASE64_LENGTH) {
        return Vec::new();
    }
    let mut found = scan(&JWT, text, |hit| {
        !text[..hit.start].ends_with(char::is_alphanumeric) && has_letters_and_digits(&text[hit.clone()])
    });
    for run in RUN.find_iter(text) {
        if is_base64_token(run.as_str()) {
            found.push(run.range());
        } else {
            found.extend(hex_tokens(text, run.range()));
        }
    }
    found
}

/// Hexadecimal tokens between the dashes of a run.
fn hex_tokens(text: &str, run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let base = text.as_ptr() as usize;
    text[run].split(['-', '_']).filter(|part| is_hex_token(part)).map(move |part| {
        let start = part.as_ptr() as usize - base;
        start..start + part.len()
    })
}

fn is_hex_token(text: &str) -> bool {
    text.len() >= HEX_LENGTH
        && text.bytes().all(|b| b.is_ascii_hexdigit())
        && has_letters_and_digits(text)
        && !is_plain_uuid(text)
        && entropy(text) >= HEX_ENTROPY
}

/// A UUID without dashes: version 4 or 7, variant 1 (RFC 9562, sections 4.1 and 4.2). One MD5 in 32 looks the same.
fn is_plain_uuid(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 32
        && matches!(bytes[12], b'4' | b'7')
        && matches!(bytes[16].to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b')
}

fn is_base64_token(text: &str) -> bool {
    let turns = text
        .as_bytes()
        .windows(2)
        .filter(|pair| {
            pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic()
                || pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit()
        })
        .count();
    let dashes = text.bytes().filter(|b| matches!(b, b'-' | b'_')).count();
    text.len() >= BASE64_LENGTH
        && turns >= BASE64_TURNS
        && dashes <= text.len() / BASE64_DASHES
        && !UUID.is_match(text)
        && entropy(text) >= BASE64_ENTROPY
}

fn has_letters_and_digits(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Entropy of the frequencies of characters, in bits per character, in one case.
/// Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948).
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte.to_ascii_lowercase())] += 1;
    }
    let total = text.len() as f64;
    counts
        .iter()
        .filter(|&&count| count > 0)
        .map(|&count| f64::from(count) / total)
        .map(|p| -p * p.log2())
        .sum()
}

// ---- Social-security numbers

// Sex, year, month, department (2A and 2B in Corsica), commune, order, key.
static NIR: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"[123478][ \u{a0}._+-]?[0-9]{2}[ \u{a0}._+-]?[0-9]{2}[ \u{a0}._+-]?(?:[0-9]{2}|2[abAB])[ \u{a0}._+-]?[0-9]{3}[ \u{a0}._+-]?[0-9]{3}[ \u{a0}._+-]{0,3}[0-9]{2}",
    )
});

fn social_security_numbers(text: &str) -> Vec<Range<usize>> {
    scan(&NIR, text, |hit| stands_alone(text, hit) && is_nir(&text[hit.clone()]))
}

/// Key = 97 − number modulo 97, where 2A counts as 19 and 2B as 18. INSEE, "Numéro de sécurité sociale".
fn is_nir(text: &str) -> bool {
    let plain: String =
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let plain = plain.replacen("2A", "19", 1).replacen("2B", "18", 1);
    let (Some(month), Some(department)) = (plain.get(3..5), plain.get(5..7)) else {
        return false;
    };
    let (Ok(month), Ok(number), Ok(key)) =
        (month.parse::<u8>(), plain[..13].parse::<u64>(), plain[13..].parse::<u64>())
    else {
        return false;
    };
    // From 20 on: the month of birth is not known. Rare enough to be an advertisement's id when not spaced.
    let month_exists = matches!(month, 1..=12) || text.len() > 15 && matches!(month, 20..=42 | 50..=99);
    month_exists && department != "00" && key == 97 - number % 97
}

// ---- Phone numbers

// 06 12 34 56 78, with the same separator throughout; a space may be written `+`.
static FRENCH: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"0[1-9](?:[0-9]{8}|(?: [0-9]{2}){4}|(?:[\u{a0}\u{202f}][0-9]{2}){4}|(?:\.[0-9]{2}){4}|(?:-[0-9]{2}){4}|(?:_[0-9]{2}){4}|(?:\+[0-9]{2}){4})",
    )
});
// +33 6 12 34 56 78, 0033…, +33 (0)6….
static FRENCH_ABROAD: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"(?:\+|00)[ +]?33[ \u{a0}\u{202f}.+-]?(?:\(0\)|0)?[ \u{a0}\u{202f}.+-]?[1-9](?:[ \u{a0}\u{202f}._+-]?[0-9]{2}){4}",
    )
});
// The same once `+` was decoded as a space.
static FRENCH_BARE: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"33(?:[67][0-9]{8}|[ +][1-9](?:[ +][0-9]{2}){4})"));
static INTERNATIONAL: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"(?:\+|00)[ +]?[1-9](?:[ \u{a0}\u{202f}().+-]{0,2}[0-9]){8,14}"));

/// Words before a number that say it is something else, without a final s.
const NOT_PHONE: [&str; 30] = [
    "annonce",
    "article",
    "bon",
    "client",
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

fn phones(text: &str) -> Vec<Range<usize>> {
    // Nine digits at the least.
    if text.bytes().filter(u8::is_ascii_digit).count() < 9 {
        return Vec::new();
    }
    let mut found = scan(&FRENCH_ABROAD, text, |hit| stands_alone(text, hit));
    found.extend(scan(&INTERNATIONAL, text, |hit| {
        stands_alone(text, hit) && !goes_on(text, hit) && is_international(&text[hit.clone()])
    }));
    found.extend(scan(&FRENCH_BARE, text, |hit| {
        stands_alone(text, hit) && !goes_on(text, hit) && !is_other_number(text, hit.start)
    }));
    found.extend(scan(&FRENCH, text, |hit| stands_alone(text, hit) && is_french(text, hit)));
    found
}

/// `0512202609`, `09-11-20-26-14`: day, month, year and hour of an event, or
/// day, month, short year, hour and minute. Of real numbers, one in a thousand
/// can be read so.
fn is_moment(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let day = matches!((part(0..2), part(2..4)), (Some(1..=31), Some(1..=12)));
    let long = matches!((part(4..8), part(8..10)), (Some(2015..=2035), Some(0..=23)));
    let short = matches!((part(4..6), part(6..8), part(8..10)), (Some(20..=35), Some(0..=23), Some(0..=59)));
    digits.len() == 10 && day && (long || short)
}

fn is_french(text: &str, hit: &Range<usize>) -> bool {
    let number = &text[hit.clone()];
    if is_moment(number) {
        return false;
    }
    let is_mobile = number.starts_with("06") || number.starts_with("07");
    if number.len() > 10 {
        return !goes_on(text, hit);
    }
    // Ten digits in a row: other numbers around make a compound identifier, unless it is a mobile's.
    !is_other_number(text, hit.start)
        && (!goes_on(text, hit) || is_mobile && !touches(text, hit, |c| c == '.'))
}

/// Whether a separator and one more digit precede or follow: a longer number, a date, a list.
fn goes_on(text: &str, hit: &Range<usize>) -> bool {
    touches(text, hit, |c| matches!(c, ' ' | '.' | '-' | '_' | '+' | '/' | ':' | '\u{a0}' | '\u{202f}'))
}

fn touches(text: &str, hit: &Range<usize>, separator: fn(char) -> bool) -> bool {
    let mut before = text[..hit.start].chars().rev();
    let mut after = text[hit.end..].chars();
    before.next().is_some_and(separator) && before.next().is_some_and(|c| c.is_ascii_digit())
        || after.next().is_some_and(separator) && after.next().is_some_and(|c| c.is_ascii_digit())
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
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let rest = text.trim_end_matches(char::is_alphabetic);
    (text[rest.len()..].to_lowercase(), rest)
}

/// Lengths, with the country code, of the numbers of a country (ITU-T E.164 and national plans).
const COUNTRIES: [(&str, Range<usize>); 28] = [
    ("1", 11..12),
    ("20", 11..13),
    ("212", 12..13),
    ("213", 11..13),
    ("216", 11..12),
    ("27", 11..12),
    ("30", 12..13),
    ("31", 11..12),
    ("32", 10..12),
    ("33", 11..12),
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
    ("7", 11..12),
    ("86", 12..14),
    ("90", 12..13),
    ("91", 12..13),
];
/// Lengths for the other countries. E.164 allows 15 digits; no plan in use goes beyond 13.
const OTHER_COUNTRY: Range<usize> = 10..14;
/// Two-digit country codes; all others but 1 and 7 have three digits (ITU-T E.164, list of assigned codes).
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
    let known = COUNTRIES.iter().find(|(code, _)| number.starts_with(code));
    // Ten or more digits after 00 in a row may be an order number: only for countries whose lengths are known.
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

#[cfg(test)]
mod tests {
    use super::*;
    use PersonalData::{Email, Phone, SocialSecurity, Token};
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<PersonalData> {
        find(text).into_iter().map(|(_, kind)| kind).collect()
    }

    fn all(kind: PersonalData, texts: &[&str]) {
        for text in texts {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    fn none(texts: &[&str]) {
        for text in texts {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn email_addresses() {
        all(
            Email,
            &[
                "jeanne.dupont@example.fr",
                "JEANNE@EXAMPLE.FR",
                "jeanne.dupont%40example.fr",
                "jeanne.dupont%2540example.fr",
                "jeanne.dupont%252540example%252Efr",
                "referrerName==jeanne.dupont%40example.fr",
                "https://a.example/p?email=jeanne@example.fr&x=1",
                "relance-jeanne@example.beta.gouv.fr-2026",
                "<jeanne+news@example.co.uk>",
                "andr%C3%A9@example.fr",
                "andré@exämple.fr",
                "o'neil@example.ie",
                "mailto:j@x.fr",
                "jeanne@example.fr_suite",
                "contact@example.fr.",
            ],
        );
    }

    #[test]
    fn mentions_and_files_are_no_addresses() {
        none(&[
            "@channel",
            "@all",
            "<@u12345>",
            "user@host",
            "lettre@2026",
            "lettre@2026.10",
            "@sum(1 1)*cmd|",
            "logo@2x.png",
            "%40channel",
            "@jeanne@mastodon.example",
            "pkg@1.2.3",
            "pkg@1.2.3.beta",
            "git@github.com",
            "jeanne@example.c0m",
            "jeanne@",
            "@example.fr",
            "jeanne @ example.fr",
            "https://medium.com/@jeanne",
            "a@b@c.fr",
        ]);
    }

    #[test]
    fn french_phone_numbers() {
        all(
            Phone,
            &[
                "06 12 34 56 78",
                "06.12.34.56.78",
                "06-12-34-56-78",
                "06+12+34+56+78",
                "06%2012%2034%2056%2078",
                "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
                "0612345678",
                "0145678901",
                "01 45 67 89 01",
                "sms-0612345678",
                "sms_0712345678",
                "tel:0612345678",
                "campaign==0612345678;x",
                "/contact/0612345678/",
                "relance-2026-0612345678",
                "+33612345678",
                "+33 6 12 34 56 78",
                "%2B33612345678",
                "%252B33%25206%252012345678",
                "+33 (0)6 12 34 56 78",
                "+33(0)612345678",
                "+33 06 12 34 56 78",
                "0033612345678",
                "06%C2%A012%C2%A034%C2%A056%C2%A078",
                "numero-0612345678",
                "id=5;0612345678",
                "0033 6 12 34 56 78",
                "33612345678",
                " 33 6 12 34 56 78",
                "sms 33612345678",
            ],
        );
    }

    #[test]
    fn foreign_phone_numbers() {
        all(
            Phone,
            &[
                "+32 470 12 34 56",
                "+41791234567",
                "+352 621 123 456",
                "+376 312 345",
                "+44 20 7946 0958",
                "%2B44+20+7946+0958",
                "+1 (415) 555-2671",
                "+14155552671",
                "+212612345678",
                "+49 1512 3456789",
                "+262 692 12 34 56",
                "+590590123456",
                "0041 79 123 45 67",
                "0041791234567",
                "00 44 20 7946 0958",
            ],
        );
    }

    #[test]
    fn other_numbers_are_no_phones() {
        none(&[
            "2026-11-24",
            "20261124",
            "24.11.2026",
            "2026-11-24-09-30-15",
            "2026-01-02-03-04-05",
            "2026-11-24T09:30:00+01:00",
            "promo+20261124",
            "+202611240930",
            "+20261124093000",
            "732 829 320 00074",
            "73282932000074",
            "732829320",
            "cmd-123456789",
            "commande-0612345678",
            "/commandes/0412345678",
            "Commande n° 0612345678",
            "utm_id=0612345678",
            "ref%3A0612345678",
            "dossier 33612345678",
            "2026-0145678901",
            "1.2.3.4",
            "192.168.100.200",
            "v10.0.26100.4652",
            "978-2-07-036002-4",
            "9782070360024",
            "2070360024",
            "0-306-40615-2",
            "isbn 0306406152",
            "123456789012345678",
            "120208123456789", // right key, month 20
            "1764000000",
            "0012345678",
            "00123456789012",
            "0014155552671",
            "0000612345678",
            "a0612345678",
            "0612345678b",
            "é0612345678",
            "106123456789",
            "06123456789",
            "061234567",
            "12.0612345678",
            "0612.345678",
            "06.12.34.56.78.90",
            "1 06 12 34 56 78",
            "+5555",
            "+999999999999999",
            "+10155552671",
            "+3361234567",
            "+2112",
            "550e8400-e29b-41d4-a716-446655440000",
            "06123456-7890-4123-8123-061234567890",
            "actu-hebdo-25",
            "48.8566,2.3522",
        ]);
    }

    #[test]
    fn social_security_numbers_with_their_key() {
        all(
            SocialSecurity,
            &[
                "185057800608491",
                "1 85 05 78 006 084 91",
                "1+85+05+78+006+084+91",
                "1%2085%2005%2078%20006%20084%2091",
                "1.85.05.78.006.084.91",
                "1850578006084 91",
                "1850578006084 - 91",
                "nir=185057800608491&x",
                "2 69 05 2A 588 157 17",
                "269052b58815744",
                "1 20 20 81 234 567 89",
            ],
        );
    }

    #[test]
    fn a_wrong_key_or_none_is_no_social_security_number() {
        none(&[
            "185057800608492",
            "1 85 05 78 006 084 92",
            "1850578006084",
            "1 85 05 78 006 084",
            "585057800608491",
            "a185057800608491",
            "1850578006084911",
            "2 69 05 2A 588 157 44",
        ]);
        // Right keys, with a month or a department that do not exist.
        for number in [1_851_378_006_084_u64, 1_850_500_006_084] {
            let key = 97 - number % 97;
            none(&[&format!("{number}{key:02}")]);
        }
        // A key of two digits is at least 01 and at most 97.
        let number = (1_850_578_006_000_u64..).find(|n| n % 97 == 0).unwrap();
        all(SocialSecurity, &[&format!("{number}97")]);
        none(&[&format!("{number}00")]);
    }

    #[test]
    fn tokens_are_long_and_random() {
        all(
            Token,
            &[
                "d41d8cd98f00b204e9800998ecf8427e",
                "promo-d41d8cd98f00b204e9800998ecf8427e",
                "token=DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "eyjhbgcioijiuzi1niisinr5cci6ikpxvcj9.eyjzdwiioiixmjm0nty3odkwin0.dozjgnryp4j3jvmnhlow8-y",
                "/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "cj0kcqia4lbsbhcaarisaa-pczyqw8kx2n5v7rtb3m0h1d9fueo",
                "dGhpc2lzYXZlcnlsb25n4c2VjcmV0dG9r9ZW5mb3J0ZXN0aW5n",
            ],
        );
    }

    #[test]
    fn slugs_identifiers_and_repetitions_are_no_tokens() {
        let repeated = "a1".repeat(40);
        none(&[
            "550e8400-e29b-41d4-a716-446655440000",
            "rdv-550e8400-e29b-41d4-a716-446655440000",
            "550e8400e29b41d4a716446655440000",
            "campagne-tres-longue-abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
            "newsletter-2026-11-24-relance-inscription-mission-locale-paris-19",
            "lot1a-lot2b-lot3c-lot4d-lot5e-lot6f-lot7g-lot8h",
            "accompagnement_des_demandeurs_d_emploi_2026_lot_2",
            "anticonstitutionnellementanticonstitutionnellement",
            "12345678901234567890123456789012345678901234567890",
            "deadbeefdeadbeefdeadbeefdeadbeefabcd",
            "deadbeefdeadbeefdeadbeefdeadbee1",
            "bonjourlemondequickbrownfoxjumpsvlazydog20261124",
            "lot1a-kit2b-fox3c-gym4d-pub5e-zoo6f-wax7g-hey8h",
            "rendezvous-pqwxyz-3f2a9c1e-7b4d-4e8a-9c6f-1d5b2a8e7f30",
            "d41d8cd98f00b204e9800998ecf8427",
            "1.2.3-rc.4+build.20261124",
            &"a".repeat(255),
            &repeated,
        ]);
    }

    #[test]
    fn each_kind_is_replaced_where_it_stands() {
        for (text, redacted) in [
            ("jeanne%40example.fr", "[email]"),
            ("a=jeanne%2540example.fr&b=%C3%A9", "a=[email]&b=%C3%A9"),
            ("é 06 12 34 56 78 fin", "é [phone] fin"),
            ("%2B33612345678%20ok", "[phone]%20ok"),
            ("nir 1 85 05 78 006 084 91.", "nir [nir]."),
            ("d41d8cd98f00b204e9800998ecf8427e-x", "[token]-x"),
            ("0612345678,jeanne@example.fr;07 12 34 56 78", "[phone],[email];[phone]"),
            ("0612345678@example.fr", "[email]"),
            ("rentrée-2026", "rentrée-2026"),
            ("%", "%"),
            ("", ""),
        ] {
            assert_eq!(redact(text), redacted);
        }
        assert!(matches!(redact("rentrée 100%25"), Cow::Borrowed(_)));
    }

    #[test]
    fn identifiers_are_stable() {
        assert_eq!(
            [Email, Phone, SocialSecurity, Token].map(PersonalData::id),
            ["email", "phone", "social_security", "token"]
        );
    }

    proptest! {
        #[test]
        fn ranges_are_ordered_and_redaction_is_final(text: String, near in "[0-9a-f@.+%é/ _-]{0,60}") {
            for text in [text, near] {
                let mut end = 0;
                for (range, _) in find(&text) {
                    prop_assert!(end <= range.start && range.start < range.end && range.end <= text.len());
                    prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                    end = range.end;
                }
                let _ = redact(&text);
            }
        }
    }
}

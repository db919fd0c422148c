//! Personal data in labels and URLs: e-mail addresses, phone numbers, French social-security
//! numbers, bank accounts, tokens.
//!
//! Everything is looked for in the decoded text (`%40`, `&#64;`, `＠`), and reported where it stands
//! in the original. Each finder reads a text once, whatever is in it: labels are hostile.

use std::borrow::Cow;
use std::ops::Range;

mod decoded;
mod email;
mod iban;
mod mailbox;
mod nir;
mod phone;
mod token;

use decoded::Decoded;

/// What kind of personal data was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum PersonalData {
    Email,
    Phone,
    SocialSecurity,
    BankAccount,
    Token,
}

impl PersonalData {
    /// Stable name, for machines.
    pub fn id(self) -> &'static str {
        self.into()
    }

    fn mask(self) -> &'static str {
        match self {
            Self::Email => "[email]",
            Self::Phone => "[phone]",
            Self::SocialSecurity => "[nir]",
            Self::BankAccount => "[iban]",
            Self::Token => "[token]",
        }
    }
}

type Finder = fn(&str) -> Vec<Range<usize>>;

/// The surest first: what one holds is not looked at again.
const FINDERS: [(Finder, PersonalData); 5] = [
    (email::emails, PersonalData::Email),
    (iban::ibans, PersonalData::BankAccount),
    (token::tokens, PersonalData::Token),
    (nir::social_security_numbers, PersonalData::SocialSecurity),
    (phone::phones, PersonalData::Phone),
];

/// Personal data in the text: byte ranges that do not overlap, in order.
pub fn find(text: &str) -> Vec<(Range<usize>, PersonalData)> {
    if !can_hold(text) {
        return Vec::new();
    }
    let decoded = Decoded::of(text);
    let mut found: Vec<(Range<usize>, PersonalData)> = Vec::new();
    for (finder, kind) in FINDERS {
        let mut hits = finder(&decoded.text);
        hits.sort_unstable_by_key(|hit| hit.start);
        let mut end = 0;
        let mut more = Vec::new();
        for hit in hits {
            let next = found.partition_point(|(other, _)| other.end <= hit.start);
            if hit.start >= end && found.get(next).is_none_or(|(other, _)| hit.end <= other.start) {
                end = hit.end;
                more.push((hit, kind));
            }
        }
        found.append(&mut more);
        found.sort_unstable_by_key(|(range, _)| range.start);
    }
    found.into_iter().map(|(range, kind)| (decoded.original(range), kind)).collect()
}

/// Whether a text has a digit and the length of a token, may be encoded, or has the sign or the
/// digits of the others: most labels have none of these, and are asked of often.
fn can_hold(text: &str) -> bool {
    token::may_hold(text)
        || text.bytes().fold(false, |any, byte| any | matches!(byte, b'@' | b'%' | b'&' | b'\\' | 0x80..))
        || has_digits(text, phone::FEWEST_DIGITS)
        || email::may_spell_out(text)
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

fn has_digits(text: &str, fewest: usize) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= fewest
}

/// What may stand between the digits of a number; `+` is a space in a URL.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | ',' | '-' | '_' | '/' | '(' | ')' | '[' | ']' | '+' | '*' | '~' | ':')
}

/// Whether no letter or digit comes right before, unless that is one of the words and nothing more:
/// `tel0612345678`.
fn starts_alone(text: &str, start: usize, words: &[&str]) -> bool {
    let before = &text[..start];
    if !before.ends_with(char::is_alphanumeric) {
        return true;
    }
    words.iter().any(|word| {
        let at = before.len().checked_sub(word.len());
        let rest = at.filter(|at| before.get(*at..).is_some_and(|end| end.eq_ignore_ascii_case(word)));
        rest.is_some_and(|at| !before[..at].ends_with(char::is_alphanumeric))
    })
}

/// Whether a separator and one more digit precede or follow: a longer number, a date, a list.
fn goes_on(text: &str, hit: &Range<usize>) -> bool {
    touches(text, hit, |c| matches!(c, ' ' | '.' | '-' | '_' | '+' | '/' | ':'))
}

fn touches(text: &str, hit: &Range<usize>, separator: fn(char) -> bool) -> bool {
    let mut before = text[..hit.start].chars().rev();
    let mut after = text[hit.end..].chars();
    before.next().is_some_and(separator) && before.next().is_some_and(|c| c.is_ascii_digit())
        || after.next().is_some_and(separator) && after.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;

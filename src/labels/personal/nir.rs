//! French social-security numbers (NIR): sex, year, month, department, commune, order and key.

use std::ops::Range;

use super::{goes_on, has_digits, is_separator, starts_alone};

/// Digits without and with the key.
const WITHOUT_KEY: usize = 13;
const WITH_KEY: usize = 15;
/// Signs between two digits: `006 084 - 91`.
const LONGEST_GAP: usize = 3;
/// How the number is written in groups, also with a department overseas (three digits): what tells
/// one without its key.
const GROUPS: [&[usize]; 2] = [&[1, 2, 2, 2, 3, 3], &[1, 2, 2, 3, 2, 3]];

pub fn social_security_numbers(text: &str) -> Vec<Range<usize>> {
    // One may be the letter of Corsica.
    if !has_digits(text, WITHOUT_KEY - 1) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, byte) in text.bytes().enumerate() {
        let begins = matches!(byte, b'1'..=b'4' | b'7' | b'8');
        if begins
            && found.last().is_none_or(|last| last.end <= start)
            && starts_alone(text, start, &["nir", "ssn", "secu"])
        {
            found.extend(number(text, start));
        }
    }
    found
}

fn number(text: &str, start: usize) -> Option<Range<usize>> {
    let mut digits = String::with_capacity(WITH_KEY);
    // Length of each group, and where each digit ends.
    let mut groups = vec![0];
    let mut ends = Vec::with_capacity(WITH_KEY);
    let mut gap = 0;
    for (at, c) in text[start..].char_indices() {
        let corsican = digits.len() == 6 && digits.ends_with('2') && matches!(c, 'a' | 'A' | 'b' | 'B');
        if c.is_ascii_digit() || corsican {
            if gap > 0 {
                groups.push(0);
            }
            *groups.last_mut()? += 1;
            digits.push(c.to_ascii_uppercase());
            ends.push(start + at + 1);
            gap = 0;
        } else if is_separator(c) && gap < LONGEST_GAP {
            gap += 1;
        } else {
            break;
        }
        if digits.len() == WITH_KEY {
            break;
        }
    }
    let alone = |end: &usize| !text[*end..].starts_with(char::is_alphanumeric);
    let whole = start..*ends.get(WITH_KEY - 1).filter(|end| alone(end)).unwrap_or(&start);
    if !whole.is_empty() {
        return has_key(&digits, whole.len() > WITH_KEY).then_some(whole);
    }
    let keyless = start..*ends.get(WITHOUT_KEY - 1).filter(|end| alone(end))?;
    let shaped = digits.len() == WITHOUT_KEY && GROUPS.contains(&groups.as_slice());
    (shaped && is_dated(&digits, false) && !goes_on(text, &keyless)).then_some(keyless)
}

/// Month and department that exist. From month 20 on, the month of birth is not known: rare enough
/// to be an advertisement's id where the digits are not spaced.
fn is_dated(digits: &str, spaced: bool) -> bool {
    let month: u8 = digits.get(3..5).and_then(|month| month.parse().ok()).unwrap_or_default();
    let exists = matches!(month, 1..=12) || spaced && matches!(month, 20..=42 | 50..=99);
    exists && digits.get(5..7).is_some_and(|department| department != "00")
}

/// Key = 97 − number modulo 97, where 2A counts as 19 and 2B as 18. INSEE, "Numéro de sécurité
/// sociale".
fn has_key(digits: &str, spaced: bool) -> bool {
    let plain = digits.replacen("2A", "19", 1).replacen("2B", "18", 1);
    let (number, key) = plain.split_at(WITHOUT_KEY.min(plain.len()));
    let (Ok(number), Ok(key)) = (number.parse::<u64>(), key.parse::<u64>()) else {
        return false;
    };
    is_dated(digits, spaced) && key == 97 - number % 97
}

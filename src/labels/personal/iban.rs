//! Bank accounts: ISO 13616, told by their check digits.

use std::ops::Range;

use super::{has_digits, is_separator, starts_alone};

/// Length of a country's IBAN. SWIFT, "IBAN Registry".
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 \
    EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 \
    LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 \
    RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";
/// Fewest digits after the check digits: one slug in 97 has right check digits, but not so many
/// others.
const FEWEST_DIGITS: usize = 6;
/// Characters between two of an account.
const LONGEST_GAP: usize = 3;

pub fn ibans(text: &str) -> Vec<Range<usize>> {
    // Two more are the check digits.
    if !has_digits(text, FEWEST_DIGITS + 2) {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in 0..bytes.len().saturating_sub(4) {
        let begins = bytes[start..start + 2].iter().all(u8::is_ascii_alphabetic)
            && bytes[start + 2..start + 4].iter().all(u8::is_ascii_digit);
        if begins && found.last().is_none_or(|last| last.end <= start) && starts_alone(text, start, &["iban"])
        {
            found.extend(iban(text, start));
        }
    }
    found
}

fn iban(text: &str, start: usize) -> Option<Range<usize>> {
    let country = text.get(start..start + 2)?.to_ascii_uppercase();
    let length: usize =
        LENGTHS.split_whitespace().find_map(|entry| entry.strip_prefix(&country)?.parse().ok())?;
    let mut account = String::with_capacity(length);
    let mut end = start;
    let mut gap = 0;
    for (at, c) in text[start..].char_indices() {
        if c.is_ascii_alphanumeric() {
            account.push(c.to_ascii_uppercase());
            gap = 0;
            end = start + at + 1;
        } else if is_separator(c) && gap < LONGEST_GAP && account.len() < length {
            gap += 1;
        } else {
            break;
        }
        if account.len() == length {
            break;
        }
    }
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    (account.len() == length && ends && is_right(&account)).then_some(start..end)
}

fn is_right(account: &str) -> bool {
    let (front, basic) = account.split_at(4);
    let is_digit = |range: Range<usize>| basic[range].bytes().all(|byte| byte.is_ascii_digit());
    // France and Monaco: bank, branch, an account that may have letters, key.
    let french = !(front.starts_with("FR") || front.starts_with("MC")) || is_digit(0..10) && is_digit(21..23);
    let many = basic.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS;
    french && many && remainder(basic, front) == Some(1)
}

/// Of the number that is made of both, with letters as 10 to 35, by 97.
fn remainder(basic: &str, front: &str) -> Option<u32> {
    basic.chars().chain(front.chars()).try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}

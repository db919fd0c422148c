//! Long random values: keys, sessions, digests. They may stand for a person.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::constant_pattern;
use super::has_digits;

/// Shannon entropy, in bits per character, from which a hexadecimal run is taken for a secret.
/// Default of truffleHog and of Yelp's detect-secrets (`HexHighEntropyString`).
const HEX_ENTROPY: f64 = 3.0;
/// The same for base64url. Those tools use 4.5, for 64 symbols; Matomo lower-cases campaign values,
/// which leaves 38 symbols: 40 random characters then have 4.55 ± 0.12 bits.
const BASE64_ENTROPY: f64 = 4.0;
/// MD5, the shortest common digest, is 32 hexadecimal digits; so is a Matomo `token_auth`.
const HEX_LENGTH: usize = 32;
/// Fewest characters of any token.
const SHORTEST: usize = HEX_LENGTH;
/// 240 bits in base64url. Shorter runs are often identifiers made by hand.
const BASE64_LENGTH: usize = 40;
/// Fewest places where a letter meets a digit: 40 random base64url characters have 10 ± 3, a slug
/// hardly any.
const BASE64_TURNS: usize = 6;
/// Most `-` and `_`, as one in so many characters: 1 in 32 when random, 1 in 6 between words.
const BASE64_DASHES: usize = 8;

static UUID: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"(?i-u)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
// A JSON object in base64 starts with `eyJ`; RFC 7519. Matomo lower-cases it.
static JWT: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(r"(?i)(?:^|[^a-z0-9])(eyj[a-z0-9_-]{8,}\.[a-z0-9_-]{8,}(?:\.[a-z0-9_-]*)?)")
});

pub fn tokens(text: &str) -> Vec<Range<usize>> {
    if !may_hold(text) {
        return Vec::new();
    }
    // Every JWT has a dot, which most long labels do not.
    let mut found = Vec::new();
    if text.contains('.') {
        let tokens = JWT.captures_iter(text).filter_map(|hit| hit.get(1));
        let tokens = tokens.filter(|token| has_letters_and_digits(token.as_str()));
        found.extend(tokens.map(|token| token.range()));
    }
    for run in runs(text) {
        if is_base64_token(&text[run.clone()]) {
            found.push(run);
        } else {
            found.extend(hex_tokens(text, run));
        }
    }
    found
}

/// Whether a text is as long as a token, and has a digit, as each kind of them does.
pub fn may_hold(text: &str) -> bool {
    text.len() >= SHORTEST && has_digits(text, 1)
}

/// What is long enough, and has only the characters of tokens.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_of_token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut end = 0;
    let parts = text.as_bytes().chunk_by(move |one, other| is_of_token(one) == is_of_token(other));
    parts.filter_map(move |part| {
        let start = end;
        end += part.len();
        (part.len() >= SHORTEST && part.iter().all(is_of_token)).then_some(start..end)
    })
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

/// A UUID without dashes: version 4 or 7, variant 1 (RFC 9562, sections 4.1 and 4.2). One MD5 in 32
/// looks the same.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_kind_of_token_has_a_digit(run in "[a-f]{32,40}|[a-z]{40,60}") {
            prop_assert!(!is_base64_token(&run) && !is_hex_token(&run));
            let jwt = format!("eyj{run}.{run}");
            prop_assert!(!has_letters_and_digits(&jwt));
        }
    }
}

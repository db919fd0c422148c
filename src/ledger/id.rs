//! The id of a link: the same for everyone who makes the same link, so that two people need no server to agree.

use sha2::{Digest as _, Sha256};

use super::address::{Tags, canonical};

/// Characters of an id, unless an earlier link has the same.
pub const LENGTH: usize = 6;

/// No vowels, so that no word comes out, and nothing that is read as something else.
pub(super) const DIGITS: &[u8; 27] = b"bcdfghjkmnpqrstvwxz23456789";

/// The id of a link: the beginning of the digest of its canonical address and its tags, from the first letter on, and
/// longer than [`LENGTH`] only as far as `taken` asks for it.
pub fn id(url: &str, tags: Tags<'_>, taken: impl Fn(&str) -> bool) -> String {
    let Tags { campaign, source, medium, content } = tags;
    let text = [&canonical(url), campaign, source, medium, content].join("\n");
    let digits = digits(&Sha256::digest(text.as_bytes()));
    let start = digits.find(|digit: char| digit.is_ascii_alphabetic()).unwrap_or_default();
    let digits = &digits[start..];
    let mut ends = LENGTH.min(digits.len())..=digits.len();
    let free = ends.find(|end| !taken(&digits[..*end])).unwrap_or(digits.len());
    digits[..free].to_owned()
}

/// Digits of one division, the most whose power of 27 is below 2³².
const AT_ONCE: u32 = 6;

/// A big-endian integer in base 27, most significant digit first, without leading zeros.
fn digits(bytes: &[u8]) -> String {
    const POWER: u64 = 27u64.pow(AT_ONCE);
    let limb = |chunk: &[u8]| chunk.iter().fold(0, |limb, byte| limb << 8 | u64::from(*byte));
    let mut number: Vec<_> = bytes.chunks(4).map(limb).collect();
    let mut digits = Vec::new();
    while number.iter().any(|limb| *limb != 0) {
        let mut rest = 0;
        for limb in &mut number {
            let value = rest << 32 | *limb;
            *limb = value / POWER;
            rest = value % POWER;
        }
        for _ in 0..AT_ONCE {
            digits.push(DIGITS[(rest % 27) as usize]);
            rest /= 27;
        }
    }
    let end = digits.iter().rposition(|digit| *digit != DIGITS[0]).map_or(0, |last| last + 1);
    digits[..end].iter().rev().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn six(url: &str, campaign: &str, source: &str, medium: &str) -> String {
        id(url, Tags { campaign, source, medium, content: "" }, |_| false)
    }

    #[test]
    fn anyone_gets_the_same_id() {
        let of = |url| six(url, "2026-09-rentree-associations", "brevo", "email");
        assert_eq!(of("https://registre.example.fr/demande"), "rh2s6j");
        assert_eq!(of("HTTPS://Registre.example.fr/demande/?utm_source=x"), "rh2s6j");
        assert_ne!(of("https://registre.example.fr/Demande"), "rh2s6j");
    }

    #[test]
    fn a_number_has_its_digits_and_no_leading_zero() {
        let of = |number: u128| {
            let (mut digits, mut rest) = (String::new(), number);
            while rest > 0 {
                digits.insert(0, char::from(DIGITS[(rest % 27) as usize]));
                rest /= 27;
            }
            digits
        };
        let six = 27u128.pow(6);
        for number in
            [0, 1, 26, 27, six - 1, six, six + 1, six * six, six * 27, u128::from(u64::MAX), u128::MAX]
        {
            assert_eq!(digits(&number.to_be_bytes()), of(number), "{number}");
        }
    }

    #[test]
    fn an_id_that_is_taken_grows() {
        let tags =
            Tags { campaign: "2026-09-rentree-associations", source: "brevo", medium: "email", content: "" };
        let longer = id("https://registre.example.fr/demande", tags, |id| id == "rh2s6j");
        assert_eq!((longer.len(), &longer[..6]), (7, "rh2s6j"));
    }
}

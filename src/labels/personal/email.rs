//! E-mail addresses of people, also where the `@` or the dots are spelt out. Mailboxes of no person
//! are left.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::constant_pattern;
use super::mailbox::{is_first_name, is_impersonal, is_of_no_person};

/// `@`, alone or between spaces, and what stands for it.
static AT: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"(?i)@| ?[\[({<] ?(?:at|arobase|arobas|@) ?[\])}>] ?| @ | ?[(\[]a[)\]] ?|[ _+-](?:at|arobase|arobas)[ _+-]",
    )
});

/// What follows: labels, dots that may be spelt out, and an ending.
macro_rules! domain {
    ($label:literal, $punycode:literal, $ending:literal) => {
        concat!(
            r"(?i)^(?:\w[\w-]",
            $label,
            r"(?:\.| ?[\[({] ?(?:\.|dot|point) ?[\])}] ?|[ _-](?:dot|point)[ _-]))+(?:xn--[a-z0-9-]",
            $punycode,
            r"|[^\W\d_]",
            $ending,
            ")"
        )
    };
}
const LONGEST_LABEL: usize = 63;
const LONGEST_ENDING: usize = 24;
static DOMAIN: LazyLock<Regex> = LazyLock::new(|| constant_pattern(domain!("{0,62}", "{2,59}", "{2,24}")));
/// The same of any length: to count all the letters of Unicode takes 20 ms to compile.
static ANY_DOMAIN: LazyLock<Regex> = LazyLock::new(|| constant_pattern(domain!("*", "{2,}", "{2,}")));

/// Mail services of private persons: before them, even ` at ` is an address.
const PRIVATE: [&str; 20] = [
    "aol.com",
    "bbox.fr",
    "free.fr",
    "gmail.com",
    "gmx.com",
    "gmx.fr",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "live.fr",
    "mailo.com",
    "neuf.fr",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "proton.me",
    "sfr.fr",
    "wanadoo.fr",
    "yahoo.fr",
];

/// Endings of files: `logo@2x.png` is no address.
const FILE_ENDINGS: [&str; 16] = [
    "avif", "css", "gif", "htm", "html", "ico", "jpeg", "jpg", "js", "json", "mjs", "pdf", "php", "png",
    "svg", "webp",
];

/// Words that stand for `@`.
const WORDS: [&[u8]; 4] = [b"at", b"arobas", b"arobase", b"a"];

/// How surely a sign means `@`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Sign,
    Bracket,
    /// An English word, or `@` as in "rendez-vous @ mairie.fr".
    Weak,
}

pub fn emails(text: &str) -> Vec<Range<usize>> {
    // Beyond ASCII, letters have other cases: `ſ`.
    if text.is_ascii() && !text.contains('@') && !may_spell_out(text) {
        return Vec::new();
    }
    let signs: Vec<(Range<usize>, At)> =
        AT.find_iter(text).map(|hit| (hit.range(), at(hit.as_str()))).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    // Nothing is read twice: an address goes neither beyond the signs around it nor, if its own is
    // `@`, beyond those.
    let (mut last, mut last_plain) = (0, 0);
    for (index, (sign, at)) in signs.iter().enumerate() {
        let mut next = signs[index + 1..].iter();
        let from = if *at == At::Sign { last_plain } else { last };
        let to = match at {
            At::Sign => next.find(|(_, at)| *at == At::Sign),
            _ => next.next(),
        };
        let to = to.map_or(text.len(), |(next, _)| next.start);
        let from = found.last().map_or(from, |hit| hit.end.max(from)).min(sign.start);
        found.extend(address(text, from..to, sign, *at));
        last = sign.end;
        if *at == At::Sign {
            last_plain = sign.end;
        }
    }
    found
}

fn at(sign: &str) -> At {
    if sign == "@" {
        At::Sign
    } else if sign.contains(['[', '(', '{', '<']) && sign.trim().len() > "(a)".len() {
        At::Bracket
    } else {
        At::Weak
    }
}

fn address(text: &str, within: Range<usize>, sign: &Range<usize>, at: At) -> Option<Range<usize>> {
    let local = local_part(&text[within.start..sign.start])?;
    let domain = domain(&text[sign.end..within.end])?;
    let hit = sign.start - local.len()..sign.end + domain.len();
    if !is_address(text, &hit, local, domain) {
        return None;
    }
    let before = &text[within.start..hit.start];
    let person = person_before(before);
    if is_of_no_person(local) {
        // `jeanne.dupont newsletter@…` was `jeanne.dupont+newsletter@…`.
        let person = person
            .filter(|word| names_somebody(word) || !before[..before.len() - 1 - word.len()].ends_with(' '))?;
        return Some(hit.start - 1 - person.len()..hit.end);
    }
    if at == At::Weak && !names_somebody(local) && !PRIVATE.contains(&domain.to_ascii_lowercase().as_str()) {
        return None;
    }
    Some(hit.start - person.map_or(0, |word| word.len() + 1)..hit.end)
}

/// The domain at the start of a text.
fn domain(text: &str) -> Option<&str> {
    let any = ANY_DOMAIN.find(text)?.as_str();
    // Labels lie within these, so that what matches here first does so there too.
    let mut parts =
        any.rsplit(|c: char| c.is_ascii() && !matches!(c, '-' | '_' | '0'..='9' | 'a'..='z' | 'A'..='Z'));
    let fits = |part: &str, longest| part.len() <= longest || part.chars().count() <= longest;
    let short = parts.next().is_some_and(|ending| fits(ending, LONGEST_ENDING))
        && parts.all(|part| fits(part, LONGEST_LABEL));
    if short { Some(any) } else { DOMAIN.find(text).map(|domain| domain.as_str()) }
}

/// The characters before the sign that can be of an address. A quoted name may have spaces.
fn local_part(before: &str) -> Option<&str> {
    if let Some(quoted) = before.strip_suffix('"') {
        let start = quoted.rfind('"')?;
        return Some(&before[start..]);
    }
    let rest =
        before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '\'' | '-'));
    let local = before[rest.len()..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    (!local.is_empty()).then_some(local)
}

/// `jeanne.dupont+lettre@…` arrives as `jeanne.dupont lettre@…`, as Matomo decodes it: the word
/// before may be who it is.
fn person_before(before: &str) -> Option<&str> {
    local_part(before.strip_suffix(' ')?).filter(|word| !is_impersonal(word))
}

/// `jeanne`, `j.dupont`, `jeanne-dupont`: hardly anything else.
fn names_somebody(word: &str) -> bool {
    let dotted = word.split_once('.').is_some_and(|(first, rest)| {
        first.chars().all(char::is_alphabetic) && rest.starts_with(char::is_alphabetic)
    });
    let first = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (dotted || is_first_name(first)) && !is_of_no_person(word)
}

fn is_address(text: &str, hit: &Range<usize>, local: &str, domain: &str) -> bool {
    let Some((host, ending)) = domain.rsplit_once(|c: char| !c.is_alphanumeric() && c != '-') else {
        return false;
    };
    // `@user@mastodon.example` is a handle, `pkg@1.2.3.beta` a version, `git@github.com` a
    // repository.
    !text[..hit.start].ends_with('@')
        && !text[hit.end..].starts_with(|next: char| next.is_alphanumeric() || next == '@')
        && host.contains(char::is_alphabetic)
        && !local.eq_ignore_ascii_case("git")
        && !FILE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// Whether a word between signs or spaces may stand for `@`: looked for letter by letter, since
/// most labels have none.
pub fn may_spell_out(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).enumerate().any(|(before, pair)| {
        let begins = !pair[0].is_ascii_alphanumeric() && pair[1].eq_ignore_ascii_case(&b'a');
        begins && {
            let rest = &bytes[before + 1..];
            let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
            let is_word = |length| WORDS.iter().any(|word| rest[..length].eq_ignore_ascii_case(word));
            length.is_some_and(is_word)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(text: &str) -> Option<&str> {
        DOMAIN.find(text).map(|domain| domain.as_str())
    }

    #[test]
    fn no_label_is_longer_than_a_domain_has_them() {
        let (label, ending) = ("é".repeat(LONGEST_LABEL), "a".repeat(LONGEST_ENDING));
        for text in [
            format!("{label}.fr"),
            format!("{label}x.fr"),
            format!("a.{label}x.fr"),
            format!("a.{ending}"),
            format!("a.{ending}a"),
            format!("a.xn--{}", "a".repeat(80)),
            format!("a_dot_{label}_dot_b.fr"),
        ] {
            assert_eq!(domain(&text), counted(&text), "{text}");
        }
        assert_eq!(domain(&format!("{label}x.fr")), None);
    }

    proptest! {
        #[test]
        fn the_quick_pattern_finds_what_the_exact_one_does(
            text in r"(([aé]{1,4}|[a-]{60,66}|xn--a{1,62}|a{20,27})([ ._-]|_dot_| dot |\[\.\]|\(point\)|@)){1,5}[a-zé]{0,27}"
        ) {
            prop_assert_eq!(domain(&text), counted(&text));
        }
    }
}

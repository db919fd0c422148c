//! A text as its reader means it: escapes undone, full-width signs and digits plain, invisible ones
//! left out.

use std::borrow::Cow;
use std::ops::Range;

use deunicode::deunicode_char;

use super::super::is_invisible;
use super::super::percent::percent_char;

/// How many encodings within each other are undone (`&amp;#64;`, `&#37;40`). Percent signs alone
/// are undone whatever their turns; other nests come from two or three programs in a row.
const TURNS: usize = 6;
/// Longest entity with a name, number or hexadecimal number: `&commat;`, `&#000064;`.
const LONGEST_ENTITY: usize = 12;

/// The plain text, and where each of its bytes comes from.
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    /// Start in the original of each byte, and the original's length; empty when nothing was
    /// decoded.
    starts: Vec<usize>,
}

impl<'a> Decoded<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut decoded = Self { text: Cow::Borrowed(text), starts: Vec::new() };
        for _ in 0..TURNS {
            match decoded.once_more() {
                Some(next) => decoded = next,
                None => break,
            }
        }
        decoded
    }

    /// The range of the original that this range of the plain text comes from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.start(range.start)..self.start(range.end)
    }

    fn start(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(at)
    }

    /// The text with one more encoding undone; `None` when there is none.
    fn once_more(&self) -> Option<Self> {
        if !may_be_encoded(&self.text) {
            return None;
        }
        let mut plain = String::with_capacity(self.text.len());
        let mut starts = Vec::with_capacity(self.text.len() + 1);
        let mut changed = false;
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            let (meant, length) = encoded(&self.text, at).unwrap_or((c, c.len_utf8()));
            let seen = (!is_invisible(meant)).then(|| plain_char(meant));
            plain.extend(seen);
            starts.resize(plain.len(), self.start(at));
            changed |= seen != Some(c) || length != c.len_utf8();
            at += length;
        }
        starts.push(self.start(self.text.len()));
        changed.then_some(Self { text: Cow::Owned(plain), starts })
    }
}

fn may_be_encoded(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'%' | b'&' | b'\\') || !byte.is_ascii())
}

/// The character that is written in another way at `at`, and how long that is.
fn encoded(text: &str, at: usize) -> Option<(char, usize)> {
    match text.as_bytes()[at] {
        b'%' => percent_char(text.as_bytes(), at).or_else(|| unicode(text, at, "%u", 4)),
        b'&' => entity(text, at),
        b'\\' => unicode(text, at, "\\u", 4).or_else(|| unicode(text, at, "\\x", 2)),
        _ => None,
    }
}

/// `&#64;`, `&#x40;`, `&commat;`. Browsers read numbers without their semicolon, too.
fn entity(text: &str, at: usize) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 12] = [
        ("commat;", '@'),
        ("period;", '.'),
        ("plus;", '+'),
        ("amp;", '&'),
        ("num;", '#'),
        ("percnt;", '%'),
        ("nbsp;", ' '),
        ("lpar;", '('),
        ("rpar;", ')'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
    ];
    let bytes = text.as_bytes();
    let rest = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST_ENTITY)];
    if rest.first() != Some(&b'#') {
        let named = |name: &str| {
            rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        };
        return NAMED.iter().find(|(name, _)| named(name)).map(|(name, c)| (*c, 1 + name.len()));
    }
    let (radix, skipped) = if matches!(rest.get(1), Some(b'x' | b'X')) { (16, 2) } else { (10, 1) };
    let digits = rest[skipped..].iter().take_while(|byte| (**byte as char).is_digit(radix)).count();
    let end = at + 1 + skipped + digits;
    let number = u32::from_str_radix(text.get(at + 1 + skipped..end)?, radix).ok()?;
    let semicolon = usize::from(bytes.get(end) == Some(&b';'));
    Some((char::from_u32(number).filter(|c| *c != '\0')?, end + semicolon - at))
}

/// `\u0040`, `%u0040`, `\x40`.
fn unicode(text: &str, at: usize, sign: &str, digits: usize) -> Option<(char, usize)> {
    let end = at + sign.len() + digits;
    let is_sign = |found: &str| found.eq_ignore_ascii_case(sign);
    let hex =
        text.get(at..at + sign.len()).filter(|found| is_sign(found)).and(text.get(at + sign.len()..end))?;
    let number = hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(hex, 16).ok())??;
    Some((char::from_u32(number).filter(|c| *c != '\0')?, sign.len() + digits))
}

/// Full-width and other digits, signs and spaces as ASCII has them; letters stay.
fn plain_char(c: char) -> char {
    match c {
        c if c.is_ascii() => c,
        // The full-width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{fe6b}' => '@',
        '\u{3002}' | '\u{ff61}' | '\u{2024}' | '\u{b7}' | '\u{2022}' | '\u{2027}' | '\u{2219}'
        | '\u{22c5}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '-',
        c if c.is_whitespace() => ' ',
        c if c.is_numeric() || matches!(c, '\u{1d400}'..='\u{1d7ff}') => ascii(c).unwrap_or(c),
        c => c,
    }
}

fn ascii(c: char) -> Option<char> {
    let plain = deunicode_char(c)?;
    plain.chars().next().filter(|plain_c| plain.len() == 1 && plain_c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_otherwise_is_read() {
        for (text, plain) in [
            ("a%40b", "a@b"),
            ("a%252540b", "a@b"),
            ("a&#64;b", "a@b"),
            ("a&#x40;b", "a@b"),
            ("a&#064b", "a@b"),
            ("a&commat;b&period;fr", "a@b.fr"),
            ("a&amp;#64;b", "a@b"),
            ("a%26%2364%3Bb", "a@b"),
            ("a&#37;40b", "a@b"),
            ("a\\u0040b", "a@b"),
            ("a%u0040b", "a@b"),
            ("a\\x40b", "a@b"),
            ("a＠b．fr", "a@b.fr"),
            ("a﹫b", "a@b"),
            ("０６ １２", "06 12"),
            ("٠٦\u{a0}𝟙", "06 1"),
            ("06\u{2011}12\u{b7}34", "06-12.34"),
            ("0\u{200b}6\u{ad}1", "061"),
            ("été & fête &amp", "été & fête &amp"),
            ("&#0; &#x; &#99999999; \\u12 \\", "&#0; &#x; &#99999999; \\u12 \\"),
            ("½ ① %", "½ 1 %"),
        ] {
            assert_eq!(Decoded::of(text).text, plain, "{text}");
        }
    }

    #[test]
    fn ranges_are_those_of_the_original() {
        let text = "é&amp;#64;\u{200b}＠x";
        let decoded = Decoded::of(text);
        assert_eq!(decoded.text, "é@@x");
        assert_eq!(&text[decoded.original(2..3)], "&amp;#64;\u{200b}");
        assert_eq!(&text[decoded.original(3..5)], "＠x");
        assert_eq!(decoded.original(5..5), text.len()..text.len());
    }
}

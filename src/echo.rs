//! Secrets in what a server says: should one be echoed, it goes no further, neither into a message nor into a
//! recording.

use std::borrow::Cow;
use std::fmt::Write as _;

use regex::bytes::{NoExpand, Regex, RegexBuilder};

use crate::labels::percent_decode;

/// What stands in the place of a secret.
const HIDDEN: &str = "***";
/// From how many of its characters on the beginning of a secret is hidden at the end of an answer that was cut
/// off: fewer tell nothing.
const BEGINNING: usize = 4;
/// As many characters of a secret as are looked for: nothing else begins with so many of the same.
const LONGEST: usize = 128;
/// What may stand between two characters: white space and the backslashes of JSON, which servers add, and break
/// lines with.
const BETWEEN: &str = r"(?:[\s\\]|\\+[nrt]|\\+u00(?:20|0[ad])|%(?:25)*(?:20|0[ad]))*";
/// An escape that was cut off.
const CUT: &str = r"(?:\\+(?:u[0-9a-f]{0,3})?|%(?:25)*[0-9a-f]?|&(?:#x?[0-9a-f]*)?)?";
/// Levels of one pattern: each character that may be cut off is one within the one before, and has some of its own.
const LEVELS: u32 = 8 * LONGEST as u32;

/// Finds secrets, however they are written.
#[derive(Debug)]
pub struct Echo(Vec<Regex>);

impl Echo {
    /// `secrets`, each as it is sent and as it reads when it is decoded.
    pub fn new(secrets: impl IntoIterator<Item = String>) -> Result<Self, regex::Error> {
        let mut forms: Vec<_> =
            secrets.into_iter().flat_map(|secret| [percent_decode(&secret).into_owned(), secret]).collect();
        forms.sort();
        forms.dedup();
        forms.iter().filter_map(|form| pattern(form)).collect::<Result<_, _>>().map(Self)
    }

    /// The bytes with each secret hidden.
    pub fn hide(&self, bytes: Vec<u8>) -> Vec<u8> {
        self.0.iter().fold(bytes, |bytes, secret| {
            match secret.replace_all(&bytes, NoExpand(HIDDEN.as_bytes())) {
                Cow::Owned(hidden) => hidden,
                Cow::Borrowed(_) => bytes,
            }
        })
    }

    pub fn hide_text(&self, text: &str) -> String {
        String::from_utf8_lossy(&self.hide(text.as_bytes().to_vec())).into_owned()
    }

    /// The words, unless they repeat a secret: no part of them is shown then.
    pub fn hide_all<'w>(&self, words: &'w str) -> &'w str {
        match self.0.iter().any(|secret| secret.is_match(words.as_bytes())) {
            true => HIDDEN,
            false => words,
        }
    }
}

fn pattern(secret: &str) -> Option<Result<Regex, regex::Error>> {
    let characters = secret.chars().filter(|c| !c.is_whitespace() && *c != '\\').take(LONGEST);
    let characters: Vec<_> = characters.map(written).collect();
    // a(?:b(?:c)?)? at the end, from the last character to the first.
    let cut = characters.iter().enumerate().rev().fold(String::new(), |rest, (at, character)| match rest {
        rest if rest.is_empty() => character.clone(),
        rest if at + 1 < BEGINNING => format!("{character}{BETWEEN}{rest}"),
        rest => format!("{character}(?:{BETWEEN}{rest})?"),
    });
    let whole = characters.join(BETWEEN);
    let pattern = format!(r"(?i-u){whole}|(?:{cut}){CUT}\z");
    (!characters.is_empty()).then(|| RegexBuilder::new(&pattern).nest_limit(LEVELS).build())
}

/// A pattern of the ways to write one character: itself, and as JSON, a URL and
/// HTML escape it, once or more often.
fn written(character: char) -> String {
    let mut cases: Vec<_> = character.to_lowercase().chain(character.to_uppercase()).collect();
    cases.sort_unstable();
    cases.dedup();
    let mut ways = Vec::new();
    for case in cases {
        let (mut plain, mut json, mut address) = (String::new(), String::new(), String::new());
        // Writing into memory does not fail.
        for byte in case.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(plain, r"\x{byte:02x}");
            let _ = write!(address, "%(?:25)*{byte:02x}");
        }
        for unit in case.encode_utf16(&mut [0; 2]) {
            let _ = write!(json, r"\\+u{unit:04x}");
        }
        let code = u32::from(case);
        ways.push(format!("{plain}|{json}|{address}|&#0*{code};|&#x0*{code:x};"));
    }
    format!("(?:{})", ways.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "c0ffee5ecre7c0ffee5ecre7c0ffee42";

    fn of(secret: &str) -> Echo {
        Echo::new([secret.to_owned()]).unwrap()
    }

    fn hidden(text: &str) -> String {
        of(TOKEN).hide_text(text)
    }

    fn each(write: impl Fn(char) -> String) -> String {
        TOKEN.chars().map(write).collect()
    }

    #[test]
    fn a_secret_is_found_however_it_is_written() {
        let code = u32::from;
        for written in [
            TOKEN.to_owned(),
            TOKEN.to_uppercase(),
            each(|c| format!("\\u{:04x}", code(c))),
            each(|c| format!("\\u{:04X}", code(c.to_ascii_uppercase()))),
            each(|c| format!("\\\\u{:04x}", code(c))),
            each(|c| format!("%{:02x}", code(c))),
            each(|c| format!("%25{:02X}", code(c))),
            each(|c| format!("&#{};", code(c))),
            each(|c| format!("&#x{:X};", code(c))),
            TOKEN.replacen('c', "\\u0063", 1).replacen('f', "%66", 2),
            TOKEN.replacen('f', "f\r\n ", 1),
        ] {
            assert_eq!(hidden(&format!("a {written} b {written}")), "a *** b ***", "{written}");
        }
    }

    #[test]
    fn what_repeats_a_secret_is_hidden_whole() {
        let echo = of("p4ss W0rd%41é");
        for words in [
            "535 no p4ss W0rd%41é here",
            "535 P4SS W0RD%41É",
            "p4ss\r\nW0rd%41é",
            "p4ss%20W0rdA%C3%A9",
            r#"{"password": "p4ss\u0020W0rd%41\u00e9"}"#,
        ] {
            assert_eq!(echo.hide_all(words), HIDDEN, "{words}");
        }
        // What follows makes an escape of its end.
        assert_eq!(of("100%").hide_all("no 100%ab"), HIDDEN);
        assert_eq!(echo.hide_all("535 5.7.8 Wrong password"), "535 5.7.8 Wrong password");
        assert_eq!(Echo::new([]).unwrap().hide_all("no"), "no");
        assert_eq!(of("").hide_all("no"), "no");
    }

    #[test]
    fn its_beginning_is_found_where_the_text_is_cut_off() {
        for length in BEGINNING..TOKEN.len() {
            assert_eq!(hidden(&format!("token={}", &TOKEN[..length])), "token=***");
        }
        assert_eq!(hidden("token=c0ff\\u0065\\u0065"), "token=***");
        for escape in ["\\", "\\u", "\\u006", "\\\\u00", "%", "%2", "%25", "%256", "&", "&#", "&#x6", "&#10"]
        {
            assert_eq!(hidden(&format!("token=c0ffee{escape}")), "token=***", "{escape}");
        }
        assert_eq!(hidden("c0f"), "c0f");
        assert_eq!(hidden("c0ffee and more"), "c0ffee and more");
    }

    #[test]
    fn nothing_else_is_changed() {
        let bytes = b"\xff[{\"label\":\"C0FFEE\"}]".to_vec();
        assert_eq!(of(TOKEN).hide(bytes.clone()), bytes);
        // A token of other characters than Matomo's is taken for what it is.
        assert_eq!(of("a.c+e$1").hide_text("abc+e$1 a.c+e$1;"), "abc+e$1 ***;");
    }

    #[test]
    fn a_secret_of_any_length_and_writing_can_be_looked_for() {
        for secret in ["x".repeat(100_000), "é".repeat(1_000), "𝔘%".repeat(500)] {
            assert_eq!(of(&secret).hide_all(&format!("no {secret}")), HIDDEN);
        }
    }
}

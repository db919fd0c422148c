//! The token in what a server says: should it be echoed, it goes no further,
//! neither into a message nor into a recording.

use std::borrow::Cow;
use std::fmt::Write as _;

use regex::bytes::{NoExpand, Regex};

use crate::config::token::Token;

/// What stands in the place of the token.
const HIDDEN: &[u8] = b"***";
/// From how many of its characters on the beginning of the token is hidden at
/// the end of an answer that was cut off: fewer tell nothing.
const BEGINNING: usize = 4;
/// An escape that was cut off.
const CUT: &str = r"(?:\\+(?:u[0-9a-f]{0,3})?|%(?:25)*[0-9a-f]?|&(?:#x?[0-9a-f]*)?)?";
/// Matomo's name for "no token": no secret, and perhaps somebody's campaign.
const PUBLIC: &str = "anonymous";

/// Finds the token, however it is written.
#[derive(Debug)]
pub struct Echo(Option<Regex>);

impl Echo {
    pub fn new(token: &Token) -> Result<Self, regex::Error> {
        let token = token.reveal();
        if token == PUBLIC {
            return Ok(Self(None));
        }
        let characters: Vec<_> = token.chars().map(written).collect();
        // a(?:b(?:c)?)? at the end, from the last character to the first.
        let cut =
            characters.iter().enumerate().rev().fold(String::new(), |rest, (at, character)| match rest {
                rest if rest.is_empty() => character.clone(),
                rest if at + 1 < BEGINNING => format!("{character}{rest}"),
                rest => format!("{character}(?:{rest})?"),
            });
        Regex::new(&format!("(?i-u){}|(?:{cut}){CUT}\\z", characters.concat())).map(|regex| Self(Some(regex)))
    }

    pub fn hide(&self, text: Vec<u8>) -> Vec<u8> {
        match self.0.as_ref().map(|token| token.replace_all(&text, NoExpand(HIDDEN))) {
            Some(Cow::Owned(hidden)) => hidden,
            Some(Cow::Borrowed(_)) | None => text,
        }
    }

    pub fn hide_text(&self, text: &str) -> String {
        String::from_utf8_lossy(&self.hide(text.as_bytes().to_vec())).into_owned()
    }
}

/// A pattern of the ways to write one character: itself, and as JSON, a URL and
/// HTML escape it, once or more often.
fn written(character: char) -> String {
    let mut pattern = format!("(?:{}", regex::escape(&character.to_string()));
    let mut codes = vec![character.to_ascii_lowercase(), character.to_ascii_uppercase()];
    codes.dedup();
    for code in codes.into_iter().map(u32::from) {
        let _ = write!(pattern, r"|\\+u00{code:02x}|%(?:25)*{code:02x}|&#0*{code};|&#x0*{code:x};");
    }
    pattern + ")"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "c0ffee5ecre7c0ffee5ecre7c0ffee42";

    fn hidden(text: &str) -> String {
        Echo::new(&Token::new(TOKEN).unwrap()).unwrap().hide_text(text)
    }

    fn each(write: impl Fn(char) -> String) -> String {
        TOKEN.chars().map(write).collect()
    }

    #[test]
    fn the_token_is_found_however_it_is_written() {
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
        ] {
            assert_eq!(hidden(&format!("a {written} b {written}")), "a *** b ***", "{written}");
        }
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
        let echo = Echo::new(&Token::new(TOKEN).unwrap()).unwrap();
        assert_eq!(echo.hide(bytes.clone()), bytes);
        // A token of other characters than Matomo's is taken for what it is.
        let odd = Echo::new(&Token::new("a.c+e$1").unwrap()).unwrap();
        assert_eq!(odd.hide_text("abc+e$1 a.c+e$1;"), "abc+e$1 ***;");
        let public = Echo::new(&Token::new("anonymous").unwrap()).unwrap();
        assert_eq!(public.hide_text("anonymous"), "anonymous");
    }
}

//! `%XX` in addresses. `%2540` is `%40` encoded once more: any number of such turns is undone.

use std::borrow::Cow;

/// The text with its `%XX` decoded.
pub fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (c, length) = percent_char(text.as_bytes(), at).unwrap_or((c, c.len_utf8()));
        decoded.push(c);
        at += length;
    }
    Cow::Owned(decoded)
}

/// The character that one or more `%XX` at `at` encode, and how long they are. Any letter stands
/// for what is no UTF-8: most likely half an accented one.
pub fn percent_char(text: &[u8], at: usize) -> Option<(char, usize)> {
    let (first, length) = percent_byte(text, at)?;
    let (mut bytes, mut end) = (vec![first], at + length);
    while bytes.len() <= 4 {
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            return Some((c, end - at));
        }
        let Some((next, length)) = percent_byte(text, end) else {
            break;
        };
        bytes.push(next);
        end += length;
    }
    Some(('ÿ', length))
}

fn percent_byte(text: &[u8], at: usize) -> Option<(u8, usize)> {
    if text.get(at) != Some(&b'%') {
        return None;
    }
    let mut start = at + 1;
    while text.get(start..start + 2) == Some(b"25") && hex_byte(text, start + 2).is_some() {
        start += 2;
    }
    Some((hex_byte(text, start)?, start + 2 - at))
}

fn hex_byte(text: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| (*text.get(at)? as char).to_digit(16);
    u8::try_from(digit(at)? * 16 + digit(at + 1)?).ok()
}

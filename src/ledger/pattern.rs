//! What the name of a campaign looks like: `{year}-{month}-{slug}`.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    /// So many digits, from the first number to the last.
    Number(usize, RangeInclusive<u32>),
    /// What it is about: one character or more.
    Slug,
}

impl Pattern {
    pub fn matches(&self, name: &str) -> bool {
        fits(&self.pieces, name)
    }

    /// The pattern with a name in the place of its slug.
    pub fn with(&self, slug: &str) -> String {
        self.text.replace("{slug}", slug)
    }

    /// What stands between its parts.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

fn fits(pieces: &[Piece], name: &str) -> bool {
    let Some((first, others)) = pieces.split_first() else { return name.is_empty() };
    match first {
        Piece::Literal(text) => name.strip_prefix(text.as_str()).is_some_and(|rest| fits(others, rest)),
        Piece::Number(digits, numbers) => name.get(..*digits).is_some_and(|number| {
            let plain = number.bytes().all(|byte| byte.is_ascii_digit());
            plain
                && number.parse().is_ok_and(|number| numbers.contains(&number))
                && fits(others, &name[*digits..])
        }),
        Piece::Slug if others.is_empty() => !name.is_empty(),
        Piece::Slug => name.char_indices().skip(1).any(|(at, _)| fits(others, &name[at..])),
    }
}

/// The place, from 1, of the character from which on a pattern is none.
#[derive(Debug, PartialEq, Eq)]
pub struct Misplaced(usize);

impl fmt::Display for Misplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The message that the reader of the file makes of it.
        write!(f, "value-plan-pattern {}", self.0)
    }
}

impl FromStr for Pattern {
    type Err = Misplaced;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let place = Misplaced(text[..text.len() - rest.len()].chars().count() + 1);
            let literal = &rest[..rest.find(['{', '}']).unwrap_or(rest.len())];
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
                rest = &rest[literal.len()..];
                continue;
            }
            let (name, after) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or(place)?;
            pieces.push(match name {
                "year" => Piece::Number(4, 2000..=2099),
                "month" => Piece::Number(2, 1..=12),
                "day" => Piece::Number(2, 1..=31),
                // Two of them would match in too many ways.
                "slug" if !pieces.contains(&Piece::Slug) => Piece::Slug,
                _ => return Err(Misplaced(text[..text.len() - rest.len()].chars().count() + 1)),
            });
            rest = after;
        }
        // Without what it is about, all campaigns of a month are one.
        match pieces.contains(&Piece::Slug) {
            true => Ok(Self { text: text.to_owned(), pieces }),
            false => Err(Misplaced(text.chars().count() + 1)),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_parts_of_the_pattern() {
        let pattern: Pattern = "{year}-{month}-{slug}".parse().unwrap();
        for (name, fit) in [
            ("2026-09-rentree", true),
            ("2026-09-rentree-associations", true),
            ("2026-13-rentree", false),
            ("2026-9-rentree", false),
            ("26-09-rentree", false),
            ("2026-09-", false),
            ("2026-09", false),
            ("été-09-x", false),
            ("rentree-2026-09", false),
            ("", false),
        ] {
            assert_eq!(pattern.matches(name), fit, "{name}");
        }
        let other: Pattern = "pe_{slug}_{day}.{month}".parse().unwrap();
        assert!(other.matches("pe_a_b_01.12") && !other.matches("pe__01.12"));
    }

    #[test]
    fn a_wrong_pattern_is_told_with_its_place() {
        for (text, place) in [
            ("{yaer}-{slug}", 1),
            ("{year}-{slug", 8),
            ("été}{slug}", 4),
            ("{slug}{slug}", 7),
            ("{year}", 7),
            ("", 1),
        ] {
            assert_eq!(text.parse::<Pattern>(), Err(Misplaced(place)), "{text}");
        }
    }
}

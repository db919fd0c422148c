//! Whether a new name looks like one that is there: read once, by whoever is about to write it, it may be stricter
//! than what is said of names that were sent.

use super::fold;
use super::slips::{edit, is_end_slip};
use super::words::{Kind, Word, key, words};

/// A name cut into words, to be held against others.
pub struct Name {
    words: Vec<Word>,
    key: Option<String>,
}

impl Name {
    pub fn new(name: &str) -> Self {
        let mut words = words(&fold(name));
        words.iter_mut().for_each(|word| {
            word.make_singular();
        });
        let key = key(&words);
        Self { words, key }
    }

    /// Whether both are spellings of one name: the same but for case, accents, separators, a plural or one slip.
    /// Names whose numbers differ are a series.
    pub fn is_near(&self, other: &Self) -> bool {
        if self.key.is_some() && self.key == other.key {
            return true;
        }
        let mut different = self.words.iter().zip(&other.words).filter(|(one, other)| one.text != other.text);
        let (Some((one, other_word)), None) = (different.next(), different.next()) else { return false };
        let are_letters = one.kind == Kind::Letters && other_word.kind == Kind::Letters;
        let is_one = self.words.len() > 1 && is_plural(&one.text, &other_word.text);
        self.words.len() == other.words.len()
            && are_letters
            && (is_one || is_slip(&one.text, &other_word.text))
    }
}

/// Fewest letters of a word that is the plural of another where the rest of the name is the same.
const PLURAL_LETTERS: usize = 4;

fn is_plural(one: &str, other: &str) -> bool {
    let is_of = |long: &str, short: &str| long.strip_suffix(['s', 'x']) == Some(short);
    one.len().max(other.len()) >= PLURAL_LETTERS && (is_of(one, other) || is_of(other, one))
}

fn is_slip(one: &str, other: &str) -> bool {
    one.is_ascii() && other.is_ascii() && (edit(one, other).is_some() || is_end_slip(one, other))
}

/// The first of the names that looks like this one and is not it.
pub fn near<'a, T>(name: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<(&'a str, T)> {
    let wanted = Name::new(name);
    known.into_iter().find(|(other, _)| *other != name && wanted.is_near(&Name::new(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(one: &str, other: &str) -> bool {
        near(one, [(other, ())]).is_some()
    }

    #[test]
    fn spellings_of_one_name_are_near() {
        for (one, other) in [
            ("2026-11-webinaires", "2026-11-webinaire"),
            ("2026-11-webinair", "2026-11-webinaire"),
            ("2026-11-wbinaire", "2026-11-webinaire"),
            ("2026_11_webinaire", "2026-11-webinaire"),
            ("2026-11-Webinaire", "2026-11-webinaire"),
            ("rentrée-2026", "rentree-2026"),
            ("linkdin", "linkedin"),
            ("petit-dejeuner-elu", "petit-dejeuner-elus"),
        ] {
            assert!(is_near(one, other), "{one} {other}");
            assert!(is_near(other, one), "{other} {one}");
        }
    }

    #[test]
    fn series_and_other_words_are_not() {
        for (one, other) in [
            ("2026-10-infolettre", "2026-11-infolettre"),
            ("infolettre-12", "infolettre-13"),
            ("2026-11-webinaire", "2026-11-webinaire"),
            ("2026-11-webinaire", "2026-11-atelier"),
            ("2026-11-inscrit", "2026-11-inscrite"),
            ("2026-11-zonea", "2026-11-zoneb"),
            ("affiche-mairie", "affiche-prefecture"),
            ("brevo", "brevet"),
            ("", "brevo"),
        ] {
            assert!(!is_near(one, other), "{one} {other}");
        }
    }
}

//! The parts of a page's path, as words.

use super::words::WORDS;
use crate::labels::{fold, is_mark, percent_decode};

/// One part of a path: `Espace_Pro.php` is the words `espace`, `pro` of a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Folded: lower case, without accents.
    pub words: Vec<String>,
    /// Whether it has the extension of a page: `.html`, `.aspx`.
    pub page: bool,
}

impl Part {
    fn new(part: &str) -> Self {
        // A session id of Java stands behind a `;`.
        let part = percent_decode(part.split(';').next().unwrap_or_default());
        let mut names = part.split('.');
        let name = names.next().unwrap_or_default();
        let is_page = |name: &&str| WORDS.page_extensions.has(&name.to_ascii_lowercase());
        let (pages, others): (Vec<_>, Vec<_>) = names.partition(is_page);
        let words = std::iter::once(name).chain(others).flat_map(words).collect();
        Self { words, page: !pages.is_empty() }
    }

    /// The words without anything between them.
    pub fn whole(&self) -> String {
        self.words.concat()
    }
}

/// The parts of a path, and of the route behind its `#`.
pub fn parts(path: &str) -> Vec<Part> {
    let parts = path.split(['/', '#']).map(|part| part.trim_matches(['!', ' ']));
    parts.filter(|part| !part.is_empty()).map(Part::new).collect()
}

/// The words of a name: what letters and digits make, and what capitals begin (`signIn`).
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut lower = false;
    for c in name.chars() {
        let letter = c.is_alphanumeric() || is_mark(c);
        if !letter || (lower && c.is_uppercase()) {
            words.push(String::new());
        }
        lower = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| letter) {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words.iter().map(|word| fold(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_words() {
        let words = |path: &str| parts(path).iter().map(|part| part.words.join(" ")).collect::<Vec<_>>();
        assert_eq!(words("/"), Vec::<String>::new());
        assert_eq!(words("/users/sign_in"), ["users", "sign in"]);
        assert_eq!(words("//tableauDeBord/"), ["tableau de bord"]);
        assert_eq!(words("/R%C3%A9seau/%C3%89t%C3%A9_1.html"), ["reseau", "ete 1"]);
        assert_eq!(words("/index.fr.php;jsessionid=A1"), ["index fr"]);
        assert_eq!(words("/app/#!/mes-demandes"), ["app", "mes demandes"]);
        assert_eq!(words("/e\u{301}te\u{301}"), ["ete"], "decomposed");
        assert_eq!(words("/2FA/главная"), ["2fa", "главная"]);
    }

    #[test]
    fn only_the_extension_of_a_page_is_no_word() {
        let read = |path: &str| parts(path).pop().map(|part| (part.words.join(" "), part.page));
        assert_eq!(read("/login.PHP"), Some(("login".to_owned(), true)));
        assert_eq!(read("/connexion.PDF"), Some(("connexion pdf".to_owned(), false)));
        assert_eq!(read("/html"), Some(("html".to_owned(), false)));
    }

    proptest::proptest! {
        #[test]
        fn any_path_can_be_read(path: String) {
            let _ = parts(&path);
        }
    }
}

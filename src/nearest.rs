//! What was meant by a name that is not known.

/// How alike two names must be for one to be suggested for the other, from 0 to 1 (Jaro–Winkler).
/// Of one or two slips of the keyboard in a key, a finding, a channel or the name of a site, nine
/// in ten stay above 0.8; below it, other words come in: `server` for `self-referral`, `podcast`
/// for `docs`.
const NEAR: f64 = 0.8;

/// The known name that is most like `wrong`, if one is like it.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    all(wrong, known, |name| name).first().copied()
}

/// All that have a name like `wrong`, the most like it first.
pub fn all<'a, T>(wrong: &str, known: impl IntoIterator<Item = T>, name: impl Fn(&T) -> &'a str) -> Vec<T> {
    let scored = known.into_iter().map(|one| (strsim::jaro_winkler(name(&one), wrong), one));
    let mut near: Vec<_> = scored.filter(|(score, _)| *score >= NEAR).collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 8] =
        ["period", "retries", "red_flag", "token_file", "email", "docs", "linkedin", "self-referral"];

    #[test]
    fn slips_are_found() {
        for (wrong, meant) in [
            ("periode", "period"),
            ("retry", "retries"),
            ("redflag", "red_flag"),
            ("token", "token_file"),
            ("token_auth", "token_file"),
            ("emial", "email"),
            ("liknedin", "linkedin"),
            ("self-refferal", "self-referral"),
        ] {
            assert_eq!(nearest(wrong, KNOWN), Some(meant), "{wrong}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for wrong in ["", "pigeon", "forum", "password", "courriel", "server", "podcast"] {
            assert_eq!(nearest(wrong, KNOWN), None, "{wrong}");
        }
    }

    #[test]
    fn the_most_alike_comes_first() {
        assert_eq!(
            all("Pass Emplois", ["Pass Emploi 2", "Pass Emploi", "Itou"], |name| name),
            ["Pass Emploi", "Pass Emploi 2"]
        );
    }
}

//! The tagged link that is suggested for a page.

use url::Url;

use super::address::Part;
use super::kind::is_language;
use super::words::WORDS;
use crate::channels::Channel;
use crate::labels::fold;
use crate::labels::personal::redact;

/// A link to the page with a tag for the channel, its campaign named after the page. None to a page
/// that is not to be shared: with personal data in its path, or an error. `parts` are those below
/// the site's folder.
pub fn link(site_url: &str, path: &str, parts: &[Part], channel: &Channel) -> Option<String> {
    if !path.starts_with('/') || redact(path) != path || is_error(parts) {
        return None;
    }
    let mut url = Url::parse(site_url).ok()?;
    let (folder, route) = path.split_once('#').map_or((path, None), |(folder, route)| (folder, Some(route)));
    url.set_query(None);
    url.set_path(folder);
    url.set_fragment(route);
    let campaign = slug(path);
    url.query_pairs_mut()
        .append_pair("utm_source", &channel.tag.source)
        .append_pair("utm_medium", &channel.tag.medium)
        .append_pair("utm_campaign", if campaign.is_empty() { "a-nommer" } else { &campaign });
    Some(url.to_string())
}

/// `/documents/guide-locataire-2026.html` → `guide-locataire-2026`
fn slug(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default();
    let name = last.rsplit_once('.').map_or(last, |(name, _)| name);
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// `/404`, `/fr/erreur-404.html`, `/error/not-found`, and `404/URL = …`, as Matomo advises to call
/// such a page.
fn is_error(parts: &[Part]) -> bool {
    let is = |part: &Part| WORDS.errors.has(&part.whole());
    let about = |part: &&Part| WORDS.editorial.has(&part.whole());
    let begins = |part: &Part| WORDS.first_errors.has(&part.whole());
    let own: Vec<_> = parts.iter().skip_while(|part| is_language(&part.words)).collect();
    let first = own.split_first().is_some_and(|(first, rest)| {
        begins(first) && (is_number(first) || rest.iter().all(|part| is(part) || is_number(part)))
    });
    first || parts.iter().take_while(|part| !about(part)).any(is)
}

fn is_number(part: &Part) -> bool {
    part.words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::address::parts;
    use super::*;
    use crate::channels::Channels;

    fn link_to(path: &str) -> Option<String> {
        let channels = Channels::builtin();
        link("https://a.example.fr/x?y#z", path, &parts(path), channels.get("email")?)
    }

    #[test]
    fn a_link_has_its_tags_before_the_route() {
        assert_eq!(
            link_to("/app/#/demande").as_deref(),
            Some(
                "https://a.example.fr/app/?utm_source=newsletter&utm_medium=email&utm_campaign=demande#/demande"
            )
        );
        assert_eq!(
            link_to("/a/Été 1.html").as_deref(),
            Some(
                "https://a.example.fr/a/%C3%89t%C3%A9%201.html?utm_source=newsletter&utm_medium=email&utm_campaign=ete-1"
            )
        );
    }

    #[test]
    fn a_name_in_another_script_stays_in_it() {
        let link = link_to("/aide/Помощь").unwrap();
        assert!(link.ends_with("utm_campaign=%D0%BF%D0%BE%D0%BC%D0%BE%D1%89%D1%8C"), "{link}");
    }

    #[test]
    fn no_link_to_an_error_page() {
        for path in [
            "/404",
            "/404.html",
            "/404/",
            "/404/URL = /ancienne-page/From = https://lettre.example.org",
            "/404/URL%20=%20/ancienne-page",
            "/fr/404",
            "/erreur-404",
            "/erreur 404",
            "/en/error/404",
            "/errors/not-found",
            "/erreur",
            "/page-introuvable",
            "/Page_Not_Found.aspx",
            "/site/notFound",
            "/500.html",
            "/#/404",
        ] {
            assert_eq!(link_to(path), None, "{path}");
        }
    }

    #[test]
    fn a_number_or_a_word_like_that_of_an_error_is_no_error() {
        for path in [
            "/article/404",
            "/actualites/404",
            "/404-questions-sur-l-apl",
            "/erreurs-de-declaration",
            "/erreurs/droit-a-l-erreur",
            "/aide/erreur-404",
            "/fiche-500",
            "/salons/hall-404",
        ] {
            assert!(link_to(path).is_some(), "{path}");
        }
    }

    #[test]
    fn no_link_to_personal_data_nor_to_what_is_no_path() {
        for path in
            ["/suivi/jeanne.dupont@example.fr", "/#/suivi/jeanne.dupont%40example.fr", "Page URL not defined"]
        {
            assert_eq!(link_to(path), None, "{path}");
        }
    }
}

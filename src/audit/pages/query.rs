//! Queries that tell the page: without them, the address leads to another one.

use super::address::words;
use super::words::WORDS;

/// Words from which a key without a value is the title of a page.
const TITLE: usize = 3;
/// Letters from which a name and `id` are known for an id when written together: `sid` is one of a
/// session.
const NAME: usize = 3;

/// Whether the page is another one without its query: `/spip.php?article12`, `/?p=12`.
pub fn tells_the_page(query: &str) -> bool {
    query.split(['&', ';', '?']).any(|pair| match pair.split_once('=') {
        Some((key, value)) => !value.is_empty() && names_a_page(key),
        None => is_a_page(pair),
    })
}

fn names_a_page(key: &str) -> bool {
    let words = words(key);
    let key = words.concat();
    // Written together, `id` is that of a page with its name only: `articleid`, not `gclid`.
    let id_of = [key.strip_prefix("id"), key.strip_suffix("id")];
    let ends_in_id = || {
        let ends = [words.first(), words.last()];
        words.len() > 1
            && ends.into_iter().flatten().any(|word| word == "id")
            && !words.iter().any(|word| WORDS.visit_ids.has(word))
    };
    WORDS.page_keys.has(&key)
        || id_of.into_iter().flatten().any(|name| name.len() >= NAME && WORDS.page_keys.has(name))
        || ends_in_id()
}

/// A key without a value: `article12`, a path, a title with dashes. One word alone may be a tag of
/// one's own.
fn is_a_page(key: &str) -> bool {
    let name = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = name.len() < key.len() && WORDS.page_keys.has(name);
    let words = words(key);
    let title = words.len() >= TITLE && !words.iter().any(|word| WORDS.visit_ids.has(word));
    numbered || key.starts_with('/') || title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_tells_the_page_where_it_names_one() {
        for query in [
            "article12",
            "rubrique3",
            "p=12",
            "page_id=4",
            "id_article=12",
            "idArticle=12",
            "idarticle=12",
            "postid=3",
            "search_api_fulltext=apl",
            "page=recherche&recherche=apl",
            "lang=fr&id_rubrique=7",
            "option=com_content&view=article",
            "node/12=&q=node/12",
            "/contact",
            "-Nos-aides-au-logement-",
            "s=apl",
            "tx_news_pi1[news]=3&id=12",
            "utm_source=a&id=3",
        ] {
            assert!(tells_the_page(query), "{query}");
        }
    }

    #[test]
    fn what_says_where_one_comes_from_or_how_far_one_is_tells_no_page() {
        for query in [
            "",
            "utm_campaing=x",
            "utm_id=12",
            "gclid=x",
            "fbclid=x",
            "mc_eid=x&mc_cid=y",
            "campaign_id=3",
            "sessionId=3",
            "sid=3",
            "ref=lettre",
            "source=newsletter",
            "newsletter",
            "lang=en",
            "profil=asso&etape=2",
            "retour=/dossier",
            "code=x&state=y",
            "id=",
            "12345",
            "utm-newsletter-mars",
        ] {
            assert!(!tells_the_page(query), "{query}");
        }
    }
}

//! What a page is for someone who comes without a link, told from its address.

use unic_langid::LanguageIdentifier;
use url::Url;

use super::address::{Part, parts};
use super::query::tells_the_page;
use super::words::WORDS;
use crate::audit::facts::Entry;
use crate::config::Pages;

/// Parts that the address of a home page has at most: `/index.php/fr/accueil`.
const HOME_DEPTH: usize = 3;
/// Words that a part of it has at most: `page-d-accueil_zh-hans-cn`.
const HOME_WORDS: usize = 6;
/// Words of a part from which it is the title of an article, whatever they are.
const TITLE: usize = 7;
/// Words that one word of the lists may be written as: `mot-de-passe`.
const COMPOUND: usize = 3;
/// Letters of the longest word that may be written together with the next: `espace`.
const OPENING: usize = 6;
/// Words of a part after `mes`: `mes-simulations`, not `mes-premiers-pas-ici`.
const POSSESSIVE: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One that people type or have as a bookmark.
    Home,
    /// One that they are sent to by a login, or come back to.
    Application,
    /// Any other: nobody types its address.
    Deep,
}

/// Tells the pages of one site apart.
pub struct Kinds<'a> {
    pages: &'a Pages,
    sites: Vec<Base>,
}

/// An address of the site: its host, and the folder that it lives in.
struct Base {
    host: String,
    folder: Vec<Vec<String>>,
}

impl<'a> Kinds<'a> {
    /// `urls` are the main address and the aliases.
    pub fn new<'u>(pages: &'a Pages, urls: impl IntoIterator<Item = &'u String>) -> Self {
        Self { pages, sites: urls.into_iter().filter_map(|url| Base::new(url)).collect() }
    }

    pub fn of(&self, entry: &Entry) -> Kind {
        if let Some(kind) = self.configured(&entry.path) {
            return kind;
        }
        let parts = self.own(entry);
        if is_application(&parts) {
            Kind::Application
        } else if is_home(&parts) && !tells_the_page(&entry.query) {
            Kind::Home
        } else {
            Kind::Deep
        }
    }

    /// The parts of the page's path below the folder that the site lives in.
    pub fn own(&self, entry: &Entry) -> Vec<Part> {
        let mut parts = parts(&entry.path);
        parts.drain(..self.folder(&entry.origin, &parts));
        parts
    }

    /// What the configuration says of the page; it goes before the rules.
    fn configured(&self, path: &str) -> Option<Kind> {
        let path = path.trim_end_matches('/');
        let Pages { home, application, deep } = self.pages;
        let is = |page: &String| page.trim_end_matches('/').eq_ignore_ascii_case(path);
        if deep.iter().any(|entry| is_at_or_below(path, entry)) {
            Some(Kind::Deep)
        } else if home.iter().any(is) {
            Some(Kind::Home)
        } else {
            application.iter().any(|entry| is_at_or_below(path, entry)).then_some(Kind::Application)
        }
    }

    /// How many parts of the path are the folder that the site lives in.
    fn folder(&self, origin: &str, parts: &[Part]) -> usize {
        if self.sites.iter().all(|site| site.folder.is_empty()) {
            return 0;
        }
        let host = host(origin);
        // A host that is no alias is another name of the same server.
        let known = self.sites.iter().any(|site| site.host == host);
        let here = self.sites.iter().filter(|site| !known || site.host == host);
        let folders = here.map(|site| &site.folder);
        let begins =
            |folder: &&Vec<Vec<String>>| folder.iter().eq(parts.iter().take(folder.len()).map(|p| &p.words));
        folders.filter(begins).map(Vec::len).max().unwrap_or(0)
    }
}

impl Base {
    fn new(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let mut folder = parts(&format!("{}#{}", url.path(), url.fragment().unwrap_or_default()));
        while folder.last().is_some_and(is_home_part) {
            folder.pop();
        }
        Some(Self {
            host: bare(url.host_str()?).to_owned(),
            folder: folder.into_iter().map(|part| part.words).collect(),
        })
    }
}

/// The host of scheme and host, without `www.`; empty when there is none.
pub fn host(origin: &str) -> String {
    let url = Url::parse(origin).ok();
    url.as_ref().and_then(Url::host_str).map_or_else(String::new, |host| bare(host).to_owned())
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether the path is that of the configuration or below it; a word stands for a part of any path.
fn is_at_or_below(path: &str, entry: &str) -> bool {
    if !entry.starts_with('/') {
        let word = parts(entry).pop().map(|part| part.whole());
        return parts(path).iter().any(|part| Some(part.whole()) == word);
    }
    let entry = entry.trim_end_matches('/');
    let begins = path.get(..entry.len()).is_some_and(|start| start.eq_ignore_ascii_case(entry));
    begins && matches!(path.as_bytes().get(entry.len()), None | Some(b'/' | b'#'))
}

/// Every part says home: nothing at all, a language, a home word, or several of them.
fn is_home(parts: &[Part]) -> bool {
    parts.len() <= HOME_DEPTH && parts.iter().all(is_home_part)
}

fn is_home_part(part: &Part) -> bool {
    let home = |words: &[String]| WORDS.home.has(&words.concat());
    let words = &part.words[..];
    // Also both in one: `index_fr.html`, `fr-accueil`.
    let both = || {
        (1..words.len())
            .map(|cut| words.split_at(cut))
            .any(|(first, last)| (home(first) && is_language(last)) || (is_language(first) && home(last)))
    };
    words.len() <= HOME_WORDS
        && (home(words)
            || is_language(words)
            || (part.page && WORDS.home_files.has(&words.concat()))
            || both())
}

/// A language, alone or with a script and a country: `fr`, `pt-br`, `zh-hans`.
pub fn is_language(words: &[String]) -> bool {
    if let [word] = words {
        return WORDS.languages.has(word);
    }
    let Ok(locale) = words.join("-").parse::<LanguageIdentifier>() else { return false };
    let script = locale.script.is_none_or(|script| WORDS.scripts.has(&script.as_str().to_lowercase()));
    script && locale.variants().len() == 0 && WORDS.languages.has(locale.language.as_str())
}

/// A part says that one signs in, or is in a space of one's own.
fn is_application(parts: &[Part]) -> bool {
    if is_signing_up(parts) {
        return false;
    }
    let about = |part: &&Part| WORDS.editorial.has(&part.whole());
    parts.iter().take_while(|part| !about(part)).any(is_application_part)
}

/// `/users/sign_up`
fn is_signing_up(parts: &[Part]) -> bool {
    match parts {
        [.., before, last] => WORDS.accounts.has(&before.whole()) && WORDS.signing_up.has(&last.whole()),
        _ => false,
    }
}

fn is_application_part(part: &Part) -> bool {
    let Some(first) = part.words.first() else { return false };
    if WORDS.whole.has(&part.whole()) {
        return true;
    }
    if WORDS.articles.has(first) || part.words.len() >= TITLE {
        return false;
    }
    let words = vocabulary(&part.words);
    let all = |list: fn(&str) -> bool| words.iter().all(|word| list(word));
    let any = |list: fn(&str) -> bool| words.iter().any(|word| list(word));
    if any(is_head) {
        return all(|word| is_head(word) || is_person(word) || is_beside(word));
    }
    if any(|word| WORDS.spaces.has(word)) {
        let person = |word: &str| WORDS.people.has(word) || WORDS.possessives.has(word);
        return words.iter().any(|word| person(word))
            && words.iter().all(|word| person(word) || is_beside(word));
    }
    is_owned(&words)
}

/// `mon-dossier`, `mes-demandes-en-cours`, and `mes-` with any thing that is not information for
/// all.
fn is_owned(words: &[String]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let owned = |word: &String| WORDS.owned.has_any(word);
    let beside = |word: &String| owned(word) || is_person(word) || is_beside(word);
    match &first[..] {
        "mes" => rest.first().is_some_and(|thing| {
            owned(thing)
                || rest.iter().any(|word| WORDS.kept.has_any(word))
                || (words.len() == POSSESSIVE && !WORDS.general.has_any(thing))
        }),
        first => WORDS.possessives.has(first) && rest.iter().any(owned) && rest.iter().all(beside),
    }
}

fn is_head(word: &str) -> bool {
    WORDS.heads.has(word)
}

fn is_person(word: &str) -> bool {
    WORDS.people.has_any(word)
}

fn is_beside(word: &str) -> bool {
    WORDS.companions.has_any(word) || WORDS.possessives.has(word) || WORDS.spaces.has(word)
}

/// The words as the lists have them: `sign in` is `signin`, `moncompte` is `mon compte`.
fn vocabulary(words: &[String]) -> Vec<String> {
    let known = |word: &str| is_head(word) || WORDS.owned.has_any(word) || is_person(word);
    let mut found = Vec::new();
    let mut rest = words;
    while let [first, ..] = rest {
        let longest = (2..=COMPOUND.min(rest.len())).rev();
        let compound = longest.map(|length| (length, rest[..length].concat())).find(|(_, word)| known(word));
        let (length, word) = compound.unwrap_or_else(|| (1, first.clone()));
        rest = &rest[length..];
        match together(&word, known) {
            Some((before, after)) if !known(&word) => found.extend([before, after].map(str::to_owned)),
            _ => found.push(word),
        }
    }
    found
}

/// A possessive or `espace` written together with what follows: `monespace`, `espacepro`.
fn together(word: &str, known: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let opens = |word: &str| WORDS.possessives.has(word) || WORDS.spaces.has(word);
    let cuts = word.char_indices().skip(1).take(OPENING).map(|(at, _)| word.split_at(at));
    cuts.into_iter().find(|(before, after)| opens(before) && (known(after) || WORDS.spaces.has(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, query: &str) -> Entry {
        let origin = "https://www.a.example.fr".into();
        Entry { origin, path: path.into(), query: query.into(), visits: 1, summary: false }
    }

    fn kind(urls: &[&str], path: &str) -> Kind {
        let urls: Vec<_> = urls.iter().map(|url| (*url).to_owned()).collect();
        Kinds::new(&Pages::default(), &urls).of(&entry(path, ""))
    }

    /// Paths of French public services, from their sources and sites, and look-alikes.
    #[test]
    fn real_paths_are_what_they_should_be() {
        let mut wrong = Vec::new();
        for line in
            include_str!("paths.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let (expected, path) = line.split_once(' ').unwrap();
            let kind = kind(&["https://a.example.fr/"], path);
            if format!("{kind:?}").to_lowercase() != expected {
                wrong.push(format!("{path} is {kind:?}, not {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_folder_of_an_address_of_the_site_is_its_home() {
        let urls = ["https://a.example.fr/mon-app/", "https://b.example.fr/portail/accueil.html"];
        for (path, expected) in [
            ("/mon-app", Kind::Home),
            ("/mon-app/", Kind::Home),
            ("/Mon-App/fr/accueil", Kind::Home),
            ("/mon-app/index.html", Kind::Home),
            ("/", Kind::Home),
            ("/mon-app/aides", Kind::Deep),
            ("/mon-app-2", Kind::Deep),
            ("/aides/mon-app", Kind::Deep),
            // The folder of another host.
            ("/portail", Kind::Deep),
        ] {
            assert_eq!(kind(&urls, path), expected, "{path}");
        }
        let at = |origin: &str, path: &str| {
            let entry = Entry { origin: origin.into(), ..entry(path, "") };
            Kinds::new(&Pages::default(), &urls.map(str::to_owned)).of(&entry)
        };
        assert_eq!(at("https://b.example.fr", "/portail/"), Kind::Home);
        assert_eq!(at("https://b.example.fr", "/portail/index.php"), Kind::Home);
        assert_eq!(at("https://b.example.fr", "/mon-app"), Kind::Deep);
        assert_eq!(at("https://preprod.example.fr", "/mon-app"), Kind::Home, "a host that is no alias");
        assert_eq!(at("", "/mon-app"), Kind::Home, "Matomo does not say");
    }

    #[test]
    fn the_words_of_the_folder_do_not_count_for_its_pages() {
        let urls = ["https://a.example.fr/espace-pro/"];
        assert_eq!(kind(&urls, "/espace-pro/aides"), Kind::Deep);
        assert_eq!(kind(&urls, "/espace-pro/connexion"), Kind::Application);
        assert_eq!(kind(&urls, "/fr/espace-pro"), Kind::Application);
    }

    #[test]
    fn what_the_configuration_says_goes_first() {
        let list = |entries: &[&str]| entries.iter().map(|&entry| entry.to_owned()).collect();
        let pages = Pages {
            home: list(&["/app/"]),
            application: list(&["/dossier", "suivi"]),
            deep: list(&["/mes-demarches", "espace_pro", "/accueil/"]),
        };
        let urls = ["https://a.example.fr/".to_owned()];
        let kinds = Kinds::new(&pages, &urls);
        for (path, expected) in [
            ("/App", Kind::Home),
            ("/", Kind::Home),
            ("/dossier/12/suivi", Kind::Application),
            ("/dossier", Kind::Application),
            ("/dossiers", Kind::Deep),
            ("/demande/Suivi/3", Kind::Application),
            ("/connexion", Kind::Application),
            ("/mes-demarches/etat-civil", Kind::Deep),
            ("/fr/espace-pro", Kind::Deep),
            ("/accueil", Kind::Deep),
        ] {
            assert_eq!(kinds.of(&entry(path, "")), expected, "{path}");
        }
    }

    #[test]
    fn a_query_makes_another_page_of_the_home_page_only_where_it_names_one() {
        let pages = Pages::default();
        let urls = ["https://a.example.fr/".to_owned()];
        let kinds = Kinds::new(&pages, &urls);
        assert_eq!(kinds.of(&entry("/", "p=12")), Kind::Deep);
        assert_eq!(kinds.of(&entry("/spip.php", "article12")), Kind::Deep);
        assert_eq!(kinds.of(&entry("/spip.php", "lang=en")), Kind::Home);
        assert_eq!(kinds.of(&entry("/", "utm_campaing=a")), Kind::Home);
        assert_eq!(kinds.of(&entry("/connexion", "id=12")), Kind::Application);
    }

    /// A rule that looked at all pairs of characters or words would take minutes for one of these.
    #[test]
    fn a_very_long_address_is_read_as_fast_as_many_short_ones() {
        for part in ["a", "a-", "a/", "mes", "index-", "aB", "%25", "é.", "/espace", "fr-", "_", "#/"] {
            let long = format!("/{}", part.repeat((1 << 17) / part.len()));
            assert_ne!(kind(&["https://a.example.fr/"], &long), Kind::Application, "{part}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_address_has_a_kind(path: String, query: String, url: String) {
            let urls = [url];
            let _ = Kinds::new(&Pages::default(), &urls).of(&entry(&path, &query));
        }
    }
}

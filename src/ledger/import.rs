//! Links from elsewhere: pasted into a text, or the rows of another sheet, whose columns are found by name.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::civil::Date;

use super::address::{Tags, canonical};
use super::cell::{self, NoDate};
use super::columns::Column;
use super::sheet::{Record, Sheet};
use super::wanted::{Wanted, check_address, folded};
use super::{Decision, Ledger, Link, Status, read};
use crate::escape::Foreign;
use crate::labels::fold;
use crate::locale::Text;

/// A row or a pasted link, with what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Number of its line in the file, from 1.
    pub line: u64,
    pub wanted: Wanted,
    pub created: Option<Date>,
    pub status: Option<Status>,
    pub decision: Option<Decision>,
    pub decided: Option<Date>,
    pub wrong: Vec<Text>,
}

/// What a sheet holds.
#[derive(Debug)]
pub struct Import {
    pub found: Vec<Found>,
    /// Columns that say nothing that a ledger has.
    pub ignored: Vec<String>,
}

/// How other sheets call the columns of a ledger, without accents, case and separators.
const HEADINGS: [(Column, &[&str]); 18] = [
    (
        Column::Url,
        &[
            "url",
            "adresse",
            "address",
            "page",
            "destination",
            "urldestination",
            "urldedestination",
            "pagecible",
            "urlcible",
            "urldelapage",
            "adressedelapage",
            "landingpage",
            "websiteurl",
            "siteweb",
            "urldusite",
        ],
    ),
    (
        Column::Link,
        &[
            "link",
            "lien",
            "liens",
            "lientague",
            "lientracke",
            "liencomplet",
            "lienfinal",
            "lienutm",
            "lienapartager",
            "urlfinale",
            "finalurl",
            "fullurl",
            "urlcomplete",
            "urltaguee",
            "urltrackee",
            "urlutm",
            "urlgeneree",
            "generatedurl",
            "campaignurl",
            "taggedurl",
            "trackingurl",
        ],
    ),
    (
        Column::Campaign,
        &[
            "campaign",
            "campagne",
            "utmcampaign",
            "mtmcampaign",
            "campaignname",
            "nomdelacampagne",
            "nomdecampagne",
            "utmcampagne",
        ],
    ),
    (Column::Source, &["source", "utmsource", "mtmsource", "campaignsource", "origine"]),
    (
        Column::Medium,
        &["medium", "support", "utmmedium", "mtmmedium", "campaignmedium", "media", "canal", "channel"],
    ),
    (Column::Content, &["content", "contenu", "utmcontent", "mtmcontent", "campaigncontent", "variante"]),
    (Column::Short, &["short", "liencourt", "urlcourte", "adressecourte", "shorturl", "shortlink"]),
    (Column::Title, &["title", "titre", "nom", "name", "intitule", "libelle", "action"]),
    (Column::Owner, &["owner", "responsable", "equipe", "porteur", "team"]),
    (Column::Created, &["created", "creation", "creele", "datedecreation"]),
    (
        Column::Published,
        &[
            "published",
            "publication",
            "date",
            "datedepublication",
            "publiele",
            "datedenvoi",
            "dateenvoi",
            "envoi",
            "datedediffusion",
            "diffusion",
            "publicationdate",
            "senddate",
        ],
    ),
    (Column::Review, &["review", "revue", "bilan", "datedebilan", "datederevue", "ajugerle"]),
    (Column::Target, &["target", "objectif", "but", "goal"]),
    (Column::Cost, &["cost", "cout", "budget", "prix", "montant", "depense"]),
    (Column::Status, &["status", "statut", "etat"]),
    (Column::Decision, &["decision"]),
    (Column::Decided, &["decided", "decidele", "datedeladecision"]),
    (Column::Note, &["note", "notes", "remarque", "remarques", "commentaire", "commentaires", "comment"]),
];

/// What a file holds, which is no larger than a ledger may be.
pub fn open(path: &Path) -> Result<Vec<u8>, Text> {
    let bytes = read::open(path).and_then(|file| read::content(&file));
    bytes.map_err(|problem| read::unreadable(path, problem))
}

/// The rows of a sheet; `None` for a text whose first line names no columns.
pub fn sheet(path: &Path, bytes: &[u8]) -> Result<Option<Import>, Text> {
    let Ok(Some(sheet)) = Sheet::parse(read::text(path, bytes)?) else { return Ok(None) };
    let import = columns(&sheet.head).map(|(at, ignored)| Import {
        found: sheet.rows.iter().map(|row| of_row(row, &at)).collect(),
        ignored,
    });
    Ok(import)
}

type Places = HashMap<&'static str, usize>;

/// Where the columns stand, and those that nothing is known of; `None` when the line names no address.
fn columns(head: &Record<'_>) -> Option<(Places, Vec<String>)> {
    let mut at = Places::new();
    let mut ignored = Vec::new();
    for place in 0..head.cells.len() {
        let name = head.get(place);
        let wanted = key(name);
        let column =
            HEADINGS.iter().find(|(_, names)| names.contains(&&*wanted)).map(|(column, _)| column.name());
        match column.filter(|column| !at.contains_key(column)) {
            Some(column) => {
                at.insert(column, place);
            }
            None if name.is_empty() || wanted == "id" => {}
            None => ignored.push(name.to_owned()),
        }
    }
    let has_address = at.contains_key("url") || at.contains_key("link");
    has_address.then_some((at, ignored))
}

/// A heading without what stands in brackets, accents, case and separators: `Coût (€)` is `cout`.
fn key(name: &str) -> String {
    let folded = fold(name);
    let bare = folded.split(['(', '[']).next().unwrap_or_default();
    bare.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn of_row(row: &Record<'_>, at: &Places) -> Found {
    let get = |column: Column| at.get(column.name()).map_or("", |place| row.get(*place));
    let text = |column: Column| get(column).to_owned();
    let (url, link) = (text(Column::Url), text(Column::Link));
    let mut found = Found {
        line: row.line,
        wanted: Wanted {
            url: if url.is_empty() { link.clone() } else { url },
            campaign: text(Column::Campaign),
            source: text(Column::Source),
            medium: text(Column::Medium),
            content: text(Column::Content),
            short: text(Column::Short),
            title: text(Column::Title),
            owner: text(Column::Owner),
            note: text(Column::Note),
            ..Wanted::default()
        },
        ..Found::default()
    };
    let mut wrong = Vec::new();
    let mut date = |column: Column| read_date(get(column), &mut wrong);
    found.created = date(Column::Created);
    found.decided = date(Column::Decided);
    found.wanted.published = date(Column::Published);
    found.wanted.review = date(Column::Review);
    found.status = read_as(get(Column::Status), "link-status", cell::status, &mut wrong);
    found.decision = read_as(get(Column::Decision), "link-decision", cell::decision, &mut wrong);
    found.wanted.target = read_as(get(Column::Target), "link-no-target", cell::target, &mut wrong);
    found.wanted.cost = read_as(get(Column::Cost), "link-cost", super::amount, &mut wrong);
    found.wanted.is_draft = found.status == Some(Status::Draft);
    found.wrong = wrong;
    found.take(&link);
    found
}

fn read_date(text: &str, wrong: &mut Vec<Text>) -> Option<Date> {
    if text.is_empty() {
        return None;
    }
    let fault = |problem: NoDate| {
        let id = if problem == NoDate::Form { "link-date-form" } else { "link-date-none" };
        Text::new(id).with("value", Foreign::new(text))
    };
    cell::date(text).map_err(|problem| wrong.push(fault(problem))).ok()
}

fn read_as<T>(text: &str, id: &'static str, read: fn(&str) -> Option<T>, wrong: &mut Vec<Text>) -> Option<T> {
    let value = read(text);
    if value.is_none() && !text.is_empty() {
        wrong.push(Text::new(id).with("value", Foreign::new(text)));
    }
    value
}

impl Found {
    /// A link that was pasted into a line of a text.
    pub fn pasted(line: u64, address: String) -> Self {
        let mut found =
            Self { line, wanted: Wanted { url: address, ..Wanted::default() }, ..Self::default() };
        found.take("");
        found
    }

    /// Whether it has any tag.
    pub fn is_tagged(&self) -> bool {
        self.wanted.tags() != Tags::default()
    }

    /// Takes the tags of the addresses over; one that has tags is kept as it was pasted.
    fn take(&mut self, link: &str) {
        let wanted = &mut self.wanted;
        let addresses = [&wanted.url, link, &wanted.short].map(ToOwned::to_owned);
        let mut checked: Vec<_> = addresses.iter().filter(|address| !address.is_empty()).collect();
        checked.dedup();
        self.wrong.extend(checked.into_iter().filter_map(|address| check_address(address).err()));
        let [pasted, link, _] = addresses;
        self.wrong.extend(wanted.take_tags());
        if wanted.url != pasted {
            wanted.link = pasted;
        }
        if !link.is_empty() && link != wanted.link {
            // Its tags are those of the row; the row's address is where it leads.
            let destination = std::mem::replace(&mut wanted.url, link.clone());
            self.wrong.extend(wanted.take_tags());
            wanted.link = if wanted.url == link { String::new() } else { link };
            wanted.url = destination;
        }
    }
}

/// What is in the ledger, to be asked of for each row.
#[derive(Debug, Default)]
pub struct Index {
    links: HashSet<[String; 5]>,
    /// Pages of the links with the same tags.
    pages: HashMap<[String; 4], (String, String)>,
    ids: HashSet<String>,
}

impl Index {
    pub fn of(ledger: &Ledger) -> Self {
        let mut index = Self::default();
        ledger.links.iter().for_each(|link| index.add(link));
        index
    }

    pub fn add(&mut self, link: &Link) {
        let url = canonical(&link.url);
        self.links.insert(exact(&url, link.tags()));
        self.pages.entry(folded(link.tags())).or_insert_with(|| (url, link.id.clone()));
        self.ids.insert(link.id.to_ascii_lowercase());
    }

    pub fn has(&self, wanted: &Wanted) -> bool {
        self.links.contains(&exact(&canonical(&wanted.url), wanted.tags()))
    }

    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Page and id of a link with the same tags to another page.
    pub fn twin(&self, wanted: &Wanted) -> Option<(&str, &str)> {
        let (url, id) = self.pages.get(&folded(wanted.tags()))?;
        (*url != canonical(&wanted.url)).then_some((url.as_str(), id.as_str()))
    }
}

fn exact(url: &str, tags: Tags<'_>) -> [String; 5] {
    [url, tags.campaign, tags.source, tags.medium, tags.content].map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names() {
        let text = "Nom de la campagne;Support;Source;Lien;Date d’envoi;Coût (€);Objectif;Couleur\n\
                    2026-11-a;email;brevo;https://x.fr/a;05/11/2026;1 250,50;40 visites;bleu\n\
                    2026-11-b;sms;;https://x.fr/b?utm_source=orange;31/02/2026;gratuit;;\n";
        let import = sheet(Path::new("x.csv"), text.as_bytes()).unwrap().unwrap();
        assert_eq!(import.ignored, ["Couleur"]);
        let [first, second] = &import.found[..] else { panic!("{import:?}") };
        assert_eq!((first.line, &*first.wanted.medium, first.wanted.cost), (2, "email", Some(1250.5)));
        assert_eq!(first.wanted.published, Some(jiff::civil::date(2026, 11, 5)));
        assert_eq!((&*first.wanted.url, &*first.wanted.link, first.wrong.len()), ("https://x.fr/a", "", 0));
        assert_eq!((&*second.wanted.source, second.wrong.len()), ("orange", 2));
        assert_eq!(second.wanted.link, "https://x.fr/b?utm_source=orange");
    }
}

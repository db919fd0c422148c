mod writing;

use std::time::Instant;

use jiff::civil::date;

use super::*;
use crate::locale::{Lang, Locale};

const HEAD: &str = "id,url,campaign,source,medium,created,published,target,cost,status,decision\n";

fn parse(text: &str) -> Ledger {
    Ledger::parse(Path::new("links.csv"), text.as_bytes()).unwrap()
}

fn french(text: &Text) -> String {
    Locale::new(Lang::Fr).text(text).replace(['\u{a0}', '\u{202f}'], " ")
}

fn faults(text: &str) -> Vec<String> {
    parse(text).faults.iter().map(|fault| french(&fault.text)).collect()
}

/// The error of what cannot be read, with what to do.
fn refused(bytes: &[u8]) -> String {
    let text = Ledger::parse(Path::new("links.csv"), bytes).unwrap_err();
    let hint = Locale::new(Lang::Fr).attribute(&text, "hint").unwrap();
    format!("{} → {}", french(&text), hint.replace(['\u{a0}', '\u{202f}'], " "))
}

fn fixture(name: &str) -> Ledger {
    Ledger::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/links").join(name)).unwrap()
}

#[test]
fn the_ids_of_two_teams_are_those_of_the_rule() {
    for (name, count) in [("registre.csv", 26), ("registre-coeur.csv", 15)] {
        let ledger = fixture(name);
        assert_eq!((ledger.links.len(), ledger.faults.len()), (count, 0));
        for link in &ledger.links {
            assert_eq!(id(&link.url, link.tags(), |_| false), link.id);
        }
    }
}

#[test]
fn a_spreadsheet_may_have_its_way_with_it() {
    let text = "\u{feff}\"Státus\";ID ;Équipe;Campaign;source;medium;URL;Created;Published;Target;Cost;Decision\r\n\
        ;;;;;;;;;;;\r\n\
        Actif;K7MQ2D;com;\"rentrée; 2026\";brevo;email;https://x.fr/;05/11/2026;2026-11-06;40 Visites;\"12,50\";Arrêter\r\n\r\n";
    let ledger = parse(text);
    assert_eq!(ledger.faults, []);
    let link = &ledger.links[0];
    assert_eq!((link.line, &*link.id, &*link.campaign), (3, "k7mq2d", "rentrée; 2026"));
    assert_eq!((link.created, link.published), (date(2026, 11, 5), Some(date(2026, 11, 6))));
    assert_eq!(link.target, Some(Target { count: 40, of: Unit::Visits }));
    assert_eq!((link.cost, link.status, link.decision), (Some(12.5), Status::Active, Some(Decision::Stop)));
}

#[test]
fn all_faults_are_told_at_once_and_what_is_right_is_read() {
    let text = format!(
        "{HEAD}k7mq2d,https://x.fr/,a,b,email,2026-11-01,,,,active,\n\
         k7mq2f,https://x.fr/,\"a\nb\",b,email,31/02/2026,,,,active,\n\
         k7mq2d,https://x.fr/,a,b,social,2026-11-01,,,,active,\n\
         k7mq2g,https://x.fr/,a,b,email,2026-11-01,demain,40,-3,actve,stopp\n\
         ,x.fr,,b,email,2026-11-01,,,gratuit,inconnu,\n\
         aeiouy,https://x.fr/,a,b,email,2026-11-01,,,,active,,oups\n\
         <<<<<<< HEAD\n\
         k7mq2h,https://x.fr/,a,b,email,2026-11-01,,,,active,\n\
         k7mq2h,https://x.fr/,a,b,email,2026-11-01,,,,active,\n"
    );
    let ledger = parse(&text);
    assert_eq!(ledger.links.iter().map(|link| (&*link.id, link.line)).collect::<Vec<_>>(), [("k7mq2h", 10)]);
    assert_eq!(
        faults(&text),
        [
            "lignes 2 et 5 : deux versions de k7mq2d",
            "ligne 3 : la date « 31/02/2026 » n’existe pas (created)",
            "ligne 6 : le statut « actve » n’existe pas ; est-ce active ?",
            "ligne 6 : « demain » n’est pas une date (published) ; écrivez 2026-11-26 ou 26/11/2026",
            "ligne 6 : l’objectif « 40 » ne se lit pas ; écrivez « 40 visits » ou « 5 conversions »",
            "ligne 6 : le coût « -3 » est négatif",
            "ligne 6 : la décision « stopp » n’existe pas ; est-ce stop ?",
            "ligne 7 : id est vide",
            "ligne 7 : campaign est vide",
            "ligne 7 : « x.fr » n’est pas une adresse en https://",
            "ligne 7 : le statut « inconnu » n’existe pas ; écrivez draft, active ou retired",
            "ligne 7 : le coût « gratuit » n’est pas un montant",
            "ligne 8 : 12 cellules pour 11 colonnes ; un texte avec le séparateur se met entre guillemets",
            "ligne 8 : « aeiouy » n’est pas un identifiant de lien",
            "ligne 9 : git y attend que vous choisissiez entre deux versions",
        ]
    );
    assert_eq!(ledger.faults[0].lines, [2, 5]);
}

#[test]
fn more_than_two_versions_are_all_named() {
    let line = |source: &str| format!("k7mq2d,https://x.fr/,a,{source},email,2026-11-01,,,,active,\n");
    let text = [HEAD, &line("a"), &line("b"), &line("a"), &line("c")].concat();
    assert_eq!(faults(&text), ["lignes 2, 3 et 5 : 3 versions de k7mq2d"]);
}

#[test]
fn what_cannot_be_read_at_all_is_told_with_what_to_do() {
    let latin =
        [HEAD.as_bytes(), b"k7mq2d,https://x.fr/,rentr\xe9e,b,email,2026-11-01,,,,active,\n"].concat();
    let wide: Vec<u8> = "\u{feff}id,url".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf8 = "enregistrez-le en UTF-8 : « CSV UTF-8 » dans Excel, « Unicode (UTF-8) » dans LibreOffice";
    for (bytes, said) in [
        (latin, format!("le registre links.csv est en Windows-1252 : voyez la ligne 2 → {utf8}")),
        (wide, format!("le registre links.csv est en UTF-16 → {utf8}")),
        (b"id\n\xff\x81".to_vec(), format!("le registre links.csv n’est pas du texte : voyez la ligne 2 → {utf8}")),
        (
            b"id,url,campain,source,medium,created\n".to_vec(),
            "il manque 2 colonnes au registre links.csv : campaign, status → renommez dans la première ligne : campain → campaign"
                .to_owned(),
        ),
        (
            b"id,url,campaign,source,medium,created,status,ID\n".to_vec(),
            "le registre links.csv a deux colonnes id → renommez l’une des deux".to_owned(),
        ),
        (
            format!("{HEAD}k7mq2d,https://x.fr/,\"ren").into_bytes(),
            "le registre links.csv a un guillemet jamais fermé, ouvert à la ligne 2 → si le fichier est coupé, reprenez-en une copie complète ; sinon, fermez ce guillemet"
                .to_owned(),
        ),
        (
            b"\n".to_vec(),
            "le registre links.csv est vide → `matomo-audit link new` y écrit les colonnes et le premier lien".to_owned(),
        ),
    ] {
        assert_eq!(refused(&bytes), said);
    }
}

#[test]
#[cfg(unix)]
fn what_is_no_ordinary_file_is_told_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let large = folder.path().join("large");
    std::fs::File::create(&large).unwrap().set_len(17 * 1024 * 1024).unwrap();
    for (path, said) in [
        (folder.path().to_owned(), "c’est un dossier"),
        (fifo, "c’est un tube ou une socket, et non un fichier"),
        ("/dev/zero".into(), "c’est un périphérique, et non un fichier"),
        (large, "il dépasse 16 Mio"),
        (folder.path().join("none"), "il n’y a pas de registre"),
    ] {
        let said_of_it = french(&Ledger::read(&path).unwrap_err());
        assert!(said_of_it.contains(said), "{said_of_it}");
    }
    assert_eq!(Ledger::read_or_new(&folder.path().join("none")).unwrap().links, []);
    assert!(Ledger::read_or_new(folder.path()).is_err());
}

/// Some 20 ms with optimization; without it, a machine that does much else still takes less than this.
#[test]
fn ten_thousand_links_are_read_at_once() {
    let text = large(10_000);
    // The best of some, as other tests run beside it.
    let took = (0..5).map(|_| {
        let start = Instant::now();
        let ledger = parse(&text);
        assert_eq!((ledger.links.len(), ledger.faults.len()), (10_000, 0));
        start.elapsed()
    });
    let took = took.min().unwrap();
    let most = if cfg!(debug_assertions) { 2_000 } else { 30 };
    assert!(took.as_millis() <= most, "{took:?}");
}

/// As a sheet has them in which somebody drew the first id down its column.
#[test]
fn ten_thousand_versions_of_one_id_are_told_at_once_and_in_one_line() {
    let line = |at: usize| format!("k7mq2d,https://x.fr/,a{at},b,email,2026-11-01,,,,active,\n");
    let text = |count| format!("{HEAD}{}", (0..count).map(line).collect::<String>());
    assert_eq!(faults(&text(8)), ["lignes 2, 3, 4, 5, 6, 7, 8 et 9 : 8 versions de k7mq2d"]);
    assert_eq!(faults(&text(9)), ["lignes 2, 3, 4, 5, 6, 7, 8, 9 et une autre : 9 versions de k7mq2d"]);
    let many = text(10_000);
    let start = Instant::now();
    let ledger = parse(&many);
    let took = start.elapsed();
    assert_eq!((ledger.links.len(), ledger.faults.len(), ledger.faults[0].lines.len()), (0, 1, 10_000));
    assert!(french(&ledger.faults[0].text).ends_with("et 9 992 autres : 10 000 versions de k7mq2d"));
    let most = if cfg!(debug_assertions) { 2_000 } else { 30 };
    assert!(took.as_millis() <= most, "{took:?}");
}

/// A ledger of so many links.
pub fn large(count: usize) -> String {
    let mut text = format!("{}\n", COLUMNS.join(","));
    for number in 0..count {
        let campaign = format!("2026-11-action-{number}");
        let tags = Tags { campaign: &campaign, source: "brevo", medium: "email", content: "" };
        let url = "https://registre.example.fr/demande";
        // Of ten characters, so that all differ.
        let id = &id(url, tags, |id| id.len() < 10);
        text += &format!(
            "{id},{url},{campaign},brevo,email,,{},,\"Une action, de plus\",bizdev,2026-11-01,2026-11-02,2026-11-16,40 visits,\"12,5\",active,continue,2026-11-20,On recommence en janvier\n",
            tagged(url, tags, id, Carrier::Id)
        );
    }
    text
}

//! Making links, showing them, and taking them from elsewhere.

use std::collections::BTreeSet;
use std::process::Stdio;

use crate::support::{Matomo, Outcome, Reply, Setup, Tool, links, nowhere};

const TAGS: &str = "--medium email --source brevo --campaign 2026-11-atelier";

/// `link new` in French.
fn new(tool: &Tool, words: &str) -> Outcome {
    tool.run(&format!("link new --lang fr {words}"))
}

/// A tool in whose folder is the ledger of a recorded team.
fn with_ledger(tool: Tool) -> Tool {
    tool.write("links.csv", &std::fs::read_to_string(links().join("registre.csv")).unwrap());
    tool
}

/// A refusal: nothing on stdout, nothing written, and these words.
#[track_caller]
fn refused(tool: &Tool, words: &str, said: &[&str]) {
    let before = std::fs::read(tool.path("links.csv")).ok();
    let outcome = new(tool, words);
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{words}\n{outcome}");
    let stderr = plain(&outcome.stderr);
    for said in said {
        assert!(stderr.contains(said), "{words}\nnot {said:?} in\n{stderr}");
    }
    // What the plan refuses has its advice in the sentence.
    assert!(stderr.contains("\nconseil : ") || stderr.contains("dans le plan"), "{words}\n{stderr}");
    assert_eq!(std::fs::read(tool.path("links.csv")).ok(), before, "{words}");
}

/// With ordinary spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_link_is_printed_and_written() {
    let tool = Tool::new();
    let outcome = new(
        &tool,
        "https://registre.example.fr/demande --medium email --source brevo --campaign 2026-09-rentree-associations",
    );
    let link = "https://registre.example.fr/demande?utm_source=brevo&utm_medium=email\
                &utm_campaign=2026-09-rentree-associations&utm_id=rh2s6j";
    assert_eq!((outcome.code, outcome.stdout.trim_end()), (0, link), "{outcome}");
    let stderr = plain(&outcome.stderr);
    assert!(stderr.contains("rh2s6j écrit dans links.csv, à juger le "), "{stderr}");
    assert!(stderr.ends_with("matomo-audit.toml :\n[links]\nledger = \"links.csv\"\n"), "{stderr}");
    let ledger = tool.read("links.csv");
    let lines: Vec<_> = ledger.lines().collect();
    assert_eq!(lines.len(), 2, "{ledger}");
    assert!(lines[1].starts_with(
        "rh2s6j,https://registre.example.fr/demande,2026-09-rentree-associations,brevo,email,,"
    ));
    assert!(lines[1].contains(link), "{ledger}");
}

#[test]
fn the_same_link_again_is_the_existing_one() {
    let tool = Tool::new();
    let first = new(&tool, &format!("https://exemple.fr/atelier {TAGS}"));
    let ledger = tool.read("links.csv");
    for again in [
        format!("https://exemple.fr/atelier {TAGS} --title Atelier --owner bizdev"),
        // The day of its review is no mistake, when it is past.
        format!("https://exemple.fr/atelier {TAGS} --review 2026-01-15"),
        format!("HTTPS://Exemple.fr/atelier/ {TAGS}"),
        first.stdout.trim_end().to_owned(),
    ] {
        let again = new(&tool, &again);
        assert_eq!((again.code, &again.stdout), (0, &first.stdout), "{again}");
        assert!(again.stderr.contains("rien n’est écrit"), "{again}");
    }
    assert_eq!(tool.read("links.csv"), ledger);
}

#[test]
fn tags_stand_between_the_query_and_the_fragment() {
    let tool = Tool::new();
    let words = [
        "link",
        "new",
        "https://exemple.fr/s?etape=2&utm_source=brevo#haut",
        "--medium",
        "email",
        "--source",
        "brevo",
    ];
    let outcome =
        tool.run_args(words.into_iter().chain(["--campaign", "2026-11-atelier", "--content", "bouton-haut"]));
    let id = tool.read("links.csv").lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    assert_eq!(
        outcome.stdout,
        format!(
            "https://exemple.fr/s?etape=2&utm_source=brevo&utm_medium=email\
             &utm_campaign=2026-11-atelier&utm_content=bouton-haut&utm_id={id}#haut\n"
        ),
        "{outcome}"
    );
}

#[test]
fn without_a_terminal_all_that_is_missing_is_named() {
    let tool = Tool::new();
    refused(&tool, "", &["il manque : URL, --medium, --source, --campaign"]);
    refused(&tool, "https://exemple.fr --source brevo", &["il manque : --medium, --campaign"]);
}

#[test]
fn addresses_that_cannot_be_shared_are_refused() {
    let tool = Tool::new();
    for (url, said) in [
        (
            "exemple.fr/a",
            "il manque https:// devant « exemple.fr/a »\nconseil : écrivez https://exemple.fr/a",
        ),
        ("//exemple.fr/a", "écrivez https://exemple.fr/a"),
        ("localhost:8000/a", "écrivez https://localhost:8000/a"),
        ("ftp://exemple.fr/a", "un lien commence par https://, pas par ftp:"),
        ("mailto:contact", "un lien commence par https://, pas par mailto:"),
        ("https:///a", "« https:///a » ne mène à aucun site"),
        ("https://", "ne mène à aucun site"),
        ("https://jeanne:secret@exemple.fr/", "un identifiant ou un mot de passe"),
        ("https://exemple.fr/#utm_campaign=a", "des tags suivent le signe #"),
        ("https://exemple.fr/?utm_medium=sms", "l’adresse dit utm_medium=sms, l’option dit « email »"),
        ("https://exemple.fr/?mtm_campaign=autre", "l’adresse dit mtm_campaign=autre"),
        ("https://exemple.fr/?utm_id=share-doc", "l’adresse porte utm_id=share-doc"),
        (
            "https://exemple.fr/?email=jeanne.dupont@example.fr",
            "donnée personnelle dans l’adresse : une adresse e-mail",
        ),
    ] {
        refused(&tool, &format!("{url} {TAGS}"), &[said]);
    }
    let spaced = ["link", "new", "--lang", "fr", "https://exemple.fr/a b"];
    let outcome = tool.run_args(spaced.into_iter().chain(TAGS.split(' ')));
    assert!(outcome.code == 2 && plain(&outcome.stderr).contains("contient un espace"), "{outcome}");
    assert!(tool.files().is_empty());
}

#[test]
fn tags_of_the_address_are_taken_over() {
    let tool = Tool::new();
    let outcome =
        new(&tool, "https://exemple.fr/?a=1&mtm_source=brevo&utm_medium=email --campaign c --medium email");
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(
        outcome
            .stdout
            .starts_with("https://exemple.fr/?a=1&utm_source=brevo&utm_medium=email&utm_campaign=c&utm_id=")
    );
}

#[test]
fn personal_data_is_in_no_field() {
    let tool = Tool::new();
    let address = "https://exemple.fr/a";
    for (option, field) in [
        ("--campaign jeanne.dupont@example.fr --source brevo", "la campagne"),
        ("--campaign c --source jeanne.dupont@example.fr", "la source"),
        ("--campaign c --source brevo --content 0612345678", "le contenu"),
        ("--campaign c --source brevo --title jeanne.dupont@example.fr", "le titre"),
        ("--campaign c --source brevo --owner jeanne.dupont@example.fr", "le responsable"),
    ] {
        let words = format!("{address} --medium email --allow-similar {option}");
        refused(&tool, &words, &[&format!("donnée personnelle dans {field} : ")]);
        assert!(!new(&tool, &words).stderr.contains("jeanne"));
    }
}

#[test]
fn values_that_are_none_are_refused() {
    let tool = Tool::new();
    let words = |more: &str| format!("https://exemple.fr/a {TAGS} {more}");
    refused(
        &tool,
        &words("--target beaucoup --cost gratuit"),
        &["l’objectif « beaucoup »", "le coût « gratuit »"],
    );
    refused(&tool, &words("--cost -2"), &["le coût « -2 » n’est pas un montant"]);
    refused(
        &tool,
        &words("--published 2026-11-20 --review 2026-11-01"),
        &["la revue du 2026-11-01 précède la publication du 2026-11-20"],
    );
    refused(&tool, &words("--short exemple.fr/a"), &["il manque https://"]);
    let args = ["link", "new", "https://exemple.fr/a", "--target", "40 visites", "--cost", "12,50"];
    let outcome = tool.run_args(args.into_iter().chain(TAGS.split(' ')).chain(["--published", "2026-11-20"]));
    assert_eq!(outcome.code, 0, "{outcome}");
    let line = tool.read("links.csv").lines().nth(1).unwrap().to_owned();
    assert!(line.contains(",2026-11-20,2026-12-04,40 visits,12.5,active,"), "{line}");
}

#[test]
fn what_nobody_sees_is_in_no_field() {
    let tool = Tool::new();
    for (option, field) in
        [("--title", "le titre"), ("--owner", "le responsable"), ("--content", "le contenu")]
    {
        for text in ["a\u{1b}[31m", "a\u{202e}b", "a\nb"] {
            let words = format!("link new --lang fr https://exemple.fr/a {TAGS}");
            let outcome = tool.run_args(words.split(' ').chain([option, text]));
            assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome}");
            assert!(
                plain(&outcome.stderr).contains(&format!("{field} : un caractère ne se voit pas")),
                "{outcome}"
            );
        }
    }
    assert!(tool.files().is_empty());
}

#[test]
fn nothing_is_added_behind_an_open_quote() {
    let tool = Tool::new();
    let made = new(&tool, &format!("https://exemple.fr/a {TAGS}"));
    assert_eq!(made.code, 0, "{made}");
    let cut = format!("{}{}", tool.read("links.csv"), "k7mq2d,https://exemple.fr/b,c,s,m,,,,\"Atelier du 2");
    tool.write("links.csv", &cut);
    let outcome = new(&tool, &format!("https://exemple.fr/c {TAGS}"));
    assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome}");
    assert!(
        plain(&outcome.stderr).contains("links.csv a un guillemet jamais fermé, ouvert à la ligne 3"),
        "{outcome}"
    );
    assert_eq!(tool.read("links.csv"), cut);
}

/// Each would be counted as something else than what the ledger says.
#[test]
fn tags_that_would_not_arrive_are_refused() {
    let tool = Tool::new();
    let words = |campaign: &str| {
        format!("https://exemple.fr/a --medium email --source brevo --content haut --campaign {campaign}")
    };
    refused(&tool, &words("0"), &["la campagne : Matomo prend la valeur 0 pour rien"]);
    refused(&tool, &words("{{campaign}}"), &["« {{campaign}} » est un champ de modèle"]);
    refused(&tool, &words(&"é".repeat(126)), &["la campagne : plus de 250 octets"]);
    let content = format!("{TAGS} --content 0");
    refused(&tool, &format!("https://exemple.fr/a {content}"), &["le contenu : Matomo prend"]);
    assert_eq!(new(&tool, &words(&"é".repeat(125))).code, 0);
}

#[test]
fn an_address_that_matomo_would_cut_is_refused() {
    let tool = Tool::new();
    let long = |bytes: usize| format!("https://exemple.fr/{} {TAGS}", "ab-cd/".repeat(bytes / 6));
    refused(&tool, &long(960), &["octets, au-delà de 1 000"]);
    let outcome = new(&tool, &long(850));
    assert!(outcome.code == 0 && plain(&outcome.stderr).contains("attention : le lien a 9"), "{outcome}");
}

#[test]
fn near_names_and_taken_tags_are_refused() {
    let tool = with_ledger(Tool::new());
    let words = |campaign: &str, more: &str| {
        format!(
            "https://registre.example.fr/autre --medium email --source brevo --campaign {campaign} {more}"
        )
    };
    refused(
        &tool,
        &words("2026-09-rentree-association", ""),
        &["la campagne « 2026-09-rentree-association » ressemble à « 2026-09-rentree-associations »"],
    );
    refused(
        &tool,
        &words("2026-09-rentree-associations", ""),
        &["rh2s6j porte déjà ces tags, vers une autre page", "--content"],
    );
    refused(
        &tool,
        "https://registre.example.fr/x --medium social --source linkdin --campaign 2026-12-voeux",
        &["la source « linkdin » ressemble à « linkedin »"],
    );
    for fine in [
        words("2026-09-rentree-association", "--allow-similar"),
        words("2026-09-rentree-associations", "--content bouton"),
        words("2026-10-rentree-associations", ""),
    ] {
        assert_eq!(new(&tool, &fine).code, 0, "{fine}");
    }
}

#[test]
fn a_medium_that_is_in_no_plan_is_refused() {
    let tool = Tool::new();
    refused(
        &tool,
        "https://exemple.fr/a --medium emial --source brevo --campaign c",
        &["medium « emial » n’est pas dans le plan ; est-ce email ?"],
    );
    let tool = Tool::new()
        .config("[plan]\nid = \"none\"\nhosts = [\"exemple.fr\"]\n[plan.mediums]\nlettre = \"Infolettre\"\n");
    refused(&tool, "https://exemple.fr/a --medium email --source brevo --campaign c", &["email", "lettre"]);
    refused(
        &tool,
        "https://autre.fr/a --medium lettre --source brevo --campaign c",
        &["autre.fr n’est pas à nous", "nos adresses : exemple.fr"],
    );
    let outcome = new(&tool, "https://exemple.fr/a --medium lettre --source brevo --campaign c");
    assert_eq!(
        outcome.stdout, "https://exemple.fr/a?utm_source=brevo&utm_medium=lettre&utm_campaign=c\n",
        "{outcome}"
    );
    assert!(!outcome.stderr.contains("attention"), "{outcome}");
}

#[test]
fn nothing_is_written_on_a_trial() {
    let tool = Tool::new();
    let outcome = new(&tool, &format!("https://exemple.fr/a {TAGS} --dry-run"));
    assert!(outcome.code == 0 && outcome.stdout.starts_with("https://exemple.fr/a?"), "{outcome}");
    assert!(outcome.stderr.contains("serait écrit"), "{outcome}");
    assert!(tool.files().is_empty());
}

#[test]
fn a_draft_has_no_day() {
    let tool = Tool::new();
    let outcome = new(&tool, &format!("https://exemple.fr/a {TAGS} --draft"));
    assert!(outcome.stderr.contains("comme brouillon"), "{outcome}");
    let line = tool.read("links.csv").lines().nth(1).unwrap().to_owned();
    assert!(line.ends_with(",,,,,draft,,,"), "{line}");
}

#[test]
fn matomo_says_which_hosts_and_names_there_are() {
    let matomo = Setup::links(24).start();
    let tool = Tool::of(&matomo);
    let words =
        |url: &str, campaign: &str| format!("{url} --medium email --source brevo --campaign {campaign}");
    refused(
        &tool,
        &words("https://registr.example.fr/a", "c"),
        &["registr.example.fr n’est pas à nous ; vouliez-vous dire registre.example.fr ?"],
    );
    refused(
        &tool,
        &words("https://registre.example.fr/a", "petit-dejeuner-elu"),
        &[
            "la campagne « petit-dejeuner-elu » ressemble à « petit-dejeuner-elus », que Matomo a mesurée : 18 visites",
        ],
    );
    for url in ["https://registre.example.fr/a", "https://aide.registre.example.fr/a"] {
        let outcome = new(&tool, &words(url, "petit-dejeuner-elus --content a"));
        assert!(outcome.code == 0 || outcome.stderr.contains("porte déjà"), "{outcome}");
        assert!(!outcome.stderr.contains("attention"), "{outcome}");
    }
    assert!(matomo.exchanges().iter().all(|exchange| !exchange.is_segmented()));
}

#[test]
fn on_core_the_id_travels_as_the_keyword() {
    let matomo = Setup::links(26).start();
    let site = matomo_host(26);
    let words = format!("https://{site}/a {TAGS} --content bouton");
    let outcome = new(&Tool::of(&matomo), &words);
    assert!(
        outcome.code == 0 && outcome.stdout.contains("&utm_campaign=2026-11-atelier&utm_term="),
        "{outcome}"
    );
    assert!(!outcome.stdout.contains("utm_content") && !outcome.stdout.contains("utm_id"), "{outcome}");
    let tool = Tool::of(&matomo).config("[plan]\nparams = \"mtm\"\n");
    refused(&tool, &words, &["ce Matomo ne lit pas mtm_source"]);
    // Without Matomo, links are made as the last ones to that host.
    let tool = Tool::new();
    tool.write("links.csv", &std::fs::read_to_string(links().join("registre-coeur.csv")).unwrap());
    let outcome = new(&tool, &words);
    assert!(outcome.stdout.contains("&utm_term="), "{outcome}");
    let tool = Tool::of(&Setup::links(24).start()).config("[plan]\nparams = \"mtm\"\n");
    let outcome = new(&tool.without("MATOMO_URL"), &words);
    assert!(outcome.stdout.contains("?mtm_source=brevo&mtm_medium=email&mtm_campaign="), "{outcome}");
    assert!(outcome.stdout.contains("&mtm_content=bouton&mtm_cid="), "{outcome}");
}

/// The host that the links of a recorded team lead to.
fn matomo_host(site: u64) -> String {
    let name = if site == 24 { "registre.csv" } else { "registre-coeur.csv" };
    let ledger = std::fs::read_to_string(links().join(name)).unwrap();
    let url = ledger.lines().nth(1).unwrap().split(',').nth(1).unwrap().to_owned();
    url::Url::parse(&url).unwrap().host_str().unwrap().to_owned()
}

#[test]
fn a_matomo_that_does_not_answer_keeps_no_link_back() {
    let tool = Tool::of(&Matomo::start()).env("MATOMO_URL", &nowhere());
    let outcome = new(&tool, &format!("https://exemple.fr/a {TAGS}"));
    assert!(outcome.code == 0 && outcome.stdout.starts_with("https://exemple.fr/a?"), "{outcome}");
    assert!(
        plain(&outcome.stderr)
            .contains("attention : Matomo n’a pas pu être interrogé, le lien est fait sans lui : ")
    );
    let refusing = Matomo::always(Reply::error(401, "no"));
    let outcome = new(&Tool::of(&refusing), &format!("https://exemple.fr/a {TAGS}"));
    assert!(outcome.code == 0, "{outcome}");
    assert_eq!(refusing.exchanges().len(), 1);
}

#[test]
fn a_hundred_at_once_lose_nothing() {
    let tool = Tool::new();
    let children: Vec<_> = (0..100)
        .map(|number| {
            let words = format!("link new -q https://exemple.fr/{number} --medium email --source brevo --campaign c --content n{number}");
            let mut command = tool.command();
            command.args(words.split(' ')).stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let ledger = tool.read("links.csv");
    let lines: BTreeSet<_> = ledger.lines().skip(1).collect();
    assert_eq!((ledger.lines().count(), lines.len()), (101, 100));
    let urls: BTreeSet<_> = lines.iter().map(|line| line.split(',').nth(1).unwrap().to_owned()).collect();
    assert_eq!(urls, (0..100).map(|number| format!("https://exemple.fr/{number}")).collect());
    assert!(lines.iter().all(|line| line.matches(',').count() == 18));
}

#[test]
fn a_link_is_shown_with_what_it_brought() {
    let tool = with_ledger(Tool::new());
    let folder = links().display().to_string();
    let words = |id: &str, more: &str| format!("link show {id} --lang fr --color never {more}");
    let outcome = tool.run(&words("ckqpd2", &format!("--replay {folder} --site 24 --until 2026-11-22")));
    let text = plain(outcome.data());
    for line in [
        "Identifiant               ckqpd2",
        "Objectif     35 visites",
        "Publié le    20 oct. 2026",
        "État                      33 sur 35, ce peut être le hasard → ajuster",
        "Essais avant publication  6",
        "  S43                     19",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.lines().any(|found| squeezed(found) == squeezed(line)), "{line}\n{text}");
    }
    assert!(text.contains("utm_campaign=2026-10-infolettre&utm_id=ckqpd2\n"), "{text}");
    assert!(text.contains('█') && !text.contains("Note"), "{text}");
    // Without Matomo, its line and its code.
    let outcome = tool.run(&words("hj5fq7", ""));
    assert!(plain(outcome.data()).contains("Statut"), "{outcome}");
    assert!(!outcome.stdout.contains("Visites"), "{outcome}");
    let outcome = tool.run(&words("ckqpd", ""));
    assert!(outcome.code == 2 && outcome.stderr.contains("ckqpd2"), "{outcome}");
}

#[test]
fn what_a_ledger_holds_does_not_act() {
    let tool = Tool::new();
    tool.write(
        "links.csv",
        "id,url,campaign,source,medium,created,status,title\n\
         k7mq2d,https://exemple.fr/,a\u{1b}[2Jb,=cmd|x,email,2026-11-01,active,\u{202e}<b>\n",
    );
    let outcome = tool.run("link show k7mq2d --lang fr --color never");
    assert!(outcome.code == 0 && !outcome.stdout.contains(['\u{1b}', '\u{202e}']), "{outcome}");
}

#[test]
fn a_sheet_is_taken_whole_or_not_at_all() {
    let tool = Tool::new();
    let head = "Nom de la campagne;Support;Source;Lien;Date d’envoi;Coût (€);Objectif;Couleur\n";
    let good = "2026-11-a;email;brevo;https://exemple.fr/a;05/11/2026;1 250,50;40 visites;bleu\n";
    let bad = "2026-11-b;sms;;https://exemple.fr/b;31/02/2026;gratuit;;\n;;;exemple.fr/c;;;;\n";
    tool.write("feuille.csv", &format!("{head}{good}{bad}"));
    let outcome = tool.run("link import feuille.csv --lang fr");
    let stderr = plain(&outcome.stderr);
    for said in [
        "5 fautes dans ",
        "  ligne 3 : la date « 31/02/2026 » n’existe pas\n",
        "  ligne 3 : le coût « gratuit » n’est pas un montant\n",
        "  ligne 3 : il manque : source\n",
        "  ligne 4 : il manque https:// devant « exemple.fr/c »\n",
        "  ligne 4 : il manque : medium, source, campaign\n",
    ] {
        assert!(stderr.contains(said), "{said}\n{stderr}");
    }
    assert_eq!((outcome.code, tool.files()), (2, vec!["feuille.csv".to_owned()]));
    tool.write("feuille.csv", &format!("{head}{good}"));
    let trial = tool.run("link import feuille.csv --lang fr --dry-run");
    assert!(
        trial.stdout.lines().nth(1).unwrap().contains(",2026-11-05,2026-11-19,40 visits,1250.5,active,"),
        "{trial}"
    );
    assert_eq!(tool.files(), ["feuille.csv"]);
    let outcome = tool.run("link import feuille.csv --lang fr");
    assert!(
        plain(&outcome.stderr).ends_with("colonnes laissées de côté : Couleur\nun lien ajouté à links.csv\n"),
        "{outcome}"
    );
    assert_eq!(tool.read("links.csv"), trial.stdout);
    let again = tool.run("link import feuille.csv --lang fr -q");
    assert_eq!((again.data(), tool.read("links.csv")), ("", trial.stdout));
}

#[test]
fn pasted_links_keep_their_address() {
    let tool = Tool::new();
    let link = "https://exemple.fr/a?utm_campaign=c&utm_source=brevo&utm_medium=email&utm_id=autre";
    tool.write("liens.txt", &format!("Voici :\n- ({link}).\n- {link}\n"));
    let outcome = tool.run("link import liens.txt --lang fr");
    assert!(outcome.stderr.ends_with("un lien ajouté à links.csv, un y était déjà\n"), "{outcome}");
    let line = tool.read("links.csv").lines().nth(1).unwrap().to_owned();
    assert!(
        line.contains(",https://exemple.fr/a,c,brevo,email,,https://exemple.fr/a?utm_campaign=c&"),
        "{line}"
    );
    tool.write("vide.txt", "rien\n");
    let outcome = tool.run("link import vide.txt --lang fr");
    assert!(outcome.code == 2 && outcome.stderr.contains("aucun lien dans "), "{outcome}");
    tool.write(
        "nu.txt",
        "https://exemple.fr/b et courriel: https://exemple.fr/?m=jeanne.dupont@example.fr&utm_medium=x\n",
    );
    let stderr = plain(&tool.run("link import nu.txt --lang fr").stderr);
    assert!(stderr.contains("ligne 1 : donnée personnelle dans l’adresse : une adresse e-mail"), "{stderr}");
    assert!(!stderr.contains("jeanne"), "{stderr}");
}

/// A newsletter as it was saved: a link twice, one of others, one without tags, one that is filled in when it is sent.
const NEWSLETTER: &str = "<link rel=\"stylesheet\" href=\"https://exemple.fr/style.css?utm_campaign=css&amp;utm_source=x&amp;utm_medium=email\">\n\
    <img src=\"https://exemple.fr/logo.png?utm_campaign=img&amp;utm_source=x&amp;utm_medium=email\">\n\
    <a href=\"https://exemple.fr/a?utm_campaign=c&amp;utm_source=brevo&amp;utm_medium=email\">a</a>\n\
    <a href=\"https://exemple.fr/a?utm_campaign=c&amp;utm_source=brevo&amp;utm_medium=email\">again</a>\n\
    <a href=\"https://ailleurs.fr/?utm_campaign=d&amp;utm_source=brevo&amp;utm_medium=email\">others</a>\n\
    <a href=\"https://exemple.fr/mentions\">untagged</a> <a href=\"https://exemple.fr/aide\">untagged</a>\n\
    <a href=\"https://exemple.fr/desabonnement/{{ contact.ID }}\">filled in</a> <a href=\"{{ mirror }}\">x</a>\n\
    <a href=\"https://exemple.fr/b?utm_campaign={{campagne}}&amp;utm_source=brevo&amp;utm_medium=email\">filled in</a>\n\
    <a href=\"mailto:equipe@exemple.fr\">x</a>\n";

#[test]
fn a_newsletter_gives_its_tagged_links_once_each() {
    let quoted = NEWSLETTER.replace('=', "=3D").replace("utm_campaign", "utm_cam=\r\npaign");
    let mail = format!(
        "MIME-Version: 1.0\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n=E9{quoted}"
    );
    for (name, bytes) in [
        ("lettre.html", NEWSLETTER.as_bytes()),
        ("latin.html", &[b"\xe9", NEWSLETTER.as_bytes()].concat()),
        ("lettre.eml", mail.as_bytes()),
    ] {
        let tool = Tool::new().config("[plan]\nhosts = [\"exemple.fr\"]\n");
        std::fs::write(tool.path(name), bytes).unwrap();
        let outcome = tool.run(&format!("link import {name} --lang fr"));
        assert_eq!(outcome.code, 0, "{name}: {outcome}");
        let stderr = plain(&outcome.stderr);
        for said in [
            "un lien vers un autre site laissé de côté\n",
            "2 liens sans tags laissés de côté\n",
            "2 liens complétés à l’envoi laissés de côté\n",
            "un lien ajouté à links.csv, un y était déjà\n",
        ] {
            assert!(stderr.contains(said), "{name}: {said}\n{stderr}");
        }
        let ledger = tool.read("links.csv");
        assert_eq!(ledger.lines().count(), 2, "{name}: {ledger}");
        let link = "https://exemple.fr/a?utm_campaign=c&utm_source=brevo&utm_medium=email";
        assert!(
            ledger.contains(&format!(",https://exemple.fr/a,c,brevo,email,,{link},")),
            "{name}: {ledger}"
        );
    }
}

/// Without a plan, the hosts of the ledger are ours.
#[test]
fn links_of_others_are_not_imported_into_a_ledger_that_has_hosts() {
    let tool = with_ledger(Tool::new());
    let tags = "utm_campaign=2026-12-x&utm_source=brevo&utm_medium=email";
    tool.write(
        "l.md",
        &format!("[a](https://ailleurs.fr/?{tags}) et https://registre.example.fr/x?{tags}.\n"),
    );
    let outcome = tool.run("link import l.md --lang fr --dry-run");
    assert!(outcome.code == 0 && outcome.stderr.contains("un lien vers un autre site"), "{outcome}");
    assert!(outcome.stdout.contains(&format!(",https://registre.example.fr/x?{tags},")), "{outcome}");
    assert!(!outcome.stdout.contains("ailleurs"), "{outcome}");
}

#[test]
fn rows_without_tags_lack_them_and_are_no_twins() {
    let tool = Tool::new();
    let empty = "utm_campaign=&utm_source=&utm_medium=";
    let rows = format!("https://exemple.fr/a?{empty}\nhttps://exemple.fr/b?{empty}\n");
    tool.write("feuille.csv", &format!("url,campagne,source,medium\n{}", rows.replace('\n', ",,,\n")));
    let outcome = tool.run("link import feuille.csv --lang fr");
    let stderr = plain(&outcome.stderr);
    assert!(outcome.code == 2 && stderr.contains("2 fautes dans "), "{stderr}");
    assert!(stderr.contains("ligne 3 : il manque : medium, source, campaign\n"), "{stderr}");
    tool.write("modele.csv", "url,campagne,source,medium\nhttps://exemple.fr/a,{{campagne}},brevo,email\n");
    let outcome = tool.run("link import modele.csv --lang fr");
    let said = "ligne 2 : la campagne : « {{campagne}} » est un champ de modèle";
    assert!(outcome.code == 2 && plain(&outcome.stderr).contains(said), "{outcome}");
    tool.write("liens.txt", &rows);
    let outcome = tool.run("link import liens.txt --lang fr");
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(plain(&outcome.stderr).contains("2 liens sans tags laissés de côté\n"), "{outcome}");
    assert!(!tool.path("links.csv").exists());
}

#[test]
fn a_ledger_of_another_team_is_taken_whole() {
    let tool = Tool::new();
    let theirs = std::fs::read_to_string(links().join("registre.csv")).unwrap();
    tool.write("eux.csv", &theirs);
    let outcome = tool.run("link import eux.csv --lang fr");
    assert!(outcome.code == 0 && outcome.stderr.contains("26 liens ajoutés"), "{outcome}");
    let ids =
        |text: &str| text.lines().map(|line| line.split(',').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&tool.read("links.csv")), ids(&theirs));
}

#[test]
fn a_draft_is_published_when_its_day_is_said() {
    let tool = Tool::new();
    let new =
        "link new https://nous.fr/voeux --medium email --source brevo --campaign 2026-12-voeux --lang fr";
    let made = tool.run(&format!("{new} --draft --owner bizdev"));
    assert_eq!(made.code, 0, "{made}");
    let draft = tool.read("links.csv");
    assert!(draft.contains(",draft,"), "{draft}");
    let again = tool.run(new);
    assert!(again.code == 0 && again.stderr.contains("est un brouillon"), "{again}");
    let tried = tool.run(&format!("{new} --published 2026-12-02 --dry-run"));
    assert!(tried.code == 0 && tried.stderr.contains("serait publié"), "{tried}");
    assert_eq!(tool.read("links.csv"), draft);
    let early = tool.run(&format!("{new} --published 2026-12-02 --review 2026-12-01"));
    assert!(early.code == 2 && early.stderr.contains("précède la publication"), "{early}");
    assert_eq!(tool.read("links.csv"), draft);
    let mut words: Vec<_> = new.split(' ').collect();
    words.extend(["--published", "2026-12-02", "--target", "40 visits"]);
    let shared = tool.run_args(&words);
    assert_eq!((shared.code, &shared.stdout), (0, &made.stdout), "{shared}");
    let line = tool.read("links.csv").lines().nth(1).unwrap().to_owned();
    assert!(
        line.contains("bizdev,20") && line.contains(",2026-12-02,2026-12-16,40 visits,,active,"),
        "{line}"
    );
    // Then it is a link as any other: what is asked for beside it is not taken over, and that is said.
    words.extend(["--cost", "12"]);
    let outcome = tool.run_args(&words);
    assert!(outcome.code == 0 && plain(&outcome.stderr).contains("non repris : cost. "), "{outcome}");
    assert_eq!(tool.read("links.csv").lines().nth(1).unwrap(), line);
    tool.write("links.csv", &tool.read("links.csv").replace(",active,", ",retired,"));
    let outcome = tool.run(new);
    assert!(outcome.code == 0 && outcome.stderr.contains("est retiré"), "{outcome}");
}

#[test]
fn nothing_is_added_to_half_a_ledger() {
    let tool = Tool::new();
    let theirs = std::fs::read_to_string(links().join("registre.csv")).unwrap();
    let new =
        "link new https://registre.example.fr/x --medium email --source brevo --campaign essai --lang fr";
    let last = theirs.trim_end().len();
    // Within its last line, and where only the end of that line is missing.
    for (length, code) in [(last - 120, 2), (last, 0)] {
        tool.write("links.csv", &theirs[..length]);
        let outcome = tool.run(new);
        assert_eq!(outcome.code, code, "{outcome}");
        assert!(code == 0 || outcome.stderr.contains("au milieu de la ligne 27"), "{outcome}");
        assert_eq!(code == 0, tool.read("links.csv") != theirs[..length]);
    }
}

#[test]
fn a_template_is_no_destination() {
    let tool = Tool::new();
    for (url, field) in [
        ("https://nous.fr/page?mail={{contact.EMAIL}}", "{{contact.EMAIL}}"),
        ("https://nous.fr/*|MERGE1|*/page", "*|MERGE1|*"),
        ("https://nous.fr/page?x=%25%25nom%25%25", "%%nom%%"),
        // As the name of a parameter, within a longer text, encoded, and as the host.
        ("https://nous.fr/page?*|EMAIL|*", "*|EMAIL|*"),
        ("https://nous.fr/page-de-remerciement-{{contact.NOM}}", "{{contact.NOM}}"),
        ("https://nous.fr/%7B%7Bcontact.NOM%7D%7D", "{{contact.NOM}}"),
        ("https://nous.fr/page#%%date%%", "%%date%%"),
        ("https://{{domaine}}/page", "{{domaine}}"),
    ] {
        refused(
            &tool,
            &format!("{url} {TAGS}"),
            &[&format!("l’adresse : « {field} » est un champ de modèle")],
        );
    }
    refused(
        &tool,
        &format!("https://nous.fr/page --short https://nous.fr/{{{{code}}}} {TAGS}"),
        &["l’adresse courte : « {{code}} » est un champ de modèle"],
    );
    // What an application calls its own values is none.
    for url in [
        "https://nous.fr/liste?tri=null&champ[nom]=oui",
        "https://nous.fr/pain/nan",
        "https://nous.fr/%C3%A9t%C3%A9%20%C3%A0%20no%C3%ABl?remise=50%25",
    ] {
        let outcome = new(&tool, &format!("{url} {TAGS} --dry-run"));
        assert_eq!(outcome.code, 0, "{outcome}");
    }
}

#[test]
fn an_address_without_its_slashes_is_told_as_it_is_written() {
    let tool = Tool::new();
    for (url, problem) in [
        ("https:/nous.fr/page", "pas tout à fait par https://"),
        ("https:nous.fr/page", "pas tout à fait par https://"),
        ("HTTPS:/nous.fr/page", "pas tout à fait par https://"),
        ("https//nous.fr/page", "pas tout à fait par https://"),
        ("nous.fr/page", "il manque https://"),
    ] {
        refused(&tool, &format!("{url} {TAGS}"), &[problem, " : écrivez https://nous.fr/page\n"]);
    }
    refused(&tool, &format!("http:/nous.fr {TAGS}"), &[" : écrivez http://nous.fr\n"]);
    refused(&tool, &format!("https: {TAGS}"), &["ne mène à aucun site"]);
}

#[test]
fn measured_campaigns_become_drafts() {
    let matomo = Setup::links(24).start();
    let tool = with_ledger(Tool::of(&matomo));
    let outcome = tool.run("link import --from-matomo --lang fr --until 2026-11-22");
    assert!(outcome.code == 0 && outcome.stderr.contains("2 liens ajoutés"), "{outcome}");
    let ledger = plain(&tool.read("links.csv"));
    for said in ["petit-dejeuner-elus,brevo,email,", "mesurée dans Matomo : 18 visites"] {
        assert!(ledger.contains(said), "{said}\n{ledger}");
    }
    // The id of another tool is no campaign.
    assert!(
        plain(&outcome.stderr).contains("n’est pas repris : share-doc") && !ledger.contains("share-doc"),
        "{outcome}"
    );
    assert_eq!(tool.run("link import --from-matomo --lang fr --until 2026-11-22").code, 0);
    assert_eq!(plain(&tool.read("links.csv")), ledger);
    let outcome = Tool::new().run("link import --from-matomo --lang fr");
    assert!(outcome.code == 2 && outcome.stderr.contains("aucune adresse de Matomo"), "{outcome}");
}

#[cfg(unix)]
#[test]
#[ignore = "needs python3"]
fn on_a_terminal_it_asks_for_what_is_missing() {
    let tool = Tool::new().env("TERM", "xterm").env("PATH", "/usr/bin:/bin:/usr/local/bin").config(
        "[plan]\ncampaign = \"{year}-{month}-{slug}\"\n[plan.mediums]\nemail = \"E-mail\"\nsms = \"SMS\"\n\
         [plan.sources.brevo]\nmediums = [\"email\"]\n",
    );
    let steps = [
        ("Adresse de la page", "exemple.fr/a\r"),
        ("il manque https://", "\u{15}https://exemple.fr/a\r"),
        // The first of each.
        ("Média", "\r"),
        ("Source", "\r"),
        ("Campagne", "atelier\r"),
    ];
    let output = tool.command_on_a_terminal(&["link", "new", "--lang", "fr"], &steps).output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(shown.contains("sms"), "{shown}");
    let ledger = tool.read("links.csv");
    let line = ledger.lines().nth(1).unwrap();
    assert!(
        line.contains(",https://exemple.fr/a,20") && line.contains("-atelier,brevo,email,"),
        "{ledger}\n{shown}"
    );
}

//! Documents that are read over before they are sent.

use crate::support::{Outcome, Tool, links};

const PLAN: &str = "[plan]\nhosts = [\"registre.example.fr\"]\n";
const PAGE: &str = "https://registre.example.fr/neuf";
const DEMANDE: &str = "https://registre.example.fr/demande";
const RENTREE: &str =
    "utm_source=brevo&utm_medium=email&utm_campaign=2026-09-rentree-associations&utm_id=rh2s6j";

/// A tool with the ledger of a recorded team.
fn tool(plan: &str) -> Tool {
    let tool = Tool::new().config(plan);
    tool.write("links.csv", &std::fs::read_to_string(links().join("registre.csv")).unwrap());
    tool
}

fn lint(tool: &Tool, name: &str, text: &str) -> Outcome {
    tool.write(name, text);
    tool.run(&format!("link lint {name}"))
}

/// What is said of one link in a letter, and what to put instead.
fn said(tool: &Tool, address: &str) -> (String, Option<String>) {
    let run = lint(tool, "l.html", &format!("<a href=\"{address}\">x</a>\n"));
    let mut lines = run.stdout.lines();
    let text = lines.next().unwrap().trim_start_matches("l.html:1: ").to_owned();
    (text, lines.next().and_then(|line| line.strip_prefix("  → ")).map(str::to_owned))
}

#[test]
fn a_template_in_a_tag_is_a_placeholder_left() {
    let tool = tool(&format!("{PLAN}campaign = \"{{year}}-{{month}}-{{slug}}\"\n"));
    for campaign in [
        "{{campaign}}",
        "*|X|*",
        "%%nom%%",
        "${nom}",
        "2026-09-${nom}",
        "2026-09-rentree-%%nom%%",
        "2026-09-rentree-associations-%NOM%",
        "2026-09-rentree-associations-<%= nom %>",
    ] {
        for page in [DEMANDE, PAGE] {
            let (text, put) =
                said(&tool, &format!("{page}?utm_source=brevo&utm_medium=email&utm_campaign={campaign}"));
            assert_eq!(text, format!("utm_campaign is still the placeholder {campaign}"), "{page}");
            assert!(!put.unwrap().contains("nom"), "{page} {campaign}");
        }
    }
    for fine in ["2026-09-remise-50%25-caf%C3%A9-%C3%A9t%C3%A9", "2026-09-[newsletter]"] {
        let (text, _) = said(&tool, &format!("{PAGE}?utm_source=brevo&utm_medium=email&utm_campaign={fine}"));
        assert!(!text.contains("placeholder"), "{fine}: {text}");
    }
}

/// Each command that is given is one that works, once what is left open is filled in.
#[test]
fn a_command_that_is_suggested_is_accepted() {
    let closed = format!(
        "{PLAN}campaign = \"{{year}}-{{month}}-{{slug}}\"\nrequired = [\"content\", \"owner\"]\n\
         mediums = {{ email = \"\", sms = \"\" }}\nsources = {{ brevo = {{ mediums = [\"email\"] }} }}\n"
    );
    let mut given = 0;
    for plan in [PLAN, &closed] {
        for query in [
            "",
            "utm_source=brevo",
            "utm_source=brevo&utm_medium=email&utm_campaign=2026-12-neuf",
            "utm_source=brevo&utm_medium=pigeon&utm_campaign=2026-12-neuf",
            "utm_source=brevo&utm_medium=sms&utm_campaign=2026-12-neuf",
            "utm_source=jeanne.dupont@example.fr&utm_medium=email&utm_campaign=2026-12-neuf",
            "utm_source=0&utm_medium=email&utm_campaign=2026-12-{{nom}}",
            "utm_source=Brevo&utm_medium=email&utm_campaign=2026_12_Neuf",
            "utm_source=brevo&utm_medium=email&utm_campaign=2026_09_Rentr%C3%A9e-associations",
            "utm_source=brevo&utm_medium=email&utm_campaign=2026-11-webinair",
            "utm_source=brevo&utm_medium=email&utm_campaign=lettre-juin",
            "utm_source=brevo&utm_medium=email&utm_campaign=2026-12-neuf&utm_group=x&utm_sourse=y",
            "utm_source=brevo&utm_medium=email&utm_campaign=2026-12-neuf#utm_id=x",
            "nom={{ contact.NOM }}&utm_source=brevo&utm_medium=email&utm_campaign=2026-12-neuf",
            "nom=jeanne.dupont@example.fr&utm_source=brevo&utm_medium=email&utm_campaign=2026-12-neuf",
        ] {
            let tool = tool(plan);
            let (text, put) = said(&tool, &format!("{PAGE}?{query}"));
            let Some(command) = put else {
                assert!(text.contains("the address holds"), "{query}: {text}");
                continue;
            };
            assert!(!command.contains("jeanne") && !command.contains("nom"), "{command}");
            given += 1;
            let words: Vec<_> = shell_words(&command);
            let new = tool.run_args(words.iter().map(String::as_str));
            assert_eq!(new.code, 0, "{query}\n{command}\n{new}");
        }
    }
    assert_eq!(given, 28);
}

/// The words of a command behind the program's name, with something for what is left open.
fn shell_words(command: &str) -> Vec<String> {
    let words = shlex::split(command.strip_prefix("matomo-audit ").unwrap()).unwrap();
    let fill = |at: usize, word: &String| match (at.checked_sub(1).map(|before| &*words[before]), &**word) {
        (Some("--source"), "…") => "brevo".to_owned(),
        (Some("--medium"), "…") => "email".to_owned(),
        (Some("--campaign"), "…") => "2026-12-encore".to_owned(),
        (Some(_), "…") => "haut".to_owned(),
        _ => word.clone(),
    };
    words.iter().enumerate().map(|(at, word)| fill(at, word)).collect()
}

#[test]
fn a_tag_that_is_only_spelled_otherwise_gets_the_right_spelling() {
    let tool = tool(PLAN);
    let tags = "utm_source=Brevo&utm_medium=email&utm_campaign=2026_09_Rentr%C3%A9e-associations";
    let (text, put) = said(&tool, &format!("{DEMANDE}?{tags}"));
    assert_eq!(
        text,
        "utm_campaign is “2026_09_Rentrée-associations”, it should be “2026-09-rentree-associations”"
    );
    assert_eq!(put.unwrap(), format!("{DEMANDE}?{RENTREE}"));
    let (_, put) = said(&tool, &format!("{PAGE}?{tags}"));
    assert_eq!(
        put.unwrap(),
        format!(
            "matomo-audit link new {PAGE} --source brevo --medium email --campaign 2026-09-rentree-associations --content …"
        )
    );
    let tool =
        Tool::new().config(&format!("{PLAN}mediums = {{ e-mail = \"\" }}\nsources = {{ brevo = {{}} }}\n"));
    let (_, put) = said(&tool, &format!("{PAGE}?utm_source=BREVO&utm_medium=email&utm_campaign=Été_2026"));
    assert_eq!(
        put.unwrap(),
        format!("matomo-audit link new {PAGE} --source brevo --medium e-mail --campaign ete-2026")
    );
}

#[test]
fn an_address_in_the_text_of_a_letter_is_a_link() {
    let text = format!(
        "<title>{PAGE}/title</title><style>{PAGE}/style</style><script>{PAGE}/script</script>\n\
         <!-- {PAGE}/comment --><img alt=\"{PAGE}/alt\">\n\
         <p>Allez &eacute; sur\n{PAGE}/page?a=1&amp;b=2.</p>\n\
         <a href=\"{DEMANDE}?{RENTREE}\">{DEMANDE}?{RENTREE}</a> <a href=\"{DEMANDE}?{RENTREE}\"><b>{DEMANDE}</b></a>\n\
         <a name=\"x\">{PAGE}/anchor</a>\n"
    );
    let wanted = format!(
        "FILE:4: no tag\n  → matomo-audit link new '{PAGE}/page?a=1&b=2' --source … --medium … --campaign …\n\
         FILE:6: no tag\n  → matomo-audit link new {PAGE}/anchor --source … --medium … --campaign …\n\
         2 links to correct: 4 links in 1 file.\n"
    );
    let tool = tool(PLAN);
    assert_eq!(lint(&tool, "l.html", &text).stdout, wanted.replace("FILE", "l.html"));
    let mail = format!("MIME-Version: 1.0\nContent-Type: text/html\n\n{text}");
    let wanted = wanted.replace("FILE:4", "l.eml:7").replace("FILE:6", "l.eml:9");
    assert_eq!(lint(&tool, "l.eml", &mail).stdout, wanted);
    // In Markdown, what stands between the tags of HTML is a text of its own.
    let run = lint(&tool, "l.md", &format!("Voir <a href=\"{DEMANDE}?{RENTREE}\">{DEMANDE}</a> et {PAGE}\n"));
    assert!(run.stdout.ends_with("1 link to correct: 2 links in 1 file.\n"), "{run}");
}

#[test]
fn a_link_inside_a_redirect_is_told_like_the_link() {
    let tool = tool(&format!("{PLAN}ignore = [\"partage.example.org\"]\n"));
    let within = |host: &str, address: &str| {
        let encoded: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
        format!("https://{host}/clic?k=1&url={encoded}&data=x")
    };
    let fine = format!("{DEMANDE}?{RENTREE}");
    let nothing = "Nothing wrong: 1 link in 1 file.";
    assert_eq!(said(&tool, &within("click.example.org", &fine)).0, nothing);
    let nothing = "Nothing wrong: 0 links in 1 file.";
    assert_eq!(said(&tool, &within("click.example.org", "https://ailleurs.example.fr/")).0, nothing);
    assert_eq!(said(&tool, &within("partage.example.org", PAGE)).0, nothing);
    let altered = fine.replace("brevo", "autre");
    let (text, put) = said(&tool, &within("click.example.org", &altered));
    let wrong = "utm_source is “autre”, it should be “brevo”";
    assert_eq!(text, format!("in a redirect of click.example.org; {wrong}"));
    assert_eq!(put, Some(fine));
    let twice = within("outer.example.org", &within("click.example.org", PAGE));
    assert_eq!(said(&tool, &twice).0, "in a redirect of outer.example.org; no tag");
}

#[test]
fn a_link_that_is_a_draft_or_has_a_retired_short_address_is_told() {
    let tool = tool(PLAN);
    let draft =
        "https://registre.example.fr/voeux?utm_source=brevo&utm_medium=email&utm_campaign=2026-12-voeux";
    let told = "hj5fq7 is a draft in the ledger: publish it when it is shared";
    let right = format!("{draft}&utm_id=hj5fq7");
    assert_eq!(said(&tool, draft), (format!("the id hj5fq7 is missing; {told}"), Some(right.clone())));
    let (text, put) = said(&tool, &right);
    assert_eq!(text, told);
    let mut words = shell_words(&put.unwrap());
    assert_eq!(words.pop().unwrap(), "haut", "the day is left open");
    words.push("2026-12-04".to_owned());
    let new = tool.run_args(&words);
    assert_eq!((new.code, new.stdout.trim_end()), (0, &*right), "{new}");
    assert_eq!(said(&tool, &right).0, "Nothing wrong: 1 link in 1 file.");
    let short = "https://s.example.fr/kakemono";
    assert_eq!(said(&tool, short).0, "Nothing wrong: 1 link in 1 file.");
    let ledger = tool.read("links.csv").replace(",75,active,", ",75,retired,");
    tool.write("links.csv", &ledger);
    assert_eq!(said(&tool, short).0, "the link c8wn5b is retired");
}

//! The ledger as a team has it: listed, decided about, and never damaged.

use std::process::Stdio;

use serde_json::Value;

use crate::support::{Outcome, Setup, Tool, WEEKS, links, nowhere};

const HEAD: &str =
    "id,url,campaign,source,medium,created,status,published,review,target,decision,decided,note,équipe\n";

/// A folder with a ledger, and French as language.
fn tool(lines: &[&str]) -> Tool {
    let tool = Tool::new().env("LANG", "fr_FR.UTF-8");
    tool.write("links.csv", &format!("{HEAD}{}\n", lines.join("\n")));
    tool
}

fn registre(tool: Tool) -> Tool {
    tool.write("links.csv", &std::fs::read_to_string(links().join("registre.csv")).unwrap());
    tool.env("LANG", "fr_FR.UTF-8")
}

/// With plain spaces.
fn plain(outcome: &Outcome) -> String {
    outcome.to_string().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_links_of_a_team_are_listed_by_their_review() {
    let tool = registre(Tool::new());
    let outcome = tool.run("link list");
    // What is to be decided depends on the day.
    insta::assert_snapshot!(plain(&outcome).replace("à décider", "en cours"));
    assert!(outcome.stdout.lines().all(|line| line.chars().count() <= 80), "{outcome}");
    assert_eq!(tool.run("link list --status draft").data().lines().count(), 2);
    assert_eq!(
        tool.run("link list --site https://www.aide.registre.example.fr/x --format csv")
            .data()
            .lines()
            .count(),
        2
    );
    assert_eq!(
        plain(&tool.run("link list --site other.fr")),
        "exit 0\n--- stdout\naucun lien ne répond à cette demande\n--- stderr\n"
    );
}

#[test]
fn those_that_are_due_wait_for_a_decision() {
    let line = |id: &str, status: &str, published: &str, decision: &str| {
        format!("{id},https://x.fr/,a,b,email,2026-01-01,{status},{published},,,{decision},,,")
    };
    let future = "2099-01-01";
    let lines = [
        line("k7mq2d", "active", "2026-01-02", ""),
        line("k7mq2f", "active", "2026-01-02", "stop"),
        line("k7mq2g", "draft", "", ""),
        line("k7mq2h", "active", future, ""),
        line("k7mq2j", "active", "", ""),
    ];
    let tool = tool(&lines.each_ref().map(|line| line.as_str()));
    let json = tool.run("link list --due --format json").json(0);
    let ids: Vec<_> = json.as_array().unwrap().iter().map(|link| link["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["k7mq2j", "k7mq2d"]);
}

#[test]
fn json_has_the_columns_of_the_ledger() {
    let json = registre(Tool::new()).run("link list --format json").json(0);
    let of = |id: &str| json.as_array().unwrap().iter().find(|link| link["id"] == id).unwrap();
    let link = of("rh2s6j");
    assert_eq!(
        (&link["target"], &link["decision"], &link["cost"]),
        (&"40 visits".into(), &"continue".into(), &Value::Null)
    );
    assert_eq!((&of("nqt3b3")["cost"], &of("nqt3b3")["decided"]), (&120.0.into(), &Value::Null));
    assert_eq!(link.as_object().unwrap().len(), 19);
}

#[test]
fn a_hostile_ledger_acts_on_nothing() {
    let line = "k7mq2d,https://x.fr/,=1+1,\u{1b}[31mb,email,2026-01-01,active,,,,,,,";
    let tool = tool(&[line]);
    for format in ["text", "json", "csv"] {
        let outcome = tool.run(&format!("link list --format {format}"));
        assert!(!outcome.data().contains('\u{1b}'), "{outcome}");
    }
    assert!(tool.run("link list --format csv").data().contains("'=1+1"));
    assert!(tool.run("link list --format csv --lang en").data().contains(",'=1+1,"));
    // Not in the ledger, where it would grow.
    tool.run("link decide k7mq2d stop");
    assert!(tool.read("links.csv").contains(",=1+1,"));
}

#[test]
fn all_faults_are_on_stderr_and_what_is_right_on_stdout() {
    let tool = tool(&[
        "k7mq2d,https://x.fr/,a,b,email,2026-01-01,active,,,,,,,",
        "k7mq2f,https://x.fr/,a,b,email,31/02/2026,active,,,,,,,",
        "k7mq2d,https://x.fr/,a,b,social,2026-01-01,active,,,,,,,",
        "k7mq2g,https://x.fr/,a,b,email,2026-01-01,actif,,,,,,,",
    ]);
    let said = "lignes 2 et 4 : deux versions de k7mq2d\n  ligne 3 : la date « 31/02/2026 » n’existe pas (created)\n";
    let outcome = tool.run("link list");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stdout.contains("k7mq2g") && !outcome.stdout.contains("k7mq2d"), "{outcome}");
    assert!(
        plain(&outcome).contains(&format!("2 fautes dans FOLDER/work/links.csv :\n  {said}")),
        "{outcome}"
    );
    // What is wrong of one link is named for it, whatever it is asked for, and it alone is refused.
    let before = tool.read("links.csv");
    for command in ["show", "qr", "signature", "check", "decide"] {
        let rest = if command == "decide" { " stop" } else { "" };
        for (id, why) in [("K7MQ2F", "ligne 3 : la date"), ("k7mq2d", "lignes 2 et 4 : deux versions")] {
            let outcome = tool.run(&format!("link {command} {id}{rest}"));
            assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{command} {outcome}");
            assert!(plain(&outcome).contains(why), "{command} {outcome}");
        }
    }
    assert_eq!(tool.read("links.csv"), before);
    for command in ["show k7mq2g", "qr k7mq2g", "signature k7mq2g", "decide k7mq2g stop"] {
        let outcome = tool.run(&format!("link {command}"));
        assert_eq!(outcome.code, 0, "{command} {outcome}");
        assert!(
            plain(&outcome).contains("3 autres lignes de links.csv sont fautives"),
            "{command} {outcome}"
        );
    }
    let after = tool.read("links.csv");
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    assert!(
        matches!(&changed[..], [(_, new)] if new.starts_with("k7mq2g,") && new.contains(",stop,")),
        "{after}"
    );
    let outcome = tool.run("link check");
    assert_eq!(outcome.code, 2, "{outcome}");
    assert!(plain(&outcome).contains(said), "{outcome}");
}

#[test]
fn a_table_is_written_as_those_of_the_audit() {
    let tool = Tool::new();
    tool.write(
        "links.csv",
        "id,url,campaign,source,medium,created,status,cost,title\n\
         k7mq2d,https://x.fr/,a,b,email,2026-01-01,active,\"1 234,5\",@cmd\n",
    );
    let french = tool.run("link list --format csv --lang fr");
    let head = "\u{feff}id;url;campaign;source;medium;content;link;short;title;";
    assert!(french.data().starts_with(head) && french.stdout.contains(";'@cmd;"), "{french}");
    assert!(french.stdout.contains(";1234,50;active;"), "{french}");
    let english = tool.run("link list --format csv --lang en");
    assert!(
        english.data().starts_with("id,url,") && english.stdout.contains(",1234.50,active,"),
        "{english}"
    );
}

#[test]
fn an_address_that_lacks_a_slash_is_in_no_code() {
    let tool = Tool::new().env("LANG", "fr_FR.UTF-8");
    tool.write(
        "links.csv",
        "id,url,campaign,source,medium,created,status,link,short\n\
         k7mq2d,https://x.fr/,a,b,email,2026-01-01,active,https:/x.fr/?utm_source=b,\n\
         k7mq2f,https://x.fr/,a,b,email,2026-01-01,active,,https:x.fr/a\n\
         k7mq2g,https:/x.fr/,a,b,email,2026-01-01,active,,\n",
    );
    for (id, said) in
        [("k7mq2d", "n’a pas d’adresse"), ("k7mq2f", "n’a pas d’adresse"), ("k7mq2g", "ligne 4 : ")]
    {
        let outcome = tool.run(&format!("link qr {id}"));
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome}");
        assert!(plain(&outcome).contains(said), "{outcome}");
    }
}

#[test]
fn a_line_that_is_wrong_twice_is_one_line() {
    let tool = tool(&[
        "k7mq2d,http://127.0.0.1:9/,a,b,email,2026-01-01,active,,,,,,,",
        "k7mq2f,https://x.fr/,a,b,email,demain,active,,,beaucoup,,,,",
    ]);
    for (command, code) in [("show", 0), ("check", 1)] {
        let outcome = tool.run(&format!("link {command} k7mq2d"));
        assert_eq!(outcome.code, code, "{outcome}");
        assert!(plain(&outcome).contains("une autre ligne de links.csv est fautive"), "{outcome}");
    }
}

#[test]
fn nothing_to_check_is_no_success() {
    let line =
        |id: &str, day: &str, status: &str| format!("{id},https://x.fr/,a,b,email,{day},{status},,,,,,,");
    let draft = line("k7mq2d", "2026-01-01", "draft");
    let wrong = line("k7mq2f", "demain", "active");
    for (lines, said) in [
        (vec![], "rien à vérifier : links.csv n’a aucun lien actif"),
        (vec![&*draft], "rien à vérifier : links.csv n’a aucun lien actif"),
        (vec![&*wrong], "ligne 2 : « demain » n’est pas une date"),
        (vec![&*draft, &*wrong], "ligne 3 : « demain » n’est pas une date"),
    ] {
        let outcome = tool(&lines).run("link check");
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{outcome}");
        assert!(plain(&outcome).contains(said), "{outcome}");
    }
}

#[test]
fn without_a_ledger_the_first_step_is_told() {
    let outcome = Tool::new().env("LANG", "fr_FR.UTF-8").run("link list");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("`matomo-audit link new` le crée avec le premier lien"), "{outcome}");
}

#[test]
fn a_decision_has_the_numbers_of_the_day() {
    let tool = registre(Tool::new());
    let replay = format!("{WEEKS} --replay {} --site 24", links().display());
    let before = tool.read("links.csv");
    let mut words: Vec<_> = replay.split(' ').collect();
    words.splice(0..0, ["link", "decide", "pfh9kp", "continue", "--note", "On recommence en janvier"]);
    let outcome = tool.run_args(&words);
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{outcome}");
    let after = tool.read("links.csv");
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    let [(old, new)] = changed[..] else { panic!("{changed:#?}") };
    let new = new.replace(['\u{a0}', '\u{202f}'], " ");
    let (start, end) =
        (old.strip_suffix(",,,").unwrap(), ",2026-11-26 : 31 visites sur 60. On recommence en janvier");
    assert!(new.starts_with(&format!("{start},continue,20")) && new.ends_with(end), "{new}");
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn a_later_decision_adds_to_the_note_over_http_too() {
    let matomo = Setup::links(24).start();
    let tool = registre(Tool::of(&matomo));
    let outcome = tool.run(&format!("link decide C8WN5B stop {WEEKS}"));
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(outcome.stdout.contains("6 conversions sur 5"), "{outcome}");
    let outcome = tool.run(&format!("link decide c8wn5b adjust {WEEKS} --note Encore"));
    assert_eq!(outcome.code, 0, "{outcome}");
    let json = tool.run("link list --format json").json(0);
    let link = json.as_array().unwrap().iter().find(|link| link["id"] == "c8wn5b").unwrap();
    let note = link["note"].as_str().unwrap();
    assert_eq!(note.matches("6 conversions sur 5. ").count(), 2, "{note}");
    assert!(
        note.ends_with(". Encore") && link["decision"] == "adjust" && link["status"] == "active",
        "{link}"
    );
}

#[test]
fn without_matomo_the_decision_is_written_all_the_same() {
    let tool = tool(&["k7mq2d,https://x.fr/,a,b,email,2026-01-01,active,,,,,,Une note,com"]);
    let outcome = tool.run("link decide k7mq2d stop --note Trop_cher");
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(outcome.stderr.starts_with("attention"), "{outcome}");
    assert!(tool.read("links.csv").contains(",active,,,,stop,20"), "{}", tool.read("links.csv"));
    assert!(tool.read("links.csv").ends_with(",Une note. Trop_cher,com\n"), "{}", tool.read("links.csv"));
    let tool = tool
        .env("MATOMO_URL", &nowhere())
        .env("MATOMO_TOKEN_AUTH", "c0ffee")
        .config("[network]\nretries = 0\n");
    let outcome = tool.run("link decide k7mq2d continue");
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(outcome.stderr.contains("sans les chiffres du jour"), "{outcome}");
    assert!(tool.read("links.csv").contains(",active,,,,continue,20"));
}

#[test]
fn an_unknown_id_is_told_with_the_nearest() {
    let tool = registre(Tool::new());
    let outcome = tool.run("link decide rh2s6k stop");
    assert_eq!(outcome.code, 2);
    assert!(plain(&outcome).contains("aucun lien rh2s6k") && outcome.stderr.contains("rh2s6j"), "{outcome}");
}

#[test]
fn a_note_names_nobody() {
    let tool = tool(&["k7mq2d,https://x.fr/,a,b,email,2026-01-01,active,,,,,,,"]);
    let before = tool.read("links.csv");
    for (note, why) in [("Vu avec jeanne@mairie.fr", "adresse e-mail"), ("Vu\nbien", "ne se voit pas")] {
        let outcome = tool.run_args(["link", "decide", "k7mq2d", "stop", "--note", note]);
        assert_eq!(outcome.code, 2, "{outcome}");
        assert!(plain(&outcome).contains(why), "{outcome}");
        assert_eq!(tool.read("links.csv"), before);
    }
}

#[test]
fn fifty_processes_lose_nothing() {
    let ids: Vec<_> =
        "bcdfghjkmn".chars().flat_map(|a| "23456".chars().map(move |b| format!("k7mq{a}{b}"))).collect();
    let lines: Vec<_> =
        ids.iter().map(|id| format!("{id},https://x.fr/,a,{id},email,2026-01-01,active,,,,,,,com")).collect();
    let tool = tool(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let children: Vec<_> = ids
        .iter()
        .map(|id| {
            let mut command = tool.command();
            command.args(["link", "decide", id, "stop", "--quiet", "--note", id]).stdout(Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let json = tool.run("link list --format json").json(0);
    let decided = json
        .as_array()
        .unwrap()
        .iter()
        .filter(|link| link["decision"] == "stop" && link["note"] == link["id"]);
    assert_eq!(decided.count(), ids.len());
    assert_eq!(tool.files(), ["links.csv"]);
}

/// Stopped while the new file is half-written or not yet in place, and ended then.
#[cfg(unix)]
#[test]
fn a_signal_leaves_the_ledger_as_it_was_and_nothing_beside_it() {
    let note = "x".repeat(2_000_000);
    let line = |id: &str| format!("{id},https://x.fr/,a,b,email,2026-01-01,active,,,,,,{note},");
    let ids = ["k7mq2d", "k7mq2f", "k7mq2g", "k7mq2h", "k7mq2j", "k7mq2k", "k7mq2l"];
    let tool = tool(&ids.map(line).each_ref().map(String::as_str));
    let before = tool.read("links.csv");
    let send = |signal: &str, child: &std::process::Child| {
        let sent =
            std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    };
    let half = || tool.files().into_iter().any(|file| file.starts_with('.'));
    let mut caught = 0;
    for _ in 0..40 {
        let mut child =
            tool.command().args(["link", "decide", "k7mq2d", "stop"]).stderr(Stdio::null()).spawn().unwrap();
        while !half() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        if child.try_wait().unwrap().is_none() {
            send("-STOP", &child);
            caught += usize::from(half());
            send("-TERM", &child);
            send("-CONT", &child);
        }
        child.wait().unwrap();
        assert_eq!(tool.files(), ["links.csv"]);
        let after = tool.read("links.csv");
        assert!(after == before || after.contains(",stop,"), "{} bytes of {}", after.len(), before.len());
        tool.write("links.csv", &before);
        if caught == 5 {
            break;
        }
    }
}

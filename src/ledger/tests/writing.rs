use std::fs;

use super::super::write::{append, change};
use super::*;

fn link(id: &str) -> Link {
    Link {
        line: 0,
        id: id.to_owned(),
        url: "https://x.fr/".to_owned(),
        campaign: "2026-11-webinaire".to_owned(),
        source: "brevo".to_owned(),
        medium: "email".to_owned(),
        content: String::new(),
        link: String::new(),
        short: String::new(),
        title: "Webinaire, le 2e".to_owned(),
        owner: String::new(),
        created: date(2026, 11, 5),
        published: None,
        review: None,
        target: Some(Target { count: 40, of: Unit::Visits }),
        cost: Some(12.5),
        status: Status::Active,
        decision: None,
        decided: None,
        note: String::new(),
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("links.csv")
    }

    fn with(self, text: &str) -> Self {
        fs::write(self.path(), text).unwrap();
        self
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

const OWN: &str = "\u{feff}Status;équipe;id;url;campaign;source;medium;created;target;cost;title;note\r\n\
    actif;com;k7mq2d;https://x.fr/;a;b;email;05/11/2026;\"40 visites\";\"12,50\";\"Un; deux\";\r\n\r\n\
    actif;;k7mq2f;https://x.fr/;c;b;email;05/11/2026";

#[test]
fn a_new_ledger_has_all_columns() {
    let folder = Folder::new();
    append(&folder.path(), &[link("k7mq2d"), link("k7mq2f")]).unwrap();
    let line = |id| {
        format!(
            "{id},https://x.fr/,2026-11-webinaire,brevo,email,,,,\"Webinaire, le 2e\",,2026-11-05,,,40 visits,12.5,active,,,\n"
        )
    };
    assert_eq!(folder.text(), format!("{}\n{}{}", COLUMNS.join(","), line("k7mq2d"), line("k7mq2f")));
    assert_eq!(folder.names(), ["links.csv"]);
    let read = Ledger::read(&folder.path()).unwrap();
    assert_eq!(read.links[1], Link { line: 3, ..link("k7mq2f") });
    // One that somebody only touched is no other.
    let touched = Folder::new().with("");
    append(&touched.path(), &[link("k7mq2d"), link("k7mq2f")]).unwrap();
    assert_eq!(touched.text(), folder.text());
}

#[test]
fn a_line_is_added_in_the_form_of_the_file() {
    let folder = Folder::new().with(OWN);
    append(&folder.path(), &[link("k7mq2g")]).unwrap();
    let added = "\r\nactive;;k7mq2g;https://x.fr/;2026-11-webinaire;brevo;email;2026-11-05;40 visits;12.5;Webinaire, le 2e;\r\n";
    assert_eq!(folder.text(), format!("{OWN}{added}"));
}

#[test]
fn a_link_is_added_once() {
    let folder = Folder::new();
    for _ in 0..2 {
        append(&folder.path(), &[link("k7mq2d"), link("k7mq2d")]).unwrap();
    }
    assert_eq!(folder.text().lines().count(), 2);
    let other = Link { source: "autre".to_owned(), ..link("k7mq2d") };
    let refused = append(&folder.path(), &[link("k7mq2f"), other]).unwrap_err();
    assert!(french(&refused).ends_with("a déjà un autre lien k7mq2d, ligne 2"), "{refused:?}");
    assert_eq!(folder.text().lines().count(), 2);
}

#[test]
fn what_has_no_column_is_not_lost() {
    let text = "id,url,campaign,source,medium,created,status\n";
    let folder = Folder::new().with(text);
    let refused = append(&folder.path(), &[link("k7mq2d")]).unwrap_err();
    assert!(french(&refused).contains("il manque des colonnes"), "{refused:?}");
    let hint = Locale::new(Lang::Fr).attribute(&refused, "hint").unwrap();
    assert!(hint.ends_with(",title,target,cost"), "{hint}");
    assert_eq!(folder.text(), text);
    // What the others tell is no loss.
    let mut plain = Link { title: String::new(), target: None, cost: None, ..link("k7mq2d") };
    plain.published = Some(plain.created);
    plain.link = plain.address(Carrier::Term);
    append(&folder.path(), &[plain]).unwrap();
    assert_eq!(Ledger::read(&folder.path()).unwrap().links.len(), 1);
    let refused = change(&folder.path(), "k7mq2d", |link| link.note = "x".to_owned()).unwrap_err();
    assert!(french(&refused).contains("n’a pas de colonne note"), "{refused:?}");
}

#[test]
fn a_change_leaves_all_other_bytes() {
    let folder = Folder::new().with(&format!("{OWN}\r\n"));
    let done = change(&folder.path(), "K7MQ2D", |link| {
        link.status = Status::Retired;
        link.note = "31 visites; on arrête".to_owned();
    });
    assert_eq!((done.as_ref().unwrap().line, done.unwrap().status), (2, Status::Retired));
    let changed = OWN
        .replacen("\r\nactif", "\r\nretired", 1)
        .replace("deux\";\r", "deux\";\"31 visites; on arrête\"\r");
    assert_eq!(folder.text(), format!("{changed}\r\n"));
    // A line may be shorter than the first.
    change(&folder.path(), "k7mq2f", |link| {
        link.cost = Some(3.0);
        link.note = "x".to_owned();
    })
    .unwrap();
    assert_eq!(folder.text(), format!("{changed};;3;;x\r\n"));
    assert_eq!(folder.names(), ["links.csv"]);
}

#[test]
fn equal_lines_stay_equal() {
    let line = "k7mq2d,https://x.fr/,a,b,email,2026-11-01,,,,active,\n";
    let folder = Folder::new().with(&format!("{HEAD}{line}{line}"));
    change(&folder.path(), "k7mq2d", |link| link.decision = Some(Decision::Stop)).unwrap();
    let line = line.replace("active,", "active,stop");
    assert_eq!(folder.text(), format!("{HEAD}{line}{line}"));
}

#[test]
fn what_cannot_be_changed_is_told() {
    let line = "k7mq2d,https://x.fr/,a,b,email,2026-11-01,,,,active,\n";
    let text = format!("{HEAD}{line}k7mq2f,https://x.fr/,a,b,email,hier,,,,active,\n");
    let folder = Folder::new().with(&text);
    let refused = |id| french(&change(&folder.path(), id, |_| {}).unwrap_err());
    assert_eq!(
        refused("k7mq2f"),
        "ligne 3 : « hier » n’est pas une date (created) ; écrivez 2026-11-26 ou 26/11/2026"
    );
    assert_eq!(refused("k7mq2z"), "aucun lien k7mq2z dans le registre");
    assert_eq!(folder.text(), text);
    let missing = change(&Folder::new().path(), "k7mq2d", |_| {}).unwrap_err();
    assert!(french(&missing).starts_with("il n’y a pas de registre"), "{missing:?}");
    let nowhere = append(&folder.0.path().join("none/links.csv"), &[link("k7mq2d")]).unwrap_err();
    assert!(french(&nowhere).contains("n’a pas changé"), "{nowhere:?}");
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_leads_to_the_file_and_rights_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, other) = (Folder::new(), Folder::new());
    symlink(other.path(), folder.path()).unwrap();
    append(&folder.path(), &[link("k7mq2d")]).unwrap();
    fs::set_permissions(other.path(), fs::Permissions::from_mode(0o640)).unwrap();
    change(&folder.path(), "k7mq2d", |link| link.note = "x".to_owned()).unwrap();
    assert!(folder.path().symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::metadata(other.path()).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(other.text().ends_with(",x\n"));
}

#[test]
fn a_hundred_writers_lose_nothing() {
    let folder = Folder::new();
    let ids: Vec<String> =
        ["b", "c", "d", "f"].iter().flat_map(|a| (2..=9).map(move |b| format!("k7mq{a}{b}"))).collect();
    std::thread::scope(|scope| {
        for id in &ids {
            for _ in 0..3 {
                scope.spawn(|| append(&folder.path(), &[link(id)]).unwrap());
            }
        }
    });
    assert_eq!(folder.text().lines().count(), ids.len() + 1);
    std::thread::scope(|scope| {
        for id in &ids {
            scope.spawn(|| change(&folder.path(), id, |link| link.note = id.clone()).unwrap());
            scope.spawn(|| append(&folder.path(), &[link(&id.replace("k7", "kk"))]).unwrap());
        }
    });
    let ledger = Ledger::read(&folder.path()).unwrap();
    assert_eq!((ledger.links.len(), ledger.faults.len()), (2 * ids.len(), 0));
    assert!(ids.iter().all(|id| ledger.find(id).unwrap().note == *id));
}

#[test]
fn a_lock_that_nobody_gives_up_is_told() {
    let folder = Folder::new().with(OWN);
    let held = fs::File::open(folder.path()).unwrap();
    held.lock().unwrap();
    let refused = append(&folder.path(), &[link("k7mq2g")]).unwrap_err();
    let said = french(&refused);
    assert!(said.contains("links.csv") && said.contains("depuis cinq secondes"), "{said}");
    assert_eq!(folder.text(), OWN);
}

/// On a disk of 64 KiB, which only root can make.
#[test]
#[ignore = "needs root"]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_file_as_it_was() {
    let folder = Folder::new();
    let at = folder.0.path();
    let run = |program: &str, options: &[&str]| {
        let command = std::process::Command::new(program).args(options).arg(at).output();
        command.is_ok_and(|output| output.status.success())
    };
    assert!(run("mount", &["-t", "tmpfs", "-o", "size=64k", "tmpfs"]), "this test needs root");
    append(&folder.path(), &[link("k7mq2d")]).unwrap();
    let _ = fs::write(at.join("filler"), [b'x'; 60 * 1024]);
    let before = folder.text();
    let long = Link { note: "x".repeat(8_000), ..link("k7mq2f") };
    let added = append(&folder.path(), &[long]);
    let changed = change(&folder.path(), "k7mq2d", |link| link.note = "x".repeat(8_000));
    let (after, names) = (folder.text(), folder.names());
    let made = append(&at.join("other.csv"), &[Link { note: "x".repeat(8_000), ..link("k7mq2d") }]);
    let left = at.join("other.csv").exists();
    let read_only = run("mount", &["-o", "remount,ro"]);
    let refused = change(&folder.path(), "k7mq2d", |link| link.note = "x".to_owned());
    assert!(run("umount", &[]));
    assert_eq!((after, names.len(), left), (before, 2, false));
    for error in [added.unwrap_err(), changed.unwrap_err(), made.unwrap_err()] {
        assert!(french(&error).contains("n’a pas changé : "), "{error:?}");
        assert!(french(&error).contains("il ne reste plus de place"), "{}", french(&error));
    }
    if read_only {
        assert!(french(&refused.unwrap_err()).contains("lecture seule"));
    }
}

/// Each is looked up: compared with all others, they took 20 seconds without optimization.
#[test]
fn ten_thousand_links_are_added_to_ten_thousand_at_once() {
    let folder = Folder::new().with(&large(10_000));
    let before = folder.text();
    let known = Ledger::read(&folder.path()).unwrap().links;
    let new: Vec<_> = known
        .iter()
        .map(|link| Link { id: format!("{}b", link.id), link: String::new(), ..link.clone() })
        .collect();
    let start = Instant::now();
    append(&folder.path(), &known).unwrap();
    assert_eq!(folder.text(), before);
    append(&folder.path(), &new).unwrap();
    let took = start.elapsed();
    assert_eq!(Ledger::read(&folder.path()).unwrap().links.len(), 20_000);
    let most = if cfg!(debug_assertions) { 8_000 } else { 200 };
    assert!(took.as_millis() <= most, "{took:?}");
}

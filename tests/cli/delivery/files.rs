//! Files: written whole or not at all, where and as the user has them.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::process::{Command, Stdio};

use super::{Outcome, RECORDED, Tool};

/// Every command that writes a file, and the file.
const WRITERS: [(&str, &str); 3] = [
    ("audit --site 1 -o FILE", "report.html"),
    ("check --site 2 -o FILE", "gate.xml"),
    ("send --site 1 --dry-run", "matomo-audit.eml"),
];
const MAIL: &str = "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"a.fr\"\n";

fn written(tool: &Tool, words: &str, file: &str) -> Outcome {
    let outcome = tool.replay(&format!("{} -q", words.replace("FILE", file)));
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{words}: {outcome:?}");
    outcome
}

fn mode(tool: &Tool, file: &str) -> u32 {
    tool.path(file).metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn a_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones() {
    for (words, file) in WRITERS {
        let tool = Tool::new(MAIL);
        written(&tool, words, file);
        let fresh = tool.path("fresh");
        std::fs::write(&fresh, "").unwrap();
        assert_eq!(mode(&tool, file), mode(&tool, "fresh"), "{words}");
        std::fs::remove_file(fresh).unwrap();
        for kept in [0o640, 0o600, 0o666] {
            std::fs::set_permissions(tool.path(file), std::fs::Permissions::from_mode(kept)).unwrap();
            written(&tool, words, file);
            assert_eq!(mode(&tool, file), kept, "{words}");
        }
        assert_eq!(tool.files(), [file], "{words}");
    }
}

#[test]
fn a_file_keeps_its_owner_where_that_is_possible() {
    let tool = Tool::new("");
    std::fs::write(tool.path("report.html"), "old").unwrap();
    if std::os::unix::fs::chown(tool.path("report.html"), Some(4242), Some(4243)).is_err() {
        return;
    }
    written(&tool, "audit --site 1 -o FILE", "report.html");
    let metadata = tool.path("report.html").metadata().unwrap();
    assert_eq!((metadata.uid(), metadata.gid()), (4242, 4243));
}

#[test]
fn a_link_is_followed_and_stays_a_link() {
    for (words, file) in WRITERS {
        for target in ["old", "new"] {
            let tool = Tool::new(MAIL);
            std::fs::create_dir(tool.path("elsewhere")).unwrap();
            std::fs::write(tool.path("elsewhere/old"), "old").unwrap();
            // Link by link, and each from its own folder.
            symlink(target, tool.path("elsewhere/link")).unwrap();
            symlink("elsewhere/link", tool.path(file)).unwrap();
            written(&tool, words, file);
            assert!(tool.path(file).is_symlink(), "{words}");
            assert!(!tool.path(&format!("elsewhere/{target}")).is_symlink(), "{words}");
            assert!(tool.read(&format!("elsewhere/{target}")).len() > 300, "{words}");
            assert_eq!(tool.files(), ["elsewhere", file], "{words}");
        }
        let tool = Tool::new(MAIL);
        symlink(file, tool.path(file)).unwrap();
        let outcome = tool.replay(&words.replace("FILE", file));
        assert_eq!((outcome.code, tool.files()), (5, vec![file.to_owned()]), "{words}: {outcome:?}");
    }
}

#[test]
fn two_names_of_one_file_are_refused() {
    let tool = Tool::new("");
    symlink("a.json", tool.path("b.json")).unwrap();
    for words in ["-o a.json -o ./a.json", "-o a.json -o b.json", "-o /dev/stdout -o /dev/stdout"] {
        let outcome = tool.run(&format!("audit --replay nowhere {words}"));
        assert_eq!(outcome.code, 2, "{words}: {outcome:?}");
        assert_eq!(tool.files(), ["b.json"]);
    }
}

#[test]
fn a_pipe_is_written_to_and_stays_one() {
    for (words, file) in WRITERS {
        let tool = Tool::new(MAIL);
        assert!(Command::new("mkfifo").arg(tool.path(file)).status().unwrap().success());
        let mut reader = Command::new("timeout");
        let reader = reader.arg("60").arg("cat").arg(tool.path(file)).stdout(Stdio::piped()).spawn().unwrap();
        written(&tool, words, file);
        assert!(reader.wait_with_output().unwrap().stdout.len() > 300, "{words}");
        assert_eq!(tool.files(), [file], "{words}");
    }
}

#[test]
fn standard_output_and_devices_are_written_to() {
    let tool = Tool::new("");
    for stdout in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let outcome = written(&tool, "audit --site 1 --format json -o FILE", stdout);
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(report["sites"][0]["id"], 1, "{stdout}");
        let outcome = written(&tool, "check --site 2 --format junit -o FILE", stdout);
        quick_junit::Report::deserialize_from_str(&outcome.stdout).unwrap();
        assert_eq!(outcome.stdout.matches("<?xml").count(), 1, "{outcome:?}");
    }
    let printed = written(&tool, "audit --site 1 -o FILE", "/dev/stdout").stdout;
    assert_eq!(printed, written(&tool, "audit --site 1", "").stdout);
    assert_eq!(written(&tool, "audit --site 1 --format csv -o FILE", "/dev/null").stdout, "");
    symlink("/dev/stdout", tool.path("out.json")).unwrap();
    assert!(written(&tool, "audit --site 1 -o FILE", "out.json").stdout.starts_with('{'));
    let outcome = tool.replay("audit --site 1 -o /dev/full");
    assert_eq!(outcome.code, 5, "{outcome:?}");
    assert!(outcome.stderr.contains("/dev/full"), "{outcome:?}");
    // What is no stream needs an extension.
    assert_eq!(tool.run("audit --replay nowhere -o report").code, 2);
    assert_eq!(tool.run("check --replay nowhere -o report").code, 2);
    assert_eq!(tool.files(), ["out.json"]);
    // The shell's file holds all that came before and after.
    let outcome = tool
        .shell("(echo before; $tool audit --site 1 --format csv $recorded -o /dev/stdout; echo after) > log");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let log = tool.read("log");
    assert!(log.starts_with("before\nsite_id,") && log.ends_with("\nafter\n"), "{log}");
}

#[test]
#[ignore = "needs root or a user namespace"]
fn a_full_disk_leaves_the_old_file_whole() {
    leaves_the_old_file_whole(true);
}

#[test]
fn a_limit_on_the_size_of_files_leaves_the_old_file_whole() {
    leaves_the_old_file_whole(false);
}

/// On a disk that gets full, or where no file may be larger than some blocks.
fn leaves_the_old_file_whole(full: bool) {
    let disk = "mkdir disk && mount -t tmpfs -o size=SIZEk tmpfs disk";
    let root = "unshare --mount --map-root-user";
    for (words, file) in WRITERS {
        for size in [8, 16] {
            let tool = Tool::new(MAIL);
            let words = format!("{words} -q").replace("FILE", &format!("disk/{file}"));
            let words = words.replace("--dry-run", "--dry-run=disk");
            let run = format!("\"{}\" {words} {RECORDED} --lang en", env!("CARGO_BIN_EXE_matomo-audit"));
            // The old file has a page of 4 KiB, another one is taken, and the others are free.
            let script = match full {
                true => format!(
                    "{} && echo old > disk/{file} && head -c 4096 /dev/zero > disk/filler; {run}; code=$?; \
                     rm disk/filler; ls -A disk; cat disk/{file}; exit $code",
                    disk.replace("SIZE", &size.to_string())
                ),
                false => format!(
                    "mkdir disk && echo old > disk/{file}; (trap '' XFSZ; ulimit -f {}; {run}); code=$?; \
                     ls -A disk; cat disk/{file}; exit $code",
                    size / 8 - 1
                ),
            };
            std::fs::write(tool.path("script"), script).unwrap();
            let shell = if full { format!("{root} /bin/sh script") } else { "/bin/sh script".to_owned() };
            let outcome = tool.shell(&shell);
            // What fits is written; what does not leaves everything as it was.
            if outcome.code == 5 {
                assert_eq!(outcome.stdout, format!("{file}\nold\n"), "{words}: {outcome:?}");
                assert!(outcome.stderr.contains("cannot write"), "{words}: {outcome:?}");
            } else {
                assert_ne!(size, 8, "{words}: {outcome:?}");
                assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{words}: {outcome:?}");
            }
        }
    }
}

#[test]
fn of_several_files_all_are_written_or_none() {
    let tool = Tool::new("");
    std::fs::write(tool.path("a.json"), "old").unwrap();
    let outcome = tool.replay("audit --site 1 -o a.json -o /dev/full --format csv");
    assert_eq!((outcome.code, &*tool.read("a.json")), (5, "old"), "{outcome:?}");
    assert_eq!(tool.files(), ["a.json"]);
    // A folder that is not there is noticed before anything is asked for.
    let outcome = tool.run("audit --replay nowhere -o b.json -o nowhere/c.json --lang en");
    assert_eq!(outcome.code, 5, "{outcome:?}");
    assert!(outcome.stderr.contains("the folder nowhere does not exist"), "{outcome:?}");
    for words in ["check -o nowhere/gate.xml", "send --dry-run=nowhere"] {
        assert_eq!(Tool::new(MAIL).run(&format!("{words} --replay none")).code, 5, "{words}");
    }
    assert_eq!(tool.files(), ["a.json"]);
}

#[test]
fn two_chats_never_share_a_file() {
    let long = "du lundi ".repeat(40);
    let names = ["a b", "a_b", "A/B", "a_b-2", "été", &format!("{long}a"), &format!("{long}b")];
    let chats: String =
        names.iter().map(|name| format!("[[chat]]\nname = \"{name}\"\nurl_env = \"HOOK\"\n")).collect();
    let tool = Tool::new(&chats);
    let outcome = written(&tool, "send --site 1 --dry-run", "");
    let listed: Vec<_> =
        outcome.stdout.lines().map(|path| path.trim_start_matches("./").to_owned()).collect();
    let cut: String = long.replace(' ', "_").chars().take(50).collect();
    let expected = ["a_b", "a_b-2", "A_B-3", "a_b-2-2", "été", &cut, &format!("{cut}-2")];
    assert_eq!(listed, expected.map(|name| format!("matomo-audit.{name}.json")));
    assert_eq!(tool.files().len(), names.len());
}

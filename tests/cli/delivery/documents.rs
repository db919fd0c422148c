//! Completions and the manual, loaded by the programs they are for.

use std::process::{Command, Output};

use super::{Tool, needs};

fn shell(shell: &str, args: &[&str], script: &str) -> Output {
    Command::new(shell).args(args).arg("-c").arg(script).output().unwrap()
}

/// Writes the completions into a file and returns its path, with the folder.
fn completions(shell: &str) -> (Tool, String) {
    let tool = Tool::new("");
    let outcome = tool.run(&format!("completions {shell}"));
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{outcome:?}");
    let path = tool.path("completions");
    std::fs::write(&path, outcome.stdout).unwrap();
    (tool, path.display().to_string())
}

#[test]
#[ignore = "needs bash"]
fn bash_completes() {
    needs("bash");
    let (_tool, path) = completions("bash");
    let script = format!(
        "source {path} && name=$(complete -p matomo-audit | sed 's/.*-F \\([^ ]*\\).*/\\1/') && \
         COMP_WORDS=(matomo-audit send --wh) COMP_CWORD=2 && \
         $name matomo-audit --wh send && echo \"${{COMPREPLY[@]}}\""
    );
    let output = shell("bash", &["--norc"], &script);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "--when", "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
#[ignore = "needs zsh"]
fn zsh_loads_them() {
    needs("zsh");
    let (_tool, path) = completions("zsh");
    let script = format!("autoload -U compinit && compinit -u -D && source {path} && whence _matomo-audit");
    let output = shell("zsh", &["-f"], &script);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
#[ignore = "needs fish"]
fn fish_completes() {
    needs("fish");
    let (_tool, path) = completions("fish");
    let output =
        shell("fish", &["--no-config"], &format!("source {path}; complete -C 'matomo-audit send --wh'"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("--when"), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_broken_configuration_does_not_stop_them() {
    let tool = Tool::new("nonsense = 1");
    for words in ["completions bash", "man"] {
        assert_eq!(tool.run(words).code, 0, "{words}");
    }
}

#[test]
#[ignore = "needs man-db, mandoc"]
fn the_manual_is_rendered() {
    let tool = Tool::new("");
    let outcome = tool.run("man");
    assert_eq!((outcome.code, &*outcome.stderr), (0, ""), "{outcome:?}");
    let path = tool.path("matomo-audit.1");
    std::fs::write(&path, &outcome.stdout).unwrap();
    // Letters are made bold, as on paper, by a backspace.
    let bold = regex::Regex::new(".\u{8}").unwrap();
    for (program, args) in [("man", ["--warnings", "-l"]), ("mandoc", ["-W", "error"])] {
        needs(program);
        let output = Command::new(program)
            .args(args)
            .arg(&path)
            .env("LC_ALL", "C.UTF-8")
            .env("MANPAGER", "cat")
            .output()
            .unwrap();
        let text = bold.replace_all(&String::from_utf8(output.stdout).unwrap(), "").into_owned();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{program}");
        for part in ["SEND", "--dry-run", "MATOMO_TOKEN_AUTH=…", "Exit codes: 0 done"] {
            assert!(text.contains(part), "{program}: no {part} in {text}");
        }
    }
}

//! The gate as CI systems read it.

use quick_junit::{NonSuccessKind, Report, TestCaseStatus};

use super::Tool;

const SITES: &str = "--site 1 --site 2 --site 3 --site 4 --site 6";

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    let tool = Tool::new("");
    for (sites, code) in [("--site 1", 1), ("--site 2", 0), ("--site 4", 4), (SITES, 3)] {
        for format in ["text", "github", "junit"] {
            let outcome = tool.replay(&format!("check {sites} --format {format}"));
            assert_eq!(outcome.code, code, "{sites} {format}: {outcome:?}");
        }
    }
    // A summary that cannot be written changes nothing.
    let tool = Tool::new("").env("GITHUB_STEP_SUMMARY", "/nowhere/summary.md");
    assert_eq!(tool.replay("check --site 2 --format github").code, 0);
}

#[test]
fn github_gets_commands_and_a_summary() {
    let tool = Tool::new("").env("GITHUB_STEP_SUMMARY", "summary.md");
    std::fs::write(tool.path("summary.md"), "before\n").unwrap();
    let outcome = tool.replay(&format!("check {SITES} --format github --fail-on warning --lang en"));
    let lines: Vec<_> = outcome.stdout.lines().collect();
    for line in &lines {
        let command = line.split(' ').next().unwrap();
        assert!(["::error", "::warning", "::notice"].contains(&command), "{line}");
    }
    let count = |command: &str| lines.iter().filter(|line| line.starts_with(command)).count();
    // Site 1 exceeds, 3 is unreadable, 4 has no verdict, 2 and 6 pass.
    assert_eq!((count("::warning "), count("::notice ")), (1, 2), "{lines:#?}");
    assert!(outcome.stdout.contains("::error title=1 Aides Logement · untracked::FAIL 1 Aides Logement: "));
    assert!(outcome.stdout.contains("69.6%25 of 329 visits"), "{}", outcome.stdout);
    let summary = tool.read("summary.md");
    assert!(summary.starts_with("before\n## Untracked traffic in Matomo\n"), "{summary}");
    assert!(
        summary.contains("| 1 Aides Logement | untracked | 329 | 69.6% | 50% | 🚩 exceeded |"),
        "{summary}"
    );
    assert!(!summary.contains("<b>"), "{summary}");
    assert!(summary.contains("Site 3 Petit Service"), "{summary}");
    // Without the variable there is no summary, and without the format neither.
    assert_eq!(Tool::new("").replay("check --site 1 --format github").code, 1);
    let text = Tool::new("").env("GITHUB_STEP_SUMMARY", "summary.md");
    text.replay("check --site 1");
    assert!(!text.path("summary.md").exists());
}

#[test]
fn junit_is_read_back() {
    let outcome = Tool::new("").replay(&format!("check {SITES} --format junit --fail-on critical --lang fr"));
    let report = Report::deserialize_from_str(&outcome.stdout).unwrap();
    assert_eq!((report.tests, report.failures, report.errors, report.skipped), (6, 2, 1, 1), "{outcome:?}");
    let cases: Vec<_> = report.test_suites.iter().flat_map(|suite| &suite.test_cases).collect();
    let kinds: Vec<_> = cases
        .iter()
        .map(|case| match &case.status {
            TestCaseStatus::Success { .. } => "success",
            TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. } => "failure",
            TestCaseStatus::NonSuccess { kind: NonSuccessKind::Error, .. } => "error",
            TestCaseStatus::Skipped { .. } => "skipped",
        })
        .collect();
    assert_eq!(kinds, ["failure", "failure", "success", "success", "skipped", "error"]);
    assert_eq!(report.test_suites[0].name.as_str(), "1 Aides Logement");
    let hostile = report.test_suites.iter().find(|suite| suite.name.as_str().contains("Hostile")).unwrap();
    assert_eq!(hostile.name.as_str(), "6 Hostile <b>\"Labels\"</b> & Co");
    // Names and classes together tell the cases apart.
    let mut names: Vec<_> = cases.iter().map(|case| (case.classname.clone(), case.name.clone())).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), cases.len());
}

#[test]
fn a_file_for_the_machine_leaves_the_log_to_people() {
    let tool = Tool::new("");
    for words in ["-o gate.xml", "--format junit -o gate.xml"] {
        let outcome = tool.replay(&format!("check --site 1 {words} --lang en"));
        assert!(outcome.stdout.starts_with("FAIL 1 Aides Logement: untracked"), "{outcome:?}");
        assert!(tool.read("gate.xml").starts_with("<?xml"));
        std::fs::remove_file(tool.path("gate.xml")).unwrap();
    }
    let outcome = tool.replay("check --site 1 --format github -o gate.xml");
    assert!(outcome.stdout.starts_with("::error "), "{outcome:?}");
    assert!(tool.read("gate.xml").starts_with("<?xml"));
    assert_eq!(tool.run("check --replay nowhere -o gate.html").code, 2);
    assert_eq!(tool.run("check --replay nowhere -o nowhere/gate.xml").code, 5);
}

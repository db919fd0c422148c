//! JUnit XML: a suite per site, a case per limit and per finding of --fail-on.

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::model::gate::Outcome;
use crate::words::document::Failure;
use crate::words::gate::{CheckWords, FindingWords, GateWords};

pub fn junit(words: GateWords<'_>) -> String {
    let mut junit = quick_junit::Report::new("matomo-audit");
    let (checks, findings) = (words.checks(), words.findings());
    for site in &words.report.sites {
        let name = words.site(site);
        let mut suite = TestSuite::new(name.as_str());
        suite.add_test_cases(checks.iter().filter(|check| check.site == site.id).map(limit));
        suite.add_test_cases(findings.iter().filter(|finding| finding.site == site.id).map(finding));
        junit.add_test_suite(suite);
    }
    let read = words.titles().read;
    for (name, failure) in words.failures() {
        let mut suite = TestSuite::new(name.as_str());
        suite.add_test_case(case(&read, &name, unread(failure)));
        junit.add_test_suite(suite);
    }
    // Writing into memory does not fail.
    junit.to_string().unwrap_or_default()
}

fn finding(finding: &FindingWords) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status
        .set_message(finding.line.as_str())
        .set_type(finding.id)
        .set_description(format!("{}\n→ {}", finding.detail, finding.action));
    case(finding.id, &finding.name, status)
}

fn unread(failure: Failure) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(failure.line).set_type("unreadable");
    if let Some(hint) = failure.hint {
        status.set_description(hint);
    }
    status
}

fn limit(check: &CheckWords) -> TestCase {
    let text = check.line.as_str();
    let status = match check.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Exceeded => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(text).set_type("limit-exceeded");
            status
        }
        // Neither is known: JUnit's word for a check that told nothing.
        Outcome::NoVerdict => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(text);
            status
        }
    };
    let mut case = case(&format!("{} ≤ {}", check.measure, check.limit), &check.name, status);
    case.set_system_out(text);
    case
}

fn case(name: &str, site: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    // Jenkins takes a dot for the border between a package and a class.
    case.set_classname(format!("matomo-audit.{}", site.replace('.', "_")));
    case
}

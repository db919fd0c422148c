//! JUnit XML: a suite per site, a case per limit and per finding of --fail-on.

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{finding_line, line, site_name};
use crate::config::Gate;
use crate::locale::Locale;
use crate::model::gate::{Check, GateResult, Outcome};
use crate::model::{Part, Report};

pub fn junit(report: &Report, result: &GateResult, gate: &Gate, locale: &Locale) -> String {
    let mut junit = quick_junit::Report::new("matomo-audit");
    for site in &report.sites {
        let name = site_name(site.id, &site.name);
        let mut suite = TestSuite::new(name.as_str());
        for check in result.checks.iter().filter(|check| check.site == site.id) {
            suite.add_test_case(limit(check, &name, gate, locale));
        }
        for (_, _, finding) in result.findings.iter().filter(|(id, ..)| *id == site.id) {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let (detail, action) = (finding.part(locale, Part::Detail), finding.part(locale, Part::Action));
            status
                .set_message(finding_line(site.id, &site.name, finding, locale))
                .set_type(finding.id)
                .set_description(format!("{detail}\n→ {action}"));
            suite.add_test_case(case(finding.id, &name, status));
        }
        junit.add_test_suite(suite);
    }
    for error in &report.errors {
        let name = site_name(error.site.unwrap_or_default(), &error.name);
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(error.line(locale)).set_type("unreadable");
        if let Some(hint) = error.hint(locale) {
            status.set_description(hint);
        }
        let mut suite = TestSuite::new(name.as_str());
        suite.add_test_case(case(&locale.get("gate-case-read"), &name, status));
        junit.add_test_suite(suite);
    }
    // Writing into memory does not fail.
    junit.to_string().unwrap_or_default()
}

fn limit(check: &Check, site: &str, gate: &Gate, locale: &Locale) -> TestCase {
    let text = line(check, gate, locale);
    let status = match check.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Exceeded => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(text.as_str()).set_type("limit-exceeded");
            status
        }
        // Neither is known: JUnit's word for a check that told nothing.
        Outcome::NoVerdict => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(text.as_str());
            status
        }
    };
    let measure = locale.get(&format!("measure-{}", check.measure.id()));
    let mut case = case(&format!("{measure} ≤ {}", locale.percent(check.limit)), site, status);
    case.set_system_out(text);
    case
}

fn case(name: &str, site: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    // Jenkins takes a dot for the border between a package and a class.
    case.set_classname(format!("matomo-audit.{}", site.replace('.', "_")));
    case
}

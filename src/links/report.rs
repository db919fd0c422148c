//! What was found wrong with links, in each format.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::lint::{Problem, Put};
use super::shown;
use crate::escape::{github_data, github_property, line};
use crate::locale::{Locale, Text};

/// A document that was read.
#[derive(Debug)]
pub struct Looked {
    /// Its path, ready to be shown.
    pub name: String,
    pub problems: Vec<Problem>,
    /// Links of ours in it.
    pub links: u64,
}

/// How many problems there are.
pub fn count(looked: &[Looked]) -> u64 {
    looked.iter().map(|looked| looked.problems.len() as u64).sum()
}

fn said(problem: &Problem, locale: &Locale) -> String {
    let texts: Vec<_> = problem.texts.iter().map(|text| locale.text(text)).collect();
    texts.join(&locale.get("link-lint-and"))
}

fn put(problem: &Problem, locale: &Locale) -> Option<String> {
    Some(match problem.put.as_ref()? {
        Put::Paste(address) => shown(address),
        Put::Say(text) => locale.text(text),
    })
}

/// What is to be read after all: how much was looked at, and what came of it.
pub fn summary(looked: &[Looked], locale: &Locale) -> String {
    let text =
        Text::new("link-lint-summary").with("problems", count(looked)).with("files", looked.len() as u64);
    locale.text(&text.with("links", looked.iter().map(|looked| looked.links).sum::<u64>()))
}

/// A line each, as compilers write it, and what to put below.
pub fn text(looked: &[Looked], locale: &Locale) -> String {
    let mut text = String::new();
    for Looked { name, problems, .. } in looked {
        for problem in problems {
            text.push_str(&format!("{}:{}: {}\n", line(name), problem.line, said(problem, locale)));
            if let Some(put) = put(problem, locale) {
                text.push_str(&format!("  → {put}\n"));
            }
        }
    }
    text.push_str(&summary(looked, locale));
    text.push('\n');
    text
}

/// Annotations of GitHub Actions, at the lines of the files.
pub fn github(looked: &[Looked], locale: &Locale) -> String {
    let mut commands = String::new();
    for Looked { name, problems, .. } in looked {
        for problem in problems {
            let put = put(problem, locale).map(|put| format!("\n→ {put}")).unwrap_or_default();
            commands.push_str(&format!(
                "::error file={},line={}::{}\n",
                github_property(&line(name)),
                problem.line,
                github_data(&format!("{}{put}", said(problem, locale)))
            ));
        }
    }
    commands.push_str(&github_data(&summary(looked, locale)));
    commands.push('\n');
    commands
}

/// JUnit XML: a suite for each document, a case for each of its problems.
pub fn junit(looked: &[Looked], locale: &Locale) -> String {
    let mut report = Report::new("matomo-audit");
    for Looked { name, problems, .. } in looked {
        let name = line(name);
        let mut suite = TestSuite::new(name.as_str());
        let case = |title: String, status| {
            let mut case = TestCase::new(title, status);
            // Jenkins takes a dot for the border between a package and a class.
            case.set_classname(format!("matomo-audit.{}", name.replace('.', "_")));
            case
        };
        for problem in problems {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(said(problem, locale)).set_type("link");
            if let Some(put) = put(problem, locale) {
                status.set_description(format!("→ {put}"));
            }
            suite.add_test_case(case(format!("{name}:{}", problem.line), status));
        }
        if problems.is_empty() {
            suite.add_test_case(case(name.clone(), TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    // Writing into memory does not fail.
    report.to_string().unwrap_or_default()
}

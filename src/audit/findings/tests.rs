use std::collections::BTreeSet;

use super::testing::{Fixture, channel, period};
use super::*;
use crate::locale::{Lang, Locale};
use crate::model::Status;
use crate::words::finding::Part;

#[test]
fn every_finding_is_documented_in_both_languages() {
    for lang in Lang::ALL {
        let locale = Locale::new(lang);
        for id in ids() {
            for part in ["", ".detail", ".action", ".what", ".why", ".fix"] {
                assert!(locale.has(&format!("finding-{id}{part}")), "{lang:?}: finding-{id}{part}");
            }
        }
    }
}

#[test]
fn ids_are_unique() {
    assert_eq!(ids().collect::<BTreeSet<_>>().len(), AUDITS.len());
}

#[test]
fn rules_disable_a_finding_or_change_its_severity() {
    let fixture = Fixture {
        channels: vec![channel("email", Status::None, 0, 50)],
        ..Fixture::periods([period(1000, 600)])
    };
    let found = |rules: &[(&str, Rule)]| {
        let rules = rules.iter().map(|(id, rule)| ((*id).to_owned(), *rule)).collect();
        let found = findings(&fixture.site(), &rules);
        found.iter().map(|finding| (finding.id, finding.severity)).collect::<Vec<_>>()
    };
    assert_eq!(
        found(&[]),
        [("untracked-dominates", Severity::Critical), ("channel-without-utm", Severity::Warning)]
    );
    assert_eq!(found(&[("untracked-dominates", Rule::Off)]), [("channel-without-utm", Severity::Warning)]);
    assert_eq!(
        found(&[("untracked-dominates", Rule::Notice)]),
        [("channel-without-utm", Severity::Warning), ("untracked-dominates", Severity::Notice)]
    );
}

#[test]
fn a_text_names_only_arguments_that_its_finding_has() {
    // A debug assertion of `Locale::format` fails on an argument that is missing.
    let fixture = Fixture {
        channels: vec![channel("email", Status::None, 0, 50)],
        ..Fixture::periods([period(1000, 600)])
    };
    for lang in Lang::ALL {
        for finding in findings(&fixture.site(), &BTreeMap::new()) {
            for part in [Part::Title, Part::Detail, Part::Action] {
                assert!(!crate::words::finding::part(&finding, part, &Locale::new(lang)).is_empty());
            }
        }
    }
}

#[test]
fn the_readme_names_the_findings_by_severity() {
    let mut list = String::new();
    for severity in [Severity::Critical, Severity::Warning, Severity::Notice] {
        let ids = AUDITS.iter().filter(|audit| audit.severity == severity);
        let ids: Vec<_> = ids.map(|audit| format!("`{}`", audit.id)).collect();
        list.push_str(&format!("- {}: {}\n", severity.id(), ids.join(" · ")));
    }
    let readme = include_str!("../../../README.md");
    let written = readme.split("<!-- findings -->\n").nth(1).unwrap_or_default();
    assert_eq!(written, list, "put this between the two marks of README.md:\n{list}");
}

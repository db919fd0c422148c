//! Lines of the ledger that cannot be read: their links are not followed.

use super::{Audit, Site};
use crate::model::{Datum, Finding, Severity};

pub const AUDIT: Audit = Audit { id: "ledger-invalid", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let count = site.faults.len() as u64;
    (count > 0)
        .then(|| AUDIT.finding().count("count", count).with("faults", Datum::Faults(site.faults.to_vec())))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Fixture;
    use super::*;
    use crate::ledger::Fault;
    use crate::locale::Text;

    #[test]
    fn a_fault_of_the_ledger_is_told() {
        assert!(check(&Fixture::default().site()).is_none());
        let faults = vec![Fault { lines: vec![14], id: String::new(), text: Text::new("ledger-not-there") }];
        assert!(check(&Fixture { faults, ..Fixture::default() }.site()).is_some());
    }
}

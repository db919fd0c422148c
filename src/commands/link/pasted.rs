//! The links of a text that are imported: those of ours that have tags.

use std::collections::HashSet;

use url::Url;

use crate::commands::Run;
use crate::labels::placeholder::template_in;
use crate::ledger::Ledger;
use crate::ledger::import::{Found, Import};
use crate::links::{extract, is_host, our_hosts};
use crate::locale::Text;

/// How many links of a text are left out, each counted once.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Left {
    foreign: u64,
    untagged: u64,
    template: u64,
}

impl Run<'_, '_> {
    /// A letter has links of all kinds: what cannot be one of the ledger is no fault of it.
    pub(super) fn pasted(&self, links: &[extract::Found], ledger: &Ledger) -> (Import, Left) {
        let hosts = our_hosts(self.plan().hosts(), &ledger.links);
        let (mut found, mut left, mut seen) = (Vec::new(), Left::default(), HashSet::new());
        for link in links {
            let address = link.whole();
            let Some(host) = host(&address) else { continue };
            let is_new = seen.insert(address.clone());
            let is_template = template_in(&address).is_some();
            let one = Found::pasted(link.line, address);
            let reason = match () {
                () if !hosts.is_empty() && !hosts.iter().any(|ours| is_host(ours, &host)) => {
                    &mut left.foreign
                }
                () if is_template => &mut left.template,
                () if !one.is_tagged() => &mut left.untagged,
                () => {
                    found.push(one);
                    continue;
                }
            };
            *reason += u64::from(is_new);
        }
        (Import { found, ignored: Vec::new() }, left)
    }

    pub(super) fn tell_left(&mut self, left: &Left) {
        let Left { foreign, untagged, template } = *left;
        for (why, count) in [("foreign", foreign), ("untagged", untagged), ("template", template)] {
            if count > 0 {
                self.note(&Text::new("link-import-left").with("why", why).with("count", count));
            }
        }
    }
}

/// The host of an address of the web.
fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.host_str().map(str::to_owned)
}

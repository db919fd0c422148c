//! What is done with the links of a ledger: a code to print, a line to paste, files to read over, addresses to try.

pub mod extract;
pub mod lint;
pub mod probe;
pub mod qr;
pub mod report;
pub mod signature;

use std::collections::BTreeSet;

use url::Url;

use crate::escape::{self, Foreign};
use crate::ledger::{Link, hosts_equal};
use crate::secret;

/// An address as it is shown, whole, so that it can be copied: on one line, without a login.
pub fn shown(address: &str) -> String {
    escape::whole(&Foreign::new(&secret::without_login(address)))
}

/// The hosts that are ours: those of the plan, else those of the ledger.
pub fn our_hosts(planned: &[String], links: &[Link]) -> Vec<String> {
    if planned.is_empty() { hosts(links) } else { planned.to_vec() }
}

/// The hosts of the destinations of links, each once.
fn hosts(links: &[Link]) -> Vec<String> {
    let host = |link: &Link| Some(Url::parse(&link.url).ok()?.host_str()?.to_owned());
    links.iter().filter_map(host).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a host is one of ours; `*.example.fr` is any below that one.
pub fn is_host(ours: &str, host: &str) -> bool {
    let Some(above) = ours.trim().strip_prefix("*.") else { return hosts_equal(ours.trim(), host) };
    // Each name above that of the host may be the one.
    let mut names = host.match_indices('.').map(|(at, _)| &host[at + 1..]).filter(|name| !name.is_empty());
    names.any(|name| hosts_equal(name, above))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_dot_makes_no_other_host() {
        for (ours, host) in [
            ("*.example.fr", "a.example.fr"),
            ("*.example.fr", "a.example.fr."),
            ("*.Example.fr.", "a.example.fr"),
            ("example.fr.", "www.example.fr"),
        ] {
            assert!(is_host(ours, host), "{ours} {host}");
        }
        for (ours, host) in [("*.example.fr", "example.fr."), ("*.example.fr", "aexample.fr")] {
            assert!(!is_host(ours, host), "{ours} {host}");
        }
    }
}

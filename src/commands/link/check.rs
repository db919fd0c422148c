use std::path::Path;
use std::time::Duration;

use url::Url;

use crate::cli::link::ProbeArgs;
use crate::commands::{Run, wait};
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::Foreign;
use crate::exit::Exit;
use crate::ledger::{Ledger, Link, Status};
use crate::links::probe::{Network, Outcome, Probe};
use crate::locale::Text;

/// Variables that name a proxy.
const PROXIES: [&str; 6] =
    ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

impl Run<'_, '_> {
    pub(super) fn link_check(&mut self, args: &ProbeArgs, path: &Path) -> Result<Exit, RunError> {
        let ledger = Ledger::read(path).map_err(ConfigError::of)?;
        let links = self.asked(args, &ledger)?;
        // A ledger may be anybody's: what it names is not ours for that.
        let probe = self.probe(self.loaded.config.plan.hosts.clone())?;
        let carrier = self.usual_carrier();
        let outcomes = wait(async { Ok::<_, RunError>(probe.links(&links, carrier).await) })?;
        let mut text: String =
            links.iter().zip(&outcomes).flat_map(|(link, outcome)| self.said(link, outcome)).collect();
        let wrong = outcomes.iter().filter(|outcome| !outcome.problems.is_empty()).count() as u64;
        let summary =
            Text::new("link-check-summary").with("problems", wrong).with("links", links.len() as u64);
        text.push_str(&format!("{}\n", self.locale.text(&summary)));
        self.print(&text)?;
        if args.ids.is_empty() && !ledger.faults.is_empty() {
            return Err(RunError::Ledger(ledger.path, ledger.faults));
        }
        // Also when nothing was reached at all: each line says why, and the exit code for what cannot be read is that
        // of Matomo, which nobody asked here.
        Ok(if wrong == 0 { Exit::Done } else { Exit::GateExceeded })
    }

    /// The links to request: there is one at least.
    fn asked<'a>(&mut self, args: &ProbeArgs, ledger: &'a Ledger) -> Result<Vec<&'a Link>, RunError> {
        if !args.ids.is_empty() {
            let links = args.ids.iter().map(|id| ledger.get(id)).collect::<Result<_, _>>();
            let links = links.map_err(ConfigError::of)?;
            self.tell_faulty(ledger);
            return Ok(links);
        }
        let links: Vec<_> = ledger.links.iter().filter(|link| link.status == Status::Active).collect();
        match links.is_empty() {
            false => Ok(links),
            true if ledger.faults.is_empty() => {
                let text = Text::new("link-check-none").with("path", self.named(&ledger.path));
                Err(ConfigError::of(text).into())
            }
            true => Err(RunError::Ledger(ledger.path.clone(), ledger.faults.clone())),
        }
    }

    fn probe(&self, ours: Vec<String>) -> Result<Probe, RunError> {
        let network = &self.loaded.config.network;
        let ca = self.loaded.certificates("[network] ca_file", network.ca_file.as_deref())?;
        let host = |name: &&str| Some(Url::parse(self.context.var(name)?).ok()?.host_str()?.to_owned());
        let network = Network {
            ca: ca.as_ref(),
            proxy: network.proxy.as_deref(),
            proxies: PROXIES.iter().filter_map(host).collect(),
            connect_timeout: Duration::from_secs(network.connect_timeout.get().into()),
        };
        Probe::new(&network, ours).map_err(|text| ConfigError::of(text).into())
    }

    /// The lines about one link: that it arrives, or each thing that is wrong.
    fn said(&self, link: &Link, outcome: &Outcome) -> Vec<String> {
        let about = |id: &'static str| Text::new(id).with("id", Foreign::new(&link.id));
        let texts = match outcome.problems.is_empty() {
            false => {
                let problems = outcome.problems.iter().cloned();
                problems.map(|problem| about("link-check-found").with("problem", problem)).collect()
            }
            true => {
                let mut texts = vec![about("link-check-fine").with("hops", outcome.redirects)];
                texts.extend(outcome.short.then(|| about("link-check-short-fine")));
                texts
            }
        };
        texts.iter().map(|text| format!("{}\n", self.locale.text(text))).collect()
    }
}

//! What Matomo can say of a link that is about to be made.

use url::Url;

use crate::cli::{GateArgs, Select};
use crate::commands::{Run, wait};
use crate::config::{Selector, Settings};
use crate::error::RunError;
use crate::escape;
use crate::frames::collect;
use crate::labels::as_matomo;
use crate::ledger::{Ledger, hosts_equal};
use crate::locale::Text;
use crate::model::{LinkRow, Report, SiteReport};
use crate::values::Bounded;

/// Seconds for an answer, for a connection, and for all: somebody waits for their link.
const TIMEOUT: u32 = 5;
const CONNECT: u32 = 3;
const ALL: u32 = 15;

/// What of Matomo's reports a link is held against.
pub(super) struct Measured(pub Report);

impl Measured {
    /// Hosts of all sites that were read.
    pub fn hosts(&self) -> Vec<String> {
        self.0.sites.iter().flat_map(|site| site.hosts.iter().cloned()).collect()
    }

    fn site(&self, host: &str) -> Option<&SiteReport> {
        self.0.sites.iter().find(|site| site.hosts.iter().any(|own| hosts_equal(own, host)))
    }

    /// The line of a link, with its site.
    pub fn row(&self, id: &str) -> Option<(&SiteReport, &LinkRow)> {
        let mut rows = self.0.sites.iter().flat_map(|site| site.links.iter().map(move |row| (site, row)));
        rows.find(|(_, row)| row.id == id)
    }

    /// Whether the site of a host has its campaigns from the core alone.
    pub fn is_core(&self, host: &str) -> bool {
        match self.site(host) {
            Some(site) => !site.campaign_dimensions,
            None => !self.0.matomo.campaign_dimensions,
        }
    }

    /// Names of the campaigns of a host's site, with their visits.
    pub fn campaigns(&self, host: &str) -> Vec<(String, u64)> {
        let rows = self.site(host).into_iter().flat_map(|site| &site.campaigns.rows);
        rows.map(|row| (as_matomo(&escape::whole(&row.name)), row.visits)).collect()
    }
}

impl Run<'_, '_> {
    /// Asks Matomo about the site of a host, where one is configured; what goes wrong is the warning `unread`.
    pub(super) fn measured(
        &mut self,
        select: &Select,
        host: &str,
        ledger: Option<Ledger>,
        unread: &'static str,
    ) -> Option<Measured> {
        let mut settings = match Settings::resolve(self.loaded, select, &GateArgs::default(), self.context) {
            Ok(settings) => settings,
            Err(error) if is_unset(error.text()) => return None,
            Err(error) => return self.unreachable(unread, RunError::from(error).text()),
        };
        quicken(&mut settings);
        settings.ledger = ledger;
        let found = self.site_of(&mut settings, host).and_then(|()| self.report(&settings));
        match found {
            Ok(report) => match report.errors.first().filter(|_| report.sites.is_empty()) {
                Some(error) => self.unreachable(unread, error.message.clone()),
                None => Some(Measured(report)),
            },
            Err(error) => self.unreachable(unread, error.text()),
        }
    }

    /// Reads one site only, where the list says which it is: an instance may have hundreds.
    fn site_of(&self, settings: &mut Settings, host: &str) -> Result<(), RunError> {
        let sites = wait(collect::sites(settings, self.context))?;
        let leads_here = |url: &str| {
            Url::parse(url).is_ok_and(|url| url.host_str().is_some_and(|own| hosts_equal(own, host)))
        };
        let own: Vec<_> = sites.iter().filter(|site| leads_here(&escape::whole(&site.main_url))).collect();
        if !own.is_empty() {
            settings.sites = own.iter().map(|site| Selector::Id(site.id)).collect();
        }
        Ok(())
    }

    /// Whether there is a Matomo to ask.
    pub(super) fn has_matomo(&self, select: &Select) -> bool {
        let settings = Settings::resolve(self.loaded, select, &GateArgs::default(), self.context);
        settings.err().is_none_or(|error| !is_unset(error.text()))
    }

    fn unreachable<T>(&mut self, unread: &'static str, reason: Text) -> Option<T> {
        self.caution(&Text::new(unread).with("reason", reason));
        None
    }
}

fn is_unset(text: &Text) -> bool {
    ["config-no-url", "config-no-token"].contains(&&*text.id)
}

/// No second try and no slow report.
pub(in crate::commands) fn quicken(settings: &mut Settings) {
    settings.entry_pages = false;
    settings.record = None;
    let network = &mut settings.network;
    network.retries = Bounded::new(0);
    network.timeout = Bounded::new(TIMEOUT.min(network.timeout.get()));
    network.connect_timeout = Bounded::new(CONNECT.min(network.connect_timeout.get()));
    network.run_timeout = Bounded::new(ALL.min(network.run_timeout.get()));
}

//! Whether links arrive: each address is requested, and its redirects are followed one by one.

mod guard;
mod hop;
mod verdict;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use reqwest::Client;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};
use url::Url;

pub use guard::Ours;
pub use verdict::Outcome;

use crate::http;
use crate::ledger::{Carrier, Link};
use crate::locale::{Text, Value};
use crate::reason::reason;
use crate::tls::Certificates;
use hop::Chain;

/// Hosts that are spoken to at the same time.
const HOSTS: usize = 8;
/// Between two requests to one host: as fast as a person clicks.
const PAUSE: Duration = Duration::from_millis(200);
/// For one answer: a page that takes longer is one that nobody waits for.
const TIMEOUT: Duration = Duration::from_secs(15);
/// For all links of a run.
const TOTAL: Duration = Duration::from_secs(30 * 60);
/// Most redirects of one address; browsers give up at 20, and no good link has three.
pub const REDIRECTS: usize = 10;
/// Bytes of a page that are read, where a server does not answer to HEAD.
const BODY: usize = 4096;

/// How the network is reached.
pub struct Network<'a> {
    pub ca: Option<&'a Certificates>,
    /// The proxy that is configured.
    pub proxy: Option<&'a str>,
    /// Hosts of the proxies of the environment.
    pub proxies: Vec<String>,
    pub connect_timeout: Duration,
}

/// Who asks.
pub struct Probe {
    /// For this machine, which no proxy knows, and for all where there is no proxy.
    direct: Client,
    proxied: Option<Client>,
    ours: Arc<Ours>,
    /// When each host was last spoken to; one request at a time.
    hosts: Mutex<HashMap<String, Arc<Mutex<Option<Instant>>>>>,
    end: Instant,
}

impl Probe {
    /// `hosts`: those that are ours, which may be of a private network. The error says why there is no client.
    pub fn new(network: &Network<'_>, hosts: Vec<String>) -> Result<Self, Text> {
        let failed = |reason: Value| Text::new("link-check-client").with("reason", reason);
        let mut all = hosts.clone();
        all.extend(network.proxies.iter().cloned());
        let proxy = network.proxy.and_then(|proxy| Url::parse(proxy).ok());
        all.extend(proxy.and_then(|proxy| proxy.host_str().map(str::to_owned)));
        let client = |proxied: bool| {
            let url = Url::parse("http://localhost/").map_err(|error| failed(reason(&error)))?;
            let public = Url::parse("https://example.org/").map_err(|error| failed(reason(&error)))?;
            let options = http::Options {
                url: if proxied { &public } else { &url },
                ca: network.ca,
                proxy: network.proxy.filter(|_| proxied),
                timeout: TIMEOUT,
                connect_timeout: Some(network.connect_timeout),
            };
            let guard = Ours(if proxied { all.clone() } else { hosts.clone() });
            let builder = http::builder(&options).map_err(failed)?;
            builder.dns_resolver(guard).build().map_err(|error| failed(reason(&error)))
        };
        let proxied = network.proxy.is_some() || !network.proxies.is_empty();
        Ok(Self {
            direct: client(false)?,
            proxied: proxied.then(|| client(true)).transpose()?,
            ours: Arc::new(Ours(hosts)),
            hosts: Mutex::default(),
            end: Instant::now() + TOTAL,
        })
    }

    /// What becomes of each link, in their order.
    pub async fn links(&self, links: &[&Link], carrier: Carrier) -> Vec<Outcome> {
        // Those of one host wait for each other, so that they must not take the places of others.
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, link) in links.iter().enumerate() {
            groups.entry(host_of(&link.url)).or_default().push(at);
        }
        let groups = stream::iter(groups.into_values()).map(|group| async move {
            let mut outcomes = Vec::new();
            for at in group {
                outcomes.push((at, self.link(links[at], carrier).await));
            }
            outcomes
        });
        let mut outcomes: Vec<_> = groups.buffer_unordered(HOSTS).collect::<Vec<_>>().await.concat();
        outcomes.sort_by_key(|(at, _)| *at);
        outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    }

    async fn link(&self, link: &Link, carrier: Carrier) -> Outcome {
        let address = link.address(carrier);
        let chain = self.follow(&address).await;
        let short = match link.short.trim() {
            "" => None,
            short => Some(self.follow(short).await),
        };
        verdict::of(&address, &chain, short.as_ref())
    }

    async fn follow(&self, address: &str) -> Chain {
        hop::follow(self, address).await
    }

    /// The client for an address.
    fn client(&self, url: &Url) -> &Client {
        match &self.proxied {
            Some(proxied) if !http::is_loopback(url) => proxied,
            _ => &self.direct,
        }
    }

    /// Waits for the turn of a host; whoever holds it is the only one to speak to it.
    async fn turn(&self, host: &str) -> Turn {
        let mutex = Arc::clone(self.hosts.lock().await.entry(host.to_owned()).or_default());
        let last = mutex.lock_owned().await;
        if let Some(last) = *last {
            sleep_until(last + PAUSE).await;
        }
        Turn(last)
    }
}

/// The only one that speaks to a host; the pause begins when it ends.
struct Turn(tokio::sync::OwnedMutexGuard<Option<Instant>>);

impl Drop for Turn {
    fn drop(&mut self) {
        *self.0 = Some(Instant::now());
    }
}

fn host_of(url: &str) -> String {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

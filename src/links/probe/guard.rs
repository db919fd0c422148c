//! Whom a link may lead to: a ledger is written by many, and a redirect by whoever owns the server, so that neither
//! may make this machine speak to what only it can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Hosts that may be of a private network.
#[derive(Debug, Clone)]
pub struct Ours(pub Vec<String>);

/// A host whose addresses are all private.
#[derive(Debug)]
pub struct Private;

impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a private address")
    }
}

impl std::error::Error for Private {}

impl Ours {
    pub fn has(&self, host: &str) -> bool {
        self.0.iter().any(|ours| crate::links::is_host(ours, host))
    }

    /// Whether an address names a private one itself: no name is looked up for it.
    pub fn refuses(&self, url: &Url) -> bool {
        let refused = match url.host() {
            Some(Host::Ipv4(address)) => is_private(address.into()),
            Some(Host::Ipv6(address)) => is_private(address.into()),
            Some(Host::Domain(name)) => crate::http::is_local(name.trim_end_matches('.')),
            None => true,
        };
        refused && !self.has(url.host_str().unwrap_or_default())
    }
}

/// What is connected to is what was looked at: the addresses that are left are the only ones that the client gets.
impl Resolve for Ours {
    fn resolve(&self, name: Name) -> Resolving {
        let ours = self.has(name.as_str());
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let may: Vec<_> =
                found.iter().copied().filter(|address| ours || !is_private(address.ip())).collect();
            match may.is_empty() && !found.is_empty() {
                true => Err(Private.into()),
                false => Ok(Box::new(may.into_iter()) as Addrs),
            }
        })
    }
}

/// Whether an address is reached by few only: those that IANA's registries of special addresses do not call globally
/// reachable.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => is_private_v4(inner),
            None => is_private_v6(address),
        },
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Shared by the customers of a provider, among them the clouds' own services.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        // For measurements of networks.
        || (a == 198 && (18..20).contains(&b))
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // All that is global begins with 001.
    !(0x2000..0x4000).contains(&a)
        || (a == 0x2001 && (b < 0x200 || b == 0xdb8))
        || (a == 0x3fff && b < 0x1000)
}

/// The IPv4 address that one of IPv6 leads to: mapped, translated (NAT64), or tunnelled (6to4).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_have_many_spellings() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.100.100.200",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "::127.0.0.1",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
        for address in
            ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a01:e0a::1", "2606:4700::1111", "::ffff:8.8.8.8"]
        {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn a_name_in_an_address_is_read_as_the_client_reads_it() {
        let ours = Ours(vec!["127.0.0.1".to_owned()]);
        for url in ["http://127.1/x", "http://2130706433/", "http://127.0.0.1:8080/"] {
            assert!(!ours.refuses(&url.parse().unwrap()), "{url} is ours");
        }
        for url in [
            "http://0x0a000001/",
            "http://localhost./",
            "http://x.localhost/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
        ] {
            assert!(ours.refuses(&url.parse().unwrap()), "{url}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_a_private_address_is_refused() {
        let lookup = |ours: &[&str]| {
            let ours = Ours(ours.iter().map(|host| (*host).to_owned()).collect());
            ours.resolve("localhost".parse().unwrap())
        };
        assert!(lookup(&[]).await.is_err_and(|error| error.is::<Private>()));
        assert!(lookup(&["localhost"]).await.unwrap().next().is_some());
    }
}

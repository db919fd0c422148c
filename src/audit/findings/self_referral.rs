//! Visits whose referrer is the site itself or a sign-on service: the real
//! origin was lost on the way.

use super::{Audit, MIN_EVIDENCE, Site, bare_host};
use crate::report::{Finding, Item, Severity};

/// The channel of FranceConnect, ProConnect and the like.
const SIGN_ON: &str = "sign-on";

/// Where a site's own sign-on lives, below its host.
const LOGINS: [&str; 9] =
    ["auth", "login", "sso", "connexion", "account", "accounts", "compte", "moncompte", "keycloak"];

pub struct SelfReferral;

impl Audit for SelfReferral {
    fn id(&self) -> &'static str {
        "self-referral"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, site: &Site<'_>) -> Option<Finding> {
        let own = site.hosts();
        let is_own = |host: &str, channel: Option<&str>| {
            let host = bare_host(host);
            // Another service below the same host is another site.
            let login = LOGINS.iter().find_map(|login| host.strip_prefix(login)?.strip_prefix('.'));
            channel.is_none() && own.iter().any(|own| host == *own || login == Some(own))
        };
        let items: Vec<_> = site
            .facts
            .websites
            .iter()
            .filter(|(host, _, channel)| {
                channel.as_deref() == Some(SIGN_ON) || is_own(host, channel.as_deref())
            })
            .map(|(host, visits, _)| Item::new(host, *visits))
            .collect();
        let visits: u64 = items.iter().map(|item| item.visits).sum();
        if visits < MIN_EVIDENCE {
            return None;
        }
        Some(self.finding().count("visits", visits).items("hosts", items))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Fixture;
    use super::*;

    fn found(host: &str, channel: Option<&str>, visits: u64) -> bool {
        let mut fixture = Fixture::default();
        fixture.meta.urls = vec!["https://www.aides.example.fr".into()];
        fixture.facts.websites = vec![(host.into(), visits, channel.map(str::to_owned))];
        SelfReferral.check(&fixture.site()).is_some()
    }

    #[test]
    fn own_hosts_and_sign_on_services_count() {
        assert!(found("aides.example.fr", None, 10));
        assert!(found("auth.aides.example.fr", None, 10));
        assert!(found("app.franceconnect.gouv.fr", Some("sign-on"), 10));
        assert!(!found("aides.example.fr", None, 9));
    }

    #[test]
    fn neighbours_and_namesakes_do_not() {
        for host in [
            "example.fr",
            "autre.example.fr",
            "mes-aides.example.fr",
            "xaides.example.fr",
            "docs.aides.example.fr",
        ] {
            assert!(!found(host, None, 100), "{host}");
        }
        assert!(SelfReferral.check(&Fixture::default().site()).is_none());
    }
}

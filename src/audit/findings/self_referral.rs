//! Visits whose referrer is the site itself or a sign-on service: the real
//! origin was lost on the way.

use super::{Audit, MIN_EVIDENCE, Site, bare_host};
use crate::labels::domain::is_shared;
use crate::model::{Finding, Item, Severity};

/// The channel of FranceConnect, ProConnect and the like.
const SIGN_ON: &str = "sign-on";

/// Where a site's own sign-on lives, below its host.
const LOGINS: [&str; 9] =
    ["auth", "login", "sso", "connexion", "account", "accounts", "compte", "moncompte", "keycloak"];

/// Other hosts of one site, below the same domain as its `www.`.
const MIRRORS: [&str; 6] = ["app", "m", "mobile", "www1", "www2", "www3"];

pub const AUDIT: Audit = Audit { id: "self-referral", severity: Severity::Warning, check };

fn check(site: &Site<'_>) -> Option<Finding> {
    let own = site.hosts();
    let rows: Vec<_> = site
        .facts
        .websites
        .iter()
        .filter(|row| match row.channel.as_deref() {
            Some(channel) => channel == SIGN_ON,
            None => is_own(&bare_host(&row.name), &own),
        })
        .collect();
    let items: Vec<_> = rows.iter().map(|row| Item::of_window(&row.name, row.visits, row.last)).collect();
    let visits: u64 = items.iter().map(|item| item.visits).sum();
    if visits < MIN_EVIDENCE {
        return None;
    }
    let state = site.state(rows.iter().map(|row| row.seen()));
    Some(AUDIT.finding().in_state(state).count("visits", visits).items("hosts", items))
}

/// Whether the host is one of the site's, or a sign-on or other host of the same domain. Another
/// service there is another site, and so is each host of a domain that many share.
fn is_own(host: &str, own: &[String]) -> bool {
    if own.iter().any(|own| own == host) {
        return true;
    }
    let Some((start, domain)) = host.split_once('.') else { return false };
    let of_the_site = LOGINS.contains(&start) || MIRRORS.contains(&start);
    of_the_site && own.iter().any(|own| main_domain(own) == domain) && !is_shared(domain)
}

/// The host without `app.` and the like.
fn main_domain(host: &str) -> &str {
    MIRRORS.iter().find_map(|mirror| host.strip_prefix(mirror)?.strip_prefix('.')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Fixture;
    use super::*;
    use crate::audit::facts::ReferrerFacts;

    fn found_on(own: &str, host: &str, channel: Option<&str>, visits: u64) -> bool {
        let mut fixture = Fixture::default();
        fixture.meta.urls = vec![format!("https://{own}")];
        fixture.facts.websites = vec![ReferrerFacts {
            name: host.into(),
            channel: channel.map(Into::into),
            visits,
            ..ReferrerFacts::default()
        }];
        check(&fixture.site()).is_some()
    }

    fn found(host: &str, channel: Option<&str>, visits: u64) -> bool {
        found_on("www.aides.example.fr", host, channel, visits)
    }

    #[test]
    fn own_hosts_and_sign_on_services_count() {
        assert!(found("aides.example.fr", None, 10));
        assert!(found("auth.aides.example.fr", None, 10));
        assert!(found("app.franceconnect.gouv.fr", Some("sign-on"), 10));
        assert!(!found("aides.example.fr", None, 9));
    }

    #[test]
    fn other_hosts_of_the_own_domain_count() {
        for (own, host) in [
            ("www.example.fr", "app.example.fr"),
            ("www.example.fr", "www2.example.fr"),
            ("www.example.fr", "m.example.fr"),
            ("example.co.uk", "app.example.co.uk"),
            ("app.example.fr", "m.example.fr"),
            ("app.example.fr", "auth.example.fr"),
            ("mon-service.beta.gouv.fr", "app.mon-service.beta.gouv.fr"),
            ("www.cybermalveillance.gouv.fr", "app.cybermalveillance.gouv.fr"),
        ] {
            assert!(found_on(own, host, None, 10), "{own}: {host}");
        }
    }

    #[test]
    fn hosts_of_a_domain_that_many_share_do_not() {
        for (own, host) in [
            ("beta.gouv.fr", "app.beta.gouv.fr"),
            ("beta.gouv.fr", "auth.beta.gouv.fr"),
            ("www.numerique.gouv.fr", "app.numerique.gouv.fr"),
            ("app.gouv.fr", "m.gouv.fr"),
            ("www.finistere.fr", "app.finistere.fr"),
            ("mdph.finistere.fr", "app.finistere.fr"),
            ("www.departement06.fr", "m.departement06.fr"),
            ("app.github.io", "m.github.io"),
        ] {
            assert!(!found_on(own, host, None, 100), "{own}: {host}");
        }
        assert!(found_on("beta.gouv.fr", "beta.gouv.fr", None, 10), "the host itself is the site");
    }

    #[test]
    fn neighbours_and_namesakes_do_not() {
        for host in [
            "example.fr",
            "autre.example.fr",
            "mes-aides.example.fr",
            "xaides.example.fr",
            "docs.aides.example.fr",
            "app.example.fr",
            "myapp.aides.example.fr",
            "app.aides.example.fr.example",
        ] {
            assert!(!found(host, None, 100), "{host}");
        }
        assert!(check(&Fixture::default().site()).is_none());
    }
}

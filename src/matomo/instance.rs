//! What is known before the first site: version, plugin, sites.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::bulk::{Answers, Bulk};
use super::error::{MatomoError, quote};
use super::{Recorder, Source};
use crate::api::Method;
use crate::config::Selector;
use crate::escape;
use crate::labels::fold;
use crate::nearest;
use crate::reason::of_json;
use crate::secret;

/// One Matomo.
#[derive(Debug, Clone)]
pub struct Instance {
    pub url: String,
    pub version: String,
    /// Whether MarketingCampaignsReporting is active; `None` when the token may not ask.
    pub campaign_dimensions: Option<bool>,
    pub sites: Vec<SiteInfo>,
}

/// What the first request tells.
#[derive(Debug)]
pub struct Listed {
    pub instance: Instance,
    /// Sites that are listed and cannot be asked for.
    pub unusable: Vec<UnusableSite>,
    answers: Vec<u8>,
}

/// What the selectors of a run name.
#[derive(Debug)]
pub struct Selected<'a> {
    /// Each once, in Matomo's order.
    pub sites: Vec<SiteInfo>,
    /// Ids that the token cannot see.
    pub missing: Vec<u64>,
    pub unusable: Vec<&'a UnusableSite>,
}

/// A site whose id is none.
#[derive(Debug, Clone, PartialEq)]
pub struct UnusableSite {
    /// What stands in the place of the id.
    pub id: String,
    pub name: String,
}

impl UnusableSite {
    pub fn error(&self) -> MatomoError {
        MatomoError::site_id(&self.id)
    }
}

/// One site, as Matomo describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteInfo {
    pub id: u64,
    pub name: String,
    pub main_url: String,
    pub time_zone: String,
    pub currency: String,
    pub ecommerce: bool,
    pub created: Option<Timestamp>,
}

impl SiteInfo {
    /// The zone in which the site's days begin. Matomo has IANA names, and
    /// manual offsets such as `UTC+5.5`.
    pub fn zone(&self) -> Result<TimeZone, MatomoError> {
        let name = self.time_zone.trim();
        let offset = name.strip_prefix("UTC").and_then(|hours| hours.parse::<f64>().ok());
        let zone = match offset {
            Some(hours) => Offset::from_seconds((hours * 3600.0) as i32).map(TimeZone::fixed).ok(),
            None => TimeZone::get(name).ok(),
        };
        zone.ok_or_else(|| MatomoError::time_zone(name))
    }
}

impl Listed {
    /// One request for all three answers.
    pub async fn read(source: &Source) -> Result<Self, MatomoError> {
        let bulk = Self::bulk();
        let body = bulk.fetch(source).await?;
        let answers = bulk.read(source, &body)?;
        let listed: Vec<&RawValue> = read(&answers, Method::Sites)?;
        if listed.is_empty() && source.is_public() {
            return Err(MatomoError::no_public_sites(&source.address()));
        }
        let limit = source.max_rows();
        if listed.len() > limit as usize {
            return Err(MatomoError::too_many_rows(Method::Sites, limit));
        }
        let mut sites = Vec::new();
        let mut unusable = Vec::new();
        for site in listed {
            match serde_json::from_str::<RawSite>(site.get()) {
                Ok(site) => match site.idsite.usable() {
                    Some(id) => sites.push(site.info(id)),
                    None => unusable.push(site.unusable()),
                },
                Err(_) => unusable.push(UnusableSite { id: site.get().to_owned(), name: String::new() }),
            }
        }
        // A site that is listed twice would be counted twice.
        sites.sort_by_key(|site: &SiteInfo| site.id);
        sites.dedup_by_key(|site| site.id);
        // An unknown version or plugin is no reason to give up.
        let version = read(&answers, Method::Version).map_or_else(|_| String::new(), text_value);
        let plugin = read(&answers, Method::IsPluginActivated).ok();
        let instance = Instance {
            url: source.address(),
            version,
            campaign_dimensions: plugin.and_then(|plugin: Value| plugin.value.as_bool()),
            sites,
        };
        Ok(Self { instance, unusable, answers: body })
    }

    fn bulk() -> Bulk {
        Bulk::of_instance(&[Method::Version, Method::IsPluginActivated, Method::Sites])
    }

    /// The sites that the selectors name. `holds` tells of which sites the
    /// source has reports.
    pub fn select(
        &self,
        selectors: &[Selector],
        holds: impl Fn(u64) -> bool,
    ) -> Result<Selected<'_>, MatomoError> {
        let names = Names::of(&self.instance.sites, selectors);
        let means = |site: &UnusableSite, selector: &Selector| match selector {
            Selector::All => true,
            Selector::Id(id) => site.id == id.to_string(),
            Selector::Name(name) => fold(&site.name) == fold(name) && names.find(name).is_err(),
        };
        let is_selected = |site: &&UnusableSite| selectors.iter().any(|selector| means(site, selector));
        let unusable: Vec<_> = self.unusable.iter().filter(is_selected).collect();
        let others: Vec<_> = selectors
            .iter()
            .filter(|selector| {
                **selector == Selector::All || !unusable.iter().any(|site| means(site, selector))
            })
            .cloned()
            .collect();
        let (sites, missing) = match unusable.is_empty() || !self.instance.sites.is_empty() {
            true => select(&self.instance.sites, &others, holds)?,
            false => Default::default(),
        };
        Ok(Selected { sites, missing, unusable })
    }

    /// Records the answers, as far as they are about `sites`.
    pub fn record(&self, recorder: &mut Recorder, sites: &[SiteInfo]) {
        let ids: Vec<_> = sites.iter().map(|site| site.id).collect();
        recorder.instance(Self::bulk().requests(), &self.answers, &ids);
    }
}

/// `{"value": …}`, the form of an answer that is no report.
#[derive(Deserialize)]
struct Value {
    value: serde_json::Value,
}

fn text_value(value: Value) -> String {
    value.value.as_str().unwrap_or_default().to_owned()
}

fn read<'a, T: Deserialize<'a>>(answers: &Answers<'a>, method: Method) -> Result<T, MatomoError> {
    let value = answers.value(method)?.get();
    serde_json::from_str(value).map_err(|error| MatomoError::shape(method, of_json(&error)))
}

#[derive(Deserialize)]
struct RawSite {
    #[serde(default)]
    idsite: Id,
    #[serde(default, deserialize_with = "lenient")]
    name: String,
    #[serde(default, deserialize_with = "lenient")]
    main_url: String,
    #[serde(default, deserialize_with = "lenient")]
    timezone: String,
    #[serde(default, deserialize_with = "lenient")]
    currency: String,
    #[serde(default)]
    ecommerce: Id,
    #[serde(default, deserialize_with = "lenient")]
    ts_created: String,
}

/// A number, or a number as text in older versions.
#[derive(Default, Deserialize)]
struct Id(serde_json::Value);

impl Id {
    fn number(&self) -> Option<u64> {
        self.0.as_u64().or_else(|| self.0.as_str()?.trim().parse().ok())
    }

    /// The id, if it is one: Matomo counts from 1, and a frame holds signed numbers.
    fn usable(&self) -> Option<u64> {
        self.number().filter(|id| (1..=i64::MAX as u64).contains(id))
    }

    fn text(&self) -> String {
        self.0.as_str().map_or_else(|| self.0.to_string(), str::to_owned)
    }
}

/// A text; what is none is as good as missing.
fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => text,
        serde_json::Value::Number(number) => number.to_string(),
        _ => String::new(),
    })
}

impl RawSite {
    fn info(self, id: u64) -> SiteInfo {
        let created = jiff::civil::DateTime::strptime("%Y-%m-%d %H:%M:%S", self.ts_created);
        let created = created.ok().and_then(|time| time.to_zoned_datetime(TimeZone::UTC).ok());
        SiteInfo {
            id,
            name: self.name,
            main_url: secret::without_login(&self.main_url).into_owned(),
            time_zone: self.timezone,
            currency: self.currency,
            ecommerce: self.ecommerce.number().is_some_and(|flag| flag != 0),
            created: created.map(|time| time.timestamp()),
        }
    }

    fn unusable(self) -> UnusableSite {
        UnusableSite { id: self.idsite.text(), name: self.name }
    }
}

/// The sites that the selectors name, each once, in Matomo's order, and the
/// ids that the token cannot see.
///
/// `all` are those of which the source `holds` reports; one that is named is
/// asked for in any case.
fn select(
    sites: &[SiteInfo],
    selectors: &[Selector],
    holds: impl Fn(u64) -> bool,
) -> Result<(Vec<SiteInfo>, Vec<u64>), MatomoError> {
    let mut chosen = vec![false; sites.len()];
    let mut missing = Vec::new();
    let mut asked = HashSet::new();
    let places: HashMap<_, _> = sites.iter().enumerate().map(|(index, site)| (site.id, index)).collect();
    let names = Names::of(sites, selectors);
    for selector in selectors {
        match selector {
            Selector::All => {
                chosen.iter_mut().zip(sites).for_each(|(chosen, site)| *chosen |= holds(site.id));
            }
            Selector::Id(id) => match places.get(id) {
                Some(&index) => chosen[index] = true,
                None if asked.insert(*id) => missing.push(*id),
                None => {}
            },
            Selector::Name(name) => chosen[names.find(name)?] = true,
        }
    }
    if sites.is_empty() {
        return Err(MatomoError::no_sites());
    }
    let chosen = sites.iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(site, _)| site.clone());
    Ok((chosen.collect(), missing))
}

/// The sites by their names.
struct Names<'a> {
    sites: &'a [SiteInfo],
    /// Those of each name, whatever its case and accents: thousands may be looked for among thousands.
    folded: BTreeMap<String, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn of(sites: &'a [SiteInfo], selectors: &[Selector]) -> Self {
        let named = selectors.iter().any(|selector| matches!(selector, Selector::Name(_)));
        let mut folded: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, site) in sites.iter().enumerate().filter(|_| named) {
            folded.entry(fold(&site.name)).or_default().push(index);
        }
        Self { sites, folded }
    }

    /// The index of the site of that name: exact, else whatever the case, else the
    /// only one that begins with it.
    fn find(&self, name: &str) -> Result<usize, MatomoError> {
        let wanted = fold(name);
        let same = self.folded.get(&wanted).cloned().unwrap_or_default();
        let exact = same.iter().copied().filter(|&index| self.sites[index].name == name).collect();
        for found in [exact, same, self.beginning(&wanted)] {
            match found[..] {
                [] => {}
                [index] => return Ok(index),
                _ => {
                    let matches = list(found.iter().map(|&index| &self.sites[index]));
                    return Err(MatomoError::site_ambiguous(name, matches));
                }
            }
        }
        Err(MatomoError::site_unknown(name, &self.near(&wanted)))
    }

    fn beginning(&self, wanted: &str) -> Vec<usize> {
        let from = self.folded.range(wanted.to_owned()..);
        let found =
            from.take_while(|(name, _)| name.starts_with(wanted)).flat_map(|(_, sites)| sites.clone());
        let mut found: Vec<_> = found.collect();
        found.sort_unstable();
        found
    }

    fn near(&self, wanted: &str) -> String {
        let near = nearest::all(wanted, &self.folded, |(name, _)| name.as_str());
        list(near.into_iter().flat_map(|(_, sites)| sites).take(3).map(|&index| &self.sites[index]))
    }
}

/// `1 (Aides Logement), 2 (Pass Emploi)`
fn list<'a>(sites: impl Iterator<Item = &'a SiteInfo>) -> String {
    let mut text = String::new();
    for (index, site) in sites.enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        let _ = write!(text, "{separator}{} ({})", site.id, escape::terminal(&quote(&site.name)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(id: u64, name: &str) -> SiteInfo {
        SiteInfo {
            id,
            name: name.to_owned(),
            main_url: String::new(),
            time_zone: "Europe/Paris".to_owned(),
            currency: "EUR".to_owned(),
            ecommerce: false,
            created: None,
        }
    }

    fn chosen(selectors: &[Selector]) -> Result<(Vec<u64>, Vec<u64>), MatomoError> {
        let sites = [site(1, "Aides Logement"), site(2, "Pass Emploi"), site(3, "Pass Culture")];
        let (sites, missing) = select(&sites, selectors, |_| true)?;
        Ok((sites.iter().map(|site| site.id).collect(), missing))
    }

    #[test]
    fn sites_are_chosen_by_id_by_name_or_all() {
        assert_eq!(chosen(&[Selector::All]).unwrap(), (vec![1, 2, 3], vec![]));
        assert_eq!(chosen(&[Selector::Id(3), Selector::Id(9), Selector::Id(9)]).unwrap(), (vec![3], vec![9]));
        assert_eq!(chosen(&[Selector::Name("aides".into())]).unwrap().0, [1]);
        assert_eq!(chosen(&[Selector::Name("pass emploi".into()), Selector::Id(2)]).unwrap().0, [2]);
    }

    #[test]
    fn a_wrong_name_suggests_near_ones_and_an_ambiguous_one_says_so() {
        let locale = crate::locale::Locale::new(crate::locale::Lang::En);
        let said = |name: &str| match chosen(&[Selector::Name(name.into())]) {
            Err(MatomoError::Usage(text)) => locale.text(&text),
            other => panic!("{other:?}"),
        };
        assert!(said("Pass Emplois").contains("(near: 2 (Pass Emploi)"), "{}", said("Pass Emplois"));
        assert!(said("pass").ends_with(": 2 (Pass Emploi), 3 (Pass Culture)"), "{}", said("pass"));
    }

    /// As many as the configuration may name, on an instance of as many; a bound against squares, not a measure.
    #[test]
    fn ten_thousand_names_are_found_in_seconds() {
        let count = crate::config::MAX_SITES as u64;
        let sites: Vec<_> = (1..=count).map(|id| site(id, &format!("Service numéro {id}"))).collect();
        let names: Vec<_> = (1..=count).map(|id| Selector::Name(format!("service numero {id}"))).collect();
        let ids: Vec<_> = (1..=count).map(|id| Selector::Id(count + id)).collect();
        let start = std::time::Instant::now();
        assert_eq!(select(&sites, &names, |_| true).unwrap().0.len(), sites.len());
        assert_eq!(select(&sites, &ids, |_| true).unwrap().1.len(), sites.len());
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }

    #[test]
    fn zones_are_iana_names_or_manual_offsets() {
        let offset = |zone: &str| {
            let site = SiteInfo { time_zone: zone.to_owned(), ..site(1, "x") };
            site.zone().map(|zone| zone.to_offset(Timestamp::UNIX_EPOCH).seconds())
        };
        assert_eq!(offset("UTC").unwrap(), 0);
        assert_eq!(offset("UTC+5.5").unwrap(), 19_800);
        assert_eq!(offset("UTC-3").unwrap(), -10_800);
        assert_eq!(offset("Europe/Paris").unwrap(), 3_600);
        assert_eq!(offset("Mars/Olympus"), Err(MatomoError::time_zone("Mars/Olympus")));
        assert!(offset("UTC+999").is_err());
    }
}

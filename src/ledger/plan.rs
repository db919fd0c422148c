//! The plan: the names that tags may have.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use super::{Column, Link, Tags};
use crate::channels::Channels;
use crate::escape::Foreign;
use crate::labels::fold;
use crate::locale::Text;
use crate::nearest::nearest;
use crate::values::Bounded;

/// `[plan]` of the configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// Family of the parameters in new links.
    pub params: Params,
    /// Whether new links carry their id.
    pub id: IdRule,
    /// Between the words of a tag.
    pub separator: Separator,
    /// Most characters of a tag.
    pub max_length: Bounded<1, 255>,
    /// Parts of a link that must not be empty.
    pub required: Vec<Part>,
    /// What the names of campaigns look like; anything without it.
    pub campaign: Option<Pattern>,
    /// Hosts that are ours, besides those that Matomo knows.
    pub hosts: Vec<String>,
    /// Beginnings of addresses of ours that need no tags.
    pub ignore: Vec<String>,
    /// Mediums that tags may have, with what each means; without any, those of the channels.
    pub mediums: BTreeMap<String, String>,
    /// What is known of sources; others are not refused.
    pub sources: BTreeMap<String, PlannedSource>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            params: Params::default(),
            id: IdRule::default(),
            separator: Separator::default(),
            max_length: Bounded::new(255),
            required: Vec::new(),
            campaign: None,
            hosts: Vec::new(),
            ignore: Vec::new(),
            mediums: BTreeMap::new(),
            sources: BTreeMap::new(),
        }
    }
}

/// Family of the parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Params {
    #[default]
    Utm,
    /// Only MarketingCampaignsReporting reads all of these.
    Mtm,
}

/// Whether links carry their id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdRule {
    /// Where this Matomo reads it.
    #[default]
    Auto,
    None,
}

/// What stands between the words of a tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    #[default]
    #[serde(rename = "-")]
    Dash,
    #[serde(rename = "_")]
    Underscore,
    #[serde(rename = ".")]
    Dot,
}

/// A part of a link that a plan may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Part {
    Content,
    Short,
    Title,
    Owner,
    Published,
    Review,
    Target,
    Cost,
}

/// `[plan.sources.NAME]`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlannedSource {
    /// Mediums that go with it; all without any.
    pub mediums: Vec<String>,
    /// Other names that people give it.
    pub aliases: Vec<String>,
}

impl Separator {
    fn sign(self) -> char {
        match self {
            Self::Dash => '-',
            Self::Underscore => '_',
            Self::Dot => '.',
        }
    }
}

impl Part {
    pub fn column(self) -> Column {
        match self {
            Self::Content => Column::Content,
            Self::Short => Column::Short,
            Self::Title => Column::Title,
            Self::Owner => Column::Owner,
            Self::Published => Column::Published,
            Self::Review => Column::Review,
            Self::Target => Column::Target,
            Self::Cost => Column::Cost,
        }
    }
}

/// What people put between words; a dot stands in the names of hosts, too.
const SIGNS: [char; 4] = ['-', '_', ' ', '+'];

impl Plan {
    /// What of some tags is against the plan, with what to write instead.
    pub fn faults(&self, tags: Tags<'_>, channels: &Channels) -> Vec<Text> {
        let Tags { campaign, source, medium, content } = tags;
        let parts = [("campaign", campaign), ("source", source), ("medium", medium), ("content", content)];
        let mut faults: Vec<_> = parts.iter().filter_map(|(part, value)| self.form(part, value)).collect();
        faults.extend(self.medium(medium, channels));
        faults.extend(self.source(source, medium));
        faults.extend(self.pattern(campaign));
        if self.required.contains(&Part::Content) && content.is_empty() {
            faults.push(missing(Part::Content));
        }
        faults
    }

    /// The same of a whole link, with all parts that the plan asks for.
    pub fn faults_of(&self, link: &Link, channels: &Channels) -> Vec<Text> {
        let mut faults = self.faults(link.tags(), channels);
        // A draft is not complete, and is not published.
        let asked = self.required.iter().filter(|part| {
            **part != Part::Content && !(**part == Part::Published && link.status == super::Status::Draft)
        });
        faults.extend(asked.filter(|part| link.cell(part.column()).is_empty()).map(|part| missing(*part)));
        faults
    }

    /// Whether only what is empty is against the plan.
    pub fn is_fine(&self, tags: Tags<'_>, channels: &Channels) -> bool {
        let lacks_content = self.required.contains(&Part::Content) && tags.content.is_empty();
        self.faults(tags, channels).len() == usize::from(lacks_content)
    }

    /// What is wrong with the plan itself, first.
    pub fn check(&self) -> Result<(), Text> {
        match self.mistakes().into_iter().next() {
            Some((_, text)) => Err(text),
            None => Ok(()),
        }
    }

    /// All that is wrong with the plan itself, each with its key.
    pub fn mistakes(&self) -> Vec<(String, Text)> {
        let mediums = self.mediums.keys().map(|name| ("mediums", name));
        let names = mediums.chain(self.sources.keys().map(|name| ("sources", name)));
        let mut mistakes: Vec<_> = names.filter_map(|(kind, name)| self.misnamed(kind, name)).collect();
        let sign = self.separator.sign();
        let other = |text: &str| text.contains(|c| SIGNS.contains(&c) && c != sign);
        if let Some(pattern) = self.campaign.as_ref().filter(|pattern| pattern.literals().any(other)) {
            let text = Text::new("config-plan-separator").with("pattern", pattern.to_string());
            mistakes.push(("campaign".to_owned(), text.with("separator", sign.to_string())));
        }
        for (name, source) in &self.sources {
            mistakes.extend(self.mistakes_of(name, source));
        }
        mistakes
    }

    fn misnamed(&self, kind: &'static str, name: &str) -> Option<(String, Text)> {
        let instead = self.spelled(name);
        let is_wrong = instead.is_empty() || !self.is_formed(name);
        let text = Text::new("config-plan-name").with("kind", kind).with("name", name.to_owned());
        is_wrong.then(|| (format!("{kind}.{name}"), text.with("instead", instead)))
    }

    fn mistakes_of(&self, name: &str, source: &PlannedSource) -> Vec<(String, Text)> {
        let unknown = source
            .mediums
            .iter()
            .filter(|medium| !self.mediums.is_empty() && !self.mediums.contains_key(*medium));
        let mediums = unknown.map(|medium| {
            let near = nearest(medium, self.mediums.keys().map(String::as_str)).unwrap_or("none");
            let text = Text::new("config-plan-medium").with("source", name.to_owned());
            let text = text.with("medium", medium.clone()).with("nearest", near.to_owned());
            (format!("sources.{name}.mediums"), text)
        });
        let taken = |alias: &&String| self.planned(alias).is_some_and(|owner| owner != name);
        let aliases = source.aliases.iter().filter(taken).map(|alias| {
            let owner = self.planned(alias).unwrap_or_default().to_owned();
            let text = Text::new("config-plan-alias").with("source", name.to_owned());
            (format!("sources.{name}.aliases"), text.with("alias", alias.clone()).with("other", owner))
        });
        mediums.chain(aliases).collect()
    }

    /// A name as the plan would have it: lower case, plain letters, one separator.
    pub fn spelled(&self, name: &str) -> String {
        let sign = self.separator.sign();
        let folded = fold(name);
        let parts = |c: char| c == sign || SIGNS.contains(&c) || !(c.is_alphanumeric() || c == '.');
        let words: Vec<_> = folded.split(parts).filter(|word| !word.is_empty()).collect();
        words.join(&sign.to_string())
    }

    /// Whether it says what names look like: without that, they are written as a team writes them, since Matomo
    /// folds their case.
    fn has_names(&self) -> bool {
        *self
            != Self {
                hosts: self.hosts.clone(),
                ignore: self.ignore.clone(),
                params: self.params,
                id: self.id,
                ..Self::default()
            }
    }

    fn is_formed(&self, name: &str) -> bool {
        let sign = self.separator.sign();
        let other = |c: char| SIGNS.contains(&c) && c != sign || c.is_whitespace();
        !name.contains(other) && name.to_lowercase() == name && !name.split(sign).any(str::is_empty)
    }

    fn form(&self, part: &'static str, value: &str) -> Option<Text> {
        if value.is_empty() {
            return None;
        }
        let text = |id: &str| Text::new(id).with("part", part).with("value", Foreign::new(value));
        if self.has_names() && !self.is_formed(value) {
            let text = text("plan-form").with("separator", self.separator.sign().to_string());
            return Some(text.with("instead", Foreign::new(&self.spelled(value))));
        }
        let length = value.chars().count() as u64;
        let most = u64::from(self.max_length.get());
        (length > most).then(|| text("plan-long").with("length", length).with("most", most))
    }

    fn medium(&self, medium: &str, channels: &Channels) -> Option<Text> {
        let meant =
            |medium: &str| channels.by_tag(None, Some(medium), "").map(|told| told.channel.id.clone());
        let known = match self.mediums.is_empty() {
            true => meant(medium).is_some(),
            false => self.mediums.contains_key(medium),
        };
        // One that is only spelled otherwise is told so already.
        if medium.is_empty()
            || known
            || !self.is_formed(medium) && self.mediums.contains_key(&self.spelled(medium))
        {
            return None;
        }
        let allowed = self.mediums(channels);
        let same = meant(medium)
            .and_then(|channel| allowed.iter().find(|one| meant(one).as_ref() == Some(&channel)));
        let near = nearest(medium, allowed.iter().map(String::as_str)).or(same.map(String::as_str));
        let near = near.unwrap_or("none").to_owned();
        let text = Text::new("plan-medium").with("value", Foreign::new(medium)).with("nearest", near);
        Some(text.with("known", allowed.join(", ")))
    }

    fn source(&self, source: &str, medium: &str) -> Option<Text> {
        let name = self.planned(source)?;
        let value = Foreign::new(source);
        if name != source && self.is_formed(source) {
            return Some(Text::new("plan-source").with("value", value).with("instead", name.to_owned()));
        }
        let mediums = &self.sources.get(name)?.mediums;
        (!mediums.is_empty() && !medium.is_empty() && !mediums.iter().any(|one| one == medium)).then(|| {
            let text = Text::new("plan-source-medium").with("value", Foreign::new(name));
            text.with("medium", Foreign::new(medium)).with("mediums", mediums.join(", "))
        })
    }

    /// The source of the plan that a name means: its own or another one that people give it, however it is spelled.
    pub fn planned(&self, name: &str) -> Option<&str> {
        let spelled = self.spelled(name);
        let is = |other: &str| !spelled.is_empty() && self.spelled(other) == spelled;
        let own = self.sources.keys().find(|source| is(source));
        let other = || {
            let has = |(_, source): &(&String, &PlannedSource)| source.aliases.iter().any(|alias| is(alias));
            self.sources.iter().find(has).map(|(source, _)| source)
        };
        own.or_else(other).map(String::as_str)
    }

    fn pattern(&self, campaign: &str) -> Option<Text> {
        let pattern = self.campaign.as_ref().filter(|_| !campaign.is_empty())?;
        if pattern.matches(campaign) || pattern.matches(&self.spelled(campaign)) {
            return None;
        }
        let slug = self.spelled(campaign);
        // The dates that it begins with are those of the pattern.
        let slug = slug.trim_start_matches(|c: char| c.is_ascii_digit() || c == self.separator.sign());
        let slug = if slug.is_empty() { "{slug}" } else { slug };
        let text = Text::new("plan-campaign").with("value", Foreign::new(campaign));
        Some(text.with("pattern", pattern.to_string()).with("instead", Foreign::new(&pattern.with(slug))))
    }

    /// The mediums that tags may have.
    pub fn mediums(&self, channels: &Channels) -> Vec<String> {
        if !self.mediums.is_empty() {
            return self.mediums.keys().cloned().collect();
        }
        let mut mediums: Vec<String> = Vec::new();
        for channel in channels.iter() {
            if !mediums.contains(&channel.tag.medium) {
                mediums.push(channel.tag.medium.clone());
            }
        }
        mediums
    }

    /// The sources that the plan knows for a medium.
    pub fn sources(&self, medium: &str) -> Vec<String> {
        let fits = |source: &PlannedSource| {
            source.mediums.is_empty() || source.mediums.iter().any(|one| one == medium)
        };
        self.sources.iter().filter(|(_, source)| fits(source)).map(|(name, _)| name.clone()).collect()
    }

    /// Hosts that are ours, besides those that Matomo knows.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }
}

fn missing(part: Part) -> Text {
    Text::new("plan-required").with("part", part.column().name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};

    const PLAN: &str = r#"
        separator = "-"
        max_length = 30
        required = ["content", "owner"]
        campaign = "{year}-{month}-{slug}"
        [mediums]
        email = "lettres"
        social = "réseaux"
        [sources.brevo]
        mediums = ["email"]
        aliases = ["sendinblue", "Brevo Mail"]
    "#;

    fn said(plan: &str, tags: [&str; 4]) -> Vec<String> {
        let plan: Plan = toml::from_str(plan).unwrap();
        plan.check().unwrap();
        let [campaign, source, medium, content] = tags;
        let faults = plan.faults(Tags { campaign, source, medium, content }, &Channels::builtin());
        let locale = Locale::new(Lang::Fr);
        faults.iter().map(|text| locale.text(text).replace(['\u{a0}', '\u{202f}'], " ")).collect()
    }

    #[test]
    fn tags_follow_the_plan() {
        let right = ["2026-09-rentree", "brevo", "email", "haut"];
        assert_eq!(said(PLAN, right), [""; 0]);
        for (tags, fault) in [
            (
                ["2026-09-Rentrée_x", "brevo", "email", "haut"],
                "campaign « 2026-09-Rentrée_x » : en minuscules, avec - entre les mots ; écrivez « 2026-09-rentree-x »",
            ),
            (
                ["rentree-2026", "brevo", "email", "haut"],
                "campaign « rentree-2026 » : le plan veut {year}-{month}-{slug} ; écrivez « {year}-{month}-rentree-2026 »",
            ),
            (
                ["2026-09-rentree", "brevo", "emial", "haut"],
                "medium « emial » n’est pas dans le plan ; est-ce email ?",
            ),
            (
                ["2026-09-rentree", "autre", "newsletter", "haut"],
                "medium « newsletter » n’est pas dans le plan ; est-ce email ?",
            ),
            (
                ["2026-09-rentree", "autre", "pigeon", "haut"],
                "medium « pigeon » n’est pas dans le plan ; choisissez parmi email, social",
            ),
            (
                ["2026-09-rentree", "sendinblue", "email", "haut"],
                "source « sendinblue » : le plan l’appelle brevo",
            ),
            (
                ["2026-09-rentree", "brevo", "social", "haut"],
                "source « brevo » : le plan la veut avec email, et non social",
            ),
            (["2026-09-rentree", "brevo", "email", ""], "content est vide, et le plan le demande"),
            (
                ["2026-09-une-rentree-bien-trop-longue", "brevo", "email", "haut"],
                "campaign « 2026-09-une-rentree-bien-trop-longue » a 36 caractères ; le plan en veut 30 au plus",
            ),
        ] {
            let all = said(PLAN, tags);
            assert!(all.contains(&fault.to_owned()), "{all:#?}\n{fault}");
        }
    }

    #[test]
    fn without_a_plan_a_medium_means_a_channel() {
        assert_eq!(said("", ["webinaire", "grist.numerique.gouv.fr", "newsletter", ""]), [""; 0]);
        let all = said("", ["webinaire", "brevo", "pigeon", ""]);
        assert!(all.len() == 1 && all[0].starts_with("medium « pigeon » n’est pas dans le plan"), "{all:?}");
        assert_eq!(said("separator = \"_\"", ["a_b", "brevo", "email", ""]), [""; 0]);
    }

    #[test]
    fn sources_are_those_of_a_medium() {
        let plan: Plan = toml::from_str(PLAN).unwrap();
        assert_eq!((plan.sources("email"), plan.sources("social")), (vec!["brevo".to_owned()], vec![]));
        assert_eq!(plan.planned("Brevo_mail"), Some("brevo"));
        let mediums = Plan::default().mediums(&Channels::builtin());
        assert!(mediums.contains(&"email".to_owned()), "{mediums:?}");
    }
}

//! Asking for what a new link lacks.

use std::fmt::Display;

use dialoguer::{Error, Input, Select};

use crate::channels::Channels;
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape;
use crate::ledger::Ledger;
use crate::ledger::wanted::{Wanted, check_address};
use crate::locale::Text;

/// Most values that are offered: more are quicker typed than found.
const MOST: usize = 12;

impl Run<'_, '_> {
    /// Asks for what is missing; gives what is wrong with the address that was typed.
    pub(super) fn ask(
        &self,
        wanted: &mut Wanted,
        ledger: &Ledger,
        channels: &Channels,
    ) -> Result<Vec<Text>, RunError> {
        let plan = self.plan();
        let mut wrong = Vec::new();
        if wanted.url.is_empty() {
            let check = |url: &String| {
                let url = url.trim();
                check_address(url).map_err(|text| self.told(&text))
            };
            wanted.url = answered(
                Input::new().with_prompt(self.question("url")).validate_with(check).interact_text(),
            )?;
            wanted.url = wanted.url.trim().to_owned();
            wrong = wanted.take_tags();
        }
        if wanted.medium.is_empty() {
            let offered = plan.mediums(channels);
            wanted.medium = self.choose("medium", offered, !plan.mediums.is_empty())?;
        }
        if wanted.source.is_empty() {
            let offered = sources(wanted, plan.sources(&wanted.medium), ledger, channels);
            wanted.source = self.choose("source", offered, false)?;
        }
        if wanted.campaign.is_empty() {
            wanted.campaign = self.type_in("campaign", &self.beginning())?;
        }
        Ok(wrong)
    }

    /// One of some values, or another, unless they are `all`.
    fn choose(&self, name: &'static str, mut offered: Vec<String>, all: bool) -> Result<String, RunError> {
        offered.truncate(MOST);
        if offered.is_empty() {
            return self.type_in(name, "");
        }
        let mut items: Vec<_> = offered.iter().map(|value| escape::line(value)).collect();
        items.extend((!all).then(|| self.locale.get("ask-other")));
        let select = Select::new().with_prompt(self.question(name)).items(&items).default(0);
        match offered.get(answered(select.interact())?) {
            Some(value) => Ok(value.clone()),
            None => self.type_in(name, ""),
        }
    }

    fn type_in(&self, name: &'static str, beginning: &str) -> Result<String, RunError> {
        let input = Input::<String>::new().with_prompt(self.question(name)).with_initial_text(beginning);
        Ok(answered(input.interact_text())?.trim().to_owned())
    }

    fn question(&self, name: &'static str) -> String {
        self.locale.text(&Text::new("ask-question").with("field", name))
    }

    /// What is wrong, with what to do.
    pub(in crate::commands) fn told(&self, text: &Text) -> String {
        let hint = self.locale.attribute(text, "hint");
        [Some(self.locale.text(text)), hint].into_iter().flatten().collect::<Vec<_>>().join(" – ")
    }

    /// What the plan's names of campaigns begin with today: `2026-11-`.
    fn beginning(&self) -> String {
        let today = self.today();
        let Some(pattern) = &self.plan().campaign else { return String::new() };
        let filled = pattern
            .with("{slug}")
            .replace("{year}", &format!("{:04}", today.year()))
            .replace("{month}", &format!("{:02}", today.month()))
            .replace("{day}", &format!("{:02}", today.day()));
        filled.split('{').next().unwrap_or_default().to_owned()
    }
}

/// The sources of the plan, those that the ledger has with this medium, newest first, and those of its channels.
fn sources(wanted: &Wanted, planned: Vec<String>, ledger: &Ledger, channels: &Channels) -> Vec<String> {
    let used = ledger.links.iter().rev().filter(|link| link.medium == wanted.medium);
    let usual = channels.iter().map(|channel| &channel.tag).filter(|tag| tag.medium == wanted.medium);
    let mut seen = std::collections::HashSet::new();
    planned
        .into_iter()
        .chain(used.map(|link| link.source.clone()))
        .chain(usual.map(|tag| tag.source.clone()))
        .filter(|source| seen.insert(source.clone()))
        .collect()
}

pub(in crate::commands) fn answered<T>(answer: Result<T, impl Display + Into<Error>>) -> Result<T, RunError> {
    answer.map_err(|_| ConfigError::new("ask-interrupted").into())
}

use std::io::Write as _;
use std::path::Path;

use url::Url;

use super::measured::Measured;
use crate::channels::Channels;
use crate::cli::Select;
use crate::cli::link::NewArgs;
use crate::commands::Run;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::{self, Foreign};
use crate::exit::Exit;
use crate::labels::as_matomo;
use crate::labels::drift::near;
use crate::ledger::plan::IdRule;
use crate::ledger::wanted::{LONG_BYTES, MAX_BYTES, Make, Wanted, check_address};
use crate::ledger::{Carrier, Ledger, Link, Params, Plan, Target, amount, hosts_equal, write};
use crate::links::is_host;
use crate::locale::Text;
use crate::nearest::nearest;
use crate::secret;

impl Run<'_, '_> {
    pub(super) fn link_new(&mut self, args: &NewArgs, path: &Path) -> Result<Exit, RunError> {
        let ledger = Ledger::read_or_new(path).map_err(ConfigError::of)?;
        let channels = self.channels()?;
        let (mut wanted, mut wrong) = wanted(args);
        if self.asks() && wrong.is_empty() {
            wrong.extend(self.ask(&mut wanted, &ledger, &channels)?);
        }
        wrong.extend(lacking(&wanted));
        wrong.extend(wanted.indecent());
        wrong.extend(wanted.lost());
        if !wrong.is_empty() {
            return Ok(self.refuse(wrong));
        }
        if let Some(link) = wanted.existing(&ledger) {
            return self.link_again(args, &wanted, link, &ledger, &channels);
        }
        wrong.extend(wanted.disordered(self.today()));
        wrong.extend(self.clashes(&wanted, &ledger, args.allow_similar));
        wrong.extend(self.against_plan(&wanted, &ledger, &channels));
        if !wrong.is_empty() {
            return Ok(self.refuse(wrong));
        }
        self.make(args, wanted, &ledger, &channels)
    }

    /// Asks Matomo, then writes and prints the link.
    fn make(
        &mut self,
        args: &NewArgs,
        wanted: Wanted,
        ledger: &Ledger,
        channels: &Channels,
    ) -> Result<Exit, RunError> {
        let plan = self.plan().clone();
        let host = wanted.host().unwrap_or_default();
        let measured = self.measured(&args.select, &host, None, "link-unreachable");
        let is_core = measured.as_ref().map(|measured| measured.is_core(&host));
        let mut wrong = Vec::new();
        wrong.extend(self.foreign_host(&host, measured.as_ref(), &plan, &args.select));
        if !args.allow_similar {
            wrong.extend(like_measured(&wanted, ledger, measured.as_ref(), &host));
        }
        if is_core == Some(true) && plan.params == Params::Mtm {
            wrong.push(Text::new("link-mtm-core"));
        }
        let make = Make { params: plan.params, carrier: self.carrier_of(is_core, ledger, &host) };
        let link = self.line(wanted, ledger, channels, make);
        wrong.extend(too_long(&link.link));
        if !wrong.is_empty() {
            return Ok(self.refuse(wrong));
        }
        if link.link.len() >= LONG_BYTES {
            self.caution(&Text::new("link-long").with("bytes", link.link.len() as u64));
        }
        self.keep(args, &link, &ledger.path)?;
        self.print_link(&link.link)
    }

    /// Writes the link into the ledger, and says so.
    fn keep(&mut self, args: &NewArgs, link: &Link, path: &Path) -> Result<(), RunError> {
        let shown = |id: &'static str| {
            let text = Text::new(id).with("id", link.id.clone()).with("path", self.named(path));
            let review = link.review.map(|review| self.locale.date(review));
            text.with("review", review.unwrap_or_else(|| "none".to_owned()))
        };
        if args.dry_run {
            let text = shown("link-dry");
            self.note(&text);
            return Ok(());
        }
        let is_new = path.symlink_metadata().is_err();
        let text = shown("link-written");
        write::append(path, std::slice::from_ref(link)).map_err(ConfigError::of)?;
        self.note(&text);
        if is_new && self.loaded.ledger().is_none() {
            self.note(&self.how_to_follow(path));
        }
        Ok(())
    }

    /// What to add to the configuration.
    fn how_to_follow(&self, path: &Path) -> Text {
        let named = self.loaded.path.file_name().map(Path::new).unwrap_or(Path::new("matomo-audit.toml"));
        let folder = self.loaded.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let relative = path.strip_prefix(folder.unwrap_or(&self.context.dir)).unwrap_or(path);
        let ledger = toml::Value::String(relative.display().to_string()).to_string();
        Text::new("link-follow").with("config", named.display().to_string()).with("ledger", ledger)
    }

    /// Names that are too near, or taken by another page.
    fn clashes(&self, wanted: &Wanted, ledger: &Ledger, allow_similar: bool) -> Vec<Text> {
        let mut wrong = Vec::new();
        if let Some(twin) = wanted.twin(ledger) {
            let text = Text::new("link-twin").with("id", Foreign::new(&twin.id));
            wrong.push(text.with("url", Foreign::new(&twin.url)));
        }
        if allow_similar {
            return wrong;
        }
        let fields = [
            ("campaign", &wanted.campaign, Link::campaign as fn(&Link) -> &str),
            ("source", &wanted.source, Link::source),
        ];
        for (field, value, of) in fields {
            if let Some((other, ())) = near_in(value, ledger.links.iter().map(of)) {
                let text = Text::new("link-near").with("field", field).with("name", Foreign::new(value));
                wrong.push(text.with("other", Foreign::new(other)));
            }
        }
        wrong
    }

    /// What the plan, and the id, do not allow.
    fn against_plan(&self, wanted: &Wanted, ledger: &Ledger, channels: &Channels) -> Vec<Text> {
        let link = self.line(wanted.clone(), ledger, channels, Make::default());
        let mut wrong = wanted.strangers(&link.id);
        wrong.extend(self.plan().faults_of(&link, channels));
        wrong
    }

    fn line(&self, wanted: Wanted, ledger: &Ledger, channels: &Channels, make: Make) -> Link {
        let channel = channel(channels, &wanted);
        wanted.into_link(|id| ledger.find(id).is_some(), self.today(), channel.as_deref(), make)
    }

    /// What to say of a host that is not ours, or of which nobody knows whether it is.
    fn foreign_host(
        &mut self,
        host: &str,
        measured: Option<&Measured>,
        plan: &Plan,
        select: &Select,
    ) -> Option<Text> {
        if plan.hosts().iter().any(|own| is_host(own, host)) {
            return None;
        }
        let ours: Vec<_> = measured
            .iter()
            .flat_map(|measured| measured.hosts())
            .chain(plan.hosts().iter().cloned())
            .collect();
        if ours.iter().any(|own| is_host(own, host)) {
            return None;
        }
        // Those of Matomo count, too, where it could not be asked.
        if ours.is_empty() || measured.is_none() && self.has_matomo(select) {
            self.caution(&Text::new("link-host-unknown").with("host", Foreign::new(host)));
            return None;
        }
        let near = nearest(host, ours.iter().map(String::as_str)).unwrap_or("none");
        let text = Text::new("link-host").with("host", Foreign::new(host));
        Some(text.with("nearest", near.to_owned()).with("ours", shown(&ours)))
    }

    pub(super) fn print_link(&mut self, link: &str) -> Result<Exit, RunError> {
        self.print(&format!("{}\n", escape::line(link)))?;
        Ok(Exit::Done)
    }

    /// Says all that is wrong.
    pub(in crate::commands) fn refuse(&mut self, wrong: Vec<Text>) -> Exit {
        for text in wrong {
            RunError::Config(ConfigError::of(text)).print(self.locale, self.err);
        }
        Exit::Usage
    }

    /// Says something that is no mistake.
    pub(in crate::commands) fn note(&mut self, text: &Text) {
        if !self.cli.general.quiet {
            let _ = writeln!(self.err, "{}", self.locale.text(text));
        }
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.loaded.config.plan
    }

    /// The path of a file as somebody would type it here.
    pub(in crate::commands) fn named(&self, path: &Path) -> String {
        secret::path(path.strip_prefix(&self.context.dir).unwrap_or(path))
    }

    /// How the id travels: as this Matomo reads it, else as the last links to that host have it.
    pub(super) fn carrier_of(&self, is_core: Option<bool>, ledger: &Ledger, host: &str) -> Carrier {
        match (self.plan().id, is_core) {
            (IdRule::None, _) => Carrier::None,
            (IdRule::Auto, Some(true)) => Carrier::Term,
            (IdRule::Auto, Some(false)) => Carrier::Id,
            (IdRule::Auto, None) if has_terms(ledger, host) => Carrier::Term,
            (IdRule::Auto, None) => Carrier::Id,
        }
    }

    /// Whether somebody is there to answer.
    pub(in crate::commands) fn asks(&self) -> bool {
        self.context.stdin_is_terminal && self.context.stderr_is_terminal
    }
}

/// What the options say, with the tags of the address; and what is wrong with it.
fn wanted(args: &NewArgs) -> (Wanted, Vec<Text>) {
    let text = |option: &Option<String>| option.as_deref().unwrap_or_default().trim().to_owned();
    let mut wrong = Vec::new();
    let mut wanted = Wanted {
        url: text(&args.address),
        campaign: text(&args.campaign),
        source: text(&args.source),
        medium: text(&args.medium),
        content: text(&args.content),
        short: text(&args.short),
        title: text(&args.title),
        owner: text(&args.owner),
        published: args.published,
        review: args.review,
        is_draft: args.draft,
        ..Wanted::default()
    };
    if let Some(target) = &args.target {
        wanted.target = Target::parse(target);
        wrong.extend(wanted.target.is_none().then(|| wrong_value("link-no-target", target)));
    }
    if let Some(cost) = &args.cost {
        wanted.cost = amount(cost);
        wrong.extend(wanted.cost.is_none().then(|| wrong_value("link-cost", cost)));
    }
    for address in [&wanted.url, &wanted.short] {
        wrong.extend((!address.is_empty()).then(|| check_address(address)).and_then(Result::err));
    }
    wrong.extend(wanted.take_tags());
    (wanted, wrong)
}

fn wrong_value(id: &'static str, value: &str) -> Text {
    Text::new(id).with("value", Foreign::new(value))
}

/// All that is missing, at once.
fn lacking(wanted: &Wanted) -> Option<Text> {
    let missing = wanted.missing();
    let option = |name: &&str| if *name == "url" { "URL".to_owned() } else { format!("--{name}") };
    let named = missing.iter().map(option).collect::<Vec<_>>().join(", ");
    (!missing.is_empty()).then(|| Text::new("link-missing").with("missing", named))
}

/// The first name like this one, unless this very one is there: several links of one campaign are usual.
fn near_in<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<(&'a str, ())> {
    let is_there = known.clone().any(|other| other == name);
    let mut seen = std::collections::HashSet::new();
    let distinct = known.filter(|other| seen.insert(*other)).map(|other| (other, ()));
    (!is_there).then(|| near(name, distinct)).flatten()
}

/// A measured campaign with a name like this one.
fn like_measured(wanted: &Wanted, ledger: &Ledger, measured: Option<&Measured>, host: &str) -> Option<Text> {
    let campaigns = measured?.campaigns(host);
    let name = as_matomo(&wanted.campaign);
    let is_there = ledger.links.iter().any(|link| link.campaign == wanted.campaign)
        || campaigns.iter().any(|(other, _)| *other == name);
    let known = campaigns.iter().map(|(name, visits)| (name.as_str(), *visits));
    let (other, visits) = if is_there { None } else { near(&name, known) }?;
    let text = Text::new("link-near-measured").with("name", Foreign::new(&wanted.campaign));
    Some(text.with("other", Foreign::new(other)).with("visits", visits))
}

/// The channel that its tags mean.
pub(super) fn channel(channels: &Channels, wanted: &Wanted) -> Option<String> {
    let told = channels.by_tag(Some(&wanted.source), Some(&wanted.medium), &wanted.campaign);
    told.map(|told| told.channel.id.clone())
}

/// Whether the last link to a host has its id as a keyword.
fn has_terms(ledger: &Ledger, host: &str) -> bool {
    let is_here = |link: &&Link| {
        Url::parse(&link.url).is_ok_and(|url| hosts_equal(url.host_str().unwrap_or_default(), host))
    };
    let last = ledger.links.iter().rev().find(is_here);
    last.is_some_and(|link| link.link.contains(&format!("utm_term={}", link.id)))
}

pub(super) fn too_long(link: &str) -> Option<Text> {
    (link.len() > MAX_BYTES).then(|| Text::new("link-too-long").with("bytes", link.len() as u64))
}

/// Some hosts, as a text.
fn shown(hosts: &[String]) -> String {
    const MOST: usize = 5;
    let mut named: Vec<_> = hosts.iter().take(MOST).map(String::as_str).collect();
    named.extend((hosts.len() > MOST).then_some("…"));
    named.join(", ")
}

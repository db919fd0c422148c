//! Channels, and what tags would change, in words.

use super::document::{Block, Cell, Kind, Room, Section, Table, Tone, Topic};
use super::links::{Dates, Page};
use super::{DASH, Words, channel_visits};
use crate::escape;
use crate::locale::Text;
use crate::model::{ChannelRow, SiteReport, Status};

/// Hosts that are named beside a channel.
const HOSTS: usize = 3;
/// Channels of which is said what tags would change.
const CHANGED: usize = 5;

/// The groups in which channels are shown: those to do something about come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Uncovered,
    Partial,
    Unknown,
    Covered,
}

impl Group {
    const ALL: [Self; 4] = [Self::Uncovered, Self::Partial, Self::Unknown, Self::Covered];

    fn of(status: Status) -> Self {
        match status {
            Status::None | Status::Silent => Self::Uncovered,
            Status::Partial => Self::Partial,
            Status::Unknown => Self::Unknown,
            Status::Covered | Status::Tagged => Self::Covered,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Uncovered => "channels-uncovered",
            Self::Partial => "channels-partial",
            Self::Unknown => "channels-unknown",
            Self::Covered => "channels-covered",
        }
    }
}

impl Words<'_> {
    /// A section for each group that has channels, and one for what is said of all.
    pub(super) fn channels(&self, site: &SiteReport) -> Vec<Section> {
        let mut sections: Vec<_> =
            Group::ALL.into_iter().filter_map(|group| self.channel_group(site, group)).collect();
        let notes = self.channel_notes(site);
        match sections.last_mut() {
            Some(last) => last.blocks.extend(notes),
            None if notes.is_empty() => {}
            None => sections.push(Section {
                topic: Topic::Channels,
                title: self.locale.get("channels-title"),
                blocks: notes,
            }),
        }
        sections
    }

    fn channel_group(&self, site: &SiteReport, group: Group) -> Option<Section> {
        let channels: Vec<_> =
            site.channels.iter().filter(|channel| Group::of(channel.status) == group).collect();
        if channels.is_empty() {
            return None;
        }
        if group == Group::Covered {
            let named = channels.iter().map(|channel| self.tagged(channel)).collect::<Vec<_>>().join(", ");
            let line = Text::new("channels-covered-line").with("channels", named);
            let blocks = vec![Block::Paragraph(self.locale.text(&line))];
            return Some(Section { topic: Topic::Covered, title: self.locale.get(group.title()), blocks });
        }
        let why = site.coverage_unknown.as_ref().filter(|_| group == Group::Unknown);
        let mut blocks: Vec<_> = why.map(|why| Block::Paragraph(self.locale.text(why))).into_iter().collect();
        blocks.push(Block::Table(self.channel_table(site, &channels)));
        let topic = match group {
            Group::Uncovered => Topic::Uncovered,
            Group::Partial => Topic::Partial,
            Group::Unknown | Group::Covered => Topic::Channels,
        };
        Some(Section { topic, title: self.locale.get(group.title()), blocks })
    }

    /// A channel with its tagged visits.
    fn tagged(&self, channel: &ChannelRow) -> String {
        channel_visits(&channel.id, channel.tagged, self.locale)
    }

    /// How much of the coverage is guessed, and what is in no channel.
    fn channel_notes(&self, site: &SiteReport) -> Vec<Block> {
        let guessed: Vec<_> = site.channels.iter().filter(|channel| channel.guessed > 0).collect();
        let visits: u64 = guessed.iter().map(|channel| channel.guessed).sum();
        let named = guessed.iter().map(|channel| channel_visits(&channel.id, channel.guessed, self.locale));
        let named = named.collect::<Vec<_>>().join(", ");
        // Without the plugin, that is the reason, and no word that somebody chose.
        let plugin = if site.campaign_dimensions { "there" } else { "missing" };
        let guessed = Text::new("channels-guessed").with("visits", visits).with("channels", named);
        let guessed = guessed.with("plugin", plugin);
        let unmatched = Text::new("channels-unmatched").with("visits", site.unmatched).with("plugin", plugin);
        let notes = [(visits, guessed), (site.unmatched, unmatched)].into_iter();
        notes
            .filter(|(visits, _)| *visits > 0)
            .map(|(_, text)| Block::Quiet(self.locale.text(&text)))
            .collect()
    }

    fn channel_table(&self, site: &SiteReport, channels: &[&ChannelRow]) -> Table {
        let columns = vec![
            self.column("column-channel", Kind::Words, Room::Phone),
            self.column("html-column-state", Kind::Words, Room::Page),
            self.column("report-column-tagged", Kind::Number, Room::Phone).off_page(),
            self.column("report-column-untagged", Kind::Number, Room::Phone).off_page(),
            self.column("report-column-coverage", Kind::Measure, Room::Terminal),
            self.column("report-column-seen", Kind::Words, Room::Phone).off_page(),
        ];
        let rows = channels.iter().map(|channel| self.channel_row(channel)).collect();
        let pages = [Page::Websites, Page::Socials, Page::Campaigns];
        let sources = self.sources(site, &pages, Dates::Window);
        Table {
            caption: self.locale.get("html-channels-caption"),
            columns,
            rows,
            sources,
            ..Table::default()
        }
    }

    fn channel_row(&self, channel: &ChannelRow) -> Vec<Cell> {
        let seen = channel.leaves_referrer || channel.untagged > 0;
        let state = self.locale.get(&format!("html-status-{}", channel.status.id()));
        let coverage = channel.coverage.map(|share| self.locale.percent(share));
        let dash = || DASH.to_owned();
        let hosts = self.seen_from(channel);
        // Of a channel without any tag, the visits say enough.
        let tagged = channel.tagged > 0 || !seen;
        let mut counts: Vec<_> = tagged.then(|| self.visits("tagged", channel.tagged)).into_iter().collect();
        counts.extend(seen.then(|| self.visits("untagged", channel.untagged)));
        vec![
            Cell { detail: hosts.clone(), ..self.locale.channel(&channel.id).into() },
            Cell::from(state).toned(Tone::Status(channel.status)),
            self.locale.count(channel.tagged).into(),
            if seen { self.locale.count(channel.untagged) } else { dash() }.into(),
            Cell {
                detail: counts.join(" · "),
                bar: channel.coverage,
                ..coverage.unwrap_or_else(dash).into()
            },
            hosts.into(),
        ]
    }

    fn visits(&self, id: &str, visits: u64) -> String {
        self.locale.text(&Text::new(id).with("visits", visits))
    }

    /// Where a channel's untagged visits were seen.
    fn seen_from(&self, channel: &ChannelRow) -> String {
        let named = channel.evidence.iter().take(HOSTS);
        let mut seen: Vec<_> = named
            .map(|seen| format!("{}\u{a0}{}", escape::terminal(&seen.host), self.locale.count(seen.visits)))
            .collect();
        seen.extend(self.more(channel.evidence.len(), HOSTS));
        if !channel.leaves_referrer {
            seen.push(self.locale.get("no-referrer-short"));
        }
        seen.join(" · ")
    }

    pub(super) fn what_if(&self, site: &SiteReport) -> Option<Section> {
        // Of visits that a bug made direct, no tag would change anything.
        if site.what_if.is_empty() || site.bug().is_some() {
            return None;
        }
        let items = site.what_if.iter().take(CHANGED).map(|what_if| {
            let text = Text::new("what-if")
                .with("channel", self.locale.channel(&what_if.channel))
                .with("visits", what_if.visits)
                .with("with_tags", self.locale.percent(what_if.share_with_tags))
                .with("share", self.locale.percent(what_if.share));
            self.locale.text(&text)
        });
        let blocks = vec![Block::Items(items.collect()), Block::Quiet(self.locale.get("what-if-bound"))];
        Some(Section { topic: Topic::WhatIf, title: self.locale.get("what-if-title"), blocks })
    }
}

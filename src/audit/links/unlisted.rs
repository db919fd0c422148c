//! What was measured and is of no link.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::join::Join;
use super::measured::{OTHERS, Series, TagRow};
use crate::escape::Foreign;
use crate::labels::domain::is_below_suffix;
use crate::labels::placeholder::is_usable;
use crate::model::{Seen, Unlisted};

impl Join<'_, '_> {
    /// Tags that no link has, then what came without any.
    pub(super) fn unlisted_tags(&mut self) {
        let measured = self.measured;
        let mut seen: Vec<_> = measured.tags.iter().filter(|(tags, _)| !self.known.contains(tags)).collect();
        seen.sort_by_key(|(tags, _)| *tags);
        for (tags, periods) in seen {
            let Some(row) = measured.shown.get(tags) else { continue };
            // Of a campaign of the ledger, some of it may be a link whose tags were altered.
            let mut visits = periods.from(0).visits;
            if let Some(altered) = self.altered.get_mut(tags.1.as_str()) {
                let theirs = visits.min(*altered);
                *altered -= theirs;
                visits -= theirs;
            }
            let is_rest = OTHERS.contains(&tags.1.as_str());
            if !is_rest && !self.alone.contains(tags.1.as_str()) && is_usable(&row.name) {
                self.unlist(tagged(row), periods, visits);
            }
        }
        self.unlisted_ids();
    }

    /// Ids of other tools. One that came alone made a campaign without a name, or with that of the host which it came
    /// from; one that came with a name stands there already.
    fn unlisted_ids(&mut self) {
        let measured = self.measured;
        let tagged: HashSet<_> = measured.tags.keys().map(|(_, name)| name.as_str()).collect();
        let nameless = measured.names.iter().filter(|(name, _)| !tagged.contains(name.as_str()));
        let nameless = nameless.filter(|(name, _)| name.is_empty() || is_host(name));
        let mut room: u64 = nameless.map(|(_, periods)| periods.from(0).visits).sum();
        let own = self.ids();
        let listed = self.site.listed;
        let is_foreign = |id: &String| !id.is_empty() && !own.contains(id.as_str()) && !listed.contains(id);
        let foreign = measured.ids.iter().filter(|(id, _)| is_foreign(id));
        let mut foreign: Vec<_> = foreign.map(|(id, days)| (id, self.by_period(days))).collect();
        foreign.sort_by_key(|(id, periods)| (Reverse(periods.from(0).visits), *id));
        foreign.retain(|(_, periods)| {
            let visits = periods.from(0).visits;
            let fits = visits > 0 && visits <= room;
            room -= if fits { visits } else { 0 };
            fits
        });
        for (id, periods) in &foreign {
            let is_id = true;
            self.unlist(Unlisted { is_id, ..named(id) }, periods, periods.from(0).visits);
        }
        let came_alone = |name: &str| !foreign.is_empty() && is_host(name);
        self.unlisted_names(|name| tagged.contains(name) || came_alone(name));
    }

    /// Campaigns that no link has, but those that were told.
    pub(super) fn unlisted_names(&mut self, told: impl Fn(&str) -> bool) {
        let (names, listed) = (&self.measured.names, self.site.listed);
        let unlisted =
            names.iter().filter(|(name, _)| !listed.contains(*name) && is_usable(name) && !told(name));
        for (name, periods) in unlisted {
            self.unlist(named(name), periods, periods.from(0).visits);
        }
    }

    /// Notes `visits` of what was seen in some periods.
    fn unlist(&mut self, of: Unlisted, periods: &Series, visits: u64) {
        if visits == 0 {
            return;
        }
        for (at, sum) in periods.iter() {
            if let Some(all) = self.report.unlisted_visits.get_mut(at) {
                *all += sum.visits;
            }
        }
        let last_visits = periods.at(self.last()).visits.min(visits);
        let seen = periods.seen().unwrap_or_default();
        self.report.unlisted.push(Unlisted { visits, last_visits, seen, ..of });
    }
}

fn named(name: &str) -> Unlisted {
    Unlisted {
        name: name.into(),
        is_id: false,
        source: None,
        medium: None,
        visits: 0,
        last_visits: 0,
        seen: Seen::default(),
    }
}

fn tagged(row: &TagRow) -> Unlisted {
    let part = |text: &str| (!text.is_empty()).then(|| Foreign::from(text));
    Unlisted { source: part(&row.source), medium: part(&row.medium), ..named(&row.name) }
}

/// Whether a campaign is named like a host.
fn is_host(name: &str) -> bool {
    name.contains('.') && is_below_suffix(name)
}

use std::path::Path;

use super::new::channel;
use super::pasted::Left;
use crate::channels::Channels;
use crate::cli::GateArgs;
use crate::cli::link::ImportArgs;
use crate::commands::Run;
use crate::config::Settings;
use crate::config::error::ConfigError;
use crate::error::RunError;
use crate::escape::{self, Foreign};
use crate::exit::Exit;
use crate::ledger::import::{self, Found, Import, Index};
use crate::ledger::wanted::{Make, Wanted, check_address};
use crate::ledger::{COLUMNS, Carrier, Column, Fault, Ledger, Link, tagged_as, write};
use crate::links::extract::{self, Kind};
use crate::locale::Text;
use crate::model::{Report, SiteReport, Unlisted};

impl Run<'_, '_> {
    pub(super) fn link_import(&mut self, args: &ImportArgs, path: &Path) -> Result<Exit, RunError> {
        let ledger = Ledger::read_or_new(path).map_err(ConfigError::of)?;
        let Some(file) = &args.file else { return self.import_measured(args, ledger) };
        let file = self.context.dir.join(file);
        let bytes = import::open(&file).map_err(ConfigError::of)?;
        let kind = Kind::of_path(&file);
        let sheet = if Kind::may_be_sheet(kind) { import::sheet(&file, &bytes) } else { Ok(None) };
        let (Import { found, ignored }, left) = match sheet.map_err(ConfigError::of)? {
            Some(sheet) => (sheet, Left::default()),
            None => self.pasted(&extract::links(&bytes, kind), &ledger),
        };
        self.tell_left(&left);
        if found.is_empty() && left == Left::default() {
            return Err(ConfigError::in_file(Text::new("link-import-nothing"), &file).into());
        }
        let (links, known) = self.resolve(found, &ledger).map_err(|faults| RunError::Ledger(file, faults))?;
        if !ignored.is_empty() {
            let names = ignored.iter().map(|name| escape::terminal(&Foreign::new(name)));
            let names = names.collect::<Vec<_>>().join(", ");
            self.note(&Text::new("link-import-ignored").with("names", names));
        }
        self.take(args, &links, known, path)
    }

    /// Writes the links, or prints them on a trial.
    fn take(&mut self, args: &ImportArgs, links: &[Link], known: u64, path: &Path) -> Result<Exit, RunError> {
        let id = if args.dry_run { "link-import-dry" } else { "link-imported" };
        let text = Text::new(id).with("count", links.len() as u64).with("known", known);
        let text = text.with("path", self.named(path));
        match args.dry_run {
            true => self.print(&lines(links))?,
            false => write::append(path, links).map_err(ConfigError::of)?,
        }
        self.note(&text);
        Ok(Exit::Done)
    }

    /// The links of all rows, and how many are known already; or what is wrong with any.
    fn resolve(&self, found: Vec<Found>, ledger: &Ledger) -> Result<(Vec<Link>, u64), Vec<Fault>> {
        let Ok(channels) = self.channels() else { return Ok((Vec::new(), 0)) };
        let mut index = Index::of(ledger);
        let (mut links, mut known, mut faults) = (Vec::new(), 0, Vec::new());
        for mut one in found {
            let mut wrong = std::mem::take(&mut one.wrong);
            let lacks = one.wanted.missing();
            let named = lacks.join(", ");
            wrong.extend((!lacks.is_empty()).then(|| Text::new("link-import-lacks").with("missing", named)));
            wrong.extend(one.wanted.indecent());
            wrong.extend(one.wanted.lost());
            wrong.extend(one.wanted.disordered(one.created.unwrap_or_else(|| self.today())));
            if wrong.is_empty() && index.has(&one.wanted) {
                known += 1;
                continue;
            }
            let line = one.line;
            let link = self.link_of(one, &index, &channels, ledger, &mut wrong);
            let fault = |text: Text| Fault {
                lines: vec![line],
                id: String::new(),
                text: Text::new("link-import-line").with("line", line.to_string()).with("problem", text),
            };
            faults.extend(wrong.into_iter().map(fault));
            index.add(&link);
            links.push(link);
        }
        if faults.is_empty() { Ok((links, known)) } else { Err(faults) }
    }

    fn link_of(
        &self,
        one: Found,
        index: &Index,
        channels: &Channels,
        ledger: &Ledger,
        wrong: &mut Vec<Text>,
    ) -> Link {
        let Found { wanted, created, status, decision, decided, .. } = one;
        let is_pasted = !wanted.link.is_empty();
        // A link that is shared already cannot be another one.
        let twin = index.twin(&wanted).filter(|_| !is_pasted && wanted.missing().is_empty());
        if let Some((page, id)) = twin {
            let text = Text::new("link-twin").with("id", id.to_owned());
            wrong.push(text.with("url", Foreign::new(page)));
        }
        let host = wanted.host().unwrap_or_default();
        let make = Make { params: self.plan().params, carrier: self.carrier_of(None, ledger, &host) };
        let channel = channel(channels, &wanted);
        let published = wanted.published.or(created);
        let mut link = Wanted { published: published.filter(|_| !wanted.is_draft), ..wanted }.into_link(
            |id| index.has_id(id),
            self.today(),
            channel.as_deref(),
            make,
        );
        link.created = created.unwrap_or(link.created);
        link.status = status.unwrap_or(link.status);
        (link.decision, link.decided) = (decision, decided);
        if wrong.is_empty() && !is_pasted {
            wrong.extend(self.plan().faults_of(&link, channels));
            wrong.extend(super::new::too_long(&link.link));
        }
        link
    }

    /// The measured campaigns of no link, as drafts.
    fn import_measured(&mut self, args: &ImportArgs, ledger: Ledger) -> Result<Exit, RunError> {
        let mut settings = Settings::resolve(self.loaded, &args.select, &GateArgs::default(), self.context)?;
        self.warn(&settings.warnings);
        settings.entry_pages = false;
        settings.ledger = Some(ledger.clone());
        let report = self.report(&settings)?;
        if !report.errors.is_empty() {
            self.tell_errors(&report);
            return Ok(Exit::Unreadable);
        }
        let (links, known) = self.drafts(&report, &ledger);
        let ids = report.sites.iter().flat_map(unlisted).filter(|measured| measured.is_id);
        let ids: Vec<_> = ids.map(|measured| escape::terminal(&measured.name)).collect();
        if !ids.is_empty() {
            let text = Text::new("link-import-ids").with("count", ids.len() as u64);
            self.note(&text.with("names", ids.join(", ")));
        }
        self.take(args, &links, known, &ledger.path)
    }

    fn drafts(&mut self, report: &Report, ledger: &Ledger) -> (Vec<Link>, u64) {
        let mut index = Index::of(ledger);
        let (mut links, mut known) = (Vec::new(), 0);
        for site in &report.sites {
            let url = escape::whole(&site.main_url);
            let usable = |measured: &&Unlisted| !measured.is_id && check_address(&url).is_ok();
            for measured in unlisted(site).filter(usable) {
                let wanted = self.draft(&url, measured);
                if index.has(&wanted) {
                    known += 1;
                    continue;
                }
                let link = wanted.into_link(|id| index.has_id(id), self.today(), None, Make::default());
                index.add(&link);
                links.push(link);
            }
        }
        (links, known)
    }

    /// A draft of a campaign that was measured: its address had these tags and no id.
    fn draft(&self, url: &str, measured: &Unlisted) -> Wanted {
        let tag = |label: &Option<Foreign>| label.as_ref().map(escape::whole).unwrap_or_default();
        let (source, medium) = (tag(&measured.source), tag(&measured.medium));
        let note = Text::new("link-measured").with("visits", measured.visits);
        let mut wanted = Wanted {
            url: url.to_owned(),
            campaign: escape::whole(&measured.name),
            source,
            medium,
            is_draft: true,
            note: self.locale.text(&note),
            ..Wanted::default()
        };
        wanted.link = tagged_as(self.plan().params, url, wanted.tags(), "", Carrier::None);
        for tag in [&mut wanted.source, &mut wanted.medium] {
            if tag.is_empty() {
                *tag = self.locale.get("link-to-complete");
            }
        }
        wanted
    }
}

fn unlisted(site: &SiteReport) -> impl Iterator<Item = &Unlisted> {
    site.ledger.iter().flat_map(|ledger| &ledger.unlisted)
}

/// Lines as they would be added, with the names of their columns.
fn lines(links: &[Link]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for link in links {
        let _ = writer.write_record(Column::ALL.map(|column| escape::line(&link.cell(column))));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

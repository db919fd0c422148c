//! A link that somebody asks for, and what it may not be.

use jiff::Span;
use jiff::civil::Date;
use url::{Url, form_urlencoded};

use super::address::{Tags, is_tag, parts};
use super::{Carrier, Ledger, Link, Params, Status, Target, canonical, id, review_after, tagged_as};
use crate::escape::{self, Foreign};
use crate::labels::placeholder::{is_usable, template_in};
use crate::labels::{as_matomo, percent_decode, personal};
use crate::locale::Text;

/// The server cuts an address at 1,024 characters before it reads the tags: what is lost leaves no trace.
pub const MAX_BYTES: usize = 1_000;
/// From here on it is told.
pub const LONG_BYTES: usize = 900;
/// Longest tag: MarketingCampaignsReporting cuts it there, and then it is another one than that of the ledger.
const MAX_TAG_BYTES: usize = 250;

/// A link as it was asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// The destination; its tags are taken out by [`Wanted::take_tags`].
    pub url: String,
    pub campaign: String,
    pub source: String,
    pub medium: String,
    pub content: String,
    pub short: String,
    pub title: String,
    pub owner: String,
    /// Parameters of the address that Matomo reads and that are none of the four tags, such as an id.
    pub others: Vec<(String, String)>,
    /// The address as it was pasted, where that is to be kept.
    pub link: String,
    pub published: Option<Date>,
    pub review: Option<Date>,
    pub target: Option<Target>,
    pub cost: Option<f64>,
    pub is_draft: bool,
    pub note: String,
}

/// How its address is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Make {
    pub params: Params,
    pub carrier: Carrier,
}

/// Which of the four tags a parameter is, whatever its prefix.
fn tag_of(name: &str) -> Option<&'static str> {
    let (_, tag) = name.split_once('_')?;
    ["campaign", "source", "medium", "content"].into_iter().find(|known| known.eq_ignore_ascii_case(tag))
}

impl Wanted {
    /// Nothing but tags.
    pub fn of_tags(tags: Tags<'_>) -> Self {
        let [campaign, source, medium, content] =
            [tags.campaign, tags.source, tags.medium, tags.content].map(str::to_owned);
        Self { campaign, source, medium, content, ..Self::default() }
    }

    pub fn tags(&self) -> Tags<'_> {
        Tags { campaign: &self.campaign, source: &self.source, medium: &self.medium, content: &self.content }
    }

    fn tag_mut(&mut self, tag: &str) -> &mut String {
        match tag {
            "campaign" => &mut self.campaign,
            "source" => &mut self.source,
            "medium" => &mut self.medium,
            _ => &mut self.content,
        }
    }

    /// Takes the tags of the address over; what contradicts one that was given is told.
    pub fn take_tags(&mut self) -> Vec<Text> {
        let url = std::mem::take(&mut self.url);
        let (base, query, fragment) = parts(&url);
        let mut wrong = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| is_tag(name)) {
            let Some(tag) = tag_of(&name) else {
                self.others.push((name.into_owned(), value.into_owned()));
                continue;
            };
            let given = self.tag_mut(tag);
            if given.is_empty() {
                *given = value.trim().to_owned();
            } else if as_matomo(given) != as_matomo(&value) {
                let text = Text::new("link-contradicts").with("name", Foreign::new(&name));
                wrong.push(text.with("value", Foreign::new(&value)).with("given", Foreign::new(given)));
            }
        }
        if form_urlencoded::parse(fragment.trim_start_matches('#').as_bytes()).any(|(name, _)| is_tag(&name))
        {
            wrong.push(Text::new("link-fragment"));
        }
        let kept: Vec<_> = query.split('&').filter(|part| !part.is_empty() && !is_own(part)).collect();
        let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
        self.url = format!("{base}{query}{fragment}");
        wrong
    }

    /// The parameters of the address that no link of this id keeps.
    pub fn strangers(&self, id: &str) -> Vec<Text> {
        let strange = self.others.iter().filter(|(_, value)| !value.eq_ignore_ascii_case(id));
        let text = |(name, value): &(String, String)| {
            let text = Text::new("link-stranger").with("name", Foreign::new(name));
            text.with("value", Foreign::new(value))
        };
        strange.map(text).collect()
    }

    /// What it lacks, by the names of the columns.
    pub fn missing(&self) -> Vec<&'static str> {
        let all = [
            ("url", &self.url),
            ("medium", &self.medium),
            ("source", &self.source),
            ("campaign", &self.campaign),
        ];
        all.into_iter().filter(|(_, value)| value.is_empty()).map(|(name, _)| name).collect()
    }

    /// Personal data, and characters that nobody sees, are in no link.
    pub fn indecent(&self) -> Vec<Text> {
        let fields = [
            ("url", &self.url),
            ("campaign", &self.campaign),
            ("source", &self.source),
            ("medium", &self.medium),
            ("content", &self.content),
            ("short", &self.short),
            ("title", &self.title),
            ("owner", &self.owner),
            ("note", &self.note),
        ];
        let mut wrong = Vec::new();
        for (field, value) in fields {
            if let Some((_, kind)) = personal::find(value).first() {
                wrong.push(Text::new("link-personal").with("field", field).with("kind", kind.id()));
            }
            if escape::line(value) != **value {
                wrong.push(Text::new("link-invisible").with("field", field));
            }
        }
        wrong
    }

    /// What would not arrive as it is: Matomo takes a zero for nothing, cuts what is long, and nobody knows a template's
    /// sign for a name.
    pub fn lost(&self) -> Vec<Text> {
        let Tags { campaign, source, medium, content } = self.tags();
        let tags = [("campaign", campaign), ("source", source), ("medium", medium), ("content", content)];
        let lost = tags.into_iter().filter(|(_, value)| !value.is_empty()).filter_map(|(field, value)| {
            let problem = match value {
                "0" => "zero",
                value if value.len() > MAX_TAG_BYTES => "long",
                value if !is_usable(value) => "placeholder",
                _ => return None,
            };
            let text = Text::new("link-lost").with("field", field).with("problem", problem);
            Some(text.with("value", Foreign::new(value)).with("max", MAX_TAG_BYTES as u64))
        });
        let addresses = [("url", &self.url), ("short", &self.short)].into_iter();
        let templates = addresses.filter_map(|(field, address)| {
            let decoded = percent_decode(address);
            let value = Foreign::new(template_in(address).or_else(|| template_in(&decoded))?);
            Some(Text::new("link-template").with("field", field).with("value", value))
        });
        lost.chain(templates).collect()
    }

    /// The line of the ledger that is this very link.
    pub fn existing<'a>(&self, ledger: &'a Ledger) -> Option<&'a Link> {
        let url = canonical(&self.url);
        ledger.links.iter().find(|link| link.tags() == self.tags() && canonical(&link.url) == url)
    }

    /// Puts what was asked for beside address and tags into a link that is there.
    pub fn put_into(&self, link: &mut Link) {
        let texts =
            [(&self.title, &mut link.title), (&self.owner, &mut link.owner), (&self.short, &mut link.short)];
        for (asked, text) in texts.into_iter().filter(|(asked, _)| !asked.is_empty()) {
            text.clone_from(asked);
        }
        link.published = self.published.or(link.published);
        link.review = self.review.or(link.review);
        link.target = self.target.or(link.target);
        link.cost = self.cost.or(link.cost);
    }

    /// A link of the same tags to another page: their visits could not be told apart by their tags.
    pub fn twin<'a>(&self, ledger: &'a Ledger) -> Option<&'a Link> {
        let url = canonical(&self.url);
        let tags = folded(self.tags());
        let same = |link: &&Link| {
            as_matomo(&link.campaign) == tags[0] && folded(link.tags()) == tags && canonical(&link.url) != url
        };
        ledger.links.iter().find(same)
    }

    /// Days that are in no order.
    pub fn disordered(&self, today: Date) -> Option<Text> {
        let start = self.published.unwrap_or(today);
        let review = self.review.filter(|review| *review < start)?;
        let text = Text::new("link-dates").with("review", review.to_string());
        Some(text.with("published", start.to_string()))
    }

    /// Its line of the ledger, made on a day; `channel` is that of its tags.
    pub fn into_link(
        self,
        taken: impl Fn(&str) -> bool,
        today: Date,
        channel: Option<&str>,
        make: Make,
    ) -> Link {
        let id = id(&self.url, self.tags(), taken);
        let published = self.published.or((!self.is_draft).then_some(today));
        let after = |start: Date| start.saturating_add(Span::new().days(review_after(channel)));
        let link = match self.link.is_empty() {
            true => tagged_as(make.params, &self.url, self.tags(), &id, make.carrier),
            false => self.link,
        };
        Link {
            line: 0,
            id,
            link,
            url: self.url,
            campaign: self.campaign,
            source: self.source,
            medium: self.medium,
            content: self.content,
            short: self.short,
            title: self.title,
            owner: self.owner,
            created: today,
            published,
            // That of a draft is known when it is shared.
            review: self.review.or(published.map(after)),
            target: self.target,
            cost: self.cost,
            status: if self.is_draft { Status::Draft } else { Status::Active },
            decision: None,
            decided: None,
            note: self.note,
        }
    }

    /// Its host, in lower case.
    pub fn host(&self) -> Option<String> {
        Url::parse(&self.url).ok()?.host_str().map(str::to_owned)
    }
}

fn is_own(part: &str) -> bool {
    form_urlencoded::parse(part.as_bytes()).any(|(name, _)| is_tag(&name))
}

pub(super) fn folded(tags: Tags<'_>) -> [String; 4] {
    [tags.campaign, tags.source, tags.medium, tags.content].map(as_matomo)
}

/// Whether an address can be shared: of the web, with a host, and without a password.
pub fn check_address(text: &str) -> Result<(), Text> {
    let shown = || Foreign::new(text);
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Text::new("link-blank").with("url", shown()));
    }
    let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) else {
        return Err(match text.split_once(':').filter(|(scheme, rest)| is_other(scheme, rest)) {
            Some((scheme, _)) => Text::new("link-scheme").with("scheme", Foreign::new(scheme)),
            None => no_scheme(text),
        });
    };
    if !["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Err(Text::new("link-scheme").with("scheme", Foreign::new(scheme)));
    }
    let no_host = || Text::new("link-no-host").with("url", shown());
    if rest.is_empty() || rest.starts_with(['/', '?', '#', '\\']) {
        return Err(no_host());
    }
    let url = Url::parse(text).map_err(|_| no_host())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Text::new("link-credentials"));
    }
    Ok(())
}

/// What is said of an address that does not begin with its scheme, or not quite: `https:/example.fr`.
fn no_scheme(text: &str) -> Text {
    let begun = ["https", "http"].into_iter().find_map(|web| {
        let (start, rest) = text.split_at_checked(web.len())?;
        (start.eq_ignore_ascii_case(web) && rest.starts_with([':', '/'])).then_some((web, rest))
    });
    let (scheme, rest) = begun.unwrap_or(("https", text));
    let rest = rest.trim_start_matches([':', '/']);
    let id = match begun {
        Some(_) if rest.is_empty() => "link-no-host",
        Some(_) => "link-slashes",
        None => "link-no-scheme",
    };
    let right = format!("{scheme}://{rest}");
    Text::new(id).with("url", Foreign::new(text)).with("right", Foreign::new(&right))
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Whether it is `mailto:…`, and not a host with its port.
fn is_other(scheme: &str, rest: &str) -> bool {
    let is_web = ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(scheme));
    is_scheme(scheme) && !is_web && !scheme.contains('.') && !rest.starts_with(|c: char| c.is_ascii_digit())
}

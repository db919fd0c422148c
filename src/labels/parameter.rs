//! Campaign tags that Matomo did not understand, left in the query string of an entry page.

use strsim::osa_distance;

use super::{fold, percent_decode};

/// A parameter that was meant as a campaign tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The name as written, decoded, never its value. `;` or `?` before it is the wrong separator
    /// that hid it.
    pub parameter: String,
    /// The parameter that Matomo knows. The same as `parameter` when only
    /// MarketingCampaignsReporting knows it.
    pub intended: &'static str,
}

impl Misread {
    /// Whether it was written for another tool, not misspelt.
    pub fn is_of_other_tool(&self) -> bool {
        let name = self.parameter.trim_start_matches([';', '?']);
        OTHER_TOOLS.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }
}

/// What core Matomo reads: `campaign_var_name` and `campaign_keyword_var_name` of its
/// `global.ini.php`.
const CORE: [&str; 15] = [
    "utm_campaign",
    "utm_source",
    "utm_medium",
    "utm_term",
    "mtm_campaign",
    "mtm_keyword",
    "mtm_kwd",
    "pk_campaign",
    "pk_keyword",
    "pk_kwd",
    "pk_cpn",
    "piwik_campaign",
    "piwik_kwd",
    "matomo_campaign",
    "matomo_kwd",
];

/// What the plugin MarketingCampaignsReporting adds.
const PLUGIN: [&str; 24] = [
    "utm_content",
    "utm_id",
    "mtm_source",
    "mtm_medium",
    "mtm_content",
    "mtm_cid",
    "mtm_group",
    "mtm_placement",
    "pk_source",
    "pk_medium",
    "pk_content",
    "pk_cid",
    "pk_group",
    "pk_placement",
    "matomo_source",
    "matomo_medium",
    "matomo_content",
    "matomo_cid",
    "matomo_group",
    "matomo_placement",
    "matomo_keyword",
    "piwik_source",
    "piwik_medium",
    "piwik_keyword",
];

/// Campaign tags of AT Internet and Piano, which Matomo does not read, and what they would be here.
/// Source: Piano's "Marketing campaigns" (`at_medium` and `at_campaign` are mandatory; `xtor` is
/// the older form).
const OTHER_TOOLS: [(&str, &str); 3] =
    [("at_medium", "utm_medium"), ("at_campaign", "utm_campaign"), ("xtor", "utm_campaign")];

/// Slips of the prefix. A list, since one letter away from `utm` are an application's own `usr_`,
/// `atm_`, `itm_`.
const PREFIX_SLIPS: [(&str, &str); 11] = [
    ("umt", "utm"),
    ("utn", "utm"),
    ("utmm", "utm"),
    ("uttm", "utm"),
    ("uutm", "utm"),
    ("utms", "utm"),
    ("tum", "utm"),
    ("mmt", "mtm"),
    ("mtmm", "mtm"),
    ("motomo", "matomo"),
    ("piwick", "piwik"),
];

/// Short, French and everyday forms, after a campaign prefix.
const ALIASES: [(&str, &str); 9] = [
    ("camp", "campaign"),
    ("campagne", "campaign"),
    ("contenu", "content"),
    ("cpn", "campaign"),
    ("med", "medium"),
    ("media", "medium"),
    ("src", "source"),
    ("srce", "source"),
    ("terme", "term"),
];

/// Edits allowed in a word: short words are too close to others.
const WORDS: [(&str, usize); 6] =
    [("campaign", 2), ("source", 1), ("medium", 1), ("content", 1), ("keyword", 1), ("placement", 1)];

/// One edit away from a word above, and words themselves.
const OTHER_WORDS: [&str; 2] = ["context", "contest"];

/// The tags in the query string (the part after `?`) that Matomo did not understand, each once, as
/// they come.
///
/// `campaign_dimensions`: whether MarketingCampaignsReporting is active. Right spellings are
/// understood in any letter case, since Matomo strips those from page URLs; core leaves `utm_id`
/// there, which splits its reports of pages. An application's own `source` or `campaign_id`, other
/// `utm_…` parameters (`utm_creative_format`) and click identifiers (`gclid`) are never reported.
pub fn misread_parameters(query: &str, campaign_dimensions: bool) -> Vec<Misread> {
    let mut found: Vec<Misread> = Vec::new();
    for part in parts(query) {
        for misread in misread_in(part, campaign_dimensions) {
            if !found.contains(&misread) {
                found.push(misread);
            }
        }
    }
    found
}

/// The campaigns that links name for another tool, folded, each between spaces: ` rentree 2026 `.
pub fn campaigns_of_other_tools(query: &str) -> Vec<String> {
    let values = parts(query).filter_map(|part| part.split_once('='));
    values
        .filter(|(name, _)| matches!(&*percent_decode(name).to_lowercase(), "at_campaign" | "xtor"))
        .map(|(_, value)| spaced(&percent_decode(value)))
        .collect()
}

/// The words of a name, folded, between spaces.
pub fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<_> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// Parameters of other tools may also stand behind a `#`.
fn parts(query: &str) -> impl Iterator<Item = &str> {
    query.strip_prefix('?').unwrap_or(query).split(['&', '#'])
}

/// One parameter, and those that a wrong separator (`a=b?utm_source=x`, `a=b;utm_source=x`) made
/// part of it.
fn misread_in(part: &str, dimensions: bool) -> Vec<Misread> {
    // `&amp;utm_source=`: HTML that was escaped once too often.
    let head = part.len() - part.trim_start_matches("amp;").len();
    let end = part[head..].find([';', '?']).map_or(part.len(), |at| head + at);
    let (own, mut rest) = part.split_at(end);
    let mut found = Vec::new();
    if let Some(intended) = intended_by(&name_of(own), dimensions) {
        found.push(Misread { parameter: name_of(own), intended });
    }
    // The tags of an address passed as a value are that address's.
    if holds_address(own) {
        return found;
    }
    while let Some(separator) = rest.chars().next() {
        let next = rest[1..].find([';', '?']).map_or(rest.len(), |at| at + 1);
        let (piece, after) = rest.split_at(next);
        let name = name_of(&piece[1..]);
        let intended = known(&name).or_else(|| intended_by(&name, dimensions));
        if let (true, Some(intended)) = (piece.contains('='), intended) {
            found.push(Misread { parameter: format!("{separator}{name}"), intended });
        }
        rest = after;
    }
    found
}

fn name_of(part: &str) -> String {
    let name = part.split_once('=').map_or(part, |(name, _)| name);
    percent_decode(name).replace('+', " ")
}

fn holds_address(part: &str) -> bool {
    let value = part.split_once('=').map_or("", |(_, value)| value);
    let value = percent_decode(value);
    value.starts_with('/') || value.contains("://")
}

/// The parameter meant by this name, when Matomo did not understand it.
fn intended_by(name: &str, dimensions: bool) -> Option<&'static str> {
    let lower = name.to_lowercase();
    if let Some(known) = known(&lower) {
        // `utm_content` is lost on core, but many write it for other tools.
        let understood =
            CORE.contains(&known) || dimensions || (known.starts_with("utm") && known != "utm_id");
        return (!understood).then_some(known);
    }
    if let Some((_, meant)) = OTHER_TOOLS.iter().find(|(name, _)| *name == lower) {
        return Some(meant);
    }
    let bare = lower.trim_start_matches("amp;").trim_start_matches("#38;");
    let plain = without_separators(bare)?;
    let meant = CORE
        .into_iter()
        .chain(PLUGIN)
        .find(|known| known.bytes().filter(|byte| *byte != b'_').eq(plain.bytes()))
        .or_else(|| misspelt(bare))?;
    // On core, `utm_content` is lost whatever its spelling.
    (dimensions || CORE.contains(&meant) || !meant.starts_with("utm")).then_some(meant)
}

fn known(name: &str) -> Option<&'static str> {
    CORE.into_iter().chain(PLUGIN).find(|known| *known == name)
}

/// `utm_sourse`, `utm_campagne`, `umt_source`: a right prefix and nearly a word, or nearly a prefix
/// and a word.
fn misspelt(name: &str) -> Option<&'static str> {
    let (prefix, rest) = split_prefix(name)?;
    let rest = without_separators(rest)?;
    if let Some((_, right)) = PREFIX_SLIPS.iter().find(|(slip, _)| *slip == prefix) {
        return known(&format!("{right}_{rest}"));
    }
    known(&format!("{prefix}_{}", nearest_word(&rest)?))
}

/// Splits `utm_campaing`, `utmcampaing` and `umt-campaign` after the prefix.
fn split_prefix(name: &str) -> Option<(&str, &str)> {
    const PREFIXES: [&str; 5] = ["utm", "mtm", "piwik", "matomo", "pk"];
    let word = name.trim_start_matches(is_separator);
    if let Some((prefix, rest)) = word.split_once(is_separator) {
        let slip = PREFIX_SLIPS.iter().any(|(slip, _)| *slip == prefix);
        return (slip || PREFIXES.contains(&prefix)).then_some((prefix, rest));
    }
    PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix).map(|rest| (*prefix, rest)))
}

fn nearest_word(text: &str) -> Option<&'static str> {
    if let Some((_, word)) = ALIASES.iter().find(|(alias, _)| *alias == text) {
        return Some(word);
    }
    // `utm_campaignid` and `utm_source2` are somebody's own: more than the word, not the word
    // misspelt.
    WORDS
        .iter()
        .find(|(word, edits)| {
            text.as_bytes().first() == word.as_bytes().first()
                && text.bytes().all(|b| b.is_ascii_lowercase())
                && !(text.starts_with(word) && text.len() > word.len() + 1)
                && !OTHER_WORDS.contains(&text)
                && osa_distance(text, word) <= *edits
        })
        .map(|(word, _)| *word)
}

/// The name without what stands for `_`; `None` when that leaves anything but letters and digits.
fn without_separators(name: &str) -> Option<String> {
    let plain: String = name.chars().filter(|&c| !is_separator(c)).collect();
    plain.bytes().all(|b| b.is_ascii_alphanumeric()).then_some(plain)
}

/// Also the dashes that word processors make.
fn is_separator(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | ':' | '~' | '\u{2010}'..='\u{2015}') || c.is_whitespace()
}

#[cfg(test)]
mod tests;

//! Values that name no action: template placeholders that were sent as they are, and masked values.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{constant_pattern, fold, is_invisible, is_mark, percent_decode};

/// What Matomo stores instead of a campaign value when a privacy policy discards it.
pub const MASKED: &str = "__discarded_by_policy__";

/// What template engines and scripts print for a value that is missing, and Google Analytics' own
/// labels.
const MISSING: [&str; 10] = [
    "(not set)",
    "(not provided)",
    "(none)",
    "(null)",
    "(undefined)",
    "[object object]",
    "undefined",
    "null",
    "nan",
    "%s",
];

/// One of these (the last begins `«`), or two underscores, is in every template that is known.
const SIGNS: &[u8] = b"{}[]<>%$#(*\xc2";
/// The same by byte.
const IS_SIGN: [bool; 256] = {
    let mut is_sign = [false; 256];
    let mut at = 0;
    while at < SIGNS.len() {
        is_sign[SIGNS[at] as usize] = true;
        at += 1;
    }
    is_sign
};

type Words = LazyLock<HashSet<&'static str>>;

fn words(list: &str) -> HashSet<&str> {
    list.split_whitespace().collect()
}

/// Field names that make `[name]`, `<name>` or `«name»` a placeholder, without accents and a final
/// s. Brackets alone do not: `[newsletter]` is a name.
static FIELDS: Words = LazyLock::new(|| {
    words(
        "ad adgroup adset campagne campaign campaignid campaignname content contenu date firstname keyword lastname \
    medium name nom objet prenom pseudo source subject surname term titre url",
    )
});
/// What may stand beside a field: `[nom de la campagne]`, `[first_name]`, `[contact.prénom]`.
static BESIDE_FIELDS: Words = LazyLock::new(|| {
    words(
        "a adresse civilite client contact d de des destinataire du email first full group here ici id insert inserer l la last le \
    lead list liste mail no numero of recipient set the user usager utilisateur utm votre your",
    )
});

/// What is left of a template whose `%` and first two letters Matomo, decoding URLs, took for an
/// escape.
const DAMAGED: [(&str, &str); 17] = [
    ("mpaign%", "%campaign%"),
    ("mpaign_id%", "%campaign_id%"),
    ("mpaign_name%", "%campaign_name%"),
    ("mpaignid%", "%campaignid%"),
    ("mpaignname%", "%campaignname%"),
    ("mpagne%", "%campagne%"),
    ("mpagne_nom%", "%campagne_nom%"),
    ("te%", "%date%"),
    ("tegory%", "%category%"),
    ("tegorie%", "%categorie%"),
    ("nal%", "%canal%"),
    ("_id%", "%ad_id%"),
    ("_name%", "%ad_name%"),
    ("group%", "%adgroup%"),
    ("set%", "%adset%"),
    ("stinataire%", "%destinataire%"),
    ("scription%", "%description%"),
];

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(concat!(
        r"\{\{[^{}]+\}\}+",                                // Handlebars, Jinja, Brevo, LinkedIn
        r"|\{%[^{}]+%\}",                                  // Jinja, Twig
        r"|\[\[[^\[\]]+\]\]",                              // Mailjet
        r"|\*\|[^|*]+\|\*",                                // Mailchimp
        r"|<%[^<>%]+%>",                                   // ERB, EJS
        r"|<<[^<>]+>>",                                    // Word
        r"|%%=[^%]+=%%",                                   // Salesforce's AMPscript
        r"|##[\w .-]+##",                                  // Tag Commander, mail merges
        r"|%%[=+]?[\w.: -]+%%",                            // Salesforce
        r"|%[^\W\d][\w.-]*%",                              // Sarbacane, Windows
        r"|[$#@]?\{[$!#%@=]?[^\W\d][\w '.:|-]*[$!#%@]?\}", // shells, Google Ads, Smarty
        r"|[$#@]?\{[0-9]{1,2}\}",                          // format strings
    ))
});

/// Placeholders only when they are the whole value: TikTok's `__CAMPAIGN_NAME__`, `#campaign#`,
/// `%1$s`.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"^(?:__[A-Za-z][A-Za-z0-9_]*__|#[^\W\d]\w*#|\$[^\W\d]\w*\$|%[0-9]\$[sd]|%\([a-z_]+\)s|%[^\W\d][\w '.-]*%)$",
    )
});

/// What may be a field in brackets; longer ones are sentences.
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| constant_pattern(r"\[[^\[\]]{1,40}\]|<[^<>]{1,40}>|«[^«»]{1,40}»"));

/// Whether the value is an unreplaced placeholder, as a whole or for the larger part.
pub fn is_placeholder(value: &str) -> bool {
    if is_masked(value) {
        return false;
    }
    // Most names hold no sign of any template, and are asked of often.
    let bytes = value.as_bytes();
    let has_sign = bytes.iter().fold(false, |any, byte| any | IS_SIGN[usize::from(*byte)]);
    if !has_sign && !bytes.windows(2).any(|pair| pair == b"__") {
        // Only the words of `MISSING` are left.
        let may_miss = bytes.windows(3).any(|word| {
            matches!(word[0], b'N' | b'U' | b'n' | b'u')
                && [b"und", b"nul", b"nan"].iter().any(|begin| word.eq_ignore_ascii_case(*begin))
        });
        return may_miss && is_missing(&plain(value));
    }
    let decoded = percent_decode(value);
    is_template(value) || (decoded != value && is_template(&decoded))
}

/// Whether Matomo discarded the value by policy.
pub fn is_masked(value: &str) -> bool {
    value.trim().eq_ignore_ascii_case(MASKED)
}

/// Whether the value names an action: visible, neither a placeholder nor masked.
pub fn is_usable(name: &str) -> bool {
    name.chars().any(is_visible) && !is_placeholder(name) && !is_masked(name)
}

fn is_visible(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || is_invisible(c) || is_mark(c))
}

/// Without what cannot be seen at its ends; in a query string a space is also `+`.
fn plain(value: &str) -> String {
    value.trim_matches(|c: char| !is_visible(c)).replace('+', " ").to_lowercase()
}

/// The first field of a template in an address, or in a part of it. Brackets of one sign are none: applications have such parameters.
pub fn template_in(address: &str) -> Option<&str> {
    let mut hits = PLACEHOLDER.find_iter(address);
    hits.find(|hit| !is_escape(address, hit.range())).map(|hit| hit.as_str())
}

/// Whether it is a field that a tool fills in, as a whole or for the larger part.
pub fn is_template(value: &str) -> bool {
    let value = plain(value);
    is_missing(&value) || WHOLE.is_match(&value) || is_mostly_placeholder(&value)
}

/// `undefined`, or nothing else between separators: `undefined-undefined`.
fn is_missing(value: &str) -> bool {
    MISSING.contains(&value)
        || (value.contains(['-', '_', ' ', '|', '/'])
            && value
                .split(['-', '_', ' ', '|', '/'])
                .filter(|part| !part.is_empty())
                .map(|part| MISSING.contains(&part))
                .reduce(|all, one| all && one)
                .unwrap_or(false))
}

/// Whether what is in the brackets names a field: `[prénom]`, `[first_name]`, `< nom du contact >`.
fn is_field(bracketed: &str) -> bool {
    let inside = fold(bracketed.trim_matches(['[', ']', '<', '>', '«', '»']));
    let mut words = inside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let is_in = |list: &Words, word: &str| {
        list.contains(word) || word.strip_suffix('s').is_some_and(|singular| list.contains(singular))
    };
    let mut fields = 0;
    words.peek().is_some()
        && words.all(|word| {
            let field = is_in(&FIELDS, word);
            fields += usize::from(field);
            field || is_in(&BESIDE_FIELDS, word)
        })
        && fields > 0
}

/// A name may hold a placeholder and still say something (`newsletter-{{date}}`): it does when it
/// has at least as many letters and digits outside the placeholders as within.
fn is_mostly_placeholder(value: &str) -> bool {
    let mut inside = 0;
    let mut outside = 0;
    let mut end = 0;
    for hit in templates(value) {
        inside += weight(&value[hit.clone()]);
        let (weighed, damaged) = rest(&value[end..hit.start]);
        outside += weighed;
        inside += damaged;
        end = hit.end;
    }
    let (weighed, damaged) = rest(&value[end..]);
    outside + weighed < inside + damaged || is_damaged_alone(value)
}

/// Where the templates of a value are, in order.
fn templates(value: &str) -> Vec<Range<usize>> {
    let mut found: Vec<_> = PLACEHOLDER
        .find_iter(value)
        .map(|hit| hit.range())
        .filter(|hit| !is_escape(value, hit.clone()))
        .collect();
    let fields = BRACKETED.find_iter(value).filter(|hit| is_field(hit.as_str())).map(|hit| hit.range());
    // `[[nom]]` and `<<nom>>` are templates already.
    let known = found.clone();
    found.extend(fields.filter(|field| {
        let next = known.partition_point(|hit| hit.end <= field.start);
        known.get(next).is_none_or(|hit| field.end <= hit.start)
    }));
    found.sort_unstable_by_key(|hit| hit.start);
    found
}

/// `%c3%` and `50%off%` hold percent signs that open no placeholder.
fn is_escape(value: &str, hit: Range<usize>) -> bool {
    let bytes = value.as_bytes();
    if bytes[hit.start] != b'%' || bytes[hit.end - 1] != b'%' {
        return false;
    }
    let hex_follows =
        bytes.get(hit.end..hit.end + 2).is_some_and(|next| next.iter().all(u8::is_ascii_hexdigit));
    let digit_before = hit.start > 0 && bytes[hit.start - 1].is_ascii_digit();
    hex_follows || digit_before
}

/// Letters and digits outside placeholders, and within those that Matomo damaged.
fn rest(text: &str) -> (usize, usize) {
    let (mut outside, mut damaged) = (0, 0);
    for part in text.split(BETWEEN_PARTS) {
        if intact(part).is_some() {
            damaged += weight(part);
        } else {
            outside += weight(part);
        }
    }
    (outside, damaged)
}

const BETWEEN_PARTS: [char; 5] = ['-', ' ', '|', '/', ':'];

/// The template that a part is the rest of.
fn intact(part: &str) -> Option<&'static str> {
    DAMAGED.iter().find(|(damaged, _)| *damaged == part).map(|(_, template)| *template)
}

/// Any placeholder that starts with two hexadecimal digits is damaged alike (`%ADDRESS%` →
/// `dress%`). Nobody ends a word with `%`, only a number (`-50%`), so as the whole value that is
/// enough.
fn is_damaged_alone(value: &str) -> bool {
    value.strip_suffix('%').is_some_and(|word| {
        word.ends_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphabetic() || c == '_')
    })
}

/// What a damaged template was before Matomo decoded it: `%campaign%` for `mpaign%`. Where the two
/// letters that are lost cannot be told, they are dots.
pub fn before_damage(value: &str) -> Option<String> {
    let value = plain(value);
    if value.split(BETWEEN_PARTS).any(|part| intact(part).is_some()) {
        let mut whole = String::with_capacity(value.len() + 4);
        for part in value.split_inclusive(BETWEEN_PARTS) {
            let bare = part.strip_suffix(BETWEEN_PARTS).unwrap_or(part);
            whole.push_str(intact(bare).unwrap_or(bare));
            whole.push_str(&part[bare.len()..]);
        }
        return Some(whole);
    }
    is_damaged_alone(&value).then(|| format!("%··{value}"))
}

fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests;

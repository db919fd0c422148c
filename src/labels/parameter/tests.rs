use super::*;
use proptest::prelude::*;

fn pairs(query: &str, dimensions: bool) -> Vec<(String, &'static str)> {
    misread_parameters(query, dimensions)
        .into_iter()
        .map(|misread| (misread.parameter, misread.intended))
        .collect()
}

#[test]
fn misspelt_tags() {
    for (parameter, intended) in [
        ("utm-campaign", "utm_campaign"),
        ("utm.source", "utm_source"),
        ("utm:medium", "utm_medium"),
        ("utm__source", "utm_source"),
        ("_utm_source", "utm_source"),
        ("utmcampaign", "utm_campaign"),
        ("utmCampaign", "utm_campaign"),
        ("utm\u{2013}source", "utm_source"),
        ("utm source", "utm_source"),
        ("utm_source ", "utm_source"),
        ("utm_compaign", "utm_campaign"),
        ("utm_campaing", "utm_campaign"),
        ("utm_campain", "utm_campaign"),
        ("utm_compain", "utm_campaign"),
        ("utm_campagne", "utm_campaign"),
        ("utm_camping", "utm_campaign"),
        ("utm_campaigns", "utm_campaign"),
        ("UTM_Campagn", "utm_campaign"),
        ("utm_sourse", "utm_source"),
        ("utm_soruce", "utm_source"),
        ("utm_sources", "utm_source"),
        ("utm-sorce", "utm_source"),
        ("utm_src", "utm_source"),
        ("utm_meduim", "utm_medium"),
        ("utm_mediun", "utm_medium"),
        ("utmterm", "utm_term"),
        ("umt_source", "utm_source"),
        ("utn_campaign", "utm_campaign"),
        ("mtm-source", "mtm_source"),
        ("mtm_compaign", "mtm_campaign"),
        ("mmt_campaign", "mtm_campaign"),
        ("pk-campaign", "pk_campaign"),
        ("pk_campain", "pk_campaign"),
        ("piwik-campaign", "piwik_campaign"),
        ("matomo_campaing", "matomo_campaign"),
        ("amp;utm_source", "utm_source"),
        ("amp;utm-source", "utm_source"),
        ("amp;amp;utm_source", "utm_source"),
    ] {
        for dimensions in [true, false] {
            let query = format!("a=1&{parameter}=secret&b=2");
            assert_eq!(pairs(&query, dimensions), [(parameter.into(), intended)]);
        }
    }
}

#[test]
fn other_parameters() {
    for name in [
        "source",
        "medium",
        "campaign",
        "campaign_id",
        "campaign-id",
        "campaignid",
        "campagne",
        "utm",
        "utm_",
        "utm_ids",
        "utm_campaign_id",
        "utm_campaignid",
        "utm_campaign_name",
        "utm_source_platform",
        "utm_source2",
        "utm_creative_format",
        "utm_marketing_tactic",
        "utm_context",
        "utm_sorte",
        "utm_reader",
        "utm_name",
        "utm_team",
        "utm_social",
        "gclid",
        "gbraid",
        "fbclid",
        "msclkid",
        "mc_cid",
        "_ga",
        "__utma",
        "itm_source",
        "atm_source",
        "usr_source",
        "crm_source",
        "data_source",
        "my_utm_source",
        "pk",
        "pk_id",
        "pk_resource",
        "mtm_debug",
        "mtmPreviewMode",
        "retour",
        "situation",
        "cp",
        "utm_source[]",
        "amp;source",
        "id",
        "",
        "medium_id",
    ] {
        for dimensions in [true, false] {
            assert_eq!(pairs(&format!("{name}=1"), dimensions), [], "{name}");
        }
    }
}

#[test]
fn known_tags_in_any_case() {
    for name in CORE.iter().chain(&PLUGIN) {
        assert_eq!(pairs(&format!("{name}=x&{}=x", name.to_uppercase()), true), []);
    }
    for name in CORE.iter().chain(&["utm_content"]) {
        assert_eq!(pairs(&format!("{name}=x"), false), []);
    }
}

#[test]
fn the_dimensions_of_the_plugin_on_core() {
    assert_eq!(pairs("mtm_source=x", false), [("mtm_source".into(), "mtm_source")]);
    assert_eq!(pairs("MTM_Medium=x", false), [("MTM_Medium".into(), "mtm_medium")]);
    assert_eq!(pairs("pk_source=x", false), [("pk_source".into(), "pk_source")]);
    assert_eq!(
        pairs("utm_contant=x&utm-id=1", true),
        [("utm_contant".into(), "utm_content"), ("utm-id".into(), "utm_id")]
    );
    assert_eq!(pairs("utm_contant=x&utm-id=1", false), []);
    assert_eq!(pairs("utm_id=7", false), [("utm_id".into(), "utm_id")]);
    assert_eq!(pairs("utm_id=7", true), []);
}

#[test]
fn the_tags_of_another_tool() {
    for dimensions in [true, false] {
        assert_eq!(
            pairs("a=1&at_medium=email&at_campaign=rentree", dimensions),
            [("at_medium".into(), "utm_medium"), ("at_campaign".into(), "utm_campaign")]
        );
        assert_eq!(pairs("xtor=EPR-10-[rentree]", dimensions), [("xtor".into(), "utm_campaign")]);
        assert_eq!(pairs("a=1#xtor=AL-3", dimensions), [("xtor".into(), "utm_campaign")]);
        assert_eq!(pairs("a=1?AT_Medium=x", dimensions), [("?AT_Medium".into(), "utm_medium")]);
        for own in ["at=1", "at_home=1", "at_date=x", "atmedium=x", "xt=1", "xtorx=1", "vector=1", "format=1"]
        {
            assert_eq!(pairs(own, dimensions), [], "{own}");
        }
    }
    let [found] = &misread_parameters("?;XTOR=1", true)[..] else { panic!("one") };
    assert!(found.is_of_other_tool());
    assert!(misread_parameters("utm-source=1", true).iter().all(|found| !found.is_of_other_tool()));
}

#[test]
fn the_campaign_that_another_tool_was_told() {
    let campaigns =
        campaigns_of_other_tools("?at_medium=x&At_Campaign=Rentr%C3%A9e_2026#xtor=EPR-10-%5Blettre%5D");
    assert_eq!(campaigns, [" rentree 2026 ", " epr 10 lettre "]);
}

#[test]
fn wrong_separators() {
    assert_eq!(pairs("a=b?utm_source=x", true), [("?utm_source".into(), "utm_source")]);
    assert_eq!(pairs("?utm_source=x?utm_medium=y", true), [("?utm_medium".into(), "utm_medium")]);
    assert_eq!(
        pairs("a=b;utm_source=x;utm-medium=y", true),
        [(";utm_source".into(), "utm_source"), (";utm-medium".into(), "utm_medium")]
    );
    assert_eq!(
        pairs("a=b&amp;utm_source=x&amp;utm_medium=y", true),
        [("amp;utm_source".into(), "utm_source"), ("amp;utm_medium".into(), "utm_medium")]
    );
    assert_eq!(pairs("a=b;source=x?medium=y;utm_source", true), []);
}

#[test]
fn the_tags_of_a_passed_address_are_not_ours() {
    assert_eq!(pairs("url=https://a.example/?utm_source=x", true), []);
    assert_eq!(pairs("retour=/page?utm_source=x", true), []);
    assert_eq!(pairs("retour=%2Fpage%3Futm_source%3Dx", true), []);
    assert_eq!(pairs("retour=https%3A%2F%2Fa.example%2F%3Futm-source%3Dx", true), []);
}

#[test]
fn encoded_repeated_and_empty() {
    assert_eq!(pairs("utm%2Dsource=x", true), [("utm-source".into(), "utm_source")]);
    assert_eq!(pairs("utm%5Fsource=x", true), []);
    assert_eq!(pairs("utm-source=x&utm-source=y", true), [("utm-source".into(), "utm_source")]);
    assert_eq!(pairs("utm-source", true), [("utm-source".into(), "utm_source")]);
    for query in ["", "?", "&&", "=", ";;?", "%", "%2", "&amp;", "utm_source=%FF"] {
        assert_eq!(pairs(query, false), []);
    }
}

proptest! {
    #[test]
    fn no_query_panics_and_no_value_is_returned(text: String, near in "[utmkp_.;?&=%é-]{0,40}") {
        let _ = misread_parameters(&text, true);
        let _ = misread_parameters(&near, false);
        let query = format!("utm-source={text}");
        prop_assert!(!misread_parameters(&query, true).is_empty());
        for misread in misread_parameters(&query, true) {
            prop_assert!(!misread.parameter.contains('='));
        }
    }
}

//! What a user may change.

use super::*;

#[test]
fn a_user_adds_values_to_a_channel() {
    let channels = configured(
        r#"
        [email]
        hosts = ["Courrier.Example.fr"]
        mediums = ["Lettre verte"]
        names = ["gazette du lundi"]
        shared = false
        [docs]
        leaves_referrer = false
        untagged_is_unknown = true
        "#,
    );
    assert_eq!(host_in(&channels, "courrier.example.fr"), Some("email"));
    assert_eq!(host_in(&channels, "mail.google.com"), Some("email"));
    assert_eq!(tag_in(&channels, "x", "lettre-verte"), Some("email"));
    let gazette = channels.by_name("la-gazette-du-lundi-12").map(|channel| channel.id.as_str());
    assert_eq!(gazette, Some("email"));
    let email = channels.get("email").expect("built in");
    assert!(!email.shared && email.leaves_referrer && email.untagged_is_unknown);
    let docs = channels.get("docs").expect("built in");
    assert!(docs.shared && !docs.leaves_referrer && docs.untagged_is_unknown);
    assert_eq!(channels.iter().count(), BUILT_IN.iter().count());
    assert_eq!(configured("").channels, BUILT_IN.channels);
}

#[test]
fn a_user_replaces_the_values_of_a_channel() {
    let channels = configured(
        "[email]\nreplace = true\nhosts = ['mail.example.fr']\nmediums = ['lettre']\nsources = ['gazette']",
    );
    assert_eq!(host_in(&channels, "mail.example.fr"), Some("email"));
    assert_eq!(host_in(&channels, "mail.google.com"), None);
    assert_eq!(tag_in(&channels, "brevo", "email"), None);
    let email = channels.get("email").expect("built in");
    assert!(email.names.is_empty());
    assert_eq!(email.tag, Tag { source: "gazette".into(), medium: "lettre".into() });
}

#[test]
fn a_user_defines_a_channel() {
    let channels = configured(
        "[forum]\nhosts = ['forum.example.fr']\n[podcast]\nsources = ['radio']\nmediums = ['audio']\nreplace = true\nshared = false",
    );
    let ids: Vec<_> = channels.iter().map(|channel| channel.id.as_str()).collect();
    assert_eq!(ids[12..], ["ai", "sign-on", "forum", "podcast"]);
    let forum = channels.get("forum").expect("defined");
    assert!(forum.shared && forum.leaves_referrer && forum.untagged_is_unknown);
    assert_eq!(forum.tag, Tag { source: "forum".into(), medium: "forum".into() });
    assert_eq!(tag_in(&channels, "forum", "forum"), Some("forum"));
    let replaced = configured("[forum]\nreplace = true\nhosts = ['forum.example.fr']");
    assert_eq!(tag_in(&replaced, "", "forum"), Some("forum"));
    let podcast = channels.get("podcast").expect("defined");
    assert!(!podcast.shared && !podcast.leaves_referrer && podcast.untagged_is_unknown);
    assert_eq!(podcast.tag, Tag { source: "radio".into(), medium: "audio".into() });
    assert_eq!(tag_in(&channels, "", "podcast"), None);
}

#[test]
fn what_a_user_writes_is_taken_from_other_channels() {
    let channels = configured(
        "[partner]\nhosts = ['www.bit.ly', '*.slack.com']\nmediums = ['E-mail']\n[newsletter]\nsources = ['Brevo']\nnames = ['sms']",
    );
    assert_eq!(host_in(&channels, "bit.ly"), Some("partner"));
    assert_eq!(host_in(&channels, "a.slack.com"), Some("partner"));
    assert_eq!(tag_in(&channels, "", "email"), Some("partner"));
    assert_eq!(tag_in(&channels, "brevo", ""), Some("newsletter"));
    // Its own id is the medium of a new channel that names none.
    assert_eq!(tag_in(&channels, "", "newsletter"), Some("newsletter"));
    assert_eq!(channels.by_name("rappel-sms").map(|channel| channel.id.as_str()), Some("newsletter"));
    let shortener = channels.get("shortener").expect("built in");
    assert!(!shortener.hosts.contains(&"bit.ly".to_owned()), "the lists say what is matched");
    let email = channels.get("email").expect("built in");
    assert!(!email.mediums.contains(&"newsletter".to_owned()));
    let newsletter = channels.get("newsletter").expect("defined");
    let tag = Tag { source: "Brevo".into(), medium: "newsletter".into() };
    assert_eq!(newsletter.tag, tag);
    let kept = configured("[newsletter]\nhosts = ['a.example']\n[email]\nmediums = ['newsletter']");
    assert_eq!(tag_in(&kept, "", "newsletter"), Some("email"));
}

#[test]
fn errors_say_where_what_and_how() {
    for (text, expected) in [
        (
            "['Mes mails']\nhosts = ['a.fr']",
            r#"channel "Mes mails": an id has only lower-case letters a-z, digits and `-`, such as "mes-mails""#,
        ),
        (
            "['Почта']\nhosts = ['a.fr']",
            r#"channel "Почта": an id has only lower-case letters a-z, digits and `-`, such as "forum""#,
        ),
        (
            "['']\nhosts = ['a.fr']",
            r#"channel "": an id has only lower-case letters a-z, digits and `-`, such as "forum""#,
        ),
        (
            "[email]\nhosts = ['https://mail.example.fr/inbox']",
            r#"channel "email", hosts: "https://mail.example.fr/inbox" is an address: write the host alone, such as "mail.example.fr""#,
        ),
        (
            "[email]\nhosts = ['/inbox']",
            r#"channel "email", hosts: "/inbox" is an address: write the host alone, such as "webmail.example.fr""#,
        ),
        (
            "[email]\nhosts = [' ']",
            r#"channel "email", hosts: " " is empty: write a host such as "webmail.example.fr""#,
        ),
        (
            "[email]\nhosts = ['.a.fr']",
            r#"channel "email", hosts: ".a.fr" has an empty part: write a host such as "*.example.fr""#,
        ),
        (
            "[email]\nhosts = ['me@a.fr']",
            r#"channel "email", hosts: "me@a.fr" is not a host: write one such as "webmail.example.fr""#,
        ),
        (
            "[email]\nhosts = ['a b.fr']",
            r#"channel "email", hosts: "a b.fr" is not a host: write one such as "webmail.example.fr""#,
        ),
        (
            "[email]\nhosts = ['*a*.b.fr']",
            r#"channel "email", hosts: "*a*.b.fr" has two `*` in one part: write one, such as "mail*.example.fr""#,
        ),
        (
            "[email]\nmediums = ['news*']",
            r#"channel "email", mediums: "news*" has a `*`, which only hosts may have: write each value in full"#,
        ),
        (
            "[sms]\nsources = ['--']",
            r#"channel "sms", sources: "--" has no letter or digit: write a value such as "newsletter""#,
        ),
        (
            "[sms]\nnames = ['2026']",
            r#"channel "sms", names: "2026" has no letter: write a word such as "newsletter""#,
        ),
        (
            "[emial]\nshared = false",
            r#"channel "emial" is not built in: give it hosts, mediums, sources or names, or write "email""#,
        ),
        ("[forum]", r#"channel "forum" is not built in: give it hosts, mediums, sources or names"#),
        ("[qs]", r#"channel "qs" is not built in: give it hosts, mediums, sources or names"#),
        (
            "[a]\nhosts = ['x.fr']\n[b]\nhosts = ['www.X.fr']",
            r#"channels "a" and "b" both have "www.X.fr" in hosts: keep one"#,
        ),
    ] {
        assert_eq!(error(text), expected);
    }
    for broad in ["*", "*.fr", "www.*", "*.*"] {
        let error = error(&format!("[email]\nhosts = ['{broad}']"));
        assert!(error.contains("would match almost any host"), "{error}");
    }
}

#[test]
fn odd_values_that_are_right() {
    let channels = configured(
        "[a]\nhosts = ['x.fr', 'X.fr:443', 'intranet']\nsources = ['115', 'forum.example.fr']\nmediums = ['x']\n[b]\nmediums = ['y']\nsources = ['x']",
    );
    assert_eq!(host_in(&channels, "intranet"), Some("a"));
    assert_eq!(tag_in(&channels, "115", ""), Some("a"));
    assert_eq!(tag_in(&channels, "forum.example.fr", ""), Some("a"));
    assert_eq!(tag_in(&channels, "x", ""), Some("b"));
}

#[test]
fn unknown_keys_are_refused() {
    assert!(toml::from_str::<ChannelConfig>("host = ['a.fr']").is_err());
}

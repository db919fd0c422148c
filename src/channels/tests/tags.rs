//! What tags and names mean.

use super::super::words::words;
use super::*;

#[test]
fn mediums_in_french_and_english() {
    let mediums = [
        (
            "email",
            "email|E-Mail|e_mail|mail|emailing|e-mailing|mailing|newsletter|News-Letter|NL|courriel|infolettre|lettre|Lettre d’information",
        ),
        ("sms", "sms|SMS|texto"),
        ("qr", "qr|qrcode|qr-code|QR code|qr+code|flashcode"),
        ("print", "print|affiche|flyer|dépliant|de\u{301}pliant|DEPLIANT|papier|courrier"),
        ("signature", "signature|signature-mail"),
        (
            "social",
            "social|social-media|social.media|social/network|réseaux sociaux|Réseaux_Sociaux|rs|facebook",
        ),
        ("linkedin", "linkedin|Linked-In"),
        ("messaging", "messaging|messagerie|chat|tchap|whatsapp|teams"),
        ("docs", "document|doc|pdf"),
        ("partner", "partner|partenaire|Partenaires|affiliate"),
        ("paid", "cpc|ppc|paid|display|ads|SEA|paid_social"),
        (NONE, "push|Web-Push|push_notification|audio|podcast"),
        (
            NONE,
            "link|lien|web|site|referral|organic|banner|bandeau|test|{medium}|(not set)|-|emailx|xemail|e",
        ),
    ];
    for (expected, mediums) in mediums {
        for medium in mediums.split('|') {
            assert_eq!(by_tag("", medium, ""), expected, "{medium}");
        }
    }
}

#[test]
fn sources() {
    let sources = [
        (
            "email",
            "newsletter|news letter|brevo|Sendinblue|mailchimp|mailjet|sarbacane|mail|gmail|outlook|newsletter-octobre|mail.google.com",
        ),
        ("sms", "orange-sms|sms"),
        ("qr", "qr|qr-mairie"),
        ("print", "affiche|affiche-metro|flyer"),
        ("signature", "signature|signature-mail"),
        (
            "linkedin",
            "linkedin|linked-in|linkedin.com|www.linkedin.com|https://www.linkedin.com/|lnkd|lnkd.in|linkedin-beta",
        ),
        ("social", "facebook|fb|instagram|twitter|x|x.com|bluesky|mastodon|youtube|tiktok"),
        ("messaging", "whatsapp|slack|teams|mattermost|tchap|telegram|signal"),
        ("docs", "wiki|notion|grist.numerique.gouv.fr"),
        ("shortener", "bit.ly|bitly"),
        ("partner", "partenaire|partner_access|partenariat_backlink|orientation-partenaire|Partenaires"),
        (
            "paid",
            "google-ads|linkedin-ads|reddit-ads|twitter-ads|facebook_ad|fb-ads|yt-ads|gads|meta ads|facebook-ads-2026|facebook-paid|ads_linkedin|sponsored",
        ),
        ("ai", "chatgpt.com|chatgpt"),
        (
            NONE,
            "crm|site|google|test|*|campaign_uid|*|${source}|www.caf.fr|equipe|x2|claude|ads-instruction|gadsden|partage|partition",
        ),
    ];
    for (expected, sources) in sources {
        for source in sources.split('|') {
            assert_eq!(by_tag(source, "", ""), expected, "{source}");
        }
    }
}

#[test]
fn medium_then_source_then_name() {
    for (source, medium, name, expected) in [
        ("brevo", "sms", "newsletter", "sms"),
        ("brevo", "link", "sms", "email"),
        // An unknown source: only a name that says nothing else.
        ("equipe", "link", "sms-rappel", NONE),
        ("equipe", "link", "sms-2026-10", "sms"),
        ("equipe", "", "newsletter", "email"),
        ("", "", "sms-rappel", "sms"),
        ("affiche", "qr", "mission-locale-brest", "qr"),
        ("qr", "print", "salon des maires", "print"),
        ("google", "cpc", "ads", "paid"),
        ("linkedin", "cpc", "", "paid"),
        ("twitter", "social", "été 2026", "social"),
        ("beta", "social", "linkedin", "social"),
        // A source that is narrower than the medium.
        ("linkedin", "social", "recrutement", "linkedin"),
        ("linkedin.com", "réseaux sociaux", "recrutement", "linkedin"),
        ("linked-in", "social-media", "", "linkedin"),
        ("signature", "email", "", "signature"),
        ("linkedin", "email", "", "email"),
        ("facebook", "linkedin", "", "linkedin"),
        // An advertisement in a network, not a post.
        ("facebook-ads", "social", "rentrée", "paid"),
        ("facebook", "social", "facebook-ads", "social"),
        ("facebook-ads", "email", "", "email"),
        // Mediums of their own: nothing else is read.
        ("brevo", "push", "newsletter", NONE),
        ("spotify-ads", "audio", "spot", NONE),
        ("newsletter", "notification-push", "", NONE),
        ("brevo", "pushed", "newsletter", "email"),
        // A banner: its name tells what it promotes.
        ("site", "banner", "bandeau-accueil", NONE),
        ("site", "bannière", "newsletter", NONE),
        ("site", "banner", "newsletter", NONE),
        ("partenaire", "banner", "", "partner"),
        ("crm", "email", "relance", "email"),
        ("crm", "", "relance", NONE),
    ] {
        assert_eq!(by_tag(source, medium, name), expected, "{source} / {medium} / {name}");
    }
}

#[test]
fn names() {
    let names = [
        (
            "email",
            "newsletter|newsletter octobre|news-letter|2026-10_newsletter|newsletter2026|infolettre n°3|emailing-rentree|mail-j+3|lettre-12|lettre mensuelle|la lettre d'information",
        ),
        ("sms", "rappel-sms|sms2|rappel-sms2"),
        ("qr", "qr-accueil|QR code guichet|qrcode"),
        ("print", "affiche-metro|flyers|dépliant 2026"),
        (
            "signature",
            "signature|signature-mail|signature_email_2026|mail signature equipe|signature-mail-equipe",
        ),
        ("linkedin", "post-linkedin|linkedin.com|page LinkedIn 2026"),
        ("social", "facebook|x|social|page-facebook|facebook instagram"),
        ("messaging", "whatsapp-groupe|facebook messenger|web.telegram.org"),
        ("paid", "facebook-ads-2026|cpc"),
        (
            NONE,
            "actu-hebdo-15|hebdo|relance|relance-beta|bienvenue|signature électronique|signature-electronique-mairie|affichage|\
             lettre-de-motivation|lettre;double'quote|courrier-recommande|papiers-identite|kit-presse|logement-social|reseau-france-services|\
             notion-cle|signalement|teams-rh|ads-instruction|permis-ads|x2|x-2026|mission-locale-brest|smsmode2-x|mailo|emailx|qrz|\
             recrutement-conseillers|www.caf.fr|{{campaign.name}}|mpaign%|🎈🎈|📧 rentrée|中文活动|-1|-|jeanne.dupont@example.fr",
        ),
        // Words of two channels: no guess.
        (NONE, "newsletter-linkedin|facebook-linkedin|linkedin-facebook|sms-et-mail|affiche-qr"),
    ];
    for (expected, names) in names {
        for name in names.split('|') {
            assert_eq!(by_name(name), expected, "{name}");
        }
    }
    assert_eq!(by_name(""), NONE);
    // In Latin letters these would be `sms` and `chat`: what is not written is not read.
    assert_eq!(by_name("смс"), NONE);
    assert_eq!(by_tag("", "чат", ""), NONE);
}

#[test]
fn a_subject_is_no_channel() {
    let subjects = "arnaque-sms|fraude-email|atelier-linkedin|affiches-electorales|qr-code-vaccin|arnaques aux SMS|phishing-mail|\
                    formation-linkedin|guide-newsletter|webinaire-facebook|fraude-qr-code-parking|tracts-electoraux";
    for name in subjects.split('|') {
        assert_eq!(by_name(name), NONE, "{name}");
        assert_eq!(by_tag("", "", name), NONE, "{name}");
        assert_eq!(by_tag("gouvernement", "article", name), NONE, "{name}");
        assert_eq!(by_tag(name, "", ""), NONE, "{name}");
    }
    // The tag says more than the name does.
    assert_eq!(by_tag("brevo", "email", "arnaque-sms"), "email");
}

#[test]
fn a_word_decides_only_first_or_last_and_where_the_tag_says_nothing() {
    for (source, medium, name, expected) in [
        ("", "", "sms-rappel", "sms"),
        ("", "", "rappel-sms", "sms"),
        ("", "", "2026-10-newsletter-rentree", "email"),
        ("", "", "rappel-newsletter-2026-10", "email"),
        ("", "", "grand-sms-rappel", NONE),
        ("", "", "la page linkedin de l'equipe", NONE),
        ("", "link", "rappel-sms", "sms"),
        ("(not set)", "(not set)", "rappel-sms", "sms"),
        ("", "article", "rappel-sms", NONE),
        ("", "web", "newsletter", NONE),
        ("gouvernement", "", "rappel-sms", NONE),
        ("gouvernement", "", "sms", "sms"),
        ("gouvernement", "web", "sms", NONE),
        ("grand-linkedin-beta", "", "", NONE),
    ] {
        assert_eq!(by_tag(source, medium, name), expected, "{source} / {medium} / {name}");
    }
}

#[test]
fn what_only_the_name_says_is_guessed() {
    let guessed =
        |source, medium, name| BUILT_IN.by_tag(Some(source), Some(medium), name).map(|told| told.guessed);
    assert_eq!(guessed("", "", "rappel-sms"), Some(true));
    assert_eq!(guessed("crm", "", "sms"), Some(true));
    assert_eq!(guessed("", "sms", "rappel"), Some(false));
    assert_eq!(guessed("brevo", "", "rappel-sms"), Some(false));
    assert_eq!(guessed("", "", "rappel"), None);
}

#[test]
fn mediums_of_several_words_fall_back_to_their_words() {
    for (medium, expected) in [
        ("mail 151 faire", "email"),
        ("newsletter_fr", "email"),
        ("paid_video", "paid"),
        ("email_blast", "email"),
        ("email-button", "email"),
        ("lettre d'information hebdo", "email"),
        ("sms rappel 2", "sms"),
        ("facebook_post", "social"),
        ("facebook_ads", "paid"),
        ("display-email", "paid"),
        ("social_linkedin", "linkedin"),
        ("reseaux sociaux organique", "social"),
        ("flyer-a5", "print"),
        ("qr-guichet", "qr"),
        ("kit partenaire mairie", "partner"),
        // Two channels: no guess.
        ("sms-et-mail", NONE),
        // Where on a page, and words that are too short to mean something.
        ("banner-newsletter", NONE),
        ("bouton mail", NONE),
        ("offre ad hoc", NONE),
        ("article blog", NONE),
        ("push_notification", NONE),
        ("emailx fr", NONE),
        ("<b>document.title", NONE),
        ("{{email}} x", NONE),
    ] {
        assert_eq!(by_tag("", medium, ""), expected, "{medium}");
    }
    assert_eq!(by_tag("linkedin", "social_organique", ""), "linkedin");
}

#[test]
fn a_word_may_be_written_in_two() {
    let mut email = BUILT_IN.get("email").expect("built in").clone();
    email.names = vec!["newsletter".into()];
    let channels = Channels::new(vec![email], Vocabulary::default());
    assert!(channels.by_name("news-letter de mai").is_some());
    assert_eq!(words("De\u{301}pliant_d’été ﬁn"), ["depliant", "d", "ete", "fin"]);
}

use super::*;
use PersonalData::{BankAccount, Email, Phone, SocialSecurity, Token};
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<PersonalData> {
    find(text).into_iter().map(|(_, kind)| kind).collect()
}

fn all(kind: PersonalData, texts: &[&str]) {
    expect(&[kind], texts);
}

fn none(texts: &[&str]) {
    expect(&[], texts);
}

fn expect(expected: &[PersonalData], texts: &[&str]) {
    let wrong: Vec<_> =
        texts.iter().filter(|text| kinds(text) != expected).map(|text| (text, kinds(text))).collect();
    assert!(wrong.is_empty(), "expected {expected:?}: {wrong:#?}");
}

#[test]
fn email_addresses() {
    all(
        Email,
        &[
            "jeanne.dupont@example.fr",
            "JEANNE@EXAMPLE.FR",
            "jeanne.dupont%40example.fr",
            "jeanne.dupont%2540example.fr",
            "jeanne.dupont%252540example%252Efr",
            "referrerName==jeanne.dupont%40example.fr",
            "https://a.example/p?email=jeanne@example.fr&x=1",
            "relance-jeanne@example.beta.gouv.fr-2026",
            "<jeanne+news@example.co.uk>",
            "andr%C3%A9@example.fr",
            "andré@exämple.fr",
            "o'neil@example.ie",
            "mailto:j@x.fr",
            "jeanne@example.fr_suite",
        ],
    );
}

#[test]
fn mentions_and_files_are_no_addresses() {
    none(&[
        "@channel",
        "@all",
        "<@u12345>",
        "user@host",
        "lettre@2026",
        "lettre@2026.10",
        "@sum(1 1)*cmd|",
        "logo@2x.png",
        "%40channel",
        "@jeanne@mastodon.example",
        "pkg@1.2.3",
        "pkg@1.2.3.beta",
        "git@github.com",
        "jeanne@example.c0m",
        "jeanne@",
        "@example.fr",
        "https://medium.com/@jeanne",
        "a@b@c.fr",
    ]);
}

#[test]
fn french_phone_numbers() {
    all(
        Phone,
        &[
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "06+12+34+56+78",
            "06%2012%2034%2056%2078",
            "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
            "0612345678",
            "0145678901",
            "01 45 67 89 01",
            "sms-0612345678",
            "sms_0712345678",
            "tel:0612345678",
            "campaign==0612345678;x",
            "/contact/0612345678/",
            "relance-2026-0612345678",
            "+33612345678",
            "+33 6 12 34 56 78",
            "%2B33612345678",
            "%252B33%25206%252012345678",
            "+33 (0)6 12 34 56 78",
            "+33(0)612345678",
            "+33 06 12 34 56 78",
            "0033612345678",
            "06%C2%A012%C2%A034%C2%A056%C2%A078",
            "numero-0612345678",
            "id=5;0612345678",
            "0033 6 12 34 56 78",
            "33612345678",
            " 33 6 12 34 56 78",
            "sms 33612345678",
        ],
    );
}

#[test]
fn foreign_phone_numbers() {
    all(
        Phone,
        &[
            "+32 470 12 34 56",
            "+41791234567",
            "+352 621 123 456",
            "+376 312 345",
            "+44 20 7946 0958",
            "%2B44+20+7946+0958",
            "+1 (415) 555-2671",
            "+14155552671",
            "+212612345678",
            "+49 1512 3456789",
            "+262 692 12 34 56",
            "+590590123456",
            "0041 79 123 45 67",
            "0041791234567",
            "00 44 20 7946 0958",
        ],
    );
}

#[test]
fn other_numbers_are_no_phones() {
    none(&[
        "2026-11-24",
        "20261124",
        "24.11.2026",
        "2026-11-24-09-30-15",
        "2026-01-02-03-04-05",
        "2026-11-24T09:30:00+01:00",
        "promo+20261124",
        "+202611240930",
        "+20261124093000",
        "732 829 320 00074",
        "73282932000074",
        "732829320",
        "cmd-123456789",
        "commande-0612345678",
        "/commandes/0412345678",
        "Commande n° 0612345678",
        "utm_id=0612345678",
        "ref%3A0612345678",
        "dossier 33612345678",
        "2026-0145678901",
        "1.2.3.4",
        "192.168.100.200",
        "v10.0.26100.4652",
        "978-2-07-036002-4",
        "9782070360024",
        "2070360024",
        "0-306-40615-2",
        "isbn 0306406152",
        "123456789012345678",
        "120208123456789", // right key, month 20
        "1764000000",
        "0012345678",
        "00123456789012",
        "0014155552671",
        "0000612345678",
        "a0612345678",
        "0612345678b",
        "é0612345678",
        "106123456789",
        "06123456789",
        "061234567",
        "12.0612345678",
        "06.12.34.56.78.90",
        "+5555",
        "+999999999999999",
        "+10155552671",
        "+3361234567",
        "+2112",
        "550e8400-e29b-41d4-a716-446655440000",
        "06123456-7890-4123-8123-061234567890",
        "actu-hebdo-25",
        "48.8566,2.3522",
    ]);
}

#[test]
fn social_security_numbers_with_their_key() {
    all(
        SocialSecurity,
        &[
            "185057800608491",
            "1 85 05 78 006 084 91",
            "1+85+05+78+006+084+91",
            "1%2085%2005%2078%20006%20084%2091",
            "1.85.05.78.006.084.91",
            "1850578006084 91",
            "1850578006084 - 91",
            "nir=185057800608491&x",
            "2 69 05 2A 588 157 17",
            "269052b58815744",
            "1 20 20 81 234 567 89",
        ],
    );
}

#[test]
fn a_wrong_key_or_none_is_no_social_security_number() {
    none(&[
        "185057800608492",
        "1 85 05 78 006 084 92",
        "1850578006084",
        "585057800608491",
        "a185057800608491",
        "1850578006084911",
        "2 69 05 2A 588 157 44",
    ]);
    // Right keys, with a month or a department that do not exist.
    for number in [1_851_378_006_084_u64, 1_850_500_006_084] {
        let key = 97 - number % 97;
        none(&[&format!("{number}{key:02}")]);
    }
    // A key of two digits is at least 01 and at most 97.
    let number = (1_850_578_006_000_u64..).find(|n| n % 97 == 0).unwrap();
    all(SocialSecurity, &[&format!("{number}97")]);
    none(&[&format!("{number}00")]);
}

#[test]
fn addresses_in_disguise() {
    all(
        Email,
        &[
            "jeanne.dupont＠example.fr",
            "ｊｅａｎｎｅ＠ｅｘａｍｐｌｅ．ｆｒ",
            "jeanne.dupont&#64;example.fr",
            "jeanne.dupont&#x40;example.fr",
            "jeanne.dupont&commat;example&period;fr",
            "jeanne.dupont&amp;#64;example.fr",
            "jeanne.dupont%26%2364%3Bexample.fr",
            "jeanne.dupont%EF%BC%A0example.fr",
            "jeanne.dupont\\u0040example.fr",
            "jeanne\u{200b}.dupont@\u{ad}example.fr",
            "jeanne.dupont(at)example.fr",
            "jeanne.dupont [at] example [dot] fr",
            "jeanne.dupont{at}example{dot}fr",
            "jeanne.dupont[@]example.fr",
            "jeanne.dupont (arobase) example (point) fr",
            "jeanne.dupont AT example.fr",
            "jeanne.dupont at example dot fr",
            "jeanne.dupont_at_example.fr",
            "jeanne.dupont-at-example.fr",
            "jeanne.dupont+at+example.fr",
            "jeanne AT example.fr",
            "jeanne at example.fr",
            "jdupont75 at gmail.com",
            "jeanne.dupont arobase example point fr",
            "jeanne.dupont(a)example.fr",
            "jeanne.dupont @ example.fr",
            "\"jeanne dupont\"@example.fr",
            "j@x.fr",
            "jeanne@example.xn--p1ai",
            "jeanne@пример.рф",
            "prenom.nom@example.fr",
            "relance-rdv-jeanne.dupont@example.fr-lyon",
            "?mail=jeanne_dupont@sous.domaine.example.museum&x",
            "jeanne-at-work@example.fr",
        ],
    );
}

#[test]
fn the_part_before_plus_goes_with_the_address() {
    for (text, redacted) in [
        ("jeanne.dupont+news@example.fr", "[email]"),
        ("jeanne.dupont news@example.fr", "[email]"),
        ("jdupont news@example.fr", "[email]"),
        ("jdupont%20paris@example.fr", "[email]"),
        ("jeanne.dupont%2Bnews@example.fr", "[email]"),
        ("jeanne.dupont+newsletter@example.fr", "[email]"),
        ("jeanne.dupont newsletter@example.fr", "[email]"),
        ("jeanne newsletter@example.fr", "[email]"),
        ("relance jeanne.dupont@example.fr", "relance [email]"),
        ("source=crm;jdupont news@example.fr;x", "source=crm;[email];x"),
        ("lettre newsletter@example.fr", "lettre newsletter@example.fr"),
        ("contact+jeanne@example.fr", "contact+jeanne@example.fr"),
        ("jeanne-at-work@example.fr", "[email]"),
        ("jeanne [at] example [dot] fr.", "[email]."),
        ("a@x.fr,b@y.fr c@z.fr", "[email],[email] [email]"),
    ] {
        assert_eq!(redact(text), redacted, "{text}");
    }
}

#[test]
fn mailboxes_of_no_person() {
    none(&[
        "contact@example.fr",
        "CONTACT@EXAMPLE.FR",
        "contact.@example.fr",
        "contact%40example.fr",
        "contact [at] example.fr",
        "contact at example.fr",
        "contact@gmail.com",
        "contact+news@example.fr",
        "contact-presse@example.fr",
        "contact.pro75@example.fr",
        "newsletter@example.fr",
        "newsletters@example.fr",
        "lettre-info@example.fr",
        "infolettre@example.fr",
        "ne-pas-repondre@example.fr",
        "nepasrepondre@example.fr",
        "ne_pas_répondre@example.fr",
        "noreply@example.fr",
        "no-reply@example.fr",
        "no.reply@example.fr",
        "donotreply@example.fr",
        "do-not-reply@example.fr",
        "secretariat@example.fr",
        "secrétariat.general@example.fr",
        "secretariat-mairie@example.fr",
        "accueil@example.fr",
        "presse@example.fr",
        "support@example.fr",
        "support-technique@example.fr",
        "info@example.fr",
        "infos@example.fr",
        "information@example.fr",
        "mairie@example.fr",
        "mairie-de-brest@example.fr",
        "mairie.saint-jean@orange.fr",
        "prefecture@example.gouv.fr",
        "communication@example.fr",
        "recrutement@example.fr",
        "rh@example.fr",
        "drh@example.fr",
        "candidature@example.fr",
        "candidatures@example.fr",
        "inscription@example.fr",
        "service.clients@example.fr",
        "service-usagers@example.fr",
        "etat-civil@example.fr",
        "urbanisme@example.fr",
        "ressources-humaines@example.fr",
        "relations.presse@example.fr",
        "hello@example.fr",
        "bonjour@example.fr",
        "equipe@example.fr",
        "admin@example.fr",
        "webmaster@example.fr",
        "postmaster@example.fr",
        "abuse@example.fr",
        "dpo@example.fr",
        "rgpd@example.fr",
        "sav@example.fr",
        "standard@example.fr",
        "direction@example.fr",
        "comptabilite@example.fr",
        "facturation@example.fr",
        "notifications@example.fr",
        "mailer-daemon@example.fr",
        "ccas@example.fr",
        "mission-locale-brest@example.fr",
        "bibliotheque@example.fr",
        "france-services@example.fr",
        "assistance@example.fr",
        "aide@example.fr",
        "aides-logement@example.fr",
        "webinaire@example.fr",
    ]);
}

#[test]
fn mailboxes_of_people_beside_them() {
    all(
        Email,
        &[
            "contact.dupont@example.fr",
            "contact.jeanne@example.fr",
            "jeanne.contact@example.fr",
            "info.dupont@example.fr",
            "secretariat.martin@example.fr",
            "mairie.jeanne.dupont@example.fr",
            "presse.claire@example.fr",
            "supporter@example.fr",
            "informatix@example.fr",
            "jeanne+contact@example.fr",
            "contactj@example.fr",
            "dupont@mairie-brest.fr",
            "m.accueil@example.fr",
        ],
    );
}

#[test]
fn words_that_only_look_like_at() {
    none(&[
        "look at service-public.fr",
        "meet us at example.com",
        "newsletter at beta.gouv.fr",
        "atelier at home",
        "format-at-last.fr",
        "candidat.emploi",
        "chat.noir",
        "at 10.30",
        "rdv (a) 14.30",
        "groupe [a] lyon",
        "salon @ 14h.paris",
        "[at]",
        "(at)example.fr",
        "jeanne (at) bureau",
        "atelier-numerique.fr",
        "&#64;channel",
        "＠channel",
        "jeanne.dupont at home",
    ]);
}

#[test]
fn mobiles_whatever_separates_the_digits() {
    all(
        Phone,
        &[
            "06 12.34-56 78",
            "06.12 34 56.78",
            "06/12/34/56/78",
            "06|12|34|56|78",
            "06,12,34,56,78",
            "06, 12, 34, 56, 78",
            "06:12:34:56:78",
            "06 - 12 - 34 - 56 - 78",
            "06--12--34--56--78",
            "06*12*34*56*78",
            "06~12~34~56~78",
            "(06) 12 34 56 78",
            "(06)12345678",
            "[06] 12 34 56 78",
            "06(12)34(56)78",
            "06 123 456 78",
            "0612 345 678",
            "0612 34 56 78",
            "06 12345678",
            "06123 45678",
            "0612.345678",
            "0 612 345 678",
            "0 6 1 2 3 4 5 6 7 8",
            "0-6-1-2-3-4-5-6-7-8",
            "06\u{202f}98\u{202f}76\u{202f}54\u{202f}32",
            "06·98·76·54·32",
            "06\u{2013}98\u{2013}76\u{2013}54\u{2013}32",
            "０６ ９８ ７６ ５４ ３２",
            "０６９８７６５４３２",
            "06\u{200b}98\u{200b}76\u{200b}54\u{200b}32",
            "06%2F98%2F76%2F54%2F32",
            "06&nbsp;98&nbsp;76&nbsp;54&nbsp;32",
            "tel0698765432",
            "sms0698765432",
            "mobile0698765432",
            "tel.06.98.76.54.32",
            "t:06 98 76 54 32",
            "07 98 76 54 32",
            "0799999999",
            "06 39 98 12 34",
            "06 11 22 33 44",
            "06 01 02 03 04",
            "07 81 23 45 67",
            "relance-2-06-98-76-54-32",
            "rappel 1 06 98 76 54 32",
            "client-0698765432",
            "0692 12 34 56",
            "0690123456",
            "0694-12-34-56",
            "0696 98 76 54",
            "0639 98 76 54",
        ],
    );
}

#[test]
fn mobiles_with_a_country_code() {
    all(
        Phone,
        &[
            "+33-6-98-76-54-32",
            "+33.6.98.76.54.32",
            "+33/6/98/76/54/32",
            "+33 6 98 765 432",
            "(+33) 6 98 76 54 32",
            "(+33)698765432",
            "+(33) 6 98 76 54 32",
            "[+33] 6 98 76 54 32",
            "+33(0)6 98 76 54 32",
            "+33 [0] 6 98 76 54 32",
            "+33 (0) 6-98-76.54.32",
            "+330698765432",
            "0033-6-98-76-54-32",
            "0033(0)698765432",
            "00 33 6 98 76 54 32",
            "00.33.6.98.76.54.32",
            "33-6-98-76-54-32",
            "33_6_98_76_54_32",
            "33 06 98 76 54 32",
            "33 (0)6 98 76 54 32",
            " 33698765432",
            "%2B33%206%2098%2076%2054%2032",
            "＋33 6 98 76 54 32",
            "+262 692 12 34 56",
            "+262 (0)692 12 34 56",
            "+262692123456",
            "00262692123456",
            "262692123456",
            "262 692 12 34 56",
            "262-639-12-34-56",
            "+590 690 12 34 56",
            "590690123456",
            "+594 694 12 34 56",
            "594694123456",
            "+596 696 12 34 56",
            "596 697 12 34 56",
            "+687 75 12 34",
            "+689 87 12 34 56",
            "+508 41 12 34",
            "+681 82 12 34",
        ],
    );
}

#[test]
fn landlines_that_stand_alone() {
    all(
        Phone,
        &[
            "01 99 00 12 34",
            "0199001234",
            "02.61.91.12.34",
            "03-53-01-98-76",
            "04 65 71 98 76",
            "05/36/49/98/76",
            "09 72 12 34 56",
            "0972123456",
            "(01) 42 68 53 00",
            "01 4268 5300",
            "0142 68 53 00",
            "0142 685 300",
            "01 42-68.53 00",
            "+33 1 42 68 53 00",
            "+33 9 72 12 34 56",
            "01 23 45 67 89",
            "0123456789",
            "tel 0142685300",
        ],
    );
}

#[test]
fn service_and_short_numbers_are_of_no_person() {
    none(&[
        "0800 123 456",
        "0 800 123 456",
        "0800123456",
        "08 00 12 34 56",
        "0805 12 34 56",
        "0809 36 12 34",
        "08.10.12.34.56",
        "0811123456",
        "0 820 12 34 56",
        "0 825 123 456",
        "08-26-12-34-56",
        "0836 68 10 12",
        "0890 12 34 56",
        "08 92 68 10 12",
        "0899123456",
        "0860 12 34 56",
        "+33 800 123 456",
        "+33 8 92 68 10 12",
        "+33892681012",
        "0033 810 12 34 56",
        "33 8 92 68 10 12",
        "sms-0800123456",
        "numero-vert-0800-123-456",
        "39 19",
        "3919",
        "3639",
        "10 14",
        "116 006",
        "118 712",
        "15 17 18 112 114 115 119",
        "3949-france-travail",
        "appelez le 36 46",
        "0 800 06 12 34",
    ]);
}

#[test]
fn lists_dates_and_hours_are_no_phones() {
    none(&[
        "departements-01-02-03-08-10",
        "dept 02 59 60 62 80",
        "02-59-60-62-80",
        "02, 59, 60, 62, 80",
        "dept-06-13-30-83-84",
        "départements 06 11 13 83 84",
        "06, 13, 30, 83, 84",
        "06;13;30;83;84",
        "territoires 07 42 01 69 38",
        "07-26-38-73-74",
        "04-05-06-13-83-84",
        "01 03 07 15 26 38 42 43 63 69 73 74",
        "zones 03 15 43 63 87",
        "09 12 31 32 46",
        "05 31 32 65 81",
        "01 02 03 04 05",
        "01 02 03 04 05 06 07 08 09 10",
        "01-02-03-04-05-06-07-08-09-10-11-12",
        "horaires-08-09-10-11-12",
        "creneaux 09 10 11 14 15",
        "heures 07 09 12 14 18",
        "06 07 08 09 10",
        "07 08 09 10 11",
        "06 12 18 20 22",
        "06-12-18-24-30",
        "semaines 06 11 22 33 44",
        "lots 06-12-34-56-78",
        "05 10 15 20 25",
        "10 20 30 40 50",
        "09h00 10h30 11h00 12h30",
        "09:30-10:45-11:15",
        "09:10:11:12:13",
        "06-12-2026-14-30",
        "0512202609",
        "sms-0611202614",
        "09-11-20-26-14",
        "07.12.26.18.30",
        "06/12/2026 14:30",
        "07.11.2026-08.11.2026",
        "06-2026-2027",
        "2026-06-12-14-30-00",
        "2026 06 12 14 30 00",
        "20260612143000",
        "2026-0612143000",
        "06.12.34.56.78.90",
        "06 12 34 56 78 90",
        "12 06 12 34 56 78",
        "75 06 92 13 94 69",
        "v06.12.34.56.78.1",
        "0-612-34567-8",
        "0-7645-2641-3",
        "01-2026-000045",
        "dossier-0412345678",
        "05.1234.56789",
        "siret 732 829 320 00074",
        "lot 06-1234",
        "52.0612345678",
        "06 12 34 56",
        "00 10 20 30 40 50",
    ]);
}

#[test]
fn numbers_in_a_row_are_all_redacted() {
    for (text, redacted) in [
        ("06 98 76 54 32 07 12 34 56 78", "[phone] [phone]"),
        ("0698765432 0712345678", "[phone] [phone]"),
        ("06.98.76.54.32/07.12.34.56.78", "[phone]/[phone]"),
        ("06 98 76 54 32, 01 42 68 53 00", "[phone], [phone]"),
        ("jeanne 06-98-76-54-32 paris", "jeanne [phone] paris"),
        ("(06) 98 76 54 32", "([phone]"),
        ("2026 06 98 76 54 32", "2026 [phone]"),
    ] {
        assert_eq!(redact(text), redacted, "{text}");
    }
}

#[test]
fn social_security_numbers_with_unusual_spacing() {
    all(
        SocialSecurity,
        &[
            "1 850578006084 91",
            "185 0578 006 084 91",
            "1850578 006084 91",
            "18505 78006 08491",
            "1/85/05/78/006/084/91",
            "1-85-05-78-006-084-91",
            "1_85_05_78_006_084_91",
            "1  85  05  78  006  084  91",
            "1 - 85 - 05 - 78 - 006 - 084 - 91",
            "1 85 05 78 006 084 (91)",
            "1 8 5 0 5 7 8 0 0 6 0 8 4 9 1",
            "1\u{202f}85\u{202f}05\u{202f}78\u{202f}006\u{202f}084\u{202f}91",
            "１８５０５７８００６０８４９１",
            "nir185057800608491",
            "2-69-05-2A-588-157-17",
            "2 69 05 2b 588 157 44",
        ],
    );
}

#[test]
fn a_social_security_number_without_its_key_is_told_by_its_shape() {
    all(
        SocialSecurity,
        &[
            "1 85 05 78 006 084",
            "2.69.05.2A.588.157",
            "1-85-12-971-06-084",
            "2+91+11+99+352+001",
            "nir 1 85 05 78 006 084 x",
        ],
    );
    none(&[
        "1850578006084",
        "1 85 13 78 006 084",
        "1 85 00 78 006 084",
        "1 85 05 00 006 084",
        "5 85 05 78 006 084",
        "1 8505 78 006 084",
        "18 50 57 80 06 08 4",
        "1 85 05 78 006 084 2",
        "12 1 85 05 78 006 084",
        "1764000000000",
        "9782070360024",
    ]);
}

#[test]
fn bank_accounts_by_their_check_digits() {
    all(
        BankAccount,
        &[
            "FR7630006000011234567890189",
            "fr76 3000 6000 0112 3456 7890 189",
            "FR14 2004 1010 0505 0001 3M02 606",
            "fr76-3000-6000-0112-3456-7890-189",
            "FR76%203000%206000%200112%203456%207890%20189",
            "iban=fr7630006000011234567890189&x",
            "ibanfr7630006000011234567890189",
            "MC5811222000010123456789030",
            "DE89 3704 0044 0532 0130 00",
            "BE68539007547034",
            "GB29NWBK60161331926819",
            "LU280019400644750000",
            "CH9300762011623852957",
            "ES9121000418450200051332",
            "NO9386011117947",
        ],
    );
    none(&[
        "FR7630006000011234567890188",
        "FR763000600001123456789018",
        "FR76300060000112345678901890",
        "xFR7630006000011234567890189",
        "fr-20-ans-de-service-public-num",
        "de-2026-11-24-newsletter",
        "be-happy-2026",
        "fr76",
        "ZZ7630006000011234567890189",
    ]);
}

#[test]
fn what_was_missed_is_shown_nowhere() {
    for (text, redacted) in [
        ("rib fr76 3000 6000 0112 3456 7890 189 ok", "rib [iban] ok"),
        ("a [at] b 06 98 76 54 32", "a [at] b [phone]"),
        ("jeanne&#64;example.fr", "[email]"),
        ("x ＠ jeanne＠example.fr", "x ＠ [email]"),
    ] {
        assert_eq!(redact(text), redacted, "{text}");
    }
}

/// Long labels of what makes a search start again and again: linear ones take seconds where
/// quadratic ones took hours.
#[test]
fn no_label_takes_long() {
    const LONG: usize = 1 << 17;
    const LONGEST: usize = 1 << 20;
    /// Seconds, for a machine that is slow and busy. A quadratic search took 18 s for 40,000
    /// characters: here, some three minutes for each of the shapes, and hours for the longest.
    const BOUND: u64 = 150;
    let seeds = [
        "a",
        "a.",
        "a@",
        "@a.",
        "a@a.",
        "a.a@",
        "@",
        "a-at-",
        " at ",
        "(at)",
        "jeanne.dupont at ",
        "a@b.fr,",
        "a b@c.fr ",
        "eyj",
        "-eyj",
        "eyjabcdefgh.",
        "eyjabcdefgh.abcdefgh",
        "0",
        "06",
        "06 ",
        "0612345678",
        "0612345678 ",
        "06-",
        "01-02-",
        "+33",
        "00",
        "+1 ",
        "1 85 05 ",
        "185057800608491 ",
        "2a",
        "fr76 ",
        "fr763000",
        "%",
        "%25",
        "%40",
        "%c3",
        "&#64;",
        "&amp;",
        "&",
        "\\u0040",
        "＠",
        "\u{200b}",
        "é",
        "\"",
        "\"a\"@",
        "deadbeef",
        "a1",
        "a1b2c3d4e5f6-",
        "{{",
        "[[",
        "%a",
        "##a",
        "*|a",
        "[prenom",
        "__a",
        "{a",
        "-",
        "_",
        " ",
        "nul-",
        "te%-",
    ];
    let started = std::time::Instant::now();
    let look = |text: &str| {
        let _ = redact(text);
        let _ = super::super::placeholder::is_placeholder(text);
    };
    seeds.iter().for_each(|seed| look(&seed.repeat(LONG / seed.len())));
    ["a.", "a@a.", "eyj", "a-at-", "-eyjabcdefgh.", "[[", "06"]
        .iter()
        .for_each(|seed| look(&seed.repeat(LONGEST / seed.len())));
    let seconds = started.elapsed().as_secs();
    assert!(seconds < BOUND, "{seconds} s");
}

#[test]
fn tokens_are_long_and_random() {
    all(
        Token,
        &[
            "d41d8cd98f00b204e9800998ecf8427e",
            "promo-d41d8cd98f00b204e9800998ecf8427e",
            "token=DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "eyjhbgcioijiuzi1niisinr5cci6ikpxvcj9.eyjzdwiioiixmjm0nty3odkwin0.dozjgnryp4j3jvmnhlow8-y",
            "/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
            "cj0kcqia4lbsbhcaarisaa-pczyqw8kx2n5v7rtb3m0h1d9fueo",
            "dGhpc2lzYXZlcnlsb25n4c2VjcmV0dG9r9ZW5mb3J0ZXN0aW5n",
        ],
    );
}

#[test]
fn slugs_identifiers_and_repetitions_are_no_tokens() {
    let repeated = "a1".repeat(40);
    none(&[
        "550e8400-e29b-41d4-a716-446655440000",
        "rdv-550e8400-e29b-41d4-a716-446655440000",
        "550e8400e29b41d4a716446655440000",
        "campagne-tres-longue-abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
        "newsletter-2026-11-24-relance-inscription-mission-locale-paris-19",
        "lot1a-lot2b-lot3c-lot4d-lot5e-lot6f-lot7g-lot8h",
        "accompagnement_des_demandeurs_d_emploi_2026_lot_2",
        "anticonstitutionnellementanticonstitutionnellement",
        "12345678901234567890123456789012345678901234567890",
        "deadbeefdeadbeefdeadbeefdeadbeefabcd",
        "deadbeefdeadbeefdeadbeefdeadbee1",
        "bonjourlemondequickbrownfoxjumpsvlazydog20261124",
        "lot1a-kit2b-fox3c-gym4d-pub5e-zoo6f-wax7g-hey8h",
        "rendezvous-pqwxyz-3f2a9c1e-7b4d-4e8a-9c6f-1d5b2a8e7f30",
        "d41d8cd98f00b204e9800998ecf8427",
        "1.2.3-rc.4+build.20261124",
        &"a".repeat(255),
        &repeated,
    ]);
}

#[test]
fn each_kind_is_replaced_where_it_stands() {
    for (text, redacted) in [
        ("jeanne%40example.fr", "[email]"),
        ("a=jeanne%2540example.fr&b=%C3%A9", "a=[email]&b=%C3%A9"),
        ("é 06 12 34 56 78 fin", "é [phone] fin"),
        ("%2B33612345678%20ok", "[phone]%20ok"),
        ("nir 1 85 05 78 006 084 91.", "nir [nir]."),
        ("d41d8cd98f00b204e9800998ecf8427e-x", "[token]-x"),
        ("0612345678,jeanne@example.fr;07 12 34 56 78", "[phone],[email];[phone]"),
        ("0612345678@example.fr", "[email]"),
        ("rentrée-2026", "rentrée-2026"),
        ("%", "%"),
        ("", ""),
    ] {
        assert_eq!(redact(text), redacted);
    }
    assert!(matches!(redact("rentrée 100%25"), Cow::Borrowed(_)));
}

#[test]
fn identifiers_are_stable() {
    assert_eq!(
        [Email, Phone, SocialSecurity, BankAccount, Token].map(PersonalData::id),
        ["email", "phone", "social_security", "bank_account", "token"]
    );
}

proptest! {
    #[test]
    fn ranges_are_ordered_and_redaction_is_final(text: String, near in "[0-9a-f@.+%é/ _-]{0,60}") {
        for text in [text, near] {
            let mut end = 0;
            for (range, _) in find(&text) {
                prop_assert!(end <= range.start && range.start < range.end && range.end <= text.len());
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                end = range.end;
            }
            let _ = redact(&text);
        }
    }
}

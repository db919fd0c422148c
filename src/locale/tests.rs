use std::collections::BTreeMap;
use std::path::Path;

use fluent_bundle::FluentResource;
use fluent_syntax::ast;
use jiff::civil::date;
use regex::Regex;

use super::*;
use crate::context::Context;

/// Every message and attribute of a file, with the arguments it names.
fn messages(lang: Lang) -> BTreeMap<String, Vec<String>> {
    let resource = FluentResource::try_new(lang.source().to_owned())
        .unwrap_or_else(|(_, errors)| panic!("{lang:?}: {errors:?}"));
    assert!(resource.entries().count() > 0);
    let mut found = BTreeMap::new();
    let mut message = String::new();
    let mut key = String::new();
    let argument = Regex::new(r"\{[^{}]*?\$([a-z_0-9-]+)").unwrap();
    for line in lang.source().lines() {
        let name = line.split_once(" =").map(|(name, _)| name);
        match name {
            Some(name) if line.starts_with("    .") => key = format!("{message}{}", name.trim()),
            Some(name) if !line.starts_with([' ', '#', '}']) => {
                message = name.to_owned();
                key = message.clone();
            }
            _ => {}
        }
        let arguments: &mut Vec<String> = found.entry(key.clone()).or_default();
        arguments.extend(argument.captures_iter(line).map(|found| found[1].to_owned()));
    }
    for arguments in found.values_mut() {
        arguments.sort();
        arguments.dedup();
    }
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (mut fr, en) = (messages(Lang::Fr), messages(Lang::En));
    // English help is in the comments of the options; a test beside them holds them equal.
    fr.retain(|id, _| !id.starts_with("help"));
    let missing = |from: &BTreeMap<String, Vec<String>>, to: &BTreeMap<String, Vec<String>>| {
        from.keys().filter(|key| !to.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(missing(&fr, &en), Vec::<String>::new(), "missing in English");
    assert_eq!(missing(&en, &fr), Vec::<String>::new(), "missing in French");
    for (key, arguments) in &fr {
        assert_eq!(arguments, &en[key], "arguments of {key}");
    }
}

/// A message that is asked for by its id is there: one that is not shows as its id.
#[test]
fn each_message_that_the_program_names_exists() {
    fn read(folder: &Path, named: &Regex, missing: &mut Vec<String>, known: &BTreeMap<String, Vec<String>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, named, missing, known);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // What follows is for tests.
                let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                let ids = named.captures_iter(text).map(|found| found[1].to_owned());
                missing.extend(ids.filter(|id| !known.contains_key(id)));
            }
        }
    }
    let named = Regex::new(r#"Text::new\(\s*"([a-z0-9-]+)""#).unwrap();
    let mut missing = Vec::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    read(&src, &named, &mut missing, &messages(Lang::En));
    assert_eq!(missing, [""; 0]);
}

#[test]
fn a_file_names_each_message_once() {
    for lang in Lang::ALL {
        let resource = FluentResource::try_new(lang.source().to_owned()).unwrap();
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::new(vec![lang.id().parse().unwrap()]);
        assert!(bundle.add_resource(resource).is_ok(), "{lang:?} names a message twice");
    }
}

#[test]
fn numbers_and_dates_follow_the_language() {
    let (fr, en) = (Locale::new(Lang::Fr), Locale::new(Lang::En));
    assert_eq!(fr.percent(0.6821), "68,2\u{202f}%");
    assert_eq!(en.percent(0.6821), "68.2%");
    assert_eq!((fr.percent(0.5), en.percent(0.49996)), ("50\u{202f}%".to_owned(), "50%".to_owned()));
    assert_eq!(fr.percent_range(0.24, 0.7226), "24–72,3\u{202f}%");
    assert_eq!(fr.count(12_345), "12\u{202f}345");
    assert_eq!(en.count(12_345), "12,345");
    assert_eq!(fr.points(-0.0294), "−2,9 pts");
    assert_eq!(en.points(0.0294), "+2.9 pts");
    let week = Period { from: date(2026, 11, 16), to: date(2026, 11, 22) };
    assert_eq!(fr.period_long(Unit::Week, week), "semaine 47, 16–22 nov. 2026");
    assert_eq!(en.period_long(Unit::Week, week), "week 47, 16–22 Nov 2026");
    assert_eq!(fr.dates(date(2026, 9, 28), date(2026, 10, 4)), "28 sept. – 4 oct. 2026");
    assert_eq!(fr.dates(date(2026, 10, 1), date(2026, 10, 31)), "1er–31 oct. 2026");
    assert_eq!(en.dates(date(2026, 12, 28), date(2027, 1, 3)), "28 Dec 2026 – 3 Jan 2027");
}

#[test]
fn the_first_variable_that_is_set_decides() {
    let context = |pairs: &[(&str, &str)]| Context {
        now: jiff::Timestamp::UNIX_EPOCH,
        time_zone: jiff::tz::TimeZone::UTC,
        env: pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        user: None,
        dir: Default::default(),
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        width: None,
    };
    let lang = |pairs: &[(&str, &str)]| Lang::of_environment(&context(pairs));
    assert_eq!(lang(&[("LANG", "fr_FR.UTF-8")]), Lang::Fr);
    assert_eq!(lang(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C.UTF-8")]), Lang::En);
    assert_eq!(lang(&[("LC_ALL", ""), ("LC_MESSAGES", "fr_CA"), ("LANG", "en_US")]), Lang::Fr);
    assert_eq!(lang(&[]), Lang::En);
}

/// A guillemet or a colon must not begin a line.
#[test]
fn french_punctuation_has_spaces_that_do_not_break() {
    let wrong = Regex::new(r"« | »| [:;?!](\s|$)| %").unwrap();
    for line in Lang::Fr.source().lines().filter(|line| !line.starts_with('#')) {
        let text = line.split_once(" = ").map_or(line, |(_, text)| text);
        assert!(!wrong.is_match(text), "{line}");
    }
}

/// A straight apostrophe is for what is typed.
#[test]
fn french_apostrophes_are_curly() {
    let straight = Regex::new(r"\p{L}'\p{L}").unwrap();
    let lines = Lang::Fr.source().lines().filter(|line| !line.starts_with('#'));
    assert_eq!(lines.filter(|line| straight.is_match(line)).collect::<Vec<_>>(), [""; 0]);
}

/// What is said of mistakes may be longer: it is read once, by whoever set the tool up.
const MISTAKES: [&str; 15] = [
    "config-",
    "matomo-",
    "delivery-",
    "toml-",
    "trust-",
    "value-",
    "word-",
    "host-",
    "url-",
    "file-",
    "answer-",
    "output-",
    "internal",
    "demo-",
    "reason-",
];

/// The words of a pattern, with the longest variant of each choice and a word for each argument.
fn longest(pattern: &ast::Pattern<&str>) -> String {
    let element = |element: &ast::PatternElement<&str>| match element {
        ast::PatternElement::TextElement { value } => value.to_string(),
        ast::PatternElement::Placeable { expression: ast::Expression::Inline(inline) } => match inline {
            ast::InlineExpression::StringLiteral { value } => value.to_string(),
            _ => "x".to_owned(),
        },
        ast::PatternElement::Placeable { expression: ast::Expression::Select { variants, .. } } => {
            let variants = variants.iter().map(|variant| longest(&variant.value));
            variants.max_by_key(|text| text.split_whitespace().count()).unwrap_or_default()
        }
    };
    pattern.elements.iter().map(element).collect()
}

/// All texts of a pattern: of each variant, and those within placeables.
fn texts(pattern: &ast::Pattern<&str>, found: &mut String) {
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => found.push_str(value),
            ast::PatternElement::Placeable { expression: ast::Expression::Inline(inline) } => match inline {
                ast::InlineExpression::StringLiteral { value } => found.push_str(value),
                // An argument is a word of its own, or ends one.
                _ => found.push('\u{fffc}'),
            },
            ast::PatternElement::Placeable { expression: ast::Expression::Select { variants, .. } } => {
                for variant in variants {
                    found.push('\n');
                    texts(&variant.value, found);
                }
                found.push('\n');
            }
        }
    }
}

/// The words of a language's messages that are in a list, but for what is typed or quoted.
fn words_among(lang: Lang, list: &str) -> Vec<String> {
    let list: Vec<_> = list.split_whitespace().collect();
    let typed =
        Regex::new(r#"«[^»\n]*»|"[^"\n]*"|`[^`\n]*`|--?[a-z]\S*|matomo-audit [a-z]+( [a-z]+)*"#).unwrap();
    let resource = FluentResource::try_new(lang.source().to_owned()).unwrap();
    let mut wrong = Vec::new();
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else { continue };
        let attributes = message.attributes.iter().map(|attribute| &attribute.value);
        for pattern in message.value.iter().chain(attributes) {
            let mut all = String::new();
            texts(pattern, &mut all);
            let own = typed.replace_all(&all, "");
            let is_part = |c: char| c.is_alphanumeric() || "_-./=:\u{fffc}".contains(c);
            let words = own.split(|c: char| !is_part(c)).map(|word| word.trim_end_matches(['.', ':']));
            // In capitals it is a name.
            let words = words.filter(|word| word.len() == 1 || *word != word.to_uppercase());
            let foreign = words.filter(|word| list.contains(&&*word.to_lowercase()));
            wrong.extend(foreign.map(|word| format!("{}: {word} in {}", message.id.name, all.trim())));
        }
    }
    wrong
}

const ENGLISH: &str = "the of with without and is are was were be been not no cannot must should would has have had \
    this that these those which what when where who from by to into in at for it its an if than then there here \
    does did your you we our they their only each every any some such unless until while because \
    file folder error missing unknown invalid expected found empty value string key write give";
const FRENCH: &str = "le la les des une du au aux est sont avec sans pour dans sur qui que quoi dont pas ne ni et \
    ou où cette ces ce votre vos notre nos leur leurs il elle ils elles être avoir fichier dossier lien jeton";

#[test]
fn a_message_has_no_word_of_the_other_language() {
    for (lang, list) in [(Lang::Fr, ENGLISH), (Lang::En, FRENCH)] {
        let wrong = words_among(lang, list);
        assert!(wrong.is_empty(), "{lang:?}:\n{}", wrong.join("\n"));
        // The list is one of the words that the other language is made of.
        let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
        assert!(words_among(other, list).len() > 1000, "{lang:?}");
    }
}

/// Each sentence is read once, aloud, by somebody who knows no statistics.
#[test]
fn no_french_sentence_is_long() {
    let resource = FluentResource::try_new(Lang::Fr.source().to_owned()).unwrap();
    let end = Regex::new(r"[.?!…](?:\s|$)").unwrap();
    let mut long = Vec::new();
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else { continue };
        if MISTAKES.iter().any(|id| message.id.name.starts_with(id)) {
            continue;
        }
        // Examples are no sentences.
        let attributes = message.attributes.iter().filter(|attribute| attribute.id.name != "after");
        let attributes = attributes.map(|attribute| &attribute.value);
        for text in message.value.iter().chain(attributes).map(longest) {
            let is_word = |word: &&str| word.contains(char::is_alphanumeric);
            let said = end.split(&text);
            let said = said.filter(|said| {
                said.split_whitespace().filter(is_word).count() > 25 || said.matches('(').count() > 2
            });
            long.extend(said.map(|said| format!("{}: {said}", message.id.name)));
        }
    }
    assert!(long.is_empty(), "{} long sentences:\n{}", long.len(), long.join("\n"));
}

#[test]
fn one_visit_is_no_plural() {
    let said = |lang: Lang, id: &'static str, attribute: Option<&str>, count: u64| {
        let text = Text::new(id).with("visits", count).with("last", count);
        let text = text.with("campaigns", "a").with("links", "a").with("reports", "a");
        let locale = Locale::new(lang);
        attribute.map_or_else(|| Some(locale.text(&text)), |name| locale.attribute(&text, name)).unwrap()
    };
    for (lang, plural) in [
        (Lang::Fr, Regex::new("récentes|visites|portent|sont").unwrap()),
        (Lang::En, Regex::new("visits|have|are").unwrap()),
    ] {
        for (id, attribute) in [
            ("item-visits", None),
            ("links-id-lost", None),
            ("links-inseparable", None),
            ("finding-report-truncated", Some("detail")),
        ] {
            let [one, two] = [1, 2].map(|count| said(lang, id, attribute, count));
            assert!(!plural.is_match(&one) && two.contains('2'), "{one}\n{two}");
        }
    }
}

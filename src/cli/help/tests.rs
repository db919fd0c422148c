use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::*;
use crate::locale::Lang;

/// What the help of a language must have, and what it may have, by the comments of the options.
#[derive(Default)]
struct Texts {
    wanted: BTreeSet<String>,
    known: BTreeSet<String>,
    /// What English says where the message of all commands is shown.
    shared: BTreeMap<String, BTreeSet<String>>,
}

impl Texts {
    fn of(locale: &Locale) -> Self {
        let mut texts = Self::default();
        for kind in ["commands", "arguments", "options"] {
            texts.want(heading_id(kind));
        }
        texts.want("help-name-command".to_owned());
        texts.want("help-arg-help".to_owned());
        texts.want("help-arg-version".to_owned());
        texts.read(&Cli::command(), "help", locale);
        texts
    }

    fn want(&mut self, id: String) {
        self.known.insert(id.clone());
        self.wanted.insert(id);
    }

    fn read(&mut self, command: &Command, id: &str, locale: &Locale) {
        self.want(id.to_owned());
        if command.get_long_about().is_some() {
            self.want(format!("{id}.long"));
        }
        if command.get_after_help().is_some() {
            self.want(format!("{id}.after"));
        }
        for arg in command.get_arguments() {
            self.read_argument(arg, id, locale);
        }
        for inner in command.get_subcommands() {
            self.read(inner, &format!("{id}-{}", inner.get_name()), locale);
        }
    }

    fn read_argument(&mut self, arg: &Arg, command: &str, locale: &Locale) {
        self.known.extend(arg.get_help_heading().map(heading_id));
        self.wanted.extend(arg.get_help_heading().map(heading_id));
        let takes_value = arg.get_action().takes_values();
        for name in arg.get_value_names().unwrap_or_default().iter().filter(|_| takes_value) {
            self.want(name_id(name));
        }
        let own = format!("{command}-{}", arg.get_id().as_str().replace('_', "-"));
        let id = argument_id(arg, command, locale).unwrap_or(own);
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        if id.starts_with("help-arg-") {
            self.shared.entry(id.clone()).or_default().insert(help);
        }
        if arg.get_long_help().is_some() {
            self.want(format!("{id}.long"));
        }
        self.want(id.clone());
        for value in arg.get_possible_values().iter().filter(|value| value.get_help().is_some()) {
            self.want(format!("{id}.{}", value.get_name()));
        }
    }
}

/// The messages of the help of a language, with their attributes.
fn messages(lang: Lang) -> BTreeSet<String> {
    let line = Regex::new(r"^(?:(help[a-z-]*)|    \.([\w-]+)) =").unwrap();
    let (mut found, mut message) = (BTreeSet::new(), None);
    for text in lang.source().lines() {
        if !text.starts_with(' ') {
            message = None;
        }
        let Some(parts) = line.captures(text) else { continue };
        match (parts.get(1), parts.get(2), &message) {
            (Some(id), ..) => message = Some(id.as_str().to_owned()),
            (None, Some(name), Some(id)) => {
                found.insert(format!("{id}.{}", name.as_str()));
                continue;
            }
            _ => continue,
        }
        found.extend(message.clone());
    }
    found.retain(|id| !id.starts_with("help-words"));
    found
}

#[test]
fn each_text_of_the_help_is_in_each_language_and_no_other() {
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        let locale = Locale::new(lang);
        let texts = Texts::of(&locale);
        let found = messages(lang);
        let missing: Vec<_> = texts.wanted.difference(&found).collect();
        assert!(missing.is_empty(), "{lang:?} lacks {missing:#?}");
        let unknown: Vec<_> = found.difference(&texts.known).collect();
        assert!(unknown.is_empty(), "{lang:?} explains what is not there: {unknown:#?}");
        // Else one of them says something else in English.
        let unequal: Vec<_> = texts.shared.iter().filter(|(_, said)| said.len() > 1).collect();
        assert!(unequal.is_empty(), "{lang:?}: {unequal:#?}");
    }
    assert_eq!(messages(Lang::En), BTreeSet::new());
}

/// Each value of a command that is explained, in the words of a language.
fn explained(command: &Command, id: &str, locale: &Locale) {
    for arg in command.get_arguments() {
        for value in arg.get_possible_values() {
            let Some(help) = value.get_help() else { continue };
            let message = argument_id(arg, id, locale).unwrap();
            let own = attribute(&message, value.get_name(), locale);
            assert_eq!(Some(help.to_string()), own, "name the type of {message} in `choices`");
        }
    }
    for inner in command.get_subcommands() {
        explained(inner, &format!("{id}-{}", inner.get_name()), locale);
    }
}

#[test]
fn each_value_is_explained_in_the_language() {
    let locale = Locale::new(Lang::Fr);
    explained(&described(&locale), "help", &locale);
}

/// All that `--help` shows, of each command.
fn pages(command: &mut Command) -> String {
    let mut page = format!("{}\n{}\n", command.render_help(), command.render_long_help());
    for inner in command.get_subcommands_mut() {
        page += &pages(inner);
    }
    page
}

#[test]
fn no_heading_of_clap_is_left_in_english() {
    let english =
        Regex::new(r"Usage:|Options:|Commands:|Arguments:|\[default|ossible values|Print |FILE|ARGUMENT")
            .unwrap();
    let mut command = command(&Locale::new(Lang::Fr));
    command.build();
    let pages = pages(&mut command);
    let left: Vec<_> = pages.lines().filter(|line| english.is_match(line)).collect();
    assert!(left.is_empty(), "{}", left.join("\n"));
    for part in ["Usage\u{a0}:", "Options\u{a0}:", "[par défaut\u{a0}: auto]", "Valeurs possibles\u{a0}:"] {
        assert!(pages.contains(part), "{part}");
    }
}

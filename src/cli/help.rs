//! The help in the language of the user. English is in the comments of the options; each other language has a
//! message for each of them, under the path of its command, or under `arg` when it is the same everywhere.

use std::any::TypeId;

use clap::builder::{EnumValueParser, PossibleValue, StyledStr, TypedValueParser};
use clap::error::Error;
use clap::{Arg, ArgAction, Command, CommandFactory as _, ValueEnum};
use jiff::civil::Date;

use super::Cli;
use crate::cli::init::{Encryption, Preset};
use crate::format::{ChatKind, Format, GateFormat};
use crate::links::qr::Level;
use crate::locale::Locale;
use crate::values::{self, When};

/// The command line with the help of a language, as it is parsed and shown.
pub fn command(locale: &Locale) -> Command {
    let command = described(locale);
    if is_translated(locale) { shown(command, locale) } else { command }
}

/// The same as programs read it, which have words of their own for defaults and values.
pub fn described(locale: &Locale) -> Command {
    let command = Cli::command();
    if is_translated(locale) { translated(command, "help", locale) } else { command }
}

/// Whether the texts are not those of the comments.
pub fn is_translated(locale: &Locale) -> bool {
    locale.has("help")
}

/// A word of clap's own.
pub fn word(name: &str, locale: &Locale) -> String {
    locale.get(&format!("help-words.{name}"))
}

fn translated(mut command: Command, id: &str, locale: &Locale) -> Command {
    if let Some(about) = text(id, locale) {
        if let Some(more) = attribute(id, "long", locale) {
            command = command.long_about(format!("{about}\n\n{more}"));
        }
        command = command.about(about);
    }
    if let Some(after) = attribute(id, "after", locale) {
        command = command.after_help(after);
    }
    command
        .subcommand_value_name(locale.get("help-name-command"))
        .mut_args(|arg| argument(arg, id, locale))
        .mut_subcommands(|inner| {
            let id = format!("{id}-{}", inner.get_name());
            translated(inner, &id, locale)
        })
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(flags(id, locale))
}

/// `--help`, and of the program itself `--version`: clap's own have its words.
fn flags(id: &str, locale: &Locale) -> Vec<Arg> {
    let flag = |name: &'static str, short, action| {
        let help = locale.get(&format!("help-arg-{name}"));
        Arg::new(name).long(name).short(short).action(action).help(help).help_heading(None::<&str>)
    };
    let mut flags = vec![flag("help", 'h', ArgAction::Help)];
    if id == "help" {
        flags.push(flag("version", 'V', ArgAction::Version));
    }
    flags
}

fn argument(mut arg: Arg, command: &str, locale: &Locale) -> Arg {
    if let Some(names) = arg.get_value_names() {
        let names = names.iter().map(|name| text(&name_id(name), locale).unwrap_or_else(|| name.to_string()));
        let names: Vec<_> = names.collect();
        arg = arg.value_names(names);
    }
    if let Some(heading) = arg.get_help_heading().and_then(|heading| text(&heading_id(heading), locale)) {
        arg = arg.help_heading(heading);
    }
    if arg.get_value_parser().type_id() == TypeId::of::<Date>() {
        arg = arg.value_parser(values::day_in(locale.lang));
    }
    let Some(id) = argument_id(&arg, command, locale) else { return arg };
    let help = locale.get(&id);
    if let Some(more) = attribute(&id, "long", locale) {
        arg = arg.long_help(format!("{help}\n\n{more}"));
    }
    choices(arg.help(help), &id, locale)
}

/// The message of an argument: that of its command, else that of all commands.
fn argument_id(arg: &Arg, command: &str, locale: &Locale) -> Option<String> {
    let name = arg.get_id().as_str().replace('_', "-");
    // Below the program's own path are its commands.
    let own = Some(command).filter(|command| *command != "help");
    own.into_iter().chain(["help-arg"]).map(|path| format!("{path}-{name}")).find(|id| locale.has(id))
}

fn heading_id(heading: &str) -> String {
    format!("help-heading-{}", slug(heading))
}

fn name_id(name: &str) -> String {
    format!("help-name-{}", slug(name))
}

fn slug(name: &str) -> String {
    name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

fn text(id: &str, locale: &Locale) -> Option<String> {
    locale.has(id).then(|| locale.get(id))
}

fn attribute(id: &str, name: &str, locale: &Locale) -> Option<String> {
    text(&format!("{id}.{name}"), locale)
}

/// Values that are explained, with their explanations in the language.
fn choices(arg: Arg, id: &str, locale: &Locale) -> Arg {
    let kind = arg.get_value_parser().type_id();
    match () {
        () if kind == TypeId::of::<Format>() => arg.value_parser(Choice::<Format>::new(id, locale)),
        () if kind == TypeId::of::<GateFormat>() => arg.value_parser(Choice::<GateFormat>::new(id, locale)),
        () if kind == TypeId::of::<When>() => arg.value_parser(Choice::<When>::new(id, locale)),
        () if kind == TypeId::of::<ChatKind>() => arg.value_parser(Choice::<ChatKind>::new(id, locale)),
        () if kind == TypeId::of::<Encryption>() => arg.value_parser(Choice::<Encryption>::new(id, locale)),
        () if kind == TypeId::of::<Preset>() => arg.value_parser(Choice::<Preset>::new(id, locale)),
        () if kind == TypeId::of::<Level>() => arg.value_parser(Choice::<Level>::new(id, locale)),
        () => arg,
    }
}

/// Parses as clap does, and explains the values in a language.
#[derive(Clone)]
struct Choice<T: ValueEnum + Clone + Send + Sync + 'static> {
    parser: EnumValueParser<T>,
    values: Vec<PossibleValue>,
}

impl<T: ValueEnum + Clone + Send + Sync + 'static> Choice<T> {
    fn new(id: &str, locale: &Locale) -> Self {
        let values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let values = values.map(|value| match attribute(id, value.get_name(), locale) {
            Some(help) => value.help(help),
            None => value,
        });
        Self { parser: EnumValueParser::new(), values: values.collect() }
    }
}

impl<T: ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for Choice<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Self::Value, Error> {
        self.parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values.iter().cloned()))
    }
}

/// With the headings, the defaults and the values, which clap would name in English.
fn shown(command: Command, locale: &Locale) -> Command {
    let usage = command.get_styles().get_usage();
    let usage = format!("{usage}{}\u{a0}:{usage:#}", word("usage", locale));
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    command
        .help_template(StyledStr::from(template))
        .subcommand_help_heading(locale.get("help-heading-commands") + "\u{a0}")
        .mut_args(|arg| spelt_out(arg, locale))
        .mut_subcommands(|inner| shown(inner, locale))
}

fn spelt_out(arg: Arg, locale: &Locale) -> Arg {
    let heading = arg.get_help_heading().map(str::to_owned);
    let heading = heading.unwrap_or_else(|| {
        let kind = if arg.is_positional() { "arguments" } else { "options" };
        locale.get(&format!("help-heading-{kind}"))
    });
    let said = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let more = arg.get_long_help().map(ToString::to_string);
    let bracket = |name, values: &str| format!("[{}\u{a0}: {values}]", word(name, locale));
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let default = (!default.is_empty()).then(|| bracket("default", &default.join(" ")));
    // A switch has values that nobody writes.
    let takes_value = arg.get_action().takes_values();
    let values = arg.get_possible_values().into_iter().filter(|value| takes_value && !value.is_hide_set());
    let values: Vec<_> = values.collect();
    let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    let names = (!names.is_empty()).then(|| bracket("values", &names.join(", ")));
    let short: Vec<_> = [Some(said.clone()), default.clone(), names].into_iter().flatten().collect();
    let arg = arg
        .help(short.join(" ").trim_start().to_owned())
        .help_heading(heading + "\u{a0}")
        .hide_default_value(takes_value)
        .hide_possible_values(takes_value);
    let list = values.iter().any(|value| value.get_help().is_some()).then(|| listed(&values, locale));
    if more.is_none() && list.is_none() {
        return arg;
    }
    let long: Vec<_> = [Some(more.unwrap_or(said)), list, default].into_iter().flatten().collect();
    arg.long_help(long.join("\n\n"))
}

/// Each value on its line, with what it means.
fn listed(values: &[PossibleValue], locale: &Locale) -> String {
    let lines = values.iter().map(|value| match value.get_help() {
        Some(help) => format!("- {}\u{a0}: {help}", value.get_name()),
        None => format!("- {}", value.get_name()),
    });
    let heading = format!("{}\u{a0}:", word("values-list", locale));
    [heading].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;

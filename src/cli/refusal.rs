//! What is wrong with a command line, in the language of the user: clap knows English alone.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::locale::{Locale, Text};
use crate::values::Misfit;

/// The mistake, what may have been meant, and how the command is called.
pub fn refusal(error: &Error, locale: &Locale) -> String {
    let Some(message) = message(error) else { return error.render().to_string() };
    let mut paragraphs = vec![format!("{} {}", locale.get("error-prefix"), locale.text(&message))];
    if let Some(list) = list(error, locale) {
        paragraphs[0] += &list;
    }
    paragraphs.extend(tips(error, locale));
    if let Some(usage) = usage(error) {
        paragraphs.push(locale.text(&Text::new("usage-line").with("usage", usage)));
    }
    paragraphs.push(locale.get("usage-help"));
    paragraphs.join("\n\n") + "\n"
}

fn message(error: &Error) -> Option<Text> {
    let arg = one(error, ContextKind::InvalidArg);
    let value = one(error, ContextKind::InvalidValue);
    let about_arg = |id| Some(Text::new(id).with("arg", arg.clone()?));
    let about_value = |id| Some(about_arg(id)?.with("value", value.clone()?));
    match error.kind() {
        ErrorKind::UnknownArgument => about_arg("usage-unknown-argument"),
        ErrorKind::InvalidSubcommand => {
            Some(Text::new("usage-unknown-command").with("name", one(error, ContextKind::InvalidSubcommand)?))
        }
        ErrorKind::MissingSubcommand => {
            Some(Text::new("usage-no-command").with("name", one(error, ContextKind::InvalidSubcommand)?))
        }
        ErrorKind::MissingRequiredArgument => Some(Text::new("usage-missing")),
        ErrorKind::InvalidValue if value.as_deref() == Some("") => about_arg("usage-no-value"),
        ErrorKind::InvalidValue => about_value("usage-no-such-value"),
        ErrorKind::ValueValidation => {
            let reason = error.source()?;
            match reason.downcast_ref::<Misfit>() {
                Some(misfit) => Some(about_value("usage-misfit")?.with("reason", misfit.text())),
                // A library's words, such as those on a port.
                None => Some(about_value("usage-unfit")?.with("reason", reason.to_string())),
            }
        }
        ErrorKind::ArgumentConflict => conflict(error, arg?),
        ErrorKind::NoEquals => about_arg("usage-no-equals"),
        ErrorKind::TooManyValues => about_value("usage-too-many"),
        ErrorKind::InvalidUtf8 => Some(Text::new("usage-no-text")),
        _ => None,
    }
}

fn conflict(error: &Error, arg: String) -> Option<Text> {
    let others = all(error, ContextKind::PriorArg);
    Some(match &*others {
        [other] if *other == arg => Text::new("usage-twice").with("arg", arg),
        [] => return None,
        _ => Text::new("usage-conflict").with("arg", arg).with("others", others.join(", ")),
    })
}

/// What could stand there, or has to.
fn list(error: &Error, locale: &Locale) -> Option<String> {
    let said = |id, kind| {
        let known = all(error, kind);
        let text = (!known.is_empty()).then(|| Text::new(id).with("known", known.join(", ")))?;
        Some(format!("\n  {}", locale.text(&text)))
    };
    match error.kind() {
        ErrorKind::MissingSubcommand => said("usage-commands", ContextKind::ValidSubcommand),
        ErrorKind::MissingRequiredArgument => {
            Some(all(error, ContextKind::InvalidArg).iter().map(|arg| format!("\n  {arg}")).collect())
        }
        _ => said("usage-values", ContextKind::ValidValue),
    }
}

/// What may have been meant.
fn tips(error: &Error, locale: &Locale) -> Option<String> {
    let similar = [
        ("usage-similar-command", ContextKind::SuggestedSubcommand),
        ("usage-similar-argument", ContextKind::SuggestedArg),
        ("usage-similar-value", ContextKind::SuggestedValue),
    ];
    let similar = similar.into_iter().filter_map(|(id, kind)| {
        let names = all(error, kind);
        (!names.is_empty()).then(|| Text::new(id).with("names", names.join(", ")))
    });
    let tips: Vec<_> = similar
        .chain(all(error, ContextKind::Suggested).iter().filter_map(|said| tip(said)))
        .map(|text| format!("  {} {}", locale.get("hint-prefix"), locale.text(&text)))
        .collect();
    (!tips.is_empty()).then(|| tips.join("\n"))
}

/// A tip that clap has only as a sentence: what it quotes is the same in every language.
fn tip(said: &str) -> Option<Text> {
    let quoted: Vec<_> = said.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
    let (first, last) = (quoted.first()?.clone(), quoted.last()?.clone());
    Some(if said.starts_with("to pass") {
        Text::new("usage-tip-value").with("arg", first).with("right", last)
    } else if said.starts_with("subcommand") {
        Text::new("usage-tip-dashes").with("name", first)
    } else {
        Text::new("usage-tip-there").with("right", first)
    })
}

/// How the command is called, without its heading.
fn usage(error: &Error) -> Option<String> {
    let usage = one(error, ContextKind::Usage)?;
    Some(usage.trim_start_matches("Usage:").trim().to_owned())
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    all(error, kind).into_iter().next()
}

/// The texts of a kind that an error carries, without their colours.
fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

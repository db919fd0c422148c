//! Where an answer comes from: an option, then the environment or standard input, then a question.

use std::fmt;
use std::io::{self, Read as _};

use dialoguer::theme::Theme;
use dialoguer::{Input, MultiSelect, Password, Select};

use crate::cli::init::InitArgs;
use crate::commands::Run;
use crate::commands::link::ask::answered;
use crate::config::error::ConfigError;
use crate::config::targets::PASSWORD;
use crate::config::token::Secret;
use crate::config::{TOKEN, URL};
use crate::context::Context;
use crate::error::RunError;
use crate::format::ChatKind;
use crate::locale::Text;

/// Variable that holds the webhook's address, or the access token of a chat's account.
pub(super) const CHAT: &str = "MATOMO_AUDIT_CHAT_SECRET";
/// Most bytes of standard input: a token is on one line.
const LINE: u64 = 4096;

/// The answers that nothing gives: all of them at once, each with its option.
pub(super) fn lacking(args: &InitArgs, context: &Context) -> Vec<Text> {
    let has = |variable| context.var(variable).is_some();
    let mails = !args.mail.to.is_empty();
    let server = args.mail.preset.is_some() || args.mail.smtp_host.is_some();
    let login = args.mail.preset.is_some() || args.mail.smtp_user.is_some();
    let is_room = args.chat == Some(ChatKind::Matrix);
    [
        ("url", args.url.is_none() && !has(URL)),
        ("token", !args.anonymous && !args.token_stdin && !has(TOKEN)),
        ("site", args.sites.is_empty()),
        ("delivery", !mails && args.chat.is_none() && !args.no_delivery),
        ("server", mails && !server),
        ("user", mails && args.mail.preset.is_some() && args.mail.smtp_user.is_none()),
        ("password", mails && login && !has(PASSWORD)),
        ("homeserver", is_room && args.chat_server.is_none()),
        ("room", is_room && args.chat_room.is_none()),
        ("chat-token", is_room && !has(CHAT)),
        ("webhook", args.chat.is_some() && !is_room && !has(CHAT)),
    ]
    .into_iter()
    .filter(|(_, lacks)| *lacks)
    .map(|(answer, _)| Text::new("init-lacking").with("answer", answer))
    .collect()
}

/// The secret on standard input.
pub(super) fn from_stdin() -> Result<Option<Secret>, RunError> {
    let mut text = String::new();
    let read = io::stdin().lock().take(LINE).read_to_string(&mut text);
    match read {
        Ok(_) => Ok(Secret::new(&text)),
        Err(_) => Err(ConfigError::new("config-token-form").into()),
    }
}

/// A question ends as it is written, in every language.
struct Plain;

impl Theme for Plain {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_input_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        _default: Option<&str>,
    ) -> fmt::Result {
        write!(f, "{prompt} ")
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        answer: &str,
    ) -> fmt::Result {
        write!(f, "{prompt} {answer}")
    }

    fn format_password_prompt_selection(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        self.format_input_prompt_selection(f, prompt, "***")
    }

    fn format_multi_select_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        answers: &[&str],
    ) -> fmt::Result {
        self.format_input_prompt_selection(f, prompt, &answers.join(", "))
    }

    fn format_error(&self, f: &mut dyn fmt::Write, error: &str) -> fmt::Result {
        f.write_str(error)
    }
}

impl Run<'_, '_> {
    /// What was `given`, if it fits; else what is typed. Nothing of it is lost: what does not fit can be mended.
    pub(super) fn answer<T>(
        &mut self,
        given: Option<String>,
        question: &'static str,
        proposed: &str,
        read: impl Fn(&str) -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        let mut initial = proposed.to_owned();
        if let Some(given) = given {
            match read(&given) {
                Err(error) if self.asks() => self.init_tell(&error),
                result => return result,
            }
            initial = given;
        }
        let check = |typed: &String| read(typed.trim()).map(drop).map_err(|error| self.told(&error.text()));
        let input = Input::<String>::with_theme(&Plain)
            .with_prompt(self.init_question(question))
            .with_initial_text(initial);
        let typed = answered(input.allow_empty(true).validate_with(check).interact_text())?;
        read(typed.trim())
    }

    /// A text that is taken as it is.
    pub(super) fn ask_text(&mut self, question: &'static str, proposed: &str) -> Result<String, RunError> {
        self.answer(None, question, proposed, |text| Ok(text.to_owned()))
    }

    /// A secret, which is not shown; `None` where nothing is typed.
    pub(super) fn ask_secret(&self, question: &'static str) -> Result<Option<Secret>, RunError> {
        let password =
            Password::with_theme(&Plain).with_prompt(self.init_question(question)).allow_empty_password(true);
        Ok(Secret::new(&answered(password.interact())?))
    }

    pub(super) fn ask_yes(&self, question: &Text) -> Result<bool, RunError> {
        let (yes, no) = (self.locale.get("init-yes"), self.locale.get("init-no"));
        let select =
            Select::with_theme(&Plain).with_prompt(self.locale.text(question)).items([yes, no]).default(0);
        Ok(answered(select.interact())? == 0)
    }

    /// One of some, of which the first one is proposed or another.
    pub(super) fn ask_one(
        &self,
        question: &'static str,
        items: &[String],
        proposed: usize,
    ) -> Result<usize, RunError> {
        let select = Select::with_theme(&Plain).with_prompt(self.init_question(question)).items(items);
        answered(select.default(proposed).interact())
    }

    pub(super) fn ask_some(
        &self,
        question: &'static str,
        items: Vec<(String, bool)>,
    ) -> Result<Vec<usize>, RunError> {
        answered(
            MultiSelect::with_theme(&Plain)
                .with_prompt(self.init_question(question))
                .items_checked(items)
                .interact(),
        )
    }

    fn init_question(&self, question: &'static str) -> String {
        self.locale.text(&Text::new("init-ask").with("question", question))
    }

    /// An error after which is asked again.
    pub(super) fn init_tell(&mut self, error: &RunError) {
        error.print(self.locale, self.err);
    }
}

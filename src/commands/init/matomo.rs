//! The address of Matomo and the token, tried before anything else is asked.

use url::Url;

use super::{Draft, TOKEN_FILE, ask};
use crate::cli::init::InitArgs;
use crate::commands::config::checked;
use crate::commands::{Run, wait};
use crate::config::token::Token;
use crate::config::{TOKEN, URL, matomo_url};
use crate::error::RunError;
use crate::http::is_loopback;
use crate::locale::Text;
use crate::matomo::{Listed, MatomoError, Source};
use crate::values::Bounded;

impl Run<'_, '_> {
    /// Asks until Matomo answers. What was wrong is asked again, and nothing else.
    pub(super) fn init_matomo(&mut self, args: &InitArgs, draft: &mut Draft) -> Result<Listed, RunError> {
        let mut url = args.url.clone().or_else(|| self.context.var(URL).map(str::to_owned));
        let mut proposed = self.loaded.config.url.clone().unwrap_or_default();
        let mut token = self.given_token(args)?;
        let mut first = true;
        loop {
            // Nothing that is sent needs protection where there is no token.
            let open = token.as_ref().is_some_and(Token::is_public);
            let address = self.answer(url.clone(), "url", &proposed, |text| address(text, open))?;
            draft.config.url = Some(address.to_string());
            (url, proposed) = (Some(address.to_string()), address.to_string());
            let used = match token.take() {
                Some(token) => token,
                None => self.ask_token(std::mem::take(&mut first))?,
            };
            keep(draft, used.clone());
            match self.first_contact(draft) {
                Ok((listed, public)) => {
                    self.init_good(&checked(&listed.instance, public));
                    return Ok(listed);
                }
                Err(error) if !self.asks() => return Err(error),
                Err(error) => {
                    self.init_tell(&error);
                    if !is_about_token(&error) {
                        (url, token) = (None, Some(used));
                    }
                }
            }
        }
    }

    fn given_token(&mut self, args: &InitArgs) -> Result<Option<Token>, RunError> {
        if args.anonymous {
            return Ok(Some(Token::public()));
        }
        match args.token_stdin {
            true => ask::from_stdin(),
            false => Ok(self.context.var(TOKEN).and_then(Token::new)),
        }
    }

    fn ask_token(&mut self, first: bool) -> Result<Token, RunError> {
        if !self.asks() {
            return Err(crate::config::error::ConfigError::new("config-no-token").into());
        }
        if first {
            self.note(&Text::new("init-token"));
        }
        Ok(self.ask_secret("token")?.unwrap_or_else(Token::public))
    }

    /// What Matomo says of itself; whether it says so to everybody.
    fn first_contact(&self, draft: &Draft) -> Result<(Listed, bool), RunError> {
        let mut settings = draft.settings()?;
        // Whoever waits for the answer tries again.
        settings.network.retries = Bounded::new(0);
        wait(async {
            let source = Source::open(&settings)?;
            let listed = Listed::read(&source).await?;
            match listed.instance.sites.is_empty() && listed.unusable.is_empty() {
                true => Err(MatomoError::no_sites()),
                false => Ok((listed, source.is_public())),
            }
        })
    }

    /// Something that works.
    pub(super) fn init_good(&mut self, text: &Text) {
        let text = Text::new("init-good").with("text", text.clone());
        self.note(&text);
    }
}

fn keep(draft: &mut Draft, token: Token) {
    draft.config.anonymous = token.is_public();
    draft.config.token_file = (!token.is_public()).then(|| TOKEN_FILE.into());
    match token.is_public() {
        true => drop((draft.secrets.remove(TOKEN_FILE), draft.context.env.remove(TOKEN))),
        false => draft.keep(TOKEN_FILE, TOKEN, token),
    }
}

/// What people type: with or without a scheme.
fn address(text: &str, open: bool) -> Result<Url, RunError> {
    let text = text.trim();
    if text.is_empty() || text.contains("://") {
        return Ok(matomo_url(text, open)?);
    }
    let local = Url::parse(&format!("http://{text}")).is_ok_and(|url| is_loopback(&url));
    Ok(matomo_url(&format!("{}://{text}", if local { "http" } else { "https" }), open)?)
}

/// Whether another token may help, rather than another address.
fn is_about_token(error: &RunError) -> bool {
    let ids = ["config-token-form", "matomo-no-sites", "matomo-no-public-sites"];
    let refused = matches!(error, RunError::Matomo(error) if error.is_refusal());
    refused || ids.contains(&error.text().id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_people_paste_it() {
        for (typed, read) in [
            ("stats.example.fr", "https://stats.example.fr/"),
            (" stats.example.fr/matomo ", "https://stats.example.fr/matomo/"),
            ("https://stats.example.fr/index.php?module=CoreHome&idSite=3#x", "https://stats.example.fr/"),
            ("stats.example.fr:8443/index.php", "https://stats.example.fr:8443/"),
            ("localhost:8080", "http://localhost:8080/"),
        ] {
            assert_eq!(address(typed, false).unwrap().as_str(), read, "{typed}");
        }
        for typed in ["", "http://stats.example.fr", "ftp://stats.example.fr", "https://", "a b"] {
            assert!(address(typed, false).is_err(), "{typed}");
        }
    }
}

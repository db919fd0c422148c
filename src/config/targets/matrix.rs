//! A room of Matrix, as a target of `send`.

use url::Url;

use super::{Resolver, missing, too_many};
use crate::config::error::ConfigError;
use crate::config::file::Chat;
use crate::config::token::Secret;
use crate::config::url_problem;
use crate::http::is_loopback;
use crate::locale::Text;
use crate::secret;

#[derive(Debug)]
pub struct Matrix {
    /// The base of its API.
    pub homeserver: Url,
    /// `!id:server`, or `#alias:server`.
    pub room: String,
    /// Missing in a dry run only.
    pub token: Option<Secret>,
}

impl Resolver<'_> {
    pub(super) fn matrix(&mut self, chat: &Chat, target: &str) -> Result<Matrix, ConfigError> {
        let address = chat.homeserver.as_deref().ok_or_else(|| missing(target, "homeserver"))?;
        let room = chat.room.as_deref().ok_or_else(|| missing(target, "room"))?;
        let homeserver = homeserver(&chat.name, address.trim())?;
        let token = match (&chat.token_env, &chat.token_file) {
            (Some(variable), None) => self.context.var(variable).and_then(Secret::new),
            (None, Some(path)) => self.secret_file(&format!("{target} token_file"), path, None)?,
            (None, None) => return Err(missing(target, "token_env")),
            (Some(_), Some(_)) => return Err(too_many(target, "token_env, token_file")),
        };
        let about = |id| Text::new(id).with("name", chat.name.clone());
        if token.is_none() && self.secrets {
            let variable = secret::variable(chat.token_env.as_deref().unwrap_or_default());
            return Err(ConfigError::of(about("config-chat-no-token").with("variable", variable.to_owned())));
        }
        // It is sent as a header.
        let is_token = |token: &Secret| token.reveal().chars().all(|c| c.is_ascii_graphic());
        if !token.as_ref().is_none_or(is_token) {
            return Err(ConfigError::of(about("config-chat-token")));
        }
        match is_room(room.trim()) {
            true => Ok(Matrix { homeserver, room: room.trim().to_owned(), token }),
            false => Err(ConfigError::of(about("config-chat-room"))),
        }
    }
}

/// The id of a room, which since version 12 may name no server, or an alias, which does.
fn is_room(text: &str) -> bool {
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let named = match text.strip_prefix('#') {
        Some(alias) => {
            alias.split_once(':').is_some_and(|(name, server)| !name.is_empty() && !server.is_empty())
        }
        None => text.strip_prefix('!').is_some_and(|id| !id.is_empty()),
    };
    plain && named
}

/// The address of a homeserver: with TLS, unless it is on this machine.
fn homeserver(name: &str, address: &str) -> Result<Url, ConfigError> {
    let wrong = |reason: Text| {
        let text = Text::new("config-chat-homeserver").with("name", name.to_owned());
        ConfigError::of(text.with("reason", reason))
    };
    let problem = |problem: &'static str| wrong(Text::new("url-problem").with("problem", problem));
    let url = Url::parse(address).map_err(|error| wrong(url_problem(error)))?;
    let has_login = !url.username().is_empty() || url.password().is_some();
    match url.scheme() {
        "https" | "http" if has_login || url.query().is_some() || url.fragment().is_some() => {
            Err(problem("more"))
        }
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(problem("plain")),
        _ => Err(problem("scheme")),
    }
}

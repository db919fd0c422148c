//! The secret that opens Matomo.

use std::fmt;

/// Another secret: a password, or the address of a webhook.
pub type Secret = Token;

/// A `token_auth`. It has no `Display` and no `Serialize`, so that it reaches the body of a request
/// and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Matomo's name for those who have no token: no secret, and perhaps somebody's campaign.
const PUBLIC: &str = "anonymous";

impl Token {
    /// What is sent for no token.
    pub fn public() -> Self {
        Self(PUBLIC.to_owned())
    }

    pub fn is_public(&self) -> bool {
        self.0 == PUBLIC
    }

    /// `None` when nothing but white space is left.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The secret itself, to be sent.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_refuses_nothing_and_hides() {
        assert_eq!(Token::new(" \n"), None);
        let token = Token::new(" abc\n").unwrap();
        assert_eq!(token.reveal(), "abc");
        assert_eq!(format!("{token:?}"), "***");
    }
}

//! Secrets that a server repeats: what it says is not shown then.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use url::Url;

use crate::config::targets::Login;

/// What stands in the place of words with a secret in them.
const HIDDEN: &str = "***";

/// The secrets of one target, in every form in which they are sent.
pub struct Secrets(Vec<String>);

impl Secrets {
    pub fn of_login(login: Option<&Login>) -> Self {
        let forms = login.into_iter().flat_map(|Login { user, password }| {
            let password = password.reveal();
            let plain = format!("\0{user}\0{password}");
            [password.to_owned(), base64(password), base64(&plain)]
        });
        Self::new(forms)
    }

    /// The address of a webhook: its path is a secret, and so is anything else in it but the host.
    pub fn of_webhook(address: &str) -> Self {
        let mut forms = vec![address.to_owned()];
        if let Ok(url) = Url::parse(address) {
            forms.extend(url.path().rsplit('/').find(|part| !part.is_empty()).map(str::to_owned));
            forms.extend(url.query_pairs().map(|(_, value)| value.into_owned()));
            forms.extend([url.username(), url.password().unwrap_or_default()].map(str::to_owned));
        }
        Self::new(forms)
    }

    fn new(forms: impl IntoIterator<Item = String>) -> Self {
        Self(forms.into_iter().filter(|form| !form.is_empty()).collect())
    }

    /// The words, unless they repeat a secret: no part of them is shown then.
    pub fn hide(&self, words: &str) -> String {
        let repeats = |form: &dyn Fn(&str) -> String| {
            let said = form(words);
            self.0.iter().any(|secret| said.contains(&form(secret)))
        };
        match repeats(&folded) || repeats(&|text| folded(&unescaped(text))) {
            true => HIDDEN.to_owned(),
            false => words.to_owned(),
        }
    }
}

/// Base64 without what depends on the bytes that follow.
fn base64(text: &str) -> String {
    let whole = text.len() * 4 / 3;
    BASE64_STANDARD.encode(text).chars().take(whole).collect()
}

/// A text without what a server may change in it: case, and breaks between lines.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\\').flat_map(char::to_lowercase).collect()
}

/// A text without the escapes of JSON and of addresses.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (c, length) = escape(rest).unwrap_or((c, c.len_utf8()));
        plain.push(c);
        rest = &rest[length..];
    }
    plain
}

/// The character that `\u0041` or `%41` at the beginning stands for, and the length of the escape.
fn escape(text: &str) -> Option<(char, usize)> {
    let start = ["\\u00", "%"].into_iter().find(|start| text.starts_with(start))?;
    let length = start.len() + 2;
    let byte = u8::from_str_radix(text.get(start.len()..length)?, 16).ok()?;
    Some((char::from(byte), length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::token::Secret;

    fn login(password: &str) -> Secrets {
        let password = Secret::new(password).unwrap();
        Secrets::of_login(Some(&Login { user: "stats".to_owned(), password }))
    }

    #[test]
    fn a_password_is_hidden_in_every_form_in_which_it_is_sent() {
        let secrets = login("p4ss W0rd%41é");
        let words = [
            "535 no p4ss W0rd%41é here".to_owned(),
            "535 P4SS W0RD%41É".to_owned(),
            "p4ss\r\nW0rd%41é".to_owned(),
            r#"{"password": "p4ss\u0020W0rd%41\u00e9"}"#.to_owned(),
            format!("<{}>", BASE64_STANDARD.encode("p4ss W0rd%41é")),
            format!("got {}", BASE64_STANDARD.encode("p4ss W0rd%41é\r\n")),
            format!("AUTH PLAIN {}", BASE64_STANDARD.encode("\0stats\0p4ss W0rd%41é")),
        ];
        for words in words {
            assert_eq!(secrets.hide(&words), HIDDEN, "{words}");
        }
        // What follows makes an escape of its end.
        assert_eq!(login("100%").hide("no 100%ab"), HIDDEN);
        assert_eq!(secrets.hide("535 5.7.8 Wrong password"), "535 5.7.8 Wrong password");
        assert_eq!(Secrets::of_login(None).hide("no"), "no");
    }

    #[test]
    fn an_address_is_hidden_with_all_its_parts() {
        let secrets = Secrets::of_webhook("https://me:pa55@chat.example.fr/hooks/s3cr3t%20x?token=t0k3n");
        for words in [
            "no hook s3cr3t x",
            r"at https:\/\/me:pa55@chat.example.fr\/hooks\/s3cr3t%20x",
            "Cannot POST /hooks/S3CR3T%20X",
            r"s3cr\u0033t x",
            "token t0k3n",
            "not pa55",
        ] {
            assert_eq!(secrets.hide(words), HIDDEN, "{words}");
        }
        assert_eq!(secrets.hide("no such hook at chat.example.fr"), "no such hook at chat.example.fr");
        assert_eq!(Secrets::of_webhook("https://chat.example.fr/hooks/").hide("no"), "no");
    }
}

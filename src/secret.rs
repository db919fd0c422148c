//! What may be shown of a text that somebody wrote: a token, a password or the address of a webhook
//! is easily put where a name belongs, and messages end up in logs that others read.
//!
//! Nothing can tell a password of plain words from a name. So values of the configuration are not
//! quoted at all where their line says enough, and what is quoted goes through here.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use url::{Host, Url};

/// What stands in the place of a text that is not shown.
pub const HIDDEN: &str = "…";

/// Letters and digits that stand together and are no word from this length on, in characters: half
/// a token of Matomo, and less than any key of a webhook. Names that mix them are `rapport2026` or
/// `utm1`.
const LONG_MIXED: usize = 16;
/// The same for letters alone; the longest words have 28.
const LONG_WORD: usize = 30;
/// Shortest password that services ask for, in characters, and the changes between capitals, small
/// letters and digits that no name of that length has: `iPhone15Pro` has three, `s3cr3tP4ss` seven.
const SHORT: usize = 8;
const CHANGES: usize = 4;
/// Longest key that the configuration has room for, with its section.
const KEY: usize = 40;

/// Extensions of the files that this program reads and writes: with one, a name is that of a file.
const EXTENSIONS: [&str; 14] =
    ["cer", "conf", "crt", "csv", "eml", "htm", "html", "json", "key", "md", "pem", "toml", "txt", "xml"];
/// How people call a file with a secret. Anything else in its place may be the secret.
const SECRET_FILES: [&str; 10] =
    ["cle", "hook", "jeton", "key", "matomo", "passe", "pass", "secret", "smtp", "token"];

/// Paths and hosts that only incoming webhooks have.
const WEBHOOK_PATHS: [&str; 5] = ["hooks", "webhook", "webhooks", "webhookb2", "workflows"];
const WEBHOOK_HOSTS: [&str; 1] = ["hooks.slack.com"];

/// Whether a text looks like a generated secret.
pub fn is_random(text: &str) -> bool {
    let length = text.chars().filter(|c| c.is_alphanumeric()).count();
    parts(text).any(is_long) || (length >= SHORT && parts(text).map(changes).sum::<usize>() >= CHANGES)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

fn is_long(part: &str) -> bool {
    let length = part.chars().count();
    length >= LONG_WORD || (length >= LONG_MIXED && part.contains(|c: char| c.is_numeric()))
}

/// How often capitals, small letters and digits follow each other, but for a capital that begins a
/// word.
fn changes(part: &str) -> usize {
    let class = |c: char| (c.is_numeric(), c.is_uppercase());
    let pairs = part.chars().zip(part.chars().skip(1));
    pairs.filter(|&(a, b)| class(a) != class(b) && !(a.is_uppercase() && b.is_lowercase())).count()
}

/// A text without what looks like a secret in it: generated words, the path of a URL,
/// `user:password@`.
pub fn scrub(text: &str) -> Cow<'_, str> {
    let ends_word = |c: char| c.is_whitespace() || "\"'`,()<>«»".contains(c);
    if text.split(ends_word).all(|word| scrub_word(word).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut scrubbed = String::with_capacity(text.len());
    for piece in text.split_inclusive(ends_word) {
        let word = piece.trim_end_matches(ends_word);
        match scrub_word(word) {
            Some(shown) => scrubbed.push_str(&shown),
            None => scrubbed.push_str(word),
        }
        scrubbed.push_str(&piece[word.len()..]);
    }
    Cow::Owned(scrubbed)
}

/// What is shown of a word that may not be shown whole.
fn scrub_word(word: &str) -> Option<String> {
    if let Some((scheme, rest)) = word.split_once("://") {
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let host = authority.rsplit('@').next().unwrap_or_default();
        if host.len() == authority.len() && matches!(path, "" | "/") && !is_random(host) {
            return None;
        }
        let host = if is_random(host) { HIDDEN } else { host };
        let scheme = if is_random(scheme) { HIDDEN } else { scheme };
        let path = if matches!(path, "" | "/") { path } else { "/…" };
        return Some(format!("{scheme}://{host}{path}"));
    }
    let login = word.split_once('@').is_some_and(|(before, _)| before.contains(':'));
    (login || is_random(word)).then(|| HIDDEN.to_owned())
}

/// An address without its user name and password.
pub fn without_login(url: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = url.split_once("://") else { return Cow::Borrowed(url) };
    // As browsers read it: a backslash ends the host, too.
    let authority = &rest[..rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len())];
    match authority.rfind('@') {
        Some(at) => Cow::Owned(format!("{scheme}://{}", &rest[at + 1..])),
        None => Cow::Borrowed(url),
    }
}

/// A path, of which each part is shown that is there, or that looks like the name of a file.
pub fn path(path: &Path) -> String {
    shown(path, is_file_name)
}

/// The path of a file that holds a secret, of which a part that is not there may be the secret
/// itself.
pub fn secret_path(path: &Path) -> String {
    shown(path, |name| {
        let lower = name.to_lowercase();
        is_file_name(name) && (has_extension(name) || SECRET_FILES.iter().any(|word| lower.contains(word)))
    })
}

fn shown(path: &Path, may_be_shown: impl Fn(&str) -> bool) -> String {
    let (mut whole, mut shown) = (PathBuf::new(), PathBuf::new());
    for part in path.components() {
        whole.push(part);
        let hidden = match part {
            Component::Normal(name) => {
                let name = name.to_string_lossy();
                parts(&name).any(is_long) || !(whole.exists() || may_be_shown(&name))
            }
            _ => false,
        };
        shown.push(if hidden { Path::new(HIDDEN) } else { part.as_ref() });
    }
    shown.display().to_string()
}

/// Whether people name files like this. `hunter2` could be one, and a password too.
fn is_file_name(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c))
        && !is_random(name)
        && (has_extension(name) || parts(name).all(|part| changes(part) == 0))
}

fn has_extension(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    EXTENSIONS.contains(&extension)
}

/// A key of the configuration, when it has the form of one.
pub fn key(text: &str) -> &str {
    let is_key = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '-' | '.');
    if !text.is_empty() && text.len() <= KEY && text.chars().all(is_key) { text } else { HIDDEN }
}

/// The name of an environment variable, when it has the form that people give to those.
pub fn variable(name: &str) -> &str {
    let is_usual = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if name.chars().all(is_usual) && !is_random(name) { name } else { HIDDEN }
}

/// Whether a text can be the name of an environment variable.
pub fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !is_random(name)
}

/// Whether a text is the name or the address of a host, alone.
pub fn is_host(text: &str) -> bool {
    let host = Host::parse(text).or_else(|_| Host::parse(&format!("[{text}]")));
    host.is_ok() && !text.contains('%') && !is_random(text)
}

/// Whether an address is that of an incoming webhook, which is a secret.
pub fn is_webhook(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    WEBHOOK_HOSTS.contains(&host)
        || url.path_segments().is_some_and(|mut parts| parts.any(|part| WEBHOOK_PATHS.contains(&part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRETS: [&str; 9] = [
        "c0ffee5ecre7c0ffee5ecre7c0ffee42",
        "550e8400-e29b-41d4-a716-446655440000",
        "xoxb-123456789012-1234567890123-AbCdEfGhIjKl",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "s3cr3tP4ss",
        "dG9rZW4gc2VjcmV0IGhlcmU",
        "8472938472938472",
        "qwertyuiopasdfghjklzxcvbnmqwerty",
    ];
    const NAMES: [&str; 16] = [
        "matomo-audit.toml",
        "2026-11-22",
        "newsletter_2026_11-v2",
        "iPhone15Pro",
        "192.168.10.254:8080",
        "smtp-relay2.example.fr",
        "Windows11",
        "2026-W47",
        "rapport2026.html",
        "MATTERMOST_WEBHOOK",
        "hexakosioihexekontahexaphobie",
        "équipe",
        "LinkedIn",
        "jeanne.dupont@example.fr",
        "Équipe <equipe@example.fr>",
        "https://stats.example.fr/",
    ];

    #[test]
    fn generated_words_are_told_from_names() {
        for secret in SECRETS {
            assert!(is_random(secret), "{secret}");
            assert_eq!(scrub(&format!("`{secret}` is no key")), "`…` is no key");
            assert!(!path(Path::new(secret)).contains(secret), "{secret}");
        }
        for name in NAMES {
            assert_eq!(scrub(name), name);
        }
    }

    #[test]
    fn an_address_keeps_its_host_only() {
        assert_eq!(scrub("https://chat.example.fr/hooks/abc"), "https://chat.example.fr/…");
        assert_eq!(scrub("\"https://user:hunter2@x.fr/?a=b\","), "\"https://x.fr/…\",");
        assert_eq!(scrub("smtp://user:hunter2@smtp.example.fr"), "smtp://smtp.example.fr");
        assert_eq!(scrub("user:hunter2@smtp.example.fr"), "…");
        assert_eq!(scrub("https://abc.example.fr"), "https://abc.example.fr");
    }

    #[test]
    fn a_login_is_left_out_of_an_address() {
        for (url, shown) in [
            ("https://user:p@ss@x.example.fr/a@b", "https://x.example.fr/a@b"),
            ("http://user@x.example.fr", "http://x.example.fr"),
            ("https://x.example.fr?to=a@b", "https://x.example.fr?to=a@b"),
            ("https://x.example.fr/", "https://x.example.fr/"),
            ("x.example.fr", "x.example.fr"),
        ] {
            assert_eq!(without_login(url), shown);
        }
    }

    #[test]
    fn a_path_shows_what_is_there_and_what_looks_like_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().display().to_string();
        std::fs::write(folder.path().join("hunter2"), "").unwrap();
        let shown = |part: &str| path(&folder.path().join(part)).replace(&name, "");
        for part in ["hunter2", "report.docx", "audit-2026-11.html", "rapport2026.csv", "ca/private-ca.pem"] {
            assert_eq!(shown(part), format!("/{part}"));
        }
        for part in ["hunter3", "P@ssword", "user:pass", "S3cret.x", "c0ffee5ecre7c0ffee.txt"] {
            assert_eq!(shown(part), "/…", "{part}");
        }
        assert!(!shown("https://chat.example.fr/hooks/s3cr3t").contains("s3cr3t"));
        let secret = |part: &str| secret_path(&folder.path().join(part)).replace(&name, "");
        for part in ["matomo-token", "smtp-password", "webhook.txt", "secrets/token", "hunter2"] {
            assert_eq!(secret(part), format!("/{part}"));
        }
        for part in ["correcthorse", "hunter", "hunter3"] {
            assert_eq!(secret(part), "/…", "{part}");
        }
    }

    #[test]
    fn keys_variables_and_hosts_have_their_forms() {
        assert_eq!(key("mail.reply_to"), "mail.reply_to");
        for text in ["", "hunter2", "c0ffee", "Secret", "a b", "secret=="] {
            assert_eq!(key(text), HIDDEN, "{text}");
        }
        assert_eq!(variable("MATTERMOST_WEBHOOK"), "MATTERMOST_WEBHOOK");
        assert_eq!((variable("hunter2"), variable("AKIAIOSFODNN7EXAMPLE")), (HIDDEN, HIDDEN));
        assert!(is_variable("HOOK") && is_variable("team_2"));
        for text in ["", "2a", "a-b", "https://x.fr", "c0ffee5ecre7c0ffee5ecre7c0ffee42"] {
            assert!(!is_variable(text), "{text}");
        }
        for host in ["smtp.example.fr", "localhost", "127.0.0.1", "::1", "[::1]", "münchen.example"] {
            assert!(is_host(host), "{host}");
        }
        for text in ["smtp://a:b@x.fr", "a:b@x.fr", "a@x.fr", "x.fr:587", "x.fr/", "", "a b", SECRETS[0]] {
            assert!(!is_host(text), "{text}");
        }
    }

    #[test]
    fn webhooks_are_known_by_their_address() {
        let is = |url: &str| is_webhook(&url.parse().unwrap());
        assert!(is("https://chat.example.fr/hooks/abc"));
        assert!(is("https://hooks.slack.com/services/a/b/c"));
        assert!(is("https://discord.com/api/webhooks/1/a"));
        assert!(!is("https://stats.example.fr/services/matomo/"));
    }
}

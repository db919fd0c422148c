//! Why something outside of this program failed, in the user's language where the reason is a common one.

use std::error::Error;
use std::io::{self, ErrorKind};

use rustls::CertificateError;
use serde_json::error::Category;

use crate::escape::Foreign;
use crate::locale::{Text, Value};

/// The reason behind an error, else its innermost words: the outer ones only say "error sending request".
pub fn reason(error: &(dyn Error + 'static)) -> Value {
    common(error).map_or_else(|| Foreign::new(&innermost(error)).into(), Value::from)
}

/// Where and why a text is no JSON; what is no more than another form is in the words of its reader.
pub fn of_json(error: &serde_json::Error) -> Value {
    let id = match error.classify() {
        Category::Eof => "reason-json-end",
        Category::Syntax => "reason-json-syntax",
        Category::Data | Category::Io => {
            return Text::new("reason-json-form").with("said", Foreign::new(&error.to_string())).into();
        }
    };
    let text = Text::new(id).with("line", error.line().to_string());
    text.with("column", error.column().to_string()).into()
}

/// The reason behind an error, where it is a common one, with what the library says of it.
pub fn common(error: &(dyn Error + 'static)) -> Option<Text> {
    let said = innermost(error);
    // The number of the system tells nobody more than its words.
    let said = said.split(" (os error").next().unwrap_or_default();
    let text = match find(error)? {
        id @ "reason-certificate" => Text::new(id),
        id => Text::new("reason-said").with("reason", Text::new(id)),
    };
    Some(text.with("said", Foreign::new(said)))
}

fn find(error: &(dyn Error + 'static)) -> Option<&'static str> {
    match carried::<rustls::Error>(error) {
        Some(rustls::Error::InvalidCertificate(problem)) => return Some(of_certificate(problem)),
        Some(rustls::Error::InvalidMessage(_)) => return Some("reason-not-tls"),
        _ => {}
    }
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(id) = error.downcast_ref::<io::Error>().and_then(of_system) {
            return Some(id);
        }
        cause = error.source();
    }
    None
}

fn of_certificate(problem: &CertificateError) -> &'static str {
    match problem {
        CertificateError::UnknownIssuer => "reason-certificate-issuer",
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "reason-certificate-expired",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "reason-certificate-name"
        }
        _ => "reason-certificate",
    }
}

fn of_system(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::NotFound => "reason-not-found",
        ErrorKind::PermissionDenied => "reason-forbidden",
        ErrorKind::ConnectionRefused => "reason-refused",
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => "reason-closed",
        ErrorKind::TimedOut => "reason-timed-out",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "reason-unreachable"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "reason-full",
        ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        ErrorKind::IsADirectory => "reason-folder",
        ErrorKind::NotADirectory => "reason-no-folder",
        // The resolver has no kind of its own.
        _ if error.to_string().starts_with("failed to lookup address") => "reason-unknown-host",
        _ => return None,
    })
}

/// The innermost words of an error.
pub fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// Whether an error of a kind stands behind another one, as what it comes from.
pub fn comes_from<E: Error + 'static>(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<E>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The error of a kind that stands behind another one. An I/O error hides the one that it carries from `source`.
pub fn carried<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inside) => Some(inside),
            None => error.source(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Locale};

    fn said(error: &(dyn Error + 'static), lang: Lang) -> String {
        Locale::new(lang).text(&Text::new("delivery-build").with("reason", reason(error)))
    }

    #[test]
    fn a_common_reason_is_in_the_language_and_another_one_in_its_own_words() {
        let refused = io::Error::from(ErrorKind::ConnectionRefused);
        assert!(said(&refused, Lang::Fr).ends_with("connexion refusée (connection refused)"));
        assert!(said(&refused, Lang::En).ends_with("connection refused"));
        let issuer = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let issuer = io::Error::new(ErrorKind::InvalidData, issuer);
        let words = "autorité de certification inconnue (invalid peer certificate: UnknownIssuer)";
        assert!(said(&issuer, Lang::Fr).ends_with(words), "{}", said(&issuer, Lang::Fr));
        assert!(said(&issuer, Lang::En).ends_with("unknown certificate authority"));
        let rare = rustls::Error::InvalidCertificate(CertificateError::BadSignature);
        let rare = io::Error::new(ErrorKind::InvalidData, rare);
        let words = "le certificat n’est pas valable (invalid peer certificate: BadSignature)";
        assert!(said(&rare, Lang::Fr).ends_with(words), "{}", said(&rare, Lang::Fr));
        assert!(said(&rare, Lang::En).ends_with("invalid peer certificate: BadSignature"));
        let lookup = io::Error::other("failed to lookup address information: Name or service not known");
        assert!(said(&lookup, Lang::Fr).contains("nom d’hôte inconnu (failed to lookup address"));
        // The number that Rust adds to the words of the system is left out.
        let system = io::Error::from_raw_os_error(2);
        assert!(said(&system, Lang::Fr).ends_with("de ce nom (No such file or directory)"));
        assert!(said(&io::Error::other("as it were"), Lang::Fr).ends_with("as it were"));
    }

    #[test]
    fn the_place_where_json_ends_or_breaks_is_named() {
        let said = |json: &str| {
            let error = serde_json::from_str::<Vec<u8>>(json).unwrap_err();
            Locale::new(Lang::Fr).text(&Text::new("delivery-build").with("reason", of_json(&error)))
        };
        assert!(said("[1,").ends_with("le texte s’arrête trop tôt (ligne 1, colonne 3)"), "{}", said("[1,"));
        assert!(said("[1 2]").ends_with("faute de syntaxe (ligne 1, colonne 4)"), "{}", said("[1 2]"));
        assert!(said("{}").contains("attendu (invalid type: map"), "{}", said("{}"));
    }
}

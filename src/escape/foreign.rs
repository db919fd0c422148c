//! Text that somebody else wrote.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::labels::personal::redact;

/// What a server sent: names, labels, addresses, its own words. Whoever can
/// send a hit may have written it.
///
/// It is redacted when it is made, and nothing can print it: only the functions
/// of `escape` make text of it, each for one output.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Foreign(pub(super) String);

impl Foreign {
    pub fn new(text: &str) -> Self {
        Self(redact(text).into_owned())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a reader sees nothing.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether a rule holds for it: a rule has nowhere to put the text.
    pub fn is(&self, rule: fn(&str) -> bool) -> bool {
        rule(&self.0)
    }

    /// The same of two.
    pub fn are(&self, other: &Self, rule: fn(&str, &str) -> bool) -> bool {
        rule(&self.0, &other.0)
    }

    #[cfg(test)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: AsRef<str>> From<T> for Foreign {
    fn from(text: T) -> Self {
        Self::new(text.as_ref())
    }
}

impl From<&Self> for Foreign {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}

/// In quotes, with escapes in place of what could act.
impl fmt::Debug for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// As data, which `escape::json` writes.
impl Serialize for Foreign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_no_personal_data() {
        assert_eq!(Foreign::new("Espace de jeanne.dupont@example.fr").as_str(), "Espace de [email]");
    }

    #[test]
    fn its_debug_form_holds_nothing_raw() {
        assert_eq!(format!("{:?}", Foreign::new("a\u{1b}\n\u{202e}")), r#""a\u{1b}\n\u{202e}""#);
    }

    /// Two implementations for a type that has the trait leave no single one to
    /// take: this compiles only as long as there is no way to print it.
    #[test]
    fn nothing_can_print_it() {
        trait Lacks<Reason> {
            fn check() {}
        }
        struct Printed;
        struct Borrowed;
        struct Turned;
        struct Told;
        impl<T> Lacks<()> for T {}
        impl<T: fmt::Display> Lacks<Printed> for T {}
        impl<T: AsRef<str>> Lacks<Borrowed> for T {}
        impl<T: std::ops::Deref> Lacks<&Borrowed> for T {}
        impl<T: Into<String>> Lacks<Turned> for T {}
        impl<T: Into<fluent_bundle::FluentValue<'static>>> Lacks<Told> for T {}
        <Foreign as Lacks<_>>::check();
    }
}

//! The languages of the output.

use serde::{Deserialize, Serialize};

use crate::context::Context;

/// A language is its line here and its file beside this one.
macro_rules! languages {
    ($($name:ident = $id:literal,)+) => {
        /// A language of the output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
        #[serde(rename_all = "lowercase")]
        pub enum Lang {
            $($name,)+
        }

        impl Lang {
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$name),+];

            /// Its code in BCP 47.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }

            /// Its messages.
            pub(crate) fn source(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!($id, ".ftl")),)+
                }
            }
        }
    };
}

languages! {
    Fr = "fr",
    En = "en",
}

impl Lang {
    /// For those whose environment names none of them.
    const OTHERWISE: Self = Self::En;

    /// The language of the environment: the first of `LC_ALL`, `LC_MESSAGES`
    /// and `LANG` that is set decides, as POSIX has it.
    pub fn of_environment(context: &Context) -> Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| context.var(name));
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        let spoken = |lang: &&Self| locale.starts_with(lang.id());
        Self::ALL.iter().find(spoken).copied().unwrap_or(Self::OTHERWISE)
    }
}

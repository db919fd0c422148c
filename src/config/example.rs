//! The example configuration, which an installed program has with it.

use crate::locale::Lang;

/// Every key with its default, explained in a language; the keys and values are the same in all.
pub fn example(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("example.fr.toml"),
        Lang::En => include_str!("../../config.example.toml"),
    }
}

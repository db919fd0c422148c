//! What is wrong with options and configuration.

use std::cell::Cell;
use std::path::Path;

use crate::locale::Text;
use crate::secret;

/// A message, made at the place of the fault; its attribute `hint` says what to do. Each ends a run
/// with the exit code of a wrong usage.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigError(Text);

impl ConfigError {
    /// What was written in a wrong place may be a secret: all that is not of this program is looked
    /// at here, `path` part by part, the rest word by word.
    pub fn of(text: Text) -> Self {
        Self(text.with_lines(&|name, said| match name {
            "path" => secret::path(Path::new(&said)),
            _ => secret::scrub(&said).into_owned(),
        }))
    }

    pub fn new(id: &'static str) -> Self {
        Self::of(Text::new(id))
    }

    /// About a file, which the message calls `path`.
    pub fn in_file(text: Text, path: &Path) -> Self {
        Self::of(text.with("path", path.display().to_string()))
    }

    /// About a file that holds a secret, or whose name may be the secret itself.
    pub fn in_secret_file(text: Text, path: &Path) -> Self {
        Self::of(text.with("path", secret::secret_path(path)))
    }

    /// With the line behind the file, where the message names it.
    pub fn at_line(&self, path: &Path, line: usize) -> Option<Self> {
        let file = secret::path(path);
        let named = Cell::new(false);
        let text = self.0.clone().with_lines(&|name, said| {
            let is_file = name == "path" && said == file;
            named.set(named.get() || is_file);
            if is_file { format!("{said}:{line}") } else { said }
        });
        named.get().then_some(Self(text))
    }

    pub fn text(&self) -> &Text {
        &self.0
    }
}

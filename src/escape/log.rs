//! What GitHub Actions reads in the output of a job.

use std::io::{self, Write};

use crate::context::Context;

/// Whether the output is read by GitHub Actions, which takes some lines for commands.
pub fn is_read_by_github(context: &Context) -> bool {
    context.var("GITHUB_ACTIONS").is_some()
}

/// One line in which GitHub finds no command: it looks for `::` at the beginning,
/// after white space, and for `##[` anywhere.
pub fn github_line(line: &str) -> String {
    let text = line.trim_start();
    let (indent, text) = (&line[..line.len() - text.len()], text.replace("##[", "## ["));
    match text.strip_prefix("::") {
        Some(rest) => format!("{indent}: :{rest}"),
        None => format!("{indent}{text}"),
    }
}

/// An output whose lines are plain text to whoever reads the log of a job.
///
/// A line is passed on when it is whole, so that no command is put together
/// from two pieces.
pub struct Log<'a> {
    inner: &'a mut dyn Write,
    github: bool,
    line: Vec<u8>,
}

impl<'a> Log<'a> {
    pub fn new(inner: &'a mut dyn Write, context: &Context) -> Self {
        Self { inner, github: is_read_by_github(context), line: Vec::new() }
    }

    /// Writes lines that are meant as commands.
    pub fn write_commands(&mut self, text: &str) -> io::Result<()> {
        self.flush()?;
        self.inner.write_all(text.as_bytes())?;
        self.inner.flush()
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.inner.write_all(github_line(&String::from_utf8_lossy(&line)).as_bytes())
    }
}

impl Write for Log<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.github {
            return self.inner.write(bytes);
        }
        let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
        for piece in bytes.split_inclusive(ends) {
            self.line.extend_from_slice(piece);
            if piece.last().is_some_and(ends) {
                self.pass_on()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            self.pass_on()?;
        }
        self.inner.flush()
    }
}

impl Drop for Log<'_> {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(github: bool, pieces: &[&str]) -> String {
        let mut bytes = Vec::new();
        let mut log = Log { inner: &mut bytes, github, line: Vec::new() };
        for piece in pieces {
            log.write_all(piece.as_bytes()).unwrap();
        }
        drop(log);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_of_a_job_is_no_command() {
        for (line, plain) in [
            ("::error::x", ": :error::x"),
            (" \u{a0}\t::stop-commands::x", " \u{a0}\t: :stop-commands::x"),
            ("::::", ": :::"),
            ("a ##[group]b ##[error]", "a ## [group]b ## [error]"),
            ("###[x]", "### [x]"),
            ("##[a]::b", "## [a]::b"),
            ("a::b", "a::b"),
            ("été", "été"),
            ("", ""),
        ] {
            assert_eq!(github_line(line), plain);
        }
    }

    #[test]
    fn a_command_is_not_put_together_from_pieces() {
        assert_eq!(written(true, &["a\n:", ":error::x\n##", "[group]y"]), "a\n: :error::x\n## [group]y");
    }

    #[test]
    fn outside_a_job_nothing_is_changed() {
        assert_eq!(written(false, &["::error::x\n##[a]"]), "::error::x\n##[a]");
    }
}

//! The files that the configuration stands in or names: itself, the token, a password, the address
//! of a webhook, certificates. All are read here, and none that could keep the program waiting or
//! fill its memory.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::token::Secret;
use crate::locale::Text;
use crate::tls::Certificates;

/// Largest file that is read, in bytes: the certificates of all public authorities together have a
/// quarter of it, a configuration with a thousand recipients less than a tenth.
pub const MAX_BYTES: u64 = 1024 * 1024;

/// Why a file is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    Missing,
    Forbidden,
    Folder,
    /// A FIFO or a socket, which could be waited for without end.
    Pipe,
    Device,
    TooLarge,
    NoText,
    Empty,
    /// More than the one line of a secret.
    Lines,
    /// `NAME=…` in place of the secret alone.
    Assignment,
    NoCertificate,
    /// A command that nobody may run.
    NotExecutable,
    Other(String),
}

impl Unfit {
    /// Adds the arguments of the message `file-problem` to a text that contains it.
    pub fn explain(&self, text: Text) -> Text {
        let (problem, reason) = match self {
            Self::Missing => ("missing", ""),
            Self::Forbidden => ("forbidden", ""),
            Self::Folder => ("folder", ""),
            Self::Pipe => ("pipe", ""),
            Self::Device => ("device", ""),
            Self::TooLarge => ("large", ""),
            Self::NoText => ("text", ""),
            Self::Empty => ("empty", ""),
            Self::Lines => ("lines", ""),
            Self::Assignment => ("assignment", ""),
            Self::NoCertificate => ("certificate", ""),
            Self::NotExecutable => ("executable", ""),
            Self::Other(reason) => ("other", reason.as_str()),
        };
        text.with("problem", problem)
            .with("reason", reason.to_owned())
            .with("limit", MAX_BYTES / (1024 * 1024))
    }
}

impl From<std::io::Error> for Unfit {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// A file that was read, and what the system says of it.
#[derive(Debug)]
pub struct Input {
    pub bytes: Vec<u8>,
    /// User id of its owner, where there are such.
    pub owner: Option<u32>,
    /// Whether every user of the machine can read it. A group is left out: it is how a service is
    /// given a secret (`root:matomo`, 0640), and how systemd's credentials look.
    pub open: bool,
    /// Whether every user of the machine can write it.
    pub writable: bool,
}

impl Input {
    pub fn text(&self) -> Result<&str, Unfit> {
        std::str::from_utf8(&self.bytes).map_err(|_| Unfit::NoText)
    }

    /// The secret that the file holds alone, on one line. `variable` is the one that holds it
    /// otherwise, whose name is often copied with it.
    pub fn secret(&self, variable: Option<&str>) -> Result<Secret, Unfit> {
        let secret = Secret::new(self.text()?).ok_or(Unfit::Empty)?;
        if secret.reveal().contains(['\n', '\r']) {
            return Err(Unfit::Lines);
        }
        match variable.is_some_and(|variable| is_assignment(secret.reveal(), variable)) {
            true => Err(Unfit::Assignment),
            false => Ok(secret),
        }
    }
}

/// Whether a text is `VARIABLE=…`, as it stands in a shell or in a file for one.
fn is_assignment(text: &str, variable: &str) -> bool {
    let name = text.split_once('=').map_or("", |(name, _)| name.trim());
    name.strip_prefix("export ").unwrap_or(name).trim().eq_ignore_ascii_case(variable)
}

/// Reads a file whole. What is no ordinary file or is too large is refused without being read.
pub fn read(path: &Path) -> Result<Input, Unfit> {
    // Before it is opened, as that alone makes some devices act.
    fit(&path.metadata()?)?;
    let file = open(path)?;
    // Once more: it may be another one than was looked at.
    let metadata = file.metadata()?;
    fit(&metadata)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unfit::TooLarge);
    }
    let mode = mode(&metadata);
    Ok(Input { bytes, owner: owner(&metadata), open: mode & 0o004 != 0, writable: mode & 0o002 != 0 })
}

/// Who owns the name of a file: of a symbolic link, that of the link.
pub fn link_owner(path: &Path) -> Option<u32> {
    path.symlink_metadata().ok().and_then(|metadata| owner(&metadata))
}

/// A user, by name where the system knows one.
#[cfg(unix)]
pub fn user_name(id: u32) -> String {
    match uzers::get_user_by_uid(id) {
        Some(user) => user.name().to_string_lossy().into_owned(),
        None => format!("uid {id}"),
    }
}

#[cfg(not(unix))]
pub fn user_name(id: u32) -> String {
    format!("uid {id}")
}

/// The certificates of a file.
pub fn certificates(path: &Path) -> Result<Certificates, Unfit> {
    Certificates::from_pem(&read(path)?.bytes).ok_or(Unfit::NoCertificate)
}

fn fit(metadata: &Metadata) -> Result<(), Unfit> {
    match metadata {
        other if !other.is_file() => Err(kind(other)),
        file if file.len() > MAX_BYTES => Err(Unfit::TooLarge),
        _ => Ok(()),
    }
}

/// What is no ordinary file.
#[cfg(unix)]
pub fn kind(metadata: &Metadata) -> Unfit {
    use std::os::unix::fs::FileTypeExt as _;
    match metadata.file_type() {
        folder if folder.is_dir() => Unfit::Folder,
        pipe if pipe.is_fifo() || pipe.is_socket() => Unfit::Pipe,
        _ => Unfit::Device,
    }
}

#[cfg(not(unix))]
pub fn kind(metadata: &Metadata) -> Unfit {
    if metadata.is_dir() { Unfit::Folder } else { Unfit::Device }
}

#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    // A FIFO that took the file's place is opened at once, and no terminal becomes that of the
    // program.
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
fn owner(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    Some(metadata.uid())
}

#[cfg(not(unix))]
fn owner(_: &Metadata) -> Option<u32> {
    None
}

/// The permissions; none where there are no such.
#[cfg(unix)]
fn mode(metadata: &Metadata) -> u32 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.mode()
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> u32 {
    0
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        file
    }

    fn mkfifo(path: &Path) {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn what_is_no_ordinary_file_is_told_by_its_kind() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("fifo");
        mkfifo(&fifo);
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let refused = |path: &Path| read(path).unwrap_err();
        assert_eq!(refused(folder.path()), Unfit::Folder);
        assert_eq!(refused(&fifo), Unfit::Pipe);
        assert_eq!(refused(&socket), Unfit::Pipe);
        assert_eq!(refused(Path::new("/dev/zero")), Unfit::Device);
        assert_eq!(refused(&folder.path().join("none")), Unfit::Missing);
        assert_eq!(refused(Path::new("/dev/null/none")), Unfit::Missing);
    }

    /// The name was looked at, and leads elsewhere when it is opened.
    #[test]
    fn a_pipe_that_takes_the_place_of_a_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("fifo");
        mkfifo(&fifo);
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(open(&fifo).unwrap().metadata().map(|found| fit(&found))));
        let found = receiver.recv_timeout(std::time::Duration::from_secs(30)).unwrap();
        assert_eq!(found.unwrap(), Err(Unfit::Pipe));
    }

    #[test]
    fn a_file_has_at_most_one_mebibyte() {
        let most = vec![b'a'; MAX_BYTES as usize];
        assert_eq!(read(file(&most).path()).unwrap().bytes, most);
        assert_eq!(read(file(&[most, vec![b'a']].concat()).path()).unwrap_err(), Unfit::TooLarge);
        // It says that it has none, and has more.
        assert_eq!(read(Path::new("/proc/self/maps")).map(|input| input.bytes.is_empty()), Ok(false));
    }

    #[test]
    fn others_are_neither_the_owner_nor_a_group() {
        let file = file(b"x");
        let rights = |mode| {
            std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
            read(file.path()).map(|input| (input.open, input.writable)).unwrap()
        };
        assert_eq!(rights(0o600), (false, false));
        assert_eq!(rights(0o660), (false, false));
        assert_eq!(rights(0o644), (true, false));
        assert_eq!(rights(0o606), (true, true));
    }

    #[test]
    fn a_secret_stands_alone_in_its_file() {
        let secret = |text: &str| {
            let input = read(file(text.as_bytes()).path()).unwrap();
            input.secret(Some("MATOMO_TOKEN_AUTH")).map(|secret| secret.reveal().to_owned())
        };
        assert_eq!(secret(" abc\r\n").unwrap(), "abc");
        // A password may look like this.
        assert_eq!(secret("A1=b:c").unwrap(), "A1=b:c");
        for text in ["MATOMO_TOKEN_AUTH=abc", "export MATOMO_TOKEN_AUTH = 'abc'\n", "matomo_token_auth=abc"] {
            assert_eq!(secret(text), Err(Unfit::Assignment), "{text}");
        }
        assert_eq!(secret("abc\ndef"), Err(Unfit::Lines));
        assert_eq!(secret(" \n"), Err(Unfit::Empty));
        assert_eq!(read(file(b"\xff").path()).unwrap().secret(None), Err(Unfit::NoText));
    }
}

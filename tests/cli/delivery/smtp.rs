//! A real SMTP server on loopback: Python's aiosmtpd.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const USER: &str = "stats@example.fr";
pub const PASSWORD: &str = "p4ss-w0rd-0f-th3-s3rv3r";

/// What the server is like.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// `starttls`, `implicit` or `none`.
    pub tls: &'static str,
    pub login: bool,
    /// Recipients that it does not know.
    pub refuse: &'static [&'static str],
    /// Whether it refuses every message.
    pub reject: bool,
    /// Whether it breaks the connection off after it has taken a message.
    pub break_off: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self { tls: "starttls", login: true, refuse: &[], reject: false, break_off: false }
    }
}

/// A running server, ended with this value.
pub struct Server {
    process: Child,
    folder: TempDir,
    pub port: u16,
}

/// What the server accepted.
#[derive(Debug)]
pub struct Received {
    pub facts: Value,
    pub bytes: Vec<u8>,
}

impl Server {
    /// For tests that are marked with `#[ignore = "needs python3-aiosmtpd"]`.
    pub fn start(setup: Setup) -> Option<Self> {
        let python = python().expect("no python3 with aiosmtpd (Debian: python3-aiosmtpd)");
        let folder = tempfile::tempdir().unwrap();
        if setup.tls != "none" {
            write_certificates(folder.path());
        }
        let path = |name: &str| folder.path().join(name).display().to_string();
        let has_tls = setup.tls != "none";
        let port = free_port();
        let settings = json!({
            "folder": folder.path(),
            "port": port,
            "tls": setup.tls,
            "cert": has_tls.then(|| path("cert.pem")),
            "key": has_tls.then(|| path("key.pem")),
            "user": setup.login.then_some(USER),
            "password": PASSWORD,
            "refuse": setup.refuse,
            "reject": setup.reject,
            "break_off": setup.break_off,
        });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/delivery/smtp_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(settings.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(path("log")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let log = || std::fs::read_to_string(path("log")).unwrap();
        assert_eq!(line.trim(), "ready", "the SMTP server did not start: {}", log());
        Some(Self { process, folder, port })
    }

    /// The authority that signed the server's certificate.
    pub fn ca(&self) -> String {
        self.folder.path().join("ca.pem").display().to_string()
    }

    /// All messages that the server accepted, in their order.
    pub fn received(&self) -> Vec<Received> {
        let file =
            |index: usize, kind: &str| std::fs::read(self.folder.path().join(format!("{index}.{kind}")));
        (1..)
            .map_while(|index| {
                let facts = serde_json::from_slice(&file(index, "json").ok()?).unwrap();
                Some(Received { facts, bytes: file(index, "eml").unwrap() })
            })
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A Python that has aiosmtpd.
fn python() -> Option<&'static str> {
    static FOUND: OnceLock<Option<&str>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let works = |python: &str| {
            let check = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
            check.is_ok_and(|status| status.success())
        };
        // The distribution's package belongs to the distribution's Python.
        ["python3", "/usr/bin/python3"].into_iter().find(|python| works(python))
    });
    *found
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An authority of its own, and a certificate for this machine.
pub fn write_certificates(folder: &Path) {
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name.push(DnType::CommonName, "Test authority");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    write("ca.pem", authority.pem());
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    let server = server.signed_by(&key, &authority).unwrap();
    write("cert.pem", server.pem());
    write("key.pem", key.serialize_pem());
}

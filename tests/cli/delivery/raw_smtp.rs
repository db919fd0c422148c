//! An SMTP server on loopback that says what a test tells it to: no real one is as hostile.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use super::smtp::write_certificates;

/// A running server, ended with the test's process.
pub struct Raw {
    pub port: u16,
    certificates: TempDir,
    heard: Arc<Mutex<Vec<String>>>,
}

/// The server's side of one connection.
pub struct Conversation {
    stream: Box<dyn Stream>,
    tcp: TcpStream,
    tls: Arc<ServerConfig>,
    heard: Arc<Mutex<Vec<String>>>,
    /// Bytes that went out.
    pub sent: usize,
}

trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

impl Raw {
    /// Each connection is left to `behave`; what it does not finish is closed.
    pub fn start(behave: impl Fn(&mut Conversation) + Send + 'static) -> Self {
        let certificates = tempfile::tempdir().unwrap();
        write_certificates(certificates.path());
        let tls = tls(certificates.path());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::default();
        let raw = Self { port, certificates, heard: Arc::clone(&heard) };
        std::thread::spawn(move || {
            for tcp in listener.incoming() {
                let tcp = tcp.unwrap();
                tcp.set_nodelay(true).unwrap();
                let stream = Box::new(tcp.try_clone().unwrap());
                let (tls, heard) = (Arc::clone(&tls), Arc::clone(&heard));
                behave(&mut Conversation { stream, tcp, tls, heard, sent: 0 });
            }
        });
        raw
    }

    /// One that gives its usual answers, but for the ones that `answer` has for a command.
    pub fn answering(answer: impl Fn(&str) -> Option<String> + Send + 'static) -> Self {
        Self::start(move |conversation| conversation.serve(&answer))
    }

    pub fn ca(&self) -> String {
        self.certificates.path().join("ca.pem").display().to_string()
    }

    /// All lines that came, of commands and of messages.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Conversation {
    /// Says all of it in one packet; `false` when nobody listens any more.
    pub fn say(&mut self, text: &str) -> bool {
        self.sent += text.len();
        self.stream.write_all(text.as_bytes()).and_then(|()| self.stream.flush()).is_ok()
    }

    /// The next line, if there is one.
    pub fn hear(&mut self) -> Option<String> {
        let (mut line, mut byte) = (Vec::new(), [0]);
        while !line.ends_with(b"\n") {
            if self.stream.read(&mut byte).ok()? == 0 {
                return None;
            }
            line.push(byte[0]);
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        self.heard.lock().unwrap().push(line.clone());
        Some(line)
    }

    /// Everything from here on goes through TLS, if the other side takes part.
    pub fn encrypt(&mut self) {
        let mut tcp = self.tcp.try_clone().unwrap();
        let mut connection = ServerConnection::new(Arc::clone(&self.tls)).unwrap();
        let _ = connection.complete_io(&mut tcp);
        self.stream = Box::new(StreamOwned::new(connection, tcp));
    }

    /// Gives the usual answers, but for the ones that `answer` has for a line. The greeting is the answer to
    /// nothing, and the last one to the end of the message.
    pub fn serve(&mut self, answer: &dyn Fn(&str) -> Option<String>) {
        let answer = |line: &str| answer(line).unwrap_or_else(|| usual(line).to_owned());
        if !self.say(&answer("")) {
            return;
        }
        while let Some(line) = self.hear() {
            let said = answer(&line);
            if !self.say(&said) {
                return;
            }
            if said.starts_with("354") {
                while self.hear().is_some_and(|line| line != ".") {}
                self.say(&answer("."));
            }
        }
    }
}

fn usual(line: &str) -> &'static str {
    match line.split(' ').next().unwrap_or_default() {
        "" => "220 localhost\r\n",
        "EHLO" => "250-localhost\r\n250 AUTH PLAIN LOGIN\r\n",
        "AUTH" => "235 welcome\r\n",
        "DATA" => "354 go on\r\n",
        "QUIT" => "221 bye\r\n",
        _ => "250 OK\r\n",
    }
}

pub fn tls(folder: &Path) -> Arc<ServerConfig> {
    let certificate = CertificateDer::from_pem_file(folder.join("cert.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap())
}

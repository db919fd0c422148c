//! The program in a folder that is a whole file system: nothing of the machine is there but what it is linked with.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use rustls::ServerConnection;
use tempfile::TempDir;

use super::{BINARY, raw_smtp, smtp};

/// A root directory with the program alone, where `STATIC_PROGRAM` names a static one; else with its libraries.
fn root() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let program = std::env::var("STATIC_PROGRAM");
    if program.is_err() {
        let libraries = Command::new("ldd").arg(BINARY).output().unwrap();
        let libraries = String::from_utf8(libraries.stdout).unwrap();
        for library in libraries.split_whitespace().filter(|word| word.starts_with('/')) {
            let copy = root.path().join(&library[1..]);
            std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
            std::fs::copy(library, copy).unwrap();
        }
    }
    std::fs::copy(program.as_deref().unwrap_or(BINARY), root.path().join("matomo-audit")).unwrap();
    root
}

fn run(root: &Path, words: &str, env: &[(&str, &str)]) -> Output {
    let mut command = Command::new("chroot");
    command.arg(root).arg("/matomo-audit").args(words.split(' ')).env_clear();
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").envs(env.iter().copied()).output().unwrap()
}

#[test]
#[ignore = "needs root"]
fn alone_it_knows_the_time_zones() {
    let root = root();
    for zone in ["Europe/Paris", "Pacific/Noumea"] {
        let output = run(root.path(), "demo --format json", &[("TZ", zone)]);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["sites"][0]["timezone"], "Europe/Paris");
    }
}

#[test]
#[ignore = "needs root"]
fn alone_it_knows_certificate_authorities() {
    let root = root();
    smtp::write_certificates(root.path());
    let tls = raw_smtp::tls(root.path());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut server = ServerConnection::new(tls.clone()).unwrap();
            // Nobody who does not know the authority says more than that.
            let _ = server.complete_io(&mut connection.unwrap());
        }
    });
    let env = [("MATOMO_URL", &*url), ("MATOMO_TOKEN_AUTH", "0123456789abcdef0123456789abcdef")];
    let output = run(root.path(), "audit --site 1", &env);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("UnknownIssuer") || said.contains("unknown certificate authority"), "{said}");
}

//! What is left when a signal ends the program.

use std::io::Read as _;
use std::net::TcpListener;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::{RECORDED, Tool};

const SIGNALS: [(&str, i32); 2] = [("INT", 2), ("TERM", 15)];

fn signal(child: &mut Child, name: &str, number: i32) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    // As shells and timers know it: 128 + 2 or 128 + 15.
    assert_eq!(child.wait().unwrap().signal(), Some(number));
}

#[test]
fn while_it_waits_for_matomo() {
    for (name, number) in SIGNALS {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tool = Tool::new("")
            .env("MATOMO_URL", &format!("http://{}", listener.local_addr().unwrap()))
            .env("MATOMO_TOKEN_AUTH", "c0ffee");
        let mut child = tool.spawn("audit --site 1 -o report.html -o report.json");
        let (mut request, _) = listener.accept().unwrap();
        request.read_exact(&mut [0]).unwrap();
        signal(&mut child, name, number);
        assert_eq!(tool.files(), [""; 0]);
    }
}

#[test]
fn while_it_writes() {
    for (name, number) in SIGNALS {
        let tool = Tool::new("");
        std::fs::write(tool.path("a.html"), "old").unwrap();
        // Nobody reads from it, so that the program does not get on.
        assert!(Command::new("mkfifo").arg(tool.path("b.json")).status().unwrap().success());
        let mut child = tool.spawn(&format!("audit --site 1 -o a.html -o b.json {RECORDED}"));
        // As long as it takes until the file is there and complete.
        let complete = || {
            let begun = tool.files().into_iter().find(|file| file.starts_with(".matomo-audit"));
            let text = begun.and_then(|file| std::fs::read_to_string(tool.path(&file)).ok());
            text.is_some_and(|text| text.trim_end().ends_with("</html>"))
        };
        let begin = Instant::now();
        while !complete() {
            let waits = child.try_wait().unwrap().is_none() && begin.elapsed() < Duration::from_secs(60);
            assert!(waits, "no file was complete and unfinished");
            std::thread::sleep(Duration::from_millis(5));
        }
        signal(&mut child, name, number);
        assert_eq!(tool.files(), ["a.html", "b.json"]);
        assert_eq!(tool.read("a.html"), "old");
    }
}

#[test]
fn at_any_moment() {
    // From before it is ready for a signal until after its end.
    for delay in (0..400).step_by(20) {
        let tool = Tool::new("");
        std::fs::write(tool.path("a.html"), "old").unwrap();
        let mut child = tool.spawn(&format!("audit -o a.html -o a.md -o a.json --site 1 {RECORDED}"));
        std::thread::sleep(Duration::from_millis(delay));
        let _ = child.try_wait().unwrap().is_none()
            && Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success();
        child.wait().unwrap();
        for file in tool.files() {
            let text = tool.read(&file);
            let whole = match file.rsplit('.').next().unwrap() {
                "html" => text == "old" || text.trim_end().ends_with("</html>"),
                "json" => serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                _ => text.ends_with('\n'),
            };
            assert!(whole && !file.starts_with('.'), "after {delay} ms: {file}");
        }
    }
}

//! SMTP servers that attack, misbehave, or repeat what they must not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::raw_smtp::{Conversation, Raw};
use super::smtp::{PASSWORD, USER};
use super::{Outcome, Tool};

/// What an attacker would have the client take for the server's answers to EHLO, MAIL, RCPT, DATA and the message.
const INJECTED: &str = "250 localhost\r\n250 OK\r\n250 OK\r\n354 go on\r\n250 queued\r\n";

fn send(server: &Raw, keys: &str) -> Outcome {
    let config = format!(
        "[mail]\nfrom = \"a@example.fr\"\nto = [\"b@example.fr\"]\nsmtp = \"localhost\"\nport = {}\n\
         ca_file = \"{}\"\n{keys}\n",
        server.port,
        server.ca(),
    );
    Tool::new(&config).env("MATOMO_AUDIT_SMTP_PASSWORD", PASSWORD).replay("send --site 1 --lang en")
}

/// As far as the invitation to begin with TLS.
fn offer_tls(conversation: &mut Conversation) {
    conversation.say("220 localhost\r\n");
    conversation.hear();
    conversation.say("250-localhost\r\n250 STARTTLS\r\n");
    assert_eq!(conversation.hear().as_deref(), Some("STARTTLS"));
}

/// Hears the client out, so that it is not the connection that fails.
fn listen(conversation: &mut Conversation) {
    conversation.encrypt();
    while conversation.hear().is_some() {}
}

#[test]
fn answers_in_the_packet_of_starttls_are_not_the_servers() {
    let server = Raw::start(|conversation| {
        offer_tls(conversation);
        conversation.say(&format!("220 go on\r\n{INJECTED}"));
        listen(conversation);
    });
    send(&server, "").one_line(5, &["goes on in plain text where TLS has to begin", "nothing was sent"]);
    assert!(!server.heard().iter().any(|line| line.starts_with("Subject")), "{:?}", server.heard());
}

#[test]
fn answers_in_the_packet_after_starttls_are_not_the_servers() {
    let server = Raw::start(|conversation| {
        offer_tls(conversation);
        conversation.say("220 go on\r\n");
        std::thread::sleep(Duration::from_millis(200));
        conversation.say(INJECTED);
        listen(conversation);
    });
    send(&server, "").one_line(5, &["goes on in plain text where TLS has to begin", "nothing was sent"]);
}

#[test]
fn answers_before_starttls_was_asked_for_are_not_the_servers() {
    let server = Raw::start(|conversation| {
        conversation.say("220 localhost\r\n");
        conversation.hear();
        conversation.say(&format!("250-localhost\r\n250 STARTTLS\r\n220 go on\r\n{INJECTED}"));
        conversation.hear();
        listen(conversation);
    });
    send(&server, "").one_line(5, &["goes on in plain text where TLS has to begin", "nothing was sent"]);
}

#[test]
fn the_same_server_gets_the_message_when_it_adds_nothing() {
    let server = Raw::start(|conversation| {
        offer_tls(conversation);
        conversation.say("220 go on\r\n");
        conversation.encrypt();
        conversation.hear();
        conversation.say("250 localhost\r\n");
        for _ in ["MAIL", "RCPT"] {
            conversation.hear();
            conversation.say("250 OK\r\n");
        }
        conversation.hear();
        conversation.say("354 go on\r\n");
        while conversation.hear().is_some_and(|line| line != ".") {}
        conversation.say("250 queued\r\n");
    });
    send(&server, "").silent();
    assert!(server.heard().iter().any(|line| line.starts_with("Subject")), "{:?}", server.heard());
}

#[test]
fn plain_text_on_a_port_for_tls_is_named() {
    let server = Raw::answering(|_| None);
    send(&server, "tls = \"implicit\"").one_line(5, &["plain text where TLS has to begin", "mail.port"]);
}

#[test]
fn an_answer_that_is_none_to_the_step_is_a_failure() {
    let answer = |to: &'static str, words: &'static str| {
        Raw::answering(move |line| line.starts_with(to).then(|| format!("{words}\r\n")))
    };
    for (to, words) in
        [("MAIL", "354 go on"), ("RCPT", "354 go on"), ("DATA", "250 OK"), ("DATA", "334 more")]
    {
        let server = answer(to, words);
        send(&server, "").one_line(5, &["an answer that does not follow", words, "nothing was sent"]);
        assert!(!server.heard().iter().any(|line| line.starts_with("Subject")), "{to}: {:?}", server.heard());
    }
    let server = answer(".", "354 go on");
    send(&server, "").one_line(5, &["did not confirm the message: 354 go on", "may have been sent"]);
    assert!(server.heard().contains(&".".to_owned()));
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let line = "a".repeat(1000);
    let lines = format!("250-{}\r\n", "a".repeat(500));
    for (tls, text) in [("none", &line), ("none", &lines), ("starttls", &line), ("implicit", &line)] {
        let text = text.clone();
        let sent = Arc::new(Mutex::new(0));
        let count = Arc::clone(&sent);
        let server = Raw::start(move |conversation| {
            match tls {
                "implicit" => conversation.encrypt(),
                "starttls" => {
                    offer_tls(conversation);
                    conversation.say("220 go on\r\n");
                    conversation.encrypt();
                    conversation.hear();
                }
                _ => {}
            }
            // Over and over, until nobody listens.
            while conversation.say(&text) {
                *count.lock().unwrap() = conversation.sent;
            }
        });
        let keys = format!("tls = \"{tls}\"");
        send(&server, &keys).one_line(5, &["sends an answer without end", "nothing was sent"]);
        // What the buffers of both ends may hold, and not more.
        let sent = *sent.lock().unwrap();
        assert!(sent < 32 * 1024 * 1024, "{tls}: {sent} bytes");
    }
}

#[test]
fn an_answer_without_end_to_the_message_may_mean_that_it_was_sent() {
    let server =
        Raw::answering(|line| (line == ".").then(|| format!("250-{}\r\n", "a".repeat(500)).repeat(100)));
    send(&server, "").one_line(5, &["did not confirm the message", "32 KiB", "may have been sent"]);
}

#[test]
fn greylisting_is_no_wrong_address() {
    let grey = "451 4.7.1 Greylisted, come again";
    let refusing = |refused: &'static str, words: &'static str| {
        Raw::answering(move |line| line.contains(refused).then(|| format!("{words}\r\n")))
    };
    let outcome = send(&refusing("RCPT TO:<b@", grey), "");
    outcome.one_line(5, &["refuses for now b@example.fr (451 4.7.1", "15 minutes", "nothing was sent"]);
    assert!(!outcome.stderr.contains("correct"), "{outcome:?}");

    let outcome = send(&refusing("RCPT TO:<b@", grey), "cc = [\"c@example.fr\"]");
    outcome.one_line(5, &["refuses for now b@example.fr (451 4.7.1", "the other recipients have it"]);
    assert!(!outcome.stderr.contains("correct"), "{outcome:?}");

    let outcome = send(&refusing("RCPT TO:<b@", "550 no such mailbox"), "cc = [\"c@example.fr\"]");
    outcome.one_line(5, &["refuses b@example.fr (550 no", "correct mail.to"]);

    // Nor is any other "not now" a matter of what is configured.
    for (line, words) in [("MAIL", "451 try later"), ("DATA", "452 full"), (".", "452 full")] {
        let server = Raw::answering(move |said| said.starts_with(line).then(|| format!("{words}\r\n")));
        let outcome = send(&server, "");
        outcome.one_line(5, &["refuses for now", words, "run the command again later; nothing was sent"]);
    }
    let server = Raw::answering(|line| line.is_empty().then(|| "421 too many connections\r\n".to_owned()));
    send(&server, "").one_line(5, &["refuses for now: 421 too many", "nothing was sent"]);
}

#[test]
fn a_password_that_an_answer_repeats_is_not_shown() {
    let plain = BASE64_STANDARD.encode(format!("\0{USER}\0{PASSWORD}"));
    let forms = [PASSWORD.to_owned(), PASSWORD.to_uppercase(), BASE64_STANDARD.encode(PASSWORD), plain];
    let check = |line: &'static str, code: u16, form: &str| {
        let answer = format!("{code} you said {form}\r\n");
        let server = Raw::answering(move |said| said.starts_with(line).then(|| answer.clone()));
        let outcome = send(&server, &format!("tls = \"none\"\nuser = \"{USER}\""));
        outcome.one_line(5, &[&format!("{code} ***")]);
        assert!(!outcome.stderr.contains(form), "{line}: {outcome:?}");
    };
    for line in ["AUTH", "MAIL", "RCPT", "DATA", "."] {
        forms.iter().for_each(|form| check(line, 554, form));
        check(line, 451, PASSWORD);
    }
    for line in ["AUTH", "MAIL", "RCPT", "."] {
        check(line, 354, PASSWORD);
    }
    check("DATA", 250, PASSWORD);
}

#[test]
fn a_server_that_does_not_say_goodbye_is_not_waited_for() {
    let server = Raw::answering(|line| match line {
        "QUIT" => Some(String::new()),
        line => line.starts_with("RCPT").then(|| "550 no\r\n".to_owned()),
    });
    let begin = std::time::Instant::now();
    send(&server, "timeout = 600").one_line(5, &["refuses b@example.fr (550 no)"]);
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}

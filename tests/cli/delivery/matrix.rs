//! Rooms of Matrix, such as those of Tchap.

use std::time::Duration;

use super::homeserver::{ACCOUNT, ALIAS, ELSEWHERE, Homeserver, Mishap, ROOM, TOKEN};
use super::smtp::free_port;
use super::{Outcome, Tool};

fn config(url: &str, room: &str) -> String {
    format!(
        "[[chat]]\nname = \"salon\"\nkind = \"matrix\"\nhomeserver = \"{url}\"\nroom = \"{room}\"\n\
         token_env = \"MATRIX\"\ntimeout = 1\n"
    )
}

fn tool(server: &Homeserver, room: &str) -> Tool {
    Tool::new(&config(&server.url(), room)).env("MATRIX", TOKEN)
}

fn send(server: &Homeserver) -> Outcome {
    tool(server, ROOM).replay("send --lang en --site 1")
}

#[test]
fn a_room_gets_the_verdict_in_text_and_in_html() {
    let server = Homeserver::start(&[]);
    send(&server).silent();
    let event = server.event();
    assert_eq!(event["msgtype"], "m.text");
    assert_eq!(event["format"], "org.matrix.custom.html");
    assert_eq!(event["m.mentions"], serde_json::json!({}));
    let (text, html) = (event["body"].as_str().unwrap(), event["formatted_body"].as_str().unwrap());
    assert!(text.starts_with("🚩 Aides Logement · 69.6% of traffic is direct or unknown"), "{text}");
    assert!(html.starts_with("🚩 <strong>Aides Logement</strong> · 69.6% of traffic"), "{html}");
    // The same words in the same lines.
    let bare = html.replace("<br>", "\n").replace("<strong>", "").replace("</strong>", "");
    assert_eq!(bare.replace("&#39;", "'").replace("&amp;", "&"), text);
    // Each part of the address is one part.
    let requests = server.requests();
    let path = "/_matrix/client/v3/rooms/!Salon%2F%C3%A9quipe:example.fr/send/m.room.message/";
    assert!(requests.len() == 1 && requests[0].starts_with(&format!("PUT {path}")), "{requests:?}");
}

#[test]
fn a_room_can_be_named_by_its_alias_and_the_token_be_in_a_file() {
    let server = Homeserver::start(&[]);
    let config = config(&server.url(), ALIAS).replace("token_env = \"MATRIX\"", "token_file = \"token\"");
    let tool = Tool::new(&config);
    std::fs::write(tool.path("token"), format!("{TOKEN}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(tool.path("token"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    tool.replay("send --site 1").silent();
    server.event();
    let requests = server.requests();
    assert_eq!(requests[0], "GET /_matrix/client/v3/directory/room/%23equipe:example.fr");
}

#[test]
fn whatever_becomes_of_an_attempt_the_message_is_there_once() {
    for mishap in [
        Mishap::Limit(1),
        Mishap::LostAnswer(500),
        Mishap::LostAnswer(502),
        Mishap::LostAnswer(504),
        Mishap::Page(503),
        Mishap::Silence,
    ] {
        let server = Homeserver::start(&[mishap, mishap]);
        send(&server).silent();
        server.event();
        let requests = server.requests();
        assert_eq!(requests.len(), 3, "{mishap:?}");
        assert!(requests.iter().all(|request| *request == requests[0]), "{requests:?}");
    }
    // Also when the command is run again; another message is another one.
    let server = Homeserver::start(&[Mishap::LostAnswer(500); 4]);
    let outcome = send(&server);
    outcome.one_line(5, &["salon: the homeserver answered 500", "it is not posted twice"]);
    send(&server).silent();
    server.event();
    tool(&server, ROOM).replay("send --lang en --site 2").silent();
    assert_eq!(server.events().len(), 2);
}

#[test]
fn the_wait_that_a_server_asks_for_is_kept_and_has_a_bound() {
    let server = Homeserver::start(&[Mishap::Limit(2_500)]);
    send(&server).silent();
    assert!(server.took() >= Duration::from_millis(2_500), "{:?}", server.took());
    // A wait that is longer than a run should be is not begun.
    let server = Homeserver::start(&[Mishap::Limit(3_600_000); 2]);
    send(&server).one_line(5, &["salon: the homeserver takes no messages for now (429)", "try again later"]);
    assert_eq!((server.requests().len(), server.events().len()), (1, 0));
    let server = Homeserver::start(&[Mishap::Limit(1); 9]);
    send(&server).one_line(5, &["M_LIMIT_EXCEEDED"]);
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn each_refusal_says_what_to_do() {
    let server = Homeserver::start(&[]);
    let wrong = Tool::new(&config(&server.url(), ROOM)).env("MATRIX", "syt_0th3r");
    let outcome = wrong.replay("send --lang en --site 1");
    // The server repeats the token, which is not shown.
    outcome.one_line(5, &["salon: the homeserver does not know the access token: ***", "another token"]);
    assert!(!outcome.stderr.contains("syt_0th3r"), "{outcome:?}");

    let outcome = tool(&server, ELSEWHERE).replay("send --lang en --site 1");
    outcome.one_line(5, &[&format!("salon: {ACCOUNT} is not in the room"), "invite this account"]);
    let outcome = tool(&Homeserver::mute(), ROOM).replay("send --lang en --site 1");
    outcome.one_line(5, &["the account may not write in the room: M_FORBIDDEN You don't", "Roles"]);
    let outcome = tool(&server, "#none:example.fr").replay("send --lang en --site 1");
    outcome.one_line(5, &["knows no such room: M_NOT_FOUND Room alias #none:example.fr", "chat.room"]);
    assert_eq!(server.events().len(), 0);

    for (mishap, words) in [
        (Mishap::Page(200), "no homeserver of Matrix answers at this address"),
        (Mishap::Page(405), "no homeserver of Matrix answers at this address"),
        (Mishap::Page(302), "the homeserver answered 302 and points elsewhere"),
        (Mishap::Error(413, "M_TOO_LARGE"), "refused the message (413): M_TOO_LARGE as it is"),
    ] {
        let server = Homeserver::start(&[mishap]);
        send(&server).one_line(5, &[words, "nothing was posted"]);
        assert_eq!(server.requests().len(), 1, "{mishap:?}");
    }
    let below = Tool::new(&config(&format!("{}/other", server.url()), ROOM)).env("MATRIX", TOKEN);
    below.replay("send --lang en --site 1").one_line(5, &["no homeserver of Matrix", "base_url"]);
    let down = Tool::new(&config(&format!("http://127.0.0.1:{}", free_port()), ROOM)).env("MATRIX", TOKEN);
    down.replay("send --lang fr --site 1").one_line(5, &["connexion impossible au serveur Matrix"]);
}

#[test]
fn the_token_is_in_nothing_that_is_said_or_written() {
    let server = Homeserver::start(&[Mishap::Limit(1)]);
    // `Tool::run` looks for it.
    let outcome = tool(&server, ALIAS).replay("send -vv --lang en --site 1");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stderr.contains("again in"), "{outcome:?}");
    assert!(outcome.stderr.contains("sent to salon (Matrix)"), "{outcome:?}");
    assert!(server.requests().iter().all(|request| !request.contains("s3cr3t")), "{:?}", server.requests());
    let posted = server.event();
    let dry = tool(&server, ALIAS);
    assert_eq!(dry.replay("send --lang en --site 1 --dry-run").code, 0);
    let written = dry.read("matomo-audit.salon.json");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), posted);
    assert!(!written.contains(TOKEN));
    // Nothing is asked, and no token is needed.
    assert_eq!(server.requests().len(), 3);
    let without = Tool::new(&config(&server.url(), ROOM));
    assert_eq!(without.replay("send --site 1 --dry-run").code, 0);
}

#[test]
fn a_room_is_checked_before_matomo_is_asked() {
    // No recording is there: to ask for it would be exit 3.
    let check = |keys: &str, words: &str| {
        let tool = Tool::new(&format!("[[chat]]\nname = \"salon\"\n{keys}")).env("MATRIX", TOKEN);
        let outcome = tool.env("TWO", "two words").run("send --lang en --replay nowhere");
        assert_eq!(outcome.code, 2, "{keys}: {outcome:?}");
        assert!(outcome.stderr.contains(words), "{keys}: {outcome:?}");
    };
    let good = config("https://matrix.example.fr", "#a:b.fr").replace("[[chat]]\nname = \"salon\"\n", "");
    let checked = Tool::new(&format!("[[chat]]\n{good}")).env("MATRIX", TOKEN).run("send --replay nowhere");
    assert_eq!(checked.code, 3, "{checked:?}");
    for (key, words) in [
        ("homeserver", "[[chat]] salon: homeserver is missing"),
        ("room", "[[chat]] salon: room is missing"),
        ("token_env", "[[chat]] salon: token_env is missing"),
    ] {
        let without: Vec<_> = good.lines().filter(|line| !line.starts_with(&format!("{key} ="))).collect();
        check(&without.join("\n"), words);
    }
    check(&good.replace("MATRIX", "NONE"), "the variable NONE is missing or empty");
    check(&good.replace("MATRIX", "TWO"), "the access token holds white space");
    check(&format!("{good}token_file = \"token\""), "only one of token_env, token_file");
    check(&format!("{good}token = \"{TOKEN}\""), "chat.token is a secret");
    check(&good.replace("\"MATRIX\"", &format!("\"{TOKEN}\"")), "token_env is not the name of a variable");
    check(&format!("{good}url_env = \"HOOK\""), "url_env does not go with kind = \"matrix\"");
    check("url_env = \"HOOK\"\nroom = \"#a:b.fr\"", "room does not go with kind = \"mattermost\"");
    for room in ["equipe", "#equipe", "!", "https://matrix.to/#/#a:b.fr", "#a b:c.fr"] {
        check(&good.replace("#a:b.fr", room), "room is neither the id of a room nor its alias");
    }
    for (url, words) in [
        ("matrix.example.fr", "it does not begin with https://"),
        ("http://matrix.example.fr", "unprotected"),
        ("https://me:pass@matrix.example.fr", "it holds more than a server"),
        ("https://matrix.example.fr/#/room", "it holds more than a server"),
    ] {
        check(&good.replace("https://matrix.example.fr", url), words);
    }
}

#[test]
fn hostile_labels_are_words_and_nothing_else() {
    let server = Homeserver::start(&[]);
    tool(&server, ROOM).replay("send --lang en --site 6").silent();
    let event = server.event();
    let html = event["formatted_body"].as_str().unwrap();
    let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
    for tag in tags {
        assert!(["strong", "/strong", "br"].contains(&tag), "<{tag}> in {html}");
    }
    for text in [html, event["body"].as_str().unwrap()] {
        for active in ["@room", "@all", "://", "@channel"] {
            assert!(!text.contains(active), "{active} in {text}");
        }
    }
}

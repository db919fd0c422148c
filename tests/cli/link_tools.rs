//! What is done with the links of a ledger: codes, signatures, files and addresses.

use std::io::Write as _;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use regex::Regex;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::support::{Outcome, Tool};

const COLUMNS: &str = "id,url,campaign,source,medium,content,link,short,title,owner,created,published,review,target,cost,status,decision,decided,note";
const RENTREE: &str = "https://registre.example.fr/demande?utm_source=brevo&utm_medium=email&utm_campaign=2026-09-rentree-associations&utm_id=rh2s6j";

fn ledger() -> String {
    format!(
        "{COLUMNS}\n\
         rh2s6j,https://registre.example.fr/demande,2026-09-rentree-associations,brevo,email,,{RENTREE},,Rentrée des associations,bizdev,2026-09-04,2026-09-08,2026-09-22,40 visits,,active,,,\n\
         c8wn5b,https://registre.example.fr/,2026-10-kakemono-forum,kakemono,qr,,https://registre.example.fr/?utm_source=kakemono&utm_medium=qr&utm_campaign=2026-10-kakemono-forum&utm_id=c8wn5b,https://s.example.fr/kakemono,Kakémono du forum,com,2026-09-29,2026-10-01,2026-11-26,5 conversions,75,active,,,\n\
         hrr46z,https://registre.example.fr/,signature-equipe,equipe,signature,,https://registre.example.fr/?utm_source=equipe&utm_medium=signature&utm_campaign=signature-equipe,,<b>Démarches</b> & conseils,équipe,2026-03-02,2026-03-02,2026-05-25,12 visits,,active,,,\n"
    )
}

fn tool() -> Tool {
    let tool = Tool::new();
    tool.write("links.csv", &ledger());
    tool
}

/// What a camera reads of an image.
fn scanned(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if is_dark(x, y) { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "codes in the image");
    grids[0].decode().unwrap().1
}

/// The same of an image of modules.
fn scanned_modules(modules: &[Vec<bool>]) -> String {
    const PIXELS: usize = 5;
    scanned(modules.len() * PIXELS, |x, y| modules[y / PIXELS][x / PIXELS])
}

fn svg_modules(svg: &str) -> Vec<Vec<bool>> {
    let number = |text: &str| text.parse::<usize>().unwrap();
    let side = Regex::new(r#"viewBox="0 0 (\d+) (\d+)""#).unwrap().captures(svg).unwrap();
    let mut modules = vec![vec![false; number(&side[1])]; number(&side[2])];
    let dark = svg.split("fill=\"#000\"").nth(1).unwrap();
    for run in Regex::new(r"M(\d+) (\d+)h(\d+)v1h-\d+z").unwrap().captures_iter(dark) {
        let (x, y, length) = (number(&run[1]), number(&run[2]), number(&run[3]));
        modules[y][x..x + length].fill(true);
    }
    modules
}

/// The modules of half blocks, whose letters are dark.
fn text_modules(text: &str) -> Vec<Vec<bool>> {
    let rows = text.lines().flat_map(|line| {
        let half = |dark: [char; 2]| line.chars().map(|c| dark.contains(&c)).collect::<Vec<_>>();
        [half(['█', '▀']), half(['█', '▄'])]
    });
    let mut modules: Vec<_> = rows.collect();
    // One line has two rows, and a code has an odd number of them.
    modules.truncate(modules[0].len());
    modules
}

#[test]
fn a_code_in_a_file_can_be_scanned() {
    let tool = tool();
    let run = tool.run("link qr rh2s6j -o code.svg --size 40");
    assert_eq!((run.code, &*run.stdout), (0, ""), "{run}");
    let svg = tool.read("code.svg");
    assert!(svg.contains(" width=\"40mm\" height=\"40mm\""), "{svg}");
    assert_eq!(scanned_modules(&svg_modules(&svg)), RENTREE);

    assert_eq!(tool.run("link qr RH2S6J -o code.png --level H").code, 0);
    let file = std::io::BufReader::new(std::fs::File::open(tool.path("code.png")).unwrap());
    let mut reader = png::Decoder::new(file);
    reader.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = reader.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let side = reader.next_frame(&mut pixels).unwrap().width as usize;
    assert_eq!(scanned(side, |x, y| pixels[y * side + x] == 0), RENTREE);

    assert_eq!(tool.run("link qr rh2s6j -o code.txt").code, 0);
    assert_eq!(scanned_modules(&text_modules(&tool.read("code.txt"))), RENTREE);
}

#[test]
fn a_code_in_the_terminal_sets_both_colours_and_holds_the_short_address() {
    let run = tool().run("link qr c8wn5b --color always");
    assert!(
        run.stdout
            .lines()
            .all(|line| { line.starts_with("\u{1b}[38;5;16;48;5;231m") && line.ends_with("\u{1b}[0m") })
    );
    let plain = Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&run.stdout, "").into_owned();
    assert_eq!(scanned_modules(&text_modules(&plain)), "https://s.example.fr/kakemono");
    assert_eq!(plain, tool().run("link qr c8wn5b").stdout);
}

#[test]
fn the_size_of_a_code_is_told() {
    let said = |words: &str| tool().run(words).stderr;
    let long = said("link qr rh2s6j --size 10 -o code.svg");
    assert!(long.contains("49 × 49 modules (version 8): at least 23 mm wide"), "{long}");
    assert!(long.contains("10 mm is too small") && long.contains("over 45 modules"), "{long}");
    let short = said("link qr c8wn5b --size 40 -o code.svg");
    assert!(!short.contains("too small") && !short.contains("over 45"), "{short}");
    assert_eq!(said("link qr c8wn5b -q"), "");
}

#[test]
fn a_code_that_cannot_be_made_leaves_the_file_as_it_was() {
    let tool = tool();
    tool.write("code.svg", "mine");
    for words in ["link qr rh2s6k -o code.svg", "link qr rh2s6j -o code.gif", "link qr rh2s6j -o code"] {
        assert_eq!(tool.run(words).code, 2, "{words}");
    }
    assert_eq!(
        (tool.read("code.svg"), tool.files()),
        ("mine".to_owned(), vec!["code.svg".to_owned(), "links.csv".to_owned()])
    );
    let near = tool.run("link qr rh2s6k");
    assert!(near.stderr.contains("is it rh2s6j?"), "{near}");
}

#[test]
fn a_signature_has_a_readable_text_and_nothing_that_acts() {
    let html = tool().run("link signature hrr46z").data().to_owned();
    assert!(html.contains("&#60;b&#62;Démarches&#60;/b&#62; &#38; conseils</a>"), "{html}");
    assert!(
        html.contains("href=\"https://registre.example.fr/?utm_source=equipe&#38;utm_medium=signature"),
        "{html}"
    );
    assert_eq!(
        tool().run("link signature hrr46z --text --lang fr").data(),
        "<b>Démarches</b> & conseils\u{a0}: https://registre.example.fr/?utm_source=equipe&utm_medium=signature&utm_campaign=signature-equipe\n"
    );
    let other = tool().run("link signature c8wn5b --text");
    assert_eq!((other.code, &*other.stdout), (0, "Kakémono du forum: https://s.example.fr/kakemono\n"));
    assert!(other.stderr.contains("not those of a signature"), "{other}");
    let tool = Tool::new();
    tool.write(
        "links.csv",
        &ledger().replace(
            "https://registre.example.fr/?utm_source=equipe",
            "javascript:alert(1)//?utm_source=equipe",
        ),
    );
    assert_eq!(tool.run("link signature hrr46z").code, 2);
}

#[test]
fn a_ledger_that_is_right_says_so_and_one_that_is_not_says_where() {
    let tool = tool();
    assert_eq!(tool.run("link lint").data(), "Nothing wrong: 3 links in 1 file.\n");
    tool.write(
        "links.csv",
        &ledger()
            .replace("utm_source=kakemono&", "utm_source=affiche&")
            .replace(",2026-09-08,", ",2026-09-01,"),
    );
    let run = tool.run("link lint --lang fr");
    assert_eq!((run.code, &*run.stderr), (1, ""), "{run}");
    assert!(run.stdout.contains("links.csv:2: publié avant d’être créé"), "{run}");
    assert!(
        run.stdout.contains(
            "links.csv:3: utm_source vaut « affiche » au lieu de « kakemono »"
                .replace("« ", "«\u{a0}")
                .replace(" »", "\u{a0}»")
                .as_str()
        ),
        "{run}"
    );
}

const MAIL: &str = "<p>\n<a href=\"https://registre.example.fr/demande?utm_source=Brevo&amp;utm_medium=email&amp;utm_campaign=2026-09-rentree-associations&amp;utm_id=rh2s6j\">fine</a>\n\
    <a href=\"https://registre.example.fr/demande?utm_source=autre&amp;utm_medium=email&amp;utm_campaign=2026-09-rentree-associations&amp;utm_id=rh2s6j\">altered</a>\n\
    <img src=\"https://registre.example.fr/logo.png\"><a href=\"https://autre.example.org/\">other</a>\n\
    <a href=\"https://registre.example.fr/demande\">untagged</a>\n";

#[test]
fn files_are_read_over_with_what_to_paste() {
    let tool = tool();
    tool.write("mails/lettre.html", MAIL);
    tool.write("mails/.cache/vieux.html", MAIL);
    tool.write("mails/logo.png", MAIL);
    tool.write("mails/note.md", &format!("[x]({RENTREE}) https://s.example.fr/kakemono\n"));
    let run = tool.run("link lint mails");
    assert_eq!(
        (run.code, &*run.stdout),
        (
            1,
            &*format!(
                "mails/lettre.html:3: utm_source is “autre”, it should be “brevo”\n  → {RENTREE}\n\
                 mails/lettre.html:5: no tag\n  → {RENTREE}\n2 links to correct: 5 links in 2 files.\n"
            )
        ),
        "{run}"
    );
    let github = tool.run("link lint mails/lettre.html --format github");
    assert!(github.stdout.starts_with(&format!("::error file=mails/lettre.html,line=3::utm_source is “autre”, it should be “brevo”%0A→ {RENTREE}\n")), "{github}");
    let junit = tool.run("link lint mails --format junit");
    assert!(junit.stdout.contains("tests=\"3\"") && junit.stdout.contains("failures=\"2\""), "{junit}");
    assert_eq!((github.code, junit.code), (1, 1));
    assert_eq!(tool.run("link lint mails/note.md").code, 0);
    assert_eq!(tool.run("link lint nowhere.html").code, 2);
    assert_eq!(Tool::new().run("link lint /dev/null").code, 2, "nobody knows which hosts are ours");
}

#[test]
fn stdin_is_read_over_and_the_plan_alone_is_enough() {
    let tool = Tool::new().config("[plan]\nhosts = [\"registre.example.fr\"]\n");
    let mut child = tool.command();
    let child = child.args(["link", "lint", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.unwrap();
    child.stdin.take().unwrap().write_all(MAIL.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains(
            "-:5: no tag\n  → matomo-audit link new https://registre.example.fr/demande --source …"
        ),
        "{text}"
    );
}

/// A site on loopback that notes what it was asked for.
struct Site {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    _runtime: Runtime,
}

impl Site {
    fn start() -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let app = Router::new().fallback(answer).with_state(Arc::clone(&asked));
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { address, asked, _runtime: runtime }
    }

    /// What is said of a link to a page of it, the last line left out.
    fn check(&self, path: &str, short: &str) -> (i32, String) {
        let run = self.run(path, short);
        let text = run.to_string().replace(&self.address, "127.0.0.1:PORT");
        let said = text.split("--- stdout\n").nth(1).unwrap().split("--- stderr").next().unwrap();
        let lines: Vec<_> = said.lines().filter(|line| line.starts_with("k23456: ")).collect();
        (run.code, lines.join("\n").replace("k23456: ", ""))
    }

    fn run(&self, path: &str, short: &str) -> Outcome {
        let tool = Tool::new().config("[plan]\nhosts = [\"127.0.0.1\"]\n");
        let url = format!("http://{}{path}", self.address);
        let short = if short.is_empty() { String::new() } else { format!("http://{}{short}", self.address) };
        tool.write(
            "links.csv",
            &format!("{COLUMNS}\nk23456,{url},camp,src,email,,,{short},,,2026-11-02,2026-11-03,2026-11-17,,,active,,,\nm23456,{url},old,src,email,,,,,,2026-11-02,2026-11-03,2026-11-17,,,retired,,,\n"),
        );
        tool.run("link check")
    }
}

/// What each page of the site does.
async fn answer(State(asked): State<Arc<Mutex<Vec<String>>>>, request: Request) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers());
    let agent = headers.get(header::USER_AGENT).map_or("", |agent| agent.to_str().unwrap());
    let cookie = headers.contains_key(header::COOKIE);
    asked.lock().unwrap().push(format!("{} {} {agent} {cookie}", request.method(), uri.path()));
    let query = uri.query().unwrap_or_default();
    let to = |location: String| {
        (StatusCode::FOUND, [(header::LOCATION, location), (header::SET_COOKIE, "a=b".to_owned())])
            .into_response()
    };
    match uri.path() {
        "/slash" => to(format!("/slash/?{query}")),
        "/drops" => to("/?a=b".to_owned()),
        "/half" => to(format!("/?{}", query.replace("utm_medium=email&", ""))),
        "/alters" => to(format!("/?{}", query.replace("=src", "=autre"))),
        "/login" => to(format!("/connexion?next={}", url_encoded(&format!("/x?{query}")))),
        "/loop" => to(format!("/loop?{query}")),
        "/many" => to(format!("/many?{query}&a={}", query.len())),
        "/metadata" => to("http://169.254.169.254/latest/meta-data/".to_owned()),
        "/intranet" => to("http://localhost:1/".to_owned()),
        "/file" => to("file:///etc/passwd".to_owned()),
        "/nothing" => StatusCode::FOUND.into_response(),
        "/gone" => StatusCode::NOT_FOUND.into_response(),
        "/broken" => StatusCode::BAD_GATEWAY.into_response(),
        "/no-head" if request.method() == Method::HEAD => StatusCode::METHOD_NOT_ALLOWED.into_response(),
        "/s/good" => to("/page?utm_source=src&utm_medium=email&utm_campaign=camp&utm_id=k23456".to_owned()),
        "/s/bad" => to("/page?utm_source=src&utm_medium=email".to_owned()),
        "/s/other" => to("/elsewhere".to_owned()),
        _ => "x".repeat(100_000).into_response(),
    }
}

fn url_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[test]
fn a_link_arrives_or_it_is_said_where_it_does_not() {
    let site = Site::start();
    let at = "http://127.0.0.1:PORT";
    let tags = "utm_source=src&utm_medium=email&utm_campaign=camp&utm_id=k23456";
    for (path, code, said) in [
        ("/page", 0, "arrives with its tags".to_owned()),
        ("/slash", 0, "arrives with its tags (one redirect)".to_owned()),
        ("/login", 0, "arrives with its tags (one redirect)".to_owned()),
        ("/no-head", 0, "arrives with its tags".to_owned()),
        (
            "/drops",
            1,
            ["utm_source", "utm_medium", "utm_campaign", "utm_id"]
                .map(|tag| format!("{tag} is lost at {at}/?a=b"))
                .join("\n"),
        ),
        ("/half", 1, format!("utm_medium is lost at {at}/?utm_source=src&utm_campaign=camp&utm_id=k23456")),
        (
            "/alters",
            1,
            format!(
                "utm_source becomes “autre” instead of “src” at {at}/?{}",
                tags.replace("=src", "=autre")
            ),
        ),
        ("/loop", 1, format!("{at}/loop?{tags} leads back to itself")),
        ("/gone", 1, format!("{at}/gone?{tags} answers 404")),
        ("/broken", 1, format!("{at}/broken?{tags} answers 502")),
        ("/nothing", 1, format!("{at}/nothing?{tags} redirects without saying where to")),
        (
            "/metadata",
            1,
            "169.254.169.254 is a private address, which is only requested where `hosts` in [plan] names it"
                .to_owned(),
        ),
        (
            "/intranet",
            1,
            "localhost is a private address, which is only requested where `hosts` in [plan] names it"
                .to_owned(),
        ),
        ("/file", 1, "the redirect leads to file:///etc/passwd, which is not a web page".to_owned()),
    ] {
        assert_eq!(site.check(path, ""), (code, said), "{path}");
    }
    let (code, said) = site.check("/many", "");
    assert!(code == 1 && said.contains("more than 10 redirects"), "{said}");
    let asked = site.asked.lock().unwrap();
    assert!(
        asked.iter().all(|asked| asked.contains(concat!("matomo-audit/", env!("CARGO_PKG_VERSION")))
            && asked.ends_with(" false")),
        "{asked:?}"
    );
    assert!(
        asked
            .iter()
            .filter(|asked| asked.starts_with("GET"))
            .all(|asked| ["/no-head", "/gone", "/broken"].iter().any(|path| asked.contains(path))),
        "{asked:?}"
    );
}

/// What a ledger names is not ours for that: the machine of whoever checks it is not asked.
#[test]
fn a_private_address_is_asked_only_where_the_configuration_names_it() {
    let site = Site::start();
    let tool = Tool::new();
    let url = format!("http://{}/page", site.address);
    let line = |short: &str| {
        format!(
            "{COLUMNS}\nk23456,{url},camp,src,email,,,{short},,,2026-11-02,2026-11-03,2026-11-17,,,active,,,\n"
        )
    };
    for short in [String::new(), url.clone()] {
        tool.write("links.csv", &line(&short));
        let outcome = tool.run("link check");
        assert_eq!(outcome.code, 1, "{outcome}");
        assert!(outcome.stdout.contains("[plan]"), "{outcome}");
    }
    assert!(site.asked.lock().unwrap().is_empty());
}

#[test]
fn a_short_address_leads_to_its_link() {
    let site = Site::start();
    assert_eq!(
        site.check("/page", "/s/good"),
        (0, "arrives with its tags\nthe short address leads to the link".to_owned())
    );
    let (code, said) = site.check("/page", "/s/bad");
    assert!(
        code == 1 && said.contains("utm_campaign is lost at") && said.contains("utm_id is lost"),
        "{said}"
    );
    assert_eq!(
        site.check("/page", "/s/other"),
        (1, "the short address leads to http://127.0.0.1:PORT/elsewhere, not to the link".to_owned())
    );
}

#[test]
fn a_proxy_of_the_environment_is_asked_though_it_is_of_a_private_network() {
    let site = Site::start();
    let tool = Tool::new().env("HTTP_PROXY", &format!("http://{}", site.address));
    tool.write("links.csv", &ledger().replace("https://registre.example.fr", "http://registre.invalid"));
    let run = tool.run("link check rh2s6j");
    assert_eq!((run.code, run.stdout.lines().next()), (0, Some("rh2s6j: arrives with its tags")), "{run}");
    let elsewhere = ledger().replace("https://registre.example.fr", "http://registre.invalid/metadata?");
    tool.write("links.csv", &elsewhere.replace("metadata?/demande?", "metadata?"));
    let run = tool.run("link check rh2s6j");
    assert!(run.stdout.contains("169.254.169.254 is a private address"), "{run}");
}

#[test]
fn what_cannot_be_reached_is_said_in_our_words() {
    let tool = Tool::new();
    tool.write("links.csv", &ledger().replace("registre.example.fr", "registre.invalid"));
    let run = tool.run("link check rh2s6j --lang fr");
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("registre.invalid ne peut pas être joint"), "{run}");
    assert_eq!(tool.run("link check nobody").code, 2);
}

#[test]
fn labels_of_a_ledger_do_not_act() {
    let tool = Tool::new();
    let label = "\u{1b}]0;x\u{7}\u{202e}<script>";
    tool.write(
        "links.csv",
        &ledger()
            .replace("Rentrée des associations", label)
            .replace("brevo,email", &format!("{label},email")),
    );
    for words in [
        "link lint",
        "link lint --format github",
        "link lint --format junit",
        "link signature rh2s6j",
        "link signature rh2s6j --text",
        "link check rh2s6j",
    ] {
        let run = tool.run(words);
        let text = format!("{}{}", run.stdout, run.stderr);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{words}: {text}");
    }
    assert!(!tool.run("link signature rh2s6j").stdout.contains("<script>"));
}

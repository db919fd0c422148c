//! A Matomo that answers from `fixtures/recordings`, and fails as it is told.
//!
//! It also checks what must hold for every request: a POST to `index.php`
//! with module, format and method in the address, and the token in the body
//! and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use url::form_urlencoded;

use super::TOKEN;

/// The sites whose reports are recorded.
const RECORDED: [u64; 7] = [1, 2, 4, 5, 6, 8, 12];
/// Parameters that decide which recording answers.
const MEANING: [&str; 8] = [
    "idSite",
    "period",
    "segment",
    "expanded",
    "flat",
    "pluginName",
    "filter_update_columns_when_show_all_goals",
    "method",
];

/// Long enough for the beginning of an answer to be sent.
const FLUSHED: Duration = Duration::from_millis(50);

pub fn recordings() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/recordings"))
}

/// Two sites whose links have a ledger, `registre.csv` and `registre-coeur.csv`.
pub fn links() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/links"))
}

/// A file of the recordings, as JSON.
pub fn recorded(file: &str) -> Value {
    recorded_in(&recordings(), file)
}

fn recorded_in(folder: &Path, file: &str) -> Value {
    let bytes = std::fs::read(folder.join(file)).expect("a recording");
    serde_json::from_slice(&bytes).expect("a recording is JSON")
}

/// Parameters of one API call, its method among them.
pub type Call = BTreeMap<String, String>;

/// One request: a call, or the calls of a bulk.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub calls: Vec<Call>,
    /// How many requests came before it.
    pub number: usize,
    pub at: Instant,
}

impl Exchange {
    /// Whether it asks for reports, of whatever site.
    pub fn is_about_sites(&self) -> bool {
        self.calls.iter().any(|call| call.contains_key("idSite"))
    }

    /// Whether it asks for a segmented report.
    pub fn is_segmented(&self) -> bool {
        self.calls.iter().any(|call| call.contains_key("segment"))
    }

    /// Whether it asks for the reports of `site`.
    pub fn is_about(&self, site: u64) -> bool {
        let site = site.to_string();
        self.calls.iter().any(|call| call.get("idSite") == Some(&site))
    }
}

/// An answer that is not the recorded one.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Whole(Vec<u8>),
    /// The connection ends after these bytes.
    Cut(Vec<u8>),
    /// Nothing follows these bytes, while the connection stays open.
    Stalled(Vec<u8>),
    Never,
}

impl Reply {
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { status, headers, body: Content::Whole(body.into()) }
    }

    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, "application/json; charset=utf-8", body)
    }

    pub fn html(status: u16, body: &str) -> Self {
        Self::new(status, "text/html; charset=utf-8", body)
    }

    /// Matomo's own error.
    pub fn error(status: u16, message: &str) -> Self {
        Self::json(status, &error(message).to_string())
    }

    pub fn cut(body: &str) -> Self {
        Self { body: Content::Cut(body.into()), ..Self::json(200, "") }
    }

    /// No answer at all, while the connection stays open.
    pub fn never() -> Self {
        Self { body: Content::Never, ..Self::json(200, "") }
    }

    /// With half of its body, and then the end of the connection.
    pub fn cut_off(mut self) -> Self {
        self.body = Content::Cut(self.half());
        self
    }

    /// With half of its body, and then nothing.
    pub fn stalled(mut self) -> Self {
        self.body = Content::Stalled(self.half());
        self
    }

    /// With a body that is not compressed as it says.
    pub fn badly_compressed(self) -> Self {
        self.header("content-encoding", "gzip")
    }

    fn half(&self) -> Vec<u8> {
        match &self.body {
            Content::Whole(bytes) => bytes[..bytes.len() / 2].to_vec(),
            _ => Vec::new(),
        }
    }

    /// With other words in its body.
    pub fn replace(mut self, from: &str, to: &str) -> Self {
        if let Content::Whole(bytes) = &mut self.body {
            *bytes = String::from_utf8_lossy(bytes).replace(from, to).into_bytes();
        }
        self
    }

    /// With a header, in place of one of the same name.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn gzip(mut self) -> Self {
        if let Content::Whole(bytes) = &mut self.body {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(bytes).expect("written into memory");
            *bytes = encoder.finish().expect("written into memory");
        }
        self.header("content-encoding", "gzip")
    }

    async fn send(self) -> Response {
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        let body = match self.body {
            Content::Whole(bytes) => Body::from(bytes),
            Content::Cut(bytes) => {
                let first = stream::iter([Ok(Bytes::from(bytes))]);
                let gone = stream::once(async {
                    // After the status is on its way.
                    tokio::time::sleep(FLUSHED).await;
                    Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
                });
                Body::from_stream(first.chain(gone))
            }
            Content::Stalled(bytes) => {
                let first = stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes))]);
                Body::from_stream(first.chain(stream::pending()))
            }
            Content::Never => std::future::pending().await,
        };
        response.body(body).expect("a valid answer")
    }
}

fn error(message: &str) -> Value {
    json!({"result": "error", "message": message})
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Plugin {
    Active,
    Inactive,
    /// Inactive, and the token may not ask.
    Secret,
}

type Fault = dyn Fn(&Exchange) -> Option<Reply> + Send + Sync;
type Edit = dyn Fn(&Call, &mut Value) + Send + Sync;
type Wrap = dyn Fn(Reply) -> Reply + Send + Sync;

/// How a Matomo will behave.
pub struct Setup {
    plugin: Plugin,
    sites: Vec<u64>,
    folder: PathBuf,
    /// So many sites, each like the first of the recordings.
    copies: Option<u64>,
    /// The sites that everybody may see.
    public: Vec<u64>,
    /// Whether the recorded weeks are those before the day of the test.
    moved: bool,
    fault: Box<Fault>,
    edit: Option<Box<Edit>>,
    wrap: Box<Wrap>,
}

impl Setup {
    /// Without MarketingCampaignsReporting.
    pub fn core_only(mut self) -> Self {
        self.plugin = Plugin::Inactive;
        self
    }

    /// Without the plugin, and with a token that may not ask whether it is there.
    pub fn plugin_secret(mut self) -> Self {
        self.plugin = Plugin::Secret;
        self
    }

    /// With the site 24 of links with a history, or with 26, which has no plugin.
    pub fn links(site: u64) -> Self {
        let setup = Self { folder: links(), ..Matomo::setup() }.sites(&[site]);
        if site == 26 { setup.core_only() } else { setup }
    }

    /// With these sites in the list, instead of those that are recorded.
    pub fn sites(mut self, sites: &[u64]) -> Self {
        self.sites = sites.to_vec();
        self
    }

    /// With so many sites, from 1 on, that are all like site 1.
    pub fn copies(mut self, copies: u64) -> Self {
        self.copies = Some(copies);
        self
    }

    /// With these sites open to everybody.
    pub fn public(mut self, sites: &[u64]) -> Self {
        self.public = sites.to_vec();
        self
    }

    /// With the recorded weeks in the place of the last ones, whatever day it is.
    pub fn moved(mut self) -> Self {
        self.moved = true;
        self
    }

    /// Answers some requests otherwise.
    pub fn fault(mut self, fault: impl Fn(&Exchange) -> Option<Reply> + Send + Sync + 'static) -> Self {
        self.fault = Box::new(fault);
        self
    }

    /// Changes the answers to calls.
    pub fn edit(mut self, edit: impl Fn(&Call, &mut Value) + Send + Sync + 'static) -> Self {
        self.edit = Some(Box::new(edit));
        self
    }

    /// Sends the answers that are no fault in another way.
    pub fn wrap(mut self, wrap: impl Fn(Reply) -> Reply + Send + Sync + 'static) -> Self {
        self.wrap = Box::new(wrap);
        self
    }

    pub fn start(self) -> Matomo {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let index = recorded_in(&self.folder, "index.json");
        let shared = Arc::new(Shared {
            setup: self,
            index: index.as_array().cloned().unwrap_or_default(),
            exchanges: Mutex::default(),
            wrong: Mutex::default(),
            days: Mutex::default(),
        });
        let app = Router::new().fallback(handle).with_state(shared.clone());
        runtime.spawn(async move { axum::serve(listener, app).await });
        Matomo { address, shared, runtime: Some(runtime) }
    }
}

struct Shared {
    setup: Setup,
    index: Vec<Value>,
    exchanges: Mutex<Vec<Exchange>>,
    /// What no request may do.
    wrong: Mutex<Vec<String>>,
    /// Days between the recorded weeks and those that were asked for last.
    days: Mutex<i64>,
}

/// A running Matomo; dropping it fails the test if a request was not as it must be.
pub struct Matomo {
    address: SocketAddr,
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

impl Matomo {
    pub fn setup() -> Setup {
        Setup {
            plugin: Plugin::Active,
            sites: RECORDED.to_vec(),
            folder: recordings(),
            copies: None,
            public: Vec::new(),
            moved: false,
            fault: Box::new(|_| None),
            edit: None,
            wrap: Box::new(|reply| reply),
        }
    }

    pub fn start() -> Self {
        Self::setup().start()
    }

    /// A Matomo that answers every request with `reply`.
    pub fn always(reply: Reply) -> Self {
        Self::setup().fault(move |_| Some(reply.clone())).start()
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.shared.exchanges).clone()
    }
}

impl Drop for Matomo {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        if !std::thread::panicking() {
            let wrong = lock(&self.shared.wrong);
            assert!(wrong.is_empty(), "requests that must not be made: {wrong:#?}");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let (url, form) =
        (fields(parts.uri.query().unwrap_or_default()), fields(&String::from_utf8_lossy(&body)));
    lock(&shared.wrong).extend(violations(&parts, &url, &body));
    let exchange = {
        let mut exchanges = lock(&shared.exchanges);
        let exchange = Exchange { calls: calls(&url, &form), number: exchanges.len(), at: Instant::now() };
        exchanges.push(exchange.clone());
        exchange
    };
    let reply = match (shared.setup.fault)(&exchange) {
        Some(reply) => reply,
        None => match form.get("token_auth").map(String::as_str) {
            Some(TOKEN) => (shared.setup.wrap)(shared.reply(&url, &exchange, None)),
            Some("anonymous") => shared.reply(&url, &exchange, Some(&shared.setup.public)),
            _ => Reply::error(
                401,
                "Unable to authenticate with the provided token. It is either invalid or expired.",
            ),
        },
    };
    reply.send().await
}

fn fields(text: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn violations(parts: &Parts, url: &BTreeMap<String, String>, body: &[u8]) -> Vec<String> {
    let body = String::from_utf8_lossy(body);
    let expected = BTreeMap::from([("module", "API"), ("format", "json")]);
    let rules = [
        ("not a POST", parts.method == "POST"),
        ("not to index.php", parts.uri.path().ends_with("/index.php")),
        ("no method in the address", url.contains_key("method")),
        ("module or format", expected.iter().all(|(name, value)| url.get(*name).is_some_and(|v| v == value))),
        ("the token is in the address", !format!("{}", parts.uri).contains("token_auth")),
        ("the token is in a header", !format!("{:?}", parts.headers).contains(TOKEN)),
        ("the token is not once in the body", body.matches("token_auth").count() == 1),
    ];
    let broken = rules.iter().filter(|(_, holds)| !holds);
    broken.map(|(rule, _)| format!("{rule}: {} {}", parts.method, parts.uri)).collect()
}

/// The calls of a request, in the order of their answers.
fn calls(url: &BTreeMap<String, String>, form: &BTreeMap<String, String>) -> Vec<Call> {
    if url.get("method").map(String::as_str) != Some("API.getBulkRequest") {
        let mut call = form.clone();
        call.extend(url.clone());
        call.remove("token_auth");
        return vec![call];
    }
    (0..).map_while(|index| form.get(&format!("urls[{index}]"))).map(|query| fields(query)).collect()
}

impl Shared {
    /// The answer to a request of somebody who may see all sites, or only some.
    fn reply(&self, url: &BTreeMap<String, String>, exchange: &Exchange, visible: Option<&[u64]>) -> Reply {
        let denied = |call: &Call| visible.and_then(|visible| denied(call, visible));
        let answer = |call: &Call| match denied(call) {
            Some(message) => error(&message).to_string(),
            None => self.answer(call, visible),
        };
        let answers: Vec<_> = exchange.calls.iter().map(answer).collect();
        match url.get("method").map(String::as_str) {
            Some("API.getBulkRequest") => Reply::json(200, &format!("[{}]", answers.join(","))),
            _ if exchange.calls.iter().any(|call| denied(call).is_some()) => {
                Reply::json(401, &answers.concat())
            }
            _ => Reply::json(200, &answers.concat()),
        }
    }

    /// The body of the answer to one call.
    fn answer(&self, call: &Call, visible: Option<&[u64]>) -> String {
        let plugin_is_off = self.setup.plugin != Plugin::Active;
        let method = call.get("method").map(String::as_str).unwrap_or_default();
        let body = match method {
            "API.isPluginActivated" if self.setup.plugin == Plugin::Inactive => {
                r#"{"value":false}"#.to_owned()
            }
            "API.isPluginActivated" if self.setup.plugin == Plugin::Secret => {
                error("You can't access this resource as it requires 'superuser' access.").to_string()
            }
            _ if plugin_is_off && method.starts_with("MarketingCampaignsReporting.") => {
                recorded("site-01/week.core-only/MarketingCampaignsReporting.getSourceMedium.json")
                    .to_string()
            }
            "SitesManager.getSitesWithAtLeastViewAccess" => {
                let mut sites = self.sites();
                if let (Some(visible), Some(sites)) = (visible, sites.as_array_mut()) {
                    sites.retain(|site| site["idsite"].as_u64().is_some_and(|id| visible.contains(&id)));
                }
                sites.to_string()
            }
            _ => {
                let call = &self.original(call);
                let body = if self.setup.moved { self.moved(call) } else { self.recorded(call) };
                body.unwrap_or_else(|| error(&format!("{method} is not recorded")).to_string())
            }
        };
        match &self.setup.edit {
            None => body,
            Some(edit) => {
                let mut value = serde_json::from_str(&body).expect("a recording is JSON");
                edit(call, &mut value);
                value.to_string()
            }
        }
    }

    /// The answer for the recorded weeks, as if they were those that the call asks for.
    fn moved(&self, call: &Call) -> Option<String> {
        let mut call = call.clone();
        let Some(date) = call.get_mut("date") else { return self.recorded(&call) };
        let mut days = lock(&self.days);
        if let Some((_, to)) = date.split_once(',') {
            let recorded = jiff::civil::date(2026, 11, 22);
            *days = i64::from((to.parse::<jiff::civil::Date>().ok()? - recorded).get_days());
        }
        *date = later(date, -*days);
        Some(later(&self.recorded(&call)?, *days))
    }

    /// The call about the site whose recordings answer.
    fn original(&self, call: &Call) -> Call {
        let mut call = call.clone();
        if let Some(site) = call.get_mut("idSite").filter(|_| self.setup.copies.is_some()) {
            *site = "1".to_owned();
        }
        call
    }

    fn sites(&self) -> Value {
        let file = "instance/SitesManager.getSitesWithAtLeastViewAccess.json";
        let mut sites = recorded_in(&self.setup.folder, file);
        if let Some(copies) = self.setup.copies {
            let copy = |id: u64| {
                let mut site = sites[0].clone();
                site["idsite"] = json!(id);
                site
            };
            return (1..=copies).map(copy).collect();
        }
        if let Some(sites) = sites.as_array_mut() {
            sites.retain(|site| site["idsite"].as_u64().is_some_and(|id| self.setup.sites.contains(&id)));
        }
        sites
    }

    /// The recording that is most like `call`, cut to the periods it asks for.
    fn recorded(&self, call: &Call) -> Option<String> {
        let date = call.get("date").map(String::as_str).unwrap_or_default();
        let best = self.index.iter().filter(|entry| self.answers(entry, call, date)).max_by_key(|entry| {
            let request = &entry["request"];
            let same = call.iter().filter(|(name, value)| request[name.as_str()] == value.as_str()).count();
            let core_only = entry["file"].as_str().is_some_and(|file| file.contains("core-only"));
            // All that is alike, and little that is not; of two, the core's own.
            (core_only, same, std::cmp::Reverse(request.as_object().map_or(0, serde_json::Map::len)))
        })?;
        let body = std::fs::read_to_string(self.setup.folder.join(best["file"].as_str()?)).ok()?;
        match (date.split_once(','), best["request"]["date"] == date) {
            (Some((from, to)), false) if best["request"]["period"] == "day" => days(&body, from, to),
            (Some((from, to)), false) => cut(&body, from, to),
            _ => Some(body),
        }
    }

    fn answers(&self, entry: &Value, call: &Call, date: &str) -> bool {
        let request = &entry["request"];
        let same = |name: &&str| request[*name].as_str() == call.get(*name).map(String::as_str);
        let active = self.setup.plugin == Plugin::Active;
        let core_only = entry["file"].as_str().is_some_and(|file| file.contains("core-only"));
        let recorded = request["date"].as_str().unwrap_or_default();
        let by_day = request["period"] == "day";
        let covers = || {
            let ((from, to), (first, last)) = date.split_once(',').zip(recorded.split_once(','))?;
            // Days before the first that was recorded had no visits.
            ((first <= from || by_day) && to <= last).then_some(())
        };
        MEANING.iter().all(same) && !(active && core_only) && (recorded == date || covers().is_some())
    }
}

/// What Matomo says of a call to somebody who may see no more than these sites.
fn denied(call: &Call, visible: &[u64]) -> Option<String> {
    let refusal = |what: &str| format!("You can't access this resource as it requires {what}.");
    match call.get("idSite") {
        Some(site) if !visible.iter().any(|id| id.to_string() == *site) => {
            Some(refusal(&format!("'view' access for the website id = {site}")))
        }
        // The list of sites is empty then, and no error.
        None if visible.is_empty() && !call["method"].starts_with("SitesManager.") => {
            Some(refusal("view access for at least one website"))
        }
        _ => None,
    }
}

/// A text with all dates in it moved.
fn later(text: &str, days: i64) -> String {
    let date = regex::Regex::new(r"\b\d{4}-\d\d-\d\d\b").expect("a pattern");
    let moved = |found: &regex::Captures<'_>| match found[0].parse::<jiff::civil::Date>() {
        Ok(date) => (date + jiff::Span::new().days(days)).to_string(),
        Err(_) => found[0].to_owned(),
    };
    date.replace_all(text, moved).into_owned()
}

/// The days of an answer between two, each with its rows or none.
fn days(body: &str, from: &str, to: &str) -> Option<String> {
    let recorded: serde_json::Map<String, Value> = serde_json::from_str(body).ok()?;
    let (from, to): (jiff::civil::Date, jiff::civil::Date) = (from.parse().ok()?, to.parse().ok()?);
    let days = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to).map(|day| day.to_string());
    let rows = days.map(|day| (day.clone(), recorded.get(&day).cloned().unwrap_or_else(|| json!([]))));
    Some(Value::Object(rows.collect()).to_string())
}

/// The periods of an answer between two days.
fn cut(body: &str, from: &str, to: &str) -> Option<String> {
    let mut periods: serde_json::Map<String, Value> = serde_json::from_str(body).ok()?;
    let starts: BTreeSet<_> = periods.keys().cloned().collect();
    for key in starts {
        let start = format!("{}-01", key.split(',').next()?)[..10].to_owned();
        if start.as_str() < from || to < start.as_str() {
            periods.remove(&key);
        }
    }
    Some(Value::Object(periods).to_string())
}

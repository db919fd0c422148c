//! The page in a real Chromium: nothing runs, nothing is fetched, nothing runs
//! out of the window, and axe-core finds nothing.
//!
//! Needs `chromium` and `chromedriver` on the path, and axe-core's script by
//! its path in `AXE_CORE`. Screenshots are left in `target/tmp/screenshots`.

mod driver;

use std::path::{Path, PathBuf};

use base64::Engine as _;
use serde_json::{Value, json};

use self::driver::{Browser, program};
use crate::support::{Tool, WEEKS, recordings};

/// What is looked at, with the sites on the page.
const PAGES: [(&str, &str); 5] = [
    ("red-flag", "--site 1"),
    ("clear", "--site 2"),
    ("no-visit", "--site 4"),
    ("hostile", "--site 6"),
    ("portfolio", "--site 1 --site 2 --site 4 --site 5 --site 6 --site 8 --site 12"),
];
const WIDTHS: [u32; 2] = [1280, 390];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Runs before the page: notes what hostile labels must not do.
const WATCH: &str = "
    window.seen = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'fetch']) {
        window[name] = () => { window.seen.push(name); };
    }
    document.addEventListener('securitypolicyviolation', event => {
        window.seen.push(event.violatedDirective + ' ' + event.blockedURI);
    });";

/// What can act or fetch in a document, as text.
const ACTIVE: &str = "
    const found = [...window.seen];
    for (const element of document.querySelectorAll('*')) {
        if (['script', 'iframe', 'object', 'embed', 'img', 'image', 'link', 'form', 'base', 'video', 'audio']
            .includes(element.localName)) found.push('<' + element.localName + '>');
        for (const attribute of element.attributes) {
            const name = attribute.name.toLowerCase();
            if (name.startsWith('on') || name === 'style' || name === 'src') found.push(name + '=');
            const leads = element.localName === 'a' && element.rel === 'noopener noreferrer';
            if (name.endsWith('href') && !attribute.value.startsWith('#')
                && !(leads && /^https?:/.test(attribute.value))) found.push(attribute.value);
        }
    }
    return found;";

/// What reaches out of the window, as text.
const OVERFLOW: &str = "
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > width && !element.closest('.scroll'))
        .slice(0, 5).map(element => element.outerHTML.slice(0, 120));";

const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(result => done(result.violations.map(found =>
            found.id + ': ' + found.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary).join(' | '))),
            error => done([String(error)]));";

#[test]
#[ignore = "needs chromium, chromium-driver, axe-core"]
fn pages_hold_up_in_a_browser_in_french() {
    pages_hold_up("fr");
}

#[test]
#[ignore = "needs chromium, chromium-driver, axe-core"]
fn pages_hold_up_in_a_browser_in_english() {
    pages_hold_up("en");
}

fn pages_hold_up(lang: &str) {
    let (chromium, chromedriver) = programs();
    let axe = axe();
    let tool = Tool::new();
    let browser = Browser::start(&chromium, &chromedriver);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }));
    for (name, sites) in PAGES {
        let file = format!("{name}.html");
        tool.run(&format!(
            "audit --replay {} {sites} --lang {lang} {WEEKS} -o {file}",
            recordings().display()
        ));
        let url = format!("file://{}", tool.path(&file).display());
        browser.open(&url);
        assert_eq!(browser.execute("return document.documentElement.lang"), lang);
        nothing_acts(&browser, name, &url);
        // What is folded must look right too.
        browser.execute("document.querySelectorAll('details').forEach(details => details.open = true)");
        browser.execute(&axe);
        for width in WIDTHS {
            for scheme in SCHEMES {
                let case = format!("{lang}-{name}-{width}-{scheme}");
                // Slow: each width and each scheme once is enough for it.
                let checked = (width == WIDTHS[0]) == (scheme == SCHEMES[0]);
                looks_right(&browser, &case, width, scheme, checked);
            }
        }
    }
}

#[test]
#[ignore = "needs chromium, chromium-driver"]
fn a_link_of_the_ranking_unfolds_its_site() {
    let (chromium, chromedriver) = programs();
    let tool = Tool::new();
    let (_, sites) = PAGES[4];
    tool.run(&format!("audit --replay {} {sites} {WEEKS} -o all.html", recordings().display()));
    let browser = Browser::start(&chromium, &chromedriver);
    browser.open(&format!("file://{}", tool.path("all.html").display()));
    let open = "return document.getElementById('site-6').closest('details').open";
    assert_eq!(browser.execute(open), false);
    browser.execute("document.querySelector('a[href=\"#site-6\"]').click()");
    assert_eq!(browser.execute(open), true);
}

#[test]
#[ignore = "needs chromium, chromium-driver"]
fn a_thing_to_do_leads_to_its_finding_and_the_keyboard_everywhere() {
    let (chromium, chromedriver) = programs();
    let tool = Tool::new();
    tool.run(&format!("audit --replay {} --site 1 {WEEKS} -o one.html", recordings().display()));
    let browser = Browser::start(&chromium, &chromedriver);
    browser.open(&format!("file://{}", tool.path("one.html").display()));
    let reached = keyboard(&browser);
    assert_eq!(reached, browser.execute(REACHABLE), "what the Tab key reaches, with a mark");
    let seen = "return document.querySelector('.finding').checkVisibility({ contentVisibilityAuto: true })";
    assert_eq!(browser.execute(seen), false);
    browser.execute("document.querySelector('.first a').click()");
    let shown = "const box = document.querySelector(':target').getBoundingClientRect();
        return document.querySelector(':target').checkVisibility() && box.height > 0";
    assert_eq!(browser.execute(shown), true);
}

/// What can be reached without unfolding anything.
const REACHABLE: &str = "return [...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]
    .filter(element => element.checkVisibility()).length";

/// How many elements the Tab key reaches that show that they have the focus.
fn keyboard(browser: &Browser) -> usize {
    let focus = "const on = document.activeElement;
        return on === document.body ? 'none' : getComputedStyle(on).outlineStyle";
    let mut reached = 0;
    for _ in 0..200 {
        for kind in ["keyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
            browser.devtools("Input.dispatchKeyEvent", &key);
        }
        match browser.execute(focus).as_str() {
            Some("solid") => reached += 1,
            _ => break,
        }
    }
    reached
}

#[test]
#[ignore = "needs chromium, chromium-driver"]
fn a_phone_shows_what_matters_without_scrolling_and_paper_what_is_folded() {
    let (chromium, chromedriver) = programs();
    let tool = Tool::new();
    let (_, sites) = PAGES[4];
    tool.run(&format!("audit --replay {} {sites} --lang fr {WEEKS} -o all.html", recordings().display()));
    let browser = Browser::start(&chromium, &chromedriver);
    browser.open(&format!("file://{}", tool.path("all.html").display()));
    browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        &json!({ "width": 390, "height": 900, "deviceScaleFactor": 1, "mobile": true }),
    );
    let table = |class: &str| {
        browser.execute(&format!(
            "const table = [...document.querySelectorAll('table.{class}')].find(table => table.checkVisibility());
             return [...table.querySelectorAll('thead th')].filter(head =>
                 head.checkVisibility() && head.getBoundingClientRect().right <= 390 - 12).map(head => head.textContent)"
        ))
    };
    assert_eq!(table("ranking"), json!(["Site", "Verdict", "Part", "Visites"]));
    assert_eq!(table("periods"), json!(["Semaine", "Visites", "Direct", "Inconnu", "Non suivi"]));
    assert_eq!(table("actions"), json!(["Campagne", "Visites", "D’habitude"]));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let paper = "return [document.querySelector('.finding').checkVisibility(),
        getComputedStyle(document.querySelector('.site')).breakBefore]";
    assert_eq!(browser.execute(paper), json!([true, "page"]));
}

/// No script, no request but the page's own, nothing in the console.
fn nothing_acts(browser: &Browser, name: &str, url: &str) {
    assert_eq!(browser.execute(ACTIVE), json!([]), "{name}: what can act");
    let console = browser.log("browser");
    assert!(console.is_empty(), "{name}: the console says {console:?}");
    let requests = browser.log("performance").into_iter().filter_map(|entry| {
        let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let message = &message["message"];
        (message["method"] == "Network.requestWillBeSent")
            .then(|| message["params"]["request"]["url"].as_str().unwrap_or_default().to_owned())
    });
    let others: Vec<_> = requests.filter(|request| request != url).collect();
    assert!(others.is_empty(), "{name}: asks for {others:?}");
}

fn looks_right(browser: &Browser, case: &str, width: u32, scheme: &str, axe: bool) {
    browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        &json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 }),
    );
    browser.devtools(
        "Emulation.setEmulatedMedia",
        &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
    );
    assert_eq!(browser.execute("return window.innerWidth"), width, "{case}");
    assert_eq!(browser.execute(OVERFLOW), json!([]), "{case}: reaches out of the window");
    screenshot(browser, case);
    if axe {
        let found = browser.execute_async(AXE);
        assert_eq!(found, json!([]), "{case}: axe-core finds {found:#}");
    }
    assert_eq!(browser.execute("return window.seen"), json!([]), "{case}: what ran");
}

fn screenshot(browser: &Browser, case: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    let shot = browser.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }));
    let png = base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
    std::fs::write(folder.join(format!("{case}.png")), png).unwrap();
}

fn programs() -> (PathBuf, PathBuf) {
    let path = |name| program(name).unwrap_or_else(|| panic!("{name} is not on the path"));
    (path("chromium"), path("chromedriver"))
}

fn axe() -> String {
    let path = std::env::var_os("AXE_CORE").expect("AXE_CORE must name axe-core's axe.min.js");
    std::fs::read_to_string(path).unwrap()
}

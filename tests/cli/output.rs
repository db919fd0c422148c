//! Where the report goes, and in which form.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr as _;

use crate::delivery::needs;
use crate::support::{Matomo, Reply, Tool, WEEKS, recordings};

const ESCAPE: char = '\u{1b}';

#[test]
fn the_first_line_is_the_verdict() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    for (site, icon, share) in [(1, "🚩", "69,6 %"), (2, "✅", "20 %"), (5, "🔶", "39,5 %")] {
        let outcome = tool.run(&format!("audit --site {site} {WEEKS} --lang fr"));
        let first = outcome.data().lines().next().unwrap();
        assert!(first.starts_with(icon) && first.contains(&share.replace(' ', "\u{202f}")), "{first:?}");
    }
}

#[test]
fn no_line_is_wider_than_80_columns_in_a_pipe() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let windows =
        [WEEKS, "--period month --last 5 --until 2026-10-31", "--period day --last 30 --until 2026-11-23"];
    for lang in ["fr", "en"] {
        for window in windows {
            let outcome = tool.run(&format!("audit --site all {window} --lang {lang}"));
            // A link to paste is left whole.
            let link = |line: &&str| line.trim().starts_with("https://") && !line.trim().contains(' ');
            for line in outcome.data().lines().filter(|line| !link(line)) {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
        }
    }
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let matomo = Matomo::start();
    let coloured = |tool: Tool, words: &str| {
        tool.run(&format!("audit --site 1 {WEEKS} {words}")).data().contains(ESCAPE)
    };
    assert!(!coloured(Tool::of(&matomo), ""));
    assert!(!coloured(Tool::of(&matomo), "--color never"));
    assert!(coloured(Tool::of(&matomo), "--color always"));
    assert!(!coloured(Tool::of(&matomo).env("NO_COLOR", "1"), ""));
    // An option is a clearer wish than a variable.
    assert!(coloured(Tool::of(&matomo).env("NO_COLOR", "1"), "--color always"));
}

#[test]
fn colours_change_no_word() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let plain = tool.run(&format!("audit --site 1 {WEEKS}"));
    let coloured = tool.run(&format!("audit --site 1 {WEEKS} --color always"));
    let codes = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    assert_eq!(codes.replace_all(coloured.data(), ""), plain.data());
}

#[test]
fn nothing_is_said_on_stderr_when_all_is_well() {
    let matomo = Matomo::start();
    for command in ["audit", "check --max-direct 100%", "sites"] {
        let words = format!("{command} --site 1 --site 2 {WEEKS}");
        assert!(!Tool::of(&matomo).run(&words).data().is_empty());
    }
}

#[test]
fn verbose_tells_of_requests_on_stderr_alone() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let quiet = tool.run(&format!("audit --site 1 {WEEKS} --format csv"));
    for words in ["-v", "-vv"] {
        let verbose = tool.run(&format!("audit --site 1 {WEEKS} --format csv {words}"));
        assert_eq!(verbose.stdout, quiet.stdout);
        assert!(verbose.stderr.contains("POST http://127.0.0.1"), "{verbose}");
    }
}

#[test]
fn csv_has_one_row_per_site_and_period() {
    let matomo = Matomo::start();
    let outcome = Tool::of(&matomo).run(&format!("audit --site 1 --site 4 {WEEKS} --format csv"));
    let mut reader = csv::Reader::from_reader(outcome.data().as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 24);
    let cell =
        |row: usize, name: &str| rows[row].get(header.iter().position(|h| h == name).unwrap()).unwrap();
    assert_eq!(
        (cell(11, "site"), cell(11, "from"), cell(11, "visits")),
        ("Aides Logement", "2026-11-16", "329")
    );
    assert_eq!((cell(11, "untracked_share"), cell(11, "verdict")), ("0.696049", "red-flag"));
    // No visits: no share, rather than 0 or NaN.
    assert_eq!((cell(23, "visits"), cell(23, "untracked_share"), cell(23, "interval_low")), ("0", "", ""));
}

/// The cells of a table by the names of its columns.
fn cells(text: &str, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let text = text.trim_start_matches('\u{feff}');
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn french_csv_is_for_french_spreadsheets() {
    let replay = recordings();
    let words = format!("audit --site 1 --site 5 {WEEKS} --replay {}", replay.display());
    let tool = Tool::new();
    tool.run(&format!("{words} -q --lang fr -o fr.csv")).data();
    tool.run(&format!("{words} -q --lang en -o en.csv")).data();
    for table in ["csv", "channels.csv", "campaigns.csv", "findings.csv"] {
        let [french, english] = ["fr", "en"].map(|lang| tool.read(&format!("{lang}.{table}")));
        assert!(french.starts_with("\u{feff}site_id;site;"), "{french}");
        assert!(english.starts_with("site_id,site,"), "{english}");
        let (french, english) = (cells(&french, b';'), cells(&english, b','));
        assert_eq!((french.len(), french.is_empty()), (english.len(), false), "{table}");
        for (french, english) in french.iter().zip(&english) {
            assert!(french.keys().eq(english.keys()), "{french:?}");
            for (column, cell) in french {
                let sentence = ["title", "detail", "action"].contains(&column.as_str());
                assert!(sentence || cell.replace(',', ".") == english[column], "{column}: {cell}");
            }
        }
    }
    let printed = |words: &str| tool.run(words).data().to_owned();
    assert_eq!(printed(&format!("{words} --lang fr --format csv")), tool.read("fr.csv"));
    // Programs that read it need not know the language.
    let plain = Tool::new().config("[output]\ncsv = \"plain\"");
    assert_eq!(plain.run(&format!("{words} --lang fr --format csv")).data(), tool.read("en.csv"));
}

/// Converts it as a French LibreOffice opens it by itself, to what another one reads as numbers.
#[test]
#[ignore = "needs libreoffice-calc-nogui"]
fn french_csv_opens_in_libreoffice() {
    needs("soffice");
    let tool = Tool::new();
    tool.run(&format!("audit --site 1 {WEEKS} --replay {} -q --lang fr -o fr.csv", recordings().display()));
    let home = format!("-env:UserInstallation=file://{}", tool.path("office").display());
    // Separated by 59 (;), quoted by 34 ("), in 76 (UTF-8), from line 1, in language 1036 (French).
    let status = Command::new("soffice")
        .args([&home, "--headless", "--infilter=CSV:59,34,76,1,,1036", "--convert-to", "fods", "fr.csv"])
        .current_dir(tool.path("."))
        .output()
        .unwrap();
    assert!(status.status.success(), "{status:?}");
    let sheet = tool.read("fr.fods");
    assert!(sheet.contains("office:value-type=\"float\" office:value=\"0.696049\""), "no number");
    assert!(sheet.contains("Aides Logement") && !sheet.contains('\u{feff}'), "no text");
}

#[test]
fn files_are_written_beside_each_other_and_nothing_is_printed() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let outcome = tool.run(&format!("audit --site 1 {WEEKS} -o a.json -o a.csv -o a.txt"));
    let mut files =
        ["a.json", "a.csv", "a.channels.csv", "a.campaigns.csv", "a.findings.csv", "a.links.csv", "a.txt"]
            .map(str::to_owned);
    // Each is named, as some stand beside the one that was asked for.
    let named: String = files.iter().map(|file| format!("written: {file}\n")).collect();
    assert_eq!((outcome.code, &*outcome.stdout, &*outcome.stderr), (0, "", &*named), "{outcome}");
    files.sort();
    assert_eq!(tool.files(), files);
    assert_eq!(tool.run("check --replay nowhere -q -o a.xml").code, 3);
    let gate = tool.run(&format!("check --site 2 {WEEKS} -o a.xml --lang fr"));
    assert_eq!(gate.stderr, "écrit\u{a0}: a.xml\n");
    let json: serde_json::Value = serde_json::from_str(&tool.read("a.json")).unwrap();
    assert_eq!(json["sites"][0]["id"], 1);
    for (file, format) in [
        ("a.csv", "csv"),
        ("a.channels.csv", "csv-channels"),
        ("a.campaigns.csv", "csv-campaigns"),
        ("a.findings.csv", "csv-findings"),
        ("a.links.csv", "csv-links"),
        ("a.txt", "terminal"),
    ] {
        let printed = tool.run(&format!("audit --site 1 {WEEKS} --format {format}"));
        assert_eq!(tool.read(file), printed.data(), "{file}");
    }
}

#[test]
fn a_file_is_for_others_to_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let tool = Tool::new();
    tool.run("demo -q -o a.json").data();
    std::fs::File::create(tool.path("b.json")).unwrap();
    let [written, usual] =
        ["a.json", "b.json"].map(|name| tool.path(name).metadata().unwrap().permissions().mode());
    assert_eq!(written, usual);
}

#[test]
fn with_a_format_the_report_is_printed_too() {
    let tool = Tool::new();
    assert!(tool.run("demo -q -o a.json --format csv").data().starts_with("site_id,"));
    assert_eq!(tool.files(), ["a.json"]);
}

#[test]
fn a_file_that_exists_is_replaced_as_a_whole() {
    let tool = Tool::new();
    tool.write("a.csv", &"x".repeat(1 << 20));
    tool.run("demo -q -o a.csv").data();
    assert!(tool.read("a.csv").starts_with("site_id,"));
    assert!(!tool.read("a.csv").contains('x'));
}

#[test]
fn no_file_is_written_or_changed_when_matomo_cannot_be_read() {
    let matomo = Matomo::always(Reply::error(401, "no"));
    let tool = Tool::of(&matomo);
    tool.write("old.json", "the report of last week");
    assert_eq!(tool.run(&format!("audit {WEEKS} -o new.csv -o old.json")).code, 3);
    assert_eq!(tool.files(), ["old.json"]);
    assert_eq!(tool.read("old.json"), "the report of last week");
}

#[test]
fn files_that_cannot_be_written_are_found_out_before_matomo_is_asked() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let missing = tool.run("audit -o nowhere/a.json");
    assert_eq!(missing.code, 5, "{missing}");
    assert!(missing.stderr.contains("nowhere/a.json"), "{missing}");
    // Even a user who may write anywhere cannot write there.
    assert_eq!(tool.run("audit -o /proc/a.json").code, 5);
    for words in ["-o a.json -o a.json", "-o a.json -o ./a.json", "-o a.csv -o a.channels.csv", "-o report"] {
        let outcome = tool.run(&format!("audit {words}"));
        assert_eq!(outcome.code, 2, "{words}: {outcome}");
    }
    assert!(matomo.exchanges().is_empty());
    assert_eq!(tool.files(), [""; 0]);
}

#[test]
fn a_target_that_is_a_folder_fails_and_leaves_nothing_behind() {
    let tool = Tool::new();
    std::fs::create_dir(tool.path("a.json")).unwrap();
    let outcome = tool.run("demo -o a.json");
    assert_eq!(outcome.code, 5, "{outcome}");
    assert_eq!(tool.files(), ["a.json"]);
}

/// `matomo-audit … | head -1`
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    // More than a pipe holds, so that writing goes on after the reader left.
    for words in [format!("audit {WEEKS} --format json"), "demo".to_owned(), "--help".to_owned()] {
        let mut child = tool
            .command()
            .args(words.split_whitespace())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), &*said), (Some(0), ""), "{words}");
        assert!(!line.is_empty());
    }
}

#[test]
fn help_and_version_need_nothing() {
    for words in ["--help", "-h", "audit --help", "check --help", "sites --help", "demo --help", "--version"]
    {
        // Even with a broken file.
        let tool = Tool::new().env("MATOMO_TOKEN_AUTH", crate::support::TOKEN).config("nonsense = 1");
        assert!(!tool.run(words).data().is_empty(), "{words}");
    }
}

#[test]
fn an_inconclusive_week_says_what_would_help() {
    let matomo = Matomo::start();
    let tool = Tool::of(&matomo);
    let day = "--period day --last 5 --until 2026-11-20 --site 1";
    let shown = tool.run(&format!("audit {day}"));
    assert!(shown.data().contains("With --period week"), "{shown}");
    // As a month would not do either, the minimum is what is left to change.
    let config = tool.config("[thresholds]\nmin_visits = 1000000");
    let shown = config.run(&format!("audit {day}"));
    assert!(shown.data().contains("thresholds.min_visits"), "{shown}");
}

#[test]
fn thresholds_of_the_file_change_the_verdict() {
    let matomo = Matomo::start();
    let verdict = |config: &str| {
        let outcome = Tool::of(&matomo).config(config).run(&format!("audit --site 1 {WEEKS} --format json"));
        outcome.json(0)["sites"][0]["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict(""), "red-flag");
    assert_eq!(verdict("[thresholds]\nred_flag = \"70%\""), "watch");
    assert_eq!(verdict("[thresholds]\nred_flag = \"80%\"\nwatch = \"70%\""), "clear");
    assert_eq!(verdict("[thresholds]\nmin_visits = 330"), "inconclusive");
}

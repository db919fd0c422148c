//! Terminals of every width.

use clap::Parser as _;
use jiff::tz::TimeZone;
use matomo_audit::cli::Cli;
use matomo_audit::context::Context;
use unicode_width::UnicodeWidthStr as _;

/// What a terminal of this width is shown.
fn shown(width: u16, words: &str) -> String {
    let recordings = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/recordings");
    let words = format!("matomo-audit {words} --replay {recordings} --until 2026-11-22 --lang fr");
    let context = Context {
        now: "2026-11-24T09:30:00Z".parse().unwrap(),
        time_zone: TimeZone::UTC,
        env: [("NO_COLOR".to_owned(), "1".to_owned())].into(),
        user: None,
        dir: std::env::temp_dir(),
        stdin_is_terminal: false,
        stdout_is_terminal: true,
        stderr_is_terminal: false,
        width: Some(width),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    matomo_audit::run(&Cli::parse_from(words.split_whitespace()), &context, &mut out, &mut err);
    String::from_utf8(out).unwrap()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [1, 39, 40, 55, 56, 60, 73, 74, 80, 110, 400] {
        // Below 40 columns lines break where they will; a link to be copied stays whole.
        let widest = usize::from(width).max(40);
        for command in ["audit --site 1 --site 5 --site 6 --site 8", "sites"] {
            for line in shown(width, command).lines().filter(|line| !line.trim().starts_with("https://")) {
                assert!(line.width() <= widest, "{command} at {width}: {line:?}");
            }
        }
    }
}

#[test]
fn numbers_stay_whole_at_60_columns() {
    let text = shown(60, "audit --site 8 --site 1 --details");
    let week = text.lines().find(|line| line.starts_with("   S47 ")).unwrap();
    let cells: Vec<_> = week.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells, ["S47", "344", "83", "166", "72,4\u{202f}%", "67,4–76,8"]);
    assert!(text.contains("🚩 alerte  72,4\u{202f}%      344  canal sans"), "{text}");
}

#[test]
fn wide_characters_keep_the_columns_in_line() {
    let text = shown(80, "audit --site 5 --site 6 --site 8");
    let rows: Vec<_> = text.lines().skip_while(|line| !line.contains("Verdict")).skip(1).take(2).collect();
    let column = |row: &str| row.find("\u{202f}%").map(|at| row[..at].width());
    assert!(column(rows[0]).is_some() && column(rows[0]) == column(rows[1]), "{rows:#?}");
}

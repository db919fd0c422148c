//! Every output of one report, in both languages: what changes in a snapshot is what a reader sees.

pub mod sample;

use insta::{Settings, assert_snapshot};

use super::gate;
use super::{Layout, chat, mail, render};
use crate::format::{ChatKind, CsvStyle, Format, GateFormat};
use crate::locale::{Lang, Locale};
use crate::model::Report;
use crate::words::Words;
use crate::words::gate::GateWords;

fn each_language(check: impl Fn(&Locale, &str)) {
    for lang in Lang::ALL {
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        // The style sheet is a file of its own.
        settings.add_filter(r"(?s)<style>.*?</style>", "<style></style>");
        settings.add_filter("'sha256-[^']*'", "'sha256-…'");
        settings.bind(|| check(&Locale::new(lang), lang.id()));
    }
}

fn shown(report: &Report, format: Format, locale: &Locale, width: u16) -> String {
    render(report, format, locale, Layout::new(Some(width), false), CsvStyle::Local)
}

#[test]
fn terminal() {
    each_language(|locale, lang| {
        for width in [40, 80, 110] {
            assert_snapshot!(
                format!("terminal_{width}_{lang}"),
                shown(&sample::report(), Format::Terminal, locale, width)
            );
        }
        assert_snapshot!(
            format!("terminal_single_{lang}"),
            shown(&sample::single(), Format::Terminal, locale, 80)
        );
        let summary = Report { summary: true, ..sample::report() };
        assert_snapshot!(format!("terminal_summary_{lang}"), shown(&summary, Format::Terminal, locale, 80));
        let coloured = {
            let layout = Layout::new(Some(80), true);
            render(&sample::single(), Format::Terminal, locale, layout, CsvStyle::Local)
        };
        assert_snapshot!(
            format!("terminal_colour_{lang}"),
            coloured.escape_debug().to_string().replace("\\n", "\n")
        );
    });
}

#[test]
fn documents() {
    each_language(|locale, lang| {
        for (name, format) in [("markdown", Format::Markdown), ("html", Format::Html)] {
            assert_snapshot!(format!("{name}_{lang}"), shown(&sample::report(), format, locale, 80));
            assert_snapshot!(format!("{name}_single_{lang}"), shown(&sample::single(), format, locale, 80));
            let summary = Report { summary: true, ..sample::report() };
            assert_snapshot!(format!("{name}_summary_{lang}"), shown(&summary, format, locale, 80));
        }
    });
}

#[test]
fn messages() {
    each_language(|locale, lang| {
        for (name, report) in [("mail", sample::report()), ("mail_single", sample::single())] {
            let message = mail::message(Words::new(&report, locale));
            assert_snapshot!(
                format!("{name}_text_{lang}"),
                format!("{}\n\n{}", message.subject, message.text)
            );
            assert_snapshot!(format!("{name}_html_{lang}"), message.html);
        }
        for (name, kind) in [("mattermost", ChatKind::Mattermost), ("slack", ChatKind::Slack)] {
            assert_snapshot!(
                format!("chat_{name}_{lang}"),
                chat::message(Words::new(&sample::report(), locale), kind)
            );
            assert_snapshot!(
                format!("chat_{name}_single_{lang}"),
                chat::message(Words::new(&sample::single(), locale), kind)
            );
        }
    });
}

#[test]
fn payloads() {
    each_language(|locale, lang| {
        for (name, kind) in
            [("matrix", ChatKind::Matrix), ("teams", ChatKind::Teams), ("json", ChatKind::Json)]
        {
            let payload = chat::payload(Words::new(&sample::report(), locale), kind);
            let payload: serde_json::Value = serde_json::from_str(&payload).unwrap();
            assert_snapshot!(format!("chat_{name}_{lang}"), serde_json::to_string_pretty(&payload).unwrap());
        }
    });
}

#[test]
fn data() {
    each_language(|locale, lang| {
        assert_snapshot!(format!("json_{lang}"), shown(&sample::report(), Format::Json, locale, 80));
    });
}

#[test]
fn tables() {
    let tables = [
        ("csv", Format::Csv),
        ("csv_channels", Format::CsvChannels),
        ("csv_campaigns", Format::CsvCampaigns),
        ("csv_findings", Format::CsvFindings),
        ("csv_links", Format::CsvLinks),
    ];
    each_language(|locale, lang| {
        for (name, format) in tables {
            assert_snapshot!(format!("{name}_{lang}"), shown(&sample::report(), format, locale, 80));
        }
    });
}

#[test]
fn plain_tables_are_the_same_in_every_language_but_for_sentences() {
    let plain = |lang, format| {
        let layout = Layout::new(None, false);
        render(&sample::report(), format, &Locale::new(lang), layout, CsvStyle::Plain)
    };
    for format in [Format::Csv, Format::CsvChannels, Format::CsvCampaigns] {
        assert_eq!(plain(Lang::Fr, format), plain(Lang::En, format), "{format:?}");
    }
    assert!(plain(Lang::Fr, Format::CsvFindings).starts_with("site_id,site,finding,"));
}

#[test]
fn checks() {
    each_language(|locale, lang| {
        let (report, result) = (sample::report(), sample::gate());
        let words = GateWords { report: &report, result: &result, locale };
        let shown = |format| gate::render(words, format);
        assert_snapshot!(format!("gate_text_{lang}"), shown(GateFormat::Text));
        assert_snapshot!(format!("gate_github_{lang}"), shown(GateFormat::Github));
        assert_snapshot!(format!("gate_junit_{lang}"), shown(GateFormat::Junit));
        let summary = gate::summary(words);
        assert_snapshot!(format!("gate_github_summary_{lang}"), summary);
    });
}

#[test]
fn the_sample_has_every_finding() {
    let report = sample::report();
    let ids: Vec<_> = report.sites[0].findings.iter().map(|finding| finding.id).collect();
    for audit in crate::audit::findings::ids() {
        assert!(ids.contains(&audit), "{audit}");
    }
}

use std::time::{Duration, Instant};

use base64::Engine as _;

use super::*;

fn found(text: &str, kind: Kind) -> Vec<(u64, String)> {
    links(text.as_bytes(), Some(kind)).into_iter().map(|found| (found.line, found.address)).collect()
}

fn at(links: &[(u64, &str)]) -> Vec<(u64, String)> {
    links.iter().map(|(line, address)| (*line, (*address).to_owned())).collect()
}

#[test]
fn html_has_links_where_one_clicks() {
    let text = "<link href=\"https://x.fr/a.css\">\n<img src=https://x.fr/b.png>\n<a\n href='https://x.fr/?a=1&amp;b=2&copy=3'>\nhttps://x.fr/shown</a>\n\
        <area HREF=\" https://x.fr/c\n/d \">\n<script>'<a href=\"https://x.fr/no\">'</script>\n\
        <!-- <a href=\"https://x.fr/old\"> -->\n<!--[if mso]>\n<v:roundrect href=\"https://x.fr/mso\"><![endif]-->\n\
        <mj-button href=\"https://x.fr/mj\" /><a href=\"{{ lien }}\"><a name=x><a href>";
    assert_eq!(
        found(text, Kind::Html),
        at(&[
            (4, "https://x.fr/?a=1&b=2&copy=3"),
            (6, "https://x.fr/c/d"),
            (11, "https://x.fr/mso"),
            (12, "https://x.fr/mj"),
            (12, "{{ lien }}"),
            (12, ""),
        ])
    );
}

#[test]
fn markdown_has_links_bare_addresses_and_html() {
    let text = "[a](https://x.fr/a_b \"t\") ![i](https://x.fr/i.png)\n\nvoir https://x.fr/b_c_d?x=1&amp;y=2, ou\n<https://x.fr/c>\n\n\
        ```\nhttps://x.fr/code\n```\n`https://x.fr/code`\n\n[r]\n\n<p>\n<a\nhref=\"https://x.fr/html\">x</a>\n\n\
        [https://x.fr/shown](https://x.fr/to)\n\n[r]: https://x.fr/ref\n";
    assert_eq!(
        found(text, Kind::Markdown),
        at(&[
            (1, "https://x.fr/a_b"),
            (3, "https://x.fr/b_c_d?x=1&amp;y=2"),
            (4, "https://x.fr/c"),
            (11, "https://x.fr/ref"),
            (15, "https://x.fr/html"),
            (17, "https://x.fr/to"),
        ])
    );
    let text = "<a href=\"https://x.fr/a\">https://x.fr/shown</a> https://x.fr/b\n\n<a href=https://x.fr/c>https://x.fr/shown\n\n\
        <a name=d>https://x.fr/e\n";
    let wanted = [(1, "https://x.fr/a"), (1, "https://x.fr/b"), (3, "https://x.fr/c"), (5, "https://x.fr/e")];
    assert_eq!(found(text, Kind::Markdown), at(&wanted));
}

#[test]
fn addresses_in_a_text_end_where_people_end_them() {
    let text = "(https://x.fr/a) « https://x.fr/b? »\r\nhttps://x.fr/c_(d), jeanne@x.fr\nHTTPS://X.fr/?utm_source={{ nom du lot }}&utm_medium=email.\n\
        https://x.fr/?utm_source=[[nom]]&a=1 https://x.fr/?utm_source=%NOM%\nftp://x.fr/ www.x.fr https://x.fr/?s={{a}}&m={{b}}";
    assert_eq!(
        found(text, Kind::Text),
        at(&[
            (1, "https://x.fr/a"),
            (1, "https://x.fr/b"),
            (2, "https://x.fr/c_(d)"),
            (3, "HTTPS://X.fr/?utm_source={{ nom du lot }}&utm_medium=email"),
            (4, "https://x.fr/?utm_source=[[nom]]&a=1"),
            (4, "https://x.fr/?utm_source=%NOM%"),
            (5, "https://x.fr/?s={{a}}&m={{b}}"),
        ])
    );
}

#[test]
fn addresses_end_at_french_quotes_and_where_the_next_one_begins() {
    let text = "«https://x.fr/a» «\u{a0}https://x.fr/b\u{a0}!\u{a0}» “https://x.fr/c.” https://x.fr/d…\n\
        https://x.fr/e_(f)?utm_campaign=d;https://x.fr/g,HTTP://x.fr/h;\nhttps://x.fr/?utm_campaign=<%= nom %>&a=1 x";
    assert_eq!(
        found(text, Kind::Text),
        at(&[
            (1, "https://x.fr/a"),
            (1, "https://x.fr/b"),
            (1, "https://x.fr/c"),
            (1, "https://x.fr/d"),
            (2, "https://x.fr/e_(f)?utm_campaign=d"),
            (2, "https://x.fr/g"),
            (2, "HTTP://x.fr/h"),
            (3, "https://x.fr/?utm_campaign=<%= nom %>&a=1"),
        ])
    );
}

#[test]
fn each_cell_of_a_table_is_a_text() {
    let text = "nom;lien\r\na;https://x.fr/a;b\r\n\"b\nc\";\"x\nhttps://x.fr/b\"\r\n";
    assert_eq!(found(text, Kind::Table), at(&[(2, "https://x.fr/a"), (5, "https://x.fr/b")]));
    assert_eq!(found("a,b\nhttps://x.fr/?a=1;2,c\n", Kind::Table), at(&[(2, "https://x.fr/?a=1;2")]));
}

#[test]
fn the_parts_of_a_mail_are_decoded_and_have_the_lines_of_the_file() {
    let html = base64::engine::general_purpose::STANDARD.encode("<p>\n<a href=\"https://x.fr/base64\">");
    let text = format!(
        "From: a@x.fr\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         Voil=C3=A0\r\nune longue =\r\nligne\r\nhttps://x.fr/?utm_source=3Dbre=\r\nvo&a=3D1\r\n--B\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{html}\r\n--B\r\n\
         Content-Type: message/rfc822\r\n\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<br>\r\n<a href=https://x.fr/inner>\r\n--B--\r\n"
    );
    let wanted =
        [(12, "https://x.fr/?utm_source=brevo&a=1"), (18, "https://x.fr/base64"), (26, "https://x.fr/inner")];
    assert_eq!(found(&text, Kind::Mail), at(&wanted));
    let sniffed: Vec<_> = links(text.as_bytes(), None).into_iter().map(|found| found.line).collect();
    assert_eq!(sniffed, [12, 18, 26]);
}

#[test]
fn a_text_may_be_of_any_encoding() {
    let wide: Vec<u8> =
        "\u{feff}<a href=\"https://x.fr/a\">é".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(links(&wide, Some(Kind::Html)).len(), 1);
    assert_eq!(links(b"\xe9t\xe9 https://x.fr/a\xe9 \0 https://x.fr/b", None).len(), 2);
}

#[test]
fn nothing_takes_long() {
    const MANY: usize = 1 << 13;
    let texts = [
        "https://".repeat(MANY),
        "https://x.fr/a ".repeat(MANY),
        "https://x.fr/{{".repeat(MANY),
        format!("https://x.fr/?a={}", "{{ a }}".repeat(MANY)),
        "<a href=https://x.fr/ ".repeat(MANY),
        "<a href=\"https://x.fr/\">".repeat(MANY),
        "<!--[if mso]>".repeat(MANY),
        "&#10;https://x.fr/<b>".repeat(MANY),
        "[".repeat(MANY),
        "[a](".repeat(MANY),
        "> ".repeat(MANY),
        "\"".repeat(MANY),
        format!("Content-Type: multipart/mixed; boundary=B\n\n{}", "--B\n\nhttps://x.fr/\n".repeat(MANY)),
        "Content-Type: message/rfc822\n\n".repeat(MANY),
        "Content-Type: multipart/digest; boundary=B\n\n--B\n\n".repeat(MANY),
        format!("Content-Transfer-Encoding: quoted-printable\n\n{}", "https://x.fr/=\n\n".repeat(MANY)),
        "\0".repeat(MANY),
        "=".repeat(1 << 20),
    ];
    for kind in [Kind::Html, Kind::Markdown, Kind::Text, Kind::Mail, Kind::Table] {
        for (at, text) in texts.iter().enumerate() {
            let start = Instant::now();
            let _ = links(text.as_bytes(), Some(kind));
            let taken = start.elapsed();
            assert!(taken < Duration::from_secs(5), "{kind:?}, text {at}: {taken:?}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>, text in "(<a href=|https://x.fr/|\\{\\{|\\}\\}|\\[|\\]|\"|é|\n|>|--B|Content-Type: |multipart/mixed; boundary=B|message/rfc822|:|=3D|=|;|,){0,40}") {
        for kind in [None, Some(Kind::Html), Some(Kind::Markdown), Some(Kind::Mail), Some(Kind::Table), Some(Kind::Text)] {
            let _ = (links(&bytes, kind), links(text.as_bytes(), kind));
        }
    }
}

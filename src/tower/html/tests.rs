//! What becomes of the HTML that Tower sends, and of what it would never send.

use proptest::prelude::*;

use super::*;

fn text(html: &str) -> String {
    text_of(html).map(|text| text.to_string()).unwrap_or_default()
}

#[test]
fn blocks_and_breaks_stand_on_lines_of_their_own() {
    for (html, read) in [
        ("<p>安卓 14 上复现。<br>日志见附件。</p>", "安卓 14 上复现。\n日志见附件。"),
        ("<p><p>按约定 <b>A&amp;B</b></p></p>", "按约定 A&B"),
        ("<DIV>one</DIV><div>two</div>three", "one\ntwo\nthree"),
        ("one<br/><br><br />\n  <br>two", "one\n\ntwo"),
        ("<ul><li>安卓<ul><li>14</li></ul></li><li>iOS</li></ul>after", "- 安卓\n  - 14\n- iOS\nafter"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<pre>a  b\n  c</pre>  d   e", "a  b\n  c\nd e"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("a<hr>b", "a\nb"),
        ("<p>a&nbsp;&nbsp;b</p>", "a  b"),
    ] {
        assert_eq!(text(html), read, "{html}");
    }
}

#[test]
fn a_text_without_tags_keeps_its_lines() {
    assert_eq!(text("第一行\n  第二行\n\nif a < b && c > d"), "第一行\n  第二行\n\nif a < b && c > d");
    assert_eq!(text("a &lt;token&gt; b"), "a <token> b");
}

#[test]
fn a_link_is_followed_by_where_it_leads() {
    for (html, read) in [
        (
            "见 <a href=\"https://example.com/?a=1&amp;b=2\">文档</a>。",
            "见 文档 <https://example.com/?a=1&b=2>。",
        ),
        ("<a href='https://example.com'>https://example.com</a>", "https://example.com"),
        ("<a class=x href=https://example.com/>y</a>", "y <https://example.com/>"),
        ("<a href=\"mailto:a@example.com\">a@example.com</a>", "a@example.com"),
        ("<a href=\"https://example.com\"></a>", "<https://example.com>"),
        // A mention.
        ("<a class=\"tr-mention\" href=\"/members/0\" rel=\"nofollow\">@林小北</a> 请看", "@林小北 请看"),
        ("<a name=top>top</a>", "top"),
        ("<a href=\"x:1\">a<a href=\"x:2\">b", "a <x:1>b <x:2>"),
        ("<a title=\"a > b\" href=\"x:1\">c</a>", "c <x:1>"),
    ] {
        assert_eq!(text(html), read, "{html}");
    }
}

#[test]
fn a_mention_reads_as_one() {
    for (html, read) in [
        ("<a class=\"tr-mention\" href=\"/members/0\">林小北</a> 请看", "@林小北 请看"),
        ("<a href=\"/members/0\" data-mention=\"true\"> <b>@林小北</b></a>", "@林小北"),
        ("<a class=\"tr-mention\" href=\"/members/0\"></a>好", "好"),
        ("<a href=\"https://example.com/?page=2\">x</a>", "x <https://example.com/?page=2>"),
    ] {
        assert_eq!(text(html), read, "{html}");
    }
}

#[test]
fn a_text_that_is_cut_says_so() {
    let whole = "汉".repeat(MOST / 3);
    assert_eq!(text(&whole), whole);
    assert_eq!(text(&format!("{whole}字")), format!("{whole}\n…"));
}

#[test]
fn characters_that_are_written_by_name_or_number_are_read() {
    for (html, read) in [
        ("&#39;&#x4F60;&#22909;&quot;&lt;b&gt;", "'你好\"<b>"),
        (
            "&unheard; &amp &;&#; &#xFFFFFFFF; &#x110000; &#-1;",
            "&unheard; &amp &;&#; &#xFFFFFFFF; &#x110000; &#-1;",
        ),
        ("&amp;lt;", "&lt;"),
    ] {
        assert_eq!(text(html), read, "{html}");
    }
    // A control character written by its number is dropped too.
    assert_eq!(text("a&#27;[31mb&#x202e;c&#0;"), "abc");
}

#[test]
fn what_is_no_text_is_not_shown_and_what_is_malformed_is_lost_nowhere() {
    for (html, read) in [
        ("a<script>alert('<p>')</script>b<style>p{}</STYLE >c", "abc"),
        ("a<script>b", "a"),
        ("a<!-- <p>b</p> -->c<!DOCTYPE html>d<?xml ?>e", "acde"),
        ("a<!-- b", "a<!-- b"),
        ("<p>a <b", "a <b"),
        ("<p>1 < 2 <3", "1 < 2 <3"),
        ("</p></div>a</ul></a></pre><", "a\n<"),
        ("<img alt=\"图 1\" src=\"x\"><img src=y>", "图 1"),
        ("<p title=\"never closed>a</p>", "<p title=\"never closed>a</p>"),
        ("<p don't>a</p>", "a"),
    ] {
        assert_eq!(text(html), read, "{html}");
    }
    for empty in ["", "   ", "<p></p>", "<p><br></p>", "&nbsp;", "<p>\u{200b}</p>"] {
        assert_eq!(text_of(empty), None, "{empty:?}");
    }
}

#[test]
fn a_long_text_takes_no_longer_than_it_is_long() {
    // An algorithm that is quadratic in the length would not end in time.
    for piece in ["<", "<a", "<!--", "&", "<a href=\"", "</", "<script>", "<ul><li>", "<a href=x:1>"] {
        let text = text(&piece.repeat(400_000 / piece.len()));
        assert!(text.len() <= 64 * 1024, "{piece}");
    }
}

proptest! {
    #[test]
    fn nothing_stops_it_and_nothing_evil_is_left(
        pieces in prop::collection::vec(prop_oneof![
            Just("<".to_owned()), Just(">".to_owned()), Just("<p>".to_owned()), Just("</a>".to_owned()),
            Just("<a href=".to_owned()), Just("\"".to_owned()), Just("&#".to_owned()), Just(";".to_owned()),
            Just("<!--".to_owned()), Just("<pre>".to_owned()), Just("</script>".to_owned()),
            Just("\u{1b}[31m".to_owned()), Just("汉字".to_owned()), any::<String>(),
        ], 0..30)
    ) {
        let text = text(&pieces.concat());
        let text: &str = &text;
        prop_assert!(!text.contains(|char: char| char != '\n' && char.is_control()));
    }
}

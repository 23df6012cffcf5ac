//! Measures, truncates and wraps text by terminal cells, one grapheme cluster at a time.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::EastAsianWidth;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Marks truncated text. One cell wide in every locale, unlike `…`.
pub const CUT: &str = "⋯";

/// Punctuation that never begins a line of Chinese text.
const NEVER_FIRST: [char; 11] = ['，', '。', '、', '；', '：', '？', '！', '）', '」', '』', '》'];

/// The width of `text` in cells; control characters have none.
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.graphemes(true).map(cells).sum())
}

/// Whether all of it is ASCII that is drawn, of one cell each, or Chinese characters, of two.
pub fn is_plain(text: &str) -> bool {
    plain_width(text).is_some()
}

/// A fast path for ASCII and Chinese, which is nearly all text: their characters do not combine.
fn plain_width(text: &str) -> Option<usize> {
    let cells = |char| match char {
        ' '..='~' => Some(1),
        '\u{4e00}'..='\u{9fff}' => Some(2),
        _ => None,
    };
    text.chars().try_fold(0, |all, char| Some(all + cells(char)?))
}

/// Whether this grapheme cluster is of ambiguous width: two cells in some terminals, one in others.
pub fn is_ambiguous(cluster: &str) -> bool {
    let width = |char| CodePointMapData::<EastAsianWidth>::new().get(char);
    cluster.chars().next().is_some_and(|char| width(char) == EastAsianWidth::Ambiguous)
}

/// Truncates `text` to at most `most` cells, with [`CUT`] at the end if something was left out.
pub fn fit(text: &str, most: usize) -> Cow<'_, str> {
    if width(text) <= most {
        return Cow::Borrowed(text);
    }
    let mut used = cells(CUT);
    if used > most {
        return Cow::Borrowed("");
    }
    let head = text.graphemes(true).take_while(|cluster| {
        used += cells(cluster);
        used <= most
    });
    Cow::Owned(head.chain([CUT]).collect())
}

/// Truncates `text` to at most `most` cells from its beginning: its end stays, behind [`CUT`].
pub fn fit_end(text: &str, most: usize) -> Cow<'_, str> {
    if width(text) <= most {
        return Cow::Borrowed(text);
    }
    let mut used = cells(CUT);
    if used > most {
        return Cow::Borrowed("");
    }
    let mut tail: Vec<&str> = text
        .graphemes(true)
        .rev()
        .take_while(|cluster| {
            used += cells(cluster);
            used <= most
        })
        .collect();
    tail.push(CUT);
    Cow::Owned(tail.into_iter().rev().collect())
}

/// Truncates or pads `text` to exactly `exact` cells, spaces after it.
pub fn pad(text: &str, exact: usize) -> String {
    let text = fit(text, exact);
    let spaces = exact.saturating_sub(width(&text));
    format!("{text}{:spaces$}", "")
}

/// Truncates or pads `text` to exactly `exact` cells, spaces before it.
pub fn pad_left(text: &str, exact: usize) -> String {
    let text = fit(text, exact);
    let spaces = exact.saturating_sub(width(&text));
    format!("{:spaces$}{text}", "")
}

/// Wraps `text` into rows of at most `most` cells; no rows where `most` is 0.
///
/// A row ends at a line break, at a space, or beside a wide character, but not before a closing
/// Chinese mark such as `，` as long as the character before it can move along. A word longer than a row
/// is broken, and a character wider than a row shows as [`CUT`].
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    if most == 0 { Vec::new() } else { text.lines().flat_map(|line| wrap_line(line, most)).collect() }
}

fn wrap_line(line: &str, most: usize) -> Vec<String> {
    let finished = |row: &[&str]| row.concat().trim_end_matches([' ', '\u{3000}']).to_owned();
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut used = 0;
    for cluster in line.graphemes(true) {
        let cluster = if cells(cluster) > most { CUT } else { cluster };
        while !row.is_empty() && !is_space(cluster) && used + cells(cluster) > most {
            let rest = row.split_off(break_before(&row, cluster));
            rows.push(finished(&row));
            row = rest;
            used = row.iter().copied().map(cells).sum();
        }
        row.push(cluster);
        used += cells(cluster);
    }
    rows.push(finished(&row));
    rows
}

/// Where to break `row` when `next` no longer fits: after at least one cluster.
fn break_before(row: &[&str], next: &str) -> usize {
    let line = [row, &[next]].concat();
    let last = |fits: fn(&str, &str) -> bool| {
        line.windows(2).rposition(|pair| matches!(pair, [before, after] if fits(before, after)))
    };
    last(may_part).or_else(|| last(|_, after| may_start(after))).map_or(row.len(), |at| at + 1)
}

fn may_part(before: &str, after: &str) -> bool {
    may_start(after) && (is_space(before) || cells(before) > 1 || cells(after) > 1)
}

fn may_start(cluster: &str) -> bool {
    !is_space(cluster) && !cluster.starts_with(NEVER_FIRST)
}

fn is_space(cluster: &str) -> bool {
    matches!(cluster, " " | "\u{3000}")
}

/// The sound marks of half-width kana belong to the character before them and take a cell of their own all the same.
fn cells(cluster: &str) -> usize {
    let marks = cluster.matches(['\u{ff9e}', '\u{ff9f}']).count();
    if cluster.contains(char::is_control) { 0 } else { cluster.width() + marks }
}

/// Whether terminals differ on how many cells this cluster takes: it is wide and made of several characters, it is younger
/// than their tables are, or of a script or a set of pictures that grows each year, and what one does not know it drops.
pub fn is_unsure(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    let grows = matches!(first, '\u{10000}'..='\u{1ffff}');
    grows || is_young(first) || (second.is_some() && cells(cluster) > 1)
}

/// Whether this wide character is younger than the tables of some terminals in use, which know it as narrow or not at all:
/// Chinese characters, and pictures of Unicode 15 and later.
pub fn is_young(char: char) -> bool {
    matches!(
        char,
        '\u{2630}'..='\u{2637}'
            | '\u{268a}'..='\u{268f}'
            | '\u{4dc0}'..='\u{4dff}'
            | '\u{1d300}'..='\u{1d376}'
            | '\u{1f6d8}'
            | '\u{1f6dc}'
            | '\u{1fa75}'..='\u{1fa77}'
            | '\u{1fa87}'..='\u{1fa8f}'
            | '\u{1faad}'..='\u{1faaf}'
            | '\u{1fabb}'..='\u{1fabf}'
            | '\u{1fac6}'..='\u{1facf}'
            | '\u{1fada}'..='\u{1fadf}'
            | '\u{1fae8}'..='\u{1faef}'
            | '\u{1faf7}'..='\u{1faff}'
            | '\u{2b739}'
            | '\u{2ebf0}'..='\u{2ee5d}'
            | '\u{31350}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;

    use super::*;
    use crate::base::text::tests::nasty;

    #[test]
    fn a_chinese_character_takes_two_cells() {
        assert_eq!(width("张伟ab"), 6);
        assert_eq!(width("👩\u{200D}🔧"), 2);
        assert_eq!(width("e\u{301}\n"), 1);
    }

    #[test]
    fn a_wide_character_is_never_halved() {
        for (cells, fitted) in
            [(0, ""), (1, "⋯"), (2, "⋯"), (3, "欧⋯"), (4, "欧⋯"), (5, "欧阳⋯"), (6, "欧阳娜")]
        {
            assert_eq!(fit("欧阳娜", cells), fitted, "{cells}");
        }
        assert_eq!(pad("欧阳娜", 4), "欧⋯ ");
        assert_eq!(pad_left("欧阳", 6), "  欧阳");
    }

    #[test]
    fn what_is_drawn_takes_the_cells_that_are_reckoned_with() {
        for (text, cells) in
            [("ヽ(ﾟ∀ﾟ)ﾉ", 8), ("(ﾟДﾟ)ﾉ", 6), ("ｶﾞｷﾞｸﾞｹﾞｺﾞ", 10), ("ﾟ", 1), ("か\u{3099}", 2), ("あﾞ", 3)]
        {
            assert_eq!(width(text), cells, "{text}");
            let drawn: usize = text.graphemes(true).map(|cluster| usize::from(cluster.cell_width())).sum();
            assert_eq!(drawn, cells, "{text} as it is drawn");
        }
    }

    #[test]
    fn u47_what_a_terminal_may_not_know_is_painted_over_what_stood_there() {
        for cluster in [
            "❤\u{fe0f}",
            "👨\u{200d}👩\u{200d}👧",
            "ｶﾞ",
            "䷀",
            "𝌆",
            "\u{323b0}",
            "🇨🇳",
            "葛\u{e0100}",
            "🪿",
            "🫨",
            "🦄",
            "𓀀",
        ] {
            assert!(is_unsure(cluster), "{cluster}");
        }
        for cluster in ["a", "é", "张", "e\u{323}", "𠮷", "，", " ", ""] {
            assert!(!is_unsure(cluster), "{cluster}");
        }
    }

    #[test]
    fn of_a_path_the_end_stays() {
        assert_eq!(fit_end("~/云端科技.csv", 14), "~/云端科技.csv");
        assert_eq!(fit_end("~/云端科技.csv", 13), "⋯云端科技.csv");
        assert_eq!(fit_end("~/云端科技.csv", 12), "⋯端科技.csv");
        assert_eq!((fit_end("汉字", 1), fit_end("汉字", 0)), ("⋯".into(), "".into()));
    }

    #[test]
    fn a_text_that_fits_is_not_copied() {
        assert!(matches!(fit("张伟", 4), Cow::Borrowed("张伟")));
    }

    #[test]
    fn words_stay_whole_and_chinese_breaks_anywhere() {
        assert_eq!(wrap("a plain sentence", 8), ["a plain", "sentence"]);
        assert_eq!(wrap("请看README文件", 8), ["请看", "README文", "件"]);
        assert_eq!(wrap("one\n\n  two", 9), ["one", "", "  two"]);
        assert_eq!(wrap("abcdefgh x", 5), ["abcde", "fgh x"]);
    }

    #[test]
    fn no_row_starts_with_a_closing_mark() {
        assert_eq!(wrap("今天下雨，不去。", 8), ["今天下", "雨，不", "去。"]);
        assert_eq!(wrap("他说「好」。再见", 10), ["他说「", "好」。再见"]);
        assert_eq!(wrap("abcdef，", 6), ["abcde", "f，"]);
    }

    #[test]
    fn a_row_too_narrow_for_a_character_shows_that_something_is_there() {
        assert_eq!(wrap("汉字", 1), ["⋯", "⋯"]);
        assert!(wrap("汉字", 0).is_empty());
        assert!(wrap("", 10).is_empty());
    }

    proptest! {
        #[test]
        fn ascii_and_chinese_are_as_wide_as_their_clusters(text in "[ -~一-鿿]{0,40}") {
            prop_assert_eq!(plain_width(&text), Some(text.graphemes(true).map(cells).sum()));
        }

        #[test]
        fn every_cluster_is_as_wide_as_it_is_drawn(raw in nasty()) {
            let text = crate::base::text::SafeText::line(&raw, 100).to_string();
            for cluster in text.graphemes(true) {
                prop_assert_eq!(cells(cluster), usize::from(cluster.cell_width()), "{:?}", cluster);
            }
        }

        #[test]
        fn a_padded_text_is_exactly_as_wide_as_asked(raw in nasty(), cells in 0..60_usize) {
            prop_assert!(width(&fit(&raw, cells)) <= cells);
            prop_assert_eq!(width(&pad(&raw, cells)), cells);
            prop_assert_eq!(width(&pad_left(&raw, cells)), cells);
        }

        #[test]
        fn no_row_is_wider_than_asked(raw in nasty(), cells in 0..20_usize) {
            for row in wrap(&raw, cells) {
                prop_assert!(width(&row) <= cells, "{:?}", row);
            }
        }

        #[test]
        fn a_closing_mark_follows_its_word(raw in "([ab ]{0,9}汉{1,9}[，。！」])*", cells in 6..20_usize) {
            let rows = wrap(&raw, cells);
            prop_assert!(!rows.iter().any(|row| row.starts_with(NEVER_FIRST)), "{:?}", rows);
            let dense = |text: &str| text.replace(' ', "");
            prop_assert_eq!(dense(&rows.concat()), dense(&raw));
        }
    }
}

//! The picture where tmux or screen draws it once more, for a terminal that may measure otherwise than they do: all that
//! stands behind such a cluster would be out of place, at each redraw of theirs, of which no program inside learns. So
//! what terminals differ on gives way to the part that they agree on, within the same cells.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{BinaryProperty, ExtendedPictographic};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use unicode_segmentation::UnicodeSegmentation;

use crate::base::measure::{is_young, width};

/// Stands for a character that some terminals have no cells for: the mark of Chinese and Japanese printers for a missing
/// type.
const MISSING: &str = "〓";

/// Redraws the finished picture.
pub(in crate::ui) fn apply(picture: &mut Buffer) {
    let columns = usize::from(picture.area.width.max(1));
    for row in picture.content.chunks_mut(columns) {
        let mut at = 0;
        while let Some(cell) = row.get(at) {
            let cells = width(cell.symbol()).max(1);
            if let Some(agreed) = agreed(cell).filter(|agreed| width(agreed) <= cells) {
                let mut drawn = cell.clone();
                drawn.set_symbol(" ");
                row.iter_mut().skip(at).take(cells).for_each(|cell| cell.clone_from(&drawn));
                let mut x = at;
                for part in agreed.graphemes(true) {
                    row.iter_mut().skip(x).take(1).for_each(|cell| _ = cell.set_symbol(part));
                    x += width(part);
                }
            }
            at += cells;
        }
    }
}

/// What is drawn instead; none where all agree, and for what is no text.
fn agreed(cell: &Cell) -> Option<String> {
    let symbol = cell.symbol();
    let first =
        symbol.chars().next().filter(|_| symbol.len() > 1 && cell.diff_option == CellDiffOption::None)?;
    if is_young(first) {
        return Some(MISSING.to_owned());
    }
    if symbol.contains(is_kana_mark) {
        let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(symbol);
        let is_kana = composed.chars().count() == 1 && width(&composed) == 2;
        let apart = || symbol.replace('\u{ff9e}', "\"").replace('\u{ff9f}', "∘");
        return Some(if is_kana { composed.into_owned() } else { apart() });
    }
    if letter_of_flag(first).is_some() {
        return Some(symbol.chars().filter_map(letter_of_flag).collect());
    }
    let behind = symbol.chars().skip(1);
    if behind.clone().any(|char| is_of_emoji(first, char)) {
        return Some(first.to_string());
    }
    let plain = || symbol.chars().filter(|char| !is_variation(*char)).collect();
    behind.clone().any(is_variation).then(plain)
}

fn is_kana_mark(char: char) -> bool {
    matches!(char, '\u{ff9e}' | '\u{ff9f}')
}

/// The letter that a part of a flag stands for.
fn letter_of_flag(char: char) -> Option<char> {
    let place = u32::from(char).checked_sub(0x1_f1e6).filter(|place| *place < 26)?;
    char::from_u32(u32::from('A') + place)
}

/// Whether the character makes another picture of the first: by its color, its frame, or as a part of it.
fn is_of_emoji(first: char, char: char) -> bool {
    matches!(char, '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}')
        || (char == '\u{200d}' && ExtendedPictographic::for_char(first))
}

/// Whether the character only chooses between shapes of the one before.
fn is_variation(char: char) -> bool {
    matches!(char, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;
    use crate::base::text::tests::nasty;

    fn shown(text: &str) -> Buffer {
        let mut picture = Buffer::empty(Rect::new(0, 0, 20, 1));
        picture.set_string(0, 0, text, Style::new().bg(Color::Blue));
        apply(&mut picture);
        picture
    }

    /// What is sent, and where each part of it stands.
    fn sent(picture: &Buffer) -> Vec<(u16, String)> {
        let empty = Buffer::empty(picture.area);
        empty.diff_iter(picture).map(|(x, _, cell)| (x, cell.symbol().to_owned())).collect()
    }

    #[test]
    fn what_terminals_differ_on_gives_way_to_what_they_agree_on() {
        for (text, drawn) in [
            ("家👨\u{200d}👩\u{200d}👧园", "家👨园"),
            ("❤\u{fe0f}心", "❤ 心"),
            ("1\u{fe0f}\u{20e3}a", "1 a"),
            ("👍🏻b", "👍b"),
            ("🏳\u{fe0f}\u{200d}🌈b", "🏳 b"),
            ("ｶﾞｷﾞ山", "ガギ山"),
            ("(ﾟДﾟ)ﾉ", "(∘Д∘)ﾉ"),
            ("ﾟ∀ﾞ", "∘∀\""),
            ("葛\u{e0100}城", "葛城"),
            ("🇨🇳国", "CN国"),
            ("䷀易𝌆", "〓易〓"),
            ("王\u{2ebf0}\u{323b0}", "王〓〓"),
        ] {
            let mut x = 0;
            let expected: Vec<(u16, String)> = drawn
                .graphemes(true)
                .map(|cluster| {
                    let at = x;
                    x += u16::try_from(width(cluster)).unwrap();
                    (at, cluster.to_owned())
                })
                .collect();
            let picture = shown(text);
            let sent = sent(&picture);
            assert_eq!(sent.get(..expected.len()), Some(&expected[..]), "{text}");
            assert!(sent.iter().skip(expected.len()).all(|(_, blank)| blank == " "), "{text}");
            let is_painted = |(x, _): &(u16, String)| picture[(*x, 0)].bg == Color::Blue;
            assert!(expected.iter().all(is_painted), "what is left of {text} is painted too");
        }
    }

    #[test]
    fn what_terminals_agree_on_is_left_alone() {
        for text in
            ["张伟", "e\u{301}", "か\u{3099}", "กำ", "क\u{94d}\u{200d}ष", "𠮷", "阿卜杜拉·买买提", "ｶﾅ"]
        {
            let mut picture = Buffer::empty(Rect::new(0, 0, 20, 1));
            picture.set_string(0, 0, text, Style::new());
            let before = picture.clone();
            apply(&mut picture);
            assert_eq!(picture, before, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_moves_and_a_second_time_changes_nothing(raw in nasty()) {
            let text = crate::base::text::SafeText::line(&raw, 100).to_string();
            let once = shown(&text);
            let mut twice = once.clone();
            apply(&mut twice);
            prop_assert_eq!(&once, &twice);
            for (_, cluster) in sent(&once) {
                prop_assert!(!cluster.contains(['\u{fe0f}', '\u{ff9e}', '\u{ff9f}']), "{:?}", cluster);
            }
        }
    }
}

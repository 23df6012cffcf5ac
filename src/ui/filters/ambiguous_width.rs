//! The picture where the terminal draws characters of ambiguous width over two cells: every such character
//! gives way to one that is narrow everywhere, so that what stands behind it stays in its place; and a letter of another
//! script, for which there is none, gets the cells that it takes.

use std::borrow::Cow;
use std::iter;
use std::num::NonZeroU16;

use icu_normalizer::DecomposingNormalizerBorrowed;
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use crate::base::measure::{CUT, is_ambiguous, width};

/// Redraws the finished picture.
pub(in crate::ui) fn apply(picture: &mut Buffer) {
    let columns = usize::from(picture.area.width.max(1));
    for row in picture.content.chunks_mut(columns) {
        if row.iter().any(|cell| needs_two_cells(cell.symbol())) {
            spread(row);
        }
        for cell in row.iter_mut().filter(|cell| cell.diff_option == CellDiffOption::None) {
            if is_ambiguous(cell.symbol()) {
                let narrow = stand_in(cell.symbol()).unwrap_or("?".into());
                cell.set_symbol(&narrow);
            }
        }
    }
}

fn needs_two_cells(symbol: &str) -> bool {
    symbol.len() > 1 && is_ambiguous(symbol) && stand_in(symbol).is_none()
}

/// Gives each letter that has no stand-in the two cells that the terminal draws it over. The blanks behind it give way, so
/// that what follows them stays in its place; where there are too few, the text is cut.
fn spread(row: &mut [Cell]) {
    let mut drawn: Vec<Cell> = Vec::with_capacity(row.len() + 1);
    let mut surplus = 0;
    let mut before = "";
    let mut at = 0;
    while let Some(cell) = row.get(at) {
        let cells = width(cell.symbol()).max(1);
        let symbol = cell.symbol();
        if needs_two_cells(symbol) {
            // A mark on it may have a cell of its own.
            let behind = u16::try_from(cells).unwrap_or(1);
            let mut letter = cell.clone();
            letter.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN.saturating_add(behind)));
            let mut half = cell.clone();
            half.set_symbol(" ");
            drawn.push(letter);
            drawn.extend(iter::repeat_n(half, cells));
            surplus += 1;
        } else if surplus > 0 && matches!(symbol, " " | "─") && before == symbol {
            surplus -= 1;
        } else {
            if surplus > 0 && matches!(symbol, "│" | "┐" | "┘") {
                cut(&mut drawn, surplus);
                surplus = 0;
            }
            drawn.extend(row.iter().skip(at).take(cells).cloned());
        }
        before = symbol;
        at += cells;
    }
    cut(&mut drawn, surplus);
    row.iter_mut().zip(drawn).for_each(|(cell, drawn)| *cell = drawn);
}

/// Takes these cells from the end, and says so where there is text.
fn cut(drawn: &mut Vec<Cell>, surplus: usize) {
    if surplus == 0 {
        return;
    }
    drawn.truncate(drawn.len().saturating_sub(surplus));
    let last = |drawn: &Vec<Cell>, back: usize| drawn.len().checked_sub(back);
    let whole = last(drawn, 2).and_then(|at| drawn.get(at)).is_some_and(|cell| cell.cell_width() > 1);
    if whole && let Some(half) = drawn.last_mut() {
        half.set_symbol(" ");
    }
    if let Some(cell) = last(drawn, if whole { 2 } else { 1 }).and_then(|at| drawn.get_mut(at)) {
        cell.set_symbol(CUT);
        cell.set_diff_option(CellDiffOption::None);
    }
}

/// What stands for a character of ambiguous width. A letter goes without its accent; one of another script has
/// no stand-in.
fn stand_in(symbol: &str) -> Option<Cow<'static, str>> {
    let known = match symbol {
        "│" => "|",
        "─" | "–" | "—" => "-",
        "┌" | "┐" | "└" | "┘" => "+",
        "·" | "•" => "∙",
        "…" => "⋯",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "×" => "x",
        "→" => ">",
        "←" => "<",
        "★" | "☆" | "●" | "○" | "■" | "□" | "◆" | "◇" | "▲" | "△" | "※" => "*",
        _ => {
            let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(symbol).into_owned();
            let base: String = parts.chars().take(1).collect();
            return (!base.is_empty() && !is_ambiguous(&base)).then_some(base.into());
        }
    };
    Some(known.into())
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_stand_in_is_narrow_everywhere() {
        for (symbol, narrow) in
            [("│", "|"), ("┐", "+"), ("…", "⋯"), ("·", "∙"), ("é", "e"), ("ǚ", "u"), ("③", "3")]
        {
            assert!(is_ambiguous(symbol), "{symbol}");
            assert_eq!(stand_in(symbol).as_deref(), Some(narrow));
            assert!(!is_ambiguous(narrow), "{narrow}");
        }
    }

    /// A row as such a terminal shows it, and where each symbol stands.
    fn shown(text: &str, cells: u16) -> String {
        let mut picture = Buffer::empty(Rect::new(0, 0, cells, 1));
        picture.set_string(0, 0, text, Style::new());
        apply(&mut picture);
        let empty = Buffer::empty(picture.area);
        let mut row = String::new();
        let mut next = 0;
        for (x, _, cell) in empty.diff_iter(&picture) {
            row.extend(iter::repeat_n(' ', usize::from(x - next)));
            row.push_str(cell.symbol());
            let cells = u16::try_from(width(cell.symbol())).unwrap();
            next = x + cells + u16::from(is_ambiguous(cell.symbol()));
        }
        assert!(next <= cells, "{row}");
        row
    }

    #[test]
    fn a_letter_without_a_stand_in_keeps_its_two_cells() {
        assert!(stand_in("Ж").is_none());
        for (text, expected) in [
            ("│›Дмитрий             member │", "|›Дмитрий      member |"),
            ("│ Иван Петров             member │", "| Иван Петров   member |"),
            ("│ Дмитрий member             │", "| Дмитрий member      |"),
            ("┌─ Дмитрий ─────────────┐", "+- Дмитрий ------+"),
            ("│ é℃ 张 ~(≧▽≦)/~            │", "| e℃ 张 ~(≧▽≦)/~        |"),
            ("│(ﾟДﾟ)ﾉ   member │", "|(ﾟДﾟ)ﾉ  member |"),
            ("│Дмитрий│ab│", "|Дми⋯|ab|"),
            ("│张Дмитрий│", "|张Дми⋯|"),
            ("│Дмит张│", "|Дм⋯ |"),
        ] {
            let cells = u16::try_from(width(text)).unwrap();
            assert_eq!(shown(text, cells), expected);
        }
    }

    #[test]
    fn what_is_as_wide_everywhere_is_left_alone() {
        for symbol in ["a", " ", "张", "›", "⋯", "∙", "✓", "\u{280b}", "ễ", "👩‍💻"] {
            assert!(!is_ambiguous(symbol), "{symbol}");
        }
    }
}

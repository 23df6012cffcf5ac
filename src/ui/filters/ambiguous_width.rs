//! For terminals that draw characters of ambiguous width over two cells: replaces them with narrow ones, so that what
//! follows stays in its place.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use ratatui::buffer::Buffer;

use crate::base::measure::is_ambiguous;

/// Rewrites a finished frame.
pub(in crate::ui) fn apply(picture: &mut Buffer) {
    for cell in &mut picture.content {
        if is_ambiguous(cell.symbol()) {
            let narrow = stand_in(cell.symbol());
            cell.set_symbol(&narrow);
        }
    }
}

/// The replacement for a character of ambiguous width. A letter loses its accent; one of another script has no
/// replacement.
fn stand_in(symbol: &str) -> Cow<'static, str> {
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
            return if base.is_empty() || is_ambiguous(&base) { "?".into() } else { base.into() };
        }
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_is_narrow_everywhere() {
        for (symbol, narrow) in
            [("│", "|"), ("┐", "+"), ("…", "⋯"), ("·", "∙"), ("é", "e"), ("ǚ", "u"), ("③", "3"), ("Ж", "?")]
        {
            assert!(is_ambiguous(symbol), "{symbol}");
            assert_eq!(stand_in(symbol), narrow);
            assert!(!is_ambiguous(narrow), "{narrow}");
        }
    }

    #[test]
    fn what_is_as_wide_everywhere_is_left_alone() {
        for symbol in ["a", " ", "张", "›", "⋯", "∙", "✓", "\u{280b}", "ễ", "👩‍💻"] {
            assert!(!is_ambiguous(symbol), "{symbol}");
        }
    }
}

//! A search that tries every reading of every character, one after another: slow, and plain enough to be believed.

use tower_tui::app::search::folded;
use tower_tui::base::pinyin::readings;

/// The ways to type a reading.
pub(crate) fn typed_as(reading: &str) -> Vec<String> {
    ["v", "u", "yu"].iter().map(|umlaut| reading.replace('ü', umlaut)).collect()
}

/// Whether the rest of a name, begun with its first character, can be typed as this.
fn eats(name: &[char], typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some((first, rest)) = name.split_first() else { return false };
    let itself = folded(&first.to_string());
    if itself.is_empty() {
        return eats(rest, typed);
    }
    let as_it_is = typed.strip_prefix(itself.as_str()).is_some_and(|left| eats(rest, left));
    let spellings = readings(*first).chain(itself.chars().flat_map(readings)).flat_map(typed_as);
    let prefixes = |spelling: String| {
        (1..=spelling.len()).any(|end| {
            let begun = spelling.get(..end).and_then(|begun| typed.strip_prefix(begun));
            begun.is_some_and(|left| eats(rest, left))
        })
    };
    as_it_is || { spellings }.any(prefixes)
}

/// The same from whichever character on, or letter by letter.
pub(crate) fn finds(typed: &str, name: &str) -> bool {
    let typed = folded(typed);
    let chars: Vec<char> = name.chars().collect();
    let is_silent = |char: &char| folded(&char.to_string()).is_empty();
    let ends = (0..chars.len()).filter_map(|at| chars.get(at..));
    let mut ends = ends.filter(|end| end.first().is_some_and(|first| !is_silent(first)));
    typed.is_empty() || folded(name).contains(&typed) || ends.any(|end| eats(end, &typed))
}

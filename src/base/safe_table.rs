//! Very many safe texts in one: a row is a line of it, and its cells stand between tabs, which no safe line holds.

use std::fmt;
use std::sync::Arc;

use memchr::memchr_iter;

use super::text::{SafeText, place};

/// Between two cells of a row.
const CELL: char = '\t';
/// Behind each row.
const ROW: char = '\n';

/// Rows of cells of safe text.
#[derive(Clone)]
pub struct SafeTable {
    text: Arc<str>,
    /// Where each row ends, its line end counted in.
    ends: Arc<[u32]>,
}

impl SafeTable {
    /// The rows of a text, each cell made safe: whoever wrote it.
    pub fn read(text: &str) -> Self {
        if is_plain(text) && (text.is_empty() || text.ends_with(ROW)) {
            return Self::of(text);
        }
        let mut safe = String::with_capacity(text.len());
        for row in text.lines() {
            if is_plain(row) {
                safe.push_str(row);
            } else {
                for (at, cell) in cells(row).enumerate() {
                    safe.extend((at > 0).then_some(CELL));
                    safe.push_str(SafeText::line(cell, SafeText::TITLE).as_str());
                }
            }
            safe.push(ROW);
        }
        Self::of(&safe)
    }

    fn of(text: &str) -> Self {
        let ends = memchr_iter(ROW as u8, text.as_bytes()).map(|at| place(at + 1));
        Self { ends: ends.collect(), text: text.into() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text, as it can be read again.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn bounds(&self, row: usize) -> Option<(usize, usize)> {
        let end = *self.ends.get(row)?;
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some((from as usize, end as usize - ROW.len_utf8()))
    }

    /// A row as it stands.
    pub fn row(&self, row: usize) -> Option<&str> {
        let (from, to) = self.bounds(row)?;
        self.text.get(from..to)
    }

    /// The cells of a row. They share the text of the table.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = SafeText> {
        let from = self.bounds(row).map_or(0, |(from, _)| from);
        let mut at = from;
        self.row(row).into_iter().flat_map(cells).map(move |cell| {
            let from = at;
            at += cell.len() + CELL.len_utf8();
            SafeText::part(&self.text, from, from + cell.len())
        })
    }
}

/// The cells of a row.
pub fn cells(row: &str) -> impl Iterator<Item = &str> + Clone {
    let ends = memchr_iter(CELL as u8, row.as_bytes()).chain([row.len()]);
    ends.scan(0, |from, end| {
        let cell = row.get(*from..end);
        *from = end + 1;
        cell
    })
}

/// Whether nothing in it is other than safe, whatever stands beside it: nearly all text is. That is ASCII that is drawn,
/// the middle dot, the letters of Latin-1, and Chinese characters, by the bytes of their UTF-8.
fn is_plain(rows: &str) -> bool {
    let bytes = rows.as_bytes();
    let is_plain = |at: usize| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b' '..=b'~' | b'\t' | b'\n' | 0x80..=0xbf | 0xc3 | 0xe5..=0xe9), _)
        | (Some(0xc2), Some(0xb7)) => true,
        (Some(0xe4), Some(next)) => *next >= 0xb8,
        _ => false,
    };
    let mut places = (0..bytes.len()).step_by(EIGHT);
    places.all(|at| {
        is_drawn_ascii(bytes.get(at..).unwrap_or_default()) || (at..bytes.len().min(at + EIGHT)).all(is_plain)
    })
}

/// How many bytes of ASCII are looked at in one go: most of a cache is ASCII, and a branch for each byte of it would be
/// most of the time that reading takes.
const EIGHT: usize = size_of::<u64>();

/// Whether the first eight bytes are ASCII that is drawn, or stand between cells and rows.
fn is_drawn_ascii(bytes: &[u8]) -> bool {
    const fn eight(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; EIGHT])
    }
    const HIGH: u64 = eight(0x80);
    let Some(bytes) = bytes.first_chunk() else { return false };
    let all = u64::from_ne_bytes(*bytes);
    if all & HIGH != 0 {
        return false;
    }
    // No byte has its high bit, so no sum reaches into the next one: the bit is set where the byte is at least so much.
    let at_least = |bytes: u64, least: u8| bytes + eight(0x80 - least);
    let is_not = |byte: u8| at_least(all ^ eight(byte), 1);
    let (tab, line_end, delete) = (is_not(b'\t'), is_not(b'\n'), is_not(0x7f));
    (at_least(all, b' ') | !tab | !line_end) & delete & HIGH == HIGH
}

impl PartialEq for SafeTable {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }
}

impl Eq for SafeTable {}

impl fmt::Debug for SafeTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::tests::nasty;
    use super::*;

    fn rows(table: &SafeTable) -> Vec<Vec<String>> {
        (0..table.len()).map(|row| table.cells(row).map(|cell| cell.to_string()).collect()).collect()
    }

    #[test]
    fn a_row_has_its_cells_and_a_cell_is_safe() {
        let table = SafeTable::read("张伟\t138\t\nAna\u{1b}[31m Garci\u{301}a\t\u{202e}x\tb\n");
        assert_eq!(rows(&table), [["张伟", "138", ""], ["Ana García", "x", "b"]]);
        assert_eq!((table.len(), table.row(0), table.row(2)), (2, Some("张伟\t138\t"), None));
        assert_eq!(table.cells(2).count(), 0);
        assert_eq!(SafeTable::read(table.as_str()), table);
        assert!(SafeTable::read("").is_empty());
        assert_eq!(rows(&SafeTable::read("no end")), [["no end"]]);
    }

    #[test]
    fn of_single_characters_only_what_is_safe_is_taken_for_plain() {
        for char in
            ('\0'..=char::MAX).filter(|char| is_plain(&char.to_string()) && ![CELL, ROW].contains(char))
        {
            assert!(
                matches!(char, ' '..='~' | '\u{b7}' | '\u{c0}'..='\u{ff}' | '\u{4e00}'..='\u{9fff}'),
                "{char:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn eight_bytes_in_one_go_are_what_they_are_one_by_one(bytes: [u8; 8], ascii: [bool; 8]) {
            let mut bytes = bytes;
            bytes.iter_mut().zip(ascii).filter(|(_, ascii)| *ascii).for_each(|(byte, _)| *byte &= 0x7f);
            let is_drawn = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
            prop_assert_eq!(is_drawn_ascii(&bytes), bytes.iter().all(is_drawn), "{:?}", bytes);
        }

        #[test]
        fn a_cell_is_what_a_line_of_it_is(cells in proptest::collection::vec(nasty(), 1..5)) {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n'], " ")).collect();
            let table = SafeTable::read(&(cells.join("\t") + "\n"));
            let safe: Vec<String> =
                cells.iter().map(|cell| SafeText::line(cell, SafeText::TITLE).to_string()).collect();
            prop_assert_eq!(rows(&table), [safe]);
        }

        #[test]
        fn what_is_taken_for_plain_is_safe(text in "[ -~\u{b7}\u{c0}-\u{ff}\u{4e00}-\u{9fff}]{0,40}") {
            prop_assert!(is_plain(&text));
            let safe = SafeText::line(&text, SafeText::TITLE);
            prop_assert_eq!(safe.as_str(), text.as_str());
        }
    }
}

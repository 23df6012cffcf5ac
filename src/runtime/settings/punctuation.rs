//! Where a settings file has what a Chinese keyboard or a web page writes in the place of TOML's own marks and blanks.

use crate::app::search::narrow;
use crate::base::text::{is_invisible, is_joiner};

/// Marks as a Chinese keyboard writes them, and the one that TOML has for each.
const MARKS: [(&str, char); 9] = [
    ("“”„‟″「」『』〝〞", '"'),
    ("‘’", '\''),
    ("：", '='),
    ("，、；", ','),
    ("。", '.'),
    ("【〔", '['),
    ("】〕", ']'),
    ("（", '['),
    ("）", ']'),
];

/// A character that is none of TOML's where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// Where it is in the text.
    pub(super) offset: usize,
    pub(super) found: char,
    /// What TOML has there; none where nothing belongs there.
    pub(super) wanted: Option<char>,
}

/// The lines of a settings file by what they belong to: one setting may have several.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// For each line the first one of its setting, both counted from 0.
    first: Vec<usize>,
    /// By that line, what is misplaced first.
    misplaced: Vec<(usize, Misplaced)>,
}

impl Statements {
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self::default();
        let mut depth = 0_usize;
        let mut within: Option<&str> = None;
        let mut first = 0;
        let mut offset = 0;
        let mut end_of_comment = 0;
        for (number, line) in text.split('\n').enumerate() {
            let is_comment = offset < end_of_comment;
            if !is_comment && within.is_none() && (depth == 0 || begins(line)) {
                (depth, first) = (0, number);
            }
            all.first.push(first);
            if !is_comment && let Some(misplaced) = look_at(line, offset, &mut depth, &mut within) {
                end_of_comment = end_of_comment_at(text, misplaced.offset).unwrap_or(0);
                if all.misplaced.last().is_none_or(|(of, _)| *of != first) {
                    all.misplaced.push((first, misplaced));
                }
            }
            offset += line.len() + 1;
        }
        all
    }

    /// The first line of what this line belongs to.
    pub(super) fn first(&self, line: usize) -> usize {
        self.first.get(line).copied().unwrap_or(line)
    }

    /// What is misplaced first in what this line belongs to.
    pub(super) fn misplaced(&self, line: usize) -> Option<Misplaced> {
        let first = self.first(line);
        self.misplaced.iter().find(|(of, _)| *of == first).map(|(_, misplaced)| *misplaced)
    }
}

/// Where a comment of several lines ends, as other formats have it, if one begins here.
fn end_of_comment_at(text: &str, start: usize) -> Option<usize> {
    let comment = text.get(start..).filter(|rest| rest.starts_with("/*"))?;
    comment.find("*/").map(|length| start + length)
}

/// Whether a line begins a setting or a table, also where the brackets before it are not closed.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    let name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.');
    let rest = line.trim_start_matches(name);
    let is_setting = rest.len() < line.len() && rest.trim_start().starts_with(['=', '＝', '：', ':']);
    is_setting || line.starts_with(['[', '［', '【'])
}

/// What is misplaced first in a line, in so many brackets, and perhaps within a text of several lines.
fn look_at<'a>(
    line: &'a str,
    offset: usize,
    depth: &mut usize,
    within: &mut Option<&'a str>,
) -> Option<Misplaced> {
    let mut found = foreign(line, *depth > 0 || within.is_some())
        .map(|(at, char, wanted)| misplaced(offset + at, char, wanted));
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(quotes) = *within {
            let Some(end) = rest.find(quotes) else { break };
            *within = None;
            at += end + quotes.len();
            continue;
        }
        if let Some(quotes) = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes)) {
            *within = rest.get(..quotes.len());
            at += quotes.len();
            continue;
        }
        let Some(char) = rest.chars().next() else { break };
        if rest.starts_with("//") || rest.starts_with("/*") {
            return found.or(Some(misplaced(offset + at, char, Some('#'))));
        }
        let after = at + char.len_utf8();
        at = match char {
            '#' => break,
            '"' | '\'' => match end_of_text(line, after, char) {
                Some(end) => end,
                None => {
                    let closing = |(_, mark): &(usize, char)| right(*mark) == Some(char);
                    let mark =
                        line.char_indices().skip_while(|(start, _)| *start < after).filter(closing).last();
                    let mark = mark.map(|(start, found)| (start, found, Some(char)));
                    return found
                        .or(mark.map(|(start, found, wanted)| misplaced(offset + start, found, wanted)));
                }
            },
            _ => after,
        };
        let is_open = *depth > 0;
        let behind = line.get(after..).unwrap_or_default();
        let found_here = match char {
            ':' if behind.starts_with([' ', '"', '\'', '[', '{']) => {
                Some(misplaced(offset + after - char.len_utf8(), char, Some('=')))
            }
            ',' | ';' if !is_open && matches!(behind.trim_start().chars().next(), None | Some('#')) => {
                Some(misplaced(offset + after - char.len_utf8(), char, None))
            }
            _ => None,
        };
        found = found.or(found_here);
        let mark = right(char);
        match mark.unwrap_or(char) {
            '[' | '{' => *depth += 1,
            ']' | '}' => *depth = depth.saturating_sub(1),
            _ => {}
        }
        if let (Some(mark), None) = (mark, found) {
            let is_end =
                line.get(after..).is_some_and(|rest| matches!(rest.trim().chars().next(), None | Some('#')));
            let wanted = match mark {
                '\0' => None,
                ',' if !is_open => None,
                '.' if is_end => None,
                mark => Some(mark),
            };
            found = Some(misplaced(offset + after - char.len_utf8(), char, wanted));
            if mark == '#' {
                break;
            }
        }
    }
    found
}

/// What stands at the beginning of a line as in other formats: a mark of a comment, or a colon behind a name.
fn foreign(line: &str, is_inside: bool) -> Option<(usize, char, Option<char>)> {
    if is_inside {
        return None;
    }
    let rest = line.trim_start();
    let start = line.len() - rest.len();
    if rest.starts_with(';') || rest.starts_with("--") {
        return Some((start, rest.chars().next()?, Some('#')));
    }
    let is_name =
        |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | '"' | ' ' | '\t');
    let colon = rest.find(|char| !is_name(char)).filter(|at| *at > 0)?;
    rest.get(colon..)?.starts_with(':').then_some((start + colon, ':', Some('=')))
}

fn misplaced(offset: usize, found: char, wanted: Option<char>) -> Misplaced {
    Misplaced { offset, found, wanted }
}

/// Where a text of one line ends that begins here.
fn end_of_text(line: &str, from: usize, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, char) in line.get(from..)?.char_indices() {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if char == quote => return Some(from + at + 1),
            _ => {}
        }
    }
    None
}

/// What TOML has for this character; `\0` for nothing, and none for what is no mark and no blank but TOML's own.
fn right(char: char) -> Option<char> {
    let mark = MARKS.iter().find(|(marks, _)| marks.contains(char)).map(|(_, right)| *right);
    match char {
        ' ' | '\t' | '\r' => None,
        _ if mark.is_some() => mark,
        _ if is_invisible(char) || is_joiner(char) => Some('\0'),
        _ if char.is_whitespace() => Some(' '),
        _ => Some(narrow(char)).filter(|narrow| *narrow != char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(char, Option<char>)> {
        let all = Statements::of(text);
        let last = text.lines().count().saturating_sub(1);
        all.misplaced(last).map(|misplaced| (misplaced.found, misplaced.wanted))
    }

    #[test]
    fn u45_a_mark_is_the_one_that_belongs_there_or_belongs_nowhere() {
        for (text, found, wanted) in [
            ("a ＝ 1", '＝', Some('=')),
            ("a：1", '：', Some('=')),
            ("a = “b”", '“', Some('"')),
            ("a = \"b”", '”', Some('"')),
            ("a = \"b\"；", '；', None),
            ("a = true。 # c", '。', None),
            ("a = \"b\"，", '，', None),
            ("a。b = 1", '。', Some('.')),
            ("a = [\"b\"；\"c\"]", '；', Some(',')),
            ("a = [\n \"b\"，\n \"c\"\n]", '，', Some(',')),
            ("a = ｛ b = 1 ｝", '｛', Some('{')),
            ("a\u{3000}= 1", '\u{3000}', Some(' ')),
            ("a = 1\u{200b}", '\u{200b}', None),
            ("a = ｔｒｕｅ", 'ｔ', Some('t')),
            ("＃ b", '＃', Some('#')),
        ] {
            assert_eq!(first(text), Some((found, wanted)), "{text}");
        }
        for text in
            ["a = \"“＝，”\"", "a = 1 # “；", "a = '，'", "a = \"\\\"，\"", "a = \"\"\"\n，\n\"\"\"", ""]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_bracket_that_is_not_closed_ends_before_the_next_setting() {
        let all = Statements::of("a = [\n1，\nb = 1\n[c]\nd = [\n1\n]\n");
        let first: Vec<usize> = (0..7).map(|line| all.first(line)).collect();
        assert_eq!(first, [0, 0, 2, 3, 4, 4, 4]);
        assert!(all.misplaced(0).is_some() && all.misplaced(2).is_none());
    }
}

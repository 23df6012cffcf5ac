//! Remote text made safe to draw: no escape sequence, no control, no invisible character.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::iter;
use std::ops::RangeInclusive;
use std::str::Chars;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_segmentation::UnicodeSegmentation;

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const BLOCK_BYTES: usize = 64 * 1024;
const MARKS_PER_BASE: usize = 8;

/// Text from Tower in the only form that may reach the screen.
///
/// Terminals obey what they are sent, so a member's name must not be able to move the cursor,
/// reverse the line or hide in zero cells. Removed are escape sequences with their content,
/// the C0 and C1 controls, bidirectional controls, zero-width characters, and combining marks
/// that have no base or come after eight others; what is left is composed (NFC). Joiners stay inside emoji
/// sequences and inside the scripts that spell with them. Making text safe twice is the same as once.
///
/// It is a part of a text that is shared: copying it copies no letter.
#[derive(Clone)]
pub struct SafeText {
    whole: Arc<str>,
    from: u32,
    to: u32,
}

impl SafeText {
    /// How many characters of a name are kept.
    pub const NAME: usize = 256;
    /// How many characters of a title are kept.
    pub const TITLE: usize = 1000;

    /// A single line of at most `cap` characters; a tab or a line break becomes a space.
    pub fn line(raw: &str, cap: usize) -> Self {
        let mut text = composed(clean(raw, ' ', cap.saturating_mul(char::MAX.len_utf8())));
        if let Some((end, _)) = text.char_indices().nth(cap) {
            cut(&mut text, end);
        }
        Self::whole(text)
    }

    /// Text of several lines, at most 64 KiB of it; a tab becomes a space.
    pub fn block(raw: &str) -> Self {
        let mut text = composed(clean(raw, '\n', BLOCK_BYTES));
        cut(&mut text, BLOCK_BYTES);
        Self::whole(text)
    }

    /// Two parts of safe text as one. ASCII joins nothing to what is before it, so the seam needs no look.
    pub fn joined(before: &str, after: &str) -> Self {
        let both = before.to_owned() + after;
        if after.starts_with(|first: char| first.is_ascii()) {
            Self::whole(both)
        } else {
            Self::line(&both, Self::TITLE)
        }
    }

    /// A part of a text of which every part like it is safe.
    pub(super) fn part(whole: &Arc<str>, from: usize, to: usize) -> Self {
        Self { whole: Arc::clone(whole), from: place(from), to: place(to) }
    }

    fn whole(text: String) -> Self {
        let to = place(text.len());
        Self { whole: text.into(), from: 0, to }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.whole.get(self.from as usize..self.to as usize).unwrap_or_default()
    }

    /// Whether nothing is left to draw.
    pub fn is_empty(&self) -> bool {
        self.from == self.to
    }
}

/// A place in a text; none is longer than that.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl PartialEq for SafeText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SafeText {}

impl PartialOrd for SafeText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SafeText {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for SafeText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// The characters of `raw` outside escape sequences (ECMA-48: CSI, OSC, DCS, APC, PM, SOS and the
/// short ones, in their 7-bit and 8-bit forms). One that never ends reaches to the end of the text,
/// as it would in a terminal.
pub fn without_escapes(raw: &str) -> impl Iterator<Item = char> {
    let mut rest = Unescaped(raw.chars());
    iter::from_fn(move || rest.next_plain())
}

/// Whether `c` draws nothing and may change how its neighbors are drawn: a bidirectional control,
/// a zero-width or filler character, a tag. The two joiners are not among them.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}'
    )
}

/// Whether `c` is one of the two joiners, invisible characters that emoji and some scripts need.
pub fn is_joiner(c: char) -> bool {
    matches!(c, ZWNJ | ZWJ)
}

/// The byte order mark (U+FEFF).
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The quotes that may stand around a value. Files of the environment that a shell reads have them, and other programs
/// take them for a part of it.
const QUOTES: [(char, char); 9] = [
    ('"', '"'),
    ('\'', '\''),
    ('\u{201c}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('「', '」'),
    ('『', '』'),
    ('＂', '＂'),
    ('＇', '＇'),
    ('`', '`'),
];

/// An id, a key or an address as it was meant: without the quotes, blanks, line ends, byte order marks and invisible
/// characters that files, clipboards and other programs leave around it.
pub fn bare(text: &str) -> &str {
    let is_blank = |c: char| {
        c.is_whitespace() || is_invisible(c) || is_joiner(c) || matches!(c, '\u{fe00}'..='\u{fe0f}')
    };
    let text = text.trim_matches(is_blank);
    let quoted = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    QUOTES.iter().find_map(quoted).map_or(text, |inside| inside.trim_matches(is_blank))
}

struct Unescaped<'a>(Chars<'a>);

impl Unescaped<'_> {
    fn next_plain(&mut self) -> Option<char> {
        loop {
            match self.0.next()? {
                '\u{1B}' if self.skip('['..='[') => self.skip_csi(),
                '\u{1B}' if self.skip('P'..='P') || self.skip('X'..='X') || self.skip(']'..='_') => {
                    self.skip_string();
                }
                '\u{1B}' => {
                    while self.skip(' '..='/') {}
                    self.skip('0'..='~');
                }
                '\u{9B}' => self.skip_csi(),
                '\u{90}' | '\u{98}' | '\u{9D}'..='\u{9F}' => self.skip_string(),
                c => return Some(c),
            }
        }
    }

    fn skip_csi(&mut self) {
        while self.skip(' '..='?') {}
        self.skip('@'..='~');
    }

    /// Stops before an ESC: it starts either the terminator or a sequence that aborts the string.
    fn skip_string(&mut self) {
        while !matches!(self.peek(), None | Some('\u{1B}')) {
            if matches!(self.0.next(), Some('\u{7}' | '\u{18}' | '\u{1A}' | '\u{9C}')) {
                return;
            }
        }
    }

    fn skip(&mut self, wanted: RangeInclusive<char>) -> bool {
        let found = self.peek().is_some_and(|c| wanted.contains(&c));
        if found {
            self.0.next();
        }
        found
    }

    fn peek(&self) -> Option<char> {
        self.0.clone().next()
    }
}

/// Stops soon after `most` bytes: the text may be far longer than what is kept of it.
fn clean(raw: &str, line_break: char, most: usize) -> String {
    let mut kept = String::new();
    let mut joiner = None;
    let mut marks = MARKS_PER_BASE;
    for c in without_escapes(raw).filter_map(|c| drawable(c, line_break)) {
        if is_joiner(c) {
            joiner = Some(c);
            continue;
        }
        // The sound marks of half-width kana are drawn in a cell of their own, and kaomoji begin with them.
        let is_base = matches!(c, '\u{FF9E}' | '\u{FF9F}') && (kept.is_empty() || kept.ends_with('\n'));
        if attaches(c) && !is_base {
            if marks == MARKS_PER_BASE {
                continue;
            }
            marks += 1;
        } else {
            marks = if c == '\n' { MARKS_PER_BASE } else { 0 };
        }
        kept.extend(joiner.take().filter(|&joiner| joins(&kept, joiner, c)));
        kept.push(c);
        if kept.len() > most {
            break;
        }
    }
    kept
}

/// Composes letters and marks (NFC), so that typed text is found however the name was written.
fn composed(text: String) -> String {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    if nfc.is_normalized(&text) { text } else { nfc.normalize(&text).into_owned() }
}

fn drawable(c: char, line_break: char) -> Option<char> {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some(line_break),
        '\t' => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    }
}

/// Whether `c` is drawn onto the character before it: a combining mark, a variation selector, a skin tone.
fn attaches(c: char) -> bool {
    c >= '\u{300}' && is_one_cluster(&['a', c].iter().collect::<String>())
}

/// Whether `joiner` means something between `before` and `after`: both belong to scripts that spell
/// with joiners, or it glues two emoji.
fn joins(before: &str, joiner: char, after: char) -> bool {
    let spells = |c| matches!(c, '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}');
    if spells(after) {
        return before.chars().next_back().is_some_and(spells);
    }
    let base = before.char_indices().rev().find(|&(_, c)| !attaches(c));
    let cluster = base.and_then(|(start, _)| before.get(start..));
    let glues = |cluster| is_one_cluster(&format!("{cluster}{joiner}{after}"));
    joiner == ZWJ && !attaches(after) && cluster.is_some_and(glues)
}

fn is_one_cluster(text: &str) -> bool {
    text.graphemes(true).nth(1).is_none()
}

/// Truncates to at most `most` bytes, between two clusters.
fn cut(text: &mut String, most: usize) {
    if text.len() > most {
        let ends = text.grapheme_indices(true).map(|(start, cluster)| start + cluster.len());
        let end = ends.take_while(|&end| end <= most).last().unwrap_or(0);
        text.truncate(end);
        text.truncate(text.trim_end_matches(is_joiner).len());
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_sees_around_an_id_is_no_part_of_it() {
        for text in [
            "id",
            " id\r\n",
            "\u{feff}id\n",
            "\u{a0}\u{3000}id\u{200b}",
            "\tid\u{2060} \u{feff}",
            "id\u{fe0f}",
        ] {
            assert_eq!(bare(text), "id", "{text:?}");
        }
        for text in ["\"id\"", " 'id'\r\n", "“id”", "‘ id ’", "「id」", "『id』", "＂id＂", "＇id＇", "`id`"]
        {
            assert_eq!(bare(text), "id", "{text:?}");
        }
        assert_eq!(
            [" a b ", "\"a", "a'", "'a\"", "\"", "''"].map(bare),
            ["a b", "\"a", "a'", "'a\"", "\"", ""]
        );
        assert_eq!(bare("\u{feff} \n"), "");
    }

    /// Strings made of what breaks terminals and layouts, and of what must survive.
    pub(crate) fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\u{1B}[31m"),
            Just("\u{1B}["),
            Just("\u{1B}]52;c;aGk="),
            Just("\u{7}"),
            Just("\u{1B}\\"),
            Just("\u{9B}2J"),
            Just("\u{90}q"),
            Just("\u{1B}"),
            Just("\r\n"),
            Just("\t"),
            Just("\u{202E}"),
            Just("\u{200B}"),
            Just("\u{200D}"),
            Just("\u{200C}"),
            Just("\u{301}\u{301}\u{301}"),
            Just("\u{FE0F}"),
            Just("\u{600}"),
            Just("\u{D4E}"),
            Just("👩"),
            Just("🏽"),
            Just("❤"),
            Just("🇨"),
            Just("क\u{94D}"),
            Just("لا"),
            Just("ᄀ"),
            Just("ᅡ"),
            Just("汉字"),
            Just("，"),
            Just("」"),
            Just("a b"),
            Just(" "),
        ];
        let any = prop_oneof![4 => piece.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
        proptest::collection::vec(any, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn line(raw: &str) -> String {
        SafeText::line(raw, SafeText::NAME).to_string()
    }

    #[test]
    fn escape_sequences_go_with_all_they_carry() {
        for (raw, safe) in [
            ("A\u{1B}]52;c;cHdu\u{7}B\u{1B}[31mC", "ABC"),
            ("A\u{1B}]0;title\u{1B}\\B", "AB"),
            ("A\u{9B}1;31mB\u{9D}2;x\u{9C}C", "ABC"),
            ("A\u{1B}Pq#0\u{1B}\\B\u{1B}_x\u{9C}C\u{1B}^x\u{7}D\u{1B}Xx\u{18}E", "ABCDE"),
            ("A\u{1B}cB\u{1B}(0C\u{1B}7D", "ABCD"),
            ("A\u{1B}[38;5;1", "A"),
            ("A\u{1B}]52;c;张伟", "A"),
            ("A\u{1B}]52;c\u{1B}[1mB", "AB"),
            ("A\u{1B}[3张伟", "A张伟"),
            ("A\u{1B}\u{1B}[mB\u{1B}", "AB"),
        ] {
            assert_eq!(line(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn controls_and_invisible_characters_go() {
        assert_eq!(line("a\u{0}\u{8}\u{7F}\u{84}b\u{61C}\u{200F}\u{202E}\u{2066}c"), "abc");
        assert_eq!(line("a\u{200B}\u{2060}\u{FEFF}\u{AD}\u{FFF9}\u{E0041}\u{3164}b"), "ab");
    }

    #[test]
    fn a_letter_and_its_mark_are_one_character() {
        assert_eq!(line("Garci\u{301}a"), "García");
        assert_eq!(SafeText::block("Nguye\u{302}\u{303}n").as_str(), "Nguyễn");
    }

    #[test]
    fn a_line_has_no_breaks_and_a_block_keeps_them() {
        assert_eq!(line("a\tb\r\nc\u{2028}d"), "a b c d");
        assert_eq!(SafeText::block("a\tb\r\nc\u{2029}d").as_str(), "a b\nc\nd");
    }

    #[test]
    fn joiners_stay_where_they_mean_something() {
        let spelled =
            ["👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥", "می\u{200C}خواهم", "क\u{94D}\u{200D}ष"];
        for text in spelled {
            assert_eq!(line(text), text);
        }
        assert_eq!(line("a\u{200D}b\u{200C}\u{200D}汉\u{200D}👩\u{200D}"), "ab汉👩");
        assert_eq!(line("q\u{200D}\u{301}"), "q\u{301}");
        assert_eq!(line("م\u{200C}\u{200C}\u{200C}ن"), "م\u{200C}ن");
    }

    #[test]
    fn a_kaomoji_stays_as_it_is() {
        for text in ["ﾟДﾟ", "ヽ(ﾟ∀ﾟ)ﾉ", "ｶﾞｷﾞ"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn marks_need_a_base_and_stop_at_eight() {
        assert_eq!(line(&format!("\u{301}q{}b", "\u{301}".repeat(50))), format!("q{}b", "\u{301}".repeat(8)));
        assert_eq!(SafeText::block("a\n\u{301}b").as_str(), "a\nb");
    }

    #[test]
    fn a_cap_never_cuts_a_cluster() {
        assert_eq!(SafeText::line("ab👩\u{200D}🔧", 4).as_str(), "ab");
        assert_eq!(SafeText::line("ab👩\u{200D}🔧", 5).as_str(), "ab👩\u{200D}🔧");
        assert_eq!(SafeText::line("م\u{200C}ن", 2).as_str(), "م");
        assert_eq!(SafeText::line("abc", 0).as_str(), "");
        assert_eq!(SafeText::block(&"汉".repeat(30_000)).as_str().len(), BLOCK_BYTES / 3 * 3);
    }

    proptest! {
        #[test]
        fn what_was_promised_is_gone(raw in nasty()) {
            let is_evil = |c: char| c.is_control() || is_invisible(c);
            prop_assert!(!line(&raw).contains(is_evil));
            prop_assert!(!SafeText::block(&raw).as_str().contains(|c| c != '\n' && is_evil(c)));
        }

        #[test]
        fn safe_text_stays_as_it_is(raw in nasty(), cap in 0..50_usize) {
            let safe = SafeText::line(&raw, cap);
            prop_assert!(safe.as_str().chars().count() <= cap);
            prop_assert_eq!(&SafeText::line(safe.as_str(), cap), &safe);
            let block = SafeText::block(&raw);
            prop_assert_eq!(&SafeText::block(block.as_str()), &block);
        }
    }
}

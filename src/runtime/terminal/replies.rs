//! What a terminal answers to questions.

/// An answer to a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum TerminalReply {
    /// The column of the cursor, counted from 1 (CPR).
    Column(u16),
    /// The background color (OSC 11).
    Backdrop(Color),
    /// The state of bracketed paste (DECRPM): 0 unknown, 1 and 3 on, 2 and 4 off; 3 and 4 cannot be changed.
    Paste(u8),
    /// The kind of terminal (DA1); every terminal answers this.
    Kind,
}

/// Red, green and blue, each from 0 to 65535.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct Color(pub(in crate::runtime) [u16; 3]);

/// The answer that a control sequence is: what stands between `CSI` and the last byte, and that byte.
pub(in crate::runtime) fn of_sequence(said: &str, last: u8) -> Option<TerminalReply> {
    Some(match last {
        b'R' => {
            let (row, column) = said.split_once(';')?;
            row.parse::<u16>().ok()?;
            TerminalReply::Column(column.parse().ok()?)
        }
        b'y' => TerminalReply::Paste(said.strip_prefix("?2004;")?.strip_suffix('$')?.parse().ok()?),
        b'c' if said.starts_with('?') => TerminalReply::Kind,
        _ => return None,
    })
}

/// The answer that a command for the system is (OSC), without its beginning and its end.
pub(in crate::runtime) fn of_string(said: &[u8]) -> Option<TerminalReply> {
    Some(TerminalReply::Backdrop(color(std::str::from_utf8(said.strip_prefix(b"11;")?).ok()?)?))
}

/// A color as X11 writes it: `rgb:1c1c/2121/2828`, of one to four digits each, or with a
/// fourth part for transparency.
fn color(text: &str) -> Option<Color> {
    let parts: Vec<&str> =
        text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/').collect();
    let part = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        let most =
            (1_u32 << (4 * u32::try_from(text.len()).ok().filter(|digits| (1..=4).contains(digits))?)) - 1;
        let value = u32::from_str_radix(text, 16).ok()?;
        u16::try_from(value * u32::from(u16::MAX) / most).ok()
    };
    match &parts[..] {
        [red, green, blue] | [red, green, blue, _] => Some(Color([part(red)?, part(green)?, part(blue)?])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DARK: Color = Color([0x1c1c, 0x2121, 0x2828]);

    #[test]
    fn what_looks_like_an_answer_and_is_none_is_none() {
        assert_eq!(of_sequence("24;3", b'R'), Some(TerminalReply::Column(3)));
        assert_eq!(of_sequence("?2004;2$", b'y'), Some(TerminalReply::Paste(2)));
        assert_eq!(of_sequence("?62;22", b'c'), Some(TerminalReply::Kind));
        for (said, last) in [("3", b'R'), ("x;3", b'R'), ("?1;1$", b'y'), ("", b'c'), (">0;95;0", b'c')] {
            assert_eq!(of_sequence(said, last), None, "{said}");
        }
        assert_eq!(of_string(b"11;rgb:1c1c/2121/2828"), Some(TerminalReply::Backdrop(DARK)));
        for said in [&b"10;rgb:ff/ff/ff"[..], b"11;?", b"11;", b""] {
            assert_eq!(of_string(said), None);
        }
    }

    #[test]
    fn a_color_has_one_to_four_digits_a_part() {
        for (text, found) in [
            ("rgb:f/f/f", Some(Color([0xffff; 3]))),
            ("rgb:1c/21/28", Some(DARK)),
            ("rgba:1c1c/2121/2828/ffff", Some(DARK)),
            ("rgb:000/fff/000", Some(Color([0, 0xffff, 0]))),
            ("rgb:ff/ff", None),
            ("rgb:/ff/ff", None),
            ("rgb:12345/0/0", None),
            ("rgb:+f/0/0", None),
            ("red", None),
        ] {
            assert_eq!(color(text), found, "{text}");
        }
    }
}

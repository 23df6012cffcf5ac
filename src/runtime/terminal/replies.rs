//! Separates the terminal's answers from what a person types meanwhile.

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

/// The answers in these bytes, and the rest, which was typed. Half an answer counts as typed.
pub(in crate::runtime) fn parts(bytes: &[u8]) -> (Vec<TerminalReply>, Vec<u8>) {
    let (mut replies, mut typed) = (Vec::new(), Vec::new());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = match reply(rest) {
            Some((reply, after)) => {
                replies.push(reply);
                after
            }
            None => {
                typed.push(*first);
                after
            }
        };
    }
    (replies, typed)
}

/// The answer that these bytes begin with, and what follows it.
fn reply(bytes: &[u8]) -> Option<(TerminalReply, &[u8])> {
    if let Some(text) = bytes.strip_prefix(b"\x1b]11;") {
        let end = text.iter().position(|byte| matches!(byte, 0x07 | 0x1b))?;
        let (said, after) = text.split_at(end);
        let after = after.strip_prefix(b"\x07").or_else(|| after.strip_prefix(b"\x1b\\"))?;
        return Some((TerminalReply::Backdrop(color(std::str::from_utf8(said).ok()?)?), after));
    }
    let sequence = bytes.strip_prefix(b"\x1b[")?;
    let end = sequence.iter().position(|byte| (0x40..=0x7e).contains(byte))?;
    let (said, after) = sequence.split_at(end);
    let (last, after) = after.split_first()?;
    let said = std::str::from_utf8(said).ok()?;
    let reply = match last {
        b'R' => {
            let (row, column) = said.split_once(';')?;
            row.parse::<u16>().ok()?;
            TerminalReply::Column(column.parse().ok()?)
        }
        b'y' => TerminalReply::Paste(said.strip_prefix("?2004;")?.strip_suffix('$')?.parse().ok()?),
        b'c' if said.starts_with('?') => TerminalReply::Kind,
        _ => return None,
    };
    Some((reply, after))
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
    fn answers_are_told_from_what_is_typed() {
        let came = "j张\x1b]11;rgb:1c1c/2121/2828\x1b\\\x1b[A\x1b[24;3Rk\x1b[?2004;2$y\x1b[?62;22cq";
        let (replies, typed) = parts(came.as_bytes());
        assert_eq!(
            replies,
            [
                TerminalReply::Backdrop(DARK),
                TerminalReply::Column(3),
                TerminalReply::Paste(2),
                TerminalReply::Kind
            ]
        );
        assert_eq!(String::from_utf8(typed).unwrap(), "j张\x1b[Akq");
    }

    #[test]
    fn half_an_answer_is_none() {
        for whole in ["\x1b]11;rgb:ff/ff/ff\x07", "\x1b[24;3R", "\x1b[?2004;1$y", "\x1b[?62c"] {
            for end in 0..whole.len() {
                let half = &whole.as_bytes()[..end];
                assert_eq!(parts(half), (Vec::new(), half.to_vec()));
            }
            assert_eq!(parts(whole.as_bytes()).0.len(), 1, "{whole:?}");
        }
    }

    #[test]
    fn what_looks_like_an_answer_and_is_none_stays() {
        for other in
            ["\x1b[3R", "\x1b[x;3R", "\x1b[?1;1$y", "\x1b[c", "\x1b]10;rgb:ff/ff/ff\x07", "\x1b]11;?\x07"]
        {
            assert_eq!(parts(other.as_bytes()), (Vec::new(), other.as_bytes().to_vec()));
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

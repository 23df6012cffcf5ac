//! What is heard by those who tell no `zh` from `z`, no `ng` from `n`, no `l` from `n`, and no `f` from `h`.

use std::ops::Range;

use super::spelled::bit;

/// The letters that may be meant by this one.
pub(super) fn heard(letter: u32) -> u32 {
    let both = |of: &[u8]| of.iter().fold(0, |all, byte| all | bit(*byte));
    let taken_for = [b"ln", b"fh"].into_iter().map(|pair| both(pair)).find(|pair| pair & letter != 0);
    letter | taken_for.unwrap_or(0)
}

/// How much of what is typed a syllable may be.
#[derive(Default)]
pub(super) struct Heard {
    /// All lengths that reach into its vowels.
    pub(super) lengths: Range<usize>,
    /// From this one on, it is the whole syllable.
    pub(super) whole: usize,
    /// The greatest length at which more that is typed may make it this syllable.
    pub(super) most: usize,
}

/// What a dull ear takes this syllable for.
pub(super) fn heard_as(spelling: &[u8], typed: &[u8]) -> Heard {
    let (Some((sound, end)), Some((other, after))) = (initial(spelling), initial(typed)) else {
        return Heard::default();
    };
    let head = typed.len() - after.len();
    let same = end.iter().zip(after).take_while(|(letter, typed)| letter == typed).count();
    if sound != other {
        return Heard::default();
    }
    if same == 0 {
        return Heard { most: head, ..Heard::default() };
    }
    let nasal = same == end.len() && end.ends_with(b"n") && after.get(same) == Some(&b'g');
    let whole = head + end.len() - usize::from(end.ends_with(b"ng"));
    let most = head + same + usize::from(nasal);
    Heard { lengths: head + 1..most + 1, whole, most }
}

/// The sound that a syllable begins with, as a dull ear hears it, and the rest of it.
fn initial(syllable: &[u8]) -> Option<(u8, &[u8])> {
    Some(match syllable {
        [first @ (b'z' | b'c' | b's'), b'h', rest @ ..] | [first @ (b'z' | b'c' | b's'), rest @ ..] => {
            (*first, rest)
        }
        [b'l' | b'n', rest @ ..] => (b'l', rest),
        [b'f' | b'h', rest @ ..] => (b'f', rest),
        [first, rest @ ..] if !b"aeiouv".contains(first) => (*first, rest),
        [_, ..] => (0, syllable),
        [] => return None,
    })
}

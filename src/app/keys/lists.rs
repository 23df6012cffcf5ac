//! How lists of modes are read from their table. The compiler works them out, and looks at every index.

/// The modes of the lines of the table of which this is true.
macro_rules! modes {
    (|$row:ident| $takes:expr) => {{
        #[expect(clippy::indexing_slicing, reason = "the compiler looks at every index")]
        const COUNT: usize = {
            let (mut at, mut count) = (0, 0);
            while at < MODES.len() {
                let $row = &MODES[at];
                if $takes {
                    count += 1;
                }
                at += 1;
            }
            count
        };
        #[expect(clippy::indexing_slicing, reason = "the compiler looks at every index")]
        const PICKED: [Mode; COUNT] = {
            let mut picked = [Mode::Setup; COUNT];
            let (mut at, mut count) = (0, 0);
            while at < MODES.len() {
                let $row = &MODES[at];
                if $takes {
                    picked[count] = $row.mode;
                    count += 1;
                }
                at += 1;
            }
            picked
        };
        &PICKED
    }};
}

/// These modes and those.
macro_rules! both {
    ($one:expr, $other:expr) => {{
        #[expect(clippy::indexing_slicing, reason = "the compiler looks at every index")]
        const BOTH: [Mode; $one.len() + $other.len()] = {
            let (one, other): (&[Mode], &[Mode]) = ($one, $other);
            let mut both = [Mode::Setup; $one.len() + $other.len()];
            let mut at = 0;
            while at < both.len() {
                both[at] = if at < one.len() { one[at] } else { other[at - one.len()] };
                at += 1;
            }
            both
        };
        &BOTH
    }};
}

pub(super) use {both, modes};

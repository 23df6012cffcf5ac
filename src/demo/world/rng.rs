//! A repeatable random generator: the same seed always makes the same world.

/// Draws numbers, ids and choices that depend on the seed, on what they are for and on an index, but never on
/// the order of the draws.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Rng {
    seed: u64,
}

impl Rng {
    pub(in crate::demo) const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// 32 hex digits, as Tower's ids have.
    pub(in crate::demo) fn id(self, purpose: &str, n: u64) -> String {
        let high = self.draw(purpose, n);
        format!("{high:016x}{:016x}", scramble(high ^ n))
    }

    /// A number from 0 up to, not including, `limit`.
    pub(in crate::demo) fn below(self, limit: usize, purpose: &str, n: u64) -> usize {
        let limit = limit.max(1) as u64;
        usize::try_from(self.draw(purpose, n) % limit).unwrap_or(0)
    }

    /// One of `options`.
    pub(in crate::demo) fn pick<T: Copy + Default>(self, options: &[T], purpose: &str, n: u64) -> T {
        options.get(self.below(options.len(), purpose, n)).copied().unwrap_or_default()
    }

    fn draw(self, purpose: &str, n: u64) -> u64 {
        let purpose = purpose.bytes().fold(self.seed, |sum, byte| scramble(sum ^ u64::from(byte)));
        scramble(purpose ^ scramble(n))
    }
}

/// The finisher of `SplitMix64`: one to one, and every input bit reaches every output bit.
const fn scramble(seed: u64) -> u64 {
    let mut bits = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_32_hex_digits_and_never_repeat() {
        let rng = Rng::new(1);
        let ids: HashSet<String> = (0..10_000).map(|n| rng.id("member", n)).collect();

        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())));
    }

    #[test]
    fn another_seed_or_purpose_draws_otherwise() {
        assert_ne!(Rng::new(1).id("member", 7), Rng::new(2).id("member", 7));
        assert_ne!(Rng::new(1).id("member", 7), Rng::new(1).id("todo", 7));
    }
}

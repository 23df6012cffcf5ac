//! Short names and checks made of longer things.

use sha2::{Digest, Sha256};

/// The first so many bytes of the SHA-256 of a thing, as hexadecimal digits, two a byte.
pub fn sha256_hex(thing: impl AsRef<[u8]>, bytes: usize) -> String {
    let mut sum = Sum::default();
    sum.take(thing);
    sum.hex(bytes)
}

/// The SHA-256 of a thing that comes in pieces.
#[derive(Clone, Debug, Default)]
pub struct Sum(Sha256);

impl Sum {
    /// The next piece.
    pub fn take(&mut self, piece: impl AsRef<[u8]>) {
        self.0.update(piece);
    }

    /// The first so many bytes of the hash of what was taken so far, as hexadecimal digits, two a byte.
    pub fn hex(&self, bytes: usize) -> String {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
        let hash = self.0.clone().finalize();
        hash.iter().take(bytes).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hash_everyone_knows() {
        assert_eq!(sha256_hex("abc", 4), "ba7816bf");
        assert_eq!(sha256_hex("", 32).len(), 64);
    }
}

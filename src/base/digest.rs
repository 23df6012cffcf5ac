//! Hashes, shortened to names and checksums.

use sha2::{Digest, Sha256};

/// The first `bytes` bytes of a SHA-256, as hexadecimal digits.
pub fn sha256_hex(thing: impl AsRef<[u8]>, bytes: usize) -> String {
    let mut sum = Sum::default();
    sum.take(thing);
    sum.hex(bytes)
}

/// A SHA-256 of pieces.
#[derive(Clone, Debug, Default)]
pub struct Sum(Sha256);

impl Sum {
    /// Adds the next piece.
    pub fn take(&mut self, piece: impl AsRef<[u8]>) {
        self.0.update(piece);
    }

    /// The first `bytes` bytes of the hash of the pieces so far, as hexadecimal digits.
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

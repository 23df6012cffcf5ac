//! Short names and checks made of longer things.

use sha2::{Digest, Sha256};

/// The first so many bytes of the SHA-256 of a thing, as hexadecimal digits, two a byte.
pub fn sha256_hex(thing: impl AsRef<[u8]>, bytes: usize) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let hash = Sha256::digest(thing);
    hash.iter().take(bytes).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
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

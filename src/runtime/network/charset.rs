//! The characters of an answer. JSON is UTF-8 (RFC 8259, section 8.1), and was UTF-16 once (RFC 4627, section 3).

/// A body in UTF-8. What is UTF-16 is known by its mark, or by the zero beside the first letter.
pub(super) fn in_utf_8(body: Vec<u8>) -> Vec<u8> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        let chars = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER));
        chars.collect::<String>().into_bytes()
    };
    match body.as_slice() {
        [0xff, 0xfe, text @ ..] | text @ [1..=0x7f, 0, ..] => units(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] | text @ [0, 1..=0x7f, ..] => units(text, u16::from_be_bytes),
        _ => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u76_an_answer_in_utf_16_is_read_as_its_text() {
        let text = "{\"nickname\":\"张伟🙂\"}";
        let units = || text.encode_utf16();
        let (little, big): (Vec<u8>, Vec<u8>) =
            (units().flat_map(u16::to_le_bytes).collect(), units().flat_map(u16::to_be_bytes).collect());
        for body in [
            text.as_bytes().to_vec(),
            [b"\xff\xfe", little.as_slice()].concat(),
            [b"\xfe\xff", big.as_slice()].concat(),
            little,
            big,
        ] {
            assert_eq!(in_utf_8(body.clone()), text.as_bytes(), "{body:?}");
        }
        for other in [&b""[..], b"\xff", b"\xd5\xc5", b"{", b"\0\0"] {
            assert_eq!(in_utf_8(other.to_vec()), other);
        }
    }
}

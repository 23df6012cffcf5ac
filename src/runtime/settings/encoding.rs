//! Which encoding a settings file may be in that is not UTF-8.

/// The name of the encoding; none where these bytes look like none that is known.
pub(super) fn of(bytes: &[u8]) -> Option<&'static str> {
    if is_utf_32(bytes) {
        Some("UTF-32")
    } else if is_utf_16(bytes) {
        Some("UTF-16")
    } else {
        chinese(bytes)
    }
}

/// Whether these are no UTF-8 although they may be read as such: each letter of ASCII has zeros beside it.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    is_utf_32(bytes) || is_utf_16(bytes)
}

/// Whether these begin as UTF-32 does: with its mark, or with a letter of ASCII.
fn is_utf_32(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [1..=0x7f, 0, 0, 0, ..] | [0, 0, 0, 1..=0x7f, ..]
    )
}

/// The same of UTF-16.
fn is_utf_16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [1..=0x7f, 0, ..] | [0, 1..=0x7f, ..])
}

/// Which encoding of Chinese characters of two bytes each it is, or of four as in GB 18030, among ASCII. Most second bytes
/// are high in GBK; in Big5 nearly as many are letters of ASCII, and none is just above them. None where it may as well be
/// Japanese or Korean: it has kana as in EUC-JP, or no first byte that neither Shift-JIS nor Hangul in EUC-KR has.
fn chinese(mut bytes: &[u8]) -> Option<&'static str> {
    let (mut characters, mut low, mut is_big5) = (0, 0, true);
    let (mut is_gbk, mut is_japanese) = (false, false);
    loop {
        (bytes, characters) = match bytes {
            [] => break,
            [0..=0x7f, rest @ ..] => (rest, characters),
            [lead @ 0x81..=0xfe, second @ (0x40..=0x7e | 0x80..=0xfe), rest @ ..] => {
                low += usize::from(*second < 0x80);
                is_big5 &= matches!(lead, 0xa1..=0xf9) && !matches!(second, 0x80..=0xa0);
                is_gbk |= matches!(lead, 0xc9..=0xdf);
                is_japanese |= matches!(lead, 0xa4 | 0xa5);
                (rest, characters + 1)
            }
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => {
                (is_big5, is_gbk) = (false, true);
                (rest, characters + 1)
            }
            _ => return None,
        };
    }
    if is_big5 && low * 5 > characters {
        return Some("Big5");
    }
    (is_gbk && !is_japanese).then_some("GBK")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_known_by_its_bytes() {
        for (bytes, name) in [
            (&b"\xff\xfec\0a\0"[..], Some("UTF-16")),
            (b"c\0a\0", Some("UTF-16")),
            (b"\0c\0a", Some("UTF-16")),
            (b"\xff\xfe\0\0c\0\0\0", Some("UTF-32")),
            (b"\0\0\xfe\xff\0\0\0c", Some("UTF-32")),
            (b"c\0\0\0a\0\0\0", Some("UTF-32")),
            (b"# \xc9\xe8\xd6\xc3\n", Some("GBK")),
            (b"# \x81\x30\x84\x36\n", Some("GBK")),
            // 镕 among others
            (b"# \xd6\xec\xe9F\xbb\xf9\xb5\xc4\xc9\xe8\xd6\xc3", Some("GBK")),
            // 設定 and 語言
            (b"# \xb3]\xa9w\n", Some("Big5")),
            (b"# \xbby\xa8\xa5\xb3]\xa9w\n", Some("Big5")),
            (b"# \xe9\n", None),
            // 設定ファイル in Shift-JIS and in EUC-JP
            (b"# \x90\xdd\x92\xe8\x83t\x83@\x83C\x83\x8b", None),
            (b"# \xc0\xdf\xc4\xea\xa5\xd5\xa5\xa1\xa5\xa4\xa5\xeb", None),
            // 설정 in EUC-KR, which is 汲沥 in GBK
            (b"# \xbc\xb3\xc1\xa4\n", None),
        ] {
            assert_eq!(of(bytes), name, "{bytes:?}");
        }
    }
}

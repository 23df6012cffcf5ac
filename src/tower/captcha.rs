//! The digits of two-step login, as the person typed or pasted them.

use crate::base::secret::Secret;
use crate::base::text::{is_invisible, is_joiner, without_escapes};

const FEWEST: usize = 4;
const MOST: usize = 10;

/// The 4 to 10 digits Tower sent to the person; how many it sends is not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captcha(Secret);

impl Captcha {
    /// The digits, for the wire.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Why the typed text is no two-step code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnusableCaptcha {
    /// Nothing but spaces.
    Empty,
    /// Something else than digits.
    NotDigits,
    /// Fewer than 4 digits.
    TooShort,
    /// More than 10 digits.
    TooLong,
}

/// Reads the digits in `text`. Full-width digits, as Chinese input methods type them, count; spaces
/// and invisible characters do not.
pub fn read_captcha(text: &str) -> Result<Captcha, UnusableCaptcha> {
    let digits = without_escapes(text)
        .filter(|&c| !c.is_whitespace() && !is_invisible(c) && !is_joiner(c))
        .take(MOST + 1)
        .map(|c| ascii_digit(c).ok_or(UnusableCaptcha::NotDigits))
        .collect::<Result<String, _>>()?;
    match digits.len() {
        0 => Err(UnusableCaptcha::Empty),
        1..FEWEST => Err(UnusableCaptcha::TooShort),
        FEWEST..=MOST => Ok(Captcha(Secret::new(digits))),
        _ => Err(UnusableCaptcha::TooLong),
    }
}

fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_spaces_are_put_right() {
        for text in [
            "482901",
            "４８２９０１",
            " 482 901\r\n",
            "48\u{200B}2\u{3000}901",
            "\u{1B}[200~482901\u{1B}[201~",
        ] {
            assert_eq!(read_captcha(text).unwrap().expose(), "482901", "{text:?}");
        }
    }

    #[test]
    fn what_is_not_a_two_step_code_is_named() {
        for (text, why) in [
            ("", UnusableCaptcha::Empty),
            (" \u{3000}", UnusableCaptcha::Empty),
            ("48a901", UnusableCaptcha::NotDigits),
            ("四八二九", UnusableCaptcha::NotDigits),
            ("٤٨٢٩", UnusableCaptcha::NotDigits),
            ("123", UnusableCaptcha::TooShort),
            ("12345678901", UnusableCaptcha::TooLong),
        ] {
            assert_eq!(read_captcha(text), Err(why), "{text:?}");
        }
        assert!(read_captcha("1234").is_ok() && read_captcha("1234567890").is_ok());
    }

    #[test]
    fn debug_does_not_tell_the_digits() {
        assert_eq!(format!("{:?}", read_captcha("482901")), "Ok(Captcha(‹redacted 6›))");
    }
}

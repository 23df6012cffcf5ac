//! What can be told of a text without telling it: its kind, and how long it is by class.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// What a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum TextKind {
    /// Nothing in it.
    Empty,
    /// Digits alone.
    Digits,
    /// Hexadecimal digits, eight or more.
    Hex,
    /// `2026-12-05`.
    Date,
    /// A moment in UTC: `2026-12-05T08:00:00Z`.
    MomentUtc,
    /// The same with a fraction of a second.
    MomentUtcFraction,
    /// A moment with another offset: `2026-12-05T16:00:00+08:00`.
    MomentOffset,
    /// The same with a fraction of a second.
    MomentOffsetFraction,
    /// `http://…` or `https://…`.
    Address,
    /// An address of a mail.
    Mail,
    /// With `<` and `>`.
    Markup,
    /// Anything else.
    Words,
}

/// How many, by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr)]
pub enum Length {
    /// None.
    #[strum(serialize = "0")]
    Zero,
    /// One.
    #[strum(serialize = "1")]
    One,
    /// 2 to 10.
    #[strum(serialize = "2-10")]
    Few,
    /// 11 to 100.
    #[strum(serialize = "11-100")]
    Tens,
    /// 101 to 1,000.
    #[strum(serialize = "101-1000")]
    Hundreds,
    /// More.
    #[strum(serialize = "1001-")]
    Thousands,
}

impl Length {
    /// The class of a number.
    pub fn of(count: usize) -> Self {
        match count {
            0 => Self::Zero,
            1 => Self::One,
            2..=10 => Self::Few,
            11..=100 => Self::Tens,
            101..=1000 => Self::Hundreds,
            _ => Self::Thousands,
        }
    }

    /// A number of this class.
    pub(super) fn made(self) -> usize {
        match self {
            Self::Zero => 0,
            Self::One => 1,
            Self::Few => 4,
            Self::Tens => 24,
            Self::Hundreds => 160,
            Self::Thousands => 1200,
        }
    }
}

/// The form of a text. Written as its kind and the class of its length in characters: `words 2-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TextForm {
    /// What it looks like.
    pub kind: TextKind,
    /// How long it is.
    pub length: Length,
}

impl TextForm {
    /// The form of a text.
    pub fn of(text: &str) -> Self {
        Self { kind: kind(text), length: Length::of(text.chars().count()) }
    }

    /// A made-up text of this form; another one for another `number` where it is long enough.
    pub(super) fn made(self, number: usize) -> String {
        let length = self.length.made();
        let day = number % 27 + 1;
        match self.kind {
            TextKind::Empty => String::new(),
            TextKind::Digits => filled(&number.to_string(), '7', length),
            TextKind::Hex => filled(&format!("{number:x}"), 'a', length.max(8)),
            TextKind::Date => format!("2026-12-{day:02}"),
            TextKind::MomentUtc => format!("2026-12-{day:02}T08:00:00Z"),
            TextKind::MomentUtcFraction => format!("2026-12-{day:02}T08:00:00.000Z"),
            TextKind::MomentOffset => format!("2026-12-{day:02}T16:00:00+08:00"),
            TextKind::MomentOffsetFraction => format!("2026-12-{day:02}T16:00:00.000+08:00"),
            TextKind::Address => padded(&format!("https://tower.example/{number}"), length),
            TextKind::Mail => padded(&format!("made-up-{number}@tower.example"), length),
            TextKind::Markup => format!("<p>{}</p>", padded("示例", length.saturating_sub(7))),
            TextKind::Words => padded("示例", length),
        }
    }
}

/// Digits of this length that end with these.
fn filled(end: &str, with: char, length: usize) -> String {
    let end: String = end.chars().rev().take(length).collect::<Vec<_>>().into_iter().rev().collect();
    let before = length.saturating_sub(end.len());
    std::iter::repeat_n(with, before).chain(end.chars()).collect()
}

/// A text of about this length that begins with this one.
fn padded(start: &str, length: usize) -> String {
    let more = length.saturating_sub(start.chars().count());
    let start: String = start.chars().take(length.max(1)).collect();
    start + &"x".repeat(more)
}

fn kind(text: &str) -> TextKind {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        TextKind::Empty
    } else if bytes.iter().all(u8::is_ascii_digit) {
        TextKind::Digits
    } else if bytes.len() >= 8 && bytes.iter().all(u8::is_ascii_hexdigit) {
        TextKind::Hex
    } else if jiff::civil::Date::from_str(text).is_ok() && bytes.len() == 10 {
        TextKind::Date
    } else if jiff::Timestamp::from_str(text).is_ok() {
        match (text.ends_with('Z'), text.contains('.')) {
            (true, false) => TextKind::MomentUtc,
            (true, true) => TextKind::MomentUtcFraction,
            (false, false) => TextKind::MomentOffset,
            (false, true) => TextKind::MomentOffsetFraction,
        }
    } else if text.starts_with("http://") || text.starts_with("https://") {
        TextKind::Address
    } else if text.contains('<') && text.contains('>') {
        TextKind::Markup
    } else if text.contains('@') && !text.contains(char::is_whitespace) {
        TextKind::Mail
    } else {
        TextKind::Words
    }
}

impl fmt::Display for TextForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, length): (&str, &str) = (self.kind.into(), self.length.into());
        write!(f, "{kind} {length}")
    }
}

impl From<TextForm> for String {
    fn from(form: TextForm) -> Self {
        form.to_string()
    }
}

impl TryFrom<String> for TextForm {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts =
            text.split_once(' ').and_then(|(kind, length)| Some((kind.parse().ok()?, length.parse().ok()?)));
        parts
            .map(|(kind, length)| Self { kind, length })
            .ok_or_else(|| format!("{text:?} is no form of a text"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_by_its_kind_and_class_of_length() {
        for (text, form) in [
            ("", "empty 0"),
            ("4116", "digits 2-10"),
            ("6bfcc00879c6794b8b578a10d33fafd9", "hex 11-100"),
            ("2026-12-05", "date 2-10"),
            ("2026-12-05T08:00:00Z", "moment_utc 11-100"),
            ("2026-12-05T08:00:00.123Z", "moment_utc_fraction 11-100"),
            ("2026-12-05T16:00:00+08:00", "moment_offset 11-100"),
            ("2026-12-05T16:00:00.000+08:00", "moment_offset_fraction 11-100"),
            ("https://tower.im/teams/1", "address 11-100"),
            ("lin@example.com", "mail 11-100"),
            ("<p>好</p>", "markup 2-10"),
            ("张", "words 1"),
            ("林小北", "words 2-10"),
        ] {
            assert_eq!(TextForm::of(text).to_string(), form, "{text}");
            assert_eq!(TextForm::try_from(form.to_owned()), Ok(TextForm::of(text)));
        }
        assert!(TextForm::try_from("张伟".to_owned()).is_err());
    }

    #[test]
    fn a_made_up_text_has_the_form_it_was_made_for() {
        for text in ["", "4116", "6bfcc00879c6794b8b578a10d33fafd9", "2026-12-05T08:00:00Z", "张", "林小北"]
        {
            for number in [0, 7, 123_456] {
                let form = TextForm::of(text);
                assert_eq!(TextForm::of(&form.made(number)), form, "{text}");
            }
        }
    }
}

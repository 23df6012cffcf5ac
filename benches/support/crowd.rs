//! A crowd that is as mixed as a team is: members by number, the same in every run.

use tower_tui::base::text::SafeText;
use tower_tui::tower::model::{Id, Member, MemberId};

const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林曾单";
const FAMILY_READINGS: [&str; 20] = [
    "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu",
    "hu", "guo", "he", "lin", "zeng", "shan",
];
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平";

pub(crate) fn safe(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

/// One of five has a Latin name.
pub(crate) fn name(number: usize) -> String {
    let pick =
        |from: &str, step: usize| from.chars().nth(number / step % from.chars().count()).unwrap_or('一');
    match number % 5 {
        0 => format!("Lee {number}"),
        _ => [pick(FAMILY, 1), pick(GIVEN, 20), pick(GIVEN, 400)].iter().collect(),
    }
}

pub(crate) fn phone(number: usize) -> SafeText {
    safe(&format!("138 {:04} {:04}", number / 10_000, number % 10_000))
}

pub(crate) fn member(number: usize) -> Member {
    Member {
        is_active: Some(true),
        groups: vec![safe(if number.is_multiple_of(3) { "后端" } else { "设计" })],
        phone: Some(phone(number)),
        email: FAMILY_READINGS.get(number % 20).map(|name| safe(&format!("{name}.{number}@example.com"))),
        ..Member::bare(MemberId(id(&format!("member{number}"))), safe(&name(number)))
    }
}

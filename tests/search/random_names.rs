//! Random names, and what somebody may type who looks for them.

use proptest::prelude::*;
use proptest::sample::select;
use tower_tui::app::search::folded;
use tower_tui::base::pinyin::readings;
use tower_tui::base::text::SafeText;

use crate::every_reading::{finds, typed_as};
use crate::is_found;

fn name() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        6 => select("张伟王芳李娜单曾吕女朴尉迟万俟西安长乐云娜敏静国栋阿卜杜拉买提区员贠谌".chars().collect::<Vec<_>>()),
        2 => select("張偉樂單呂國棟區員諶黃說".chars().collect::<Vec<_>>()),
        2 => (0x4e00_u32..0x9fa6).prop_map(|code| char::from_u32(code).unwrap_or('一')),
        1 => select("aezgL éÉđßŁ·-'⻩⽅ｶﾞが김1９".chars().collect::<Vec<_>>()),
    ];
    proptest::collection::vec(char, 1..6).prop_map(|chars| chars.into_iter().collect())
}

/// A name, and something like what somebody types who looks for it: of each character nothing, a part of a reading, or
/// itself; and a letter changed now and then.
fn name_and_typed() -> impl Strategy<Value = (String, String)> {
    let choices = proptest::collection::vec((0..9_usize, 0..9_usize, 0..9_usize), 6);
    (name(), choices, 0..4_usize, prop_oneof![4 => Just(""), 1 => select(vec!["a", "z", "g", "h", "i"])])
        .prop_map(|(name, choices, skipped, added)| {
            let parts = name.chars().zip(choices).skip(skipped.saturating_sub(1)).map(
                |(char, (which, length, how))| {
                    let all: Vec<String> = readings(char).flat_map(typed_as).collect();
                    let reading = all.get(which % all.len().max(1)).filter(|_| how > 1);
                    let cut = |reading: &String| reading.chars().take(length % reading.len() + 1).collect();
                    reading.map_or_else(|| char.to_string(), cut)
                },
            );
            let typed = parts.collect::<String>() + added;
            (name, typed)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn the_index_finds_whom_every_reading_of_every_character_finds((name, typed) in name_and_typed()) {
        let safe = SafeText::line(&name, SafeText::NAME).to_string();
        let typed: String = typed.split_whitespace().collect();
        let plain = folded(&typed);
        prop_assume!(!typed.starts_with('!') && plain.len() < 64);
        prop_assert_eq!(is_found(&typed, &safe), finds(&typed, &safe), "{:?} {:?}", typed, safe);
    }
}

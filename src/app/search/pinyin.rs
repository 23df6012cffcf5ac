//! Names found by their pinyin: `zw`, `zhangw` and `zhwei` all find 张伟. Behind all others stand fuzzy matches (模糊音),
//! which take `zh` for `z`, `ng` for `n`, `l` for `n` and `f` for `h`: `zangwei`.
//!
//! How much of what is typed a character may be is worked out once for each character, however many names it is in.

use std::cell::RefCell;
use std::ops::Range;

use super::hearing::{heard, heard_as};
use super::rank::{Hit, Place};
use super::spelled::{Initials, PerChar, Unit, bit};

/// What is typed, ready to be compared with many names. Bit `n` of a set says that its first `n` bytes are eaten, so it
/// has to be shorter than a set has bits.
#[derive(Debug)]
pub(super) struct Spelling {
    typed: String,
    /// The letter it begins with, and those that a dull ear takes for it.
    first: u32,
    heard_first: u32,
    known: RefCell<Known>,
}

/// What is known of the characters that names had so far.
#[derive(Debug, Default)]
struct Known {
    characters: PerChar<Character>,
    /// For each character, what is eaten from each place on.
    meals: Vec<Meal>,
    /// The characters of the name that is looked at.
    name: Vec<Character>,
}

/// A character, and where in the meals its own begin; nowhere where nobody types it.
#[derive(Clone, Copy, Debug)]
struct Character {
    meals: Option<u32>,
    is_chinese: bool,
}

/// What a character eats from one place on.
#[derive(Clone, Copy, Debug, Default)]
struct Meal {
    read: Eaten,
    /// By a dull ear, beside that.
    heard: Eaten,
    /// What may come of it where more is typed: no less than the others, and every beginning of it.
    begun: u64,
}

/// What may be eaten after a unit.
#[derive(Clone, Copy, Debug, Default)]
struct Eaten {
    /// By eating the whole unit.
    whole: u64,
    /// By eating any beginning of it.
    any: u64,
}

/// Whether sounds that some take for one are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ear {
    Sharp,
    Dull,
}

impl Spelling {
    /// Reads [`folded`](super::folded) text; none where nothing in it can be a reading.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let can_be = folded.bytes().any(|byte| byte.is_ascii_lowercase()) && folded.len() < 64;
        let first = folded.bytes().next().map_or(0, bit);
        can_be.then(|| Self {
            typed: folded.to_owned(),
            first,
            heard_first: heard(first),
            known: RefCell::default(),
        })
    }

    /// Where a name with these initials is read or heard like this.
    pub(super) fn hit(&self, initials: Initials, name: &str) -> Option<Hit> {
        self.read_in(initials, name).map(Hit::exact).or_else(|| self.heard_in(initials, name))
    }

    /// Where a name with these initials is read like this.
    pub(super) fn read_in(&self, initials: Initials, name: &str) -> Option<Place> {
        if initials.any == 0 || self.first & !initials.any != 0 {
            return None;
        }
        // A single letter is eaten by whatever begins with it.
        if self.typed.len() == 1 {
            let starts = self.first & initials.start != 0;
            return Some(if starts { Place::Start } else { Place::Inside });
        }
        self.place(name, Ear::Sharp)
    }

    fn heard_in(&self, initials: Initials, name: &str) -> Option<Hit> {
        let is_short = self.typed.len() < 2;
        if is_short || !self.may_begin(initials) {
            return None;
        }
        Some(Hit { misheard: true, place: self.place(name, Ear::Dull)? })
    }

    /// Whether a name with these initials may be read or heard like this, or as something that begins so.
    pub(super) fn may_begin(&self, initials: Initials) -> bool {
        initials.any != 0 && (self.first == 0 || self.heard_first & initials.any != 0)
    }

    /// Whether a name with these initials may be read or heard as something that begins like this. Whoever is not among
    /// these is not among those of a longer text either.
    pub(super) fn may_lead_to(&self, initials: Initials, name: &str) -> bool {
        if !self.may_begin(initials) {
            return false;
        }
        if self.typed.len() == 1 {
            return true;
        }
        let known = &mut *self.known.borrow_mut();
        let mut eaten = 0;
        self.look_at(name, known)
            && known.name.iter().any(|character| {
                eaten = self
                    .eat(&known.meals, *character, eaten | 1, |meal| Eaten { whole: 0, any: meal.begun })
                    .any;
                eaten & self.all() != 0
            })
    }

    /// Where any of these texts is read or heard like this.
    pub(super) fn hit_of_any<'a>(&self, texts: &(impl Iterator<Item = &'a str> + Clone)) -> Option<Hit> {
        let place = |ear| texts.clone().filter_map(|text| self.place(text, ear)).min();
        let heard = || place(Ear::Dull).filter(|_| self.typed.len() > 1);
        place(Ear::Sharp).map(Hit::exact).or_else(|| Some(Hit { misheard: true, place: heard()? }))
    }

    /// Whether a text is read like this, from whichever character on.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.place(text, Ear::Sharp).is_some()
    }

    /// Whether a text begins with something that is read like this.
    pub(super) fn begins(&self, text: &str) -> bool {
        let known = &mut *self.known.borrow_mut();
        self.look_at(text, known) && self.place_at_start(known, Ear::Sharp).is_some()
    }

    fn all(&self) -> u64 {
        1 << self.typed.len()
    }

    /// Looks up the characters of a text; whether any of them is Chinese.
    fn look_at(&self, text: &str, known: &mut Known) -> bool {
        let Known { characters, meals, name } = known;
        name.clear();
        let mut is_chinese = false;
        for char in text.chars() {
            let character = characters.of(char, || self.meet(char, meals));
            is_chinese |= character.is_chinese;
            name.extend(character.meals.map(|_| character));
        }
        is_chinese
    }

    /// Works out what a character eats.
    fn meet(&self, char: char, meals: &mut Vec<Meal>) -> Character {
        let Some(unit) = Unit::of(char) else { return Character { meals: None, is_chinese: false } };
        let from = u32::try_from(meals.len()).ok();
        meals.extend((0..self.typed.len()).map(|at| self.meal(&unit, at)));
        Character { meals: from, is_chinese: !unit.spellings.is_empty() }
    }

    /// What it eats from this place on: its character, or any beginning of any of its spellings.
    fn meal(&self, unit: &Unit, at: usize) -> Meal {
        let mut meal = Meal::default();
        let rest = self.typed.as_bytes().get(at..).unwrap_or_default();
        if rest.starts_with(unit.itself.as_bytes()) {
            meal.read.whole |= 1 << (at + unit.itself.len());
        }
        let up_to = |length: usize| ((1 << length) - 1) << (at + 1);
        for spelling in unit.spellings.iter().map(String::as_bytes) {
            let same = spelling.iter().zip(rest).take_while(|(letter, typed)| letter == typed).count();
            if same == spelling.len() {
                meal.read.whole |= 1 << (at + same);
            }
            meal.read.any |= up_to(same);
            let heard = heard_as(spelling, rest);
            meal.begun |= up_to(heard.most);
            for length in heard.lengths {
                meal.heard.any |= 1 << (at + length);
                meal.heard.whole |= u64::from(length >= heard.whole) << (at + length);
            }
        }
        meal.read.any |= meal.read.whole;
        meal.begun |= meal.read.any | meal.heard.any;
        meal
    }

    fn place(&self, text: &str, ear: Ear) -> Option<Place> {
        let known = &mut *self.known.borrow_mut();
        if !self.look_at(text, known) {
            return None;
        }
        let at_start = self.place_at_start(known, ear);
        if self.typed.len() == 1 {
            // What one letter begins is no better for being short.
            return at_start.map(|_| Place::Start).or_else(|| self.place_inside(known, ear));
        }
        at_start.or_else(|| self.place_inside(known, ear))
    }

    fn place_inside(&self, known: &Known, ear: Ear) -> Option<Place> {
        let mut eaten = 0;
        let mut found = known.name.iter().skip(1).map(|character| {
            eaten = self.eat(&known.meals, *character, eaten | 1, |meal| meal.by(ear)).any;
            eaten & self.all() != 0
        });
        found.any(|found| found).then_some(Place::Inside)
    }

    /// Where a name that begins like this stands.
    fn place_at_start(&self, known: &Known, ear: Ear) -> Option<Place> {
        let mut best = None;
        let mut eaten = Eaten { whole: 1, any: 1 };
        let mut characters = known.name.iter().peekable();
        while let Some(character) = characters.next() {
            let eat = |eaten| self.eat(&known.meals, *character, eaten, |meal| meal.by(ear));
            let of_whole = eat(eaten.whole);
            let of_any = if eaten.any == eaten.whole { of_whole.any } else { eat(eaten.any).any };
            let is_last = characters.peek().is_none();
            let place = if of_whole.whole & self.all() != 0 && is_last {
                Some(Place::Whole)
            } else if of_whole.any & self.all() != 0 {
                Some(if is_last { Place::WholeButEnd } else { Place::Start })
            } else {
                let initials = if is_last { Place::AllInitials } else { Place::Initials };
                (of_any & self.all() != 0).then_some(initials)
            };
            best = best.into_iter().chain(place).min();
            eaten = Eaten { whole: of_whole.whole, any: of_any };
            if eaten.any == 0 {
                break;
            }
        }
        best
    }

    /// What may be eaten after this character where this may be before it. At the end of what is typed there is nothing
    /// to eat.
    fn eat(&self, meals: &[Meal], character: Character, eaten: u64, of: impl Fn(&Meal) -> Eaten) -> Eaten {
        let mut after = Eaten::default();
        let from = character.meals.map_or(usize::MAX, |from| from as usize);
        let mut left = eaten & (self.all() - 1);
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let of_meal = meals.get(from.saturating_add(at)).map(&of).unwrap_or_default();
            after.whole |= of_meal.whole;
            after.any |= of_meal.any;
        }
        after
    }

    /// The bytes of each part of a text that is read like this; where none is, of each that is heard like this.
    pub(super) fn all_in(&self, text: &str) -> Vec<Range<usize>> {
        let known = &mut *self.known.borrow_mut();
        // Those of a text in which nothing is Chinese are found as they are written.
        self.look_at(text, known);
        let places = text.char_indices().filter_map(|(at, char)| {
            let character = known.characters.of(char, || Character { meals: None, is_chinese: false });
            character.meals.map(|_| (at..at + char.len_utf8(), character))
        });
        let units: Vec<(Range<usize>, Character)> = places.collect();
        let found = self.parts_in(&units, &known.meals, Ear::Sharp);
        if found.is_empty() && self.typed.len() > 1 {
            self.parts_in(&units, &known.meals, Ear::Dull)
        } else {
            found
        }
    }

    fn parts_in(&self, units: &[(Range<usize>, Character)], meals: &[Meal], ear: Ear) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut rest = units;
        while let [(start, _), others @ ..] = rest {
            let mut eaten = 1;
            let last = rest.iter().position(|(_, character)| {
                eaten = self.eat(meals, *character, eaten, |meal| meal.by(ear)).any;
                eaten == 0 || eaten & self.all() != 0
            });
            let end = last.filter(|_| eaten != 0).and_then(|last| rest.get(last));
            if let (Some((end, _)), Some(last)) = (end, last) {
                found.push(start.start..end.end);
                rest = rest.get(last + 1..).unwrap_or_default();
            } else {
                rest = others;
            }
        }
        found
    }
}

impl Meal {
    fn by(&self, ear: Ear) -> Eaten {
        match ear {
            Ear::Sharp => self.read,
            Ear::Dull => {
                let whole = self.read.whole | self.heard.whole;
                Eaten { whole, any: self.read.any | self.heard.any | whole }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spelled::Speller;
    use super::*;
    use crate::app::search::folded;

    fn hit(typed: &str, name: &str) -> Option<Hit> {
        let initials = Speller::default().initials(name);
        Spelling::of(&folded(typed))?.hit(initials, name)
    }

    fn finds(typed: &str, name: &str) -> Option<String> {
        let found = Spelling::of(&folded(typed))?.all_in(name);
        (!found.is_empty()).then(|| found.into_iter().filter_map(|part| name.get(part)).collect())
    }

    #[test]
    fn a_name_is_found_by_initials_by_all_of_its_reading_and_by_any_mixture() {
        for (typed, place) in [
            ("zw", Place::AllInitials),
            ("zhangwei", Place::Whole),
            ("zhang", Place::Start),
            ("zhangw", Place::WholeButEnd),
            ("z", Place::Start),
            ("zh", Place::Start),
            ("zhwei", Place::AllInitials),
            ("ＺＷ", Place::AllInitials),
            ("z伟", Place::AllInitials),
            ("张w", Place::WholeButEnd),
            ("zhang'wei", Place::Whole),
            ("wei", Place::Inside),
            ("w", Place::Inside),
        ] {
            assert_eq!(hit(typed, "张伟"), Some(Hit::exact(place)), "{typed}");
            assert_eq!(hit(typed, "張偉"), Some(Hit::exact(place)), "{typed}");
        }
        for typed in ["wz", "zhangweii", "zb", "zhangwz", "138"] {
            assert_eq!(hit(typed, "张伟"), None, "{typed}");
        }
    }

    #[test]
    fn a_name_is_found_by_every_reading_of_it() {
        for typed in ["sxm", "dxm", "shanxiao", "danxiaoman", "chanx"] {
            assert!(hit(typed, "单小满").is_some(), "{typed}");
        }
        for typed in ["lv", "lu", "lyu", "LYU", "lvb", "lubu", "lyubu"] {
            assert!(hit(typed, "吕布").is_some_and(|hit| !hit.misheard), "{typed}");
        }
        assert_eq!(hit("nyuwang", "女王"), Some(Hit::exact(Place::Whole)));
        assert_eq!(hit("lveying", "掠影"), Some(Hit::exact(Place::Whole)));
        assert_eq!(hit("xian", "西安"), Some(Hit::exact(Place::Whole)));
        assert_eq!(hit("shen", "谌容"), Some(Hit::exact(Place::Start)));
        assert_eq!(hit("qianlong", "乾隆"), Some(Hit::exact(Place::Whole)), "as both forms of it are read");
    }

    #[test]
    fn what_some_do_not_tell_apart_by_ear_is_found_behind_the_rest() {
        for (typed, name) in [
            ("zangwei", "张伟"),
            ("zhan", "章"),
            ("wanfan", "王芳"),
            ("wangfangfang", "王范芳"),
            ("liumeng", "牛萌"),
            ("nini", "李丽"),
            ("fuyun", "胡云"),
            ("huyun", "付云"),
            ("cenchen", "陈岑"),
            ("sanshi", "单师"),
            ("xing", "信"),
            ("ang", "安"),
        ] {
            let found = hit(typed, name);
            assert!(found.is_some(), "{typed} {name}");
            if !matches!(typed, "zhan" | "wanfan" | "sanshi") {
                assert!(found.is_some_and(|hit| hit.misheard), "{typed} {name}");
            }
        }
        for (typed, name) in [("lw", "倪伟"), ("l", "倪伟"), ("fw", "胡伟"), ("zhw", "赞伟"), ("rang", "兰")]
        {
            assert!(!hit(typed, name).is_some_and(|hit| hit.misheard), "{typed} {name}");
        }
        assert_eq!(hit("zangwei", "张伟").map(|hit| hit.place), Some(Place::Whole));
        assert_eq!(finds("zangwei", "小张伟").as_deref(), Some("张伟"));
    }

    #[test]
    fn nobody_who_is_heard_is_ruled_out_by_letters() {
        let swaps = [
            ("zh", "z"),
            ("z", "zh"),
            ("ch", "c"),
            ("c", "ch"),
            ("sh", "s"),
            ("s", "sh"),
            ("ng", "n"),
            ("n", "ng"),
            ("l", "n"),
            ("n", "l"),
            ("f", "h"),
            ("h", "f"),
        ];
        let mut heard = 0;
        for name in [
            "张伟",
            "王芳",
            "陈岑",
            "李宁光",
            "单师",
            "胡付",
            "牛萌",
            "曾国栋",
            "小张伟 Lee",
            "孙尚香",
            "蓝浩涵",
        ] {
            let initials = Speller::default().initials(name);
            let readings: Vec<&str> = name.chars().filter_map(crate::base::pinyin::reading).collect();
            let (whole, short) = (readings.concat(), readings.iter().filter_map(|reading| reading.get(..2)));
            let short = readings.first().into_iter().copied().chain(short.skip(1)).collect::<String>();
            for (plain, (from, to)) in [whole, short].iter().flat_map(|plain| swaps.map(|swap| (plain, swap)))
            {
                for (at, _) in plain.match_indices(from) {
                    let (before, after) = plain.split_at(at);
                    let typed = format!("{before}{to}{}", after.get(from.len()..).unwrap_or_default());
                    let spelling = Spelling::of(&typed).unwrap();
                    let place = spelling.place(name, Ear::Dull);
                    let found = spelling.heard_in(initials, name).map(|hit| hit.place);
                    assert_eq!(found, place, "{typed} {name}");
                    heard += usize::from(place.is_some());
                }
            }
        }
        assert!(heard > 50, "{heard}");
    }

    #[test]
    fn what_is_found_is_told_apart() {
        assert_eq!(finds("zg", "曾国栋").as_deref(), Some("曾国"));
        assert_eq!(finds("gd", "曾国栋").as_deref(), Some("国栋"));
        assert_eq!(finds("lmmt", "阿卜杜拉·买买提").as_deref(), Some("拉·买买提"));
        assert_eq!(finds("lileem", "李 Lee Ming").as_deref(), Some("李 Lee M"));
        assert_eq!(finds("anag", "Ana García").as_deref(), Some("Ana G"));
        assert_eq!(finds("z", "张章").as_deref(), Some("张章"));
    }

    #[test]
    fn what_is_longer_than_a_set_has_bits_is_no_reading() {
        assert!(Spelling::of(&"a".repeat(63)).is_some_and(|typed| typed.is_in(&"啊".repeat(63))));
        assert!(Spelling::of(&"a".repeat(64)).is_none());
    }
}

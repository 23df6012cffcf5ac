//! The filter's line: what is typed, what was typed before, and which members it leaves.

use crossterm::event::KeyEvent;
use unicode_segmentation::UnicodeSegmentation;

use super::completion::completions;
use super::index::SearchIndex;
use super::member_field::MemberField;
use super::project_term::ProjectTerm;
use super::rank::Rank;
use super::term_key::{NOT, OR, TermKey, exact};
use super::terms::{Terms, UnknownTerm, words_of};
use crate::app::kit::text_field::TextField;
use crate::tower::model::MemberId;

/// How many lines typed before are kept.
const REMEMBERED: usize = 50;

/// What is typed into the filter, and whether it is being typed right now.
#[derive(Debug, Default)]
pub struct Filter {
    /// The text.
    pub field: TextField,
    /// Whether keys go into it.
    pub editing: bool,
    terms: Terms,
    /// What was typed before, the oldest first.
    history: Vec<String>,
    /// Which of it is shown again.
    recalled: Option<usize>,
    /// What was typed when completing began, and how often it was asked for since.
    completed: Option<(String, usize)>,
}

impl Filter {
    /// A filter that was typed already.
    pub fn of(text: &str) -> Self {
        let mut filter = Self::default();
        filter.insert(text);
        filter
    }

    /// Whether it leaves everybody.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it takes a line of the screen.
    pub fn shows(&self) -> bool {
        self.editing || !self.is_empty()
    }

    /// Edits it with a key.
    pub fn press(&mut self, key: KeyEvent) {
        self.field.press(key);
        self.completed = None;
        self.read();
    }

    /// Goes on writing the word that is being typed, in a team of these groups and projects; asked again, the next that it
    /// may become. Whether there is one.
    pub fn complete(&mut self, groups: &[&str], projects: &[&str]) -> bool {
        let (typed, asked) = self.completed.take().unwrap_or_else(|| (self.field.text().to_owned(), 0));
        let all = completions(&typed, groups, projects);
        let found = asked.checked_rem(all.len()).and_then(|at| all.get(at));
        if let Some(text) = found {
            self.set(text);
            self.completed = Some((typed, asked + 1));
        }
        found.is_some()
    }

    /// Begins a new line; the one that is in force is remembered.
    pub fn begin(&mut self) {
        if !self.editing {
            self.clear();
        }
        self.editing = true;
    }

    /// Puts pasted text in; where a line ends, a word does.
    pub fn insert(&mut self, text: &str) {
        self.field.insert(&text.replace(['\r', '\n', '\t'], " "));
        self.completed = None;
        self.read();
    }

    /// Leaves everybody again, and keys go elsewhere.
    pub fn clear(&mut self) {
        self.keep();
        self.set("");
    }

    /// Keys go elsewhere; what is typed stays in force and is remembered.
    pub fn keep(&mut self) {
        self.editing = false;
        self.recalled = None;
        let text = self.field.text().trim().to_owned();
        if !text.is_empty() {
            self.history.retain(|line| *line != text);
            self.history.push(text);
            let surplus = self.history.len().saturating_sub(REMEMBERED);
            self.history.drain(..surplus);
        }
    }

    /// Shows the line typed before the one that shows.
    pub fn recall(&mut self) {
        let before = self.recalled.unwrap_or(self.history.len()).checked_sub(1);
        if let Some((at, line)) = before.and_then(|at| Some((at, self.history.get(at)?.clone()))) {
            self.set(&line);
            self.recalled = Some(at);
        }
    }

    /// Whether the member at this place stays.
    pub fn keeps(&self, index: &SearchIndex, at: usize, own: Option<&MemberId>) -> bool {
        self.rank(index, at, own).is_some()
    }

    /// How well the member at this place fits; none where they do not stay.
    pub fn rank(&self, index: &SearchIndex, at: usize, own: Option<&MemberId>) -> Option<Rank> {
        self.terms.rank(index, at, own)
    }

    /// What is typed, read.
    pub(super) fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The first term that means nothing in any team.
    pub fn unknown(&self) -> Option<UnknownTerm> {
        self.terms.unknown()
    }

    /// The first term that means nothing in a team of these members.
    pub fn unknown_among<'a>(
        &self,
        lists: &(impl Iterator<Item = &'a SearchIndex> + Clone),
    ) -> Option<UnknownTerm> {
        self.terms.unknown_among(lists)
    }

    /// Whether it may leave somebody although a term means nothing.
    pub fn is_lenient(&self) -> bool {
        self.field.text().contains(NOT) || self.field.text().contains(OR)
    }

    /// What it asks of the projects that a member is in, which a member alone does not answer.
    pub fn projects(&self) -> &[ProjectTerm] {
        self.terms.projects()
    }

    /// Whether something that has nothing but a name stays.
    pub fn keeps_name(&self, name: &str) -> bool {
        self.terms.keep_name(name)
    }

    /// Whether it asks for members who no longer take part.
    pub fn asks_for_inactive(&self) -> bool {
        self.terms.ask_for_inactive()
    }

    /// Whether it asks which member the account's own is.
    pub fn asks_for_own(&self) -> bool {
        self.terms.ask_for_own()
    }

    /// The same without what it says exactly of a key.
    pub(super) fn without(&self, key: TermKey) -> Self {
        let mut words = words_of(self.field.text());
        words.retain(|word| !is_exact(word, key));
        Self { terms: Terms::of(&words.join(" ")), ..Self::default() }
    }

    /// Whether this word is one of it.
    pub(super) fn says(&self, word: &str) -> bool {
        exact(word).is_some_and(|asked| {
            words_of(self.field.text()).iter().any(|one| exact(one).as_ref() == Some(&asked))
        })
    }

    /// Says this of a key and nothing else; where it says so already, nothing.
    pub fn toggle(&mut self, key: TermKey, word: &str) {
        let said = self.says(word);
        let mut words = words_of(self.field.text());
        words.retain(|one| !is_exact(one, key));
        words.extend((!said).then(|| word.to_owned()));
        self.set(&words.join(" "));
    }

    /// The parts of a text that stands at a place, and whether each of them is what was typed.
    pub fn parts(&self, text: &str, place: MemberField) -> Vec<(String, bool)> {
        let found = self.terms.found_in(place, text);
        if found.is_empty() {
            return vec![(text.to_owned(), false)];
        }
        let mut parts: Vec<(String, bool)> = Vec::new();
        for (start, cluster) in text.grapheme_indices(true) {
            let end = start + cluster.len();
            let hit = found.iter().any(|range| range.start < end && start < range.end);
            match parts.last_mut() {
                Some((part, same)) if *same == hit => part.push_str(cluster),
                _ => parts.push((cluster.to_owned(), hit)),
            }
        }
        parts
    }

    fn set(&mut self, text: &str) {
        self.completed = None;
        self.field = TextField::of(text);
        self.read();
    }

    fn read(&mut self) {
        self.terms = Terms::of(self.field.text());
    }
}

fn is_exact(word: &str, key: TermKey) -> bool {
    exact(word).is_some_and(|(of, _)| of == key)
}

#[cfg(test)]
mod tests {
    use super::super::spelled::Speller;
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, Member, Role};

    fn safe(text: &str) -> SafeText {
        SafeText::line(text, SafeText::NAME)
    }

    fn zeng() -> Member {
        Member {
            role: Role::Admin,
            groups: vec![safe("后端"), safe("API Team")],
            phone: Some(safe("137 0000 1122")),
            note: Some(safe("周三远程")),
            is_locked: true,
            ..Member::bare(MemberId(Id::parse("m3").unwrap()), safe("曾国栋"))
        }
    }

    fn index(member: &Member) -> SearchIndex {
        SearchIndex::of(std::iter::once(member.clone()).collect(), &mut Speller::default())
    }

    fn keeps(typed: &str, member: &Member) -> bool {
        Filter::of(typed).keeps(&index(member), 0, None)
    }

    fn parts(typed: &str, text: &str, place: MemberField) -> Vec<String> {
        let parts = Filter::of(typed).parts(text, place);
        parts.into_iter().filter(|(_, hit)| *hit).map(|(part, _)| part).collect()
    }

    #[test]
    fn every_term_must_hold() {
        for typed in [
            "国栋 后端",
            "ＧＤ　137",
            "   ",
            "role:admin",
            "role:管理",
            "角色：管理员",
            "ROLE:ADM zgd",
            "group:后端 group:api",
            "group:hd",
            "分组:=后端",
            "group:=apiteam",
            "phone:1370000",
            "phone:",
            "is:locked",
            "is:锁",
            "is:active",
            "!设计",
            "!role:owner",
            "!is:inactive",
            "！设计",
            "周三",
            "zhou!",
            "!zhang",
        ] {
            assert_eq!(keeps(typed, &zeng()), typed != "zhou!", "{typed}");
        }
        for typed in [
            "国栋 设计",
            "role:owner",
            "group:后",
            "group:=后",
            "group:=",
            "is:inactive",
            "is:nothing",
            "!后端",
            "!role:admin",
            "role:=adm",
            "phone:8000",
            "!zgd",
            "nobody:zeng",
            "is:you",
        ] {
            assert_eq!(keeps(typed, &zeng()), typed == "group:后", "{typed}");
        }
        assert!(Filter::of("is:you").keeps(&index(&zeng()), 0, Some(&zeng().id)));
        assert!(keeps("group:= phone:=", &Member::bare(MemberId(Id::parse("m").unwrap()), safe("王芳"))));
    }

    #[test]
    fn one_of_those_between_bars_must_hold() {
        for typed in [
            "张|曾",
            "曾 | 张",
            "张｜zgd",
            "曾|",
            "|曾",
            "group:设计|后端",
            "group:设计|=后端 zeng",
            "!张|王",
            "role:owner|admin",
        ] {
            assert!(keeps(typed, &zeng()), "{typed}");
        }
        for typed in ["张|王", "group:设计|运维", "!曾|王", "role:owner|member", "曾|王 设计"] {
            assert!(!keeps(typed, &zeng()), "{typed}");
        }
    }

    #[test]
    fn a_word_is_completed_and_completed_otherwise_when_asked_again() {
        let mut filter = Filter::of("zg is:in");
        let mut next = || {
            let found = filter.complete(&["后端"], &[]);
            (found, filter.field.text().to_owned())
        };
        assert_eq!(next(), (true, "zg is:inactive".into()));
        assert_eq!(next(), (true, "zg is:incomplete".into()));
        assert_eq!(next(), (true, "zg is:inactive".into()));
        assert!(filter.asks_for_inactive());
        filter.insert(" group:h");
        assert!(filter.complete(&["后端"], &[]));
        assert_eq!(filter.field.text(), "zg is:inactive group:后端");
        assert!(!Filter::of("wang").complete(&[], &[]));
    }

    #[test]
    fn who_fits_better_stands_before_the_other() {
        let texts = |typed: &str, of: &[(&str, &str)]| {
            let mut fits: Vec<(Rank, String)> = of
                .iter()
                .filter_map(|(name, note)| {
                    let member =
                        Member { name: safe(name), note: Some(safe(note)), groups: Vec::new(), ..zeng() };
                    let rank = Filter::of(typed).rank(&index(&member), 0, None)?;
                    Some((rank, (*name).to_owned()))
                })
                .collect();
            fits.sort();
            fits.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        let people =
            [("刘丽雪", ""), ("王芳", "lixue"), ("李雪梅", ""), ("倪雪", ""), ("李雪", ""), ("林下", "")];
        assert_eq!(texts("lixue", &people), ["李雪", "李雪梅", "刘丽雪", "王芳", "倪雪"]);
        let people = [("吴张伟", ""), ("张万里", ""), ("zwick", ""), ("张伟", "")];
        assert_eq!(texts("zw", &people), ["zwick", "张伟", "张万里", "吴张伟"]);
        assert_eq!(texts("zhangw", &people), ["张伟", "张万里", "吴张伟"]);
        assert_eq!(texts("张|吴", &people), ["吴张伟", "张万里", "张伟"]);
    }

    #[test]
    fn a_number_is_found_however_it_is_pasted() {
        let with = |phone: &str| Member { phone: Some(safe(phone)), ..zeng() };
        for typed in [
            "138.0013.8000",
            "（138）0013 8000",
            "\u{202d}13800138000\u{202c}",
            "+86 138 0013 8000",
            "8613800138000",
            "0086 138-0013 8000",
            "tel:+86-138-0013-8000",
        ] {
            for typed in [typed, &typed.replace(' ', "")] {
                assert!(keeps(typed, &with("138 0013 8000")), "{typed}");
                assert!(keeps(typed, &with("+86 138-0013-8000")), "{typed}");
            }
        }
        assert!(keeps("MAILTO:z@b.cn", &Member { email: Some(safe("z@b.cn")), ..zeng() }));
        assert!(!keeps("8618", &with("18000000000")));
        assert!(keeps(
            "张三<zhang.san@example.com>",
            &Member { name: safe("张三<zhangsan@example.com>"), ..zeng() }
        ));
    }

    #[test]
    fn a_name_alone_is_left_out_by_nothing_but_its_name() {
        for (typed, kept) in
            [("云", true), ("yd", true), ("!云", false), ("role:admin", true), ("!is:you", true)]
        {
            assert_eq!(Filter::of(typed).keeps_name("云端科技"), kept, "{typed}");
        }
    }

    #[test]
    fn a_number_and_a_name_are_found_however_they_are_spaced() {
        let name = safe("阿卜杜拉·买买提");
        let member = Member { name, phone: Some(safe("138 0013 8000")), ..zeng() };
        for typed in ["13800138000", "00138", "拉买", "拉·买", "阿卜杜拉・买买提", "·", "lmmt"]
        {
            assert!(keeps(typed, &member), "{typed}");
        }
    }

    #[test]
    fn a_latin_name_is_found_without_its_marks_and_with_them() {
        for (name, typed) in [
            ("Ana García", "garcia"),
            ("Nguyễn Văn An", "nguyen van"),
            ("Zoë Krüger", "zoë kru"),
            ("İnan", "inan"),
        ] {
            assert!(keeps(typed, &Member { name: safe(name), ..zeng() }), "{typed}");
        }
    }

    #[test]
    fn a_name_alone_is_asked_for_its_name_alone() {
        for typed in ["ydkj", "云端", "!设计", "role:admin", "!role:admin 云", "is:you"] {
            assert!(Filter::of(typed).keeps_name("云端科技"), "{typed}");
        }
        assert!(!["!云", "设计 role:x"].iter().any(|typed| Filter::of(typed).keeps_name("云端科技")));
    }

    #[test]
    fn nothing_typed_reaches_from_one_text_into_the_next() {
        assert!(!keeps("端api", &zeng()));
        assert!(!keeps("1122周", &zeng()));
    }

    #[test]
    fn what_was_found_is_told_apart_from_the_rest() {
        assert_eq!(parts("13800138 8", "138 0013 8000", MemberField::Phone), ["138 0013 8"]);
        assert_eq!(parts("拉买", "阿卜杜拉·买买提", MemberField::Name), ["拉·买"]);
        assert_eq!(parts("ana cí", "Ana García", MemberField::Name), ["Ana", "cí"]);
        assert_eq!(parts("e", "cafe\u{301}", MemberField::Note), ["e\u{301}"], "a letter keeps its mark");
        assert_eq!(parts("gd", "曾国栋", MemberField::Name), ["国栋"]);
        assert!(parts("gd", "国栋", MemberField::Note).is_empty(), "a note is not read as pinyin");
        assert_eq!(parts("group:hd", "后端, 运维", MemberField::Groups), ["后端"]);
        assert!(parts("group:hd", "后端", MemberField::Name).is_empty());
        assert!(parts("!国 is:active", "曾国栋", MemberField::Name).is_empty());
        assert!(parts("", "张伟", MemberField::Name).is_empty());
    }

    #[test]
    fn members_who_left_are_asked_for_by_name() {
        assert!(
            ["is:inactive", "is:停", "是 状态:已停用"].map(Filter::of).iter().all(Filter::asks_for_inactive)
        );
        assert!(
            !["!is:inactive", "is:active", "inactive", ""]
                .map(Filter::of)
                .iter()
                .any(Filter::asks_for_inactive)
        );
    }

    #[test]
    fn a_facet_takes_the_place_of_another_of_its_kind_and_goes_when_chosen_again() {
        let mut filter = Filter::of("zg group:后");
        filter.toggle(TermKey::Group, "group:=后端");
        assert_eq!(filter.field.text(), "zg group:后 group:=后端");
        filter.toggle(TermKey::Group, "group:=API");
        filter.toggle(TermKey::Role, "role:=admin");
        assert_eq!(filter.field.text(), "zg group:后 group:=API role:=admin");
        assert!(filter.says("group:=api") && !filter.says("group:=后端"));
        filter.toggle(TermKey::Group, "group:=API");
        assert_eq!(filter.field.text(), "zg group:后 role:=admin");
    }

    #[test]
    fn what_was_typed_before_comes_back() {
        let mut filter = Filter::default();
        for typed in ["zw", "后端", "zw", " "] {
            filter.insert(typed);
            filter.clear();
        }
        let mut recall = || {
            filter.recall();
            filter.field.text().to_owned()
        };
        assert_eq!([recall(), recall(), recall()], ["zw", "后端", "后端"]);
    }

    #[test]
    fn a_pasted_line_break_parts_words() {
        assert!(keeps("国栋\r\n后端", &zeng()));
    }
}

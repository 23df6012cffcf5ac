//! What filters leave, rank and highlight.

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
        "!zhang",
    ] {
        assert!(keeps(typed, &zeng()), "{typed}");
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
fn u72_a_number_is_found_however_it_is_pasted() {
    let with = |phone: &str| Member { phone: Some(safe(phone)), ..zeng() };
    for typed in [
        "138.0013.8000",
        "（138）0013 8000",
        "\u{202d}13800138000\u{202c}",
        "+86 138 0013 8000",
        "8613800138000",
        "0086 138-0013 8000",
        "tel:+86-138-0013-8000",
        "138 0013 8000",
        "138/0013/8000",
        "138·0013·8000",
        "138－0013－8000",
        "138 - 0013 - 8000",
        "1380013\n8000",
        "tel:13800138000",
        "手机：138 0013 8000",
        "phone:138 0013 8000",
    ] {
        for typed in [typed, &typed.replace(' ', "")] {
            assert!(keeps(typed, &with("138 0013 8000")), "{typed}");
            assert!(keeps(typed, &with("+86 138-0013-8000")), "{typed}");
        }
    }
    assert!(keeps("MAILTO:z@b.cn", &Member { email: Some(safe("z@b.cn")), ..zeng() }));
    assert!(
        !keeps("138 0013 8000", &with("138 8000 0013")) && !keeps("138 0013 8000", &with("0138 8000 0000"))
    );
    for typed in [
        "010-88888888",
        "(010)88888888 转 802",
        "010 8888 8888",
        "010-88888888-802",
        "+86 10 8888 8888",
        "010-8888\n8888",
    ] {
        for phone in ["010-88888888", "(010)88888888 转 802", "+86 10 8888 8888"] {
            assert!(keeps(typed, &with(phone)), "{typed} {phone}");
        }
        assert!(!keeps(typed, &with("010-88888880")), "{typed}");
    }
    let rank = |phone: &str| Filter::of("(010)88888888 转 802").rank(&index(&with(phone)), 0, None);
    assert!(rank("010-88888888-802") < rank("010-88888888-803"));
    assert!(keeps("138 1122", &with("138 0000 1122")), "the first and the last digits are two words");
    assert!(!keeps("8618", &with("18000000000")));
    assert!(keeps(
        "张三<zhang.san@example.com>",
        &Member { name: safe("张三<zhangsan@example.com>"), ..zeng() }
    ));
}

#[test]
fn a_name_alone_is_left_out_by_nothing_but_its_name() {
    for (typed, kept) in [("云", true), ("yd", true), ("!云", false), ("role:admin", true), ("!is:you", true)]
    {
        assert_eq!(Filter::of(typed).keeps_name("云端科技"), kept, "{typed}");
    }
}

#[test]
fn a_number_and_a_name_are_found_however_they_are_spaced() {
    let name = safe("阿卜杜拉·买买提");
    let member = Member { name, phone: Some(safe("138 0013 8000")), ..zeng() };
    for typed in ["13800138000", "00138", "拉买", "拉·买", "阿卜杜拉・买买提", "·", "lmmt"] {
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
fn u77_an_umlaut_is_found_as_two_letters_and_two_letters_by_an_umlaut() {
    let named = |name: &str| Member { name: safe(name), groups: Vec::new(), note: None, ..zeng() };
    for (typed, name) in [
        ("mueller", "Müller"),
        ("muller", "Müller"),
        ("müller", "Müller"),
        ("müller", "Mueller"),
        ("Juergen", "Jürgen Groß"),
        ("joerg gross", "Jörg Groß"),
        ("soeren", "Søren"),
        ("aase", "Åse"),
        ("ue", "Lüer"),
    ] {
        assert!(keeps(typed, &named(name)), "{typed} {name}");
    }
    for (typed, name) in [("mueller", "Muller"), ("xue", "Xu"), ("samuel", "Samul")] {
        assert!(!keeps(typed, &named(name)), "{typed} {name}");
    }
    let rank = |typed: &str, name: &str| Filter::of(typed).rank(&index(&named(name)), 0, None);
    assert_eq!(rank("mueller", "Müller"), rank("mueller", "Mueller"));
    assert!(rank("muell", "Müller") < rank("muell", "Jan Müller"));
    assert_eq!(parts("mueller", "Jan Müller", MemberField::Name), ["Müller"]);
    assert!(Filter::of("mueller").keeps_name("Müller AG"));
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
    assert!(["is:inactive", "is:停", "是 状态:已停用"].map(Filter::of).iter().all(Filter::asks_for_inactive));
    assert!(
        !["!is:inactive", "is:active", "inactive", ""].map(Filter::of).iter().any(Filter::asks_for_inactive)
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
fn u70_each_of_those_in_a_list_is_found() {
    let named = |name: &str| Member { name: safe(name), ..zeng() };
    for typed in [
        "张伟\n曾国栋",
        "张伟、曾国栋",
        "张伟；曾国栋",
        "张伟,曾国栋",
        "张伟， 曾国栋",
        "zw; zgd",
        "张伟\t曾国栋",
        "1、张伟\r\n2、曾国栋\r\n",
        "@张伟 @曾国栋",
        "\"张伟\", \"曾国栋\"",
    ] {
        for name in ["张伟", "曾国栋"] {
            assert!(keeps(typed, &named(name)), "{typed} {name}");
        }
        assert!(!keeps(typed, &Member { groups: Vec::new(), ..named("王芳") }), "{typed}");
    }
    for name in ["Zhang Wei", "Li Na", "Li Na, Zhang Wei"] {
        assert!(keeps("Zhang Wei\nLi Na", &named(name)), "{name}");
        assert!(!keeps("Zhang Na\nLi Wei", &named(name).clone()) || name.contains(','), "{name}");
    }
    assert!(keeps("王芳、国栋 后端", &zeng()) && !keeps("王芳、国栋 设计", &zeng()), "a blank is an and");
    assert!(keeps("王芳、国栋 group:后端", &zeng()) && !keeps("国栋、王芳 group:设计", &zeng()));
    assert!(
        keeps("group:设计、后端", &zeng())
            && keeps("role:owner,admin", &zeng())
            && !keeps("!王芳、国栋", &zeng())
    );
    assert!(keeps("王芳, group:后端", &named("王芳")) && !keeps("王芳, group:设计", &named("王芳")));
    for typed in ["张伟（组长）、曾国栋(后端)", "李雷、张伟和曾国栋", "曾国栋、张伟等"]
    {
        assert!(keeps(typed, &named("张伟")) && keeps(typed, &named("曾国栋")), "{typed}");
    }
    assert!(keeps("张伟（组长）", &named("张伟")) && !keeps("张伟（组长）", &named("王芳")));
    let rank = |name: &str| Filter::of("Smith, John").rank(&index(&named(name)), 0, None);
    assert!(rank("Smith, John") < rank("John Lee"), "the whole name is the best hit");
    assert_eq!(parts("张伟、国栋", "曾国栋", MemberField::Name), ["国栋"]);
    assert!(Filter::of("张、云").keeps_name("云端科技") && !Filter::of("张、王").keeps_name("云端科技"));
    let mut filter = Filter::of("Zhang Wei; Li Na");
    filter.toggle(TermKey::Group, "group:=后端");
    assert!(
        filter.keeps(&index(&named("Li Na")), 0, None) && !filter.keeps(&index(&named("Li Wei")), 0, None)
    );
}

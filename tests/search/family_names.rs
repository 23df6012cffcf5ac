//! What is found and how it is sorted, held against a list of family names with their readings.

use tower_tui::app::search::{MemberField, Sort};
use tower_tui::base::pinyin::reading;
use tower_tui::base::text::SafeText;
use tower_tui::tower::json_api::Roster;
use tower_tui::tower::model::Member;

use crate::every_reading::typed_as;
use crate::{is_found, member};

/// Family names, each with its reading as one and that of its characters elsewhere; `-` stands between characters.
const FAMILY_NAMES: &str = include_str!("../fixtures/family-names.txt");

fn family_names() -> impl Iterator<Item = (&'static str, Vec<&'static str>, Vec<&'static str>)> {
    FAMILY_NAMES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut words = line.split(' ');
        let (name, mut parts) = (words.next()?, words.map(|word| word.split('-').collect()));
        Some((name, parts.next()?, parts.next()?))
    })
}

#[test]
fn u24_everybody_is_found_by_the_family_name_and_by_the_usual_reading_of_its_characters() {
    let mut asked = 0;
    for (name, as_name, usual) in family_names() {
        let whole = format!("{name}小满");
        for parts in [as_name, usual] {
            let initials: String = parts.iter().filter_map(|part| part.chars().next()).collect();
            for typed in typed_as(&parts.concat()).into_iter().chain([initials]) {
                asked += 1;
                assert!(is_found(&typed, &whole), "{typed} {name}");
                assert!(is_found(&format!("{typed}xiaoman"), &whole), "{typed}xiaoman {name}");
            }
        }
    }
    assert!(asked > 5_000, "{asked}");
}

#[test]
fn everybody_stands_by_the_reading_of_the_family_name() {
    let by_name = Sort { by: Some(MemberField::Name), reversed: false };
    for (name, as_name, _) in family_names() {
        // Beside two who are written as it is read, one a letter before it and one behind it.
        let reading = as_name[0];
        if reading.contains('ü') {
            continue;
        }
        let last = reading.chars().next_back().unwrap();
        let stem = reading.strip_suffix(last).unwrap();
        let before = format!("{stem}{}", char::from_u32(u32::from(last) - 1).unwrap());
        let people = [format!("{reading}~"), name.to_owned(), before].map(|name| member(&name));
        assert_eq!(by_name.order(Roster::from_iter(people).lines()), [2, 1, 0], "{name} {reading}");
    }
}

#[test]
fn u24_a_group_does_not_begin_with_a_family_name() {
    let groups = ["查询组", "乐享", "单元测试", "解决方案", "区域销售", "厦门", "种子用户"];
    let sorted = by_group(&groups);
    assert_eq!(sorted, ["查询组", "单元测试", "解决方案", "乐享", "区域销售", "厦门", "种子用户"]);
    assert_eq!(reading('区'), Some("qu"));
}

#[test]
fn u71_a_group_stands_by_the_reading_of_its_words() {
    for (group, [before, after]) in [
        ("重庆", ["chon", "chonh"]),
        ("重慶分公司", ["chon", "chonh"]),
        ("长沙", ["chan", "chanh"]),
        ("厦门", ["xi", "xib"]),
        ("行政", ["xin", "xinh"]),
        ("行长办公室", ["han", "hanh"]),
        ("番茄小组", ["番龙", "番石榴"]),
        ("行业研究", ["han", "hanh"]),
        ("会计", ["kua", "kuaj"]),
        ("单元", ["da", "dao"]),
        ("银行", ["银海", "银号"]),
        ("音乐", ["音响", "音质"]),
        ("协调", ["协商", "协同"]),
        ("调研", ["dia", "diap"]),
        ("调度", ["dia", "diap"]),
        ("重点客户", ["zhon", "zhonh"]),
        ("校长办公室", ["xia", "xiap"]),
        ("都市产品", ["dt", "dv"]),
        ("成都", ["chen", "chenh"]),
        ("长期项目", ["chan", "chanh"]),
        ("六安", ["lt", "lv"]),
        ("佛山", ["fn", "fp"]),
    ] {
        assert_eq!(by_group(&[after, group, before]), [before, group, after], "{group}");
    }
}

#[test]
fn u71_a_name_that_is_a_place_stands_by_its_reading_and_a_family_name_by_its_own() {
    let by_name = Sort { by: Some(MemberField::Name), reversed: false };
    let people = ["种师道", "重庆客服", "单小满", "厦门办", "张伟", "王重庆", "王虫"].map(member);
    assert_eq!(by_name.order(Roster::from_iter(people).lines()), [0, 1, 2, 6, 5, 3, 4]);
}

fn by_group<'a>(groups: &[&'a str]) -> Vec<&'a str> {
    let sort = Sort { by: Some(MemberField::Groups), reversed: false };
    let one = |group: &&str| Member { groups: vec![SafeText::line(group, 20)], ..member("王") };
    let places = sort.order(groups.iter().map(one).collect::<Roster>().lines());
    places.into_iter().filter_map(|place| groups.get(place).copied()).collect()
}

//! Made-up teams and people for the robot.

use tower_tui::base::text::SafeText;
use tower_tui::tower::model::{Id, Member, MemberId, Role, Team, TeamId, User};

use super::answers::safe;

/// Name, role, groups, phone, note.
const PEOPLE: [(&str, Role, &str, &str, &str); 14] = [
    ("张伟", Role::Owner, "管理层", "138 0013 8000", "创始人"),
    ("欧阳娜娜", Role::Admin, "设计,增长", "139 1234 5678", "设计负责人"),
    ("曾国栋", Role::Admin, "后端", "137 0000 1122", ""),
    ("单小满", Role::Member, "后端,运维", "", "周三远程"),
    ("阿卜杜拉·买买提", Role::Member, "销售", "136 9988 7766", "乌鲁木齐"),
    ("Ana García", Role::Member, "设计", "+34 600 123 456", "UTC+1"),
    ("李 Lee Ming", Role::Member, "增长", "", ""),
    ("司马相如", Role::Member, "内容", "135 4433 2211", ""),
    ("田中 太郎", Role::Member, "后端", "", "東京"),
    ("王芳", Role::Member, "财务", "138 2222 3333", ""),
    ("任盈盈", Role::Member, "客服", "", ""),
    ("赵六 (离职)", Role::Member, "", "", ""),
    ("Nguyễn Văn An", Role::Member, "前端", "", "Hà Nội"),
    ("林小北", Role::Member, "后端,增长", "131 7777 8888", ""),
];

/// The account.
pub(crate) fn user() -> User {
    User { nickname: safe("林小北"), email: safe("lin@example.com") }
}

/// Its teams.
pub(crate) fn teams() -> Vec<Team> {
    let teams = [
        ("云端科技", "2014-05-15"),
        ("API Team", "2018-04-16"),
        ("艾泽拉斯大事件", "2017-07-12"),
        ("Nordlicht Studio", "2023-02-01"),
        ("一个名字特别特别长的团队用来测试省略号是否正确显示在这里还要更长一点才够", "2020-10-10"),
    ];
    let team = |(number, (name, created)): (usize, (&str, &str))| Team {
        id: TeamId(id("team", number)),
        name: safe(name),
        created: created.parse().ok(),
    };
    teams.into_iter().enumerate().map(team).collect()
}

/// The members of the first team; the twelfth no longer takes part.
pub(crate) fn members() -> Vec<Member> {
    let of = |(number, (name, role, groups, phone, note)): (usize, (&str, Role, &str, &str, &str))| Member {
        role,
        is_active: Some(number != 11),
        groups: groups.split(',').filter(|group| !group.is_empty()).map(safe).collect(),
        phone: filled(phone),
        note: filled(note),
        email: Some(safe("someone@example.com")),
        ..member(number, name)
    };
    PEOPLE.into_iter().enumerate().map(of).collect()
}

/// A member of whom only the name is known.
pub(crate) fn member(number: usize, name: &str) -> Member {
    Member { is_active: Some(true), ..Member::bare(MemberId(id("member", number)), safe(name)) }
}

/// As many members as asked for, with numbers for names.
pub(crate) fn crowd(numbers: std::ops::Range<usize>) -> Vec<Member> {
    numbers.map(|number| member(number, &format!("成员 {number}"))).collect()
}

fn filled(text: &str) -> Option<SafeText> {
    (!text.is_empty()).then(|| safe(text))
}

fn id(kind: &str, number: usize) -> Id {
    Id::parse(&format!("{kind}-{number}")).expect("an id")
}

//! The people of the demo: the first team's founders, members with unusual data, and the names of which all others are
//! made.

/// Who somebody is.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Part {
    pub(in crate::demo) name: &'static str,
    /// The part of the e-mail address before `@`; empty for no address.
    pub(in crate::demo) mail: &'static str,
    pub(in crate::demo) role: &'static str,
    /// Places in [`GROUPS`].
    pub(in crate::demo) groups: &'static [usize],
    /// Empty for none.
    pub(in crate::demo) phone: &'static str,
    /// Empty for none.
    pub(in crate::demo) note: &'static str,
}

/// The groups of every team.
pub(in crate::demo) const GROUPS: [&str; 10] =
    ["管理层", "设计", "增长", "后端", "运维", "销售", "内容", "财务", "客服", "前端"];

/// The place of the account's own member in [`FOUNDERS`].
pub(in crate::demo) const OWN: usize = 19;

/// The place of somebody who has left.
pub(in crate::demo) const LEFT: usize = 11;

/// The place of the member whose to-dos are written by hand.
pub(in crate::demo) const BUSY: usize = 2;

/// The first members of the first team, in order.
pub(in crate::demo) const FOUNDERS: [Part; 30] = [
    part("张伟", "zhangwei", "owner", &[0], "138 0013 8000", "创始人"),
    part("欧阳娜娜", "ouyangnana", "admin", &[1, 2], "139 1234 5678", "设计负责人"),
    part("曾国栋", "zeng", "admin", &[3], "137 0000 1122", ""),
    part("单小满", "shanxiaoman", "member", &[3, 4], "", "周三远程"),
    part("阿卜杜拉·买买提", "abudula", "member", &[5], "136 9988 7766", "乌鲁木齐"),
    part("Ana García", "ana", "member", &[1], "+34 600 123 456", "UTC+1"),
    part("李 Lee Ming", "", "member", &[2], "", ""),
    part("司马相如", "simaxiangru", "member", &[6], "135 4433 2211", ""),
    part("田中 太郎", "tanaka", "member", &[3], "", "東京"),
    part("王芳", "wangfang", "member", &[7], "138 2222 3333", ""),
    part("任盈盈", "renyingying", "member", &[8], "", ""),
    part("赵六 (离职)", "", "member", &[], "", ""),
    part("Nguyễn Văn An", "an", "member", &[9], "", "Hà Nội"),
    part("周杰", "zhoujie", "member", &[9], "133 1000 2000", ""),
    part("徐霞客", "xuxiake", "member", &[6], "", "出差"),
    part("Öykü Şahin", "oyku", "member", &[5], "", ""),
    part("孙尚香", "sunshangxiang", "member", &[9], "132 5555 6666", ""),
    part("诸葛孔明", "zhugekongming", "member", &[0], "", ""),
    part("O’Brien, Pat", "pat", "member", &[3], "", ""),
    part("林小北", "lin", "member", &[3, 2], "131 7777 8888", ""),
    part("马超", "machao", "member", &[4], "", ""),
    part("郭靖", "guojing", "member", &[8], "", ""),
    part("黄蓉", "huangrong", "member", &[6], "", ""),
    part("杨过", "yangguo", "member", &[9], "", ""),
    part("小龙女", "xiaolongnv", "member", &[1], "", ""),
    part("韦小宝", "weixiaobao", "member", &[5], "", ""),
    part("Zoë Krüger", "zoe", "member", &[1], "", ""),
    part("贾宝玉", "jiabaoyu", "member", &[6], "", ""),
    part("鲁智深", "luzhishen", "member", &[4], "", ""),
    part("孟浩然", "menghaoran", "member", &[6], "", ""),
];

const fn part(
    name: &'static str,
    mail: &'static str,
    role: &'static str,
    groups: &'static [usize],
    phone: &'static str,
    note: &'static str,
) -> Part {
    Part { name, mail, role, groups, phone, note }
}

/// What is unusual about a member's document apart from its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Oddity {
    /// Nothing.
    None,
    /// `comment`, `phone` and `mailbox` are not there at all.
    Bare,
    /// There are attributes that are not documented.
    Extra,
    /// The id is a JSON number.
    NumericId,
    /// One of the groups is missing from `included`.
    LostGroup,
    /// The role is one the document does not name.
    Visitor,
    /// `is_locked_by_free_team_quota`.
    Locked,
    /// `is_incomplete_from_wxwork`, and no mailbox.
    Incomplete,
}

/// Names, comments and malformed attributes that a client must handle.
pub(in crate::demo) const ODD: [(&str, &str, Oddity); 21] = [
    ("🦄 小马", "👨‍👩‍👧‍👦 一家四口", Oddity::None),
    ("👩🏽‍💻👨‍👩‍👧‍👦🏳️‍🌈", "只有表情", Oddity::None),
    ("Zoe\u{308} Kru\u{308}ger", "分解的变音符号", Oddity::None),
    (
        "Z\u{335}\u{321}a\u{334}\u{308}\u{301}l\u{337}\u{304}g\u{336}\u{30a}o\u{335}\u{303}",
        "组合符号",
        Oddity::None,
    ),
    ("محمد بن سلمان", "مرحبا", Oddity::None),
    ("דוד לוי", "\u{202e}gnihtemos\u{202c}", Oddity::None),
    ("\u{2066}اسم\u{2069} 混排 \u{200f}אבג\u{200e}", "双向控制符", Oddity::None),
    (LONG_NAME, "名字超过三百个字符", Oddity::None),
    ("\u{1b}[31m红色\u{1b}[0m", "\u{1b}]0;标题\u{7}\u{1b}]52;c;aGVsbG8=\u{7}", Oddity::None),
    ("\u{9b}2J清屏\u{9d}8;;https://example.com\u{9c}", "\u{1b}[2J\u{1b}[H\u{8}\u{7f}", Oddity::None),
    ("换行\n的\r\n名字\t制表", "第一行\n第二行\u{b}\u{c}\u{85}第三行\u{2028}第四行", Oddity::None),
    ("\u{200b}\u{feff}零宽\u{200d}", "", Oddity::None),
    ("   ", "名字只有空格", Oddity::None),
    ("𠮷野家 𠀀", "扩展区汉字 <b>&amp; \"引号\" 'x'</b>", Oddity::None),
    ("没有字段", "", Oddity::Bare),
    ("未来字段", "", Oddity::Extra),
    ("数字编号", "", Oddity::NumericId),
    ("失踪小组", "", Oddity::LostGroup),
    ("访客", "合作方", Oddity::Visitor),
    ("超出名额", "", Oddity::Locked),
    ("企业微信用户", "", Oddity::Incomplete),
];

/// More than 300 characters.
const LONG_NAME: &str = concat!(
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的名字完",
);

/// Family names and their readings.
pub(in crate::demo) const FAMILY: [(&str, &str); 24] = [
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("黄", "huang"),
    ("赵", "zhao"),
    ("吴", "wu"),
    ("周", "zhou"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("马", "ma"),
    ("朱", "zhu"),
    ("胡", "hu"),
    ("郭", "guo"),
    ("何", "he"),
    ("高", "gao"),
    ("吕", "lv"),
    ("曾", "zeng"),
    ("解", "xie"),
    ("仇", "qiu"),
    ("单", "shan"),
    ("上官", "shangguan"),
];

/// Characters of given names and their readings.
pub(in crate::demo) const GIVEN: [(&str, &str); 24] = [
    ("伟", "wei"),
    ("芳", "fang"),
    ("娜", "na"),
    ("敏", "min"),
    ("静", "jing"),
    ("丽", "li"),
    ("强", "qiang"),
    ("磊", "lei"),
    ("军", "jun"),
    ("洋", "yang"),
    ("勇", "yong"),
    ("艳", "yan"),
    ("杰", "jie"),
    ("涛", "tao"),
    ("明", "ming"),
    ("霞", "xia"),
    ("平", "ping"),
    ("雪", "xue"),
    ("雨", "yu"),
    ("晨", "chen"),
    ("欣", "xin"),
    ("子", "zi"),
    ("轩", "xuan"),
    ("小", "xiao"),
];

/// What generated members have for a comment.
pub(in crate::demo) const NOTES: [&str; 8] = ["", "", "", "", "远程", "实习", "出差", "周五休息"];

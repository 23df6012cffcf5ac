//! Words of the team picker, the member table and the detail.

use std::time::Duration;

use super::{Text, Words};
use crate::app::keys::steps::Menu;
use crate::app::screens::members::columns::Column;
use crate::app::screens::members::menu::Part;
use crate::app::search::{FacetKind, Sort, TermKey, UnknownTerm, mark_words};
use crate::base::text::SafeText;
use crate::tower::model::Role;

/// So many groups or projects are named.
const MOST_NAMES: usize = 12;

impl Words {
    /// The picker's name.
    pub fn choose_team(self) -> Text {
        self.pick("Choose a team", "选择团队")
    }

    /// The heading of the list of teams.
    pub fn teams(self) -> Text {
        self.pick("Teams", "团队")
    }

    /// The heading of the list of members.
    pub fn members(self) -> Text {
        self.pick("Members", "成员")
    }

    /// How many entries of a list are left out because nobody could read them.
    pub fn unreadable_entries(self, count: usize) -> Text {
        self.pick(format!("{count} unreadable"), format!("{count} 条无法识别"))
    }

    /// The same of a list with this name.
    pub fn unreadable_of(self, list: &str, count: usize) -> Text {
        let said = self.unreadable_entries(count);
        self.pick(format!("{list}: {said}"), format!("{list}：{said}"))
    }

    /// The name of a team.
    pub fn name_of_team(self) -> Text {
        self.pick("Name", "名称")
    }

    /// The name of a member.
    pub fn name(self) -> Text {
        self.pick("Name", "姓名")
    }

    /// When a team was made.
    pub fn created(self) -> Text {
        self.pick("created", "创建于")
    }

    /// What the mark beside a team means.
    pub fn last_used(self, key: &str) -> Text {
        self.pick(
            format!("* last used; opens automatically next time. Press {key} anywhere to switch."),
            format!("* 上次使用的团队；下次启动直接进入。用 {key} 随时切换。"),
        )
    }

    /// A role, in Tower's own words; an unknown one as Tower sent it.
    pub fn role_of(self, role: &Role) -> Text {
        match role {
            Role::Owner => self.pick("owner", "拥有者"),
            Role::Admin => self.pick("admin", "管理员"),
            Role::Member => self.pick("member", "成员"),
            Role::Other(word) if word.as_str() == "visitor" => self.pick("visitor", "访客"),
            Role::Other(word) => word.to_string().into(),
        }
    }

    /// A heading.
    pub fn role(self) -> Text {
        self.pick("Role", "角色")
    }

    /// A heading.
    pub fn groups(self) -> Text {
        self.pick("Groups", "分组")
    }

    /// A heading.
    pub fn phone(self) -> Text {
        self.pick("Phone", "电话")
    }

    /// A heading.
    pub fn note(self) -> Text {
        self.pick("Note", "备注")
    }

    /// A heading.
    pub fn email(self) -> Text {
        self.pick("Email", "邮箱")
    }

    /// A heading.
    pub fn active(self) -> Text {
        self.pick("Active", "启用")
    }

    /// A heading: the day they joined.
    pub fn joined(self) -> Text {
        self.pick("Joined", "加入于")
    }

    /// A heading: the day they were last changed.
    pub fn updated_on(self) -> Text {
        self.pick("Updated", "更新于")
    }

    /// A heading: the address of the picture.
    pub fn avatar(self) -> Text {
        self.pick("Avatar", "头像")
    }

    /// The heading of a column.
    pub fn column(self, column: Column) -> Text {
        match column {
            Column::Name => self.name(),
            Column::Role => self.role(),
            Column::Groups => self.groups(),
            Column::Phone => self.phone(),
            Column::Email => self.email(),
            Column::Joined => self.joined(),
            Column::Updated => self.updated_on(),
            Column::Id => "ID".into(),
            Column::Note => self.note(),
        }
    }

    /// The heading of a menu.
    pub fn menu_title(self, menu: Menu) -> Text {
        match menu {
            Menu::Facets => self.pick("Filter by role or group", "按角色或分组筛选"),
            Menu::Columns => self.pick("Columns", "显示的列"),
            Menu::Copy => self.pick("Copy", "复制"),
        }
    }

    /// A role, a mark or a group to filter by.
    pub fn facet(self, what: &FacetKind) -> Text {
        match what {
            FacetKind::Role(role) => {
                let name = self.role_of(role);
                self.pick(format!("role: {name}"), format!("角色：{name}"))
            }
            FacetKind::Mark(mark) => {
                self.pick(format!("state: {}", mark.word(false)), format!("状态：{}", mark.word(true)))
            }
            FacetKind::Group(name) => self.pick(format!("group: {name}"), format!("分组：{name}")),
            FacetKind::NoGroup => self.pick("in no group", "未分组"),
        }
    }

    /// The columns follow the width of the screen.
    pub fn by_width(self) -> Text {
        self.pick("automatic, by width", "按宽度自动选择")
    }

    /// A column that is chosen, and the screen is too narrow for it.
    pub fn no_room(self) -> Text {
        self.pick("no room: widen the window", "放不下，请加宽窗口")
    }

    /// Something of a member to copy.
    pub fn part(self, part: Part) -> Text {
        match part {
            Part::Name => self.name(),
            Part::Phone => self.phone(),
            Part::Email => self.email(),
            Part::Id => "ID".into(),
            Part::Link => self.pick("Link to the page", "页面链接"),
            Part::Tsv => self.pick("Row for a spreadsheet (TSV)", "整行，可贴进表格 (TSV)"),
            Part::Json => self.pick("Row as JSON", "整行 (JSON)"),
        }
    }

    /// The rows stand in this order now.
    pub fn sorted(self, sort: Sort) -> Text {
        let Some(by) = sort.by else {
            return if sort.reversed {
                self.pick("in Tower's order, reversed", "按 Tower 的顺序倒排")
            } else {
                self.pick("in Tower's order", "按 Tower 的顺序排列")
            };
        };
        let column = Column::CHOICES.into_iter().find(|column| column.place() == by);
        let name = column.map_or_else(|| self.name(), |column| self.column(column));
        let english = name.to_lowercase();
        if sort.reversed {
            self.pick(format!("sorted by {english}, reversed"), format!("按{name}倒序排列"))
        } else {
            self.pick(format!("sorted by {english}"), format!("按{name}排列"))
        }
    }

    /// The question where to write the members that show; whether all of the team have come.
    pub fn export_title(self, count: usize, whole: bool) -> Text {
        let members = if count == 1 { "member" } else { "members" };
        if whole {
            self.pick(format!("Export {count} {members} to"), format!("导出 {count} 名成员到"))
        } else {
            self.pick(
                format!("Export {count} {members} (not all loaded) to"),
                format!("成员尚未全部加载，导出 {count} 名到"),
            )
        }
    }

    /// What a file's name may end in.
    pub fn export_hint(self) -> Text {
        self.pick(
            ".xlsx, .csv, .tsv or .json; no file is overwritten",
            "以 .xlsx、.csv、.tsv 或 .json 结尾；不会覆盖已有文件",
        )
    }

    /// An answer.
    pub fn yes_or_no(self, yes: bool) -> Text {
        if yes { self.pick("yes", "是") } else { self.pick("no", "否") }
    }

    /// A member who no longer takes part.
    pub fn inactive(self) -> Text {
        self.pick("inactive", "已停用")
    }

    /// A member shut out because the free plan's seats are used up.
    pub fn locked(self) -> Text {
        self.pick("locked", "已锁定")
    }

    /// A member imported from `WeCom` and not filled in.
    pub fn incomplete(self) -> Text {
        self.pick("incomplete", "未完善")
    }

    /// The person's own row.
    pub fn you(self) -> Text {
        self.pick("you", "你自己")
    }

    /// Under the detail.
    pub fn hide_detail(self, key: &str) -> Text {
        self.pick(format!("{key} hide"), format!("{key} 隐藏"))
    }

    /// Under the detail full screen.
    pub fn close_detail(self, key: &str) -> Text {
        self.pick(format!("{key} back"), format!("{key} 返回"))
    }

    /// How old what is shown is.
    pub fn updated(self, age: Duration) -> Text {
        let age = self.span(age);
        self.pick(format!("updated {age} ago"), format!("{age}前更新"))
    }

    /// No more of a list than these are read.
    pub fn list_cut(self, count: usize) -> Text {
        self.pick(format!("only the first {count} loaded"), format!("只加载了前 {count} 条"))
    }

    /// The same where it can no longer be renewed.
    pub fn read(self, age: Duration) -> Text {
        let age = self.span(age);
        self.pick(format!("read {age} ago"), format!("{age}前读取"))
    }

    /// The same where nothing newer comes.
    pub fn old(self, age: Duration) -> Text {
        let age = self.span(age);
        self.pick(format!("{age} old"), format!("{age}前的数据"))
    }

    /// Waiting for a list.
    pub fn loading(self, what: &str, waited: Duration, key: &str) -> Text {
        if waited < Duration::from_secs(3) {
            self.pick(format!("loading {}⋯", what.to_lowercase()), format!("正在加载{what}⋯"))
        } else {
            let waited = self.span(waited);
            self.pick(
                format!("loading {}⋯ {waited}  {key} cancel", what.to_lowercase()),
                format!("正在加载{what}⋯ {waited}  {key} 取消"),
            )
        }
    }

    /// How much of a list has come.
    pub fn loaded(self, count: usize, page: u32, pages: Option<u32>) -> Text {
        match pages {
            Some(pages) => self.pick(
                format!("loaded {count}, page {page} of {pages}"),
                format!("已加载 {count}，第 {page}/{pages} 页"),
            ),
            None => {
                self.pick(format!("loaded {count}, page {page}"), format!("已加载 {count}，第 {page} 页"))
            }
        }
    }

    /// A page did not come.
    pub fn page_failed(self, page: u32, key: &str) -> Text {
        self.pick(format!("! page {page} failed  {key} retry"), format!("! 第 {page} 页失败  {key} 重试"))
    }

    /// Members who no longer take part do not show, or do, and the key that changes it.
    pub fn inactive_count(self, count: usize, shown: bool, key: Option<&str>) -> Text {
        let (en, zh) = match (key, shown) {
            (Some(key), true) => (format!("  {key} hides them"), format!("  {key} 隐藏")),
            (Some(key), false) => (format!("  {key} shows them"), format!("  {key} 显示")),
            (None, _) => (String::new(), String::new()),
        };
        if shown {
            self.pick(format!("{count} inactive shown{en}"), format!("显示 {count} 名停用成员{zh}"))
        } else {
            self.pick(format!("{count} inactive hidden{en}"), format!("隐藏 {count} 名停用成员{zh}"))
        }
    }

    /// The filter leaves no row.
    pub fn no_match(self, filter: &str, key: &str) -> Text {
        self.pick(
            format!("no match for \"{filter}\"  {key} clears the filter"),
            format!("没有匹配“{filter}”的结果  {key} 清除筛选"),
        )
    }

    /// A term that means nothing, and what it could be.
    pub fn unknown_term(self, unknown: &UnknownTerm) -> Text {
        let (key, value, valid) = match unknown {
            UnknownTerm::Value { key, value, choices } => (*key, value, self.valid(*key, choices)),
            UnknownTerm::Key(key) => {
                let known = |chinese| TermKey::all().map(|key| format!("{}:", key.named(chinese)));
                return self.pick(
                    format!("there is no term {key}:, valid: {}", known(false).join(", ")),
                    format!("没有“{key}:”，可用：{}", known(true).join("、")),
                );
            }
        };
        let (en, zh) = (key.named(false), key.named(true));
        if value.is_empty() {
            return self.pick(
                format!("{en}: needs a value; valid: {valid}"),
                format!("“{zh}:”缺少值，可用：{valid}"),
            );
        }
        self.pick(
            format!("unknown {en}:{value}; valid: {valid}"),
            format!("没有“{zh}:{value}”，可用：{valid}"),
        )
    }

    /// What a key may be followed by.
    fn valid(self, key: TermKey, choices: &[String]) -> String {
        let parted = self.pick(", ", "、");
        match key {
            TermKey::Is => {
                let marks = |chinese| mark_words(chinese).collect::<Vec<_>>();
                self.pick(marks(false).join(", "), marks(true).join("、")).into_owned()
            }
            TermKey::Role => {
                let role = |role: &String| Role::parse(&SafeText::line(role, SafeText::NAME));
                let roles = choices.iter().map(|word| self.role_of(&role(word)).into_owned());
                roles.collect::<Vec<_>>().join(&parted)
            }
            TermKey::Group if choices.is_empty() => self.pick("a group", "分组名称").into_owned(),
            TermKey::Project if choices.is_empty() => self.pick("a project", "项目名称").into_owned(),
            TermKey::Group | TermKey::Project => {
                let more = if choices.len() > MOST_NAMES { "⋯" } else { "" };
                let names: Vec<&str> = choices.iter().map(String::as_str).take(MOST_NAMES).collect();
                format!("{}{more}", names.join(&parted))
            }
            TermKey::Phone => self.pick("digits", "数字").into_owned(),
        }
    }

    /// The filter leaves no row of so many that have come, and the key that has more come.
    pub fn no_match_yet(self, loaded: usize, key: &str) -> Text {
        self.pick(
            format!("no match in {loaded} loaded  {key} loads more"),
            format!("已加载的 {loaded} 个中没有匹配  {key} 加载更多"),
        )
    }

    /// How many members what is typed has been looked for among so far.
    pub fn looked_through(self, looked: usize, all: usize) -> Text {
        self.pick(format!("searched {looked} of {all}"), format!("已查找 {looked}/{all}"))
    }

    /// A team without members.
    pub fn no_members(self, key: &str) -> Text {
        self.pick(
            format!("This team has no members yet.  {key} switches team"),
            format!("这个团队还没有成员。  {key} 切换团队"),
        )
    }

    /// An account without teams.
    pub fn no_teams(self, key: &str) -> Text {
        self.pick(
            format!("This account is in no team. Join one at tower.im, then {key} refreshes."),
            format!("这个账号还没有加入团队。请先在 tower.im 加入团队，再按 {key} 刷新。"),
        )
    }

    /// What may be typed into the filter.
    pub fn filter_hint(self) -> Text {
        let keys = |chinese| {
            [TermKey::Role, TermKey::Group, TermKey::Is]
                .map(|key| format!("{}:", key.named(chinese)))
                .join(" ")
        };
        self.pick(format!("pinyin, {} !not", keys(false)), format!("拼音，{} !排除", keys(true)))
    }

    /// How the filter is cleared.
    pub fn clear_filter(self, key: &str) -> Text {
        self.pick(format!("{key} clear"), format!("{key} 清除"))
    }
}

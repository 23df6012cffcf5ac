//! Words of a team's projects, and of what a filter asks of them.

use crate::app::screens::in_projects::ProjectLack;
use crate::ui::words::{Text, Words};

impl Words {
    /// The screen's name.
    pub fn projects(self) -> Text {
        self.pick("Projects", "项目")
    }

    /// How many projects were put away, and the key that shows or hides them.
    pub fn archived_count(self, count: usize, shown: bool, key: Option<&str>) -> Text {
        let (en, zh) = match (key, shown) {
            (Some(key), true) => (format!("  {key} hide"), format!("  {key} 隐藏")),
            (Some(key), false) => (format!("  {key} show"), format!("  {key} 显示")),
            (None, _) => (String::new(), String::new()),
        };
        self.pick(format!("{count} archived{en}"), format!("已归档 {count}{zh}"))
    }

    /// A team without any.
    pub fn no_projects(self) -> Text {
        self.pick("This team has no projects.", "这个团队还没有项目。")
    }

    /// A team all of whose projects were put away.
    pub fn all_archived(self, key: &str) -> Text {
        self.pick(
            format!("All projects are archived. {key} shows them."),
            format!("项目均已归档。{key} 显示。"),
        )
    }

    /// A project without a list.
    pub fn no_lists(self) -> Text {
        self.pick("There are no lists in this project.", "这个项目里没有任务清单。")
    }

    /// What is open in a list or a project, and done where that came.
    pub fn open_and_done(self, open: usize, done: usize) -> Text {
        if done > 0 {
            self.pick(format!("{open} open, {done} done"), format!("未完成 {open}，已完成 {done}"))
        } else {
            self.pick(format!("{open} open"), format!("未完成 {open}"))
        }
    }

    /// A list of Tower's for what is in no other.
    pub fn default_list(self) -> Text {
        self.pick("(no list)", "(未归类)")
    }

    /// How many people are in a project; `200+` while more may come.
    pub fn people_count(self, count: usize, is_whole: bool) -> Text {
        let more = if is_whole { "" } else { "+" };
        let members = if count == 1 { "member" } else { "members" };
        self.pick(format!("{count}{more} {members}"), format!("{count}{more} 人"))
    }

    /// The people of a project may not be seen, or do not come.
    pub fn people_unknown(self) -> Text {
        self.pick("members unknown", "成员未知")
    }

    /// So many to-dos of a list did not come along with it.
    pub fn todos_missing(self, count: usize) -> Text {
        self.pick(format!("{count} not included"), format!("{count} 项未随清单返回"))
    }

    /// Why a filter by project does not leave whom it should.
    pub fn project_lack(self, lack: &ProjectLack, key: &str) -> Text {
        match lack {
            ProjectLack::Coming => self.pick("loading the project's members⋯", "正在加载项目成员⋯"),
            ProjectLack::GivenUp => self.pick(
                format!("! the project's members were not loaded  {key} loads them"),
                format!("! 项目成员未加载  {key} 加载"),
            ),
            ProjectLack::Failed(why) => {
                let why = self.failure(why);
                self.pick(format!("! project: {why}  {key} retry"), format!("! 项目：{why}  {key} 重试"))
            }
            ProjectLack::NoSuch(unknown) => self.unknown_term(unknown),
            ProjectLack::TooMany(typed, count) => self.pick(
                format!("{count} projects match {typed}: type more of the name"),
                format!("有 {count} 个项目名含 {typed}：请写得更完整"),
            ),
        }
    }
}

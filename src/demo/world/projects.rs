//! Projects, to-do lists and to-dos of a team.

use jiff::civil::{Date, Time};

pub(in crate::demo) const PROJECTS: [(&str, &str); 6] = [
    ("移动端", "iOS 与安卓客户端"),
    ("星辰大海", "下一代产品"),
    ("增长", "拉新与留存"),
    ("后端", "服务、接口与数据库"),
    ("管理层", ""),
    ("旧官网 <2016>", "已归档 & 只读"),
];

/// Every project has the first, for to-dos outside lists.
pub(in crate::demo) const LISTS: [&str; 3] = ["未归类任务", "登录", "进行中"];

#[derive(Debug, Clone)]
pub(in crate::demo) struct Project {
    pub(in crate::demo) id: String,
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) desc: &'static str,
    pub(in crate::demo) is_archived: bool,
    pub(in crate::demo) is_pinned: bool,
}

#[derive(Debug, Clone)]
pub(in crate::demo) struct Todolist {
    pub(in crate::demo) id: String,
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) project: usize,
    /// The place among the lists of its project.
    pub(in crate::demo) position: usize,
}

#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct Todo {
    pub(in crate::demo) id: String,
    pub(in crate::demo) number: u64,
    pub(in crate::demo) content: String,
    pub(in crate::demo) desc: Option<&'static str>,
    pub(in crate::demo) priority: &'static str,
    /// The owner's own sorting: 0 new, 1 today, 2 next, 3 later.
    pub(in crate::demo) in_box: u8,
    pub(in crate::demo) start_at: Option<String>,
    pub(in crate::demo) due_at: Option<String>,
    pub(in crate::demo) closed_at: Option<String>,
    pub(in crate::demo) created_at: String,
    pub(in crate::demo) labels: &'static [&'static str],
    /// Places in the team's members.
    pub(in crate::demo) creator: usize,
    pub(in crate::demo) assignee: Option<usize>,
    /// Who closed it; none where that was the assignee.
    pub(in crate::demo) closer: Option<usize>,
    /// Places in [`Work`].
    pub(in crate::demo) list: usize,
    pub(in crate::demo) parent: Option<usize>,
    pub(in crate::demo) comments: usize,
    pub(in crate::demo) attachments: usize,
    /// The lines of its check list, and whether each is done.
    pub(in crate::demo) check_items: &'static [(&'static str, bool)],
}

/// All work of a team.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct Work {
    pub(in crate::demo) projects: Vec<Project>,
    pub(in crate::demo) lists: Vec<Todolist>,
    pub(in crate::demo) todos: Vec<Todo>,
}

/// Tower writes times of its own zone, with milliseconds.
pub(in crate::demo) fn moment(date: Date, time: Time) -> String {
    format!("{date}T{:02}:{:02}:{:02}.000+08:00", time.hour(), time.minute(), time.second())
}

//! Other words for what can be done, by which the palette finds it: what other programs call it, and what people say.

use super::steps::Menu;
use super::table::{Action, Visit};

impl Action {
    /// The words; none where its name and its labels say enough. Chinese ones are found by their pinyin as well.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Quit => &["exit", "close", "关闭", "离开"],
            Self::Export => &[
                "csv",
                "tsv",
                "json",
                "xlsx",
                "spreadsheet",
                "excel",
                "save",
                "download",
                "表格",
                "下载",
                "保存",
            ],
            Self::Session => &["token", "account", "login", "令牌", "账号", "登录"],
            Self::Renew => &["token", "令牌"],
            Self::SignOut => &["logout", "log out", "登出", "注销"],
            Self::SignIn => &["login", "log in"],
            Self::Theme => &[
                "theme", "dark", "light", "night", "color", "colour", "配色", "颜色", "深色", "浅色", "夜间",
                "暗色", "亮色",
            ],
            Self::Refresh => &["reload", "update", "更新", "重新加载"],
            Self::Filter => &["search", "find", "搜索", "查找"],
            Self::Menu(Menu::Facets) => &["department", "部门", "state", "状态"],
            Self::Menu(Menu::Columns) => &["fields", "email", "字段", "邮箱"],
            Self::Menu(Menu::Copy) => &["clipboard", "id", "phone", "剪贴板", "电话"],
            Self::CopyName => &["clipboard", "剪贴板"],
            Self::Help => &["keys", "shortcuts", "按键", "快捷键"],
            Self::Messages => &["log", "errors", "日志", "错误"],
            Self::Visit(Visit::Teams) => &["organization", "company", "公司"],
            Self::Visit(Visit::MyDay) => &["today", "mine", "tasks", "今天", "我的任务"],
            Self::Workload => &["overdue", "load", "逾期", "负荷"],
            Self::Activity => &["feed", "events", "history", "历史"],
            Self::Report => &["weekly", "summary", "总结"],
            Self::Browse => &["web", "url", "link", "网页", "链接"],
            Self::OpenTodo => &["task", "number", "issue", "编号"],
            Self::Detail => &["preview", "pane", "预览"],
            Self::Inactive => &["former", "left", "离职"],
            Self::SortNext | Self::SortReverse => &["order", "顺序"],
            Self::Mouse => &["click", "点击"],
            Self::Suspend => &["background", "shell", "后台"],
            _ => &[],
        }
    }
}

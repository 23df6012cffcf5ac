//! Words for actions, in the hint bar and the help.

use super::{Text, Words};
use crate::app::core::command::{Disabled, Scope};
use crate::app::keys::keymap::KeyFault;
use crate::app::keys::steps::Menu;
use crate::app::keys::steps::{LoginAction, SetupAction};
use crate::app::keys::table::{Action, Mode, Visit};
use crate::app::kit::appearance::Theme;
use crate::app::kit::cursor::Motion;
use crate::base::text::SafeText;

impl Words {
    /// What an action does, for the help.
    pub fn action(self, action: Action) -> Text {
        match action {
            Action::Quit => self.pick("quit", "退出"),
            Action::QuitOrBack => self.pick("back or quit", "返回或退出"),
            Action::Back => self.pick("back", "返回"),
            Action::Help => self.pick("help", "帮助"),
            Action::Messages => self.pick("messages", "消息"),
            Action::CopyMessage => self.pick("copy error report", "复制错误报告"),
            Action::Palette => self.pick("all commands", "所有命令"),
            Action::Run => self.pick("run", "执行"),
            Action::Theme => self.pick("choose a theme", "选择主题"),
            Action::Mouse => self.pick("mouse on or off", "开关鼠标"),
            Action::Redraw => self.pick("redraw", "重绘"),
            Action::Suspend => self.pick("suspend", "挂起"),
            Action::Visit(Visit::Teams) => self.pick("switch team", "切换团队"),
            Action::Visit(Visit::MyDay) => self.pick("my day", "我的一天"),
            Action::Visit(Visit::Notifications) => self.pick("notifications", "通知"),
            Action::Visit(Visit::Projects) => self.pick("projects", "项目"),
            Action::Workload => self.pick("members' workload", "成员工作量"),
            Action::SignIn => self.pick("sign in again", "重新登录"),
            Action::Session => self.pick("session", "会话"),
            Action::Renew => self.pick("renew now", "立即续期"),
            Action::SignOut => self.pick("sign out", "退出登录"),
            Action::Refresh => self.pick("refresh", "刷新"),
            Action::Go(motion) => self.motion(motion),
            Action::Open => self.pick("open", "进入"),
            Action::Zoom => self.pick("detail in full screen", "全屏显示详情"),
            Action::NextTab => self.pick("next tab", "下一个标签页"),
            Action::PreviousTab => self.pick("previous tab", "上一个标签页"),
            Action::Filter => self.pick("filter", "筛选"),
            Action::KeepFilter => self.pick("keep filter", "保留筛选"),
            Action::KeepNote => self.pick("keep", "保留"),
            Action::Recall => self.pick("previous filter", "之前的筛选"),
            Action::Complete => self.pick("complete the term", "补全条件"),
            Action::SortNext => self.pick("sort by next column", "按下一列排序"),
            Action::SortReverse => self.pick("reverse the order", "倒序"),
            Action::Menu(Menu::Facets) => self.pick("filter by role or group", "按角色或分组筛选"),
            Action::Menu(Menu::Columns) => self.pick("choose columns", "选择列"),
            Action::Menu(Menu::Copy) => self.pick("copy something else", "复制其他内容"),
            Action::Pick => self.pick("select a row by its number", "按行号选择"),
            Action::Choose => self.pick("choose", "选择"),
            Action::OpenTodo => self.pick("open a to-do by its number", "按编号打开任务"),
            Action::CopyName => self.pick("copy the name or title", "复制姓名或标题"),
            Action::Browse => self.pick("open in browser", "在浏览器打开"),
            Action::Export => self.pick("export to a file", "导出到文件"),
            Action::WriteExport => self.pick("write", "写入"),
            Action::Detail => self.pick("detail pane", "详情面板"),
            Action::Inactive => self.pick("show inactive", "显示停用成员"),
            Action::Archived => self.pick("show archived", "显示已归档"),
            Action::People => self.pick("project members", "项目成员"),
            Action::Activity => self.pick("activity", "动态"),
            Action::Report => self.pick("weekly report", "周报"),
            Action::Standup => self.pick("hold a standup", "开站会"),
            Action::NextPerson => self.pick("next", "下一位"),
            Action::PreviousPerson => self.pick("previous", "上一位"),
            Action::SkipPerson => self.pick("skip", "跳过"),
            Action::Note => self.pick("note", "备注"),
            Action::EndStandup => self.pick("finish and show minutes", "结束，看纪要"),
            Action::EarlierWeek => self.pick("previous week", "上一周"),
            Action::LaterWeek => self.pick("next week", "下一周"),
            Action::Login(action) => self.login_action(action),
            Action::Setup(action) => self.setup_action(action),
        }
    }

    /// The same for the hint bar, where there is less room and `j/k` stand together.
    pub fn hint(self, action: Action, mode: Mode) -> Text {
        match action {
            Action::Go(Motion::Down)
                if matches!(mode, Mode::SettingsErrors | Mode::Todo | Mode::Report | Mode::Standup) =>
            {
                self.pick("scroll", "滚动")
            }
            Action::Go(Motion::Down) => self.pick("move", "选择"),
            Action::Open if matches!(mode, Mode::Members | Mode::Member | Mode::Workload) => {
                self.pick("to-dos", "任务")
            }
            Action::Open if matches!(mode, Mode::Todos | Mode::MyDay | Mode::Project) => {
                self.pick("detail", "详情")
            }
            Action::Archived => self.pick("archived", "已归档"),
            Action::People => self.pick("members", "成员"),
            Action::Detail => self.pick("pane", "面板"),
            Action::KeepFilter => self.pick("done", "完成"),
            Action::Recall => self.pick("previous", "历史"),
            Action::SortNext => self.pick("sort", "排序"),
            Action::Menu(Menu::Facets) => self.pick("role/group", "角色/分组"),
            Action::CopyName => self.pick("copy", "复制"),
            Action::EndStandup => self.pick("minutes", "纪要"),
            Action::PreviousPerson => self.pick("back", "上一位"),
            Action::Export if matches!(mode, Mode::Report | Mode::Standup) => {
                self.pick("to a file", "写入文件")
            }
            Action::Browse => self.pick("browser", "浏览器"),
            Action::Visit(Visit::Teams) => self.pick("team", "团队"),
            Action::Workload => self.pick("workload", "工作量"),
            Action::Back if matches!(mode, Mode::Palette | Mode::SettingsErrors) => {
                self.pick("close", "关闭")
            }
            Action::Back if mode == Mode::Export => self.pick("cancel", "取消"),
            Action::Back if mode == Mode::Note => self.pick("keep", "保留"),
            Action::Back if mode == Mode::Filter => self.pick("clear", "清除"),
            other => self.action(other),
        }
    }

    fn motion(self, motion: Motion) -> Text {
        match motion {
            Motion::Down => self.pick("down", "向下"),
            Motion::Up => self.pick("up", "向上"),
            Motion::First => self.pick("first", "第一行"),
            Motion::Last => self.pick("last", "最后一行"),
            Motion::HalfDown => self.pick("down half a page", "下半页"),
            Motion::HalfUp => self.pick("up half a page", "上半页"),
            Motion::PageDown => self.pick("page down", "下一页"),
            Motion::PageUp => self.pick("page up", "上一页"),
        }
    }

    fn login_action(self, action: LoginAction) -> Text {
        match action {
            LoginAction::Browse => self.pick("open", "打开"),
            LoginAction::Copy => self.pick("copy", "复制"),
            LoginAction::Print => self.pick("print", "打印"),
            LoginAction::Qr => self.pick("QR code", "二维码"),
            LoginAction::Switch => self.pick("switch step", "切换步骤"),
            LoginAction::Submit => self.pick("continue", "继续"),
            LoginAction::Clear => self.pick("clear", "清空"),
            LoginAction::GiveUp => self.pick("start over", "重新开始"),
            LoginAction::ChangeApp => self.pick("change app", "更改应用"),
        }
    }

    fn setup_action(self, action: SetupAction) -> Text {
        match action {
            SetupAction::Next => self.pick("next", "下一项"),
            SetupAction::Previous => self.pick("previous", "上一项"),
            SetupAction::Choose => self.pick("choose", "选择"),
            SetupAction::Continue => self.pick("continue", "继续"),
            SetupAction::Demo => self.pick("demo", "演示"),
            SetupAction::Back => self.pick("back", "返回"),
        }
    }

    /// Where keys work, in a word.
    pub fn place(self, mode: Mode) -> Text {
        match mode {
            Mode::Setup => self.pick("setup", "首次设置"),
            Mode::LoginAddress => self.pick("sign in: address", "登录：网址"),
            Mode::LoginCode => self.pick("sign in: code", "登录：授权码"),
            Mode::LoginWait => self.pick("sign in: waiting", "登录：等待"),
            Mode::LoginTwoStep => self.pick("sign in: two-step", "登录：两步验证"),
            Mode::Teams => self.pick("teams", "团队"),
            Mode::Members => self.pick("members", "成员"),
            Mode::Member => self.pick("one member", "成员详情"),
            Mode::Todos => self.pick("to-dos", "任务"),
            Mode::Todo => self.pick("one to-do", "任务详情"),
            Mode::Activity => self.pick("activity", "动态"),
            Mode::Report => self.pick("report", "报告"),
            Mode::Workload => self.pick("workload", "工作量"),
            Mode::MyDay => self.pick("my day", "我的一天"),
            Mode::Standup => self.pick("standup", "站会"),
            Mode::Note => self.pick("note", "备注"),
            Mode::Notifications => self.pick("notifications", "通知"),
            Mode::Projects => self.pick("projects", "项目列表"),
            Mode::Project => self.pick("project", "项目"),
            Mode::Filter => self.pick("filter", "筛选"),
            Mode::Menu => self.pick("menu", "菜单"),
            Mode::Export => self.pick("export", "导出"),
            Mode::Palette => self.pick("palette", "命令面板"),
            Mode::Session => self.pick("session", "会话"),
            Mode::Messages => self.pick("messages", "消息"),
            Mode::SettingsErrors => self.pick("mistakes", "设置错误"),
        }
    }

    /// The heading of the palette over a mode.
    pub fn palette_title(self, scope: Scope, mode: Mode) -> Text {
        let place = self.place(mode);
        match scope {
            Scope::Here => self.pick(format!("Help › {place}"), format!("帮助 › {place}")),
            Scope::All => self.pick("All commands", "所有命令"),
            Scope::Themes => self.pick("Theme", "主题"),
        }
    }

    /// A team to open, among what can be done.
    pub fn team_called(self, name: &str) -> Text {
        self.pick(format!("team {name}"), format!("团队 {name}"))
    }

    /// Beside the team that is open, and the theme that is drawn in.
    pub fn current(self) -> Text {
        self.pick("current", "当前")
    }

    /// A project of the open team, among what can be done.
    pub fn project_called(self, name: &str) -> Text {
        self.pick(format!("project {name}"), format!("项目 {name}"))
    }

    /// A member whose to-dos can be opened.
    pub fn todos_of(self, name: &str) -> Text {
        self.pick(format!("to-dos of {name}"), format!("{name} 的任务"))
    }

    /// A saved view to show.
    pub fn view_called(self, name: &str) -> Text {
        self.pick(format!("view {name}"), format!("视图 {name}"))
    }

    /// Another profile to go on with; none is what is outside of profiles.
    pub fn other_profile(self, name: Option<&SafeText>) -> Text {
        match name {
            Some(name) => self.pick(format!("switch to profile {name}"), format!("切换到配置档 {name}")),
            None => self.pick("switch to no profile", "切换为不用配置档"),
        }
    }

    /// A theme to draw in.
    pub fn theme_called(self, theme: Theme) -> Text {
        let name = self.theme(theme);
        self.pick(format!("theme {name}"), format!("主题 {name}"))
    }

    /// In the palette where nothing is typed.
    pub fn type_to_search(self) -> Text {
        self.pick("type to search", "输入文字查找")
    }

    /// Nothing in the palette is called what is typed.
    pub fn nothing_found(self) -> Text {
        self.pick("no matching command", "没有匹配的命令")
    }

    /// How the palette lists everything.
    pub fn all_commands(self, key: &str) -> Text {
        self.pick(format!("{key} all commands"), format!("{key} 所有命令"))
    }

    /// How the palette lists what can be done here.
    pub fn commands_here(self, key: &str) -> Text {
        self.pick(format!("{key} what works here"), format!("{key} 当前可用"))
    }

    /// Why an action cannot be done.
    pub fn disabled(self, why: Disabled) -> Text {
        match why {
            Disabled::NotHere => self.pick("not here", "此处不可用"),
            Disabled::SignedOut => self.pick("sign in first", "请先登录"),
            Disabled::SignedIn => self.pick("signed in", "已登录"),
        }
    }

    /// Something that was asked for by its key cannot be done now.
    pub fn cannot_now(self, action: Action, why: Disabled) -> Text {
        let what = self.action(action);
        match (action, why) {
            (Action::Back, _) => self.pick("there is nothing to go back to", "已经是第一个界面"),
            (_, Disabled::NotHere) => {
                self.pick(format!("{what}: not possible here"), format!("{what}：这里没有可操作的内容"))
            }
            (_, Disabled::SignedOut) => {
                self.pick(format!("{what}: sign in first"), format!("{what}：请先登录"))
            }
            (_, Disabled::SignedIn) => self.pick("you are signed in", "你已经登录"),
        }
    }

    /// Why keys in the settings do not hold. What is written there is not shown.
    pub fn key_fault(self, fault: &KeyFault) -> Text {
        match fault {
            KeyFault::NoContext(name) => self
                .pick(format!("there is no place called {name} for keys"), format!("没有名为 {name} 的界面")),
            KeyFault::NoAction(name, place) => self
                .pick(format!("there is no action {name} in {place}"), format!("{place} 里没有操作 {name}")),
            KeyFault::NoTable => self.pick(
                "keys go in a place's table, such as [keys.members]",
                "按键应写在某个界面的表里，例如 [keys.members]",
            ),
            KeyFault::NotKeys => {
                self.pick("keys must be a string or a list of strings", "按键的值应为文本或文本列表")
            }
            KeyFault::NoKey => self.pick(
                "there is no such key; y, ctrl-y and f2 are examples",
                "没有这个按键；例如 y、ctrl-y、f2",
            ),
            KeyFault::IsText => self.pick("letters are typed as text there", "字母在那里用于输入"),
            KeyFault::Taken(key, by) => {
                let (key, by) = (key.name(), by.name());
                self.pick(
                    format!("{key} is already bound to {by} there"),
                    format!("{key} 在该处已绑定到 {by}"),
                )
            }
        }
    }

    /// What the keys of the palette do.
    pub fn palette_close(self, run: &str, close: &str) -> Text {
        self.pick(format!("{run} runs  {close} closes"), format!("{run} 执行  {close} 关闭"))
    }

    /// Where the log is, below the help.
    pub fn log_is(self, path: &str) -> Text {
        self.pick(format!("log {path}"), format!("日志 {path}"))
    }

    /// How a menu or a panel is left.
    pub fn help_close(self, key: &str) -> Text {
        self.pick(format!("{key} closes"), format!("{key} 关闭"))
    }
}

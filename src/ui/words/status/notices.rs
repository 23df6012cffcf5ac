//! Words for what just happened, or did not.

use ratatui::layout::Size;

use super::super::{Text, Words};
use crate::app::core::notice::{Copying, How, NoBrowser, NotExported, Notice};
use crate::app::core::settings_error::{SettingsError, SettingsFault};
use crate::app::keys::keymap::Keymap;
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Theme;
use crate::base::measure::{fit_end, width};

/// The cells in which a file is still known.
const FEWEST: usize = 24;

impl Words {
    /// What just happened, and the keys that help where the person is.
    pub fn notice(self, notice: &Notice, mode: Mode, keymap: &Keymap) -> Text {
        let key = |action| keymap.name(mode, Action::Login(action)).unwrap_or_default();
        let (copy, print) = (key(LoginAction::Copy), key(LoginAction::Print));
        match notice {
            Notice::WhichFormat => self.pick(
                "! the name must end in .xlsx, .csv, .tsv or .json",
                "! 文件名要以 .xlsx、.csv、.tsv 或 .json 结尾",
            ),
            Notice::Exported { path, count } => self.exported(path, *count),
            Notice::NotExported { path, why } => self.not_exported(path, why),
            Notice::BrowserAsked => self.pick("opening the browser⋯", "正在打开浏览器⋯"),
            Notice::BrowserOpened => {
                self.pick("browser opened; paste the code here", "已打开浏览器；把授权码粘贴到这里")
            }
            Notice::NoBrowser(why) => self.no_browser(*why, &copy, &print),
            Notice::NoQr { needs } => self.no_qr(*needs, &print),
            Notice::BlocksTooWide => self.pick(
                format!("this terminal draws QR codes too wide; {print} prints the address"),
                format!("这个终端会把二维码画得太宽；按 {print} 打印网址"),
            ),
            Notice::Copied { what, how } => self.copied(what, *how, &print),
            Notice::NoPage => self.pick(
                "Tower did not say which project it is in, so there is no page to open",
                "Tower 没有说明它属于哪个项目，无法打开页面",
            ),
            Notice::NoClipboard => self.pick(
                "nothing is copied: TOWER_TUI_CLIPBOARD is off",
                "没有复制：TOWER_TUI_CLIPBOARD 已设为 off",
            ),
            Notice::TooLongToCopy => {
                self.pick("! too long for the terminal's clipboard", "! 内容太长，终端剪贴板放不下")
            }
            Notice::Sorted(sort) => self.sorted(*sort),
            Notice::NoAppInDemo => self.pick("the demo needs no application", "演示不需要应用"),
            Notice::NoAppInProfile => {
                self.pick("a profile's application is changed in the settings", "配置档的应用请在设置中修改")
            }
            Notice::NoCode { why } => self.pick(
                format!("! the built-in Tower gave no code: {why}"),
                format!("! 内置 Tower 没有给出授权码：{why}"),
            ),
            Notice::NoDemo { why } => {
                let why = self.system(why);
                self.pick(
                    format!("! the built-in Tower did not start: {why}"),
                    format!("! 内置 Tower 无法启动：{why}"),
                )
            }
            Notice::LeavesUnsaved(fault) => {
                let why = self.save_fault(fault);
                self.pick(
                    format!("! not saved; leaving again loses the session: {why}"),
                    format!("! 再次退出将丢失会话，未能保存：{why}"),
                )
            }
            Notice::LeavesNotes => self.leaves_notes(mode, keymap),
            Notice::SettingsNotSaved(fault) => {
                let why = self.save_fault(fault);
                self.pick(format!("! settings not saved: {why}"), format!("! 设置未能保存：{why}"))
            }
            Notice::Mouse(true) => {
                self.pick("mouse on: it selects rows instead of text", "鼠标已开：用来选行，不能选中文字")
            }
            Notice::Mouse(false) => self.pick("mouse off: it selects text", "鼠标已关：可以选中文字"),
            Notice::Theme(theme) => {
                let theme = self.theme(*theme);
                self.pick(format!("theme: {theme}"), format!("主题：{theme}"))
            }
            Notice::ThemeImpossible { wanted, instead } => self.theme_impossible(*wanted, *instead),
            Notice::NoSuchKey { name } => {
                let help = keymap.name(mode, Action::Help).unwrap_or_default();
                self.pick(
                    format!("{name} does nothing here; {help} shows the keys"),
                    format!("{name} 在这里没有作用；按 {help} 查看按键"),
                )
            }
            Notice::AlreadyByWidth => self.pick("the columns are already automatic", "已经是自动选择的列"),
            Notice::NoPlaceToPaste => {
                let help = keymap.name(mode, Action::Help).unwrap_or_default();
                self.pick(
                    format!("nothing can be pasted here; {help} shows the keys"),
                    format!("这里不能粘贴；按 {help} 查看按键"),
                )
            }
            Notice::CannotNow { action, why } => self.cannot_now(*action, *why),
            Notice::SettingsErrors(errors) => {
                let errors: Vec<Text> = errors.iter().map(|error| self.ignored_setting(error)).collect();
                let errors = errors.join(&self.pick(", ", "，"));
                self.pick(format!("! ignored settings: {errors}"), format!("! 设置里已忽略：{errors}"))
            }
        }
    }

    /// The same in so many cells: of a file, the end of its path stays, and what became of it.
    pub fn notice_within(self, room: usize, notice: &Notice, mode: Mode, keymap: &Keymap) -> Text {
        let whole = self.notice(notice, mode, keymap);
        let over = width(&whole).saturating_sub(room);
        let short = |path: &str| fit_end(path, width(path).saturating_sub(over).max(FEWEST)).into_owned();
        match notice {
            _ if over == 0 => whole,
            Notice::Exported { path, count } => self.exported(&short(path), *count),
            Notice::NotExported { path, why } => self.not_exported(&short(path), why),
            _ => whole,
        }
    }

    fn exported(self, path: &str, count: Option<usize>) -> Text {
        let members = if count == Some(1) { "member" } else { "members" };
        match count {
            None => self.pick(format!("wrote {path}"), format!("已写入 {path}")),
            Some(count) => self.pick(
                format!("wrote {count} {members} to {path}"),
                format!("已将 {count} 名成员写入 {path}"),
            ),
        }
    }

    fn not_exported(self, path: &str, why: &NotExported) -> Text {
        match why {
            NotExported::Exists => self.pick(
                format!("! {path} exists already: type another name"),
                format!("! {path} 已存在：请换一个文件名"),
            ),
            NotExported::System { why } => {
                let why = self.system(why);
                self.pick(format!("! {path} not written: {why}"), format!("! 未能写入 {path}：{why}"))
            }
        }
    }

    fn no_browser(self, why: NoBrowser, copy: &str, print: &str) -> Text {
        match why {
            NoBrowser::NotStarted => self.pick(
                format!("! no browser started: {copy} copies, {print} prints the address"),
                format!("! 没有启动浏览器：按 {copy} 复制，{print} 打印网址"),
            ),
            NoBrowser::Silent => self.pick(
                format!("no browser yet? {copy} copies, {print} prints the address"),
                format!("浏览器没有打开？按 {copy} 复制，{print} 打印网址"),
            ),
        }
    }

    fn no_qr(self, needs: Option<Size>, print: &str) -> Text {
        match needs {
            Some(Size { width, height }) => self.pick(
                format!("QR code needs {width}x{height}; {print} prints the address"),
                format!("二维码需要 {width}x{height}；按 {print} 打印网址"),
            ),
            None => self.pick(
                format!("the address is too long for a QR code; {print} prints it"),
                format!("网址太长，无法生成二维码；按 {print} 打印网址"),
            ),
        }
    }

    /// Notes would be lost. The key that writes them is the standup's own.
    fn leaves_notes(self, mode: Mode, keymap: &Keymap) -> Text {
        match keymap.name(mode, Action::Export).filter(|_| mode == Mode::Standup) {
            Some(writes) => self.pick(
                format!("! notes not saved: {writes} to save, again to leave"),
                format!("! 站会备注未保存；按 {writes} 保存，再次退出则丢失"),
            ),
            None => {
                self.pick("! standup notes not saved: again to leave", "! 站会备注未保存；再次退出则丢失")
            }
        }
    }

    fn copied(self, what: &Copying, how: How, print: &str) -> Text {
        match (what, how) {
            (Copying::Asked(Some(name)), How::Native) => {
                let name = name.as_str();
                self.pick(format!("copied {name}"), format!("已复制 {name}"))
            }
            (Copying::Asked(None), How::Native) => self.pick("copied", "已复制"),
            (Copying::Asked(_), How::Terminal) => {
                self.pick("sent to the terminal's clipboard (OSC 52)", "已发送到终端剪贴板 (OSC 52)")
            }
            (Copying::AddressInstead, How::Native) => self.pick(
                format!("no browser here; address copied, {print} prints it"),
                format!("这里没有浏览器；按 {print} 打印；已复制"),
            ),
            (Copying::AddressInstead, How::Terminal) => self.pick(
                format!("no browser; address sent to clipboard (OSC 52); {print} prints it"),
                format!("这里没有浏览器；按 {print} 打印；已发送到剪贴板 (OSC 52)"),
            ),
            (Copying::LinkInstead, How::Native) => {
                self.pick("no browser here; link copied", "这里没有浏览器；链接已复制")
            }
            (Copying::LinkInstead, How::Terminal) => self.pick(
                "no browser; link sent to clipboard (OSC 52)",
                "这里没有浏览器；链接已发送到剪贴板 (OSC 52)",
            ),
        }
    }

    fn ignored_setting(self, error: &SettingsError) -> Text {
        let SettingsError { line, column, fault } = error;
        match fault {
            SettingsFault::Name(name, _) | SettingsFault::ProfileName(name) => {
                let name = name.as_str();
                self.pick(format!("unknown {name} (line {line})"), format!("未知的 {name}（第 {line} 行）"))
            }
            SettingsFault::Keys(_)
            | SettingsFault::ViewKey(_)
            | SettingsFault::Filter(_)
            | SettingsFault::KeyOfView(..)
            | SettingsFault::NoOrder
            | SettingsFault::SharedClient(_)
            | SettingsFault::Syntax(_)
            | SettingsFault::Format(_)
            | SettingsFault::Punctuation { .. }
            | SettingsFault::Type(..)
            | SettingsFault::Address(..)
            | SettingsFault::Callback(..) => {
                let fault = self.settings_fault(fault);
                self.pick(
                    format!("{fault} (line {line}, column {column})"),
                    format!("{fault}（第 {line} 行第 {column} 列）"),
                )
            }
            SettingsFault::Choice { setting, value, .. } => {
                let value = value.as_str();
                self.pick(
                    format!("{setting} cannot be {value} (line {line})"),
                    format!("{setting} 的值 {value} 无效（第 {line} 行）"),
                )
            }
        }
    }

    fn theme_impossible(self, wanted: Theme, instead: Theme) -> Text {
        let name = self.theme(wanted);
        match instead {
            Theme::Mono => self.pick(
                format!("! {name} needs colors: NO_COLOR or --color never is set"),
                format!("! 不能用 {name}：已设置 NO_COLOR 或 --color never"),
            ),
            _ => self.pick(
                format!("! {name} needs true color: COLORTERM is not truecolor"),
                format!("! 不能用 {name}：COLORTERM 不是 truecolor"),
            ),
        }
    }
}

//! Words of the status bar: the network, the token's life, and what just happened.

use std::time::Duration;

use super::{Text, Words};
use crate::app::core::notice::NotExported;
use crate::app::core::notice::{Copying, How, NoBrowser, Notice};
use crate::app::core::settings_error::{SettingsError, SettingsFault};
use crate::app::keys::keymap::Keymap;
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::{Pace, Theme};
use crate::base::time::{clock, time_of_day, whole_seconds};
use crate::session::SignOut;

impl Words {
    /// Before the token's time where there is no account behind it.
    pub fn demo(self) -> Text {
        self.pick("demo", "演示")
    }

    /// `1:59:42` of a time to come; by the minute, `1h 59m`, where a started one counts whole.
    pub fn rest(self, left: Duration, pace: Pace) -> Text {
        if pace == Pace::Seconds {
            return clock(left).into();
        }
        let minutes = whole_seconds(left).div_ceil(60);
        match (minutes / 60, minutes % 60) {
            (0, minutes) => self.pick(format!("{minutes}m"), format!("{minutes} 分")),
            (hours, minutes) => {
                self.pick(format!("{hours}h {minutes:02}m"), format!("{hours} 小时 {minutes:02} 分"))
            }
        }
    }

    /// What is left of the token; days for a long one.
    pub fn token(self, left: Duration, pace: Pace) -> Text {
        if pace == Pace::Off {
            return self.signed_in();
        }
        let hours = left.as_secs() / 3600;
        if hours >= 100 {
            let (days, hours) = (hours / 24, hours % 24);
            return self.pick(format!("token {days}d {hours:02}h"), format!("令牌 {days} 天 {hours} 时"));
        }
        let left = self.rest(left, pace);
        self.pick(format!("token {left}"), format!("令牌 {left}"))
    }

    /// A token whose end is not counted down to.
    pub fn signed_in(self) -> Text {
        self.pick("signed in", "已登录")
    }

    /// The same where there is less room.
    pub fn token_short(self, left: &str) -> Text {
        self.pick(format!("token {left}"), format!("令牌 {left}"))
    }

    /// A token that was just renewed.
    pub fn token_renewed(self, left: Duration, pace: Pace) -> Text {
        let left = self.rest(left, pace);
        self.pick(format!("token ✓ {left}"), format!("令牌 ✓ {left}"))
    }

    /// A token under renewal. What turns before a word has a space behind it, here and below.
    pub fn token_renewing(self, spinner: &str) -> Text {
        self.pick(format!("token {spinner}renewing"), format!("令牌 {spinner}续期中"))
    }

    /// A renewal that does not get through.
    pub fn token_retry(self, left: Option<Duration>, retry: Duration, pace: Pace) -> Text {
        let retry = whole_seconds(retry);
        match left {
            Some(Duration::ZERO) => {
                self.pick(format!("token expired ! retry {retry}s"), format!("令牌已过期 ! {retry} 秒后重试"))
            }
            Some(left) => {
                let left = self.rest(left, pace);
                self.pick(format!("token {left} ! retry {retry}s"), format!("令牌 {left} ! {retry} 秒后重试"))
            }
            None => self.pick(format!("token ? ! retry {retry}s"), format!("令牌 ? ! {retry} 秒后重试")),
        }
    }

    /// A token whose end is not known.
    pub fn token_unknown(self) -> Text {
        self.pick("token ?", "令牌 ?")
    }

    /// No token.
    pub fn signed_out(self) -> Text {
        self.pick("signed out", "未登录")
    }

    /// No token any more.
    pub fn sign_in_again(self, key: &str) -> Text {
        self.pick(format!("signed out  {key} sign in"), format!("未登录  {key} 登录"))
    }

    /// The same where there is room for the key alone.
    pub fn sign_in_short(self, key: &str) -> Text {
        self.pick(format!("{key} sign in"), format!("{key} 登录"))
    }

    /// A key and what it does, after a renewal that failed.
    pub fn retry(self) -> Text {
        self.pick("retry", "重试")
    }

    /// A key and what it does, where Tower asks for a two-step code.
    pub fn enter_code(self) -> Text {
        self.pick("enter it", "输入")
    }

    /// Tower answers.
    pub fn online(self) -> Text {
        self.pick("online", "在线")
    }

    /// Waiting for Tower for more than a moment.
    pub fn slow(self, waited: Duration) -> Text {
        let waited = waited.as_secs();
        self.pick(format!("slow {waited}s"), format!("较慢 {waited} 秒"))
    }

    /// Waiting for Tower.
    pub fn loading_some(self, count: usize) -> Text {
        self.pick(format!("loading {count}"), format!("载入 {count}"))
    }

    /// A token that another window may be renewing.
    pub fn token_queued(self, left: Option<Duration>, spinner: &str, pace: Pace) -> Text {
        let what = match left {
            Some(Duration::ZERO) => {
                return self
                    .pick(format!("token expired {spinner}waiting"), format!("令牌已过期 {spinner}等待"));
            }
            Some(left) => self.rest(left, pace),
            None => "?".into(),
        };
        match spinner.trim_end() {
            "" => self.pick(format!("token {what} waiting"), format!("令牌 {what} 等待")),
            spinner => self.pick(format!("token {what} {spinner}"), format!("令牌 {what} {spinner}")),
        }
    }

    /// No network.
    pub fn offline(self, retry: Duration) -> Text {
        let retry = whole_seconds(retry);
        self.pick(format!("offline, retry {retry}s"), format!("离线, {retry} 秒后重试"))
    }

    /// Somebody between here and Tower is in the way: when it is tried again.
    pub fn blocked(self, retry: Duration) -> Text {
        let retry = whole_seconds(retry);
        self.pick(format!("blocked, retry {retry}s"), format!("受阻, {retry} 秒后重试"))
    }

    /// No network, as the renewal found out; when it tries again stands beside the token.
    pub fn offline_for_now(self) -> Text {
        self.pick("offline", "离线")
    }

    /// Asked too often.
    pub fn limited(self, retry: Duration) -> Text {
        let retry = whole_seconds(retry);
        self.pick(format!("limited {retry}s"), format!("限流, {retry} 秒"))
    }

    /// Why there is no token, where the local time is `zone` seconds ahead of UTC.
    pub fn reason(self, reason: &SignOut, zone: i32) -> Text {
        match reason {
            SignOut::Never => self.signed_out(),
            SignOut::ByYou => self.pick("you signed out; data kept", "你已退出登录; 数据保留"),
            SignOut::Elsewhere => {
                self.pick("signed out in another window; data kept", "已在另一个窗口退出登录; 数据保留")
            }
            SignOut::CutOff { at } => {
                let at = time_of_day(*at, zone);
                self.pick(
                    format!("The renewal at {at} was cut off and its token is spent; data kept"),
                    format!("{at} 的续期中断, 令牌已作废; 数据保留"),
                )
            }
            SignOut::EndedByServer => {
                self.pick("Tower ended this session; data kept", "Tower 结束了这次会话; 数据保留")
            }
            SignOut::Replaced => self.pick(
                "A login somewhere else ended this session; data kept",
                "别处的登录使这次会话失效; 数据保留",
            ),
            SignOut::OtherAccount { email } => self.pick(
                format!("another account signed in ({email}); data kept"),
                format!("另一个账号 ({email}) 已登录; 数据保留"),
            ),
            SignOut::NotRenewable => self.pick(
                "The token ended and Tower gave nothing to renew it with; data kept",
                "令牌已到期, Tower 没有给出续期凭据; 数据保留",
            ),
            SignOut::StoreUnusable(fault) => self.store_fault(fault),
        }
    }

    /// What just happened, and the keys that help where the person is.
    pub fn notice(self, notice: &Notice, mode: Mode, keymap: &Keymap) -> Text {
        let key = |action| keymap.name(mode, Action::Login(action)).unwrap_or_default();
        let (copy, print) = (key(LoginAction::Copy), key(LoginAction::Print));
        match notice {
            Notice::BrowserAsked => self.pick("opening the browser⋯", "正在打开浏览器⋯"),
            Notice::BrowserOpened => {
                self.pick("browser opened; paste the code here", "已打开浏览器; 把授权码粘贴到这里")
            }
            Notice::NoBrowser(NoBrowser::NotStarted) => self.pick(
                format!("! no browser started: {copy} copies, {print} prints the address"),
                format!("! 没有启动浏览器: 按 {copy} 复制, {print} 打印网址"),
            ),
            Notice::NoBrowser(NoBrowser::Silent) => self.pick(
                format!("no browser yet? {copy} copies, {print} prints the address"),
                format!("浏览器没有打开? 按 {copy} 复制, {print} 打印网址"),
            ),
            Notice::Copied { what, how } => self.copied(what, *how, &print),
            Notice::NoPage => self.pick(
                "Tower did not say which project it is in: no page to open",
                "Tower 没有说明它属于哪个项目, 无法打开页面",
            ),
            Notice::NoClipboard => self.pick(
                "nothing is copied: TOWER_TUI_CLIPBOARD is off",
                "没有复制: TOWER_TUI_CLIPBOARD 已设为 off",
            ),
            Notice::TooLongToCopy => {
                self.pick("! too long for the terminal's clipboard", "! 内容太长, 终端剪贴板放不下")
            }
            Notice::Sorted(sort) => self.sorted(*sort),
            Notice::WhichFormat => self.pick(
                "! the name must end in .xlsx, .csv, .tsv or .json",
                "! 文件名要以 .xlsx, .csv, .tsv 或 .json 结尾",
            ),
            Notice::Exported { path, count: None } => {
                self.pick(format!("wrote {path}"), format!("已写入 {path}"))
            }
            Notice::Exported { path, count: Some(count) } => self
                .pick(format!("wrote {count} members to {path}"), format!("已将 {count} 名成员写入 {path}")),
            Notice::NotExported { path, why: NotExported::Exists } => self.pick(
                format!("! {path} exists already: type another name"),
                format!("! {path} 已存在: 请换一个文件名"),
            ),
            Notice::NotExported { path, why: NotExported::System { why } } => {
                let why = self.system(why);
                self.pick(format!("! {path} not written: {why}"), format!("! 未能写入 {path}: {why}"))
            }
            Notice::NoQr { needs: Some(needs) } => {
                let (width, height) = (needs.width, needs.height);
                self.pick(
                    format!("the QR code needs {width}x{height} cells; {print} prints the address"),
                    format!("二维码需要 {width}x{height} 的屏幕; 按 {print} 打印网址"),
                )
            }
            Notice::NoQr { needs: None } => self.pick(
                format!("the address is too long for a QR code; {print} prints it"),
                format!("网址太长, 无法生成二维码; 按 {print} 打印网址"),
            ),
            Notice::BlocksTooWide => self.pick(
                format!("this terminal draws QR codes too wide; {print} prints the address"),
                format!("这个终端会把二维码画得太宽; 按 {print} 打印网址"),
            ),
            Notice::NoAppInDemo => self.pick("the demo needs no application", "演示不需要应用"),
            Notice::NoCode { why } => self.pick(
                format!("! the built-in Tower gave no code: {why}"),
                format!("! 内置 Tower 没有给出授权码: {why}"),
            ),
            Notice::NoDemo { why } => {
                let why = self.system(why);
                self.pick(
                    format!("! the built-in Tower did not start: {why}"),
                    format!("! 内置 Tower 无法启动: {why}"),
                )
            }
            Notice::LeavesUnsaved(fault) => {
                let why = self.save_fault(fault);
                self.pick(
                    format!("! leave again to lose the session, not saved: {why}"),
                    format!("! 再次退出将丢失会话, 未能保存: {why}"),
                )
            }
            Notice::SettingsNotSaved(fault) => {
                let why = self.save_fault(fault);
                self.pick(format!("! settings not saved: {why}"), format!("! 设置未能保存: {why}"))
            }
            Notice::Mouse(true) => {
                self.pick("mouse on: it selects rows, not text", "鼠标已开: 用来选行, 不能选中文字")
            }
            Notice::Mouse(false) => self.pick("mouse off: it selects text", "鼠标已关: 可以选中文字"),
            Notice::Theme(theme) => {
                let theme = theme.name();
                self.pick(format!("theme: {theme}"), format!("主题: {theme}"))
            }
            Notice::ThemeImpossible { wanted, instead } => self.theme_impossible(*wanted, *instead),
            Notice::SettingsErrors(errors) => {
                let errors: Vec<Text> = errors.iter().map(|error| self.ignored_setting(error)).collect();
                let errors = errors.join(", ");
                self.pick(format!("! ignored in the settings: {errors}"), format!("! 设置里已忽略: {errors}"))
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
                format!("no browser here; {print} prints it; copied"),
                format!("这里没有浏览器; 按 {print} 打印; 已复制"),
            ),
            (Copying::AddressInstead, How::Terminal) => self.pick(
                format!("no browser here; {print} prints it; sent to the clipboard (OSC 52)"),
                format!("这里没有浏览器; 按 {print} 打印; 已发送到剪贴板 (OSC 52)"),
            ),
            (Copying::LinkInstead, How::Native) => {
                self.pick("no browser here; link copied", "这里没有浏览器; 链接已复制")
            }
            (Copying::LinkInstead, How::Terminal) => self.pick(
                "no browser; link sent to clipboard (OSC 52)",
                "这里没有浏览器; 链接已发送到剪贴板 (OSC 52)",
            ),
        }
    }

    fn ignored_setting(self, error: &SettingsError) -> Text {
        let SettingsError { line, column, fault } = error;
        match fault {
            SettingsFault::Name(name) | SettingsFault::ProfileName(name) => {
                let name = name.as_str();
                self.pick(format!("unknown {name} (line {line})"), format!("未知的 {name} (第 {line} 行)"))
            }
            SettingsFault::Keys(_)
            | SettingsFault::Syntax(_)
            | SettingsFault::Punctuation { .. }
            | SettingsFault::Type(..)
            | SettingsFault::Address(..)
            | SettingsFault::Callback(..) => {
                let fault = self.settings_fault(fault);
                self.pick(
                    format!("{fault} (line {line}, column {column})"),
                    format!("{fault} (第 {line} 行第 {column} 列)"),
                )
            }
            SettingsFault::Choice { setting, value, .. } => {
                let value = value.as_str();
                self.pick(
                    format!("{setting} cannot be {value} (line {line})"),
                    format!("{setting} 的值 {value} 无效 (第 {line} 行)"),
                )
            }
        }
    }

    fn theme_impossible(self, wanted: Theme, instead: Theme) -> Text {
        let name = wanted.name();
        match instead {
            Theme::Mono => self.pick(
                format!("! no {name}: NO_COLOR or --color never is set"),
                format!("! 不能用 {name}: 已设置 NO_COLOR 或 --color never"),
            ),
            _ => self.pick(
                format!("! no {name}: COLORTERM does not say truecolor"),
                format!("! 不能用 {name}: COLORTERM 不是 truecolor"),
            ),
        }
    }

    /// The screen is too small for anything.
    pub fn too_small(self, key: &str) -> Text {
        self.pick(format!("{key} quit"), format!("{key} 退出"))
    }
}

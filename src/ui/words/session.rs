//! Words of the session panel, and of warnings about a session that works.

use std::time::Duration;

use super::system::closing;
use super::{Text, Words};
use crate::base::time::clock;
use crate::session::{SaveFault, Source, StoreFault, Warning};

impl Words {
    /// The panel's title.
    pub fn session(self) -> Text {
        self.pick("Session", "会话")
    }

    /// Label: the account.
    pub fn account(self) -> Text {
        self.pick("Account", "账号")
    }

    /// Label: the token.
    pub fn token_word(self) -> Text {
        self.pick("Token", "令牌")
    }

    /// When the token ends.
    pub fn ends_in(self, left: &str, at: &str) -> Text {
        // A space stands between digits and Chinese, and nowhere else.
        let gap = if left.ends_with(|last: char| last.is_ascii_digit()) { " " } else { "" };
        self.pick(format!("expires in {left} ({at})"), format!("{left}{gap}后到期 ({at})"))
    }

    /// Tower gave no expiry of the token.
    pub fn no_end(self) -> Text {
        self.pick("Tower gave no expiry", "Tower 没有给出期限")
    }

    /// Label: the next renewal.
    pub fn renewal(self) -> Text {
        self.pick("Renewal", "续期")
    }

    /// When the renewal is due.
    pub fn renewal_at(self, at: &str, before: Option<Duration>) -> Text {
        match before.map(|before| before.as_secs()) {
            Some(before @ 60..) => {
                let minutes = before / 60;
                self.pick(
                    format!("automatic at {at} ({minutes} min before)"),
                    format!("自动，在 {at}（到期前 {minutes} 分钟）"),
                )
            }
            Some(before) => self.pick(
                format!("automatic at {at} ({before} s before)"),
                format!("自动，在 {at}（到期前 {before} 秒）"),
            ),
            None => self.pick(format!("automatic at {at}"), format!("自动，在 {at}")),
        }
    }

    /// A renewal is under way.
    pub fn renewal_now(self) -> Text {
        self.pick("under way", "正在续期")
    }

    /// Another window has the lock.
    pub fn renewal_elsewhere(self, holder: Option<u32>) -> Text {
        match holder {
            Some(pid) => self.pick(
                format!("another window (pid {pid}) is renewing⋯"),
                format!("另一个窗口 (pid {pid}) 正在续期⋯"),
            ),
            None => self.pick("another window is renewing⋯", "另一个窗口正在续期⋯"),
        }
    }

    /// Tower wants a two-step code for the renewal.
    pub fn renewal_two_step(self) -> Text {
        self.pick("Tower asks for a two-step code", "Tower 要求两步验证码")
    }

    /// Tokens are renewed only when one is refused.
    pub fn renewal_when_refused(self) -> Text {
        self.pick("only when Tower rejects the token", "仅在 Tower 拒绝令牌时")
    }

    /// Label: the lifetime of a token.
    pub fn lifetime_word(self) -> Text {
        self.pick("Lifetime", "有效期")
    }

    /// The lifetime of a token.
    pub fn lifetime(self, lifetime: Duration) -> Text {
        let seconds = lifetime.as_secs();
        self.pick(format!("{seconds} s, as issued by Tower"), format!("{seconds} 秒，由 Tower 给出"))
    }

    /// Label: the last renewal.
    pub fn last_renewed(self) -> Text {
        self.pick("Last renewed", "上次续期")
    }

    /// When the token came, its number in this login, and from where.
    pub fn got(self, at: &str, generation: u64, source: Source) -> Text {
        let by = match source {
            Source::Here => self.pick("this window", "本窗口"),
            Source::File { writer: 0 } => self.pick("another window", "另一个窗口"),
            Source::File { writer } => {
                self.pick(format!("another window (pid {writer})"), format!("另一个窗口 (pid {writer}) "))
            }
        };
        if generation == 1 {
            self.pick(format!("not yet; signed in at {at} by {by}"), format!("尚未续期；{at} 由{by}登录"))
        } else {
            let times = generation - 1;
            self.pick(format!("{at} by {by}, {times} in all"), format!("{at}，由{by}完成，共 {times} 次"))
        }
    }

    /// Label: this machine's clock.
    pub fn clock_word(self) -> Text {
        self.pick("Clock", "时钟")
    }

    /// How this machine's clock differs from Tower's, in seconds.
    pub fn clock_difference(self, seconds: i64) -> Text {
        if seconds == 0 {
            return self.pick("same as the server's", "与服务器一致");
        }
        self.pick(format!("{seconds:+} s from the server's"), format!("与服务器相差 {seconds:+} 秒"))
    }

    /// Label: where tokens come from.
    pub fn comes_from(self) -> Text {
        self.pick("Source", "来源")
    }

    /// Straight from Tower, or through a token server that keeps the secret.
    pub fn source_of(self, origin: &str, through_server: bool) -> Text {
        let host = origin.trim_start_matches("https://");
        if through_server {
            self.pick(format!("{host} through a token server"), format!("{host}，经由令牌服务器"))
        } else {
            self.pick(format!("{host} directly"), format!("{host} 直连"))
        }
    }

    /// Label: where the session is stored.
    pub fn kept_in(self) -> Text {
        self.pick("Kept in", "存放")
    }

    /// The path of the session file, or that nothing is stored.
    pub fn kept(self, file: Option<&str>) -> Text {
        match file {
            Some(file) => self.pick(
                format!("{file} (0600); shared by all windows on this machine, with a lock"),
                format!("{file} (0600)；本机所有窗口共用，续期时加锁"),
            ),
            None => self.pick("this window's memory only", "仅在本窗口内存中"),
        }
    }

    /// Hint of a key: renews.
    pub fn renew_now(self) -> Text {
        self.pick("renew now", "立即续期")
    }

    /// Hint of a key: signs out.
    pub fn sign_out(self) -> Text {
        self.pick("sign out", "退出登录")
    }

    /// Asks for confirmation of signing out.
    pub fn sign_out_sure(self, back: &str) -> Text {
        self.pick(
            format!("again to sign out in every window; {back} cancels"),
            format!("再按一次，在所有窗口退出；{back} 取消"),
        )
    }

    /// What the panel does not show.
    pub fn never_shown(self) -> Text {
        self.pick("the token itself is never shown", "不会显示令牌内容")
    }

    /// A warning about a session that works, with the next step.
    pub fn warning(self, warning: &Warning) -> Text {
        match warning {
            Warning::Unsaved(fault) => {
                let why = self.save_fault(fault);
                self.pick(format!("session not saved: {why}"), format!("会话未能保存：{why}"))
            }
            Warning::NotRemoved(fault) => {
                let why = self.save_fault(fault);
                self.pick(
                    format!("signed out, but the session file is still there: {why}"),
                    format!("已退出登录，但会话文件未能删除：{why}"),
                )
            }
            Warning::NoLocks { why } => {
                let why = self.system(why);
                self.pick(
                    format!("could not lock ({why}): use one window only"),
                    format!("无法加锁（{why}）：请只开一个窗口"),
                )
            }
            Warning::WasOpen { path } => self.pick(
                format!(
                    "other users could read {path} until now; if you share this machine, sign out and back in"
                ),
                format!("此前其他用户可以读取 {path}；如果共用本机，请退出后重新登录"),
            ),
            Warning::DirOpen { path } if cfg!(windows) => {
                let command = closing(path, true);
                self.pick(
                    format!("others may write in {path}: run {command}"),
                    format!("其他用户可以写入 {path}：请执行 {command}"),
                )
            }
            Warning::DirOpen { path } => self.pick(
                format!("other users can write to {path}: run chmod 700 on it"),
                format!("其他用户可以写入 {path}：请执行 chmod 700"),
            ),
            Warning::FileUnusable(fault) => self.store_fault(fault),
            Warning::FileOlder => self.pick(
                "the session file is an older one (a backup?); this window's is kept",
                "会话文件是旧的（可能来自备份）；以本窗口为准",
            ),
            Warning::ShortLives => self.pick(
                "Tower's tokens expire too soon; they are renewed only when rejected",
                "Tower 给出的令牌寿命太短；仅在被拒绝时续期",
            ),
            Warning::ClockWrong(seconds) => {
                let span = clock(Duration::from_secs(seconds.unsigned_abs()));
                if *seconds > 0 {
                    self.pick(
                        format!("your clock is {span} ahead of Tower's; correct it"),
                        format!("本机时钟比 Tower 快 {span}；请校准"),
                    )
                } else {
                    self.pick(
                        format!("your clock is {span} behind Tower's; correct it"),
                        format!("本机时钟比 Tower 慢 {span}；请校准"),
                    )
                }
            }
        }
    }

    /// Why something could not be written.
    pub fn save_fault(self, fault: &SaveFault) -> Text {
        match fault {
            SaveFault::System { why } => self.system(why),
            SaveFault::InTheWay(fault) => self.store_fault(fault),
            SaveFault::NotReadable => self.pick("it could not be read back", "写入后无法读回"),
        }
    }

    /// Why a session file cannot be used.
    pub fn store_fault(self, fault: &StoreFault) -> Text {
        match fault {
            StoreFault::Unreadable { path, why } => {
                let why = self.system(why);
                self.pick(
                    format!("the session file cannot be read ({why}): {path}"),
                    format!("会话文件无法读取（{why}）：{path}"),
                )
            }
            StoreFault::NotOurs { path } => self.pick(
                format!("the session file belongs to another user and is not used: {path}"),
                format!("会话文件属于其他用户，不予使用：{path}"),
            ),
            StoreFault::Damaged { path } => self.pick(
                format!("the session file is damaged; it stays as it is until you sign in: {path}"),
                format!("会话文件已损坏；登录前保持原样：{path}"),
            ),
            StoreFault::Newer { path, format } => self.pick(
                format!("a newer tower-tui wrote the session file (format {format}); update first: {path}"),
                format!("会话文件由更新版本写入（格式 {format}）；请先升级：{path}"),
            ),
        }
    }
}

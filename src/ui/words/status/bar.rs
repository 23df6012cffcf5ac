//! Words of the status bar: the network and the token's life. Its marks are half-width; those of sentences are not.

use std::time::Duration;

use super::super::{Text, Words};
use crate::app::kit::appearance::Pace;
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
        self.pick(format!("loading {count}"), format!("加载 {count}"))
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
            SignOut::ByYou => self.pick("you signed out; data kept", "你已退出登录；数据保留"),
            SignOut::Elsewhere => {
                self.pick("signed out in another window; data kept", "已在另一个窗口退出登录；数据保留")
            }
            SignOut::CutOff { at } => {
                let at = time_of_day(*at, zone);
                self.pick(
                    format!("the renewal at {at} was cut off and its token is used up; data kept"),
                    format!("{at} 的续期中断，令牌已作废；数据保留"),
                )
            }
            SignOut::EndedByServer => {
                self.pick("Tower ended this session; data kept", "Tower 结束了这次会话；数据保留")
            }
            SignOut::Replaced => self.pick(
                "a login elsewhere ended this session; data kept",
                "别处的登录使这次会话失效；数据保留",
            ),
            SignOut::OtherAccount { email } => self.pick(
                format!("another account signed in ({email}); data kept"),
                format!("另一个账号 ({email}) 已登录；数据保留"),
            ),
            SignOut::NotRenewable => self.pick(
                "the token expired and Tower gave no way to renew it; data kept",
                "令牌已到期，Tower 没有给出续期凭据；数据保留",
            ),
            SignOut::StoreUnusable(fault) => self.store_fault(fault),
        }
    }

    /// The screen is too small for anything.
    pub fn too_small(self, key: &str) -> Text {
        self.pick(format!("{key} quit"), format!("{key} 退出"))
    }
}

//! Words of the sign-in screen.

use super::failure::is_about_key;
use super::{Text, Words};
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::Action;
use crate::base::time::minutes;
use crate::session::Trouble;
use crate::tower::captcha::UnusableCaptcha;
use crate::tower::failure::Cause;
use crate::tower::oauth::Issuer;
use crate::tower::pasted::Unusable;
use crate::tower::verdict::Misconfigured;
use std::time::Duration;

impl Words {
    /// The screen's name.
    pub fn sign_in_title(self) -> Text {
        self.pick("Sign in", "登录")
    }

    /// Another window has signed in meanwhile.
    pub fn signed_in_elsewhere(self, email: Option<&str>, key: &str) -> Text {
        let email = email.unwrap_or("?");
        self.pick(
            format!("another window signed in ({email}); press {key} on the empty field to use it"),
            format!("另一个窗口已登录 ({email})；输入框为空时按 {key} 直接使用"),
        )
    }

    /// Heading of step 1: open the address.
    pub fn step_open(self) -> Text {
        self.pick(
            "Open this in a browser, sign in to Tower and approve",
            "在浏览器打开，登录 Tower，同意授权",
        )
    }

    /// What can be done with the address of step 1.
    pub fn to_address(self, action: LoginAction) -> Text {
        match action {
            LoginAction::Browse => self.pick("open browser", "打开浏览器"),
            LoginAction::Print => self.pick("print address", "打印到普通屏幕"),
            other => self.action(Action::Login(other)),
        }
    }

    /// How the QR code is left.
    pub fn qr_close(self) -> Text {
        self.pick("Press any key to go back.", "按任意键返回。")
    }

    /// What to do when the browser complains about the callback.
    pub fn callback_hint(self, callback: &str) -> Text {
        self.pick(
            format!("Redirect URI invalid? In the app's settings, set {callback}"),
            format!("浏览器提示回调地址无效？请到应用设置改成 {callback}"),
        )
    }

    /// In place of [`Self::callback_hint`] with the built-in Tower, whose callback is right.
    pub fn demo_hint(self) -> Text {
        self.pick(
            "This is the demo Tower built into this program: the people are made up.",
            "这是本机内置的演示 Tower：人物均为虚构，不需要账号。",
        )
    }

    /// On the plain screen, under the address.
    pub fn press_enter(self) -> Text {
        self.pick("Press Enter to go back.", "按 Enter 返回。")
    }

    /// Heading of step 2: paste the code.
    pub fn step_code(self) -> Text {
        self.pick("Paste the code that Tower shows", "粘贴 Tower 给出的授权码")
    }

    /// How many characters a pasted code has.
    pub fn characters(self, count: usize) -> Text {
        self.pick(format!("({count} characters)"), format!("({count} 字符)"))
    }

    /// How long a code lives, and how long this one may have left.
    pub fn code_life(self, left: Option<Duration>) -> Text {
        match left {
            None => self.pick(
                "The code is valid for about 10 minutes and works once.",
                "授权码约 10 分钟内有效，只能用一次。",
            ),
            Some(Duration::ZERO) => self.pick(
                "The code is valid for about 10 minutes; this one may have expired.",
                "授权码约 10 分钟内有效；这一个可能已过期，以 Tower 为准。",
            ),
            Some(left) => {
                let left = minutes(left);
                self.pick(
                    format!("The code is valid for about 10 minutes and works once.  {left} left"),
                    format!("授权码约 10 分钟内有效，只能用一次。剩余 {left}"),
                )
            }
        }
    }

    /// What may be pasted.
    pub fn paste_hint(self) -> Text {
        self.pick(
            "You can paste the whole address; spaces and line breaks are removed.",
            "可直接粘贴整条网址；空格和换行会自动去掉。",
        )
    }

    /// How the built-in Tower gives a code.
    pub fn demo_code_hint(self, key: &str) -> Text {
        self.pick(
            format!("Press {key} on the empty field to fetch a code."),
            format!("输入框为空时按 {key}，自动取得授权码。"),
        )
    }

    /// Waiting for a code from the built-in Tower.
    pub fn fetching_code(self) -> Text {
        self.pick("fetching a code⋯", "正在取得授权码⋯")
    }

    /// Waiting for Tower's answer to the code.
    pub fn exchanging(self, waited: Duration) -> Text {
        let waited = self.span(waited);
        self.pick(format!("checking the code⋯ {waited}"), format!("正在验证授权码⋯ {waited}"))
    }

    /// Heading of step 3: the two-step code.
    pub fn step_two(self) -> Text {
        self.pick("Two-step code", "两步验证")
    }

    /// Tower has sent a two-step code.
    pub fn two_step_sent(self) -> Text {
        self.pick(
            "Tower has sent you a code. The one above is kept; don't paste it again.",
            "Tower 已把验证码发给你。上面的授权码已保留，不用再粘贴。",
        )
    }

    /// What to do when no code comes.
    pub fn two_step_hint(self, key: &str) -> Text {
        self.pick(
            format!("No code yet?  {key} starts over from step 1"),
            format!("没有收到？按 {key} 从第 1 步重新开始"),
        )
    }

    /// Tower did not take a two-step code.
    pub fn two_step_refused(self, times: u32) -> Text {
        self.pick(
            format!("Tower rejected that code (attempt {times}). Enter the latest one."),
            format!("Tower 不接受这个验证码（第 {times} 次）。请输入最新收到的验证码。"),
        )
    }

    /// Why a two-step code cannot be one.
    pub fn unusable_captcha(self, why: UnusableCaptcha) -> Text {
        match why {
            UnusableCaptcha::Empty => {
                self.pick("Enter the code that Tower sent you.", "请输入 Tower 发给你的验证码。")
            }
            UnusableCaptcha::NotDigits | UnusableCaptcha::TooShort | UnusableCaptcha::TooLong => {
                self.pick("A two-step code has 4 to 10 digits.", "验证码是 4 到 10 位数字。")
            }
        }
    }

    /// What went wrong with the last try to sign in, and the next step; `again` is the key that tries again, `to_app` the
    /// one that leads back to the application. A command has neither: there the code is handed in again.
    pub fn trouble(
        self,
        issuer: Issuer,
        trouble: &Trouble,
        again: Option<&str>,
        to_app: Option<&str>,
    ) -> Text {
        match trouble {
            Trouble::CodeNotTaken => self.pick(
                "The code is invalid or already used. Approve again, then paste the new code.",
                "授权码无效或已用过。授权码只能用一次：重新授权后再粘贴。",
            ),
            Trouble::NotSent(why) => {
                let who = self.who_is_between(Cause::of(why.as_str()));
                let who = who.unwrap_or_else(|| match issuer {
                    Issuer::Tower => self.pick("Tower cannot be reached", "无法连接 Tower"),
                    Issuer::TokenServer => {
                        self.pick("The token server cannot be reached", "无法连接令牌服务器")
                    }
                });
                let (en, zh) = (&who, &who);
                match again {
                    Some(key) => self.pick(
                        format!("{en}; the code was not sent. Press {key} to retry."),
                        format!("{zh}，授权码尚未发送。按 {key} 重试。"),
                    ),
                    None => self.pick(
                        format!("{en}; the code was not sent and is still valid."),
                        format!("{zh}，授权码尚未发送，仍然有效。"),
                    ),
                }
            }
            Trouble::AnswerLost => {
                let (en, zh) = match issuer {
                    Issuer::Tower => ("Tower's answer was lost", "Tower 的回应丢失了"),
                    // It may have said itself that Tower's was.
                    Issuer::TokenServer => {
                        ("No answer came through the token server", "没有通过令牌服务器得到回应")
                    }
                };
                self.pick(
                    format!("{en}. Codes work once: approve again, then paste the new one."),
                    format!("{zh}。授权码只能用一次：重新授权后再粘贴。"),
                )
            }
            Trouble::Misconfigured(what @ Misconfigured::Refused(word)) if is_about_key(issuer, word) => {
                self.misconfigured(issuer, what)
            }
            Trouble::Misconfigured(what @ Misconfigured::Refused(_)) => {
                let what = self.misconfigured(issuer, what);
                match to_app {
                    // What else is wrong is wrong over there.
                    Some(key) if issuer == Issuer::TokenServer => self.pick(
                        format!("{what} Check its ID: {key} goes back to it."),
                        format!("{what}请检查应用 ID：按 {key} 返回修改。"),
                    ),
                    None if issuer == Issuer::TokenServer => {
                        self.pick(format!("{what} Check its ID."), format!("{what}请检查应用 ID。"))
                    }
                    Some(key) => self.pick(
                        format!("{what} Check the ID and secret: {key} goes back to them."),
                        format!("{what}请检查应用 ID 和应用密钥：按 {key} 返回修改。"),
                    ),
                    None => self.pick(
                        format!("{what} Check the ID and secret."),
                        format!("{what}请检查应用 ID 和应用密钥。"),
                    ),
                }
            }
            Trouble::Misconfigured(what @ Misconfigured::Redirected(_)) => {
                let what = self.misconfigured(issuer, what);
                match to_app {
                    Some(key) => self.pick(
                        format!("{what} {key} goes back to the settings."),
                        format!("{what}按 {key} 返回设置。"),
                    ),
                    None => what,
                }
            }
            Trouble::Misconfigured(what @ Misconfigured::TokenType(_)) => self.misconfigured(issuer, what),
            Trouble::Passing(why) => {
                let why = self.transient(issuer, why);
                match again {
                    Some(key) => {
                        self.pick(format!("{why}. Press {key} to retry."), format!("{why}。按 {key} 重试。"))
                    }
                    None => self
                        .pick(format!("{why}; the code is still valid."), format!("{why}；授权码仍然有效。")),
                }
            }
        }
    }

    /// Why what was pasted is not a code.
    pub fn unusable(self, why: &Unusable) -> Text {
        match why {
            Unusable::Empty => self.pick("Paste the code first.", "请先粘贴授权码。"),
            Unusable::AuthorizePage => self.pick(
                "That is the page to open, not the code. Open it, approve, then paste the code it shows.",
                "这是要打开的页面，不是授权码。打开并同意后，粘贴页面上的授权码。",
            ),
            Unusable::OtherLogin => self.pick(
                "This address belongs to another login. Approve again.",
                "这个网址属于另一次登录，请重新授权。",
            ),
            Unusable::Declined => self.pick(
                "The request was declined. Open the address again and approve.",
                "授权被拒绝。请重新打开网址并同意。",
            ),
            Unusable::ServerError { word } => {
                let word = word.as_str();
                self.pick(
                    format!("Tower answered: {word}. Open the address again."),
                    format!("Tower 回应：{word}。请重新打开网址。"),
                )
            }
            Unusable::OtherHost { host } => self.pick(
                format!("That address belongs to another site ({host}). Paste the one Tower shows."),
                format!("这个网址属于别的网站 ({host})。请粘贴 Tower 给出的网址。"),
            ),
            Unusable::ImplicitToken | Unusable::Token => self
                .pick("That is a token, not a code. It was discarded.", "这是令牌，不是授权码；没有保存。"),
            Unusable::TwoCodes => {
                self.pick("That contains two codes. Paste only one.", "里面有两个授权码，请只粘贴一个。")
            }
            Unusable::ClientId | Unusable::ClientSecret => self.pick(
                "That is the application's ID or secret, not a code.",
                "这是应用的 ID 或应用密钥，不是授权码。",
            ),
            Unusable::Spaces | Unusable::NotAscii | Unusable::Control => self.pick(
                "A code contains only letters, digits and symbols, no spaces.",
                "授权码只含字母、数字和符号，没有空格。",
            ),
            Unusable::TooLong => self.pick("That is too long for a code.", "太长了，不是授权码。"),
            Unusable::NoCode => self.pick("There is no code in that address.", "这个网址里没有授权码。"),
        }
    }
}

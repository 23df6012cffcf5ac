//! Words for failures of requests to Tower: what failed, why, and the next step.

use super::{Text, Words};
use crate::session::Delay;
use crate::tower::error_word::ErrorWord;
use crate::tower::failure::{Cause, Failure, Unreadable};
use crate::tower::oauth::Issuer;
use crate::tower::verdict::{Misconfigured, Transient};
use crate::tower::wire::NoSecret;

impl Words {
    /// What went wrong, in one short sentence.
    pub fn failure(self, failure: &Failure) -> Text {
        match failure {
            Failure::Unauthorized => {
                self.pick("Tower rejected the token (401)", "Tower 不接受当前令牌 (401)")
            }
            Failure::Forbidden => self.pick("No access to this in Tower (403)", "你没有查看这里的权限 (403)"),
            Failure::Gone => self.pick("This is no longer in Tower (404)", "Tower 上已经没有这个内容 (404)"),
            Failure::AppNotAllowed => {
                self.pick("Tower answered 404 to everything.", "Tower 对所有请求都返回 404。")
            }
            Failure::Limited { .. } => self.pick("Too many requests (429)", "请求过于频繁 (429)"),
            Failure::Refused { status, .. } => {
                self.pick(format!("Tower reported an error ({status})"), format!("Tower 服务出错 ({status})"))
            }
            Failure::Unreachable(why) | Failure::NoAnswer(why) => {
                let cause = Cause::of(why.as_str());
                self.who_is_between(cause).unwrap_or_else(|| match (failure, cause) {
                    (Failure::Unreachable(_), _) => self.pick("Cannot reach Tower", "无法连接 Tower"),
                    (_, Cause::TimedOut) => self.pick("Tower did not answer in time", "Tower 没有及时回应"),
                    (_, Cause::CutShort) => self.pick("Tower's answer was cut off", "Tower 的回应中断了"),
                    (_, Cause::Reset) => self
                        .pick("The connection was lost before Tower answered", "连接在 Tower 回应之前中断了"),
                    (_, Cause::NotHttp) => {
                        self.pick("Something other than Tower answered", "回应的不是 Tower")
                    }
                    (_, Cause::Garbled) => {
                        self.pick("Tower's answer was damaged in transit", "Tower 的回应在传输中损坏了")
                    }
                    _ => self.pick("Tower did not answer", "没有收到 Tower 的回应"),
                })
            }
            Failure::Redirected(host) => {
                let host = host.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
                self.pick(
                    format!("Tower's address redirects to {host}; it was not followed"),
                    format!("Tower 的地址被重定向到 {host}，未跟随"),
                )
            }
            Failure::TooLong => {
                self.pick("Tower's answer is longer than 16 MiB", "Tower 的回应超过了 16 MiB")
            }
            Failure::Unreadable(Unreadable::WebPage) => {
                self.pick("A web page answered instead of Tower", "回应的是一个网页，不是 Tower")
            }
            Failure::Unreadable(Unreadable::NotTheFormat { .. }) => {
                self.pick("Tower sent something unexpected", "Tower 返回了无法识别的内容")
            }
            Failure::NoToken => self.pick("There is no valid token", "没有可用的令牌"),
        }
    }

    /// Who on the way to Tower is in the way, in one short sentence; none where it is the network alone.
    pub(super) fn who_is_between(self, cause: Cause<'_>) -> Option<Text> {
        Some(match cause {
            Cause::OtherName => self.pick("The certificate is for a different name", "证书属于另一个域名"),
            Cause::Expired => self.pick("The certificate is not currently valid", "证书不在有效期内"),
            Cause::Certificate => self.pick("The certificate is not trusted", "证书不受信任"),
            Cause::NoTls => self.pick("No TLS connection could be made", "无法建立 TLS 连接"),
            Cause::NoRoots => {
                self.pick("This machine has no list of trusted certificates", "本机没有受信任的证书列表")
            }
            Cause::Exhausted(_) => self.pick("This machine is at its limits", "本机资源已到上限"),
            Cause::ProxyPassword => self.pick("The proxy requires a password (407)", "代理要求密码 (407)"),
            Cause::NoProxy(variable) => self.bad_proxy(variable),
            Cause::Proxy(_) => self.pick("The proxy refused the connection", "代理拒绝了连接"),
            Cause::ProxyAway(_) => self.pick("Cannot reach the proxy", "无法连接代理"),
            _ => return None,
        })
    }

    /// Why, and what helps.
    pub fn remedy(self, failure: &Failure) -> Text {
        match failure {
            Failure::Unauthorized => self.pick(
                "Your session is kept. If this persists, sign out and back in.",
                "会话仍然保留。如果一直这样，请重新登录。",
            ),
            Failure::Forbidden => self.pick(
                "The API may require the team's Pro plan, or an admin's approval of the app.",
                "Tower API 可能要求团队开通专业版，或由管理员授权该应用。",
            ),
            Failure::Gone => self.pick("Choose another team.", "请选择其他团队。"),
            Failure::AppNotAllowed => self.pick(
                "Check the app's scopes (read write) and the team's plan.",
                "请检查应用的 Scopes (read write) 和团队版本。",
            ),
            Failure::Limited { .. } => self.pick("It will be retried automatically.", "稍后会自动重试。"),
            Failure::Refused { status: 500.., .. } => {
                self.pick("It will be retried automatically.", "稍后会自动重试。")
            }
            Failure::Refused { .. } => {
                self.pick("This cannot be fixed on this machine.", "这不是本机能解决的问题。")
            }
            Failure::Unreachable(why) | Failure::NoAnswer(why) => self.cause(Cause::of(why.as_str())),
            Failure::Unreadable(Unreadable::WebPage) | Failure::Redirected(_) => self.pick(
                "A proxy or a network sign-in page may be in the way; open a browser to check.",
                "中间可能有代理或网络登录页；请打开浏览器查看。",
            ),
            Failure::Unreadable(Unreadable::NotTheFormat { at: (line, column) }) => self.pick(
                format!("It is not the JSON that Tower documents (line {line}, column {column})."),
                format!("不是 Tower 文档描述的 JSON（第 {line} 行，第 {column} 列）。"),
            ),
            Failure::TooLong => self.pick(
                "It was not read, and will not be retried: it would be just as long.",
                "没有读取，也不会自动重试：再次请求结果也一样。",
            ),
            Failure::NoToken => {
                self.pick("Renewal continues automatically; see below.", "续期会自动继续，见下方状态栏。")
            }
        }
    }

    pub(super) fn cause(self, cause: Cause<'_>) -> Text {
        match cause {
            Cause::Refused => self.pick("The connection was refused.", "该地址拒绝连接。"),
            Cause::TimedOut => self.pick("The connection timed out.", "连接超时。"),
            Cause::NoName => self.pick(
                "The name did not resolve: no network, or no such host.",
                "无法解析域名：没有网络，或主机不存在。",
            ),
            Cause::NoRoute => self.pick("The network is unreachable.", "网络不可达。"),
            Cause::Reset => self.pick("The connection was lost.", "连接被中断。"),
            Cause::CutShort => self.pick("It ended before it was complete.", "回应没有传完就结束了。"),
            Cause::NotHttp => self.pick(
                "It does not speak HTTP; check the address and port.",
                "对方使用的不是 HTTP；请检查地址和端口。",
            ),
            Cause::Garbled => self.pick(
                "It could not be decompressed; a proxy may have altered it.",
                "回应的压缩内容无法解开；可能被中间的代理改动。",
            ),
            Cause::NoTls => self.pick(
                "The other side does not speak proper TLS; check the address, the port and any proxy.",
                "对方没有正确使用 TLS；请检查地址、端口和代理。",
            ),
            Cause::Certificate => self.pick(
                "Its issuer is not trusted here; a proxy may be in the way.",
                "签发者不受本机信任；中间可能有代理。",
            ),
            Cause::OtherName => self.pick(
                "A different server answers there, or a proxy or sign-in page is in the way.",
                "该地址由别的服务器回应，或中间有代理或网络登录页。",
            ),
            Cause::Expired => self.pick(
                "It has expired or is not valid yet; check this machine's clock.",
                "证书已过期或尚未生效；请检查本机时钟。",
            ),
            Cause::ProxyPassword => self.pick(
                "Put it into HTTPS_PROXY: http://name:password@host:port.",
                "请写进 HTTPS_PROXY：http://用户名:密码@主机:端口。",
            ),
            Cause::NoRoots => self.pick(
                "Install the ca-certificates package, or set SSL_CERT_FILE.",
                "请安装 ca-certificates 软件包，或设置 SSL_CERT_FILE。",
            ),
            Cause::Exhausted(why) => {
                let why = self.system(why);
                self.pick(
                    format!("No connection could be opened: {why}."),
                    format!("无法建立新的连接：{why}。"),
                )
            }
            Cause::NoProxy(_) => self.pick(
                "Write it as http://HOST:PORT or socks5://HOST:PORT.",
                "请写成 http://主机:端口 或 socks5://主机:端口。",
            ),
            Cause::Proxy("unsuccessful") => {
                self.pick("Check HTTPS_PROXY and ALL_PROXY.", "请检查 HTTPS_PROXY 和 ALL_PROXY。")
            }
            Cause::Proxy(why) | Cause::ProxyAway(why) => {
                let why = self.system(why);
                self.pick(
                    format!("Check HTTPS_PROXY and ALL_PROXY ({why})."),
                    format!("请检查 HTTPS_PROXY 和 ALL_PROXY（{why}）。"),
                )
            }
            Cause::Other(text) => {
                let text = self.system(text);
                self.pick(format!("The network failed ({text})."), format!("网络出错（{text}）。"))
            }
        }
    }

    /// In place of a list, where the session has ended.
    pub fn no_data_signed_out(self) -> Text {
        self.pick("Signed out; nothing more is loaded from Tower", "未登录，不再从 Tower 加载")
    }

    /// In place of a list, where the person did not wait for it.
    pub fn given_up(self, key: &str) -> Text {
        self.pick(format!("canceled  {key} loads"), format!("已取消  {key} 重新加载"))
    }

    /// A key and what it does, where the session has ended.
    pub fn sign_in(self) -> Text {
        self.pick("sign in", "登录")
    }

    /// A key and what it does, under a failure.
    pub fn try_now(self) -> Text {
        self.pick("try now", "立即重试")
    }

    /// A key and what it does, under a failure.
    pub fn other_team(self) -> Text {
        self.pick("choose another team", "选择其他团队")
    }

    /// When the next try follows.
    pub fn next_try(self, seconds: u64) -> Text {
        self.pick(format!("Next try in {seconds}s."), format!("{seconds} 秒后重试。"))
    }

    /// A renewal failed.
    pub fn renewal_failed(self, issuer: Issuer, why: &Delay, failures: u32) -> Text {
        let why = self.delay(issuer, why);
        self.pick(
            format!("! renewal failed: {why} (try {failures})"),
            format!("! 续期失败：{why}（第 {failures} 次）"),
        )
    }

    /// The token has to be renewed, which something other than the network keeps from happening.
    pub fn not_renewed_now(self, issuer: Issuer, why: &Delay) -> Text {
        let why = self.delay(issuer, why);
        self.pick(format!("the token needs renewing: {why}"), format!("令牌需要续期：{why}"))
    }

    fn delay(self, issuer: Issuer, why: &Delay) -> Text {
        match (why, issuer) {
            (Delay::Passing(why), _) => self.transient(issuer, why),
            (Delay::Unanswered, Issuer::Tower) => self.pick("Tower's answer was lost", "Tower 的回应丢失了"),
            // It may have said itself that Tower's was.
            (Delay::Unanswered, Issuer::TokenServer) => {
                self.pick("no answer came through the token server", "没有通过令牌服务器得到回应")
            }
            (Delay::Undecided, Issuer::Tower) => {
                self.pick("Tower gave no clear answer", "Tower 没有明确回应")
            }
            (Delay::Undecided, Issuer::TokenServer) => {
                self.pick("the token server gave no clear answer", "令牌服务器没有明确回应")
            }
            (Delay::NotStorable(fault), _) => {
                let why = self.save_fault(fault);
                self.pick(
                    format!("not renewed, because it could not be saved: {why}"),
                    format!("无法保存会话，暂不续期：{why}"),
                )
            }
        }
    }

    /// A temporary failure.
    pub fn transient(self, issuer: Issuer, why: &Transient) -> Text {
        let (en, zh) = names(issuer);
        match why {
            Transient::NotSent(why) => {
                let between = self.who_is_between(Cause::of(why.as_str())).map(within);
                between.unwrap_or_else(|| self.cannot_reach(issuer))
            }
            Transient::Status(407) | Transient::WebPage(407) => {
                let between = self.who_is_between(Cause::ProxyPassword).map(within);
                between.unwrap_or_default()
            }
            Transient::NoSecret(why) => self.no_secret(why),
            Transient::Busy(word) | Transient::Unknown(word) => {
                let word = word.as_str();
                self.pick(format!("{en} answered: {word}"), format!("{zh}回应：{word}"))
            }
            Transient::Status(429) => {
                self.pick(format!("too many requests to {en} (429)"), format!("对{zh}的请求过于频繁 (429)"))
            }
            Transient::Status(status) => {
                self.pick(format!("{en} reported an error ({status})"), format!("{zh}服务出错 ({status})"))
            }
            Transient::NoTokenService => {
                self.pick("no token service at that address", "这个地址没有令牌服务")
            }
            Transient::NoToken => {
                self.pick(format!("{en}'s answer contained no token"), format!("{zh}的回应里没有令牌"))
            }
            Transient::WebPage(_) => match issuer {
                Issuer::Tower => {
                    self.pick("a web page answered instead of Tower", "回应的是一个网页，不是 Tower")
                }
                Issuer::TokenServer => self.pick(
                    "a web page answered instead of the token server",
                    "回应的是一个网页，不是令牌服务器",
                ),
            },
        }
    }

    /// Nothing was sent to whoever gives tokens.
    pub(super) fn cannot_reach(self, issuer: Issuer) -> Text {
        match issuer {
            Issuer::Tower => self.pick("cannot reach Tower", "无法连接 Tower"),
            Issuer::TokenServer => self.pick("cannot reach the token server", "无法连接令牌服务器"),
        }
    }

    fn no_secret(self, why: &NoSecret) -> Text {
        match why {
            NoSecret::NotStarted(why) => {
                let why = self.system(why);
                self.pick(
                    format!("the secret command did not start ({why})"),
                    format!("获取应用密钥的命令无法启动（{why}）"),
                )
            }
            NoSecret::Failed(Some(code)) => self.pick(
                format!("the secret command failed (exit code {code})"),
                format!("获取应用密钥的命令失败（退出码 {code}）"),
            ),
            NoSecret::Failed(None) => self.pick("the secret command was killed", "获取应用密钥的命令被中止"),
            NoSecret::TimedOut => self.pick("the secret command took too long", "获取应用密钥的命令超时"),
            NoSecret::Empty => {
                self.pick("the secret command printed nothing", "获取应用密钥的命令没有输出内容")
            }
        }
    }

    /// A failure that only a person can resolve.
    pub fn misconfigured(self, issuer: Issuer, what: &Misconfigured) -> Text {
        let (_, zh) = names(issuer);
        let en = match issuer {
            Issuer::Tower => "Tower",
            Issuer::TokenServer => "The token server",
        };
        match what {
            Misconfigured::Refused(word) if is_about_key(issuer, word) => self.pick(
                "The token server rejects this access key (access_denied). \
                 Check TOWER_TUI_TOKEN_KEY or token_key_file.",
                "令牌服务器不接受这个访问密钥 (access_denied)。请检查 TOWER_TUI_TOKEN_KEY 或 token_key_file。",
            ),
            Misconfigured::Refused(word) => {
                let word = word.as_str();
                self.pick(format!("{en} rejects this app ({word})."), format!("{zh}拒绝这个应用 ({word})。"))
            }
            Misconfigured::TokenType(word) => {
                let word = word.as_str();
                self.pick(
                    format!("{en} issued a token of an unknown type ({word})."),
                    format!("{zh}给出了未知类型的令牌 ({word})。"),
                )
            }
            Misconfigured::Redirected(host) => {
                let host = host.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
                self.pick(
                    format!("The token address redirects to {host}; it was not followed."),
                    format!("令牌地址被重定向到 {host}，未跟随。"),
                )
            }
        }
    }
}

/// The name of an issuer within an English sentence, and before Chinese.
fn names(issuer: Issuer) -> (&'static str, &'static str) {
    match issuer {
        Issuer::Tower => ("Tower", "Tower "),
        Issuer::TokenServer => ("the token server", "令牌服务器"),
    }
}

/// Whether an issuer's word is about the key that it lets people in by.
pub(super) fn is_about_key(issuer: Issuer, word: &ErrorWord) -> bool {
    issuer == Issuer::TokenServer && word.as_str() == "access_denied"
}

/// A sentence as a part of another one, behind a colon: names keep their capital.
pub(super) fn within(text: Text) -> Text {
    let is_capitals = text.chars().nth(1).is_some_and(char::is_uppercase);
    let is_a_name = is_capitals || text.starts_with("Tower");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !is_a_name => first.to_lowercase().chain(chars).collect::<String>().into(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;

    #[test]
    fn a_name_keeps_its_capitals_within_a_sentence() {
        assert_eq!(within("HTTPS_PROXY is".into()), "HTTPS_PROXY is");
        assert_eq!(within("A page".into()), "a page");
    }
    use crate::base::text::SafeText;
    use crate::session::{SaveFault, Trouble};

    /// All that can be said of a token that did not come from there.
    fn said(words: Words, issuer: Issuer) -> Vec<Text> {
        let word = |text| ErrorWord::new(text);
        let passing = || {
            [
                Transient::NotSent(SafeText::line("refused", SafeText::TITLE)),
                Transient::NotSent(SafeText::line(
                    "invalid peer certificate: UnknownIssuer",
                    SafeText::TITLE,
                )),
                Transient::NoSecret(NoSecret::Empty),
                Transient::Busy(word("slow_down")),
                Transient::Unknown(word("odd")),
                Transient::Status(503),
                Transient::Status(407),
                Transient::NoTokenService,
                Transient::NoToken,
                Transient::WebPage(200),
            ]
        };
        let misconfigured = || {
            [
                Misconfigured::Refused(word("access_denied")),
                Misconfigured::Refused(word("invalid_client")),
                Misconfigured::TokenType(word("mac")),
                Misconfigured::Redirected(None),
            ]
        };
        let fault = SaveFault::System { why: "no space left".into() };
        let delays = passing().into_iter().map(Delay::Passing);
        let delays = delays.chain([Delay::Unanswered, Delay::Undecided, Delay::NotStorable(fault)]);
        let troubles = passing().into_iter().map(Trouble::Passing);
        let troubles = troubles.chain(misconfigured().into_iter().map(Trouble::Misconfigured));
        let troubles = troubles.chain([
            Trouble::NotSent(SafeText::line("refused", SafeText::TITLE)),
            Trouble::AnswerLost,
            Trouble::CodeNotTaken,
        ]);
        let mut said = vec![words.offline_now(issuer)];
        for why in delays {
            said.extend([words.renewal_failed(issuer, &why, 2), words.not_renewed_now(issuer, &why)]);
        }
        for trouble in troubles {
            said.push(words.trouble(issuer, &trouble, None, None));
            said.push(words.trouble(issuer, &trouble, Some("Enter"), Some("F2")));
        }
        said.extend(misconfigured().iter().map(|what| words.misconfigured(issuer, what)));
        said
    }

    #[test]
    fn where_a_token_does_not_come_whoever_gives_them_is_named_and_nobody_else() {
        for lang in [Lang::En, Lang::Zh] {
            for said in said(Words(lang), Issuer::TokenServer) {
                assert!(!said.contains("Tower"), "{said}");
            }
            for said in said(Words(lang), Issuer::Tower) {
                assert!(!said.contains("oken server") && !said.contains("令牌服务器"), "{said}");
            }
        }
    }

    #[test]
    fn only_a_token_server_is_asked_for_its_key_and_only_tower_for_the_secret() {
        let said = |issuer, word| {
            let what = Misconfigured::Refused(ErrorWord::new(word));
            Words(Lang::En).trouble(issuer, &Trouble::Misconfigured(what), None, None).into_owned()
        };
        let denied = said(Issuer::TokenServer, "access_denied");
        assert!(denied.contains("TOWER_TUI_TOKEN_KEY") && !denied.contains("its ID"), "{denied}");
        assert!(!said(Issuer::Tower, "access_denied").contains("TOWER_TUI_TOKEN_KEY"));
        assert!(said(Issuer::Tower, "invalid_client").contains("Check the ID and secret"));
        assert!(!said(Issuer::TokenServer, "invalid_client").contains("and secret"));
    }
}

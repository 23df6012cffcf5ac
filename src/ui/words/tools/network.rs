//! Words of commands for what they could not reach, and why.

use crate::tower::failure::{Cause, Failure};
use crate::ui::words::failure::within;
use crate::ui::words::{Text, Words};

impl Words {
    /// What went wrong and why, for a command, which has one line for it.
    pub fn failure_in_full(self, failure: &Failure) -> Text {
        let what = self.failure(failure);
        match failure.cause() {
            Some(Cause::TimedOut | Cause::CutShort | Cause::Reset)
                if !matches!(failure, Failure::Unreachable(_)) =>
            {
                what
            }
            Some(cause) => {
                let why = self.cause(cause);
                self.pick(format!("{what}. {why}"), format!("{what}。{why}"))
            }
            None => match failure.retry_after().map(|wait| wait.as_secs()).filter(|seconds| *seconds > 0) {
                Some(seconds) => self.pick(
                    format!("{what}. Try again in {seconds}s."),
                    format!("{what}。请在 {seconds} 秒后重试。"),
                ),
                None => what,
            },
        }
    }

    /// A server did not answer.
    pub fn does_not_answer(self, origin: &str, why: &str) -> Text {
        let why = match Cause::of(why) {
            Cause::Other(text) | Cause::Exhausted(text) => self.system(text),
            cause @ (Cause::NoRoots
            | Cause::ProxyPassword
            | Cause::Proxy(_)
            | Cause::ProxyAway(_)
            | Cause::NoProxy(_)
            | Cause::Certificate
            | Cause::OtherName
            | Cause::Expired) => self.who_is_between(cause).map(within).unwrap_or_default(),
            cause => within(self.cause(cause)),
        };
        let why = why.trim_end_matches(['.', '。']);
        self.pick(format!("{origin} cannot be reached: {why}"), format!("无法连接 {origin}：{why}"))
    }

    /// The remedy for a certificate that is not accepted.
    fn mend_tls(self) -> Text {
        self.pick(
            "check the clock; if a company proxy inspects TLS, add its certificate to the system's trust store",
            "请检查系统时间；如果公司代理会解密 TLS，请把它的证书加入系统信任列表",
        )
    }

    /// The remedy for a connection that could not be made, for this reason.
    pub fn mend_connection(self, why: &str) -> Text {
        match Cause::of(why) {
            cause @ (Cause::NoRoots
            | Cause::ProxyPassword
            | Cause::NoProxy(_)
            | Cause::Proxy(_)
            | Cause::ProxyAway(_)) => within(self.cause(cause)),
            Cause::Certificate | Cause::OtherName | Cause::Expired => self.mend_tls(),
            Cause::Exhausted(_) => {
                self.pick("close other programs, or raise the limit", "请关闭其他程序，或提高上限")
            }
            _ => self.mend_network(),
        }
    }

    /// The remedy for a server that cannot be reached.
    pub fn mend_network(self) -> Text {
        self.pick(
            "check the network and the firewall, and HTTPS_PROXY if you need a proxy",
            "请检查网络和防火墙；如需代理，请设置 HTTPS_PROXY",
        )
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::base::text::SafeText;

    #[test]
    fn u51_what_a_proxy_does_is_told_of_the_proxy_in_the_readers_language() {
        for (why, en, zh) in [
            ("proxy: unsuccessful", "refused", "代理拒绝了连接"),
            ("proxy: unexpected end of file", "refused", "代理拒绝了连接"),
            ("proxy: host unreachable", "refused", "代理拒绝了连接"),
            ("proxy: server does not support user/pass authentication", "refused", "代理拒绝了连接"),
            ("proxy: io error during SOCKS handshake", "refused", "代理拒绝了连接"),
            ("proxy: proxy authorization required", "password", "密码"),
            ("proxy: timed out", "reach the proxy", "无法连接代理"),
            ("proxy: Connection refused (os error 111)", "reach the proxy", "无法连接代理"),
            (
                "proxy: failed to lookup address information: Name or service not known",
                "reach the proxy",
                "无法连接代理",
            ),
        ] {
            for (lang, said_of_it) in [(Lang::En, en), (Lang::Zh, zh)] {
                let words = Words(lang);
                let failure = Failure::Unreachable(SafeText::line(why, SafeText::NAME));
                for said in [words.failure_in_full(&failure), words.does_not_answer("https://tower.im", why)]
                {
                    assert!(said.contains(said_of_it) && !said.contains("Tower"), "{said}");
                }
                let full = words.failure_in_full(&failure).into_owned() + &words.mend_connection(why);
                let is_english = |word: &&str| word.chars().all(|char| char.is_ascii_lowercase());
                let english =
                    full.split(|char: char| !char.is_ascii_alphabetic()).filter(|word| !word.is_empty());
                let mut english =
                    english.filter(is_english).filter(|word| !["http", "name", "host"].contains(word));
                assert!(lang == Lang::En || english.next().is_none(), "{full}");
                assert!(full.contains("HTTPS_PROXY"), "{full}");
            }
        }
    }

    #[test]
    fn u34_what_this_machine_lacks_is_not_the_networks_fault() {
        for (why, en, zh, remedy) in [
            (
                "unexpected error: No CA certificates were loaded from the system",
                "this machine has no list of trusted certificates",
                "本机没有受信任的证书列表",
                "SSL_CERT_FILE",
            ),
            (
                "tcp open error: Too many open files (os error 24)",
                "too many files are open (ulimit -n)",
                "打开的文件太多 (ulimit -n)",
                "limit",
            ),
        ] {
            assert!(Words(Lang::En).does_not_answer("x", why).ends_with(en), "{why}");
            let said = Words(Lang::Zh).does_not_answer("x", why);
            assert!(said.ends_with(zh), "{said}");
            assert!(Words(Lang::En).mend_connection(why).contains(remedy), "{why}");
            assert!(!Cause::of(why).is_network());
        }
    }
}

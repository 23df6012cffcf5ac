//! Words of `doctor` for what it could not reach.

use crate::tower::failure::Cause;
use crate::ui::words::failure::within;
use crate::ui::words::{Text, Words};

impl Words {
    /// A server did not answer.
    pub fn does_not_answer(self, origin: &str, why: &str) -> Text {
        let why = match Cause::of(why) {
            Cause::Other(text) | Cause::Exhausted(text) => self.system(text),
            Cause::Proxy(why) => self.system(why),
            cause @ (Cause::NoRoots
            | Cause::ProxyPassword
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
            cause @ (Cause::NoRoots | Cause::ProxyPassword | Cause::NoProxy(_)) => within(self.cause(cause)),
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

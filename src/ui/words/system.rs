//! What the operating system says of files, addresses and programs, in the reader's language.

use super::{Text, Words};

impl Words {
    /// An error of the system, by the text it comes in: in English as it is, in Chinese by its number. What stands
    /// before it, such as a path, stays.
    pub fn system(self, text: &str) -> Text {
        // What follows the number is a path, which whoever tells of it has named.
        let end = text.find("(os error ").and_then(|at| Some(at + text.get(at..)?.find(')')? + 1));
        let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
        let (before, error) = text.rsplit_once(": ").unwrap_or(("", text));
        let before = before.strip_suffix(LOOKUP).map_or(before, |before| before.trim_end_matches(": "));
        let english = if before.is_empty() { said(error) } else { format!("{before}: {}", said(error)) };
        match translated(error) {
            Some(chinese) if before.is_empty() => self.pick(english, chinese),
            Some(chinese) => self.pick(english, format!("{before}：{chinese}")),
            None => english.into(),
        }
    }

    /// How another program ended, or why it did not start.
    pub fn exit_status(self, text: &str) -> Text {
        let number =
            |start| text.strip_prefix(start).map(|rest: &str| rest.split(' ').next().unwrap_or(rest));
        match (number("exit status: "), number("signal: ")) {
            (Some(code), _) => self.pick(format!("exit status {code}"), format!("退出码 {code}")),
            (_, Some(signal)) => {
                self.pick(format!("ended by signal {signal}"), format!("被信号 {signal} 终止"))
            }
            _ => self.system(text),
        }
    }
}

/// How what the system's own resolver says begins, which says nothing.
const LOOKUP: &str = "failed to lookup address information";

/// What the system says, in words that help where its own do not.
fn said(error: &str) -> String {
    if let Some(lookup) = Lookup::of(error) {
        return match lookup {
            Lookup::Later => "the DNS server does not answer",
            Lookup::NoName => "no such host",
        }
        .to_owned();
    }
    match number(error) {
        Some(11) => "this system allows no more processes or threads (ulimit -u)".to_owned(),
        Some(23) => "too many files are open in this system".to_owned(),
        Some(24) => "too many files are open (ulimit -n)".to_owned(),
        _ => error.to_owned(),
    }
}

/// Why a name has no address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lookup {
    /// Nobody who knows has answered.
    Later,
    /// There is no such name.
    NoName,
}

impl Lookup {
    /// Reads what the resolvers of Linux (glibc and musl) and macOS say.
    fn of(error: &str) -> Option<Self> {
        Some(match error {
            "Temporary failure in name resolution"
            | "Non-recoverable failure in name resolution"
            | "Try again"
            | "Unrecoverable error" => Self::Later,
            "Name or service not known"
            | "Name does not resolve"
            | "Name has no usable address"
            | "No address associated with hostname"
            | "No address associated with name"
            | "nodename nor servname provided, or not known" => Self::NoName,
            _ => return None,
        })
    }
}

fn number(error: &str) -> Option<u32> {
    let number = error.rsplit_once("(os error ").and_then(|(_, rest)| rest.strip_suffix(')'));
    number.filter(|_| !cfg!(windows)).and_then(|number| number.parse().ok())
}

/// The command that keeps everybody but its owner from a file, or from a directory and what is in it.
pub(super) fn closing(path: &str, is_dir: bool) -> String {
    if cfg!(windows) {
        // By the name that an owner has in every language of the system.
        let inherited = if is_dir { "(OI)(CI)" } else { "" };
        format!("icacls \"{path}\" /inheritance:r /grant:r \"*S-1-3-4:{inherited}F\"")
    } else {
        format!("chmod {} {path}", if is_dir { "700" } else { "600" })
    }
}

/// Windows speaks the reader's language by itself.
fn translated(error: &str) -> Option<String> {
    let known = match (number(error), error) {
        _ if Lookup::of(error) == Some(Lookup::Later) => "暂时无法解析域名",
        _ if Lookup::of(error) == Some(Lookup::NoName) => "没有这个主机名",
        (Some(1), _) => "不允许的操作",
        (Some(2), _) => "没有这个文件或目录",
        (Some(5), _) => "输入或输出错误",
        (Some(4), _) => "操作被中断",
        (Some(6), _) => "没有这个设备",
        (Some(7), _) => "参数太长",
        (Some(8), _) => "不是可执行的程序",
        (Some(9), _) => "文件已经关闭",
        (Some(11), _) => "系统不再允许新的进程或线程 (ulimit -u)",
        (Some(12), _) => "内存不足",
        (Some(13), _) => "没有权限",
        (Some(16), _) => "正在使用",
        (Some(17), _) => "文件已经存在",
        (Some(18), _) => "不在同一个文件系统",
        (Some(20), _) => "不是目录",
        (Some(21), _) => "是一个目录",
        (Some(22), _) => "参数无效",
        (Some(23), _) => "系统打开的文件太多",
        (Some(24), _) => "打开的文件太多 (ulimit -n)",
        (Some(25), _) => "不是终端",
        (Some(26), _) => "程序文件正在使用",
        (Some(27), _) => "文件太大",
        (Some(28), _) => "磁盘空间不足",
        (Some(30), _) => "文件系统只读",
        (Some(29), _) => "不能在其中定位",
        (Some(31), _) => "硬链接太多",
        (Some(32), _) => "没有人读取输出",
        (Some(36 | 63), _) => "文件名太长",
        (Some(40 | 62), _) => "符号链接层数太多",
        (Some(39 | 66), _) => "目录不是空的",
        (Some(95 | 45), _) => "这里不支持这个操作",
        (Some(97 | 47), _) => "不支持这种地址",
        (Some(103 | 53), _) => "连接被中止",
        (Some(104 | 54), _) => "连接被对方重置",
        (Some(105 | 55), _) => "系统的网络缓冲已用完",
        (Some(107 | 57), _) => "没有连接",
        (Some(98 | 48), _) => "地址已被占用",
        (Some(99 | 49), _) => "本机没有这个地址",
        (Some(116 | 70), _) => "网络文件已失效",
        (Some(122 | 69), _) => "超出磁盘配额",
        (Some(111 | 61), _) => "连接被拒绝",
        (Some(110 | 60), _) => "连接超时",
        (Some(100 | 101 | 112 | 113 | 50 | 51 | 64 | 65), _) => "网络不可达",
        (Some(number), _) => return Some(format!("系统错误 {number}")),
        (_, "not a regular file") => "不是普通文件",
        (_, "too large") => "文件太大",
        (_, "it is empty") => "文件是空的",
        (_, "it is a link, and no lock") => "是链接，不是锁文件",
        (_, "it belongs to another user") => "属于其他用户",
        (_, "it has another name as well, and is no lock") => "有别的硬链接，不是锁文件",
        (_, "stream did not contain valid UTF-8") => "不是 UTF-8 文本",
        (_, "timed out") => "超时",
        (_, "failed to fill whole buffer" | "unexpected end of file" | "end of file") => "内容不完整",
        (_, "entity not found") => "没有这个文件或目录",
        (_, "permission denied") => "没有权限",
        (_, "failed to write whole buffer" | "write zero") => "没有写完",
        (_, "operation interrupted") => "操作被中断",
        (_, "out of memory") => "内存不足",
        (_, "unsupported" | "operation not supported on this platform") => "这里不支持这个操作",
        (_, "file name contained an unexpected NUL byte") => "路径里有空字符",
        (_, "the session worker of the session file has ended") => "处理会话文件的线程已经结束",
        (_, "connection closed") => "连接已关闭",
        (_, "connection refused") => "连接被拒绝",
        (_, "connection not allowed") => "规则不允许这个连接",
        (_, "network unreachable" | "host unreachable" | "ttl expired") => "对方不可达",
        (_, "general server failure") => "服务器内部出错",
        (_, "server does not support user/pass authentication" | "credentials not accepted") => {
            "用户名或密码不被接受"
        }
        (
            _,
            "failed parsing server response"
            | "io error during SOCKS handshake"
            | "server implements authentication incorrectly"
            | "command not supported"
            | "address type not supported"
            | "proxy response headers too long",
        ) => "无法识别对方的回应",
        _ => return None,
    };
    Some(known.to_owned())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;

    #[test]
    fn an_error_of_the_system_is_said_in_the_readers_language_and_keeps_what_it_is_about() {
        for (text, chinese) in [
            ("No space left on device (os error 28)", "磁盘空间不足"),
            ("pass: No such file or directory (os error 2)", "pass：没有这个文件或目录"),
            ("No space left on device (os error 28) at path \"/a: b\"", "磁盘空间不足"),
            ("~/x.lock: it is a link, and no lock", "~/x.lock：是链接，不是锁文件"),
            ("something else (os error 4711)", "系统错误 4711"),
            ("tcp connect error", "tcp connect error"),
        ] {
            assert_eq!(Words(Lang::Zh).system(text), chinese);
            assert!(text.starts_with(&*Words(Lang::En).system(text)));
        }
    }

    #[test]
    fn u58_what_a_resolver_says_is_said_in_our_words_in_both_languages() {
        for (error, en, zh) in [
            ("Name or service not known", "no such host", "没有这个主机名"),
            ("Name does not resolve", "no such host", "没有这个主机名"),
            ("Temporary failure in name resolution", "the DNS server does not answer", "暂时无法解析域名"),
            ("something else", "something else", "something else"),
        ] {
            for before in ["", "proxy.example: "] {
                let text = format!("{before}{LOOKUP}: {error}");
                for (lang, own) in [(Lang::En, en), (Lang::Zh, zh)] {
                    let said = Words(lang).system(&text);
                    assert!(said.contains(own) && !said.contains("lookup"), "{said}");
                }
            }
        }
    }

    #[test]
    fn what_the_system_is_short_of_is_said_with_the_limit_to_raise() {
        for (number, limit) in [(11, "ulimit -u"), (24, "ulimit -n")] {
            let text = std::io::Error::from_raw_os_error(number).to_string();
            for lang in [Lang::En, Lang::Zh] {
                let said = Words(lang).system(&text);
                assert!(said.contains(limit) && !said.contains("os error"), "{said}");
            }
        }
    }

    #[test]
    fn another_programs_end_is_told_in_the_readers_language() {
        use std::process::Command;
        for (script, en, zh) in
            [("exit 3", "exit status 3", "退出码 3"), ("kill -9 $$", "ended by signal 9", "被信号 9 终止")]
        {
            let status = Command::new("sh").args(["-c", script]).status().unwrap().to_string();
            assert_eq!(Words(Lang::En).exit_status(&status), en);
            assert_eq!(Words(Lang::Zh).exit_status(&status), zh);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_numbers_are_those_that_this_system_gives() {
        for (number, part) in [
            (1, "permitted"),
            (2, "No such"),
            (4, "nterrupted"),
            (5, "nput/output"),
            (6, "device"),
            (7, "too long"),
            (8, "xec format"),
            (9, "ad file"),
            (11, "unavailable"),
            (12, "memory"),
            (13, "denied"),
            (16, "busy"),
            (17, "exists"),
            (18, "ross-device"),
            (20, "Not a dir"),
            (21, "Is a dir"),
            (22, "nvalid"),
            (23, "in system"),
            (24, "open files"),
            (25, "ioctl"),
            (26, "busy"),
            (27, "large"),
            (28, "space"),
            (29, "eek"),
            (30, "Read-only"),
            (31, "links"),
            (32, "pipe"),
            (36, "too long"),
            (39, "empty"),
            (40, "links"),
            (95, "support"),
            (97, "family"),
            (98, "in use"),
            (99, "assign"),
            (100, "down"),
            (101, "unreachable"),
            (103, "abort"),
            (104, "reset"),
            (105, "buffer"),
            (107, "connected"),
            (110, "timed out"),
            (111, "refused"),
            (112, "down"),
            (113, "route"),
            (116, "tale"),
            (122, "quota"),
        ] {
            let text = std::io::Error::from_raw_os_error(number).to_string();
            assert!(text.contains(part), "{number}: {text}");
            assert_ne!(Words(Lang::Zh).system(&text), text);
        }
    }
}

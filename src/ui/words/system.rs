//! What the operating system says of files, addresses and programs, in the reader's language.

use super::{Text, Words};

impl Words {
    /// An error of the system, by the text it comes in: in English as it is, in Chinese by its number. What stands
    /// before it, such as a path, stays.
    pub fn system(self, text: &str) -> Text {
        let (before, error) = text.rsplit_once(": ").map_or(("", text), |(before, error)| (before, error));
        match translated(error) {
            Some(chinese) if before.is_empty() => self.pick(text.to_owned(), chinese.to_owned()),
            Some(chinese) => self.pick(text.to_owned(), format!("{before}：{chinese}")),
            None => text.to_owned().into(),
        }
    }
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
fn translated(error: &str) -> Option<&'static str> {
    let number = error.rsplit_once("(os error ").and_then(|(_, rest)| rest.strip_suffix(')'));
    let number: Option<u32> = number.filter(|_| !cfg!(windows)).and_then(|number| number.parse().ok());
    Some(match (number, error) {
        (Some(1), _) => "不允许的操作",
        (Some(2), _) => "没有这个文件或目录",
        (Some(5), _) => "输入或输出错误",
        (Some(8), _) => "不是可执行的程序",
        (Some(12), _) => "内存不足",
        (Some(13), _) => "没有权限",
        (Some(17), _) => "文件已经存在",
        (Some(20), _) => "不是目录",
        (Some(21), _) => "是一个目录",
        (Some(23), _) => "系统打开的文件太多",
        (Some(24), _) => "打开的文件太多",
        (Some(26), _) => "程序文件正在使用",
        (Some(27), _) => "文件太大",
        (Some(28), _) => "磁盘空间不足",
        (Some(30), _) => "文件系统只读",
        (Some(32), _) => "没有人读取输出",
        (Some(36 | 63), _) => "文件名太长",
        (Some(40 | 62), _) => "符号链接层数太多",
        (Some(98 | 48), _) => "地址已被占用",
        (Some(99 | 49), _) => "本机没有这个地址",
        (Some(116 | 70), _) => "网络文件已失效",
        (Some(122 | 69), _) => "超出磁盘配额",
        (Some(111 | 61), _) => "连接被拒绝",
        (Some(110 | 60), _) => "连接超时",
        (Some(101 | 113 | 51 | 65), _) => "网络不可达",
        (_, "not a regular file") => "不是普通文件",
        (_, "too large") => "文件太大",
        (_, "its first line is empty") => "第一行是空的",
        (_, "it is a link, and no lock") => "是链接，不是锁文件",
        (_, "it belongs to another user") => "属于其他用户",
        (_, "it has another name as well, and is no lock") => "有别的硬链接，不是锁文件",
        (_, "stream did not contain valid UTF-8") => "不是 UTF-8 文本",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use super::*;
    #[cfg(unix)]
    use crate::base::lang::Lang;

    #[cfg(unix)]
    #[test]
    fn an_error_of_the_system_is_said_in_the_readers_language_and_keeps_what_it_is_about() {
        for (text, chinese) in [
            ("No space left on device (os error 28)", "磁盘空间不足"),
            ("pass: No such file or directory (os error 2)", "pass：没有这个文件或目录"),
            ("~/x.lock: it is a link, and no lock", "~/x.lock：是链接，不是锁文件"),
            ("something else (os error 4711)", "something else (os error 4711)"),
            ("exit status: 3", "exit status: 3"),
        ] {
            assert_eq!(Words(Lang::Zh).system(text), chinese);
            assert_eq!(Words(Lang::En).system(text), text);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_numbers_are_those_that_this_system_gives() {
        for (number, part) in [
            (1, "permitted"),
            (2, "No such"),
            (5, "nput/output"),
            (8, "xec format"),
            (12, "memory"),
            (13, "denied"),
            (17, "exists"),
            (20, "Not a dir"),
            (21, "Is a dir"),
            (23, "in system"),
            (24, "open files"),
            (26, "busy"),
            (27, "large"),
            (28, "space"),
            (30, "Read-only"),
            (32, "pipe"),
            (36, "too long"),
            (40, "links"),
            (98, "in use"),
            (99, "assign"),
            (101, "unreachable"),
            (110, "timed out"),
            (111, "refused"),
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

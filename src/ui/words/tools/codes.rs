//! Words of error codes: what helps.

use crate::app::core::ErrorCode;
use crate::ui::words::{Text, Words};

impl Words {
    /// What helps against an error of this code.
    pub fn error_hint(self, code: ErrorCode) -> Text {
        match code {
            ErrorCode::Usage => self.pick(
                "wrong usage: `commands --json` lists every command and option",
                "用法有误：`commands --json` 列出所有命令和选项",
            ),
            ErrorCode::Profile => self.pick(
                "no such `[profiles.NAME]` in the settings, or it is incomplete",
                "设置中没有该 `[profiles.NAME]`，或内容不足",
            ),
            ErrorCode::View => {
                self.pick("no such `[views.NAME]` in the settings", "设置中没有该 `[views.NAME]`")
            }
            ErrorCode::Field => {
                self.pick("no such field: the message lists them", "没有该字段：消息中列出了可用字段")
            }
            ErrorCode::Filter => self.pick("the filter has an invalid term", "筛选条件中有无效的项"),
            ErrorCode::Period => self.pick("the period ends before it begins", "时段的结束早于开始"),
            ErrorCode::WhichTeam => {
                self.pick("no team matches, or several do: give an ID", "没有团队符合，或有多个：请给出 ID")
            }
            ErrorCode::WhichMember => {
                self.pick("no member matches, or several do: give an ID", "没有成员符合，或有多个：请给出 ID")
            }
            ErrorCode::WhichProject => self
                .pick("no project matches, or several do: give an ID", "没有项目符合，或有多个：请给出 ID"),
            ErrorCode::WhichGroup => self.pick("no member is in such a group", "该分组中没有成员"),
            ErrorCode::WhichTodo => {
                self.pick("give a number such as 4116, or an address", "请给出编号（例如 4116）或网址")
            }
            ErrorCode::NoTerminal => {
                self.pick("the screen needs a terminal: use a command", "界面需要终端：请改用命令")
            }
            ErrorCode::NotInDemo => self.pick(
                "commands work with a `demo-server`, not with --demo",
                "命令请配合 `demo-server` 使用，而不是 --demo",
            ),
            ErrorCode::NotSetUp => {
                self.pick("a person has to set up an application once", "需要先由人配置一次应用")
            }
            ErrorCode::SecretFile => self.pick(
                "a file with a secret is missing or open to others: mode 0600",
                "存放密钥的文件缺失或他人可读：权限须为 0600",
            ),
            ErrorCode::CannotServe => {
                self.pick("the server cannot start with this configuration", "按当前配置无法启动服务")
            }
            ErrorCode::SignedOut => self.pick("a person has to sign in", "需要由人登录"),
            ErrorCode::Offline => {
                self.pick("Tower cannot be reached: try again later", "无法连接 Tower：请稍后再试")
            }
            ErrorCode::Forbidden => self.pick("the account has no access to this", "该账号无权查看"),
            ErrorCode::Gone => self.pick("it is no longer in Tower", "Tower 上已不存在"),
            ErrorCode::Limited => {
                self.pick("too many requests: wait as long as the message says", "请求过于频繁：请按提示等待")
            }
            ErrorCode::CallFailed => {
                self.pick("Tower's answer could not be used: try again", "Tower 的回应无法使用：请重试")
            }
            ErrorCode::Incomplete => {
                self.pick("the output is correct but incomplete", "输出的内容无误，但不完整")
            }
            ErrorCode::NoOwnMember => self.pick("name the member", "请指明成员"),
            ErrorCode::NoSuchTodo => {
                self.pick("none of the account's teams has it", "账号所在的团队里都没有")
            }
            ErrorCode::NotSignedIn => self.pick("signing in failed: try again", "登录失败：请重试"),
            ErrorCode::NotRenewed => self.pick(
                "the token could not be renewed yet: try again later",
                "令牌需要续期但尚未完成：请稍后再试",
            ),
            ErrorCode::NotKept => self.pick("the session file cannot be written", "会话文件无法写入"),
            ErrorCode::NotRemoved => self.pick("remove the file by hand", "请手动删除该文件"),
            ErrorCode::Settings => self.pick("the settings file has mistakes", "设置文件有错误"),
            ErrorCode::Variable => self.pick("an environment variable is unusable", "某个环境变量无法使用"),
            ErrorCode::Address => self.pick("a configured address is unusable", "配置的网址无法使用"),
            ErrorCode::Editor => self.pick("set VISUAL or EDITOR", "请设置 VISUAL 或 EDITOR"),
            ErrorCode::Unwell => self.pick("the output says what failed", "输出中说明了失败项"),
            ErrorCode::FileExists => self.pick("give another name", "请换一个文件名"),
            ErrorCode::NotWritten => self.pick("give another place", "请换一个位置"),
            ErrorCode::Interrupted => {
                self.pick("interrupted by the system: run it again", "被系统中断：请重新运行")
            }
            ErrorCode::Io => self.pick("the system refused it", "系统拒绝了该操作"),
        }
    }
}

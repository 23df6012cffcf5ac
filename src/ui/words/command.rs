//! Words of the commands.

use super::{Text, Words};
use crate::base::measure::{pad, width};
use crate::base::text::SafeText;
use crate::base::time::clock;
use crate::session::SaveFault;
use crate::tower::failure::Failure;
use crate::tower::model::{Member, Team};
use crate::tower::oauth::Issuer;
use std::time::Duration;

impl Words {
    /// A command that needs stored data, with `--demo`, which stores nothing.
    pub fn not_in_demo(self) -> Text {
        self.pick(
            "--demo stores nothing, so it cannot be combined with a command.",
            "--demo 不保存任何数据，不能与子命令一起使用。",
        )
    }

    /// Nothing says which application to sign in with.
    pub fn not_set_up(self, missing: Option<&str>) -> Text {
        let (en, zh) = missing
            .map(|path| (format!("{path}: there is no such file; "), format!("{path}：没有这个文件；")))
            .unwrap_or_default();
        let how = self.pick(
            "no application is set up: run tower-tui once, or set TOWER_TUI_CLIENT_ID and TOWER_TUI_CLIENT_SECRET \
             (or TOWER_TUI_TOKEN_URL).",
            "尚未配置应用：请先运行一次 tower-tui，或设置 TOWER_TUI_CLIENT_ID 和 TOWER_TUI_CLIENT_SECRET\
             （或 TOWER_TUI_TOKEN_URL）。",
        );
        self.pick(format!("{en}{how}"), format!("{zh}{how}"))
    }

    /// No team, or several, have the given name: these can be chosen, by their ids.
    pub fn which_team(self, unknown: Option<&SafeText>, choices: &[Team]) -> Text {
        if choices.is_empty() {
            return self.pick(
                "no team was found. If this account is in none, join one at tower.im.",
                "没有找到团队。如果这个账号还没有加入团队，请先在 tower.im 加入。",
            );
        }
        let widest = choices.iter().map(|team| width(team.name.as_str())).max().unwrap_or(0);
        let line = |team: &Team| format!("\n  {}  {}", pad(team.name.as_str(), widest), team.id.0.as_str());
        let list: String = choices.iter().map(line).collect();
        match unknown.map(SafeText::as_str) {
            Some(name) => self.pick(
                format!("no team is called {name}. Give the name or ID of one:{list}"),
                format!("没有名为 {name} 的团队。请给出其中一个的名称或 ID：{list}"),
            ),
            None => self.pick(
                format!("which team? Give its name or ID:{list}"),
                format!("哪个团队？请给出名称或 ID：{list}"),
            ),
        }
    }

    /// Some lists did not come, and what they hold is missing from what was printed.
    pub fn lists_not_read(self, missing: usize, all: usize, why: &Failure) -> Text {
        let why = self.failure_in_full(why);
        self.pick(
            format!("{missing} of {all} lists could not be loaded: {why}"),
            format!("以上缺少 {all} 份列表中的 {missing} 份：{why}"),
        )
    }

    /// No member, or several, are called this: these are, with their ids.
    pub fn which_member(self, asked: &SafeText, choices: &[Member]) -> Text {
        if choices.is_empty() {
            return self.pick(
                format!("no member is called {asked}; tower-tui members lists them"),
                format!("没有名为 {asked} 的成员；可用 tower-tui members 查看"),
            );
        }
        let widest = choices.iter().map(|one| width(one.name.as_str())).max().unwrap_or(0);
        let line = |one: &Member| format!("\n  {}  {}", pad(one.name.as_str(), widest), one.id.0.as_str());
        let list: String = choices.iter().map(line).collect();
        self.pick(
            format!("{asked} matches several members. Give the name or ID of one:{list}"),
            format!("{asked} 可能是以下成员。请给出其中一位的姓名或 ID：{list}"),
        )
    }

    /// Tower did not say who of the team the account is.
    pub fn no_own_member(self) -> Text {
        self.pick(
            "Tower did not say which member you are. Give a name.",
            "Tower 没有说明你是哪位成员。请给出姓名。",
        )
    }

    /// What was given names no to-do.
    pub fn no_address(self, text: &SafeText) -> Text {
        self.pick(
            format!("{text} is not a to-do: give a number such as 4116, or a Tower address"),
            format!("{text} 不是任务：请给出编号（例如 4116）或 Tower 的网址"),
        )
    }

    /// None of so many teams has the to-do.
    pub fn no_todo_found(self, teams: usize) -> Text {
        self.pick(
            format!("no such to-do in your teams ({teams} searched)"),
            format!("你的团队里没有这个任务（已查找 {teams} 个团队）"),
        )
    }

    /// The token has to be renewed, and whoever gives tokens cannot be reached.
    pub fn offline_now(self, issuer: Issuer) -> Text {
        match issuer {
            Issuer::Tower => self.pick(
                "the token needs renewing, but Tower cannot be reached",
                "令牌需要续期，但无法连接 Tower",
            ),
            Issuer::TokenServer => self.pick(
                "the token needs renewing, but the token server cannot be reached",
                "令牌需要续期，但无法连接令牌服务器",
            ),
        }
    }

    /// A command ends, and what its session holds is in no file.
    pub fn not_kept(self, file: &str, why: Option<&SaveFault>) -> Text {
        match why {
            Some(why) => {
                let why = self.save_fault(why);
                self.pick(
                    format!("the session could not be saved to {file}: {why}"),
                    format!("会话未能保存到 {file}：{why}"),
                )
            }
            None => self.pick(
                format!("the renewal was not answered in time; the new token could not be saved to {file}"),
                format!("续期请求未及时得到回应；新令牌未能保存到 {file}"),
            ),
        }
    }

    /// A person has signed out, and a file is still there.
    pub fn not_removed(self, file: &str, why: &SaveFault) -> Text {
        let why = self.save_fault(why);
        self.pick(
            format!("signed out, but {file} is still there ({why}); remove it by hand"),
            format!("已退出登录，但 {file} 未能删除（{why}）；请手动删除"),
        )
    }

    /// How far a long load is.
    pub fn loading_members(self, count: usize) -> Text {
        self.pick(format!("loading members⋯ {count}"), format!("正在加载成员⋯ {count}"))
    }

    /// The input ended where a code was asked for.
    pub fn no_code_came(self) -> Text {
        self.pick("no code was given on standard input.", "标准输入中没有授权码。")
    }

    /// The system asked the program to end.
    pub fn interrupted(self) -> Text {
        self.pick("interrupted.", "已中断。")
    }

    /// Somebody is signed in.
    pub fn signed_in_as(self, email: &str) -> Text {
        self.pick(format!("signed in as {email}"), format!("已登录：{email}"))
    }

    /// Somebody is signed in before anything was asked.
    pub fn signed_in_already(self, email: &str) -> Text {
        self.pick(
            format!("already signed in as {email}; to switch accounts, run tower-tui logout first"),
            format!("已经登录：{email}；如需更换账号，请先运行 tower-tui logout"),
        )
    }

    /// Signed out, in every window.
    pub fn signed_out_now(self) -> Text {
        self.pick("signed out", "已退出登录")
    }

    /// There was nothing to sign out of.
    pub fn was_not_signed_in(self) -> Text {
        self.pick("you were not signed in", "本来就没有登录")
    }

    /// What is left of the token, for a line of its own.
    pub fn token_left(self, left: Option<u64>) -> Text {
        match left {
            Some(0) => {
                self.pick("token expired; it will be renewed on the next use", "令牌已过期；下次使用时续期")
            }
            Some(left) => {
                let left = clock(Duration::from_secs(left));
                self.pick(format!("token expires in {left}"), format!("令牌 {left} 后到期"))
            }
            None => self.pick("Tower gave no expiry for the token", "Tower 没有给出令牌期限"),
        }
    }
}

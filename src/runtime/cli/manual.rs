//! What the manual says beside commands and options: variables, files, exit codes, and examples with the questions that
//! they answer. The examples are those of the skill for agents.

use super::told::{in_language, told};
use crate::base::lang::Lang;

/// A name and what it means.
pub(in crate::runtime) type Entry = (&'static str, &'static str);

/// All that in one language.
pub(in crate::runtime) struct Manual {
    /// The variables of the environment.
    pub(in crate::runtime) environment: Vec<Entry>,
    /// The files.
    pub(in crate::runtime) files: Vec<Entry>,
    /// The exit codes.
    pub(in crate::runtime) exit_codes: Vec<(u8, &'static str)>,
    /// Command lines, and the questions that they answer.
    pub(in crate::runtime) examples: [Example; 10],
}

/// A question, and the command that answers it. Words in capitals stand for a name.
pub(in crate::runtime) struct Example {
    /// What is typed after the program's name.
    pub(in crate::runtime) line: &'static str,
    /// The question.
    pub(in crate::runtime) question: &'static str,
    /// How many calls of Tower's it makes in a team of 30, at most.
    pub(in crate::runtime) calls: usize,
    /// How many bytes it prints there at most.
    pub(in crate::runtime) bytes: usize,
}

/// The manual in this language.
pub(in crate::runtime) fn manual(lang: Lang) -> Manual {
    in_language(lang, || Manual {
        environment: environment(),
        files: files(),
        exit_codes: exit_codes(),
        examples: examples(),
    })
}

/// The variables of the environment that the program reads.
fn environment() -> Vec<Entry> {
    vec![
        ("TOWER_TUI_CONFIG", told("The settings file, as --config", "设置文件，同 --config")),
        ("TOWER_TUI_PROFILE", told("The profile, as --profile", "配置档，同 --profile")),
        ("TOWER_TUI_STATE_DIR", told("The state directory", "数据目录")),
        ("TOWER_TUI_CLIENT_ID", told("The application's ID", "应用 ID")),
        ("TOWER_TUI_CLIENT_SECRET", told("The application's secret", "应用密钥")),
        ("TOWER_TUI_REDIRECT_URI", told("The application's callback", "应用的回调地址")),
        ("TOWER_TUI_BASE_URL", told("The address of another Tower", "其他 Tower 的地址")),
        ("TOWER_TUI_TOKEN_URL", told("The address of a token server", "令牌服务器的地址")),
        ("TOWER_TUI_TOKEN_KEY", told("The key to the token server", "令牌服务器的访问密钥")),
        (
            "TOWER_TUI_CLIPBOARD",
            told("How to copy: auto, native, osc52 or off", "剪贴板方式：auto、native、osc52 或 off"),
        ),
        ("NO_COLOR", told("If set, no colors are used", "设置后不使用颜色")),
        ("ACCESSIBLE", told("`1` is --accessible", "`1` 等同 --accessible")),
        ("VISUAL, EDITOR", told("The editor for `config edit`", "`config edit` 使用的编辑器")),
        ("BROWSER", told("The browser that opens addresses", "打开网址的浏览器")),
        (
            "HTTPS_PROXY, NO_PROXY",
            told("The proxy, and addresses to reach without it", "代理，以及不使用代理的地址"),
        ),
        ("LC_ALL, LC_MESSAGES, LANG, LANGUAGE", told("The language", "语言")),
    ]
}

/// The files that the program keeps.
fn files() -> Vec<Entry> {
    vec![
        ("~/.config/tower-tui/config.toml", told("The settings", "设置")),
        (
            "~/.local/state/tower-tui/",
            told("Session, lock, cache and log, each of mode 0600", "会话、锁、缓存和日志，权限均为 0600"),
        ),
        ("~/.local/state/tower-tui/profiles/NAME/", told("The same for a profile", "某个配置档的上述文件")),
    ]
}

/// The exit codes.
fn exit_codes() -> Vec<(u8, &'static str)> {
    vec![
        (0, told("success", "成功")),
        (1, told("an error", "出错")),
        (2, told("wrong usage, or no terminal", "用法有误，或没有终端")),
        (3, told("nobody is signed in", "未登录")),
        (4, told("Tower cannot be reached", "无法连接 Tower")),
        (101, told("a bug in tower-tui", "程序缺陷")),
    ]
}

/// Ten questions of a lead, and the command that answers each.
fn examples() -> [Example; 10] {
    let of = |calls, bytes, line, question| Example { line, question, calls, bytes };
    [
        of(
            31,
            2000,
            "workload --team TEAM --json --fields nickname,open,overdue",
            told("Who is overloaded?", "谁的任务过多？"),
        ),
        of(
            8,
            6000,
            "report MEMBER --team TEAM --week --json --fields item,content,at",
            told("What did X do this week, and what is left?", "某人本周做了什么，还剩什么？"),
        ),
        of(
            3,
            900,
            "todos MEMBER --team TEAM --overdue --json --fields team_wide_id,content,due_at",
            told("What is overdue?", "某人有哪些任务逾期？"),
        ),
        of(
            3,
            900,
            "todos MEMBER --team TEAM --filter due:week --json --fields content,due_at",
            told("What is due this week?", "本周到期的有哪些？"),
        ),
        of(
            3,
            900,
            "todos MEMBER --team TEAM --created --json --fields content,assignee.name",
            told("What did they assign to others?", "某人交办给他人的有哪些？"),
        ),
        of(
            2,
            900,
            "members TEAM --filter group:GROUP --json --fields id,nickname,phone",
            told("Who is in a group, and how can they be reached?", "某分组有谁，如何联系？"),
        ),
        of(
            12,
            80_000,
            "activity --team TEAM --since DATE --json --fields created_at,member.name,action,title",
            told("What happened in the team?", "团队有什么动态？"),
        ),
        of(
            2,
            2000,
            "todo NUMBER --json --fields content,assignee.name,desc,comments.content",
            told("What is a to-do about, and what was said?", "某个任务是什么，讨论了什么？"),
        ),
        of(
            11,
            4000,
            "today --json --fields section,team.name,content,due_at",
            told("What do I have to do?", "我要做什么？"),
        ),
        of(
            2,
            900,
            "projects --team TEAM --json --fields id,name",
            told("Which projects are there?", "有哪些项目？"),
        ),
    ]
}

//! The command line: global options and commands.

use clap::{Args, Parser, Subcommand};

use super::happened::{ActivityArgs, ProjectsArgs, ReportArgs, StandupArgs};
use super::lists::{MembersArgs, TeamsArgs, TodoArgs, TodosArgs};
use super::options::{Options, OptionsAlone};
use super::servers::{DemoServerArgs, TokenServerArgs};
use super::tips::sensible;
use super::told::told;
use super::tools::Tool;
use super::work::{TodayArgs, WorkloadArgs};

/// What `--version` prints after the name. There are no features to choose from, so none are listed.
pub(in crate::runtime) const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ncommit ",
    env!("TOWER_TUI_COMMIT"),
    "\ntarget ",
    env!("TOWER_TUI_TARGET"),
);

/// What the command line says.
#[derive(Debug, Parser)]
#[command(version, long_version = LONG_VERSION, about = told(
    "A terminal client for Tower (tower.im): sign in once, browse your team's members with the keyboard. Read-only.",
    "Tower (tower.im) 的终端客户端：登录一次，用键盘浏览团队成员。只读。",
))]
pub(in crate::runtime) struct Cli {
    #[command(subcommand)]
    pub(in crate::runtime) command: Option<Command>,

    #[command(flatten)]
    pub(in crate::runtime) options: Options,
}

#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum Command {
    #[command(about = told(
        "Sign in: prints the address to open, reads the code from standard input",
        "登录：打印要打开的网址，从标准输入读取授权码",
    ))]
    Login,

    #[command(about = told("Sign out in every window of this machine", "在本机的所有窗口中退出登录"))]
    Logout,

    #[command(about = told(
        "Show the state of the session; exit code 0 signed in, 3 signed out",
        "查看会话状态；退出码 0 已登录，3 未登录",
    ))]
    Status(StatusArgs),

    #[command(about = told("List the account's teams", "列出账号所在的团队"))]
    Teams(TeamsArgs),

    #[command(about = told("List a team's members", "列出团队成员"))]
    Members(MembersArgs),

    #[command(about = told(
        "Show how much each member of a team has to do, the most overdue first",
        "列出团队中每个成员的任务量，逾期最多的在前",
    ))]
    Workload(WorkloadArgs),

    #[command(about = told(
        "Show what you have to do in all your teams; exit code 0 even if there is nothing",
        "列出你在所有团队里要做的任务；没有任务时退出码也是 0",
    ))]
    Today(TodayArgs),

    #[command(about = told(
        "List a member's to-dos: the open ones, unless you ask for others",
        "列出成员的任务：默认为未完成的",
    ))]
    Todos(TodosArgs),

    #[command(about = told("Print one to-do in full", "打印一个任务的全部内容"))]
    Todo(TodoArgs),

    #[command(about = told("List what happened in a team, the newest first", "列出团队动态，最新的在前"))]
    Activity(ActivityArgs),

    #[command(about = told(
        "Write what a member did in a week and has left to do, by project, as Markdown",
        "按项目写出某人一周完成的和待完成的任务，Markdown 格式",
    ))]
    Report(ReportArgs),

    #[command(about = told("List a team's projects", "列出团队的项目"))]
    Projects(ProjectsArgs),

    #[command(about = told(
        "Hold a standup: one person a page, notes, a clock, and the minutes as Markdown",
        "开站会：每人一页，可写备注，有计时，最后得到 Markdown 纪要",
    ))]
    Standup(StandupArgs),

    #[command(flatten)]
    Tool(Tool),

    #[command(about = told(
        "Run the built-in Tower by itself; prints its address, client ID and secret as one line of JSON",
        "单独运行内置的 Tower；以一行 JSON 打印其地址、应用 ID 和应用密钥",
    ))]
    DemoServer(DemoServerArgs),

    #[command(
        about = told(
            "Hold the application's secret for a team: an OAuth token endpoint for clients without it",
            "为团队保管应用密钥：供没有应用密钥的客户端使用的 OAuth 令牌端点",
        ),
        long_about = told(
            "Hold the application's secret for a team: an OAuth token endpoint for clients without it. The secret \
             comes from `TOWER_TUI_CLIENT_SECRET`, `--secret-file` or systemd's credential `client_secret`. SIGHUP \
             reloads the keys and the certificate",
            "为团队保管应用密钥：供没有应用密钥的客户端使用的 OAuth 令牌端点。应用密钥来自 `TOWER_TUI_CLIENT_SECRET`、\
             `--secret-file` 或 systemd 凭据 `client_secret`。SIGHUP 重新读取访问密钥和证书",
        ),
    )]
    TokenServer(TokenServerArgs),
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct StatusArgs {
    #[arg(long, help = told(
        "As one line of JSON: `state`, `email`, `seconds_left`, `expires_at`, `generation`, `store`, `token_server`, \
         `reason`, `profile`",
        "一行 JSON：`state`、`email`、`seconds_left`、`expires_at`、`generation`、`store`、`token_server`、`reason`、`profile`",
    ))]
    pub(in crate::runtime) json: bool,
}

/// What the command line says.
pub(in crate::runtime) fn read() -> Result<Cli, clap::Error> {
    // Most starts name no command, and the table of all of them takes longer to make than the rest of a start.
    if let Ok(OptionsAlone { options }) = OptionsAlone::try_parse() {
        return Ok(Cli { command: None, options });
    }
    Cli::try_parse().map_err(sensible)
}

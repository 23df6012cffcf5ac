//! The command line: arguments, options and commands.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::Date;
use ratatui::layout::Size;

use super::happened::{ActivityArgs, ProjectsArgs, ReportArgs};
use super::options::{Named, Options, OptionsAlone, When, theme, themes};
use super::work::{TodayArgs, WorkloadArgs};
use crate::app::kit::appearance::Theme;
use crate::runtime::demo::scenes::Scene;
use crate::tower::todo::Which;

/// The command that ends the session.
const LOGOUT: &str = "logout";

/// What `--version` prints after the name. There are no features to choose from, so none are listed.
pub(in crate::runtime) const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ncommit ",
    env!("TOWER_TUI_COMMIT"),
    "\ntarget ",
    env!("TOWER_TUI_TARGET"),
);

/// A terminal client for Tower (tower.im): sign in once, browse your team's members with the keyboard.
/// It only reads.
#[derive(Debug, Parser)]
#[command(version, long_version = LONG_VERSION)]
pub(in crate::runtime) struct Cli {
    #[command(subcommand)]
    pub(in crate::runtime) command: Option<Command>,

    #[command(flatten)]
    pub(in crate::runtime) options: Options,
}

#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum Command {
    /// Sign in: prints the address to open, reads the code from standard input
    Login,

    /// Sign out in every window of this machine
    Logout,

    /// Say how the session stands; exit code 0 signed in, 3 signed out
    Status(StatusArgs),

    /// List the account's teams
    Teams(TeamsArgs),

    /// List a team's members
    Members(MembersArgs),

    /// How much each member of a team has to do, who is drowning first
    Workload(WorkloadArgs),

    /// What you have to do, over all your teams; exit code 0 also where that is nothing
    Today(TodayArgs),

    /// List a member's todos: what is open, unless something else is asked for
    Todos(TodosArgs),

    /// Print one todo in full
    Todo(TodoArgs),

    /// List what happened in a team, the newest first
    Activity(ActivityArgs),

    /// Write what somebody did in a week and has left to do, by project, as Markdown
    Report(ReportArgs),

    /// List a team's projects
    Projects(ProjectsArgs),

    #[command(flatten)]
    Tool(Tool),

    /// Run the built-in Tower by itself; prints its address, client id and secret as one line of JSON
    DemoServer(DemoServerArgs),

    /// Keep the application's secret for a team: OAuth's token endpoint for clients that do not have it.
    /// The secret comes from `TOWER_TUI_CLIENT_SECRET`, `--secret-file` or systemd's credential `client_secret`.
    /// SIGHUP reads keys and certificate anew
    TokenServer(TokenServerArgs),
}

/// Commands about the program itself. They work without a session, an application or readable settings.
#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum Tool {
    /// List every key, what it does and where
    Keys(KeysArgs),

    /// Look for what is wrong and say what helps; exit code 1 where something fails. No secret is shown
    Doctor {
        /// As one line of JSON: `checks`, each with `name`, `state`, `says` and `remedy`
        #[arg(long)]
        json: bool,
    },

    /// Print a screen as it looks with made-up people: as text, or as a picture
    Snapshot(SnapshotArgs),

    /// The settings file: where it is, what is wrong with it, a new one, or your editor on it
    #[command(subcommand)]
    Config(Config),

    /// Print what a shell needs to complete commands and options
    Completions {
        /// The shell
        shell: Shell,
    },

    /// Print the manual page of the program, or of a command, as troff
    Man {
        /// The command
        command: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct StatusArgs {
    /// As one line of JSON: `state`, `email`, `seconds_left`, `expires_at`, `generation`, `store`,
    /// `token_server`, `reason`
    #[arg(long)]
    pub(in crate::runtime) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TeamsArgs {
    /// One line of JSON a team, with every field as Tower names it
    #[arg(long)]
    pub(in crate::runtime) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct MembersArgs {
    /// The team's id or name [default: the only one, or the one open last]
    pub(in crate::runtime) team: Option<String>,

    /// What a member has to match, as typed after `/` on the screen
    #[arg(long, value_name = "FILTER")]
    pub(in crate::runtime) filter: Option<String>,

    /// One line of JSON a member, with every field as Tower names it
    #[arg(long, group = "format")]
    pub(in crate::runtime) json: bool,

    /// Tab-separated, with a heading
    #[arg(long, group = "format")]
    pub(in crate::runtime) tsv: bool,

    /// Comma-separated for spreadsheets, with a heading
    #[arg(long, group = "format")]
    pub(in crate::runtime) csv: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TodosArgs {
    /// Whose: id, name, the beginning or a part of it, or its pinyin [default: your own]
    pub(in crate::runtime) member: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) which: WhichTodos,

    /// The team: id, name, the beginning or a part of it, or its pinyin [default: the only one, or the one open last]
    #[arg(long, value_name = "TEAM")]
    pub(in crate::runtime) team: Option<String>,

    /// What a todo has to match, as typed after `/` on the screen
    #[arg(long, value_name = "FILTER")]
    pub(in crate::runtime) filter: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) format: TodosFormat,
}

/// Which of them.
#[derive(Debug, Args)]
pub(in crate::runtime) struct WhichTodos {
    /// What is open; it is always so where nothing else is asked for
    #[arg(long, group = "which")]
    pub(in crate::runtime) open: bool,

    /// What was done on this day or after it, the last done first
    #[arg(long, value_name = "YYYY-MM-DD", group = "which")]
    pub(in crate::runtime) done_since: Option<Date>,

    /// What they created and is open, whoever has it
    #[arg(long, group = "which")]
    pub(in crate::runtime) created: bool,

    /// What is open and overdue
    #[arg(long, group = "which")]
    pub(in crate::runtime) overdue: bool,

    /// What is open and due before this day
    #[arg(long, value_name = "YYYY-MM-DD", group = "which")]
    pub(in crate::runtime) due_before: Option<Date>,
}

/// In which form.
#[derive(Debug, Args)]
pub(in crate::runtime) struct TodosFormat {
    /// One line of JSON a todo, with every field as Tower names it
    #[arg(long, group = "format")]
    pub(in crate::runtime) json: bool,

    /// Tasks in Markdown, under the name of each project
    #[arg(long, group = "format")]
    pub(in crate::runtime) md: bool,

    /// Comma-separated for spreadsheets, with a heading
    #[arg(long, group = "format")]
    pub(in crate::runtime) csv: bool,
}

impl WhichTodos {
    /// The list of Tower's that is asked for.
    pub(in crate::runtime) fn list(&self) -> Which {
        match self {
            Self { done_since: Some(_), .. } => Which::Done,
            Self { created: true, .. } => Which::Created,
            _ => Which::Open,
        }
    }
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TodoArgs {
    /// Its number, its address, or the line that Tower's own copy button makes
    #[arg(value_name = "NUMBER|ADDRESS")]
    pub(in crate::runtime) todo: String,

    /// As one line of JSON, with every field as Tower names it
    #[arg(long, group = "format")]
    pub(in crate::runtime) json: bool,

    /// In Markdown
    #[arg(long, group = "format")]
    pub(in crate::runtime) md: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct KeysArgs {
    /// As a table in Markdown
    #[arg(long)]
    pub(in crate::runtime) markdown: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct SnapshotArgs {
    /// The screen
    pub(in crate::runtime) screen: Scene,

    /// How many columns and rows it has, at most 1000 each
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "80x24", value_parser = size)]
    pub(in crate::runtime) size: Size,

    /// How it looks: terminal, high-contrast, mono, tower-dark or tower-light
    #[arg(long, value_name = "THEME", default_value = "terminal", value_parser = Named(theme, themes), hide_possible_values = true)]
    pub(in crate::runtime) theme: Theme,

    /// Whether the text has colors and attributes; `auto` has them on a terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(in crate::runtime) color: When,

    /// As an SVG picture
    #[arg(long)]
    pub(in crate::runtime) svg: bool,

    /// With made-up people; it is always so
    #[arg(long)]
    pub(in crate::runtime) demo: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum Config {
    /// Print where it is
    Path,

    /// Name every mistake in it by line and column; exit code 1 if there is one
    Check,

    /// Open it in VISUAL, EDITOR or vi, and check it afterwards
    Edit,

    /// Make one in which every setting is a comment; one that is there stays as it is
    Init,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct DemoServerArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(in crate::runtime) listen: SocketAddr,

    /// How many members the first team has
    #[arg(long, value_name = "N", default_value_t = 128)]
    pub(in crate::runtime) members: usize,

    /// How many seconds a token lives
    #[arg(long, value_name = "SECONDS", default_value_t = 7200)]
    pub(in crate::runtime) expires_in: u64,

    /// How many milliseconds every answer takes
    #[arg(long, value_name = "MS", default_value = "0", value_parser = milliseconds)]
    pub(in crate::runtime) latency: Duration,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::runtime) struct TokenServerArgs {
    #[command(subcommand)]
    pub(in crate::runtime) tool: Option<TokenServerTool>,

    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    pub(in crate::runtime) listen: SocketAddr,

    /// The file with the application's secret in its first line; its mode must be 0600
    #[arg(long, value_name = "PATH")]
    pub(in crate::runtime) secret_file: Option<PathBuf>,

    /// The file with the keys of those who may use it: one `name = "key"` a line; its mode must be 0600
    #[arg(long, value_name = "PATH", conflicts_with = "no_key")]
    pub(in crate::runtime) keys_file: Option<PathBuf>,

    /// Ask nobody for a key; only on this machine, and only programs on it are served
    #[arg(long)]
    pub(in crate::runtime) no_key: bool,

    /// A proxy in front of it speaks TLS, and writes X-Forwarded-For
    #[arg(long)]
    pub(in crate::runtime) behind_proxy: bool,

    /// Speak TLS with this certificate: PEM, with those that vouch for it
    #[arg(long, value_name = "PATH", requires = "tls_key")]
    pub(in crate::runtime) tls_cert: Option<PathBuf>,

    /// The certificate's private key: PEM; its mode must be 0600
    #[arg(long, value_name = "PATH", requires = "tls_cert")]
    pub(in crate::runtime) tls_key: Option<PathBuf>,
}

/// What helps whoever runs a token server.
#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum TokenServerTool {
    /// Print a line for the file of keys, with a new key for someone
    Key {
        /// Who it is for, as the log will name them: letters, digits, `-`, `_` and dots
        name: String,
    },
}

/// What the command line says. A word that is no command is answered with commands it may be meant for, and never with
/// the one that ends the session: a shell's key would then do it.
pub(in crate::runtime) fn read() -> Result<Cli, clap::Error> {
    // Most starts name no command, and the table of all of them takes longer to make than the rest of a start.
    if let Ok(OptionsAlone { options }) = OptionsAlone::try_parse() {
        return Ok(Cli { command: None, options });
    }
    Cli::try_parse().map_err(without_logout)
}

fn without_logout(mut error: clap::Error) -> clap::Error {
    let kind = ContextKind::SuggestedSubcommand;
    let left = match error.remove(kind) {
        Some(ContextValue::Strings(names)) => {
            names.into_iter().filter(|name| !name.contains(LOGOUT)).collect()
        }
        Some(ContextValue::String(name)) if !name.contains(LOGOUT) => vec![name],
        _ => Vec::new(),
    };
    if !left.is_empty() {
        error.insert(kind, ContextValue::Strings(left));
    }
    error
}

fn size(text: &str) -> Result<Size, String> {
    let side = |text: &str| text.parse().ok().filter(|side| (1..=1000).contains(side));
    let sides = text.split_once('x').and_then(|(width, height)| Some((side(width)?, side(height)?)));
    sides.map(Size::from).ok_or_else(|| "expected columns and rows, such as 80x24".to_owned())
}

fn milliseconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_never_answered_with_the_end_of_the_session() {
        let said = |word: &str| {
            without_logout(Cli::try_parse_from(["tower-tui", word]).unwrap_err()).render().to_string()
        };
        for word in ["logou", "loguot", "log-out", "logouts", "logot", "logoin", "signout", "loginout"] {
            let said = said(word);
            assert!(said.contains(word) && !said.replace(word, "").contains(LOGOUT), "{word}: {said}");
        }
        assert!(said("membrs").contains("'members'"), "others are");
        assert!(said("logi").contains("'login'"), "{}", said("logi"));
    }
}

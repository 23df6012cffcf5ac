//! What a shell waits for when somebody presses Tab: `cargo bench --bench completion`.
//!
//! The program as it is released is started anew for each, as a shell does it, beside one that only says its version. It
//! is to be there within 20 ms; a busy machine says little.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "no person's data comes here, and it prints what it measures"
)]

#[path = "support/crowd.rs"]
mod crowd;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use tower_tui::app::data::disk_cache::{CachedAccount, team_file};
use tower_tui::app::data::member_list::{Block, ColumnWidths};
use tower_tui::app::data::team_cache::CachedTeam;
use tower_tui::app::search::Speller;
use tower_tui::base::time::Wall;
use tower_tui::session::profile;
use tower_tui::tower::json_api::Roster;
use tower_tui::tower::model::{Team, TeamId, User};
use tower_tui::tower::oauth::TOWER;

use crowd::{id, member, safe};

/// How often each is asked for; the median counts.
const TIMES: usize = 41;
const CLIENT_ID: &str = "0123456789abcdef";
const TEAM: &str = "云端科技";

/// The home of somebody who has looked at a team of so many.
fn home(members: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a home");
    let state = home.path().join("state");
    fs::create_dir(&state).expect("a directory");
    let settings = format!("client_id = \"{CLIENT_ID}\"\n[profiles.work]\nclient_id = \"1\"\n");
    keep(&home.path().join("config.toml"), &settings);
    let (team, email) = (TeamId(id("team")), safe("lin@example.com"));
    let account = CachedAccount {
        user: User { nickname: safe("林小北"), email: email.clone() },
        teams: vec![Team { id: team.clone(), name: safe(TEAM), created: Some(date(2014, 5, 15)) }],
        at: Wall(0),
    };
    let mut speller = Speller::default();
    let roster: Roster = (0..members).map(member).collect();
    let cached = CachedTeam {
        reader: email,
        team: team.clone(),
        own: None,
        all: members,
        inactive: 0,
        widest: ColumnWidths::default(),
        members: vec![Block::of(roster, &mut speller).into()],
        at: Wall(0),
    };
    let files = profile(TOWER, &format!("{TOWER}/oauth/token"), CLIENT_ID);
    keep(&state.join(format!("cache-{files}.json")), &account.lines().collect::<String>());
    let name = format!("cache-{files}-{}.json", team_file(&team));
    keep(&state.join(name), &cached.pieces().collect::<String>());
    home
}

/// Writes a file that nobody else reads.
fn keep(path: &Path, text: &str) {
    fs::write(path, text).expect("it is written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("it is ours");
    }
}

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
    command.env_clear().env("HOME", home).env("TOWER_TUI_STATE_DIR", home.join("state"));
    command.env("TOWER_TUI_CONFIG", home.join("config.toml")).stdin(Stdio::null()).stderr(Stdio::null());
    command.args(words);
    command
}

/// The median and the longest of the times that a command takes to its end, and how many lines it prints.
fn measured(mut make: impl FnMut() -> Command) -> (Duration, Duration, usize) {
    let mut lines = 0;
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let mut command = make();
            let since = Instant::now();
            let output = command.output().expect("it starts");
            let took = since.elapsed();
            lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
            took
        })
        .collect();
    times.sort_unstable();
    let of = |at: usize| times.get(at).copied().unwrap_or_default();
    (of(TIMES / 2), of(TIMES - 1), lines)
}

fn main() {
    println!("{:<44}{:>12}{:>12}{:>8}", "", "median", "longest", "lines");
    let say = |what: &str, (median, longest, lines): (Duration, Duration, usize)| {
        println!("{what:<44}{median:>12.1?}{longest:>12.1?}{lines:>8}");
    };
    for members in [30, 1000, 10_000] {
        let home = home(members);
        println!("\n{members} members");
        say("version alone, for comparison", measured(|| command(home.path(), &["--version"])));
        for (what, words) in [
            ("a command: wor", &["wor"][..]),
            ("a profile", &["--profile", ""]),
            ("a team: yd", &["members", "yd"]),
            ("a member: zw", &["todos", "--team", TEAM, "zw"]),
            ("a term: group:hd", &["members", "--team", TEAM, "--filter", "group:hd"]),
            ("a field: ph", &["members", "--fields", "ph"]),
        ] {
            let asked = || {
                let mut command = command(home.path(), &["--", "tower-tui"]);
                command.args(words).env("TOWER_TUI_COMPLETE", "zsh");
                command
            };
            say(what, measured(asked));
        }
    }
}

//! The clipboard: the system's own by one of its programs, or the terminal's by OSC 52.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::Stdio;
use std::time::Duration;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::app::kit::clipboard::Clipboard;
use crate::runtime::settings::environment::withhold_secrets;

/// How long a program that copies may take. One that hangs is ended, and the terminal copies.
const PATIENCE: Duration = Duration::from_millis(200);

/// The longest sequence that GNU screen accepts, in bytes.
const CHUNK: usize = 700;

/// A program that copies what it reads, and the variable without which it cannot.
type CopyProgram = (&'static str, &'static [&'static str], Option<&'static str>);

const COPY_PROGRAMS: [CopyProgram; 6] = [
    ("pbcopy", &[], None),
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("clip.exe", &[], None),
    ("termux-clipboard-set", &[], None),
];

/// The clipboard that is reached from here. `TOWER_TUI_CLIPBOARD` decides: `native`, `osc52` or `off`; else it is
/// the system's where a program for it is found, but not over SSH, where the system is another one.
pub(in crate::runtime) fn reached() -> Clipboard {
    reached_with(|name| env::var_os(name), is_on_path)
}

/// The one that is tried first: whether there is a program for the system's own shows when something is copied, and
/// where there is none, the terminal copies.
pub(in crate::runtime) fn tried_first() -> Clipboard {
    reached_with(|name| env::var_os(name), |_| true)
}

fn reached_with(variable: impl Fn(&str) -> Option<OsString>, has: impl Fn(&str) -> bool) -> Clipboard {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let wished = variable("TOWER_TUI_CLIPBOARD").unwrap_or_default();
    let native = cfg!(windows) || working(&set, has).next().is_some();
    match wished.to_str() {
        Some("off") => Clipboard::Off,
        Some("native") => Clipboard::Native,
        Some("osc52") => Clipboard::Terminal,
        _ if native && !set("SSH_CONNECTION") && !set("SSH_TTY") => Clipboard::Native,
        _ => Clipboard::Terminal,
    }
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

/// The programs that are here and have what they need.
fn working(set: impl Fn(&str) -> bool, has: impl Fn(&str) -> bool) -> impl Iterator<Item = CopyProgram> {
    COPY_PROGRAMS.into_iter().filter(move |(program, _, needs)| needs.is_none_or(&set) && has(program))
}

/// Copies by the system itself. Returns whether it did.
#[cfg(windows)]
#[expect(clippy::unused_async, reason = "the same shape as elsewhere")]
pub(in crate::runtime) async fn copy(text: &str) -> bool {
    // It belongs to one program at a time, for moments: this asks ten times.
    clipboard_win::set_clipboard_string(text).is_ok()
}

/// Copies with the first of the system's programs that succeeds. Returns whether one did.
#[cfg(not(windows))]
pub(in crate::runtime) async fn copy(text: &str) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    for (program, arguments, _) in working(set, is_on_path).filter(|(program, ..)| takes(program, text)) {
        if in_time(program, arguments, text).await {
            return true;
        }
    }
    false
}

/// Runs a program, and ends it when it takes too long. Returns whether it reports success.
async fn in_time(program: &str, arguments: &[&str], text: &str) -> bool {
    timeout(PATIENCE, run(program, arguments, text)).await == Ok(true)
}

/// Whether a program takes this text as it is: Windows' own reads it in the code page of the system.
#[cfg(any(not(windows), test))]
fn takes(program: &str, text: &str) -> bool {
    program != "clip.exe" || text.is_ascii()
}

async fn run(program: &str, arguments: &[&str], text: &str) -> bool {
    let mut command = Command::new(program);
    // Some of them stay in the background to serve the text, and must not hold on to the terminal.
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.kill_on_drop(true);
    // Nor is it to be stopped with this program, or to end with the window.
    #[cfg(unix)]
    command.process_group(0);
    withhold_secrets(command.as_std_mut());
    let Ok(mut child) = command.spawn() else { return false };
    let Some(mut input) = child.stdin.take() else { return false };
    let written = input.write_all(text.as_bytes()).await;
    drop(input);
    written.is_ok() && child.wait().await.is_ok_and(|status| status.success())
}

/// Hands text to the terminal's clipboard, past a multiplexer that is in between. What takes a while is among `copies`.
pub(in crate::runtime) fn send(
    mut out: impl Write + Send + 'static,
    text: String,
    copies: &mut JoinSet<()>,
) -> io::Result<()> {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if !set("TMUX") {
        return write(&mut out, &text, set("STY"));
    }
    copies.spawn(async move {
        // Told to by its own program, it also passes the text on, which it does not of itself.
        if !in_time("tmux", &["load-buffer", "-w", "-"], &text).await {
            // A terminal that is gone is noticed elsewhere.
            drop(out.write_all(&through_tmux(&sequence(&text))).and_then(|()| out.flush()));
        }
    });
    Ok(())
}

fn write(out: &mut impl Write, text: &str, screen: bool) -> io::Result<()> {
    let sequence = sequence(text);
    out.write_all(&if screen { through_screen(&sequence) } else { sequence })?;
    out.flush()
}

/// What tells a terminal to copy (OSC 52).
fn sequence(text: &str) -> Vec<u8> {
    let mut sequence = String::new();
    // A text takes whatever it is given.
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).unwrap_or_default();
    // The end that it has would be the end of what screen passes on as well.
    let content = sequence.strip_suffix("\x1b\\").unwrap_or(&sequence);
    [content.as_bytes(), b"\x07"].concat()
}

/// tmux takes the sequence itself, or passes it on wrapped, as it is told to: it gets both.
fn through_tmux(sequence: &[u8]) -> Vec<u8> {
    let doubled =
        sequence.iter().flat_map(|byte| std::iter::repeat_n(*byte, if *byte == 0x1b { 2 } else { 1 }));
    [sequence, b"\x1bPtmux;", &doubled.collect::<Vec<u8>>(), b"\x1b\\"].concat()
}

/// screen passes on what is wrapped, a piece at a time.
fn through_screen(sequence: &[u8]) -> Vec<u8> {
    sequence.chunks(CHUNK).flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(variables: &[(&str, &str)], programs: &[&str]) -> Clipboard {
        let variable = |wanted: &str| {
            variables.iter().find(|(name, _)| *name == wanted).map(|(_, value)| OsString::from(value))
        };
        reached_with(variable, |program| programs.contains(&program))
    }

    #[cfg(windows)]
    #[test]
    fn the_systems_clipboard_takes_any_text() {
        let world = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert!(world.block_on(copy("张伟\t138 0013 8000")));
        assert_eq!(clipboard_win::get_clipboard_string().unwrap(), "张伟\t138 0013 8000");
    }

    #[cfg(not(windows))]
    #[test]
    fn the_systems_clipboard_is_reached_where_a_program_for_it_can_work() {
        let display = ("DISPLAY", ":0");
        assert_eq!(reached(&[display], &["xclip"]), Clipboard::Native);
        assert_eq!(reached(&[display], &["wl-copy"]), Clipboard::Terminal, "there is no Wayland");
        assert_eq!(reached(&[], &["xclip"]), Clipboard::Terminal);
        assert_eq!(reached(&[], &["pbcopy"]), Clipboard::Native);
        assert_eq!(reached(&[display, ("SSH_TTY", "/dev/pts/1")], &["xclip"]), Clipboard::Terminal);
    }

    #[test]
    fn the_person_decides_otherwise() {
        let wished = |wish| reached(&[("TOWER_TUI_CLIPBOARD", wish), ("DISPLAY", ":0")], &["xclip"]);
        assert_eq!(wished("off"), Clipboard::Off);
        assert_eq!(wished("osc52"), Clipboard::Terminal);
        assert_eq!(wished("native"), Clipboard::Native);
        assert_eq!(wished("auto"), Clipboard::Native);
    }

    #[test]
    fn what_windows_would_garble_goes_by_another_way() {
        assert!(takes("clip.exe", "138 0013 8000") && !takes("clip.exe", "张伟"));
        assert!(takes("pbcopy", "张伟"));
    }

    #[test]
    fn a_multiplexer_gets_what_it_passes_on() {
        assert_eq!(sequence("hi"), b"\x1b]52;c;aGk=\x07");
        assert_eq!(through_tmux(b"\x1b]52\x07"), b"\x1b]52\x07\x1bPtmux;\x1b\x1b]52\x07\x1b\\");
    }

    #[test]
    fn screen_passes_on_the_whole_sequence_and_nothing_in_it_ends_it_early() {
        let sequence = sequence(&"张".repeat(700));
        let wrapped = String::from_utf8(through_screen(&sequence)).unwrap();
        let pieces = wrapped.strip_prefix("\x1bP").and_then(|rest| rest.strip_suffix("\x1b\\")).unwrap();
        let pieces: Vec<&str> = pieces.split("\x1b\\\x1bP").collect();
        assert!(
            pieces.len() > 2 && pieces.iter().all(|piece| piece.len() <= CHUNK && !piece.contains("\x1b\\"))
        );
        assert_eq!(pieces.concat().into_bytes(), sequence);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_gets_the_whole_text_and_its_word_counts() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("copied");
        let script = format!("cat > '{}'", file.display());
        assert!(world.block_on(run("sh", &["-c", &script], "张伟\n")));
        assert_eq!(std::fs::read_to_string(file).unwrap(), "张伟\n");
        assert!(!world.block_on(run("sh", &["-c", "cat > /dev/null; exit 1"], "x")));
        assert!(!world.block_on(run("no-such-program", &[], "x")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_stays_behind_is_of_no_group_that_ends_with_the_window() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("group");
        // Whoever has gone before all was written has not copied.
        let script = format!("cat > /dev/null; cut -d ' ' -f 5 /proc/self/stat > '{}'", file.display());
        assert!(world.block_on(run("sh", &["-c", &script], "x")));
        let group: i32 = std::fs::read_to_string(file).unwrap().trim().parse().unwrap();
        assert_ne!(group, rustix::process::getpgrp().as_raw_nonzero().get());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_hangs_is_ended_and_has_not_copied() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("pid");
        let script = format!("echo $$ > '{}'; exec sleep 1000", file.display());
        assert!(!world.block_on(in_time("sh", &["-c", &script], "x")));
        // It may have been ended before it said who it is.
        let pid = std::fs::read_to_string(file).unwrap_or_default();
        let stat = std::path::Path::new("/proc").join(pid.trim()).join("stat");
        let is_alive = || {
            let stat = std::fs::read_to_string(&stat).unwrap_or_default();
            stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with('Z'))
        };
        let since = std::time::Instant::now();
        while !pid.is_empty() && is_alive() {
            assert!(since.elapsed() < Duration::from_secs(20), "it lives on");
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_program_that_cannot_work_here_is_not_tried() {
        let tried = |variables: &[&str]| -> Vec<&str> {
            working(|name| variables.contains(&name), |_| true).map(|(program, ..)| program).collect()
        };
        assert_eq!(tried(&[]), ["pbcopy", "clip.exe", "termux-clipboard-set"]);
        assert_eq!(tried(&["DISPLAY"]), ["pbcopy", "xclip", "xsel", "clip.exe", "termux-clipboard-set"]);
    }
}

//! The clipboard: the system's own by one of its programs, or the terminal's by OSC 52.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
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

fn reached_with(variable: impl Fn(&str) -> Option<OsString>, has: impl Fn(&str) -> bool) -> Clipboard {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let wished = variable("TOWER_TUI_CLIPBOARD").unwrap_or_default();
    let native = working(&set, has).next().is_some();
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

/// Copies with the first of the system's programs that succeeds. Returns whether one did.
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
fn takes(program: &str, text: &str) -> bool {
    program != "clip.exe" || text.is_ascii()
}

async fn run(program: &str, arguments: &[&str], text: &str) -> bool {
    let mut command = Command::new(program);
    // Some of them stay in the background to serve the text, and must not hold on to the terminal.
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.kill_on_drop(true);
    withhold_secrets(command.as_std_mut());
    let Ok(mut child) = command.spawn() else { return false };
    let Some(mut input) = child.stdin.take() else { return false };
    let written = input.write_all(text.as_bytes()).await;
    drop(input);
    written.is_ok() && child.wait().await.is_ok_and(|status| status.success())
}

/// Copies through the terminal (OSC 52), through a multiplexer if there is one.
pub(in crate::runtime) fn send(out: &mut impl Write, text: &str) -> std::io::Result<()> {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let mut sequence = Vec::new();
    queue!(sequence, CopyToClipboard::to_clipboard_from(text))?;
    out.write_all(&wrapped(&sequence, set("TMUX"), set("STY")))?;
    out.flush()
}

/// tmux handles the sequence itself or passes it on wrapped, depending on its settings: it gets both. GNU screen passes
/// on what is wrapped, in pieces.
fn wrapped(sequence: &[u8], tmux: bool, screen: bool) -> Vec<u8> {
    if tmux {
        let doubled =
            sequence.iter().flat_map(|byte| std::iter::repeat_n(*byte, if *byte == 0x1b { 2 } else { 1 }));
        return [sequence, b"\x1bPtmux;", &doubled.collect::<Vec<u8>>(), b"\x1b\\"].concat();
    }
    if screen {
        return sequence.chunks(CHUNK).flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect();
    }
    sequence.to_vec()
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
        assert_eq!(wrapped(b"\x1b]52;c;aGk=\x1b\\", false, false), b"\x1b]52;c;aGk=\x1b\\");
        assert_eq!(
            wrapped(b"\x1b]52\x07", true, false),
            b"\x1b]52\x07\x1bPtmux;\x1b\x1b]52\x07\x1b\\".to_vec()
        );
        let long = wrapped(&[b'x'; 1000], false, true);
        assert_eq!(long.windows(2).filter(|pair| *pair == b"\x1bP").count(), 2);
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

//! The journey of a newcomer: the demo, from the first picture to the last key.

use crate::terminal::{Terminal, program};

fn journey(lang: &str, (width, height): (u16, u16), words: &Words) {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", lang]), width, height);
    terminal.wait_for(words.paste).keys("\r").wait_for("64 ").keys("\r");
    terminal.wait_for("API Team").keys("\r");
    terminal.wait_for("阿卜杜拉").wait_for(words.online);
    terminal.keys("/").keys("zeng@ex").wait_for("1/1 ").keys("\r");
    terminal.wait_gone("张伟").keys("\r");
    terminal.wait_for("#5077").keys("\r").wait_gone("#5077").wait_for(words.creator);
    terminal.keys("\x1b").wait_for("#5077").keys("\x1b").wait_gone("#5077");
    terminal.keys("\x1b").wait_for("阿卜杜拉");
    terminal.keys("q");

    assert_eq!(terminal.end(), 0);
    assert_eq!(terminal.kept(), Vec::<String>::new());
    let left = std::fs::read_dir(home.path()).expect("a home").count();
    assert_eq!(left, 0, "a demo leaves nothing behind");
}

struct Words {
    paste: &'static str,
    online: &'static str,
    creator: &'static str,
}

#[test]
fn a_newcomer_signs_in_finds_someone_and_leaves_in_english() {
    let words = Words { paste: "Paste the code", online: "online", creator: "Creator   张伟" };
    journey("en", (80, 24), &words);
}

#[test]
fn a_newcomer_signs_in_finds_someone_and_leaves_in_chinese() {
    let words =
        Words { paste: "粘贴 Tower 给出的授权码", online: "在线", creator: "创建人    张伟" };
    journey("zh-CN", (120, 40), &words);
}

/// The members on the screen, of the demo's first team.
fn browsing(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(program(home, &["--demo", "--lang", "en"]), 80, 24);
    terminal.wait_for("Paste the code").keys("\r").wait_for("64 ").keys("\r");
    terminal.wait_for("API Team").keys("\r");
    terminal.wait_for("阿卜杜拉").wait_for("online");
    terminal
}

#[test]
fn somebody_is_found_by_pinyin_and_the_rows_are_written_to_a_file_once() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = browsing(home.path());
    terminal.keys("/").keys("zgd").wait_for("1/1 ").keys("\r").wait_gone("张伟");
    let file = home.path().join("a.csv");
    let typed = file.to_str().expect("a plain name");
    terminal.keys("E").wait_for("Export 1 member").keys("\x15").keys(typed).keys("\r");
    terminal.wait_for("wrote 1 member");
    let written = std::fs::read_to_string(&file).expect("a file");
    assert!(written.contains("\"曾国栋\",\"admin\","), "{written}");

    terminal.keys("E").wait_for("Export 1 member").keys("\x15").keys(typed).keys("\r");
    terminal.wait_for("a-2.csv");
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), written);
    terminal.keys("\x1b").wait_for("张伟").keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_paste_with_line_breaks_is_one_code_and_submits_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    let code = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d\n7c8b9a0f1e2d3c4b5a69788796a5b4e1\n";
    terminal.wait_for("Paste the code").paste(code).wait_for("3b9f40aa⋯e1  (64 characters)");
    assert!(!terminal.screen().contains("exchanging"));
    terminal.keys("\r").wait_for("The code is invalid or already used.");
}

#[test]
fn a_screen_too_small_says_so_and_comes_back() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    terminal.wait_for("Paste the code");
    terminal.resize(16, 3).wait_for("16x3 < 20x5");
    terminal.resize(120, 40).wait_for("Paste the code");
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_key_that_means_nothing_writes_nothing() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", "en"]), 80, 24);
    // To the address, where letters are no text and nothing moves by itself.
    terminal.wait_for("Paste the code").keys("\t").wait_for("y copy  u print");
    let before = terminal.bytes().len();
    terminal.keys("xxxx").keys("\t").wait_for("Ctrl-o open");
    let written = String::from_utf8_lossy(terminal.bytes().get(before..).unwrap_or_default()).into_owned();

    assert!(written.len() < 600, "one frame of one changed line, not five: {} bytes", written.len());
    assert_eq!(written.matches("Ctrl-o").count(), 1);
}

/// The other ends of the connections of a process, as `/proc` writes them; `0100007F` is 127.0.0.1.
#[cfg(target_os = "linux")]
fn other_ends(process: u32) -> Vec<String> {
    let fds = std::fs::read_dir(format!("/proc/{process}/fd")).expect("its descriptors");
    let links = fds.flatten().filter_map(|fd| std::fs::read_link(fd.path()).ok());
    let sockets: Vec<String> = links
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let mut ends = Vec::new();
    for kind in ["tcp", "tcp6", "udp", "udp6"] {
        let table = std::fs::read_to_string(format!("/proc/{process}/net/{kind}")).unwrap_or_default();
        for line in table.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let (Some(end), Some(socket)) = (words.get(2), words.get(9))
                && sockets.iter().any(|own| own == socket)
            {
                ends.push(format!("{kind} {end}"));
            }
        }
    }
    ends
}

#[cfg(target_os = "linux")]
#[test]
fn u15_the_demo_talks_to_this_machine_alone() {
    let home = tempfile::tempdir().expect("a home");
    let mut terminal = browsing(home.path());
    terminal.keys("r").wait_for("updated").keys("o");
    let ends = other_ends(terminal.pid());
    // One that listens has no other end.
    let is_here = |end: &String| end.starts_with("tcp 0100007F:") || end == "tcp 00000000:0000";
    assert!(ends.iter().any(|end| end.starts_with("tcp 0100007F:")), "{ends:?}");
    assert!(ends.iter().all(is_here), "{ends:?}");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
}

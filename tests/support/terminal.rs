//! A terminal with the real program in it: a pseudo-terminal, an emulator that knows what is on its screen,
//! and a person who types.
//!
//! Nothing here sleeps. Whoever waits is woken by what the program writes, and gives up after a while with
//! the screen as it then is.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal and the program in it.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Writer,
    seen: Arc<Seen>,
    /// The line discipline as it was before the program came, as text.
    before: String,
}

/// What a terminal is asked, and what it answers.
pub(crate) type Answers = &'static [(&'static str, &'static str)];

/// Where the cursor is after a narrow character.
pub(crate) const NARROW: Answers = &[("\x1b[6n", "\x1b[1;2R")];

type Writer = Arc<Mutex<Box<dyn Write + Send>>>;

struct Seen {
    shown: Mutex<Shown>,
    changed: Condvar,
}

struct Shown {
    parser: Parser,
    bytes: Vec<u8>,
    closed: bool,
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `holds`; whether it came to hold.
    fn wait(&self, mut holds: impl FnMut(&Shown) -> bool) -> bool {
        let waited =
            self.changed.wait_timeout_while(self.lock(), PATIENCE, |shown| !holds(shown) && !shown.closed);
        let (shown, _) = waited.unwrap_or_else(PoisonError::into_inner);
        holds(&shown)
    }
}

/// The program, with nothing of this machine's around it but a home of its own.
pub(crate) fn program(home: &Path, arguments: &[&str]) -> CommandBuilder {
    command(env!("CARGO_BIN_EXE_tower-tui"), home, arguments)
}

/// Any program, with nothing of this machine around it but a home of its own.
pub(crate) fn command(program: &str, home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    command.args(arguments);
    command.cwd(home);
    for (name, value) in
        [("HOME", home.as_os_str()), ("TERM", "xterm-256color".as_ref()), ("LANG", "C.UTF-8".as_ref())]
    {
        command.env(name, value);
    }
    command.env("TOWER_TUI_STATE_DIR", home.join("state"));
    command.env("TOWER_TUI_CONFIG", home.join("config.toml"));
    command
}

impl Terminal {
    /// Starts a program in a terminal of this size.
    pub(crate) fn start(command: CommandBuilder, width: u16, height: u16) -> Self {
        Self::answering(command, width, height, NARROW)
    }

    /// The program in a terminal that answers these queries and no others: pairs of question and answer, in the order
    /// in which they are answered.
    pub(crate) fn answering(command: CommandBuilder, width: u16, height: u16, answers: Answers) -> Self {
        Self::open(command, (width, height), answers)
    }

    /// The program in a terminal that answers no query.
    pub(crate) fn silent(command: CommandBuilder, width: u16, height: u16) -> Self {
        Self::open(command, (width, height), &[])
    }

    fn open(command: CommandBuilder, (width, height): (u16, u16), answers: Answers) -> Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal opens");
        let before = discipline(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let writer = pair.master.take_writer().expect("the terminal can be typed into");
        let writer = Arc::new(Mutex::new(writer));
        let answerer = Arc::clone(&writer);
        let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let parser = Parser::new(cells(height), cells(width), 0);
        let shown = Mutex::new(Shown { parser, bytes: Vec::new(), closed: false });
        let seen = Arc::new(Seen { shown, changed: Condvar::new() });
        let screen = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut chunk = vec![0; 65536];
            loop {
                let read = reader.read(&mut chunk).unwrap_or(0);
                let mut shown = screen.lock();
                if let Some(new) = chunk.get(..read).filter(|new| !new.is_empty()) {
                    // Before anybody sees what else it has written, as a terminal does.
                    answer(new, answers, &answerer);
                    shown.parser.process(new);
                    shown.bytes.extend_from_slice(new);
                } else {
                    shown.closed = true;
                }
                screen.changed.notify_all();
                if shown.closed {
                    return;
                }
            }
        });
        Self { child, master: pair.master, writer, seen, before }
    }

    /// Types keys as they are.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut writer = self.writer.lock().expect("nobody has panicked with it");
        writer.write_all(keys.as_bytes()).expect("the terminal takes keys");
        writer.flush().expect("the terminal takes keys");
        drop(writer);
        self
    }

    /// Pastes text, marked as pasted.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Waits for text on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        let came = self.seen.wait(|shown| shown.parser.screen().contents().contains(text));
        assert!(came, "`{text}` did not come; the screen:\n{}", self.screen());
        self
    }

    /// Waits until one of these texts is on the screen; which.
    pub(crate) fn wait_for_one(&mut self, texts: &[&str]) -> usize {
        let found = |screen: &Screen| texts.iter().position(|text| screen.contents().contains(text));
        let came = self.seen.wait(|shown| found(shown.parser.screen()).is_some());
        assert!(came, "none of {texts:?} came; the screen:\n{}", self.screen());
        self.look(found).unwrap_or_default()
    }

    /// Waits until a text is no longer on the screen.
    pub(crate) fn wait_gone(&mut self, text: &str) -> &mut Self {
        let gone = self.seen.wait(|shown| !shown.parser.screen().contents().contains(text));
        assert!(gone, "`{text}` did not go; the screen:\n{}", self.screen());
        self
    }

    /// Waits until the program has written these bytes so many times.
    pub(crate) fn wait_written(&mut self, times: usize, bytes: &str) -> &mut Self {
        let came =
            self.seen.wait(|shown| String::from_utf8_lossy(&shown.bytes).matches(bytes).count() >= times);
        assert!(came, "{bytes:?} was not written {times} times; the screen:\n{}", self.screen());
        self
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// Looks at the screen cell by cell.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&Screen) -> T) -> T {
        at(self.seen.lock().parser.screen())
    }

    /// All that the program has written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// Changes the terminal's size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.seen.lock().parser.screen_mut().set_size(cells(height), cells(width));
        self.master.resize(size).expect("the terminal takes another size");
        self
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }

    /// Sends the program a signal, such as `TERM`.
    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.pid().to_string();
        let sent = Command::new("kill").args([format!("-{name}"), pid]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -{name}");
        self
    }

    /// Waits for the program's end and returns its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        let closed = self.seen.wait(|shown| shown.closed);
        assert!(closed, "the program did not end; the screen:\n{}", self.screen());
        self.child.wait().expect("the program has ended").exit_code()
    }

    /// What the program has not given back of the terminal.
    pub(crate) fn kept(&self) -> Vec<String> {
        let after = discipline(self.master.as_ref());
        let mut kept: Vec<String> = Vec::new();
        if after != self.before {
            kept.push(format!("line discipline: {after}"));
        }
        let bytes = String::from_utf8_lossy(&self.bytes()).into_owned();
        for (name, on, off) in [
            ("alternate screen", "\x1b[?1049h", "\x1b[?1049l"),
            ("bracketed paste", "\x1b[?2004h", "\x1b[?2004l"),
            ("focus reports", "\x1b[?1004h", "\x1b[?1004l"),
            ("hidden cursor", "\x1b[?25l", "\x1b[?25h"),
            ("wheel that presses keys", "\x1b[?1007s\x1b[?1007h", "\x1b[?1007r"),
            ("mouse", "\x1b[?1000h", "\x1b[?1000l"),
            ("title", "\x1b[22;0t", "\x1b[23;0t"),
        ] {
            assert!(bytes.contains(on) || name == "mouse", "the program never asked for {name}");
            let unbalanced = name == "title" && bytes.matches(on).count() != bytes.matches(off).count();
            if unbalanced || bytes.rfind(on) > bytes.rfind(off) {
                kept.push(name.to_owned());
            }
        }
        kept
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // One that has ended cannot be killed, which is as good.
        drop(self.child.kill());
    }
}

/// Answers what is asked.
fn answer(written: &[u8], answers: Answers, writer: &Mutex<Box<dyn Write + Send>>) {
    for (question, answer) in answers {
        if written.windows(question.len()).any(|part| part == question.as_bytes()) {
            let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            // The program may be gone.
            drop(writer.write_all(answer.as_bytes()));
            drop(writer.flush());
        }
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}

fn discipline(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

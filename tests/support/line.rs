//! A terminal's line with the program at its end and nothing but the test at the other: it can be left unread, and be
//! cut.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fcntl_setfl, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcgetattr, tcsetwinsize};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The line.
pub(crate) struct Line {
    child: Child,
    /// The test's end, until the line is cut.
    near: Option<OwnedFd>,
    /// The program's end.
    far: Option<OwnedFd>,
    screen: vt100::Parser,
    bytes: Vec<u8>,
    before: String,
}

impl Line {
    /// Starts the program on a line whose terminal says that it is of this size. It is no controlling terminal: no
    /// signal tells of its end.
    pub(crate) fn start(home: &Path, arguments: &[&str], (width, height): (u16, u16)) -> Self {
        let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)
            .expect("a pseudo-terminal opens");
        grantpt(&near).expect("it is ours");
        unlockpt(&near).expect("it is ours");
        let name = ptsname(&near, Vec::new()).expect("it has a name");
        let far = open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())
            .expect("its other end");
        let size = Winsize { ws_col: width, ws_row: height, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&near, size).expect("it takes a size");
        fcntl_setfl(&near, OFlags::NONBLOCK).expect("it need not wait");
        let before = discipline(&far);
        let end = || Stdio::from(far.try_clone().expect("a descriptor"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
        command.args(arguments).env_clear().current_dir(home).process_group(0);
        command.env("HOME", home).env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
        command.env("TOWER_TUI_STATE_DIR", home.join("state"));
        command.env("TOWER_TUI_CONFIG", home.join("config.toml"));
        command.stdin(end()).stdout(end()).stderr(end());
        let child = command.spawn().expect("the program starts");
        // Else the command's descriptors would keep the line open.
        drop(command);
        let screen = vt100::Parser::new(24.try_into().expect("rows"), 80.try_into().expect("columns"), 0);
        Self { child, near: Some(near), far: Some(far), screen, bytes: Vec::new(), before }
    }

    fn near(&self) -> &OwnedFd {
        self.near.as_ref().expect("the line is whole")
    }

    /// Types keys as they are.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let count = rustix::io::write(self.near(), keys.as_bytes()).expect("the terminal takes keys");
        assert_eq!(count, keys.len(), "all of them");
        self
    }

    /// Types keys one by one, each when the program has read the one before. Nobody reads what it writes.
    pub(crate) fn keys_unread(&mut self, key: &str, times: usize) -> &mut Self {
        for _ in 0..times {
            self.keys(key);
            let far = self.far.as_ref().expect("the line is whole");
            let until = std::time::Instant::now() + PATIENCE;
            while rustix::io::ioctl_fionread(far).expect("it counts") > 0 {
                assert!(until > std::time::Instant::now(), "the program reads no more");
                std::thread::yield_now();
            }
        }
        self
    }

    /// Reads until this text is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        while !self.screen.screen().contents().contains(text) {
            let read = self.read(PATIENCE);
            assert!(read, "`{text}` did not come; the screen:\n{}", self.screen.screen().contents());
        }
        self
    }

    /// All that the program has written, as far as it was read or can be now.
    pub(crate) fn written(&mut self) -> String {
        while self.read(Duration::ZERO) {}
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether something came within that time.
    fn read(&mut self, within: Duration) -> bool {
        let seconds = i64::try_from(within.as_secs()).unwrap_or(0);
        let within = Timespec { tv_sec: seconds, tv_nsec: 0 };
        let comes = poll(&mut [PollFd::new(self.near(), PollFlags::IN)], Some(&within));
        let mut chunk = vec![0; 65536];
        let count = if comes.is_ok_and(|count| count > 0) {
            rustix::io::read(self.near(), &mut chunk).unwrap_or(0)
        } else {
            0
        };
        chunk.truncate(count);
        self.screen.process(&chunk);
        self.bytes.extend(chunk);
        count > 0
    }

    /// Cuts the line.
    pub(crate) fn cut(&mut self) -> &mut Self {
        (self.near, self.far) = (None, None);
        self
    }

    /// Sends the program a signal, such as `TERM`.
    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        let sent = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -{name}");
        self
    }

    /// Waits for the program's end and returns its exit code.
    pub(crate) fn end(&mut self) -> Option<i32> {
        let pid = rustix::process::Pid::from_child(&self.child);
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let options = rustix::process::WaitIdOptions::EXITED | rustix::process::WaitIdOptions::NOWAIT;
            rustix::process::waitid(rustix::process::WaitId::Pid(pid), options).expect("it is ours");
            sender.send(()).unwrap_or_default();
        });
        receiver.recv_timeout(PATIENCE).expect("the program ends");
        self.child.wait().expect("it has ended").code()
    }

    /// Whether the line discipline is as it was before the program came.
    pub(crate) fn is_as_before(&self) -> bool {
        self.before == discipline(self.far.as_ref().expect("the line is whole"))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // One that has ended cannot be killed, which is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn discipline(end: &OwnedFd) -> String {
    let modes = tcgetattr(end).map_err(io::Error::from).expect("a terminal");
    format!("{:?} {:?} {:?}", modes.input_modes, modes.output_modes, modes.local_modes)
}

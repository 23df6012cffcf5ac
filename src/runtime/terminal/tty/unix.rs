//! The terminal on Unix: opened anew, so that reading and writing need not wait, and whoever else has it open does
//! not notice.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{QueueSelector, tcflush, tcgetpgrp, tcgetwinsize, ttyname};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::time::{Instant, timeout_at};

use crate::runtime::terminal::decoder::Decoder;
use crate::runtime::terminal::input::Input;

/// How much is read at once.
const CHUNK: usize = 4096;

/// What breaks off a sequence that the terminal has half of (CAN).
const CANCEL: u8 = 0x18;

/// The size as the terminal tells it.
pub(in crate::runtime) fn told_size() -> io::Result<Size> {
    let told = tcgetwinsize(io::stdout())?;
    Ok(Size { width: told.ws_col, height: told.ws_row })
}

/// The terminal behind a descriptor, opened anew, if it may be: nonblocking is a matter of what was opened, which
/// others share. Where it may not, it is the descriptor itself.
fn opened_anew(terminal: BorrowedFd<'_>, access: OFlags) -> io::Result<OwnedFd> {
    let flags = access | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let by_name = ttyname(terminal, Vec::new()).and_then(|name| rustix::fs::open(name, flags, Mode::empty()));
    by_name
        .or_else(|error| {
            // Only Linux can wait for it by this name.
            if !cfg!(target_os = "linux") {
                return Err(error);
            }
            tcgetpgrp(terminal)?;
            rustix::fs::open("/dev/tty", flags, Mode::empty())
        })
        .or_else(|_| rustix::io::fcntl_dupfd_cloexec(terminal, 3))
        .map_err(io::Error::from)
}

/// Whether it can be read or written within that time, or can no more be at all.
fn is_ready(fd: impl AsFd, flags: PollFlags, within: Duration) -> bool {
    let seconds = i64::try_from(within.as_secs()).unwrap_or(i64::MAX);
    let within = Timespec { tv_sec: seconds, tv_nsec: within.subsec_nanos().into() };
    poll(&mut [PollFd::new(&fd, flags)], Some(&within)).is_ok_and(|count| count > 0)
}

#[expect(
    deprecated,
    reason = "what the unsafe one in its place asks for, whatever owns its descriptor promises"
)]
fn watched<T: AsRawFd + AsFd>(terminal: T, interest: Interest) -> io::Result<AsyncFd<T>> {
    AsyncFd::with_interest(terminal, interest)
}

/// What is typed.
#[derive(Debug)]
pub(in crate::runtime) struct Keyboard {
    terminal: AsyncFd<OwnedFd>,
    decoder: Decoder,
    read: VecDeque<Input>,
    /// When half a sequence is given up.
    until: Option<Instant>,
}

impl Keyboard {
    /// The keyboard of the terminal on standard input.
    pub(in crate::runtime) fn open() -> io::Result<Self> {
        Self::on(opened_anew(io::stdin().as_fd(), OFlags::RDONLY)?)
    }

    pub(in crate::runtime) fn on(terminal: OwnedFd) -> io::Result<Self> {
        let terminal = watched(terminal, Interest::READABLE)?;
        Ok(Self { terminal, decoder: Decoder::default(), read: VecDeque::new(), until: None })
    }

    /// What comes next. An error says that the terminal is gone. Nothing is lost where this is dropped.
    pub(in crate::runtime) async fn next(&mut self) -> io::Result<Input> {
        loop {
            if let Some(input) = self.ready() {
                return Ok(input);
            }
            let bytes = self.terminal.async_io(Interest::READABLE, read);
            let bytes = match self.until {
                None => Some(bytes.await?),
                Some(until) => timeout_at(until, bytes).await.ok().transpose()?,
            };
            self.read.extend(match bytes {
                Some(bytes) => self.decoder.feed(&bytes),
                None => self.decoder.give_up().into_iter().collect(),
            });
            self.until = self.decoder.patience().map(|patience| Instant::now() + patience);
        }
    }

    /// What has come together with the last.
    pub(in crate::runtime) fn ready(&mut self) -> Option<Input> {
        self.read.pop_front()
    }
}

/// What has been typed, without waiting for it. The end of it is an error as well: a terminal has none.
fn read(terminal: &OwnedFd) -> io::Result<Vec<u8>> {
    if !is_ready(terminal, PollFlags::IN, Duration::ZERO) {
        return Err(io::ErrorKind::WouldBlock.into());
    }
    let mut bytes = vec![0; CHUNK];
    let count = rustix::io::read(terminal, &mut bytes)?;
    if count == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    bytes.truncate(count);
    Ok(bytes)
}

/// What is shown. It takes any text, and keeps what the terminal does not take yet. Shared with whoever gives the
/// terminal back in a panic, on whatever thread that is.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Output {
    terminal: Arc<OwnedFd>,
    kept: Arc<Mutex<Vec<u8>>>,
}

impl Output {
    /// The terminal on standard output.
    pub(in crate::runtime) fn open() -> io::Result<Self> {
        Ok(Self::on(opened_anew(io::stdout().as_fd(), OFlags::WRONLY)?))
    }

    pub(in crate::runtime) fn on(terminal: OwnedFd) -> Self {
        Self { terminal: Arc::new(terminal), kept: Arc::default() }
    }

    /// Whether the terminal has yet to take something.
    pub(in crate::runtime) fn is_full(&self) -> bool {
        !self.kept().is_empty()
    }

    /// Says something last: waits a while until the terminal has taken what is before it, drops that if it does not,
    /// and waits as long again. No error stops it, and nothing in it panics.
    pub(in crate::runtime) fn say_last(&mut self, text: &[u8], patience: Duration) {
        self.send_within(patience);
        let mut kept = self.kept();
        if !kept.is_empty() {
            // Unread, it would only be in the way.
            tcflush(&*self.terminal, QueueSelector::OFlush).unwrap_or_default();
            kept.clear();
            kept.push(CANCEL);
        }
        kept.extend_from_slice(text);
        drop(kept);
        self.send_within(patience);
        self.kept().clear();
    }

    /// Waits until all is written, however long that takes.
    pub(in crate::runtime) fn drain(&self) -> Drain {
        Drain { output: self.clone() }
    }

    fn kept(&self) -> MutexGuard<'_, Vec<u8>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send_within(&mut self, patience: Duration) {
        let until = std::time::Instant::now() + patience;
        while self.flush().is_ok() && self.is_full() {
            let left = until.saturating_duration_since(std::time::Instant::now());
            if left.is_zero() || !is_ready(&*self.terminal, PollFlags::OUT, left) {
                return;
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.kept().extend_from_slice(text);
        Ok(text.len())
    }

    /// Gives the terminal as much as it takes.
    fn flush(&mut self) -> io::Result<()> {
        let mut kept = self.kept();
        while !kept.is_empty() {
            match rustix::io::write(&*self.terminal, &kept) {
                Ok(count) => drop(kept.drain(..count)),
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => return Ok(()),
                Err(error) => {
                    // It will take nothing any more.
                    kept.clear();
                    return Err(error.into());
                }
            }
        }
        Ok(())
    }
}

/// Waits for a terminal that takes no more.
#[derive(Debug)]
pub(in crate::runtime) struct Drain {
    output: Output,
}

impl Drain {
    /// Until the terminal has taken everything. Only while this waits does the system tell when the terminal takes more:
    /// it would wake the program after every picture.
    pub(in crate::runtime) async fn drained(&self) -> io::Result<()> {
        let terminal = watched(Arc::clone(&self.output.terminal), Interest::WRITABLE)?;
        let send = |_: &Arc<OwnedFd>| {
            let mut output = self.output.clone();
            output.flush()?;
            if output.is_full() { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(()) }
        };
        terminal.async_io(Interest::WRITABLE, send).await
    }

    /// What it waits for.
    pub(in crate::runtime) fn output(&self) -> &Output {
        &self.output
    }
}

//! The thread that writes the log: a disk that hangs blocks nothing else.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use super::file::LogFile;
use crate::runtime::threads;

/// How many lines may wait for the disk; those beyond it are lost.
const WAITING: usize = 1024;

/// How long the end of the program waits for the disk.
const PATIENCE: Duration = Duration::from_millis(500);

/// The way to the thread. It ends once this is dropped.
#[derive(Debug)]
pub(super) struct LogWriter(SyncSender<LogJob>);

#[derive(Debug)]
enum LogJob {
    Line(String),
    /// Says when all before it is written.
    Tell(SyncSender<()>),
}

impl LogWriter {
    pub(super) fn to(path: PathBuf) -> Self {
        let mut file = LogFile::at(path);
        Self::by(move |line| file.write(line))
    }

    fn by(put: impl FnMut(&str) + Send + 'static) -> Self {
        let (orders, inbox) = sync_channel(WAITING);
        // Without a thread there is no log, which is no reason to stop.
        drop(threads::start(move || write(&inbox, put)));
        Self(orders)
    }

    /// Has a line written.
    pub(super) fn line(&self, line: String) {
        drop(self.0.try_send(LogJob::Line(line)));
    }

    /// Waits until what was to be written is, but not for ever.
    pub(super) fn settle(&self) {
        let (told, tell) = sync_channel(1);
        if self.0.try_send(LogJob::Tell(told)).is_ok() {
            let _in_time = tell.recv_timeout(PATIENCE);
        }
    }
}

fn write(inbox: &Receiver<LogJob>, mut put: impl FnMut(&str)) {
    for order in inbox {
        match order {
            LogJob::Line(line) => put(&line),
            LogJob::Tell(told) => drop(told.try_send(())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_disk_that_hangs_holds_nobody_up_and_what_it_takes_later_is_in_order() {
        let (go, held) = channel::<()>();
        let (wrote, written) = channel();
        let writer = LogWriter::by(move |line| {
            // Ends once the test drops its end.
            let _ended = held.recv();
            drop(wrote.send(line.to_owned()));
        });
        for number in 0..2 * WAITING {
            writer.line(number.to_string());
        }
        writer.settle();
        drop(go);
        drop(writer);
        let lines: Vec<String> = written.iter().collect();
        assert!((WAITING..=WAITING + 1).contains(&lines.len()), "the rest is lost: {}", lines.len());
        let numbers: Vec<usize> = lines.iter().map(|line| line.parse().unwrap()).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
    }
}

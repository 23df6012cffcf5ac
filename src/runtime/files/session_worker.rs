//! The session worker: one thread that owns the session file and its lock, does its orders in turn, and notices within
//! a second when another window has written.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use std::{fs, io};

use super::lock::{Lock, Taken};
use super::private_file;
use super::store::Store;
use super::watch::{DirEvent, DirWatch, watch};
use crate::runtime::threads;
use crate::session::{
    Fact, FileWork, InFile, Instead, Mark, Read, Removed, SaveFault, Saved, Seen, StoreFault, Stored,
    Version, is_session_file,
};

/// How often a lock that another window has is tried, while it is new, and later.
const TRY: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));
/// How long it is new.
const NEW: Duration = Duration::from_secs(10);
/// After this it is reported that another window has it.
const TELL: Duration = Duration::from_millis(250);
/// How often the file is looked at; and where the system tells of changes, but not of those made by another machine.
const LOOK: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));
/// When a file is read again before Tower's no is believed.
const REREADS: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(25), Duration::from_millis(25), Duration::from_millis(50)];
/// How long a person's own login waits for the lock, and how long a sign-out does.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(3));

/// The session worker. It ends, and lets go of the lock, once this is dropped and all that was asked is done.
#[derive(Debug)]
pub struct SessionWorker {
    orders: Sender<SessionJob>,
    /// None once it was waited for.
    thread: Option<io::Result<JoinHandle<Option<DirWatch>>>>,
}

#[derive(Debug)]
enum SessionJob {
    /// Work on the file of a profile.
    Work { profile: String, work: FileWork },
    /// A notification about the directory.
    Told(DirEvent),
    /// There will be no more orders.
    End,
}

impl SessionWorker {
    /// A keeper of the session files in a directory; of none on the disk, only in its memory, without one.
    /// What comes of its work goes to `post`.
    pub fn of_dir(dir: Option<&Path>, post: impl Fn(Fact) + Send + 'static) -> Self {
        Self::start(dir.map_or_else(Store::nowhere, |dir| Store::at(dir.to_owned())), post)
    }

    pub(in crate::runtime) fn start(store: Store, post: impl Fn(Fact) + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let worker = Worker {
            store,
            orders: orders.clone(),
            memory: None,
            post: Box::new(post),
            lock: Hold::None,
            watched: None,
            watch: None,
        };
        Self { orders, thread: Some(threads::start(move || worker.work(&inbox))) }
    }

    /// Asks for work on the file of a profile.
    pub fn order(&self, profile: String, work: FileWork) {
        // The thread outlives this handle.
        drop(self.orders.send(SessionJob::Work { profile, work }));
    }

    /// Fails where there is no worker, so that nothing would be stored: the system gave it no thread, or its thread has
    /// ended before its time, which only a panic can bring about.
    pub fn check(&self) -> io::Result<()> {
        match &self.thread {
            Some(Err(error)) => {
                Err(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error))
            }
            Some(Ok(thread)) if thread.is_finished() => {
                Err(io::Error::other("the session worker of the session file has ended"))
            }
            _ => Ok(()),
        }
    }

    /// Waits until all that was asked is done, and lets go of the lock.
    pub fn finish(self) {
        drop(self.end());
    }

    /// The same at the end of the program.
    pub(in crate::runtime) fn leave(self) {
        if let Some(watch) = self.end() {
            watch.leave();
        }
    }

    fn end(mut self) -> Option<DirWatch> {
        drop(self.orders.send(SessionJob::End));
        // The panic hook has reported its panic.
        self.thread.take()?.ok()?.join().ok()?
    }
}

impl Drop for SessionWorker {
    fn drop(&mut self) {
        drop(self.orders.send(SessionJob::End));
    }
}

/// What the thread works with.
struct Worker {
    store: Store,
    orders: Sender<SessionJob>,
    /// The session, where there is no disk to keep it on.
    memory: Option<Box<Stored>>,
    post: Box<dyn Fn(Fact) + Send>,
    lock: Hold,
    watched: Option<Watched>,
    /// The system tells of changes to the file.
    watch: Option<DirWatch>,
}

/// How the lock stands.
#[derive(Debug)]
enum Hold {
    None,
    /// Another window has it, and it is wanted.
    Wanted {
        profile: String,
        since: Instant,
        told: Told,
    },
    /// It is ours; without a lock where nothing can be locked, for this reason.
    Held(#[expect(dead_code, reason = "held is what it has to be")] Option<Lock>, Option<String>),
}

/// What has been reported about a lock that another window has.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    Holder(Option<u32>),
}

/// The file that is looked at, and how it looked last.
struct Watched {
    profile: String,
    looked: Instant,
    stamp: Option<Stamp>,
}

impl Worker {
    /// Works until the end; what is left is the watch, if there is one.
    fn work(mut self, inbox: &Receiver<SessionJob>) -> Option<DirWatch> {
        self.store.sweep();
        loop {
            let order = match self.patience() {
                Some(patience) => inbox.recv_timeout(patience),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(SessionJob::Work { profile, work }) => self.obey(profile, work),
                Ok(SessionJob::Told(word)) => {
                    self.watch.take_if(|_| word == DirEvent::Over);
                    self.look(Duration::ZERO);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Ok(SessionJob::End) | Err(RecvTimeoutError::Disconnected) => return self.watch,
            }
            self.try_lock();
            self.look(self.every());
        }
    }

    /// How long nothing is to be done unasked.
    fn patience(&self) -> Option<Duration> {
        let lock = match &self.lock {
            Hold::Wanted { since, .. } => Some(if since.elapsed() < NEW { TRY.0 } else { TRY.1 }),
            Hold::None | Hold::Held(..) => None,
        };
        let next = self.watched.as_ref().map(|watched| self.every().saturating_sub(watched.looked.elapsed()));
        [lock, next].into_iter().flatten().min()
    }

    /// How often the file is looked at unasked. What changes behind a link is in a directory that nobody watches.
    fn every(&self) -> Duration {
        let path = self.watched.as_ref().and_then(|watched| self.store.session_file(&watched.profile));
        let is_link = || path.is_some_and(|path| fs::symlink_metadata(path).is_ok_and(|at| at.is_symlink()));
        if self.watch.is_some() && !is_link() { LOOK.1 } else { LOOK.0 }
    }

    fn obey(&mut self, profile: String, work: FileWork) {
        let fact = match work {
            FileWork::Read => {
                // The watch starts before the first read, so that no change is missed in between.
                self.watch();
                let stamp = self.stamp(&profile);
                let seen = self.see(&profile);
                // What is in nobody's file is changed by nobody.
                let is_file = self.store.session_file(&profile).is_some();
                self.watched = is_file.then(|| Watched { profile, looked: Instant::now(), stamp });
                Fact::FileSeen(seen)
            }
            FileWork::TakeLock => match &self.lock {
                Hold::Held(_, unsupported) => {
                    Fact::Locked { unsupported: unsupported.clone(), read: self.see(&profile).read }
                }
                Hold::None | Hold::Wanted { .. } => {
                    self.lock = Hold::Wanted { profile, since: Instant::now(), told: Told::Nothing };
                    return;
                }
            },
            FileWork::DropLock => {
                self.lock = Hold::None;
                return;
            }
            FileWork::Save { stored, instead } => {
                let version = stored.version();
                Fact::Saved { version, saved: self.save(&profile, stored, &instead) }
            }
            FileWork::Reread(unlike) => Fact::Reread(self.reread(&profile, &unlike)),
            FileWork::Remove(mark) => Fact::Removed(self.remove(&profile, &mark)),
        };
        (self.post)(fact);
    }

    fn see(&self, profile: &str) -> Seen {
        match self.store.session_file(profile) {
            Some(_) => self.store.session(profile),
            None => {
                let read = self.memory.clone().map_or(InFile::Nothing, InFile::Session);
                Seen { read: Ok(read), warning: None }
            }
        }
    }

    fn try_lock(&mut self) {
        let Hold::Wanted { profile, since, told } = &mut self.lock else { return };
        let profile = profile.clone();
        let (lock, unsupported) = match take(&self.store, &profile) {
            Ok(Taken::Ours(lock)) => (Some(lock), None),
            Ok(Taken::Busy(holder)) => {
                if since.elapsed() >= TELL && *told != Told::Holder(holder) {
                    *told = Told::Holder(holder);
                    (self.post)(Fact::LockBusy { holder });
                }
                return;
            }
            Err(error) => (None, Some(error.to_string())),
        };
        // Without a directory there is neither a lock nor a file that two windows could share.
        let unsupported = unsupported.filter(|_| self.store.lock_file(&profile).is_some());
        self.lock = Hold::Held(lock, unsupported.clone());
        (self.post)(Fact::Locked { unsupported, read: self.see(&profile).read });
    }

    /// The lock for a short piece of work, if it is not ours already and can be had soon.
    fn lock_briefly(&self, profile: &str, patience: Duration) -> Option<Lock> {
        if matches!(self.lock, Hold::Held(..)) {
            return None;
        }
        let since = Instant::now();
        loop {
            match take(&self.store, profile) {
                Ok(Taken::Ours(lock)) => return Some(lock),
                Ok(Taken::Busy(_)) if since.elapsed() < patience => thread::sleep(TRY.0),
                Ok(Taken::Busy(_)) | Err(_) => return None,
            }
        }
    }

    fn save(&mut self, profile: &str, stored: Box<Stored>, instead: &Instead) -> Saved {
        let patience = if *instead == Instead::Anything { PATIENCE.0 } else { PATIENCE.1 };
        let _lock = self.lock_briefly(profile, patience);
        let written = match (self.see(profile).read, instead) {
            (Ok(found), Instead::Exactly(wanted)) if !fits(&found, wanted.as_ref(), &stored.version()) => {
                return Saved::Superseded(found);
            }
            (Ok(_), _) => Ok(()),
            (Err(StoreFault::Damaged { .. }), _) => self.store.set_session_aside(profile),
            (Err(fault), _) => Err(SaveFault::InTheWay(fault)),
        };
        match written.and_then(|()| self.store.save_session(&stored)) {
            Ok(written) => {
                self.memory = Some(stored);
                self.know(written.as_ref().map(stamp));
                Saved::Kept
            }
            // A note is of no use there: nothing is asked for where the pair could not be kept either.
            Err(fault) if stored.pending.is_none() && self.store.save_elsewhere(&stored) => {
                Saved::Elsewhere(fault)
            }
            Err(fault) => Saved::Failed(fault),
        }
    }

    fn reread(&self, profile: &str, unlike: &Version) -> Read {
        let mut read = Ok(InFile::Nothing);
        for pause in REREADS {
            thread::sleep(pause);
            read = self.see(profile).read;
            let same = matches!(&read, Ok(InFile::Session(stored)) if stored.version() == *unlike);
            if read.is_ok() && !same {
                break;
            }
        }
        read
    }

    /// Removes the file and says what it held; leaves it where it holds something else than what is given up.
    fn remove(&mut self, profile: &str, mark: &Mark) -> Removed {
        let _lock = self.lock_briefly(profile, PATIENCE.1);
        let is_file = self.store.session_file(profile).is_some();
        let read = if is_file { self.store.session_as_it_is(profile).read } else { self.see(profile).read };
        match read {
            Ok(InFile::Session(found)) if mark.covers(&found.version()) => {
                self.memory = None;
                let removed = self.store.remove_session(profile, mark);
                self.know(self.stamp(profile));
                Removed { held: Some(found), fault: removed.err() }
            }
            Err(StoreFault::Damaged { .. }) if mark.generation.is_none() => {
                let removed = self.store.remove_session(profile, mark);
                self.know(self.stamp(profile));
                Removed { held: None, fault: removed.err() }
            }
            // Others may have it in their memory.
            Ok(InFile::Nothing) => {
                Removed { held: None, fault: self.store.remove_session(profile, mark).err() }
            }
            Err(fault) if mark.generation.is_none() => {
                Removed { held: None, fault: Some(SaveFault::InTheWay(fault)) }
            }
            Ok(InFile::Session(_) | InFile::SignedOut(_)) | Err(_) => Removed { held: None, fault: None },
        }
    }

    /// The file looks like this by our own doing, which is no news. What another window makes of it afterwards looks
    /// different again.
    fn know(&mut self, stamp: Option<Stamp>) {
        if let Some(watched) = &mut self.watched {
            watched.stamp = stamp;
        }
    }

    /// Turns on the system's notifications, where there are any.
    fn watch(&mut self) {
        if let Some(dir) = self.store.dir().filter(|_| self.watch.is_none()) {
            let orders = self.orders.clone();
            let tell = move |word| orders.send(SessionJob::Told(word)).is_ok();
            let is_there = private_file::make_dir(dir);
            self.watch = is_there.and_then(|()| watch(dir, is_session_file, tell)).ok();
        }
    }

    /// Looks at the file unless that was done not long ago.
    fn look(&mut self, every: Duration) {
        let Some(watched) = &self.watched else { return };
        if watched.looked.elapsed() < every {
            return;
        }
        let profile = watched.profile.clone();
        let stamp = self.stamp(&profile);
        let changed = watched.stamp != stamp;
        self.watched = Some(Watched { profile: profile.clone(), looked: Instant::now(), stamp });
        // Not where it was moved away: somebody may be about to put another one in its place.
        if self.store.dir().is_some_and(Path::is_dir) {
            self.watch();
        }
        if changed {
            (self.post)(Fact::FileSeen(self.see(&profile)));
        }
    }

    fn stamp(&self, profile: &str) -> Option<Stamp> {
        let found = fs::metadata(self.store.session_file(profile)?).ok()?;
        Some(stamp(&found))
    }
}

/// Whether what was found is what a session of this version may take the place of.
fn fits(found: &InFile, wanted: Option<&Version>, version: &Version) -> bool {
    match found {
        InFile::Session(found) => wanted == Some(&found.version()),
        InFile::SignedOut(mark) => wanted.is_none() && !mark.covers(version),
        InFile::Nothing => wanted.is_none(),
    }
}

fn take(store: &Store, profile: &str) -> io::Result<Taken> {
    match store.lock_file(profile) {
        Some(path) => Lock::take(&path),
        None => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// Tells one writing of a file from the next: every one is a new file.
#[cfg(unix)]
type Stamp = (u64, u64, i64, i64, u64);

#[cfg(unix)]
fn stamp(found: &fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino(), found.mtime(), found.mtime_nsec(), found.size())
}

#[cfg(not(unix))]
type Stamp = (Option<std::time::SystemTime>, u64);

#[cfg(not(unix))]
fn stamp(found: &fs::Metadata) -> Stamp {
    (found.modified().ok(), found.len())
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;

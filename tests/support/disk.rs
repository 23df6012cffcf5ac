//! A session file and its lock in memory, for tests that want the rules of the real ones without a disk.

use tower_tui::session::{
    Fact, FileWork, InFile, Instead, Mark, Read, Removed, SaveFault, Saved, Seen, StoreFault, Stored, Warning,
};

/// The file, its lock, and what goes wrong with them.
pub(crate) struct Disk {
    /// What the file holds; none if there is no file.
    pub(crate) file: Result<Option<Box<Stored>>, StoreFault>,
    /// What was removed on purpose.
    pub(crate) mark: Option<Mark>,
    /// The process that has the lock instead of us.
    pub(crate) holder: Option<u32>,
    /// The lock is ours.
    pub(crate) locked: bool,
    /// Why there are no locks.
    pub(crate) no_locks: Option<&'static str>,
    /// Why nothing can be written.
    pub(crate) full: Option<&'static str>,
    /// Why nothing can be removed.
    pub(crate) stuck: Option<&'static str>,
    /// Nothing comes back.
    pub(crate) hangs: bool,
    /// Changes that come while it is read again, one a reading.
    pub(crate) surprises: Vec<Result<Option<Box<Stored>>, StoreFault>>,
    /// Everything that was written, in order.
    pub(crate) written: Vec<Stored>,
    waits: bool,
}

impl Default for Disk {
    fn default() -> Self {
        Self::holding(Ok(None))
    }
}

impl Disk {
    pub(crate) fn holding(file: Result<Option<Box<Stored>>, StoreFault>) -> Self {
        Self {
            file,
            mark: None,
            holder: None,
            locked: false,
            no_locks: None,
            full: None,
            stuck: None,
            hangs: false,
            surprises: Vec::new(),
            written: Vec::new(),
            waits: false,
        }
    }

    /// Does the work; what comes of it, if something does now.
    pub(crate) fn order(&mut self, work: FileWork) -> Option<Fact> {
        match work {
            FileWork::DropLock => {
                (self.locked, self.waits) = (false, false);
                None
            }
            FileWork::TakeLock if self.holder.is_some() => {
                self.waits = true;
                Some(Fact::LockBusy { holder: self.holder })
            }
            FileWork::TakeLock => Some(self.grant()),
            _ if self.hangs => None,
            FileWork::Read => Some(Fact::FileSeen(self.look())),
            FileWork::Save { stored, instead } => {
                let version = stored.version();
                Some(Fact::Saved { version, saved: self.save(stored, &instead) })
            }
            FileWork::Reread(_) => {
                if !self.surprises.is_empty() {
                    self.file = self.surprises.remove(0);
                }
                Some(Fact::Reread(self.read()))
            }
            FileWork::Remove(mark) => {
                let found = self.file.clone().unwrap_or_default();
                let held = found.filter(|found| mark.covers(&found.version()));
                let fault = self.stuck.map(|why| SaveFault::System { why: why.to_owned() });
                if held.is_some() && fault.is_none() {
                    self.file = Ok(None);
                }
                if self.file == Ok(None) {
                    self.mark = Some(mark);
                }
                Some(Fact::Removed(Removed { held, fault }))
            }
        }
    }

    fn grant(&mut self) -> Fact {
        (self.locked, self.waits) = (true, false);
        Fact::Locked { unsupported: self.no_locks.map(str::to_owned), read: self.read() }
    }

    /// What somebody who reads the file finds.
    pub(crate) fn read(&self) -> Read {
        self.file.clone().map(|found| match (found, &self.mark) {
            (Some(stored), Some(mark)) if mark.covers(&stored.version()) => InFile::SignedOut(mark.clone()),
            (Some(stored), _) => InFile::Session(stored),
            (None, Some(mark)) => InFile::SignedOut(mark.clone()),
            (None, None) => InFile::Nothing,
        })
    }

    /// The other process lets go; what that means for whoever waits.
    pub(crate) fn released(&mut self) -> Option<Fact> {
        self.holder = None;
        self.waits.then(|| self.grant())
    }

    /// What somebody who looks at the file sees.
    pub(crate) fn look(&self) -> Seen {
        Seen { read: self.read(), warning: None::<Warning> }
    }

    fn save(&mut self, stored: Box<Stored>, instead: &Instead) -> Saved {
        let version = stored.version();
        let found = match (self.read(), instead) {
            (Ok(found), Instead::Exactly(wanted)) => {
                let fits = match &found {
                    InFile::Session(found) => *wanted == Some(found.version()),
                    InFile::SignedOut(mark) => wanted.is_none() && !mark.covers(&version),
                    InFile::Nothing => wanted.is_none(),
                };
                (!fits).then_some(found)
            }
            (Err(StoreFault::Damaged { .. }) | Ok(_), _) => None,
            (Err(fault), _) => return Saved::Failed(SaveFault::InTheWay(fault)),
        };
        if let Some(found) = found {
            return Saved::Superseded(found);
        }
        if let Some(why) = self.full {
            return Saved::Failed(SaveFault::System { why: why.to_owned() });
        }
        self.written.push((*stored).clone());
        self.file = Ok(Some(stored));
        self.mark = None;
        Saved::Kept
    }
}

//! The cache files: one for the account, one for each of its teams, beside the session and as private. One
//! thread writes and removes them in order, so that a removed file does not come back.

use std::cell::OnceCell;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use super::private_file;
use super::store::Store;
use super::unread::{Unread, begin};
use crate::app::data::disk_cache::{Cached, CachedAccount, team_file};
use crate::app::data::team_cache::CachedTeam;
use crate::runtime::threads;
use crate::tower::model::TeamId;

/// The largest cache file that is read: ten thousand members are about two megabytes.
const CAP: u64 = 32 * 1024 * 1024;

/// The writer of cache files. Its thread starts with the first job.
#[derive(Default)]
pub(in crate::runtime) struct Cache {
    writer: OnceCell<(Sender<CacheJob>, JoinHandle<()>)>,
}

/// Writes the content of a file.
type Content = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send>;

/// A job for the thread.
enum CacheJob {
    Write {
        path: PathBuf,
        content: Content,
    },
    /// Removes the files whose names start so. They are listed when its turn comes: earlier jobs may create some.
    RemoveAll(Store, String),
}

impl Cache {
    pub(in crate::runtime) fn keep_account(&self, store: &Store, profile: &str, account: CachedAccount) {
        if let Some(path) = store.path(&account_name(profile)) {
            self.order(CacheJob::Write {
                path,
                content: Box::new(move |out| write_all(out, account.lines())),
            });
        }
    }

    pub(in crate::runtime) fn keep_team(&self, store: &Store, profile: &str, team: CachedTeam) {
        if let Some(path) = store.path(&team_name(profile, &team.team)) {
            self.order(CacheJob::Write { path, content: Box::new(move |out| write_all(out, team.pieces())) });
        }
    }

    pub(in crate::runtime) fn drop_all(&self, store: &Store, profile: &str) {
        self.order(CacheJob::RemoveAll(store.clone(), start_of_names(profile)));
    }

    fn order(&self, order: CacheJob) {
        if self.writer.get().is_none()
            && let Ok(started) = started()
        {
            drop(self.writer.set(started));
        }
        match self.writer.get() {
            // The thread outlives this handle.
            Some((orders, _)) => drop(orders.send(order)),
            // Without a thread the screen waits for the disk: what is dropped has to go.
            None => order.done(),
        }
    }

    /// Waits until all jobs are done.
    pub(in crate::runtime) fn finish(self) {
        if let Some((orders, thread)) = self.writer.into_inner() {
            drop(orders);
            drop(thread.join());
        }
    }
}

fn started() -> io::Result<(Sender<CacheJob>, JoinHandle<()>)> {
    let (orders, inbox) = channel::<CacheJob>();
    let thread = threads::start(move || inbox.into_iter().for_each(CacheJob::done))?;
    Ok((orders, thread))
}

impl CacheJob {
    fn done(self) {
        // A cache that cannot be written costs the next start a moment.
        match self {
            Self::Write { path, content } => drop(private_file::write_with(&path, content)),
            Self::RemoveAll(store, name) => drop(remove_named(&store, &name)),
        }
    }
}

fn write_all(out: &mut dyn Write, mut lines: impl Iterator<Item = String>) -> io::Result<()> {
    lines.try_for_each(|line| out.write_all(line.as_bytes()))
}

/// What is cached for a start with this team, as far as the first picture shows it, and what is yet to be read.
pub(in crate::runtime) fn read(
    store: &Store,
    profile: &str,
    team: Option<&TeamId>,
) -> Option<(Cached, Option<Unread>)> {
    let open = |name: String| private_file::open(&store.path(&name)?).ok()?.map(|(file, _)| file.take(CAP));
    // A line that cannot be read ends the file early, so its seal is missing.
    let lines = BufReader::new(open(account_name(profile))?).split(b'\n').map_while(Result::ok);
    let account = CachedAccount::read(lines)?;
    let team = team.and_then(|team| begin(open(team_name(profile, team))?));
    let (team, unread) = team.filter(|(team, _)| team.reader == account.user.email).unzip();
    Some((Cached { account, team }, unread))
}

/// All that is cached with this team; without it where its file is not whole.
pub(in crate::runtime) fn read_whole(store: &Store, profile: &str, team: Option<&TeamId>) -> Option<Cached> {
    let (mut cached, unread) = read(store, profile, team)?;
    let is_whole = match (&mut cached.team, unread) {
        (Some(team), Some(unread)) => unread.finish(team),
        _ => true,
    };
    cached.team = cached.team.filter(|_| is_whole);
    Some(cached)
}

/// Removes all that is cached, now; what cannot be removed is emptied. The first file that could be neither, and why.
pub(in crate::runtime) fn remove(store: &Store, profile: &str) -> Result<(), (PathBuf, io::Error)> {
    remove_named(store, &start_of_names(profile))
}

fn remove_named(store: &Store, name: &str) -> Result<(), (PathBuf, io::Error)> {
    let mut done = Ok(());
    for path in store.named(name) {
        let removed = private_file::remove(&path)
            .or_else(|error| private_file::overwrite(&path, &[]).map(drop).map_err(|_| error));
        done = done.and(removed.map_err(|error| (path, error)));
    }
    done
}

fn start_of_names(profile: &str) -> String {
    format!("cache-{profile}")
}

fn account_name(profile: &str) -> String {
    format!("cache-{profile}.json")
}

fn team_name(profile: &str, team: &TeamId) -> String {
    format!("cache-{profile}-{}.json", team_file(team))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::User;

    #[test]
    fn what_is_dropped_does_not_come_back_though_it_was_still_to_be_written() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::at(dir.path().to_owned());
        let account = || {
            let text = |text| SafeText::line(text, SafeText::NAME);
            let user = User { nickname: text("林小北"), email: text("lin@example.com") };
            CachedAccount { user, teams: Vec::new(), at: Wall(0) }
        };
        let cache = Cache::default();
        // The thread is held up, so that the write has not happened when it is dropped.
        let (go, wait) = channel::<()>();
        let path = dir.path().join("held");
        let held = move |_: &mut dyn Write| {
            let _ended = wait.recv();
            Ok(())
        };
        cache.order(CacheJob::Write { path, content: Box::new(held) });
        cache.keep_account(&store, "profile", account());
        cache.drop_all(&store, "profile");
        drop(go);
        cache.finish();
        assert_eq!(store.named("cache-"), Vec::<PathBuf>::new());

        let cache = Cache::default();
        cache.keep_account(&store, "profile", account());
        cache.finish();
        assert_eq!(store.named("cache-").len(), 1, "what is kept is there");
    }
}

//! The cache files: one for the account, one for each of its teams, beside the session and as private. A thread
//! of its own writes them in the order asked for, so that what was dropped does not come back.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::private_file;
use super::store::Store;
use crate::app::cached::{Cached, CachedAccount, CachedTeam, team_file};
use crate::tower::model::TeamId;

/// The largest cache file that is read: ten thousand members are about two megabytes.
const CAP: u64 = 32 * 1024 * 1024;

/// The writer of cache files, and where they are; nowhere where nothing is to be cached.
pub(super) struct Cache {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

/// What is to be done.
enum Order {
    Write { path: PathBuf, content: Box<dyn FnOnce() -> Vec<u8> + Send> },
    Remove(Vec<PathBuf>),
}

impl Cache {
    pub(super) fn start() -> Self {
        let (orders, inbox) = channel();
        let thread = thread::spawn(move || {
            for order in inbox {
                // A cache that cannot be written costs the next start a moment.
                match order {
                    Order::Write { path, content } => drop(private_file::write(&path, &content())),
                    Order::Remove(paths) => paths.iter().for_each(|path| drop(private_file::remove(path))),
                }
            }
        });
        Self { orders, thread }
    }

    pub(super) fn keep_account(&self, store: &Store, profile: &str, account: CachedAccount) {
        if let Some(path) = store.path(&account_name(profile)) {
            self.order(Order::Write { path, content: Box::new(move || account.to_bytes()) });
        }
    }

    pub(super) fn keep_team(&self, store: &Store, profile: &str, team: CachedTeam) {
        if let Some(path) = store.path(&team_name(profile, &team.team)) {
            self.order(Order::Write { path, content: Box::new(move || team.to_bytes()) });
        }
    }

    pub(super) fn drop_all(&self, store: &Store, profile: &str) {
        self.order(Order::Remove(store.named(&start_of_names(profile))));
    }

    fn order(&self, order: Order) {
        // The thread outlives this handle.
        drop(self.orders.send(order));
    }

    /// Waits until all that was asked is done.
    pub(super) fn finish(self) {
        drop(self.orders);
        drop(self.thread.join());
    }
}

/// What is cached for a start with this team.
pub(super) fn read(store: &Store, profile: &str, team: Option<&TeamId>) -> Option<Cached> {
    let content = |name: String| {
        let found = private_file::read_up_to(&store.path(&name)?, CAP).ok()??;
        Some(found.content)
    };
    let account = CachedAccount::from_bytes(&content(account_name(profile))?)?;
    let team = team.and_then(|team| CachedTeam::from_bytes(&content(team_name(profile, team))?));
    let team = team.filter(|team| team.reader == account.user.email);
    Some(Cached { account, team })
}

/// Removes all that is cached, now.
pub(super) fn remove(store: &Store, profile: &str) {
    for path in store.named(&start_of_names(profile)) {
        drop(private_file::remove(&path));
    }
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

//! What everything of Tower's that is kept has in common: how it is asked for, taken in and given up.

use std::time::Duration;

use super::comments::Thread;
use super::feed::EventFeed;
use super::members::TeamMembers;
use super::notifications::TeamNotifications;
use super::remote::{Fetch, Remote};
use super::report::ReportReading;
use super::standup::StandupReading;
use super::todos::TodoList;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::Reply;
use crate::tower::failure::Failure;
use crate::tower::model::{MemberId, Team, User};
use crate::tower::project::{ProjectList, Todolists};
use crate::tower::todo::Todo;

/// When something came, or did not, and the chance that its next try is put off by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) now: Now,
    pub(super) jitter: f64,
}

/// Something of Tower's that is kept.
pub(super) trait Entry {
    /// What is being done about it.
    fn fetch(&self) -> &Fetch;

    /// How long ago it came.
    fn age(&self, now: Now) -> Option<Duration>;

    /// Whether what we have of it is from before this start.
    fn is_cached(&self) -> bool {
        false
    }

    /// The page that follows what has come, where more than that is wanted and can be asked for.
    fn ask_for_more(&mut self, _pages: u32) -> Option<u32> {
        None
    }

    /// The pages to ask for when it is asked for anew: the first, or those that failed.
    fn ask(&mut self) -> Vec<u32> {
        vec![1]
    }

    /// A page of it was asked for.
    fn begin(&mut self, request: RequestId, now: Now);

    /// A page of it came, or did not. Returns the pages that are asked for next; none at all where nothing more of it
    /// is waited for. A reply to another call than its own changes nothing.
    fn settle(&mut self, page: u32, result: Result<Reply, Failure>, at: Moment) -> Option<Vec<u32>>;

    /// Nobody waits for it any more.
    fn give_up(&mut self);
}

/// What comes as one reply.
pub(super) trait OfReply: Sized {
    /// It, where the reply holds it.
    fn of(reply: Reply) -> Option<Self>;
}

/// The reply that holds something.
macro_rules! of_reply {
    ($what:ty, $reply:pat => $value:expr) => {
        impl OfReply for $what {
            fn of(reply: Reply) -> Option<Self> {
                if let $reply = reply { Some($value) } else { None }
            }
        }
    };
}

of_reply!(User, Reply::User(user) => user);
of_reply!(Vec<Team>, Reply::Teams(list) => list.teams);
of_reply!(Todo, Reply::Todo(todo) => *todo);
of_reply!(ProjectList, Reply::Projects(projects) => projects);
of_reply!(Todolists, Reply::Todolists(lists) => lists);

impl<T: OfReply> Entry for Remote<T> {
    fn fetch(&self) -> &Fetch {
        &self.fetch
    }

    fn age(&self, now: Now) -> Option<Duration> {
        Self::age(self, now)
    }

    fn is_cached(&self) -> bool {
        Self::is_cached(self)
    }

    fn begin(&mut self, request: RequestId, now: Now) {
        Self::begin(self, request, now);
    }

    fn settle(&mut self, _page: u32, result: Result<Reply, Failure>, at: Moment) -> Option<Vec<u32>> {
        match result.map(T::of) {
            Ok(Some(value)) => self.arrived(value, at.now),
            Ok(None) => {}
            Err(why) => self.failed(why, at.now, at.jitter),
        }
        None
    }

    fn give_up(&mut self) {
        Self::give_up(self);
    }
}

/// How a list that knows its own way through its pages is kept: its name of what has come, and of a reply with a page.
macro_rules! paged {
    ($list:ty, $of:ident, $page:ident, $more:expr) => {
        impl Entry for $list {
            fn fetch(&self) -> &Fetch {
                &self.$of.fetch
            }

            fn age(&self, now: Now) -> Option<Duration> {
                self.$of.age(now)
            }

            fn ask_for_more(&mut self, pages: u32) -> Option<u32> {
                let more: fn(&mut Self, u32) -> Option<u32> = $more;
                more(self, pages)
            }

            fn ask(&mut self) -> Vec<u32> {
                vec![Self::ask(self)]
            }

            fn begin(&mut self, request: RequestId, now: Now) {
                Self::begin(self, request, now);
            }

            fn settle(&mut self, page: u32, result: Result<Reply, Failure>, at: Moment) -> Option<Vec<u32>> {
                match result {
                    Ok(Reply::$page(came)) => self.settle(page, Ok(came), at.now, at.jitter),
                    Ok(_) => {}
                    Err(why) => self.settle(page, Err(why), at.now, at.jitter),
                }
                None
            }

            fn give_up(&mut self) {
                Self::give_up(self);
            }
        }
    };
}

paged!(EventFeed, events, Events, |feed, parts| {
    (feed.has_more() && feed.parts() < parts).then(|| feed.ask_for_more())
});
paged!(Thread, comments, Comments, Thread::ask_for_more);
paged!(TeamNotifications, list, Notifications, TeamNotifications::ask_for_more);
paged!(TodoList, todos, Todos, |list, pages| {
    (list.has_more() && list.pages() < pages).then(|| list.ask_for_more())
});

impl Entry for TeamMembers {
    fn fetch(&self) -> &Fetch {
        &self.list.fetch
    }

    fn age(&self, now: Now) -> Option<Duration> {
        self.list.age(now)
    }

    fn is_cached(&self) -> bool {
        self.list.is_cached()
    }

    fn ask(&mut self) -> Vec<u32> {
        Self::ask(self)
    }

    fn begin(&mut self, request: RequestId, now: Now) {
        Self::begin(self, request, now);
    }

    fn settle(&mut self, page: u32, result: Result<Reply, Failure>, at: Moment) -> Option<Vec<u32>> {
        match result {
            Ok(Reply::Members(came)) => self.settle(page, Ok(came), at.now, at.jitter),
            Ok(_) => None,
            Err(why) => self.settle(page, Err(why), at.now, at.jitter),
        }
    }

    fn give_up(&mut self) {
        Self::give_up(self);
    }
}

/// Which of a team's members is the account's own.
#[derive(Debug, Default)]
pub(super) struct OwnMember(pub(super) Remote<MemberId>);

impl Entry for OwnMember {
    fn fetch(&self) -> &Fetch {
        &self.0.fetch
    }

    fn age(&self, now: Now) -> Option<Duration> {
        self.0.age(now)
    }

    fn begin(&mut self, request: RequestId, now: Now) {
        self.0.begin(request, now);
    }

    /// Where it does not come, it is asked for again with the members, and nobody is told.
    fn settle(&mut self, _page: u32, result: Result<Reply, Failure>, at: Moment) -> Option<Vec<u32>> {
        match result {
            Ok(Reply::OwnMember(Some(member))) => self.0.arrived(member.id, at.now),
            _ => self.0.give_up(),
        }
        None
    }

    fn give_up(&mut self) {
        self.0.give_up();
    }
}

/// How something is kept that is read from several lists at once: its name of what has come.
macro_rules! gathered {
    ($reading:ty, $of:ident) => {
        impl Entry for $reading {
            fn fetch(&self) -> &Fetch {
                &self.$of.fetch
            }

            fn age(&self, now: Now) -> Option<Duration> {
                self.$of.age(now)
            }

            fn ask(&mut self) -> Vec<u32> {
                Self::pages()
            }

            fn begin(&mut self, request: RequestId, now: Now) {
                Self::begin(self, request, now);
            }

            fn settle(&mut self, page: u32, result: Result<Reply, Failure>, at: Moment) -> Option<Vec<u32>> {
                Self::settle(self, page, result, at.now, at.jitter)
            }

            fn give_up(&mut self) {
                Self::give_up(self);
            }
        }
    };
}

gathered!(ReportReading, report);
gathered!(StandupReading, lists);

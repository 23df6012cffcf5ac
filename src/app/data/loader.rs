//! The loader: asks Tower for what is wanted, keeps it fresh, retries what failed, and cancels what is no longer
//! wanted.
//!
//! After every event, the screen names what it shows as a list of [`Want`]s, the most urgent first. What is new in that
//! list is asked for (after a debounce, where the want says so); what was in it before is left alone, but for a retry
//! when that is due. At most [`AT_ONCE`] lists are requested at once.

use std::collections::HashMap;
use std::time::Duration;

use super::pager::AT_ONCE;
use super::remote::Fetch;
use super::resource::{Resource, Subject, Turn, Want};
use super::store::Data;
use crate::base::request::{Ids, RequestId};
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;

/// How long the selection has to rest before anything is asked for it.
const REST: Duration = Duration::from_millis(250);

/// How long a list waits at most until its cache is read: each would take the processor from the other, and what is
/// cached is there sooner.
const CACHE_FIRST: Duration = Duration::from_secs(1);

/// How long what is cached is shown before it is asked for anew: who starts the program to find somebody types at once,
/// and the first keys have the processor to themselves.
const KEYS_FIRST: Duration = Duration::from_millis(100);

/// How many requests of a screen that was left are not canceled: the person may come back.
const LEFT_BEHIND: usize = 3;

/// Who wants what, and what is asked of Tower for it.
#[derive(Debug, Default)]
pub(in crate::app) struct Loader {
    /// What is wanted, the most wanted first.
    wanted: Vec<Attention>,
    /// Where in it each stands.
    places: HashMap<Resource, usize>,
    /// What is asked for, the oldest first.
    requests: Vec<Request>,
    /// Failures that have not been reported.
    untold: Vec<(Subject, Failure)>,
    /// Until then, on the monotonic clock, no further request of a bulk load is sent: Tower was not reached, or wants
    /// fewer calls.
    held_until: Option<Duration>,
}

/// Something that is wanted, and since when.
#[derive(Debug)]
struct Attention {
    want: Want,
    /// On the monotonic clock.
    since: Duration,
    /// It has been asked for, or is fresh.
    over: bool,
}

impl Attention {
    /// When it is to be asked for, on the monotonic clock.
    fn due_at(&self, data: &Data) -> Duration {
        let rest = if self.want.rests { REST } else { Duration::ZERO };
        let of = &self.want.resource;
        let cache = if data.is_filling(of) {
            CACHE_FIRST
        } else if data.is_cached(of) {
            KEYS_FIRST
        } else {
            Duration::ZERO
        };
        self.since + rest.max(cache)
    }
}

/// A request, on the wire or waiting for its place there.
#[derive(Debug)]
struct Request {
    id: RequestId,
    of: Resource,
    page: u32,
    is_sent: bool,
    /// It takes one of the places on the wire.
    counts: bool,
}

/// Requests to cancel, and then calls to make.
#[derive(Debug, Default)]
pub(in crate::app) struct Orders {
    /// What to drop.
    pub(in crate::app) dropped: Vec<RequestId>,
    /// What to ask, each under its request.
    pub(in crate::app) calls: Vec<(RequestId, Call)>,
}

impl Loader {
    /// This is wanted now, and nothing else.
    pub(in crate::app) fn attend(&mut self, wants: Vec<Want>, now: Now) {
        if wants.iter().eq(self.wanted.iter().map(|one| &one.want)) {
            return;
        }
        let before = std::mem::take(&mut self.wanted);
        let places = std::mem::take(&mut self.places);
        for want in wants {
            if self.is_wanted(&want.resource) {
                continue;
            }
            let known = places.get(&want.resource).and_then(|at| before.get(*at));
            // What was debounced and is now opened starts anew.
            let stays = known.filter(|known| want.rests || !known.want.rests);
            let (since, over) = stays.map_or((now.mono, false), |known| (known.since, known.over));
            self.places.insert(want.resource.clone(), self.wanted.len());
            self.wanted.push(Attention { want, since, over });
        }
    }

    /// Everything that is wanted is wanted anew: somebody has signed in.
    pub(in crate::app) fn begin_anew(&mut self, data: &mut Data) -> Orders {
        self.wanted.clear();
        self.places.clear();
        self.stop(data, |_| true)
    }

    /// Drops what nobody wants of this.
    pub(in crate::app) fn drop_unwanted(&mut self, data: &mut Data) -> Orders {
        let places = std::mem::take(&mut self.places);
        let orders = self.stop(data, |of| !places.contains_key(of));
        self.places = places;
        orders
    }

    /// Asks for what is due, and sends what has a place on the wire. What failed is tried again where it is looked at.
    pub(in crate::app) fn work(
        &mut self,
        data: &mut Data,
        ids: &mut Ids,
        now: Now,
        looked_at: bool,
    ) -> Orders {
        let mut orders = Orders::default();
        self.held_until.take_if(|until| *until <= now.mono);
        for at in 0..self.wanted.len() {
            let Some(one) = self.wanted.get_mut(at) else { break };
            let comes_due = !one.over && one.due_at(data) <= now.mono;
            one.over |= comes_due;
            let want = one.want.clone();
            let retry = data.fetch(&want.resource).and_then(Fetch::retry_at);
            if retry.is_some_and(|retry| looked_at && retry <= now.mono)
                || (comes_due && data.is_due(&want.resource, now))
            {
                self.ask(&want, data, ids, now, &mut orders);
            } else if let Some(page) = data.ask_for_more(&want.resource, want.pages) {
                self.request(&want.resource, vec![page], data, ids, now);
            }
        }
        self.send(data, now, &mut orders);
        orders
    }

    /// Asks anew for what is wanted, fresh or not; all of it that `which` is true of.
    pub(in crate::app) fn ask_again(
        &mut self,
        which: impl Fn(&Want, Option<&Fetch>) -> bool,
        data: &mut Data,
        ids: &mut Ids,
        now: Now,
    ) -> Orders {
        let mut orders = Orders::default();
        let wants: Vec<Want> = self.wanted.iter().map(|one| one.want.clone()).collect();
        for want in wants {
            let fetch = data.fetch(&want.resource);
            let spares = want.turn.is_of_many()
                && !matches!(fetch, Some(Fetch::Failed { .. }))
                && !data.is_due(&want.resource, now);
            if which(&want, fetch) && !spares && data.may_be_asked_again(&want.resource, now) {
                self.ask(&want, data, ids, now, &mut orders);
            }
        }
        self.send(data, now, &mut orders);
        orders
    }

    /// Asks for something, from its beginning or for what is missing of it.
    fn ask(&mut self, want: &Want, data: &mut Data, ids: &mut Ids, now: Now, orders: &mut Orders) {
        let of = &want.resource;
        if !data.mends(of) {
            let dropped = self.stop(data, |one| one == of);
            orders.dropped.extend(dropped.dropped);
        }
        let pages = data.ask(of, |one| self.is_wanted(one), now);
        self.request(of, pages, data, ids, now);
    }

    fn request(&mut self, of: &Resource, pages: Vec<u32>, data: &mut Data, ids: &mut Ids, now: Now) {
        let counts = self.turn_of(of) != Some(Turn::AtOnce);
        for (at, page) in pages.into_iter().enumerate() {
            let id = ids.take();
            if at == 0 {
                data.begin(of, id, now);
            }
            self.requests.push(Request { id, of: of.clone(), page, is_sent: false, counts });
        }
    }

    /// Sends what has a place on the wire, the most wanted first. What nobody looks at any more gives way.
    fn send(&mut self, data: &mut Data, now: Now, orders: &mut Orders) {
        self.forget_unsent(data);
        let place = |of: &Resource| {
            let at = self.places.get(of).copied().unwrap_or(usize::MAX);
            // What the selection rests on waits for what the screen is about.
            (self.wanted.get(at).is_none_or(|one| one.want.rests), at)
        };
        let waiting = self.requests.iter().filter(|request| !request.is_sent);
        let mut waiting: Vec<_> =
            waiting.map(|request| (request.counts, place(&request.of), request.id)).collect();
        waiting.sort_unstable();
        for (.., id) in waiting {
            let Some(next) = self.requests.iter().find(|request| request.id == id) else { continue };
            if self.is_held(next, now) {
                continue;
            }
            if next.counts && !self.has_place(data, orders) {
                // All that follow take one of the places too.
                break;
            }
            if let Some(next) = self.requests.iter_mut().find(|request| request.id == id) {
                next.is_sent = true;
                orders.calls.push((id, data.call(&next.of, next.page)));
            }
        }
    }

    /// Nothing of what nobody wants any more is sent for the first time.
    fn forget_unsent(&mut self, data: &mut Data) {
        let is_sent = |of: &Resource| self.requests.iter().any(|one| one.is_sent && one.of == *of);
        let unsent = self.requests.iter().filter(|request| !request.is_sent && !self.is_wanted(&request.of));
        let left: Vec<Resource> =
            unsent.filter(|request| !is_sent(&request.of)).map(|request| request.of.clone()).collect();
        if !left.is_empty() {
            self.stop(data, |of| left.contains(of));
        }
    }

    /// Whether a request waits because others like it came to nothing.
    fn is_held(&self, request: &Request, now: Now) -> bool {
        self.held_until.is_some_and(|until| now.mono < until) && self.is_of_many(&request.of)
    }

    fn is_of_many(&self, of: &Resource) -> bool {
        self.turn_of(of).is_some_and(Turn::is_of_many)
    }

    /// When what is wanted of this is sent; none where it is not wanted any more.
    fn turn_of(&self, of: &Resource) -> Option<Turn> {
        Some(self.wanted.get(*self.places.get(of)?)?.want.turn)
    }

    /// Whether another request may be sent, now that those of the last screen are canceled.
    fn has_place(&mut self, data: &mut Data, orders: &mut Orders) -> bool {
        loop {
            let on_wire = || self.requests.iter().filter(|request| request.is_sent && request.counts);
            let left = || on_wire().filter(|request| !self.is_wanted(&request.of));
            let is_full = on_wire().count() >= AT_ONCE;
            if !is_full && left().count() <= LEFT_BEHIND {
                return true;
            }
            let Some(oldest) = left().next().map(|request| request.of.clone()) else { return false };
            orders.dropped.extend(self.stop(data, |of| *of == oldest).dropped);
        }
    }

    /// Stops waiting for some of it. Returns what is on the wire of that.
    fn stop(&mut self, data: &mut Data, which: impl Fn(&Resource) -> bool) -> Orders {
        let mut dropped = Vec::new();
        self.requests.retain(|request| {
            let stops = which(&request.of);
            if stops {
                data.give_up(&request.of);
                dropped.extend(request.is_sent.then_some(request.id));
            }
            !stops
        });
        Orders { dropped, calls: Vec::new() }
    }

    /// The person does not want to wait for this; none where nothing of it is under way.
    pub(in crate::app) fn give_up(&mut self, wants: &[Want], data: &mut Data) -> Option<Orders> {
        let is_meant = |of: &Resource| wants.iter().any(|want| is_waited_for(want) && want.resource == *of);
        let any = self.requests.iter().any(|request| is_meant(&request.of));
        any.then(|| self.stop(data, is_meant))
    }

    /// Whether something of this is under way that the person can stop waiting for.
    pub(in crate::app) fn waits_for(&self, wants: &[Want]) -> bool {
        let mut wants = wants.iter().filter(|want| is_waited_for(want));
        wants.any(|want| self.requests.iter().any(|request| request.of == want.resource))
    }

    /// What was asked for came, or did not. Returns what of, unless nobody waits for it.
    pub(in crate::app) fn on_reply(
        &mut self,
        id: RequestId,
        result: Result<Reply, Failure>,
        data: &mut Data,
        ids: &mut Ids,
        now: Now,
        jitter: f64,
    ) -> Option<(Resource, Orders)> {
        let at = self.requests.iter().position(|request| request.id == id)?;
        let Request { of, page, .. } = self.requests.remove(at);
        let is_aside = self.turn_of(&of) == Some(Turn::Aside);
        if let (Err(why), Some(subject), false) = (&result, of.subject(), is_aside) {
            self.untold.push((subject, why.clone()));
        }
        let concerns_all = match &result {
            Ok(_) => Some(false),
            Err(Failure::Unreachable(_) | Failure::NoAnswer(_) | Failure::Limited { .. }) => Some(true),
            // Whoever says how long says so of all of it.
            Err(why) if why.is_transient() && why.retry_after().is_some() => Some(true),
            Err(_) => None,
        };
        let mut orders = Orders::default();
        match data.settle(&of, page, result, now, jitter) {
            Some(pages) => self.request(&of, pages, data, ids, now),
            None => orders = self.stop(data, |one| *one == of),
        }
        if let Some(concerns_all) = concerns_all {
            let retry = data.fetch(&of).and_then(Fetch::retry_at).filter(|_| concerns_all);
            self.held_until = retry.max(self.held_until.filter(|_| concerns_all));
        }
        Some((of, orders))
    }

    /// Failures since this was asked last.
    pub(in crate::app) fn take_untold(&mut self) -> Vec<(Subject, Failure)> {
        std::mem::take(&mut self.untold)
    }

    /// When something is due by itself, on the monotonic clock; where nobody looks, nothing that failed is.
    pub(in crate::app) fn due_at(&self, data: &Data, looked_at: bool) -> Option<Duration> {
        let retries = self.fetches(data).filter(|_| looked_at).filter_map(|(_, fetch)| fetch.retry_at());
        let waits = |request: &Request| !request.is_sent && self.is_of_many(&request.of);
        let held = self.held_until.filter(|_| self.requests.iter().any(waits));
        let due = self.wanted.iter().filter(|one| !one.over).map(|one| one.due_at(data));
        retries.chain(due).chain(held).min()
    }

    /// What is being done about what is wanted, the most wanted first.
    pub(in crate::app) fn fetches<'a>(
        &'a self,
        data: &'a Data,
    ) -> impl Iterator<Item = (&'a Want, &'a Fetch)> + Clone {
        self.wanted.iter().filter_map(|one| Some((&one.want, data.fetch(&one.want.resource)?)))
    }

    fn is_wanted(&self, of: &Resource) -> bool {
        self.places.contains_key(of)
    }
}

/// Whether the person waits for it, and it is not merely a preview.
fn is_waited_for(want: &Want) -> bool {
    !want.rests && want.turn != Turn::AtOnce
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Wall;
    use crate::tower::model::{Id, MemberId};
    use crate::tower::todo::{TodoPage, Which};

    const NOW: Now = Now { mono: Duration::from_secs(1), wall: Wall(0) };

    /// Who asks for lists of to-dos, by the number of their member.
    #[derive(Default)]
    struct Asking {
        loader: Loader,
        data: Data,
        ids: Ids,
        /// What is on the wire.
        wire: Vec<(RequestId, Call)>,
    }

    fn list(member: usize) -> Resource {
        let id = Id::parse(&format!("m{member}")).unwrap();
        Resource::Todos(MemberId(id), Which::Open)
    }

    impl Asking {
        fn want(&mut self, members: impl IntoIterator<Item = usize>) {
            let wants = members.into_iter().map(|member| Want::of(list(member))).collect();
            self.loader.attend(wants, NOW);
            self.work();
        }

        fn work(&mut self) {
            let orders = self.loader.work(&mut self.data, &mut self.ids, NOW, true);
            self.carry_out(orders);
        }

        fn carry_out(&mut self, orders: Orders) {
            self.wire.retain(|(request, _)| !orders.dropped.contains(request));
            self.wire.extend(orders.calls);
        }

        /// The oldest call is answered, or is not.
        fn answer(&mut self, result: Result<Reply, Failure>) {
            let (request, _) = self.wire.remove(0);
            let (data, ids) = (&mut self.data, &mut self.ids);
            let (_, orders) = self.loader.on_reply(request, result, data, ids, NOW, 0.0).unwrap();
            self.carry_out(orders);
            self.work();
        }

        fn asked(&self) -> Vec<Call> {
            self.wire.iter().map(|(_, call)| call.clone()).collect()
        }
    }

    fn calls(members: impl IntoIterator<Item = usize>) -> Vec<Call> {
        members.into_iter().map(|member| list(member).call(1)).collect()
    }

    fn nothing() -> Reply {
        Reply::Todos(TodoPage { is_last: true, ..TodoPage::default() })
    }

    #[test]
    fn lists_are_asked_for_six_at_once_the_most_wanted_first() {
        let mut asking = Asking::default();
        asking.want(0..500);
        assert_eq!(asking.asked(), calls(0..6));
        // The person scrolls: what shows now goes before what was wanted before.
        asking.want((100..103).chain(0..500));
        asking.answer(Ok(nothing()));
        asking.answer(Err(Failure::Forbidden));
        assert_eq!(asking.asked(), calls([2, 3, 4, 5, 100, 101]));
        for _ in 0..498 {
            assert!(asking.asked().len() <= AT_ONCE);
            asking.answer(Ok(nothing()));
        }
        assert_eq!(asking.asked(), [], "each was asked for once, and what is forbidden not again");
        asking.want(0..500);
        assert_eq!(asking.asked(), [], "all of it is fresh");
    }

    #[test]
    fn what_nobody_looks_at_any_more_gives_way() {
        let mut asking = Asking::default();
        asking.want(0..6);
        asking.want([6]);
        assert_eq!(asking.asked(), calls([3, 4, 5, 6]), "three of it may still come");
        asking.want([3, 6]);
        assert_eq!(asking.asked(), calls([3, 4, 5, 6]), "it has been asked for");
    }

    #[test]
    fn who_does_not_want_to_wait_stops_all_of_it() {
        let mut asking = Asking::default();
        let wants: Vec<Want> = (0..20).map(|member| Want::of(list(member))).collect();
        asking.want(0..20);
        let orders = asking.loader.give_up(&wants, &mut asking.data).unwrap();
        asking.carry_out(orders);
        asking.work();
        assert_eq!(asking.asked(), []);
        assert!(asking.loader.give_up(&wants, &mut asking.data).is_none(), "there is nothing to stop");
    }
}

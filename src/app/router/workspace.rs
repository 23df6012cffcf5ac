//! Everything behind the first run: the session, what Tower said, and the screens that show it.

use std::time::Duration;

use jiff::civil::Date;

use super::caching;
use super::problems::Problems;
use super::refreshing::Refresher;
use super::stack::Stack;
use crate::app::core::answers::Typed;
use crate::app::core::command::Disabled;
use crate::app::core::context::{At, Capabilities, Context};
use crate::app::core::effect::Effect;
use crate::app::core::message_log::MessageKind;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, Flow, Habits, Screen, StandupAsked};
use crate::app::core::view::View;
use crate::app::data::disk_cache::Cached;
use crate::app::data::loader::{Loader, Orders};
use crate::app::data::remote::Fetch;
use crate::app::data::resource::{Resource, Turn, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::records::named::WhichTeam;
use crate::app::screens::any::AnyScreen;
use crate::app::screens::members::defaults::Table;
use crate::app::screens::members::recent_teams::RecentTeams;
use crate::app::screens::members::screen::Members;
use crate::app::screens::sign_in::login::Login;
use crate::app::screens::sign_in::qr::Qr;
use crate::app::screens::standup::LeftStandups;
use crate::app::screens::teams::Teams;
use crate::app::search::Filter;
use crate::base::calendar::day_at_tower;
use crate::base::request::{Ids, RequestId};
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::session::{Fact, Outcome, Phase, Session, Stored, is_same_account};
use crate::tower::call::Reply;
use crate::tower::failure::Failure;
use crate::tower::model::{Team, TeamId};

/// Of how many teams the unread notifications are counted: a request each.
const COUNTED: usize = 9;

/// Everything there is once an application is set up.
#[derive(Debug)]
pub struct Workspace {
    /// The login and its token.
    pub session: Session,
    /// The sign-in screen.
    pub login: Login,
    /// What Tower has said.
    pub data: Data,
    /// The screens that are open.
    pub stack: Stack,
    /// The team that was open last, here or before this start.
    pub remembered: Option<TeamId>,
    pub(super) loader: Loader,
    pub(super) can: Capabilities,
    /// The sign-in screen is shown although there is data.
    pub(super) signing_in: bool,
    /// Whose session has read what is here; none before the first.
    reader: Option<SafeText>,
    /// The teams that were open before.
    pub(super) recent: RecentTeams,
    /// The standup that this run begins with, until a team is open for it.
    pub(super) asked: Option<StandupAsked>,
    /// Why the standup that this run begins with cannot begin.
    pub no_team: Option<WhichTeam>,
    /// The standups that were left and may go on.
    pub(super) left: LeftStandups,
    /// What is cached from before this start, until it is known whose session this is.
    cached: Option<Box<Cached>>,
    /// What was typed on the first-run form, until a token has come by it.
    pub(super) unproven: Option<Typed>,
    problems: Problems,
    ids: Ids,
    pub(super) habits: Habits,
    pub(super) table: Table,
    /// How a team is opened.
    pub(super) view: Option<View>,
    pub(super) refresher: Refresher,
    /// The day it is at Tower, as the screens know it.
    today: Date,
}

impl Workspace {
    /// A workspace in which nothing is known yet.
    pub fn new(
        session: Session,
        login: Login,
        remembered: Option<TeamId>,
        can: Capabilities,
        table: Table,
        cached: Option<Box<Cached>>,
    ) -> Self {
        Self {
            session,
            login,
            data: Data::default(),
            stack: Stack::of(AnyScreen::Teams(Teams::default())),
            remembered,
            loader: Loader::default(),
            can,
            signing_in: false,
            reader: None,
            recent: RecentTeams::default(),
            asked: None,
            no_team: None,
            left: LeftStandups::default(),
            cached,
            unproven: None,
            problems: Problems::default(),
            ids: Ids::default(),
            habits: Habits::default(),
            table,
            view: None,
            refresher: Refresher::new(can.preferences.refresh_every),
            today: Date::default(),
        }
    }

    /// What its screens look at.
    pub fn context(&self, at: At) -> Context<'_> {
        Context::of(&self.data, &self.session, self.can, at)
    }

    /// Whether the sign-in screen shows. A session that ends leaves its data on the screen.
    pub fn is_signing_in(&self) -> bool {
        let has_data = self.team().is_some() || self.data.teams.value().is_some();
        let asks = !self.session.is_live() || self.session.wants_two_step();
        asks && (self.signing_in || !has_data)
    }

    /// The screen that shows.
    pub fn screen(&self) -> &dyn Screen {
        if self.is_signing_in() { &self.login } else { self.stack.top().screen() }
    }

    /// Calls the screen that shows.
    pub(super) fn with<T>(&mut self, at: At, work: impl FnOnce(&mut dyn Screen, &Context<'_>) -> T) -> T {
        let signing_in = self.is_signing_in();
        let cx = Context::of(&self.data, &self.session, self.can, at);
        work(if signing_in { &mut self.login } else { self.stack.top_mut().screen_mut() }, &cx)
    }

    /// Which keys are live.
    pub fn mode(&self, at: At) -> Mode {
        self.screen().mode(&self.context(at))
    }

    /// The team that is open.
    pub fn team(&self) -> Option<&Team> {
        self.stack.root().screen().team()
    }

    /// The QR code that lies over the screen.
    pub fn qr(&self) -> Option<&Qr> {
        self.login.qr.as_ref().filter(|_| self.is_signing_in())
    }

    /// Whether the session has ended while its data is on the screen.
    pub fn is_signed_out(&self) -> bool {
        matches!(
            self.session.phase(),
            Phase::SignedOut { .. } | Phase::TwoStep { .. } | Phase::Exchanging { .. }
        )
    }

    /// What is being done about what shows, the most wanted first.
    pub fn fetches(&self) -> impl Iterator<Item = (&Want, &Fetch)> + Clone {
        self.loader.fetches(&self.data)
    }

    /// Whether a spinner turns somewhere.
    pub fn is_loading(&self) -> bool {
        self.fetches().any(|(want, fetch)| !want.quiet && matches!(fetch, Fetch::Loading { .. }))
    }

    /// When something is due of Tower, on the monotonic clock; never where there is nobody to ask for.
    pub(super) fn due_at(&self, focused: bool) -> Option<Duration> {
        self.loader.due_at(&self.data, focused).filter(|_| self.session.is_live())
    }

    /// Does what the person wants, where it means something. Whether there was nothing to go back from.
    pub(super) fn act(&mut self, action: Action, at: At, out: &mut Outbox) -> bool {
        match action {
            Action::Go(motion) => self.with(at, |screen, cx| screen.go(motion, cx)),
            Action::Back | Action::QuitOrBack => return self.back(action == Action::Back, at, out),
            Action::Filter | Action::KeepFilter | Action::Recall | Action::Complete => {
                self.filter(action, at);
            }
            Action::Refresh => self.refresh(false, at, out),
            Action::Visit(screen) => self.go_to(Destination::Visit(screen), at, out),
            Action::SignIn if self.session.offer().is_some() => self.on_fact(Fact::OfferTaken, at, out),
            Action::SignIn => self.signing_in = self.is_signed_out() || self.session.wants_two_step(),
            Action::Renew => self.on_fact(Fact::RenewalWished, at, out),
            action => {
                match self.with(at, |screen, cx| screen.act(action, cx, out)) {
                    Flow::Done => {}
                    Flow::Open(to) => self.go_to(to, at, out),
                    Flow::Swap(to) => {
                        self.leave_top();
                        self.go_to(to, at, out);
                    }
                }
                for fact in std::mem::take(&mut out.facts) {
                    self.on_fact(fact, at, out);
                }
            }
        }
        false
    }

    fn filter(&mut self, action: Action, at: At) {
        self.with(at, |screen, cx| {
            let Some(filter) = screen.filter_mut() else { return };
            match action {
                Action::Filter => filter.begin(),
                Action::KeepFilter => filter.keep(),
                Action::Complete => screen.complete(cx),
                _ => filter.recall(),
            }
            if matches!(action, Action::Recall | Action::Complete) {
                return screen.find(cx);
            }
            if action == Action::KeepFilter {
                screen.keep_found(cx);
            }
            screen.refit(cx);
            if action == Action::KeepFilter {
                screen.waits(true, cx);
            }
        });
    }

    /// Stops waiting for what the screen shows. Whether there was anything to stop.
    pub(super) fn give_up(&mut self, at: At, out: &mut Outbox) -> bool {
        let wants = self.with(at, |screen, cx| screen.wants(cx));
        let Some(orders) = self.loader.give_up(&wants, &mut self.data) else { return false };
        self.carry_out(orders, at, out);
        self.with(at, |screen, cx| screen.waits(false, cx));
        true
    }

    /// Whether there is something to go back from.
    fn has_a_way_back(&self, at: At) -> bool {
        if self.is_signing_in() {
            return self.signing_in;
        }
        let screen = self.screen();
        let filters = screen.filter().is_some_and(Filter::shows);
        let waits = || self.loader.waits_for(&screen.wants(&self.context(at)));
        screen.is_inside() || filters || self.stack.has_a_way_back() || waits()
    }

    /// Why an action cannot be done here; none where it can.
    pub(super) fn disabled(&self, action: Action, at: At) -> Option<Disabled> {
        let asks = || self.is_signed_out() || self.session.wants_two_step() || self.session.offer().is_some();
        match action {
            Action::SignIn => (!asks()).then_some(Disabled::SignedIn),
            Action::Renew | Action::SignOut => (!self.session.is_live()).then_some(Disabled::SignedOut),
            Action::Back => (!self.has_a_way_back(at)).then_some(Disabled::NotHere),
            action => self.screen().lacks(action, &self.context(at)).then_some(Disabled::NotHere),
        }
    }

    /// Asks anew for what the screen shows: all of it where a person wants that; `by_itself` what has come, because what
    /// failed follows its own times.
    fn refresh(&mut self, by_itself: bool, at: At, out: &mut Outbox) {
        self.refresher.asked(at.now);
        if !by_itself {
            let outcome = self.session.step(Fact::RetryWished, at.now, &mut self.ids);
            self.absorb(outcome, at, out);
        }
        let wants = self.with(at, |screen, cx| screen.wants(cx));
        let shows = |want: &Want, fetch: Option<&Fetch>| {
            let is_meant = !by_itself || (fetch == Some(&Fetch::Idle) && !want.once);
            is_meant && (want.turn == Turn::Aside || wants.iter().any(|one| one.resource == want.resource))
        };
        let orders = self.loader.ask_again(shows, &mut self.data, &mut self.ids, at.now);
        self.carry_out(orders, at, out);
        if !by_itself {
            self.with(at, |screen, cx| screen.waits(true, cx));
        }
    }

    /// Somebody has seen the rows that show.
    pub(super) fn see(&mut self, at: At) {
        if !self.data.changes.is_empty() {
            let seen = self.with(at, |screen, cx| screen.in_view(cx));
            self.data.changes.see(&seen);
        }
    }

    /// Works out anew what shows.
    pub(super) fn refit(&mut self, at: At) {
        self.with(at, |screen, cx| screen.refit(cx));
    }

    /// Takes in a fact about the session, and whatever follows from it.
    pub(super) fn on_fact(&mut self, fact: Fact, at: At, out: &mut Outbox) {
        let was_live = self.session.is_live();
        let may_bring_a_token = !matches!(fact, Fact::Ticked | Fact::Replied { .. });
        let outcome = self.session.step(fact, at.now, &mut self.ids);
        self.absorb(outcome, at, out);
        if self.takes_offer() {
            let outcome = self.session.step(Fact::OfferTaken, at.now, &mut self.ids);
            self.absorb(outcome, at, out);
        }
        if self.session.is_live() && !was_live {
            self.signing_in = false;
            self.login = Login::default();
            let orders = self.loader.begin_anew(&mut self.data);
            self.carry_out(orders, at, out);
            self.forget_another_account();
            self.show_cached(at, out);
            self.refit(at);
        } else if may_bring_a_token && self.session.has_token(at.now) {
            let lacks = |_: &Want, fetch: Option<&Fetch>| fetch.is_some_and(Fetch::lacks_a_token);
            let orders = self.loader.ask_again(lacks, &mut self.data, &mut self.ids, at.now);
            self.carry_out(orders, at, out);
        } else if was_live && !self.session.is_live() {
            out.effects.extend(caching::dropped(&self.session));
        }
    }

    /// Whether the login that another window has made is taken without a question: it is for the account whose
    /// data shows, and nobody is typing a code of their own.
    fn takes_offer(&self) -> bool {
        let typing = self.is_signing_in() && self.login.is_begun();
        let same = |offer: &Stored| match (&self.reader, &offer.email) {
            (Some(reader), Some(email)) => is_same_account(reader, email),
            (Some(_), None) => false,
            (None, _) => true,
        };
        !typing && self.session.offer().is_some_and(same)
    }

    /// What another account has read is not for this one to see; nor is it where Tower has not said whose
    /// session this is.
    fn forget_another_account(&mut self) {
        let reader = self.session.email();
        let both = self.reader.as_ref().zip(reader.as_ref());
        if !both.is_some_and(|(old, new)| is_same_account(old, new)) {
            self.data = Data::default();
            self.stack = Stack::of(AnyScreen::Teams(Teams::default()));
            self.habits.team_filter = Filter::default();
            self.recent = RecentTeams::default();
            self.left = LeftStandups::default();
        }
        self.reader = reader;
    }

    /// Shows what is cached, where it is the reader's own. What is somebody else's is dropped.
    fn show_cached(&mut self, at: At, out: &mut Outbox) {
        let Some(cached) = self.cached.take() else { return };
        if self.reader.as_ref() != Some(&cached.account.user.email) {
            return out.run(Effect::DropCache);
        }
        out.effects.extend(cached.is_begun().then_some(Effect::ReadCache));
        if let Some(team) = cached.open_team() {
            self.stack = Stack::of(AnyScreen::Members(Members::of(team, &self.table)));
        }
        self.data = Data::of_cache(*cached);
        self.show_first_view(at, out);
    }

    /// Starts the effects of the session and hands on the replies it settled; that may make more calls.
    fn absorb(&mut self, outcome: Outcome, at: At, out: &mut Outbox) {
        out.effects.extend(outcome.effects.into_iter().map(Effect::Session));
        for (request, result) in outcome.settled {
            self.on_reply(request, result, at, out);
        }
    }

    pub(super) fn carry_out(&mut self, orders: Orders, at: At, out: &mut Outbox) {
        for request in orders.dropped {
            self.session.forget(request);
            out.run(Effect::Cancel(request));
        }
        for (request, call) in orders.calls {
            let outcome = self.session.send(request, call, at.now);
            self.absorb(outcome, at, out);
        }
    }

    fn on_reply(&mut self, request: RequestId, result: Result<Reply, Failure>, at: At, out: &mut Outbox) {
        let (data, ids, jitter) = (&mut self.data, &mut self.ids, self.can.jitter);
        let Some((of, orders)) = self.loader.on_reply(request, result, data, ids, at.now, jitter) else {
            return;
        };
        self.carry_out(orders, at, out);
        self.refit(at);
        out.effects.extend(match &of {
            Resource::Account | Resource::Teams => caching::account(&self.data, &self.session, at.now),
            Resource::Members(team) | Resource::OwnMember(team) => {
                caching::team(&self.data, team, self.reader.as_ref(), &self.session, at.now)
            }
            _ => None,
        });
        if of == Resource::Teams {
            self.open_what_was_asked(at, out);
        }
        let first_sight = of == Resource::Teams && self.team().is_none() && !self.stack.has_a_way_back();
        match self.team_to_open() {
            Some(team) if first_sight => self.open_team(team, at, out),
            None if first_sight => self.show_first_view(at, out),
            _ => {}
        }
    }

    /// The only team, or the one that was open last.
    pub(super) fn team_to_open(&self) -> Option<Team> {
        match self.data.teams.value()?.as_slice() {
            [only] if self.data.unreadable_teams == 0 => Some(only.clone()),
            _ => self.remembered.as_ref().and_then(|id| self.data.team(id).cloned()),
        }
    }

    /// What shows is wanted, and of what is below it, what goes on without anybody looking; and how many notifications
    /// are unread.
    pub(super) fn attend(&mut self, at: At) {
        let cx = Context::of(&self.data, &self.session, self.can, at);
        let mut screens = self.stack.iter().rev();
        let shown = screens.next().map_or_else(Vec::new, |top| top.screen().wants(&cx));
        let below = screens.flat_map(|screen| screen.screen().wants(&cx)).filter(|want| !want.rests);
        let always = [Resource::Account, Resource::Teams].map(|one| Want::of(one).at_once());
        let told =
            self.teams_that_count().map(|team| Want::of(Resource::Notifications(team.id.clone())).aside());
        let wants = shown.into_iter().chain(below).chain(always).chain(told).collect();
        self.loader.attend(wants, at.now);
    }

    /// The teams whose unread notifications are counted: the open one, and a few others.
    fn teams_that_count(&self) -> impl Iterator<Item = &Team> {
        let others = self.data.teams.value().into_iter().flatten();
        self.team()
            .into_iter()
            .chain(others.filter(|team| self.team().is_none_or(|open| open.id != team.id)))
            .take(COUNTED)
    }

    /// Something has happened, and time has passed: asks for what is wanted now, and again for what is due.
    pub(super) fn after_event(&mut self, focused: bool, at: At, out: &mut Outbox) {
        self.on_fact(Fact::Ticked, at, out);
        let today = day_at_tower(at.now.wall);
        if std::mem::replace(&mut self.today, today) != today {
            self.refit(at);
        }
        self.attend(at);
        if self.session.is_live() {
            if focused && self.refresher.is_due(at.now) {
                self.refresh(true, at, out);
            }
            let orders = self.loader.work(&mut self.data, &mut self.ids, at.now, focused);
            self.carry_out(orders, at, out);
        }
        out.effects.extend(caching::proven(&mut self.unproven, &self.session));
    }

    /// What went wrong since this was asked last.
    pub(super) fn take_untold(&mut self, now: Now) -> Vec<MessageKind> {
        let not_read = self.loader.take_untold().into_iter();
        let not_read = not_read.map(|(subject, why)| MessageKind::NotRead(subject, why));
        not_read.chain(self.problems.news(&self.session, now)).collect()
    }

    /// A file was written, or was not.
    pub(super) fn on_exported(&mut self, written: bool) {
        self.stack.iter_mut().for_each(|screen| screen.screen_mut().exported(written));
        self.left.exported(written);
    }
}

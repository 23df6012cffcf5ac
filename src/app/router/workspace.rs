//! Everything behind the first run: the session, the sign-in screen, the teams and the open team.

use ratatui::layout::Size;

use crate::app::core::effect::Effect;
use crate::app::core::message_log::MessageKind;
use crate::app::data::disk_cache::Cached;
use crate::app::data::remote::Remote;
use crate::app::keys::table::Mode;
use crate::app::kit::clipboard::Clipboard;
use crate::app::kit::layout::{Areas, PaneRequest, Room};
use crate::app::screens::members::defaults::Table;
use crate::app::screens::members::recent_teams::RecentTeams;
use crate::app::screens::members::screen::Members;
use crate::app::screens::sign_in::login::{Login, Step};
use crate::app::screens::sign_in::qr::Qr;
use crate::app::screens::teams::Teams;
use crate::app::screens::todos::Todos;
use crate::base::request::{Ids, RequestId};
use crate::base::secret::Secret;
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::session::{Phase, Session, Source, profile};
use crate::tower::model::{TeamId, User};

/// What a person works at once there is an application to sign in with.
#[derive(Debug)]
pub struct Workspace {
    /// The login and its token.
    pub session: Session,
    /// The sign-in screen.
    pub login: Login,
    /// The account.
    pub account: Remote<User>,
    /// Whose session has read what is here; none before the first.
    pub(in crate::app) reader: Option<SafeText>,
    /// Its teams.
    pub teams: Teams,
    /// The open team.
    pub members: Option<Members>,
    /// The to-dos of its members.
    pub todos: Todos,
    /// The team picker shows although a team is open.
    pub picking: bool,
    /// The sign-in screen shows although there is data to see.
    pub signing_in: bool,
    /// The team that was open last, here or before this start.
    pub remembered: Option<TeamId>,
    /// The teams that were open before.
    pub(in crate::app) shelf: RecentTeams,
    /// What is cached from before this start, until it is known whose session this is.
    pub(in crate::app) cached: Option<Box<Cached>>,
    /// The application's secret as it was typed, until Tower has taken it.
    pub(super) unproven: Option<Secret>,
    /// What went wrong and has not been told.
    pub(super) untold: Vec<MessageKind>,
    /// What is the matter with the session, as it was told.
    pub(super) standing: Vec<MessageKind>,
    pub(in crate::app) own: Option<RequestId>,
    pub(in crate::app) ids: Ids,
    pub(in crate::app) place: Capabilities,
    pub(in crate::app) table: Table,
}

/// What is true of the desk from the start to the end.
#[derive(Clone, Copy, Debug)]
pub struct Capabilities {
    /// A browser can be reached from here.
    pub has_browser: bool,
    /// The clipboard that is reached from here.
    pub clipboard: Clipboard,
    /// The Tower is the built-in one.
    pub demo: bool,
    /// A screen reader listens, which reads from border to border: nothing stands beside a list.
    pub accessible: bool,
    /// Chance, 0 to 1, drawn once.
    pub jitter: f64,
}

/// The moment and the size of the screen that something happens at.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct At {
    pub(in crate::app) now: Now,
    pub(in crate::app) size: Size,
}

/// Which screen shows. Worked out from what is there, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Signing in.
    Login,
    /// Choosing a team.
    Teams,
    /// The open team.
    Members,
    /// The to-dos of one of its members.
    Todos,
}

impl Workspace {
    /// A desk at which nothing is known yet.
    pub fn new(session: Session, login: Login, remembered: Option<TeamId>, place: Capabilities) -> Self {
        Self {
            session,
            login,
            account: Remote::default(),
            reader: None,
            cached: None,
            teams: Teams::default(),
            members: None,
            todos: Todos::default(),
            picking: false,
            signing_in: false,
            remembered,
            shelf: RecentTeams::default(),
            unproven: None,
            untold: Vec::new(),
            standing: Vec::new(),
            own: None,
            ids: Ids::default(),
            place,
            table: Table::default(),
        }
    }

    /// Which screen shows. A session that ends leaves its data on the screen.
    pub fn screen(&self) -> Screen {
        let has_data = self.members.is_some() || self.teams.list.value().is_some();
        let asks = !self.session.is_live() || self.session.wants_two_step();
        if asks && (self.signing_in || !has_data) {
            Screen::Login
        } else if self.members.is_some() && !self.picking {
            if self.todos.opened.is_some() { Screen::Todos } else { Screen::Members }
        } else {
            Screen::Teams
        }
    }

    /// Which keys are live.
    pub fn mode(&self) -> Mode {
        match (self.screen(), &self.members) {
            (Screen::Login, _) => match self.login.step(self.session.phase()) {
                Step::Address => Mode::LoginAddress,
                Step::Code => Mode::LoginCode,
                Step::Exchanging => Mode::LoginWait,
                Step::TwoStep => Mode::LoginTwoStep,
            },
            (Screen::Members, Some(members)) if members.exporting.is_some() => Mode::Export,
            (Screen::Members, Some(members)) if members.menu.is_some() => Mode::Menu,
            (Screen::Members, Some(members)) if members.filter.editing => Mode::Filter,
            (Screen::Members, Some(members)) if members.zoomed => Mode::Member,
            (Screen::Members, _) => Mode::Members,
            (Screen::Todos, _) => match &self.todos.opened {
                Some(opened) if opened.filter.editing => Mode::Filter,
                Some(opened) if opened.zoomed => Mode::Todo,
                _ => Mode::Todos,
            },
            (Screen::Teams, _) if self.teams.filter.editing => Mode::Filter,
            (Screen::Teams, _) => Mode::Teams,
        }
    }

    /// The QR code that lies over the screen.
    pub fn qr(&self) -> Option<&Qr> {
        self.login.qr.as_ref().filter(|_| self.screen() == Screen::Login)
    }

    /// Where the parts of the screen are.
    pub fn areas(&self, size: Size) -> Areas {
        match (self.screen(), &self.members) {
            (Screen::Members, Some(members)) => {
                let filter = members.filter.editing || !members.filter.is_empty();
                let detail = members.detail && members.loaded() > 0 && self.has_detail(size);
                Areas::of(size, PaneRequest { filter, detail })
            }
            (Screen::Todos, _) => {
                let filter = self.todos.opened.as_ref().map(|opened| &opened.filter);
                let filter = filter.is_some_and(|filter| filter.editing || !filter.is_empty());
                let detail = self.todos.detail && self.has_detail(size);
                Areas::todos(size, PaneRequest { filter, detail })
            }
            _ => {
                let filter = self.teams.filter.editing || !self.teams.filter.is_empty();
                Areas::picker(size, filter)
            }
        }
    }

    /// Whether a detail has room beside or below the list.
    pub(in crate::app) fn has_detail(&self, size: Size) -> bool {
        let beside = Room::of(size) == Room::Wide;
        // A to-do is too much for the rows below a list.
        let fits = beside || self.screen() != Screen::Todos;
        fits && Areas::has_detail(size) && !(beside && self.place.accessible)
    }

    /// Works out anew which rows show, after data or a filter has changed.
    pub(in crate::app) fn refit(&mut self, size: Size) {
        let rows = self.areas(size).rows();
        match (self.screen(), &mut self.members) {
            (Screen::Members, Some(members)) => members.refit(rows),
            (Screen::Todos, _) => self.todos.refit(rows),
            _ => self.teams.refit(rows),
        }
    }

    /// Keeps the selected row on the screen, after the screen has changed.
    pub(in crate::app) fn fit(&mut self, size: Size) {
        self.login.qr.take_if(|qr| !qr.fits(size));
        let rows = self.areas(size).rows();
        match (self.screen(), &mut self.members) {
            (Screen::Members, Some(members)) => members.fit(rows),
            (Screen::Todos, _) => self.todos.fit(rows),
            _ => self.teams.cursor.fit(self.teams.shown.len(), rows),
        }
    }

    /// Has a typed secret kept once Tower has given a token for it: until then it may be mistyped, and the next
    /// start would not ask for it any more.
    pub(super) fn keep_proven_secret(&mut self) -> Option<Effect> {
        let proven = matches!(self.session.phase(), Phase::Live(live) if live.source == Source::Here);
        let secret = self.unproven.take_if(|_| proven)?;
        let client = self.session.client();
        let profile = profile(&client.addresses.origin, &client.addresses.token_url, &client.app.client_id);
        Some(Effect::KeepSecret { profile, secret })
    }

    /// Whether the session has ended under the person's hands.
    pub fn is_signed_out(&self) -> bool {
        matches!(
            self.session.phase(),
            Phase::SignedOut { .. } | Phase::TwoStep { .. } | Phase::Exchanging { .. }
        )
    }
}

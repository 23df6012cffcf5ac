//! What each action does at the desk.

use crossterm::event::KeyEvent;
use ratatui::layout::{Position, Size};

use super::workspace::{At, Screen, Workspace};
use crate::app::core::effect::Effect;
use crate::app::core::notice::{Copying, Notice};
use crate::app::keys::paste_detector::is_printable;
use crate::app::keys::table::{Action, LoginAction, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::screens::members::menu::{Part, link};
use crate::app::screens::members::screen::Members;
use crate::app::screens::sign_in::login::Step;
use crate::app::screens::sign_in::qr::Qr;
use crate::app::search::{Filter, Sort};
use crate::session::Fact;

/// What an action came to.
#[derive(Debug, Default)]
pub(in crate::app) struct Done {
    pub(super) effects: Vec<Effect>,
    pub(in crate::app) notice: Option<Notice>,
    /// There was nothing to go back from.
    pub(super) at_the_root: bool,
}

impl From<Vec<Effect>> for Done {
    fn from(effects: Vec<Effect>) -> Self {
        Self { effects, ..Self::default() }
    }
}

impl Workspace {
    /// Does what the person wants, where it means something.
    pub(super) fn act(&mut self, action: Action, at: At) -> Done {
        match action {
            Action::Go(motion) => {
                self.go(motion, at.size);
                Done::default()
            }
            Action::Open => self.open(at).into(),
            Action::Back => self.back(at),
            Action::QuitOrBack => self.leave_place(at),
            Action::Filter => {
                self.filter().begin();
                self.refit(at.size);
                Done::default()
            }
            Action::KeepFilter => {
                self.filter().keep();
                self.keep_found(at.size);
                self.todos.wish_for_more();
                self.refit(at.size);
                Done::default()
            }
            Action::Recall => {
                self.filter().recall();
                self.find(at.size);
                Done::default()
            }
            Action::Complete => {
                if let Some(members) = self.members.as_mut().filter(|members| members.filter.editing) {
                    members.complete();
                }
                self.find(at.size);
                Done::default()
            }
            Action::SortNext => self.sort(|members| members.sort.next(&members.columns.places()), at),
            Action::SortReverse => self.sort(|members| members.sort.reverse(), at),
            Action::Menu(menu) => {
                self.open_menu(menu);
                Done::default()
            }
            Action::Choose => self.choose(at),
            Action::Zoom => self.zoom(at).into(),
            Action::NextTab | Action::PreviousTab => {
                self.turn_todos(action == Action::PreviousTab, at).into()
            }
            Action::CopyName if self.screen() == Screen::Todos => self.copy_todo(),
            Action::CopyName => self.copy(Part::Name, ""),
            Action::Browse if self.screen() == Screen::Todos => self.browse_todo(),
            Action::Browse => self.browse_member(),
            Action::Export => {
                self.ask_where_to_export();
                Done::default()
            }
            Action::WriteExport => self.export(),
            Action::Detail if self.screen() == Screen::Todos => self.toggle_todo(at).into(),
            Action::Detail | Action::Inactive => self.change_table(action, at.size).into(),
            Action::SwitchTeam => {
                self.picking = true;
                self.point_at_open_team(at.size);
                Done::default()
            }
            Action::SignIn if self.session.offer().is_some() => self.on_fact(Fact::OfferTaken, at).into(),
            Action::SignIn => {
                self.signing_in = self.is_signed_out() || self.session.wants_two_step();
                Done::default()
            }
            Action::Renew => self.on_fact(Fact::RenewalWished, at).into(),
            Action::Refresh => self.refresh(at).into(),
            Action::Login(action) => self.act_on_login(action, at),
            Action::Quit
            | Action::Help
            | Action::Palette
            | Action::Run
            | Action::Pick
            | Action::Session
            | Action::Messages
            | Action::CopyMessage
            | Action::SignOut
            | Action::Theme
            | Action::Mouse
            | Action::Redraw
            | Action::Suspend
            | Action::Setup(_) => Done::default(),
        }
    }

    /// Moves in the list that has the keys: the open menu, else the one that shows.
    pub(in crate::app) fn go(&mut self, motion: Motion, size: Size) {
        if self.go_in_menu(motion, size) {
            return;
        }
        let rows = self.areas(size).rows();
        match (self.screen(), &mut self.members) {
            (Screen::Members, Some(members)) => members.go(motion, rows),
            (Screen::Todos, _) => self.go_in_todos(motion, size),
            _ => self.teams.go(motion, rows),
        }
    }

    /// Selects the row at this cell, if there is one.
    pub(super) fn select_at(&mut self, place: Position, size: Size) {
        let areas = self.areas(size);
        let Some(below) = areas.row_at(place).filter(|_| !self.has_over_table()) else { return };
        if self.screen() == Screen::Todos {
            return self.select_todo(below, areas.rows());
        }
        match (self.screen(), &mut self.members) {
            (Screen::Members, Some(members)) if !members.zoomed => {
                members.select_row(members.cursor.offset + below, areas.rows());
            }
            (Screen::Teams, _) => self.teams.select_row(self.teams.cursor.offset + below, areas.rows()),
            _ => {}
        }
    }

    fn open(&mut self, at: At) -> Vec<Effect> {
        match self.screen() {
            Screen::Members => self.open_todos(at),
            Screen::Todos => self.zoom_todo(true, at),
            Screen::Teams => match self.teams.selected().cloned() {
                Some(team) => self.open_team(team, at),
                None => Vec::new(),
            },
            Screen::Login => Vec::new(),
        }
    }

    /// The detail on the whole screen, or what it was opened from again.
    fn zoom(&mut self, at: At) -> Vec<Effect> {
        match (self.screen(), &mut self.members) {
            (Screen::Members, Some(members)) => {
                members.zoomed = !members.zoomed && members.selected().is_some();
                Vec::new()
            }
            (Screen::Todos, _) => self.zoom_todo(!self.is_in_a_todo(), at),
            _ => Vec::new(),
        }
    }

    fn sort(&mut self, change: impl FnOnce(&Members) -> Sort, at: At) -> Done {
        let rows = self.areas(at.size).rows();
        let Some(members) = &mut self.members else { return Done::default() };
        let sort = change(members);
        members.sort_by(sort, rows);
        Done { notice: Some(Notice::Sorted(sort)), ..Done::default() }
    }

    /// Opens the selected member's page; where no browser can be reached, its address is copied.
    fn browse_member(&self) -> Done {
        let origin = &self.session.client().addresses.origin;
        let Some(member) = self.members.as_ref().and_then(Members::selected) else { return Done::default() };
        self.browse(link(member, origin))
    }

    /// Opens a page of Tower's, or copies its address.
    pub(super) fn browse(&self, url: String) -> Done {
        if self.place.has_browser {
            return Done { notice: Some(Notice::BrowserAsked), ..vec![Effect::OpenBrowser(url)].into() };
        }
        self.copy_text(url, Copying::LinkInstead)
    }

    /// One step back: out of the detail, the filter, the wait, the picker; in this order.
    fn back(&mut self, at: At) -> Done {
        if self.close_over_table() {
            return Done::default();
        }
        if self.screen() == Screen::Todos {
            return self.back_in_todos(at).into();
        }
        let zoomed = self.members.as_ref().is_some_and(|members| members.zoomed);
        if self.screen() == Screen::Login || (self.screen() == Screen::Members && zoomed) {
            return self.leave_place(at);
        }
        let filter = self.filter();
        if filter.editing || !filter.is_empty() {
            filter.clear();
            if let Some(members) = &mut self.members {
                members.forget_found();
            }
            self.refit(at.size);
            return Done::default();
        }
        match self.give_up(at.size) {
            Some(effects) => effects.into(),
            None => self.leave_place(at),
        }
    }

    /// Out of the detail, the picker or the sign-in screen, if there is something behind it.
    fn leave_place(&mut self, at: At) -> Done {
        if self.close_over_table() {
            return Done::default();
        }
        match (self.screen(), &mut self.members) {
            (Screen::Login, _) if self.signing_in => self.signing_in = false,
            (Screen::Members, Some(members)) if members.zoomed => members.zoomed = false,
            (Screen::Todos, _) => return self.leave_todos(at).into(),
            (Screen::Teams, Some(_)) => {
                self.picking = false;
                self.refit(at.size);
            }
            _ => return Done { at_the_root: true, ..Done::default() },
        }
        Done::default()
    }

    /// Closes what lies over the table; whether there was anything.
    fn close_over_table(&mut self) -> bool {
        let open = self.has_over_table();
        if let Some(members) = self.members.as_mut().filter(|_| open) {
            members.menu = None;
            members.exporting = None;
        }
        open
    }

    /// Whether a menu or a question lies over the table.
    fn has_over_table(&self) -> bool {
        matches!(self.mode(), Mode::Menu | Mode::Export)
    }

    fn change_table(&mut self, action: Action, size: Size) -> Vec<Effect> {
        let has_detail = self.has_detail(size);
        if let Some(members) = &mut self.members {
            if action == Action::Detail && !has_detail {
                members.zoomed = members.selected().is_some();
            } else if action == Action::Detail {
                members.detail = !members.detail;
            } else {
                members.show_inactive = !members.show_inactive;
            }
        }
        self.refit(size);
        Vec::new()
    }

    fn filter(&mut self) -> &mut Filter {
        match (self.screen(), &mut self.members, &mut self.todos.opened) {
            (Screen::Members, Some(members), _) => &mut members.filter,
            (Screen::Todos, _, Some(opened)) => &mut opened.filter,
            _ => &mut self.teams.filter,
        }
    }

    fn point_at_open_team(&mut self, size: Size) {
        let rows = self.areas(size).rows();
        if let Some(members) = &self.members {
            self.teams.select(&members.team.id, rows);
        }
    }

    fn act_on_login(&mut self, action: LoginAction, at: At) -> Done {
        let url = self.session.client().authorize_url();
        match action {
            LoginAction::Browse if self.place.has_browser => {
                Done { notice: Some(Notice::BrowserAsked), ..vec![Effect::OpenBrowser(url)].into() }
            }
            LoginAction::Browse => self.copy_address(url, Copying::AddressInstead, at),
            LoginAction::Copy => self.copy_address(url, Copying::Asked(None), at),
            LoginAction::Print => {
                self.login.address_taken(at.now);
                vec![Effect::PrintPlain(url)].into()
            }
            LoginAction::Qr => self.show_qr(&url, at),
            LoginAction::Switch => {
                self.login.switch();
                Done::default()
            }
            LoginAction::Clear => {
                self.login.clear();
                Done::default()
            }
            LoginAction::Submit => self.submit(at).into(),
            LoginAction::GiveUp => self.on_fact(Fact::Abandoned, at).into(),
            LoginAction::ChangeApp => Done::default(),
        }
    }

    fn copy_address(&mut self, url: String, what: Copying, at: At) -> Done {
        let done = self.copy_text(url, what);
        if !done.effects.is_empty() {
            self.login.address_taken(at.now);
        }
        done
    }

    fn show_qr(&mut self, url: &str, at: At) -> Done {
        let qr = Qr::of(url);
        let needs = qr.as_ref().map(Qr::size);
        self.login.qr = qr.filter(|qr| qr.fits(at.size));
        if self.login.qr.is_none() {
            return Done { notice: Some(Notice::NoQr { needs }), ..Done::default() };
        }
        self.login.address_taken(at.now);
        Done::default()
    }

    fn submit(&mut self, at: At) -> Vec<Effect> {
        let step = self.login.step(self.session.phase());
        let fact = match step {
            Step::TwoStep => self.login.hand_in_captcha(),
            Step::Code if self.place.demo && self.login.draft.is_empty() => {
                if self.login.fetching {
                    return Vec::new();
                }
                self.login.fetching = true;
                return vec![Effect::FetchCode { url: self.session.client().authorize_url() }];
            }
            Step::Code if self.login.draft.is_empty() && self.session.offer().is_some() => {
                Some(Fact::OfferTaken)
            }
            Step::Code | Step::Address | Step::Exchanging => {
                let client = self.session.client().clone();
                self.login.hand_in(&client)
            }
        };
        fact.map_or_else(Vec::new, |fact| self.on_fact(fact, at))
    }

    /// A key that is text where the person is.
    pub(super) fn type_key(&mut self, key: KeyEvent, size: Size) {
        match self.screen() {
            Screen::Login if self.login.step(self.session.phase()) == Step::TwoStep => {
                self.login.type_captcha(key);
            }
            Screen::Login => self.login.type_code(key),
            Screen::Members if self.mode() == Mode::Export => {
                if let Some(field) = self.export_to() {
                    field.press(key);
                }
            }
            Screen::Teams | Screen::Members | Screen::Todos => {
                self.filter().press(key);
                self.find(size);
            }
        }
    }

    /// Whether a letter on the sign-in screen does something, instead of being text.
    pub(super) fn letters_are_commands(&self) -> bool {
        self.qr().is_some() || self.login.step(self.session.phase()) == Step::Address
    }

    /// A key of a pasted text that the terminal did not mark as one, and the key that came before it, if nothing
    /// was done with it yet. Line breaks in it mean nothing, the last one least of all.
    pub(super) fn type_pasted(&mut self, before: Option<KeyEvent>, key: KeyEvent) {
        self.login.qr = None;
        if self.login.step(self.session.phase()) == Step::Address {
            self.login.switch();
        }
        for key in before.into_iter().chain([key]).filter(|key| is_printable(*key)) {
            match self.login.step(self.session.phase()) {
                Step::TwoStep => self.login.type_captcha(key),
                Step::Code => self.login.type_code(key),
                Step::Address | Step::Exchanging => {}
            }
        }
    }

    /// Pasted text.
    pub(in crate::app) fn paste(&mut self, text: &str, size: Size) {
        match self.screen() {
            Screen::Login => self.login.paste(text, self.session.phase(), &self.session.client().clone()),
            Screen::Members if self.mode() == Mode::Export => {
                if let Some(field) = self.export_to() {
                    field.insert(text);
                }
            }
            Screen::Teams | Screen::Members | Screen::Todos if self.filter().editing => {
                self.filter().insert(text);
                self.find(size);
            }
            Screen::Teams | Screen::Members | Screen::Todos => {}
        }
    }
}

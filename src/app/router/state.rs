//! All that the program knows, and the only way it changes: a fact goes in, effects come out.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;

use super::input::Input;
use super::leaving::{AfterLeaving, Leaving};
use super::startup::Startup;
use super::workspace::Workspace;
use crate::app::core::context::{At, Context};
use crate::app::core::effect::Effect;
use crate::app::core::event::Event;
use crate::app::core::message_log::{MessageKind, MessageLog};
use crate::app::core::notice::{How, Notice};
use crate::app::core::outbox::Outbox;
use crate::app::core::overlay::{Answer, Background};
use crate::app::core::presence::Presence;
use crate::app::keys::paste_detector::{PasteDetector, is_printable};
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Look;
use crate::app::kit::layout::Room;
use crate::app::overlays::any::AnyOverlay;
use crate::app::overlays::session::SessionPanel;
use crate::app::overlays::settings_errors::SettingsErrors;
use crate::app::records::named::WhichTeam;
use crate::app::screens::setup::form::Setup;
use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::base::time::{Now, Wall, time_of_day};

/// All that the program knows.
#[derive(Debug)]
pub struct State {
    /// The moment of the newest fact.
    pub now: Now,
    /// The size of the terminal.
    pub size: Size,
    /// The language of the interface.
    pub lang: Lang,
    /// How the screen looks.
    pub look: Look,
    /// How far the person has come.
    pub stage: Stage,
    /// What lies over the screen, the one that has the keys last.
    pub overlays: Vec<AnyOverlay>,
    /// What just happened.
    pub notices: MessageLog,
    /// The start this run was given.
    pub startup: Startup,
    pub(super) presence: Presence,
    pub(super) leaving: Option<Leaving>,
    /// The shell has the terminal; the next event means that it is back.
    pub(super) stopped: bool,
    /// The number of the profile that the program goes on with once it has left.
    pub goes_on: Option<usize>,
    /// Settings are on their way to the disk.
    pub(super) saving: bool,
    /// The workspace that the first-run form was opened from; nobody is signed in there.
    pub(in crate::app) behind: Option<Box<Workspace>>,
    /// The first-run form that the demo was opened from.
    pub(super) before_demo: Option<Box<Setup>>,
    pub(in crate::app) burst: PasteDetector,
    /// The number of the row that digits have picked so far.
    pub(in crate::app) number: usize,
    /// The row that was clicked on last, and when; none since a key.
    pub(super) clicked: Option<(usize, Duration)>,
}

/// How far a person has come.
#[derive(Debug)]
pub enum Stage {
    /// Nothing is set up yet.
    Setup(Box<Setup>),
    /// There is an application to sign in with.
    Workspace(Box<Workspace>),
}

impl State {
    /// The state at the start.
    pub fn new(mut startup: Startup, now: Now) -> Self {
        let stage = match startup.client.clone() {
            Some(client) => Stage::Workspace(Box::new(startup.workspace(client))),
            None => Stage::Setup(Box::new(Setup::new(startup.base.clone(), startup.known.clone()))),
        };
        let mut notices = MessageLog::default();
        let (wanted, look) = (startup.look.theme, startup.look.as_possible());
        if look.theme != wanted {
            notices.show(Notice::ThemeImpossible { wanted, instead: look.theme }, now);
        }
        let mut overlays = Vec::new();
        if !startup.settings_errors.is_empty() {
            notices.tell(MessageKind::Notice(Notice::SettingsErrors(startup.settings_errors.clone())), now);
            overlays.push(AnyOverlay::SettingsErrors(SettingsErrors::default()));
        }
        Self {
            now,
            size: startup.size,
            lang: startup.lang,
            look,
            stage,
            overlays,
            notices,
            startup,
            presence: Presence::default(),
            leaving: None,
            stopped: false,
            goes_on: None,
            saving: false,
            behind: None,
            before_demo: None,
            burst: PasteDetector::default(),
            number: 0,
            clicked: None,
        }
    }

    /// Takes in a fact.
    #[must_use = "effects that are not run never happen"]
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.now = now;
        let due = self.burst.release_due(now);
        let mut effects = self.come_back();
        effects.extend(due.map_or_else(Vec::new, |key| self.press(key)));
        let asked = self.is_asked_to_leave() && matches!(event, Event::Key(_));
        effects.extend(self.take_in(event));
        if asked && !effects.contains(&Effect::Quit) {
            effects.extend(self.stay());
        }
        // After every event and not on ticks alone: any of them may be the first after a sleep.
        let focused = self.presence.is_focused();
        effects.extend(self.in_workspace(|workspace, at, out| workspace.after_event(focused, at, out)));
        if let Stage::Workspace(workspace) = &mut self.stage {
            for told in workspace.take_untold(now) {
                self.notices.tell(told, now);
            }
        }
        if self.leaving.is_none() && self.no_team().is_some() {
            effects.extend(self.leave_in_time(AfterLeaving::Quit));
        }
        if let Some(leaving) = self.leaving
            && (leaving.until.is_some_and(|until| now.mono >= until)
                || (self.may_leave() && !self.is_asked_for_notes()))
        {
            effects.push(self.gone(leaving.then));
        }
        effects
    }

    /// The program ends. What Tower has said is left where it is: to free a hundred thousand members takes longer than
    /// all else on the way out.
    pub fn leave_lists(&mut self) {
        if let Stage::Workspace(workspace) = &mut self.stage {
            std::mem::forget(std::mem::take(&mut workspace.data));
        }
    }

    /// Why this run is over before it has begun: there is no such team as it is for, or several may be meant.
    pub fn no_team(&self) -> Option<&WhichTeam> {
        if let Stage::Workspace(workspace) = &self.stage { workspace.no_team.as_ref() } else { None }
    }

    /// The moment, and how the screen is.
    pub fn at(&self) -> At {
        At { now: self.now, size: self.size, lang: self.lang }
    }

    /// Has the workspace do something, if there is one, and shows its notices.
    pub(super) fn in_workspace(&mut self, work: impl FnOnce(&mut Workspace, At, &mut Outbox)) -> Vec<Effect> {
        let at = self.at();
        let mut out = Outbox::default();
        if let Stage::Workspace(workspace) = &mut self.stage {
            work(workspace, at, &mut out);
        }
        self.tell(out)
    }

    /// Shows what the person is told. Returns what the runtime is to do.
    pub(super) fn tell(&mut self, out: Outbox) -> Vec<Effect> {
        out.notices.into_iter().for_each(|notice| self.notices.show(notice, self.now));
        out.effects
    }

    fn take_in(&mut self, event: Event) -> Vec<Effect> {
        let now = self.now;
        self.presence.take_in(&event, now);
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
            Event::Key(key) => self.on_key(key),
            Event::Pasted(text) => {
                self.burst = PasteDetector::default();
                self.paste(text.expose())
            }
            Event::Resized(size) => {
                self.size = size;
                self.in_workspace(|workspace, at, _| workspace.refit(at))
            }
            Event::Measured { wide } => self.measured(wide),
            Event::Clicked(place) => self.click(place),
            Event::Wheeled(motion) => self.turn_wheel(motion),
            Event::Ticked | Event::Focused(_) => Vec::new(),
            Event::Session(fact) => self.in_workspace(|workspace, at, out| workspace.on_fact(fact, at, out)),
            Event::CacheRead { team, part } => self.in_workspace(|workspace, at, _| {
                workspace.data.fill(&team, part);
                workspace.refit(at);
            }),
            Event::CodeFetched(result) => self.on_code(result),
            Event::BrowserOpened(result) => {
                if let (Ok(()), Stage::Workspace(workspace)) = (result, &mut self.stage) {
                    workspace.login.address_taken(now);
                }
                self.notices.show(result.map_or_else(Notice::NoBrowser, |()| Notice::BrowserOpened), now);
                Vec::new()
            }
            Event::SettingsSaved(result) => {
                self.saving = false;
                match result {
                    Ok(()) => self.notices.settle(|notice| matches!(notice, Notice::SettingsNotSaved(_))),
                    Err(fault) => self.notices.show(Notice::SettingsNotSaved(fault), now),
                }
                Vec::new()
            }
            Event::Copied(what) => {
                self.notices.show(Notice::Copied { what, how: How::Native }, now);
                Vec::new()
            }
            Event::NotCopied { text, what } => {
                let mut out = Outbox::default();
                out.copy_by_terminal(text, what);
                self.tell(out)
            }
            Event::Exported { path, result } => {
                if let Stage::Workspace(workspace) = &mut self.stage {
                    workspace.on_exported(result.is_ok());
                }
                self.notices.show(Notice::of_export(path, result), now);
                Vec::new()
            }
            Event::DemoStarted(Ok(client)) => self.enter_demo(*client),
            Event::DemoStarted(Err(why)) => {
                self.notices.show(Notice::NoDemo { why }, now);
                Vec::new()
            }
            Event::Terminated => self.terminate(),
        }
    }

    fn on_code(&mut self, result: Result<Secret, String>) -> Vec<Effect> {
        if let Stage::Workspace(workspace) = &mut self.stage {
            match result {
                Ok(code) => {
                    self.notices.settle(|notice| matches!(notice, Notice::NoCode { .. }));
                    workspace.login.fetched(code.expose(), &workspace.session.client().clone());
                }
                Err(why) => {
                    workspace.login.fetching = false;
                    self.notices.show(Notice::NoCode { why }, self.now);
                }
            }
        }
        Vec::new()
    }

    /// A key on the sign-in screen may be part of a pasted text; everywhere else it is what it is.
    fn on_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let in_palette = self.has_palette();
        let workspace = match &mut self.stage {
            Stage::Workspace(workspace)
                if workspace.is_signing_in() && (in_palette || self.overlays.is_empty()) =>
            {
                workspace
            }
            _ => {
                self.burst = PasteDetector::default();
                return self.press(key);
            }
        };
        let pasted = self.burst.takes(key, self.now);
        let held = self.burst.release();
        if pasted {
            workspace.login.type_pasted(held, key, workspace.session.phase());
            // At the sign-in it can only be a code.
            self.close_palette();
            return Vec::new();
        }
        let holds = is_printable(key)
            && (in_palette || workspace.login.letters_are_commands(workspace.session.phase()));
        let mut effects = held.map_or_else(Vec::new, |key| self.press(key));
        if holds {
            self.burst.hold(key);
        } else {
            effects.extend(self.press(key));
        }
        effects
    }

    fn press(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.notices.dismiss();
        self.clicked = None;
        let at = self.at();
        if let Stage::Workspace(workspace) = &mut self.stage {
            workspace.see(at);
        }
        let action = self.startup.keymap.resolve(self.mode(), key);
        if action != Some(Action::Pick) {
            self.number = 0;
        }
        if action != Some(Action::Quit) && self.close_qr() {
            return Vec::new();
        }
        if let Some(action) = action {
            return self.act(action, key);
        }
        let at = self.at();
        if self.is_text(key) {
            match (self.overlays.last_mut(), &mut self.stage) {
                (Some(top), _) => top.overlay_mut().type_key(key),
                (None, Stage::Setup(setup)) => setup.press(key),
                (None, Stage::Workspace(workspace)) => workspace.hand_on(Input::Key(key), at),
            }
            return Vec::new();
        }
        self.take_unbound(key)
    }

    /// Takes the QR code off the screen; whether there was one.
    fn close_qr(&mut self) -> bool {
        match &mut self.stage {
            Stage::Workspace(workspace) => workspace.qr().is_some() && workspace.login.qr.take().is_some(),
            Stage::Setup(_) => false,
        }
    }

    pub(super) fn act(&mut self, action: Action, key: KeyEvent) -> Vec<Effect> {
        match action {
            Action::Quit => return self.leave(AfterLeaving::Quit),
            // The screen says so, and nothing else.
            Action::QuitOrBack if Room::of(self.size) == Room::None => return self.leave(AfterLeaving::Quit),
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => return self.leave(AfterLeaving::Suspend),
            Action::Theme => self.list_themes(),
            Action::Mouse => return self.toggle_mouse(),
            Action::Pick => self.pick(key),
            Action::Back | Action::QuitOrBack if self.overlays.pop().is_some() => {}
            _ if !self.overlays.is_empty() => return self.act_in_overlay(action, key),
            action => return self.act_below(action, key),
        }
        Vec::new()
    }

    /// Does something where no overlay has the keys.
    fn act_below(&mut self, action: Action, key: KeyEvent) -> Vec<Effect> {
        if let Some(overlay) = AnyOverlay::of(action, &self.notices) {
            self.overlays.push(overlay);
            return Vec::new();
        }
        match action {
            Action::Setup(action) => return self.act_on_setup(action, key),
            // It is asked again in the panel.
            Action::SignOut => self.overlays.push(AnyOverlay::Session(SessionPanel::asking())),
            Action::Login(LoginAction::Qr) if self.look.wide => {
                self.notices.show(Notice::BlocksTooWide, self.now);
            }
            Action::Login(LoginAction::ChangeApp) => return self.change_app(),
            action => {
                if self.before_demo.is_none() || action != Action::Back {
                    self.tell_why_not(action);
                }
                let mut at_the_root = false;
                let effects =
                    self.in_workspace(|workspace, at, out| at_the_root = workspace.act(action, at, out));
                let quits = at_the_root && action == Action::QuitOrBack;
                let back = if at_the_root && action == Action::Back { self.leave_demo() } else { None };
                return match back {
                    _ if quits => self.leave(AfterLeaving::Quit),
                    Some(back) => [effects, back].concat(),
                    None => effects,
                };
            }
        }
        Vec::new()
    }

    /// Has the overlay do something that has the keys; what is none of its business is done below it.
    fn act_in_overlay(&mut self, action: Action, key: KeyEvent) -> Vec<Effect> {
        let Some(mut top) = self.overlays.pop() else { return Vec::new() };
        let mut out = Outbox::default();
        let answer = self.below(self.mode(), |below| match action {
            Action::Go(motion) => {
                top.overlay_mut().go(motion, below);
                Answer::Stay
            }
            action => top.overlay_mut().act(action, below, &mut out),
        });
        if matches!(answer, Answer::Stay | Answer::Pass) {
            self.overlays.push(top);
        }
        let facts = std::mem::take(&mut out.facts);
        let mut effects = self.tell(out);
        for fact in facts {
            effects.extend(self.in_workspace(|workspace, at, out| workspace.on_fact(fact, at, out)));
        }
        effects.extend(match answer {
            Answer::Do(action) => self.act(action, KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)),
            Answer::Open(item) => self.open_item(item),
            Answer::OpenTodo(address) => self.open_todo(address),
            Answer::Pass => self.act_below(action, key),
            Answer::Stay | Answer::Close => Vec::new(),
        });
        effects
    }

    /// Works with what lies below an overlay, where these keys are live.
    pub(super) fn below<T>(&self, mode: Mode, work: impl FnOnce(&Background<'_>) -> T) -> T {
        let commands = |scope| self.commands(mode, scope);
        work(&Background {
            workspace: self.context(),
            team: self.open_team(),
            themes: self.look.colors.themes(),
            views: &self.views(),
            profiles: &self.startup.profiles,
            messages: &self.notices,
            settings_errors: &self.startup.settings_errors,
            commands: &commands,
            presenter: self.startup.presenter,
            clipboard: self.startup.clipboard,
            lang: self.lang,
            size: self.size,
        })
    }

    /// What the screens of the workspace look at, if there is one.
    fn context(&self) -> Option<Context<'_>> {
        match &self.stage {
            Stage::Workspace(workspace) => Some(workspace.context(self.at())),
            Stage::Setup(_) => None,
        }
    }

    fn has_palette(&self) -> bool {
        matches!(self.overlays.last(), Some(AnyOverlay::Palette(_)))
    }

    /// What the palette lay over is there again.
    pub(super) fn close_palette(&mut self) {
        if self.has_palette() {
            self.overlays.pop();
        }
    }

    /// Which keys are live.
    pub fn mode(&self) -> Mode {
        self.mode_under(self.overlays.last())
    }

    /// Which keys are live below the palette.
    pub fn mode_below(&self) -> Mode {
        let mut from_the_top = self.overlays.iter().rev();
        self.mode_under(from_the_top.find(|overlay| overlay.overlay().mode() != Mode::Palette))
    }

    fn mode_under(&self, top: Option<&AnyOverlay>) -> Mode {
        match (top, &self.stage) {
            (Some(top), _) => top.overlay().mode(),
            (None, Stage::Setup(_)) => Mode::Setup,
            (None, Stage::Workspace(workspace)) => workspace.mode(self.at()),
        }
    }

    /// The errors in the settings as rows of this screen, and the first that shows.
    pub fn settings_errors(&self) -> (Vec<String>, usize) {
        let errors = self.overlays.iter().find_map(|overlay| match overlay {
            AnyOverlay::SettingsErrors(errors) => Some(errors),
            _ => None,
        });
        errors.map_or((Vec::new(), 0), |errors| self.below(self.mode(), |below| errors.rows(below)))
    }

    /// The name of the key that does something in a mode; empty where none does.
    pub fn key(&self, mode: Mode, action: Action) -> String {
        self.startup.keymap.name(mode, action).unwrap_or_default()
    }

    /// A moment of the machine's clock as people read it here.
    pub fn clock_time(&self, at: Wall) -> String {
        time_of_day(at, self.startup.zone)
    }
}

//! The names that actions and places have in the settings.

use super::table::{Action, BINDINGS, LoginAction, Menu, Mode, ROWS, SetupAction};
use crate::app::kit::cursor::Motion;

/// A place of the settings: the modes that its keys are for.
#[derive(Debug, PartialEq, Eq)]
pub struct KeyContext {
    /// Its name.
    pub name: &'static str,
    /// What it stands for.
    pub modes: &'static [Mode],
}

const fn context(name: &'static str, modes: &'static [Mode]) -> KeyContext {
    KeyContext { name, modes }
}

/// All of them. What a later one says counts more.
pub const CONTEXTS: [KeyContext; 17] = [
    context("global", &Mode::ALL),
    context("input", &[Mode::Setup, Mode::LoginCode, Mode::LoginTwoStep, Mode::Filter, Mode::Export]),
    context("list", ROWS),
    context("login", &[Mode::LoginAddress, Mode::LoginCode, Mode::LoginWait, Mode::LoginTwoStep]),
    context("setup", &[Mode::Setup]),
    context("teams", &[Mode::Teams]),
    context("members", &[Mode::Members]),
    context("detail", &[Mode::Member]),
    context("todos", &[Mode::Todos]),
    context("todo", &[Mode::Todo]),
    context("filter", &[Mode::Filter]),
    context("menu", &[Mode::Menu]),
    context("export", &[Mode::Export]),
    context("session", &[Mode::Session]),
    context("messages", &[Mode::Messages]),
    context("mistakes", &[Mode::Mistakes]),
    context("palette", &[Mode::Palette]),
];

impl KeyContext {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        CONTEXTS.iter().find(|context| context.name == name)
    }
}

impl Action {
    /// The action of this name.
    pub fn named(name: &str) -> Option<Self> {
        BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quit => "quit",
            Self::QuitOrBack => "quit_or_back",
            Self::Back => "back",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Run => "run",
            Self::Theme => "theme",
            Self::Mouse => "mouse",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
            Self::SwitchTeam => "team",
            Self::SignIn => "sign_in",
            Self::Session => "session",
            Self::Messages => "messages",
            Self::CopyMessage => "copy_message",
            Self::Renew => "renew",
            Self::SignOut => "sign_out",
            Self::Refresh => "refresh",
            Self::Go(Motion::Down) => "down",
            Self::Go(Motion::Up) => "up",
            Self::Go(Motion::First) => "first",
            Self::Go(Motion::Last) => "last",
            Self::Go(Motion::HalfDown) => "half_down",
            Self::Go(Motion::HalfUp) => "half_up",
            Self::Go(Motion::PageDown) => "page_down",
            Self::Go(Motion::PageUp) => "page_up",
            Self::Open => "open",
            Self::Zoom => "zoom",
            Self::NextTab => "next_tab",
            Self::PreviousTab => "previous_tab",
            Self::Filter => "filter",
            Self::KeepFilter => "keep_filter",
            Self::Recall => "earlier_filter",
            Self::SortNext => "sort_next",
            Self::SortReverse => "sort_reverse",
            Self::Menu(Menu::Facets) => "facet",
            Self::Menu(Menu::Columns) => "columns",
            Self::Menu(Menu::Copy) => "copy_menu",
            Self::Pick => "number",
            Self::Choose => "choose",
            Self::CopyName => "copy",
            Self::OpenTodo => "open_todo",
            Self::Browse => "open_browser",
            Self::Export => "export",
            Self::WriteExport => "write_export",
            Self::Detail => "detail",
            Self::Inactive => "toggle_inactive",
            Self::Login(LoginAction::Browse) => "open_address",
            Self::Login(LoginAction::Copy) => "copy_address",
            Self::Login(LoginAction::Print) => "print_address",
            Self::Login(LoginAction::Qr) => "qr_code",
            Self::Login(LoginAction::Switch) => "other_step",
            Self::Login(LoginAction::Submit) => "submit",
            Self::Login(LoginAction::Clear) => "clear",
            Self::Login(LoginAction::GiveUp) => "start_again",
            Self::Login(LoginAction::ChangeApp) => "change_app",
            Self::Setup(SetupAction::Next) => "next_field",
            Self::Setup(SetupAction::Previous) => "previous_field",
            Self::Setup(SetupAction::Choose) => "other_choice",
            Self::Setup(SetupAction::Continue) => "continue",
            Self::Setup(SetupAction::Demo) => "demo",
            Self::Setup(SetupAction::Back) => "leave_setup",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_name_of_its_own() {
        for binding in BINDINGS {
            assert_eq!(Action::named(binding.action.name()), Some(binding.action));
        }
        assert_eq!(Action::named("fly"), None);
    }

    #[test]
    fn every_place_has_a_name_and_what_is_narrower_comes_later() {
        for mode in Mode::ALL {
            let alone = CONTEXTS.iter().rposition(|context| context.modes == [mode]);
            let login = mode.name_is_login();
            assert!(login || alone.is_some(), "{mode:?}");
            let wider = CONTEXTS.iter().rposition(|context| context.modes.len() > 1);
            assert!(alone.is_none_or(|alone| Some(alone) > wider));
        }
        for context in &CONTEXTS {
            assert_eq!(KeyContext::named(context.name), Some(context));
        }
    }

    impl Mode {
        fn name_is_login(self) -> bool {
            KeyContext::named("login").is_some_and(|login| login.modes.contains(&self))
        }
    }
}

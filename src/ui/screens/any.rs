//! Every screen of the workspace as a picture: the one place of `ui` that knows them all.

use crate::app::router::stack::Stack;
use crate::app::screens::any::AnyScreen;
use crate::ui::kit::scene::Picture;
use crate::ui::words::Words;

/// The picture of a screen.
pub(in crate::ui) fn picture(screen: &AnyScreen) -> &dyn Picture {
    match screen {
        AnyScreen::Teams(screen) => screen,
        AnyScreen::Members(screen) => screen,
        AnyScreen::Todos(screen) => screen,
        AnyScreen::Activity(screen) => screen,
        AnyScreen::Report(screen) => screen,
        AnyScreen::MyDay(screen) => screen,
        AnyScreen::Workload(screen) => screen,
        AnyScreen::Todo(screen) => screen,
        AnyScreen::Notifications(screen) => screen,
        AnyScreen::Standup(screen) => screen,
        AnyScreen::Projects(screen) => screen,
        AnyScreen::Project(screen) => screen,
    }
}

/// Where in the workspace the person is.
pub(in crate::ui) fn trail(stack: &Stack, words: Words) -> String {
    let crumbs = stack.iter().flat_map(|screen| [" › ".to_owned(), picture(screen).crumb(words)]);
    crumbs.collect()
}

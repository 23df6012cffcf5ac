//! The palette: everything that can be done, found by typing. It is the help as well.

use crossterm::event::KeyEvent;

use crate::app::core::command::{Command, Disabled, Scope};
use crate::app::core::context::{Context, Presenter};
use crate::app::core::outbox::Outbox;
use crate::app::core::overlay::{Answer, Background, Overlay};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::kit::text_field::TextField;
use crate::app::search::Phrase;
use crate::base::lang::Lang;
use crate::tower::todo_address::TodoAddress;

/// The palette.
#[derive(Debug)]
pub struct Palette {
    /// What it lists.
    pub scope: Scope,
    /// What is typed to find something.
    pub field: TextField,
    /// The selected command.
    pub cursor: Cursor,
}

impl Palette {
    /// A palette in which nothing is typed.
    pub fn of(scope: Scope) -> Self {
        Self { scope, field: TextField::default(), cursor: Cursor::default() }
    }

    /// A palette that asks for the number of a to-do.
    pub fn for_todo() -> Self {
        Self { field: TextField::of("#"), ..Self::of(Scope::All) }
    }

    /// The to-do whose number or address is typed.
    pub fn address(&self, workspace: Option<&Context<'_>>) -> Option<TodoAddress> {
        TodoAddress::read(self.field.text(), workspace?.origin())
    }

    /// Which of these match what is typed; where that is the name of a key, those on this key come first.
    /// A to-do that is named can be opened from anywhere.
    pub fn found(
        &self,
        mut commands: Vec<Command>,
        names_todo: bool,
        presenter: &dyn Presenter,
    ) -> Vec<Command> {
        let typed = self.field.text().trim();
        let phrase = Phrase::of(typed);
        let opens = |command: &Command| names_todo && command.action == Action::OpenTodo;
        for command in commands.iter_mut().filter(|command| opens(command)) {
            command.disabled.take_if(|why| *why == Disabled::NotHere);
        }
        commands.retain(|command| {
            if opens(command) {
                return true;
            }
            let labels = [Lang::En, Lang::Zh].map(|lang| presenter.label(command.action, lang));
            let keys: Vec<String> = command.keys.iter().map(|key| key.name()).collect();
            let labels = labels.iter().map(|label| &**label);
            let texts = labels.chain(keys.iter().map(String::as_str)).chain([command.action.name()]);
            phrase.is_in(&texts.collect::<Vec<_>>())
        });
        commands
            .sort_by_key(|command| !(opens(command) || command.keys.iter().any(|key| key.name() == typed)));
        commands
    }

    fn all_found(&self, below: &Background<'_>) -> Vec<Command> {
        let names_todo = self.address(below.workspace.as_ref()).is_some();
        self.found((below.commands)(self.scope), names_todo, below.presenter)
    }
}

impl Overlay for Palette {
    fn mode(&self) -> Mode {
        Mode::Palette
    }

    fn go(&mut self, motion: Motion, below: &Background<'_>) {
        self.cursor.go(motion, self.all_found(below).len(), Areas::palette_rows(below.size));
    }

    /// Does what is selected, where it can be done; or lists the other scope, and closes where it lists this one.
    fn act(&mut self, action: Action, below: &Background<'_>, _out: &mut Outbox) -> Answer {
        let scope = match action {
            Action::Help => Scope::Here,
            Action::Palette => Scope::All,
            Action::Run => {
                let selected = self.all_found(below).into_iter().nth(self.cursor.selected);
                let selected = selected.filter(|command| command.disabled.is_none());
                let Some(command) = selected else { return Answer::Stay };
                let named = self.address(below.workspace.as_ref());
                let named = named.filter(|_| command.action == Action::OpenTodo);
                return named.map_or(Answer::Do(command.action), Answer::OpenTodo);
            }
            _ => return Answer::Pass,
        };
        if self.scope == scope {
            return Answer::Close;
        }
        self.scope = scope;
        self.cursor = Cursor::default();
        Answer::Stay
    }

    fn type_key(&mut self, key: KeyEvent) {
        self.field.press(key);
        self.cursor = Cursor::default();
    }

    fn paste(&mut self, text: &str) {
        self.field.insert(text);
        self.cursor = Cursor::default();
    }
}

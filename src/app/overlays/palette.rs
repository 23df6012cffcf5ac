//! The palette: everything that can be done, and the saved views, found by typing; and teams, people, projects,
//! themes and profiles with it. It is the help as well, and the list of themes.

use crossterm::event::KeyEvent;

use crate::app::core::command::{Command, Disabled, Item, Scope};
use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::overlay::{Answer, Background, Overlay};
use crate::app::core::view::View;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::appearance::Theme;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::app::kit::text_field::TextField;
use crate::app::search::{Filter, Phrase, Rank};
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::tower::model::Team;
use crate::tower::todo_address::TodoAddress;

/// No more people, teams and projects than these are listed beside what can be done.
const MOST_FOUND: usize = 8;

/// The palette.
#[derive(Debug)]
pub struct Palette {
    /// What it lists.
    pub scope: Scope,
    /// What is typed to find something.
    pub field: TextField,
    /// The selected row.
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

    /// A list of themes, on the one that is drawn in.
    pub fn for_theme(themes: &[Theme], drawn: Theme) -> Self {
        let selected = themes.iter().position(|theme| *theme == drawn).unwrap_or(0);
        Self { cursor: Cursor { selected, offset: 0 }, ..Self::of(Scope::Themes) }
    }

    /// The to-do whose number or address is typed.
    pub fn address(&self, workspace: Option<&Context<'_>>) -> Option<TodoAddress> {
        TodoAddress::read(self.field.text(), workspace?.origin())
    }

    /// What matches what is typed: what can be done before teams, people, projects and themes, and what cannot be done last.
    pub fn found(&self, below: &Background<'_>) -> Vec<Item> {
        let typed = self.field.text().trim();
        let themes = self.themes(below).into_iter().map(Item::Theme);
        if self.scope == Scope::Themes {
            return themes.collect();
        }
        let names_todo = self.address(below.workspace.as_ref()).is_some();
        let commands = self.commands((below.commands)(self.scope), names_todo, below);
        if names_todo {
            return commands.into_iter().map(Item::Command).collect();
        }
        let mut others = views(typed, below);
        if self.scope == Scope::All {
            others.extend(profiles(typed, below));
        }
        if self.scope == Scope::Here || typed.is_empty() {
            // Before what only moves.
            let at = commands.iter().position(|command| matches!(command.action, Action::Go(_)));
            let mut found: Vec<Item> = commands.into_iter().map(Item::Command).collect();
            let at = at.unwrap_or(found.len());
            found.splice(at..at, others);
            return found;
        }
        let (can, cannot): (Vec<Command>, Vec<Command>) =
            commands.into_iter().partition(|command| command.disabled.is_none());
        let mut found: Vec<Item> = can.into_iter().map(Item::Command).collect();
        found.extend(others);
        found.extend(teams(typed, below));
        found.extend(people(typed, below));
        found.extend(projects(typed, below));
        found.extend(themes);
        found.extend(cannot.into_iter().map(Item::Command));
        found
    }

    /// The commands that match; where what is typed is the name of a key, those on this key come first. A to-do that is
    /// named can be opened from anywhere.
    fn commands(&self, mut commands: Vec<Command>, names_todo: bool, below: &Background<'_>) -> Vec<Command> {
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
            let labels = [Lang::En, Lang::Zh].map(|lang| below.presenter.label(command.action, lang));
            let keys: Vec<String> = command.keys.iter().map(|key| key.name()).collect();
            let labels = labels.iter().map(|label| &**label);
            let texts = labels.chain(keys.iter().map(String::as_str)).chain([command.action.name()]);
            phrase.is_in(&texts.chain(command.action.aliases().iter().copied()).collect::<Vec<_>>())
        });
        commands
            .sort_by_key(|command| !(opens(command) || command.keys.iter().any(|key| key.name() == typed)));
        commands
    }

    /// The themes that can be drawn and match.
    fn themes(&self, below: &Background<'_>) -> Vec<Theme> {
        let phrase = Phrase::of(self.field.text().trim());
        let matches = |theme: &Theme| {
            let labels = [Lang::En, Lang::Zh].map(|lang| below.presenter.theme(*theme, lang));
            let labels = labels.iter().map(|label| &**label);
            phrase.is_in(&labels.chain([theme.name(), "theme", "主题"]).collect::<Vec<_>>())
        };
        below.themes.iter().copied().filter(matches).collect()
    }
}

/// The saved views whose names, or whose key, match.
fn views(typed: &str, below: &Background<'_>) -> Vec<Item> {
    let phrase = Phrase::of(typed);
    let matches = |view: &&View| {
        view.key.is_some_and(|key| key.name() == typed) || phrase.is_in(&[view.name.as_str(), "view", "视图"])
    };
    below.views.iter().filter(matches).cloned().map(Item::View).collect()
}

/// The other profiles whose names match.
fn profiles(typed: &str, below: &Background<'_>) -> Vec<Item> {
    let phrase = Phrase::of(typed);
    let name = |profile: &Option<SafeText>| profile.as_ref().map_or("", SafeText::as_str).to_owned();
    let all = below.profiles.iter().enumerate();
    let found =
        all.filter(|(_, profile)| phrase.is_in(&[&name(profile), "profile", "account", "配置档", "账号"]));
    found.map(|(at, profile)| Item::Profile(at, profile.clone())).collect()
}

/// The teams of the account whose names match, the open one last: Enter leads to another.
fn teams(typed: &str, below: &Background<'_>) -> Vec<Item> {
    let Some(cx) = &below.workspace else { return Vec::new() };
    let filter = Filter::of(typed);
    let all = cx.data.teams.value().map_or(&[][..], Vec::as_slice);
    let named = all.iter().filter(|team| filter.keeps_name(team.name.as_str()));
    let (open, others): (Vec<&Team>, Vec<&Team>) =
        named.partition(|team| below.team.is_some_and(|open| open.id == team.id));
    others.into_iter().take(MOST_FOUND).chain(open).cloned().map(Item::Team).collect()
}

/// The members of the open team who match, the best first.
fn people(typed: &str, below: &Background<'_>) -> Vec<Item> {
    let (Some(cx), Some(team)) = (&below.workspace, below.team) else { return Vec::new() };
    let filter = Filter::of(typed);
    let own = cx.data.own_member(&team.id);
    let Some(list) = cx.data.members(&team.id).list() else { return Vec::new() };
    let all = list.indices().flat_map(|index| (0..index.roster().len()).map(move |at| (index, at)));
    let fits = all.filter_map(|(index, at)| Some((filter.rank(index, at, own)?, (index, at))));
    let named = Rank::sorted(fits).take(MOST_FOUND).filter_map(|(_, (index, at))| index.roster().get(at));
    named.map(|one| Item::Member { id: one.id, name: one.name }).collect()
}

/// The projects of the open team whose names match, as far as they are loaded.
fn projects(typed: &str, below: &Background<'_>) -> Vec<Item> {
    let (Some(cx), Some(team)) = (&below.workspace, below.team) else { return Vec::new() };
    let filter = Filter::of(typed);
    let all = cx.data.projects(&team.id).value().map_or(&[][..], |list| &list.projects);
    let named = all.iter().filter(|project| filter.keeps_name(project.name.as_str()));
    named.take(MOST_FOUND).cloned().map(Item::Project).collect()
}

impl Overlay for Palette {
    fn mode(&self) -> Mode {
        Mode::Palette
    }

    fn go(&mut self, motion: Motion, below: &Background<'_>) {
        self.cursor.go(motion, self.found(below).len(), Areas::palette_rows(below.size));
    }

    /// Does what is selected, where it can be done; or lists the other scope, and closes where it lists this one.
    fn act(&mut self, action: Action, below: &Background<'_>, _out: &mut Outbox) -> Answer {
        let scope = match action {
            Action::Help => Scope::Here,
            Action::Palette => Scope::All,
            Action::Run => {
                return match self.found(below).into_iter().nth(self.cursor.selected) {
                    Some(Item::Command(command)) if command.disabled.is_some() => Answer::Stay,
                    Some(Item::Command(command)) => {
                        let named = self.address(below.workspace.as_ref());
                        let named = named.filter(|_| command.action == Action::OpenTodo);
                        named.map_or(Answer::Do(command.action), Answer::OpenTodo)
                    }
                    Some(item) => Answer::Open(item),
                    None => Answer::Stay,
                };
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

//! A to-do that somebody named, on the whole screen; until it is found, how the search for it stands.

use ratatui::Frame;
use ratatui::text::Line;

use super::detail;
use crate::app::core::screen::Screen;
use crate::app::data::remote::Remote;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::screens::todos::{OneTodo, Standing};
use crate::tower::todo_address::TodoAddress;
use crate::ui::kit::remote_state::{Gaps, Helps};
use crate::ui::kit::scene::{Picture, Scene};
use crate::ui::kit::{header, member_label, pane, remote_state};
use crate::ui::overlays::menu;
use crate::ui::words::{Text, Words};

impl Picture for OneTodo {
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        let words = scene.words;
        let areas = self.areas(&scene.cx());
        let standing = self.standing(scene.data());
        let open = self.team.as_ref();
        let elsewhere = match &standing {
            // The way that led here is another team's.
            Standing::Found(_, team) => {
                scene.data().team(team).filter(|team| open.is_none_or(|open| open.id != team.id))
            }
            Standing::Asked(_) | Standing::Nowhere(_) => None,
        };
        let fresh = match &standing {
            Standing::Found(todo, _) => remote_state::standing(todo, Gaps::default(), scene),
            Standing::Asked(_) | Standing::Nowhere(_) => Vec::new(),
        };
        let team = elsewhere.or(open).map_or("", |team| member_label::name(&team.name));
        let own = format!(" › {}", self.crumb(words));
        let trail = if elsewhere.is_some() { &own } else { scene.trail };
        header::draw_in(scene, frame, areas.header, team, trail, fresh);
        if let Standing::Found(remote, _) = &standing
            && let Some(todo) = remote.value()
        {
            let shown = detail::TodoDetail {
                todo,
                whole: Some(remote),
                missing: None,
                area: areas.whole,
                bordered: areas.bordered,
                scroll: Some(self.reading.reader.scroll),
            };
            return detail::draw(frame, &shown, scene);
        }
        let nothing = Remote::default();
        let remote = if let Standing::Asked(Some(remote)) = standing { remote } else { &nothing };
        let labels = pane::Labels {
            title: pane::title(self.crumb(words)),
            bottom_right: remote_state::progress(remote, &words.todos(), scene),
            ..pane::Labels::default()
        };
        let inside = pane::draw_list(frame, areas.whole, areas.bordered, true, labels);
        if let Standing::Nowhere(teams) = standing {
            let key = scene.key(Mode::Todo, Action::Back);
            let said = words.no_such_todo(&self.crumb(words), teams, &key);
            return pane::message(frame, inside, &[Line::raw(said)]);
        }
        let waits = matches!(standing, Standing::Asked(Some(_))) || !scene.is_live();
        if waits {
            let also = Helps { is_a_todo: true, ..Helps::default() };
            remote_state::instead(frame, inside, remote, also, scene);
        }
    }

    /// `#4116`
    fn crumb(&self, words: Words) -> String {
        match &self.address {
            TodoAddress::Number(number) | TodoAddress::InTeam { number, .. } => format!("#{number}"),
            TodoAddress::InProject { .. } | TodoAddress::Itself { .. } => words.todo().into_owned(),
        }
    }

    fn spoken(&self, scene: Scene<'_>) -> Option<Text> {
        menu::spoken(self.reading.menu.as_ref(), scene.words)
    }

    fn draw_over(&self, scene: Scene<'_>, frame: &mut Frame<'_>) {
        if let Some(open) = &self.reading.menu {
            menu::draw_copying(open, self.found(scene.data()), scene, frame);
        }
    }
}

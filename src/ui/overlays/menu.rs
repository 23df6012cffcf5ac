//! A list of choices over the member table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::keys::steps::Menu;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Cursor;
use crate::app::kit::layout::Areas;
use crate::app::screens::members::columns::Column;
use crate::app::screens::members::menu::{Choice, OpenMenu};
use crate::app::screens::members::screen::Members;
use crate::app::screens::todos::{CopyMenu, TodoPart};
use crate::base::measure::{fit, pad_left, width, wrap};
use crate::tower::todo::Todo;
use crate::ui::kit::popup::Popup;
use crate::ui::kit::scene::Scene;
use crate::ui::kit::{line, member_label};
use crate::ui::theme::styles;
use crate::ui::words::{Text, Words};

/// The most cells of the name of the member to copy from.
const NAME: usize = 20;
/// The fewest cells between what is chosen and its count.
const GAP: usize = 2;
/// The cells of the borders, of the mark of the row and of the mark of what is chosen.
const FRAME: usize = 8;

/// The cells of the question where to write.
const QUESTION: usize = 64;

/// Draws the open menu; which columns have room in the table is known there.
pub(in crate::ui) fn draw(
    members: &Members,
    open: &OpenMenu,
    has_room: &dyn Fn(Column) -> bool,
    scene: Scene<'_>,
    frame: &mut Frame<'_>,
) {
    let choices = members.choices(scene.data());
    let choices: Vec<MenuRow> =
        choices.iter().map(|choice| MenuRow::of(choice, has_room, scene.words)).collect();
    list(&title(members, open.menu, scene), &choices, open.cursor, scene, frame);
}

/// Draws the open menu of what to copy of a to-do.
pub(in crate::ui) fn draw_copying(
    open: &CopyMenu,
    todo: Option<&Todo>,
    scene: Scene<'_>,
    frame: &mut Frame<'_>,
) {
    let words = scene.words;
    let row = |(part, _): &(TodoPart, String)| MenuRow::plain(words.todo_part(*part));
    let title = words.menu_title(Menu::Copy);
    let title = match todo.and_then(|todo| todo.number) {
        Some(number) => Text::from(format!("{title} › #{number}")),
        None => title,
    };
    list(&title, &open.offered.iter().map(row).collect::<Vec<_>>(), open.cursor, scene, frame);
}

/// The selected part of a to-do as a screen reader is told it, where a menu of them is open.
pub(in crate::ui) fn spoken(open: Option<&CopyMenu>, words: Words) -> Option<Text> {
    let open = open?;
    let (part, _) = open.offered.get(open.cursor.selected)?;
    Some(words.place_in_list(open.cursor.selected, open.offered.len(), &words.todo_part(*part)))
}

fn list(title: &str, choices: &[MenuRow], mut cursor: Cursor, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, words, .. } = scene;
    let rows = choices.len().min(Areas::menu_rows(state.size));
    let widest = |part: fn(&MenuRow) -> &str| choices.iter().map(|one| width(part(one))).max().unwrap_or(0);
    let close = words.help_close(&state.key(state.mode(), Action::Back));
    let counts = widest(|one| &one.count);
    let numbered = if state.look.accessible { line::cells_of_number(choices.len()) } else { 0 };
    let cells = (numbered + widest(|one| &one.text) + GAP + counts).max(width(title) + width(&close));
    cursor.fit(choices.len(), rows);
    let place = format!("{}/{}", cursor.selected + 1, choices.len());
    let place = if rows < choices.len() { &place } else { "" };
    let popup = Popup { title, place, close: &close, ..Popup::default() };
    let inside = popup.draw(state.size, cells + FRAME, rows, frame);
    let shown = choices.iter().enumerate().skip(cursor.offset);
    for ((row, choice), y) in shown.zip(0..inside.height) {
        let selected = row == cursor.selected;
        let number = line::number(row, numbered);
        let line = choice.line(&number, selected, usize::from(inside.width), counts);
        line::row(frame, inside, y, &line, selected && state.follows(Mode::Menu));
    }
}

/// What the menu is about; that to copy from names the member.
fn title(members: &Members, menu: Menu, scene: Scene<'_>) -> Text {
    let title = scene.words.menu_title(menu);
    match members.selected(scene.data()).filter(|_| menu == Menu::Copy) {
        Some(member) => format!("{title} › {}", fit(member_label::name(&member.name), NAME)).into(),
        None => title,
    }
}

/// A choice as it is shown.
struct MenuRow {
    text: Text,
    count: String,
    /// Whether it is chosen, where that can be.
    chosen: Option<bool>,
}

impl MenuRow {
    fn plain(text: Text) -> Self {
        Self { text, count: String::new(), chosen: None }
    }

    fn of(choice: &Choice, has_room: &dyn Fn(Column) -> bool, words: Words) -> Self {
        match choice {
            Choice::Facet(facet) => Self {
                text: words.facet(&facet.what),
                count: facet.count.to_string(),
                chosen: Some(facet.chosen),
            },
            Choice::ByWidth { chosen } => {
                Self { text: words.by_width(), count: String::new(), chosen: Some(*chosen) }
            }
            Choice::Column { column, chosen } => {
                let is_missing = *chosen && !has_room(*column);
                let count = if is_missing { words.no_room().into_owned() } else { String::new() };
                Self { text: words.column(*column), count, chosen: Some(*chosen) }
            }
            Choice::Copy(part) => Self::plain(words.part(*part)),
        }
    }

    fn line(&self, number: &str, selected: bool, cells: usize, counts: usize) -> Line<'static> {
        let style = if selected { styles::SELECTED } else { styles::PLAIN };
        let mark = match self.chosen {
            Some(true) => "x ",
            Some(false) => "  ",
            None => "",
        };
        let before = 2 + width(number) + width(mark);
        let text = line::cell(&self.text, cells.saturating_sub(before + counts + 1), style);
        let count = Span::styled(format!("{} ", pad_left(&self.count, counts)), style);
        Line::from(vec![
            Span::styled(if selected { "› " } else { "  " }, style),
            Span::styled(number.to_owned(), style),
            Span::styled(mark, style),
            text,
            count,
        ])
    }
}

/// A choice as a screen reader is told it.
pub(in crate::ui) fn said(choice: &Choice, has_room: &dyn Fn(Column) -> bool, words: Words) -> Text {
    let shown = MenuRow::of(choice, has_room, words);
    match (choice, shown.chosen) {
        (Choice::Column { .. }, Some(true)) if !shown.count.is_empty() => {
            words.is_chosen_without_room(&shown.text)
        }
        (_, Some(true)) => words.is_chosen(&shown.text),
        (_, _) => shown.text,
    }
}

/// Draws the question where to write the members that show.
pub(in crate::ui) fn ask(members: &Members, scene: Scene<'_>, frame: &mut Frame<'_>) {
    let Scene { state, words, .. } = scene;
    let is_whole = members.people(scene.data()).is_whole();
    let Some(asked) = &members.exporting else { return };
    let title = words.export_title(members.count(), is_whole);
    let close = words.help_close(&state.key(state.mode(), Action::Back));
    let popup = Popup { title: &title, close: &close, ..Popup::default() };
    let cells = usize::from(state.size.width).min(QUESTION).saturating_sub(3);
    let hint = wrap(&words.export_hint(), cells);
    let inside = popup.draw(state.size, QUESTION, 1 + hint.len(), frame);
    line::field(frame, Rect { height: 1, ..inside }, &asked.field, true);
    for (part, y) in hint.into_iter().zip(1..inside.height) {
        line::put(frame, inside, y, &Line::styled(format!(" {part}"), styles::DIM));
    }
}

//! What of a to-do can be copied, and a menu to choose it from.

use crate::app::core::context::Context;
use crate::app::core::notice::{Copying, Notice};
use crate::app::core::outbox::Outbox;
use crate::app::keys::steps::Menu;
use crate::app::keys::table::Action;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::base::text::SafeText;
use crate::tower::todo::Todo;
use crate::tower::todo_address::{branch_name, copied_line};

/// Something of a to-do to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodoPart {
    /// `#4116`
    Number,
    /// The address of its page.
    Link,
    /// The line that Tower's own copy button makes.
    TowerLine,
    /// A name for a branch on which it is worked.
    Branch,
}

impl TodoPart {
    const ALL: [Self; 4] = [Self::Number, Self::Link, Self::TowerLine, Self::Branch];

    /// Its text; none where Tower did not say.
    fn of(self, todo: &Todo, origin: &str) -> Option<String> {
        match self {
            Self::Number => todo.number.map(|number| format!("#{number}")),
            Self::Link => todo.link(origin),
            Self::TowerLine => copied_line(todo, origin),
            Self::Branch => Some(branch_name(todo)),
        }
    }
}

/// The menu, once it is open: what it offers stays that of the to-do that it was opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyMenu {
    /// The selected choice.
    pub cursor: Cursor,
    /// What to choose from, each with its text.
    pub offered: Vec<(TodoPart, String)>,
}

impl CopyMenu {
    fn of(todo: &Todo, origin: &str) -> Self {
        let offered = TodoPart::ALL.into_iter().filter_map(|part| Some((part, part.of(todo, origin)?)));
        Self { cursor: Cursor::default(), offered: offered.collect() }
    }

    pub(super) fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        self.cursor.go(motion, self.offered.len(), Areas::menu_rows(cx.size));
    }

    pub(super) fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.cursor.selected = row;
        self.cursor.fit(self.offered.len(), Areas::menu_rows(cx.size));
    }
}

/// Does what can be done with a to-do: copies its name or another part, opens its page.
pub(super) fn act(
    menu: &mut Option<CopyMenu>,
    todo: Option<&Todo>,
    action: Action,
    cx: &Context<'_>,
    out: &mut Outbox,
) {
    if action == Action::Choose {
        let chosen = menu.take().and_then(|open| open.offered.into_iter().nth(open.cursor.selected));
        if let Some((_, text)) = chosen {
            copy(text, cx, out);
        }
        return;
    }
    let Some(todo) = todo else { return };
    match action {
        Action::Menu(Menu::Copy) => *menu = Some(CopyMenu::of(todo, cx.origin())),
        Action::CopyName => copy(todo.name(), cx, out),
        Action::Browse => match todo.link(cx.origin()) {
            Some(url) => out.browse(cx.can, url),
            None => out.tell(Notice::NoPage),
        },
        _ => {}
    }
}

fn copy(text: String, cx: &Context<'_>, out: &mut Outbox) {
    let said = SafeText::line(&text, SafeText::NAME);
    out.copy(cx.can.clipboard, text, Copying::Asked(Some(said)));
}

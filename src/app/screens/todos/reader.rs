//! One to-do on the whole screen: how far it is scrolled, and how many of its comments are wanted.

use crate::app::core::context::Context;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::layout::Areas;
use crate::tower::comment::Comment;
use crate::tower::todo::Todo;

/// Where in a to-do the person is.
#[derive(Debug, Default)]
pub struct Reader {
    /// The first of its rows that shows.
    pub scroll: usize,
    /// They did not want to wait for more comments.
    stopped: bool,
}

/// The comments of a to-do, as far as they have come: with its own document, or by themselves where that has left some
/// out.
pub fn comments<'a>(todo: &'a Todo, data: &'a Data) -> &'a [Comment] {
    let read = data.thread(&todo.id).rows();
    if read.len() > todo.comments.len() { read } else { &todo.comments }
}

/// Whether its document has left out comments.
fn lacks_comments(todo: &Todo) -> bool {
    todo.comments.len() < todo.comment_count
}

impl Reader {
    /// Scrolls by as much as the motion moves in a list.
    pub(in crate::app::screens) fn go(
        &mut self,
        motion: Motion,
        todo: &Todo,
        areas: Areas,
        cx: &Context<'_>,
    ) {
        let (rows, height) = measure(todo, areas, cx);
        let mut top = Cursor { selected: self.scroll, offset: 0 };
        // Every row that may be the first one.
        top.go(motion, rows.saturating_sub(height) + 1, height);
        self.scroll = top.selected;
        self.stopped = false;
    }

    /// What of the comments is wanted: nothing where the document has them all, else a page more than has come where
    /// the end of that is near.
    pub(in crate::app::screens) fn want(&self, todo: &Todo, areas: Areas, cx: &Context<'_>) -> Option<Want> {
        let thread = cx.data.thread(&todo.id);
        let is_near_the_end = || {
            let (rows, height) = measure(todo, areas, cx);
            self.scroll + 2 * height >= rows
        };
        let more = !self.stopped && !thread.is_whole() && thread.pages() > 0 && is_near_the_end();
        let want = Want::of(Resource::Comments(todo.id.clone())).pages(thread.pages() + u32::from(more));
        lacks_comments(todo).then_some(want)
    }

    /// The person does not want to wait for more comments.
    pub(in crate::app::screens) fn waits(&mut self, waits: bool) {
        self.stopped = !waits;
    }
}

/// How many rows it takes, and how many of them show.
fn measure(todo: &Todo, areas: Areas, cx: &Context<'_>) -> (usize, usize) {
    let inside = Areas::inside(areas.whole, areas.bordered);
    let (cells, height) = (usize::from(inside.width), usize::from(inside.height));
    let why = cx.data.why_no_more(&todo.id);
    (cx.can.presenter.todo_rows(todo, why, cells, areas.bordered, cx), height)
}

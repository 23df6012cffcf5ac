//! What people wrote below a to-do: who, when, what, and the files with it.

use ratatui::text::{Line, Span};

use super::facts::name;
use super::prose::{attachment, missing, prose};
use crate::app::core::context::Context;
use crate::app::data::remote::Fetch;
use crate::app::screens::todos::comments;
use crate::tower::comment::Comment;
use crate::tower::todo::Todo;
use crate::ui::kit::remote_state::Gaps;
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// The comments in so many cells, as far as they have come, and why no more do.
pub(super) fn lines(todo: &Todo, cells: usize, cx: &Context<'_>, words: Words) -> Vec<Line<'static>> {
    let shown = comments(todo, cx.data);
    let thread = cx.data.thread(&todo.id);
    // A count of another moment is no reason to say that there are fewer than there are.
    let all = if thread.is_whole() { shown.len() } else { todo.comment_count.max(shown.len()) };
    if all == 0 {
        return Vec::new();
    }
    let heading = format!(" {}", words.comments(shown.len(), all));
    let mut lines = vec![Line::default(), Line::styled(heading, styles::DIM)];
    for one in shown {
        lines.extend(comment(one, cells, cx, words));
    }
    let gaps = Gaps { unreadable: thread.unreadable, cut_after: thread.is_cut().then_some(shown.len()) };
    let gaps = gaps.said(words);
    if !gaps.is_empty() {
        lines.push(std::iter::once(Span::raw(" ")).chain(gaps).collect());
    }
    lines.extend(missing(thread.comments.failure(), None, cells, words));
    if matches!(thread.comments.fetch, Fetch::Loading { .. }) {
        lines.push(Line::styled(format!(" {}", words.on_its_way()), styles::DIM));
    }
    lines
}

fn comment(comment: &Comment, cells: usize, cx: &Context<'_>, words: Words) -> Vec<Line<'static>> {
    let who = name(comment.author.as_ref()).unwrap_or_else(|| words.somebody().into_owned());
    let ago = comment.created.map(|at| words.ago(at, cx.now));
    let head = Line::from(vec![
        Span::styled(format!(" {who}"), styles::STRONG),
        Span::styled(ago.map(|ago| format!("  {ago}")).unwrap_or_default(), styles::DIM),
    ]);
    let indented = |text: &str| {
        let rows = prose(text, cells.saturating_sub(1)).into_iter();
        rows.map(|row| format!(" {row}")).collect::<Vec<String>>()
    };
    let text = comment.text.as_ref().map_or_else(Vec::new, |text| indented(text.as_str()));
    let files = comment.attachments.iter().flat_map(|file| indented(&attachment(file, words)));
    let files = files.map(|row| Line::styled(row, styles::DIM));
    std::iter::once(head).chain(text.into_iter().map(Line::raw)).chain(files).collect()
}

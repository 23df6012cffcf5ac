//! The tabs of a member: their lists of to-dos, and what they did.

use ratatui::text::Span;

use crate::app::screens::todos::Tab;
use crate::ui::theme::styles;
use crate::ui::words::Words;

/// `[Open 7]  Done  Created  Assigned  Activity`: the one that shows, what they did where it is none of the lists, with
/// how much is on it once that is known.
pub(in crate::ui) fn tabs(shown: Option<Tab>, count: Option<&str>, words: Words) -> Vec<Span<'static>> {
    let all = Tab::ALL.into_iter().map(|tab| (Some(tab), words.tab(tab))).chain([(None, words.activity())]);
    let mut spans = Vec::new();
    for (tab, name) in all {
        spans.extend((!spans.is_empty()).then(|| Span::raw("  ")));
        spans.push(match count {
            _ if tab != shown => Span::raw(name),
            Some(count) => Span::styled(format!("[{name} {count}]"), styles::STRONG),
            None => Span::styled(format!("[{name}]"), styles::STRONG),
        });
    }
    spans
}

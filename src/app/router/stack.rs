//! The screens that are open, one above the other: the way back leads down, and what is below stays as it was left.

use crate::app::screens::any::AnyScreen;

/// Screens, one above the other. There is always one.
#[derive(Debug)]
pub struct Stack {
    root: AnyScreen,
    above: Vec<AnyScreen>,
}

impl Stack {
    /// This screen alone.
    pub(super) fn of(root: AnyScreen) -> Self {
        Self { root, above: Vec::new() }
    }

    /// The screen that shows.
    pub fn top(&self) -> &AnyScreen {
        self.above.last().unwrap_or(&self.root)
    }

    /// It, to change.
    pub(super) fn top_mut(&mut self) -> &mut AnyScreen {
        self.above.last_mut().unwrap_or(&mut self.root)
    }

    /// The lowest.
    pub(super) fn root(&self) -> &AnyScreen {
        &self.root
    }

    /// The lowest, without the others.
    pub(super) fn into_root(self) -> AnyScreen {
        self.root
    }

    /// Whether another is below the one that shows.
    pub(super) fn has_a_way_back(&self) -> bool {
        !self.above.is_empty()
    }

    /// All of them, from the lowest.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &AnyScreen> {
        std::iter::once(&self.root).chain(&self.above)
    }

    /// It, to change.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut AnyScreen> {
        std::iter::once(&mut self.root).chain(&mut self.above)
    }

    /// Opens one above the others.
    pub(super) fn push(&mut self, screen: AnyScreen) {
        self.above.push(screen);
    }

    /// Closes the one that shows, if another is below it.
    pub(super) fn pop(&mut self) -> Option<AnyScreen> {
        self.above.pop()
    }
}

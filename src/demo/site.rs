//! The state that every route shares: the plan, the apps, the tokens and the world.

use super::control::Control;
use super::plan::{Apps, Habits};
use super::world::World;
use crate::base::shape::Shapes;

/// A built-in Tower without its sockets.
pub(super) struct Site {
    pub(super) habits: Habits,
    pub(super) apps: Apps,
    pub(super) control: Control,
    pub(super) world: World,
    /// The forms that answers are brought into.
    pub(super) shapes: Shapes,
}

//! A team's members.

pub mod columns;
pub mod defaults;
pub mod export;
mod kept;
pub mod menu;
pub(in crate::app) mod recent_teams;
pub mod screen;

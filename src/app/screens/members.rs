//! A team's members.

pub mod columns;
pub mod defaults;
pub mod export;
pub mod menu;
pub(in crate::app) mod recent_teams;
mod rows;
pub mod screen;

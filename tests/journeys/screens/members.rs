//! The members of a team.

mod finding;
mod table;

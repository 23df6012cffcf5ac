//! The projects of a team, and what is in one of them.

mod all;
mod one;

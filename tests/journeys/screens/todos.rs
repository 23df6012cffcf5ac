//! To-dos: the lists of a member, and one to-do.

mod beside;
mod by_number;
mod filter;
mod in_full;
mod list;
mod pages;

//! The terminal's two ends: what is typed there, and what it shows. Neither keeps anybody waiting.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(in crate::runtime) use unix::{Drain, Keyboard, Output, told_size};
#[cfg(windows)]
pub(in crate::runtime) use windows::{
    Console as Output, ConsoleDrain as Drain, ConsoleKeys as Keyboard, told_size,
};

//! The sign-in screen.

mod input;
mod journey;

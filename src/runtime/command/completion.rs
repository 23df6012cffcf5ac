//! What a shell's Tab key offers: commands, options, and names from the cache. Nothing is sent and nothing is changed.

mod answer;
mod known;

pub(in crate::runtime) use answer::answer;

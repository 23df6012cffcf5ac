//! Words of the status bar: the network and the token's life, and what just happened.

mod bar;
mod names;
mod notices;

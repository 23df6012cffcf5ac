//! `doctor`: checks everything a session depends on, says what is wrong and what to do about it. It changes
//! nothing, asks only Tower and the token server that are set, and shows no token, no secret and no email.

mod asking;
mod check;
mod files;
mod network;
mod report;
mod session;
mod shapes;
mod terminal;

pub(in crate::runtime) use report::doctor;
pub(in crate::runtime) use shapes::shapes;

//! What Tower has said, kept for the next start.

mod cache;

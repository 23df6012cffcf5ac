//! Whom a search finds, held against one that tries every reading of every character.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

mod every_reading;
mod random_names;

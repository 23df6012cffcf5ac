//! What a person does and sees, told as journeys with the robot.

#![expect(clippy::expect_used, reason = "a journey that cannot go on stops the test")]

mod acceptance;
#[path = "../support/answers.rs"]
mod answers;
mod data;
#[path = "../support/disk.rs"]
mod disk;
#[path = "../support/keys.rs"]
mod keys;
mod overlays;
#[path = "../support/people.rs"]
mod people;
mod pictures;
#[path = "../support/robot.rs"]
mod robot;
mod router;
mod screens;
mod session;
#[path = "../support/startup.rs"]
mod startup;
#[path = "../support/todos.rs"]
mod todos;
mod ui;

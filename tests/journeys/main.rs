//! What a person does and sees, told as journeys with the robot.

#![expect(clippy::expect_used, reason = "a journey that cannot go on stops the test")]

mod acceptance;
mod accessible;
#[path = "../support/answers.rs"]
mod answers;
mod browse;
mod cache;
#[path = "../support/disk.rs"]
mod disk;
mod finding;
mod fitting;
mod idle;
#[path = "../support/keys.rs"]
mod keys;
mod languages;
mod login_input;
mod looks;
mod messages;
mod mistakes;
mod mouse;
mod my_day;
mod palette;
#[path = "../support/people.rs"]
mod people;
mod pictures;
mod refreshing;
mod renewal;
#[path = "../support/robot.rs"]
mod robot;
mod secrecy;
mod setup;
mod sign_in;
mod small_screens;
#[path = "../support/startup.rs"]
mod startup;
mod status_bar;
mod todo_by_number;
mod todo_in_full;
#[path = "../support/todos.rs"]
mod todos;
mod todos_beside;
mod todos_filter;
mod todos_pages;
mod todos_screen;
mod trouble;
mod wide;
mod windows;
mod workload;

//! Saved views and other profiles, as a running window offers them.

use tower_tui::app::Startup;
use tower_tui::app::core::view::{LoadColumn, View, ViewOf};
use tower_tui::app::keys::key::Key;
use tower_tui::app::search::MemberField;
use tower_tui::base::text::SafeText;
use tower_tui::tower::call::Reply;

use crate::people;
use crate::robot::Robot;
use crate::startup::startup;

fn name(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}

fn views() -> Vec<View> {
    let view = |text: &str, of, filter: &str, key: Option<&str>| View {
        name: name(text),
        of,
        filter: filter.to_owned(),
        key: key.and_then(Key::named),
    };
    vec![
        view("姓张的", ViewOf::Members(Some(MemberField::Phone)), "zhang", Some("1")),
        view("busy", ViewOf::Workload(Some(LoadColumn::Open)), "zeng", Some("x")),
        view("mine", ViewOf::MyDay, "合同", None),
        view("feed", ViewOf::Activity, "", Some("b")),
        view("told", ViewOf::Notifications, "", None),
        view("plans", ViewOf::Projects, "官网", None),
    ]
}

fn browsing() -> Robot {
    Robot::browsing_with(|startup| {
        startup.views = views();
        startup.profiles = vec![None, Some(name("work"))];
    })
}

#[test]
fn a_view_is_found_in_the_palette_and_shows_its_screen_with_its_filter_and_its_order() {
    for (typed, title, filter) in [
        ("xingzhang", "Phone", "zhang"),
        ("busy", "Workload", "zeng"),
        ("view mine", "My day", "合同"),
        ("feed", "Activity", ""),
        ("told", "Notifications", ""),
        ("plans", "Projects", "官网"),
    ] {
        let mut robot = browsing();
        robot.size(120, 40).press(":").press(typed);
        assert!(robot.says("view "), "{typed}: {}", robot.screen());
        robot.press("<enter>");
        assert!(robot.says(title) && robot.says(filter), "{typed}: {}", robot.screen());
    }
}

#[test]
fn its_key_opens_it_from_every_screen_and_the_way_back_is_one_step() {
    let mut robot = browsing();
    robot.size(120, 40).press("P1");
    assert!(robot.says("/ zhang") && robot.says("Phone ^"), "{}", robot.screen());
    robot.press("x");
    assert!(robot.says("Workload") && robot.says("/ zeng"), "{}", robot.screen());
    robot.press("b");
    assert!(robot.says("Activity"), "{}", robot.screen());
    // The first step stops waiting for what happened.
    robot.press("hh");
    assert!(robot.says("/ zhang"), "the members as they were: {}", robot.screen());
    robot.press("/x1");
    assert!(robot.says("/ x1"), "where text is typed it is text: {}", robot.screen());
}

#[test]
fn the_help_shows_the_views_with_their_keys_and_the_picker_of_teams_none_of_a_team() {
    let mut robot = browsing();
    robot.size(120, 40).press("?").press("view");
    assert!(robot.row("view 姓张的").contains(" 1 "), "{}", robot.screen());
    assert!(robot.row("view feed").contains(" b "), "{}", robot.screen());
    robot.press("<esc>t1");
    assert!(!robot.says("/ zhang"), "a digit picks a team there: {}", robot.screen());

    let mut robot = Robot::starting(Startup { views: views(), ..startup() }, None);
    robot.sign_in();
    robot.press(":").press("view");
    assert!(robot.says("view mine") && !robot.says("view busy"), "no team is open: {}", robot.screen());
}

#[test]
fn a_run_that_was_started_with_a_view_shows_it_when_the_team_opens() {
    let mut robot = Robot::browsing_with(|startup| startup.view = views().into_iter().nth(1));
    assert!(robot.says("Workload") && robot.says("/ zeng"), "{}", robot.screen());
    // The first step clears the filter.
    robot.press("hh");
    assert!(!robot.says("Workload"), "{}", robot.screen());

    let view = views().into_iter().nth(2);
    let mut robot = Robot::starting(Startup { view, ..startup() }, None);
    robot.sign_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into()));
    assert!(robot.says("My day") && robot.says("/ 合同"), "no team is needed: {}", robot.screen());
    robot.press("hhh<enter>");
    assert!(robot.says("Members") && !robot.says("My day"), "once: {}", robot.screen());
}

#[test]
fn another_profile_is_chosen_in_the_palette_and_the_program_leaves_to_go_on_with_it() {
    let mut robot = browsing();
    robot.press(":").press("profile");
    assert!(robot.says("switch to no profile") && robot.says("switch to profile work"), "{}", robot.screen());
    robot.press(" work<enter>");
    assert!(robot.has_quit());
    assert_eq!(robot.state.goes_on, Some(1));

    let mut robot = browsing();
    robot.press("q");
    robot.press("Q");
    assert!(robot.has_quit());
    assert_eq!(robot.state.goes_on, None);
}

#[test]
fn whose_profile_it_is_stands_over_the_sign_in_and_the_form_does_not_write_outside_of_it() {
    let mut robot = Robot::starting(Startup { profile: Some(name("work")), ..startup() }, None);
    assert!(robot.row("Sign in").contains("work "), "{}", robot.screen());
    assert!(!robot.says("change app"), "{}", robot.screen());
    robot.press("s").wait(1);
    assert!(robot.says("is changed in the settings"), "{}", robot.screen());

    let mut robot = Robot::starting(startup(), None);
    assert!(robot.says("change app"), "{}", robot.screen());
    robot.press("s").wait(1);
    assert!(!robot.says("is changed in the settings"), "{}", robot.screen());
}

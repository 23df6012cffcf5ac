//! What every screen looks like, at both sizes and in both languages.

use tower_tui::app::core::answers::{FromEnvironment, KnownAnswers};
use tower_tui::base::lang::Lang;
use tower_tui::base::secret::Secret;
use tower_tui::tower::call::Reply;
use tower_tui::tower::failure::{Failure, Unreadable};
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::wire::TransportError;

use crate::answers::{granted, refused, safe};
use crate::people;
use crate::robot::Robot;
use crate::todos;

/// Draws the same moment at both sizes and in both languages.
pub(crate) fn pictures(name: &str, moment: impl Fn() -> Robot) {
    for size in [(80, 24), (120, 40)] {
        for lang in [Lang::En, Lang::Zh] {
            picture(name, moment(), size, lang);
        }
    }
}

fn picture(name: &str, mut robot: Robot, (width, height): (u16, u16), lang: Lang) {
    robot.lang(lang).size(width, height);
    insta::assert_snapshot!(format!("{name}-{width}x{height}-{}", lang.tag()), robot.screen());
}

fn teams() -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into()));
    robot
}

fn opened() -> Robot {
    let mut robot = teams();
    robot.press("<enter>");
    robot
}

fn browsing() -> Robot {
    let mut robot = Robot::browsing();
    robot.wait(11).press("jj").wait(1);
    robot
}

fn pasted() -> Robot {
    let mut robot = Robot::new();
    robot.press("<enter>").wait(19).paste("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1");
    robot
}

#[test]
fn the_first_run() {
    pictures("first-run", Robot::first_run);
    for lang in [Lang::En, Lang::Zh] {
        picture("first-run", Robot::first_run(), (40, 10), lang);
    }
}

#[test]
fn a_wrong_answer_on_the_first_run() {
    pictures("first-run-wrong", || {
        let mut robot = Robot::first_run();
        robot.press("short<tab>");
        robot
    });
}

#[test]
fn a_first_run_with_a_command_and_with_an_environment() {
    pictures("first-run-command", || {
        let mut robot = Robot::first_run();
        robot.press("0123456789abcdef<up><left><down><down>pass show 'tower<tab>");
        robot
    });
    pictures("first-run-environment", || {
        let fixed = FromEnvironment {
            client_id: Some("c0ffee0123456789".repeat(4)),
            redirect_uri: Some("https://a.example.com/cb".into()),
            token_server: None,
            secret: Some(Secret::new("made-up-secret")),
            token_key: None,
        };
        Robot::first_run_knowing(KnownAnswers { fixed, ..KnownAnswers::default() })
    });
}

#[test]
fn signing_in() {
    pictures("login", Robot::new);
    pictures("login-pasted", pasted);
    pictures("login-demo", Robot::demo);
    for lang in [Lang::En, Lang::Zh] {
        picture("login", Robot::new(), (40, 10), lang);
        picture("login-pasted", pasted(), (40, 10), lang);
    }
    for (size, lang) in [((80, 24), Lang::En), ((120, 40), Lang::Zh)] {
        let mut robot = Robot::new();
        robot.lang(lang).size(size.0, size.1).press("w");
        picture("login-qr", robot, size, lang);
    }
}

#[test]
fn a_two_step_code() {
    pictures("login-two-step", || {
        let mut robot = pasted();
        robot.press("<enter>").token(refused(200, "otp_required")).press("482");
        robot
    });
}

#[test]
fn a_code_that_is_not_taken() {
    pictures("login-refused", || {
        let mut robot = pasted();
        robot.press("<enter>").token(refused(401, "invalid_grant"));
        robot
    });
}

#[test]
fn a_teams_workload() {
    pictures("workload", || {
        let mut robot = browsing();
        robot.press("w");
        robot
    });
    pictures("workload-stopped", || {
        let mut robot = Robot::waiting_for_todos();
        robot.press("w").tower(todos::page(todos::open())).fails_todos(Failure::Forbidden);
        robot.press("<esc>");
        robot
    });
    for (width, height) in [(40, 10), (20, 5)] {
        let mut robot = browsing();
        robot.press("w");
        picture("workload", robot, (width, height), Lang::En);
    }
}

#[test]
fn my_day() {
    pictures("my-day", || {
        let mut robot = browsing();
        robot.press("d");
        for number in 0..5 {
            robot.own_member(number);
        }
        robot.wait(1);
        robot
    });
    for (width, height) in [(40, 10), (20, 5)] {
        let mut robot = browsing();
        robot.press("d").own_member(0);
        picture("my-day", robot, (width, height), Lang::En);
    }
}

#[test]
fn choosing_a_team() {
    pictures("teams", teams);
    pictures("teams-counted", || {
        let mut robot = browsing();
        robot.press("t");
        robot
    });
}

#[test]
fn browsing_members() {
    pictures("members", browsing);
    picture("members", browsing(), (40, 10), Lang::En);
    picture("members", browsing(), (40, 10), Lang::Zh);
    picture("members", browsing(), (20, 5), Lang::Zh);
    picture("members", browsing(), (16, 3), Lang::Zh);
}

#[test]
fn finding_a_member() {
    pictures("members-filter", || {
        let mut robot = browsing();
        robot.press("/后端");
        robot
    });
    pictures("members-no-match", || {
        let mut robot = browsing();
        robot.press("/zzz");
        robot
    });
}

#[test]
fn reading_a_member() {
    pictures("member", || {
        let mut robot = browsing();
        robot.press("z");
        robot
    });
}

#[test]
fn what_a_member_has_to_do() {
    let opened = || {
        let mut robot = browsing();
        robot.press("<enter>").wait(3);
        robot
    };
    let read = || {
        let mut robot = opened();
        robot.press("<enter>");
        robot
    };
    pictures("todos", opened);
    pictures("todo", read);
    pictures("todos-done", || {
        let mut robot = opened();
        robot.press("<tab>");
        robot
    });
    pictures("todos-filter", || {
        let mut robot = opened();
        robot.press("/hd");
        robot
    });
    pictures("todos-failed", || {
        let mut robot = browsing();
        robot.world.answers_todos = false;
        robot.press("k<enter>").fails_todos(Failure::Unreachable(safe("connection refused")));
        robot
    });
    pictures("accessible-todos", || {
        let mut robot = Robot::listening();
        robot.press("jj<enter>").wait(3);
        robot
    });
    for (size, lang) in [((40, 10), Lang::En), ((20, 5), Lang::Zh)] {
        picture("todos", opened(), size, lang);
        picture("todo", read(), size, lang);
    }
    picture("todos", opened(), (200, 60), Lang::En);
    picture("members", browsing(), (200, 60), Lang::Zh);
}

#[test]
fn the_palette() {
    for (name, keys) in [("help", "?"), ("palette", ":"), ("palette-typed", ":copy")] {
        pictures(name, || {
            let mut robot = browsing();
            robot.press(keys);
            robot
        });
    }
    for (size, lang) in [((40, 10), Lang::En), ((20, 5), Lang::Zh)] {
        let mut robot = browsing();
        robot.press(":copy");
        picture("palette-typed", robot, size, lang);
    }
}

#[test]
fn loading_for_the_first_time() {
    pictures("members-loading", || {
        let mut robot = opened();
        robot.wait(4);
        robot
    });
}

#[test]
fn a_page_that_failed() {
    pictures("members-partial", || {
        let mut robot = opened();
        robot.tower(Reply::Members(MemberPage {
            members: people::members().into(),
            pages: Some(3),
            is_last: false,
            ..MemberPage::default()
        }));
        robot.fails(Failure::Refused { status: 502, retry_after: None });
        robot
    });
}

#[test]
fn offline_without_data_and_with_it() {
    pictures("members-offline-nodata", || {
        let mut robot = opened();
        robot.fails(Failure::Unreachable(safe("connection refused")));
        robot
    });
    pictures("members-stale", || {
        let mut robot = browsing();
        robot.wait(180).press("r").fails(Failure::Unreachable(safe("connection refused")));
        robot
    });
}

#[test]
fn what_tower_does_not_let_you_see() {
    pictures("members-forbidden", || {
        let mut robot = opened();
        robot.fails(Failure::Forbidden);
        robot
    });
    pictures("app-not-allowed", || {
        let mut robot = Robot::signed_in();
        robot.fails(Failure::AppNotAllowed);
        robot
    });
    pictures("members-web-page", || {
        let mut robot = opened();
        robot.fails(Failure::Unreadable(Unreadable::WebPage));
        robot
    });
}

#[test]
fn a_token_being_renewed_and_renewed() {
    pictures("token-renewing", || {
        let mut robot = browsing();
        robot.wait(6890);
        robot
    });
    pictures("token-renewed", || {
        let mut robot = browsing();
        robot.wait(6890).token(granted(7199));
        robot
    });
}

#[test]
fn a_renewal_that_does_not_get_through() {
    pictures("token-retry", || {
        let mut robot = browsing();
        robot.wait(6890).no_token(TransportError::NotSent("no network".into()));
        robot
    });
}

#[test]
fn a_session_that_tower_ended() {
    pictures("signed-out", || {
        let mut robot = browsing();
        robot.wait(6890).token(refused(401, "invalid_grant"));
        robot
    });
}

#[test]
fn the_session_panel() {
    pictures("session", || {
        let mut robot = browsing();
        robot.press("i");
        robot
    });
    pictures("session-queued", || {
        let mut robot = browsing();
        robot.world.disk.holder = Some(4711);
        robot.wait(6900).press("i");
        robot
    });
}

#[test]
fn menus_over_the_table() {
    for (name, keys) in [("facets", "jf"), ("columns", "c"), ("copy", "jjY"), ("export", "E")] {
        pictures(name, || {
            let mut robot = Robot::browsing();
            robot.wait(12).press(keys);
            robot
        });
    }
    pictures("members-sorted", || {
        let mut robot = Robot::browsing();
        robot.wait(12).press("s/zg role:admin<enter>");
        robot
    });
}

#[test]
fn what_was_told() {
    let told = || {
        let mut robot = browsing();
        robot.press("y").fails_to_refresh().fails_to_refresh();
        robot.press("E<c-u>members.txt<enter>").wait(2).press("<enter><esc>m");
        robot
    };
    pictures("messages", told);
    pictures("messages-none", || {
        let mut robot = browsing();
        robot.press("m");
        robot
    });
    for (size, lang) in [((40, 10), Lang::En), ((20, 5), Lang::En), ((20, 5), Lang::Zh)] {
        picture("messages", told(), size, lang);
    }
}

#[test]
fn for_a_screen_reader() {
    let listening = |mut robot: Robot| {
        robot.state.look.accessible = true;
        robot
    };
    pictures("accessible-login", || listening(Robot::new()));
    pictures("accessible-teams", || listening(teams()));
    pictures("accessible-members", || {
        let mut robot = Robot::listening();
        robot.wait(11).press("jj").wait(1);
        robot
    });
    pictures("accessible-menu", || {
        let mut robot = Robot::listening();
        robot.press("fjj");
        robot
    });
    pictures("accessible-loading", || {
        let mut robot = listening(opened());
        robot.wait(75);
        robot
    });
}

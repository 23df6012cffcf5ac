//! The palette, which is the help as well: everything that works here and now, at every size, found and done.

use ratatui::layout::Position;
use tower_tui::app::Effect;
use tower_tui::app::core::command::Scope;
use tower_tui::app::keys::key::Key;
use tower_tui::app::keys::keymap::{KeyOverride, Keymap};
use tower_tui::app::keys::names::KeyContext;
use tower_tui::app::keys::table::Action;
use tower_tui::app::keys::table::{BINDINGS, action_named};
use tower_tui::base::lang::Lang;
use tower_tui::tower::call::Reply;

use crate::answers::{granted, refused};
use crate::people;
use crate::robot::Robot;

/// The help over the members at a size.
fn help(width: u16, height: u16) -> Robot {
    let mut robot = Robot::browsing();
    robot.size(width, height).press("?");
    robot
}

/// The members with other keys.
fn with_keys(wishes: &[(&str, &str, &[&str])]) -> Robot {
    let wish = |(context, action, keys): &(&str, &str, &[&str])| KeyOverride {
        context: KeyContext::named(context).expect("a place"),
        action: action_named(action).expect("an action"),
        keys: keys.iter().map(|key| Key::named(key).expect("a key")).collect(),
    };
    let (keymap, refused) = Keymap::with(&wishes.iter().map(wish).collect::<Vec<_>>());
    assert_eq!(refused, []);
    let mut robot = Robot::browsing();
    robot.state.startup.keymap = keymap;
    robot.done();
    robot
}

fn copies(robot: &mut Robot) -> bool {
    robot.done().contains(&Effect::Copy("张伟".to_owned()))
}

#[test]
fn every_key_and_what_it_does_can_be_read_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (60, 24), (80, 12), (60, 10), (40, 10), (20, 5)] {
        let mut robot = help(width, height);
        let mut all = robot.screen();
        for _ in 0..40 {
            all.push_str(&robot.press("<down>").screen());
        }
        for line in ["down", "down half", "page up", "open", "filter", "switch team", "suspend", "quit"] {
            assert!(all.contains(line), "{width}x{height} {line}: {all}");
        }
        if width >= 40 {
            assert!(all.contains("down half a page") && all.contains("show inactive"), "{all}");
        }
    }
}

#[test]
fn arrows_move_no_further_than_the_end_and_the_title_says_where() {
    let mut robot = help(40, 10);
    assert!(robot.row("Help › members").contains(" 1/"), "{}", robot.screen());
    assert!(robot.screen().contains("›Enter l"), "what moves comes last: {}", robot.screen());
    robot.press("<pgdn>");
    assert!(robot.row("Help › members").contains(" 8/"), "{}", robot.screen());
    robot.press("<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>");
    let end = robot.screen();
    assert_eq!(robot.press("<down>").screen(), end);
    assert_ne!(robot.press("<up>").screen(), end, "one step back is one step back");
}

#[test]
fn letters_are_typed_and_escape_brings_back_what_was_there() {
    let mut robot = Robot::browsing();
    let before = robot.screen();
    robot.press("?");
    assert!(robot.screen().contains("Enter runs  Esc closes"), "{}", robot.screen());
    robot.press("jq");
    assert!(!robot.has_quit() && robot.screen().contains("> jq"), "{}", robot.screen());
    assert_eq!(robot.press("<esc>").screen(), before);
    for (width, height) in [(120, 40), (80, 24), (40, 10), (20, 5)] {
        let mut robot = help(width, height);
        assert!(robot.row("Esc close").contains("Esc close"), "{}", robot.screen());
        robot.lang(Lang::Zh);
        assert!(robot.row("Esc 关闭").contains("Esc 关闭"), "{}", robot.screen());
        robot.press("<f1>");
        assert!(!robot.screen().contains("帮助 ›"), "{}", robot.screen());
    }
}

#[test]
fn what_is_typed_finds_by_label_in_both_languages_by_pinyin_by_name_and_by_key() {
    for typed in ["switch", "SWITCH TEAM", "切换团队", "qhtd", "团队", "team", "ｔｅａｍ"] {
        let mut robot = help(80, 24);
        robot.press(typed);
        assert!(robot.row("›t").contains("switch team"), "{typed}\n{}", robot.screen());
        assert!(!robot.screen().contains("half a page"), "{typed}\n{}", robot.screen());
    }
    let mut robot = help(80, 24);
    robot.press("ctrl-d");
    assert!(robot.row("›Ctrl-d").contains("down half a page"), "{}", robot.screen());
    // What is typed as a key's name comes first, although many labels have the letter.
    let mut robot = help(80, 24);
    robot.press("Y");
    assert!(robot.row("›Y").contains("copy something else"), "{}", robot.screen());
    robot.press("nonsense");
    assert!(robot.says("no matching command"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.says("no matching command"), "{}", robot.screen());
}

#[test]
fn enter_does_what_is_selected_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (40, 10), (20, 5)] {
        let mut robot = help(width, height);
        robot.done();
        robot.press("copy name<enter>");
        assert!(copies(&mut robot), "{width}x{height}\n{}", robot.screen());
        assert!(!robot.screen().contains("Help"), "{}", robot.screen());
    }
    let mut robot = help(80, 24);
    robot.press("sort<down><enter>");
    assert!(robot.says("reversed") && !robot.screen().contains("Help"), "{}", robot.screen());
    let mut robot = help(80, 24);
    robot.press("back or<enter>");
    assert!(robot.has_quit());
}

#[test]
fn what_cannot_be_done_says_why_and_does_nothing() {
    let mut robot = Robot::browsing();
    robot.press(":previous week");
    assert!(robot.row("not here").contains("previous week"), "{}", robot.screen());
    let before = robot.screen();
    robot.done();
    assert_eq!(robot.press("<enter>").screen(), before);
    assert_eq!(robot.done(), []);

    let mut robot = Robot::browsing();
    robot.press(":sign in");
    assert!(robot.row("›L").contains("signed in"), "{}", robot.screen());
    let mut robot = Robot::new();
    robot.press(":refresh");
    assert!(robot.row("sign in first").contains("refresh"), "{}", robot.screen());
    robot.size(20, 5);
    assert!(robot.row("sign in first").contains("ref"), "{}", robot.screen());
}

#[test]
fn over_the_session_panel_it_lists_the_panels_keys_and_gives_it_back() {
    let mut robot = Robot::browsing();
    robot.press("i?");
    assert!(robot.says("Help › session") && robot.says("renew now"), "{}", robot.screen());
    assert!(!robot.says("switch team"), "{}", robot.screen());
    robot.press("sign out<enter>");
    assert!(robot.says("again to sign out in every window"), "{}", robot.screen());
    robot.press("?<esc>");
    assert!(robot.says("again to sign out in every window"), "{}", robot.screen());
    robot.press("?back<enter>");
    assert!(!robot.says("again to sign out"), "{}", robot.screen());
}

#[test]
fn everything_is_in_it_and_can_be_found_by_its_name() {
    let mut robot = Robot::browsing();
    robot.press(":");
    let listed = robot.state.listed(Scope::All);
    for binding in BINDINGS {
        let found = listed.iter().filter(|item| item.action == binding.action).count();
        assert_eq!(found, 1, "{}", binding.action.name());
        robot.press("<c-u>").press(binding.action.name());
        assert!(robot.says(binding.action.name()), "{}\n{}", binding.action.name(), robot.screen());
    }
}

#[test]
fn it_opens_where_text_is_typed_and_leaves_the_text_alone() {
    let mut robot = Robot::browsing();
    robot.press("/zw<c-p>keep");
    assert!(robot.row("›Enter").contains("keep filter"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.row("/ zw").contains("clear") && robot.cursor().is_none(), "{}", robot.screen());

    let mut robot = Robot::new();
    robot.press("<tab>abc<f1>q<esc>");
    assert!(robot.says("[ abc"), "{}", robot.screen());
    let mut robot = Robot::first_run();
    robot.press("<c-p>demo<enter>");
    assert!(robot.done().contains(&Effect::StartDemo), "{}", robot.screen());
}

#[test]
fn one_key_turns_it_to_everything_and_back_and_a_paste_is_typed() {
    let mut robot = help(80, 24);
    assert!(robot.row("Help › members").contains("Ctrl-p all commands"), "{}", robot.screen());
    robot.paste("previous week");
    assert!(robot.says("no matching command"), "{}", robot.screen());
    robot.press("<c-p>");
    assert!(robot.row("All commands").contains("F1 what works here"), "{}", robot.screen());
    assert!(robot.row("not here").contains("previous week"), "{}", robot.screen());
    robot.press("<f1>");
    assert!(robot.says("Help › members"), "{}", robot.screen());
}

#[test]
fn the_way_out_of_what_lies_over_the_screen_can_be_done_from_it() {
    for over in ["i", "m"] {
        let mut robot = Robot::browsing();
        let before = robot.screen();
        robot.press(over).press("?").paste("Esc").press("<enter>");
        assert_eq!(robot.screen(), before, "{over}");
    }
}

#[test]
fn a_code_pasted_over_the_palette_goes_to_its_own_field() {
    let code = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";
    let mut robot = Robot::new();
    robot.press("?").paste(code);
    assert!(!robot.says("Help") && robot.row("[ ").contains("64 characters"), "{}", robot.screen());
    robot.press("<enter>").token(granted(7199));
    assert!(robot.says("token"), "{}", robot.screen());

    let mut robot = Robot::new();
    robot.press("?").paste_as_keys(code);
    assert!(
        !robot.says("Help") && robot.row("[ ").contains("5b4e1"),
        "it is in its field: {}",
        robot.screen()
    );
    robot.wait(1).press("<enter>").token(granted(7199));
    assert!(robot.says("token"), "{}", robot.screen());
}

#[test]
fn the_caret_stands_behind_what_is_typed() {
    for (width, height) in [(80, 24), (20, 5)] {
        let mut robot = help(width, height);
        let Some(Position { x, y }) = robot.cursor() else { panic!("a caret") };
        robot.press("团t");
        assert_eq!(robot.cursor(), Some(Position { x: x + 3, y }), "{}", robot.screen());
        robot.press("<left>");
        assert_eq!(robot.cursor(), Some(Position { x: x + 2, y }), "{}", robot.screen());
    }
}

#[test]
fn the_title_of_the_help_is_whole() {
    let mut robot = Robot::new();
    robot.press("<tab><f1>");
    assert!(robot.screen().contains("Help › sign in: code ─"), "{}", robot.screen());
}

#[test]
fn only_what_works_is_listed() {
    let listed = |robot: &Robot, what: &str| robot.screen().contains(what);
    let robot = help(120, 40);
    assert!(!listed(&robot, "sign in again") && !listed(&robot, "Esc h"), "{}", robot.screen());

    let mut robot = Robot::browsing();
    robot.size(120, 40).press("z?");
    assert!(listed(&robot, "Esc h"), "{}", robot.screen());

    let mut robot = Robot::browsing();
    robot.size(120, 40).wait(6900).token(refused(401, "invalid_grant")).press("?");
    assert!(listed(&robot, "sign in again"), "{}", robot.screen());

    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("?");
    assert!(!listed(&robot, "Esc h"), "{}", robot.screen());
}

#[test]
fn another_key_does_it_and_every_place_that_names_it_says_so() {
    let mut robot = with_keys(&[
        ("members", "copy", &["x", "ctrl-y"]),
        ("members", "detail", &["D"]),
        ("list", "down", &["n"]),
        ("global", "help", &["H", "f1"]),
    ]);
    robot.press("y");
    assert!(!copies(&mut robot), "the old key is free");
    robot.press("x");
    assert!(copies(&mut robot), "{}", robot.screen());
    robot.wait(4).press("<c-y>");
    assert!(copies(&mut robot), "{}", robot.screen());
    robot.wait(4).press("n").size(120, 40);
    for said in ["n/k move", "x copy", "D hide", "H help"] {
        assert!(robot.says(said), "{said}\n{}", robot.screen());
    }
    robot.press("Hcopy_");
    assert!(!robot.says("x Ctrl-y"), "{}", robot.screen());
    robot.press("<backspace>");
    assert!(robot.row("x Ctrl-y").contains("copy the name"), "{}", robot.screen());
}

#[test]
fn an_action_without_a_key_can_still_be_done() {
    let mut robot = with_keys(&[("members", "copy", &[])]);
    assert!(!robot.says("y copy"), "{}", robot.screen());
    robot.press("?copy the name<enter>");
    assert!(copies(&mut robot), "{}", robot.screen());
}

#[test]
fn a_screen_too_small_says_a_key_that_leaves() {
    let mut robot = Robot::browsing();
    robot.press("t").size(16, 3);
    assert!(robot.screen().contains("q quit"), "{}", robot.screen());
    robot.press("q");
    assert!(robot.has_quit(), "over an open team as well");

    let mut robot = Robot::browsing();
    robot.press("/").size(16, 3);
    assert!(robot.screen().contains("Ctrl-c quit"), "q is text there: {}", robot.screen());
}

#[test]
fn what_does_something_comes_before_what_only_moves() {
    let mut robot = help(120, 40);
    let listed = robot.state.listed(Scope::Here);
    let first_move = listed.iter().position(|command| matches!(command.action, Action::Go(_))).expect("one");
    assert!(listed.iter().skip(first_move).all(|command| matches!(command.action, Action::Go(_))));
    assert!(robot.press("<esc>:").row("›Enter").contains("open"), "{}", robot.screen());
}

#[test]
fn other_words_and_their_pinyin_find_it_too() {
    for (typed, name) in [
        ("csv", "export to a file"),
        ("xlsx", "export to a file"),
        ("token", "session"),
        ("logout", "sign out"),
        ("dark", "choose a theme"),
        ("夜间", "choose a theme"),
        ("今天", "my day"),
        ("jintian", "my day"),
        ("lz", "show inactive"),
        ("shuaxin", "refresh"),
        ("搜索", "filter"),
    ] {
        let mut robot = Robot::browsing();
        robot.press(":").paste(typed);
        assert!(robot.says(name), "{typed}: {}", robot.screen());
        assert!(!robot.row(name).contains("not here"), "{typed}: {}", robot.screen());
    }
}

#[test]
fn signing_out_from_it_asks_again_and_renewing_is_done() {
    let mut robot = Robot::browsing();
    robot.press(":logout<enter>");
    assert!(robot.says("again to sign out in every window"), "{}", robot.screen());
    robot.press("<esc>:").paste("renew now").press("<enter>");
    assert!(robot.says("renewing"), "{}", robot.screen());
}

#[test]
fn teams_and_people_are_found_in_it_and_opened() {
    let mut robot = Robot::browsing();
    robot.press(":zgd");
    assert!(robot.says("to-dos of 曾国栋"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.says("曾国栋 › Open"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.says("云端科技 › Members"), "the way back: {}", robot.screen());

    robot.press(":").paste("api team");
    assert!(robot.says("team API Team"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.says("API Team › Members"), "{}", robot.screen());
    robot.press(":").paste("team");
    assert!(robot.row("team API Team").contains("✓ current"), "{}", robot.screen());
    assert!(!robot.row("team 一个").contains("✓"), "it is not open: {}", robot.screen());
    robot.press("<esc>").press("T");
    assert!(robot.row("theme terminal").contains("✓ current"), "{}", robot.screen());
    robot.press("<down>");
    assert!(!robot.row("›").contains("✓"), "it is a preview: {}", robot.screen());
}

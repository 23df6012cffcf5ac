//! Signing in: the address, the code, the two-step code, and what can go wrong with them.

use std::time::Duration;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::Color;
use tower_tui::app::core::notice::NoBrowser;
use tower_tui::app::kit::clipboard::Clipboard;
use tower_tui::app::{Effect, Startup};
use tower_tui::base::lang::Lang;
use tower_tui::base::secret::Secret;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::wire::{NoSecret, TransportError};

use crate::answers::{granted, refused};
use crate::people;
use crate::robot::Robot;
use crate::startup::{client, startup};

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";

fn pasted() -> Robot {
    let mut robot = Robot::new();
    robot.paste(CODE);
    robot
}

/// The cells of the screen that are links: where each stands, where it leads, and what it shows.
fn links(robot: &Robot) -> Vec<((u16, u16), String, String)> {
    let (buffer, _) = robot.drawn();
    let link = |(x, y)| {
        let (_, rest) = buffer[(x, y)].symbol().split_once("\x1b]8;id=tower-tui;")?;
        let (target, rest) = rest.split_once("\x1b\\")?;
        let (shown, rest) = rest.split_once("\x1b]8;;\x1b\\")?;
        assert_eq!((rest, buffer[(x, y)].cell_width()), ("", 1), "each cell closes its link and is one wide");
        Some(((x, y), target.to_owned(), shown.to_owned()))
    };
    buffer.area.positions().filter_map(|at| link((at.x, at.y))).collect()
}

#[test]
fn every_cell_of_the_address_leads_to_the_whole_of_it_at_every_width() {
    let url = client().authorize_url();
    let mut robot = Robot::with_links();
    for width in 20..=200_u16 {
        robot.size(width, 24);
        let links = links(&robot);

        let shown: String = links.iter().map(|(_, _, shown)| shown.as_str()).collect();
        assert_eq!(shown, url, "{width}");
        assert!(links.iter().all(|(_, target, _)| *target == url), "{width}");
        let places: Vec<_> = links.iter().map(|(place, _, _)| *place).collect();
        let (_, top) = places[0];
        let in_rows: Vec<_> = (top..).flat_map(|y| (0..width).map(move |x| (x, y))).take(url.len()).collect();
        assert_eq!(places, in_rows, "nothing stands between two rows of the address at {width}");
    }
}

#[test]
fn links_change_nothing_that_is_read() {
    for width in 20..=200 {
        let (mut linked, mut plain) = (Robot::with_links(), Robot::new());
        assert_eq!(linked.size(width, 24).screen(), plain.size(width, 24).screen(), "{width}");
        assert_eq!(linked.cursor(), plain.cursor(), "{width}");
        assert_eq!(linked.press("?").screen(), plain.press("?").screen(), "under the help at {width}");
        assert!(links(&plain).is_empty());
    }
}

#[test]
fn the_keys_under_the_address_are_the_ones_that_work_where_the_focus_is() {
    let mut robot = Robot::new();
    assert!(
        robot.says("Enter open browser y copy u print address w QR code s change app"),
        "{}",
        robot.screen()
    );
    robot.press("<tab>");
    assert!(
        robot.says("Ctrl-o open browser Ctrl-y copy Ctrl-r print address Ctrl-s change app"),
        "{}",
        robot.screen()
    );
    robot.paste(CODE).press("<enter>");
    assert!(!robot.screen().contains("copy"), "none of them works now: {}", robot.screen());

    let robot = Robot::without_browser();
    assert!(!robot.screen().contains("open browser") && robot.screen().contains("y copy"), "there is none");
    let robot = Robot::demo();
    assert!(robot.says("Ctrl-o open browser Ctrl-y copy This is the demo Tower"), "{}", robot.screen());
}

#[test]
fn a_qr_code_shows_the_address_until_any_key() {
    for key in ["x", "w", "<esc>", "<enter>", "?"] {
        let mut robot = Robot::new();
        robot.press("w");
        assert!(robot.screen().contains("▄▄▄▄▄  ▀") && robot.screen().contains("Press any key to go back."));

        robot.press(key);
        assert!(!robot.screen().contains('▀'), "{key}: {}", robot.screen());
        assert_eq!(robot.tokens_asked(), 0, "{key} only closes it");
    }
    let mut robot = Robot::new();
    robot.press("w<c-c>");
    assert!(robot.has_quit());
}

#[test]
fn a_qr_code_is_dark_on_light_whatever_the_terminals_colors() {
    let mut robot = Robot::new();
    robot.press("w");
    let (buffer, cursor) = robot.drawn();
    assert_eq!(cursor, None, "nothing blinks in it");
    let blocks = buffer.content().iter().filter(|cell| ["▀", "▄"].contains(&cell.symbol()));
    let colors: Vec<_> = blocks.map(|cell| (cell.fg, cell.bg)).collect();
    assert!(!colors.is_empty());
    assert!(colors.iter().all(|colors| *colors == (Color::Indexed(231), Color::Indexed(16))));
}

/// A screen as a camera sees it.
fn photographed(buffer: &Buffer) -> (usize, usize, impl Fn(usize, usize) -> u8) {
    const CELL: (usize, usize) = (9, 18);
    let area = *buffer.area();
    let light = |color| if color == Color::Indexed(231) { 255 } else { 0 };
    let pixel = move |x: usize, y: usize| {
        let at = |cells: usize| u16::try_from(cells).expect("within the screen");
        let cell = &buffer[(at(x / CELL.0), at(y / CELL.1))];
        let is_ink = matches!((cell.symbol(), y % CELL.1), ("▀", 0..9) | ("▄", 9..18) | ("█", 0..18));
        light(if is_ink { cell.fg } else { cell.bg })
    };
    (usize::from(area.width) * CELL.0, usize::from(area.height) * CELL.1, pixel)
}

#[test]
fn u28_a_camera_reads_the_address_off_the_qr_code() {
    let mut robot = Robot::new();
    robot.size(80, 30).press("w");
    let (buffer, _) = robot.drawn();
    let (width, height, pixel) = photographed(&buffer);
    let mut photo = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = photo.detect_grids();
    let [grid] = grids.as_slice() else { panic!("{} codes: {}", grids.len(), robot.screen()) };
    let (_, address) = grid.decode().expect("it can be read");
    assert!(address.starts_with("https://tower.im/oauth/authorize?"), "{address}");
}

#[test]
fn what_is_dark_in_a_qr_code_is_ground_where_both_halves_of_a_cell_are() {
    let mut robot = Robot::new();
    robot.press("w");
    let (buffer, _) = robot.drawn();
    assert!(!robot.screen().contains('█'), "a glyph leaves a light line below it");
    let dark = buffer.content().iter().filter(|cell| cell.symbol() == " " && cell.bg == Color::Indexed(16));
    assert!(dark.count() > 50);
}

#[test]
fn a_qr_code_without_room_says_how_much_it_needs() {
    let mut robot = Robot::new();
    robot.size(44, 24).press("w");
    assert!(robot.screen().contains("QR code needs 45x23; u prints the address"), "{}", robot.screen());
    assert!(robot.screen().contains("Paste the code"), "{}", robot.screen());

    robot.size(80, 24).press("w");
    assert!(robot.screen().contains('▀'));
    robot.size(80, 22);
    assert!(!robot.screen().contains('▀'), "{}", robot.screen());
}

#[test]
fn the_exchange_sends_the_five_documented_fields_and_no_bearer() {
    let mut robot = pasted();
    robot.press("<enter>");

    assert_eq!(
        robot.token_form(),
        [
            "client_id=c0ffee0123456789c0ffee0123456789".to_owned(),
            "client_secret=made-up-secret".to_owned(),
            "redirect_uri=urn:ietf:wg:oauth:2.0:oob".to_owned(),
            "grant_type=authorization_code".to_owned(),
            format!("code={CODE}"),
        ]
    );
    assert_eq!(robot.token_bearer(), None);
}

#[test]
fn a_pasted_line_break_does_not_submit_and_enter_submits_once() {
    let mut robot = Robot::new();
    robot.paste(&format!("{CODE}\r\n"));
    assert_eq!(robot.tokens_asked(), 0);

    robot.press("<enter><enter><enter>");
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn a_code_is_shown_only_in_part() {
    let robot = pasted();
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "{}", robot.screen());
    assert!(!robot.screen().contains(CODE));
}

#[test]
fn the_two_step_code_goes_with_the_same_code() {
    let mut robot = pasted();
    robot.press("<enter>").token(refused(200, "otp_required"));
    robot.press("４８２ 913<enter>");

    let form = robot.token_form();
    assert!(form.contains(&format!("code={CODE}")), "{form:?}");
    assert!(form.contains(&"captcha=482913".to_owned()), "{form:?}");
}

#[test]
fn a_wrong_two_step_code_keeps_the_first_code_and_counts() {
    let mut robot = pasted();
    robot.press("<enter>").token(refused(200, "otp_required"));
    robot.press("1111<enter>").token(refused(200, "otp_required"));
    robot.press("2222<enter>").token(refused(200, "otp_required"));

    assert!(robot.screen().contains("(attempt 2)"), "{}", robot.screen());
    robot.press("3333<enter>").token(granted(7199));
    assert_eq!(robot.calls(), [Call::User, Call::Teams]);
}

#[test]
fn a_code_that_is_not_taken_says_what_to_do() {
    let mut robot = pasted();
    robot.press("<enter>").token(refused(401, "invalid_grant"));
    assert!(robot.screen().contains("Approve again, then paste"), "{}", robot.screen());
}

#[test]
fn a_code_that_was_not_sent_can_be_tried_again() {
    let mut robot = pasted();
    robot.press("<enter>").no_token(TransportError::NotSent("no network".into()));
    assert!(robot.screen().contains("Press Enter to retry"), "{}", robot.screen());

    robot.press("<enter>");
    assert!(robot.token_form().contains(&format!("code={CODE}")));
}

#[test]
fn a_command_that_gives_no_secret_is_named_and_the_code_is_kept() {
    let mut robot = pasted();
    robot.press("<enter>").no_token(TransportError::NoSecret(NoSecret::Failed(Some(2))));
    assert!(
        robot.screen().contains("the secret command failed (exit code 2). Press Enter to retry."),
        "{}",
        robot.screen()
    );

    robot.press("<enter>");
    assert!(robot.token_form().contains(&format!("code={CODE}")));
}

#[test]
fn a_code_whose_answer_was_lost_is_not_sent_again_by_itself() {
    let mut robot = pasted();
    robot.press("<enter>").no_token(TransportError::Unanswered("reset".into()));
    robot.wait(600);

    assert_eq!(robot.tokens_asked(), 0);
    assert!(robot.screen().contains("answer was lost"), "{}", robot.screen());
}

#[test]
fn waiting_for_the_exchange_can_be_given_up_and_its_late_answer_is_ignored() {
    let mut robot = pasted();
    robot.press("<enter><esc>");
    robot.token(granted(7199));

    assert!(robot.screen().contains("Paste the code"), "{}", robot.screen());
    assert!(robot.calls().is_empty());
}

#[test]
fn nothing_is_asked_with_a_token_that_is_not_on_the_disk() {
    let mut robot = pasted();
    robot.press("<enter>").disk_hangs().token(granted(7199));
    assert!(robot.calls().is_empty());

    robot.disk_answers();
    assert_eq!(robot.calls(), [Call::User, Call::Teams]);
    assert_eq!(robot.bearers(), ["access", "access"]);
}

#[test]
fn a_disk_that_refuses_is_named_and_the_session_goes_on() {
    let mut robot = pasted();
    robot.press("<enter>").disk_fails("no space left").token(granted(7199));
    robot.tower(Reply::Teams(people::teams().into()));
    assert!(robot.screen().contains("session not saved: no space left"), "{}", robot.screen());
}

#[test]
fn without_a_browser_the_address_is_copied_and_that_is_said() {
    let mut robot = Robot::without_browser();
    robot.press("<enter>");
    assert!(
        robot.done().iter().any(|effect| matches!(effect, Effect::Copy(url) if url.contains("client_id=")))
    );
    let said = "no browser; address sent to clipboard (OSC 52); Ctrl-r prints it";
    assert!(robot.row("no browser").contains(said), "{}", robot.screen());
    robot.press("<c-r>");
    assert!(robot.done().iter().any(|effect| matches!(effect, Effect::PrintPlain(_))), "the key works there");
}

#[test]
fn an_address_that_was_not_copied_was_not_taken() {
    let mut robot = Robot::starting(Startup { clipboard: Clipboard::Off, ..startup() }, None);
    let before = robot.state.mode();
    robot.press("y").wait(1);
    assert!(robot.says("TOWER_TUI_CLIPBOARD"), "{}", robot.screen());
    assert_eq!(robot.state.mode(), before, "the code does not come next yet: {}", robot.screen());
}

#[test]
fn nothing_opens_a_browser_by_itself() {
    let mut robot = Robot::new();
    robot.wait(3600);
    assert!(!robot.done().iter().any(|effect| matches!(effect, Effect::OpenBrowser(_))));
}

#[test]
fn the_demo_fetches_its_code_itself() {
    let mut robot = Robot::demo();
    robot.press("<enter><enter>");
    let fetches = robot.done().iter().filter(|effect| matches!(effect, Effect::FetchCode { .. })).count();
    assert_eq!(fetches, 1);

    robot.happens(tower_tui::app::Event::CodeFetched(Ok(Secret::new(CODE))));
    robot.press("<enter>");
    assert_eq!(robot.tokens_asked(), 1);
}

#[test]
fn an_idle_sign_in_screen_asks_for_no_ticks() {
    let robot = Robot::new();
    assert_eq!(robot.state.wake_in(), None::<Duration>);
}

#[test]
fn a_browser_that_opened_brings_the_person_to_the_code_and_starts_its_ten_minutes() {
    let mut robot = Robot::new();
    robot.press("<enter>");
    assert!(robot.screen().contains("browser opened; paste the code here"), "{}", robot.screen());
    assert!(robot.screen().contains("Ctrl-o open browser") && robot.screen().contains("10:00 left"));
}

#[test]
fn a_browser_that_did_not_open_says_so_in_the_persons_language_with_the_keys_that_work_there() {
    for (why, en, zh) in [
        (NoBrowser::NotStarted, "! no browser started: ", "! 没有启动浏览器："),
        (NoBrowser::Silent, "no browser yet? ", "浏览器没有打开？"),
    ] {
        let mut robot = Robot::new();
        robot.world.browser = Err(why);
        robot.press("<enter>");
        let row = robot.row(en);
        assert!(row.contains("y copies, u prints the address"), "whole at 80 columns: {}", robot.screen());
        assert!(!robot.screen().contains("left") && robot.screen().contains("Enter open browser"), "{row}");
        robot.lang(Lang::Zh);
        assert!(robot.row(zh).contains("y 复制，u 打印网址"), "{}", robot.screen());

        robot.lang(Lang::En).press("<tab><c-o>");
        let row = robot.row(en);
        assert!(row.contains("Ctrl-y copies, Ctrl-r prints the address"), "{}", robot.screen());
        robot.press("<c-y>");
        assert!(robot.done().iter().any(|effect| matches!(effect, Effect::Copy(_))));
        assert!(robot.screen().contains("10:00 left"), "{}", robot.screen());
    }
}

#[test]
fn a_pasted_code_is_one_thing_that_only_erasing_or_another_text_takes_away() {
    let mut robot = pasted();
    robot.press("<left><right><home><end><delete><up>");
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "{}", robot.screen());
    robot.paste("https://tower.im/teams");
    assert!(robot.screen().contains("There is no code in that address."), "{}", robot.screen());
    assert!(robot.screen().contains("3b9f40aa⋯e1"), "a paste by mistake costs nothing: {}", robot.screen());

    robot.press("<backspace>");
    assert!(!robot.screen().contains("3b9f40aa"), "{}", robot.screen());
    robot.paste(CODE).press("<c-u>");
    assert!(!robot.screen().contains("3b9f40aa"), "{}", robot.screen());
    robot.paste(CODE).press("x");
    assert!(robot.screen().contains("[ x  "), "{}", robot.screen());
}

//! The themes: how each draws one screen, and the key that switches between them.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use tower_tui::app::kit::appearance::{Clusters, Colors, Theme};
use tower_tui::app::{Effect, Event};
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::{is_ambiguous, width};
use tower_tui::tower::call::Reply;
use tower_tui::tower::wire::TransportError;

use crate::people;
use crate::robot::Robot;

/// A badge, a filter's finds, a selected row and dim words on one screen.
fn moment(theme: Theme) -> Robot {
    let mut robot = Robot::browsing();
    robot.wait(6902).no_token(TransportError::NotSent("no network".into())).press("/后端<enter>j");
    robot.state.look.theme = theme;
    robot
}

/// The rows of the screen, each with a row of letters for its styles below; the letters are explained at the end.
fn styled(buffer: &Buffer) -> String {
    let mut styles = vec![style(&Cell::default())];
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut letters = String::new();
        let mut hidden = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if hidden == 0 {
                text.push_str(cell.symbol());
                hidden = width(cell.symbol()).max(1);
            }
            hidden -= 1;
            let style = style(cell);
            let known = styles.iter().position(|known| *known == style).unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            letters.push(if known == 0 {
                ' '
            } else {
                char::from(b'a' + u8::try_from(known - 1).expect("few"))
            });
        }
        let row = text.trim_end().len();
        text.truncate(row);
        text.push('\n');
        if !letters.trim().is_empty() {
            text.push_str(letters.trim_end());
            text.push('\n');
        }
    }
    let legend = ('a'..).zip(styles.iter().skip(1)).map(|(letter, style)| format!("{letter}: {style}\n"));
    text.extend(legend);
    text
}

fn style(cell: &Cell) -> String {
    format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier)
}

#[test]
fn every_theme_draws_the_same_moment() {
    let plain = moment(Theme::Terminal).screen();
    for theme in Theme::ALL {
        let robot = moment(theme);
        assert_eq!(robot.screen(), plain, "a theme changes no word");
        insta::assert_snapshot!(format!("theme-{}", theme.name()), styled(&robot.drawn().0));
    }
}

/// The characters of a line of borders in the accent's color, and the same that are not.
fn borders(buffer: &Buffer) -> (String, String) {
    let is_border = |cell: &&Cell| matches!(cell.symbol(), "┌" | "┐" | "└" | "┘");
    let (accent, plain): (Vec<&Cell>, _) =
        buffer.content.iter().filter(is_border).partition(|cell| cell.fg == Color::Cyan);
    let text = |cells: Vec<&Cell>| cells.into_iter().map(Cell::symbol).collect::<String>();
    (text(accent), text(plain))
}

/// The texts in the accent's color that are no border.
fn accented(buffer: &Buffer) -> String {
    let is_text = |cell: &&Cell| cell.fg == Color::Cyan && !"┌┐└┘─│".contains(cell.symbol());
    buffer.content.iter().filter(is_text).map(Cell::symbol).collect()
}

/// The bold texts in their place.
fn bold(buffer: &Buffer) -> String {
    let is_bold = |cell: &Cell| cell.modifier.contains(Modifier::BOLD) && cell.fg == Color::Reset;
    let shown = |cell: &Cell| if is_bold(cell) { cell.symbol().to_owned() } else { " ".to_owned() };
    let text: String = buffer.content.iter().map(shown).collect();
    // The right half of a wide character is a cell of its own.
    text.chars().filter(|char| *char != ' ').collect()
}

#[test]
fn the_border_of_what_has_the_keys_stands_out_and_no_other() {
    let one = "┌┐└┘";
    let mut robot = Robot::browsing();
    assert_eq!(borders(&robot.drawn().0), (one.into(), one.into()), "the table, and the detail below it");
    for keys in ["?", "i", "f", "Y"] {
        robot.press(keys);
        let (accent, _) = borders(&robot.drawn().0);
        assert_eq!(accent, one, "{keys}: {}", robot.screen());
        robot.press("<esc>");
    }
    robot.press("<enter>");
    assert_eq!(borders(&robot.drawn().0), (one.into(), String::new()), "one member on the whole screen");
    robot.press("<esc>");
    // The to-dos beside the detail, the screen of them with one in whole beside it, and that on the whole screen.
    robot.size(200, 40);
    for keys in ["", "jj<enter>", "<enter>"] {
        let (accent, _) = borders(&robot.press(keys).drawn().0);
        assert_eq!(accent, one, "{keys}: {}", robot.screen());
    }
    robot.press("<esc><esc>").size(80, 24);
    robot.state.look.theme = Theme::Mono;
    let (accent, plain) = borders(&robot.drawn().0);
    assert_eq!((accent.as_str(), plain.chars().count()), ("", 8), "without colors there is none");
}

#[test]
fn whoever_signed_in_stands_out_in_the_corner_and_in_their_row_but_not_where_that_is_selected() {
    let mut robot = Robot::browsing();
    let own = people::members().pop();
    robot.tower(Reply::OwnMember(own.map(Box::new))).size(120, 40);
    // In the corner, in the row, and at the end of that; cyan would be 2:1 on white.
    let own = |robot: &Robot| bold(&robot.drawn().0).matches("林小北").count();
    assert_eq!(own(&robot), 2, "{}", robot.screen());
    assert!(bold(&robot.drawn().0).contains("you"), "{}", robot.screen());
    assert_eq!(accented(&robot.drawn().0).trim(), "", "{}", robot.screen());
    robot.press("G");
    assert!(robot.row("›林小北").contains("you"), "{}", robot.screen());
    assert_eq!(own(&robot), 2, "in the corner and over the detail: a selected row is reversed");
}

#[test]
fn a_key_lists_the_themes_shows_the_selected_one_and_keeps_the_chosen_one() {
    let mut robot = Robot::browsing();
    robot.press("T");
    assert!(robot.row("theme terminal").contains('›'), "on the one that is drawn in: {}", robot.screen());
    robot.press("<down>");
    assert_eq!((robot.state.theme(), robot.state.look.theme), (Theme::HighContrast, Theme::Terminal));
    robot.press("<esc>");
    assert_eq!(robot.state.theme(), Theme::Terminal, "nothing was chosen");
    robot.done();
    robot.press("T<down><down><enter>");
    assert_eq!((robot.state.theme(), robot.state.look.theme), (Theme::Mono, Theme::Mono));
    assert!(robot.says("theme: mono"), "{}", robot.screen());
    assert!(robot.done().contains(&Effect::SaveTheme(Theme::Mono)), "the next start draws in it");

    robot.state.look.colors = Colors::Any;
    robot.press(":").paste("tower-light");
    assert_eq!(robot.state.theme(), Theme::TowerLight, "{}", robot.screen());
}

#[test]
fn a_theme_chosen_in_a_demo_is_not_kept() {
    let mut robot = Robot::browsing();
    robot.state.startup.demo = true;
    robot.press("T<down><enter>");
    assert_eq!(robot.state.look.theme, Theme::HighContrast);
    assert!(!robot.done().iter().any(|effect| matches!(effect, Effect::SaveTheme(_))));
}

#[test]
fn a_day_that_has_passed_stands_out_by_a_word_and_by_more_than_a_color() {
    for (theme, color) in
        [(Theme::Terminal, Some(Color::Red)), (Theme::Mono, None), (Theme::HighContrast, None)]
    {
        let mut robot = Robot::browsing();
        robot.state.look.theme = theme;
        robot.press("jj<enter>");
        let (buffer, _) = robot.drawn();
        let y = robot.screen().lines().position(|row| row.contains("2d overdue")).expect("it shows");
        let row: Vec<&Cell> = buffer.content.iter().skip(y * 80).take(80).collect();
        let word = row.windows(7).find(|cells| {
            cells.iter().map(|cell| cell.symbol()).eq("overdue".split("").filter(|part| !part.is_empty()))
        });
        for cell in word.expect("the word") {
            assert!(cell.modifier.contains(Modifier::BOLD), "{theme:?}");
            assert_eq!(Some(cell.fg).filter(|color| *color != Color::Reset), color, "{theme:?}");
        }
    }
}

#[test]
fn where_borders_are_wide_every_character_is_as_wide_as_it_looks() {
    let moments: [fn() -> Robot; 4] = [Robot::browsing, Robot::first_run, Robot::demo, Robot::signed_in];
    for (moment, lang) in moments.iter().flat_map(|moment| [Lang::En, Lang::Zh].map(|lang| (moment, lang))) {
        for keys in ["", "?", "z", "jj<enter>", "i", "/ana"] {
            let mut robot = moment();
            robot.lang(lang).press(keys).happens(Event::Measured { wide: true });
            let (buffer, _) = robot.drawn();
            let ambiguous = buffer.content.iter().find(|cell| is_ambiguous(cell.symbol()));
            assert_eq!(ambiguous, None, "{keys}: {}", robot.screen());
        }
    }
    let mut robot = Robot::browsing();
    robot.done();
    robot.happens(Event::Measured { wide: true });
    assert!(robot.done().contains(&Effect::Redraw), "what was drawn before is in the wrong place");
    insta::assert_snapshot!("wide-borders", robot.screen());
}

#[test]
fn within_tmux_what_terminals_differ_on_is_drawn_by_what_they_agree_on() {
    let mut robot = Robot::browsing();
    robot.press("/").paste("👨\u{200d}👩\u{200d}👧园 ｶﾞ");
    assert!(robot.says("👨\u{200d}👩\u{200d}👧园 ｶﾞ"), "{}", robot.screen());
    robot.state.look.clusters = Clusters::Agreed;
    assert!(robot.says("👨园 ガ"), "{}", robot.screen());
}

#[test]
fn a_qr_code_is_not_drawn_where_it_would_be_too_wide() {
    let mut robot = Robot::new();
    robot.size(120, 40).happens(Event::Measured { wide: true }).press("w");
    assert!(robot.says("this terminal draws QR codes too wide; u prints the address"), "{}", robot.screen());
}

#[test]
fn a_capital_letter_is_text_where_text_is_typed() {
    let mut robot = Robot::browsing();
    robot.press("/TM");
    assert_eq!(robot.state.look.theme, Theme::Terminal);
    assert!(robot.says("/ TM"), "{}", robot.screen());
}

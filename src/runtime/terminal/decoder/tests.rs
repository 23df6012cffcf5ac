//! The decoder gives the same events however the bytes are split, and no incomplete sequence delays what follows.

use proptest::prelude::*;

use super::*;
use crate::app::kit::cursor::Motion;
use crate::runtime::terminal::replies::Color;
use ratatui::layout::Position;

/// What came, in a row: keys by name, the rest as it is.
fn told(inputs: Vec<Input>) -> Vec<String> {
    let one = |input| match input {
        Input::Event(Event::Key(KeyEvent { code, modifiers, .. })) => {
            let with = |modifier, name| if modifiers.contains(modifier) { name } else { "" };
            let key = match code {
                KeyCode::Char(char) => char.to_string(),
                code => format!("{code:?}"),
            };
            [
                with(KeyModifiers::CONTROL, "Ctrl-"),
                with(KeyModifiers::ALT, "Alt-"),
                with(KeyModifiers::SHIFT, "Shift-"),
                &key,
            ]
            .concat()
        }
        Input::Event(Event::Pasted(text)) => format!("pasted {}", text.expose()),
        other => format!("{other:?}"),
    };
    inputs.into_iter().map(one).collect()
}

fn read(bytes: &str) -> Vec<String> {
    told(Decoder::default().feed(bytes.as_bytes()))
}

/// The same after a pause.
fn read_to_the_end(bytes: &str) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut all = decoder.feed(bytes.as_bytes());
    assert_eq!(decoder.patience().is_some(), !decoder.held.is_empty() || decoder.paste.is_some());
    all.extend(decoder.give_up());
    assert_eq!(decoder.patience(), None, "{bytes:?}");
    told(all)
}

#[test]
fn characters_are_keys_and_so_is_what_ctrl_and_alt_make_of_them() {
    assert_eq!(read("aZ张 ~é"), ["a", "Shift-Z", "张", " ", "~", "é"]);
    assert_eq!(read("\r\t\x7f\x03\x08\0"), ["Enter", "Tab", "Backspace", "Ctrl-c", "Ctrl-h", "Ctrl- "]);
    assert_eq!(read("\x1c\x1d\x1e\x1f"), ["Ctrl-\\", "Ctrl-]", "Ctrl-^", "Ctrl-/"]);
    assert_eq!(
        read("\x1ba\x1bZ\x1b\r\x1b\x7f\x1b张"),
        ["Alt-a", "Alt-Shift-Z", "Alt-Enter", "Alt-Backspace", "Alt-张"]
    );
}

#[test]
fn keys_with_names_come_in_every_spelling() {
    assert_eq!(read("\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D"), ["Up", "Down", "Ctrl-Right", "Shift-Left"]);
    assert_eq!(
        read("\x1b[H\x1b[4~\x1b[5~\x1b[6;5~\x1b[Z"),
        ["Home", "End", "PageUp", "Ctrl-PageDown", "Shift-BackTab"]
    );
    assert_eq!(
        read("\x1bOP\x1b[15~\x1b[24~\x1b[[C\x1bOM\x1bOp"),
        ["F(1)", "F(5)", "F(12)", "F(3)", "Enter", "0"]
    );
    let by_number = read("\x1b[97;5u\x1b[97;2u\x1b[27u\x1b[9;2u\x1b[27;5;47~\x1b[47;5:3u");
    assert_eq!(by_number, ["Ctrl-a", "Shift-A", "Esc", "Shift-BackTab", "Ctrl-/"], "and none that is let go");
}

#[test]
fn escape_is_a_key_after_a_pause_and_before_another_one() {
    assert_eq!(read("\x1b"), [""; 0]);
    assert_eq!(read_to_the_end("\x1b"), ["Esc"]);
    assert_eq!(read("\x1b\x1b[A"), ["Esc", "Up"]);
    for (typed, key) in
        [("\x1b[", "Alt-["), ("\x1bO", "Alt-Shift-O"), ("\x1b]", "Alt-]"), ("\x1bP", "Alt-Shift-P")]
    {
        assert_eq!(read_to_the_end(typed), [key]);
    }
    assert_eq!(read("\x1bOx"), ["8"]);
    assert_eq!(read("\x1bO!\x1b[\r"), ["Alt-Shift-O", "!", "Alt-[", "Enter"]);
}

#[test]
fn the_mouse_and_the_window_are_heard() {
    let seen = |bytes: &[u8]| Decoder::default().feed(bytes);
    let clicked = Input::Event(Event::Clicked(Position { x: 9, y: 3 }));
    assert_eq!(seen(b"\x1b[<0;10;4M\x1b[<0;10;4m"), [clicked]);
    let clicked = Input::Event(Event::Clicked(Position { x: 9, y: 3 }));
    assert_eq!(seen(b"\x1b[M\x20\x2a\x24\x1b[M\x23\x2a\x24"), [clicked], "and the old way");
    let wheel = [Motion::Up, Motion::Down].map(|motion| Input::Event(Event::Wheeled(motion)));
    assert_eq!(seen(b"\x1b[<64;1;1M\x1b[<65;1;1M"), wheel);
    assert_eq!(seen(b"\x1b[<2;1;1M\x1b[<35;1;1M\x1b[<0;0;0M\x1b[<0M\x1b[M\x20\x20\x20"), []);
    let focus = [true, false].map(|front| Input::Event(Event::Focused(front)));
    assert_eq!(seen(b"\x1b[I\x1b[O"), focus);
}

#[test]
fn a_paste_is_one_text() {
    assert_eq!(read("a\x1b[200~张\x1b[A\r\n~\x1b[201~b"), ["a", "pasted 张\x1b[A\r\n~", "b"]);
    assert_eq!(read("\x1b[200~\x1b[201~\x1b[201~"), ["pasted "]);
    let long = "x".repeat(LONGEST_PASTE + 10);
    let inputs = Decoder::default().feed(format!("\x1b[200~{long}\x1b[201~j").as_bytes());
    let [Input::Event(Event::Pasted(text)), _] = &inputs[..] else { panic!("{}", inputs.len()) };
    assert_eq!(text.expose().len(), LONGEST_PASTE);
}

#[test]
fn a_paste_that_pauses_for_long_has_ended() {
    let mut decoder = Decoder::default();
    let (text, _end) = "\x1b[200~张伟\x1b[201~".split_once("\x1b[201").unwrap();
    assert_eq!(decoder.feed(text.as_bytes()), []);
    assert_eq!(decoder.patience(), Some(IN_PASTE));
    assert_eq!(told(decoder.give_up().into_iter().collect()), ["pasted 张伟"]);
    assert_eq!(told(decoder.feed(b"\x03\x1b[201~j")), ["Ctrl-c", "j"]);
}

#[test]
fn answers_are_told_from_what_is_typed() {
    let came = "j张\x1b]11;rgb:1c1c/2121/2828\x1b\\\x1b[A\x1b[24;3Rk\x1b[?2004;2$y\x1b[?62;22cq";
    let dark = TerminalReply::Backdrop(Color([0x1c1c, 0x2121, 0x2828]));
    assert_eq!(
        replies(came.as_bytes()),
        [dark, TerminalReply::Column(3), TerminalReply::Paste(2), TerminalReply::Kind]
    );
    let typed = Decoder::default().feed(came.as_bytes());
    let typed: Vec<Input> = typed.into_iter().filter(|input| !matches!(input, Input::Reply(_))).collect();
    assert_eq!(told(typed), ["j", "张", "Up", "k", "q"]);
}

#[test]
fn a_report_that_nobody_asked_for_is_taken_out_whole() {
    for report in [
        "\x1b[>0;95;0c",
        "\x1b[4;600;800t",
        "\x1b[?1u",
        "\x1b[=1;2x",
        "\x1b]11;rgb:ff/ff/ff\x07",
        "\x1b]52;c;5byg5Lyf\x1b\\",
        "\x1bP>|terminal 1.0\x1b\\",
        "\x1bP1+r544e\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
    ] {
        let came: Vec<Input> = Decoder::default().feed(format!("a{report}z").as_bytes());
        let typed: Vec<Input> = came.into_iter().filter(|input| !matches!(input, Input::Reply(_))).collect();
        assert_eq!(told(typed), ["a", "z"], "{report:?}");
    }
}

#[test]
fn half_a_report_goes_with_the_pause_behind_it_or_with_the_key() {
    let whole = ["\x1b[>0;95;0c", "\x1b]11;rgb:ff/ff/ff\x1b\\", "\x1bP>|terminal\x1b\\"];
    for whole in whole {
        for end in 3..whole.len() {
            let (half, _) = whole.split_at(end);
            let mut decoder = Decoder::default();
            assert_eq!(decoder.feed(half.as_bytes()), [], "{half:?}");
            assert!(decoder.patience().is_some_and(|patience| patience <= IN_SEQUENCE));
            assert_eq!(decoder.give_up(), None, "{half:?}");
            assert_eq!(told(decoder.feed(b"j")), ["j"], "{half:?}");
            assert_eq!(read(&format!("{half}\x03")).last().map(String::as_str), Some("Ctrl-c"), "{half:?}");
        }
    }
}

#[test]
fn what_is_no_text_is_no_key_and_keeps_none() {
    let read = |bytes: &[u8]| told(Decoder::default().feed(bytes));
    assert_eq!(read(b"\xffa\xe5\xbcb\xc3"), ["a", "b"]);
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\xe5\xbc"), []);
    assert_eq!(told(decoder.feed(b"\xa0")), ["张"]);
}

#[test]
fn memory_is_bounded() {
    let mut decoder = Decoder::default();
    for beginning in ["\x1b]11;", "\x1bP"] {
        drop(decoder.feed(beginning.as_bytes()));
        for _ in 0..100 {
            assert_eq!(decoder.feed(&[b'x'; 1000]), []);
            assert!(decoder.held.len() <= LONGEST_STRING);
        }
        assert_eq!(told(decoder.feed(b"\x1b\\j")), ["j"]);
    }
    assert_eq!(decoder.feed(format!("\x1b[{}", "1".repeat(1000)).as_bytes()), []);
    assert!(decoder.held.is_empty(), "no sequence is as long");
}

proptest! {
    #[test]
    fn where_it_is_cut_makes_no_difference(
        parts in prop::collection::vec(
            prop_oneof![
                Just("j"), Just("张"), Just("\x1b[A"), Just("\x1bOP"), Just("\x1b[1;5C"), Just("\x1b[<0;10;4M"),
                Just("\x1b]11;rgb:ff/ff/ff\x1b\\"), Just("\x1b[?62c"), Just("\x1b[200~a\x1b[b\x1b[201~"),
                Just("\x1b[M   "), Just("\x1b[I"), Just("\x1ba"),
            ],
            0..12,
        ),
        cuts in prop::collection::vec(0_usize..200, 0..12),
    ) {
        let bytes = parts.concat().into_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.sort_unstable();
        let (mut decoder, mut came, mut from) = (Decoder::default(), Vec::new(), 0);
        for cut in cuts.into_iter().chain([bytes.len()]) {
            came.extend(decoder.feed(&bytes[from..cut]));
            from = cut;
        }
        prop_assert_eq!(came, Decoder::default().feed(&bytes));
    }

    #[test]
    fn every_control_sequence_is_taken_out_whole(
        said in "[<=>?]?[0-9:;]{0,12}[ -/]{0,2}",
        last in 0x40_u8..0x7f,
    ) {
        // A paste lasts until it ends, and the oldest report of the mouse is longer than it says.
        prop_assume!(said != "200" && !(said.is_empty() && matches!(last, b'M' | b'[')));
        let bytes = format!("\x1b[{said}{}z", char::from(last));
        let came = told(Decoder::default().feed(bytes.as_bytes()));
        prop_assert!(came.len() <= 2 && came.last().is_some_and(|key| key == "z"), "{:?}", came);
    }

    #[test]
    fn after_a_pause_every_key_counts(noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = Decoder::default();
        drop(decoder.feed(&noise));
        drop(decoder.give_up());
        prop_assert_eq!(told(decoder.feed(b"j\x03")), vec!["j", "Ctrl-c"]);
    }
}

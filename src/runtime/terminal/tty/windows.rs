//! The console of Windows, read by a thread of its own: there is nothing else to wait for its keys with.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyModifiers};
use crossterm_winapi::{
    Console as Records, EventFlags, Handle, InputRecord, KeyEventRecord, MouseEvent, ScreenBuffer,
};
use ratatui::layout::{Position, Size};
use tokio::sync::mpsc::{self, Receiver};

use crate::app::Event;
use crate::app::kit::cursor::Motion;
use crate::base::secret::Secret;
use crate::runtime::terminal::console_keys::{ConsoleKeyReader, KeyRecord};
use crate::runtime::terminal::input::Input;
use crate::runtime::threads;

/// How much may wait to be taken in.
const INBOX: usize = 256;

/// So many different characters at once are pasted: the console marks no paste, and letters would act as keys.
const PASTED: usize = 16;

/// The most that counts as having come at once.
const AT_ONCE: usize = 1 << 16;

/// How long a paste may pause.
const PAUSE: Duration = Duration::from_millis(10);

/// The size as the console tells it.
pub(in crate::runtime) fn told_size() -> io::Result<Size> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(Size { width, height })
}

/// What is typed.
#[derive(Debug)]
pub(in crate::runtime) struct ConsoleKeys {
    inbox: Receiver<Event>,
}

impl ConsoleKeys {
    /// The keyboard of the console.
    pub(in crate::runtime) fn open() -> io::Result<Self> {
        let (sender, inbox) = mpsc::channel(INBOX);
        threads::start(move || {
            let Ok(handle) = Handle::current_in_handle() else { return };
            let (records, mut reader) = (Records::from(handle), RecordReader::default());
            while let Ok(read) = at_once(&records) {
                for event in with_pastes(read.into_iter().flat_map(|record| reader.read(record))) {
                    if sender.blocking_send(event).is_err() {
                        return;
                    }
                }
            }
        })?;
        Ok(Self { inbox })
    }

    /// What comes next. An error says that the console is gone. Nothing is lost where this is dropped.
    pub(in crate::runtime) async fn next(&mut self) -> io::Result<Input> {
        self.inbox.recv().await.map(Input::Event).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// What has come together with the last.
    pub(in crate::runtime) fn ready(&mut self) -> Option<Input> {
        self.inbox.try_recv().ok().map(Input::Event)
    }
}

/// Waits for something, and takes what has come with it.
fn at_once(records: &Records) -> io::Result<Vec<InputRecord>> {
    let mut all = vec![records.read_single_input_event()?];
    while all.len() < AT_ONCE {
        if all.len() >= PASTED && records.number_of_console_input_events()? == 0 {
            thread::sleep(PAUSE);
        }
        if records.number_of_console_input_events()? == 0 {
            break;
        }
        all.append(&mut records.read_console_input()?);
    }
    Ok(all)
}

/// Takes for pasted what nobody types so fast.
fn with_pastes(events: impl Iterator<Item = Event>) -> Vec<Event> {
    let (mut all, mut run) = (Vec::new(), Vec::new());
    for event in events {
        if typed(&event).is_some() {
            run.push(event);
        } else {
            all.append(&mut as_paste(std::mem::take(&mut run)));
            all.push(event);
        }
    }
    all.append(&mut as_paste(run));
    all
}

/// One paste in place of these keys, if they are too many and not one that is held down.
fn as_paste(keys: Vec<Event>) -> Vec<Event> {
    let text: String = keys.iter().filter_map(typed).collect();
    let is_held = keys.windows(2).all(|pair| matches!(pair, [one, next] if typed(one) == typed(next)));
    if keys.len() < PASTED || is_held { keys } else { vec![Event::Pasted(Secret::new(text))] }
}

/// The character that a key types.
fn typed(event: &Event) -> Option<char> {
    let Event::Key(key) = event else { return None };
    match key.code {
        KeyCode::Char(char) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => Some(char),
        KeyCode::Enter if key.modifiers.is_empty() => Some('\n'),
        _ => None,
    }
}

/// Reads what the console reports. crossterm's reader takes the release of the first half of a character for the second
/// half, and loses the character.
#[derive(Debug, Default)]
struct RecordReader {
    keys: ConsoleKeyReader,
    /// The left button is down.
    holds: bool,
}

impl RecordReader {
    fn read(&mut self, record: InputRecord) -> Vec<Event> {
        match record {
            InputRecord::KeyEvent(record) => self.keys.read(plain(&record)).map(Event::Key).collect(),
            InputRecord::MouseEvent(mouse) => self.mouse(&mouse).into_iter().collect(),
            InputRecord::WindowBufferSizeEvent(_) => told_size().map(Event::Resized).into_iter().collect(),
            InputRecord::FocusEvent(focus) => vec![Event::Focused(focus.set_focus)],
            InputRecord::MenuEvent(_) => Vec::new(),
        }
    }

    fn mouse(&mut self, mouse: &MouseEvent) -> Option<Event> {
        let held = std::mem::replace(&mut self.holds, mouse.button_state.left_button());
        match mouse.event_flags {
            EventFlags::PressOrRelease | EventFlags::DoubleClick if self.holds && !held => {
                // The row is counted from the first one kept, and not from the first one shown.
                let top = ScreenBuffer::current().ok()?.info().ok()?.terminal_window().top;
                let place = |cell: i16| u16::try_from(cell).ok();
                let (x, y) = (mouse.mouse_position.x, mouse.mouse_position.y.saturating_sub(top));
                Some(Event::Clicked(Position { x: place(x)?, y: place(y)? }))
            }
            EventFlags::MouseWheeled if mouse.button_state.scroll_down() => {
                Some(Event::Wheeled(Motion::Down))
            }
            EventFlags::MouseWheeled if mouse.button_state.scroll_up() => Some(Event::Wheeled(Motion::Up)),
            _ => None,
        }
    }
}

fn plain(record: &KeyEventRecord) -> KeyRecord {
    // Either of the two keys, by the console's numbers.
    let pressed = [(0x10, KeyModifiers::SHIFT), (0x0c, KeyModifiers::CONTROL), (0x03, KeyModifiers::ALT)];
    let modifiers = pressed.iter().filter(|(state, _)| record.control_key_state.has_state(*state));
    KeyRecord {
        is_down: record.key_down,
        repeats: record.repeat_count,
        key: record.virtual_key_code,
        unit: record.u_char,
        modifiers: modifiers.map(|(_, modifier)| *modifier).collect(),
    }
}

/// What is shown. The console takes a frame at once.
#[derive(Clone, Debug, Default)]
pub(in crate::runtime) struct Console {
    kept: Vec<u8>,
}

impl Console {
    /// The console.
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
    pub(in crate::runtime) fn open() -> io::Result<Self> {
        Ok(Self::default())
    }

    /// Whether the console has yet to take something.
    pub(in crate::runtime) fn is_full(&self) -> bool {
        false
    }

    /// Says something last. No error stops it, and nothing in it panics.
    pub(in crate::runtime) fn say_last(&mut self, text: &[u8], _: Duration) {
        self.kept.extend_from_slice(text);
        drop(self.flush());
    }

    /// Nothing is ever waited for.
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
    pub(in crate::runtime) fn drain(&self) -> ConsoleDrain {
        ConsoleDrain { output: self.clone() }
    }
}

impl Write for Console {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(&std::mem::take(&mut self.kept))?;
        out.flush()
    }
}

/// Stands for what is waited for on Unix.
#[derive(Debug)]
pub(in crate::runtime) struct ConsoleDrain {
    output: Console,
}

impl ConsoleDrain {
    /// Never: nothing is waited for.
    pub(in crate::runtime) async fn drained(&self) -> io::Result<()> {
        std::future::pending().await
    }

    /// What it would wait for.
    pub(in crate::runtime) fn output(&self) -> &Console {
        &self.output
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    fn keys(text: &str) -> impl Iterator<Item = Event> {
        let key = |char| KeyEvent::new(KeyCode::Char(char), KeyModifiers::NONE);
        text.chars().map(key).map(Event::Key).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn what_comes_too_fast_to_be_typed_is_one_paste() {
        let pasted = with_pastes(keys("made-up-code-of-a-page"));
        assert!(matches!(&pasted[..], [Event::Pasted(code)] if code.expose() == "made-up-code-of-a-page"));
        assert_eq!(with_pastes(keys("wangwei")).len(), 7, "typed ahead");
        assert_eq!(with_pastes(keys(&"j".repeat(40))).len(), 40, "held down");
    }

    #[test]
    fn what_is_no_character_stays_where_it_came() {
        let escape = Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
        let all = with_pastes(keys("a-first-made-up-text").chain([escape]).chain(keys("jk")));
        assert!(
            matches!(&all[..], [Event::Pasted(_), Event::Key(_), Event::Key(_), Event::Key(_)]),
            "{all:?}"
        );
    }
}

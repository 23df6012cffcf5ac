//! The terminal backend: one write a frame, and none for a frame that changes nothing.

use std::io::{self, BufWriter};
use std::iter;

use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::size::size;
use super::tty::Output;
use crate::base::measure::{is_unsure, width};

/// The terminal with this backend.
pub(in crate::runtime) type TerminalScreen = Terminal<Quiet<CrosstermBackend<BufWriter<Output>>>>;

/// Room for a frame of a large screen full of Chinese text.
const FRAME: usize = 64 * 1024;

/// The screen on this terminal.
pub(in crate::runtime) fn on(output: Output) -> io::Result<TerminalScreen> {
    let out = BufWriter::with_capacity(FRAME, output);
    Terminal::new(Quiet { inner: CrosstermBackend::new(out), cursor: None, hidden: None })
}

/// A screen of nothing, for tests that have no terminal.
#[cfg(test)]
#[cfg(unix)]
pub(in crate::runtime) fn of_nothing(output: Output) -> TerminalScreen {
    let inner = CrosstermBackend::new(BufWriter::new(output));
    let viewport = ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 80, 24));
    let backend = Quiet { inner, cursor: None, hidden: None };
    Terminal::with_options(backend, ratatui::TerminalOptions { viewport }).unwrap()
}

/// A backend that does not repeat itself: ratatui says at every frame where the cursor is and resets its
/// colors, even when nothing has changed.
#[derive(Debug)]
pub(in crate::runtime) struct Quiet<B> {
    inner: B,
    cursor: Option<Position>,
    hidden: Option<bool>,
}

impl<B> Quiet<B> {
    /// Forgets what is known of the terminal's state.
    pub(in crate::runtime) fn forget(&mut self) {
        self.cursor = None;
        self.hidden = None;
    }
}

impl<B: Backend> Quiet<B> {
    /// Draws a cluster that takes fewer cells in some terminals. Those that it leaves there are painted before it, so that
    /// they have its background, and nothing of what stood there.
    fn draw_unsure(&mut self, x: u16, y: u16, cell: &Cell) -> Result<(), B::Error> {
        let mut blank = cell.clone();
        blank.set_symbol(" ");
        let cells = u16::try_from(width(cell.symbol())).unwrap_or(1);
        let blanks = (x..x.saturating_add(cells)).map(|x| (x, y, &blank));
        self.inner.draw(blanks.chain([(x, y, cell)]))
    }
}

impl<B: Backend<Error = io::Error>> Backend for Quiet<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        // Drawing moves the cursor.
        self.cursor = None;
        let is_unsure = |cell: &Cell| cell.symbol().len() > 1 && is_unsure(cell.symbol());
        while let Some((x, y, cell)) = content.peek().copied() {
            if is_unsure(cell) {
                content.next();
                self.draw_unsure(x, y, cell)?;
            } else {
                self.inner.draw(iter::from_fn(|| content.next_if(|(.., cell)| !is_unsure(cell))))?;
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        if self.hidden == Some(true) {
            return Ok(());
        }
        self.hidden = Some(true);
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        if self.hidden == Some(false) {
            return Ok(());
        }
        self.hidden = Some(false);
        // At its end ratatui tells standard error what it could not do, and panics where that is gone with the terminal.
        // Nobody is kept from anything by it: whoever draws notices, and the guard gives the cursor back.
        drop(self.inner.show_cursor());
        Ok(())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        let position = position.into();
        if self.cursor == Some(position) {
            return Ok(());
        }
        self.cursor = Some(position);
        self.inner.set_cursor_position(position)
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        // Not asked for: the answer would come among the keys, if at all.
        Ok(self.cursor.unwrap_or(Position::ORIGIN))
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, kind: ClearType) -> Result<(), B::Error> {
        self.cursor = None;
        if kind == ClearType::All {
            // From its end backwards: GNU screen puts what is erased at once into its scrollback.
            self.inner.set_cursor_position(Position { x: u16::MAX - 1, y: u16::MAX - 1 })?;
            return self.inner.clear_region(ClearType::BeforeCursor);
        }
        self.inner.clear_region(kind)
    }

    fn size(&self) -> Result<Size, B::Error> {
        size()
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts what is written, and is shared with the test.
    #[derive(Clone, Default)]
    struct Count(std::rc::Rc<std::cell::Cell<usize>>);

    impl io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.set(self.0.get() + bytes.len());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What a frame sends.
    fn sent(text: &str) -> String {
        let mut out = Vec::new();
        let mut backend = Quiet { inner: CrosstermBackend::new(&mut out), cursor: None, hidden: None };
        let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, text, ratatui::style::Style::new().bg(ratatui::style::Color::Blue));
        let empty = ratatui::buffer::Buffer::empty(buffer.area);
        backend.draw(empty.diff_iter(&buffer)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_cells_of_what_terminals_differ_on_are_painted_before_it() {
        for cluster in ["❤\u{fe0f}", "👨\u{200d}👩\u{200d}👧", "ﾊﾟ", "䷀", "\u{323b0}"] {
            let sent = sent(&format!("a{cluster}b"));
            let (before, after) = sent.split_once(cluster).unwrap();
            assert!(before.ends_with("  \u{1b}[1;2H"), "both cells, then back: {before:?}");
            assert!(before.ends_with("48;5;4m  \u{1b}[1;2H"), "in its background: {before:?}");
            assert!(after.contains("\u{1b}[1;4H"), "what is behind it is placed anew: {after:?}");
        }
        assert!(!sent("a张b").contains(' '), "nothing is painted twice where all agree");
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let count = Count::default();
        let inner = CrosstermBackend::new(count.clone());
        let backend = Quiet { inner, cursor: None, hidden: None };
        let viewport = ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 20, 2));
        let mut screen = Terminal::with_options(backend, ratatui::TerminalOptions { viewport }).unwrap();
        let mut draw = |text: &str| {
            let before = count.0.get();
            screen.draw(|frame| frame.render_widget(text, frame.area())).unwrap();
            count.0.get() - before
        };

        assert!(draw("令牌 1:59:42") > 0);
        assert_eq!(draw("令牌 1:59:42"), 0);
        assert!(draw("令牌 1:59:41") > 0);
    }
}

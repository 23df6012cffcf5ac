#!/bin/sh
# ratatui's Terminal panics as it is dropped where neither the terminal nor standard error is there any more.
#
# A good guess: dropping a terminal is harmless, and whoever handles the error of the last draw has handled a terminal that was
# closed. But `Drop` shows the cursor where it was hidden, and tells of it with `eprintln!` where it cannot; `eprintln!` panics
# where standard error cannot be written. When a window is closed, both are the same terminal, and so both are gone at once: a
# program that ends in good order because of it dies with a panic (101), of which nobody can read a word.
# So whoever is told that the terminal is gone shows the cursor first, or forgets the terminal instead of dropping it.
#
# Seen with ratatui-core 0.1.2, 2026-11-30. Needs cargo and /dev/full (Linux).
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"
[dependencies]
ratatui-core = { version = "=0.1.2", features = ["std"] }
TOML
cat >src/main.rs <<'RS'
use ratatui_core::backend::{Backend, ClearType, WindowSize};
use ratatui_core::buffer::Cell;
use ratatui_core::layout::{Position, Size};
use ratatui_core::terminal::Terminal;
use std::io::{Error, Result};

/// A terminal of which everything is fine until it is closed: then no cursor can be shown.
struct Closed;

impl Backend for Closed {
    type Error = Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, _: I) -> Result<()> {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<()> {
        Err(Error::from_raw_os_error(5))
    }

    fn get_cursor_position(&mut self) -> Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> Result<()> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<()> {
        Ok(())
    }

    fn size(&self) -> Result<Size> {
        Ok(Size::new(80, 24))
    }

    fn window_size(&mut self) -> Result<WindowSize> {
        Ok(WindowSize { columns_rows: Size::new(80, 24), pixels: Size::new(0, 0) })
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

fn main() -> Result<()> {
    let mut terminal = Terminal::new(Closed)?;
    terminal.hide_cursor()?;
    drop(terminal);
    println!("ends in good order");
    Ok(())
}
RS
CARGO_TARGET_DIR="$dir/target" cargo build -q
for errors in /dev/null /dev/full; do
    code=0
    said=$(target/debug/finding 2>"$errors") || code=$?
    echo "standard error to $errors: code $code $said"
done >seen
cat seen
printf 'standard error to /dev/null: code 0 ends in good order\nstandard error to /dev/full: code 101 \n' >expected
cmp -s seen expected || { echo CHANGED; exit 1; }

#!/bin/sh
# ratatui sends no blank behind 👨‍👩‍👧 where blanks stood before, so what a terminal draws beyond its cells stays for good.
#
# A good guess: the diff of two buffers allows for terminals that measure a cluster otherwise; for ❤️ it sends the second cell
# as well. But only over other text. A family joined by U+200D has two cells for ratatui and six in xterm,
# alacritty and others; at its first appearance on an empty row the blanks that it covers count as unchanged and are not
# sent, and a part of the family stays behind the name. Where text stood before, the row is sent and looks right,
# which hides the fault from most tests.
# So have a row sent whole when a cluster of several characters comes into it.
#
# Seen with ratatui-core 0.1.2 and unicode-width 0.2.2, 2026-11-30. Needs cargo.
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
ratatui-core = "=0.1.2"
unicode-width = "=0.2.2"
TOML
cat >src/main.rs <<'RS'
use ratatui_core::{buffer::Buffer, layout::Rect, style::Style};

fn row(text: &str) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
    buffer.set_string(0, 0, text, Style::new());
    buffer
}

fn main() {
    for (what, text) in [("heart", "\u{2764}\u{fe0f}x"), ("family", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}x")] {
        for before in ["", "##########"] {
            let (before, after) = (row(before), row(text));
            let cells: Vec<u16> = before.diff_iter(&after).map(|(x, ..)| x).collect();
            println!("{what} over {}: cells {cells:?}", if before == row("") { "blanks" } else { "text" });
        }
    }
}
RS
CARGO_TARGET_DIR="$dir/target" cargo run -q >seen
cat seen
cat >expected <<'SEEN'
heart over blanks: cells [0, 2]
heart over text: cells [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
family over blanks: cells [0, 2]
family over text: cells [0, 2, 3, 4, 5, 6, 7, 8, 9]
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }

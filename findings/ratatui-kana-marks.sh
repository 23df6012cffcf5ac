#!/bin/sh
# ratatui-core gives a half-width kana with a sound mark three cells, though both crates that measure it mean two.
#
# A good guess: a text is as wide for ratatui as `unicode-width` says, for ratatui measures with it. But unicode-width
# 0.2.2 gave the marks U+FF9E and U+FF9F no cell, so ratatui-core adds one for each; 0.2.3 counts them itself, and a lock
# file may pair the two. Terminals draw ｶﾞ over two cells, and the third one keeps what stood there before. The marks are
# common in Chinese nicknames too: they are the cheeks of a kaomoji.
# So reckon with ratatui's `CellWidth` and not beside it, and pin unicode-width.
#
# Seen with ratatui-core 0.1.2, 2026-11-30: 3 cells with unicode-width 0.2.3, 2 with 0.2.2. Needs cargo.
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
unicode-width = "0.2"
TOML
cat >src/main.rs <<'RS'
use ratatui_core::{buffer::Buffer, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

fn main() {
    let text = "\u{ff76}\u{ff9e}";
    let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 1));
    let (end, _) = buffer.set_stringn(0, 0, text, 9, Style::new());
    println!("unicode-width says {}, ratatui draws over {}", text.width(), end);
}
RS
export CARGO_TARGET_DIR="$dir/target"
for version in 0.2.3 0.2.2; do
    cargo update -q -p unicode-width --precise $version
    echo "$version: $(cargo run -q)"
done >seen
cat seen
cat >expected <<'SEEN'
0.2.3: unicode-width says 2, ratatui draws over 3
0.2.2: unicode-width says 1, ratatui draws over 2
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }

#!/bin/sh
# With no version of unicode-width does ratatui place half-width kana with sound marks right: three cells, or overlaps.
#
# A good guess: a text is as wide for ratatui as `unicode-width` says, for ratatui measures with it. But unicode-width
# 0.2.2 gave the marks U+FF9E and U+FF9F no cell, so ratatui-core adds one for each where it draws, and not where a `Line`
# reckons where its next span stands: that one begins too far to the left. 0.2.3 counts the marks itself; then the
# line is right and the drawing wrong, and the third cell keeps what stood there before. Terminals draw ｶﾞ over two cells. The
# marks are common in Chinese nicknames too: they are the cheeks of a kaomoji.
# So pin unicode-width to 0.2.2, reckon with `CellWidth`, and draw lines with `Buffer::set_line`.
#
# Seen with ratatui-core 0.1.2, 2026-11-30; a Line of the spans ｶﾞ and x. Needs cargo.
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
use ratatui_core::{buffer::Buffer, layout::Rect, style::Style, text::Line, widgets::Widget};
use unicode_width::UnicodeWidthStr;

fn main() {
    let text = "\u{ff76}\u{ff9e}";
    let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 1));
    let (end, _) = buffer.set_stringn(0, 0, text, 9, Style::new());
    let mut drawn = Buffer::empty(buffer.area);
    Line::from_iter([text, "x"]).render(drawn.area, &mut drawn);
    let next = drawn.content.iter().position(|cell| cell.symbol() == "x").unwrap_or(9);
    println!("unicode-width says {}, ratatui draws over {end}, a Line's next span is at {next}", text.width());
}
RS
export CARGO_TARGET_DIR="$dir/target"
for version in 0.2.3 0.2.2; do
    cargo update -q -p unicode-width --precise $version
    echo "$version: $(cargo run -q)"
done >seen
cat seen
cat >expected <<'SEEN'
0.2.3: unicode-width says 2, ratatui draws over 3, a Line's next span is at 2
0.2.2: unicode-width says 1, ratatui draws over 2, a Line's next span is at 1
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }

#!/bin/sh
# The pinyin crate reads the family name 员 as yun too, and 贠, which is the same name written otherwise, only as yuan.
#
# A good guess: a table of all readings has the reading that a rare character is used for most, and it is hardly used for
# anything but the name Yun. It is not there, nor for 貟; and of 黑, which as a name is he, there is hei alone. Whoever types
# yun does not find the member. Everything else of some four hundred family
# names has its reading.
# So a search for people needs a small table of names beside the readings.
#
# Seen with pinyin 0.11.0, 2026-11-30. Needs cargo.
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
pinyin = { version = "=0.11.0", default-features = false, features = ["heteronym", "plain"] }
TOML
cat >src/main.rs <<'RS'
use pinyin::ToPinyinMulti;

fn main() {
    for char in "员贠貟单黑".chars() {
        let mut all: Vec<&str> = char.to_pinyin_multi().into_iter().flatten().map(|one| one.plain()).collect();
        all.dedup();
        println!("{char} {}", all.join(" "));
    }
}
RS
CARGO_TARGET_DIR="$dir/target" cargo run -q >seen
cat seen
cat >expected <<'SEEN'
员 yuan yun
贠 yuan
貟 yuan
单 dan chan shan
黑 hei
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }

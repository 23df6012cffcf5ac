#!/bin/sh
# sys-locale reports Chinese to a script that has asked for plain English with LC_ALL=C.
#
# A good guess: LC_ALL=C overrides everything, as it does for every program with GNU gettext, which does not look at LANGUAGE
# in the C locale. sys-locale takes LANGUAGE first whatever LC_ALL says, and lists LANG behind LC_ALL as a further wish
# instead of leaving it out; and "C" itself comes out as if it were a language.
# So a program that is used in scripts looks at LC_ALL, LC_MESSAGES and LANG itself before it asks, and takes C for English.
#
# Seen with sys-locale 0.3.2, 2026-11-30. Needs cargo.
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
sys-locale = "=0.3.2"
TOML
cat >src/main.rs <<'RS'
fn main() {
    println!("{}", sys_locale::get_locales().collect::<Vec<_>>().join(" "));
}
RS
CARGO_TARGET_DIR="$dir/target" cargo build -q
asked() { echo "$*: $(env -i "$@" target/debug/finding)"; }
{
    asked LC_ALL=C LANGUAGE=zh_CN:en
    asked LC_ALL=C LANG=zh_CN.UTF-8
} >seen
cat seen
cat >expected <<'SEEN'
LC_ALL=C LANGUAGE=zh_CN:en: zh-CN en C
LC_ALL=C LANG=zh_CN.UTF-8: C zh-CN
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }

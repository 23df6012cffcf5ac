#!/bin/sh
# tmux leaves out a Chinese character that is younger than the C library's tables: no box, no blank, it is gone.
#
# A good guess: a character that a terminal has no width for is drawn as one cell or two, or as a replacement. Debian's tmux asks
# glibc, which knows nothing of U+2EBF0 and U+323B0 (Unicode 15, in use in people's names), and what has no width is not
# kept: the name is a character shorter on the screen, in copies and in the scrollback, and whatever stands behind it is two
# cells further to the left than the program thinks.
# So a program must not count on a character being there because it was sent, and must set the cursor anew behind it.
#
# Seen with tmux 3.3a-3 and glibc of Debian 12, 2026-11-30. Needs Debian 12 (apt-get, dpkg-deb).
set -eu
WANTED=3.3a-3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q "tmux=$WANTED" libevent-core-2.1-7 libutempter0 libtinfo6 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
export LD_LIBRARY_PATH="$dir/root/usr/lib/x86_64-linux-gnu:$dir/root/lib/x86_64-linux-gnu" TMUX_TMPDIR="$dir" LC_ALL=C.UTF-8
unset TMUX
tmux="timeout 20 $dir/root/usr/bin/tmux -L finding -f /dev/null"
# 王, a character, |: U+5F20, U+20BB7, U+2EBF0, U+323B0.
printf '\347\216\213\345\274\240|\n\347\216\213\360\240\256\267|\n\347\216\213\360\256\257\260|\n\347\216\213\360\262\216\260|\n' >names
$tmux new-session -d -x 40 -y 10 "cat '$dir/names'; $tmux wait-for -S written; sleep 20"
$tmux wait-for written
sleep 1
$tmux capture-pane -p | head -4 >seen
$tmux kill-server
cat seen
printf '\347\216\213\345\274\240|\n\347\216\213\360\240\256\267|\n\347\216\213|\n\347\216\213|\n' >expected
cmp -s seen expected || { echo CHANGED; exit 1; }

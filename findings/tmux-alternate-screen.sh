#!/bin/sh
# A full-screen program that leaves tmux after its pane became wider leaves its rows in the shell's history.
#
# A good guess: `CSI ? 1049 l` brings back the shell's screen, and what stood on the alternate screen is gone; that is what
# it is for. In tmux 3.3a it is so only while the pane keeps its width. After it became wider and the program drew full
# rows, half of them come back among the shell's, in what can be scrolled back to, or above the prompt where the pane became
# higher too: a list of names and numbers, say. less leaves them as well.
# So erase the screen and send the cursor home right before leaving: then no row of it comes back.
#
# Seen with tmux 3.3a-3 of Debian 12, 2026-11-30: 0 rows of 20 at the same width, 10 after 80 became 100, 0 when the
# screen was erased before. Needs Debian 12 (apt-get, dpkg-deb).
set -eu
WANTED=3.3a-3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q "tmux=$WANTED" libevent-core-2.1-7 libutempter0 libtinfo6 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
export LD_LIBRARY_PATH="$dir/root/usr/lib/x86_64-linux-gnu:$dir/root/lib/x86_64-linux-gnu" TMUX_TMPDIR="$dir" LANG=C.UTF-8
unset TMUX
cat >inside.sh <<'SH'
# The alternate screen, twenty full rows on it once the pane has its new width, until it is told to leave.
printf '\033[?1049h'
$TMUX_HERE wait-for -S shown
$TMUX_HERE wait-for resized
row=0
while [ $row -lt 20 ]; do
    row=$((row + 1))
    printf '\033[%d;1HINSIDE %0*d' $row $(($COLUMNS_THEN - 8)) 0
done
printf "$ERASE"'\033[?1049l'
$TMUX_HERE wait-for -S left
sleep 20
SH

# How many of the rows are in the pane and its history afterwards: of a run NAME, at so many columns, with this before.
kept() {
    tmux="timeout 20 $dir/root/usr/bin/tmux -L $1 -f /dev/null"
    TMUX_HERE="$tmux" COLUMNS_THEN="$2" ERASE="$3" $tmux new-session -d -x 80 -y 24 sh "$dir/inside.sh"
    $tmux wait-for shown
    $tmux resize-window -x "$2" -y 24
    sleep 1
    $tmux wait-for -S resized
    $tmux wait-for left
    sleep 1
    $tmux capture-pane -p -S - | grep -c INSIDE || :
    $tmux kill-server
}

same=$(kept same 80 '')
wider=$(kept wider 100 '')
erased=$(kept erased 100 '\033[2J\033[H')
echo "rows of 20 that are kept: $same at the same width, $wider after it became wider, $erased when erased before"
[ "$same" = 0 ] && [ "$wider" -gt 0 ] && [ "$erased" = 0 ] || { echo CHANGED; exit 1; }

#!/bin/sh
# In a tmux as it comes no program can copy to the terminal's clipboard, except tmux itself when it is asked to by a command.
#
# A good guess: OSC 52 passes, bare or wrapped for tmux, as every guide shows it. Neither does: `set-clipboard external`
# keeps a program's own sequence back, and `allow-passthrough off` the wrapped one. Nothing is said. But
# `tmux load-buffer -w -` writes the same sequence to the terminal outside in the same configuration, over SSH too.
# So with TMUX set, hand the text to that command first; the sequences are for a tmux that is set up for them.
#
# Seen with tmux 3.3a-3 of Debian 12, 2026-11-30: no, no, yes. Needs Debian 12 (apt-get, dpkg-deb) and python3.
set -eu
WANTED=3.3a-3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q "tmux=$WANTED" libevent-core-2.1-7 libutempter0 libtinfo6 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
export LD_LIBRARY_PATH="$dir/root/usr/lib/x86_64-linux-gnu:$dir/root/lib/x86_64-linux-gnu" TMUX_TMPDIR="$dir" LANG=C.UTF-8
unset TMUX
PATH="$dir/root/usr/bin:$PATH" python3 - <<'PY'
import base64, os, pty, sys

word = base64.b64encode(b"copied").decode()
ways = {
    "OSC 52": r"printf '\033]52;c;%s\a'" % word,
    "OSC 52 in tmux' own wrapping": r"printf '\033Ptmux;\033\033]52;c;%s\a\033\\'" % word,
    "tmux load-buffer -w": "printf copied | tmux load-buffer -w -",
}


def sent_outside(command, socket):
    """What the terminal outside gets while this runs within."""
    pid, terminal = pty.fork()
    if pid == 0:
        env = dict(os.environ, TERM="xterm-256color")
        os.execvpe("tmux", ["tmux", "-L", socket, "-f", "/dev/null", "new-session", "-x", "80", "-y", "24", command + "; sleep 2"], env)
    sent = b""
    try:
        while data := os.read(terminal, 65536):
            sent += data
    except OSError:
        pass
    os.waitpid(pid, 0)
    return sent


seen = [word.encode() in sent_outside(command, f"finding{at}") for at, command in enumerate(ways.values())]
for way, reached in zip(ways, seen):
    print("%-30s %s" % (way, "reaches the terminal" if reached else "does not reach it"))
if seen != [False, False, True]:
    print("CHANGED")
    sys.exit(1)
PY

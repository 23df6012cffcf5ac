#!/bin/sh
# What GNU screen is to pass on to the terminal must not end in ESC \, though that is how the sequence is written elsewhere.
#
# A good guess: a sequence wrapped in a DCS goes through to the terminal outside, ESC \ and all, as it does through tmux, which
# wants each ESC doubled. screen knows no doubling: the first ESC \ within ends what is passed on. The terminal is left
# with an OSC 52 that has no end and takes what is drawn next for its text, and nothing is copied.
# So end an OSC that is to be wrapped in BEL.
#
# Seen with screen 4.9.0-4 of Debian 12, 2026-11-30: ended in BEL it comes whole, ended in ESC \ its end is missing.
# Needs Debian 12 (apt-get, dpkg-deb) and python3.
set -eu
WANTED=4.9.0-4
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q "screen=$WANTED" >/dev/null 2>&1
dpkg-deb -x screen_*.deb root
SCREEN="$dir/root/usr/bin/screen" python3 - <<'PY'
import os, pty, sys

os.mkdir("sockets", 0o700)
env = {"PATH": os.environ["PATH"], "HOME": os.getcwd(), "TERM": "xterm-256color", "LANG": "C.UTF-8", "SCREENDIR": os.getcwd() + "/sockets"}
osc = b"\x1b]52;c;Y29waWVk"


def sent_outside(inside):
    """What the terminal outside gets of a program that writes this wrapped in a DCS."""
    with open("wrapped", "wb") as file:
        file.write(b"\x1bP" + inside + b"\x1b\\")
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(os.environ["SCREEN"], ["screen", "-c", "/dev/null", "sh", "-c", "sleep 1; cat wrapped; sleep 1"], env)
    sent = b""
    try:
        while data := os.read(terminal, 65536):
            sent += data
    except OSError:
        pass
    os.waitpid(pid, 0)
    return sent


bell, st = sent_outside(osc + b"\x07"), sent_outside(osc + b"\x1b\\")
seen = {"BEL": (osc in bell, osc + b"\x07" in bell), "ESC \\": (osc in st, osc + b"\x1b\\" in st)}
for end, (begins, ends) in seen.items():
    print("ended in %-6s the text %s, its end %s" % (end, "comes" if begins else "is lost", "comes" if ends else "is lost"))
if seen != {"BEL": (True, True), "ESC \\": (True, False)}:
    print("CHANGED")
    sys.exit(1)
PY

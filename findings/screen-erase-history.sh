#!/bin/sh
# GNU screen keeps in its scrollback what is erased as a whole.
#
# ED 2 (`CSI 2 J`), and ED 0 from the upper left corner, put every row of the window into the history first; ED 1
# (`CSI 1 J`) from the lower right corner erases the same cells and keeps nothing. A full-screen program that must
# leave nothing behind (screen has no alternate screen unless told to) has to erase backwards.
#
# Seen with screen 4.9.0-4 of Debian 12, 2026-11-29. Needs Debian 12 (apt-get, dpkg-deb) and python3.
set -eu
WANTED=4.9.0-4
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q "screen=$WANTED" >/dev/null
dpkg-deb -x screen_*.deb root
SCREEN="$dir/root/usr/bin/screen" python3 - <<'PY'
import fcntl, os, pty, struct, subprocess, sys, tempfile, termios, threading, time

home = tempfile.mkdtemp(dir=os.getcwd())
os.mkdir(home + "/sockets", 0o700)
env = {"PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "$ ",
       "SCREENDIR": home + "/sockets"}
screen = os.environ["SCREEN"]
print(subprocess.run([screen, "--version"], env=env, capture_output=True, text=True).stdout.strip())


def kept(erase):
    """How many of eight rows are in the window and its history after this was written."""
    pid, master = pty.fork()
    if pid == 0:
        os.execve(screen, ["screen", "-c", "/dev/null", "-S", "finding", "sh"], env)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read():
        try:
            while os.read(master, 65536):
                pass
        except OSError:
            pass

    threading.Thread(target=read, daemon=True).start()
    script = home + "/script"
    with open(script, "w") as file:
        file.write("for i in 1 2 3 4 5 6 7 8; do echo ROW$i; done; printf '%s'; : > %s/done\n" % (erase, home))
    time.sleep(1)
    os.write(master, (". " + script + "\r").encode())
    until = time.time() + 10
    while not os.path.exists(home + "/done") and time.time() < until:
        time.sleep(0.1)
    os.remove(home + "/done")
    time.sleep(0.5)
    copy = home + "/copy"
    subprocess.run([screen, "-S", "finding", "-X", "hardcopy", "-h", copy], env=env, check=True)
    until = time.time() + 10
    while not os.path.exists(copy) and time.time() < until:
        time.sleep(0.1)
    time.sleep(0.5)
    with open(copy, errors="replace") as file:
        count = file.read().count("ROW")
    os.remove(copy)
    subprocess.run([screen, "-S", "finding", "-X", "quit"], env=env)
    os.close(master)
    return count


seen = {name: kept(erase) for name, erase in [
    ("ED 2", r"\033[2J\033[H"), ("ED 0 from the corner", r"\033[H\033[J"), ("ED 1", r"\033[24;80H\033[1J\033[H")]}
for name, count in seen.items():
    print("%-22s %d of 8 rows are kept" % (name, count))
if seen != {"ED 2": 8, "ED 0 from the corner": 8, "ED 1": 0}:
    print("CHANGED")
    sys.exit(1)
PY

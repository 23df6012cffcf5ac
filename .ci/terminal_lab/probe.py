"""Runs in the terminal that is measured: asks it what it answers, and writes that to FOLDER/probe.json.

What only the outside can see or do (title, clipboard, a paste) it does in steps with run.py: it makes FOLDER/STEP, and
goes on when FOLDER/STEP.seen is there."""
import base64
import json
import os
import pathlib
import re
import select
import sys
import termios
import time
import tty

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from clusters import CLUSTERS  # noqa: E402


def send(text):
    os.write(1, text.encode())


def read(until, seconds):
    """What comes until this pattern is in it; everything, where it does not come in time."""
    got, end = b"", time.monotonic() + seconds
    while time.monotonic() < end and not re.search(until, got):
        if select.select([0], [], [], max(0.0, end - time.monotonic()))[0]:
            got += os.read(0, 4096)
    return got


def ask(question, answer, seconds=1.5):
    """A question with the request for the terminal's attributes behind it, which every terminal answers."""
    send(question + "\x1b[c")
    found = re.search(answer, read(rb"\x1b\[\?[\d;]*c", seconds * 3))
    return found.group(1).decode(errors="replace") if found else None


def column(text):
    send("\r\x1b[K" + text + "\x1b[6n")
    found = re.search(rb"\x1b\[\d+;(\d+)R", read(rb"R", 3))
    return int(found.group(1)) - 1 if found else None


def step(name, seconds=20):
    (folder / name).touch()
    end = time.monotonic() + seconds
    while not (folder / (name + ".seen")).exists() and time.monotonic() < end:
        time.sleep(0.05)


def main():
    before = termios.tcgetattr(0)
    tty.setraw(0)
    try:
        read(rb"$^", 0.7)
        seen = {"widths": {name: column(text) for name, text in CLUSTERS.items()}}
        seen["background"] = ask("\x1b]11;?\x1b\\", rb"\x1b\]11;([^\x07\x1b]+)")
        seen["modes"] = {mode: ask(f"\x1b[?{mode}$p", rb"\x1b\[\?%d;(\d)\$y" % mode) for mode in (2004, 2026, 2027)}
        send("\x1b]2;lab-before\x07")
        step("title-before")
        send("\x1b[22;0t\x1b]2;lab-inside\x07")
        step("title-inside")
        send("\x1b[23;0t")
        step("title-after")
        copied = base64.b64encode("lab-张伟".encode()).decode()
        send(f"\x1b]52;c;{copied}\x07")
        step("copied")
        send("\x1b[?2004h")
        step("paste")
        pasted = read(rb"\x1b\[201~", 3)
        send("\x1b[?2004l")
        seen["paste"] = "bracketed" if b"\x1b[200~" in pasted else "plain" if b"lab" in pasted else None
        (folder / "probe.json").write_text(json.dumps(seen, ensure_ascii=False))
    finally:
        termios.tcsetattr(0, termios.TCSANOW, before)


main()

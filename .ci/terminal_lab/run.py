"""Runs inside the Debian that was made for it: starts each terminal on a screen without a monitor, measures it, and
draws the member table in it. Writes FOLDER/TERMINAL.json and FOLDER/TERMINAL.png.

  run.py FOLDER PROGRAM [TERMINAL...]"""
import csv
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here))
import spreadsheets  # noqa: E402
from tower import Tower  # noqa: E402

FONT = "DejaVu Sans Mono"
# Another each time: two runs at once would meet on one.
SCREEN = f":{random.randint(100, 9999)}"
ALACRITTY = ["alacritty", "--config-file", "/dev/null", "-o", "window.dimensions.columns=80", "-o", "window.dimensions.lines=24", "-e"]
# The package, how a command is run in it at 80 x 24, and the environment that it makes or the command needs.
TERMINALS = {
    "xterm": ("xterm", ["xterm", "-geometry", "80x24", "-fa", FONT, "-fs", "10", "-e"]),
    "xterm -cjk_width": ("xterm", ["xterm", "-cjk_width", "-geometry", "80x24", "-fa", FONT, "-fs", "10", "-e"]),
    "alacritty": ("alacritty", ALACRITTY),
    "kitty": ("kitty", ["kitty", "--config", "NONE", "-o", "remember_window_size=no", "-o", "initial_window_width=80c", "-o",
                        "initial_window_height=24c", "-o", "confirm_os_window_close=0", "-o", f"font_family={FONT}"]),
    "foot": ("foot", ["foot", "-W", "80x24"]),
    "xfce4-terminal (VTE)": ("libvte-2.91-0", ["xfce4-terminal", "--disable-server", "--hide-menubar", "--geometry", "80x24", "-x"]),
    "konsole": ("konsole", ["konsole", "--nofork", "--hide-menubar", "-p", "TerminalColumns=80", "-p", "TerminalRows=24", "-e"]),
    "qterminal": ("qterminal", ["qterminal", "-e"]),
    "mlterm": ("mlterm", ["mlterm", "-g", "80x24", "-e"]),
    "st": ("stterm", ["st", "-g", "80x24", "-e"]),
    "urxvt": ("rxvt-unicode", ["urxvt", "-geometry", "80x24", "-fn", f"xft:{FONT}:size=10", "-e"]),
    "tmux": ("tmux", [*ALACRITTY, "tmux", "-L", "lab", "-f", "/dev/null", "new-session"]),
    "screen": ("screen", [*ALACRITTY, "screen", "-c", "/dev/null"]),
}


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "COLORTERM", "TERM"):
        os.environ.pop(name, None)
    os.environ.update(LANG="zh_CN.UTF-8", LIBGL_ALWAYS_SOFTWARE="1", QT_LOGGING_RULES="*=false")
    for name, folder_of_it in (("XDG_RUNTIME_DIR", "/tmp/run"), ("SCREENDIR", "/tmp/screens")):
        pathlib.Path(folder_of_it).mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = folder_of_it
    tower = Tower(program, "/tmp/lab-home")
    try:
        if not sys.argv[3:] or "spreadsheets" in sys.argv[3:]:
            file = pathlib.Path("/tmp/members.csv")
            with file.open("wb") as out:
                subprocess.run([program, "members", "--csv", "云端科技"], stdout=out, check=True, env=dict(os.environ, **tower.environment))
            report = {"columns": len(next(csv.reader(file.open(encoding="utf-8-sig")))), "spreadsheets": spreadsheets.measure(file, pathlib.Path("/tmp/sheets"))}
            print(json.dumps(report, ensure_ascii=False), flush=True)
            (folder / "spreadsheets.json").write_text(json.dumps(report, ensure_ascii=False))
        for name in [one for one in TERMINALS if one in sys.argv[3:] or not sys.argv[3:]]:
            package, command = TERMINALS[name]
            if not shutil.which(command[0]):
                continue
            display = Wayland() if name == "foot" else X11()
            try:
                seen = {"version": version(package), **measure(display, command)}
                seen["copies"] = picture(display, command, program, tower, folder / plain(name))
                (folder / f"{plain(name)}.json").write_text(json.dumps({"terminal": name, **seen}, ensure_ascii=False))
                print(name, json.dumps(seen, ensure_ascii=False), flush=True)
            finally:
                display.end()
    finally:
        tower.end()


def plain(name):
    return name.split(" (")[0].replace(" -", "-")


def version(package):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True).stdout


def measure(display, command):
    """What the probe reports, and what was seen of it from outside."""
    folder = pathlib.Path("/tmp/lab-probe")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    display.start(run_in(command, ["python3", str(here / "probe.py"), str(folder)]), os.environ)
    titles, seen = {}, {}
    for step in ("title-before", "title-inside", "title-after", "copied", "paste"):
        if not until((folder / step).exists, 30):
            break
        time.sleep(0.7)
        if step.startswith("title"):
            titles[step] = display.title()
            # Some take a text for the clipboard only from the window with the focus.
            display.press("Shift_L")
        elif step == "copied":
            seen["copied"] = display.clipboard() == "lab-张伟"
        else:
            display.paste("lab")
        (folder / (step + ".seen")).touch()
    until((folder / "probe.json").exists, 15)
    display.stop()
    if (folder / "probe.json").exists():
        seen.update(json.loads((folder / "probe.json").read_text()))
    sets = "lab-inside" in (titles.get("title-inside") or "")
    seen["title"] = "no" if not sets else "given back" if "lab-before" in titles["title-after"] else "kept"
    return seen


def picture(display, command, program, tower, path):
    """The member table, and the same a row further down with the filter's row over it. Returns whether `y` copied a row."""
    home = shutil.copytree(tower.environment["HOME"], f"/tmp/lab-homes/{path.name}", dirs_exist_ok=True)
    variables = dict(tower.environment, HOME=home, **({} if "screen" in command else {"COLORTERM": "truecolor"}))
    given = [f"{key}={value}" for key, value in variables.items()]
    tower.asked.clear()
    display.start(run_in(command, ["env", *given, program, "--lang", "en", "--theme", "tower-dark"]), os.environ)
    # A busy machine takes its time, the drawing of some terminals more of it.
    for list_of, key in (("/teams", "Return"), ("/members", None)):
        until(lambda: any(path.endswith(list_of) for path in tower.asked), 60)
        time.sleep(3)
        if key:
            display.press(key)
    display.shoot(path.with_suffix(".first.png"))
    display.copy("before")
    display.press("y")
    copied = until(lambda: display.clipboard() not in ("", "before"), 15)
    display.press("slash")
    time.sleep(1.5)
    display.shoot(path.with_suffix(".png"))
    display.stop()
    return copied


def run_in(terminal, command):
    return [*terminal, " ".join(command)] if terminal[0] == "qterminal" else [*terminal, *command]


def until(holds, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def output(*command, timeout=10, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, **more).stdout


class Display:
    """Something to draw on, with one terminal on it."""

    def start(self, command, environment):
        self.log = open("/tmp/lab-terminal.log", "a")
        self.process = subprocess.Popen(command, env=dict(environment, **self.environment), stdout=self.log, stderr=self.log,
                                        stdin=subprocess.DEVNULL, start_new_session=True)

    def stop(self):
        for server in (["tmux", "-L", "lab", "kill-server"], ["screen", "-wipe"]):
            if shutil.which(server[0]):
                subprocess.run(server, capture_output=True)
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        time.sleep(0.5)


class X11(Display):
    def __init__(self):
        self.server = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1000x700x24"], stderr=subprocess.DEVNULL)
        self.environment = {"DISPLAY": SCREEN}
        self.here = dict(os.environ, **self.environment)
        time.sleep(1.5)

    def window(self):
        """The largest window, which is the terminal's."""
        best = (0, None)
        for window in output("xdotool", "search", "--onlyvisible", "--name", ".", env=self.here).split():
            lines = dict(line.split("=") for line in output("xdotool", "getwindowgeometry", "--shell", window, env=self.here).split()
                         if "=" in line)
            best = max(best, (int(lines.get("WIDTH", 0)) * int(lines.get("HEIGHT", 0)), window), key=lambda one: one[0])
        return best[1]

    def title(self):
        window = self.window()
        return output("xdotool", "getwindowname", window, env=self.here).strip() if window else ""

    def clipboard(self):
        try:
            return output("xclip", "-selection", "clipboard", "-o", env=self.here)
        except subprocess.TimeoutExpired:
            return ""

    def copy(self, text):
        for selection in ("primary", "clipboard"):
            subprocess.run(["xclip", "-selection", selection], input=text, text=True, env=self.here,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def paste(self, text):
        self.copy(text)
        self.press("shift+Insert")

    def press(self, key):
        window = self.window()
        if window:
            output("xdotool", "windowfocus", window, env=self.here)
            time.sleep(0.3)
            output("xdotool", "key", key, env=self.here)

    def shoot(self, path):
        window = self.window()
        if window:
            output("import", "-window", window, str(path), env=self.here, timeout=60)

    def end(self):
        self.server.terminate()
        self.server.wait()


class Wayland(Display):
    def __init__(self):
        config = pathlib.Path("/tmp/lab-sway")
        config.write_text("output HEADLESS-1 mode 1000x700\ndefault_border none\nfor_window [app_id=\"foot\"] floating enable\n")
        before = set(pathlib.Path("/tmp/run").glob("wayland-*"))
        self.server = subprocess.Popen(["sway", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       env=dict(os.environ, WLR_BACKENDS="headless", WLR_LIBINPUT_NO_DEVICES="1", WLR_RENDERER="pixman"))
        until(lambda: [one for one in pathlib.Path("/tmp/run").glob("wayland-*[0-9]") if one not in before], 10)
        new = [one.name for one in pathlib.Path("/tmp/run").glob("wayland-*[0-9]") if one not in before]
        self.environment = {"WAYLAND_DISPLAY": new[0] if new else ""}
        sockets = sorted(pathlib.Path("/tmp/run").glob("sway-ipc.*"))
        self.here = dict(os.environ, **self.environment, SWAYSOCK=str(sockets[-1]) if sockets else "")

    def title(self):
        def find(node):
            if node.get("app_id") == "foot":
                yield node.get("name") or ""
            for other in node.get("nodes", []) + node.get("floating_nodes", []):
                yield from find(other)
        return next(find(json.loads(output("swaymsg", "-t", "get_tree", env=self.here) or "{}")), "")

    def clipboard(self):
        try:
            return output("wl-paste", "-n", env=self.here)
        except subprocess.TimeoutExpired:
            return ""

    def copy(self, text):
        for more in ([], ["--primary"]):
            subprocess.run(["wl-copy", *more], input=text, text=True, env=self.here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def paste(self, text):
        self.copy(text)
        self.press("Insert", ["-M", "shift"])

    def press(self, key, held=()):
        # Its keyboard comes and goes with it, and takes a moment to be known.
        output("wtype", "-s", "400", *held, "-k", key, "-s", "400", env=self.here)

    def shoot(self, path):
        output("grim", str(path), env=self.here, timeout=60)

    def end(self):
        self.server.terminate()
        self.server.wait()


main()

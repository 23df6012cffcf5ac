"""Writes docs/terminals.md of what was measured, which lies beside its pictures in docs/terminals."""
import json

HEAD = """# Terminals and spreadsheets, as they are

**中文摘要**：以下是 Debian 12 和 13 中各终端的实测结果，由 `.ci/terminals` 生成：每种字符占几格，终端是否回答背景色，`y` 能否复制，粘贴有没有标记，成员表的截图；最后是电子表格打开导出的 CSV 时的样子。
在 tmux 和 screen 里，各终端宽度不一致的字符用大家一致的写法显示：全家表情只显示第一个人，`ｶﾞ` 显示为 `ガ`，最新的汉字和 `䷀` 显示为 `〓`；复制和导出的始终是原文。
在中文语言环境的 GNU screen 里，请在 `~/.screenrc` 中写 `cjkwidth off`。报告显示问题时，请写明终端及其版本，并与下面的截图对照。

Measured by `.ci/terminals`, which can be run again and writes this file; nothing in it is from memory. A bug report can be
held against it: what this terminal does with such a name, what it answers, what the member table looks like in it.
All ran as they come, at 80 x 24, under zh_CN.UTF-8; tmux and screen inside Alacritty, foot under sway.

The people in the pictures are made up, and have the names that are hardest to draw. They show the table after `/`, when
each row has moved down by one: what a terminal measures otherwise than the program would show there.

* A family of emoji has two cells for the program. Where a terminal draws it over more, its first face is what shows; what
  follows stands where it belongs, and no part of it is left behind.
* tmux and screen draw everything once more, for a terminal that may measure otherwise than they do, and whatever stood
  behind such a name would be out of place. So there a name is drawn by what all of them agree on: 👨 for a family, 👍 without
  its skin tone, CN for 🇨🇳, ガ for ｶﾞ, ∘ for the mark in a kaomoji, and 〓 for a character that some of them have no cells for (䷀, or
  one of the youngest Chinese characters). What is copied, exported or printed by a command is the name as it is.
* A 0 means that the terminal drops the character: nothing can be drawn there.
* Where ambiguous characters take two cells, the program asks, notices and draws its borders with `+`, `-` and `|`. A letter
  that has no narrow stand-in keeps the two cells. GNU screen takes them for two in any Chinese locale, whatever the
  terminal around it does; when screen then draws a row with Cyrillic letters again, it is out of place. `cjkwidth off` in
  `~/.screenrc` mends all of it: borders, letters and rows.

Not measured, for want of them: Windows Terminal and the console of Windows, iTerm2, Terminal.app, Excel and WPS. A
console of Windows reports halves of characters, and Windows Terminal each half pressed and released (so
[users of crossterm](https://github.com/crossterm-rs/crossterm/issues/1072) have recorded it). The program joins
those pressed, whatever stands between them, so that 𠮷 from an input method or a paste arrives; that was tried with
such records under Wine, and not on Windows.
"""
WIDTHS = """
## {title}: how many cells a cluster takes

By the terminal's own report of its cursor.

"""
ANSWERS = """
## {title}: what it answers

Background: its color, asked with OSC 11; GNU screen passes the question on, and the answer may come too late. OSC 52:
whether a program's reaches the clipboard, of the window with the focus; foot's is not always measured with it, where `y`
says more. `y`: whether this program's copies, with no clipboard but the terminal's. Modes: the answer to DECRQM, 1 set, 2
not set, 0 not known, 4 never; `-` no answer. Paste: whether a paste comes in brackets when asked for. Title: whether it can
be set, and is given back from the stack of titles.

| terminal | version | background | OSC 52 | `y` | 2004 | 2026 | 2027 | paste | title |
|---|---|---|---|---|---|---|---|---|---|
"""
SHEETS = """
## {title}: what spreadsheets make of the exported members

Of `members --csv` with the phones +86 138 0013 8000, 13800138000 and 0012, and the notes =1+1, a text with quotes and commas,
and 'quoted. The file begins with a byte order mark, every field is quoted, and
it has {columns} columns.

| program | version | columns | first name | phones | notes |
|---|---|---|---|---|---|
"""


def write(docs, suites):
    folder = docs / "terminals"
    text = HEAD
    for suite, title in suites.items():
        reports = [json.loads(file.read_text()) for file in sorted(folder.glob(f"{suite}-*.json"))]
        terminals = [report for report in reports if "terminal" in report and "widths" in report]
        if terminals:
            text += widths(terminals, title) + ANSWERS.format(title=title) + "".join(map(answers, terminals))
            text += f"\n## {title}: the member table\n\n"
            for report in terminals:
                picture = f"{suite}-{plain(report['terminal'])}.png"
                if (folder / picture).exists():
                    text += f"{report['terminal']} {report['version']}\n\n![{report['terminal']}](terminals/{picture})\n\n"
        for report in reports:
            if "spreadsheets" in report:
                text += SHEETS.format(title=title, columns=report["columns"]) + "".join(map(sheet, report["spreadsheets"].items()))
    (docs / "terminals.md").write_text(text.rstrip() + "\n", encoding="utf-8")


def plain(name):
    return name.split(" (")[0].replace(" -", "-")


def widths(terminals, title):
    heads = " | ".join(report["terminal"] for report in terminals)
    versions = " | ".join(report["version"].split("-")[0].split(":")[-1] for report in terminals)
    rows = [f"| cluster | {heads} |", "|---" * (len(terminals) + 1) + "|", f"| | {versions} |"]
    for cluster in terminals[0]["widths"]:
        cells = " | ".join(str(report["widths"].get(cluster, "-")) for report in terminals)
        rows.append(f"| {cluster} | {cells} |")
    return WIDTHS.format(title=title) + "\n".join(rows) + "\n"


def answers(report):
    modes = " | ".join(report["modes"][mode] or "-" for mode in ("2004", "2026", "2027"))
    yes = {True: "yes", False: "no", None: "-"}
    return (f"| {report['terminal']} | {report['version']} | {report['background'] or '-'} | {yes[report['copied']]} | {yes[report['copies']]} "
            f"| {modes} | {report['paste'] or '-'} | {report['title']} |\n")


def sheet(entry):
    name, seen = entry
    cells = lambda field: "<br>".join(f"`{text}` {kind}" for text, kind in seen.get(field, []))
    return (f"| {name} | {seen['version']} | {seen['columns']} | {seen['name']} | {cells('phone')} "
            f"| {cells('comment')} |\n")

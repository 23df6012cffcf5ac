"""What spreadsheets make of the members as CSV: how many columns they find, and what becomes of phones and notes."""
import pathlib
import shutil
import subprocess
import xml.etree.ElementTree as tree
import zipfile

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

REFUSED = [["refused"]]


def measure(file, folder):
    """Each spreadsheet's view of this file, by its name."""
    folder.mkdir(exist_ok=True)
    views = {
        "LibreOffice, converted as it comes": (libreoffice(file, folder / "plain"), "libreoffice-calc"),
        "LibreOffice, --infilter=CSV:44,34,76": (libreoffice(file, folder / "told", "--infilter=CSV:44,34,76"), "libreoffice-calc"),
        "Gnumeric, opened as it comes": (gnumeric(file, folder), "gnumeric"),
        "Gnumeric, told that it is text": (gnumeric(file, folder, "--import-type=Gnumeric_stf:stf_csvtab"), "gnumeric"),
        "pandas.read_csv": (pandas(file), "python3-pandas"),
    }
    return {name: {"version": version(package), **seen(rows)} for name, (rows, package) in views.items() if rows}


def version(package):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True).stdout


def libreoffice(file, folder, *more):
    if shutil.which("soffice"):
        subprocess.run(["soffice", "--headless", *more, "--convert-to", "fods", "--outdir", str(folder), str(file)],
                       capture_output=True, timeout=180, check=True)
        return rows(tree.parse(folder / (file.stem + ".fods")).getroot())


def gnumeric(file, folder, *more):
    if shutil.which("ssconvert"):
        done = subprocess.run(["ssconvert", *more, str(file), str(folder / "members.ods")], capture_output=True, timeout=180)
        if done.returncode:
            return REFUSED
        with zipfile.ZipFile(folder / "members.ods") as archive:
            return rows(tree.fromstring(archive.read("content.xml")))


def rows(document):
    """The cells of the first table, text and type, without the empty ones at the end of a row."""
    found = []
    for row in document.iter(TABLE + "table-row"):
        cells = []
        for cell in row.findall(TABLE + "table-cell"):
            times = int(cell.get(TABLE + "number-columns-repeated", 1))
            kind = "formula" if cell.get(TABLE + "formula") else cell.get(OFFICE + "value-type", "")
            text = "".join("".join(part.itertext()) for part in cell if not part.tag.startswith(OFFICE))
            cells += [(text, "number" if kind == "float" else kind)] * (times if kind else min(times, 1))
        while cells and cells[-1] == ("", ""):
            cells.pop()
        found.append(cells)
    return found


def pandas(file):
    script = ("import json, pandas, sys; table = pandas.read_csv(sys.argv[1]); "
              "print(json.dumps([[[name, 'string'] for name in table.columns]] + [[[str(value), type(value).__name__] for value in row] "
              "for row in table.head(3).itertuples(index=False)]))")
    done = subprocess.run(["python3", "-c", script, str(file)], capture_output=True, text=True)
    if done.returncode == 0:
        import json
        return [[(text.lstrip("\ufeff"), {"str": "string", "int": "number", "float": "number", "int64": "number", "float64": "number"}.get(kind, kind))
                 for text, kind in row] for row in json.loads(done.stdout)]


def seen(rows):
    if rows is REFUSED:
        return {"columns": "refuses it", "name": ""}
    heading = [text.strip("\ufeff") for text, _ in rows[0]]
    found = {"columns": len(heading), "name": rows[1][1][0] if len(rows[1]) > 1 else ""}
    for field in ("phone", "comment"):
        if field in heading:
            at = heading.index(field)
            found[field] = [row[at] if len(row) > at else ("", "") for row in rows[1:4]]
    return found

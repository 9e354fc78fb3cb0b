"""The officer's part of bench/walk.sh: corrects in LibreOffice what `karenina check` has named.

Run by the Python that LibreOffice comes with or that has python3-uno. Arguments: the folder, the
list of problems as JSON. Only cells that the list names are touched; what is right for each comes
from answers.json, which stands for what the officer knows. Files of others are not opened."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

folder, listed = pathlib.Path(sys.argv[1]).resolve(), json.load(open(sys.argv[2]))
problems = listed if isinstance(listed, list) else listed["problems"]
answers = json.load(open(folder / "answers.json"))


def value(name, it):
    made = PropertyValue()
    made.Name, made.Value = name, it
    return made


def right(problem, cell):
    shown = cell.getString()
    total = re.search(r"add up to [>=]*([0-9]+)", problem["message"])
    if problem["code"] == "K0121" and total:
        return total.group(1)
    for it in answers:
        if (it["file"], it["sheet"]) != (problem["file"], problem["sheet"]):
            continue
        broken = it["wrong"] == "=#REF!" and (shown.startswith("#") or cell.getError())
        if broken or (shown == it["wrong"] and it["column"] == problem.get("column")):
            return it["right"]
    return None


pipe = "karenina-walk"
office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;", f"-env:UserInstallation=file://{folder.parent}/profile"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(120):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

by_file = collections.defaultdict(list)
for it in problems:
    if it["severity"] != "note" and it.get("cell") and ":" not in it["cell"]:
        by_file[it["file"]].append(it)
changed = 0
for name, of_file in sorted(by_file.items()):
    document = desktop.loadComponentFromURL((folder / name).as_uri(), "_blank", 0, (value("Hidden", True),))
    touched = False
    for it in of_file:
        cell = document.Sheets.getByName(it["sheet"]).getCellRangeByName(it["cell"])
        text = right(it, cell)
        if text is None:
            continue
        try:
            cell.setValue(float(text))
        except ValueError:
            cell.setString(text)
        changed, touched = changed + 1, True
    if touched:
        document.storeAsURL((folder / name).as_uri(), (value("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
print(f"{changed} cells corrected in {len(by_file)} workbooks")
try:
    desktop.terminate()
except Exception:
    pass
office.wait(timeout=60)

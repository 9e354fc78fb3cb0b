"""Runs each reader on the same files, one after another, and prints wall and processor time and
the most memory of each. Called by workbooks.sh: karenina, folder, how many times."""

import os
import resource
import subprocess
import sys
import time

KARENINA, WORK, TIMES = sys.argv[1], sys.argv[2], int(sys.argv[3])
# What is measured is reading: every cell of every sheet, as values.
OPENPYXL = """
import glob, sys, openpyxl
n = 0
for path in sorted(glob.glob(sys.argv[1] + '/*.xlsx')):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            n += 1
    book.close()
print(n)
"""
PANDAS = """
import glob, sys, pandas
n = 0
for path in sorted(glob.glob(sys.argv[1] + '/*.xlsx')):
    for frame in pandas.read_excel(path, sheet_name=None).values():
        n += len(frame)
print(n)
"""


def measure(name, command):
    runs = []
    for _ in range(TIMES):
        before = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        runs.append((time.monotonic() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    wall, cpu, memory = min(runs)[0], min(it[1] for it in runs), max(it[2] for it in runs)
    print(f"{name:55} {wall:8.2f} s  {cpu:8.2f} s CPU  {memory:7.0f} MB", flush=True)
    return wall, cpu


DAY = ["--as-of", "2026-01-01", "--quiet"]
hundred, million = f"{WORK}/hundred", f"{WORK}/million"
ours = measure("karenina check, 100 workbooks", [KARENINA, "check", hundred, *DAY])
both = measure("karenina assess, 100 workbooks", [KARENINA, "assess", hundred, "--format", "json", "--out", f"{WORK}/a.json", *DAY])
large = measure("karenina check, 1,000,000 rows x 10 columns", [KARENINA, "check", million, *DAY])
if "--alone" not in sys.argv:
    for name, code in [("openpyxl", OPENPYXL), ("pandas.read_excel", PANDAS)]:
        them = measure(f"{name}, 100 workbooks (reading only)", [sys.executable, "-c", code, hundred])
        print(f"    {them[0] / both[0]:.1f} times the wall, {them[1] / both[1]:.1f} times the processor time of assess")

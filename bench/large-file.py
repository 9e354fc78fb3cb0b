#!/usr/bin/env python3
"""A table of many gigabytes with one bad line in the middle: is the line named, does the reading go on or stop as asked?

    python3 bench/large-file.py [GIGABYTES] [--gzip] [--karenina PROGRAM]

Writes a tidy table (3,000 regions, 800 activities, a year after the other, labels as offices publish them) into the folder for
temporary files, runs `karenina map` twice over it, says wall and CPU seconds and peak memory, and deletes the table."""

import argparse, gzip, multiprocessing, os, re, shutil, subprocess, sys, tempfile, time

REGIONS, ACTIVITIES = 3000, 800
HEADING = b"region,activity,employment,establishments,year,region_label,activity_label,unit,status,source\n"


def block(region):
    """A region in a year, the year left open."""
    lines = []
    for activity in range(ACTIVITIES):
        employment = (region * 7919 + activity * 104729) % 997
        lines.append(
            f"R{region:04},A{activity:03},{employment},{employment // 9 + 1},@@@@,Region number {region} of the"
            f" statistical classification of territorial units (level 3),Activity number {activity} of the"
            " classification of economic activities: manufacture of products not elsewhere classified; repair and"
            " installation of machinery and equipment,Persons employed on the last working day of the year,"
            "Final figure; not seasonally adjusted,Structural business statistics by region and activity\n"
        )
    return "".join(lines).encode()


def write(path, size, packed):
    """Returns the number of lines and of the bad one."""
    blocks = [block(it) for it in range(REGIONS)]
    per_year = sum(map(len, blocks))
    years = max(1, round(size / per_year))
    middle = years * REGIONS // 2
    line, bad, at = 1, None, 0
    with (gzip.open(path, "wb", 1) if packed else open(path, "wb", 1 << 20)) as out:
        out.write(HEADING)
        for year in range(years):
            for region in range(REGIONS):
                text = blocks[region].replace(b"@@@@", str(2025 - years + year).encode())
                if at == middle:
                    # A quote that is opened and not closed, within the block.
                    lines = text.splitlines(keepends=True)
                    lines[ACTIVITIES // 2] = b'R0000,A000,"12,3,2001,never closed\n'
                    bad = line + ACTIVITIES // 2 + 1
                    text = b"".join(lines)
                out.write(text)
                line += ACTIVITIES
                at += 1
    return line, bad


def run(program, path, more):
    begun = time.time()
    args = [program, "map", path, "--format", "csv", "--out", path + ".out.csv", *more]
    process = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.time() - begun
    cpu = usage.ru_utime + usage.ru_stime
    return os.waitstatus_to_exitcode(status), said, wall, cpu, usage.ru_maxrss / 1024


def main():
    it = argparse.ArgumentParser()
    it.add_argument("gigabytes", nargs="?", type=float, default=10)
    it.add_argument("--gzip", action="store_true")
    it.add_argument("--karenina", default="target/release/karenina")
    args = it.parse_args()
    folder = tempfile.mkdtemp(prefix="karenina-large-")
    try:
        path = os.path.join(folder, "table.csv" + (".gz" if args.gzip else ""))
        free = shutil.disk_usage(folder).free / 1e9
        need = args.gigabytes / (20 if args.gzip else 1)
        if free < need + 3:
            sys.exit(f"the disk has {free:.0f} GB left; say fewer gigabytes")
        begun = time.time()
        # In a process of its own: a child's peak memory begins at that of its parent.
        with multiprocessing.Pool(1) as pool:
            lines, bad = pool.apply(write, (path, args.gigabytes * 1e9, args.gzip))
        print(f"{lines:,} lines, {os.path.getsize(path) / 1e9:.2f} GB on disk, written in {time.time() - begun:.0f} s; bad: line {bad:,}")
        wrong = 0
        for more in ([], ["--on-bad-line", "stop"]):
            code, said, wall, cpu, memory = run(args.karenina, path, more)
            named = re.search(rf"{re.escape(path)}:{bad}\b", said) is not None
            right = named and code == (2 if more else 0)
            wrong += not right
            print(f"{' '.join(more) or '--on-bad-line go-on'}: exit {code}, line {'named' if named else 'NOT NAMED'}, "
                  f"{wall:.1f} s, CPU {cpu:.1f} s, {memory:,.0f} MB")
            for text in said.splitlines():
                if "K073" in text or (more and text.strip()):
                    print("   ", text.replace(folder + "/", "")[:200])
        sys.exit(1 if wrong else 0)
    finally:
        shutil.rmtree(folder)


main()

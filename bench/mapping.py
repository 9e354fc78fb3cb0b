#!/usr/bin/env python3
"""How fast establishments are added up, beside DuckDB, in the same run.

    pip install duckdb
    cargo build --release -p karenina-mapping --example aggregate
    python3 bench/mapping.py [ROWS in millions, 10] [RUNS, 3]

Invented plants (3,000 regions, 600 activities, sizes as skewed as real ones) are written by DuckDB
as Parquet into a folder for temporary files and removed at the end. Both programs write the same
table, region by activity with employment, establishments and the sum of squares, to CSV; the tables
are compared byte by byte. Reported are CPU seconds (user and system) and peak memory of whole
processes. Ellison and Glaeser's index of all activities is measured likewise.
"""

import os
import shutil
import subprocess
import sys
import tempfile

ROWS = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
PROGRAM = os.environ.get("AGGREGATE", "target/release/examples/aggregate")

GENERATE = """
import duckdb, sys
con = duckdb.connect()
con.execute("SET memory_limit='3GB'")
con.execute("SET preserve_insertion_order=false")
con.execute(f'''COPY (
  SELECT printf('R%04d', (hash(i) % 3000)::INT) AS region,
         printf('%03d', ((hash(i + 1000000007) % 600)::INT)) AS activity,
         (1 + floor(20 / (0.02 + (hash(i + 2000000011) % 10000) / 10000.0)))::INT AS employment
  FROM range({sys.argv[2]}) t(i)) TO '{sys.argv[1]}' (FORMAT parquet)''')
"""

TABLE = """
import duckdb, sys
duckdb.connect().execute(f'''COPY (
  SELECT region, activity, sum(employment)::BIGINT AS employment, count(*) AS establishments,
         sum(employment::BIGINT * employment)::BIGINT AS employment_squared,
         count(*) - count(employment) AS without_employment
  FROM '{sys.argv[1]}' GROUP BY ALL ORDER BY region, activity) TO '{sys.argv[2]}' (HEADER)''')
"""

GAMMA = """
import duckdb, sys
duckdb.connect().execute(f'''COPY (
  WITH cells AS (SELECT region, activity, sum(employment)::DOUBLE AS e,
                        sum(employment::BIGINT * employment)::DOUBLE AS q
                 FROM '{sys.argv[1]}' GROUP BY ALL),
  base AS (SELECT region, sum(e) / (SELECT sum(e) FROM cells) AS x FROM cells GROUP BY region),
  of AS (SELECT activity, sum(e) AS total, sum(q) AS q FROM cells GROUP BY activity),
  sx AS (SELECT 1 - sum(x * x) AS d FROM base),
  g AS (SELECT o.activity, sum(pow(coalesce(c.e, 0) / o.total - b.x, 2)) AS g
        FROM of o CROSS JOIN base b LEFT JOIN cells c ON c.activity = o.activity AND c.region = b.region
        GROUP BY o.activity)
  SELECT g.activity, (g.g - sx.d * of.q / (total * total)) / (sx.d * (1 - of.q / (total * total))) AS gamma
  FROM g JOIN of USING (activity), sx ORDER BY 1) TO '{sys.argv[2]}' (HEADER)''')
"""


def run(command):
    """CPU seconds and peak megabytes of a process."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    folder = tempfile.mkdtemp(prefix="karenina-bench-")
    plants = os.path.join(folder, "plants.parquet")
    ours, theirs = (os.path.join(folder, name) for name in ("ours.csv", "theirs.csv"))
    try:
        run([sys.executable, "-c", GENERATE, plants, str(int(ROWS * 1e6))])
        print(f"{ROWS:g} million plants, {os.path.getsize(plants) / 1e6:.0f} MB of Parquet")
        for what, command, peer in [
            ("table", [PROGRAM, "table", plants, ours], TABLE),
            ("Ellison-Glaeser", [PROGRAM, "ellison-glaeser", plants, ours], GAMMA),
        ]:
            for _ in range(RUNS):
                cpu, memory = run(command)
                peer_cpu, peer_memory = run([sys.executable, "-c", peer, plants, theirs])
                print(
                    f"{what}: karenina {cpu:.2f} CPU s, {memory:.0f} MB; "
                    f"duckdb {peer_cpu:.2f} CPU s, {peer_memory:.0f} MB; ratio {cpu / peer_cpu:.2f}"
                )
            if what == "table":
                with open(ours, "rb") as a, open(theirs, "rb") as b:
                    print("the tables are the same:", a.read() == b.read())
    finally:
        shutil.rmtree(folder)


main()

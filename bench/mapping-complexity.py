"""Economic complexity beside py-ecomplexity and numpy, and plants beside numpy and duckdb, in one run.

    pip install ecomplexity numpy scipy pandas pyarrow duckdb
    cargo build --release -p karenina-stats --example regional
    python3 bench/mapping-complexity.py [--no-ecomplexity] [--plants]

Generates regions by activities with a fixed seed (250 x 800, 1,000 x 1,000, 3,000 x 1,000; about 37 % of
quotients at least 1), checks that ECI, density and advantage are the same, and prints CPU seconds and
peak memory of each process. The figures of docs/mapping-speed.md come from here. --plants: 10 million
plants, 600 activities, 3,000 regions; the others read Parquet, ours reads columns of plain numbers.
"""

import os
import re
import subprocess
import sys
import tempfile
import textwrap

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
REGIONAL = os.path.join(TARGET, "release/examples/regional")


def regions(rows, columns, seed=1):
    """Employment with nested and latent structure, families of activities, many zeros."""
    g = np.random.default_rng(seed)
    size = np.exp(g.normal(0, 1.4, rows))
    size /= size.sum()
    common = np.exp(g.normal(0, 1.2, columns))
    common /= common.sum()
    able = g.normal(0, 1, rows) + 0.6 * np.log(size / size.mean()) / 1.4
    complexity = g.normal(0, 1, columns)
    family = g.integers(0, 20, columns)
    strong = np.array([g.choice(20, 3, replace=False) for _ in range(rows)])
    boost = (strong[:, :, None] == family[None, None, :]).any(1)
    mean = size[:, None] * common[None, :]
    mean = mean * np.exp(0.8 * able[:, None] * complexity[None, :] + boost + g.normal(0, 0.7, (rows, columns)))
    x = g.poisson(mean * (rows * columns * 20) / mean.sum()).astype(np.float64)
    return np.ascontiguousarray(x[x.sum(1) > 0][:, x.sum(0) > 0])


def run(words):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr.strip().splitlines()[-1:]
    return done.stdout, None


NUMPY = """
    import sys, time, resource, numpy as np, scipy.sparse.linalg as sl
    x = np.load(sys.argv[1]); c = time.process_time()
    q = (x/x.sum(1, keepdims=True))/(x.sum(0)/x.sum())
    m = (q >= 1).astype(np.float32); both = m.T@m; u = np.diag(both); phi = both/np.maximum(u[:, None], u)
    density = (m@phi)/phi.sum(0)
    d, k = m.sum(1, dtype=float), m.sum(0, dtype=float)
    u, s, v = sl.svds((m/np.sqrt(d)[:, None]/np.sqrt(k)).astype(float), k=3, random_state=0)
    eci = u[:, np.argsort(s)[1]]/np.sqrt(d); eci *= np.sign(np.corrcoef(eci, d)[0, 1]); eci = (eci-eci.mean())/eci.std()
    print("cpu", time.process_time()-c, "peak", resource.getrusage(0).ru_maxrss/1024)
    np.save(sys.argv[2], eci); print("density", float(density[0, 0]), "second", float(np.sort(s)[1]**2))
"""
ECOMPLEXITY = """
    import sys, time, resource, warnings, contextlib, io, numpy as np, pandas as pd
    warnings.filterwarnings("ignore")
    from ecomplexity import ecomplexity
    x = np.load(sys.argv[1]); r, i = np.indices(x.shape)
    frame = pd.DataFrame({"t": 2020, "r": r.ravel(), "i": i.ravel(), "v": x.ravel()})
    c = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        out = ecomplexity(frame, {"time": "t", "loc": "r", "prod": "i", "val": "v"}, check_logsupermodularity=False, verbose=False)
    print("cpu", time.process_time()-c, "peak", resource.getrusage(0).ru_maxrss/1024)
    np.save(sys.argv[2], out.groupby("r")["eci"].first().to_numpy()); print("density", out.density.iloc[0], "second", 0)
"""


def peer(code, *words):
    out, trouble = run([sys.executable, "-c", textwrap.dedent(code), *words])
    if out is None:
        return None, trouble
    found = re.search(r"cpu (\S+) peak (\S+)", out)
    return (float(found[1]), float(found[2]), out), None


def complexity(folder, sizes, with_ecomplexity):
    failures = 0
    for rows, columns in sizes:
        x = regions(rows, columns)
        file, eci_file = f"{folder}/x.npy", f"{folder}/eci"
        np.save(file, x)
        out, trouble = run([REGIONAL, "complexity", file, *map(str, x.shape), eci_file])
        if out is None:
            sys.exit(f"{REGIONAL}: {trouble}")
        ours = sorted(float(it) for it in re.findall(r"cpu (\S+) s", out))
        peak = re.findall(r"peak (\d+) MB", out)[-1]
        eci = np.fromfile(eci_file, "<f8")
        second = float(re.search(r"lambda2 (\S+)", out)[1])
        density = float(re.search(r"density (\S+) sum", out)[1])
        print(f"{x.shape[0]} x {x.shape[1]}: ours {ours[0]:.3f}-{ours[-1]:.3f} s CPU, {peak} MB, second {second:.12f}")
        for name, code in [("numpy, scipy", NUMPY), ("py-ecomplexity", ECOMPLEXITY)]:
            if name == "py-ecomplexity" and not with_ecomplexity:
                continue
            found, trouble = peer(code, file, f"{folder}/peer.npy")
            if found is None:
                print(f"    {name}: failed: {trouble}")
                continue
            theirs = np.load(f"{folder}/peer.npy")
            worst = min(np.abs(theirs - eci).max(), np.abs(theirs + eci).max())
            their_density = float(re.search(r"density (\S+)", found[2])[1])
            print(
                f"    {name}: {found[0]:.2f} s CPU ({found[0] / ours[1]:.0f} times), {found[1]:.0f} MB; "
                f"largest difference of ECI {worst:.1e}, of a density {abs(their_density - density):.1e}"
            )
            failures += worst > 1e-5 or abs(their_density - density) > 1e-5
    return failures


PLANTS = """
    import sys, time, numpy as np
    t = time.process_time()
    if sys.argv[2] == "duckdb":
        import duckdb; c = duckdb.connect(); c.sql("set enable_progress_bar = false")
        a = c.sql(f"select region, industry, sum(emp)::bigint e from '{sys.argv[1]}' group by all").fetchnumpy()
        b = c.sql(f"select industry, sum(emp)::bigint e, sum(emp::bigint*emp)::bigint e2 from '{sys.argv[1]}' group by all").fetchnumpy()
        m = np.zeros((600, 3000)); m[a["industry"], a["region"]] = a["e"]; e2 = np.zeros(600); e2[b["industry"]] = b["e2"]
    else:
        import pyarrow.parquet as pq
        r, i, e = (pq.read_table(sys.argv[1])[k].to_numpy() for k in ("region", "industry", "emp")); t = time.process_time()
        m = np.bincount(i.astype(np.int64)*3000+r, weights=e, minlength=1800000).reshape(600, 3000)
        e2 = np.bincount(i, weights=e.astype(float)**2, minlength=600)
    n = m.sum(1); x = m.sum(0)/m.sum(); g = ((m/n[:, None]-x)**2).sum(1); h = e2/n**2; d = 1-(x**2).sum()
    print("cpu", time.process_time()-t, "peak", 0, "gamma", *((g-d*h)/(d*(1-h)))[:3])
"""


def plants(folder, n=10_000_000):
    import pandas as pd

    g = np.random.default_rng(4)
    p = np.exp(g.normal(0, 1.3, 3000))
    p /= p.sum()
    q = np.exp(g.normal(0, 1.2, 600))
    q /= q.sum()
    industry = g.choice(600, n, p=q).astype(np.int32)
    region = g.choice(3000, n, p=p).astype(np.int32)
    home = g.choice(3000, (600, 12), p=p)
    moved = g.random(n) < 0.15
    region[moved] = home[industry[moved], g.integers(0, 12, moved.sum())]
    employment = np.maximum(1, np.round(np.exp(g.normal(1.2, 1.3, n)))).astype(np.int32)
    with open(f"{folder}/plants", "wb") as file:
        for column, kind in [(industry, "<u2"), (region, "<u2"), (employment, "<u4")]:
            file.write(column.astype(kind).tobytes())
    frame = pd.DataFrame({"region": region, "industry": industry, "emp": employment})
    frame.to_parquet(f"{folder}/plants.parquet", compression="snappy")
    out, trouble = run([REGIONAL, "plants", f"{folder}/plants", str(n)])
    if out is None:
        sys.exit(f"{REGIONAL}: {trouble}")
    print(out)
    for name in ["numpy, columns in memory", "duckdb, from Parquet"]:
        found, trouble = peer(PLANTS, f"{folder}/plants.parquet", name.split(",")[0])
        print(f"    {name}: {trouble or found[2].strip()}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        failures = complexity(
            folder, [(250, 800), (1000, 1000), (3000, 1000)], "--no-ecomplexity" not in sys.argv
        )
        if "--plants" in sys.argv:
            plants(folder)
        sys.exit(1 if failures else 0)

"""Spatial kernels beside esda (Moran, LISA) and numpy (K-density), in one run.

    pip install esda libpysal numba scipy pandas
    cargo build --release -p karenina-stats --example spatial
    python3 bench/mapping-spatial.py [--quick]

Makes its own data with fixed seeds (regions with Delaunay neighbours; plants, 60 % of them in
400 towns), checks that statistics are the same to 1e-9 and prints CPU seconds of both, cost
curves and false alarms on noise. dbmss is an R package and is not run here.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
from scipy.spatial import Delaunay
from scipy.spatial.distance import pdist

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
OURS = os.path.join(
    os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "..", "target")),
    "release/examples/spatial",
)
QUICK = "--quick" in sys.argv
FOLDER = tempfile.mkdtemp()


def ours(measure, file, repetitions, seed=1):
    done = subprocess.run(
        [OURS, measure, file, str(repetitions), str(seed)],
        text=True,
        capture_output=True,
        check=True,
    )
    return done.stdout.splitlines()


def cpu_of(lines):
    return float(re.search(r"cpu ([\d.]+)", lines[0]).group(1))


def timed(work):
    before = time.process_time()
    found = work()
    return found, time.process_time() - before


def regions(n, seed=3, signal=True):
    random = np.random.default_rng(seed)
    points = random.uniform(0, 1, (n, 2))
    start, near = Delaunay(points).vertex_neighbor_vertices
    values = random.normal(0, 1.5, n)
    if signal:
        values += np.sin(6 * points[:, 0]) + np.cos(5 * points[:, 1])
    lists = {i: sorted(near[start[i] : start[i + 1]].tolist()) for i in range(n)}
    name = os.path.join(FOLDER, f"regions-{n}-{seed}.txt")
    with open(name, "w") as file:
        for i in range(n):
            file.write(repr(float(values[i])) + " " + " ".join(map(str, lists[i])) + "\n")
    return values, lists, name


def plants(universe, n, sectors=1, seed=2):
    """Town and country on 1,000 by 1,000 km; each sector prefers the surroundings of 25 plants."""
    random = np.random.default_rng(seed)
    towns = random.uniform(0, 1000, (400, 2))
    size = 1 / np.arange(1, 401) ** 0.9
    in_town = int(universe * 0.6)
    town = random.choice(400, in_town, p=size / size.sum())
    points = np.concatenate(
        [
            towns[town] + random.normal(0, 8, (in_town, 2)),
            random.uniform(0, 1000, (universe - in_town, 2)),
        ]
    )
    points = np.clip(points, 0, 1000)
    random.shuffle(points)
    weight = np.maximum(1, np.round(np.exp(random.normal(1.5, 1.2, universe))))
    of = np.zeros(universe, int)
    if sectors == 1:
        centre = points[random.integers(0, universe, 25)]
        near = np.min(((points[:, None, :] - centre[None]) ** 2).sum(2), 1)
        chance = 1 + 6 * np.exp(-near / 800)
        of[random.choice(universe, n, replace=False, p=chance / chance.sum())] = 1
    else:
        # Sizes like those of industries: few large ones, many small.
        share = np.exp(random.normal(0, 1.3, sectors))
        of = random.choice(np.arange(1, sectors + 1), universe, p=share / share.sum())
    name = os.path.join(FOLDER, f"plants-{universe}-{n}-{sectors}.txt")
    np.savetxt(name, np.column_stack([points, weight, of]), delimiter=",", fmt="%.9g")
    return points, of, name


def autocorrelation():
    import esda
    import libpysal

    def peer(values, lists):
        weights = libpysal.weights.W(lists, silence_warnings=True)
        weights.transform = "r"
        return weights

    # The compiler of esda's loops works once a process: tens of CPU seconds, not counted.
    values, lists, _ = regions(300)
    _, compiling = timed(lambda: esda.Moran_Local(values, peer(values, lists), permutations=9))
    print(f"esda {esda.__version__}, compiling: {compiling:.1f} s")
    print("regions  measure        ours s  esda s  ratio  largest difference")
    for n in (3_000, 10_000, 50_000):
        values, lists, file = regions(n)
        weights = peer(values, lists)
        lines = ours("moran", file, 999)
        theirs, seconds = timed(lambda: esda.Moran(values, weights, permutations=999))
        i, z = re.search(r"i (\S+) z (\S+)", lines[1]).groups()
        off = max(abs(float(i) - theirs.I), abs(float(z) - theirs.z_rand) * 1e-3)
        assert off < 1e-8, off
        print(f"{n:7}  Moran      {cpu_of(lines):10.4f} {seconds:7.2f} {seconds / cpu_of(lines):6.0f}  {off:.1e}")
        lines = ours("lisa", file, 999)
        theirs, seconds = timed(lambda: esda.Moran_Local(values, weights, permutations=999, seed=1))
        off = abs(float(re.search(r"i0 (\S+)", lines[1]).group(1)) * (n - 1) / n - theirs.Is[0])
        assert off < 1e-9, off
        print(f"{n:7}  LISA       {cpu_of(lines):10.4f} {seconds:7.2f} {seconds / cpu_of(lines):6.0f}  {off:.1e}")
        print(f"{n:7}  LISA 99,999 {cpu_of(ours('lisa', file, 99_999)):9.4f}")
        print(f"{n:7}  Geary      {cpu_of(ours('geary', file, 999)):10.4f}")
        print(f"{n:7}  local Geary {cpu_of(ours('local-geary', file, 999)):9.4f}")

    n, seeds = 3_000, 8 if QUICK else 20
    shares = []
    for seed in range(seeds):
        values, lists, file = regions(n, 100 + seed, signal=False)
        below = int(re.search(r"p_below_0.05 (\d+)", ours("lisa", file, 999)[1]).group(1))
        theirs = esda.Moran_Local(values, peer(values, lists), permutations=999, seed=seed)
        shares.append((below / n, (theirs.p_sim < 0.05).mean()))
    mean = np.mean(shares, 0)
    print(f"noise, {seeds} × {n} regions, share with p < 0.05: ours {mean[0]:.4f} esda {mean[1]:.4f}")

    values, lists, file = regions(10_000)
    weights = peer(values, lists)
    counts = []
    for seed in range(10):
        line = ours("lisa", file, 999, seed)[1]
        theirs = esda.Moran_Local(values, weights, permutations=999, seed=seed)
        counts.append(
            (int(re.search(r"p_below_0.05 (\d+)", line).group(1)), (theirs.p_sim < 0.05).sum())
        )
    swing = np.std(counts, 0, ddof=1)
    print(f"10,000 regions, 10 seeds, standard deviation of the number found: ours {swing[0]:.1f} esda {swing[1]:.1f}")


def density(distances, r, h):
    """Every pair, as the definition has it, in parts that fit into memory."""
    found = np.zeros(len(r))
    for part in np.array_split(distances, max(1, len(distances) // 200_000)):
        for sign in (1, -1):
            for at, where in enumerate(r):
                z = (where - sign * part) / h
                found[at] += np.exp(-0.5 * z * z).sum()
    return found / (np.sqrt(2 * np.pi) * h * len(distances))


def localisation():
    print("universe  plants  method        CPU s   a simulation")
    for universe, n, repetitions in (
        (10_000, 2_000, 200),
        (50_000, 10_000, 100),
        (100_000, 50_000, 20 if QUICK else 50),
    ):
        points, of, file = plants(universe, n)
        seconds = cpu_of(ours("kd", file, repetitions))
        print(f"{universe:8} {n:7}  fast      {seconds:9.3f} {seconds / repetitions:10.5f}")
        seconds = cpu_of(ours("kd-weighted", file, repetitions))
        print(f"{universe:8} {n:7}  weighted  {seconds:9.3f} {seconds / repetitions:10.5f}")
        if n > 10_000:
            continue
        exact, fast = ours("kd-exact", file, 0), ours("kd", file, 0)
        bound = float(re.search(r"bound (\S+)", fast[1]).group(1))
        every, quick = (np.array(lines[2].split(), float) for lines in (exact, fast))
        off = np.abs(every - quick)
        print(f"          every pair {cpu_of(exact):.3f} s; fast {cpu_of(fast):.4f} s; farthest from every pair"
              f" {off.max() / every.max():.1e} of the peak, median {np.median(off / every):.1e},"
              f" {off.max() / bound:.3f} of the bound")
        if n == 2_000:
            distances = pdist(points[of == 1])
            q = np.quantile(distances, [0.25, 0.75])
            h = 0.9 * min(distances.std(ddof=1), (q[1] - q[0]) / 1.34) * len(distances) ** -0.2
            ours_h = float(re.search(r"bandwidth (\S+)", exact[1]).group(1))
            r = np.arange(0, 301, 20.0)
            theirs, seconds = timed(lambda: density(distances, r, h))
            print(f"          bandwidth {ours_h:.6f} numpy {h:.6f}; every pair by numpy {seconds * 301 / len(r):.1f} s"
                  f" (16 of 301 distances × n), difference {np.abs(every[::20] / theirs - 1).max():.1e}")
    points, of, file = plants(50_000, 0, sectors=300)
    repetitions = 20 if QUICK else 50
    lines = ours("kd-all", file, repetitions)
    print(f"300 sectors of 50,000 plants, {repetitions} simulations: {cpu_of(lines):.2f} s; {lines[1]}")
    for universe, n, repetitions in ((10_000, 1_000, 300), (50_000, 2_000, 300), (100_000, 10_000, 50)):
        _, _, file = plants(universe, n)
        print(f"M, {n} of {universe}, 65 distances to 128 km: {ours('m', file, repetitions)[0]} s")


if __name__ == "__main__":
    autocorrelation()
    localisation()

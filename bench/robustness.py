#!/usr/bin/env python3
"""Monte Carlo of verdicts in numpy and in Karenina, turn by turn in one run.

    cargo build --release -p karenina-stats --example conjunctive_draws
    python3 bench/robustness.py [ROUNDS]

Every value and every threshold has an error: the most work there can be. numpy draws thresholds
and values, holds them against each other, and counts signs and verdicts, vectorised over clusters
and indicators. Karenina does that and, in the same time, the exact chance given each draw's
thresholds, the weakest degree and the places of all clusters. CPU time of both; both may use
what the machine has. Needs numpy and nothing else.
"""
import os
import resource
import statistics
import subprocess
import sys
import time

import numpy as np

SIGNS, HERE = 9, os.path.dirname(os.path.abspath(__file__))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "..", "target"))
BINARY = os.path.join(TARGET, "release", "examples", "conjunctive_draws")


def in_numpy(clusters, indicators, draws):
    i, j = np.arange(clusters)[:, None], np.arange(indicators)[None, :]
    value = 1 + 0.1 * ((7 * i + 3 * j) % 11)
    order = np.argsort(np.arange(indicators) % SIGNS, kind="stable")
    starts = np.searchsorted(np.sort(np.arange(indicators) % SIGNS), np.arange(SIGNS))
    value = value[:, order]
    random = np.random.Generator(np.random.SFC64(1))
    met = np.zeros(clusters)
    gaps = np.zeros(clusters)
    noise = np.empty_like(value)
    for _ in range(draws):
        threshold = 1 + 0.05 * random.standard_normal(indicators)
        random.standard_normal(out=noise)
        holds = value + 0.2 * noise >= threshold
        sign = np.logical_and.reduceat(holds, starts, axis=1)
        met += sign.all(axis=1)
        gaps += SIGNS - sign.sum(axis=1)
    return met.mean() / draws, gaps.mean() / draws


def exact_in_numpy(clusters, indicators):
    from math import erfc, sqrt
    i, j = np.arange(clusters)[:, None], np.arange(indicators)[None, :]
    z = 0.1 * ((7 * i + 3 * j) % 11) / np.hypot(0.2, 0.05)
    phi = np.vectorize(lambda z: 0.5 * erfc(-z / sqrt(2)))
    return phi(z).prod(axis=1).mean()


def cpu(who):
    it = resource.getrusage(who)
    return it.ru_utime + it.ru_stime


def timed(who, work):
    start, wall = cpu(who), time.perf_counter()
    result = work()
    return result, cpu(who) - start, time.perf_counter() - wall


def ours(clusters, indicators, draws, how):
    out = subprocess.run([BINARY, *map(str, (clusters, indicators, draws, SIGNS)), how],
                         check=True, capture_output=True, text=True).stdout.split()
    return out


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"numpy {np.__version__}, {os.cpu_count()} cores, {rounds} rounds, medians")
    for clusters, indicators, draws in [(25, 117, 10_000), (1_000, 60, 10_000)]:
        peer, own = [], []
        for _ in range(rounds):
            a, seconds, wall = timed(resource.RUSAGE_SELF, lambda: in_numpy(clusters, indicators, draws))
            peer.append((seconds, wall))
            b, seconds, wall = timed(resource.RUSAGE_CHILDREN, lambda: ours(clusters, indicators, draws, "draws"))
            own.append((seconds, wall))
            assert abs(a[0] - float(b[0])) < 0.01 and abs(a[1] - float(b[1])) < 0.05, (a, b)
        (p_cpu, p_wall), (o_cpu, o_wall) = ([statistics.median(x) for x in zip(*it)] for it in (peer, own))
        print(f"{clusters} x {indicators} x {draws}: numpy {p_cpu:.2f} s CPU, {p_wall:.2f} s; "
              f"Karenina {o_cpu:.2f} s CPU, {o_wall:.2f} s, process included; "
              f"{p_cpu / o_cpu:.1f} times less CPU, {p_wall / o_wall:.1f} times less time")
    for clusters, indicators in [(25, 117), (1_000, 60)]:
        expected = exact_in_numpy(clusters, indicators)
        times = []
        for _ in range(5):
            mean, _, seconds = ours(clusters, indicators, 0, "exact")
            assert abs(float(mean) - expected) < 1e-6
            times.append(float(seconds))
        print(f"{clusters} x {indicators} exact: {1e3 * statistics.median(times):.2f} ms")


if __name__ == "__main__":
    main()

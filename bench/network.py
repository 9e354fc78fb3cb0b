"""Measures of networks beside igraph and networkx, on the projects of Horizon 2020.

    pip install igraph networkx
    cargo build --release -p karenina-network --example measure
    python3 bench/network.py [--no-networkx] [--whole]

Reads ../shared/data/cordis/h2020_participations.csv.gz. Checks that betweenness, components,
clustering, harmonic closeness, cores, constraint and modularity are the same to 1e-9 among the
3,000 organisations with the most projects, beside igraph and networkx (ten minutes and more for
its betweenness), and of the whole where the others can do it in minutes; prints CPU seconds of
all. Of the whole igraph's time for exact betweenness is put at that of 60 sources times n/60;
--whole lets it find all of it (six minutes and more), and compares every value: the greatest
relative difference that was found is 3.4e-13.
"""

import collections
import csv
import gzip
import itertools
import os
import random
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
DATA = os.path.join(ROOT, "..", "shared", "data", "cordis", "h2020_participations.csv.gz")
MEASURE = os.path.join(
    os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/examples/measure"
)


def pairs(keep=None):
    """Participations as numbers (organisation, project), numbered in the order of their ids."""
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = {(row["pic"], row["rcn"]) for row in csv.DictReader(file)}
    if keep:
        count = collections.Counter(pic for pic, _ in rows)
        chosen = {pic for pic, _ in sorted(count.items(), key=lambda it: (-it[1], it[0]))[:keep]}
        rows = {row for row in rows if row[0] in chosen}
    actors = {it: at for at, it in enumerate(sorted({row[0] for row in rows}))}
    events = {it: at for at, it in enumerate(sorted({row[1] for row in rows}))}
    return sorted((actors[a], events[e]) for a, e in rows)


def ties(pairs):
    actors = collections.defaultdict(list)
    for actor, event in pairs:
        actors[event].append(actor)
    weight = collections.Counter()
    for members in actors.values():
        weight.update(itertools.combinations(members, 2))
    return weight


def ours(pairs, *measure):
    text = "".join(f"{a},{e}\n" for a, e in pairs)
    done = subprocess.run([MEASURE, *measure], input=text, text=True, capture_output=True, check=True)
    found = re.search(r"wall ([\d.]+) cpu ([\d.]+) peak_mb (\d+)", done.stderr)
    said = " ".join(line for line in done.stderr.splitlines() if not line.startswith("wall"))
    values = [float(line) for line in done.stdout.split()]
    return values, float(found[2]), f"{found[3]} MB {said}".strip()


def timed(work):
    begin = time.process_time()
    result = work()
    return result, time.process_time() - begin


failures = []


def line(what, ours_cpu, peer, peer_cpu, worst, note):
    same = "" if worst is None else f"largest difference {worst:.1e}"
    print(f"{what:34} {ours_cpu:9.2f}   {peer:9} {peer_cpu:9.2f}   {same:28} {note}", flush=True)
    if worst is not None and worst > 1e-9:
        failures.append(what)


def worst(found, expected):
    assert len(found) == len(expected), (len(found), len(expected))
    return max(abs(a - b) / max(1.0, abs(b)) for a, b in zip(found, expected))


def beside_igraph(name, pairs, exact, small):
    import igraph

    weight = ties(pairs)
    n = max(actor for actor, _ in pairs) + 1
    graph = igraph.Graph(n=n, edges=list(weight))
    graph.es["weight"] = [float(it) for it in weight.values()]
    print(f"{name}: {n} organisations, {len(weight)} ties, {len(pairs)} participations")

    def compare(what, measure, peer, note=""):
        found, cpu, said = ours(pairs, *measure)
        expected, peer_cpu = timed(peer)
        line(what, cpu, "igraph", peer_cpu, worst(found, expected), f"{said} {note}")

    none = lambda list_: [0.0 if it != it else it for it in list_]
    if exact:
        compare("betweenness, exact", ["betweenness"], graph.betweenness)
    else:
        _, cpu, said = ours(pairs, "betweenness")
        sources = random.Random(1).sample(range(n), 60)
        _, part = timed(lambda: graph.betweenness(sources=sources))
        line("betweenness, exact", cpu, "igraph", part * n / 60, None, f"{said}; igraph: 60 sources x n/60")
    if not small:
        sources = random.Random(1).sample(range(n), 60)
        _, part = timed(lambda: graph.betweenness(sources=sources))
        _, cpu, said = ours(pairs, "betweenness_sampled", "2000")
        line("betweenness, 2,000 sources", cpu, "igraph", part * 2000 / 60, None,
             f"{said}; igraph: 60 sources x 2000/60")
    compare("components", ["components"],
            lambda: sorted(map(float, graph.connected_components().sizes()), reverse=True))
    compare("clustering, local", ["clustering"],
            lambda: graph.transitivity_local_undirected(mode="zero"))
    compare("cores", ["cores"], graph.coreness)
    compare("constraint", ["constraint"], lambda: none(graph.constraint(weights="weight")))
    if small:
        compare("harmonic closeness", ["closeness"],
                lambda: [it * (n - 1) for it in graph.harmonic_centrality()])
        compare("betweenness, weighted", ["betweenness_weighted"],
                lambda: graph.betweenness(weights=[1 / it for it in graph.es["weight"]]))
    compare("PageRank", ["pagerank"], lambda: graph.pagerank(weights="weight"))
    for seed in range(1, 4 if small else 9):
        found, cpu, said = ours(pairs, "leiden", str(seed))
        random.seed(seed)
        division, peer_cpu = timed(lambda: graph.community_leiden(
            "modularity", weights="weight", n_iterations=-1))
        theirs = graph.modularity(division, weights="weight")
        own = graph.modularity([int(it) for it in found], weights="weight")
        told = float(re.search(r"Q ([\d.]+)", said)[1])
        line(f"Leiden, seed {seed}", cpu, "igraph", peer_cpu, max(0.0, abs(own - told) - 1e-6),
             f"{said}; igraph Q {theirs:.6f}")
    curve, cpu, said = ours(pairs, "robustness_100")
    order = sorted(range(n), key=lambda it: -graph.degree(it))[:50]

    def remove():
        left = graph.copy()
        for place, node in enumerate(order):
            left.delete_vertices(node - sum(it < node for it in order[:place]))
            max(left.connected_components().sizes())

    _, peer_cpu = timed(remove)
    line("robustness, a whole curve", cpu / 100, "igraph", peer_cpu / 50 * n, None,
         f"{said} (mean of 100 curves); igraph: 50 removals x n/50")


def beside_networkx(pairs):
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(max(actor for actor, _ in pairs) + 1))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in ties(pairs).items())
    n = len(graph)

    def compare(what, measure, peer):
        found, cpu, said = ours(pairs, *measure)
        expected, peer_cpu = timed(peer)
        line(what, cpu, "networkx", peer_cpu, worst(found, expected), said)

    by_node = lambda values: [values[it] for it in range(n)]
    compare("components", ["components"], lambda: sorted(
        (float(len(it)) for it in networkx.connected_components(graph)), reverse=True))
    compare("clustering, local", ["clustering"], lambda: by_node(networkx.clustering(graph)))
    compare("cores", ["cores"], lambda: by_node(networkx.core_number(graph)))
    compare("betweenness, exact", ["betweenness"], lambda: by_node(
        networkx.betweenness_centrality(graph, normalized=False)))


if __name__ == "__main__":
    if not os.path.exists(DATA):
        sys.exit("skipped: ../shared/data/cordis is not here")
    print(f"{'':34} {'ours':>9}   {'':9} {'theirs':>9}   CPU seconds")
    some = pairs(keep=3000)
    beside_igraph("the 3,000 with the most projects", some, exact=True, small=True)
    if "--no-networkx" not in sys.argv:
        beside_networkx(some)
    beside_igraph("all of Horizon 2020", pairs(), exact="--whole" in sys.argv, small=False)
    if failures:
        sys.exit(f"not the same to 1e-9: {', '.join(failures)}")

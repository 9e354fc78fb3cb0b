#!/usr/bin/env python3
"""The cheapest sets of 100 clusters and one budget over them, beside HiGHS in the same run.

    pip install highspy
    cargo build --release -p karenina-stats --example allocation
    bench/allocation.py [CLUSTERS MEASURES NEEDS SEED]

Every cost has to be the same. Times of Karenina include the runner-up of every cluster; those of HiGHS do not.
"""
import json, subprocess, sys, time
import highspy

arguments = sys.argv[1:] or ["100", "42", "12", "1"]
instance = json.loads(subprocess.run(["target/release/examples/allocation", *arguments],
                                     check=True, capture_output=True, text=True).stdout)

def binary_programme(costs, rows):
    """min cost, x in {0, 1}, each row (columns, coefficients, low, high)"""
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("mip_rel_gap", 0.0)
    n = len(costs)
    for cost in costs:
        h.addVar(0.0, 1.0)
    for at, cost in enumerate(costs):
        h.changeColCost(at, float(cost))
        h.changeColIntegrality(at, highspy.HighsVarType.kInteger)
    for columns, coefficients, low, high in rows:
        h.addRow(low, high, len(columns), columns, coefficients)
    h.run()
    assert h.getModelStatus() == highspy.HighsModelStatus.kOptimal, h.getModelStatus()
    return round(h.getInfo().objective_function_value)

begun, differ = time.process_time(), 0
for cluster in instance["clusters"]:
    measures = cluster["measures"]
    rows = []
    for need in range(32):
        if cluster["needs"] >> need & 1:
            columns = [at for at, (_, mask) in enumerate(measures) if mask >> need & 1]
            rows.append((columns, [1.0] * len(columns), 1.0, highspy.kHighsInf))
    cost = binary_programme([cost for cost, _ in measures], rows)
    differ += cost != cluster["cost"]
sets = time.process_time() - begun

begun = time.process_time()
costs = [cluster["cost"] for cluster in instance["clusters"]]
worth = -binary_programme([-1] * len(costs), [(list(range(len(costs))), [float(it) for it in costs], -highspy.kHighsInf, float(instance["budget"]))])
allocation = time.process_time() - begun
differ += worth != round(instance["worth"])

ours = instance["seconds_sets"], instance["seconds_allocation"]
print(f"clusters {arguments[0]}, measures {arguments[1]}, needs {arguments[2]}, seed {arguments[3]}; proven: {instance['proven']}")
print(f"answers that differ: {differ}")
print(f"sets:       karenina {ours[0]:.4f} s, HiGHS {sets:.3f} s, {sets / ours[0]:.0f} times")
print(f"allocation: karenina {ours[1]:.5f} s, HiGHS {allocation:.4f} s, {allocation / ours[1]:.0f} times")
sys.exit(differ != 0)

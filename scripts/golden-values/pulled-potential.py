#!/usr/bin/env python3
"""Tests/MeanFieldTests/Golden/pulled-potential.csv: second tasks with a pull kappa along the means of the first.

    python3 scripts/golden-values/pulled-potential.py    in the repository's root; numpy 2.4.6, scipy 1.17.1

The dense sums of franz-parisi.py, with the total field v = sqrt(qhat) x + rhat B + beta gamma theta_1 + kappa m_1 as the
literal sum over x, B and theta_1, without convolution. Written are the order parameters, Phi with the pull, and
the overlap t = E m_1 <m>.
"""

import csv
import importlib.util

import numpy as np

PATH = "Tests/MeanFieldTests/Golden/pulled-potential.csv"
ROWS = [(0.5, 20, 0.1, 0, 10.0), (0.5, 20, 0.1, 0, -15.0), (1.0, 20, 1.0, 0.5, 40.0), (0.5, 20, 0.0, 0.5, 5.0)]

specification = importlib.util.spec_from_file_location("dense", "scripts/golden-values/franz-parisi.py")
dense = importlib.util.module_from_spec(specification)
specification.loader.exec_module(dense)
kappa = 0.0


def sites(task, conjugates, grid):
    """As in franz-parisi.py, but every pair of a field and a node of the noise is a node of its own."""
    qhat, rhat, A = conjugates
    step = 0.3 / grid.fine
    reach = max(9, abs(rhat) / np.sqrt(qhat) + 2) * grid.wide
    x = step * np.arange(-int(np.ceil(reach / step)), int(np.ceil(reach / step)) + 1)
    noise = step * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    live = task.weights > 1e-17
    fields, weights = task.fields[live], task.weights[live]
    centres = task.strength * fields + kappa * np.tanh(fields)
    teachers = [B for B in (1, -1) if 1 + B * task.overlap > 0]
    v = np.concatenate([(centres[:, None] + rhat * B + np.sqrt(qhat) * x).ravel() for B in teachers])
    probability = np.concatenate([(1 + B * task.overlap) / 2 * np.outer(weights, noise).ravel() for B in teachers])
    return probability, np.repeat(teachers, len(v) // len(teachers)), v, *dense.site(v, A, task.strength, grid)


def overlap(task, conjugates, grid):
    """E m_1 <m>."""
    probability, _, _, _, m, *_ = sites(task, conjugates, grid)
    live = task.weights > 1e-17
    copies = len(m) // np.count_nonzero(live)
    teachers = 2 if abs(task.overlap) < 1 else 1
    return probability @ (m * np.tile(np.repeat(np.tanh(task.fields[live]), copies // teachers), teachers))


def main():
    global kappa
    plain = dense.sites
    lines = []
    first = dense.Task(*dense.BEFORE)
    before = dense.solve(first, dense.start_point("informed"), dense.COARSE)[0]
    for *parameters, kappa in ROWS:
        dense.sites = plain
        task = dense.next_task(first, before, dense.COARSE, *parameters)
        dense.sites = sites
        values = []
        point = dense.start_point("uninformed")
        for grid in (dense.Grid(2, 1.1), dense.Grid(3, 1.2)):
            point, residual = dense.solve(task, point, grid)
            conjugates = dense.energy(task, point, grid)[0]
            phi = dense.potential(task, point, conjugates, grid)
            values.append(np.array([*dense.order_parameters(point), phi, overlap(task, conjugates, grid)]))
        change = np.abs(values[0] / values[1] - 1).max()
        print(f"{parameters} {kappa}: change {change:.1e}, residual {residual:.1e}", flush=True)
        lines.append([*parameters, kappa, *values[1]])
    with open(PATH, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("alpha beta gamma overlap kappa q r qd phi t".split())
        writer.writerows([f"{float(value):.13g}" for value in line] for line in lines)


if __name__ == "__main__":
    main()

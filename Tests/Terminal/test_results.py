"""The page of results says what its numbers say: some of it derived again, from the files and from golden solutions."""

import csv
import math
import pathlib

REFERENCE = pathlib.Path(__file__).resolve().parents[2] / "Reference"
PAGE = (REFERENCE / "Results.md").read_text()

# Uninformed solutions at β = 20, from scripts/golden-values/franz-parisi.py: q at α 0.5, ε at α 1.
Q_AT_HALF = 0.5395258633
ERROR_AT_ONE = 0.2827583028


def cell(text):
    try:
        return float(text)
    except ValueError:
        return text


def rows(name):
    with open(REFERENCE / "Results" / name, newline="") as file:
        return [{key: cell(text) for key, text in row.items()} for row in csv.DictReader(file)]


def row(name, **wanted):
    found = [row for row in rows(name) if all(abs(row[key] - value) < 1e-9 for key, value in wanted.items())]
    assert len(found) == 1, (name, wanted, len(found))
    return found[0]


def table_row(heading, first):
    """The cells of the row that begins so, in the first table below a heading."""
    section = PAGE[PAGE.index(heading):]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] == first:
            return cells
    raise AssertionError(f"{heading}: no row {first}")


def test_sampled_overlap(replica):
    """The distance of the sampled overlap from the theory at load 0.5, in standard errors."""
    sampled = row("fig2ab-samples.csv", α=0.5)
    z = (sampled["q"] - Q_AT_HALF) / sampled["qError"]
    cells = table_row("**Samples of the Gibbs measure against the theory", "0.5")
    assert abs(float(cells[1]) - sampled["q"]) < 1e-6
    assert abs(float(cells[3]) - z) < 1e-4, (cells, z)


def test_descent_above_theory(replica):
    """Descent's error at load 1 is 3 % above the theory's, as the text of Fig. 1a says."""
    final = row("fig1a.csv", α=1, epoch=500)
    assert round(100 * (final["error"] / ERROR_AT_ONE - 1)) == 3
    assert "5 and 3 % above the theory's" in PAGE


def test_strategies(replica):
    """The average accuracies of Fig. 4 that its text names are those of the table."""
    accuracy = {line["label"]: line["ACC"] for line in rows("fig4.csv")}
    text = PAGE[PAGE.index("## Fig. 4"):PAGE.index("## Fig. 5")]
    for strategy in ["vcl", "metaplasticity", "ewc", "si"]:
        assert f"{accuracy[strategy]:.3f}" in text, (strategy, accuracy[strategy])


def test_exponent(replica):
    """The exponent of the informed branch between the loads 1.8 and 2, fitted again from the solutions of Fig. 2."""
    points = [(math.log(line["α"]), math.log(line["error"])) for line in rows("fig2ab-theory.csv")
              if line["branch"] in ("both", "informed") and 1.8 - 1e-9 < line["α"] and line["error"] < 0.1]
    x, y = (sum(values) / len(points) for values in zip(*points))
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, b in points)
    cells = table_row("**How steeply the informed branch falls", "1.8")
    # 21 solutions each, of 12 digits; the page shows six.
    assert abs(float(cells[2]) - slope) < 1e-4, (cells, slope)

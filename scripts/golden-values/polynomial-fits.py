"""Polynomials of least squares in exact arithmetic.

    python3 scripts/golden-values/polynomial-fits.py > Tests/NumericalMethodsTests/Golden/polynomial-fits.json

The normal equations are solved in rational numbers, of the very doubles that the program reads, so that nothing is lost however badly
conditioned they are; only the results are rounded. filip.csv holds the points of NIST's "Filip" (Statistical Reference Datasets, in the
public domain), for which this gives all certified digits: c0 = -1467.48961422980(298.084530995537), R^2 = 0.996727416185620.
"""

import json
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 50
GOLDEN = Path(__file__).resolve().parents[2] / "Tests/NumericalMethodsTests/Golden"


def inverse(matrix):
    n = len(matrix)
    rows = [row[:] + [Fraction(int(i == k)) for k in range(n)] for i, row in enumerate(matrix)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [element / rows[k][k] for element in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [a - rows[i][k] * b for a, b in zip(rows[i], rows[k])]
    return [row[n:] for row in rows]


def root(fraction):
    return float((Decimal(fraction.numerator) / Decimal(fraction.denominator)).sqrt())


def fit(name, x, y, errors, degree):
    xs, ys = [Fraction(v) for v in x], [Fraction(v) for v in y]
    weights = [1 / Fraction(v) ** 2 for v in errors] if errors else [Fraction(1)] * len(xs)
    powers = range(degree + 1)
    covariance = inverse([[sum(w * a ** (j + k) for w, a in zip(weights, xs)) for k in powers] for j in powers])
    moments = [sum(w * a**k * b for w, a, b in zip(weights, xs, ys)) for k in powers]
    c = [sum(covariance[j][k] * moments[k] for k in powers) for j in powers]
    residuals = [b - sum(c[k] * a**k for k in powers) for a, b in zip(xs, ys)]
    chi = sum(w * r * r for w, r in zip(weights, residuals))
    mean = sum(w * b for w, b in zip(weights, ys)) / sum(weights)
    total = sum(w * (b - mean) ** 2 for w, b in zip(weights, ys))
    scale = 1 if errors else chi / (len(xs) - degree - 1)
    return {
        "name": name, "x": x, "y": y, "errors": errors, "parameters": [float(v) for v in c],
        "standardErrors": [root(covariance[k][k] * scale) for k in powers],
        "chiSquare": float(chi), "rSquare": float(1 - chi / total),
    }


filip = [[float(v) for v in line.split(",")] for line in (GOLDEN / "filip.csv").read_text().splitlines()[1:]]
# Numbers as sampled order parameters are: against 1/n, with an error each.
sampled = {
    "x": [1 / 101, 1 / 201, 1 / 401, 1 / 801], "y": [0.31532, 0.31145, 0.30951, 0.30874],
    "errors": [0.00121, 0.00084, 0.00062, 0.00047],
}
x = [1000.0 + k / 8 for k in range(12)]
far = {"x": x, "y": [0.25 * (v - 1000) ** 2 - 3 + (-1) ** k / 16 for k, v in enumerate(x)]}
print(json.dumps([
    fit("filip", [b for _, b in filip], [a for a, _ in filip], None, 10),
    fit("sampled", sampled["x"], sampled["y"], sampled["errors"], 1),
    fit("mean", sampled["x"], sampled["y"], sampled["errors"], 0),
    fit("far from 0", far["x"], far["y"], None, 2),
]))

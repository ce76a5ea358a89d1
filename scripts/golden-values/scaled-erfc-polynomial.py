#!/usr/bin/env python3
"""Coefficients of the polynomial that Sources/SpecialFunctions/NormalTail+Vector.swift uses.

For x >= 0 and y = (x - 2)/(x + 2) in [-1, 1), P(y) = (1 + 2x) erfcx(x) is smooth (Shepherd and Laframboise, Math. Comp. 36,
249, 1981). It is expanded in Chebyshev polynomials at 60 digits and written as powers of y, lowest first. The last line gives
the largest relative error found on 2000 points, of the rounded coefficients in exact arithmetic. Made with mpmath 1.3.0.
"""
from mpmath import mp, mpf, erfc, exp, cos, pi, chebyt, taylor, polyval

mp.dps = 60
K = mpf(2)
DEGREE = 26


def scaled(y):
    if y == 1:
        return 2 / mp.sqrt(pi)
    x = K * (1 + y) / (1 - y)
    if x > 100:  # the asymptotic series; the next term is below 1e-35
        series = sum((-1) ** k * mp.fac2(2 * k - 1) / (2 * x * x) ** k for k in range(8))
        return (1 + 2 * x) * series / (x * mp.sqrt(pi))
    return (1 + 2 * x) * exp(x * x) * erfc(x)


N = 200
nodes = [cos(pi * (k + mpf(1) / 2) / N) for k in range(N)]
values = [scaled(y) for y in nodes]
chebyshev = [
    (1 if j == 0 else 2) / mpf(N) * sum(v * cos(j * pi * (k + mpf(1) / 2) / N) for k, v in enumerate(values))
    for j in range(DEGREE + 1)
]
powers = [mpf(0)] * (DEGREE + 1)
previous, current = [mpf(1)], [mpf(0), mpf(1)]
for j, c in enumerate(chebyshev):
    terms = [mpf(1)] if j == 0 else current
    for i, t in enumerate(terms):
        powers[i] += c * t
    if j > 0:
        following = [mpf(0)] + [2 * t for t in current]
        for i, t in enumerate(previous):
            following[i] -= t
        previous, current = current, following
rounded = [float(p) for p in powers]
for value in rounded:
    print(f"    {value!r},")
error = max(
    abs(polyval([mpf(p) for p in reversed(rounded)], y) / scaled(y) - 1) for y in [mpf(-1) + mpf(i) / 1000 for i in range(2000)]
)
print("largest relative error", mp.nstr(error, 3))

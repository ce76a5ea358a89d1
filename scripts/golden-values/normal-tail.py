#!/usr/bin/env python3
"""Tests/SpecialFunctionsTests/Golden/normal-tail.csv: t, H(t), ln H(t), the inverse Mills ratio, Dawson's integral and erfcx at t.

40 digits with mpmath 1.3.0, 20 written; values beyond the range of doubles are written as inf or 0. Run in the repository's root.
"""
import random
from mpmath import mp, mpf, erfc, erfi, exp, log, log1p, pi, sqrt, nstr

mp.dps = 40
random.seed(1)
points = [0, 1e-8, 0.5, 1, 2, 5, 8.3, 12, 20, 26.5, 37, 38.6, 100, 1e3, 1e4]
points = sorted({sign * mpf(t) for t in points for sign in (1, -1)} | {mpf(random.uniform(-12, 12)) for _ in range(60)})


def text(value):
    if value != 0 and abs(value) < mpf(10) ** -300:
        return "0"
    return "inf" if value > mpf(10) ** 300 else nstr(value, 20, min_fixed=0, max_fixed=0)


def dawson(t):
    if abs(t) > 20:  # the asymptotic series; its next term is below 1e-40 there for the terms kept
        return sum(mp.fac2(2 * k - 1) / (2 * t * t) ** k for k in range(18)) / (2 * t)
    return exp(-t * t) * erfi(t) * sqrt(pi) / 2


with open("Tests/SpecialFunctionsTests/Golden/normal-tail.csv", "w") as file:
    file.write("t,H,lnH,mills,dawson,erfcx\n")
    for t in points:
        t = mpf(float(t))
        tail = erfc(t / sqrt(2)) / 2
        log_tail = log(tail) if t > -5 else log1p(-erfc(-t / sqrt(2)) / 2)
        mills = exp(-t * t / 2) / sqrt(2 * pi) / tail
        erfcx = exp(t * t) * erfc(t)
        row = [t, tail, log_tail, mills, dawson(t), erfcx]
        file.write(",".join([repr(float(t))] + [text(value) for value in row[1:]]) + "\n")

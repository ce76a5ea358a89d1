#!/usr/bin/env python3
"""Constants of the perceptron with weights of exactly +-1 and no errors, for Tests/MeanFieldTests/ZeroTemperatureTests.swift.

Prints the storage capacity (Krauth and Mezard), the load at which a student finds the teacher (Gyorgyi) and the end of the
solution that does not know it. A uniform grid of 20001 nodes; q-hat names the point, q and alpha follow explicitly.
Made with NumPy 2.4.6 and SciPy 1.17.1.
"""

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import log_ndtr

z = np.linspace(-12, 12, 20001)
weight = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * (z[1] - z[0])


def point(qhat, has_teacher):
    """Load and entropy at conjugate order parameter qhat."""
    field = np.sqrt(qhat) * z + (qhat if has_teacher else 0)
    q = weight @ (np.tanh(field) if has_teacher else np.tanh(field) ** 2)
    g = np.sqrt(q / (1 - q)) * z
    log_tail = log_ndtr(-g)
    mills = np.exp(-g * g / 2 - log_tail) / np.sqrt(2 * np.pi)
    label = 2 * np.exp(log_tail) if has_teacher else 1
    energy = weight @ (label * log_tail)
    load = qhat / (weight @ (label * mills**2) / (1 - q))
    conjugate = -qhat * (1 + q) / 2 if has_teacher else -qhat * (1 - q) / 2
    return load, conjugate + weight @ np.logaddexp(field, -field) + load * energy


for name, has_teacher in [("storage capacity", False), ("transition", True)]:
    root = brentq(lambda k: point(k, has_teacher)[1], 0.5, 8, xtol=1e-14)
    print(f"{name}: {point(root, has_teacher)[0]:.10f}")
end = minimize_scalar(lambda k: -point(k, True)[0], bounds=(0.5, 12), method="bounded", options={"xatol": 1e-9})
print(f"spinodal: {-end.fun:.10f}")

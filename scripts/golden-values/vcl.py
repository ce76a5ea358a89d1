"""Loss, divergence and their gradients of binary perceptrons, from automatic differentiation.

    python3 -m venv venv && venv/bin/pip install autograd==1.9.1 numpy==2.4.6 scipy==1.17.1
    venv/bin/python scripts/golden-values/vcl.py > Tests/LearningTests/Golden/vcl.json

The loss is L = -sum ln H(-y m.x / sqrt(sum sech^2)), written as the logarithm of the normal distribution function; the
divergence is the sum over the weights of the Kullback-Leibler divergence of two Bernoulli distributions, from its
definition. No gradient is written down here. Patterns are strings of + and -, a string per pattern.
"""

import json
import sys

import autograd
import autograd.numpy as np
from autograd.scipy.stats import norm


def loss(fields, gain, patterns, labels):
    means = np.tanh(gain * fields)
    variance = np.sum(1 / np.cosh(gain * fields) ** 2)
    return -np.sum(norm.logcdf(labels * (patterns @ means) / np.sqrt(variance)))


def log_probability(sign, fields, gain):
    return -np.log1p(np.exp(-2 * sign * gain * fields))


def divergence(fields, gain, reference):
    return sum(
        np.sum(
            np.exp(log_probability(sign, fields, gain))
            * (log_probability(sign, fields, gain) - log_probability(sign, reference, gain))
        )
        for sign in (1, -1)
    )


def signs(numbers):
    return "".join("+" if number > 0 else "-" for number in numbers)


generator = np.random.default_rng(20230714)
cases = []
for name, n, count, gain, spread in [
    ("one pattern", 5, 1, 1.0, 1.0),
    ("less than a word", 33, 40, 2.5, 1.0),
    ("more than a word", 70, 65, 1.0, 1.0),
    ("bytes of both sides", 133, 140, 1.0, 1.0),
    ("decided weights", 65, 66, 1.0, 8.0),
    ("small gain", 64, 64, 0.1, 1.0),
]:
    fields = spread * generator.standard_normal(n)
    reference = generator.standard_normal(n)
    patterns = generator.choice([-1.0, 1.0], (count, n))
    labels = generator.choice([-1.0, 1.0], count)
    cases.append(
        {
            "name": name,
            "gain": gain,
            "fields": list(fields),
            "reference": list(reference),
            "patterns": [signs(pattern) for pattern in patterns],
            "labels": signs(labels),
            "loss": loss(fields, gain, patterns, labels),
            "lossGradient": list(autograd.grad(loss)(fields, gain, patterns, labels)),
            "divergence": divergence(fields, gain, reference),
            "divergenceGradient": list(autograd.grad(divergence)(fields, gain, reference)),
        }
    )
json.dump(cases, sys.stdout, indent=1)
print()

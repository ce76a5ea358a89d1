"""Losses and gradients of networks of binary weights with fields, from automatic differentiation.

    python3 -m venv venv && venv/bin/pip install torch==2.15.0 numpy==2.4.6
    venv/bin/python scripts/golden-values/variational-network.py > Tests/LearningTests/Golden/variational-network.json

Every number is computed in double precision from values rounded to single precision first. The layers are z = mu.a/sqrt(n) +
xi sqrt(sigma^2.a^2/n) with mu = tanh(gain theta) and sigma^2 = sech^2(gain theta), then ReLU, and a softmax at the end; the
loss is summed over the batch. The divergence is that of Bernoulli distributions, from its definition; the fields have one gain,
the reference another. No gradient is written down here, but for the steps of Adam, which are torch.optim.Adam's.
"""

import json
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
generator = np.random.default_rng(20240611)


def single(array):
    return torch.tensor(np.asarray(array, dtype=np.float32).astype(np.float64))


def forward(fields, gain, inputs, noise):
    a = inputs
    for layer, (theta, xi) in enumerate(zip(fields, noise)):
        n = theta.shape[1]
        mean = torch.tanh(gain * theta)
        variance = 1 / torch.cosh(gain * theta) ** 2
        z = a @ mean.T / n**0.5 + xi * torch.sqrt((a * a) @ variance.T / n + 1e-30)
        a = torch.relu(z) if layer < len(fields) - 1 else z
    return a


def loss(fields, gain, inputs, noise, labels):
    return torch.nn.functional.cross_entropy(forward(fields, gain, inputs, noise), labels, reduction="sum")


def divergence(fields, gain, reference, reference_gain):
    total = 0
    for theta, other in zip(fields, reference):
        for sign in (1, -1):
            p = -torch.nn.functional.softplus(-2 * sign * gain * theta)
            q = -torch.nn.functional.softplus(-2 * sign * reference_gain * other)
            total = total + torch.sum(torch.exp(p) * (p - q))
    return total


def flat(tensors):
    return [tensor.detach().reshape(-1).tolist() for tensor in tensors]


cases = []
for name, widths, count, gain, spread in [
    ("one layer", [5, 3], 4, 1.0, 1.0),
    ("one hidden layer", [9, 7, 4], 6, 1.3, 1.0),
    ("odd widths", [33, 17, 19, 5], 11, 2.0, 0.7),
    ("wider than a part", [12, 140, 4], 16, 0.8, 1.0),
    ("decided weights", [30, 20, 10], 8, 6.0, 1.5),
]:
    shapes = list(zip(widths[1:], widths[:-1]))
    fields = [single(spread * generator.standard_normal(shape)).requires_grad_() for shape in shapes]
    reference = [single(generator.standard_normal(shape)) for shape in shapes]
    # Some pixels are dark everywhere, as in images.
    inputs = generator.random((count, widths[0])) * (generator.random((count, widths[0])) < 0.6)
    inputs = single(inputs)
    labels = torch.tensor(generator.integers(0, widths[-1], count))
    noise = [single(generator.standard_normal((count, width))) for width in widths[1:]]

    value = loss(fields, gain, inputs, noise, labels)
    gradient = torch.autograd.grad(value, fields)
    pull = torch.autograd.grad(divergence(fields, gain, reference, 0.9), fields)

    # Two steps on the same batch, the second with the pull towards where the first one began.
    moved = [theta.detach().clone().requires_grad_() for theta in fields]
    optimizer = torch.optim.Adam(moved, lr=0.01, betas=(0.9, 0.99), eps=1e-8)
    pulls = [torch.zeros_like(theta) for theta in moved]
    for _ in range(2):
        optimizer.zero_grad()
        loss(moved, gain, inputs, noise, labels).backward()
        before = [theta.detach().clone() for theta in moved]
        for theta, extra in zip(moved, pulls):
            theta.grad += extra
        optimizer.step()
        pulls = [
            gain**2 / torch.cosh(gain * old) ** 2 * (new.detach() - old) for old, new in zip(before, moved)
        ]

    cases.append(
        {
            "name": name,
            "widths": widths,
            "gain": gain,
            "fields": flat(fields),
            "inputs": flat([inputs])[0],
            "labels": labels.tolist(),
            "noise": flat(noise),
            "outputs": flat([forward(fields, gain, inputs, noise)])[0],
            "loss": value.item(),
            "gradient": flat(gradient),
            "reference": flat(reference),
            "referenceGain": 0.9,
            "pull": flat(pull),
            "fieldsAfterTwoSteps": flat(moved),
        }
    )


def rounded(value):
    """Nine digits: more than single precision holds."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value


json.dump([{key: rounded(value) for key, value in case.items()} for case in cases], sys.stdout)
print()

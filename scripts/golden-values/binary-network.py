"""Losses, gradients, steps and Fisher information of binary networks, from automatic differentiation.

    python3 -m venv venv && venv/bin/pip install torch==2.15.0 numpy==2.4.6
    venv/bin/python scripts/golden-values/binary-network.py > Tests/LearningTests/Golden/binary-network.json

Layers are torch's linear map by sgn(W) and its batch normalization by the batch's own statistics, then the sign, whose gradient is
passed straight through where |u| <= 1. The metaplastic steps follow the optimizer of Laborieux et al., Nat. Commun. 12, 2549
(2021): Adam, whose steps that would shrink |W| are multiplied by 1 - tanh^2(m W). The Fisher information is the mean of squared
gradients, one backward pass per example, with the means and variances of the whole batch put in as numbers. Everything in double
precision, from values rounded to single precision first.
"""

import json
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
generator = np.random.default_rng(20210505)
EPSILON = 1e-5


class Sign(torch.autograd.Function):
    @staticmethod
    def forward(context, u):
        context.save_for_backward(u)
        return torch.where(u < 0, -1.0, 1.0)

    @staticmethod
    def backward(context, gradient):
        (u,) = context.saved_tensors
        return gradient * (u.abs() <= 1)


def single(array):
    return torch.tensor(np.asarray(array, dtype=np.float32).astype(np.float64))


def signs(weights):
    return [torch.where(w < 0, -1.0, 1.0).requires_grad_() for w in weights]


def forward(binary, scales, shifts, inputs, statistics=None):
    a, found = inputs, []
    for layer, (w, scale, shift) in enumerate(zip(binary, scales, shifts)):
        z = a @ w.T
        if statistics is None:
            found.append((z.mean(0).detach(), z.var(0, unbiased=False).detach()))
            u = torch.nn.functional.batch_norm(z, None, None, scale, shift, True, 0.0, EPSILON)
        else:
            mean, variance = statistics[layer]
            u = scale * (z - mean) / torch.sqrt(variance + EPSILON) + shift
        a = Sign.apply(u) if layer < len(binary) - 1 else u
    return a, found


def flat(tensors):
    return [tensor.detach().reshape(-1).tolist() for tensor in tensors]


cases = []
for name, widths, count in [
    ("one layer", [6, 3], 8),
    ("one hidden layer", [20, 9, 4], 12),
    ("odd widths", [31, 23, 17, 5], 33),
    ("wider than a part", [10, 140, 4], 24),
]:
    shapes = list(zip(widths[1:], widths[:-1]))
    weights = [single(generator.uniform(-0.6, 0.6, shape)) for shape in shapes]
    scales = [single(generator.uniform(0.5, 1.5, width)).requires_grad_() for width in widths[1:]]
    shifts = [single(generator.uniform(-0.5, 0.5, width)).requires_grad_() for width in widths[1:]]
    inputs = single(generator.random((count, widths[0])))
    labels = torch.tensor(generator.integers(0, widths[-1], count))

    binary = signs(weights)
    outputs, statistics = forward(binary, scales, shifts, inputs)
    loss = torch.nn.functional.cross_entropy(outputs, labels)
    loss.backward()

    information = [torch.zeros_like(w) for w in weights]
    for index in range(count):
        once = signs(weights)
        output, _ = forward(once, scales, shifts, inputs[index : index + 1], statistics)
        value = torch.nn.functional.cross_entropy(output, labels[index : index + 1])
        for total, gradient in zip(information, torch.autograd.grad(value, once)):
            total += gradient**2 / count

    # Three metaplastic steps on the same batch, with decay; the normalization makes plain ones.
    m, rate, decay = 1.35, 0.05, 1e-3
    moved = [w.clone() for w in weights]
    normalization = [tensor.detach().clone().requires_grad_() for tensor in scales + shifts]
    plain = torch.optim.Adam(normalization, lr=rate, betas=(0.9, 0.999), eps=1e-8)
    first = [torch.zeros_like(w) for w in weights]
    second = [torch.zeros_like(w) for w in weights]
    for step in range(1, 4):
        now = signs(moved)
        plain.zero_grad()
        output, _ = forward(now, normalization[: len(scales)], normalization[len(scales) :], inputs)
        torch.nn.functional.cross_entropy(output, labels).backward()
        plain.step()
        for w, sign, mean, square in zip(moved, now, first, second):
            gradient = sign.grad + decay * w
            mean.mul_(0.9).add_(0.1 * gradient)
            square.mul_(0.999).add_(0.001 * gradient**2)
            move = -rate * (mean / (1 - 0.9**step)) / (torch.sqrt(square / (1 - 0.999**step)) + 1e-8)
            shrinks = torch.sign(w) * mean > 0
            w += torch.where(shrinks, move * (1 - torch.tanh(m * w.abs()) ** 2), move)

    cases.append(
        {
            "name": name,
            "widths": widths,
            "weights": flat(weights),
            "scales": flat(scales),
            "shifts": flat(shifts),
            "inputs": flat([inputs])[0],
            "labels": labels.tolist(),
            "loss": loss.item(),
            "outputs": flat([outputs])[0],
            "gradient": [w.grad.reshape(-1).tolist() for w in binary],
            "scaleGradient": [s.grad.tolist() for s in scales],
            "shiftGradient": [s.grad.tolist() for s in shifts],
            "information": flat(information),
            "m": m,
            "rate": rate,
            "decay": decay,
            "weightsAfterThreeSteps": flat(moved),
            "normalizationAfterThreeSteps": flat(normalization),
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

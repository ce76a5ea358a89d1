"""Steps of training in PyTorch: gradients by hand, fused Adam, memory in place; and networks as one usually writes them, by autograd.

Each function gives one that does `count` steps on data of the shape of ours, and draws its batches and noise as ours does.
"""

import math

import torch

ROOT_HALF = math.sqrt(0.5)
MILLS = math.sqrt(2 / math.pi)


@torch.no_grad()
def perceptron(n, patterns, batch=None, rate=0.01):
    """Variational steps of a perceptron with tanh(θ) for means, by gradient descent with momentum; one step for each batch."""
    examples = torch.randint(0, 2, (patterns, n)).float().mul_(2).sub_(1)  # ξ = y x, ±1
    fields, velocity = torch.randn(n), torch.zeros(n)

    def step(rows):
        means = torch.tanh(fields)
        variances = 1 - means * means
        total = variances.sum()
        margins = torch.mv(rows, means)
        # M(u) = −H′(u)/H(u) at u = −κ
        mills = MILLS / torch.special.erfcx(margins * (-ROOT_HALF / total.sqrt()))
        pull = torch.mv(rows.t(), mills).div_(total.sqrt())
        pull.add_(means, alpha=float(torch.dot(mills, margins) / total**1.5))
        velocity.mul_(0.9).addcmul_(variances, pull)
        fields.add_(velocity, alpha=rate)

    def run(count):
        for _ in range(count):
            if batch is None:
                step(examples)
            else:
                for rows in torch.randperm(patterns).split(batch):
                    step(examples[rows])

    return run


@torch.no_grad()
def variational(widths, batch, examples, rate=0.01):
    """Steps of a network of layers with Gaussian inputs of its units, the anchor before the last step."""
    inputs, labels = torch.rand(examples, widths[0]), torch.randint(0, widths[-1], (examples,))
    fields = [torch.randn(units, inputs, requires_grad=True) for inputs, units in zip(widths, widths[1:])]
    pulls = [torch.zeros_like(layer) for layer in fields]
    optimizer = torch.optim.Adam(fields, lr=rate, betas=(0.9, 0.99), fused=True)
    last = len(fields) - 1

    @torch.no_grad()
    def step(a, y):
        activations, squares, noises, means, variances = [a], [a * a], [], [], []
        for layer, θ in enumerate(fields):
            n = θ.shape[1]
            m = torch.tanh(θ)
            s = torch.addcmul(torch.ones(()), m, m, value=-1)
            v = torch.mm(squares[-1], s.t()).div_(n).add_(1e-30).sqrt_()
            ξ = torch.randn_like(v)
            z = torch.mm(activations[-1], m.t()).mul_(n**-0.5).addcmul_(v, ξ)
            if layer < last:
                z.relu_()
            means.append(m), variances.append(s), noises.append(ξ.div_(v)), activations.append(z)
            squares.append(z * z)
        errors = torch.softmax(activations[-1], 1)
        errors[torch.arange(len(y)), y] -= 1
        for layer in range(last, -1, -1):
            n = fields[layer].shape[1]
            noisy = errors * noises[layer]
            gradient = torch.mm(errors.t(), activations[layer]).mul_(n**-0.5)
            gradient.addcmul_(torch.mm(noisy.t(), squares[layer]), means[layer], value=-1 / n)
            fields[layer].grad = gradient.mul_(variances[layer]).add_(pulls[layer])
            if layer > 0:
                errors = torch.mm(errors, means[layer]).mul_(n**-0.5)
                errors.addcmul_(torch.mm(noisy, variances[layer]), activations[layer], value=1 / n)
                errors.mul_(activations[layer] > 0)
        for θ, pull in zip(fields, pulls):
            pull.copy_(θ)
        optimizer.step()
        for θ, pull, s in zip(fields, pulls, variances):
            torch.sub(θ, pull, out=pull)
            pull.mul_(s)

    return epochs(step, inputs, labels, batch)


def variational_autograd(widths, batch, examples, rate=0.01):
    """The same, with gradients by autograd."""
    inputs, labels = torch.rand(examples, widths[0]), torch.randint(0, widths[-1], (examples,))
    fields = [torch.randn(units, inputs, requires_grad=True) for inputs, units in zip(widths, widths[1:])]
    pulls = [torch.zeros_like(layer) for layer in fields]
    optimizer = torch.optim.Adam(fields, lr=rate, betas=(0.9, 0.99), fused=True)

    def step(a, y):
        variances = []
        for layer, θ in enumerate(fields):
            n = θ.shape[1]
            m = torch.tanh(θ)
            s = 1 - m * m
            v = torch.sqrt((a * a) @ s.T / n + 1e-30)
            z = a @ m.T / n**0.5 + v * torch.randn_like(v)
            a = torch.relu(z) if layer < len(fields) - 1 else z
            variances.append(s.detach())
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(a, y, reduction="sum").backward()
        with torch.no_grad():
            for θ, pull in zip(fields, pulls):
                θ.grad += pull
                pull.copy_(θ)
            optimizer.step()
            for θ, pull, s in zip(fields, pulls, variances):
                torch.sub(θ, pull, out=pull)
                pull.mul_(s)

    return epochs(step, inputs, labels, batch)


@torch.no_grad()
def metaplastic(widths, batch, examples, rate=0.005, m=1.35, decay=1e-7):
    """Straight-through steps of a binary network with batch normalization, under metaplasticity."""
    inputs, labels = torch.rand(examples, widths[0]), torch.randint(0, widths[-1], (examples,))
    weights = [torch.rand(units, inputs) * 0.1 - 0.05 for inputs, units in zip(widths, widths[1:])]
    first, second = ([torch.zeros_like(layer) for layer in weights] for _ in range(2))
    scales = [torch.ones(units, requires_grad=True) for units in widths[1:]]
    shifts = [torch.zeros(units, requires_grad=True) for units in widths[1:]]
    optimizer = torch.optim.Adam(scales + shifts, lr=rate, fused=True)
    last, steps = len(weights) - 1, 0

    @torch.no_grad()
    def step(a, y):
        nonlocal steps
        steps += 1
        signs, layers = [torch.sign(layer) for layer in weights], []
        for layer, binary in enumerate(signs):
            z = torch.mm(a, binary.t())
            u, mean, width = torch.native_batch_norm(z, scales[layer], shifts[layer], None, None, True, 0.1, 1e-5)
            layers.append((a, z, u, mean, width))
            a = torch.sign(u) if layer < last else u
        errors = torch.softmax(a, 1)
        errors[torch.arange(len(y)), y] -= 1
        errors.div_(len(y))
        bias = rate * (1 - 0.999**steps) ** 0.5 / (1 - 0.9**steps)
        for layer in range(last, -1, -1):
            a, z, u, mean, width = layers[layer]
            if layer < last:
                errors.mul_(u.abs_() <= 1)
            errors, scales[layer].grad, shifts[layer].grad = torch.ops.aten.native_batch_norm_backward(
                errors, z, scales[layer], None, None, mean, width, True, 1e-5, [True, True, True])
            gradient = torch.mm(errors.t(), a).add_(weights[layer], alpha=decay)
            if layer > 0:
                errors = torch.mm(errors, signs[layer])
            M, V, W = first[layer], second[layer], weights[layer]
            M.lerp_(gradient, 0.1)
            V.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
            move = M / V.sqrt().add_(1e-8)
            held = torch.tanh(W.abs().mul_(m)).square_()
            # f = 1 − tanh²(m |W|) where the step would shrink |W|, else 1.
            move.addcmul_(move, held.mul_(signs[layer] * M > 0), value=-1)
            W.add_(move, alpha=-bias)
        optimizer.step()

    return epochs(step, inputs, labels, batch)


class Sign(torch.autograd.Function):
    """sgn(u), with the gradient passed straight through where |u| ≤ 1."""

    @staticmethod
    def forward(context, u):
        context.save_for_backward(u)
        return torch.sign(u)

    @staticmethod
    def backward(context, gradient):
        return gradient * (context.saved_tensors[0].abs() <= 1)


def metaplastic_autograd(widths, batch, examples, rate=0.005, m=1.35, decay=1e-7):
    """The same, with gradients by autograd."""
    inputs, labels = torch.rand(examples, widths[0]), torch.randint(0, widths[-1], (examples,))
    weights = [torch.rand(units, inputs) * 0.1 - 0.05 for inputs, units in zip(widths, widths[1:])]
    first, second = ([torch.zeros_like(layer) for layer in weights] for _ in range(2))
    norms = [torch.nn.BatchNorm1d(units, track_running_stats=False) for units in widths[1:]]
    optimizer = torch.optim.Adam([p for norm in norms for p in norm.parameters()], lr=rate, fused=True)
    steps = 0

    def step(a, y):
        nonlocal steps
        steps += 1
        signs = [torch.sign(layer).requires_grad_() for layer in weights]
        for layer, (binary, norm) in enumerate(zip(signs, norms)):
            u = norm(a @ binary.T)
            a = Sign.apply(u) if layer < len(norms) - 1 else u
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(a, y).backward()
        optimizer.step()
        with torch.no_grad():
            bias = rate * (1 - 0.999**steps) ** 0.5 / (1 - 0.9**steps)
            for W, binary, M, V in zip(weights, signs, first, second):
                gradient = binary.grad + decay * W
                M.lerp_(gradient, 0.1)
                V.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
                factor = torch.where(torch.sign(W) * M > 0, 1 - torch.tanh(m * W.abs()) ** 2, 1.0)
                W -= bias * factor * M / (V.sqrt() + 1e-8)

    return epochs(step, inputs, labels, batch)


def epochs(step, inputs, labels, batch):
    def run(count):
        while count > 0:
            for rows in torch.randperm(len(labels)).split(batch)[:count]:
                step(inputs[rows], labels[rows])
                count -= 1

    return run

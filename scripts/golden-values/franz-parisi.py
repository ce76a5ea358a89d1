#!/usr/bin/env python3
"""Tests/MeanFieldTests/Golden/franz-parisi.csv: saddle points of one task, and of a second task learned after it.

    python3 scripts/golden-values/franz-parisi.py        in the repository's root; numpy 2.4.6, scipy 1.17.1

An independent solution of the replica-symmetric equations of binary-perceptron continual learning and of their
Franz-Parisi potential (Li, Huang, Zou and Huang, Phys. Rev. E 108, 014309, 2023), written for correctness and not for
speed: every integral is a dense sum. A first task is a second one after fields theta = 0 with a teacher overlap of 1,
so the same lines solve both. In the file, `start` is the first task's; the two starts of a second task meet.

Every row is solved on two grids, the second with half the spacings and ranges a quarter wider. The second solution is
written, and the largest relative change of any column is printed. Also printed, because they test the equations and not
the grids: the largest of the potential's six derivatives, which vanish at a saddle point, by finite differences of the
potential alone; and for second tasks the distance between their two starts and the difference to the potential from the
literal four-dimensional site integral, with the divergence from its definition.
"""

import csv
from typing import NamedTuple

import numpy as np
from scipy.special import erfcx, expit, log_ndtr, ndtr, rel_entr

PATH = "Tests/MeanFieldTests/Golden/franz-parisi.csv"
SETTINGS = "task alpha1 beta1 gamma1 start alpha2 beta2 gamma2 overlap".split()
RESULTS = "q r qd qhat rhat phi error1 error2 replicon".split()
STARTS = {"uninformed": (0.05, 0.1, 0.35), "informed": (0.97, 0.98, 0.9705)}  # q, r, q_d
UNINFORMED = [(0.2, 20, 0), (0.5, 20, 0), (1, 20, 0), (1.7, 20, 0), (1, 100, 1), (1, 20, 1), (1, 20, 0.01), (1, 200, 5)]
UNINFORMED += [(1, 0.5, 0), (1, 1, 0), (1, 5, 0), (1, 50, 0), (1, 200, 0), (1.5, 200, 0)]  # alpha, beta, gamma
INFORMED = [(1.7, 20, 0), (2, 20, 0), (5, 20, 0), (1.5, 200, 0)]
BEFORE = (2, 20, 0)  # the first task, informed, of every second task
SECOND = [(1, 20, 1, 0), (2, 20, 1, 0), (3, 20, 1, 0.5), (2, 20, 1, -0.5)]  # alpha, beta, gamma, overlap
SECOND += [(0.5, 20, 0.1, 0), (1, 20, 1, 1), (0.001, 20, 1, 0), (1, 20, 5, 0.3)]


class Grid(NamedTuple):
    fine: int  # spacings are divided by it
    wide: float  # ranges are multiplied by it


class Task(NamedTuple):
    alpha: float
    beta: float
    gamma: float
    overlap: float = 1
    fields: np.ndarray = np.zeros(1)  # of the task before, on a uniform grid
    weights: np.ndarray = np.ones(1)  # their probabilities

    @property
    def strength(self):
        return self.beta * self.gamma


class Conjugates(NamedTuple):
    qhat: float
    rhat: float
    A: float  # qhat_d - qhat/2


COARSE, DENSE = Grid(1, 1), Grid(2, 1.25)

# A point is ln u^2, ln s^2 and arsinh c, with u^2 = 1 - q_d, s^2 = q_d - q and c = r/sqrt(q - r^2).


def start_point(name):
    q, r, qd = STARTS[name]
    return np.array([np.log(1 - qd), np.log(qd - q), np.arcsinh(r / np.sqrt(q - r * r))])


def order_parameters(point):
    """q, r and q_d."""
    u2, s2 = np.exp(point[:2])
    return 1 - u2 - s2, np.sqrt(1 - u2 - s2) * np.tanh(point[2]), 1 - u2


# The energy: f(omega) = int Dx H((omega + s x)/u)^beta


def tilted(omega, u, s, beta, grid):
    """ln f, <h>, <h^2>, Var h and -<h'> = <g h + h^2> at every omega, where h = H'/H at g = (omega + s x)/u.

    The log-integrand's curvature is between 1 and 1 + beta s^2/u^2. The former bounds the range around the mode, the
    latter the width of anything inside it, so a uniform rule of that spacing misses no cliff.
    """
    mode = np.zeros_like(omega)
    for _ in range(100):  # Newton on a concave decreasing function from the right of its root is monotone
        g = (omega + s * mode) / u
        h = -np.sqrt(2 / np.pi) / erfcx(g / np.sqrt(2))
        step = (beta * s / u * h - mode) / (1 + beta * (s / u) ** 2 * (g * h + h * h))
        mode += step
        if np.all(np.abs(step) < 1e-12 * (1 + np.abs(mode))):
            break
    spacing = 0.5 / np.sqrt(1 + beta * (s / u) ** 2) / grid.fine
    count = int(np.ceil(9 * grid.wide / spacing))
    x = mode[:, None] + spacing * np.arange(-count, count + 1)
    g = (omega[:, None] + s * x) / u
    exponent = -x * x / 2 + beta * log_ndtr(-g)
    top = exponent.max(axis=1, keepdims=True)
    weight = np.exp(exponent - top)
    total = weight.sum(axis=1, keepdims=True)
    weight /= total
    h = -np.sqrt(2 / np.pi) / erfcx(g / np.sqrt(2))
    mean = (weight * h).sum(axis=1)
    log_f = (top + np.log(total * spacing / np.sqrt(2 * np.pi)))[:, 0]
    variance = (weight * (h - mean[:, None]) ** 2).sum(axis=1)
    return log_f, mean, (weight * h * h).sum(axis=1), variance, (weight * h * (g + h)).sum(axis=1)


def gaussian(scale, grid):
    """Nodes and weights of int Dz, uniform in arsinh(z/scale), for an integrand that varies over `scale` around 0."""
    spacing = 0.04 / grid.fine
    count = int(np.ceil(np.arcsinh(9 * grid.wide / scale) / spacing))
    y = spacing * np.arange(-count, count + 1)
    z = scale * np.sinh(y)
    return z, spacing * scale * np.cosh(y) * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


def energy(task, point, grid):
    """The conjugates of a point, G_E, and the energy's factor of the replicon."""
    alpha, beta = task.alpha, task.beta
    u, s, q, c = np.exp(point[0] / 2), np.exp(point[1] / 2), order_parameters(point)[0], np.sinh(point[2])
    z, weight = gaussian(min(u / 4, 1 / max(abs(c), 1)), grid)
    log_f, h, h2, variance, curvature = tilted(np.sqrt(q) * z, u, s, beta, grid)
    weight = weight * ndtr(-c * z)  # H(c z)
    t, teacher_weight = gaussian(u / 4, grid)
    teacher_h = tilted(np.sqrt(q) / np.cosh(point[2]) * t, u, s, beta, grid)[1]  # at omega = sqrt(q - r^2) t
    conjugates = Conjugates(
        2 * alpha * np.sum(weight * (beta * h / u) ** 2),
        -alpha * np.sqrt(2 / np.pi) * np.sum(teacher_weight * beta * teacher_h / u),
        alpha * beta / u**2 * np.sum(weight * (beta * variance - h2)),
    )
    second = (beta**2 * variance - beta * curvature) / u**2
    return conjugates, 2 * np.sum(weight * log_f), 2 * alpha * np.sum(weight * second**2)


# The site: exp[A m^2 + v m + beta gamma S(m)] dm/2 at m = tanh theta


def theta_rule(curvature, grid):
    """Composite Gauss-Legendre nodes and weights on both sides of theta = 0, where sgn m jumps."""
    edge = 25 * grid.wide
    panels = int(np.ceil(edge * max(np.sqrt(curvature) / 4, 1))) * grid.fine
    nodes, weights = np.polynomial.legendre.leggauss(20)
    width = edge / panels
    positive = ((np.arange(panels)[:, None] + (nodes + 1) / 2) * width).ravel()
    weights = np.tile(weights * width / 2, panels)
    return np.concatenate([-positive[::-1], positive]), np.concatenate([weights[::-1], weights])


def log_2cosh(x):
    return np.abs(x) + np.log1p(np.exp(-2 * np.abs(x)))


def log_site_weight(theta, A, strength):
    """A (m^2 - 1) + strength S(m) + ln(sech^2(theta)/2), without cancellation at large theta."""
    log_sech2 = 2 * np.log(2) - 2 * log_2cosh(theta)
    entropy = np.log1p(np.exp(-2 * np.abs(theta))) + 2 * np.abs(theta) * expit(-2 * np.abs(theta))
    return -A * np.exp(log_sech2) + strength * entropy + log_sech2 - np.log(2)


def site(v, A, strength, grid):
    """phi(v) - A, <m>, <1 - m^2>, Var m and P(m < 0) at every total field v."""
    theta, rule = theta_rule(1 + 2 * abs(A) + strength, grid)
    log_weight = log_site_weight(theta, A, strength) + np.log(rule)
    deficit, sech2 = 2 * expit(-2 * theta), 1 / np.cosh(theta) ** 2  # 1 - m, 1 - m^2
    size, result = np.abs(v)[:, None], np.empty((5, len(v)))  # at v < 0, m changes sign
    for block in np.array_split(np.arange(len(v)), 1 + len(v) * len(theta) // 2_000_000):
        exponent = log_weight - size[block] * deficit
        top = exponent.max(axis=1, keepdims=True)
        weight = np.exp(exponent - top)
        total = weight.sum(axis=1, keepdims=True)
        weight /= total
        lost = weight @ deficit
        wrong = np.where(v[block] < 0, weight[:, theta > 0].sum(axis=1), weight[:, theta < 0].sum(axis=1))
        variance = (weight * (deficit - lost[:, None]) ** 2).sum(axis=1)
        phi = (size[block] + top + np.log(total))[:, 0]
        result[:, block] = phi, np.where(v[block] < 0, -1, 1) * (1 - lost), weight @ sech2, variance, wrong
    return result


def sites(task, conjugates, grid):
    """Probability, B, v = beta gamma theta_1 + sqrt(qhat) x + rhat B and `site` there, over x, B and theta_1.

    The spacing of beta gamma theta_1 is a multiple of that of sqrt(qhat) x, so their double sum is a convolution. The
    range of x reaches past -rhat/sqrt(qhat), where small errors come from.
    """
    qhat, rhat, A = conjugates
    spacing = 0.25 * min(np.sqrt(qhat), np.sqrt(max(1, task.strength - 2 * A))) / grid.fine
    multiple = 1
    if len(task.fields) > 1:
        step = task.strength * (task.fields[-1] - task.fields[0]) / (len(task.fields) - 1)
        multiple = int(np.ceil(step / spacing))
        spacing = step / multiple
    reach = max(9, abs(rhat) / np.sqrt(qhat) + 4) * grid.wide * np.sqrt(qhat)
    count = int(np.ceil(reach / spacing))
    noise = np.exp(-((spacing * np.arange(-count, count + 1)) ** 2) / (2 * qhat)) * spacing / np.sqrt(2 * np.pi * qhat)
    spread = np.zeros((len(task.fields) - 1) * multiple + 1)
    spread[::multiple] = task.weights
    density = np.convolve(noise, spread)
    v = task.strength * task.fields[0] + spacing * np.arange(-count, len(density) - count)
    teachers = [B for B in (1, -1) if 1 + B * task.overlap > 0]
    probability = np.concatenate([(1 + B * task.overlap) / 2 * density for B in teachers])
    v, B = np.concatenate([v + rhat * B for B in teachers]), np.repeat(teachers, len(v))
    return probability, B, v, *site(v, A, task.strength, grid)


def next_task(task, point, grid, alpha, beta, gamma, overlap):
    """The task after a first one, with the density of the fields that one ends with."""
    spacing = min(0.1, 0.4 / np.sqrt(1 + beta * gamma)) / grid.fine
    count = int(np.ceil(25 * grid.wide / spacing))
    fields = spacing * np.arange(-count, count + 1)
    conjugates = energy(task, point, grid)[0]
    probability, _, v, phi, *_ = sites(task, conjugates, grid)
    exponent = -np.abs(v)[:, None] * 2 * expit(-2 * np.sign(v)[:, None] * fields) - (phi - np.abs(v))[:, None]
    weights = spacing * probability @ np.exp(log_site_weight(fields, conjugates.A, task.strength) + exponent)
    return Task(alpha, beta, gamma, overlap, fields, weights)


# The saddle point


def update(task, point, grid):
    probability, B, _, _, m, sech2, variance, _ = sites(task, energy(task, point, grid)[0], grid)
    r = probability @ (B * m)
    c = r / np.sqrt(probability @ (B * m - r) ** 2)
    return np.array([np.log(probability @ sech2), np.log(probability @ variance), np.arcsinh(c)])


def solve(task, point, grid):
    """Damped fixed-point iteration, with Anderson acceleration once it is near; the point and its residual."""
    points, residuals, best, found = [], [], (np.inf, point), 0
    for iteration in range(3000):
        residual = update(task, point, grid) - point
        size = np.abs(residual).max()
        if size < best[0]:
            best, found = (size, point), iteration
        if size < 1e-13 or (best[0] < 1e-12 and iteration > found + 10):
            return best[1], best[0]
        points, residuals = (points + [point])[-6:], (residuals + [residual])[-6:]
        if size > 1e-2 or len(points) < 2:
            point = point + 0.4 * residual
            continue
        change = np.diff(residuals, axis=0).T
        mix = np.linalg.lstsq(change, residual, rcond=1e-12)[0]
        point = point + residual - (np.diff(points, axis=0).T + change) @ mix
    raise ArithmeticError(f"no saddle point: residual {best[0]:.1e} at {best[1]}")


def potential(task, point, conjugates, grid):
    """Phi as a function of all order parameters and conjugates."""
    qhat, rhat, A = conjugates
    probability, _, _, phi, *_ = sites(task, conjugates, grid)
    prior = task.strength * task.weights @ log_2cosh(task.fields)
    u2, s2 = np.exp(point[:2])  # q qhat/2 - q_d qhat_d + A = A u^2 - s^2 qhat/2
    site_terms = A * u2 - qhat * s2 / 2 - rhat * order_parameters(point)[1] + probability @ phi - prior
    return site_terms + task.alpha * energy(task, point, grid)[1]


def row(task, point, grid):
    """q, r, q_d, qhat, rhat, Phi, the errors on the task before and on this one, and the replicon."""
    conjugates, _, replicon = energy(task, point, grid)
    probability, B, _, _, _, _, variance, wrong = sites(task, conjugates, grid)
    errors = [probability @ wrong, probability @ np.where(B > 0, wrong, 1 - wrong)]  # epsilon = arccos(1 - 2 P)/pi
    values = [*order_parameters(point), *conjugates[:2], potential(task, point, conjugates, grid)]
    return np.array([*values, *(2 / np.pi * np.arcsin(np.sqrt(errors))), replicon * probability @ variance**2])


def largest_slope(task, point, grid):
    """The largest derivative of the potential in its six variables, conjugates on their own scale."""
    base = np.array([*point, *energy(task, point, grid)[0]])
    step = 1e-4 * np.array([1, 1, 1, *np.abs(base[3:])])

    def value(index, count):
        moved = base + count * step * (np.arange(6) == index)
        return potential(task, moved[:3], moved[3:], grid)

    return max(abs(8 * (value(i, 1) - value(i, -1)) - value(i, 2) + value(i, -2)) / 12e-4 for i in range(6))


def literal_potential(task, point, grid):
    """Phi from E ln int dm/2 exp[A m^2 + (sqrt(qhat) x + rhat B) m - beta gamma KL(m || m_1)] over theta_1, x and B."""
    (qhat, rhat, A), energetic, _ = energy(task, point, grid)
    q, r, qd = order_parameters(point)
    theta, rule = theta_rule(1 + 2 * abs(A) + task.strength, grid)
    m, x = np.tanh(theta), 0.05 * np.arange(-180, 181)
    density = 0.05 * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    result = q * qhat / 2 - r * rhat - qd * (A + qhat / 2) + task.alpha * energetic
    for field, weight in zip(task.fields, task.weights):
        divergence = rel_entr(expit(2 * theta), expit(2 * field)) + rel_entr(expit(-2 * theta), expit(-2 * field))
        for B in (1, -1):
            exponent = A * m * m + (np.sqrt(qhat) * x[:, None] + rhat * B) * m - task.strength * divergence
            top = exponent.max(axis=1)
            site_terms = top + np.log(np.exp(exponent - top[:, None]) @ (rule / np.cosh(theta) ** 2 / 2))
            result += weight * (1 + B * task.overlap) / 2 * np.sum(density * site_terms)
    return result


def refined(label, coarse_task, dense_task, start):
    """The points on both grids and the row on the dense one."""
    coarse, _ = solve(coarse_task, start_point(start), COARSE)
    dense, residual = solve(dense_task, coarse, DENSE)
    values = row(dense_task, dense, DENSE)
    change = np.abs(row(coarse_task, coarse, COARSE) / values - 1)
    slope = largest_slope(coarse_task, coarse, COARSE)
    report = f"change {change.max():.1e} ({RESULTS[change.argmax()]}), residual {residual:.1e}, slope {slope:.1e}"
    print(f"{label}: {report}", flush=True)
    return coarse, dense, values


def main():
    rows = []
    for start, parameters in [("uninformed", p) for p in UNINFORMED] + [("informed", p) for p in INFORMED]:
        coarse, dense, values = refined(f"{start} {parameters}", Task(*parameters), Task(*parameters), start)
        rows.append([1, *parameters, start, "", "", "", "", *values[:7], "", values[8]])
        if (start, parameters) == ("informed", BEFORE):
            first = [(Task(*parameters), coarse, COARSE), (Task(*parameters), dense, DENSE)]
    for parameters in SECOND:
        tasks = [next_task(*solution, *parameters) for solution in first]
        coarse, _, values = refined(f"second {parameters}", *tasks, "uninformed")
        other = solve(tasks[0], start_point("informed"), COARSE)[0]
        literal = literal_potential(tasks[0], coarse, COARSE) - values[5]
        apart = np.abs(other - coarse).max()
        print(f"    starts differ by {apart:.1e}, literal potential by {literal:.1e}", flush=True)
        rows.append([2, *BEFORE, "informed", *parameters, *values])
    with open(PATH, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SETTINGS + RESULTS)
        writer.writerows([f"{value:.13g}" if isinstance(value, float) else value for value in line] for line in rows)


if __name__ == "__main__":
    main()

"""The peer of `solve`: saddle points of one task, and of a second learned after it, in vectorised NumPy and SciPy.

The replica-symmetric equations of binary-perceptron continual learning and of their Franz-Parisi potential (Li, Huang,
Zou and Huang, Phys. Rev. E 108, 014309, 2023), written to be fast: uniform rules centred at the mode inside, uniform
rules in arsinh outside, one call of a special function for all nodes, Anderson acceleration. A first task is a second
one after fields theta = 0. Reference/Theory.md has the equations and the names.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import erfcx, expit, log_ndtr, ndtr

STARTS = {"uninformed": (0.05, 0.1, 0.35), "informed": (0.97, 0.98, 0.9705)}  # q, r, q_d


class Task(NamedTuple):
    alpha: float
    beta: float
    gamma: float = 0
    overlap: float = 1
    fields: np.ndarray = np.zeros(1)  # of the task before
    weights: np.ndarray = np.ones(1)  # their probabilities

    @property
    def strength(self):
        return self.beta * self.gamma


class Solution(NamedTuple):
    point: np.ndarray  # ln u^2, ln s^2 and arsinh c, with u^2 = 1 - q_d, s^2 = q_d - q and c = r/sqrt(q - r^2)
    residual: float
    iterations: int
    q: float
    r: float
    qd: float
    qhat: float
    rhat: float
    A: float  # qhat_d - qhat/2
    phi: float
    error1: float  # on the task before
    error2: float  # on this one


# The energy: f(omega) = int Dx H((omega + s x)/u)^beta


def tilted(omega, u, s, beta):
    """ln f, <h>, <h^2> and Var h at every omega, where h = H'/H at g = (omega + s x)/u.

    The log-integrand's curvature is between 1, which bounds the range, and that of its steepest part, which bounds the
    spacing; it grows with x, so the range above the mode is that of the curvature there.
    """
    ratio = s / u
    steepest = np.sqrt(1 + beta * ratio**2)
    mode = np.minimum(0, -beta * s * omega / (u * u + beta * s * s))  # of the tangent at g >> 1
    for _ in range(30):
        g = omega / u + ratio * mode
        h = -np.sqrt(2 / np.pi) / erfcx(g / np.sqrt(2))
        curvature = 1 + beta * ratio**2 * h * (g + h)
        step = (beta * ratio * h - mode) / curvature
        mode += step
        if np.abs(step).max() < 1e-3:
            break
    spacing = 0.7 / steepest
    above = int(np.ceil(8 / np.sqrt(curvature.min()) / spacing))
    x = mode[:, None] + spacing * np.arange(-int(np.ceil(8 / spacing)), above + 1)
    g = omega[:, None] / u + ratio * x
    log_h = log_ndtr(-g)
    exponent = beta * log_h - x * x / 2
    top = exponent.max(axis=1, keepdims=True)
    weight = np.exp(exponent - top)
    total = weight.sum(axis=1, keepdims=True)
    weight /= total
    h = np.exp(-g * g / 2 - log_h) / -np.sqrt(2 * np.pi)
    mean = np.einsum("ij,ij->i", weight, h)
    deviation = h - mean[:, None]
    variance = np.einsum("ij,ij,ij->i", weight, deviation, deviation)
    log_f = (top + np.log(total * spacing / np.sqrt(2 * np.pi)))[:, 0]
    return log_f, mean, variance + mean**2, variance


def gaussian(scale):
    """Nodes and weights of int Dz, uniform in arsinh(z/scale), for an integrand that varies over `scale` around 0."""
    spacing = 0.12
    count = int(np.ceil(np.arcsinh(8 / scale) / spacing))
    y = spacing * np.arange(-count, count + 1)
    z = scale * np.sinh(y)
    return z, spacing * scale * np.cosh(y) * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


def energy(task, point):
    """qhat, rhat, A and G_E."""
    alpha, beta = task.alpha, task.beta
    u2, s2 = np.exp(point[:2])
    u, s, q, c = np.sqrt(u2), np.sqrt(s2), 1 - u2 - s2, np.sinh(point[2])
    scale = np.sqrt(u2 + beta * s2) / np.sqrt(q)
    z, weight = gaussian(min(1, scale, 2 / max(abs(c), 1)))
    t, teacher_weight = gaussian(min(1, scale * np.cosh(point[2])))
    omega = np.concatenate([np.sqrt(q) * z, np.sqrt(q) / np.cosh(point[2]) * t])
    log_f, h, h2, variance = tilted(omega, u, s, beta)
    weight, count = weight * ndtr(-c * z), len(z)
    qhat = 2 * alpha * weight @ (beta * h[:count] / u) ** 2
    rhat = -alpha * np.sqrt(2 / np.pi) * teacher_weight @ (beta * h[count:] / u)
    A = alpha * beta / u2 * weight @ (beta * variance - h2)[:count]
    return qhat, rhat, A, 2 * weight @ log_f[:count]


# The site: exp[A m^2 + v m + beta gamma S(m)] dm/2 at m = tanh theta


def log_site_weight(theta, A, strength):
    """A (m^2 - 1) + strength S(m) + ln(sech^2(theta)/2), without cancellation at large theta."""
    size = np.abs(theta)
    log_2cosh = np.log1p(np.exp(-2 * size))
    log_sech2 = 2 * (np.log(2) - size - log_2cosh)
    entropy = log_2cosh + 2 * size * expit(-2 * size)
    return strength * entropy - A * np.exp(log_sech2) + log_sech2 - np.log(2)


@lru_cache
def theta_rule(panels):
    """Composite Gauss-Legendre nodes and weights below theta = 0, where sgn m jumps, and above it."""
    edge, (nodes, weights) = 18, np.polynomial.legendre.leggauss(16)
    width = edge / panels
    positive = ((np.arange(panels)[:, None] + (nodes + 1) / 2) * width).ravel()
    theta = np.concatenate([-positive[::-1], positive])
    return theta, np.log(np.tile(weights * width / 2, 2 * panels)), 2 * expit(-2 * theta), 1 / np.cosh(theta) ** 2


def site(v, A, strength):
    """phi(v) - A, <m>, <1 - m^2>, Var m and P(m < 0) at every total field v > 0."""
    panels = int(np.ceil(8 * max(1, np.sqrt(1 + strength + 2 * abs(A)) / 4)))
    theta, log_rule, deficit, sech2 = theta_rule(panels)  # deficit = 1 - m
    exponent = log_site_weight(theta, A, strength) + log_rule - v[:, None] * deficit
    top = exponent.max(axis=1, keepdims=True)
    weight = np.exp(exponent - top)
    total = weight.sum(axis=1, keepdims=True)
    weight /= total
    moments = weight @ np.stack([deficit, sech2, theta < 0], axis=1)
    deviation = deficit - moments[:, :1]
    variance = np.einsum("ij,ij,ij->i", weight, deviation, deviation)
    return v + top[:, 0] + np.log(total[:, 0]), 1 - moments[:, 0], moments[:, 1], variance, moments[:, 2]


def sites(task, qhat, rhat, A):
    """v > 0, probabilities of +v and -v given B = 1 and B = -1, times B's own, and `site` at v.

    v = beta gamma theta_1 + sqrt(qhat) x + rhat B, uniform in arsinh(v) and no coarser than x where fields are.
    """
    width, reach = np.sqrt(qhat), abs(rhat) + task.strength * np.abs(task.fields).max()
    scale = 2 * np.sqrt(1 + task.strength + max(0, -2 * A)) / max(1, np.sqrt(max(0, 2 * A)) / 4)
    spacing = min(0.12, 0.5 * width / np.hypot(scale, min(reach, abs(rhat) + 10 * task.strength)))
    edge = np.arcsinh((reach + 8 * width) / scale)
    y = spacing * (np.arange(int(np.ceil(edge / spacing))) + 0.5)
    v, step = scale * np.sinh(y), spacing * scale * np.cosh(y)
    centres = task.strength * task.fields + rhat * np.array([[1], [-1]])
    distance = (v * np.array([[1], [-1]]))[None, :, :, None] - centres[:, None, None, :]
    density = np.exp(distance**2 * (-0.5 / qhat)) @ task.weights  # B, sign of v, |v|
    prior = (1 + task.overlap * np.array([1, -1])) / 2
    probability = density * step / np.sqrt(2 * np.pi * qhat) * prior[:, None, None]
    return v, probability, site(v, A, task.strength)


# The saddle point


def update(task, point):
    _, probability, (_, m, sech2, variance, _) = sites(task, *energy(task, point)[:3])
    aligned = probability[0, 0] + probability[1, 1]  # B and v of one sign
    opposed = probability[0, 1] + probability[1, 0]
    r = (aligned - opposed) @ m
    spread = aligned @ (m - r) ** 2 + opposed @ (m + r) ** 2
    u2, s2 = (aligned + opposed) @ np.stack([sech2, variance], axis=1)
    return np.array([np.log(u2), np.log(s2), np.arcsinh(r / np.sqrt(spread))])


def solve(task, start="uninformed", tolerance=1e-10):
    """The saddle point from a start, by Anderson acceleration of the fixed-point iteration."""
    q, r, qd = STARTS[start]
    point = np.array([np.log(1 - qd), np.log(qd - q), np.arcsinh(r / np.sqrt(q - r * r))])
    points, residuals = [], []
    for iteration in range(1, 1000):
        residual = update(task, point) - point
        size = np.abs(residual).max()
        if size < tolerance:
            return solution(task, point, size, iteration)
        points, residuals = (points + [point])[-4:], (residuals + [residual])[-4:]
        if size > 0.13 or len(points) == 1:
            point = point + 0.6 * residual
        else:
            change = np.diff(residuals, axis=0).T
            mix = np.linalg.lstsq(change, residual, rcond=1e-10)[0]
            point = point + residual - (np.diff(points, axis=0).T + change) @ mix
    raise ArithmeticError(f"no saddle point: residual {size:.1e}")


def solution(task, point, residual, iterations):
    qhat, rhat, A, energetic = energy(task, point)
    _, probability, (phi, _, _, _, wrong) = sites(task, qhat, rhat, A)
    u2, s2 = np.exp(point[:2])
    q = 1 - u2 - s2
    r = np.sqrt(q) * np.tanh(point[2])
    prior = task.strength * task.weights @ np.logaddexp(task.fields, -task.fields)
    site_terms = A * u2 - qhat * s2 / 2 - rhat * r + probability.sum(axis=(0, 1)) @ phi - prior
    before = probability[:, 0].sum(axis=0) @ wrong + probability[:, 1].sum(axis=0) @ (1 - wrong)
    now = (probability[0, 0] + probability[1, 1]) @ wrong + (probability[0, 1] + probability[1, 0]) @ (1 - wrong)
    errors = 2 / np.pi * np.arcsin(np.sqrt([before, now]))  # arccos(1 - 2 P)/pi
    potential = site_terms + task.alpha * energetic
    return Solution(point, residual, iterations, q, r, 1 - u2, qhat, rhat, A, potential, *errors)


def best(task, tolerance=1e-10):
    """The solution of larger free entropy of both starts."""
    return max((solve(task, start, tolerance) for start in STARTS), key=lambda found: found.phi)


def next_task(task, found, alpha, beta, gamma, overlap):
    """The task after a first one, with the density of the fields that one ends with, tabulated."""
    fields = 0.1 * np.arange(-180, 181)
    v, probability, (phi, *_) = sites(task, found.qhat, found.rhat, found.A)
    total = probability.sum(axis=0)
    exponent = -(phi - v)[:, None] - v[:, None] * 2 * expit(-2 * fields)
    mixed = total[0] @ np.exp(exponent) + total[1] @ np.exp(exponent[:, ::-1])
    weights = 0.1 * mixed * np.exp(log_site_weight(fields, found.A, task.strength))
    kept = weights > 1e-16
    return Task(alpha, beta, gamma, overlap, fields[kept], weights[kept])

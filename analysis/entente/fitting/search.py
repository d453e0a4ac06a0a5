"""The search for the least of a weighted sum of squares whose terms are simulated.

Gauss-Newton in a trust region, without derivatives, after DFO-GN and DFO-LS (Cartis & Roberts 2019;
Cartis, Fiala, Marteau & Roberts 2019): each moment has a linear model regressed on the points near the
best one, and its least within the region is tried next.

Why this. What is minimised counts events, so it is noisy and has steps: it has no derivatives, and a line
search or BFGS (scipy.optimize) stops at the first step. The moments behind it are smooth on average, and
a regression over many points finds that average; that the problem is one of least squares then gives
second derivatives for nothing, so that k parameters take about k + 3 points a step. Nelder-Mead and
Powell know none of this and try one point at a time; differential evolution (scipy) and CMA-ES (not in
Debian 12) take thousands; NLopt's BOBYQA interpolates, so it believes the noise, and is sequential.
Here the points of a step are one sweep, on all cores.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import lsq_linear
from scipy.stats import qmc

FIRST_RADIUS = 0.25  # of the trust region, in ranges of the parameters
LEAST_RADIUS = 0.01  # at which the search ends
LADDER = (0.5, 1.0, 2.0)  # of the radius: regions whose least are tried at once
NEIGHBOURS = 3  # times as many points as coefficients make a regression


@dataclass(frozen=True)
class LinearModel:
    """Residuals near a point: value + slopes (x - centre)."""

    centre: np.ndarray
    value: np.ndarray
    slopes: np.ndarray

    def least(self, radius: float) -> np.ndarray:
        """The point with the least sum of squares within a radius (per parameter) and the unit cube."""
        low = np.maximum(-radius, -self.centre)
        high = np.minimum(radius, 1 - self.centre)
        step = lsq_linear(self.slopes, -self.value, (low, np.maximum(high, low + 1e-12)))
        return np.clip(self.centre + step.x, 0, 1)


def objective(residuals: np.ndarray) -> np.ndarray:
    """The weighted sum of squares of each point; infinite where a moment is not known."""
    total = (np.atleast_2d(residuals) ** 2).sum(axis=1)
    return np.where(np.isfinite(total), total, np.inf)


def regression(
    x: np.ndarray, residuals: np.ndarray, centre: np.ndarray, radius: float
) -> LinearModel:
    """Linear models of all residuals about a point, of the points near it.

    Points weigh less the farther they are (tricube: Cleveland 1979); the window is twice the radius,
    or as wide as it takes to hold three points for each coefficient.
    """
    known = np.isfinite(residuals).all(axis=1)
    x, residuals = x[known], residuals[known]
    away = np.abs(x - centre).max(axis=1)
    enough = min(NEIGHBOURS * (x.shape[1] + 1), len(x))
    window = max(2 * radius, 1.01 * np.sort(away)[enough - 1])
    weight = np.sqrt(np.clip(1 - (away / window) ** 3, 0, None) ** 3)[:, None]
    design = np.hstack([np.ones((len(x), 1)), x - centre])
    solved = np.linalg.lstsq(weight * design, weight * residuals, rcond=1e-10)[0]
    return LinearModel(centre, solved[0], solved[1:].T)


def scan_points(start: np.ndarray, points: int, seed: int) -> np.ndarray:
    """The start and a Latin hypercube (McKay, Beckman & Conover 1979), in the unit cube."""
    return np.vstack([start, qmc.LatinHypercube(len(start), seed=seed).random(points)])


def around(centre: np.ndarray, radius: float, draws: np.random.Generator) -> np.ndarray:
    """A point on each of k orthogonal directions from a point, turned at random; what would leave the
    cube is mirrored at the point."""
    directions = np.linalg.qr(draws.standard_normal((len(centre), len(centre))))[0]
    steps = radius * directions
    outside = (centre + steps < 0) | (centre + steps > 1)
    return np.clip(centre + np.where(outside, -steps, steps), 0, 1)


def both_sides(centre: np.ndarray, radius: float) -> np.ndarray:
    """A point on either side of a point along each axis, as far as the cube reaches."""
    steps = radius * np.eye(len(centre))
    return np.clip(np.vstack([centre + steps, centre - steps]), 0, 1)


class Search:
    """A search and all it has tried. The same for the same answers and seed.

    Parameters
    ----------
    evaluate : function of points (n, k) in the unit cube
        Gives residuals (n, q): moment less target in standard errors, NaN where not known.

    Attributes
    ----------
    x, residuals : ndarray
        Of all points tried, in their order.
    radius : float
        Of the trust region now.
    """

    def __init__(self, evaluate, start, scan: int, seed: int):
        self._evaluate = evaluate
        self._draws = np.random.default_rng(seed)
        self.x = scan_points(np.asarray(start, float), scan, seed)
        self.residuals = evaluate(self.x)
        self.radius = FIRST_RADIUS

    @property
    def best(self) -> int:
        """The place of the best point; of equals the first."""
        return int(np.argmin(objective(self.residuals)))

    @property
    def is_done(self) -> bool:
        return self.radius < LEAST_RADIUS

    def try_points(self, x: np.ndarray) -> None:
        x = _unlike(x, self.x)
        if len(x):
            self.residuals = np.vstack([self.residuals, self._evaluate(x)])
            self.x = np.vstack([self.x, x])

    def step(self) -> None:
        """The least of the model within half, one and two radii, and points about the middle one for
        the next model; the region follows the best of the three, or halves if none is better."""
        before = objective(self.residuals)[self.best]
        model = regression(self.x, self.residuals, self.x[self.best], self.radius)
        steps = np.array([model.least(share * self.radius) for share in LADDER])
        first = len(self.x)
        self.try_points(np.vstack([steps, around(steps[1], self.radius, self._draws)]))
        after = objective(self.residuals)[self.best]
        if not after < before - 1e-3 * min(before, 1.0):
            self.radius /= 2
        elif self.best >= first:
            length = np.abs(self.x[self.best] - model.centre).max()
            self.radius = float(np.clip(length, self.radius / 2, min(2 * self.radius, 0.5)))

    def slopes(self) -> LinearModel:
        """The model about the best point, after points on both sides of it along each axis."""
        radius = max(self.radius, 5 * LEAST_RADIUS)
        self.try_points(both_sides(self.x[self.best], radius))
        for _ in range(2):  # where the model's least is the better point, slopes are told there
            model = regression(self.x, self.residuals, self.x[self.best], radius)
            self.try_points(model.least(radius)[None])
        return regression(self.x, self.residuals, self.x[self.best], radius)


def _unlike(x: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Points that are neither among others nor twice among themselves, in their order."""
    kept = []
    for point in x:
        if not any(np.abs(point - other).max() < 1e-9 for other in [*others, *kept]):
            kept.append(point)
    return np.array(kept).reshape(-1, others.shape[1])

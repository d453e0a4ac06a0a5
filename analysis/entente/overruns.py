"""Intervals over runs: runs are independent, what happens within one is not, so runs are resampled
whole."""

import numpy as np

from .errors import ResultError

LEVEL = 0.95
RESAMPLES = 400
SEED = 1


def resampled(runs: int, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """How often each run is drawn in each resample of the bootstrap (Efron & Tibshirani 1993).

    Returns
    -------
    ndarray of uint8, (resamples, runs)
        Rows add up to `runs`. The same for the same arguments, on any machine.
    """
    if runs < 1:
        raise ResultError("no run is left to draw from. Choose more runs.")
    draws = np.random.default_rng(seed)
    counts = np.empty((resamples, runs), np.uint8)
    for row in counts:
        row[:] = np.bincount(draws.integers(runs, size=runs), minlength=runs)
    return counts


def percentiles(replicates: np.ndarray, level: float = LEVEL) -> tuple:
    """Low and high end of the percentile interval along the first axis; NaN replicates are left
    out."""
    tails = [50 * (1 - level), 50 * (1 + level)]
    replicates = np.asarray(replicates, float)
    if np.isfinite(replicates).all():
        return tuple(np.percentile(replicates, tails, axis=0))
    with np.errstate(all="ignore"):
        kept = np.where(np.isfinite(replicates).any(axis=0), replicates, 0.0)
        low, high = np.nanpercentile(kept, tails, axis=0)
    none = ~np.isfinite(replicates).any(axis=0)
    return np.where(none, np.nan, low), np.where(none, np.nan, high)


class Means:
    """Means over runs, gathered block by block, with their bootstrap.

    Parameters
    ----------
    runs : int
    shape : tuple
        Of what is averaged.
    """

    def __init__(self, runs: int, shape=(), resamples: int = RESAMPLES, seed: int = SEED):
        self.shape = shape
        self._draws = resampled(runs, resamples, seed)
        self._centre = None
        cells = int(np.prod(shape))
        self._sums = np.zeros((2, cells))
        self._replicates = np.zeros((2, resamples, cells))

    def add(self, run, values, weights=None) -> "Means":
        """Adds runs: their places, values (runs, …) and what each value weighs; NaN counts as
        nothing."""
        values = np.asarray(values, float).reshape(len(run), -1)
        known = np.isfinite(values)
        if self._centre is None:  # about it single precision is enough, at half the time
            number = known.sum(axis=0)
            self._centre = np.where(known, values, 0.0).sum(axis=0) / np.maximum(number, 1)
        weight = known.astype(np.float32)
        if weights is not None:
            weight *= np.asarray(weights, np.float32).reshape(len(run), -1)
        part = np.where(known, values - self._centre, 0.0) * weight
        draws = self._draws[:, run].astype(np.float32)
        self._sums[0] += part.sum(axis=0)
        self._sums[1] += weight.sum(axis=0, dtype=float)
        some = np.flatnonzero(known.any(axis=0))
        alike = some[(weight[:, some] == 1.0).all(axis=0)]
        rest = np.setdiff1d(some, alike)
        self._replicates[0][:, some] += draws @ part[:, some].astype(np.float32)
        self._replicates[1][:, alike] += draws.sum(axis=1, dtype=float)[:, None]
        self._replicates[1][:, rest] += draws @ weight[:, rest]
        return self

    @property
    def mean(self) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            return (self._centre + self._sums[0] / self._sums[1]).reshape(self.shape)

    @property
    def replicates(self) -> np.ndarray:
        """The mean in each resample: (resamples, …)."""
        with np.errstate(invalid="ignore"):
            return (self._centre + self._replicates[0] / self._replicates[1]).reshape(
                -1, *self.shape
            )

    def interval(self, level: float = LEVEL) -> tuple:
        return percentiles(self.replicates, level)


def share_interval(counts, runs, level: float = LEVEL) -> tuple:
    """Low and high end for a share of runs.

    Wilson's (1927): unlike the bootstrap's it does not collapse where all runs agree.
    """
    from statsmodels.stats.proportion import proportion_confint  # here: statsmodels takes a second

    low, high = proportion_confint(counts, np.maximum(runs, 1), alpha=1 - level, method="wilson")
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)

"""Standard errors of what is computed from sums over runs."""

import numpy as np


def jackknife(statistic, sums) -> tuple:
    """A statistic of sums over runs, and its standard error by leaving each run out (Tukey 1958).

    Runs are independent, what happens within one is not.

    Parameters
    ----------
    statistic : function
        Of totals, an array (cells,), or many of them (…, cells): a number for each.
    sums : array (runs, cells)

    Returns
    -------
    tuple of float
        NaN where the statistic is, the error also for a single run.
    """
    sums = np.asarray(sums, float)
    total = sums.sum(axis=0)
    with np.errstate(all="ignore"):
        value = float(statistic(total[None])[0])
        left = np.asarray(statistic(total - sums), float)
    left = left[np.isfinite(left)]
    if len(left) < 2 or not np.isfinite(value):
        return value, np.nan
    return value, float(np.sqrt((len(left) - 1) / len(left) * np.sum((left - left.mean()) ** 2)))


def ratio(totals: np.ndarray) -> np.ndarray:
    """First over second."""
    return totals[..., 0] / totals[..., 1]


def odds_ratio(totals: np.ndarray) -> np.ndarray:
    """Of a table of two by two: events and trials with a condition, events and trials without; a
    half is added to each cell (Haldane 1956)."""
    event, trials, other, others = (totals[..., n] for n in range(4))
    odds = (event + 0.5) / (trials - event + 0.5)
    return odds / ((other + 0.5) / (others - other + 0.5))


def rate_ratio(totals: np.ndarray) -> np.ndarray:
    """Rate with a condition over rate without: events and exposure with, events and exposure
    without."""
    return (totals[..., 0] / totals[..., 1]) / (totals[..., 2] / totals[..., 3])


def by_run(runs: int, run, *weights) -> np.ndarray:
    """Sums over rows by run: (runs, weights)."""
    return np.stack([np.bincount(run, weight, runs)[:runs] for weight in weights], axis=-1)

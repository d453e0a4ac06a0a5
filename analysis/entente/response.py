"""How an outcome's distribution and mean go with each factor of a sweep, whatever its design."""

import numpy as np
import pandas as pd
from scipy import stats

from .overruns import LEVEL, RESAMPLES, SEED, percentiles
from .sensitivity import Sample


def pawn(
    source, outcome=None, date=None, slices=10, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """PAWN (Pianosi & Wagener 2018): how far a factor moves the whole distribution of an outcome.

    The median over slices of a factor of the Kolmogorov-Smirnov distance between runs within a
    slice and all runs. For any design of many points, any factor, and outcomes that are binary or
    not smooth.

    Parameters
    ----------
    source : Result or DataFrame
    outcome, date
        As for `numbers_of`.
    slices : int, optional
        Slices of equally many points of a numerical factor; of few values each is one.

    Returns
    -------
    DataFrame
        factor, pawn, low, high (centred on it, for resampling inflates distances), chance (the
        level's quantile of what a factor without effect gets, by permutation); the largest first.
    """
    sample = Sample(source, outcome, date)
    slice_of = np.column_stack([_sliced(sample.x[name], slices) for name in sample.factors])
    places = _places(sample.y)
    draws = np.random.default_rng(seed)

    def distances(replicates, points):
        return [_pawn(places[np.ix_(points, replicates)], column) for column in slice_of[points].T]

    points, replicates = map(np.arange, sample.y.shape)
    estimate = distances(replicates, points)
    again = np.array([distances(r, p) for r, p in sample.resamples(len(points), resamples, seed)])
    low, high = percentiles(again - np.median(again, axis=0) + estimate, level)
    orders = (draws.permutation(points) for _ in range(resamples))
    shuffled = [[_pawn(places[order], column) for column in slice_of.T] for order in orders]
    frame = pd.DataFrame(
        {
            "factor": sample.factors,
            "pawn": estimate,
            "low": low,
            "high": high,
            "chance": np.quantile(shuffled, level, axis=0),
        }
    )
    return frame.sort_values("pawn", ascending=False, ignore_index=True)


def _places(y: np.ndarray, most=1000) -> np.ndarray:
    """The place of each number among all in order, equal ones together, in `most` at most; -1 of
    NaN."""
    at, codes = np.unique(y[np.isfinite(y)], return_inverse=True)
    places = np.full(y.shape, -1)
    places[np.isfinite(y)] = codes if len(at) <= most else codes * most // len(at)
    return places


def _sliced(values: pd.Series, slices: int) -> np.ndarray:
    """The slice of each point: its value if these are few, else its quantile."""
    codes, unique = pd.factorize(values, sort=True)
    if values.dtype.kind not in "if" or len(unique) <= slices:
        return codes
    rank = stats.rankdata(values.to_numpy(float), method="average")
    return np.minimum(((rank - 0.5) / len(rank) * slices).astype(int), slices - 1)


def _pawn(places: np.ndarray, slice_of: np.ndarray) -> float:
    """Median over slices of the distance of distributions; places (points, replicates)."""
    group = np.repeat(slice_of, places.shape[1])
    code = places.ravel()
    group, code = group[code >= 0], code[code >= 0]
    shape = (group.max() + 1, code.max() + 1)
    counts = np.bincount(group * shape[1] + code, minlength=shape[0] * shape[1]).reshape(shape)
    counts = counts[counts.any(axis=1)]
    within = np.cumsum(counts, axis=1) / counts.sum(axis=1, keepdims=True)
    whole = np.cumsum(counts.sum(axis=0)) / counts.sum()
    return float(np.median(np.abs(within - whole).max(axis=1)))


def response(
    source, outcome=None, date=None, bins=10, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Response curves: the mean outcome along each factor, over all that else differs.

    Parameters
    ----------
    source : Result or DataFrame
    outcome, date
        As for `numbers_of`.
    bins : int, optional
        Bins of equally many points of a numerical factor; of few values each is one.

    Returns
    -------
    DataFrame
        factor, value (a level; of a bin the mean of its points), mean, low, high, points.
    """
    sample = Sample(source, outcome, date)
    rows = []
    draws = list(sample.resamples(len(sample.y), resamples, seed))
    means = np.array([sample.drawn(replicates) for replicates, _ in draws])
    weights = np.array([np.bincount(points, minlength=len(sample.y)) for _, points in draws])
    for name in sample.factors:
        values = sample.x[name]
        numerical = values.dtype.kind in "if"
        at = _sliced(values, bins)
        for each in np.unique(at[at >= 0]):
            here = np.flatnonzero((at == each) & np.isfinite(sample.mean))
            if not len(here):
                continue
            weight = weights[:, here] if len(here) > 1 else np.ones((len(draws), 1))
            known = np.where(np.isfinite(means[:, here]), weight, 0.0)
            with np.errstate(invalid="ignore"):
                again = (np.nan_to_num(means[:, here]) * known).sum(axis=1) / known.sum(axis=1)
            low, high = percentiles(again, level)
            value = values.iloc[here].mean() if numerical else values.iloc[here[0]]
            rows.append((name, value, sample.mean[here].mean(), float(low), float(high), len(here)))
    return pd.DataFrame(rows, columns=["factor", "value", "mean", "low", "high", "points"])

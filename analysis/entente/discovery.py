"""Scenario discovery: the region of a sweep's factors in which something comes about."""

import numpy as np
import pandas as pd
from scipy import stats

from .errors import ResultError
from .sensitivity import Sample

PEEL = 0.05  # share of points cut off at a time: patience


def scenarios(source, outcome=None, date=None, density=0.8, at_least=0.05, boxes=1) -> pd.DataFrame:
    """Which region of parameters brings it about: boxes by PRIM.

    The patient rule induction method (Friedman & Fisher 1999) as scenario discovery uses it
    (Bryant & Lempert 2010): thin slices are peeled off the space, each time the one whose loss
    raises the density most, until it is reached; then what can be pasted back without falling
    below it is.

    Parameters
    ----------
    source : Result or DataFrame
        Of a sweep whose points cover the space: random, latin_hypercube, sobol, saltelli …
    outcome, date
        As for `numbers_of`; true or false, or a share of runs (then of points by weight).
    density : float, optional
        Share of the outcome in the box that is wanted.
    at_least : float, optional
        Share of all points that a box holds at least.
    boxes : int, optional
        Boxes are looked for one after the other, each among the points that earlier ones leave.

    Returns
    -------
    DataFrame
        box, factor, low, high (of a numerical factor), levels (of another), p (of a binomial test
        that the factor's limit does nothing: Bryant & Lempert's quasi-p), density, coverage (share
        of all that the outcome has that lies in the box), points; a row for each factor that is
        limited. No rows: everywhere is as likely as the density wanted, or nowhere.
    """
    sample = Sample(source, outcome, date)
    y = sample.mean
    known = np.isfinite(y)
    if np.nanmin(y) < 0 or np.nanmax(y) > 1:
        raise ResultError(
            f"the outcome goes from {np.nanmin(y):g} to {np.nanmax(y):g}; scenarios needs true or false "
            "(0 or 1) of each run. Give a function: lambda r: entente.numbers_of(r, 'NATO.exits') > 2."
        )
    if not y[known].any() or y[known].mean() >= density:
        return pd.DataFrame(columns=COLUMNS)
    left, rows = known, []
    for number in range(1, boxes + 1):
        box = _box(sample.x, y, left, density, max(at_least * known.sum(), 2))
        inside = left & box.inside(sample.x)
        if not box.limits or y[inside].mean() <= y[left].mean():
            break
        share, coverage = y[inside].mean(), y[inside].sum() / y[known].sum()
        for name in box.limits:
            p = _quasi_p(sample.x, y, left, box, name)
            rows.append((number, name, *box.told(name), p, share, coverage, int(inside.sum())))
        left = left & ~inside
        if not y[left].any():
            break
    return pd.DataFrame(rows, columns=COLUMNS)


COLUMNS = ["box", "factor", "low", "high", "levels", "p", "density", "coverage", "points"]


class Box:
    """Limits by factor: (low, high) of a number, a set of levels of anything else."""

    def __init__(self, limits=None):
        self.limits = dict(limits or {})

    def but(self, name, limit) -> "Box":
        return Box(
            {**self.limits, name: limit}
            if limit is not None
            else {k: v for k, v in self.limits.items() if k != name}
        )

    def inside(self, x: pd.DataFrame) -> np.ndarray:
        inside = np.ones(len(x), bool)
        for name, limit in self.limits.items():
            if isinstance(limit, tuple):
                inside &= ((x[name] >= limit[0]) & (x[name] <= limit[1])).to_numpy()
            else:
                inside &= x[name].isin(limit).to_numpy()
        return inside

    def told(self, name) -> tuple:
        limit = self.limits[name]
        return (
            (*limit, "")
            if isinstance(limit, tuple)
            else (np.nan, np.nan, ", ".join(sorted(map(str, limit))))
        )


def _box(x: pd.DataFrame, y: np.ndarray, left: np.ndarray, density: float, least: float) -> Box:
    box = Box()
    inside = left
    while y[inside].mean() < density:
        smaller = [
            each for each in _peeled(box, x, inside) if (left & each.inside(x)).sum() >= least
        ]
        cuts = [(left & each.inside(x), each) for each in smaller]
        cuts = [(kept, each) for kept, each in cuts if kept.sum() < inside.sum()]
        gains = [
            (y[kept].mean() - y[inside].mean()) / (1 - kept.sum() / inside.sum())
            for kept, _ in cuts
        ]
        if not gains or max(gains) <= 0:
            break
        inside, box = cuts[int(np.argmax(gains))]
    for name in list(box.limits):  # pasting: a limit that does nothing goes
        wider = box.but(name, None)
        if y[left & wider.inside(x)].mean() >= min(density, y[inside].mean()):
            box = wider
    return box


def _peeled(box: Box, x: pd.DataFrame, inside: np.ndarray):
    for name in x:
        values = x.loc[inside, name]
        if values.dtype.kind in "if" and values.nunique() > 1:
            low, high = box.limits.get(name, (x[name].min(), x[name].max()))
            edges = values.quantile([PEEL, 1 - PEEL]).to_numpy()
            above, below = values[values > edges[0]], values[values < edges[1]]
            if len(above):
                yield box.but(name, (above.min(), high))
            if len(below):
                yield box.but(name, (low, below.max()))
        elif values.dtype.kind not in "if" and values.nunique() > 1:
            levels = set(values)
            for each in levels:
                yield box.but(name, frozenset(levels - {each}))


def _quasi_p(x, y, left, box: Box, name: str) -> float:
    """Of a binomial test against the density of the box without this limit."""
    inside, without = left & box.inside(x), left & box.but(name, None).inside(x)
    number = int(inside.sum())
    hits = int(round(float(y[inside].sum())))
    return float(stats.binomtest(hits, number, min(y[without].mean(), 1.0), "greater").pvalue)

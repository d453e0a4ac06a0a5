"""Which factors of a sweep matter: Sobol' indices and elementary effects, of designs made for them.

Each takes a sweep's result and an outcome, or a frame with columns of one's own: `point`, the
factors and `outcome`, a row for each run. Of the replicates of a point the mean is taken;
intervals are bootstrapped over points (trajectories, rows of blocks) and replicates at once.
"""

import numpy as np
import pandas as pd

from .errors import ResultError, place_of
from .outcomes import numbers_of
from .overruns import LEVEL, RESAMPLES, SEED, percentiles

METHODS = {
    "saltelli": "SaltelliSensitivityAlgorithm",
    "martinez": "MartinezSensitivityAlgorithm",
    "jansen": "JansenSensitivityAlgorithm",
    "mauntz_kucherenko": "MauntzKucherenkoSensitivityAlgorithm",
}
RESERVED = ("run", "seed", "replicate", "point", "outcome")


class Sample:
    """Points of a design and what came out.

    Attributes
    ----------
    factors : list of str
    x : DataFrame, (points, factors)
    y : ndarray, (points, replicates)
        NaN where a run failed.
    experiment : dict
        Of the sweep; empty for a frame.
    """

    def __init__(self, source, outcome=None, date=None):
        self.experiment = {}
        if isinstance(source, pd.DataFrame):
            runs = source
        else:
            runs = source.design()
            runs["outcome"] = numbers_of(source, outcome, date)
            self.experiment = source.experiment or {}
        self.factors = [name for name in runs if name not in RESERVED]
        if "point" not in runs or not self.factors:
            raise ResultError(
                "this result is of no sweep: nothing differs between its runs but the draws."
            )
        points = int(runs["point"].max()) + 1
        place = runs.groupby("point").cumcount().to_numpy()
        replicate = runs["replicate"].to_numpy() if "replicate" in runs else place
        self.y = np.full((points, int(replicate.max()) + 1), np.nan)
        self.y[runs["point"], replicate] = runs["outcome"]
        self.x = (
            runs.drop_duplicates("point").set_index("point")[self.factors].reindex(range(points))
        )

    @property
    def mean(self) -> np.ndarray:
        return self.drawn(np.arange(self.y.shape[1]))

    def drawn(self, replicates: np.ndarray) -> np.ndarray:
        """Means over some replicates, (points,); NaN if none of them is known."""
        some = self.y[:, replicates]
        known = np.isfinite(some)
        with np.errstate(invalid="ignore"):
            return np.where(known, some, 0.0).sum(axis=1) / known.sum(axis=1)

    def noise(self) -> float:
        """Share of the variance over runs that is within points: of the draws, not of the
        factors."""
        whole = self.y[np.isfinite(self.y).all(axis=1)]
        return (
            float(whole.var(axis=1).mean() / whole.var())
            if whole.size and whole.var() > 0
            else np.nan
        )

    def resamples(self, groups: int, number: int, seed: int):
        """Draws of replicates and of groups of points, both with replacement."""
        draws = np.random.default_rng(seed)
        for _ in range(number):
            yield draws.integers(self.y.shape[1], size=self.y.shape[1]), draws.integers(
                groups, size=groups
            )


def sobol(
    source,
    outcome=None,
    date=None,
    order=1,
    method="martinez",
    level=LEVEL,
    resamples=RESAMPLES,
    seed=SEED,
) -> pd.DataFrame:
    """Sobol' indices (2001) by OpenTURNS: which share of the outcome's variance comes from each
    factor.

    Parameters
    ----------
    source : Result or DataFrame
        Of a sweep with ``design: {method: saltelli}``; a frame in that order of points.
    outcome, date
        As for `numbers_of`.
    order : {1, 2}
        2: indices of pairs, of a design with ``second_order: true``.
    method : {"saltelli", "martinez", "jansen", "mauntz_kucherenko"}
        The estimator; Martinez' (2011) is a correlation, which stays calm with few rows.

    Returns
    -------
    DataFrame
        factor, first, first_low, first_high, total, total_low, total_high; of order 2 factor,
        other, second, low, high. ``attrs``: rows (of a block), replicates, noise (share of the
        variance over runs that is the draws', which no index counts).

    Raises
    ------
    ResultError
        If the points are not Saltelli's blocks, or the outcome does not vary.
    """
    place_of(method, METHODS, "a method")
    sample = Sample(source, outcome, date)
    blocks = saltelli_blocks(sample)
    rows = np.flatnonzero(np.isfinite(sample.mean[blocks]).all(axis=0))
    if len(rows) < 4 or (np.ptp(sample.mean[blocks][:, rows], axis=1) == 0).any():
        raise ResultError(
            f"the outcome does not vary over the {len(rows)} whole rows of the design, so it has no "
            "indices. Take another outcome, wider factors or more points."
        )
    pairs = len(blocks) > 2 + len(sample.factors)
    if order == 2 and not pairs:
        raise ResultError("order=2 needs a sweep with `second_order: true` in its design.")

    def indices(y, rows):
        return _indices(y[blocks[:, rows]], len(sample.factors), pairs, order, method)

    estimate = indices(sample.mean, rows)
    again = [
        indices(sample.drawn(replicates), rows[drawn])
        for replicates, drawn in sample.resamples(len(rows), resamples, seed)
    ]
    low, high = percentiles(again, level)
    if order == 2:
        at = np.triu_indices(len(sample.factors), 1)
        names = [np.array(sample.factors, object)[each] for each in at]
        frame = pd.DataFrame({"factor": names[0], "other": names[1], "second": estimate[at]})
        frame["low"], frame["high"] = low[at], high[at]
    else:
        frame = pd.DataFrame({"factor": sample.factors})
        for n, name in enumerate(("first", "total")):
            frame[name], frame[f"{name}_low"], frame[f"{name}_high"] = estimate[n], low[n], high[n]
    frame.attrs = {"rows": len(rows), "replicates": sample.y.shape[1], "noise": sample.noise()}
    return frame


def saltelli_blocks(sample: Sample) -> np.ndarray:
    """Places of points in blocks, (blocks, rows): A, B, then A with one column of B each, and B
    with one of A.

    The order is OpenTURNS' SobolIndicesExperiment, which the engine asks for its design.
    """
    codes = sample.x.apply(lambda column: pd.factorize(column, use_na_sentinel=False)[0]).to_numpy()
    points, factors = codes.shape
    for blocks in (2 * factors + 2, factors + 2):
        rows, rest = divmod(points, blocks)
        if rest or not rows:
            continue
        block = codes.reshape(blocks, rows, factors)
        right = True
        for n in range(2, blocks):
            base, other = (block[0], block[1]) if n < factors + 2 else (block[1], block[0])
            mixed = base.copy()
            mixed[:, (n - 2) % factors] = other[:, (n - 2) % factors]
            right &= np.array_equal(block[n], mixed)
        if right:
            return np.arange(points).reshape(blocks, rows)
    raise ResultError(
        "the points are not Saltelli's blocks. Sobol' indices need `design: {method: saltelli}`; "
        "pawn and response take any design."
    )


def _indices(y: np.ndarray, factors: int, pairs: bool, order: int, method: str) -> np.ndarray:
    """First and total indices, (2, factors), or those of pairs, (factors, factors)."""
    import openturns as ot  # here, for it takes a second

    unknown = np.full((2, factors) if order == 1 else (factors, factors), np.nan)
    if (np.ptp(y, axis=1) == 0).any():  # a block without variance has no correlation
        return unknown
    told = getattr(ot, METHODS[method])(
        ot.Sample(y.size, factors), ot.Sample(y.reshape(-1, 1)), y.shape[1]
    )
    told.setUseAsymptoticDistribution(True)
    if order == 2:
        return np.array(told.getSecondOrderIndices())
    return np.array([told.getFirstOrderIndices(), told.getTotalOrderIndices()])


def morris(
    source, outcome=None, date=None, levels=None, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Elementary effects (Morris 1991): which factors matter at all, from few runs.

    Parameters
    ----------
    source : Result or DataFrame
        Of a sweep with ``design: {method: morris}``; a frame in the order of trajectories.
    outcome, date
        As for `numbers_of`.
    levels : int, optional
        Levels of the design; default: the sweep's. A step is half of them.

    Returns
    -------
    DataFrame
        factor, mu (mean effect of going through the whole range), mu_star (mean of its size:
        Campolongo et al. 2007), low, high (of mu_star), sigma (its standard deviation: interaction
        or curvature); the largest first. ``attrs``: trajectories, replicates, noise.
    """
    sample = Sample(source, outcome, date)
    levels = levels or sample.experiment.get("design", {}).get("levels", 4)
    count = len(sample.factors)
    trajectories, rest = divmod(len(sample.x), count + 1)
    codes = sample.x.apply(lambda c: c if c.dtype.kind in "if" else pd.factorize(c)[0]).to_numpy(
        float
    )
    steps = (
        np.diff(codes.reshape(-1, count + 1, count), axis=1) if not rest else np.empty((0, 0, 0))
    )
    moved = steps != 0
    if rest or (moved.sum(axis=2) > 1).any() or (moved.sum(axis=1) > 1).any():
        raise ResultError(
            "the points are not Morris' trajectories, in which one factor moves at a time. Elementary "
            "effects need `design: {method: morris}`."
        )
    signs = np.sign(steps.sum(axis=1))
    which = np.where(moved.any(axis=2), moved.argmax(axis=2), -1)
    step = (levels // 2) / (levels - 1)

    def effects(y):
        change = np.diff(y.reshape(trajectories, count + 1), axis=1) / step
        out = np.zeros((trajectories, count))
        at, place = np.nonzero(which >= 0)
        factor = which[at, place]
        out[at, factor] = change[at, place] * signs[at, factor]
        return out

    whole = effects(sample.mean)
    kept = np.flatnonzero(np.isfinite(whole).all(axis=1))
    if len(kept) < 2:
        raise ResultError(
            f"{len(kept)} trajectories are whole; two are needed. Run the sweep to its end."
        )
    whole = whole[kept]
    again = [
        np.abs(effects(sample.drawn(replicates))[kept][drawn]).mean(axis=0)
        for replicates, drawn in sample.resamples(len(kept), resamples, seed)
    ]
    low, high = percentiles(again, level)
    frame = pd.DataFrame(
        {
            "factor": sample.factors,
            "mu": whole.mean(axis=0),
            "mu_star": np.abs(whole).mean(axis=0),
            "low": low,
            "high": high,
            "sigma": whole.std(axis=0, ddof=1),
        }
    ).sort_values("mu_star", ascending=False, ignore_index=True)
    frame.attrs = {
        "trajectories": len(kept),
        "replicates": sample.y.shape[1],
        "noise": sample.noise(),
    }
    return frame

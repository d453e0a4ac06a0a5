"""Two worlds side by side under common random numbers, and how many runs an answer needs."""

import numpy as np
import pandas as pd
from scipy import stats

from .errors import ResultError
from .outcomes import numbers_of, outcomes
from .overruns import LEVEL


def _pairing(result) -> pd.MultiIndex:
    design = result.design()
    index = pd.MultiIndex.from_frame(design[["seed", "replicate"]])
    if index.has_duplicates:
        raise ResultError(
            "several runs share seed and replicate: these are points of a sweep. Choose one of each "
            "result: entente.compare(sweep.select(hold=0), sweep.select(hold=4))."
        )
    return index


def compare(a, b, outcome=None, date=None, level=LEVEL) -> pd.DataFrame:
    """What-if B against A: paired differences under common random numbers, the largest effect
    first.

    Runs of the same seed and replicate draw the same numbers, so their difference is what the
    change does; runs that have no partner are left out.

    Parameters
    ----------
    a, b : Result
        The base and the what-if: two results of one scenario and seed, or two points of a sweep
        (``sweep.select(hold=0), sweep.select(hold=4)``).
    outcome : str or function of a Result, optional
        As for `numbers_of`; a function may give a frame too, with a row for each run. Default: all
        `outcomes`.
    date : date, optional
        For `outcomes`; default: the last record.
    level : float, optional
        Of Student's interval of the mean paired difference.

    Returns
    -------
    DataFrame
        outcome, a, b (means over pairs), difference, low, high, effect (the difference in standard
        deviations of the outcome over runs, pooled: Cohen 1988), p (of the paired t-test),
        p_adjusted (Holm 1979, over all outcomes), correlation (of pairs: what common random
        numbers save), runs; the largest effect first. What differs in no pair is left out;
        ``attrs["equal"]`` counts it.
    """
    one, other = (_numbers(result, outcome, date) for result in (a, b))
    both = one.index.intersection(other.index)
    if len(both) < 2:
        raise ResultError(
            f"{len(both)} runs of one result have a partner of the same seed and replicate in the other; "
            "two are needed. Run both with the same seed and two runs or more."
        )
    names = [
        name
        for name in dict.fromkeys([*one, *other])
        if " in " in str(name) or name in one and name in other
    ]
    rows, equal = [], 0
    for name in names:
        never = np.zeros(
            len(both)
        )  # a state that is a member in no run of a world has no column there
        before, after = (
            world.loc[both, name].to_numpy(float) if name in world else never
            for world in (one, other)
        )
        known = np.isfinite(before) & np.isfinite(after)
        before, after = before[known], after[known]
        difference = after - before
        if not difference.any():
            equal += 1
            continue
        rows.append((name, *_paired(before, after, difference, level)))
    names = ["outcome", "a", "b", "difference", "low", "high", "effect", "p", "correlation", "runs"]
    frame = pd.DataFrame(rows, columns=names)
    if len(frame):
        frame.insert(8, "p_adjusted", _holm(frame["p"].to_numpy()))
        frame = frame.sort_values("effect", key=np.abs, ascending=False, ignore_index=True)
    frame.attrs["equal"] = equal
    return frame


def _numbers(result, outcome, date) -> pd.DataFrame:
    if outcome is None:
        return outcomes(result, date).set_index(_pairing(result))
    if callable(outcome):
        outcome = outcome(result)
    if isinstance(outcome, pd.DataFrame):
        return outcome.set_index(_pairing(result))
    name = outcome if isinstance(outcome, str) else "outcome"
    return pd.DataFrame({name: numbers_of(result, outcome, date)}).set_index(_pairing(result))


def _paired(before, after, difference, level) -> tuple:
    runs, mean = len(difference), difference.mean()
    half = p = correlation = np.nan
    spread = np.sqrt((before.var(ddof=1) + after.var(ddof=1)) / 2) if runs > 1 else np.nan
    effect = mean / spread if spread > 0 else np.copysign(np.inf, mean)
    if runs > 1:
        error = difference.std(ddof=1) / np.sqrt(runs)
        half = stats.t.ppf(0.5 + level / 2, runs - 1) * error
        p = 2 * stats.t.sf(abs(mean) / error, runs - 1) if error > 0 else 0.0
        if np.ptp(before) > 0 and np.ptp(after) > 0:
            correlation = np.corrcoef(before, after)[0, 1]
    return before.mean(), after.mean(), mean, mean - half, mean + half, effect, p, correlation, runs


def _holm(p: np.ndarray) -> np.ndarray:
    from statsmodels.stats.multitest import multipletests

    known = np.isfinite(p)
    adjusted = np.full(len(p), np.nan)
    if known.any():
        adjusted[known] = multipletests(p[known], method="holm")[1]
    return adjusted


def first_divergence(a, b) -> pd.DataFrame:
    """The first decision in which paired runs part.

    Parameters
    ----------
    a, b : Result
        As for `compare`.

    Returns
    -------
    DataFrame
        A row for each pair: seed, replicate, run (in `a`), time, kind, state, alliance (of the
        first event that is not the same in the other world: that of `a`, or of `b` where that is
        earlier), world ("a" or "b"). Pairs that are the same throughout have NaT and none.
    """
    one, other = (result.design().set_index(["seed", "replicate"])["run"] for result in (a, b))
    both = one.index.intersection(other.index)
    if not len(both):
        raise ResultError("no runs share seed and replicate. Run both worlds with the same seed.")
    columns = ["time", "kind", "state", "alliance", "partner"]
    sides = []
    for result, runs, world in ((a, one, "a"), (b, other, "b")):
        events = result.events()
        place = pd.Series(np.arange(len(both)), runs[both].to_numpy())
        events = events[events["run"].isin(place.index)]
        events = events.assign(pair=place[events["run"]].to_numpy(), world=world)
        for name in columns[1:]:
            events[name] = events[name].astype(object).where(events[name].notna(), None)
        events["again"] = events.groupby(["pair", *columns], dropna=False).cumcount()
        sides.append(events[["pair", *columns, "again", "world"]])
    key = ["pair", *columns, "again"]
    merged = sides[0].merge(sides[1], on=key, how="outer", suffixes=("", "_b"))
    alone = merged[merged["world"].isna() | merged["world_b"].isna()]
    alone = alone.assign(world=alone["world"].fillna(alone["world_b"]))
    first = (
        alone.sort_values(["time", "world"], kind="stable")
        .groupby("pair")
        .head(1)
        .set_index("pair")
    )
    told = first.reindex(np.arange(len(both)))[["time", "kind", "state", "alliance", "world"]]
    pairs = pd.DataFrame(list(both), columns=["seed", "replicate"])
    pairs["run"] = one[both].to_numpy()
    return pd.concat([pairs, told.reset_index(drop=True)], axis=1)


def runs_needed(values, precision: float, level=LEVEL, share=False) -> int:
    """How many runs are needed for an interval of a given half-width.

    Parameters
    ----------
    values : array
        Of a pilot: a number for each run, or paired differences (which need fewer).
    precision : float
        Half-width of the interval of the mean, in the unit of the values.
    share : bool, optional
        Whether values are 0 or 1: then Wilson's interval is meant, which counts also where the
        pilot has none.

    Returns
    -------
    int
        At least 2.
    """
    values = np.asarray(values, float)
    values = values[np.isfinite(values)]
    if precision <= 0:
        raise ResultError(f"precision={precision}: must be above 0, in the unit of the values.")
    if len(values) < 2:
        raise ResultError(f"a pilot of {len(values)} runs tells no spread. Give two or more.")
    if share:
        p, z = values.mean(), stats.norm.ppf(0.5 + level / 2)

        def half(n):
            return z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))

    else:
        spread = values.std(ddof=1)

        def half(n):
            return stats.t.ppf(0.5 + level / 2, n - 1) * spread / np.sqrt(n)

    low, high = 1, 2
    while half(high) > precision:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if half(middle) <= precision else (middle, high)
    return high

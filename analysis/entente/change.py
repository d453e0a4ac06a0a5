"""When an alliance's course turns, and whether it shows before: turning points and early
warnings."""

import numpy as np
import pandas as pd
from scipy import stats

from .dates import YEAR
from .errors import ResultError, place_of
from .overruns import LEVEL, RESAMPLES, SEED, percentiles, resampled, share_interval

MOST = 1000  # runs that are looked at; more add little to shares of runs


# 5 % points of the test of n + 1 breaks against n, trimming 5 %, one mean: Bai & Perron 1998,
# table II.
CRITICAL = (9.63, 11.14, 12.16, 12.83, 13.45)


def breaks(values: np.ndarray, shortest: int) -> np.ndarray:
    """Places at which the mean of a series shifts.

    Least squares over all segmentations by dynamic programming; breaks are added as long as the
    sequential sup-F test says so (Bai & Perron 1998, 2003). The noise is taken as AR(1). Of series
    without any shift an eighth shows one at an autocorrelation of .8 (77 values), a third at .9.

    Parameters
    ----------
    values : ndarray, (times,)
        Without gaps.
    shortest : int
        Least length of a segment, at least 2.

    Returns
    -------
    ndarray of int
        First places of all segments but the first, five at most; empty if the mean does not shift.
    """
    values = np.asarray(values, float)
    length = len(values)
    most = min(len(CRITICAL), length // shortest - 1)
    if most < 1 or np.ptp(values) == 0.0:
        return np.array([], int)
    values = values - values.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(values**power)]) for power in (1, 2))
    at = np.arange(length + 1)
    size = at[None, :] - at[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = squares[None, :] - squares[:, None] - (sums[None, :] - sums[:, None]) ** 2 / size
    cost = np.where(size >= shortest, np.maximum(cost, 0.0), np.inf)
    best, trace, ways, rests = cost[0], [], [[]], [cost[0, length]]
    for _ in range(most):
        total = best[:, None] + cost
        trace.append(total.argmin(axis=0))
        best = total.min(axis=0)
        ways.append(_path(trace, length))
        rests.append(best[length])
    noise = [_long_run_variance(values, places) for places in ways]
    known = 0
    while True:  # two at once too, for shifts that undo each other are nothing one by one
        steps = ((known + 1, CRITICAL[min(known, most - 1)]), (known + 2, 2 * CRITICAL[-1]))
        finer = [
            n for n, price in steps if n <= most and rests[known] - rests[n] > price * noise[n]
        ]
        if not finer:
            return np.array(ways[known], int)
        known = finer[0]


def _path(trace: list, end: int) -> list:
    places = []
    for row in reversed(trace):
        end = int(row[end])
        places.append(end)
    return places[::-1]


def _long_run_variance(values: np.ndarray, places: list) -> float:
    """Of the residuals about the segments' means, as those of an AR(1) (Andrews & Monahan 1992)."""
    segments = np.split(values, places)
    rest = np.concatenate([segment - segment.mean() for segment in segments])
    freedom = max(len(rest) - len(segments), 1)
    before, after = rest[:-1], rest[1:]
    slope = float(before @ after / max(before @ before, 1e-300))
    slope += (1 + 3 * slope) * len(segments) / len(rest)  # bias of short segments (Kendall 1954)
    slope = min(max(slope, 0.0), 0.97)
    return (rest @ rest) / freedom * (1 + slope) / (1 - slope)


def turning_points(
    result, alliance: str, series="cohesion", shortest=5, window=2, most=MOST, level=LEVEL
) -> pd.DataFrame:
    """Turning points: when the level of an alliance's series shifts, in how many runs.

    Parameters
    ----------
    result : Result
    alliance : str
        Its id.
    series : str, optional
        Of the alliance.
    shortest : float, optional
        Years that a regime lasts at least.
    window : float, optional
        Years: a shift counts at all dates up to half of these before or after it.
    most : int, optional
        Runs that are looked at (`Result.sample`).

    Returns
    -------
    DataFrame
        time, probability (share of runs with a shift about then), low, high (Wilson's), shift (mean
        change of the level, of those runs), runs (in which the series exists then). `breaks` says
        how shifts are found.
    """
    name = f"alliance_{series}"
    at = place_of(alliance, result.alliance_ids, "an alliance of this result")
    years, half = result.years, window / 2 + 1e-9
    least = max(2, int(np.searchsorted(years, years[0] + shortest)))
    near, shifts, number, there = (np.zeros(len(years)) for _ in range(4))
    for block in result.sample(most).blocks(name, at=(slice(None), at)):
        for values in block[name].astype(float):
            known = np.flatnonzero(np.isfinite(values))
            there[known] += 1
            if len(known) < 2 * least or known[-1] - known[0] != len(known) - 1:
                continue
            places = breaks(values[known], least)
            levels = [segment.mean() for segment in np.split(values[known], places)]
            hit = np.zeros(len(years), bool)
            for place, shift in zip(places, np.diff(levels)):
                about = np.abs(years - years[known[place]]) <= half
                shifts += about * shift
                number += about
                hit |= about
            near += hit & np.isfinite(values)
    low, high = share_interval(near, there, level)
    with np.errstate(invalid="ignore"):
        return pd.DataFrame(
            {
                "time": result.time,
                "probability": near / there,
                "low": np.where(there > 0, low, np.nan),
                "high": np.where(there > 0, high, np.nan),
                "shift": shifts / number,
                "runs": there.astype(int),
            }
        )


def early_warnings(
    result,
    alliance: str,
    series="cohesion",
    kinds=("dissolved",),
    lead=20,
    most=MOST,
    level=LEVEL,
    resamples=RESAMPLES,
    seed=SEED,
) -> pd.DataFrame:
    """Early warnings: do variance and autocorrelation rise before an event (critical slowing down)?

    Trends of both in moving windows of half the lead, as Kendall's rank correlation with time
    (Dakos et al. 2012), in runs with the event before its first date, and in runs without it
    before dates drawn from those, so that what merely comes with the calendar is in both
    (Boettiger & Hastings 2012).

    Parameters
    ----------
    result : Result
        With at least 12 records in the lead: record by quarter or month.
    alliance : str
        Its id.
    series : str, optional
        Of the alliance.
    kinds : sequence of str, optional
        Kinds of events of the alliance that are warned of.
    lead : float, optional
        Years before the event.
    most : int, optional
        Runs that are looked at (`Result.sample`).

    Returns
    -------
    DataFrame
        indicator, with_event, without (mean trends), auc (probability that a run with the event has
        the larger trend; .5: no warning), low, high (bootstrap by run), runs_with, runs_without.
    """
    name = f"alliance_{series}"
    at = place_of(alliance, result.alliance_ids, "an alliance of this result")
    result = result.sample(most, seed)
    ids = {"alliance": alliance}
    data = result._gather("event", ["time", "alliance"], ids, kinds)
    date = pd.Series(data["time"]).groupby(data["run"]).min()
    others = np.setdiff1d(np.arange(result.size), date.index)
    if min(len(date), len(others)) < 5:
        raise ResultError(
            f"{len(date)} runs have {' or '.join(kinds)} in {alliance} and {len(others)} have not; "
            "five of each are needed. Choose other kinds, or more runs."
        )
    drawn = np.random.default_rng(seed).choice(date.to_numpy(), len(others))
    when = pd.concat([date, pd.Series(drawn, others)])
    trends, group = [], []
    for block in result.blocks(name, at=(slice(None), at)):
        for place, values in zip(block.run, block[name].astype(float)):
            last = np.searchsorted(result.days, when[place])
            first = np.searchsorted(result.days, when[place] - lead * YEAR)
            piece = values[first:last]
            if len(piece) >= 12 and np.isfinite(piece).all() and np.ptp(piece) > 0:
                trends.append(indicators(piece))
                group.append(place in date.index)
    trends, group = np.array(trends).reshape(-1, 2), np.array(group, bool)
    if min(group.sum(), (~group).sum()) < 5:
        raise ResultError(
            f"too few runs have 12 records of {series} in {lead} years before the event. "
            "Record more often (record.every: month), or take a longer lead."
        )
    weights = resampled(len(group), resamples, seed).astype(float)
    rows = []
    for n, indicator in enumerate(("variance", "autocorrelation")):
        column = trends[:, n]
        larger = (np.sign(column[group][:, None] - column[~group]) + 1) / 2
        one, other = weights[:, group], weights[:, ~group]
        with np.errstate(invalid="ignore"):
            again = ((one @ larger) * other).sum(axis=1) / (one.sum(axis=1) * other.sum(axis=1))
        low, high = percentiles(again, level)
        means = column[group].mean(), column[~group].mean()
        rows.append((indicator, *means, larger.mean(), low, high, *larger.shape))
    names = [
        "indicator",
        "with_event",
        "without",
        "auc",
        "low",
        "high",
        "runs_with",
        "runs_without",
    ]
    return pd.DataFrame(rows, columns=names)


def indicators(values: np.ndarray) -> tuple:
    """Kendall's correlation with time of the variance and of the lag-one autocorrelation in moving
    windows.

    Windows of half the length, of the series less its own straight line.
    """
    length = len(values)
    time = np.arange(length)
    rest = values - np.polyval(np.polyfit(time, values, 1), time)
    windows = np.lib.stride_tricks.sliding_window_view(rest, length // 2)
    centred = windows - windows.mean(axis=1, keepdims=True)
    variance = (centred**2).mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        lag = (centred[:, 1:] * centred[:, :-1]).mean(axis=1) / variance
    order = np.arange(len(windows))
    return tuple(
        np.nan_to_num(stats.kendalltau(order, each).correlation) for each in (variance, lag)
    )

"""Who pays: burden sharing within an alliance, over time and against GDP."""

import numpy as np
import pandas as pd

from .errors import ResultError, place_of
from .overruns import LEVEL, RESAMPLES, SEED, Means, percentiles
from .records import SPELLS, grid_of, records_of, spans

MEASURES = ("burden", "burden_gini", "exploitation")


def bands(
    result,
    series: str,
    alliance=None,
    state=None,
    dates=None,
    quantiles=(0.05, 0.25, 0.5, 0.75, 0.95),
    level=LEVEL,
    resamples=RESAMPLES,
    seed=SEED,
) -> pd.DataFrame:
    """A series over time: its mean and its quantiles over runs.

    Parameters
    ----------
    result : Result
    series : str
        Its name ("cohesion"), of the alliance or the state that is given.
    alliance, state : str
        One of them: the id.
    dates : sequence of dates, optional
        The record nearest to each is taken; default: all. Memory is 8 bytes x runs x dates.
    quantiles : sequence of float, optional
    level, resamples, seed : optional
        Of the mean's bootstrap by run.

    Returns
    -------
    DataFrame
        time, mean, low, high, a column for each quantile (q05 …), runs (with a value then).
    """
    if (alliance is None) == (state is None):
        raise ResultError("bands: give either alliance= or state=, the id of one of them.")
    table, each = ("state", state) if alliance is None else ("alliance", alliance)
    name = f"{table}_{series}"
    at = place_of(each, result.ids(table), f"a {table} of this result")
    if result.column(name).ndim > 3:
        raise ResultError(f"bands: {name} has an axis of its own. Take it from dataset or a frame.")
    records = records_of(result, dates)
    blocks = result.blocks(name, at=(records, at))
    values = np.concatenate([block[name] for block in blocks]).astype(float)
    means = Means(result.size, (len(records),), resamples, seed).add(np.arange(result.size), values)
    low, high = means.interval(level)
    frame = pd.DataFrame(
        {"time": result.time[records], "mean": means.mean, "low": low, "high": high}
    )
    known = np.isfinite(values).sum(axis=0)
    whole = known == len(values)
    cut = np.full((len(quantiles), len(records)), np.nan)
    if whole.any() and len(quantiles):
        cut[:, whole] = np.quantile(values[:, whole], quantiles, axis=0)
    for record in np.flatnonzero(~whole & (known > 0) & (len(quantiles) > 0)):
        column = values[:, record]
        cut[:, record] = np.quantile(column[np.isfinite(column)], quantiles)
    for quantile, row in zip(quantiles, cut):
        frame[f"q{100 * quantile:02.0f}"] = row
    return frame.assign(runs=known)


def burden_sharing(
    result, alliance: str, dates=None, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Burden sharing in an alliance over time.

    Parameters
    ----------
    result : Result
        With the alliances' series burden, burden_gini and exploitation, recorded by default.
    alliance : str
        Its id.
    dates : sequence of dates, optional
        The record nearest to each is taken; default: all.

    Returns
    -------
    DataFrame
        time, measure, mean, low, high, runs. Measures: burden (defence spending of all members
        over their GDP), burden_gini (Gini coefficient of the members' shares of GDP), exploitation
        (Spearman's rank correlation of GDP and burden; positive where the small ride free on the
        great: Olson & Zeckhauser 1966). Bootstrap by run.
    """
    pieces = []
    for measure in MEASURES:
        told = bands(result, measure, alliance, None, dates, (), level, resamples, seed)
        pieces.append(told.assign(measure=measure))
    frame = pd.concat(pieces, ignore_index=True)
    return frame[["time", "measure", "mean", "low", "high", "runs"]]


def burden(
    result, alliance: str, date, most=2000, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """What each member pays at a date, against its GDP.

    Parameters
    ----------
    result : Result
        With the states' series burden and gdp, recorded by default.
    alliance : str
        Its id.
    date : date
        The record nearest to it is taken.
    most : int, optional
        Runs that are looked at (`Result.sample`): a date of a state's series costs as much to read
        as all.

    Returns
    -------
    DataFrame
        state, gdp (billion USD), burden (share of GDP), low, high (of the burden's mean), inside
        (share of runs in which it is a member; the means are over these); by falling GDP. Bootstrap
        by run. ``attrs``: exploitation, its low and high: Spearman's rank correlation of gdp and
        burden over the states that are members in half of the runs.
    """
    place = place_of(alliance, result.alliance_ids, "an alliance of this result")
    record = int(records_of(result, date)[0])
    result = result.sample(most, seed)
    states = len(result.state_ids)
    paid, wealth = (Means(result.size, (states,), resamples, seed) for _ in range(2))
    inside = np.zeros((result.size, states), bool)
    day = grid_of(result, result.days[record] * np.timedelta64(1, "D") + result.calendar.first)
    for block in result.blocks("state_burden", "state_gdp", *SPELLS, at=(record,)):
        first, end = spans(result, block, day)
        belongs = (block["spell_alliance"] == place) & (first == 0) & (end > 0)
        inside[block["spell_run"][belongs], block["spell_state"][belongs]] = True
        paid.add(block.run, block["state_burden"], inside[block.run])
        wealth.add(block.run, block["state_gdp"], inside[block.run])
    low, high = paid.interval(level)
    frame = pd.DataFrame(
        {
            "state": result.state_ids,
            "gdp": wealth.mean,
            "burden": paid.mean,
            "low": low,
            "high": high,
            "inside": inside.mean(axis=0),
        }
    )
    steady = np.flatnonzero(frame["inside"] >= 0.5)
    frame.attrs = exploitation(wealth, paid, steady, level)
    frame = frame[frame["inside"] > 0].sort_values("gdp", ascending=False)
    return frame.reset_index(drop=True)


def exploitation(wealth: Means, paid: Means, steady: np.ndarray, level: float) -> dict:
    def ranked(values):
        return pd.DataFrame(values[..., steady].reshape(-1, len(steady))).rank(axis=1).to_numpy()

    def correlation(one, other):
        one, other = (
            ranks - ranks.mean(axis=1, keepdims=True) for ranks in (ranked(one), ranked(other))
        )
        with np.errstate(invalid="ignore"):
            return (one * other).sum(1) / np.sqrt((one**2).sum(1) * (other**2).sum(1))

    low, high = percentiles(correlation(wealth.replicates, paid.replicates), level)
    whole = correlation(wealth.mean, paid.mean)
    return {"exploitation": float(whole[0]), "low": float(low), "high": float(high)}

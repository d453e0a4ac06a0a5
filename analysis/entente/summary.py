"""The headline: what became of each alliance."""

import numpy as np
import pandas as pd

from .members import turnover
from .overruns import LEVEL, RESAMPLES, SEED, Means, share_interval
from .records import SPELLS, last_days, values_at

MEASURES = ("members", "cohesion", "burden", "burden_gini", "exploitation", "weakest_margin")


def summary(
    result, alliances=None, date=None, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """What became of each alliance, over runs.

    Parameters
    ----------
    result : Result
    alliances : str or list of str, optional
        Ids; default: all.
    date : date, optional
        Of the series; default: each run's last record.

    Returns
    -------
    DataFrame
        alliance, measure, mean, low, high, runs (that it is over). Measures: ``lasts`` (share of
        runs in which it has members at the end; Wilson's interval), ``exits`` (a run),
        ``exit_rate`` (a member-year), then at the date, over runs in which the alliance exists,
        what is recorded of members, cohesion, burden, burden_gini, exploitation and weakest_margin
        (bootstrap by run).
    """
    chosen = np.sort(result._rows("alliance", alliances))
    names = [result.alliance_ids[n] for n in chosen]
    alive = np.zeros((result.size, len(result.alliance_ids)), bool)
    exits = np.zeros(alive.shape)
    end = last_days(result)
    for block in result.blocks(*SPELLS):
        run, of = block["spell_run"], block["spell_alliance"]
        ended = (block["spell_open"] == 0) & (block["spell_exit"] <= end[run])
        np.add.at(exits, (run, of), ended)
        alive[run[~ended], of[~ended]] = True
    left = Means(result.size, exits.shape[1:], resamples, seed).add(np.arange(result.size), exits)
    rates = turnover(result, level=level, resamples=resamples, seed=seed)
    rows = []
    for n, name in zip(chosen, names):
        count = int(alive[:, n].sum())
        lasts = share_interval(count, result.size, level)
        rows.append((name, "lasts", count / result.size, *lasts, result.size))
        rows.append(
            (
                name,
                "exits",
                left.mean[n],
                *(bound[n] for bound in left.interval(level)),
                result.size,
            )
        )
        rows.append((name, "exit_rate", *rates.loc[n, ["exit_rate", "low", "high"]], result.size))
    measures = [measure for measure in MEASURES if measure in result.series("alliance")]
    series = [f"alliance_{measure}" for measure in measures]
    everyone = np.arange(result.size)
    values = values_at(result, series, date)
    means = {
        name: Means(result.size, exits.shape[1:], resamples, seed).add(everyone, values[name])
        for name in series
    }
    runs = {name: np.isfinite(values[name]).sum(axis=0) for name in series}
    for measure, name in zip(measures, series):
        low, high = means[name].interval(level)
        for n in chosen:
            told = (means[name].mean[n], low[n], high[n], int(runs[name][n]))
            rows.append((result.alliance_ids[n], measure, *told))
    frame = pd.DataFrame(rows, columns=["alliance", "measure", "mean", "low", "high", "runs"])
    return frame.sort_values("alliance", kind="stable", ignore_index=True)

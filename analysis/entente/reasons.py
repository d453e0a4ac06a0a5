"""Why it happened, and what followed: shares of utility by reason, and cascades of exits."""

import numpy as np
import pandas as pd

from .dates import YEAR
from .errors import ResultError, place_of
from .overruns import LEVEL, RESAMPLES, SEED, Means, percentiles, resampled


def why(
    result, kinds="left", alliance=None, state=None, level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """Why members left: the mean share of each reason in the utility that decided it, over runs.

    Parameters
    ----------
    result : Result
    kinds : str or list of str, optional
        Kinds of events that a utility decides: left, notice_given, applied, admitted, refused …
    alliance, state : str, optional
        Ids of those that count; default: all.
    level, resamples, seed : optional
        Of the bootstrap, which draws whole runs.

    Returns
    -------
    DataFrame
        feature, share (mean over events), low, high, about; the most negative first. Shares add up
        to the mean utility before clipping: what is negative pushed out, what is positive held.
        ``attrs["events"]`` has their number.

    Raises
    ------
    ResultError
        If no such event has reasons.
    """
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    known = list(result.kinds["kind"])
    wanted = [place_of(kind, known, "a kind of event of this result") for kind in kinds]
    chosen = {
        name: result._rows(name, ids) for name, ids in (("alliance", alliance), ("state", state))
    }
    means = Means(result.size, (len(result.feature_ids),), resamples, seed)
    number = 0
    for block in result.blocks(
        "event_kind", "event_alliance", "event_state", "event_feature_share"
    ):
        keep = np.isin(block["event_kind"], wanted)
        for name, ids in (("alliance", alliance), ("state", state)):
            if ids is not None:
                keep &= np.isin(block[f"event_{name}"], chosen[name])
        place = np.flatnonzero(keep)
        shares = block["event_feature_share"][place]
        told = np.isfinite(shares).any(axis=1)
        run = block["event_run"][place][told] - block.run[0]
        count = np.bincount(run, minlength=len(block.run)).astype(float)
        total = np.zeros((len(block.run), shares.shape[1]))
        np.add.at(total, run, np.nan_to_num(shares[told]))
        weight = np.repeat(count[:, None], total.shape[1], axis=1)
        means.add(block.run, total / np.maximum(weight, 1), weight)
        number += int(told.sum())
    if not number:
        raise ResultError(
            f"no event of kind {', '.join(kinds)} keeps reasons here. Choose others, or more runs."
        )
    low, high = means.interval(level)
    frame = pd.DataFrame(
        {"feature": result.feature_ids, "share": means.mean, "low": low, "high": high}
    )
    frame["about"] = result.column("feature_about")[:]
    frame = frame.sort_values("share", ignore_index=True)
    frame.attrs["events"] = number
    return frame


def cascades(
    result,
    alliance=None,
    kinds=("left", "expelled", "exit_scheduled"),
    within=(0.5, 1, 2, 3, 5),
    level=LEVEL,
    resamples=RESAMPLES,
    seed=SEED,
) -> pd.DataFrame:
    """Cascades: how often an exit is followed by another soon after, against what chance would
    have.

    Chance is the other runs: at the same dates they have the same history, but not this exit. So a
    ratio above 1 is contagion or a common cause of this run, not a date at which all leave.

    Parameters
    ----------
    result : Result
        Of two runs or more.
    alliance : str, optional
        Id; default: exits from all alliances, each followed by one from the same alliance.
    kinds : sequence of str, optional
        Kinds of events that are exits.
    within : sequence of float, optional
        Years after an exit in which another counts.

    Returns
    -------
    DataFrame
        within (years), exits, followed (share), expected (mean share of the other runs with an
        exit in those years), ratio, low, high (of the ratio: bootstrap by run).
    """
    if result.size < 2:
        raise ResultError("cascades compares runs; there is one only. Run more: runs=100.")
    known = list(result.kinds["kind"])
    wanted = [
        place_of(kind, known, "a kind of event of this result") for kind in kinds if kind in known
    ]
    data = result._gather("event", ["kind", "time", "alliance"], {"alliance": alliance})
    keep = np.isin(data["kind"], wanted) & (data["alliance"] >= 0)
    run, time, of = (data[name][keep].astype(np.int64) for name in ("run", "time", "alliance"))
    if not len(run):
        raise ResultError(
            "no exit happened, so none was followed. Choose other kinds or more runs."
        )
    weights = resampled(result.size, resamples, seed).astype(float)
    rows = []
    for years in within:
        length = int(round(years * YEAR))
        follow, expected = np.zeros(len(run)), np.zeros(len(run))
        for each in np.unique(of):
            here = of == each
            follow[here], expected[here] = followed(run[here], time[here], length, result.size)
        sums = [np.bincount(run, v, result.size) for v in (follow, expected)]
        with np.errstate(invalid="ignore", divide="ignore"):
            drawn = (weights @ sums[0]) / (weights @ sums[1])
            ratio = sums[0].sum() / sums[1].sum()
        low, high = percentiles(drawn, level)
        rows.append(
            (years, len(run), follow.mean(), expected.mean(), ratio, float(low), float(high))
        )
    return pd.DataFrame(
        rows, columns=["within", "exits", "followed", "expected", "ratio", "low", "high"]
    )


def followed(run: np.ndarray, time: np.ndarray, length: int, runs: int) -> tuple:
    """Of each exit: whether another of its run comes in (t, t + length], and the share of other
    runs that have one.

    A run has an exit in that time iff t lies in the union of [s - length, s) over its exits s.
    """
    order = np.lexsort((time, run))
    run_, time_ = run[order], time[order]
    same = run_[1:] == run_[:-1]
    start = time_ - length
    start[1:] = np.where(same, np.maximum(start[1:], time_[:-1]), start[1:])
    starts, ends = np.sort(start), np.sort(time_)
    covered = np.searchsorted(starts, time, "right") - np.searchsorted(ends, time, "right")
    own = np.zeros(len(run), bool)
    nearest = np.full(len(run), np.iinfo(np.int64).max)
    key = run_ * (time_.max() + length + 2) + time_
    after = np.searchsorted(key, run * (time_.max() + length + 2) + time, "right")
    there = after < len(key)
    there[there] = run_[after[there]] == run[there]
    nearest[there] = time_[after[there]]
    own = nearest <= time + length
    return own.astype(float), (covered - own) / (runs - 1)

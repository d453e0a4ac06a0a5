"""Who belongs, with whom, and who is pivotal, over runs."""

import networkx as nx
import numpy as np
import pandas as pd

from .dates import YEAR
from .errors import place_of
from .overruns import LEVEL, RESAMPLES, SEED, Means, share_interval
from .records import SPELLS, grid_of, records_of, runs_at, spans


def membership(result, alliances=None, dates=None, level=LEVEL) -> pd.DataFrame:
    """Probability of belonging: the share of runs in which a state is a member at a date.

    Parameters
    ----------
    result : Result
    alliances : str or list of str, optional
        Ids; default: all.
    dates : sequence of dates or str, optional
        Default: the recorded ones. A frequency of pandas (``"MS"``: first of each month) asks
        between records too, for memberships are known to the day.
    level : float, optional
        Of the interval.

    Returns
    -------
    DataFrame
        alliance, state, time, probability, low, high, runs (that reached the date); of all states
        that are members in some run at some of the dates. Wilson's intervals over runs.
    """
    grid = grid_of(result, dates)
    chosen = result._rows("alliance", alliances)
    row = np.full(len(result.alliance_ids), -1)
    row[chosen] = np.arange(len(chosen))
    shape = (len(chosen), len(result.state_ids), len(grid) + 1)
    change = np.zeros(int(np.prod(shape)), np.int64)
    for block in result.blocks(*SPELLS):
        at = row[block["spell_alliance"]]
        keep = at >= 0
        for place, sign in zip(spans(result, block, grid), (1, -1)):
            where = (at[keep], block["spell_state"][keep], place[keep])
            change += sign * np.bincount(np.ravel_multi_index(where, shape), minlength=len(change))
    count = change.reshape(shape).cumsum(axis=2)[:, :, :-1]
    reached = runs_at(result, grid)
    alliance, state = np.nonzero(count.any(axis=2))
    count = count[alliance, state]
    runs = np.broadcast_to(reached, count.shape)
    low, high = share_interval(count, runs, level)
    known = np.where(runs > 0, 1.0, np.nan)  # where no run came nothing is known
    length = len(grid)
    return pd.DataFrame(
        {
            "alliance": np.repeat(np.array(result.alliance_ids, object)[chosen[alliance]], length),
            "state": np.repeat(np.array(result.state_ids, object)[state], length),
            "time": np.tile(result.calendar.dates(grid), len(count)),
            "probability": (known * count / np.maximum(runs, 1)).ravel(),
            "low": (known * low).ravel(),
            "high": (known * high).ravel(),
            "runs": runs.ravel(),
        }
    )


def pivotal(result, alliance: str, dates=None, level=LEVEL) -> pd.DataFrame:
    """Who is pivotal: the share of runs in which an alliance's security can least miss a state.

    Parameters
    ----------
    result : Result
        With the series ``alliances.pivotal_state``, which is recorded by default.
    alliance : str
        Its id.
    dates : sequence of dates, optional
        The record nearest to each is taken; default: all.

    Returns
    -------
    DataFrame
        time, state, probability, low, high, runs (that have a pivotal state then). Wilson's
        intervals over runs. models/README.md, "Stability", defines pivotality.
    """
    at = place_of(alliance, result.alliance_ids, "an alliance of this result")
    records = records_of(result, dates)
    count = np.zeros((len(records), len(result.state_ids)), np.int64)
    for block in result.blocks("alliance_pivotal_state", at=(records, at)):
        who = block["alliance_pivotal_state"]
        np.add.at(count, (np.nonzero(who >= 0)[1], who[who >= 0]), 1)
    runs = np.broadcast_to(count.sum(axis=1, keepdims=True), count.shape)
    record, state = np.nonzero((runs > 0) & count.any(axis=0))
    count, runs = count[record, state], runs[record, state]
    low, high = share_interval(count, runs, level)
    return pd.DataFrame(
        {
            "time": result.time[records][record],
            "state": np.array(result.state_ids, object)[state],
            "probability": count / runs,
            "low": low,
            "high": high,
            "runs": runs,
        }
    )


def network(result, date, alliances=None, level=LEVEL) -> pd.DataFrame:
    """Networks of co-membership: the share of runs in which two states belong to the same alliance.

    Parameters
    ----------
    result : Result
    date : date
    alliances : str or list of str, optional
        Ids of those that count; default: all.

    Returns
    -------
    DataFrame
        state, other (each pair once, in the order of their ids), probability (of at least one
        alliance in common), low, high (Wilson's, over the runs that reached the date), alliances
        (mean number in common).
    """
    day = grid_of(result, date)
    chosen = result._rows("alliance", alliances)
    states = len(result.state_ids)
    ever, number = np.zeros((states, states)), np.zeros((states, states))
    for block in result.blocks(*SPELLS):
        first, end = spans(result, block, day)
        inside = (first == 0) & (end > 0) & np.isin(block["spell_alliance"], chosen)
        run = block["spell_run"][inside]
        belongs = np.zeros((len(block.run), states, len(result.alliance_ids)), np.float32)
        belongs[
            run - block.run[0], block["spell_state"][inside], block["spell_alliance"][inside]
        ] = 1
        for at in range(0, len(belongs), 256):
            common = belongs[at : at + 256] @ belongs[at : at + 256].transpose(0, 2, 1)
            ever += (common > 0).sum(axis=0)
            number += common.sum(axis=0)
    one, other = np.nonzero(np.triu(ever, 1))
    runs = int(runs_at(result, day)[0])
    low, high = share_interval(ever[one, other], runs, level)
    ids = np.array(result.state_ids, object)
    return pd.DataFrame(
        {
            "state": ids[one],
            "other": ids[other],
            "probability": ever[one, other] / max(runs, 1),
            "low": low,
            "high": high,
            "alliances": number[one, other] / max(runs, 1),
        }
    )


def graph(network: pd.DataFrame, at_least: float = 0.5) -> nx.Graph:
    """What `network` gave, as a graph of networkx.

    Parameters
    ----------
    network : DataFrame
    at_least : float, optional
        Least probability of a pair that is in it; it is the edge's weight.

    Returns
    -------
    networkx.Graph
    """
    kept = network[network["probability"] >= at_least]
    return nx.from_pandas_edgelist(
        kept.rename(columns={"probability": "weight"}), "state", "other", "weight"
    )


def turnover(result, alliances=None, level=LEVEL, resamples=RESAMPLES, seed=SEED) -> pd.DataFrame:
    """Entries and exits a year of membership, and how long memberships last, by alliance.

    Parameters
    ----------
    result : Result
    alliances : str or list of str, optional
        Ids; default: all.
    level, resamples, seed : optional
        Of the bootstrap by run.

    Returns
    -------
    DataFrame
        alliance, memberships (a run), exits (a run), years (of membership a run), exit_rate (a
        member-year), low, high (bootstrap by run).
    """
    chosen = result._rows("alliance", alliances)
    shape = (result.size, len(result.alliance_ids))
    spells, exits, years = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for block in result.blocks(*SPELLS):
        at = (block["spell_run"], block["spell_alliance"])
        np.add.at(spells, at, 1)
        np.add.at(exits, at, block["spell_open"] == 0)
        np.add.at(years, at, (block["spell_exit"].astype(float) - block["spell_entry"]) / YEAR)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = Means(result.size, shape[1:], resamples, seed).add(
            np.arange(shape[0]), exits / years, years
        )
    low, high = rate.interval(level)
    frame = pd.DataFrame(
        {
            "alliance": result.alliance_ids,
            "memberships": spells.mean(axis=0),
            "exits": exits.mean(axis=0),
            "years": years.mean(axis=0),
            "exit_rate": rate.mean,
            "low": low,
            "high": high,
        }
    )
    return frame.iloc[chosen].reset_index(drop=True)

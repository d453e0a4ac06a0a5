"""What is asked of a run: numbers that worlds, points and runs can differ in."""

import numpy as np
import pandas as pd

from .errors import ResultError, did_you_mean, place_of
from .records import SPELLS, members_at, records_of, values_at


def outcomes(result, date=None) -> pd.DataFrame:
    """A number of each run for all that two worlds can differ in.

    Parameters
    ----------
    result : Result
    date : date, optional
        The record nearest to it is taken; default: each run's last.

    Returns
    -------
    DataFrame, a row for each run that counts
        Of each alliance its recorded series ("NATO.cohesion"), of each state in each alliance
        whether it is a member ("FRA in NATO"), of each state its recorded series ("FRA.burden").
    """
    day = _day_of(result, date)
    names = [
        f"{table}_{each}"
        for table in ("alliance", "state")
        for each in result.series(table)
        if result.column(f"{table}_{each}").ndim == 3 and each not in ("active", "pivotal_state")
    ]
    states, alliances = result.state_ids, result.alliance_ids
    inside = np.zeros((result.size, len(states), len(alliances)), bool)
    for block in result.blocks(*SPELLS):
        now = members_at(result, block, day)
        inside[
            block["spell_run"][now], block["spell_state"][now], block["spell_alliance"][now]
        ] = True
    values = values_at(result, names, date)
    pieces = [values[name] for name in names]
    titles = [
        f"{each}.{n.split('_', 1)[1]}" for n in names for each in result.ids(n.split("_", 1)[0])
    ]
    frame = pd.DataFrame(np.concatenate(pieces, axis=1), columns=titles)
    ever = np.argwhere(inside.any(axis=0))
    belongs = {f"{states[s]} in {alliances[a]}": inside[:, s, a].astype(float) for s, a in ever}
    return pd.concat([frame, pd.DataFrame(belongs)], axis=1)


def numbers_of(result, outcome, date=None) -> np.ndarray:
    """An outcome as a number for each run.

    Parameters
    ----------
    result : Result
    outcome : str, function of a Result, or array
        "NATO.cohesion" and "FRA.burden" are series at the date, "FRA in NATO" is whether it is a
        member then (0 or 1), "NATO.exits" the number of members that left it or were expelled,
        "NATO.lasts" whether it has members at the end. Or a function that gives a number (or
        truth) for each run.
    date : date, optional
        The record nearest to it is taken; default: each run's last.

    Returns
    -------
    ndarray of float, (runs,)

    Raises
    ------
    ResultError
        If there is no such outcome, or the numbers are not one for each run.
    """
    if isinstance(outcome, str):
        return _named(result, outcome, date)
    values = np.asarray(outcome(result) if callable(outcome) else outcome, float)
    if values.shape != (result.size,):
        raise ResultError(
            f"the outcome has the shape {values.shape}; {result.size} numbers are needed, one for each run."
        )
    return values


def _day_of(result, date):
    """The day of the record nearest to a date; None for each run's end."""
    if date is None:
        return None
    return result.calendar.dates(result.days[records_of(result, date)])[0]


def _named(result, outcome: str, date) -> np.ndarray:
    if " in " in outcome:
        state, alliance = outcome.split(" in ", 1)
        who = place_of(state, result.state_ids, "a state of this result")
        where = place_of(alliance, result.alliance_ids, "an alliance of this result")
        inside = np.zeros(result.size)
        day = _day_of(result, date)
        for block in result.blocks(*SPELLS):
            keep = (block["spell_state"] == who) & (block["spell_alliance"] == where)
            inside[block["spell_run"][keep & members_at(result, block, day)]] = 1.0
        return inside
    each, _, series = outcome.partition(".")
    table = next((t for t in ("alliance", "state") if each in result.ids(t)), None)
    if table is None or not series:
        known = result.alliance_ids + result.state_ids
        raise ResultError(
            f"outcome '{outcome}': must be like NATO.cohesion, FRA.burden or 'FRA in NATO', with an "
            f"alliance or a state of this result.{did_you_mean(each, known)}"
        )
    if table == "alliance" and series in ("exits", "lasts"):
        data = result._gather("spell", ["open", "exit_kind"], {"alliance": each})
        if series == "lasts":
            return (np.bincount(data["run"], data["open"], result.size) > 0).astype(float)
        how = result._meant(result.column("spell_exit_kind"), data["exit_kind"])
        left = np.isin(np.asarray(how, object), ["left", "expelled"])
        return np.bincount(data["run"], left, result.size)
    at = result.ids(table).index(each)
    name = f"{table}_{series}"
    if result.column(name).ndim != 3:
        raise ResultError(f"outcome '{outcome}': {name} has an axis of its own. Give a function.")
    return values_at(result, [name], date, at=(at,))[name]

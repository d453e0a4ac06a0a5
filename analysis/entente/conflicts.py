"""What came of wars, promises and missions."""

import numpy as np
import pandas as pd

from .dates import YEAR
from .errors import ResultError
from .overruns import LEVEL, RESAMPLES, SEED, Means, percentiles, resampled, share_interval
from .records import last_days

OUTCOMES = {"war_won": "won", "war_lost": "lost", "war_stalemate": "stalemate", "war_lapsed": "lapsed"}
ENDS = {
    "mission_succeeded": "success",
    "mission_failed": "failure",
    "mission_expired": "expiry",
    "mission_deserted": "deserted",
    "mission_unwelcome": "unwelcome",
}


def _kinds(result, wanted, mechanism: str) -> dict:
    """Places of kinds of events that a mechanism tells."""
    if mechanism not in result.provenance["scenario"].get("pipeline", ()):
        raise ResultError(
            f"the model has no {mechanism}: put {mechanism} into the scenario's pipeline."
        )
    known = list(result.kinds["kind"])
    return {kind: known.index(kind) for kind in wanted if kind in known}


def _codes(frame: pd.DataFrame, result, names) -> pd.DataFrame:
    for name in names:
        ids = result.ids("state" if name in ("attacker", "target", "state") else "alliance")
        frame[name] = pd.Categorical.from_codes(frame[name], ids)
    return frame


def war_list(result) -> pd.DataFrame:
    """Every war.

    Parameters
    ----------
    result : Result
        Of a scenario with crises in its pipeline.

    Returns
    -------
    DataFrame
        run, attacker, target, began (date), years (until its end or that of the run), outcome (of
        the attacker: won, lost, stalemate, lapsed; open where it had not ended).

    Raises
    ------
    ResultError
        If the model has no crises.
    """
    kinds = _kinds(result, ["attacked", *OUTCOMES], "crises")
    data = pd.DataFrame(
        result._gather("event", ["kind", "time", "state", "partner"], {}, tuple(kinds))
    )
    begins = data["kind"] == kinds["attacked"]
    pair = ["run", "state", "partner"]
    data["nth"] = data.groupby(pair + [begins]).cumcount()  # a pair's wars follow one another
    ends = data[~begins].rename(columns={"time": "end", "kind": "how"})
    wars = data[begins].merge(ends, on=[*pair, "nth"], how="left").sort_values(["run", "time"])
    last = np.asarray(last_days(result), float)[wars["run"].to_numpy()]
    names = {place: OUTCOMES[kind] for kind, place in kinds.items() if kind in OUTCOMES}
    frame = pd.DataFrame(
        {
            "run": result.run[wars["run"].to_numpy()],
            "attacker": wars["state"].to_numpy(),
            "target": wars["partner"].to_numpy(),
            "began": result.calendar.dates(wars["time"].to_numpy()),
            "years": (wars["end"].fillna(pd.Series(last, wars.index)) - wars["time"]).to_numpy()
            / YEAR,
            "outcome": wars["how"].map(names).fillna("open").to_numpy(),
        }
    )
    return _codes(frame, result, ["attacker", "target"])


def wars(result, level=LEVEL, resamples=RESAMPLES, seed=SEED) -> pd.DataFrame:
    """How many wars there are, how they end for those who begin them, and how long they last.

    Parameters
    ----------
    result : Result
        Of a scenario with crises in its pipeline.
    level, resamples, seed : optional
        Of the bootstrap, which draws whole runs.

    Returns
    -------
    DataFrame
        outcome (won, lost, stalemate, lapsed, open), wars (mean number a run), low, high, share
        (of all wars), years (median length). `war_list` gives each war.
    """
    listed = war_list(result)
    outcomes = [*OUTCOMES.values(), "open"]
    place = pd.Index(result.run).get_indexer(listed["run"])
    counts = np.zeros((result.size, len(outcomes)))
    np.add.at(counts, (place, [outcomes.index(each) for each in listed["outcome"]]), 1)
    means = Means(result.size, (len(outcomes),), resamples, seed).add(range(result.size), counts)
    low, high = means.interval(level)
    length = listed.groupby("outcome")["years"].median()
    return pd.DataFrame(
        {
            "outcome": outcomes,
            "wars": means.mean,
            "low": low,
            "high": high,
            "share": counts.sum(axis=0) / max(len(listed), 1),
            "years": [length.get(each, np.nan) for each in outcomes],
        }
    )


def obligations(
    result, by="alliance", level=LEVEL, resamples=RESAMPLES, seed=SEED
) -> pd.DataFrame:
    """How often promises to fight beside an ally are kept when they are called in.

    Parameters
    ----------
    result : Result
        Of a scenario with crises in its pipeline.
    by : {"alliance", "state"}
        Whose promises are told apart.
    level, resamples, seed : optional
        Of the bootstrap, which draws whole runs.

    Returns
    -------
    DataFrame
        alliance or state, called (promises called in, mean number a run), honoured (share of them
        that were kept), low, high; the most faithful first.

    Raises
    ------
    ResultError
        If the model has no crises, or nothing was called in.
    """
    if by not in ("alliance", "state"):
        raise ResultError(f"by='{by}': must be 'alliance' or 'state'.")
    kinds = _kinds(result, ["obligation_honoured", "obligation_violated"], "crises")
    data = result._gather("event", ["kind", by], {}, tuple(kinds))
    if not len(data["run"]):
        raise ResultError("no promise was called in. Choose more runs.")
    draws = resampled(result.size, resamples, seed).astype(float)
    kept = data["kind"] == kinds["obligation_honoured"]
    rows = []
    for each in np.unique(data[by]):
        mine = data[by] == each
        called = np.bincount(data["run"][mine], minlength=result.size)
        honoured = np.bincount(data["run"][mine & kept], minlength=result.size)
        with np.errstate(invalid="ignore"):
            low, high = percentiles((draws @ honoured) / (draws @ called), level)
        rows.append((each, called.mean(), honoured.sum() / called.sum(), float(low), float(high)))
    frame = pd.DataFrame(rows, columns=[by, "called", "honoured", "low", "high"])
    return _codes(frame, result, [by]).sort_values("honoured", ascending=False, ignore_index=True)


def missions(result, level=LEVEL) -> pd.DataFrame:
    """Which missions begin, how they end and how long they last.

    Parameters
    ----------
    result : Result
        Of a scenario with missions in its pipeline.
    level : optional
        Of Wilson's interval for the share of runs.

    Returns
    -------
    DataFrame
        mission, end (success, failure, expiry, deserted, unwelcome, ended: by the schedule or with
        its lead; running: at the end of the run; never: not begun), runs, share (of all runs), low,
        high, years (median length; NaN of those that never began). A row for each end that happens.

    Raises
    ------
    ResultError
        If the model or the scenario has no missions.
    """
    kinds = _kinds(result, ["mission_opened", *ENDS, "dissolved"], "missions")
    alliances = result.provenance["scenario"]["alliances"]
    named = [each for each in result.alliance_ids if alliances[each].get("mission", "none") != "none"]
    if not named:
        raise ResultError("the scenario has no missions.")
    data = pd.DataFrame(
        result._gather("event", ["kind", "time", "alliance"], {"alliance": named}, tuple(kinds))
    )
    # A mission lasts from its first member's entry: some have members by the scenario.
    spells = pd.DataFrame(result._gather("spell", ["alliance", "entry"], {"alliance": named}))
    begun = spells.groupby(["alliance", "run"])["entry"].min().rename("begun")
    names = {place: ENDS.get(kind, "ended") for kind, place in kinds.items()}
    over = data[data["kind"] != kinds["mission_opened"]].drop_duplicates(["alliance", "run"])
    over = over.set_index(["alliance", "run"])
    each = begun.to_frame().join(over[["time", "kind"]])
    each["end"] = each["kind"].map(names).fillna("running")
    last = np.asarray(last_days(result), float)[each.index.get_level_values("run")]
    each["years"] = (each["time"].fillna(pd.Series(last, each.index)) - each["begun"]) / YEAR
    rows = []
    for mission in result._rows("alliance", named):
        here = each[each.index.get_level_values("alliance") == mission]
        ends = here.groupby("end")["years"].agg(["size", "median"])
        found = [(end, int(n), years) for end, (n, years) in ends.iterrows()]
        if len(here) < result.size:
            found.append(("never", result.size - len(here), np.nan))
        for end, runs, years in sorted(found, key=lambda one: -one[1]):
            low, high = share_interval(runs, result.size, level)
            rows.append((mission, end, runs, runs / result.size, float(low), float(high), years))
    columns = ["mission", "end", "runs", "share", "low", "high", "years"]
    return _codes(pd.DataFrame(rows, columns=columns), result, ["mission"])

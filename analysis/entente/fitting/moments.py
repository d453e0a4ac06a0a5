"""Moments: numbers of a result that can be held against data.

A moment is a function of a `Result` that gives value and standard error over its runs; NaN where the runs
do not tell. `MOMENTS` names those that a fit may call by name, with what is published of them.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np

from ..conflicts import _kinds
from ..dates import YEAR
from ..errors import did_you_mean
from ..facts import FACTS
from ..facts import moment as fact_of
from ..records import last_days


@dataclass(frozen=True)
class Moment:
    """A moment, and its value in the data as published.

    Attributes
    ----------
    function : function of a Result
        Gives value and standard error.
    target, standard_error : float, optional
    until : int, optional
        Last year of the data.
    source : str
    """

    function: Callable
    target: float | None = None
    standard_error: float | None = None
    until: int | None = None
    source: str = ""

    @property
    def about(self) -> str:
        return (self.function.__doc__ or "").strip().split("\n")[0]


def ratio(counts, exposures) -> tuple:
    """The ratio of two sums over runs and its standard error (Cochran 1977, ratio estimator)."""
    counts, exposures = np.asarray(counts, float), np.asarray(exposures, float)
    runs, whole = len(counts), exposures.sum()
    if whole <= 0:
        return np.nan, np.nan
    value = counts.sum() / whole
    spread = ((counts - value * exposures) ** 2).sum() * runs / max(runs - 1, 1)
    return float(value), float(np.sqrt(spread) / whole)


def events_by_run(result, *kinds, mechanism) -> np.ndarray:
    """How many events of some kinds each run has."""
    places = tuple(_kinds(result, kinds, mechanism))
    return np.bincount(result._gather("event", ["kind"], {}, places)["run"], minlength=result.size)


def state_years(result) -> np.ndarray:
    """Years that all states together existed, of each run, from the states at each recorded date."""
    return _integral(result, _alive(result))


def pair_years(result) -> np.ndarray:
    """The same of pairs of states."""
    alive = _alive(result)
    return _integral(result, alive * (alive - 1) / 2)


def _alive(result) -> np.ndarray:
    alive = np.zeros((result.size, len(result.days)))
    for block in result.blocks("state_active"):
        alive[block.run] = np.asarray(block["state_active"]).sum(axis=2)
    return alive


def _integral(result, numbers: np.ndarray) -> np.ndarray:
    last = last_days(result)[:, None]
    ends = np.minimum(np.append(result.days[1:], result.days[-1]), last)
    return (numbers * np.clip(ends - result.days, 0, None)).sum(axis=1) / YEAR


def wars_per_pair_year(result) -> tuple:
    """Attacks by one state on another, of a pair of states in a year."""
    return ratio(events_by_run(result, "attacked", mechanism="crises"), pair_years(result))


def honoured_share(result) -> tuple:
    """Share of the promises called in that were kept."""
    kept = events_by_run(result, "obligation_honoured", mechanism="crises")
    return ratio(kept, kept + events_by_run(result, "obligation_violated", mechanism="crises"))


def attackers_won_share(result) -> tuple:
    """Share of the wars that were won or lost that those who began them won."""
    won = events_by_run(result, "war_won", mechanism="crises")
    return ratio(won, won + events_by_run(result, "war_lost", mechanism="crises"))


def leaders_per_state_year(result) -> tuple:
    """Changes of leader, of a state in a year."""
    kinds = "leader_changed", "leader_overthrown", "coalition_changed"
    changes = events_by_run(result, *kinds, mechanism="leadership")
    return ratio(changes, state_years(result))


def exits_per_member_year(result) -> tuple:
    """Members that left, of a membership in a year."""
    data = result._gather("spell", ["entry", "exit", "open"], {})
    left = events_by_run(result, "left", mechanism="membership")
    end = np.where(data["open"] > 0, last_days(result)[data["run"]], data["exit"])
    years = np.bincount(data["run"], (end - data["entry"]) / YEAR, result.size)
    return ratio(left, years)


MOMENTS = {
    function.__name__: Moment(function)
    for function in (
        wars_per_pair_year,
        honoured_share,
        attackers_won_share,
        leaders_per_state_year,
        exits_per_member_year,
    )
}


def _of(fact) -> Moment:
    """A stylised fact as a moment."""

    def function(result):
        return fact_of(result, fact.name)

    function.__doc__ = f"{fact.row}: {fact.words}"
    return Moment(function, fact.target, fact.standard_error, 2000, "entente/facts.py")


MOMENTS |= {name: _of(fact) for name, fact in FACTS.items()}


def moment_of(function: str, folder: Path) -> tuple:
    """The moment that a file names, and what is wrong with the name: one of the two is None."""
    if ".py:" in function:
        file, name = function.rsplit(":", 1)
        path = folder / file
        if not path.exists():
            return None, f"there is no file {path}. Files are looked for beside the fit."
        try:
            spec = importlib.util.spec_from_file_location(f"moments_of_{path.stem}", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        except Exception as error:  # of a file that is the user's, anything
            return None, f"{path} cannot be read: {type(error).__name__}: {error}."
        found = getattr(module, name, None)
        if isinstance(found, Moment):
            return found, None
        if not callable(found):
            known = [n for n, each in vars(module).items() if callable(each) and n[0] != "_"]
            return None, f"{path} has no function '{name}'.{did_you_mean(name, known)}"
        return Moment(found), None
    if function in MOMENTS:
        return MOMENTS[function], None
    return None, (
        f"'{function}' is not a moment.{did_you_mean(function, MOMENTS)} There are: "
        f"{', '.join(sorted(MOMENTS))}; FILE.py:NAME is one of your own."
    )

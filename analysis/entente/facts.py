"""Stylised facts: published numbers about alliances and wars, and what a result has in their place.

What each counts is said where it is computed; the published values are those of Leeds, Long &
Mitchell 2000, Berkemeier & Fuhrmann 2018, Leeds & Anac 2005, ATOP 5.1 (Leeds et al. 2002),
Archigos 4.1, Bailey, Strezhnev & Voeten 2017, Jackson & Nei 2015, the Correlates of War, SIPRI,
Tago 2009, Geo-PKO, Fortna 2008 and Warren 2010.
"""

import numpy as np
import pandas as pd

from . import facts_alliances, facts_missions, facts_states, facts_ties
from .errors import place_of
from .facts_registry import Fact
from .panel import panel_of

FACTS = {
    each.name: each
    for each in (
        *facts_alliances.FACTS,
        *facts_states.FACTS,
        *facts_ties.FACTS,
        *facts_missions.FACTS,
    )
}
"""All facts by name."""


def moment(result, name: str) -> tuple:
    """What a result has for one fact: value and standard error over runs, NaN where it cannot be
    told."""
    place_of(name, list(FACTS), "a stylised fact")
    return FACTS[name].of(panel_of(result))


def stylised_facts(result, names=None) -> pd.DataFrame:
    """Stylised facts of a result beside the published ones.

    Parameters
    ----------
    result : Result
        Of a world with crises and missions, recorded by year, with the series states.position,
        democracy, burden, gdp and power.
    names : list of str, optional
        Default: all of `FACTS`.

    Returns
    -------
    DataFrame
        row (of the table), name, words, target, low, high (what counts as met: within a factor of
        1.5 or the stated interval), value, error (standard error over runs), verdict (met, missed,
        wrong direction, not shown: a direction within two errors, not measured).

    Raises
    ------
    ResultError
        If a fact has no such name, or a series was not recorded.
    """
    known = list(FACTS)
    chosen = [known[place_of(name, known, "a stylised fact")] for name in names or known]
    panel = panel_of(result)
    rows = []
    for each in (FACTS[name] for name in chosen):
        with np.errstate(all="ignore"):
            value, error = each.of(panel)
        told = each.row, each.name, each.words, each.target, *each.bounds
        rows.append((*told, value, error, each.verdict(value, error)))
    columns = ["row", "name", "words", "target", "low", "high", "value", "error", "verdict"]
    return pd.DataFrame(rows, columns=columns)


def rows_met(table: pd.DataFrame) -> pd.Series:
    """Which rows of the table are met: all that is measured in them is.

    A row of which nothing is measured is not met.
    """
    measured = table[table["verdict"] != "not measured"]
    met = measured.groupby("row", sort=False)["verdict"].agg(
        lambda each: bool((each == "met").all())
    )
    return met.reindex(table["row"].drop_duplicates(), fill_value=False)


__all__ = ["FACTS", "Fact", "moment", "rows_met", "stylised_facts"]

"""A panel made by hand, in which each fact can be counted on the fingers."""

import numpy as np
from entente.dates import YEAR
from entente.facts import FACTS
from entente.panel import Panel

ENDS = ["open", "left", "expelled", "state_ended", "alliance_ended", "left_mission", "mission_over"]
KINDS = [
    "attacked",
    "war_won",
    "war_lost",
    "war_stalemate",
    "war_lapsed",
    "obligation_honoured",
    "obligation_violated",
    "stayed_neutral",
    "neutrality_violated",
    "nonaggression_breached",
    "leader_changed",
    "leader_overthrown",
    "coalition_changed",
    "mission_succeeded",
    "mission_failed",
    "mission_expired",
    "mission_deserted",
    "mission_unwelcome",
    "dissolved",
    "fighting_stopped",
    "fighting_resumed",
]
STATES = ["A", "B", "C", "D"]
PACTS = (("AB", {}), ("CD", {}), ("ALL", {}))


def columns(rows, names) -> dict:
    return {name: np.array([row[n] for row in rows], float if name == "time" else int) for n, name in enumerate(names)}


class HandMade(Panel):
    """A panel without a result: ten years, four states, by default one run."""

    def __init__(self, alliances=(), spells=(), events=(), series=None, runs=1, pairs=None, states=None, shares=None):
        self._known = {}
        self.runs, self.states = runs, STATES
        self.days = np.arange(11) * YEAR
        self.last, self.years = np.full(runs, 10 * YEAR), 1950.0 + np.arange(11)
        self.alliances = [name for name, _ in alliances]
        self.scenario = {"alliances": dict(alliances), "states": states or {name: {} for name in STATES}}
        eligible = [
            (s, a) for a, name in enumerate(self.alliances) for s in range(4) if len(name) > 2 or STATES[s] in name
        ]
        self.pairs = np.array(eligible, int).reshape(-1, 2).T if pairs is None else pairs
        self._ends, self._lowest, self._kinds = ENDS, 0, KINDS
        names = ["run", "kind", "time", "state", "partner", "alliance"]
        told = [
            (r, KINDS.index(k), t * YEAR, *(STATES.index(s) if s else -1 for s in pair), a)
            for r, k, t, *pair, a in events
        ]
        self.event = columns(told, names)
        names = ["run", "alliance", "state", "entry", "exit", "exit_kind", "open"]
        rows = [
            (r, self.alliances.index(a), STATES.index(s), begin * YEAR, end * YEAR, ENDS.index(how), how == "open")
            for r, a, s, begin, end, how in spells
        ]
        self.spell = {
            n: values.astype(float if n in ("entry", "exit") else int)
            for n, values in {name: np.array([row[n] for row in rows]) for n, name in enumerate(names)}.items()
        }
        self._series, self._shares = series or {}, shares or {}

    def day(self, date):
        return (float(date) - 1950) * YEAR

    def series(self, name):
        return np.asarray(self._series[name], np.float32)

    def shares(self, feature, *kinds):
        return np.asarray(self._shares[feature], float)


def value(panel, name):
    return FACTS[name].of(panel)[0]


def flat(level, runs=1):
    """A series that is the same in all years: one level for each state."""
    return np.tile(np.asarray(level, float), (runs, 11, 1))

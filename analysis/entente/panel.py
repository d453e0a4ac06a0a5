"""What counts of stylised facts are made from: spells, events and series of all runs as arrays."""

import weakref
from functools import cached_property

import numpy as np

from .errors import ResultError
from .records import last_days

DEMOCRACY, AUTOCRACY = 0.45, 0.2
"""Electoral democracy (V-Dem) from which on a state counts as one and below which as an autocracy:
they part the state-years of 1950-2000 as Polity's 6 and -6 do (.33 and .44 of them)."""

LEADERS = ("leader_changed", "leader_overthrown", "coalition_changed")
"""Events in which a leader falls."""

_panels = weakref.WeakKeyDictionary()


def panel_of(result) -> "Panel":
    """The panel of a result; made once, since every fact asks for it."""
    if result not in _panels:
        _panels[result] = Panel(result)
    return _panels[result]


class Panel:
    """A result as arrays; places of runs, states and alliances as everywhere."""

    def __init__(self, result):
        self._result = weakref.ref(result)
        self._known = {}
        self.runs = result.size
        self.days = np.asarray(result.days)
        self.last = np.asarray(last_days(result), float)
        self.years = result.calendar.years(self.days)
        self.states = list(result.state_ids)
        self.alliances = list(result.alliance_ids)
        self.pairs = result.pairs
        self.scenario = result.provenance["scenario"]
        names = ["kind", "time", "state", "alliance", "partner"]
        self.event = result._gather("event", names, {})
        names = ["state", "alliance", "entry", "exit", "open", "exit_kind"]
        self.spell = result._gather("spell", names, {})
        told = result.column("spell_exit_kind").attributes
        self._ends = told["flag_meanings"].split()
        self._lowest = int(told["flag_values"][0])
        self._kinds = list(result.kinds["kind"])

    def once(self, computed):
        """What a function of the panel gives, computed once for all facts that ask for it."""
        if computed not in self._known:
            self._known[computed] = computed(self)
        return self._known[computed]

    # ---- Alliances ---------------------------------------------------------------------------------

    @cached_property
    def charters(self) -> list:
        """What the scenario says of each alliance, its charter's words under its own."""
        given, pacts = self.scenario.get("alliances", {}), self.scenario.get("pacts", {})
        templates = self.scenario.get("charters", {})
        charters = []
        for name in self.alliances:
            own = dict(given.get(name, {}))
            kind = next((each for each in pacts if name.startswith(each + "-")), None)
            if "charter" not in own and kind is not None:
                own = {**pacts[kind], **own}
            charters.append({**templates.get(own.get("charter"), {}), **own})
        return charters

    def promised(self, obligation: str, default: bool) -> np.ndarray:
        """Which alliances promise something."""
        return np.array([bool(each.get(obligation, default)) for each in self.charters])

    @cached_property
    def is_mission(self) -> np.ndarray:
        return np.array([each.get("mission", "none") != "none" for each in self.charters])

    @cached_property
    def is_bilateral(self) -> np.ndarray:
        """Alliances to which no more than two states can belong; no missions."""
        eligible = np.bincount(self.pairs[1], minlength=len(self.alliances))
        return (eligible == 2) & ~self.is_mission

    @cached_property
    def is_multilateral(self) -> np.ndarray:
        return ~self.is_bilateral & ~self.is_mission

    @cached_property
    def partners(self) -> np.ndarray:
        """The two states of each bilateral alliance, -1 for others: (alliances, 2)."""
        states = np.full((len(self.alliances), 2), -1)
        state, alliance = self.pairs
        bilateral = self.is_bilateral[alliance]
        order = np.argsort(alliance[bilateral], kind="stable")
        states[self.is_bilateral] = state[bilateral][order].reshape(-1, 2)
        return states

    @cached_property
    def end(self) -> np.ndarray:
        """Day on which each spell ended, or that of its run."""
        last = self.last[self.spell["run"]]
        return np.where(self.spell["open"] > 0, last, np.minimum(self.spell["exit"], last))

    def ended_by(self, *kinds) -> np.ndarray:
        """Which spells ended in one of some ways."""
        codes = [self._ends.index(kind) + self._lowest for kind in kinds if kind in self._ends]
        return (self.spell["open"] == 0) & np.isin(self.spell["exit_kind"], codes)

    @cached_property
    def lives(self) -> dict:
        """Alliances from the first member's entry to the last one's exit; founded again they are
        new ones: run, alliance, begin, end (days), ended, broken (the last to go by itself left or
        was expelled; the others' memberships ended with the alliance)."""
        spell, kept = self.spell, ~self.is_mission[self.spell["alliance"]]
        of = spell["run"][kept].astype(np.int64) * len(self.alliances) + spell["alliance"][kept]
        order = np.lexsort((spell["entry"][kept], of))
        of, entry = of[order], spell["entry"][kept][order].astype(float)
        open_ = (spell["open"][kept][order] > 0).astype(float)
        exit_ = np.where(open_ > 0, np.inf, self.end[kept][order])
        told = self.ended_by("alliance_ended")[kept][order]
        broke = self.ended_by("left", "expelled")[kept][order]
        apart = 1e7 * of  # days; so that one running maximum serves all alliances
        reach = np.maximum.accumulate(apart + np.minimum(exit_, 1e6))
        begins = np.concatenate([[True], apart[1:] + entry[1:] > reach[:-1]])[: len(of)]
        life = np.cumsum(begins) - 1
        count = life[-1] + 1 if len(life) else 0
        end, decisive = np.full(count, -np.inf), np.full(count, -np.inf)
        np.maximum.at(end, life, exit_)
        np.maximum.at(decisive, life[~told], exit_[~told])
        broken = np.zeros(count, bool)
        broken[life[broke & (exit_ == decisive[life])]] = True
        run, alliance = np.divmod(of[begins], len(self.alliances))
        ended = np.isfinite(end)
        end = np.where(ended, end, self.last[run]) if count else end
        return {
            "run": run,
            "alliance": alliance,
            "begin": entry[begins],
            "end": end,
            "ended": ended,
            "broken": broken & ended,
        }

    # ---- Events and series ----------------------------------------------------------------------

    def events(self, *kinds) -> dict:
        """Events of some kinds, in the order of the file."""
        codes = [self._kinds.index(kind) for kind in kinds if kind in self._kinds]
        keep = np.isin(self.event["kind"], codes)
        return {name: values[keep] for name, values in self.event.items()}

    def code(self, kind: str) -> int:
        return self._kinds.index(kind)

    def tells(self, kind: str) -> bool:
        """Whether the model has such an event."""
        return kind in self._kinds

    def shares(self, feature: str, *kinds) -> np.ndarray:
        """Shares of a feature in the utility of events of some kinds."""
        result = self._result()
        place = result.feature_ids.index(feature)
        codes = [self._kinds.index(kind) for kind in kinds if kind in self._kinds]
        blocks = result.blocks("event_kind", "event_feature_share")
        pieces = [b["event_feature_share"][np.isin(b["event_kind"], codes), place] for b in blocks]
        return np.concatenate(pieces).astype(float)

    def series(self, name: str) -> np.ndarray:
        """A recorded series of all runs: (runs, dates, …)."""
        result = self._result()
        if name not in result.names:
            table, series = name.split("_", 1)
            plural = {"state": "states", "alliance": "alliances"}[table]
            raise ResultError(f"{plural}.{series} was not recorded. Run with it in record.series.")
        first = np.concatenate([np.asarray(block[name]) for block in result.blocks(name)])
        return first.astype(np.float32)

    def day(self, date) -> int:
        """Days of a date of the scenario."""
        return self._result().calendar.days(date)

    def record(self, day) -> np.ndarray:
        """Place of the last record at or before a day."""
        return np.clip(np.searchsorted(self.days, day, side="right") - 1, 0, len(self.days) - 1)

    @cached_property
    def exists(self) -> np.ndarray:
        """Which states exist at each record: (dates, states)."""
        known = self.scenario["states"]
        exists = np.ones((len(self.days), len(self.states)), bool)
        for place, name in enumerate(self.states):
            span = known[name].get("exists", {})
            if "from" in span:
                exists[:, place] &= self.days >= self.day(span["from"])
            if "until" in span:
                exists[:, place] &= self.days < self.day(span["until"])
        return exists

    def democracy(self) -> np.ndarray:
        """(dates, states), of the first run: regimes are the scenario's."""
        return self.series("state_democracy")[0]

    def belonging(self, run: int, alliances: np.ndarray) -> np.ndarray:
        """Members of some alliances at each record of a run: (dates, states, alliances)."""
        place = np.full(len(self.alliances), -1)
        place[alliances] = np.arange(len(alliances))
        mine = (self.spell["run"] == run) & (place[self.spell["alliance"]] >= 0)
        first = np.searchsorted(self.days, self.spell["entry"][mine])
        end = np.where(self.spell["open"][mine] > 0, np.inf, self.spell["exit"][mine])
        after = np.searchsorted(self.days, end)
        member = np.zeros((len(self.days) + 1, len(self.states), len(alliances)), np.int16)
        at = (self.spell["state"][mine], place[self.spell["alliance"][mine]])
        np.add.at(member, (first, *at), 1)
        np.add.at(member, (after, *at), -1)
        return member.cumsum(axis=0)[:-1] > 0

"""A result file as the outcomes of validation_claims.py ask of it: everything by run."""

from functools import cached_property
from pathlib import Path

import entente
import numpy as np


def days(date: str) -> int:
    return int((np.datetime64(date) - np.datetime64("1949-01-01")).astype(int))


class Result:
    def __init__(self, path: Path):
        result = entente.open(path)
        self.data = {name: result.column(name)[()] for name in result.names}
        self.kinds = list(result.kinds["kind"])
        self.states, self.alliances = result.state_ids, result.alliance_ids
        self.pairs = list(zip(*(map(int, places) for places in result.pairs)))
        self.runs = result.size

    def __getitem__(self, name: str) -> np.ndarray:
        return self.data[name]

    def record(self, date: str) -> int:
        """The record nearest to a date."""
        return int(np.argmin(np.abs(self["time"] - days(date))))

    def state(self, name: str, states: list, date: str) -> np.ndarray:
        """Of each run, the mean over states of a series at a date."""
        rows = [self.states.index(i) for i in states]
        return self["state_" + name][:, self.record(date), rows].mean(axis=1)

    def alliance(self, name: str, alliance: str, date: str) -> np.ndarray:
        return self["alliance_" + name][:, self.record(date), self.alliances.index(alliance)].astype(float)

    @cached_property
    def inside(self) -> np.ndarray:
        """Whether each pair is a membership: run, time, pair."""
        inside = np.zeros((self.runs, len(self["time"]), len(self.pairs)), bool)
        spells = zip(*(self["spell_" + name] for name in ("run", "state", "alliance", "entry", "exit", "open")))
        for run, state, alliance, entry, exit, is_open in spells:
            now = (self["time"] >= entry) & ((self["time"] < exit) | (is_open > 0))
            inside[run, now, self.pairs.index((state, alliance))] = True
        return inside

    @cached_property
    def possible(self) -> np.ndarray:
        """Whether state and alliance of each pair exist: run, time, pair."""
        state, alliance = np.array(self.pairs).T
        return (self["state_active"][:, :, state] > 0) & (self["alliance_active"][:, :, alliance] > 0)

    def of(self, alliance: str) -> np.ndarray:
        """Which pairs are of an alliance."""
        return np.array([a == self.alliances.index(alliance) for _, a in self.pairs])

    def events(
        self, kinds: str, alliance: str = "", states: str = "", since: str = "", until: str = "", partners: str = ""
    ) -> np.ndarray:
        """The places of events of some kinds, of an alliance, states, their partners and a time where these are given."""
        chosen = np.isin(self["event_kind"], [place for place, kind in enumerate(self.kinds) if kind in kinds.split()])
        if alliance:
            chosen &= self["event_alliance"] == self.alliances.index(alliance)
        if states:
            chosen &= np.isin(self["event_state"], [self.states.index(i) for i in states.split()])
        if partners:
            chosen &= np.isin(self["event_partner"], [self.states.index(i) for i in partners.split()])
        if since:
            chosen &= self["event_time"] >= days(since)
        if until:
            chosen &= self["event_time"] < days(until)
        return np.flatnonzero(chosen)

    def count(self, *arguments, **options) -> np.ndarray:
        """Of each run, the number of such events."""
        return np.bincount(self["event_run"][self.events(*arguments, **options)], minlength=self.runs).astype(float)

"""A sample of what happened: one run whole, and the rarer exits of others, so that there is something to search."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .spread import thin

MOST_OF_ONE = 500
MOST_OF_OTHERS = 700
MOST_RUNS = 32  # that are read for it
MOST_REASONS = 5
ORDINARY = ("leader_changed", "leader_overthrown", "coalition_changed")  # hundreds a run, of states and not of alliances
RARE = ("left", "expelled", "dissolved", "neutrality_lifted", "suspended")
COLUMNS = ("kind", "time", "state", "alliance", "partner", "probability", "utility")


@dataclass(frozen=True)
class Event:
    """One line of the table; `number` is what `entente why --event` wants, `reasons` are (feature, share)."""

    run: int
    number: int
    kind: str
    day: int
    state: int
    alliance: int
    partner: int
    probability: float
    utility: float
    reasons: tuple


class Happenings:
    """Events of a digest's result."""

    def __init__(self, digest):
        self.digest = digest
        self.result = digest.result
        self.kinds = self.result.kinds
        self.names = list(self.kinds["kind"])

    @cached_property
    def typical(self) -> int:
        """Place of the run whose final memberships are nearest to what most runs end with."""
        spells = self.digest.spells
        runs, states = self.digest.runs, len(self.digest.states)
        width = states * len(self.result.alliance_ids)
        final = np.zeros((runs, width), bool)
        inside = spells.open
        final[spells.run[inside], spells.alliance[inside] * states + spells.state[inside]] = True
        return int(np.argmin((final != (final.mean(axis=0) > 0.5)).sum(axis=1))) if runs else 0

    @cached_property
    def _ends(self) -> np.ndarray:
        return np.concatenate([[0], np.cumsum(self.result.column("run_events")[:], dtype=np.int64)])

    @cached_property
    def _rows(self) -> np.ndarray:
        return np.flatnonzero(self.result.column("run_times")[:] > 0)

    def _of(self, place: int, wanted: np.ndarray) -> list[Event]:
        """Events of a run whose kinds are wanted."""
        run, row = int(self.result.run[place]), self._rows[place]
        here = slice(int(self._ends[row]), int(self._ends[row + 1]))
        kind = self.result.column("event_kind")[here]
        chosen = np.flatnonzero(wanted[kind])
        if not len(chosen):
            return []
        data = {name: self.result.column(f"event_{name}")[here][chosen] for name in COLUMNS}
        shares = self.result.column("event_feature_share")[here][chosen] if self.result.feature_ids else np.zeros((len(chosen), 0))
        kinds = [self.names[n] for n in data.pop("kind")]
        return [Event(run, int(chosen[n]), kind, *(column[n].item() for column in data.values()), reasons_of(shares[n]))
                for n, kind in enumerate(kinds)]

    @cached_property
    def of_one(self) -> list[Event]:
        """All events of the typical run but for changes of leaders."""
        wanted = np.array([name not in ORDINARY for name in self.names])
        return self._of(self.typical, wanted)[:MOST_OF_ONE] if self.digest.runs else []

    @cached_property
    def of_others(self) -> list[Event]:
        """Exits by choice or by vote, and ends of alliances, of runs spread evenly over the file."""
        return self._sample[0]

    @property
    def others_read(self) -> int:
        """From how many runs `of_others` are."""
        return self._sample[1]

    @cached_property
    def _sample(self) -> tuple[list[Event], int]:
        wanted = np.array([name in RARE for name in self.names])
        found, read = [], 0
        for place in thin(self.digest.runs, MOST_RUNS):
            if place == self.typical:
                continue
            more = self._of(int(place), wanted)
            if len(found) + len(more) > MOST_OF_OTHERS:
                break
            found, read = found + more, read + 1
        return found, read

    def about(self, kind: str) -> str:
        return str(self.kinds["about"][self.names.index(kind)])


def reasons_of(shares: np.ndarray) -> tuple:
    """The largest shares of the utility, as (feature, share)."""
    known = np.flatnonzero(np.isfinite(shares) & (np.abs(shares) >= 0.005))
    return tuple((int(n), round(float(shares[n]), 2)) for n in known[np.argsort(-np.abs(shares[known]))][:MOST_REASONS])

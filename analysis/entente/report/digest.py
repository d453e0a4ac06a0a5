"""What the page tells, as numbers: everything is reduced to dates, quantiles and shares before a line is drawn."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from ..errors import ResultError
from ..members import membership, pivotal
from ..reasons import why
from . import belonging, network
from .figures import Along
from .spread import Spread, enough, spread, thin

MOST_DATES = 96  # of a series' curve
MOST_ALLIANCES = 8
MOST_PIVOTAL = 6
SAMPLED_RUNS = 400  # of series by state, which are large
FRAMES = 16  # dates of the network
SERIES = ("members", "cohesion", "burden", "power", "effective_members", "mean_margin", "weakest_margin",
          "burden_gini", "exploitation")


@dataclass(frozen=True)
class Spells:
    """What is asked of the memberships of all runs, as columns; days count from the result's first year."""

    run: np.ndarray
    state: np.ndarray
    alliance: np.ndarray
    exit: np.ndarray
    open: np.ndarray
    kind: np.ndarray  # of the exit


@dataclass
class Alliance:
    """One alliance over all runs."""

    row: int
    id: str
    name: str
    share: np.ndarray  # (state, column): share of runs in which it is a member
    rows: np.ndarray  # the states that most often belong, by entry
    series: dict[str, Spread]
    final: dict[str, np.ndarray]  # of each run, at its last date
    exits: dict[str, np.ndarray]  # by kind: (run, state) counts
    pivotal: dict[int, np.ndarray]  # state: share of runs by date

    @property
    def left_out(self) -> int:
        """How many states belong too seldom to be drawn."""
        return len(belonging.ever(self.share)) - len(self.rows)

    @property
    def lasts(self) -> np.ndarray:
        """In which runs there are members at the end."""
        return self.final["members"] > 0


class Digest:
    """The numbers of one result (`entente.Result`)."""

    def __init__(self, result):
        self.result = result
        self.runs = result.size
        self.state_ids = result.state_ids
        self.states = [result.state_names[each] for each in self.state_ids]
        blocks = [block["run_times"] for block in result.blocks("run_times")]
        self.run_times = np.concatenate(blocks or [np.zeros(0)]).astype(int)
        most = int(self.run_times.max(initial=0))
        self.kept = thin(most, MOST_DATES)
        self.dates = [self.day(days) for days in result.days[self.kept]]
        self.years = result.years[self.kept]
        self.first, self.last = (self.dates[0], self.dates[-1]) if self.dates else (None, None)

    def day(self, days: int) -> date:
        return (self.result.calendar.first + np.timedelta64(int(days), "D")).astype(date)

    @cached_property
    def columns(self) -> list[date]:
        """Dates of the pictures of membership, which is known to the day."""
        return belonging.calendar(self.first, self.last)

    @cached_property
    def column_days(self) -> np.ndarray:
        return (np.array(self.columns, "datetime64[D]") - self.result.calendar.first).astype(int)

    @cached_property
    def column_years(self) -> np.ndarray:
        return self.result.calendar.years(self.column_days)

    @cached_property
    def spells(self) -> Spells:
        names = [f"spell_{name}" for name in ("state", "alliance", "exit", "open", "exit_kind")]
        blocks = list(self.result.blocks(*names))
        columns = [np.concatenate([block[name] for block in blocks] or [np.zeros(0, int)]) for name in ("spell_run", *names)]
        columns[4] = columns[4].astype(bool)
        return Spells(*columns)

    @cached_property
    def share(self) -> np.ndarray:
        """Probability of belonging, by alliance, state and column."""
        frame = membership(self.result, dates=self.columns)
        found = np.zeros((len(self.result.alliance_ids), len(self.states), len(self.columns)))
        row = {kind: {name: n for n, name in enumerate(ids)} for kind, ids in
               (("alliance", self.result.alliance_ids), ("state", self.state_ids))}
        pairs = frame.iloc[:: len(self.columns)] if len(frame) else frame
        at = tuple(pairs[kind].map(row[kind]).to_numpy(int) for kind in ("alliance", "state"))
        found[at] = frame["probability"].to_numpy().reshape(-1, len(self.columns))
        return found

    def at_the_end(self, alliance: "Alliance"):
        """Probability of belonging on the last day, with its interval: a frame with a row for each state."""
        return membership(self.result, alliance.id, dates=[self.columns[-1]]).set_index("state")

    @cached_property
    def alliances(self) -> list[Alliance]:
        """Those that ever had members, the longest and largest first, at most MOST_ALLIANCES."""
        return [self._alliance(row) for row in self.alliance_order[:MOST_ALLIANCES]]

    @cached_property
    def alliance_order(self) -> list[int]:
        weight = np.nansum(self.share, axis=(1, 2))
        return [int(row) for row in np.argsort(-weight, kind="stable") if weight[row] > 0]

    @cached_property
    def _alliance_series(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Every series on (run, kept date, alliance), and on (run, alliance) at the last kept date of each run."""
        held = [name for name in (*SERIES, "active") if f"alliance_{name}" in self.result.names]
        kept = {name: np.full((self.runs, len(self.kept), len(self.result.alliance_ids)), np.nan, np.float32) for name in held}
        for block in self.result.blocks(*(f"alliance_{name}" for name in held), at=(self.kept,)):
            for name in held:
                kept[name][block.run] = block[f"alliance_{name}"]
        end = np.searchsorted(self.kept, self.run_times, "left") - 1
        last = {name: values[np.arange(self.runs), end] for name, values in kept.items()}
        late = np.arange(len(self.kept)) > end[:, None]
        for values in kept.values():
            values[late] = np.nan
        return {name: (kept[name], last[name]) for name in held}

    def _alliance(self, row: int) -> Alliance:
        held, series, final = self._alliance_series, {}, {}
        for name in SERIES:
            if name not in held:
                continue
            values = held[name][0][:, :, row]
            if name != "members" and "active" in held:
                values = np.where(held["active"][0][:, :, row] > 0, values, np.nan)
            found = spread(values)
            if not found.is_empty():
                series[name] = found
            final[name] = held[name][1][:, row]
        spells = self.spells
        mine = spells.alliance == row
        final.setdefault("members", np.bincount(spells.run[mine & spells.open], minlength=self.runs).astype(float))
        name_id = self.result.alliance_ids[row]
        return Alliance(row, name_id, self.result.alliance_names[name_id], self.share[row],
                        belonging.by_entry(self.share[row]), series, final, self._exits(mine), self._pivotal(name_id))

    def _exits(self, mine: np.ndarray) -> dict[str, np.ndarray]:
        spells, found = self.spells, {}
        told = self.result.column("spell_exit_kind").attributes
        meanings = dict(zip((int(value) for value in told["flag_values"]), told["flag_meanings"].split()))
        ended = mine & ~spells.open
        for kind in np.unique(spells.kind[ended]):
            chosen = ended & (spells.kind == kind)
            place = spells.run[chosen].astype(np.int64) * len(self.states) + spells.state[chosen]
            found[meanings[int(kind)]] = np.bincount(place, minlength=self.runs * len(self.states)).reshape(self.runs, -1)
        return found

    def _pivotal(self, name: str) -> dict[int, np.ndarray]:
        if "alliance_pivotal_state" not in self.result.names:
            return {}
        frame = pivotal(self.result, name, dates=self.dates)
        frame = frame[frame["runs"] >= enough(self.runs)]
        table = frame.pivot(index="state", columns="time", values="probability").reindex(columns=self.result.time[self.kept])
        most = table.sum(axis=1).nlargest(MOST_PIVOTAL).index
        return {self.state_ids.index(state): table.loc[state].to_numpy(float) for state in most}

    def reasons(self, alliance: "Alliance"):
        """Why members left (the frame of `entente.why`), or None if nobody did; over `sample`."""
        if "left" not in alliance.exits or not self.result.feature_ids:
            return None
        try:
            return why(self.sample, "left", alliance=alliance.id)
        except ResultError:
            return None

    @cached_property
    def along(self) -> Along:
        """The dates of curves."""
        return Along.time("dates", self.years, self.dates)

    @cached_property
    def along_columns(self) -> Along:
        """The dates of membership."""
        return Along.time("columns", self.column_years, self.columns)

    @cached_property
    def sample(self):
        """The runs that large things are read of: all, or some whole chunks of the file."""
        return self.result.sample(SAMPLED_RUNS)

    @cached_property
    def state_series(self) -> dict[str, list[Spread]]:
        """Burden and GDP of each state, while it exists; over `sample`."""
        held = [name for name in ("burden", "gdp", "active") if f"state_{name}" in self.result.names]
        names = [f"state_{name}" for name in held]
        blocks = list(self.sample.blocks("run_times", *names, at=(self.kept,)))
        read = {name: np.concatenate([block[f"state_{name}"] for block in blocks]).astype(np.float32) for name in held}
        gone = self.kept[None, :] >= np.concatenate([block["run_times"] for block in blocks])[:, None]
        gone = gone[:, :, None] | (read.pop("active") == 0 if "active" in read else False)
        return {name: [spread(np.where(gone[:, :, min(n, gone.shape[2] - 1)], np.nan, values[:, :, n])) for n in range(len(self.states))]
                for name, values in read.items()}

    @cached_property
    def frames(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """The network at some columns: shares (alliance, state) and places (state, 2)."""
        rows = [alliance.row for alliance in self.alliances]
        ever = np.nan_to_num(self.share[rows]).max(axis=(0, 2), initial=0) > 0
        found, places = [], None
        for column in thin(len(self.columns), FRAMES) if rows else ():
            now = np.nan_to_num(self.share[rows][:, :, column])
            places = network.layout(now, places, ever)
            found.append((int(column), now, places))
        return found

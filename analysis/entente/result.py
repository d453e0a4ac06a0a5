"""A result, opened: lazy data sets, tidy frames, and blocks of runs for what is too large for
either."""

import json
import warnings
from functools import cached_property

import numpy as np
import pandas as pd
import xarray as xr

from .blocks import Blocks
from .dates import Calendar
from .errors import FailedRuns, ResultError, did_you_mean, place_of
from .frames import Frames
from .overruns import SEED
from .parts import Column, parts_of

TABLES = ("state", "alliance", "membership", "dyad", "threat")


def open_result(paths) -> "Result":
    """Opens a result: checks the files, reads nothing else.

    Parameters
    ----------
    paths : path or list of paths
        A run's file, a merged sweep, the folder of a sweep with what segments there are, or a list
        of these (shards that ran apart, or files of one scenario with other seeds), whose runs
        follow one another. ``NAME.partial`` of an interrupted run opens like any other.

    Returns
    -------
    Result

    Raises
    ------
    ResultError
        If a file is missing, truncated, no HDF5, not of entente, of another format, or if files do
        not belong together; it says which and what to do.

    Warns
    -----
    FailedRuns
        If runs of a sweep failed: statistics leave them out.

    Examples
    --------
    >>> nato = entente.open("nato200.h5")
    >>> nato.dataset.alliance_cohesion.sel(alliance="NATO").quantile([0.05, 0.95], "run")
    >>> nato.memberships(alliances="NATO").groupby("state").years.mean()
    """
    result = Result(parts_of(paths))
    failed = result.failures()
    if len(failed):
        first = failed.iloc[0]
        warnings.warn(
            f"{len(failed)} of {result.size + len(failed)} runs failed and are left out of statistics; "
            f"the first is run {first.run}: {first.failure}",
            FailedRuns,
            stacklevel=3,
        )
    return result


class Result(Blocks, Frames):
    """The runs of one model: what `entente.open` gives.

    Attributes
    ----------
    dataset : xarray.Dataset
        Everything in the files, lazily (dask), dates and flags decoded; FORMAT.md names the
        variables.
    run : ndarray of int, (runs,)
        Numbers of the runs that count: in the files, selected, and not failed.
    size : int
        How many these are.
    state_ids, alliance_ids, feature_ids : list of str
    time : ndarray of dates, (times,)
    provenance : dict
        Where the result comes from (engine/output/provenance.schema.json).
    experiment : dict or None
        Of a sweep: factors, design, replicates as the experiment's file has them.
    factors : list of str
        Names of the factors of a sweep, in the order of the design's columns.
    """

    def __init__(self, parts: list, chosen=None):
        self._parts = parts
        self._columns = {}
        self._all = np.concatenate([p.first_run + np.arange(p.length["run"]) for p in parts])
        reached = self.column("run_times")[:]
        self._counts = (reached > 0) & (True if chosen is None else chosen)
        self._chosen = np.ones(len(reached), bool) if chosen is None else chosen
        self.calendar = Calendar(
            *(self.column("time").attributes[k] for k in ("units", "calendar"))
        )

    # ---- What there is -------------------------------------------------------------------------

    @property
    def names(self) -> tuple:
        """Names of all variables."""
        return self._parts[0].names

    @cached_property
    def run(self) -> np.ndarray:
        return self._all[self._counts]

    @property
    def size(self) -> int:
        return int(self._counts.sum())

    @cached_property
    def days(self) -> np.ndarray:
        """Recorded dates in days since the first year's first (`calendar`)."""
        return self.column("time")[:].astype(int)

    @cached_property
    def time(self) -> np.ndarray:
        return self.calendar.dates(self.days)

    @cached_property
    def years(self) -> np.ndarray:
        """Recorded dates in decimal years."""
        return self.calendar.years(self.days)

    def ids(self, dimension: str) -> list:
        """Ids along a dimension (state, alliance, feature, issue …); empty if there is none."""
        return list(self.column(dimension)[:]) if dimension in self.names else []

    @cached_property
    def state_ids(self) -> list:
        return self.ids("state")

    @cached_property
    def alliance_ids(self) -> list:
        return self.ids("alliance")

    @cached_property
    def feature_ids(self) -> list:
        return self.ids("feature")

    @cached_property
    def pairs(self) -> tuple:
        """Places of state and alliance of every row of `membership`: two arrays, (memberships,)."""
        of = {
            name: {each: n for n, each in enumerate(self.ids(name))}
            for name in ("state", "alliance")
        }
        return tuple(
            np.array([of[name][each] for each in self.column(f"membership_{name}")[:]], int)
            for name in ("state", "alliance")
        )

    @cached_property
    def state_names(self) -> dict:
        """Names to show, by id."""
        return dict(zip(self.state_ids, self.column("state_name")[:]))

    @cached_property
    def alliance_names(self) -> dict:
        """Names to show, by id."""
        return dict(zip(self.alliance_ids, self.column("alliance_name")[:]))

    @cached_property
    def provenance(self) -> dict:
        told = json.loads(self.column("provenance")[()])
        beside = self._parts[0].path.parent / "sweep.json"
        experiment = told.get("experiment")
        if experiment and "factors" not in experiment and beside.exists():
            whole = json.loads(beside.read_text())  # a segment leaves both to its folder
            told |= {"experiment": whole["experiment"], "scenario": whole["scenario"]}
        return told

    @cached_property
    def experiment(self):
        return self.provenance.get("experiment")

    @cached_property
    def factors(self) -> list:
        return [n.removeprefix("run_factor_") for n in self.names if n.startswith("run_factor_")]

    def series(self, table: str) -> list:
        """Names of the series recorded of a table (state, alliance, membership, dyad, threat)."""
        on = ("run", "time", table)
        return [
            name.removeprefix(table + "_")
            for name in self.names
            if name.startswith(table + "_") and self.column(name).dimensions[:3] == on
        ]

    def column(self, name: str) -> Column:
        """One variable as an array that reads only what is indexed; (run, …), undecoded."""
        if name not in self.names:
            table = name.split("_")[0]
            advice = ""
            if table in TABLES:
                plural = {"dyad": "dyads"}.get(table, table + "s")
                advice = f" Record it: `--record default,{plural}.{name[len(table) + 1:]}`."
            raise ResultError(
                f"{self._parts[0].path}: holds no '{name}'.{did_you_mean(name, self.names)}{advice}"
            )
        if name not in self._columns:
            self._columns[name] = Column(self._parts, name)
        return self._columns[name]

    def failures(self) -> pd.DataFrame:
        """Runs that computed nothing, and why: run, failure."""
        failed = np.flatnonzero(self._chosen & (self.column("run_times")[:] == 0))
        why = [
            self.column("run_failure")[int(n)] if "run_failure" in self.names else ""
            for n in failed
        ]
        return pd.DataFrame({"run": self._all[failed], "failure": why})

    # ---- A part of it --------------------------------------------------------------------------

    def select(self, runs=None, **factors) -> "Result":
        """The same result with some of its runs.

        Parameters
        ----------
        runs : sequence of int, slice, or bool array over all runs of the files, optional
            Numbers of runs.
        **factors
            Values of factors: ``select(hold=4)``, ``select(rule="hazard")``, ``select(point=3)``.

        Raises
        ------
        ResultError
            If nothing is left, or there is no such factor.
        """
        kept = self._chosen.copy()
        if isinstance(runs, slice):
            kept &= np.isin(self._all, np.arange(*runs.indices(int(self._all[-1]) + 1)))
        elif runs is not None:
            runs = np.asarray(runs)
            kept &= runs if runs.dtype == bool else np.isin(self._all, runs)
        for name, value in factors.items():
            if name != "point":
                place_of(name, self.factors, "a factor of this result")
            values = self._design_column(name)
            kept &= np.isclose(values, value) if values.dtype.kind == "f" else values == value
        if not kept.any():
            given = ", ".join(f"{k}={v!r}" for k, v in factors.items()) or f"runs={runs!r}"
            raise ResultError(f"select({given}): no run is left. `design()` has what there is.")
        return Result(self._parts, kept)

    def sample(self, most: int, seed: int = SEED) -> "Result":
        """About `most` of the runs, drawn in chunks of the files, so that little is read.

        For what is slow on every run: intervals tell what that costs. The same for the same seed;
        this result itself if it has no more.
        """
        if self.size <= most:
            return self
        series = [self.column(f"{table}_{each}") for table in TABLES for each in self.series(table)]
        size = min([column.chunks[0] for column in series], default=1)
        chunk = np.arange(len(self._all)) // min(size, max(most // 20, 1))
        order = np.random.default_rng(seed).permutation(chunk[-1] + 1)
        runs = np.cumsum(np.bincount(chunk, self._counts)[order])
        drawn = order[: np.searchsorted(runs, most) + 1]
        return Result(self._parts, self._chosen & np.isin(chunk, drawn))

    def _design_column(self, name: str) -> np.ndarray:
        column = self.column("run_point" if name == "point" else "run_factor_" + name)
        return np.asarray(self._meant(column, column[:]))

    # ---- As a whole ----------------------------------------------------------------------------

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """Kinds of events: kind, effect (entry, exit, none), about."""
        told = self.column("event_kind").attributes
        return pd.DataFrame(
            {
                "kind": told["flag_meanings"].split(),
                "effect": told["flag_effects"].split(),
                "about": told["flag_descriptions"].split("\n"),
            }
        )

    @cached_property
    def dataset(self) -> xr.Dataset:
        from .lazy import dataset_of

        return dataset_of(self)

    def __repr__(self) -> str:
        title = self.provenance["title"]
        span = f"{self.years[0]:.0f} to {self.years[-1]:.0f}" if len(self.years) else "no date"
        return (
            f"<entente.Result: {title}; {self.size} runs, {len(self.days)} dates ({span}), "
            f"{len(self.state_ids)} states, alliances {', '.join(self.alliance_ids)}>"
        )

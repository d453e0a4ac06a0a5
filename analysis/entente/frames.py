"""Tidy frames of a result: a row for each observation, ids instead of places, dates instead of
days."""

import numpy as np
import pandas as pd

from .dates import YEAR
from .errors import ResultError, place_of

LARGEST = 2e9  # bytes of a frame; more is refused with advice


class Frames:
    """The frames of a `Result`."""

    def states(self, *series, states=None, runs=None, since=None, until=None) -> pd.DataFrame:
        """Series of states, a row for each run, date and state.

        Parameters
        ----------
        *series : str
            Names as `series("state")` has them; default: all of them.
        states : str or list of str, optional
            Ids; default: all.
        runs : optional
            As for `select`.
        since, until : date, optional
            First date, and the date before which it ends: 1970, "1970-07-01", or a date.

        Returns
        -------
        DataFrame
            run, time, state, then the series; one with an axis has a column for each place on it
            (position_security). Flags are bool, choices and states categories.

        Raises
        ------
        ResultError
            If a series or an id is not there, or the frame would be larger than 2 GB.
        """
        return self._table("state", series, {"state": states}, runs, since, until)

    def alliances(self, *series, alliances=None, runs=None, since=None, until=None) -> pd.DataFrame:
        """Series of alliances, a row for each run, date and alliance; as `states`."""
        return self._table("alliance", series, {"alliance": alliances}, runs, since, until)

    def pair_series(
        self, *series, states=None, alliances=None, runs=None, since=None, until=None
    ) -> pd.DataFrame:
        """Series of pairs of a state and an alliance, member or not, a row for each run, date and
        pair.

        As `states`; needs a result that was run with ``record=["default", "memberships"]``.
        """
        ids = {"state": states, "alliance": alliances}
        return self._table("membership", series, ids, runs, since, until)

    def memberships(self, *, states=None, alliances=None, runs=None) -> pd.DataFrame:
        """Every membership from entry to exit (a spell).

        Returns
        -------
        DataFrame
            run, state, alliance, entry, exit (dates; of an open one the last date of its run), open
            (it lasted when the run ended: censored), entry_kind, exit_kind, years (its length).
        """
        kept = self if runs is None else self.select(runs)
        names = ["state", "alliance", "entry", "exit", "open", "entry_kind", "exit_kind"]
        data = kept._gather("spell", names, {"state": states, "alliance": alliances})
        years = (data["exit"] - data["entry"]) / YEAR
        frame = kept._decoded("spell", data)
        return frame.assign(open=frame["open"].astype(bool), years=years)

    def events(
        self, *kinds, states=None, alliances=None, runs=None, since=None, until=None
    ) -> pd.DataFrame:
        """What happened.

        Parameters
        ----------
        *kinds : str
            Kinds of events ("left", "admitted" …; `kinds` names them); default: all.
        states, alliances, runs, since, until
            As for `states`.

        Returns
        -------
        DataFrame
            run, time, kind, state, alliance, partner, utility, probability, draw.
        """
        return self._events(kinds, states, alliances, runs, since, until, ())

    def reasons(
        self, *kinds, states=None, alliances=None, runs=None, since=None, until=None
    ) -> pd.DataFrame:
        """What happened and why: `events` with a column for each feature's share of the utility.

        Only events that were decided by a utility are in it. Shares add up to the utility before
        clipping.
        """
        return self._events(kinds, states, alliances, runs, since, until, ("feature_share",))

    def design(self) -> pd.DataFrame:
        """What differs between runs: run, seed, replicate, and of a sweep point and the factors."""
        kept = self._counts
        frame = pd.DataFrame({"run": self.run, "seed": self.column("run_seed")[:][kept]})
        frame["replicate"] = self.column("run_replicate")[:][kept]
        if "run_point" in self.names:
            frame["point"] = self._design_column("point")[kept]
        for name in self.factors:
            frame[name] = self._design_column(name)[kept]
        return frame

    # ---- How they are made ---------------------------------------------------------------------

    def _rows(self, dimension: str, chosen) -> np.ndarray:
        """Places of ids along a dimension; all of them if none is chosen."""
        known = self.ids(dimension)
        if chosen is None:
            return np.arange(len(known))
        chosen = [chosen] if isinstance(chosen, str) else chosen
        return np.array(
            [place_of(each, known, f"a {dimension} of this result") for each in chosen], int
        )

    def _table(self, table: str, series, ids: dict, runs, since, until) -> pd.DataFrame:
        result = self if runs is None else self.select(runs)
        names = [f"{table}_{each}" for each in (series or self.series(table))]
        columns = {name: self.column(name) for name in names}
        if table == "membership":
            places = {name: at for name, at in zip(("state", "alliance"), self.pairs)}
            kept = [np.isin(places[name], self._rows(name, ids[name])) for name in places]
            rows = np.flatnonzero(kept[0] & kept[1])
        else:
            rows = self._rows(table, ids[table])
            places = {table: np.arange(len(self.ids(table)))}
        first, last = np.searchsorted(self.days, self._span(since, until))
        wide = sum(int(np.prod(column.shape[3:])) for column in columns.values()) + 4
        shape = (result.size, last - first, len(rows))
        if 8.0 * np.prod(shape, dtype=float) * wide > LARGEST:
            raise ResultError(
                f"a frame of {shape[0]} runs x {shape[1]} dates x {shape[2]} rows is more than "
                f"{LARGEST / 1e9:.0f} GB. Choose with runs=, since=, until= and ids, name the series, "
                "or read it in parts with blocks() or lazily from dataset."
            )
        blocks = result.blocks(*names, at=(slice(first, last), rows))
        pieces = [{name: block[name] for name in names} for block in blocks]
        index = np.unravel_index(np.arange(int(np.prod(shape))), shape)
        frame = {"run": result.run[index[0]], "time": self.time[first:last][index[1]]}
        for name, at in places.items():
            frame[name] = pd.Categorical.from_codes(at[rows][index[2]], self.ids(name))
        for name in names:
            values = np.concatenate([piece[name] for piece in pieces])
            short = name.removeprefix(table + "_")
            values = values.reshape(int(np.prod(shape)), -1)
            if values.shape[1] == 1 and columns[name].ndim == 3:
                frame[short] = self._meant(columns[name], values[:, 0])
            else:
                for place, each in enumerate(self.ids(columns[name].dimensions[3])):
                    frame[f"{short}_{each}"] = self._meant(columns[name], values[:, place])
        return pd.DataFrame(frame)

    def _span(self, since, until) -> tuple:
        """First day, and the day before which it ends."""
        low = -np.inf if since is None else self.calendar.days(since)
        high = np.inf if until is None else self.calendar.days(until)
        return low, high

    def _gather(self, axis: str, names, chosen: dict, kinds=(), span=(-np.inf, np.inf)) -> dict:
        """Columns of events or spells of the runs that count, filtered block by block."""
        wanted = {name: self._rows(name, ids) for name, ids in chosen.items() if ids is not None}
        if kinds:
            known = list(self.kinds["kind"])
            wanted["kind"] = [
                place_of(kind, known, "a kind of event of this result") for kind in kinds
            ]
        pieces = []
        read = [*names, *(name for name in wanted if name not in names)]
        for block in self.blocks(*(f"{axis}_{name}" for name in read)):
            keep = np.ones(len(block[f"{axis}_run"]), bool)
            for name, places in wanted.items():
                keep &= np.isin(block[f"{axis}_{name}"], places)
            if np.isfinite(span).any():
                keep &= (block[f"{axis}_time"] >= span[0]) & (block[f"{axis}_time"] < span[1])
            pieces.append({name: block[f"{axis}_{name}"][keep] for name in ("run", *names)})
        return {name: np.concatenate([piece[name] for piece in pieces]) for name in ("run", *names)}

    def _events(self, kinds, states, alliances, runs, since, until, more) -> pd.DataFrame:
        result = self if runs is None else self.select(runs)
        names = [
            "time",
            "kind",
            "state",
            "alliance",
            "partner",
            "utility",
            "probability",
            "draw",
            *more,
        ]
        ids = {"state": states, "alliance": alliances}
        data = result._gather("event", names, ids, kinds, self._span(since, until))
        if not more:
            return result._decoded("event", data)
        shares = data.pop("feature_share")
        told = np.isfinite(shares).any(axis=1)
        frame = result._decoded("event", {name: values[told] for name, values in data.items()})
        return pd.concat([frame, pd.DataFrame(shares[told], columns=self.feature_ids)], axis=1)

    def _decoded(self, axis: str, data: dict) -> pd.DataFrame:
        frame = {"run": self.run[data["run"]]}
        for name, values in data.items():
            if name != "run":
                frame[name] = self._meant(self.column(f"{axis}_{name}"), values)
        return pd.DataFrame(frame)

    def _meant(self, column, values):
        """Values as they are meant: ids, words, dates, truth."""
        told = column.attributes
        if "index_of" in told:
            return pd.Categorical.from_codes(values, self.ids(told["index_of"]))
        if "flag_meanings" in told:
            lowest = int(told["flag_values"][0]) if "flag_values" in told else 0
            words = told["flag_meanings"].split()
            return pd.Categorical.from_codes(np.maximum(values - lowest, -1), words)
        if "calendar" in told:
            if told["units"] == self.calendar.units:
                return self.calendar.dates(values)
            return type(self.calendar)(told["units"], told["calendar"]).dates(values)
        return values.astype(bool) if told.get("dtype") == "bool" else values

#!/usr/bin/python3
"""Tells what became of an alliance in many runs: who has left it, who belongs at a date, when it lost its last member.

    analysis/outcomes.py nato200.h5 NATO --left USA TUR --inside 2020-01-01 UKR GEO
    analysis/outcomes.py nato200.h5 WTO --ended 1988 1995

Prints lines of Markdown: shares of the runs with their standard errors. Needs Debian's python3-xarray and
python3-h5netcdf.
"""

import argparse

import numpy as np
import xarray as xr


class Spells:
    """The memberships of one alliance, from entry to exit, in all runs."""

    def __init__(self, results: xr.Dataset, alliance: str):
        self.runs = results.sizes["run"]
        of = results.spell_alliance.values == list(results.alliance.values).index(alliance)
        self.run = results.spell_run.values[of]
        self.state = results.state.values[results.spell_state.values[of].astype(int)]
        self.entry = results.spell_entry.values[of].astype("datetime64[D]")
        self.exit = results.spell_exit.values[of].astype("datetime64[D]")
        self.open = results.spell_open.values[of] != 0
        kind = results.spell_exit_kind
        names = dict(zip(kind.attrs["flag_values"], kind.attrs["flag_meanings"].split()))
        self.exit_kind = np.array([names.get(code, "") for code in kind.values[of]])

    def share(self, chosen: np.ndarray) -> str:
        """Share of the runs in which any of the chosen spells is."""
        runs = len(set(self.run[chosen]))
        p = runs / self.runs
        return f"{runs} of {self.runs} runs ({100 * p:.1f} ± {100 * (p * (1 - p) / self.runs) ** 0.5:.1f} %)"

    def left(self, state: str) -> str:
        return self.share((self.state == state) & np.isin(self.exit_kind, ["left", "expelled"]))

    def inside(self, state: str, date: np.datetime64) -> str:
        return self.share((self.state == state) & (self.entry <= date) & (self.open | (self.exit > date)))

    def ends(self) -> np.ndarray:
        """Years in which the runs' last members left; those whose alliance lasts are left out."""
        lasting = set(self.run[self.open])
        last = [self.exit[self.run == run].max() for run in range(self.runs) if run not in lasting]
        return np.array(last, "datetime64[Y]").astype(int) + 1970


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("result", help="result file of many runs")
    parser.add_argument("alliance", help="id of the alliance, as in the scenario")
    parser.add_argument("--left", nargs="+", default=[], metavar="STATE", help="states that may have left or been expelled")
    parser.add_argument("--inside", nargs="+", default=[], metavar=("DATE", "STATE"), help="a date, and states")
    parser.add_argument("--ended", nargs=2, type=int, metavar="YEAR", help="first and last year of a period")
    arguments = parser.parse_args()
    spells = Spells(xr.open_dataset(arguments.result), arguments.alliance)
    for state in arguments.left:
        print(f"- {state} leaves {arguments.alliance} or is expelled in {spells.left(state)}")
    for state in arguments.inside[1:]:
        date = arguments.inside[0]
        print(f"- {state} belongs to {arguments.alliance} on {date} in {spells.inside(state, np.datetime64(date))}")
    if arguments.ended:
        first, last = arguments.ended
        years = spells.ends()
        within = np.count_nonzero((years >= first) & (years <= last))
        print(
            f"- {arguments.alliance} ends from {first} to {last} in {within} of {spells.runs} runs, in the median "
            f"in {np.median(years):.0f}"
        )


if __name__ == "__main__":
    main()

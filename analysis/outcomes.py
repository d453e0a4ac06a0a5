#!/usr/bin/python3
"""Tells what became of an alliance in many runs: who has left it, who belongs at a date, when it lost its last member.

    analysis/outcomes.py nato200.h5 NATO --left USA TUR --inside 2020-01-01 UKR GEO
    analysis/outcomes.py nato200.h5 WTO --ended 1988 1995

Prints lines of Markdown: shares of the runs with their standard errors. Needs Debian's packages that `dev` lists as
analysis_packages.
"""

import argparse

import entente
import numpy as np


class Spells:
    """The memberships of one alliance, from entry to exit, in all runs."""

    def __init__(self, result: entente.Result, alliance: str):
        self.runs = result.size
        self.all = result.memberships(alliances=alliance)

    def share(self, chosen) -> str:
        """Share of the runs in which any of the chosen spells is."""
        runs = self.all[chosen]["run"].nunique()
        p = runs / self.runs
        return f"{runs} of {self.runs} runs ({100 * p:.1f} ± {100 * (p * (1 - p) / self.runs) ** 0.5:.1f} %)"

    def left(self, state: str) -> str:
        return self.share((self.all.state == state) & self.all.exit_kind.isin(["left", "expelled"]))

    def inside(self, state: str, date: np.datetime64) -> str:
        now = (self.all.entry <= date) & (self.all.open | (self.all.exit > date))
        return self.share((self.all.state == state) & now)

    def ends(self) -> np.ndarray:
        """Years in which the runs' last members left; those whose alliance lasts are left out."""
        lasting = self.all[self.all.open]["run"]
        return self.all[~self.all.run.isin(lasting)].groupby("run").exit.max().dt.year.to_numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("result", help="result file of many runs")
    parser.add_argument("alliance", help="id of the alliance, as in the scenario")
    parser.add_argument("--left", nargs="+", default=[], metavar="STATE", help="states that may have left or been expelled")
    parser.add_argument("--inside", nargs="+", default=[], metavar=("DATE", "STATE"), help="a date, and states")
    parser.add_argument("--ended", nargs=2, type=int, metavar="YEAR", help="first and last year of a period")
    arguments = parser.parse_args()
    spells = Spells(entente.open(arguments.result), arguments.alliance)
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

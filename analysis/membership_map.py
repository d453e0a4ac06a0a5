#!/usr/bin/python3
"""Draws who belonged to an alliance and when: the share of runs, by state and month, against what really happened.

    analysis/membership_map.py nato200.h5 NATO --history scenarios/nato_history.csv --output nato.svg

Needs Debian's packages that `dev` lists as analysis_packages.
"""

import argparse

import entente
import matplotlib
import pandas as pd

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "entente"  # the same picture has the same bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("result", help="result file of many runs")
    parser.add_argument("alliance", help="id of the alliance, as in the scenario")
    parser.add_argument("--history", required=True, help="CSV table: state,alliance,joined,left")
    parser.add_argument("--output", required=True, help="picture to write (.svg, .png, .pdf)")
    arguments = parser.parse_args()
    result = entente.open(arguments.result)
    history = pd.read_csv(arguments.history, parse_dates=["joined"], comment="#")
    history = history[history["alliance"] == arguments.alliance].set_index("state")["joined"]
    share = entente.membership(result, arguments.alliance, "MS")
    axes = entente.plots.membership(share, names=result.state_names, history=history)
    title = f"Members of {arguments.alliance} in {result.size} runs; red: when each really joined"
    axes.set_title(title, loc="left", fontsize=10)
    metadata = {"Date": None} if arguments.output.endswith(".svg") else None
    axes.figure.savefig(arguments.output, dpi=150, metadata=metadata)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Draws who belonged to an alliance and when: the share of runs, by state and month, against what really happened.

    analysis/membership_map.py nato200.h5 NATO --history scenarios/nato_history.csv --output nato.svg

Needs Debian's python3-xarray, python3-h5netcdf, python3-pandas and python3-matplotlib.
"""

import argparse

import matplotlib
import numpy as np
import pandas as pd
import xarray as xr

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "entente"  # the same picture has the same bytes
import matplotlib.dates as mdates
import matplotlib.pyplot as plt


def membership_share(results: xr.Dataset, alliance: str) -> pd.DataFrame:
    """Share of runs in which each state (rows, ids) is a member at the start of each month (columns, dates)."""
    spells = pd.DataFrame({name: results[f"spell_{name}"].values for name in ("run", "state", "alliance", "entry", "exit", "open")})
    spells = spells[spells["alliance"] == list(results["alliance"].values).index(alliance)]
    months = pd.date_range(results["time"].values[0], results["time"].values[-1], freq="MS")
    share = pd.DataFrame(0.0, index=results["state"].values, columns=months)
    for spell in spells.itertuples():
        inside = (months >= spell.entry) & (spell.open | (months < spell.exit))
        share.iloc[spell.state, inside] += 1.0 / results.sizes["run"]
    return share[share.max(axis=1) > 0]


def draw(share: pd.DataFrame, names: dict, history: pd.DataFrame, title: str) -> plt.Figure:
    """One row a state, in the order in which half of the runs have it inside; a tick marks the real entry."""
    half = [(share.columns[np.argmax(row >= 0.5 * row.max())], -row.sum()) for row in share.values]
    share = share.iloc[sorted(range(len(share)), key=half.__getitem__)]
    figure, axes = plt.subplots(figsize=(9, 0.19 * len(share) + 1.2), layout="constrained")
    edges = mdates.date2num([*share.columns, share.columns[-1] + pd.offsets.MonthBegin()])
    mesh = axes.pcolormesh(edges, np.arange(len(share) + 1), share.values, cmap="Blues", vmin=0, vmax=1, rasterized=True)
    real = history.set_index("state")["joined"]
    for row, state in enumerate(share.index):
        if state in real.index:
            axes.plot([mdates.date2num(real[state])] * 2, [row + 0.08, row + 0.92], color="crimson", linewidth=2.4)
    axes.set_yticks(np.arange(len(share)) + 0.5, [names[state] for state in share.index], fontsize=7)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlim(edges[0], edges[-1])
    axes.xaxis_date()
    axes.set_title(title, loc="left", fontsize=10)
    figure.colorbar(mesh, ax=axes, label="share of runs", shrink=0.5)
    return figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("result", help="result file of many runs")
    parser.add_argument("alliance", help="id of the alliance, as in the scenario")
    parser.add_argument("--history", required=True, help="CSV table: state,alliance,joined,left")
    parser.add_argument("--output", required=True, help="picture to write (.svg, .png, .pdf)")
    arguments = parser.parse_args()
    with xr.open_dataset(arguments.result, engine="h5netcdf") as results:
        history = pd.read_csv(arguments.history, parse_dates=["joined"], comment="#")
        history = history[history["alliance"] == arguments.alliance]
        names = dict(zip(results["state"].values, results["state_name"].values))
        title = f"Members of {arguments.alliance} in {results.sizes['run']} runs; red: when each really joined"
        figure = draw(membership_share(results, arguments.alliance), names, history, title)
    figure.savefig(arguments.output, dpi=150, metadata={"Date": None} if arguments.output.endswith(".svg") else None)


if __name__ == "__main__":
    main()

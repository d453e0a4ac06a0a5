#!/usr/bin/python3
"""Compares defence burdens with what was really spent, by year: the leading state and the mean of the other members.

    analysis/burdens.py nato200.h5 NATO USA --history scenarios/nato_history.csv --burdens scenarios/nato/burden_history.csv

Members are those of history, so that who joined in a run does not count. Prints a table in Markdown, in percent of GDP,
with standard errors over runs, and how far all states' mean burdens are from the real ones, in years that the budget's
defaults were fitted to (1955 to 2000) and later. Needs Debian's python3-xarray, python3-h5netcdf and python3-pandas.
"""

import argparse

import numpy as np
import pandas as pd
import xarray as xr


def burdens_in(results: xr.Dataset, year: int, state: list) -> xr.DataArray:
    """Burdens (run, state) in percent at the record nearest to the middle of a year."""
    record = results["state_burden"].sel(state=state)
    return 100 * record.sel(time=f"{year}-07-01", method="nearest")


def told(simulated: xr.DataArray) -> str:
    return f"{float(simulated.mean()):.2f} ± {float(simulated.std(ddof=1) / simulated.sizes['run'] ** 0.5):.2f}"


def log_errors(results: xr.Dataset, real: pd.DataFrame, first: int, last: int) -> np.ndarray:
    """Logs of simulated means over real burdens, of every state that has both in a year of the table."""
    years = [year for year in real.columns if first <= int(year) <= last]
    pairs = [
        (burdens_in(results, int(year), [state]).mean(), real.loc[state, year])
        for year in years
        for state in real.index
        if real.loc[state, year] > 0
    ]
    return np.log([float(simulated) / truth for simulated, truth in pairs if simulated > 0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("result", help="result file of many runs")
    parser.add_argument("alliance", help="id of the alliance, as in the scenario")
    parser.add_argument("lead", help="id of the leading state")
    parser.add_argument("--history", required=True, help="CSV table: state,alliance,joined,left")
    parser.add_argument("--burdens", required=True, help="CSV table: state, then one column a year, shares of GDP")
    arguments = parser.parse_args()
    results = xr.open_dataset(arguments.result)
    spells = pd.read_csv(arguments.history, parse_dates=["joined", "left"]).query("alliance == @arguments.alliance")
    real = pd.read_csv(arguments.burdens, index_col="state") * 100
    print(f"| year | {arguments.lead}, simulated | real | mean of the others, simulated | real |")
    print("|---|---|---|---|---|")
    for year in real.columns:
        middle = pd.Timestamp(f"{year}-07-01")
        inside = spells[(spells.joined <= middle) & ~(spells.left <= middle)].state
        others = [state for state in inside if state != arguments.lead and pd.notna(real.loc[state, year])]
        lead = burdens_in(results, int(year), [arguments.lead]).mean("state")
        mean = burdens_in(results, int(year), others).mean("state")
        print(
            f"| {year} | {told(lead)} | {real.loc[arguments.lead, year]:.1f} "
            f"| {told(mean)} | {real.loc[others, year].mean():.1f} |"
        )
    print()
    for first, last in ((1955, 2000), (2001, 2024)):
        errors = log_errors(results, real, first, last)
        print(
            f"- {first} to {last}: root of the mean squared log error {np.sqrt(np.mean(errors**2)):.2f} "
            f"over {len(errors)} state-years"
        )


if __name__ == "__main__":
    main()

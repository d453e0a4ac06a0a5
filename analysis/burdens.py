#!/usr/bin/python3
"""Compares defence burdens with what was really spent, by year: the leading state and the mean of the other members.

    analysis/burdens.py nato200.h5 NATO USA --history scenarios/nato_history.csv --burdens scenarios/nato/burden_history.csv

Members are those of history, so that who joined in a run does not count. Prints a table in Markdown, in percent of GDP,
with standard errors over runs. Needs Debian's python3-xarray, python3-h5netcdf and python3-pandas.
"""

import argparse

import pandas as pd
import xarray as xr


def burdens_in(results: xr.Dataset, year: int, state: list) -> xr.DataArray:
    """Burdens (run, state) in percent at the record nearest to the middle of a year."""
    record = results["state_burden"].sel(state=state)
    return 100 * record.sel(time=f"{year}-07-01", method="nearest")


def told(simulated: xr.DataArray) -> str:
    return f"{float(simulated.mean()):.2f} ± {float(simulated.std(ddof=1) / simulated.sizes['run'] ** 0.5):.2f}"


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


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Compares what-ifs of nato.yaml: what the United States and their allies of 1969 spend, how safe these are, who belongs.

    analysis/whatifs.py base.h5 no5.h5 alone.h5 future.h5

Prints a table in Markdown: a line for each result and year, means over runs with standard errors; burdens in percent of
GDP, protection in percent of the world's power. The results need memberships.trust among what is recorded (`--record
default,memberships.trust`). Needs Debian's python3-xarray and python3-h5netcdf.
"""

import argparse
from pathlib import Path

import numpy as np
import xarray as xr

ALLIES = ["BEL", "CAN", "DEU", "DNK", "FRA", "GBR", "GRC", "ITA", "LUX", "NLD", "NOR", "PRT", "TUR"]  # with forces, 1969
YEARS = [1969, 1972, 1980, 2000, 2024, 2026, 2030]


def told(values: xr.DataArray, digits: int) -> str:
    return f"{float(values.mean()):.{digits}f} ± {float(values.std(ddof=1)) / values.sizes['run'] ** 0.5:.{digits}f}"


def line(name: str, year: int, record: xr.Dataset) -> str:
    allies = record.sel(state=ALLIES).mean("state")
    in_nato = record.membership_state.isin(ALLIES) & (record.membership_alliance == "NATO")
    cells = [
        told(100 * record.state_burden.sel(state="USA"), 2),
        told(100 * allies.state_burden, 2),
        told(100 * allies.state_protection, 1),
        told(allies.state_security, 2),
        told(record.membership_trust[:, in_nato].mean("membership"), 2),
        told(record.alliance_members.sel(alliance="NATO"), 1),
    ]
    return f"| {name} | {year} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("results", nargs="+", help="result files of many runs")
    arguments = parser.parse_args()
    print("| result | year | burden of the United States | of their allies of 1969 | protection | security | trust in NATO | members |")
    print("|---|---|---|---|---|---|---|---|")
    for path in arguments.results:
        results = xr.open_dataset(path)
        variables = ["state_burden", "state_protection", "state_security", "membership_trust", "alliance_members"]
        for year in YEARS:
            middle = np.datetime64(f"{year}-07-01")
            record = results[variables].sel(time=middle, method="nearest")
            if abs(record.time.values - middle) < np.timedelta64(100, "D"):
                print(line(Path(path).stem, year, record))


if __name__ == "__main__":
    main()

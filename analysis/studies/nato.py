#!/usr/bin/python3
"""What if the United States left NATO in 1970? Two worlds under the same draws.

    ./dev python analysis/studies/nato.py

The same hundred histories are run twice, as they were and with the United States leaving in 1970, troops and all. A
run and its twin draw the same numbers, so what differs between them is what leaving does.
"""

import argparse
from pathlib import Path

import entente
import matplotlib
import numpy as np
import pandas as pd

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "entente"
import matplotlib.pyplot as plt  # noqa: E402

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
ALLIES = "BEL CAN DEU DNK FRA GBR GRC ITA LUX NLD NOR PRT TUR".split()  # with forces, 1969


# %% Two worlds


def worlds(runs: int, folder: Path, until: str) -> tuple:
    """The world as it was and the one without the United States, with the same seed."""
    options = {"runs": runs, "until": until}
    base = entente.run(SCENARIOS / "nato.yaml", folder / "base.h5", **options)
    overlay = SCENARIOS / "nato-us-isolationist.yaml"
    alone = entente.run(SCENARIOS / "nato.yaml", folder / "alone.h5", overlay=overlay, **options)
    return base, alone


# %% What an ally can expect: its mean over the allies of 1969, by run and date


def of_allies(result: entente.Result, series: str) -> np.ndarray:
    rows = [result.state_ids.index(state) for state in ALLIES]
    name = f"state_{series}"
    return np.concatenate([block[name].mean(axis=2) for block in result.blocks(name, at=(slice(None), rows))])


def outcomes(date):
    """Numbers of each run at a date: what the allies pay, expect and fear, and how many members there are."""

    def of(result):
        record = int(np.argmin(np.abs(result.years - date)))
        told = {
            f"allies' {name}": of_allies(result, name)[:, record]
            for name in ("burden", "protection", "security")
        }
        told["USA's burden"] = entente.numbers_of(result, "USA.burden", date)
        told["members"] = entente.numbers_of(result, "NATO.members", date)
        return pd.DataFrame(told)

    return of


# %% The figure: the allies' security in both worlds, and what has changed by 1980


def figure(base, alone, effects):
    left, right = plt.subplots(1, 2, figsize=(11, 4), layout="constrained", width_ratios=(3, 2))[1]
    for result, colour, label in (
        (base, "#0072B2", "as it was"),
        (alone, "#D55E00", "the United States leave in 1970"),
    ):
        values = of_allies(result, "security")
        low, middle, high = np.quantile(values, [0.05, 0.5, 0.95], axis=0)
        left.fill_between(result.years, low, high, color=colour, alpha=0.2, linewidth=0)
        left.plot(result.years, middle, color=colour, label=label)
    left.set(ylabel="the allies' chance to prevail", ylim=(0, 1), xlim=(base.years[0], base.years[-1]))
    left.legend(frameon=False, loc="lower right")
    left.set_title("Security of the allies of 1969, median and 90 % of runs", loc="left", fontsize=10)
    left.spines[["top", "right"]].set_visible(False)
    shares = effects.assign(effect=100 * effects["difference"] / effects["a"])
    entente.plots.compare(shares.sort_values("effect"), right)
    right.set_xlabel("difference, %, with its interval")
    right.set_title("What has changed by 1980", loc="left", fontsize=10)
    return left.figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=100, help="runs of each world; default: 100")
    parser.add_argument("--until", default="2025-01-01", help="end of the runs")
    parser.add_argument(
        "--output", type=Path, default=Path("nato-study"), help="folder for results and the figure"
    )
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    base, alone = worlds(arguments.runs, arguments.output, arguments.until)

    first = entente.first_divergence(base, alone).dropna()
    print(f"The twins part in {first['time'].dt.year.median():.0f} (median), with {first['kind'].mode()[0]}.")

    effects = entente.compare(base, alone, outcomes(1980))
    print(effects[["outcome", "a", "b", "difference", "low", "high", "runs"]].round(4).to_string(index=False))

    pilot = of_allies(alone, "security")[:, -1] - of_allies(base, "security")[:, -1]
    needed = entente.runs_needed(pilot, 0.005)
    print(f"{needed} pairs would tell the last difference of security to half a percent.")

    figure(base, alone, effects).savefig(arguments.output / "nato.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()

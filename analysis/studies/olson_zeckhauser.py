#!/usr/bin/python3
"""Olson & Zeckhauser 1966: do the great bear more than their share? Their table, their theory, and the simulator.

    ./dev python analysis/studies/olson_zeckhauser.py

In NATO of 1964 larger members spent a larger share of their product on defence. Olson & Zeckhauser explain it by an
alliance's security being a public good. Here their correlation is computed again, their theory in its pure form is
solved (only the United States pay), and NATO is simulated, where security is neither pure nor all there is.
"""

import argparse
from io import StringIO
from pathlib import Path

import entente
import matplotlib
import numpy as np
import pandas as pd
from scipy import stats

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "entente"
import matplotlib.pyplot as plt  # noqa: E402

NATO = Path(__file__).resolve().parents[2] / "scenarios" / "nato.yaml"

# GNP of 1964 in billions of US dollars and defence expenditure in percent of it (their table 1).
TABLE = """state,gnp,burden
USA,569.03,9.0
DEU,88.87,5.5
GBR,79.46,7.0
FRA,73.40,6.7
ITA,43.63,4.1
CAN,38.14,4.4
NLD,15.00,4.9
BEL,13.43,3.7
DNK,7.73,3.3
TUR,6.69,5.8
NOR,5.64,3.9
GRC,4.31,4.2
PRT,2.88,7.7
LUX,0.53,1.7
"""


# %% A pure public good


def pure_public_good(income: np.ndarray, taste: float) -> np.ndarray:
    """Contributions in Nash equilibrium of U = x^(1 - a) Q^a with x + q = income (Bergstrom, Blume & Varian 1986).

    Q = sum(income) / (1 + n (1 - a) / a) over the n that give, added by falling income as long as one would.
    """
    total, ratio = 0.0, (1 - taste) / taste
    falling = np.sort(income)[::-1]
    for number, each in enumerate(falling, 1):
        if each <= ratio * total:
            break
        total = falling[:number].sum() / (1 + number * ratio)
    return np.maximum(0.0, income - ratio * total)


# %% NATO in 1964, simulated


def simulated(runs: int, path: Path) -> pd.DataFrame:
    """Members' burdens at the middle of 1964 over runs, in percent of GDP."""
    result = entente.run(NATO, path, runs=runs, until="1966-01-01", record=["states.burden", "states.gdp"])
    told = entente.burden(result, "NATO", "1964-07-01")
    print(
        f"simulated: Spearman's rank correlation {told.attrs['exploitation']:.2f} "
        f"[{told.attrs['low']:.2f}, {told.attrs['high']:.2f}] over {result.size} runs"
    )
    return told.set_index("state")


# %% The figure: what was paid, what a pure public good says, what the simulator says


def figure(table: pd.DataFrame, runs: pd.DataFrame):
    axes = plt.subplots(figsize=(8, 4.6), layout="constrained")[1]
    both = table.join(runs[["burden", "low", "high"]], rsuffix="_run", how="left")
    middle = 100 * both["burden_run"]
    error = np.maximum(
        100 * np.array([both["burden_run"] - both["low"], both["high"] - both["burden_run"]]), 0
    )
    axes.scatter(both["gnp"], both["burden"], color="#222222", label="paid in 1964", zorder=3)
    axes.errorbar(both["gnp"], middle, error, fmt="D", color="#0072B2", label="simulated", markersize=5)
    axes.plot(both["gnp"], both["pure"], "x", color="#D55E00", label="a pure public good", markersize=7)
    for state, row in both.iterrows():
        axes.annotate(state, (row["gnp"], row["burden"]), (5, 4), textcoords="offset points", fontsize=7)
    axes.set(xscale="log", xlabel="GNP of 1964, billion USD", ylabel="defence, % of GNP", ylim=(-0.3, 10))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper left")
    axes.set_title("Burdens in NATO, 1964", loc="left")
    return axes.figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=100, help="runs of nato.yaml; default: 100")
    parser.add_argument(
        "--output", type=Path, default=Path("olson-zeckhauser-study"), help="folder for the figure"
    )
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    table = pd.read_csv(StringIO(TABLE), index_col="state")

    rho = stats.spearmanr(table["gnp"], table["burden"]).correlation
    print(f"1964: Spearman's rank correlation of GNP and burden {rho:.3f} over {len(table)} members")

    paid = pure_public_good(table["gnp"].to_numpy(), taste=0.09)
    table["pure"] = 100 * paid / table["gnp"]
    print(
        f"a pure public good: {', '.join(table.index[paid > 0])} alone pays, {table['pure'].max():.1f} % of its product"
    )

    runs = simulated(arguments.runs, arguments.output / "nato1966.h5")
    figure(table, runs).savefig(arguments.output / "olson_zeckhauser.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()

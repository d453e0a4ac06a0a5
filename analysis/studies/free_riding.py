#!/usr/bin/python3
"""What does free riding do to NATO? A sweep, its sensitivity, and where burdens are high.

    ./dev python analysis/studies/free_riding.py

Four numbers of budget and trust that no data settles are varied at once, in Saltelli's blocks. Which of them moves the
burden of members, which what NATO is worth to them, and how much is chance?
"""

import argparse
from pathlib import Path

import entente
import matplotlib
import yaml

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "entente"
import matplotlib.pyplot as plt  # noqa: E402

EXPERIMENT = Path(__file__).resolve().parents[2] / "scenarios" / "experiments" / "free_riding.yaml"
WORDS = {
    "adjustment": "speed of budgets",
    "commitment": "weight of commitments",
    "free_riding": "trust lost by free riding",
    "trust_time": "memory of trust",
}


# %% The experiment, with as many points as there is time for


def experiment(points: int, replicates: int, folder: Path) -> Path:
    told = yaml.safe_load(EXPERIMENT.read_text())
    told["design"]["points"], told["replicates"] = points, replicates
    told["scenario"] = str(EXPERIMENT.parent / told["scenario"])
    path = folder / "free_riding.yaml"
    path.write_text(yaml.safe_dump(told, sort_keys=False, width=10_000))
    return path


# %% Two outcomes: what members pay at the end, and what belonging is worth to them then

OUTCOMES = {"NATO.burden": "burden of NATO at the end", "NATO.mean_margin": "what NATO is worth to its members at the end"}


# %% The figure: indices of both outcomes, and how the burden responds


def figure(result: entente.Result, indices: dict):
    axes = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")[1]
    for each, (outcome, title) in zip(axes, OUTCOMES.items()):
        frame = indices[outcome]
        entente.plots.sobol(frame.replace({"factor": WORDS}), each)
        noise = f"{frame.attrs['noise']:.0%} of the variance over runs is chance"
        each.set_title(f"{title}\n{noise}", loc="left", fontsize=9)
        each.set_xlim(-0.25, 1.25)
    axes[1].set_yticklabels([])
    response = entente.response(result, "NATO.burden", bins=8)
    entente.plots.response(response.replace({"factor": WORDS}), axes[2])
    axes[2].set_title("Response of the burden", loc="left", fontsize=9)
    return axes[0].figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--points", type=int, default=128, help="rows of a block, a power of two; default: 128"
    )
    parser.add_argument("--replicates", type=int, default=4, help="runs of each point; default: 4")
    parser.add_argument(
        "--output", type=Path, default=Path("free-riding-study"), help="folder for sweep and figure"
    )
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    path = experiment(arguments.points, arguments.replicates, arguments.output)
    folder = arguments.output / "free_riding.sweep"
    result = entente.sweep(folder, resume=True) if folder.exists() else entente.sweep(path, folder)

    indices = {outcome: entente.sobol(result, outcome) for outcome in OUTCOMES}
    for outcome, frame in indices.items():
        print(
            f"{OUTCOMES[outcome]}: first and total indices, {frame.attrs['noise']:.0%} of the variance is chance"
        )
        print(frame.round(2).to_string(index=False))

    high = entente.numbers_of(result, "NATO.burden")
    limit = sorted(high)[int(0.8 * len(high))]
    boxes = entente.scenarios(result, high >= limit)
    print(f"NATO pays {limit:.1%} of GDP or more (a fifth of all runs) where")
    print(boxes[["factor", "low", "high", "density", "coverage"]].round(3).to_string(index=False))

    figure(result, indices).savefig(arguments.output / "free_riding.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()

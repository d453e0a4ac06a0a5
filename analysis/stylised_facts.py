#!/usr/bin/python3
"""Holds a world beside published facts about alliances and wars: the section "Stylised facts" of a page.

    analysis/stylised_facts.py build/entente --page models/VALIDATION.md

Runs scenarios/world.yaml with one parameter set, the declared defaults, and writes each number beside the published
one, with its standard error over runs. The facts are in entente/facts.py; what each counts is said where it is counted.
Needs what the package needs.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import entente
import numpy as np
from entente.facts import FACTS, rows_met, stylised_facts
from validation import FACTS_SECTION

WORLD = Path(__file__).resolve().parents[1] / "scenarios" / "world.yaml"

HEAD = (
    FACTS_SECTION
    + """

Made by `analysis/stylised_facts.py build/entente --page models/VALIDATION.md`; do not edit. {runs} runs of
[scenarios/world.yaml](../scenarios/world.yaml), 1950-2000, with the declared defaults: one parameter set, none of its
own for any row. A number is met within a factor of 1.5 of what is published or in the interval stated with it; a
direction, if it differs from 1 by two standard errors. Standard errors are over runs. What each counts is said in
[the package](../analysis/entente/facts.py); democracies and autocracies are parted on V-Dem's scale where as many
states are on either side as Polity's 6 and -6 have. A row is met if all that is measured in it is.

{summary}

| fact | number | published | met within | simulated | verdict |
|---|---|---|---|---|---|
"""
)


def number(value) -> str:
    return "" if value is None or not np.isfinite(value) else f"{value:.3g}"


def line(row, first: bool) -> str:
    low, high = number(row.low) or "0", number(row.high)
    within = f"above {low}" if not high else f"{low} to {high}"
    simulated = f"{number(row.value)} ± {number(row.error) or '?'}" if np.isfinite(row.value) else ""
    verdict = row.verdict if row.verdict == "met" else f"**{row.verdict}**"
    lacks = FACTS[row.name].lacks
    cells = [
        row.row if first else "",
        row.words,
        number(row.target),
        within,
        simulated,
        verdict + (f": {lacks}" if lacks else ""),
    ]
    return "| " + " | ".join(cells) + " |"


def section(table, runs: int) -> str:
    """The section as Markdown."""
    met = rows_met(table)
    counted = table["verdict"].value_counts()
    told = ", ".join(
        f"{counted.get(each, 0)} {each}" for each in ("met", "missed", "wrong direction", "not shown", "not measured")
    )
    summary = f"Of {len(met)} rows {int(met.sum())} are met; of their {len(table)} numbers {told}."
    first = ~table["row"].duplicated()
    lines = [line(row, begins) for row, begins in zip(table.itertuples(), first)]
    return HEAD.format(runs=runs, summary=summary) + "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", help="the executable")
    parser.add_argument("--runs", type=int, default=100, help="runs of the world; default: 100")
    parser.add_argument("--result", help="a result to read instead of running the world")
    parser.add_argument("--page", type=Path, help="page whose section is replaced; default: the screen")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.result or Path(folder) / "world.h5"
        if not arguments.result:
            words = ["run", WORLD, "--runs", arguments.runs, "--quiet", "--output", path]
            subprocess.run([arguments.program, *map(str, words)], check=True)
        result = entente.open(path)
        text = section(stylised_facts(result), result.size)
    if arguments.page:
        before = arguments.page.read_text().partition(FACTS_SECTION)[0]
        arguments.page.write_text(before.rstrip() + "\n\n" + text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()

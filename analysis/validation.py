#!/usr/bin/python3
"""Switches every mechanism and every feature of membership off, one at a time: does it move what the theory says?

    analysis/validation.py build/entente --output models/VALIDATION.md

Runs with and without it have the same seed and are paired by run, so that all else is the same dice. The table has the
mean paired difference of an outcome and its 95 % confidence interval. The claims are in validation_claims.py. Needs
Debian's python3-numpy, python3-scipy and python3-h5py.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy import stats
from validation_claims import CLAIMS, Claim
from validation_result import Result

FACTS_SECTION = "## Stylised facts"
"""stylised_facts.py writes the page from here on."""


class Experiments:
    """Runs scenarios, each once with each combination of settings."""

    def __init__(self, program: str, runs: int, seed: int, folder: Path):
        self.program = program
        self.runs = runs
        self.seed = [] if seed is None else ["--seed", seed]
        self.folder = folder
        self.values = {}
        self.pipelines = {}

    def measure(self, source: tuple, settings: tuple, claims: list) -> None:
        """Runs one world and keeps the outcomes of all claims about it."""
        series = sorted({name for claim in claims for name in claim.outcome.series})
        path = self.folder / "result.h5"
        words = [word for setting in settings for word in ("--set", self.resolved(setting, source))]
        self.call(
            "run", *self.files(source), *words, "--set", "time.step=quarter", *self.seed, "--runs", self.runs,
            "--record", ",".join(["default", *series]), "--quiet", "--output", path,
        )  # fmt: skip
        result = Result(path)
        for claim in claims:
            self.values[source, settings, claim.outcome] = claim.outcome(result)

    def resolved(self, setting: str, source: tuple) -> str:
        """A setting as the program takes it: `pipeline -NAME … +NAME<OTHER …` is the scenario's pipeline without some
        mechanisms, and with others before those that they go before."""
        if not setting.startswith("pipeline "):
            return setting
        if source not in self.pipelines:
            self.pipelines[source] = json.loads(self.call("validate", *self.files(source), "--json"))["pipeline"]
        kept = [name for name in self.pipelines[source] if "-" + name not in setting.split()]
        for word in setting.split():
            if word.startswith("+"):
                name, other = word[1:].split("<")
                kept.insert(kept.index(other), name)
        return f"pipeline=[{', '.join(kept)}]"

    def call(self, *words) -> str:
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"entente {' '.join(map(str, words))}\n{done.stderr}")
        return done.stdout

    @staticmethod
    def files(source: tuple) -> list:
        return [source[0], *(word for overlay in source[1:] for word in ("--overlay", overlay))]


def measured(program: str, runs: int, seed: int) -> dict:
    worlds = {}
    for claim in CLAIMS:
        for settings in (claim.common + claim.on, claim.common + claim.off):
            worlds.setdefault((claim.source, settings), []).append(claim)
    with tempfile.TemporaryDirectory() as folder:
        experiments = Experiments(program, runs, seed, Path(folder))
        for (source, settings), claims in worlds.items():
            experiments.measure(source, settings, claims)
    return experiments.values


def verdict(sign: str, low: float, high: float) -> str:
    if sign == "0":
        return "yes" if low == high == 0.0 else "**no**"
    if sign == "-":
        low, high = -high, -low
    return "yes" if low > 0.0 else "**no**" if high < 0.0 else "not shown"


def switched(claim: Claim) -> str:
    """What was switched off, what had to be set for it to be on, and what was set in both worlds."""
    settings = (("on:", claim.on), ("both:", claim.common))
    remarks = [f"{word} {', '.join(each)}" for word, each in settings if each]
    text = f"{claim.about} ({'; '.join(remarks)})" if remarks else claim.about
    return text.replace("parameters.", "").replace("alliances.", "").replace("membership.", "")


def line(claim: Claim, values: dict) -> str:
    on, off = (values[claim.source, claim.common + one, claim.outcome] for one in (claim.on, claim.off))
    difference = (on - off)[~np.isnan(on - off)]
    mean, half = difference.mean(), 0.0
    if np.any(difference != difference[0]):
        half = stats.t.ppf(0.975, len(difference) - 1) * difference.std(ddof=1) / len(difference) ** 0.5
    low, high = mean - half, mean + half
    cells = [
        switched(claim),
        claim.sentence,
        claim.outcome.words,
        f"{np.nanmean(on):.3g}",
        f"{np.nanmean(off):.3g}",
        f"{mean:+.3g} [{low:+.3g}, {high:+.3g}]",
        claim.sign,
        verdict(claim.sign, low, high),
    ]
    return "| " + " | ".join(cells) + " |"


HEAD = """# Validation by direction

Made by `analysis/validation.py build/entente --output models/VALIDATION.md`; do not edit. Each mechanism and each feature
of membership is switched off, and what it is said to move is compared with runs that have it: {runs} runs each by quarter,
same seed, paired by run. The difference is on less off, with its 95 % confidence interval; "not shown" is a difference
whose sign these runs cannot tell. What a feature selects is measured against all who could have decided the same at that
time. Where a default is off, or too weak for so few runs, the remark says with which setting it is on, and what both worlds
were given so that there is something to count. Outcomes were chosen by people who had seen earlier runs of the same seed;
`--seed` makes others. This is a test that the program does what [the manual](README.md) says, not that the world does; how
far it does stands in [scenarios/README.md](../scenarios/README.md).

{summary}

| switched off | claim | measured | on | off | difference | expected | holds |
|---|---|---|---|---|---|---|---|
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", help="the executable")
    parser.add_argument("--runs", type=int, default=400, help="runs of each world; default: 400")
    parser.add_argument("--seed", type=int, help="seed of all worlds; default: the scenarios'")
    parser.add_argument("--output", help="the Markdown file to write; default: the screen")
    arguments = parser.parse_args()
    values = measured(arguments.program, arguments.runs, arguments.seed)
    lines = [line(claim, values) for claim in CLAIMS]
    holding = sum(text.endswith("| yes |") for text in lines)
    against = sum(text.endswith("| **no** |") for text in lines)
    open_ = len(lines) - holding - against
    summary = f"Of {len(lines)} claims {holding} hold, {against} are contradicted, {open_} are not shown."
    text = HEAD.format(runs=arguments.runs, summary=summary) + "\n".join(lines) + "\n"
    if arguments.output:
        output = Path(arguments.output)
        told = output.read_text() if output.exists() else ""
        facts = FACTS_SECTION + told.partition(FACTS_SECTION)[2] if FACTS_SECTION in told else ""
        output.write_text(text + ("\n" + facts if facts else ""))
    else:
        print(text, end="")


if __name__ == "__main__":
    main()

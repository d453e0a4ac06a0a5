"""Simulated moments at points, by sweeps of the program, kept so that nothing is computed twice."""

import json
import re
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path
from shutil import rmtree

import numpy as np

from ..errors import ComputationError, DiskError, FailedRuns, ResultError
from ..program import ERRORS, call, executable
from ..result import open_result
from .problem import Problem

LARGEST_SEGMENT = 64  # runs in a file
SEGMENTS = 16  # that a sweep has at least, if it has runs enough, so that all cores work to its end
GROUPS = 8  # of runs, for the jackknife


def write_whole(path: Path, text: str) -> None:
    """A file that is there whole or not at all."""
    aside = path.with_name(f".{path.name}.tmp")
    try:
        aside.write_text(text)
        aside.replace(path)
    except OSError as error:
        raise DiskError(f"{path}: cannot be written ({error.strerror}).") from None


class Progress:
    """One line that is rewritten on a terminal, else one every half minute."""

    def __init__(self, quiet: bool):
        self.quiet, self.is_terminal = quiet, sys.stderr.isatty()
        self.runs_done, self.seconds, self.told = 0, 0.0, time.monotonic()

    def show(self, what: str, done: int, runs: int, rest: int) -> None:
        """Of a batch so many runs are done; `rest`: runs of batches to come, at most."""
        now = time.monotonic()
        if self.quiet or (not self.is_terminal and now - self.told < 30):
            return
        self.told = now
        text = f"{what}: {done} of {runs} runs"
        if self.runs_done:
            left = (runs - done + rest) * self.seconds / self.runs_done
            text += f", at most {duration(left)} left"
        self._print(text, end="" if self.is_terminal else "\n")

    def say(self, text: str) -> None:
        if not self.quiet:
            self._print(text, end="\n")

    def _print(self, text: str, end: str) -> None:
        print(f"\r\x1b[K{text}" if self.is_terminal else text, end=end, file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


class Simulator:
    """Computes batches of points, one sweep for each scenario, and keeps their moments in the folder.

    Attributes
    ----------
    values, errors : ndarray, (points, moments)
        Simulated moments and their standard errors, of all points so far.
    reasons : list of str
        Why a point has no moments; empty where it has.
    """

    def __init__(self, problem: Problem, folder: Path, threads=None, quiet=False):
        self.problem, self.folder, self.threads = problem, folder, threads
        self.progress = Progress(quiet)
        self.batch = 0
        self.rest = 0  # runs to come, for the progress
        self.what = "scan"
        self.steps = []
        self.values, self.errors = np.empty((2, 0, len(problem.targets)))
        self.reasons = []

    def residuals(self, unit: np.ndarray) -> np.ndarray:
        """Moments less targets in standard errors, (points, moments)."""
        name = f"{self.batch:03}"
        file = self.folder / "batches" / f"{name}.json"
        points = self.problem.values(unit).tolist()
        told = self._stored(file, points)
        if told is None:
            told = self._compute(name, points)
            write_whole(file, json.dumps(told))
        self.batch += 1
        self.steps += [self.what] * len(points)
        self.values = np.vstack([self.values, told["values"]])
        self.errors = np.vstack([self.errors, told["errors"]])
        self.reasons += told["reasons"]
        return self.scaled(np.array(told["values"]))

    def scaled(self, values: np.ndarray) -> np.ndarray:
        targets = self.problem.targets
        return (values - [each.value for each in targets]) / [each.error for each in targets]

    def at_best(self, point: np.ndarray) -> tuple:
        """Of one point the covariance of its moments, in standard errors of the targets, and its
        moments under other draws. Its results stay, as best.h5 or best-NAME.h5."""
        file = self.folder / "batches" / "best.json"
        points = self.problem.values(point[None]).tolist()
        told = self._stored(file, points)
        if told is None:
            self.what = "best point"
            groups = self._measured("best", points, self.problem.seed, self._by_group)
            fresh = self._measured("fresh", points, self.problem.seed + 1, self._by_point)
            told = {"points": points, "groups": groups, "fresh": fresh[0][0]}
            write_whole(file, json.dumps(told))
        return np.array(told["groups"]), np.array(told["fresh"])

    # ---- How it is done ------------------------------------------------------------------------

    def _stored(self, file: Path, points: list):
        if not file.exists():
            return None
        told = json.loads(file.read_text())
        return told if told["points"] == points else None

    def _compute(self, name: str, points: list) -> dict:
        values, errors, reasons = self._measured(name, points, self.problem.seed, self._by_point)
        return {"points": points, "values": values, "errors": errors, "reasons": reasons}

    def _measured(self, name: str, points: list, seed: int, measure):
        """Runs every scenario at the points; what `measure` makes of the results, by scenario's name."""
        results = {each: self._sweep(name, each, points, seed) for each in self.problem.scenarios}
        told = measure({each: opened(path) for each, path in results.items()}, len(points))
        for each, path in results.items():
            if name == "best":
                merged = self.folder / (f"best-{each}.h5" if each else "best.h5")
                self._call(["merge", path, "--output", merged])
            rmtree(path)
        return told

    def _by_point(self, results: dict, points: int) -> tuple:
        values, errors, reasons = [], [], []
        for point in range(points):
            rows, why = [], ""
            parts = {}
            for target in self.problem.targets:
                try:
                    if target.scenario not in parts:
                        parts[target.scenario] = results[target.scenario].select(point=point)
                    row = [float(each) for each in target.function(parts[target.scenario])]
                except ResultError as error:
                    row, why = [np.nan, np.nan], why or f"{target.name}: {error}"
                rows.append(row)
                if not np.isfinite(row[0]):
                    why = why or f"{target.name}: the runs do not tell it."
            values.append([row[0] for row in rows])
            errors.append([row[1] for row in rows])
            reasons.append(why)
        return values, errors, reasons

    def _by_group(self, results: dict, points: int) -> list:
        """Moments with one group of runs left out each, (groups, moments)."""
        told = []
        for group in range(GROUPS):
            parts = {}
            for name, result in results.items():
                replicate = result.column("run_replicate")[:]
                parts[name] = result.select(replicate % GROUPS != group)
            told.append(
                [float(each.function(parts[each.scenario])[0]) for each in self.problem.targets]
            )
        return told

    def seconds_a_run(self, unit: np.ndarray) -> float:
        """Checks a batch, as `entente sweep --dry-run` does, and tells what a run takes on one core, summed
        over scenarios."""
        seconds = 0.0
        for scenario in self.problem.scenarios:
            experiment, _ = self._lay_out(
                "trial", scenario, self.problem.values(unit).tolist(), self.problem.seed
            )
            told = call("sweep", experiment, "--dry-run", "--quiet", *self._cores())
            seconds += float(re.search(r"\(([-+.e0-9]+) s a run\)", told)[1])
        return seconds

    def _cores(self) -> list:
        return ["--threads", self.threads] if self.threads else []

    def _lay_out(self, name: str, scenario: str, points: list, seed: int) -> tuple:
        """Writes the experiment of a batch and its folder's place; what another batch left there goes."""
        problem, work = self.problem, self.folder / "work"
        stem = f"{name}-{scenario}" if scenario else name
        segment = LARGEST_SEGMENT
        while segment > 1 and problem.runs * len(points) < SEGMENTS * segment:
            segment //= 2
        experiment = {
            "entente_experiment": 1,
            "scenario": f"{stem}.scenario.yaml",
            "factors": {
                each.name: {"set": each.path, "uniform": {"from": each.low, "to": each.high}}
                for each in problem.parameters
            },
            "design": {"method": "table", "table": f"{stem}.csv"},
            "replicates": problem.runs,
            "segment": segment,
            "seed": seed,
        }
        table = [",".join(each.name for each in problem.parameters)]
        table += [",".join(map(repr, row)) for row in points]
        texts = {
            ".csv": "\n".join(table) + "\n",
            ".scenario.yaml": json.dumps(problem.scenarios[scenario], indent=0),
            ".yaml": json.dumps(experiment, indent=0),
        }
        work.mkdir(parents=True, exist_ok=True)
        folder = work / f"{stem}.sweep"
        for ending, text in texts.items():
            path = work / (stem + ending)
            if not path.exists() or path.read_text() != text:
                rmtree(folder, ignore_errors=True)
                write_whole(path, text)
        return work / f"{stem}.yaml", folder

    def _sweep(self, name: str, scenario: str, points: list, seed: int) -> Path:
        """One sweep of a scenario over points; a folder that is there is gone on with."""
        experiment, folder = self._lay_out(name, scenario, points, seed)
        words = ["sweep", experiment, "--output", folder, "--no-merge", "--quiet", *self._cores()]
        if (folder / "sweep.json").exists():
            words.append("--resume")
        else:  # killed before it was laid out
            rmtree(folder, ignore_errors=True)
        runs = self.problem.runs * len(points)
        segment = json.loads(experiment.read_text())["segment"]
        begin, before = time.monotonic(), self._runs_in(folder, segment, runs)
        self._call(words, lambda: self._show(folder, segment, runs))
        self.progress.runs_done += runs - before
        self.progress.seconds += time.monotonic() - begin
        return folder

    def _runs_in(self, folder: Path, segment: int, runs: int) -> int:
        return min(runs, segment * sum(1 for _ in folder.glob("segment-*.h5")))

    def _show(self, folder: Path, segment: int, runs: int) -> None:
        self.progress.show(self.what, self._runs_in(folder, segment, runs), runs, self.rest)

    def _call(self, words: list, show=lambda: None) -> None:
        """Calls the program, shows how far it is, and ends it when this one is asked to end."""
        child = subprocess.Popen(
            [str(executable()), *map(str, words)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            while child.poll() is None:
                try:
                    child.wait(0.5)
                except subprocess.TimeoutExpired:
                    show()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            child.wait()
            raise
        said = child.stderr.read().strip()
        if child.returncode:
            kind = ERRORS.get(child.returncode, ComputationError)
            raise kind(said or f"entente {words[0]} ended with {child.returncode}.")


def opened(folder: Path):
    """A sweep's result; runs that failed are left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FailedRuns)
        return open_result(folder)

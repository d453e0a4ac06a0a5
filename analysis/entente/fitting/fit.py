"""Fitting: what `entente fit` does."""

import json
import os
import tempfile
from pathlib import Path
from shutil import rmtree

import numpy as np

from ..errors import InputError, ResultError
from ..program import call
from .outcome import Fit, conclude
from .problem import Problem
from .reading import read_problem
from .search import Search, objective, scan_points
from .simulation import Simulator, duration, write_whole

FORMAT = "entente fit 1"


def fit(
    file, output=None, *, iterations=None, threads=None, resume=False, allow_later=False, quiet=True
) -> Fit:
    """Fits parameters to data by the method of simulated moments; as `entente fit`.

    Looked for are the parameters under which simulated moments m are nearest to those of the data,
    d: the least of sum (m - d)^2 / s^2 with s the data's standard errors (McFadden 1989; Pakes & Pollard
    1989; Gourieroux & Monfort 1996). All points are run under the same draws. A Latin hypercube is
    followed by Gauss-Newton steps in a trust region on linear models regressed on the points tried
    (DFO-LS: Cartis et al. 2019), because what is minimised has steps and noise, its moments are smooth on
    average, and points of a step are computed at once. Standard errors come from the sandwich formula with
    the variances of data and simulation, the latter by the jackknife over runs. They leave out where the
    search ends: in four tries on a known world they were about half of what they should be.

    Parameters
    ----------
    file : path
        What is fitted to what (scenarios/fits/REFERENCE.md).
    output : path, optional
        The folder of the fit; default: the file's name with .fit, in the working folder.
    iterations : int, optional
        Steps of the search at most; default: the file's.
    threads : int, optional
        Default: one for each processor. The result does not depend on it.
    resume : bool, optional
        Goes on with a folder, to the result of a fit that was never stopped.
    allow_later : bool, optional
        Uses moments of data later than the file's `until`.
    quiet : bool, optional
        No progress.

    Returns
    -------
    Fit

    Raises
    ------
    InputError, DiskError, ComputationError, Stopped
        As the program.
    ResultError
        If the moments cannot be computed at any point.
    """
    problem = read_problem(file, allow_later)
    folder = Path(output or Path(file).with_suffix(".fit").name)
    begin(problem, folder, resume)
    simulator = Simulator(problem, folder, threads, quiet)
    steps = problem.iterations if iterations is None else iterations
    search, slopes = run_search(problem, simulator, steps)
    told = conclude(problem, simulator, search, slopes, folder)
    rmtree(folder / "work", ignore_errors=True)
    return told


def begin(problem: Problem, folder: Path, resume: bool) -> None:
    """Makes the folder, or sees that it is of the same fit and program."""
    mine = {"format": FORMAT, "digest": problem.digest, "program": call("--version").strip()}
    file = folder / "fit.json"
    if file.exists() and not resume:
        raise InputError(
            f"{folder}: is there already. Go on with --resume, choose another folder with --output, or remove it."
        )
    if file.exists():
        try:
            stored = json.loads(file.read_text())
        except ValueError:
            stored = {}
        for key, what in (
            ("digest", "the file, a scenario or a moment"),
            ("program", "the program"),
        ):
            if stored.get(key) != mine[key]:
                raise InputError(
                    f"{folder}: holds another fit: {what} differs. Choose another folder with --output, or remove it."
                )
        return
    if folder.exists() and any(folder.iterdir()):
        raise InputError(
            f"{folder}: is there and holds no fit. Choose another folder with --output."
        )
    (folder / "batches").mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(mine, indent=1) + "\n")


def run_search(problem: Problem, simulator: Simulator, iterations: int) -> tuple:
    """The whole search: scan, steps, and slopes at its end."""
    k = len(problem.parameters)
    start = [p.to_unit(p.start) for p in problem.parameters]
    points = sum(points_of(problem, iterations))

    def evaluate(unit):
        simulator.rest = max(points - len(simulator.steps) - len(unit), 0) * problem.runs
        return simulator.residuals(unit)

    search = Search(evaluate, start, problem.scan, problem.seed)
    if not np.isfinite(objective(search.residuals)).any():
        raise ResultError(
            f"no point of the scan has all moments. The first says: {simulator.reasons[0]} "
            "Check the moments, choose more runs, or narrower ranges."
        )
    for step in range(iterations):
        if search.is_done:
            break
        simulator.what = f"step {step + 1}"
        search.step()
        simulator.progress.say(
            f"step {step + 1} of at most {iterations}: objective {objective(search.residuals)[search.best]:.4g}, "
            f"trust region {search.radius:.2g} of the ranges"
        )
    simulator.what = "slopes"
    return search, search.slopes()


def points_of(problem: Problem, iterations: int) -> tuple:
    """Points of scan, steps, slopes and end, at most."""
    k = len(problem.parameters)
    return problem.scan + 1, iterations * (k + 3), 2 * k + 2, 2


def dry_run(file, iterations=None, threads=None, allow_later=False) -> str:
    """Checks everything and tells what a fit takes."""
    problem = read_problem(file, allow_later)
    steps = problem.iterations if iterations is None else iterations
    with tempfile.TemporaryDirectory(prefix="entente-fit-") as aside:
        simulator = Simulator(problem, Path(aside), threads, quiet=True)
        start = [p.to_unit(p.start) for p in problem.parameters]
        seconds = simulator.seconds_a_run(scan_points(np.array(start), problem.scan, problem.seed))
    scan, stepped, slopes, end = points_of(problem, steps)
    runs = (scan + stepped + slopes + end) * problem.runs * len(problem.scenarios)
    cores = threads or len(os.sched_getaffinity(0))
    lines = [
        f"{problem.title}: {len(problem.parameters)} parameters, {len(problem.targets)} moments, data up to "
        f"{max(each.until for each in problem.targets)}, simulated up to {problem.until} at the latest.",
        f"{scan} points of a scan, at most {steps} steps of {len(problem.parameters) + 3}, {slopes} for slopes: "
        f"at most {runs} runs ({problem.runs} a point).",
        f"At most {duration(seconds * problem.runs * (scan + stepped + slopes + end) / cores)} on {cores} threads "
        f"({seconds:.3g} s a run{' of each scenario' if len(problem.scenarios) > 1 else ''}), moments apart.",
        *problem.notes,
    ]
    return "\n".join(lines)

"""What comes of a fit: tables, notes, and the overlay with the best parameters."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

from ..errors import ResultError
from ..program import call
from .inference import Inference, infer, jackknife
from .problem import Problem
from .search import LinearModel, Search, objective
from .simulation import Simulator, write_whole

UNKNOWN = 1e6  # condition at which the moments do not tell some direction of the parameters


@dataclass(frozen=True)
class Fit:
    """What came of a fit.

    Attributes
    ----------
    parameters : DataFrame
        parameter, path, value, standard_error, low, high (95 %, on the parameter's scale), from, to.
    moments : DataFrame
        moment, target, standard_error, until, fitted, simulation_error (of the fitted one), t (their
        difference in standard errors of both), fresh (the fitted one under other draws), source.
    points : DataFrame
        Every point tried: step, the parameters, the moments and their standard errors, objective, reason
        (why there is none).
    objective : float
        Sum over moments of (fitted - target)^2 / standard_error^2 at the best point.
    j, degrees, p : float, int, float
        The J test of whether the moments agree with one another; NaN with as many moments as parameters.
    converged : bool
        Whether the search ended by itself.
    notes : list of str
        What is to be known before the numbers are used.
    overlays : dict
        Best parameters as overlays by scenario's name.
    folder : Path
    problem : Problem
        As it was read.
    """

    parameters: pd.DataFrame
    moments: pd.DataFrame
    points: pd.DataFrame
    objective: float
    j: float
    degrees: int
    p: float
    converged: bool
    notes: list
    overlays: dict
    folder: Path
    problem: Problem


def conclude(
    problem: Problem, simulator: Simulator, search: Search, slopes: LinearModel, folder: Path
) -> Fit:
    """Standard errors and tests at the best point; writes the tables and overlays."""
    best = search.best
    groups, fresh = simulator.at_best(search.x[best])
    covariance = jackknife(simulator.scaled(groups))
    if not np.isfinite(covariance).all():
        raise ResultError(
            "at the best point some of the runs do not tell all moments. Give the fit more runs."
        )
    inference = infer(slopes.slopes, search.residuals[best], covariance)
    told = Fit(
        parameters_table(problem, search, inference),
        moments_table(problem, simulator, best, covariance, fresh),
        points_table(problem, simulator, search),
        float(objective(search.residuals)[best]),
        inference.j,
        inference.degrees,
        inference.p,
        search.is_done,
        [],
        {name: overlay(problem, name, search.x[best]) for name in problem.scenarios},
        folder,
        problem,
    )
    told.notes.extend(notes_on(problem, told, simulator, inference))
    write(told)
    return told


def is_unknown(inference: Inference) -> np.ndarray:
    """Parameters of which the moments tell nothing."""
    return (inference.condition > UNKNOWN) & (np.abs(inference.weakest) > 0.01)


def parameters_table(problem: Problem, search: Search, inference: Inference) -> pd.DataFrame:
    unit = search.x[search.best]
    spread = np.where(is_unknown(inference), np.inf, np.sqrt(np.diag(inference.covariance)))
    reach = norm.ppf(0.975)
    rows = []
    for p, at, error in zip(problem.parameters, unit, spread):
        value, error = p.from_unit(at), error * p.range
        slope = value if p.is_log else 1.0
        ends = [p.scaled(value) + side * reach * error for side in (-1, 1)]
        low, high = np.exp(ends) if p.is_log else ends
        rows.append((p.name, p.path, value, slope * error, low, high, p.low, p.high))
    columns = ["parameter", "path", "value", "standard_error", "low", "high", "from", "to"]
    return pd.DataFrame(rows, columns=columns)


def moments_table(problem, simulator, best: int, covariance, fresh) -> pd.DataFrame:
    rows = []
    for n, target in enumerate(problem.targets):
        fitted, error = simulator.values[best, n], target.error * np.sqrt(covariance[n, n])
        t = (fitted - target.value) / np.hypot(error, target.error)
        rows.append(
            (
                target.name,
                target.value,
                target.error,
                target.until,
                fitted,
                error,
                t,
                fresh[n],
                target.source,
            )
        )
    columns = "moment target standard_error until fitted simulation_error t fresh source"
    return pd.DataFrame(rows, columns=columns.split())


def points_table(problem, simulator, search) -> pd.DataFrame:
    values = problem.values(search.x)
    frame = pd.DataFrame({"step": simulator.steps})
    for n, parameter in enumerate(problem.parameters):
        frame[parameter.name] = values[:, n]
    for n, target in enumerate(problem.targets):
        frame[target.name] = simulator.values[:, n]
        frame[f"{target.name}_standard_error"] = simulator.errors[:, n]
    return frame.assign(objective=objective(search.residuals), reason=simulator.reasons)


def overlay(problem: Problem, scenario: str, point: np.ndarray) -> dict:
    """What a scenario with the best parameters says otherwise: a document to lay over it."""
    words = []
    for parameter, at in zip(problem.parameters, point):
        words += ["--set", f"{parameter.path}={parameter.from_unit(at)!r}"]
    file = problem.files[scenario]
    before, after = (json.loads(call("validate", file, *more, "--json")) for more in ([], words))
    return difference(before, after)


def difference(before: dict, after: dict) -> dict:
    """Keys of a document that another has not, or otherwise."""
    told = {}
    for key, value in after.items():
        old = before.get(key)
        if value != old:
            told[key] = (
                difference(old, value)
                if isinstance(old, dict) and isinstance(value, dict)
                else value
            )
    return told


def notes_on(problem, told: Fit, simulator, inference: Inference) -> list:
    """What is to be known before the numbers are used."""
    notes = list(problem.notes)
    if not told.converged:
        notes.append("The search had not ended: give it more --iterations, with --resume.")
    names = np.array(told.parameters["parameter"])
    if inference.condition > UNKNOWN:
        which = ", ".join(names[is_unknown(inference)])
        notes.append(
            f"The moments do not tell {which}: fit fewer parameters, or add a moment that answers to them."
        )
    for row in told.parameters.to_dict("records"):
        if min(row["value"] - row["from"], row["to"] - row["value"]) < 1e-6 * (
            row["to"] - row["from"]
        ):
            notes.append(
                f"{row['parameter']} lies at the end of its range: its standard error does not hold there."
            )
    far = told.moments[np.abs(told.moments["t"]) > 3]["moment"]
    if len(far):
        notes.append(f"More than three standard errors away: {', '.join(far)}.")
    if told.p < 0.05:
        notes.append("The J test says that the model cannot bring these moments about together.")
    if any(each.is_tolerance for each in problem.targets):
        notes.append(
            "Some weights are tolerances, so standard errors, t and J are as good as these judgements."
        )
    lost = sum(1 for reason in simulator.reasons if reason)
    if lost:
        first = next(reason for reason in simulator.reasons if reason)
        notes.append(f"{lost} points had no moments and were left out; the first: {first}")
    return notes


def write(told: Fit) -> None:
    """The tables as CSV, the overlays as YAML."""
    for name in ("parameters", "moments", "points"):
        write_whole(told.folder / f"{name}.csv", getattr(told, name).to_csv(index=False))
    numbers = {"objective": told.objective, "j": told.j, "degrees": told.degrees, "p": told.p}
    rest = {"converged": told.converged, "notes": told.notes}
    whole = {key: None if value != value else value for key, value in {**numbers, **rest}.items()}
    write_whole(told.folder / "result.json", json.dumps(whole, indent=1) + "\n")
    for name, document in told.overlays.items():
        head = "# Parameters as fitted; parameters.csv beside it has their standard errors.\n"
        text = head + yaml_lines(document)
        write_whole(told.folder / (f"best-{name}.yaml" if name else "best.yaml"), text)


def yaml_lines(document: dict, depth: int = 0) -> str:
    text = ""
    for key, value in document.items():
        indent = "  " * depth
        if isinstance(value, dict):
            text += f"{indent}{key}:\n{yaml_lines(value, depth + 1)}"
        else:
            text += f"{indent}{key}: {json.dumps(value)}\n"
    return text

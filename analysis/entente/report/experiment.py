"""The page's part about a sweep: how outcomes answer to each factor, and which factors matter."""

from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from ..errors import ResultError
from ..response import pawn, response
from ..sensitivity import morris, sobol
from . import figures
from .axes import Axis, number
from .digest import Alliance, Digest
from .figures import Along
from .sections import by_alliance, colour, figure
from .sentences import short
from .spread import Spread

AS_GIVEN = "as in the scenario"
RESAMPLES = 100
FEWEST_POINTS = 20  # for PAWN


@dataclass(frozen=True)
class Outcome:
    """A number of each run."""

    name: str
    unit: str
    values: np.ndarray
    percent: bool = False

    def shown(self, value: float) -> str:
        return figures.shown(value, self.percent)


def outcomes(digest: Digest, alliance: Alliance) -> list[Outcome]:
    """What a reader asks of an alliance at the end of a run, if runs differ in it."""
    left = alliance.exits.get("left", np.zeros((digest.runs, 1)))
    found = [Outcome("Members at the end", "states", alliance.final["members"]),
             Outcome("Lasts", "share of runs with members at the end", alliance.lasts, True),
             Outcome("Exits of members' own will", "a run", left.sum(axis=1))]
    if "burden" in alliance.final:
        found.append(Outcome("Defence spending at the end", "percent of GDP", alliance.final["burden"], True))
    if "cohesion" in alliance.final:
        found.append(Outcome("Cohesion at the end", "0 to 1", alliance.final["cohesion"]))
    return [each for each in found if len(np.unique(each.values[np.isfinite(each.values)])) > 1]


def experiment(digest: Digest, numbers) -> str:
    """Each outcome under a heading that folds; the first is open."""
    design = digest.result.design()
    factors = [name for name in digest.result.factors if design[name].nunique(dropna=False) > 1]
    if not factors:
        return ""
    design = design[["point", "replicate", *factors]]
    for name in factors:
        if design[name].dtype.kind not in "if":
            design[name] = [AS_GIVEN if pd.isna(each) or each == "as_in_the_scenario" else str(each) for each in design[name]]

    def make(place: int, alliance: Alliance) -> str:
        parts = [one_outcome(digest, numbers, place, alliance, n, outcome, design.assign(outcome=outcome.values.astype(float)))
                 for n, outcome in enumerate(outcomes(digest, alliance))]
        return "".join(parts) or f"<p>No outcome of {escape(short(alliance))} differs between runs.</p>"

    common = (digest.result.experiment or {}).get("random_numbers", "common") == "common"
    note = ('<p class="note">Means of the runs at a level of the factor, or in a tenth of its range; the other factors vary as the design '
            "has them. Bands and lines: 95 % intervals, by resampling points and replicates."
            + (" Replicates draw the same numbers at every point, so levels compare more exactly than their intervals suggest." if common else "")
            + "</p>")
    return f'<p class="lead">{escape(lead(digest, design, factors))}</p>{by_alliance(digest, make)}{note}'


def lead(digest: Digest, design: pd.DataFrame, factors: list[str]) -> str:
    """What was varied, and how."""
    method = (digest.result.experiment or {}).get("design", {}).get("method", "").replace("_", " ")
    told = []
    for name in factors:
        path = digest.result.column(f"run_factor_{name}").attributes.get("long_name", name)
        told.append(f"{name} sets {path}")
    points = design["point"].nunique()
    return f"{number(digest.runs)} runs at {number(points)} points{f' ({method})' if method else ''}. {'; '.join(told)}."


def one_outcome(digest: Digest, numbers, place: int, alliance: Alliance, n: int, outcome: Outcome, runs: pd.DataFrame) -> str:
    answers = response(runs, resamples=RESAMPLES)
    ends = answers[["mean", "low", "high"]].to_numpy(float).ravel()
    pictures = [answer(numbers, f"response:{alliance.id}:{n}:{name}", place, outcome, name, one, ends,
                       f"{outcome.name} of {alliance.name} by {name}; the table below has the numbers")
                for name, one in answers.groupby("factor", sort=False)]
    table = [[row.factor, level(row.value), *(outcome.shown(value) for value in (row.mean, row.low, row.high)), number(row.points)]
             for row in answers.itertuples(index=False)]
    return (f'<details class="outcome"{" open" if n == 0 else ""}><summary><b>{escape(outcome.name)}</b> '
            f'<span>{escape(strongest(outcome, answers))}</span></summary><div class="small">{"".join(pictures)}</div>'
            f"{influence(digest, numbers, f'{alliance.id}:{n}', place, outcome, runs)}"
            f'{figures.table(["factor", "at", "mean", "low", "high", "points"], table, f"{outcome.name} of {alliance.name}, by factor")}</details>')


def level(value) -> str:
    return value if isinstance(value, str) else number(float(value))


def answer(numbers, key: str, place: int, outcome: Outcome, name: str, one: pd.DataFrame, ends, label: str) -> str:
    """One factor's picture: a line where it is a number, rows where it is a choice."""
    mean, low, high = (one[column].to_numpy(float) for column in ("mean", "low", "high"))
    labels = [level(value) for value in one["value"]]
    ordered = all(not isinstance(value, str) for value in one["value"])
    axis = Axis.around(ends, percent=outcome.percent, zero=not ordered)
    if not ordered or len(one) < 2:
        return figure(name, outcome.unit, figures.bars(numbers, key, labels, mean, low, high, axis, label, colour=colour(place)))
    x = one["value"].to_numpy(float)
    across = Axis(float(x[0]), float(x[-1]))
    along = Along(f"factor:{name}", np.array([across.at(value) for value in x]), [f"{name} {text}" for text in labels], across.ticks(4))
    drawn = Spread(np.array([low, low, mean, high, high]), one["points"].to_numpy(int))
    picture = figures.curve(numbers, key, along, [(outcome.name, colour(place), drawn)], axis, label, inner=False, height="10rem", count=False)
    return figure(name, outcome.unit, picture)


def strongest(outcome: Outcome, answers: pd.DataFrame) -> str:
    """Which factor moves the mean most, and from where to where."""
    span = answers.groupby("factor")["mean"].agg(lambda means: means.max() - means.min())
    most = answers[answers["factor"] == span.idxmax()]
    ends = [most.loc[at] for at in (most["mean"].idxmin(), most["mean"].idxmax())]
    if outcome.shown(ends[0]["mean"]) == outcome.shown(ends[1]["mean"]):
        return "hardly moves with any factor"
    told = [f"{outcome.shown(each['mean'])} at {level(each['value'])}" for each in ends]
    return f"moves most with {span.idxmax()}: on average {told[0]}, {told[1]}"


def influence(digest: Digest, numbers, key: str, place: int, outcome: Outcome, runs: pd.DataFrame) -> str:
    """Indices of sensitivity, as the design allows: Sobol', Morris or PAWN."""
    method = (digest.result.experiment or {}).get("design", {}).get("method")
    try:
        if method == "saltelli":
            frame = sobol(runs, resamples=RESAMPLES)
            told = [("first", "Sobol’ index, alone", "share of the variance from the factor by itself"),
                    ("total", "Sobol’ index, in all", "and from what it does together with others")]
            bounds = {name: (frame[f"{name}_low"], frame[f"{name}_high"]) for name, _, _ in told}
            note = f"{frame.attrs['noise']:.0%} of the variance between runs is chance, which no index counts."
        elif method == "morris":
            frame = morris(runs, levels=digest.result.experiment["design"].get("levels"), resamples=RESAMPLES)
            told, bounds = [("mu_star", "Elementary effect", "mean size, over the factor’s whole range (Morris)")], {}
            bounds["mu_star"], note = (frame["low"], frame["high"]), ""
        elif runs["point"].nunique() >= FEWEST_POINTS:
            frame = pawn(runs, resamples=RESAMPLES)
            told, bounds = [("pawn", "PAWN index", "how far the factor moves the whole distribution, 0 to 1")], {}
            bounds["pawn"] = (frame["low"], frame["high"])
            note = f"A factor without effect gets up to {frame['chance'].max():.2f}."
        else:
            return ""
    except ResultError:
        return ""
    pictures = []
    for name, title, unit in told:
        low, high = bounds[name]
        axis = Axis.around([0, *frame[name], *low.dropna(), *high.dropna()], zero=True)
        pictures.append(figure(title, unit, figures.bars(numbers, f"{name}:{key}", list(frame["factor"]), frame[name].to_numpy(), low.to_numpy(),
                                                         high.to_numpy(), axis, f"{title} of each factor for {outcome.name}", colour=colour(place))))
    return f'<div class="small">{"".join(pictures)}</div>' + (f'<p class="note">{escape(note)}</p>' if note else "")

"""`entente plot`: each question's figure as a file of its own, by the package's functions and plots."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import entente

from ..errors import DiskError, InputError, ResultError, did_you_mean

FORMATS = ("svg", "png")
COLUMNS = 240  # dates of a picture of membership


@dataclass(frozen=True)
class Figure:
    """A picture: what it shows, and how it is drawn; `draw` takes a result and, if there is one for each, an alliance."""

    about: str
    draw: Callable
    of_each: bool = True  # alliance


def _membership(result, alliance):
    dates = result.calendar.dates(_evenly(result.days[0], result.days[-1]))
    return entente.plots.membership(entente.membership(result, alliance, dates), names=result.state_names)


def _evenly(first, last):
    step = max(1, -(-(last - first) // COLUMNS))
    return range(int(first), int(last) + 1, int(step))


def _series(name: str, unit: str):
    def draw(result, alliance):
        axes = entente.plots.bands(entente.bands(result, name, alliance))
        axes.set_ylabel(unit)
        return axes

    return draw


def _last_with_members(result, alliance):
    """The last recorded date at which there are half as many members as there ever are."""
    share = entente.membership(result, alliance).groupby("time")["probability"].sum()
    return share.index[share >= share.max() / 2][-1]


FIGURES = {
    "membership": Figure("who belongs and when: share of runs by state and date", _membership),
    "members": Figure("number of members: median and bands of 50 and 90 % of the runs", _series("members", "members")),
    "cohesion": Figure("closeness of the members' interests", _series("cohesion", "cohesion, 0 to 1")),
    "defence": Figure("defence spending of all members", _series("burden", "share of GDP")),
    "burden": Figure("what each member spends, against its GDP",
                     lambda result, alliance: entente.plots.burden(entente.burden(result, alliance, _last_with_members(result, alliance)))),
    "burden_sharing": Figure("inequality of burdens, and exploitation of the great by the small",
                             lambda result, alliance: entente.plots.burden_sharing(entente.burden_sharing(result, alliance))),
    "weakest_margin": Figure("how far the least content member is from leaving", _series("weakest_margin", "margin")),
    "pivotal": Figure("whom the alliance can least miss", lambda result, alliance: entente.plots.pivotal(entente.pivotal(result, alliance))),
    "why": Figure("why members left", lambda result, alliance: entente.plots.why(entente.why(result, alliance=alliance))),
    "turning_points": Figure("when cohesion changes its level",
                             lambda result, alliance: entente.plots.turning_points(entente.turning_points(result, alliance))),
    "network": Figure("states that share an alliance at the last date",
                      lambda result: entente.plots.network(entente.network(result, result.time[-1])), of_each=False),
    "survival": Figure("how long memberships last", lambda result: entente.plots.survival(entente.survival(result)), of_each=False),
    "incidence": Figure("how memberships end", lambda result: entente.plots.incidence(entente.incidence(result)), of_each=False),
    "turnover": Figure("exits a year of membership, by alliance", lambda result: entente.plots.turnover(entente.turnover(result)), of_each=False),
    "wars": Figure("how many wars there are, and how they end", lambda result: entente.plots.wars(entente.wars(result)), of_each=False),
    "obligations": Figure("how often promises to fight are kept",
                          lambda result: entente.plots.obligations(entente.obligations(result)), of_each=False),
    "missions": Figure("how missions end", lambda result: entente.plots.missions(entente.missions(result)), of_each=False),
    "cascades": Figure("how often an exit follows an exit", lambda result: entente.plots.cascades(entente.cascades(result)), of_each=False),
}


def list_text() -> str:
    """The figures, a line each."""
    width = max(map(len, FIGURES))
    return "\n".join(f"{name:<{width}}  {each.about}{', for each alliance' if each.of_each else ''}" for name, each in FIGURES.items())


def write_figures(result, wanted: list[str], kind: str, folder: Path) -> tuple[list[Path], list[str]]:
    """Draws the figures, or all; returns the files and, of those that nobody named, why they could not be drawn."""
    for name in wanted:
        if name not in FIGURES:
            raise InputError(f"entente plot: '{name}' is not a figure.{did_you_mean(name, FIGURES)} `entente plot --list` names them.")
    if kind not in FORMATS:
        raise InputError(f"entente plot: --format '{kind}' is not known (must be {' or '.join(FORMATS)}).{did_you_mean(kind, FORMATS)}")
    import matplotlib

    matplotlib.use("svg" if kind == "svg" else "agg")
    matplotlib.rcParams |= {"svg.hashsalt": "entente", "svg.fonttype": "none", "axes.titlesize": "medium", "axes.titlelocation": "left"}
    written, left_out = [], []
    title, ever = result.provenance["title"], set(entente.membership(result, dates=[result.time[-1], *result.time])["alliance"])
    for name in wanted or FIGURES:
        each = FIGURES[name]
        for alliance in [one for one in result.alliance_ids if one in ever] if each.of_each else [None]:
            file = folder / f"{name}{f'-{safe(alliance)}' if alliance else ''}.{kind}"
            try:
                axes = each.draw(result, *([alliance] if alliance else []))
            except (ResultError, ValueError) as error:  # pandas' ValueError: there was nothing to put together
                if wanted:
                    raise ResultError(f"entente plot: {file.stem}: {error}") from None
                left_out.append(f"{file.name}: left out: {error}")
                continue
            axes.set_title(f"{title}{f': {alliance}' if alliance else ''}, {result.size:,} {'run' if result.size == 1 else 'runs'}")
            save(axes.figure, file)
            written.append(file)
    return written, left_out


def safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)


def save(figure, file: Path) -> None:
    """Whole under its name, or not at all."""
    import matplotlib.pyplot as plt

    aside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(aside, format=file.suffix[1:], dpi=150, metadata={"Date": None} if file.suffix == ".svg" else None)
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise DiskError(f"{file}: cannot be written ({error.strerror}). Choose another folder with --output.") from None
    finally:
        plt.close(figure)

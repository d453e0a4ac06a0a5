"""Stylised facts about missions: how long they last, who leaves, and what they leave behind."""

import numpy as np

from .conflicts import ENDS
from .dates import YEAR
from .facts_registry import Fact
from .jackknife import by_run, jackknife, rate_ratio, ratio

UNITED_NATIONS = "UN-"
"""Ids of the United Nations' missions begin so."""
STEP = 0.05  # years, of a survival curve's grid
LONGEST = 60.0


def _named(panel, kind: str) -> np.ndarray:
    """United Nations' missions, or coalitions of the willing: without mandate or parent."""
    un = np.array([name.startswith(UNITED_NATIONS) for name in panel.alliances])
    if kind == "un":
        return panel.is_mission & un
    alliances = [n for n, mission in zip(panel.alliances, panel.is_mission) if not mission]
    alone = ~np.array([any(n.startswith(a + "-") for a in alliances) for n in panel.alliances])
    mandate = np.array([bool(charter.get("mandate")) for charter in panel.charters])
    return panel.is_mission & ~un & alone & ~mandate


def _contributors(panel, chosen: np.ndarray) -> dict:
    """Contributions to some missions: run, state, entry, end (days), left (while it went on)."""
    keep = chosen[panel.spell["alliance"]]
    spell = {name: values[keep] for name, values in panel.spell.items()}
    return {**spell, "end": panel.end[keep], "left": panel.ended_by("left_mission")[keep]}


def _survival(panel, run, years, ended) -> np.ndarray:
    """Ends and durations by grid cell and run, side by side: (runs, 2 x cells)."""
    cells = int(LONGEST / STEP)
    place = np.clip((years / STEP).astype(int), 0, cells - 1)
    sums = np.zeros((2, panel.runs, cells))
    np.add.at(sums[0], (run, place), ended)
    np.add.at(sums[1], (run, place), 1)
    return np.hstack([sums[0], sums[1]])


def _curve(totals: np.ndarray) -> np.ndarray:
    """Kaplan & Meier's (1958) survival at the end of each cell of the grid."""
    ended, all_ = np.split(totals, 2, axis=-1)
    at_risk = np.cumsum(all_[..., ::-1], axis=-1)[..., ::-1]
    with np.errstate(all="ignore"):
        return np.cumprod(np.where(at_risk > 0, 1 - ended / at_risk, 1.0), axis=-1)


def _spans(panel, chosen: np.ndarray) -> dict:
    """Missions from the first contributor to the end: run, alliance, begun, end (days), ended."""
    spell = _contributors(panel, chosen)
    key = spell["run"].astype(np.int64) * len(panel.alliances) + spell["alliance"]
    missions, place = np.unique(key, return_inverse=True)
    begun, (run, alliance) = np.full(len(missions), np.inf), np.divmod(
        missions, len(panel.alliances)
    )
    np.minimum.at(begun, place, spell["entry"])
    events = panel.events(*ENDS, "dissolved")
    over = events["run"].astype(np.int64) * len(panel.alliances) + events["alliance"]
    end = np.full(len(missions), np.inf)
    at = np.clip(np.searchsorted(missions, over), 0, max(len(missions) - 1, 0))
    known = missions[at] == over if len(missions) else np.zeros(len(over), bool)
    np.minimum.at(end, at[known], events["time"][known].astype(float))
    ended = np.isfinite(end)
    end = np.where(ended, end, panel.last[run])
    return {"run": run, "alliance": alliance, "begun": begun, "end": end, "ended": ended}


def _lasting(panel) -> np.ndarray:
    """Lengths of missions of the United Nations."""
    span = _spans(panel, _named(panel, "un"))
    return _survival(panel, span["run"], (span["end"] - span["begun"]) / YEAR, span["ended"])


def running(panel, years: float) -> tuple:
    """Share of missions that are still running after some years."""
    cell = round(years / STEP) - 1
    sums = panel.once(_lasting)
    return jackknife(lambda t: _curve(t)[..., cell], sums) if sums.any() else (np.nan, np.nan)


def median(panel) -> tuple:
    """Years after which half of the missions are over; NaN if more than half last."""

    def half(totals):
        curve = _curve(totals)
        below = curve <= 0.5
        return np.where(below.any(axis=-1), (below.argmax(axis=-1) + 1) * STEP, np.nan)

    sums = panel.once(_lasting)
    return jackknife(half, sums) if sums.any() else (np.nan, np.nan)


def withdrawing(panel) -> tuple:
    """Contributors that leave a mission that goes on, a year."""
    spell = _contributors(panel, panel.is_mission)
    years = (spell["end"] - np.maximum(spell["entry"], panel.days[0])) / YEAR
    return jackknife(ratio, by_run(panel.runs, spell["run"], spell["left"], years))


def willing(panel, years=4.0) -> tuple:
    """Share of a coalition's contributors that have left after some years (Kaplan & Meier)."""
    spell = _contributors(panel, _named(panel, "willing"))
    if not len(spell["run"]):
        return np.nan, np.nan
    sums = _survival(panel, spell["run"], (spell["end"] - spell["entry"]) / YEAR, spell["left"])
    return jackknife(lambda t: 1 - _curve(t)[..., round(years / STEP) - 1], sums)


def elections(panel) -> tuple:
    """Rate at which contributors leave within a year before an election at a fixed date, over that in
    their other years."""
    first, length = np.full((2, len(panel.states)), np.nan)
    for place, state in enumerate(panel.states):
        told = panel.scenario["states"][state]
        if "next_election" in told and isinstance(told.get("election_interval"), (int, float)):
            first[place] = panel.day(told["next_election"])
            length[place] = told["election_interval"] * YEAR
    spell = _contributors(panel, panel.is_mission)
    spell = {name: values[np.isfinite(first[spell["state"]])] for name, values in spell.items()}
    if not len(spell["run"]):
        return np.nan, np.nan
    first, length = first[spell["state"]], length[spell["state"]]
    until, since = spell["end"] - first, spell["entry"] - first
    near = (_last_years(until, length) - _last_years(since, length)) / YEAR
    before = (-until) % length < YEAR
    years, left = (until - since) / YEAR, spell["left"]
    sums = by_run(panel.runs, spell["run"], left & before, near, left & ~before, years - near)
    return jackknife(rate_ratio, sums)


def _last_years(day, length) -> np.ndarray:
    """Days since day 0 that lie in the last year before a multiple of a length."""
    whole, rest = np.divmod(day, length)
    return whole * YEAR + np.maximum(0.0, rest - (length - YEAR))


def peace(panel) -> tuple:
    """Rate at which fighting resumes at calm sites, with a mission there over without.

    The peace begins as fighting stops, of itself or because it is held down, and each day of it counts
    as with peacekeepers or without, as in Fortna's models in which their presence varies in time; hers
    hold other conditions fixed, this does not. Without are sites before their mission and after it.
    """
    if not panel.tells("fighting_resumed"):
        return np.nan, np.nan
    span = _spans(panel, panel.is_mission)
    present = dict(
        zip(zip(span["run"].tolist(), span["alliance"].tolist()), zip(span["begun"], span["end"]))
    )
    last = [
        panel.day(charter["until"]) if "until" in charter else np.inf for charter in panel.charters
    ]
    events = panel.events("fighting_stopped", "fighting_resumed")
    resumed = events["kind"] == panel.code("fighting_resumed") if len(events["run"]) else []
    calm, spells = {}, []
    for run, alliance, time, again in zip(
        *(events[name].tolist() for name in ("run", "alliance", "time")), resumed
    ):
        if not again:
            calm.setdefault((run, alliance), time)
        elif (run, alliance) in calm:
            spells.append((run, alliance, calm.pop((run, alliance)), time, True))
    for (run, alliance), begin in calm.items():
        spells.append(
            (run, alliance, begin, max(begin, min(panel.last[run], last[alliance])), False)
        )
    sums = np.zeros((panel.runs, 4))
    for run, alliance, begin, end, again in spells:
        came, went = present.get((run, alliance), (np.inf, np.inf))
        guarded = max(0.0, min(end, went) - max(begin, came)) / YEAR
        held = came <= end < went
        sums[run] += again and held, guarded, again and not held, (end - begin) / YEAR - guarded
    return jackknife(rate_ratio, sums)


COALITION = "coalition of the willing (Iraq)"
CONTRIBUTORS = "contributors leaving a mission that goes on"
LENGTH = "UN mission length"
PEACE = "peace after a mission"
SURVIVAL = ((1, 0.83), (2, 0.67), (3, 0.52), (5, 0.41), (10, 0.29), (20, 0.15))

FACTS = [
    Fact("coalition.left", COALITION, 16 / 37, "partners gone after four years", willing),
    Fact(
        "coalition.elections",
        COALITION,
        None,
        "leaving in the year before an election over other years",
        elections,
        sign=1,
    ),
    Fact("mission.leaving", CONTRIBUTORS, 0.0675, "per year", withdrawing, within=(0.059, 0.076)),
    Fact("mission.median", LENGTH, 3.1, "median, years", median),
    *(
        Fact(
            f"mission.running_{years}",
            LENGTH,
            share,
            f"running after {years} years",
            running,
            (years,),
        )
        for years, share in SURVIVAL
    ),
    Fact(
        "peace.renewed",
        PEACE,
        0.26,
        "rate of renewed fighting, with a mission over without",
        peace,
        within=(0.15, 0.45),
        sign=-1,
    ),
]

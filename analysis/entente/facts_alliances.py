"""Stylised facts about promises, the ends of alliances, and who leaves."""

import numpy as np

from .dates import YEAR
from .facts_registry import Fact
from .jackknife import by_run, jackknife, odds_ratio, rate_ratio, ratio
from .panel import DEMOCRACY, LEADERS

KEPT, BROKEN = "obligation_honoured", "obligation_violated"
AGES = (0, 1, 2, 3, 5, 10, 15, 20, 30, 50)
BY_AGE = (0.067, 0.053, 0.029, 0.041, 0.035, 0.027, 0.023, 0.026, 0.011)

# ---- Promises when war tests them -------------------------------------------------------------------


def obligations(panel) -> tuple:
    """Each promise that is called in, by the member who gave it."""
    events = panel.events(KEPT, BROKEN)
    kept = events["kind"] == panel.code(KEPT)
    return jackknife(ratio, by_run(panel.runs, events["run"], kept, np.ones(len(kept))))


def opportunities(panel, which=None) -> tuple:
    """Each alliance that a war tests: kept if all who are called keep it, and to stay neutral or not
    to attack counts as well (Berkemeier & Fuhrmann 2018)."""
    neutral, lapse, breach = "stayed_neutral", "neutrality_violated", "nonaggression_breached"
    events = panel.events(KEPT, BROKEN, neutral, lapse, breach)
    bad = np.isin(events["kind"], [panel.code(kind) for kind in (BROKEN, lapse, breach)])
    chosen = {"bilateral": panel.is_bilateral, "multilateral": panel.is_multilateral}
    keep = chosen[which][events["alliance"]] if which else np.ones(len(bad), bool)
    key = np.stack([events[name][keep] for name in ("run", "alliance", "time")])
    wars, place = np.unique(key, axis=1, return_inverse=True)
    kept = np.bincount(place.ravel(), bad[keep], wars.shape[1]) == 0
    return jackknife(ratio, by_run(panel.runs, wars[0].astype(int), kept, np.ones(len(kept))))


def lowering(panel, change: str) -> tuple:
    """Odds to keep a promise after a change since it was given, against none."""
    events = panel.events(KEPT, BROKEN)
    kept = (events["kind"] == panel.code(KEPT)).astype(float)
    changed = panel.shares(f"crises.{change}", KEPT, BROKEN) != 0
    cells = (kept * changed, changed, kept * ~changed, ~changed)
    return jackknife(odds_ratio, by_run(panel.runs, events["run"], *cells))


# ---- Ends of alliances ------------------------------------------------------------------------------


def _exposed(panel, ages: tuple, broken: bool = False) -> np.ndarray:
    """Ends and years of alliances between two ages, by run."""
    life = panel.lives
    start = np.maximum(life["begin"] + ages[0] * YEAR, panel.days[0])
    stop = np.minimum(life["end"], life["begin"] + ages[1] * YEAR)
    event = life["broken" if broken else "ended"] & (life["end"] == stop) & (stop > start)
    return by_run(panel.runs, life["run"], event, np.maximum(stop - start, 0) / YEAR)


def ends(panel, ages=(0, 1000), broken=False) -> tuple:
    """Ends over years of alliances between two ages, from the first day of the run on."""
    return jackknife(ratio, _exposed(panel, ages, broken))


def falling(panel) -> tuple:
    """Ends a year of alliances in their first two years, over those of 20 to 50 years."""
    return jackknife(rate_ratio, np.hstack([_exposed(panel, (0, 2)), _exposed(panel, (20, 50))]))


def leaving(panel) -> tuple:
    """Members that leave or are expelled over member-years, multilateral alliances."""
    spell = panel.spell
    keep = panel.is_multilateral[spell["alliance"]]
    left = panel.ended_by("left", "expelled")
    years = (panel.end - np.maximum(spell["entry"], panel.days[0])) / YEAR
    return jackknife(ratio, by_run(panel.runs, spell["run"][keep], left[keep], years[keep]))


# ---- Abrogation of bilateral alliances, by year ------------------------------------------------------


def _recent(panel, *kinds) -> np.ndarray:
    """States that had some event in this year or the last: (runs, dates, states)."""
    told = np.zeros((panel.runs, len(panel.days), len(panel.states)), bool)
    events = panel.events(*kinds)
    told[events["run"], panel.record(events["time"]), events["state"]] = True
    told[:, 1:] |= told[:, :-1].copy()
    return told


def bilateral_years(panel) -> dict:
    """Each bilateral alliance in each year of the run in which it is in force at the beginning: run,
    broken (in that year), transition (of a leader of either, in this year or the last), undemocratic
    (such a transition in a state that is no democracy), irregular (a leader overthrown), democratic
    (both), changed (capability of either, by more than half, since the treaty)."""
    life, years = panel.lives, len(panel.days) - 1
    keep = panel.is_bilateral[life["alliance"]]
    life = {name: values[keep] for name, values in life.items()}
    first = np.searchsorted(panel.days, life["begin"])
    end = np.minimum(np.searchsorted(panel.days, life["end"]), years)
    count = np.maximum(end - first, 0)
    of = np.repeat(np.arange(len(count)), count)
    year = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count) + first[of]
    run, pair = life["run"][of], panel.partners[life["alliance"][of]]
    recent, irregular = (_recent(panel, *kinds) for kinds in (LEADERS, ("leader_overthrown",)))
    free = panel.democracy() >= DEMOCRACY
    power = panel.series("state_power")
    at, row = year[:, None], run[:, None]
    begin = panel.record(life["begin"])[of][:, None]
    with np.errstate(all="ignore"):
        change = np.abs(power[row, at, pair] / power[row, begin, pair] - 1)
    shaken = recent[row, at, pair]
    return {
        "run": run,
        "broken": life["broken"][of] & (year == end[of] - 1),
        "transition": shaken.any(axis=1),
        "undemocratic": (shaken & ~free[at, pair]).any(axis=1),
        "irregular": irregular[row, at, pair].any(axis=1),
        "democratic": free[at, pair].all(axis=1),
        "changed": (change > 0.5).any(axis=1),
    }


def _cells(panel, years, condition) -> np.ndarray:
    broken = years["broken"]
    return by_run(
        panel.runs, years["run"], broken & condition, condition, broken & ~condition, ~condition
    )


def abrogation(panel, condition: str) -> tuple:
    """Bilateral alliances broken over alliance-years of a kind."""
    years = panel.once(bilateral_years)
    chosen = ~years["transition"] if condition == "quiet" else years[condition]
    return jackknife(ratio, _cells(panel, years, chosen)[:, :2])


def abrogation_odds(panel, condition: str) -> tuple:
    """Odds of abrogation in alliance-years of a kind, against all others."""
    years = panel.once(bilateral_years)
    return jackknife(odds_ratio, _cells(panel, years, years[condition]))


# ---- The rows of the table ---------------------------------------------------------------------------

TESTED = "alliances honoured when war tests them"
LOWERED = "what lowers honouring"
ENDS = "alliance ends per year"
LEFT = "members leaving multilateral alliances"
ABROGATED = "bilateral abrogation"
ODDS = "odds ratios of abrogation"

FACTS = [
    Fact("honoured.obligation", TESTED, 0.745, "promises kept, per obligation", obligations),
    Fact(
        "honoured.opportunity",
        TESTED,
        0.2222,
        "alliances kept, per opportunity, after 1945",
        opportunities,
        within=(0.1276, 0.3457),
    ),
    Fact(
        "honoured.bilateral",
        TESTED,
        0.596,
        "the same, bilateral",
        opportunities,
        ("bilateral",),
        within=(0.5, 0.687),
    ),
    Fact(
        "honoured.multilateral",
        TESTED,
        0.262,
        "the same, multilateral",
        opportunities,
        ("multilateral",),
        within=(0.148, 0.408),
    ),
    Fact(
        "honoured.changed_power",
        LOWERED,
        0.21,
        "odds ratio, capability changed by more than 10 %",
        lowering,
        ("changed_power",),
        sign=-1,
    ),
    Fact(
        "honoured.changed_regime",
        LOWERED,
        0.23,
        "odds ratio, institutions changed",
        lowering,
        ("changed_regime",),
        sign=-1,
    ),
    Fact("ends.all", ENDS, 0.0306, "ends per alliance-year", ends),
    Fact("ends.violation", ENDS, 0.0119, "the same, by violation", ends, ((0, 1000), True)),
    *(
        Fact(
            f"ends.age_{low}_{high}",
            ENDS,
            target,
            f"ends per year, aged {low} to {high}",
            ends,
            ((low, high),),
        )
        for low, high, target in zip(AGES, AGES[1:], BY_AGE)
    ),
    Fact("ends.falling", ENDS, None, "ends, first two years over years 20 to 50", falling, sign=1),
    Fact("leaving.multilateral", LEFT, 0.013, "exits per member-year", leaving),
    Fact("abrogation.quiet", ABROGATED, 0.0106, "per year, no new leader", abrogation, ("quiet",)),
    Fact(
        "abrogation.undemocratic",
        ABROGATED,
        0.0198,
        "a new leader of a non-democracy",
        abrogation,
        ("undemocratic",),
    ),
    Fact(
        "abrogation.irregular", ABROGATED, 0.0275, "a leader overthrown", abrogation, ("irregular",)
    ),
    Fact(
        "abrogation.democracies", ABROGATED, 0.0032, "both democracies", abrogation, ("democratic",)
    ),
    Fact(
        "abrogation.odds_power",
        ODDS,
        2.65,
        "capability changed by more than half",
        abrogation_odds,
        ("changed",),
        sign=1,
    ),
    Fact(
        "abrogation.odds_democracies",
        ODDS,
        0.26,
        "both democracies",
        abrogation_odds,
        ("democratic",),
        sign=-1,
    ),
    Fact(
        "abrogation.odds_undemocratic",
        ODDS,
        1.61,
        "a new leader of a non-democracy",
        abrogation_odds,
        ("undemocratic",),
        sign=1,
    ),
]

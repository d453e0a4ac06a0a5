"""Stylised facts about leaders, interests, allies, wars and burdens."""

import numpy as np
from scipy import stats

from .dates import YEAR
from .facts_registry import Fact
from .jackknife import by_run, jackknife, rate_ratio, ratio
from .panel import AUTOCRACY, DEMOCRACY, LEADERS

ENDS = {"war_won": 1.0, "war_lost": 0.0}


def _regime(democracy: np.ndarray, which: str) -> np.ndarray:
    free, bound = democracy >= DEMOCRACY, democracy < AUTOCRACY
    return {"democracy": free, "autocracy": bound, "anocracy": ~free & ~bound}[which]


# ---- Leaders ----------------------------------------------------------------------------------------


def turnover(panel, which: str) -> tuple:
    """New leaders over state-years of a regime."""
    chosen = _regime(panel.democracy(), which) & panel.exists
    events = panel.events(*LEADERS)
    counted = chosen[panel.record(events["time"]), events["state"]]
    years = (chosen[:-1] * np.diff(panel.days)[:, None]).sum() / YEAR
    new = by_run(panel.runs, events["run"], counted)
    return jackknife(ratio, np.hstack([new, np.full_like(new, years)]))


def overthrown(panel, which: str) -> tuple:
    """Leaders of a regime that are overthrown, of those who fall."""
    if not panel.tells("leader_overthrown"):
        return np.nan, np.nan
    events = panel.events(*LEADERS)
    chosen = _regime(panel.democracy(), which)[panel.record(events["time"]), events["state"]]
    irregular = events["kind"] == panel.code("leader_overthrown")
    return jackknife(ratio, by_run(panel.runs, events["run"], irregular & chosen, chosen))


def tenure(panel) -> tuple:
    """Turnover of autocracies in years that begin in a leader's first year in office, over those that
    begin after the fifth; leaders who held office when the run began are left out."""
    events = panel.events(*LEADERS)
    shape = (panel.runs, len(panel.days), len(panel.states))
    last, number = np.full(shape, -np.inf), np.zeros(shape)
    at = events["run"], panel.record(events["time"]), events["state"]
    np.maximum.at(last, at, events["time"].astype(float))
    np.add.at(number, at, 1)
    since = np.maximum.accumulate(last, axis=1)[:, :-1]
    years = (panel.days[1:-1, None] - since[:, :-1]) / YEAR
    whole = (panel.exists[:-1] & panel.exists[1:] & _regime(panel.democracy(), "autocracy")[:-1])[
        1:
    ]
    sums = []
    for low, high in ((0, 1), (5, np.inf)):
        chosen = whole & (years > low) & (years <= high) & np.isfinite(years)
        sums += [np.where(chosen, number[:, 1:-1], 0).sum(axis=(1, 2)), chosen.sum(axis=(1, 2))]
    return jackknife(rate_ratio, np.stack(sums, axis=-1))


# ---- Interests --------------------------------------------------------------------------------------


def _changes(panel) -> tuple:
    """First issue at each record and the next: before, after, exists at both."""
    position = panel.series("state_position")[..., 0]
    both = panel.exists[:-1] & panel.exists[1:]
    return position[:, :-1], position[:, 1:], np.broadcast_to(both, position[:, 1:].shape)


def changes(panel, democratic=None, transition=None) -> tuple:
    """Standard deviation of yearly changes of interests."""
    before, after, keep = _changes(panel)
    if democratic is not None:
        free = panel.democracy()[:-1] >= DEMOCRACY
        new = np.zeros(before.shape, bool)
        events = panel.events(*LEADERS)
        year = panel.record(events["time"])
        inside = year < new.shape[1]
        new[events["run"][inside], year[inside], events["state"][inside]] = True
        keep = keep & (free == democratic) & (new == transition)
    step = np.where(keep, after - before, 0).astype(float)
    sums = np.stack([np.sum(each, axis=(1, 2)) for each in (keep, step, step**2)], axis=-1)
    return jackknife(lambda t: np.sqrt(t[..., 2] / t[..., 0] - (t[..., 1] / t[..., 0]) ** 2), sums)


def persistence(panel) -> tuple:
    """Slope of interests on those of the year before, all states and years together."""
    x, y, keep = _changes(panel)
    x, y = np.where(keep, x, 0).astype(float), np.where(keep, y, 0).astype(float)
    sums = np.stack([each.sum(axis=(1, 2)) for each in (keep, x, y, x * y, x * x)], axis=-1)

    def slope(total):
        n, x, y, xy, xx = (total[..., k] for k in range(5))
        return (n * xy - x * y) / (n * xx - x * x)

    return jackknife(slope, sums)


# ---- Wars -------------------------------------------------------------------------------------------


def wars(panel) -> tuple:
    """Attacks over pairs of states and years."""
    states = panel.exists.sum(axis=1)[:-1]
    years = np.sum(states * (states - 1) / 2 * np.diff(panel.days)) / YEAR
    number = np.bincount(panel.events("attacked")["run"], minlength=panel.runs)
    return jackknife(ratio, np.stack([number, np.full(panel.runs, years)], axis=-1))


def decided(panel) -> tuple:
    """Wars that somebody won: run, whether the attacker did, and the log of the ratio of its side's
    power to the other's. A side is who fights and those who kept their promises to it; power is that
    of the last record before the attack."""
    power = panel.series("state_power").astype(float)
    helpers = panel.events("obligation_honoured")
    sides = {}
    at = panel.record(helpers["time"])
    names = ("run", "time", "partner", "state")
    for record, *key in zip(at, *(helpers[name].tolist() for name in names)):
        run, time, helped, state = key
        sides.setdefault((run, time, helped), {})[state] = power[run, record, state]
    begun = {}
    rows = []
    codes = {panel.code(kind): won for kind, won in ENDS.items()}
    both = panel.events("attacked", *ENDS)
    names = ("time", "run", "state", "partner", "kind")
    for time, run, attacker, target, kind in sorted(zip(*(both[name].tolist() for name in names))):
        if kind not in codes:
            begun[run, attacker, target] = time
            continue
        start = begun.pop((run, attacker, target), None)
        if start is None:
            continue
        record = int(panel.record(start))
        own, other = (
            power[run, record, side] + sum(sides.get((run, start, side), {}).values())
            for side in (attacker, target)
        )
        if min(own, other) > 0:
            rows.append((run, codes[kind], np.log(own / other)))
    run, won, odds = (np.array(column) for column in zip(*rows)) if rows else (np.zeros(0),) * 3
    return run.astype(int), won.astype(float), odds.astype(float)


def stronger(panel) -> tuple:
    """Decided wars that the stronger side wins."""
    run, won, odds = panel.once(decided)
    right = (odds > 0) == (won > 0)
    return jackknife(ratio, by_run(panel.runs, run, right, np.ones(len(right))))


def initiators(panel) -> tuple:
    """Decided wars that the attacker wins."""
    run, won, _ = panel.once(decided)
    return jackknife(ratio, by_run(panel.runs, run, won, np.ones(len(won))))


def exponent(panel) -> tuple:
    """Slope of a logit of the outcome on the log ratio of power, a constant for attacking; standard
    error clustered by run."""
    run, won, odds = panel.once(decided)
    if len(won) < 10 or np.ptp(won) == 0:
        return np.nan, np.nan
    x = np.column_stack([np.ones_like(odds), odds])
    beta = np.zeros(2)
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x
        beta = beta + np.linalg.solve(hessian, x.T @ (won - p))
    score = by_run(panel.runs, run, *(x * (won - p)[:, None]).T)
    bread = np.linalg.inv(hessian)
    return float(beta[1]), float(np.sqrt((bread @ (score.T @ score) @ bread)[1, 1]))


# ---- Burdens ----------------------------------------------------------------------------------------


def size_and_burden(panel, first: int, last: int, alliance="NATO") -> tuple:
    """Rank correlation of GDP and defence burden among members with armed forces, mean over the
    years."""
    if alliance not in panel.alliances:
        return np.nan, np.nan
    place = np.array([panel.alliances.index(alliance)])
    size, burden = panel.series("state_gdp"), panel.series("state_burden")
    whole = np.flatnonzero((np.round(panel.years) >= first) & (np.round(panel.years) <= last))
    sums = np.zeros((panel.runs, 2))
    for run in range(panel.runs):
        member = panel.belonging(run, place)[..., 0]
        for year in whole:
            chosen = member[year] & (burden[run, year] > 0)
            if chosen.sum() > 3:
                pair = size[run, year, chosen], burden[run, year, chosen]
                sums[run] += stats.spearmanr(*pair).statistic, 1
    return jackknife(ratio, sums)


TURNOVER = "leader turnover a year"
POINTS = "yearly change of UN ideal points"
WARS = "wars per pair-year"
WON = "stronger side wins"
RANK = "rank correlation of size and burden in NATO"

FACTS = [
    *(
        Fact(f"turnover.{which}", TURNOVER, target, which, turnover, (which,))
        for which, target in (("democracy", 0.261), ("anocracy", 0.253), ("autocracy", 0.106))
    ),
    Fact(
        "turnover.tenure",
        TURNOVER,
        None,
        "autocracies, first year in office over those after the fifth",
        tenure,
        sign=1,
    ),
    *(
        Fact(
            f"turnover.irregular_{which}",
            TURNOVER,
            target,
            f"irregular exits, {which}",
            overthrown,
            (which,),
        )
        for which, target in (("democracy", 0.05), ("anocracy", 0.30), ("autocracy", 0.41))
    ),
    Fact("points.sd", POINTS, 0.2473, "standard deviation", changes),
    Fact("points.ar1", POINTS, 0.9635, "AR(1)", persistence),
    Fact(
        "points.autocracy_quiet",
        POINTS,
        0.2633,
        "non-democracies, no new leader",
        changes,
        (False, False),
    ),
    Fact(
        "points.autocracy_new",
        POINTS,
        0.3317,
        "non-democracies, a new leader",
        changes,
        (False, True),
    ),
    Fact(
        "points.democracy_quiet",
        POINTS,
        0.2039,
        "democracies, no new leader",
        changes,
        (True, False),
    ),
    Fact(
        "points.democracy_new", POINTS, 0.2169, "democracies, a new leader", changes, (True, True)
    ),
    Fact("wars.pair_year", WARS, 6.4e-5, "wars per pair-year", wars),
    Fact("won.stronger", WON, 0.636, "share of decided wars", stronger),
    Fact("won.exponent", WON, 0.41, "contest exponent on power", exponent, within=(0.155, 0.665)),
    Fact("won.initiator", WON, 0.662, "initiators win", initiators, within=(0.556, 0.768)),
    Fact("rank.1950", RANK, 0.56, "1950-66", size_and_burden, (1950, 1966)),
    Fact("rank.1967", RANK, 0.44, "1967-90", size_and_burden, (1967, 1990)),
    Fact("rank.1991", RANK, 0.29, "1991-2000 (published: to 2016)", size_and_burden, (1991, 2000)),
]

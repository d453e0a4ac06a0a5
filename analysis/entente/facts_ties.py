"""Stylised facts about who is allied with whom."""

import numpy as np

from .facts_registry import Fact
from .jackknife import jackknife, rate_ratio, ratio

LATER = 5  # years


def _allied(panel, run: int, chosen: np.ndarray) -> np.ndarray:
    """Whether two states are members of one of some alliances: (dates, states, states)."""
    member = panel.belonging(run, np.flatnonzero(chosen & ~panel.is_bilateral)).astype(np.float32)
    allied = member @ member.transpose(0, 2, 1) > 0
    life = panel.lives
    mine = (life["run"] == run) & (chosen & panel.is_bilateral)[life["alliance"]]
    first, last = (np.searchsorted(panel.days, life[name][mine]) for name in ("begin", "end"))
    last = np.where(life["ended"][mine], last, len(panel.days))
    one, other = panel.partners[life["alliance"][mine]].T
    number = np.zeros((len(panel.days) + 1, len(panel.states), len(panel.states)), np.int16)
    for i, j in ((one, other), (other, one)):
        np.add.at(number, (first, i, j), 1)
        np.add.at(number, (last, i, j), -1)
    allied |= number.cumsum(axis=0)[:-1] > 0
    allied[:, np.arange(len(panel.states)), np.arange(len(panel.states))] = False
    return allied


def _counted(panel) -> np.ndarray:
    """Sums of each run: defence allies and states; pairs of them and those allied five years later;
    new ties and free pairs with one shared ally, and with none."""
    bound = panel.promised("defence", True)
    sums = np.zeros((panel.runs, 8))
    there = panel.exists[:-1] & panel.exists[1:]
    pairs = there[:, :, None] & there[:, None, :] & ~np.eye(len(panel.states), dtype=bool)
    later = panel.exists[LATER:, :, None] & panel.exists[LATER:, None, :]
    for run in range(panel.runs):
        allied = _allied(panel, run, ~panel.is_mission)
        defended = _allied(panel, run, ~panel.is_mission & bound)
        then = defended[:-LATER] & later
        before = allied[:-1].astype(np.float32)
        common, free = before @ before, ~allied[:-1] & pairs
        new, one, none = allied[1:] & free, common == 1, common == 0
        sums[run] = [
            *(defended[1:].sum(), panel.exists[1:].sum()),
            *((then & defended[LATER:]).sum(), then.sum()),
            *((new & one).sum(), (free & one).sum(), (new & none).sum(), (free & none).sum()),
        ]
    return sums


def allies(panel) -> tuple:
    """Defence allies of a state, mean over states and years from the second on."""
    return jackknife(ratio, panel.once(_counted)[:, :2])


def lasting(panel) -> tuple:
    """Pairs of defence allies that are allied five years later, of those whose states still exist."""
    return jackknife(ratio, panel.once(_counted)[:, 2:4])


def shared(panel) -> tuple:
    """New ties a year of pairs that share one ally, over those of pairs that share none."""
    return jackknife(rate_ratio, panel.once(_counted)[:, 4:])


ALLIES = "defence allies per state"
SHARED = "ties through shared allies"

FACTS = [
    Fact("allies.number", ALLIES, 9.6, "1951-2000", allies),
    Fact("allies.lasting", ALLIES, 0.97, "a tie survives five years", lasting),
    Fact(
        "ties.shared",
        SHARED,
        None,
        "new ties, one shared ally over none",
        shared,
        within=(2.0, np.inf),
        sign=1,
    ),
]

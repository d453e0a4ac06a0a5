"""Stylised facts about who is allied with whom."""

import numpy as np

from .facts_registry import Fact
from .jackknife import jackknife, rate_ratio, ratio


def _allied(panel, run: int, chosen: np.ndarray) -> np.ndarray:
    """Whether two states are members of one of some alliances: (dates, states, states)."""
    few = np.flatnonzero(chosen & panel.is_bilateral)
    member = panel.belonging(run, np.flatnonzero(chosen & ~panel.is_bilateral)).astype(np.float32)
    allied = member @ member.transpose(0, 2, 1) > 0
    two = panel.belonging(run, few)
    date, alliance = np.nonzero(two.sum(axis=1) == 2)
    pair = np.argsort(~two[date, :, alliance], axis=1, kind="stable")[:, :2]
    allied[date, pair[:, 0], pair[:, 1]] = allied[date, pair[:, 1], pair[:, 0]] = True
    allied[:, np.arange(len(panel.states)), np.arange(len(panel.states))] = False
    return allied


def _pacts(panel, defence: bool) -> np.ndarray:
    bound = panel.promised("defence", True) if defence else True
    return ~panel.is_mission & bound


def allies(panel) -> tuple:
    """Defence allies of a state, mean over states and years from the second on."""
    sums = np.zeros((panel.runs, 2))
    for run in range(panel.runs):
        allied = _allied(panel, run, _pacts(panel, True))[1:]
        sums[run] = allied.sum(), panel.exists[1:].sum()
    return jackknife(ratio, sums)


def lasting(panel, years=5) -> tuple:
    """Pairs of defence allies that are allied five years later, of those whose states still exist."""
    sums = np.zeros((panel.runs, 2))
    for run in range(panel.runs):
        allied = _allied(panel, run, _pacts(panel, True))
        there = panel.exists[years:]
        then = allied[:-years] & there[:, :, None] & there[:, None, :]
        sums[run] = (then & allied[years:]).sum(), then.sum()
    return jackknife(ratio, sums)


def shared(panel) -> tuple:
    """New ties a year of pairs that share one ally, over those of pairs that share none."""
    sums = np.zeros((panel.runs, 4))
    for run in range(panel.runs):
        allied = _allied(panel, run, _pacts(panel, False))
        common = allied[:-1].astype(np.float32) @ allied[:-1].astype(np.float32)
        there = panel.exists[:-1] & panel.exists[1:]
        free = ~allied[:-1] & there[:, :, None] & there[:, None, :]
        free &= ~np.eye(len(panel.states), dtype=bool)
        new = allied[1:] & free
        one, none = common == 1, common == 0
        sums[run] = (new & one).sum(), (free & one).sum(), (new & none).sum(), (free & none).sum()
    return jackknife(rate_ratio, sums)


ALLIES = "defence allies per state"
SHARED = "ties through shared allies"

FACTS = [
    Fact("allies.number", ALLIES, 9.6, "1951-2000", allies),
    Fact("allies.lasting", ALLIES, 0.97, "a tie survives five years", lasting),
    Fact("ties.shared", SHARED, None, "new ties, one shared ally over none", shared, within=(2.0, np.inf), sign=1),
]  # fmt: skip

"""Promises, the ends of alliances and who leaves, counted by hand."""

import pytest
from entente.dates import YEAR
from entente.facts_alliances import BROKEN, KEPT
from hand_made import PACTS, HandMade, flat, value


def test_an_alliance_is_kept_if_all_who_are_called_keep_it():
    calls = [
        (0, KEPT, 1, "B", "A", 0),
        (0, KEPT, 1, "B", "A", 2),
        (0, BROKEN, 1, "C", "A", 2),
        (0, KEPT, 2, "B", "A", 0),
        (0, BROKEN, 3, "D", "C", 1),
        (0, "stayed_neutral", 4, "B", "A", 0),
        (0, "nonaggression_breached", 5, "D", "C", 1),
    ]
    panel = HandMade(PACTS, events=calls)
    assert value(panel, "honoured.obligation") == pytest.approx(3 / 5)
    assert value(panel, "honoured.opportunity") == pytest.approx(3 / 6)
    assert value(panel, "honoured.bilateral") == pytest.approx(3 / 5)
    assert value(panel, "honoured.multilateral") == 0


def test_a_change_lowers_the_odds_to_keep_a_promise():
    calls = [(0, KEPT, t, "B", "A", 0) for t in range(1, 9)] + [(0, BROKEN, t, "B", "A", 0) for t in range(1, 9)]
    shares = {"crises.changed_power": [-1] * 2 + [0] * 6 + [-1] * 6 + [0] * 2}
    panel = HandMade(PACTS, events=calls, shares=shares)
    assert value(panel, "honoured.changed_power") == pytest.approx((2.5 / 6.5) / (6.5 / 2.5))


def test_an_alliance_lives_until_its_last_member_goes_and_anew_when_founded_again():
    spells = [
        (0, "AB", "A", 0, 4, "left"),
        (0, "AB", "B", 0, 4.2, "alliance_ended"),
        (0, "AB", "A", 6, 10, "open"),
        (0, "AB", "B", 6, 10, "open"),
        (0, "CD", "C", -5, 5, "state_ended"),
        (0, "CD", "D", -5, 5.1, "alliance_ended"),
    ]
    life = HandMade(PACTS, spells).lives
    assert sorted(zip(life["begin"] / YEAR, life["end"] / YEAR, life["ended"], life["broken"])) == [
        (-5, pytest.approx(5.1), True, False),
        (0, pytest.approx(4.2), True, True),
        (6, 10, False, False),
    ]


def test_ends_are_counted_over_the_years_in_force_within_the_run():
    spells = [
        (0, "AB", "A", 0, 4, "left"),
        (0, "AB", "B", 0, 4, "alliance_ended"),
        (0, "CD", "C", -5, 10, "open"),
        (0, "CD", "D", -5, 10, "open"),
    ]
    panel = HandMade(PACTS, spells)
    assert value(panel, "ends.all") == pytest.approx(1 / 14)
    assert value(panel, "ends.violation") == pytest.approx(1 / 14)
    assert value(panel, "ends.age_3_5") == pytest.approx(1 / 1)
    assert value(panel, "ends.age_5_10") == 0
    assert value(panel, "ends.age_10_15") == 0


def test_who_leaves_or_is_expelled_counts_and_who_ends_does_not():
    spells = [
        (0, "ALL", "A", -3, 5, "left"),
        (0, "ALL", "B", 0, 5, "expelled"),
        (0, "ALL", "C", 0, 10, "open"),
        (0, "ALL", "D", 0, 5, "state_ended"),
        (0, "AB", "A", 0, 1, "left"),
    ]
    assert value(HandMade(PACTS, spells), "leaving.multilateral") == pytest.approx(2 / 25)


def test_abrogation_is_told_by_the_year_in_which_it_comes():
    spells = [
        (0, "AB", "A", 0, 3.5, "left"),
        (0, "AB", "B", 0, 3.5, "alliance_ended"),
        (0, "CD", "C", 0, 10, "open"),
        (0, "CD", "D", 0, 10, "open"),
    ]
    events = [(0, "leader_overthrown", 3.2, "A", "", -1), (0, "leader_changed", 7.5, "C", "", -1)]
    series = {"state_democracy": flat([0.1, 0.1, 0.9, 0.9]), "state_power": flat([1, 1, 1, 1])}
    series["state_power"][:, 5:, 3] = 2  # C and D: five years after a change by more than half
    panel = HandMade(PACTS, spells, events, series)
    assert value(panel, "abrogation.undemocratic") == 1  # of year 3 alone: the next would be year 4
    assert value(panel, "abrogation.irregular") == 1
    assert value(panel, "abrogation.quiet") == 0  # 3 of A and B, 8 of C and D
    assert value(panel, "abrogation.democracies") == 0
    assert value(panel, "abrogation.odds_undemocratic") == pytest.approx((1.5 / 0.5) / (0.5 / 13.5))
    assert value(panel, "abrogation.odds_power") == pytest.approx((0.5 / 5.5) / (1.5 / 8.5))

"""Tullock 1980, Hirshleifer 1989, Lanchester 1916, Bueno de Mesquita 1981."""

import math

import pytest


def test_two_contend_for_unequal_prizes(solve):
    found = solve("contest", "contestants={A: {value: 3}, B: {value: 1}}")
    assert found.effort.values == pytest.approx([0.5625, 0.1875], rel=1e-12)
    assert found.chance.values == pytest.approx([0.75, 0.25], rel=1e-12)


def test_who_values_the_prize_least_stays_out(solve):
    assert solve("contest").effort.values == pytest.approx([2760 / 2209, 2040 / 2209, 840 / 2209, 0], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("members", [1, 2, 5])
def test_an_alliance_that_splits_its_prize_wins_the_less_the_larger_it_is(solve, members):
    found = solve("contest", "form=alliances", "contestants={A: {value: 1, members: %d}, B: {value: 1}}" % members)
    assert found.chance.sel(contestant="A") == pytest.approx(1 / (members + 1), rel=1e-12)


def test_by_difference_who_makes_no_effort_still_has_a_chance(solve):
    found = solve("contest", "form=difference", "contestants={A: {effort: 1}, B: {effort: 0}}")
    assert found.chance.sel(contestant="B") == pytest.approx(1 / (1 + math.e), rel=1e-12)


def test_by_aimed_fire_a_hundred_keep_sixty_against_eighty(solve):
    found = solve("lanchester")
    assert found.left.values == pytest.approx([60, 0], abs=1e-9)
    assert found.duration == pytest.approx(25 * math.log(9), rel=1e-9)
    assert found.force_at[-1].values == pytest.approx([60, 0], abs=1e-6)


@pytest.mark.parametrize("speed, miles, left", [(250, 0, 0.13733022570253917), (250, 100, 0.1301792096076599), (250, 500, 0.10773867311185334)])
def test_a_tenth_of_all_capabilities_over_a_distance(solve, speed, miles, left):
    found = solve("distance", f"miles_per_day={speed}", "contestants={A: {capability: .1, miles: %s}}" % miles)
    assert found.strength.item() == pytest.approx(left, rel=1e-9)

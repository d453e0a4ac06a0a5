"""Olson & Zeckhauser 1966; Bergstrom, Blume & Varian 1986."""

import numpy as np
import pytest

exact = {"rel": 1e-9, "abs": 1e-12}


def test_the_great_provide_and_the_small_ride(solve):
    found = solve("public_good")
    assert found.nash_provided.values == pytest.approx([21.25, 11.25, 1.25, 0], **exact)
    assert found.nash_consumed.values[:3] == pytest.approx([78.75] * 3, **exact)
    assert found.nash_exploitation == pytest.approx(1, **exact)


def test_passing_income_among_those_who_provide_changes_nothing(solve):
    found = solve("neutrality")
    assert found.nash_provided.values == pytest.approx([9.261344, 15.363010, 4.002298, 10.261344], abs=5e-7)
    assert found.nash_total == pytest.approx(38.887995405, abs=5e-10)
    assert found.transfer_total == pytest.approx(found.nash_total, **exact)
    assert found.transfer_consumed.values == pytest.approx(found.nash_consumed.values, **exact)


def test_with_partial_spill_over_it_does(solve):
    found = solve("neutrality", "spill_over=.6")
    assert found.nash_total == pytest.approx(53.413180, abs=5e-7)
    assert found.transfer_total == pytest.approx(53.422778, abs=5e-7)


@pytest.mark.parametrize("spill_over", [0, 0.25, 0.5, 1])
def test_identical_members_provide_alike(solve, spill_over):
    found = solve("replies", f"spill_over={spill_over}")
    assert found.nash_provided.values == pytest.approx([0.2 * 100 / (1 + 0.8 * spill_over * 9)] * 10, **exact)
    assert found.optimum_total == pytest.approx(200, **exact)


@pytest.mark.parametrize("damping, arrives", [(0.2, True), (0.24, True), (0.25, False)])
def test_replies_at_once_settle_if_they_are_damped_enough(solve, damping, arrives):
    assert bool(solve("replies", f"adjustment.damping={damping}").arrives) is arrives


def test_of_nato_in_1964_only_the_united_states_would_pay_for_a_pure_public_good(solve):
    found = solve("nato-1964")
    assert list(found.member[found.nash_provided > 0].values) == ["USA"]
    assert np.isclose(found.nash_total, 0.09 * 569.03, rtol=1e-12)

"""Axelrod & Bennett 1993, with the case of Axelrod & Furnas 2016."""

import pytest


def test_one_of_1024_configurations_is_a_local_minimum(solve):
    found = solve("landscape")
    assert found.sizes["configuration"] == 1024 and found.is_local_minimum.sum() == 1
    assert found.energy.item() == -83200 == found.configuration_energy.min()
    assert set(found.actor[found.second_side[0]].values) == {"TUR", "ISIS", "NUSRA"}
    assert found.basin.item() == 1


def test_actors_picked_at_random_arrive_after_as_many_picks_and_switches(solve):
    exact = solve("landscape")
    assert exact.picks.item() == pytest.approx(29.7760, abs=5e-5)
    assert exact.switches.item() == pytest.approx(5.9351, abs=5e-5)
    sampled = solve("landscape", "basins=sampled", "samples=20000")  # four standard errors: a false alarm in 16,000
    for number in ("picks", "switches"):
        assert abs(sampled[number] - exact[number]) < 4 * sampled[f"{number}_error"]


def test_energy_is_the_sum_of_size_times_frustration(solve):
    found = solve("landscape")
    assert (found["size"] * found.frustration[0]).sum() == found.energy.item()

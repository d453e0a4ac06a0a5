"""Barrett 1994; Carraro & Siniscalco 1993."""

import numpy as np
import pytest


@pytest.mark.parametrize("states", [3, 4, 5, 10, 50, 200])
def test_three_sign_however_many_states_there_are(solve, states):
    found = solve("self_enforcing_linear", f"states={states}")
    assert list(np.flatnonzero(found.stable_if_the_indifferent_join)) == [3]
    assert list(np.flatnonzero(found.stable)) == [0, 2, 3]


def test_contributions_and_payoffs_with_a_linear_benefit(solve):
    found = solve("self_enforcing_linear", "states=5")
    assert list(found.total.values) == [5, 5, 7, 11, 17, 25]
    assert list(found.member_payoff.values[1:]) == [4.5, 5, 6.5, 9, 12.5]
    assert list(found.outsider_payoff.values[:-1]) == [4.5, 4.5, 6.5, 10.5, 16.5]


def test_four_of_ten_sign_where_signatories_lead(solve):
    found = solve("self_enforcing")
    assert list(np.flatnonzero(found.stable)) == [4]
    assert found.member_payoff[4] == pytest.approx(472.1603563474388, rel=1e-9)
    assert found.outsider_payoff[4] == pytest.approx(474.91331888234686, rel=1e-9)

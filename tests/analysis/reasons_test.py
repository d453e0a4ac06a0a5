"""Why members left, and whether others follow."""

import entente
import numpy as np
import pytest
from entente.reasons import followed


def test_why_is_the_mean_share_over_events(small):
    told = entente.why(small, ["left", "notice_given"], "EAST")
    shares = small.reasons("left", "notice_given", alliances="EAST")[small.feature_ids]
    assert told.attrs["events"] == len(shares) > 10
    assert np.allclose(told.set_index("feature")["share"][small.feature_ids], shares.mean())
    assert (told["low"] <= told["share"] + 1e-9).all() and (
        told["share"] <= told["high"] + 1e-9
    ).all()


def test_followers_are_counted_within_the_run_and_expected_from_the_others():
    draws = np.random.default_rng(1)
    run, time = draws.integers(0, 7, 60), draws.integers(0, 100, 60)
    follow, expected = followed(run, time, 9, 7)
    for n in range(60):
        has = [
            ((time[run == r] > time[n]) & (time[run == r] <= time[n] + 9)).any() for r in range(7)
        ]
        assert follow[n] == has[run[n]]
        assert expected[n] == pytest.approx((sum(has) - has[run[n]]) / 6)

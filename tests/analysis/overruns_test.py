"""Intervals over runs."""

import numpy as np
from entente import overruns


def test_resamples_draw_as_many_runs_as_there_are_and_are_the_same_again():
    drawn = overruns.resampled(50, 200, 3)
    assert drawn.shape == (200, 50) and (drawn.sum(axis=1) == 50).all()
    assert np.array_equal(drawn, overruns.resampled(50, 200, 3))
    assert np.isclose(drawn.astype(float).var(), 1 - 1 / 50, atol=0.05)


def test_means_in_blocks_are_the_bootstrap_of_the_whole():
    draws = np.random.default_rng(5)
    values, weights = draws.normal(1e6, 1, (60, 3)), draws.random((60, 3))
    values[7, 1] = np.nan
    means = overruns.Means(60, (3,))
    for at in (np.arange(0, 25), np.arange(25, 60)):
        means.add(at, values[at], weights[at])
    kept = np.where(np.isnan(values), 0, weights)
    assert np.allclose(means.mean, np.nansum(values * kept, 0) / kept.sum(0), rtol=1e-14)
    resampled = overruns.resampled(60).astype(float)
    again = resampled @ (np.nan_to_num(values) * kept) / (resampled @ kept)
    assert np.allclose(means.replicates, again, atol=1e-5)
    low, high = means.interval()
    assert np.allclose([low, high], np.percentile(again, [2.5, 97.5], axis=0), atol=1e-5)


def test_the_interval_of_a_mean_covers_it_as_often_as_it_says():
    draws, hits = np.random.default_rng(2), 0
    for _ in range(200):
        low, high = overruns.Means(60).add(np.arange(60), draws.normal(1, 1, 60)).interval()
        hits += low <= 1 <= high
    assert 0.9 <= hits / 200 <= 0.985  # .95, standard error .015


def test_shares_have_wilsons_interval():
    low, high = overruns.share_interval(np.array([0, 15]), 20)
    assert np.allclose(low, [0, 0.5313], atol=5e-5) and np.allclose(
        high, [0.1611, 0.8881], atol=5e-5
    )  # Newcombe 1998

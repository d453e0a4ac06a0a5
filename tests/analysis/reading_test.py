"""Opening results and their frames, against the files as h5py and xarray read them."""

import shutil

import entente
import h5py
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import SMALL
from entente import chunks


def test_the_data_set_is_what_xarray_reads(small, folder):
    plain = xr.open_dataset(folder / "small.h5")
    lazy = small.dataset
    assert lazy.alliance_cohesion.chunks is not None
    assert set(plain.variables) == set(lazy.variables)
    for name in plain.variables:
        left, right = plain[name].values, lazy[name].values
        same = (
            left == right
            if left.dtype == object
            else np.array_equal(left, right, equal_nan=left.dtype.kind == "f")
        )
        assert np.all(same), name


def test_a_frame_of_states_has_a_row_for_each_run_date_and_state(small, folder):
    plain = xr.open_dataset(folder / "small.h5")
    frame = small.states(
        "gdp", "position", states=["BET", "ALF"], runs=[3, 7], since=1960, until=1963
    )
    assert list(frame.columns) == ["run", "time", "state", "gdp", "position_west"]
    assert len(frame) == 2 * 3 * 2 and set(frame["run"]) == {3, 7}
    for row in frame.itertuples():
        one = plain.sel(run=row.run, time=row.time, state=row.state)
        assert (float(one.state_gdp), float(one.state_position[0])) == (row.gdp, row.position_west)


def test_frames_of_alliances_and_pairs_say_ids_and_truth(small, folder):
    alliances = small.alliances(alliances="WEST")
    assert alliances["active"].dtype == bool
    assert set(alliances["pivotal_state"].dropna()) <= set(small.state_ids)
    plain = xr.open_dataset(folder / "small.h5")
    cube = plain.set_index(membership=["membership_state", "membership_alliance"])
    pairs = small.pair_series("trust", states="ALF", alliances="WEST", runs=0)
    expected = cube.membership_trust.sel(run=0, membership=("ALF", "WEST")).values
    assert np.array_equal(pairs["trust"], expected, equal_nan=True)


def test_memberships_and_events_are_the_files_columns(small, folder):
    plain = xr.open_dataset(folder / "small.h5")
    memberships = small.memberships()
    assert len(memberships) == plain.sizes["spell"]
    assert (memberships["state"].to_numpy() == plain.state.values[plain.spell_state]).all()
    assert (memberships["exit"].to_numpy() == plain.spell_exit.values).all()
    assert (memberships["open"] == (memberships["exit_kind"] == "open")).all()
    events = small.events()
    kinds = np.array(plain.event_kind.flag_meanings.split())
    assert (events["kind"].to_numpy() == kinds[plain.event_kind]).all()
    assert events["partner"].isna().equals(pd.Series(plain.event_partner.values < 0))
    admitted = small.events("admitted", alliances="WEST", since=1960)
    assert (
        0
        < len(admitted)
        == (
            (events.kind == "admitted") & (events.alliance == "WEST") & (events.time >= "1960")
        ).sum()
    )


def test_reasons_add_up_to_the_utility(small):
    reasons = small.reasons("applied", "notice_given")
    inside = reasons[reasons["utility"].between(-7.9, 3.9)]
    assert len(inside) > 20
    assert np.allclose(inside[small.feature_ids].sum(axis=1), inside["utility"], atol=1e-9)


def test_the_folder_of_a_sweep_its_merged_file_and_its_segments_are_one_result(sweep, folder):
    opened = entente.open(folder / "holds.sweep")
    segments = entente.open(sorted((folder / "holds.sweep").glob("segment-*.h5")))
    for other in (opened, segments):
        assert (other.size, other.factors) == (40, ["hold", "world"])
        for frame in ("design", "memberships", "events", "alliances"):
            pd.testing.assert_frame_equal(getattr(other, frame)(), getattr(sweep, frame)())
        assert np.array_equal(other.dataset.event_run, sweep.dataset.event_run)
    assert opened.experiment["replicates"] == sweep.experiment["replicates"] == 10


def test_shards_apart_keep_the_numbers_of_their_runs(sweep, folder, tmp_path):
    for number, half in enumerate("ab"):
        (tmp_path / half).mkdir()
        for path in sorted((folder / "holds.sweep").iterdir()):
            if path.name == "sweep.json" or path.stem.endswith(
                tuple("024" if number == 0 else "13")
            ):
                shutil.copy(path, tmp_path / half)
    both = entente.open([tmp_path / "b", tmp_path / "a"])
    pd.testing.assert_frame_equal(both.design(), sweep.design())
    one = entente.open(tmp_path / "b")
    assert list(one.run) == [*range(8, 16), *range(24, 32)]
    pd.testing.assert_frame_equal(one.memberships(runs=[25]), sweep.memberships(runs=[25]))


def test_categorical_factors_are_words_and_select_runs(sweep):
    design = sweep.design()
    assert design.groupby(["hold", "world"]).size().eq(10).all()
    poor = sweep.select(hold=2, world="poor")
    assert poor.size == 10 and set(poor.design()["world"]) == {"poor"}
    assert poor.states("gdp", states="ALF", until=1951)["gdp"].max() < 60
    whole = sweep.memberships()
    expected = whole[whole["run"].isin(poor.run)].reset_index(drop=True)
    pd.testing.assert_frame_equal(poor.memberships(), expected)
    assert np.array_equal(poor.dataset.run, poor.run)
    assert set(poor.dataset.spell_run.values) == set(range(10))


@pytest.fixture(scope="module")
def copies(small, folder):
    paths = [folder / f"copy{number}.h5" for number in range(4)]
    for path in paths:
        shutil.copy(folder / "small.h5", path)
    return paths


def test_several_files_of_one_scenario_follow_one_another(small, folder, copies):
    seed = entente.run(
        SMALL, folder / "seed.h5", seed=12, runs=3, record=["default", "memberships"]
    )
    both = entente.open([copies[0], folder / "seed.h5", copies[0]])
    assert both.size == 43
    first, last = both.events(runs=slice(0, 40)), both.events(runs=slice(40, 43))
    pd.testing.assert_frame_equal(first, small.events())
    pd.testing.assert_frame_equal(last.assign(run=last["run"] - 40), seed.events())
    assert set(both.design()["seed"]) == {"11", "12"}


def test_runs_of_another_scenario_do_not_follow(small, folder):
    entente.run(
        SMALL, folder / "rich.h5", record=["default", "memberships"], set={"states.ALF.gdp": 900}
    )
    refused(
        [folder / "small.h5", folder / "rich.h5"], "rich.h5: does not belong .* of another scenario"
    )


def test_blocks_are_the_same_whatever_their_size(small):
    for names in (("alliance_members",), ("spell_entry", "event_kind", "state_gdp")):
        whole = list(small.blocks(*names, size=1000))
        parts = list(small.blocks(*names, size=7))
        assert len(whole) == 1 and len(parts) == 6
        for name in (*names, *(n for n in ("spell_run", "event_run") if n[:5] in str(names))):
            joined = np.concatenate([block[name] for block in parts])
            assert np.array_equal(joined, whole[0][name], equal_nan=True)


@pytest.mark.parametrize(
    "at", [(), (slice(3, 9),), (np.array([0, 5, 30]), np.array([1, 4])), (np.array([30]),)]
)
def test_chunks_are_inflated_to_what_hdf5_reads(small, folder, at, monkeypatch):
    with h5py.File(folder / "small.h5") as file:
        dataset = file["state_gdp"]
        expected = dataset[3:17]
        for axis, index in enumerate(at):
            expected = expected[(slice(None),) * (axis + 1) + (index,)]
        assert chunks.readable(dataset)
        assert np.array_equal(chunks.read(dataset, 3, 17, at), expected, equal_nan=True)
        monkeypatch.setattr(chunks, "LIBRARY", None)
        assert np.array_equal(chunks.read(dataset, 3, 17, at), expected, equal_nan=True)


def test_a_sample_is_repeatable_and_part_of_the_whole(copies):
    result = entente.open(copies)
    half = result.sample(80)
    assert 80 <= half.size < 84 and list(half.run) == list(result.sample(80).run)
    assert result.sample(160) is result
    whole = result.states("gdp", states="BET").set_index(["run", "time"])["gdp"]
    part = half.states("gdp", states="BET").set_index(["run", "time"])["gdp"]
    assert part.equals(whole.loc[part.index])


def test_failed_runs_are_left_out_and_told(folder, sweep, tmp_path):
    path = tmp_path / "failed.h5"
    shutil.copy(folder / "holds.h5", path)
    with h5py.File(
        path, "r+"
    ) as file:  # as a sweep writes runs that failed: nothing reached, a reason
        file["run_times"][[4, 11]] = 0
        reasons = file["run_failure"][:]
        reasons[[4, 11]] = "gdp is no number"
        file["run_failure"][:] = reasons
    with pytest.warns(entente.FailedRuns, match="2 of 40 runs failed .* run 4: gdp is no number"):
        result = entente.open(path)
    assert result.size == 38 and not set(result.run) & {4, 11}
    assert list(result.failures()["run"]) == [4, 11]
    assert not set(result.memberships()["run"]) & {4, 11}
    assert entente.membership(result)["runs"].eq(38).all()


def test_a_stopped_run_counts_as_far_as_it_went(folder, small, tmp_path):
    path = tmp_path / "stopped.h5.partial"
    shutil.copy(folder / "small.h5", path)
    with h5py.File(path, "r+") as file:
        file["run_times"][0] = 10
        ends = file["spell_exit"][:]
        here = (file["spell_run"][:] == 0) & (file["spell_open"][:] == 1)
        ends[here] = file["time"][9]
        file["spell_exit"][:] = ends
    told = entente.membership(entente.open(path), "WEST")
    runs = told[told["state"] == "ALF"]["runs"].to_numpy()
    assert list(runs[:10]) == [40] * 10 and set(runs[10:]) == {39}
    assert (told["probability"] <= 1).all()


# ---- What cannot be read -------------------------------------------------------------------------


def refused(path, match):
    with pytest.raises(entente.ResultError, match=match):
        entente.open(path)


def test_a_missing_file_is_named_with_the_nearest(small, folder):
    refused(folder / "smal.h5", "smal.h5: there is no such file. Did you mean 'small.h5'")


def test_a_truncated_file_is_refused(small, folder, tmp_path):
    path = tmp_path / "cut.h5"
    path.write_bytes((folder / "small.h5").read_bytes()[:-5000])
    refused(path, "cut.h5: it ends too early: the file is truncated or damaged. Copy it again")


def test_what_is_no_hdf5_or_of_another_program_is_refused(tmp_path):
    text = tmp_path / "text.h5"
    text.write_text("run,time\n")
    refused(text, "text.h5: is not HDF5")
    foreign = tmp_path / "foreign.h5"
    with h5py.File(foreign, "w") as file:
        file["x"] = [1.0]
    refused(foreign, "foreign.h5: is HDF5, but not a result of entente")


def test_a_later_format_is_refused(small, folder, tmp_path):
    path = tmp_path / "later.h5"
    shutil.copy(folder / "small.h5", path)
    with h5py.File(path, "r+") as file:
        file.attrs["format_version"] = "2.0"
    refused(path, "later.h5: is of format 2.0; this package reads 1.x")


def test_a_flipped_bit_is_an_error_that_names_the_variable(small, folder, tmp_path):
    path = tmp_path / "flipped.h5"
    data = bytearray((folder / "small.h5").read_bytes())
    with h5py.File(folder / "small.h5") as file:
        offset = file["alliance_cohesion"].id.get_chunk_info(0).byte_offset
    data[offset + 40] ^= 1
    path.write_bytes(data)
    with pytest.raises(
        entente.ResultError, match="flipped.h5: the variable alliance_cohesion cannot be read"
    ):
        entente.open(path).alliances("cohesion")


def test_a_folder_needs_segments_and_what_they_are_of(sweep, folder, tmp_path):
    refused(tmp_path, "is a folder without segments")
    shutil.copy(folder / "holds.sweep" / "segment-000000.h5", tmp_path)
    refused(tmp_path, "holds segments, but no sweep.json")


def test_files_of_different_worlds_do_not_follow_one_another(small, nato, folder):
    refused(
        [folder / "small.h5", folder / "nato.h5"],
        "nato.h5: does not belong together with .*small.h5",
    )


def test_wrong_words_are_answered_with_the_right_ones(small):
    for ask, match in (
        (lambda: small.states("gpd"), "holds no 'state_gpd'. Did you mean 'state_gdp'"),
        (lambda: small.states("home"), "Record it: `--record default,states.home`"),
        (
            lambda: small.states(states="ALV"),
            "'ALV' is not a state of this result. Did you mean 'ALF'",
        ),
        (lambda: small.events("lft"), "'lft' is not a kind of event .* Did you mean 'left'"),
        (lambda: small.select(hold=1), "'hold' is not a factor"),
        (lambda: small.select(runs=[99]), "no run is left"),
        (lambda: small.states(since="soon"), "'soon' is not a date. Write 1970"),
        (
            lambda: entente.bands(small, "cohesion", "WEST", dates=[2050]),
            "2050-01-01: nothing was recorded about then",
        ),
    ):
        with pytest.raises(entente.ResultError, match=match):
            ask()


def test_a_frame_that_is_too_large_is_refused_with_advice(small, monkeypatch):
    monkeypatch.setattr(entente.frames, "LARGEST", 1000)
    with pytest.raises(entente.ResultError, match="40 runs x 31 dates x 7 rows .* blocks"):
        small.states("gdp")

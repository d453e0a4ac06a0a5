"""Calling the program from Python."""

import entente
import pytest
from conftest import ROOT, SMALL


def test_options_are_keywords(tmp_path):
    result = entente.run(
        SMALL, tmp_path / "a.h5", runs=2, seed=7, until="1955-01-01", record=["alliances.members", "states.gdp"],
        set={"states.ALF.gdp": 450, "pipeline": ["schedule", "economy"]}, threads=1,
    )  # fmt: skip
    assert (result.size, result.provenance["seed"]) == (2, "7")
    assert (result.series("state"), result.series("alliance")) == (["gdp"], ["members"])
    assert result.provenance["scenario"]["states"]["ALF"]["gdp"] == 450
    assert result.provenance["scenario"]["pipeline"] == ["schedule", "economy"]


def test_overlays_can_be_several(tmp_path):
    for number in (1, 2):
        (tmp_path / f"{number}.yaml").write_text(f"states: {{ALF: {{gdp: {number}00}}}}\n")
    result = entente.run(
        SMALL,
        tmp_path / "a.h5",
        until="1951-01-01",
        overlay=[tmp_path / "1.yaml", tmp_path / "2.yaml"],
    )
    assert result.provenance["scenario"]["states"]["ALF"]["gdp"] == 200


def test_an_error_of_the_program_is_an_exception_with_its_words(tmp_path):
    with pytest.raises(entente.InputError, match=r"nope.yaml: there is no such file"):
        entente.run(tmp_path / "nope.yaml")
    with pytest.raises(entente.InputError, match="Did you mean .gdp."):
        entente.run(SMALL, tmp_path / "a.h5", set={"states.ALF.gpd": 1})
    with pytest.raises(entente.DiskError, match="cannot"):
        entente.run(SMALL, tmp_path / "no" / "folder" / "a.h5", until="1951-01-01")


def test_a_sweep_that_is_there_already_says_how_to_go_on(sweep, folder):
    with pytest.raises(entente.InputError, match="is there already. Go on with --resume"):
        entente.sweep(folder / "holds.yaml", folder / "holds.sweep")
    assert entente.sweep(folder / "holds.sweep", resume=True).size == sweep.size


def test_a_shard_gives_what_the_folder_holds(sweep, folder, tmp_path):
    half = entente.sweep(folder / "holds.yaml", tmp_path / "half.sweep", shard="1/2")
    assert 0 < half.size < sweep.size
    assert len(half.memberships()) == len(sweep.memberships(runs=half.run))


def test_the_program_is_looked_for_where_it_may_be(monkeypatch):
    monkeypatch.setenv("ENTENTE", "/nowhere/entente")
    with pytest.raises(entente.EntenteError, match="ENTENTE=/nowhere/entente: there is no program"):
        entente.executable()
    monkeypatch.delenv("ENTENTE")
    monkeypatch.setenv("PATH", "/nowhere")
    if not (ROOT / "build" / "entente").exists():
        with pytest.raises(entente.EntenteError, match="neither at .*build/entente nor on PATH"):
            entente.executable()

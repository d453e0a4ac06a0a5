"""Wars, promises and missions, against the events that tell of them."""

import entente
import numpy as np
import pandas as pd
import pytest


def test_every_war_is_an_attack_and_ends_once(crises):
    wars, attacks = entente.war_list(crises), crises.events("attacked")
    assert len(wars) == len(attacks)
    ends = crises.events("war_won", "war_lost", "war_stalemate", "war_lapsed")
    assert (wars["outcome"] != "open").sum() == len(ends)
    assert (wars["years"] > 0).all()
    of_one = wars[wars["run"] == 0].sort_values("began")
    assert list(of_one["began"]) == list(attacks[attacks["run"] == 0].sort_values("time")["time"])


def test_a_war_ends_as_its_own_end_says(crises):
    ends = crises.events("war_won", "war_lost", "war_stalemate", "war_lapsed")
    told = {(e.run, e.state, e.partner, e.time): e.kind for e in ends.itertuples()}
    for war in entente.war_list(crises).itertuples():
        if war.outcome == "open":
            continue
        end = war.began + pd.Timedelta(days=round(war.years * 365.25))
        near = [kind for (run, state, partner, time), kind in told.items()
                if (run, state, partner) == (war.run, war.attacker, war.target) and abs(time - end).days <= 1]
        assert f"war_{war.outcome}" in near


def test_wars_are_counted_by_run(crises):
    frame, listed = entente.wars(crises), entente.war_list(crises)
    assert frame["wars"].sum() == pytest.approx(len(listed) / crises.size)
    assert frame["share"].sum() == pytest.approx(1)
    assert (frame["low"] <= frame["wars"] + 1e-12).all() and (frame["wars"] <= frame["high"] + 1e-12).all()


@pytest.mark.parametrize("by", ["alliance", "state"])
def test_promises_kept_are_those_that_events_tell(crises, by):
    frame = entente.obligations(crises, by).set_index(by)
    kept, broken = (crises.events(f"obligation_{how}")[by].value_counts() for how in ("honoured", "violated"))
    for name, row in frame.iterrows():
        assert row["called"] * crises.size == pytest.approx(kept[name] + broken[name])
        assert row["honoured"] == pytest.approx(kept[name] / (kept[name] + broken[name]))


def test_every_run_has_one_fate_of_a_mission(missions):
    frame = entente.missions(missions)
    assert (frame.groupby("mission", observed=True)["runs"].sum() == missions.size).all()
    success = frame[frame["end"] == "success"].set_index("mission")["runs"]
    told = missions.events("mission_succeeded")["alliance"].value_counts()
    for mission, runs in success.items():
        assert told[mission] == runs
    assert np.isnan(frame[frame["end"] == "never"]["years"]).all()


def test_a_model_without_crises_or_missions_says_so(small):
    with pytest.raises(entente.ResultError, match="put crises into the scenario's pipeline"):
        entente.wars(small)
    with pytest.raises(entente.ResultError, match="put missions into the scenario's pipeline"):
        entente.missions(small)
    with pytest.raises(entente.ResultError, match="must be 'alliance' or 'state'"):
        entente.obligations(small, "pair")

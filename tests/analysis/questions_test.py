"""What holds for every question."""

import entente
import numpy as np
import pytest
from conftest import SMALL
from entente import plots


def test_the_summary_repeats_what_each_question_says(small):
    told = entente.summary(small).set_index(["alliance", "measure"])["mean"]
    assert told["WEST", "exit_rate"] == entente.turnover(small, "WEST")["exit_rate"][0]
    last = small.alliances("cohesion", alliances="WEST").query("time == @small.time[-1]")[
        "cohesion"
    ]
    assert told["WEST", "cohesion"] == pytest.approx(last.mean())
    alive = small.memberships(alliances="EAST", runs=small.run).query("open")["run"].nunique()
    assert told["EAST", "lasts"] == alive / small.size


def test_stopped_runs_count_as_far_as_they_came(folder):
    result = entente.run(
        SMALL, folder / "stopped.h5", runs=30, set={"stop.value": "alliances.WEST.members", "stop.above": 2}
    )
    last = result.column("run_times")[:] - 1
    assert len(set(last)) > 2 and last.max() < len(result.days)
    members = result.column("alliance_members")[:, :, result.alliance_ids.index("WEST")]
    ends = members[np.arange(30), last]
    np.testing.assert_array_equal(entente.numbers_of(result, "WEST.members"), ends)
    np.testing.assert_array_equal(entente.outcomes(result)["WEST.members"], ends)
    told = entente.summary(result, "WEST").set_index("measure")
    assert told.runs.members == 30 and told["mean"].members == pytest.approx(ends.mean())
    belonging = entente.membership(result, "WEST").query("state == 'ALF'").set_index("time")
    assert (belonging.probability[belonging.runs > 0] == 1).all() and belonging.runs.iloc[0] == 30
    assert belonging.probability[belonging.runs == 0].isna().all() and (belonging.runs.diff().dropna() <= 0).all()
    early = entente.network(result, result.time[1])
    pair = early.query("state == 'ALF' and other == 'BET'")
    assert pair.probability.item() == 1 and pair.low.item() > 0.5


def test_every_question_has_a_plot_of_its_name(small, nato, sweep, crises, missions):
    base, other = sweep.select(hold=2, world="base"), sweep.select(hold=0, world="base")
    answers = {
        "membership": entente.membership(nato, "NATO"),
        "survival": entente.survival(small, by="alliance"),
        "incidence": entente.incidence(small),
        "log_rank": entente.log_rank(small),
        "hazards": entente.hazards(small, ["state_gdp"]),
        "turnover": entente.turnover(small),
        "bands": entente.bands(small, "cohesion", "WEST"),
        "turning_points": entente.turning_points(small, "WEST", "members"),
        "burden_sharing": entente.burden_sharing(small, "WEST"),
        "burden": entente.burden(small, "WEST", 1970),
        "pivotal": entente.pivotal(small, "WEST"),
        "why": entente.why(small),
        "network": entente.network(small, 1970),
        "cascades": entente.cascades(small),
        "wars": entente.wars(crises),
        "obligations": entente.obligations(crises),
        "missions": entente.missions(missions),
        "compare": entente.compare(base, other),
        "response": entente.response(sweep, "EAST.members"),
        "pawn": entente.pawn(sweep, "EAST.members", resamples=20),
        "summary": entente.summary(small),
    }
    for name, frame in answers.items():
        axes = getattr(plots, name)(frame)
        assert axes.lines or axes.collections or axes.patches or axes.texts, name
        axes.figure.canvas.draw()
        axes.figure.clear()

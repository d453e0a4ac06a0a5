"""Outcomes of which validation_claims.py speaks: from a result to a number for each run."""

from dataclasses import dataclass
from typing import Callable

import numpy as np
from validation_result import Result


@dataclass(frozen=True)
class Outcome:
    """A number for each run, in words and as a function; `series` must be recorded for it besides the default."""

    words: str
    function: Callable[[Result], np.ndarray]
    series: tuple = ()

    def __call__(self, result: Result) -> np.ndarray:
        return self.function(result)


def of_states(name: str, states: str, date: str, words: str) -> Outcome:
    return Outcome(f"{words}, {date[:4]}", lambda result: result.state(name, states.split(), date), ("states." + name,))


def of_alliance(name: str, alliance: str, date: str, words: str) -> Outcome:
    return Outcome(f"{words}, {date[:4]}", lambda result: result.alliance(name, alliance, date), ("alliances." + name,))


def of_members(name: str, alliance: str, date: str, words: str) -> Outcome:
    """The mean of a series of memberships over an alliance's members."""

    def mean(result: Result) -> np.ndarray:
        record = result.record(date)
        inside = result.inside[:, record] & result.of(alliance)
        return result["membership_" + name][:, record].mean(axis=1, where=inside)

    return Outcome(f"{words}, {date[:4]}", mean, ("memberships." + name,))


def waiting(alliance: str, first: str, then: str, since: str, words: str) -> Outcome:
    """By how many years some states wait longer than others before they first apply; who never does waits to the end."""

    def wait(result: Result, states: str) -> np.ndarray:
        end = float(result["time"][-1])
        date = np.full((result.runs, len(states.split())), end)
        for column, state in enumerate(states.split()):
            for event in result.events("applied", alliance, state, since=since):
                run = result["event_run"][event]
                date[run, column] = min(date[run, column], result["event_time"][event])
        return date.mean(axis=1) / 365.25

    return Outcome(words, lambda result: wait(result, first) - wait(result, then))


def years_inside(alliance: str, states: str, until: str, words: str) -> Outcome:
    """Years of membership, of some states together."""

    def years(result: Result) -> np.ndarray:
        named = [result.states[state] in states.split() for state, _ in result.pairs]
        of = np.flatnonzero(result.of(alliance) & named)
        inside = result.inside[:, : result.record(until)][:, :, of]
        return inside.sum(axis=(1, 2)) * np.diff(result["time"]).mean() / 365.25

    return Outcome(f"{words}, to {until[:4]}", years)


def number_of(kinds: str, words: str, **which) -> Outcome:
    return Outcome(words + " a run", lambda result: result.count(kinds, **which))


def fall(name: str, states: str, before: str, after: str, words: str) -> Outcome:
    dates = f"{before[:4]} to {after[:4]}"
    return Outcome(
        f"{words}, {dates}",
        lambda result: result.state(name, states.split(), after) - result.state(name, states.split(), before),
    )


def members_by_spell(result: Result) -> np.ndarray:
    return (result.inside[:, -1] & result.of("NATO")).sum(axis=1).astype(float)


def existing(result: Result) -> np.ndarray:
    return result["state_active"][:, -1].sum(axis=1).astype(float)


def variance_of_gdp(result: Result) -> np.ndarray:
    """Squared distance from the mean of the runs, whose mean is the variance over runs."""
    values = np.log(result.state("gdp", ["FRA"], "2024-07-01"))
    return (values - values.mean()) ** 2


def variance_in_common(result: Result) -> np.ndarray:
    exists = result["state_active"][0, -1] > 0
    values = np.log(result["state_gdp"][:, -1][:, exists]).mean(axis=1)
    return (values - values.mean()) ** 2


def mean_of_existing(result: Result, values: np.ndarray) -> np.ndarray:
    exists = (result["state_active"] > 0).reshape(result.runs, -1)
    return values.reshape(result.runs, -1).mean(axis=1, where=exists)


def variance_of_interests(result: Result) -> np.ndarray:
    position = result["state_position"][..., 0]
    return mean_of_existing(result, (position - position.mean(axis=0)) ** 2)


def distance_from_home(result: Result) -> np.ndarray:
    return mean_of_existing(result, np.abs(result["state_position"] - result["state_home"])[..., 0])


def variance_of_trust(result: Result) -> np.ndarray:
    record = result.record("1980-07-01")
    trust = result["membership_trust"][:, record]
    inside = result.inside[:, record] & result.of("NATO")
    mean = trust.mean(axis=1, where=inside)[:, None]
    return ((trust - mean) ** 2).mean(axis=1, where=inside)


def variance_of_threat(result: Result) -> np.ndarray:
    """Of what NATO's founders see in 1980, in logs: squared distance from the mean of the runs, mean over founders."""
    record = result.record("1980-07-01")
    founders = [state for n, (state, _) in enumerate(result.pairs) if result.of("NATO")[n] and result.inside[0, 0, n]]
    seen = result["state_threat"][:, record, founders]
    logs = np.log(seen[:, (seen > 0).all(axis=0)])
    return ((logs - logs.mean(axis=0)) ** 2).mean(axis=1)


def commitment_of(state: str) -> Outcome:
    function = lambda result: result["state_commitment"][:, :, result.states.index(state)].mean(axis=1)  # noqa: E731
    return Outcome(f"mean commitment of {state}'s leaders", function)


def paid_by(state: str, alliance: str, date: str) -> Outcome:
    """What a member contributes, in billions a year."""

    def paid(result: Result) -> np.ndarray:
        pair = (result.states.index(state), result.alliances.index(alliance))
        return result["membership_contribution"][:, result.record(date), result.pairs.index(pair)]

    return Outcome(f"{state}'s contribution to {alliance}, {date[:4]}", paid, ("memberships.contribution",))


def concentration(result: Result) -> np.ndarray:
    """How unequal the domains of a member's capability are: the sum of their squared shares, mean over NATO's members."""
    forces = result["state_capability"][:, -1]
    shares = forces / np.maximum(forces.sum(axis=2, keepdims=True), 1e-12)
    members = [state for n, (state, _) in enumerate(result.pairs) if result.of("NATO")[n] and result.inside[0, 0, n]]
    return (shares**2).sum(axis=2)[:, members].mean(axis=1)


def drawn(feature: str, kind: str, inside: bool) -> Outcome:
    """How much more of a feature the state has that decides than all that could, for the same alliance at the same time
    (the score of a partial likelihood), where members promise to defend one another."""

    def selection(result: Result) -> np.ndarray:
        values = result["membership_" + feature]
        could = result.possible & (result.inside == inside)
        row = {pair: n for n, pair in enumerate(result.pairs)}
        of = [result.of(alliance) for alliance in result.alliances]
        chosen = np.union1d(result.events(kind, "NATO"), result.events(kind, "WTO"))
        before = np.searchsorted(result["time"], result["event_time"][chosen], side="right") - 1
        sums, numbers = np.zeros(result.runs), np.zeros(result.runs)
        for event, record in zip(chosen, before):
            run, alliance = result["event_run"][event], result["event_alliance"][event]
            others = values[run, record, could[run, record] & of[alliance]]
            if len(others) == 0:
                continue
            sums[run] += values[run, record, row[result["event_state"][event], alliance]] - others.mean()
            numbers[run] += 1
        return np.where(numbers > 0, sums / np.maximum(numbers, 1), np.nan)

    who = {"applied": "applicants' above all outsiders'", "notice_given": "that of who gives notice above all members'"}
    return Outcome(f"{feature}: {who[kind]}", selection, ("memberships." + feature,))


GDP_VARIANCE = Outcome("variance over runs of France's log GDP, 2024", variance_of_gdp)
COMMON_VARIANCE = Outcome("variance over runs of the states' mean log GDP, 2024", variance_in_common)
INTERESTS_VARIANCE = Outcome("variance over runs of interests", variance_of_interests)
STRAYING = Outcome("mean distance of interests from home", distance_from_home, ("states.home",))
TRUST_VARIANCE = Outcome("variance of trust over NATO's members, 1980", variance_of_trust, ("memberships.trust",))
THREAT_VARIANCE = Outcome("variance over runs of the log of threat as founders see it, 1980", variance_of_threat)
MIXTURE = Outcome("mean concentration of members' capability on domains, 2030", concentration, ("states.capability",))
STATES = Outcome("states at the end", existing)
MEMBERS_BY_SPELL = Outcome("NATO's members, 2024", members_by_spell)

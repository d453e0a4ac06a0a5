"""Claims about crises and missions: what wars, promises and missions move."""

import numpy as np
from validation_claim import MISSIONS, charter, left_out, parameter
from validation_outcomes import Outcome, mean_of_existing, number_of, of_alliance, of_members, of_states
from validation_result import Result

# Members of NATO since 1949 with forces, and the states whom they feared.
FOUNDERS = "BEL CAN DNK FRA GBR ITA LUX NLD NOR PRT USA"
EUROPEANS = "BEL DNK FRA GBR ITA LUX NLD NOR PRT"

ATTACKS = number_of("attacked", "attacks")
ATTACKED_FOUNDERS = number_of("attacked", "attacks on founders of NATO", partners=FOUNDERS)
BREACHES = number_of("nonaggression_breached", "attacks on partners in a pact of non-aggression")
CALLS = number_of("obligation_called", "times that NATO's allies are called", alliance="NATO")
REPUTATION = of_states("reputation", EUROPEANS, "2020-07-01", "reputation of NATO's European founders")
TRUST = of_members("trust", "NATO", "2010-07-01", "trust in NATO")
DECIDED = Outcome(
    "wars that attackers win less those they lose a run",
    lambda result: result.count("war_won") - result.count("war_lost"),
)
OUTPUT = Outcome("log GDP of all states, 2020", lambda result: log_of_all("state_gdp", result))


WEARINESS = Outcome(
    "mean weariness of all states",
    lambda result: mean_of_existing(result, result["state_weariness"]),
    ("states.weariness",),
)
THREAT = Outcome(
    "mean threat to all states",
    lambda result: mean_of_existing(result, result["state_threat"]),
    ("states.threat",),
)


def log_of_all(name: str, result: Result) -> np.ndarray:
    record = result.record("2020-07-01")
    exists = result["state_active"][:, record] > 0
    return np.where(exists, np.log(np.where(exists, result[name][:, record], 1.0)), 0.0).sum(axis=1)


def kept(result: Result) -> np.ndarray:
    honoured, violated = result.count("obligation_honoured"), result.count("obligation_violated")
    return np.where(honoured + violated > 0, honoured / np.maximum(honoured + violated, 1), np.nan)


KEPT = Outcome("share of promises to fight that are kept", kept)


def honour(name: str, sign: str, sentence: str, **more):
    return parameter("crises.honour." + name, KEPT, sign, sentence, **more)


BLIND = ("parameters.crises.advantage=0",)

CRISES = [
    left_out("crises", ATTACKS, "+", "Hostile states attack."),
    left_out("crises", OUTPUT, "-", "Wars destroy output."),
    parameter("crises.advantage", DECIDED, "+", "States attack where they can hope to win."),
    parameter("crises.joint_democracy", ATTACKS, "-", "Democracies do not attack democracies."),
    parameter("crises.restraint", BREACHES, "-", "A promise of non-aggression restrains."),
    charter("NATO.defence", "false", ATTACKED_FOUNDERS, "-", "Pacts of defence deter."),
    parameter("crises.threat_rate", CALLS, "+", "Attacks by those who are no state call allies, too."),
    parameter("crises.reputation.gain", REPUTATION, "+", "Kept promises raise a reputation."),
    parameter("crises.reputation.loss", REPUTATION, "-", "Broken promises lower a reputation."),
    parameter("crises.trust.gain", TRUST, "+", "Members trust an alliance that keeps its promises."),
    parameter("crises.trust.loss", TRUST, "-", "Members distrust an alliance that breaks its promises."),
    parameter("crises.alarm.target", THREAT, "+", "Who is attacked fears the attacker more."),
    parameter("crises.alarm.others", THREAT, "+", "So do its neighbours, and those whom it consults."),
    parameter("crises.weariness.loss", WEARINESS, "+", "Losses weary."),
    parameter("crises.weariness.defeat", WEARINESS, "+", "Defeats weary more."),
    parameter("crises.war.initiative", DECIDED, "+", "Who attacks wins more often.", common=BLIND),
    honour("strength", "-", "Weak promises are kept less.", common=("alliances.NATO.strength=.6",)),
    honour("belonging", "+", "Who gains by an alliance keeps its promises to it."),
    honour("stake", "+", "Who has a reputation to lose keeps its promises."),
    honour("nearness", "+", "Promises are kept more where the war is near."),
    honour("fatigue", "-", "The weary keep fewer promises.", common=("parameters.crises.attack_rate=.02",)),
    honour("odds", "-", "Promises are kept less against superior enemies."),
    honour("democracy", "+", "Democracies keep their promises more."),
    honour("changed_power", "-", "Who has gained or lost power since it promised keeps less."),
    honour("changed_regime", "-", "Who has changed its regime since it promised keeps less."),
]

OPENED = number_of("mission_opened", "missions")
WITHDRAWN = number_of("left_mission", "withdrawals from missions that go on")
WENT = number_of("joined_mission", "contributions to missions")
FAILED = number_of("mission_failed", "missions that fail")
SUCCEEDED = number_of("mission_succeeded", "missions that succeed")
STOPPED = number_of("fighting_stopped", "times that fighting at a site stops")
RESUMED = number_of("fighting_resumed", "times that it resumes")
UNWELCOME = number_of("consent_withdrawn", "hosts that withdraw their consent")
ISAF_DEATHS = Outcome(
    "soldiers who die with NATO-ISAF",
    lambda result: result["alliance_deaths"][:, :, result.alliances.index("NATO-ISAF")].max(axis=1),
    ("alliances.deaths",),
)


def bond_of_contributors(result: Result) -> np.ndarray:
    """By how much more NATO is worth to members that contribute to its mission in Afghanistan than to the others."""
    record = result.record("2005-07-01")
    utility, inside = result["membership_utility"][:, record], result.inside[:, record]
    state = np.array([place for place, _ in result.pairs])
    members, serving = inside & result.of("NATO"), inside & result.of("NATO-ISAF")
    serves = np.array([np.isin(state, state[run]) for run in serving])
    both = members & serves, members & ~serves
    means = [np.where(each, utility, 0.0).sum(axis=1) / np.maximum(each.sum(axis=1), 1) for each in both]
    return np.where(both[0].any(axis=1) & both[1].any(axis=1), means[0] - means[1], np.nan)


BOND = Outcome(
    "worth of NATO to contributors to ISAF less that to its other members, 2005",
    bond_of_contributors,
    ("memberships.utility",),
)


def broken(result: Result) -> np.ndarray:
    """Of each run, the share of the times that fighting in Kosovo stopped after which it resumed."""
    stopped, resumed = (result.count(kind, "NATO-KFOR") for kind in ("fighting_stopped", "fighting_resumed"))
    return np.where(stopped > 0, resumed / np.maximum(stopped, 1), np.nan)


BROKEN = Outcome("share of peaces in Kosovo that are broken", broken)
INTENSITY = of_alliance("intensity", "NATO-KFOR", "2004-07-01", "intensity of the conflict in Kosovo")
MISSION_WEARINESS = of_states("weariness", FOUNDERS, "2008-07-01", "weariness of NATO's founders")
LEGITIMACY = of_alliance("legitimacy", "NATO", "2020-07-01", "legitimacy of NATO's missions")
SERVING = of_alliance("members", "NATO-ISAF", "2010-07-01", "contributors to ISAF")
MISSION_TRUST = of_members("trust", "NATO", "2012-07-01", "trust in NATO")
TOGETHER = of_members("interoperability", "NATO", "2008-07-01", "interoperability in NATO")


def missions(name: str, outcome: Outcome, sign: str, sentence: str, **more):
    return parameter("missions." + name, outcome, sign, sentence, source=MISSIONS, **more)


FAILING = ("parameters.missions.failure_rate=.3",)
STAYING = tuple(
    f"parameters.missions.{name}"
    for name in ("handover_rate=0", "failure_rate=0", "site.exhaustion=.3", "site.renewal=.3")
)
EAGER = ("parameters.missions.withdrawal_rate=.3",)

MISSION_CLAIMS = [
    left_out("missions", OPENED, "+", "Alliances and the willing open missions at conflict sites.", source=MISSIONS),
    charter("NATO-ISAF.robustness", ".1", ISAF_DEATHS, "+", "Robust missions cost lives.", source=MISSIONS),
    charter("NATO-KFOR.force_goal", "1000", INTENSITY, "-", "Forces that suffice calm a conflict.", source=MISSIONS),
    missions("pace.peacekeeping", INTENSITY, "-", "Effective forces calm a conflict."),
    missions("relapse.peacekeeping", INTENSITY, "+", "Conflicts return while local forces are weak."),
    missions("site.exhaustion", STOPPED, "+", "Fighting exhausts itself."),
    missions("site.renewal", RESUMED, "+", "Fighting that has stopped resumes."),
    missions("pace.peacekeeping", BROKEN, "-", "Peacekeepers make renewed fighting rarer.", common=STAYING),
    charter(
        "NATO-KFOR.local_forces",
        "0",
        BROKEN,
        "-",
        "Local forces make it rarer, too.",
        source=MISSIONS,
        common=STAYING,
        on=("alliances.NATO-KFOR.local_forces=.8",),
    ),
    missions("failure_rate", FAILED, "+", "Missions that change nothing are given up."),
    missions("handover_rate", SUCCEEDED, "+", "Missions hand over calm sites."),
    missions("consent_rate", UNWELCOME, "+", "Hosts withdraw their consent from missions without legitimacy."),
    missions("will.bond", BOND, "+", "Members contribute for the sake of their alliance."),
    missions("will.interest", WENT, "+", "Neighbours of the conflict contribute more."),
    missions("will.mandate", WENT, "+", "A mandate makes states contribute."),
    missions("will.danger", WENT, "-", "Danger deters contributors."),
    missions("will.weariness", SERVING, "-", "The weary contribute less."),
    missions("new_leader", WITHDRAWN, "+", "New leaders withdraw from what they have inherited.", common=EAGER),
    missions("wear", MISSION_WEARINESS, "+", "Casualties weary."),
    missions("trust_gain", MISSION_TRUST, "+", "Success raises trust in the alliance."),
    missions("trust_loss", MISSION_TRUST, "-", "Failure lowers trust in the alliance.", common=FAILING),
    missions("serving_together", TOGETHER, "+", "Who serves together comes to work together."),
]

CONFLICTS = CRISES + MISSION_CLAIMS

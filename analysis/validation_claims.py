"""What each mechanism and feature is said to move: the claims that validation.py tests.

A claim names what is switched off and how, an outcome (a function from a result to a number for each run), the sign of
on less off, and the sentence that says so. To add one, add a line to MECHANISMS here, or to the list of
validation_conflicts.py or validation_features.py.
"""

from validation_claim import FUTURE, MERGERS, NO_PATRON, PACTS, Claim, charter, left_out, parameter
from validation_conflicts import CONFLICTS
from validation_features import APPLICATIONS, FEATURES, LEFT, MORE_EXITS
from validation_outcomes import (
    COMMON_VARIANCE,
    GDP_VARIANCE,
    INTERESTS_VARIANCE,
    MEMBERS_BY_SPELL,
    MIXTURE,
    STATES,
    STRAYING,
    THREAT_VARIANCE,
    TRUST_VARIANCE,
    commitment_of,
    fall,
    number_of,
    of_alliance,
    of_members,
    of_states,
    paid_by,
    years_inside,
)

ALLIES = "BEL CAN DEU DNK FRA GBR GRC ITA LUX NLD NOR PRT TUR"  # with forces, 1969
PACT = "ALB BGR CSK DDR HUN POL ROU"
DISPUTED = "BIH CYP GEO MDA UKR"


# ---- Outcomes ------------------------------------------------------------------------------------------------------

LEADERS = number_of("leader_changed leader_overthrown coalition_changed", "changes of leaders")
SOCIALISED = of_alliance("cohesion", "NATO", "1989-07-01", "cohesion of NATO")
PROTECTION = of_states("protection", ALLIES, "1980-07-01", "power expected of allies")
WORTH = of_members("security", "NATO", "1980-07-01", "security that NATO adds")
OWN_WORTH = of_members("denial", "NATO", "1980-07-01", "what members add to the others' chances")
US_BURDEN = of_states("burden", "USA", "1980-07-01", "the United States' burden")
SOVIET_BURDEN = of_states("burden", "SUN", "1980-07-01", "the Soviet Union's burden")
ALLIES_BURDEN = of_states("burden", ALLIES, "1980-07-01", "allies' burden")
PEACE_DIVIDEND = fall("burden", ALLIES + " USA", "1985-07-01", "2000-07-01", "change of NATO's burdens")
PLEDGED = of_states("burden", ALLIES, "2024-07-01", "allies' burden")
GERMANY = of_states("power", "DEU", "2030-07-01", "Germany's power if it spends 5 % from 2026")
TRUST = of_members("trust", "NATO", "1980-07-01", "trust in NATO")
TRUST_AFTER = of_members("trust", "NATO", "1971-07-01", "trust of those whom the United States leave")
TOGETHER = of_members("interoperability", "NATO", "1980-07-01", "interoperability in NATO")
THREAT_1999 = of_states("threat", ALLIES, "1999-07-01", "threat to allies")
MEMORY = of_members("memory", "NATO", "1999-07-01", "memory of common enemies in NATO")
SPAIN = years_inside("NATO", "ESP", "1977-01-01", "years of Spain in NATO")
OUTSIDE_COMMAND = number_of("opted_out", "departures from an integrated command")
RETAINED = number_of("retained", "notices taken back for concessions")
SUSPENDED = number_of("suspended", "suspensions")
EXPELLED = number_of("expelled", "expulsions")
SWITCHERS = number_of("notice_to_switch", "notices given in order to change sides")
APPLIED_ACROSS = number_of(
    "applied",
    "applications to NATO 1956-1989",
    alliance="NATO",
    states=PACT,
    since="1956-01-01",
    until="1989-01-01",
)
MEMBERS_1956 = of_alliance("members", "NATO", "1956-07-01", "NATO's members")
DISPUTED_INSIDE = number_of("admitted", "entries of states in dispute into NATO", alliance="NATO", states=DISPUTED)
LIFTED = number_of("neutrality_lifted", "neutralities given up")
WTO_EXITS = number_of("left", "exits from the Warsaw Pact before 1989", alliance="WTO", until="1989-01-01")
EARLY_NOTICES = number_of("notice_given", "notices in NATO before 1969", alliance="NATO", until="1969-08-24")
AGAINST_TERRORISM = of_members("security", "NATO", "2002-07-01", "security that NATO adds")
REFUSALS = number_of("refused", "refusals by NATO", alliance="NATO")
FOUNDED = number_of("founded", "founders")
ABSORBED = number_of("absorbed", "members of an alliance that merges into another")
EXPIRED = number_of("not_renewed", "memberships that lapse at a term's end")


INTELLIGENCE = "pipeline +intelligence<threat"
OPINION = "pipeline +opinion<leadership"


# ---- Mechanisms ----------------------------------------------------------------------------------------------------


STILL = ("parameters.interests.return_rate=1e-6", "parameters.interests.socialisation=0", "parameters.interests.noise=0")
GERMANY_SPENDS = ("states.DEU.burden={2025-01-01: .02, 2026-01-01: .05, 2030-12-31: .05}",)

MECHANISMS = [
    left_out("schedule", STATES, "+", "What the scenario dates happens at its date: states are born."),
    left_out("economy", GDP_VARIANCE, "+", "Output grows as geometric Brownian motion."),
    parameter("economy.shock_correlation", COMMON_VARIANCE, "+", "Part of every shock is common to all states."),
    left_out("leadership", LEADERS, "+", "Leaders fall at a rate set by regime, weariness and recession."),
    left_out("leadership", INTERESTS_VARIANCE, "+", "When the supporting coalition changes, policy moves."),
    parameter("leadership.recession_effect", LEADERS, "+", "Leaders fall faster in a recession."),
    Claim("interests", STILL, STRAYING, "-", "Interests return to what the state is at home."),
    parameter("interests.socialisation", SOCIALISED, "+", "Interests drift towards those of allies."),
    parameter(
        "threat.hostility_time",
        THREAT_1999,
        "-",
        "Fear follows hostility: it fades after the cold war.",
        off="1e6",
    ),
    parameter("threat.memory_time", MEMORY, "+", "What a neighbour once did is remembered.", off=".01"),
    parameter("security.exposure_half", WORTH, "+", "No threat that counts, no value of an alliance.", off="1e6"),
    parameter(
        "security.exponent",
        WORTH,
        "+",
        "An alliance is worth what pledges do for the chance to prevail.",
        off="0",
    ),
    parameter("security.exponent", OWN_WORTH, "+", "A member is worth what it does for the others' chances.", off="0"),
    charter("NATO.defence", "false", PROTECTION, "+", "Those who promise to defend bring protection."),
    charter("NATO.defence", "false", WORTH, "+", "It is the promise to defend that an alliance is worth."),
    left_out("budget", PEACE_DIVIDEND, "-", "Burdens follow threats: they fall with the Soviet Union."),
    parameter(
        "budget.spill_share",
        ALLIES_BURDEN,
        "-",
        "States spend less as far as allies' spending does it for them.",
    ),
    parameter("budget.commitment_weight", US_BURDEN, "+", "Promises to others make a far protector pay."),
    parameter("budget.regime_effect", SOVIET_BURDEN, "+", "Autocracies spend more under the same threat."),
    charter("NATO.norm", "0", PLEDGED, "+", "A norm pulls those below it."),
    left_out("capability", GERMANY, "+", "Budgets buy capability.", source=FUTURE, common=GERMANY_SPENDS),
    parameter(
        "capability.specialisation",
        MIXTURE,
        "+",
        "Members of integrated alliances stress what they are strong in.",
        source=FUTURE,
    ),
    left_out("trust", TRUST_AFTER, "-", "Members trust less when a patron leaves.", source=NO_PATRON),
    parameter("trust.departure", TRUST_AFTER, "-", "Members trust less when a patron leaves.", source=NO_PATRON),
    parameter("trust.free_riding", TRUST, "-", "Members trust as far as the others bear a fair burden."),
    parameter("trust.noise", TRUST_VARIANCE, "+", "What members see of one another is blurred."),
    charter("NATO.transparency", "1", TRUST_VARIANCE, "+", "It is blurred where the charter is not transparent."),
    parameter("trust.growth", TOGETHER, "+", "Forces that exercise together come to work together."),
    charter("NATO.integration", "0", TOGETHER, "+", "Joint exercises are held under a common command."),
    left_out("membership stability", MEMBERS_BY_SPELL, "+", "States apply, and members vote on applications."),
    charter(
        "NATO.admission_rule",
        "majority",
        MEMBERS_1956,
        "-",
        "Unanimity admits more slowly than a majority.",
        common=("alliances.NATO.admission_share=.5",),
    ),
    parameter("membership.vote.hostility", REFUSALS, "+", "Members vote against those whom they fear."),
    parameter("membership.vote.dispute", DISPUTED_INSIDE, "-", "Members vote against unsettled disputes."),
    parameter(
        "membership.vote.entrapment",
        REFUSALS,
        "+",
        "Members vote against the threat that an applicant brings.",
    ),
    parameter("membership.vote.common_threat", REFUSALS, "-", "Members vote for those who share their fears."),
    parameter(
        "membership.vote.foreign_troops",
        REFUSALS,
        "+",
        "Members vote against outsiders' troops in the applicant's country.",
    ),
    parameter("membership.vote.power", REFUSALS, "-", "Members vote for power near them."),
    parameter("membership.vote.regime", SPAIN, "-", "Members vote against a regime that is unlike theirs."),
    parameter("membership.integration.leave_rate", OUTSIDE_COMMAND, "+", "Members opt out of an integrated command."),
    parameter(
        "membership.integration.leave_rate",
        TOGETHER,
        "-",
        "Outside the command a member exercises less with the others.",
        on=("parameters.membership.integration.leave_rate=.1",),
    ),
    charter("NATO.exclusion", "0", APPLIED_ACROSS, "-", "Hostile alliances exclude one another."),
    charter("NATO.exclusion", "0", SWITCHERS, "+", "Who is excluded and wants to change sides leaves first."),
    parameter(
        "membership.preponderance",
        WTO_EXITS,
        "+",
        "A lead state that is too weak holds nobody.",
        off=".001",
        on=("parameters.membership.preponderance=100",),
    ),
    parameter("membership.retention.deal", RETAINED, "+", "The others keep who is worth more to them than it asks."),
    parameter(
        "membership.retention.deal",
        LEFT,
        "-",
        "Who is kept by concessions does not leave.",
        common=MORE_EXITS,
    ),
    parameter("membership.discipline.suspension_rate", SUSPENDED, "+", "Members are suspended by vote."),
    parameter(
        "membership.discipline.expulsion_rate",
        EXPELLED,
        "+",
        "Members are expelled by vote.",
        on=("parameters.membership.discipline.expulsion_rate=.5",),
    ),
    parameter("membership.discipline.regime", SUSPENDED, "+", "A regime that breaks down is held against a member."),
    parameter(
        "membership.discipline.hostility",
        SUSPENDED,
        "+",
        "Hostility to fellow members is held against a member.",
        on=("parameters.membership.discipline.hostility=5",),
    ),
    parameter(
        "membership.neutrality_shock",
        LIFTED,
        "+",
        "A neutral state gives that up when threats shock it.",
        common=("parameters.membership.neutrality_rate=.005",),
    ),
    charter("WTO.hold", "0", WTO_EXITS, "-", "Coercion by the lead state holds members."),
    charter("NATO.open_door", "1", APPLICATIONS, "+", "An open door draws applications."),
    charter(
        "NATO.earliest_withdrawal",
        "1949-04-04",
        EARLY_NOTICES,
        "-",
        "Nobody gives notice before the charter allows it.",
        common=("alliances.NATO.exit_rate=.02",),
    ),
    Claim("intelligence", (), THREAT_VARIANCE, "+", "States see their threats with errors.", on=(INTELLIGENCE,)),
    charter(
        "NATO.intelligence",
        "0",
        THREAT_VARIANCE,
        "-",
        "Who is told what allies know sees threats better.",
        on=("alliances.NATO.intelligence=1",),
        common=(INTELLIGENCE,),
    ),
    Claim(
        "opinion",
        (),
        commitment_of("USA"),
        "-",
        "A public that pays more than others elects leaders who are less committed.",
        on=(OPINION,),
    ),
    parameter(
        "leadership.opinion.turnover",
        LEADERS,
        "+",
        "A public that has turned against alliances costs leaders their office.",
        common=(OPINION,),
    ),
    Claim(
        "skill",
        ("states.USA.skill=0",),
        RETAINED,
        "+",
        "Skilled leaders keep more of those who want to leave.",
        on=("states.USA.skill=1",),
        common=MORE_EXITS,
    ),
    parameter("trust.contribution_half", TOGETHER, "+", "Contributions buy joint exercises.", off="1e6"),
    charter(
        "NATO.exercises",
        "0",
        TOGETHER,
        "+",
        "Agreed exercises make forces work together.",
        on=("alliances.NATO.exercises=.002",),
    ),
    charter(
        "NATO.common_fund",
        "0",
        TOGETHER,
        "+",
        "The common fund pays for joint exercises of all.",
        on=("alliances.NATO.common_fund=.002",),
    ),
    charter(
        "NATO.funding_key",
        "gdp",
        paid_by("LUX", "NATO", "1980-07-01"),
        "+",
        "In equal parts the small pay more.",
        on=("alliances.NATO.funding_key=heads",),
    ),
    Claim(
        "NATO.against",
        ("alliances.NATO.against={terrorism: false}",),
        WORTH,
        "-",
        "An alliance against terrorism alone is worth nothing against states.",
        on=("alliances.NATO.against={terrorism: true}",),
    ),
    Claim(
        "terrorism",
        ("threats.terrorism.intensity=0",),
        AGAINST_TERRORISM,
        "+",
        "What it is worth comes from the threat that it names.",
        common=("alliances.NATO.against={terrorism: true}",),
    ),
    left_out("founding", FOUNDED, "+", "States short of security found alliances.", source=PACTS),
    parameter("founding.weights.security", FOUNDED, "+", "They found them for the help of others.", source=PACTS),
    parameter(
        "founding.weights.common_threat",
        FOUNDED,
        "+",
        "They found them with whom they share enemies.",
        source=PACTS,
    ),
    parameter(
        "founding.weights.shared_allies",
        FOUNDED,
        "+",
        "They found them with allies of their allies.",
        source=PACTS,
    ),
    parameter("founding.weights.entrapment", FOUNDED, "-", "They shun the enemies of others.", source=PACTS),
    charter("treaty-ALB-GRU.duration", "0", EXPIRED, "+", "Members let treaties lapse at a term's end.", source=PACTS),
    parameter("founding.merge_rate", ABSORBED, "+", "Alliances merge if both vote for it.", source=MERGERS),
    Claim(
        "hostility",
        ("dyads.BRA.FER.hostility=.1",),
        ABSORBED,
        "-",
        "Enemies among the members keep alliances apart.",
        on=("dyads.BRA.FER.hostility=.9",),
        source=MERGERS,
    ),
    left_out("stability", MEMBERS_BY_SPELL, "0", "Stability measures, and no agent reads it."),
]

CLAIMS = [*MECHANISMS, *CONFLICTS, *FEATURES]

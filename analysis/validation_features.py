"""What each feature of membership is said to move, in joining and in staying."""

from validation_claim import MISSIONS, NO_PATRON, Claim
from validation_outcomes import Outcome, drawn, number_of, waiting

NEUTRALS = "AUT CHE FIN IRL SWE"

BALTIC_HASTE = waiting(
    "NATO",
    "EST LTU LVA",
    "BGR HRV SVN",
    "1991-01-01",
    "years that the Baltic states wait longer than Bulgaria, Croatia and Slovenia before they apply to NATO",
)
PATRON_LEAVES = number_of("notice_given", "notices of the United States", alliance="NATO", states="USA")
ENEMY_GONE = Outcome(
    "notices in NATO 1991-2010 less those 1970-1989 a run",
    lambda result: result.count("notice_given", "NATO", since="1991-01-01", until="2010-01-01")
    - result.count("notice_given", "NATO", since="1970-01-01", until="1989-01-01"),
)
LEFT = number_of("left", "exits from NATO", alliance="NATO")
LEFT_PATRONLESS = number_of(
    "left",
    "exits from NATO 1970-1980",
    alliance="NATO",
    since="1970-08-25",
    until="1980-01-01",
)
NEUTRALS_INSIDE = number_of("admitted", "entries of neutrals into NATO", alliance="NATO", states=NEUTRALS)
APPLICATIONS = number_of(
    "applied",
    "applications to NATO 1994-2004",
    alliance="NATO",
    since="1994-01-11",
    until="2004-01-01",
)

# Charters that members may leave at will, so that there are decisions enough to count.
LOOSE = ("alliances.NATO.exit_rate=.03", "alliances.NATO.earliest_withdrawal=1949-04-04", "alliances.WTO.hold=0")
MORE_EXITS = ("alliances.NATO.exit_rate=.01",)

# The sign of each in joining and in staying, "." where it has no weight there.
SIGNS = {
    "security": "++",
    "denial": ".+",
    "common_threat": "++",
    "threat_shock": "+.",
    "memory": "++",
    "alignment": "++",
    "alignment_drift": "++",
    "ties": "++",
    "neighbours": "++",
    "regime": "++",
    "democratisation": "+.",
    "upheaval": ".-",
    "trust": ".+",
    "influence": "++",
    "leader": "++",
    "neutrality": "-.",
    "burden": "--",
    "sovereignty": "..",
    "entrapment": "--",
    "provocation": "-.",
    "rivalry": "--",
}
# Weights that switch on what is off by default, or too weak by default to be seen in this many runs.
WEIGHTS = {
    "memory": 2,
    "alignment_drift": 1,
    "upheaval": -5,
    "influence": 1,
    "leader": 1,
    "burden": -1,
    "sovereignty": -3,
    "rivalry": -2,
    "weariness": -3,
}


def switches_of(feature: str) -> tuple:
    """Its name, the settings that switch it off and, where it has to be, on."""
    off = (f"parameters.membership.join.{feature}=0", f"parameters.membership.stay.{feature}=0")
    weight = WEIGHTS.get(feature)
    on = tuple(f"parameters.membership.{side}.{feature}={weight}" for side in ("join", "stay")) if weight else ()
    return f"feature {feature}", off, on


def claims_of(feature: str) -> list:
    joining, staying = SIGNS[feature]
    name, off, on = switches_of(feature)
    claims = []
    opposite = {"+": "-", "-": "+"}
    if joining != ".":
        sentence = f"{'More' if joining == '+' else 'Less'} of it makes states apply."
        claims.append(Claim(name, off, drawn(feature, "applied", False), joining, sentence, on))
    if staying != ".":
        sentence = f"{'Less' if staying == '+' else 'More'} of it makes members leave."
        outcome = drawn(feature, "notice_given", True)
        claims.append(Claim(name, off, outcome, opposite[staying], sentence, on, common=LOOSE))
    return claims


def feature_moves(feature: str, outcome: Outcome, sign: str, sentence: str, **more) -> Claim:
    name, off, on = switches_of(feature)
    return Claim(name, off, outcome, sign, sentence, on, **more)


FEATURES = [
    *(claim for feature in SIGNS for claim in claims_of(feature)),
    feature_moves(
        "security",
        BALTIC_HASTE,
        "-",
        "An alliance that adds to their security draws the threatened first.",
    ),
    Claim(
        "feature denial, joining",
        ("parameters.membership.join.denial=0",),
        drawn("denial", "applied", False),
        "+",
        "More of it makes states apply.",
        on=("parameters.membership.join.denial=1",),
        common=("parameters.membership.stay.denial=0",),
    ),
    feature_moves("denial", PATRON_LEAVES, "-", "What it gives the others keeps the patron.", common=MORE_EXITS),
    feature_moves(
        "common_threat",
        ENEMY_GONE,
        "+",
        "Members leave when the common enemy is gone.",
        common=MORE_EXITS,
    ),
    feature_moves(
        "weariness",
        LEFT,
        "+",
        "Who is weary of an alliance's missions leaves it.",
        source=MISSIONS,
        common=MORE_EXITS,
    ),
    feature_moves("neutrality", NEUTRALS_INSIDE, "-", "Neutrality keeps neutrals out."),
    feature_moves("sovereignty", APPLICATIONS, "-", "Who minds foreign command does not apply."),
    feature_moves("sovereignty", LEFT, "+", "Who minds foreign command leaves.", common=MORE_EXITS),
    feature_moves(
        "trust",
        LEFT_PATRONLESS,
        "+",
        "Distrust makes those leave whom the patron has left.",
        source=NO_PATRON,
        common=MORE_EXITS,
    ),
]

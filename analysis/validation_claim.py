"""What a claim of validation_claims.py is, and short ways to write one."""

from dataclasses import dataclass
from pathlib import Path

from validation_outcomes import Outcome

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
NATO = (SCENARIOS / "nato.yaml",)
NO_PATRON = (SCENARIOS / "nato.yaml", SCENARIOS / "nato-us-isolationist.yaml")
FUTURE = (SCENARIOS / "nato-2030.yaml",)
MISSIONS = (SCENARIOS / "nato-missions.yaml",)
MERGERS = (SCENARIOS.parent / "tests" / "scenarios" / "mergers.yaml",)
PACTS = (SCENARIOS.parent / "tests" / "scenarios" / "founding.yaml",)


@dataclass(frozen=True)
class Claim:
    about: str
    off: tuple  # settings; "pipeline -NAME" leaves a mechanism out, with those that need it
    outcome: Outcome
    sign: str  # of on less off: "+", "-", or "0" for no difference at all
    sentence: str
    on: tuple = ()  # settings that switch it on, where the defaults have it off
    source: tuple = NATO
    common: tuple = ()  # settings of both


def left_out(mechanisms: str, outcome: Outcome, sign: str, sentence: str, **more) -> Claim:
    names = mechanisms.split()
    return Claim(names[0], ("pipeline " + " ".join("-" + name for name in names),), outcome, sign, sentence, **more)


def parameter(name: str, outcome: Outcome, sign: str, sentence: str, off: str = "0", **more) -> Claim:
    return Claim(name, (f"parameters.{name}={off}",), outcome, sign, sentence, **more)


def charter(name: str, off: str, outcome: Outcome, sign: str, sentence: str, **more) -> Claim:
    return Claim(name, (f"alliances.{name}={off}",), outcome, sign, sentence, **more)

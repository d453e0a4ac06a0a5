"""The program's exp, log, pow … are its own, not those that the C library picks by the processor."""

import os
import re
import subprocess

# By glibc's names: double, float (f) and long double (l).
FUNCTIONS = (
    "exp exp2 exp10 expm1 log log2 log10 log1p pow sin cos sincos tan asin acos atan atan2 sinh cosh tanh "
    "asinh acosh atanh tgamma lgamma lgamma_r erf erfc cbrt hypot"
).split()


def test_no_mathematical_function_comes_from_the_c_library():
    listed = subprocess.run(["nm", "-D", "--undefined-only", os.environ["ENTENTE"]], capture_output=True, text=True, check=True)
    undefined = {name.split("@")[0] for name in re.findall(r"U (\S+)", listed.stdout)}
    assert "malloc" in undefined or "memcpy" in undefined, "nm lists nothing"
    forbidden = {name + suffix for name in FUNCTIONS for suffix in ("", "f", "l", "f_r", "l_r")}
    assert not undefined & forbidden


def test_a_step_of_the_world_uses_our_own_exponential():
    listed = subprocess.run(["nm", os.environ["ENTENTE"]], capture_output=True, text=True, check=True)
    assert "__wrap_exp" in listed.stdout

"""How tests call the program, and the scenarios they begin with."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NATO = ROOT / "scenarios" / "nato.yaml"
SMALL = ROOT / "tests" / "scenarios" / "two_blocs.yaml"


class Entente:
    """The program, called in a folder of the test's own."""

    def __init__(self, folder):
        self.program = os.environ["ENTENTE"]
        self.folder = folder

    def command(self, *words):
        return [self.program, *map(str, words)]

    def __call__(self, *words, code=0, env=None):
        done = subprocess.run(
            self.command(*words), cwd=self.folder, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"} | (env or {})
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def out(self, *words, **options):
        return self(*words, **options).stdout

    def err(self, *words, **options):
        return self(*words, **options).stderr

    def start(self, *words):
        return subprocess.Popen(self.command(*words), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def digest(self, result):
        text = self.out("inspect", "--digest", result)
        assert re.match(r"[0-9a-f]{64}  ", text)
        return text.split()[0]

    def digests(self, result):
        lines = self.out("inspect", "--digests", result).splitlines()
        return {dataset: digest for digest, dataset in (line.split("  ", 1) for line in lines)}

    def run(self, name, *words, scenario=SMALL):
        """Runs a scenario quietly into NAME.h5 and gives its path."""
        result = self.folder / f"{name}.h5"
        self("run", scenario, "--quiet", "--output", result, *words)
        return result

#!/usr/bin/python3
"""Runs the commands that a page of Markdown shows, and puts what they print where the page has it.

    analysis/retell.py scenarios/README.md

Every block of console commands (lines that begin with "$ ") is run in the repository's folder, in the order of the page.
What its last command prints replaces the text between the next `<!-- printed -->` and `<!-- end -->`, if they follow before
another block. A command that fails ends the program and leaves the page as it was.
"""

import argparse
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```console\n(?P<commands>.*?)```\n", re.DOTALL)
PRINTED = re.compile(r"(?P<begin><!-- printed -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def commands_of(block: str) -> list:
    """The commands of a block, continued lines joined."""
    lines = block.replace("\\\n", " ").splitlines()
    return [line[2:].split("#")[0].strip() for line in lines if line.startswith("$ ")]


def output_of(commands: list) -> str:
    """What the last of some commands prints."""
    for command in commands:
        print(f"$ {command}", flush=True)
        done = subprocess.run(command, shell=True, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def retold(page: str) -> str:
    parts = []
    last = 0
    blocks = list(BLOCK.finditer(page))
    for number, block in enumerate(blocks):
        until = blocks[number + 1].start() if number + 1 < len(blocks) else len(page)
        printed = output_of(commands_of(block["commands"]))
        found = PRINTED.search(page, block.end(), until)
        if found:
            parts += [page[last : found.end("begin")], "\n", printed, "\n\n"]
            last = found.start("end")
    return "".join(parts) + page[last:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("page", type=Path, help="page of Markdown")
    page = parser.parse_args().page
    page.write_text(retold(page.read_text()))


if __name__ == "__main__":
    main()

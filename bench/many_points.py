"""Make a campaign with many times the data points of the Paris example, for the bench of the report.

    many_points.py DEMO TARGET FACTOR

DEMO is a folder that `toolkit demo` has played. Partners, actions, indicators, measures, requests and targets are
repeated under other codes, and so are the results of the merge; territories and periods stay.
"""

import csv
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

FRAMEWORK = "templates/paris-2015-2022"
EXAMPLE = Path(__file__).parents[1] / FRAMEWORK
REPEATED = ("partners", "actions", "indicators", "measures", "offices", "requests", "targets")
RESULTS = ("data_points", "actions", "returns", "findings")
CODES = ("action", "indicator", "measure", "target")
PARTNERS = ("partner", "partners")


def make_many(demo: Path, target: Path, factor: int) -> None:
    """Make the campaign folder TARGET, its framework a folder of .csv."""
    (target / "results").mkdir(parents=True)
    shutil.copytree(EXAMPLE, target / FRAMEWORK, ignore=shutil.ignore_patterns("answers"))
    settings = (demo / "campaign.toml").read_text(encoding="utf-8")
    settings = settings.replace('framework = "templates/framework.xlsx"', f'framework = "{FRAMEWORK}"')
    (target / "campaign.toml").write_text(settings, encoding="utf-8")
    for name in REPEATED:
        repeat(EXAMPLE / f"{name}.csv", target / FRAMEWORK / f"{name}.csv", factor)
    for name in RESULTS:
        repeat(demo / "results" / f"{name}.csv", target / "results" / f"{name}.csv", factor)


def repeat(source: Path, target: Path, factor: int) -> None:
    """Repeat the rows of a table, each time under other codes; the first time under its own."""
    with source.open(encoding="utf-8-sig", newline="") as old, target.open("w", encoding="utf-8", newline="") as new:
        header, *rows = csv.reader(old)
        writer = csv.writer(new)
        writer.writerow(header)
        for number in range(factor):
            writer.writerows(renamed(header, rows, f"K{number}") if number else rows)


def renamed(header: list[str], rows: list[list[str]], suffix: str) -> Iterator[list[str]]:
    """Give the rows with the suffix in their codes: `G01.1a` becomes `G01K7.1a`, `DDCT` becomes `DDCTK7`."""
    for row in rows:
        yield [_renamed(column, text, suffix) for column, text in zip(header, row, strict=True)]


def _renamed(column: str, text: str, suffix: str) -> str:
    if not text:
        return text
    if column in CODES:
        action, dot, rest = text.partition(".")
        return f"{action}{suffix}{dot}{rest}"
    if column in PARTNERS:
        return ";".join(f"{code}{suffix}" for code in text.split(";"))
    return text


if __name__ == "__main__":
    make_many(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

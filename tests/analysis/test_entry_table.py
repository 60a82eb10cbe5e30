"""Entries of real life and what is made of each: `entries.csv` is the table, one row an entry.

Characters that nobody sees are written as `\\u00a0`, `\\n` or `\\t`. Certainty: `sure` is taken without a word,
`proposal` is taken with a finding, `question` is never taken. An empty quality leaves it to the row.
"""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.analysis.entries import read_entry
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.states import UNITS, State

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\([nt])")
_BREAKS = {"n": "\n", "t": "\t"}
_LEAST_ENTRIES = 250


def _visible(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _BREAKS[match[2]], text)


def _rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("entries.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ENTRIES = _rows()


def read_row(row: dict[str, str]):
    if row["kind"] == "empty":
        return read_entry(None, UNITS[row["unit"]])
    cell = RawCell(6, 7, CellKind(row["kind"]), _visible(row["raw"]), row["formula"], row["number_format"])
    return read_entry(cell, UNITS[row["unit"]])


def certainty(reading) -> str:
    if reading.state is State.REJECTED:
        return "question"
    return "proposal" if reading.doubts else "sure"


@pytest.mark.parametrize("row", ENTRIES, ids=lambda row: f"{row['unit']} {row['kind']} {row['raw'] or row['formula']}")
def test_an_entry_of_real_life_is_taken_or_asked(row):
    reading = read_row(row)
    found = {
        "state": reading.state.value,
        "value": reading.value,
        "quality": reading.quality.value if reading.quality else "",
        "certainty": certainty(reading),
        "doubts": " ".join(reading.doubts),
        "proposals": "|".join(reading.proposals),
    }
    expected = {name: row[name] for name in found}
    assert found == {**expected, "value": Decimal(row["value"]) if row["value"] else None}


@pytest.mark.parametrize("unit", UNITS)
def test_the_table_holds_a_zero_an_empty_cell_and_a_code_of_each_unit(unit):
    rows = [row for row in ENTRIES if row["unit"] == unit]
    assert any(row["kind"] == "empty" and row["state"] == "blank" for row in rows)
    assert any(row["raw"] == "0" and row["state"] == "value" for row in rows)
    assert any(row["state"] not in {"value", "rejected", "blank"} for row in rows)


def test_the_table_is_long_and_each_entry_stands_once():
    keys = [tuple(row[name] for name in ("raw", "unit", "kind", "number_format", "formula")) for row in ENTRIES]
    assert len(keys) >= _LEAST_ENTRIES
    assert len(keys) == len(set(keys))


def test_no_character_of_the_table_is_invisible():
    text = Path(__file__).with_name("entries.csv").read_text(encoding="utf-8")
    assert [letter for letter in text if not letter.isprintable() and letter != "\n"] == []

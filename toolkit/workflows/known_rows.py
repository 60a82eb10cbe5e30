"""What a workbook written after a merge knows of its rows: the words beside their cells, and how answers are shown."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from toolkit.layout.choices import territory_choice
from toolkit.model.framework import Framework
from toolkit.model.records import PointRecord
from toolkit.model.states import ANSWER_CODES, CHOICES, QUALITY_LABELS, UNITS, Quality, State
from toolkit.wording import Wording

CODE_OF_STATE = {code.state: code.code for code in ANSWER_CODES}
_PLAIN_NUMBER = re.compile(r"[+-]?[\d\s.,]*\d[\d\s.,]*%?")


def value_of(record: PointRecord, wording: Wording) -> Decimal | str:
    """Give the value of a data point as its cell holds it: a number, an entry of a list, or text."""
    if record.value is None:
        return record.raw
    if UNITS[record.unit].is_choice:
        return next((wording.say(label) for label, number in CHOICES if number == record.value), record.raw)
    return record.value


def may_say_quality(record: PointRecord) -> bool:
    """Whether a figure was typed with words beside it, which may have said its quality: `env. 120`."""
    unit = UNITS[record.unit]
    return unit.is_number and not unit.is_choice and _PLAIN_NUMBER.fullmatch(record.raw) is None


def words_beside(records: Sequence[PointRecord], framework: Framework, wording: Wording) -> dict[str, str]:
    """Give the words beside the cells of one row, by the role of their column; the first data point with words tells.

    The reason for empty cells is not among them, for it would answer cells that are asked now.
    """
    told = next((record for record in records if _has_words(record)), None)
    words = {"quality": _quality_of_row(records, wording)}
    if told is not None:
        territory = framework.territories.get(told.territory_given)
        words |= {
            "territory_given": told.territory_given if territory is None else territory_choice(territory),
            "coverage": told.coverage,
            "source": told.source,
            "definition_change": told.definition_change,
            "comment": told.comment,
            "publishable": told.publishable,
        }
    return {role: text for role, text in words.items() if text}


def _has_words(record: PointRecord) -> bool:
    beside = (record.territory_given, record.coverage, record.source, record.definition_change, record.comment)
    return any(beside) or bool(record.publishable)


def _quality_of_row(records: Iterable[PointRecord], wording: Wording) -> str:
    """Give the quality that all plain answers of a row share, which its column said; empty for none or for final."""
    shared = {record.quality for record in records if record.state is State.VALUE and not may_say_quality(record)}
    only = next(iter(shared)) if len(shared) == 1 else ""
    return wording.say(QUALITY_LABELS[Quality(only)]) if only not in {"", Quality.FINAL.value} else ""

"""Answers that contradict each other, side by side, and figures that several partners give together."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from toolkit.model.states import State

MOST_SHOWN = 3
"""Answers to one question that are shown side by side; the ledger holds all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One of several answers that contradict each other."""

    partner: str
    said: str
    file: str
    sha256: str
    sheet: str
    cell: str
    returned_at: str
    is_retained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Answers to one question that contradict each other: of one partner, or of several that were to agree.

    Attributes:
        partner: whose data point it is; empty where several partners contradict each other.
        rivals: two answers or more, the one retained first; at most `MOST_SHOWN` of them.
        more: answers beyond those.
    """

    partner: str
    measure: str
    territory: str
    period: str
    rivals: tuple[Rival, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedFigure:
    """What several partners say together of one measure, territory and period.

    Attributes:
        policy: `lead`, `sum` or `agree`, as the framework declares.
        value: None when it cannot be said: the lead gives none, a part of the sum is missing, or partners disagree.
        partners: those with a figure; `missing` are asked and have none.
    """

    measure: str
    territory: str
    period: str
    policy: str
    value: Decimal | None
    unit: str
    partners: tuple[str, ...]
    missing: tuple[str, ...]
    disagree: bool


class HistoryRow(NamedTuple):
    """One answer to a data point that was answered more than once, or by decision; codes as `answers.csv` has them."""

    partner: str
    measure: str
    territory: str
    period: str
    state: State
    raw: str
    returned_at: str
    answer_class: str
    is_retained: bool
    why: str
    file: str
    sheet: str
    cell: str

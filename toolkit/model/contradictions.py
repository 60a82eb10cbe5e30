"""Answers that contradict each other, side by side."""

from dataclasses import dataclass


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
        rivals: two answers or more, the one retained first.
    """

    partner: str
    measure: str
    territory: str
    period: str
    rivals: tuple[Rival, ...]

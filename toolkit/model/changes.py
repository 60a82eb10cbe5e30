"""What changed between two dates of return: data points that were new, corrected or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from toolkit.model.records import PointRecord
from toolkit.model.states import State
from toolkit.wording import phrase


class ChangeKind(StrEnum):
    """What became of a data point."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


CHANGE_LABELS = {
    ChangeKind.NEW: phrase("new"),
    ChangeKind.CORRECTED: phrase("corrected"),
    ChangeKind.WITHDRAWN: phrase("withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAnswer:
    """A row of `answers.csv`: an answer of one return, as a flat record, with what became of it."""

    record: PointRecord
    is_retained: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was known of a data point at a date; the state is None when nothing was.

    Attributes:
        raw: what was typed; the figure itself where it was pre-filled.
        file: return that said it; empty for a figure that was pre-filled.
    """

    state: State | None = None
    value: Decimal | None = None
    raw: str = ""
    file: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A data point of which something else is known than before."""

    kind: ChangeKind
    partner: str
    action: str
    measure: str
    territory: str
    period: str
    old: Said
    new: Said
    returned_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What the returns of some days changed, both of them included.

    Attributes:
        until: None for no end.
    """

    since: date
    until: date | None
    changes: tuple[Change, ...]

    def count(self) -> Mapping[ChangeKind, int]:
        """Count the changes of each kind."""
        return {kind: sum(each.kind is kind for each in self.changes) for kind in ChangeKind}

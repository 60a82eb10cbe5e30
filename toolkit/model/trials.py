"""What a merge would change, without merging."""

from dataclasses import dataclass
from enum import StrEnum

from toolkit.model.decisions import Decision
from toolkit.model.records import PointRecord
from toolkit.wording import phrase


class TrialChange(StrEnum):
    """How a data point would change."""

    NEW = "new"
    CHANGED = "changed"
    LOST = "lost"
    STATE = "state"


TRIAL_LABELS = {
    TrialChange.NEW: phrase("new figure"),
    TrialChange.CHANGED: phrase("other figure"),
    TrialChange.LOST: phrase("figure no longer there"),
    TrialChange.STATE: phrase("other state"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChange:
    """A data point before and after; None where it was not, or would not be, in the table."""

    kind: TrialChange
    before: PointRecord | None
    after: PointRecord | None

    @property
    def point(self) -> PointRecord:
        """The data point, as it would be or was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 (one of both is there)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a merge would do.

    Attributes:
        changes: in the order of the framework.
        decisions: typed into consolidated.xlsx and not yet in decisions.csv.
        files_new, files_gone: names of files that the merge before did not know, or knew.
    """

    changes: tuple[PointChange, ...]
    decisions: tuple[Decision, ...]
    files_new: tuple[str, ...]
    files_gone: tuple[str, ...]

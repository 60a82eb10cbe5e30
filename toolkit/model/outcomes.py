"""What the commands did, as data for their summaries."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.model.answers import Return
from toolkit.model.campaign import Collection
from toolkit.model.states import State
from toolkit.wording import phrase

OUTCOME_LABELS = {
    "written": phrase("written"),
    "unchanged": phrase("unchanged"),
    "replaced": phrase("replaced"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A workbook of the outgoing folder.

    Attributes:
        data_points: input cells of its grids; `required` of them are for required periods.
        outcome: `written`, `unchanged` or `replaced`.
        office: whose share of the partner's rows it holds; empty for all of them.
    """

    file: str
    partner: str
    version: str
    data_points: int
    required: int
    sha256: str
    outcome: str
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSummary:
    """The counts of a merge.

    Attributes:
        required: data points of required periods by state; their sum is what was asked.
        optional: the same of optional periods.
        volunteered: data points given without being asked.
        to_sort: rows of other data whose meaning is not known.
        answers_read: answers that say something, in all files.
        answers_retained: those of them that the data points show.
        settled: findings that a decision leaves as they are.
        taken_over: decisions that were typed into consolidated.xlsx and stand in decisions.csv since this merge.
    """

    collection: Collection
    returns: tuple[Return, ...]
    required: Mapping[State, int]
    optional: Mapping[State, int]
    volunteered: int
    to_sort: int
    answers_read: int
    answers_retained: int
    settled: int = 0
    taken_over: int = 0

    @property
    def partners_returned(self) -> int:
        """Partners of whom at least one file was read."""
        return len({file.partner for file in self.returns if file.partner})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export wrote.

    Attributes:
        folder: where it is.
        observations: values, and codes in the place of one.
        not_answered: data points that are blank, rejected or not returned.
        files: names of what was written, sorted.
    """

    folder: str
    observations: int
    not_answered: int
    files: tuple[str, ...]

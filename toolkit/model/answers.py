"""Answers of partners: what one return says of one data point, and the ledger of all answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from toolkit.model.places import Location, cell_name
from toolkit.model.raw import RawCell
from toolkit.model.states import Quality, State


class Point(NamedTuple):
    """The key of a data point: a request and a period, each by its code."""

    measure: str
    partner: str
    territory: str
    period: str


class RowWords(NamedTuple):
    """What a partner wrote beside the value cells of a row, as typed; empty where nothing stands."""

    territory_given: str = ""
    quality: str = ""
    reason: str = ""
    source: str = ""
    comment: str = ""
    reported_error: str = ""
    coverage: str = ""
    definition_change: str = ""
    publishable: str = ""


_ROLES_AGAIN = frozenset({"received", "problem", "expected", "proposal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GridHeader:
    """Where a grid has its columns, by period code and by role."""

    sheet: str
    periods: Mapping[str, int]
    roles: Mapping[str, int]

    @property
    def asks_again(self) -> bool:
        """Whether it is a grid of corrections: it holds some rows only, and shows what is settled in them."""
        return not _ROLES_AGAIN.isdisjoint(self.roles)

    def place(self, file: str, row: int, role: str) -> Location:
        """Give the place of the cell of a role in a row; of the key where the column is missing."""
        column = self.roles.get(role, self.roles["key"])
        return Location(file=file, sheet=self.sheet, cell=cell_name(row, column))


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row of a grid found by its key, before interpretation.

    Attributes:
        row: number of the row on its sheet.
        labels: the texts of its locked cells, by role; roles whose column is missing have no entry.
        cells: by period code, what the cell holds; periods of the header without an entry are empty.
    """

    measure: str
    partner: str
    territory: str
    header: GridHeader
    row: int
    words: RowWords
    cells: Mapping[str, RawCell]
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeRow:
    """A row of the sheet for other data with something in it, before interpretation."""

    measure: str
    territory: str
    period: str
    sheet: str
    row: int
    value_cell: str
    value: RawCell | None
    words: RowWords


class Answer(NamedTuple):
    """What a return says of one data point. A tuple and not a dataclass: a return has hundreds of them.

    Attributes:
        value: as asked (33.9 for 33.9 %), at most 15 significant digits; None unless the state is `value`
            and the unit is not text.
        raw: what was typed.
        reason: why there is no value: id of a reason, or the partner's own words.
        territory_given: code, or the partner's own words; empty when as asked.
        words: what stands beside it in its row.
    """

    point: Point
    state: State
    location: Location
    value: Decimal | None = None
    quality: Quality | None = None
    raw: str = ""
    reason: str = ""
    comment: str = ""
    territory_given: str = ""
    office: str = ""
    words: RowWords = RowWords()


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityWords:
    """What a partner says of one indicator as a whole, as typed."""

    indicator: str
    partner: str
    answer: str = ""
    detail: str = ""
    help: str = ""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """The words of one row of the sheet on actions, by the role of its column."""

    action: str
    partner: str
    progress: str = ""
    change: str = ""
    difficulties: str = ""
    sources: str = ""
    location: Location

    @property
    def says_something(self) -> bool:
        """Whether any of the four columns holds text."""
        return bool(self.progress or self.change or self.difficulties or self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWords:
    """One line of the sheet on contacts: a role and what was filled in. Kept apart from all else."""

    partner: str
    field: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A free row that is no data point yet: new indicator, period or territory to sort by hand."""

    partner: str
    measure: str
    territory: str
    period: str
    raw: str
    comment: str
    location: Location


class Verdict(StrEnum):
    """What was done with a file that came back."""

    READ = "read"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One file that came back, and its accounts.

    Attributes:
        office: whose workbook it is, within the partner; empty for a workbook of all its rows.
        reason: why it was refused or ignored, in words; empty when it was read.
        returned_at: ISO date of arrival; see the campaign folder for where it comes from.
        values, coded, blank, rejected: answers by group; their sum is `asked` plus `volunteered`.
        outside: cells with something typed outside the form.
    """

    file: str
    sha256: str
    partner: str = ""
    verdict: Verdict
    reason: str = ""
    version: str = ""
    editor: str = ""
    issued: str = ""
    returned_at: str = ""
    asked: int = 0
    volunteered: int = 0
    values: int = 0
    coded: int = 0
    blank: int = 0
    rejected: int = 0
    outside: int = 0
    office: str = ""


class AnswerClass(StrEnum):
    """An answer against what was issued and against the returns before it."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    CONFLICTING = "conflicting"
    STALE = "stale"


class LedgerEntry(NamedTuple):
    """An answer in its return, with what became of it. A tuple, as the answer is.

    Attributes:
        answer_class: None for an answer that says nothing.
        why: code of the reason for retaining it or not.
    """

    answer: Answer
    file: Return
    answer_class: AnswerClass | None
    is_retained: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPoint:
    """A data point asked or volunteered, with the answer retained for it.

    Attributes:
        is_required: asked for a required period.
        is_volunteered: given without being asked.
        retained: None when no return of the partner says anything of it.
        was_returned: some return of the partner holds its row.
    """

    point: Point
    is_required: bool
    is_volunteered: bool
    retained: LedgerEntry | None
    was_returned: bool

    @property
    def state(self) -> State:
        """The state of the retained answer, else blank or not returned."""
        if self.retained is not None:
            return self.retained.answer.state
        return State.BLANK if self.was_returned else State.NOT_RETURNED

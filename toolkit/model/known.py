"""What is known of a workbook's rows before its partner types: what was accepted, and what is asked again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.model.answers import Point
from toolkit.model.framework import Observation, Request

SETTLED = "✓ "
"""Begins a locked cell of a row asked again whose data point is settled: it shows what is retained and asks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """What fills a row before it is typed in.

    Attributes:
        cells: by period, a figure, or the text or code of the cell.
        words: by the role of the column, what stands beside the cells.
    """

    cells: Mapping[str, Decimal | str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What fills a workbook before it is typed in.

    Attributes:
        volunteered: figures given without being asked, for the sheet of other data.
        availability, actions: by indicator and by action, words by the role of their column.
        offices: by action, the office that answers for it, where a return named one.
    """

    rows: Mapping[Request, KnownRow] = field(default_factory=dict)
    volunteered: Mapping[Point, Observation] = field(default_factory=dict)
    availability: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    actions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> frozenset[str]:
        """All texts in it, which the partner itself has typed or picked."""
        words = (*self.availability.values(), *self.actions.values(), *(row.words for row in self.rows.values()))
        cells = (cell for row in self.rows.values() for cell in row.cells.values())
        return frozenset((*(text for each in words for text in each.values()), *map(str, cells)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """One data point asked again, in words; empty texts where there is nothing to say.

    Attributes:
        received: as it was typed.
        problems: what is wrong, each thing once.
        expected: what should stand there.
        proposal: what was probably meant.
    """

    received: str
    problems: tuple[str, ...]
    expected: str
    proposal: str


RowsAgain = Mapping[Request, Mapping[str, AskedAgain]]
"""The rows asked again, with their data points by period; other cells of these rows are settled."""

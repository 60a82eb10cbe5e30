"""What a report and a status say: counts by state, trends and the headline, ready to be shown or written."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.campaign import Collection
from toolkit.model.completeness import (
    Classified,
    CompletenessRow,
    Dimension,
    HeatMap,
    Share,
    TerritoryMatrix,
    TypeRates,
)
from toolkit.model.outcomes import Issued, MergeSummary
from toolkit.model.records import PointRecord
from toolkit.model.reviews import Review
from toolkit.model.states import ActionStatus
from toolkit.wording import phrase


class Direction(StrEnum):
    """Which way a figure went; stable is equal."""

    UP = "up"
    DOWN = "down"
    STABLE = "stable"


DIRECTION_LABELS = {
    Direction.UP: phrase("up"),
    Direction.DOWN: phrase("down"),
    Direction.STABLE: phrase("stable"),
}


class TrendMethod(StrEnum):
    """Whether a pair of periods spans the whole of its series or a part of it."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """A change between two like periods, as `trends.csv` writes it; the fields are its columns, in order.

    Attributes:
        territory: the one that the figures are given for.
        pct_change: percent of the first value, by its size without its sign; None when it is zero.
        points_change: for shares and points; None for every other unit.
        target_status: empty until targets are assessed.
    """

    measure: str
    partner: str
    territory: str
    first_period: str
    last_period: str
    first_value: Decimal
    last_value: Decimal
    abs_change: Decimal
    pct_change: Decimal | None
    points_change: Decimal | None
    direction: Direction
    target_status: str = ""
    method: TrendMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The figures that a collection is judged by.

    Attributes:
        actions: documented, of all of the framework.
        indicators: with a value at a required data point, of those with one.
        points: required data points with a value.
        partners: with something returned, of those asked.
    """

    actions: Share
    indicators: Share
    points: Share
    partners: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report shows.

    Attributes:
        statuses: actions by status, by theme; the empty theme stands for all.
        returned_actions: actions of which something came back, by theme in the same way.
        points: all data points, asked and volunteered, and the groups of each in the same order.
    """

    collection: Collection
    headline: Headline
    completeness: tuple[CompletenessRow, ...]
    statuses: Mapping[str, Mapping[ActionStatus, int]]
    trends: tuple[TrendRow, ...]
    returned_actions: Mapping[str, int]
    heat_maps: tuple[HeatMap, ...]
    territories: TerritoryMatrix
    types: tuple[TypeRates, ...]
    reviews: tuple[Review, ...]
    points: tuple[PointRecord, ...]
    groups: tuple[Classified, ...]

    def rows_of(self, dimension: Dimension) -> tuple[CompletenessRow, ...]:
        """Give the rows of one dimension, in their order."""
        return tuple(row for row in self.completeness if row.dimension is dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStatus:
    """Where one partner stands.

    Attributes:
        issued_file: workbook issued to the partner; empty when none is known.
        received_at: arrival of the first workbook that was read, ISO; empty when none came.
        returns: workbooks of the partner that were read.
        is_late: the first workbook came after the deadline.
        points: required data points; None without results.
    """

    partner: str
    name: str
    issued_file: str = ""
    received_at: str = ""
    returns: int = 0
    is_late: bool = False
    asked: int
    points: CompletenessRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a campaign stands.

    Attributes:
        has_results: whether returns were merged; otherwise nothing is known of what came back.
        partners: those asked, in the order of the framework.
    """

    collection: Collection
    has_results: bool
    partners: tuple[PartnerStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a demonstration did.

    Attributes:
        folder: the campaign folder that was played.
        filled: cells that the partners filled in, by file.
    """

    folder: str
    issued: tuple[Issued, ...]
    filled: Mapping[str, int]
    merged: MergeSummary
    report: Report

"""What a report and a status say: counts by state, trends and the headline, ready to be shown or written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
from toolkit.model.gaps import GapRow
from toolkit.model.key_figures import KeyFigure
from toolkit.model.outcomes import Issued, MergeSummary
from toolkit.model.records import PointRecord
from toolkit.model.reviews import Review
from toolkit.model.secrecy import SecrecyRow
from toolkit.model.states import ActionStatus
from toolkit.model.targets import TargetAssessment, TargetVerdict
from toolkit.model.trends import ActionRow, Obstacle, SeriesRow, TrendReading
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
        target_status: verdicts of the targets that rest on the last value, joined by semicolons; empty without one.
        reading: by the polarity of the measure and the threshold of the campaign; open across a break in series.
        obstacle: what keeps the reading open, or the percentage from being given; None when nothing does.
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
    reading: TrendReading
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """All that the figures of a campaign say over time, beside the pairs of `trends.csv`."""

    series: tuple[SeriesRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()


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
        targets: each target by each of its sources, in the order of the framework.
        secrecy: small counts, and the figures that would give them back.
        evolution: readings, gaps and key figures; the pairs that they rest on are in `trends`.
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
    targets: tuple[TargetAssessment, ...] = ()
    secrecy: tuple[SecrecyRow, ...] = ()
    evolution: Evolution = field(default_factory=Evolution)

    def rows_of(self, dimension: Dimension) -> tuple[CompletenessRow, ...]:
        """Give the rows of one dimension, in their order."""
        return tuple(row for row in self.completeness if row.dimension is dimension)

    def count_verdicts(self) -> Mapping[TargetVerdict, int]:
        """Count the targets by verdict, each source of one apart; every verdict has its count."""
        return {verdict: sum(each.verdict is verdict for each in self.targets) for verdict in TargetVerdict}


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

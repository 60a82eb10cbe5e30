"""What of a report may be published: figures without small counts, and what may be said without them."""

from dataclasses import dataclass

from toolkit.model.gaps import GapRow
from toolkit.model.key_figures import KeyFigure
from toolkit.model.records import PointRecord
from toolkit.model.targets import TargetAssessment
from toolkit.model.trends import ActionRow, SeriesRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What may be published; what rests on a masked figure is counted or named apart, and never said.

    Attributes:
        points: data points, the masked ones without their value.
        series: readings of series; `masked_series` are those that say nothing once figures are masked.
        masked_series: rows asked, or series, whose reading rests on a masked figure.
        targets: verdicts; `masked_targets` are those that rest on a masked figure.
        actions: what became of each, read from the published figures alone, or as the coordinator settled it.
        gaps, key_figures: those that rest on no masked figure.
        masked_points: how many figures are masked.
    """

    points: tuple[PointRecord, ...]
    series: tuple[SeriesRow, ...]
    masked_series: tuple[SeriesRow, ...]
    targets: tuple[TargetAssessment, ...]
    masked_targets: tuple[TargetAssessment, ...]
    actions: tuple[ActionRow, ...]
    gaps: tuple[GapRow, ...]
    key_figures: tuple[KeyFigure, ...]
    masked_points: int

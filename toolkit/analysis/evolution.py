"""All that the figures of a campaign say over time, put together."""

from collections.abc import Mapping, Sequence

from toolkit.analysis.action_readings import read_actions
from toolkit.analysis.gaps import measure_gaps
from toolkit.analysis.key_figures import find_key_figures
from toolkit.analysis.series import gather_series
from toolkit.analysis.series_readings import group_by_row, read_series
from toolkit.model.campaign import Collection
from toolkit.model.records import PointRecord
from toolkit.model.summaries import Evolution
from toolkit.model.trends import Overruling


def measure_evolution(
    collection: Collection, points: Sequence[PointRecord], overrulings: Mapping[str, Overruling]
) -> Evolution:
    """Read series and actions, and find gaps and key figures; readings that the coordinator settled come first."""
    asked, gathered = group_by_row(points), gather_series(collection.framework, points)
    series = read_series(collection, asked, gathered)
    return Evolution(
        series=series,
        actions=read_actions(collection.framework, asked, series, overrulings),
        gaps=measure_gaps(collection, gathered),
        key_figures=find_key_figures(collection, gathered, series),
    )

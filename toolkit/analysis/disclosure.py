"""Takes out of a report what rests on figures under statistical secrecy. Must not put anything in its place.

Everything is computed a second time from the masked data points; what comes out the same rests on published figures
only. What does not is left out, even where the rest of its figures would say something of their own: a shorter trend,
or a smaller total, would contradict the tables of the report. Only what became of an action is read from the published
figures alone, for each action has a reading. So what is hidden changes nothing of what is said.
"""

from collections.abc import Mapping
from dataclasses import replace

from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.secrecy import mask_points
from toolkit.analysis.targets import measure_targets
from toolkit.model.disclosure import Disclosure
from toolkit.model.key_figures import KeyFigure
from toolkit.model.summaries import Report
from toolkit.model.targets import TargetAssessment
from toolkit.model.trends import Overruling


def make_disclosure(report: Report) -> Disclosure:
    """Give what may be published of a report."""
    collection, points = report.collection, report.points
    masked = mask_points(collection.framework, points, collection.campaign.thresholds.secrecy)
    evolution = measure_evolution(collection, masked, _overrulings(report))
    series = {replace(row, figures=0) for row in evolution.series}
    targets = {_without_curve(each) for each in measure_targets(collection, masked)}
    gaps = set(evolution.gaps)
    key_figures = {_without_rank(each) for each in evolution.key_figures}
    full = report.evolution
    return Disclosure(
        points=masked,
        series=tuple(row for row in full.series if replace(row, figures=0) in series),
        masked_series=tuple(row for row in full.series if replace(row, figures=0) not in series),
        targets=tuple(each for each in report.targets if _without_curve(each) in targets),
        masked_targets=tuple(each for each in report.targets if _without_curve(each) not in targets),
        actions=evolution.actions,
        gaps=tuple(row for row in full.gaps if row in gaps),
        key_figures=tuple(row for row in full.key_figures if _without_rank(row) in key_figures),
        masked_points=sum(old.value != new.value for old, new in zip(points, masked, strict=True)),
    )


def _overrulings(report: Report) -> Mapping[str, Overruling]:
    """Give the readings that the coordinator settled, as the report holds them."""
    return {
        row.action: Overruling(
            action=row.action,
            reading=row.strict,
            reason=row.overruled_because,
            author=row.overruled_by,
            date=row.overruled_on,
        )
        for row in report.evolution.actions
        if row.overruled_because
    }


def _without_curve(assessment: TargetAssessment) -> TargetAssessment:
    """Leave out the figures between base and end, on which no verdict rests."""
    return replace(assessment, curve=())


def _without_rank(figure: KeyFigure) -> KeyFigure:
    """Leave out what other figures change: the place in the order, and how many periods have a figure."""
    return replace(figure, rank=0, periods=0)

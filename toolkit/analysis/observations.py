"""Makes the tables of an export from the data points of a merge. Must not read or write a file."""

from collections.abc import Iterable

from toolkit.analysis.code_lists import make_code_lists
from toolkit.analysis.series import territory_of
from toolkit.analysis.time_ranges import as_time_period
from toolkit.errors import ToolkitError
from toolkit.model.campaign import Collection
from toolkit.model.exports import (
    MISSING_STATUS,
    NOT_ANSWERED_COLUMNS,
    OBSERVATION_COLUMNS,
    OTHER,
    Export,
    ExportRow,
    ExportTable,
    Role,
)
from toolkit.model.framework import Framework
from toolkit.model.periods import Period, parse_period
from toolkit.model.records import PointRecord
from toolkit.model.states import REASON_OF, SDMX_STATUS, Quality, State
from toolkit.wording import Wording, phrase

_STATUS_OF = {"": SDMX_STATUS[Quality.FINAL]} | {quality.value: code for quality, code in SDMX_STATUS.items()}
_KEY = tuple(column.name for column in OBSERVATION_COLUMNS if column.role in {Role.DIMENSION, Role.TIME})


def make_export(collection: Collection, points: Iterable[PointRecord], wording: Wording) -> Export:
    """Sort data points into observations and what has no answer, and add the code lists that they need.

    An observation is a value, or a code that says why there is none. A data point that is blank, rejected or not
    returned is none: it stands in a table of its own.

    Raises:
        ToolkitError: the data points are of another framework.
    """
    observations: list[ExportRow] = []
    gaps: list[ExportRow] = []
    periods: dict[str, Period] = {}
    for point in points:
        period = _period_of(point, periods)
        _require_known(point, collection.framework)
        if point.state is State.VALUE or point.state in MISSING_STATUS:
            observations.append(_observe(point, period, collection.framework))
        else:
            gaps.append(_gap(point, period))
    return Export(
        campaign=collection.campaign,
        observations=ExportTable(
            name="observations",
            label=phrase("Observations"),
            columns=OBSERVATION_COLUMNS,
            key=_KEY,
            rows=tuple(observations),
        ),
        not_answered=ExportTable(
            name="not_answered",
            label=phrase("Data points without an answer"),
            columns=NOT_ANSWERED_COLUMNS,
            key=("MEASURE", "PARTNER", "AREA_ASKED", "TIME_PERIOD"),
            rows=tuple(gaps),
        ),
        code_lists=make_code_lists(collection.framework, periods.values(), wording),
    )


def _period_of(point: PointRecord, known: dict[str, Period]) -> Period:
    period = known.get(point.period) or parse_period(point.period)
    if period is None:
        raise ToolkitError(_stale("the period", point.period))
    return known.setdefault(point.period, period)


def _require_known(point: PointRecord, framework: Framework) -> None:
    lists = (
        ("the measure", point.measure, framework.measures),
        ("the partner", point.partner, framework.partners),
        ("the territory", point.territory, framework.territories),
    )
    for what, code, known in lists:
        if code not in known:
            raise ToolkitError(_stale(what, code))


def _stale(what: str, found: str) -> str:
    return f"data_points.csv names {what} “{found}”, which is not known (any more): run `toolkit merge` again."


def _observe(point: PointRecord, period: Period, framework: Framework) -> ExportRow:
    measure = framework.measures[point.measure]
    area, words = _area(point, framework)
    has_value = point.state is State.VALUE
    return (
        point.measure,
        point.partner,
        area,
        point.territory,
        as_time_period(period),
        point.value,
        point.raw if has_value and point.value is None else "",
        _status(point),
        point.state.value,
        _reason(point.reason),
        measure.unit,
        measure.indicator,
        framework.indicators[measure.indicator].action,
        framework.action_of(point.measure).theme,
        point.period,
        _request_kind(point),
        words,
        point.sha256,
        point.sheet,
        point.cell,
    )


def _gap(point: PointRecord, period: Period) -> ExportRow:
    what = (point.measure, point.partner, point.territory, as_time_period(period))
    return (*what, point.state.value, point.period, _request_kind(point))


def _area(point: PointRecord, framework: Framework) -> tuple[str, str]:
    """Give the code of the territory that a figure is for, and the partner's words where it is of no code."""
    territory = territory_of(point, framework)
    return (OTHER, point.territory_given) if territory is None else (territory, "")


def _status(point: PointRecord) -> str:
    if point.state is not State.VALUE:
        return MISSING_STATUS[point.state]
    status = _STATUS_OF.get(point.quality)
    if status is None:
        raise ToolkitError(_stale("the quality", point.quality))
    return status


def _reason(reason: str) -> str:
    return reason if not reason or reason in REASON_OF else OTHER


def _request_kind(point: PointRecord) -> str:
    if point.is_volunteered:
        return "volunteered"
    return "required" if point.is_required else "optional"

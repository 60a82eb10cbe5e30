"""Makes the code lists of an export from the framework. Contacts of partners are in none."""

from collections.abc import Iterable, Iterator

from toolkit.analysis.time_ranges import as_time_period
from toolkit.model.exports import (
    MISSING_STATUS,
    OTHER,
    REQUEST_KINDS,
    STATUS_LABELS,
    UNIT_IDS,
    ExportColumn,
    ExportRow,
    ExportTable,
)
from toolkit.model.framework import Framework
from toolkit.model.periods import Period
from toolkit.model.states import ANSWER_CODES, REASONS, STATE_LABELS, UNITS, State
from toolkit.wording import Wording, phrase

_CODE = ExportColumn(name="code", label=phrase("Code"), is_required=True)
_LABEL = ExportColumn(name="label", label=phrase("Label"), is_required=True)
_KIND = ExportColumn(name="kind", label=phrase("Kind"))
_TYPED = ExportColumn(name="typed_code", label=phrase("Code as partners type it"))


def make_code_lists(framework: Framework, periods: Iterable[Period], wording: Wording) -> tuple[ExportTable, ...]:
    """Make every code list, its labels in the words of the campaign.

    Args:
        framework: whose codes they are.
        periods: those that the tables of the export name.
        wording: says the labels that are the toolkit's own.
    """
    return (
        _list("measures", "CL_MEASURE", phrase("Measures"), _MEASURE, _measures(framework)),
        _list("indicators", "CL_INDICATOR", phrase("Indicators"), _INDICATOR, _indicators(framework)),
        _list("actions", "CL_ACTION", phrase("Actions"), _ACTION, _actions(framework)),
        _list("themes", "CL_THEME", phrase("Themes"), (), _themes(framework)),
        _list("territories", "CL_AREA", phrase("Territories"), _TERRITORY, _territories(framework, wording)),
        _list("partners", "CL_PARTNER", phrase("Partners"), (_KIND,), _partners(framework)),
        _list("units", "CL_UNIT_MEASURE", phrase("Units"), _UNIT, _units(wording)),
        _list("statuses", "CL_OBS_STATUS", phrase("Statuses"), (), _said(STATUS_LABELS.items(), wording)),
        _list("states", "CL_ANSWER_STATE", phrase("States"), _STATE, _states(wording)),
        _list("reasons", "CL_REASON", phrase("Reasons"), (_TYPED,), _reasons(wording)),
        _list("request_kinds", "CL_REQUEST_KIND", phrase("Asked or volunteered"), (), _said(_REQUESTS, wording)),
        _periods(periods),
    )


def _list(
    name: str, list_id: str, label: str, more: tuple[ExportColumn, ...], rows: Iterable[ExportRow]
) -> ExportTable:
    columns = (_CODE, _LABEL, *more)
    return ExportTable(name=name, label=label, columns=columns, key=("code",), rows=tuple(rows), list_id=list_id)


_REQUESTS = tuple(REQUEST_KINDS.items())
_MEASURE = (
    ExportColumn(name="indicator", label=phrase("Indicator"), code_list="indicators", is_required=True),
    ExportColumn(name="unit", label=phrase("Unit"), code_list="units", is_required=True),
    ExportColumn(name="period_kind", label=phrase("Kind of period"), is_required=True),
    ExportColumn(name="breakdown", label=phrase("Breakdown")),
    ExportColumn(name="counted", label=phrase("What is counted")),
    ExportColumn(name="nature", label=phrase("Nature of the figure")),
    ExportColumn(name="basis", label=phrase("Tie to the territory")),
    ExportColumn(name="polarity", label=phrase("Which way is good news")),
    ExportColumn(name="across_periods", label=phrase("Whether years may be added")),
)
_INDICATOR = (
    ExportColumn(name="action", label=phrase("Action"), code_list="actions", is_required=True),
    ExportColumn(name="type", label=phrase("Type")),
    ExportColumn(name="target_text", label=phrase("Target")),
)
_ACTION = (
    ExportColumn(name="theme", label=phrase("Theme"), code_list="themes", is_required=True),
    ExportColumn(name="axis", label=phrase("Axis")),
    ExportColumn(name="axis_title", label=phrase("Title of the axis")),
    ExportColumn(name="objective", label=phrase("Objective")),
    ExportColumn(name="sub_objective", label=phrase("Sub-objective")),
)
_TERRITORY = (
    _KIND,
    ExportColumn(name="parent", label=phrase("Contained in"), code_list="territories"),
    ExportColumn(name="part_of", label=phrase("Part of the sum of"), code_list="territories"),
)
_UNIT = (ExportColumn(name="sdmx_code", label=phrase("Code in SDMX"), is_required=True),)
_STATE = (_TYPED, ExportColumn(name="obs_status", label=phrase("Status when there is no value"), code_list="statuses"))
_PERIOD = (
    _CODE,
    ExportColumn(name="TIME_PERIOD", label=phrase("Period as a time range"), is_required=True),
    ExportColumn(name="kind", label=phrase("Kind"), is_required=True),
    ExportColumn(name="school_years", label=phrase("School years"), is_required=True),
)


def _measures(framework: Framework) -> Iterator[ExportRow]:
    for each in framework.measures.values():
        what = (each.indicator, each.unit, each.period_kind.value, each.breakdown, each.counted)
        yield (each.code, each.label, *what, each.nature, each.basis, each.polarity, each.across_periods)


def _indicators(framework: Framework) -> Iterator[ExportRow]:
    for each in framework.indicators.values():
        yield (each.code, each.label, each.action, each.type, each.target_text)


def _actions(framework: Framework) -> Iterator[ExportRow]:
    for each in framework.actions.values():
        yield (each.code, each.title, each.theme, each.axis, each.axis_title, each.objective, each.sub_objective)


def _themes(framework: Framework) -> Iterator[ExportRow]:
    for theme in dict.fromkeys(action.theme for action in framework.actions.values()):
        yield (theme, theme)


def _territories(framework: Framework, wording: Wording) -> Iterator[ExportRow]:
    for each in framework.territories.values():
        yield (each.code, each.label, each.kind, each.parent, each.part_of)
    yield (OTHER, wording.say(phrase("a territory of no code, see AREA_TEXT")), "", "", "")


def _partners(framework: Framework) -> Iterator[ExportRow]:
    for each in framework.partners.values():
        yield (each.code, each.name, each.kind)


def _units(wording: Wording) -> Iterator[ExportRow]:
    for unit in UNITS.values():
        yield (unit.code, wording.say(unit.label), UNIT_IDS[unit.code])


def _states(wording: Wording) -> Iterator[ExportRow]:
    typed = {code.state: code.code for code in ANSWER_CODES}
    for state in State:
        yield (state.value, wording.say(STATE_LABELS[state]), typed.get(state, ""), MISSING_STATUS.get(state, ""))


def _reasons(wording: Wording) -> Iterator[ExportRow]:
    for reason in REASONS:
        yield (reason.id, wording.say(reason.label), reason.code)
    yield (OTHER, wording.say(phrase("in the partner's own words, which are not exported")), "")


def _said(pairs: Iterable[tuple[str, str]], wording: Wording) -> Iterator[ExportRow]:
    for code, label in pairs:
        yield (code, wording.say(label))


def _periods(periods: Iterable[Period]) -> ExportTable:
    rows = tuple(
        (each.code, as_time_period(each), each.kind.value, "yes" if each.is_school else "no")
        for each in sorted(set(periods))
    )
    return ExportTable(name="periods", label=phrase("Periods"), columns=_PERIOD, key=("code",), rows=rows)

"""The data points as the page holds them, for its filters and the way down to the cells. Must not write markup.

Texts stand once in a list, and each column of the data points holds their places in it: ten thousand data points take
half a megabyte.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from toolkit.analysis.grouping import office_key
from toolkit.model.completeness import DELIVERY_LABELS, Classified, Delivery
from toolkit.model.records import PointRecord
from toolkit.model.states import QUALITY_LABELS, REASON_OF, STATE_LABELS, UNITS, State
from toolkit.model.summaries import Report
from toolkit.render.page_counts import name_office
from toolkit.render.page_words import PageWords
from toolkit.wording import Wording

MOST_POINTS = 60_000
"""Data points that a page can hold and still open at once; with more, the page says where they are."""

_AS_VALUE = -1
_PLAIN_NUMBER = "nombre"
_QUALITIES = {quality.value: label for quality, label in QUALITY_LABELS.items()}
_STATES = tuple(State)
_DELIVERIES = tuple(Delivery)


class _Places:
    """Numbers texts in the order in which they are first seen."""

    def __init__(self, *texts: str) -> None:
        self.found = {text: place for place, text in enumerate(texts)}

    def of(self, text: str) -> int:
        return self.found.setdefault(text, len(self.found))

    @property
    def texts(self) -> list[str]:
        return list(self.found)


def describe_points(report: Report, words: PageWords) -> Mapping[str, object]:
    """Give the data points of a report and the lists that they point into; no data points when there are too many."""
    kept = report.points if len(report.points) <= MOST_POINTS else ()
    lists = {name: _Places("") for name in ("texts", "files", "sheets", "offices")}
    places = {name: _Places() for name in ("partners", "territories", "periods", "measures", "actions", "reasons")}
    for point in kept:
        places["actions"].of(point.action)
    columns = _columns(kept, report.groups, lists | places, words)
    return {
        "points": columns,
        "texts": lists["texts"].texts,
        "files": lists["files"].texts,
        "sheets": lists["sheets"].texts,
        "offices": [(key, name_office(key, words.wording)) for key in lists["offices"].texts],
        "partners": [(code, words.partner(code)) for code in places["partners"].texts],
        "territories": [(code, words.territory(code)) for code in places["territories"].texts],
        "periods": places["periods"].texts,
        "reasons": places["reasons"].texts,
        "measures": [_describe_measure(code, words) for code in places["measures"].texts],
        "actions": {code: _describe_action(code, words) for code in places["actions"].texts},
        "states": [(state.value, words.wording.say(STATE_LABELS[state])) for state in _STATES],
        "deliveries": [(each.value, words.wording.say(DELIVERY_LABELS[each])) for each in _DELIVERIES],
    }


def _columns(
    points: Sequence[PointRecord], groups: Iterable[Classified], places: Mapping[str, _Places], words: PageWords
) -> dict[str, list[object]]:
    """Give each column of the data points; the names are short because the page's script says them often."""
    columns: dict[str, list[object]] = {}
    for point, group in zip(points, groups, strict=False):
        for name, value in _cells(point, group, places, words):
            columns.setdefault(name, []).append(value)
    return {name: _as_runs(values) for name, values in columns.items()}


def _as_runs(values: Iterable[object]) -> list[object]:
    """Write a column as runs, each value followed by how often it stands in a row: most columns repeat themselves."""
    return [each for value, run in groupby(values) for each in (value, sum(1 for _ in run))]


def _cells(
    point: PointRecord, group: Classified, places: Mapping[str, _Places], words: PageWords
) -> Iterable[tuple[str, object]]:
    texts, value = places["texts"], _write_value(point, words)
    return (
        ("partner", places["partners"].of(point.partner)),
        ("measure", places["measures"].of(point.measure)),
        ("territory", places["territories"].of(point.territory)),
        ("given", texts.of(point.territory_given)),
        ("period", places["periods"].of(point.period)),
        ("asked", 2 if point.is_volunteered else int(not point.is_required)),
        ("state", _STATES.index(point.state)),
        ("value", value),
        # What was typed is mostly the figure itself, which needs no second place.
        ("raw", _AS_VALUE if point.raw == value else texts.of(point.raw)),
        ("quality", texts.of(words.wording.say(_QUALITIES.get(point.quality, point.quality)))),
        ("reason", texts.of(_reason(point.reason, words.wording))),
        ("comment", texts.of(point.comment)),
        ("file", places["files"].of(point.file)),
        ("sheet", places["sheets"].of(point.sheet)),
        ("cell", point.cell),
        ("office", places["offices"].of(office_key(point.partner, group.office))),
        ("why", places["reasons"].of(group.reason)),
        ("delivery", _DELIVERIES.index(group.delivery)),
    )


def _write_value(point: PointRecord, words: PageWords) -> str:
    if point.value is None:
        return ""
    unit = UNITS.get(point.unit)
    return words.figure(point.value, point.unit) if unit and unit.is_choice else _plain(point.value)


def _plain(value: Decimal) -> str:
    """Write a figure as the outputs for machines do; the page puts it into the groups of its language."""
    return f"{value:f}"


def _reason(text: str, wording: Wording) -> str:
    return wording.say(REASON_OF[text].label) if text in REASON_OF else text


def _describe_measure(code: str, words: PageWords) -> tuple[str, ...]:
    framework = words.framework
    measure = framework.measures[code]
    return (
        code,
        measure.label,
        _name_unit(measure.unit, words.wording),
        measure.indicator,
        framework.indicators[measure.indicator].type,
        framework.action_of(code).code,
    )


def _name_unit(unit: str, wording: Wording) -> str:
    """Name a unit behind a figure; a plain number needs no name."""
    if unit == _PLAIN_NUMBER:
        return ""
    return wording.say(UNITS[unit].label) if unit in UNITS else unit


def _describe_action(code: str, words: PageWords) -> tuple[object, ...]:
    action = words.framework.actions[code]
    return action.theme, action.objective, action.cross_cutting or ("",)

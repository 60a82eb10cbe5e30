"""The sheet of definitions: figures, territories, reasons and codes, which are also the lists to pick from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.layout.asked import Asked
from toolkit.layout.choices import measure_choice, reason_choice, territory_choice
from toolkit.layout.plan import HEADER_ROW, Area, Cell, SheetPlan
from toolkit.layout.sheets import Sheet, head_cells, row_height, sheet_name
from toolkit.layout.styles import Role
from toolkit.model.framework import Territory
from toolkit.model.periods import PeriodKind
from toolkit.model.states import ANSWER_CODES, AVAILABILITIES, REASON_OF, REASONS, UNITS
from toolkit.wording import phrase

_WIDTHS = (58.0, 58.0, 34.0)
_KIND_LABELS = {PeriodKind.CIVIL: phrase("calendar years"), PeriodKind.SCHOOL: phrase("school years")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """References to the lists, ready for a validation (`='Sheet'!$A$6:$A$40`)."""

    measures: str
    territories: str
    reasons: str
    codes: str
    availabilities: str
    effects: str
    actions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    title: str
    headers: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]


def plan_definitions(asked: Asked) -> tuple[SheetPlan, Lists]:
    """Plan the sheet and say where its lists stand."""
    say = asked.wording.say
    name = sheet_name(Sheet.DEFINITIONS, asked.wording)
    sentence = say("What the figures and territories mean, and the lists that the other sheets offer.")
    cells: list[Cell] = list(head_cells(name, asked.identity, sentence))
    heights: list[tuple[int, float]] = []
    references: list[str] = []
    row = HEADER_ROW
    for section in _plan_sections(asked):
        cells.append(Cell(row, 1, section.title, Role.SECTION))
        cells.extend(Cell(row + 1, column, text, Role.HEADER) for column, text in enumerate(section.headers, start=1))
        first = row + 2
        for line, texts in enumerate(section.rows, start=first):
            cells.extend(Cell(line, column, text, Role.LOCKED) for column, text in enumerate(texts, start=1))
            heights.append((line, row_height(texts, _WIDTHS)))
        last = max(first, first + len(section.rows) - 1)
        references.append("=" + Area(first_row=first, last_row=last, first_column=1, last_column=1).on(name))
        row = last + 2
    plan = SheetPlan(name=name, cells=tuple(cells), widths=_WIDTHS, heights=tuple(heights), frozen=(4, 1))
    codes, reasons, availabilities, _, territories, measures, actions = references
    return plan, Lists(
        measures=measures,
        territories=territories,
        reasons=reasons,
        codes=codes,
        availabilities=availabilities,
        effects=availabilities.replace("$A$", "$B$"),
        actions=actions,
    )


def _plan_sections(asked: Asked) -> Iterable[_Section]:
    say = asked.wording.say
    yield _Section(
        title=say("Codes accepted in place of a figure"),
        headers=(say("Code"), say("Meaning"), say("Example")),
        rows=tuple((code.code, say(code.meaning), say(code.example)) for code in ANSWER_CODES),
    )
    meanings = {code.code: code.meaning for code in ANSWER_CODES}
    yield _Section(
        title=say("Reasons to pick when a row has no figure"),
        headers=(say("Reason"), say("Meaning"), ""),
        rows=tuple((reason_choice(each, asked.wording), say(meanings[each.code]), "") for each in REASONS),
    )
    yield _Section(
        title=say("Availability of an indicator"),
        headers=(say("Availability"), say("Answer of the empty cells"), ""),
        rows=tuple(
            (say(each.label), reason_choice(REASON_OF[each.reason], asked.wording) if each.reason else "", "")
            for each in AVAILABILITIES
        ),
    )
    yield _examples(asked)
    yield _territories(asked)
    yield _measures(asked)
    yield _actions(asked)


def _examples(asked: Asked) -> _Section:
    """Show how rows of other data look; nothing on this sheet is read as data."""
    say = asked.wording.say
    counts = [measure for measure in asked.choosable if measure.unit == "nombre"]
    figure = measure_choice(counts[0]) if counts else say("Figure asked")
    return _Section(
        title=say("Examples of rows on the sheet of other data (they are not read)"),
        headers=(say("Figure (list) or new indicator in words"), say("Territory and period"), say("Value")),
        rows=(
            (figure, say("a territory of the list, 2015-2019 (a span)"), say("24 000, estimated")),
            (figure, say("a territory of the list, 2018/2019 (a school year)"), "0"),
            (say("Number of volunteers (new indicator)"), say("two streets of the town centre, 2019"), "37"),
        ),
    )


_KINDS = ("perimetre", "arrondissement", "secteur", "site", "etablissement", "regroupement", "autre")


def _by_kind_and_number(territory: Territory) -> tuple[int, list[tuple[int, str]]]:
    """Order a list for people: perimeters first, then arrondissements by their number, and so on."""
    kind = _KINDS.index(territory.kind) if territory.kind in _KINDS else len(_KINDS)
    parts = re.split(r"(\d+)", territory.label) if kind else []
    return kind, [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _territories(asked: Asked) -> _Section:
    say = asked.wording.say
    territories = asked.collection.framework.territories
    return _Section(
        title=say("Territories"),
        headers=(say("Territory"), say("Contained in"), ""),
        rows=tuple(
            (territory_choice(each), territories[each.parent].label if each.parent in territories else "", "")
            for each in sorted(territories.values(), key=_by_kind_and_number)
        ),
    )


def _measures(asked: Asked) -> _Section:
    say = asked.wording.say
    indicators = asked.collection.framework.indicators
    rows = []
    for measure in asked.choosable:
        indicator = indicators[measure.indicator]
        unit = say(UNITS[measure.unit].label)
        described = f"{indicator.code} – {indicator.label}"
        if indicator.target_text:
            described += "\n" + say("Target: {target}", target=indicator.target_text)
        rows.append((measure_choice(measure), described, f"{unit}, {say(_KIND_LABELS[measure.period_kind])}"))
    return _Section(
        title=say("Figures of your actions"),
        headers=(say("Figure asked"), say("Indicator and target"), say("Unit and periods")),
        rows=tuple(rows),
    )


def _actions(asked: Asked) -> _Section:
    say = asked.wording.say
    return _Section(
        title=say("All actions of the programme"),
        headers=(say("Action"), say("Objective"), say("Theme")),
        rows=tuple(
            (f"{action.code} – {action.title}", action.objective, action.theme)
            for action in asked.collection.framework.actions.values()
        ),
    )

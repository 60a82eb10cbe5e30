"""The sheet on availability: one line an indicator, whose answer flows into the rows of the grids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.layout.asked import Asked
from toolkit.layout.choices import reason_choice
from toolkit.layout.columns import AVAILABILITY_COLUMNS
from toolkit.layout.definitions import Lists
from toolkit.layout.keys import action_key
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, Area, Cell, SheetPlan, Validation
from toolkit.layout.sheets import Sheet, head_cells, header_cells, row_height, sheet_name
from toolkit.layout.validations import list_validation
from toolkit.model.framework import Indicator
from toolkit.model.places import cell_name
from toolkit.model.states import AVAILABILITIES, HELP_OFFERS, REASON_OF
from toolkit.wording import phrase

_SENTENCE = phrase(
    "Ten minutes that save hours: say for each indicator whether you have it; where you have not, its empty cells are "
    "answered at once."
)
_ROLES = [column.role for column in AVAILABILITY_COLUMNS]


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityPlan:
    """The sheet, and where the grids find the answer of an indicator.

    Attributes:
        keys: the key of each line.
        effects: what the answer of each line means for empty cells.
        known: by indicator, that meaning for what the sheet is filled with.
    """

    sheet: SheetPlan
    keys: Area
    effects: Area
    known: Mapping[str, str]

    def effect_of(self, indicator: str, partner: str) -> str:
        """Write the part of a formula that gives the answer for the empty cells of an indicator, or empty text."""
        line = f'MATCH("{availability_key(indicator, partner)}",{self.keys.on(self.sheet.name)},0)'
        return f'IF(ISNUMBER({line}),INDEX({self.effects.on(self.sheet.name)},{line}),"")'


def availability_key(indicator: str, partner: str) -> str:
    """Write the key of a line."""
    return action_key(indicator, partner)


def plan_availability(asked: Asked, lists: Lists) -> AvailabilityPlan:
    """Plan the sheet."""
    name = sheet_name(Sheet.AVAILABILITY, asked.wording)
    indicators = _indicators(asked)
    effects = {indicator.code: _effect_of(asked, indicator) for indicator, _ in indicators}
    cells = list(head_cells(name, asked.identity, asked.wording.say(_SENTENCE)))
    cells += header_cells(HEADER_ROW, AVAILABILITY_COLUMNS, asked.wording)
    heights = [(HEADER_ROW, 32.0)]
    for row, (indicator, count) in enumerate(indicators, start=FIRST_ROW):
        cells.extend(_plan_line(asked, row, (indicator, count), effects[indicator.code], lists))
        heights.append((row, row_height((_label(indicator),), (AVAILABILITY_COLUMNS[2].width,), least_lines=2)))
    sheet = SheetPlan(
        name=name,
        cells=tuple(cells),
        widths=tuple(column.width for column in AVAILABILITY_COLUMNS),
        heights=tuple(heights),
        frozen=(FIRST_ROW, 4),
        filter_area=Area(
            first_row=HEADER_ROW, last_row=FIRST_ROW + len(indicators) - 1, first_column=1, last_column=len(_ROLES)
        ),
        validations=tuple(_plan_lists(asked, len(indicators), lists)),
        repeat_rows=(HEADER_ROW, HEADER_ROW),
    )
    return AvailabilityPlan(
        sheet=sheet,
        keys=_column("key", len(indicators)),
        effects=_column("effect", len(indicators)),
        known=effects,
    )


def _effect_of(asked: Asked, indicator: Indicator) -> str:
    """Give what the known answer for an indicator means for its empty cells; empty for none."""
    answer = asked.known.availability.get(indicator.code, {}).get("answer", "")
    said = next((each for each in AVAILABILITIES if asked.wording.say(each.label) == answer), None)
    return reason_choice(REASON_OF[said.reason], asked.wording) if said is not None and said.reason else ""


def _indicators(asked: Asked) -> list[tuple[Indicator, int]]:
    """Give the indicators asked, in the order of the framework, with their required data points."""
    framework = asked.collection.framework
    counts: dict[str, int] = {}
    for kind, requests in asked.requests.items():
        for request in requests:
            indicator = framework.measures[request.measure].indicator
            counts[indicator] = counts.get(indicator, 0) + len(asked.periods(kind).required)
    return [(each, counts[each.code]) for each in framework.indicators.values() if each.code in counts]


def _label(indicator: Indicator) -> str:
    return f"{indicator.code} – {indicator.label}"


def _plan_line(
    asked: Asked, row: int, counted: tuple[Indicator, int], known_effect: str, lists: Lists
) -> Iterator[Cell]:
    indicator, count = counted
    known = asked.known.availability.get(indicator.code, {})
    key = availability_key(indicator.code, asked.partner.code)
    words = (known.get(role) or None for role in ("answer", "detail", "help"))
    values = (key, indicator.action, _label(indicator), count, *words)
    for number, (column, value) in enumerate(zip(AVAILABILITY_COLUMNS, values, strict=False), start=1):
        yield Cell(row, number, value, column.style)
    answer = cell_name(row, _ROLES.index("answer") + 1)
    line = f"MATCH({answer},{lists.availabilities.removeprefix('=')},0)"
    effect = f'INDEX({lists.effects.removeprefix("=")},{line})&""'
    formula = f'=IF(ISNUMBER({line}),{effect},"")'
    yield Cell(row, len(_ROLES), known_effect, AVAILABILITY_COLUMNS[-1].style, formula=formula)


def _plan_lists(asked: Asked, count: int, lists: Lists) -> Iterator[Validation]:
    say = asked.wording.say
    offers = tuple(say(offer) for offer in HELP_OFFERS)
    for role, choices, message, stops in (
        (
            "answer",
            lists.availabilities,
            say(
                "To be built: the tool does not exist yet. Not ours: another body has the figures. What you type in a "
                "cell of the grids always goes before this."
            ),
            True,
        ),
        ("detail", (), say("Why you do not have it, or which body has it."), False),
        ("help", offers, say("If you have a file that we could work on, say so."), False),
    ):
        label = next(column.label for column in AVAILABILITY_COLUMNS if column.role == role)
        yield list_validation(_column(role, count), choices, title=say(label), message=message, stops=stops)


def _column(role: str, count: int) -> Area:
    number = _ROLES.index(role) + 1
    return Area(first_row=FIRST_ROW, last_row=FIRST_ROW + count - 1, first_column=number, last_column=number)

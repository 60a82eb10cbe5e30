"""What input cells accept and say when selected, from the one list of units and codes."""

from toolkit.layout.plan import MAX_VALIDATION_MESSAGE, MAX_VALIDATION_TITLE, Area, Validation
from toolkit.layout.row_checks import count_codes, count_estimated
from toolkit.model.framework import Framework
from toolkit.model.places import cell_name
from toolkit.model.states import ANSWER_CODES, CHOICES, UNITS, Unit
from toolkit.wording import Wording, phrase, shorten

_CODES = ", ".join(code.code for code in ANSWER_CODES)
_INPUT_TITLE = phrase("Unit: {unit}")
_EXAMPLE = phrase("Example: {example}.")
_OR_CODE = phrase("Estimated: env. 120. No figure: {codes}.")
_DOUBTFUL_TITLE = phrase("Please check")
_DOUBTFUL = phrase("A number ({unit}) or a code ({codes}) is expected here. Keep what you typed?")
_BETWEEN = phrase("A number from {minimum} to {maximum} or a code ({codes}) is expected here. Keep what you typed?")


def list_validation(area: Area, choices: tuple[str, ...] | str, *, title: str, message: str, stops: bool) -> Validation:
    """Offer a drop-down; where it does not stop, other words may be typed too."""
    return Validation(
        area=area,
        choices=choices,
        title=shorten(title, MAX_VALIDATION_TITLE),
        message=shorten(message, MAX_VALIDATION_MESSAGE),
        stops=stops,
    )


def value_validation(wording: Wording, framework: Framework, measure: str, area: Area) -> Validation:
    """Describe the value cells of one row: unit, meaning, example, codes; warn on what is doubtful."""
    unit = UNITS[framework.measures[measure].unit]
    unit_label = wording.say(unit.label)
    tail = " ".join(
        (
            *((wording.say(_EXAMPLE, example=unit.example),) if unit.example else ()),
            wording.say(_OR_CODE, codes=_CODES),
        )
    )
    label = shorten(framework.measures[measure].label, MAX_VALIDATION_MESSAGE - len(tail) - 2)
    title = shorten(wording.say(_INPUT_TITLE, unit=unit_label), MAX_VALIDATION_TITLE)
    message = f"{label}\n{tail}"
    if unit.is_choice:
        choices = (*(wording.say(choice) for choice, _ in CHOICES), *(code.code for code in ANSWER_CODES))
        return list_validation(area, choices, title=title, message=message, stops=True)
    return Validation(
        area=area,
        formula=_condition(unit, area),
        title=title,
        message=message,
        error_title=wording.say(_DOUBTFUL_TITLE),
        error_message=shorten(_doubt(unit, wording), MAX_VALIDATION_MESSAGE),
    )


def _condition(unit: Unit, area: Area) -> str:
    """Write the condition for the first cell of the area; Excel moves it along."""
    if not unit.is_number:
        return ""
    cell = cell_name(area.first_row, area.first_column)
    tests = [f"ISNUMBER({cell})"]
    if unit.minimum is not None:
        tests.append(f"{cell}>={unit.minimum}")
    if unit.maximum is not None:
        tests.append(f"{cell}<={unit.maximum}")
    number = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
    return f"=IF(ISNUMBER({cell}),{number},{count_codes(cell)}+{count_estimated(cell)}>0)"


def _doubt(unit: Unit, wording: Wording) -> str:
    if unit.minimum is not None and unit.maximum is not None:
        return wording.say(_BETWEEN, minimum=unit.minimum, maximum=unit.maximum, codes=_CODES)
    return wording.say(_DOUBTFUL, unit=wording.say(unit.label), codes=_CODES)

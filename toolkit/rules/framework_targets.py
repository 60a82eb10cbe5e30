"""What can be wrong with targets: the figures that an operator needs, and their units."""

from collections.abc import Iterator

from toolkit.analysis.framework_index import FrameworkIndex, code_of, text_of
from toolkit.analysis.framework_values import read_number
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import TableRow
from toolkit.model.framework_schema import OPERATORS_WITH_VALUE
from toolkit.model.states import UNITS
from toolkit.wording import phrase

TARGET_WITHOUT_VALUE = Rule(
    code="M321",
    slug="target-without-value",
    severity=Severity.ERROR,
    message=phrase('The target "{target}" has the operator {operator} and no value.'),
    expected=phrase("a figure in the column value"),
    remedy=phrase("Fill in the figure, or choose an operator that needs none: increase, decrease, maintain, words."),
    why=phrase("Without it nobody can say whether the target is reached."),
)

TARGET_WITHOUT_MAXIMUM = Rule(
    code="M322",
    slug="target-without-maximum",
    severity=Severity.ERROR,
    message=phrase('The target "{target}" has the operator between and no upper end.'),
    expected=phrase("a figure in the column value_max"),
    remedy=phrase("Fill in the upper end, or choose the operator at_least."),
    why=phrase("A range without an upper end is another target."),
)

TARGET_REVERSED = Rule(
    code="M323",
    slug="target-reversed",
    severity=Severity.ERROR,
    message=phrase('The range of the target "{target}" goes from {value} down to {maximum}.'),
    expected=phrase("a value_max that is at least {value}"),
    remedy=phrase("Exchange value and value_max, or correct the one that is wrong."),
    why=phrase("No figure lies in such a range: the target could never be reached."),
)

TARGET_UNIT = Rule(
    code="M324",
    slug="target-unit",
    severity=Severity.ERROR,
    message=phrase('The target "{target}" is in "{found}", its measure {of_measure} in "{unit}".'),
    expected=phrase('"{unit}", or an empty cell'),
    remedy=phrase("Correct the unit, or choose the measure that has it; the unit of a change goes in change_unit."),
    why=phrase("A share compared with a number says nothing, and looks as if it did."),
)

TARGET_CHANGE_UNIT = Rule(
    code="M325",
    slug="target-change-unit",
    severity=Severity.ERROR,
    message=phrase('The target "{target}" counts its change in "{found}", which does not fit figures in "{unit}".'),
    expected=phrase("one of {units}"),
    remedy=phrase("Correct the unit of the change."),
    why=phrase("The change of the figures could not be compared with it."),
)

TARGET_RULES = (TARGET_WITHOUT_VALUE, TARGET_WITHOUT_MAXIMUM, TARGET_REVERSED, TARGET_UNIT, TARGET_CHANGE_UNIT)


def check_targets(index: FrameworkIndex) -> Iterator[Finding]:
    """Yield targets that figures could not be compared with."""
    for row in index.rows("targets"):
        yield from _check_figures(row)
        yield from _check_units(index, row)


def _check_figures(row: TableRow) -> Iterator[Finding]:
    operator = text_of(row, "operator")
    details = {"target": code_of(row, "target"), "operator": operator}
    if operator in OPERATORS_WITH_VALUE and not text_of(row, "value"):
        yield Finding(rule=TARGET_WITHOUT_VALUE, location=row.place("value"), details=details)
    if operator != "between":
        return
    if not text_of(row, "value_max"):
        yield Finding(rule=TARGET_WITHOUT_MAXIMUM, location=row.place("value_max"), details=details)
    value, maximum = read_number(text_of(row, "value")), read_number(text_of(row, "value_max"))
    if value is not None and maximum is not None and maximum < value:
        details |= {"value": f"{value:f}", "maximum": f"{maximum:f}"}
        yield Finding(rule=TARGET_REVERSED, location=row.place("value_max"), read=f"{maximum:f}", details=details)


def _check_units(index: FrameworkIndex, row: TableRow) -> Iterator[Finding]:
    measure = index.find("measures", code_of(row, "measure"))
    unit = text_of(measure, "unit") if measure else text_of(row, "unit")
    if unit not in UNITS:
        return  # reported where it stands
    found, change = text_of(row, "unit"), text_of(row, "change_unit")
    details = {"target": code_of(row, "target"), "unit": unit, "of_measure": code_of(row, "measure")}
    if found in UNITS and found != unit:
        yield Finding(rule=TARGET_UNIT, location=row.place("unit"), read=found, details={**details, "found": found})
    fitting = (unit, "points") if unit == "%" else (unit, "%")
    if change in UNITS and change not in fitting:
        details |= {"found": change, "units": ", ".join(fitting)}
        yield Finding(rule=TARGET_CHANGE_UNIT, location=row.place("change_unit"), read=change, details=details)

"""Rules on what was typed in a value cell, one for each doubt of the interpretation."""

from collections.abc import Iterator, Sequence

from toolkit.analysis.answering import Answered
from toolkit.analysis.readings import Doubt
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.model.states import ANSWER_CODES, QUALITY_LABELS, STATE_LABELS, UNITS
from toolkit.rules.taken_values import CHECK, EXPECTED, RULE_OF_TAKEN
from toolkit.wording import phrase

_ASK = phrase("Ask the partner for the figure, typed as a number.")
_CODES = ", ".join(code.code for code in ANSWER_CODES)


def _rejection(code: str, slug: str, message: str, why: str) -> Rule:
    return Rule(
        code=code,
        slug=slug,
        severity=Severity.ERROR,
        message=message,
        expected=EXPECTED,
        remedy=_ASK,
        why=why,
    )


NOT_A_NUMBER = _rejection(
    "V301",
    "not-a-number",
    phrase("{cell}: “{read}” cannot be read as a figure{proposals}."),
    phrase("Text in place of a figure is kept in the ledger and asked again; it is never turned into a number."),
)
AMBIGUOUS_NUMBER = _rejection(
    "V302",
    "ambiguous-number",
    phrase("{cell}: “{read}” may mean two figures{proposals}."),
    phrase("In a count, one comma or point before three digits may group thousands or begin decimals."),
)
DATE = _rejection(
    "V303",
    "date-in-place-of-figure",
    phrase("{cell} holds the date or time {shown}, made by the program; what was probably typed{proposals} is lost."),
    phrase("Programs turn entries such as 3/4 into dates; what was typed is lost."),
)
ERROR_VALUE = _rejection(
    "V304",
    "error-value",
    phrase("{cell} holds the error {read}, which is no figure."),
    phrase("An error value is neither blank nor zero: a formula of the partner's failed."),
)
BOOLEAN = _rejection(
    "V305",
    "true-or-false",
    phrase("{cell} holds “{read}” where a figure is expected."),
    phrase("True and false are no counts."),
)
UNCALCULATED = _rejection(
    "V306",
    "formula-not-calculated",
    phrase("{cell} holds the formula {read} without a result."),
    phrase("The program that saved the file did not calculate; nothing is calculated in its place."),
)
AMBIGUOUS_CODE = _rejection(
    "V307",
    "ambiguous-code",
    phrase("{cell}: “{read}” may mean several things{proposals}."),
    phrase("NC, NA, a dash or “none” mean different things to different people; only the partner knows which."),
)
PERCENT_OF_OTHER_UNIT = _rejection(
    "V308",
    "percentage-in-place-of-number",
    phrase("{cell}: “{read}” is a percentage, the unit asked is “{unit}”."),
    phrase("A share is no count, and the count cannot be worked out from it."),
)
NOT_A_CHOICE = _rejection(
    "V309",
    "not-yes-or-no",
    phrase("{cell}: “{read}” is neither yes nor no."),
    phrase("Only the entries of the list can be counted."),
)
TOO_LONG = _rejection(
    "V310",
    "too-many-digits",
    phrase("{cell}: “{read}” has more digits than Excel can keep."),
    phrase("Excel keeps 15 significant digits; a longer figure is a slip or an identifier."),
)
NOT_ONE_FIGURE = _rejection(
    "V311",
    "not-one-figure",
    phrase("{cell}: “{read}” is a bound, a range, a part or words, not one figure{proposals}."),
    phrase("“More than 100” or “between 7 and 13” may be all that is known, but no figure may be chosen from it."),
)

RULE_OF_DOUBT = {
    Doubt.NOT_A_NUMBER: NOT_A_NUMBER,
    Doubt.AMBIGUOUS_NUMBER: AMBIGUOUS_NUMBER,
    Doubt.NOT_ONE_FIGURE: NOT_ONE_FIGURE,
    Doubt.DATE: DATE,
    Doubt.ERROR_VALUE: ERROR_VALUE,
    Doubt.BOOLEAN: BOOLEAN,
    Doubt.UNCALCULATED: UNCALCULATED,
    Doubt.AMBIGUOUS_CODE: AMBIGUOUS_CODE,
    Doubt.PERCENT_OF_OTHER_UNIT: PERCENT_OF_OTHER_UNIT,
    Doubt.NOT_A_CHOICE: NOT_A_CHOICE,
    Doubt.TOO_LONG: TOO_LONG,
    **RULE_OF_TAKEN,
}

REASON_NOT_UNDERSTOOD = Rule(
    code="V331",
    slug="reason-not-understood",
    severity=Severity.WARNING,
    message=phrase("{cell}: “{read}” is no reason of the list; the empty cells of the row stay blank."),
    expected=phrase("a reason of the list or a code ({codes})"),
    remedy=phrase("Ask which code the partner means, or settle it yourself."),
    why=phrase("A reason answers for all empty cells of a row, so it has to be a known one."),
)
QUALITY_NOT_UNDERSTOOD = Rule(
    code="V332",
    slug="quality-not-understood",
    severity=Severity.NOTE,
    message=phrase("{cell}: “{read}” is no quality of the list; the figures of the row count as final."),
    remedy=CHECK,
    why=phrase("The list of qualities is that of official statistics."),
)
TERRITORY_NOT_IN_LIST = Rule(
    code="V333",
    slug="territory-not-in-list",
    severity=Severity.NOTE,
    message=phrase("{cell}: “{read}” is no territory of the list and is kept in the partner's words."),
    expected=phrase("a territory of the list"),
    remedy=phrase("Pick the territory of the list that is meant{proposals}, or leave the words as they are."),
    why=phrase("A figure of another territory than asked counts as answered and enters no trend of the one asked."),
)
AVAILABILITY_NOT_UNDERSTOOD = Rule(
    code="V351",
    slug="availability-not-understood",
    severity=Severity.WARNING,
    message=phrase("{cell}: “{read}” is no availability of the list; it answers no empty cell."),
    expected=phrase("an entry of the list"),
    remedy=phrase("Ask which entry of the list the partner means."),
    why=phrase("What is said of a whole indicator answers its empty cells, so it has to be a known entry."),
)
FREE_ROW_INCOMPLETE = Rule(
    code="V341",
    slug="other-data-to-sort",
    severity=Severity.NOTE,
    message=phrase("{cell} of the sheet for other data is to be sorted by hand: {missing}{proposals}."),
    expected=phrase("a figure, a territory and a period of the lists, and a value"),
    remedy=phrase("Find out what it measures; add an indicator to the framework if it is to be followed."),
    why=phrase("Partners may add what was not asked; only rows whose meaning is known become data points."),
)

VALUE_RULES = (
    *RULE_OF_DOUBT.values(),
    REASON_NOT_UNDERSTOOD,
    QUALITY_NOT_UNDERSTOOD,
    TERRITORY_NOT_IN_LIST,
    AVAILABILITY_NOT_UNDERSTOOD,
    FREE_ROW_INCOMPLETE,
)


def check_answered(answered: Answered) -> Iterator[Finding]:
    """Yield a finding for each doubt about an entry."""
    answer = answered.answer
    for doubt in answered.doubts:
        yield Finding(
            rule=RULE_OF_DOUBT[doubt],
            location=answer.location,
            partner=answer.point.partner,
            measure=answer.point.measure,
            territory=answer.point.territory,
            period=answer.point.period,
            read=answer.raw,
            details={
                "value": "" if answer.value is None else f"{answer.value:f}",
                "state": STATE_LABELS[answer.state],
                "unit": UNITS[answered.unit].label,
                "codes": _CODES,
                "proposals": _in_brackets(answered.proposals),
                "quality": "" if answer.quality is None else QUALITY_LABELS[answer.quality],
                "shown": answered.shown,
                "siblings": ", ".join(answered.siblings),
            },
        )


def _in_brackets(proposals: Sequence[str]) -> str:
    return f" ({', '.join(proposals)} ?)" if proposals else ""


def find_words(
    rule: Rule, partner: str, place: Location, read: str, proposals: Sequence[str] = (), **details: str
) -> Finding:
    """Make the finding of a rule on a cell beside the value cells."""
    return Finding(
        rule=rule,
        location=place,
        partner=partner,
        read=read,
        details={"codes": _CODES, "proposals": _in_brackets(proposals), **details},
    )

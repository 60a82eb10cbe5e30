"""Rules on what was typed in a value cell, one for each doubt of the interpretation."""

from collections.abc import Iterator

from toolkit.analysis.answering import Answered
from toolkit.analysis.entries import Doubt
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.places import Location
from toolkit.model.states import ANSWER_CODES, UNITS
from toolkit.wording import phrase

_EXPECTED = phrase("a number ({unit}) or a code ({codes})")
_ASK = phrase("Ask the partner for the figure, typed as a number.")
_CHECK = phrase("Check the figure with the partner if it surprises you.")
_CODES = ", ".join(code.code for code in ANSWER_CODES)


def _rejection(code: str, slug: str, message: str, why: str) -> Rule:
    return Rule(
        code=code,
        slug=slug,
        severity=Severity.ERROR,
        message=message,
        expected=_EXPECTED,
        remedy=_ASK,
        why=why,
    )


def _doubt(code: str, slug: str, severity: Severity, message: str, why: str) -> Rule:
    return Rule(code=code, slug=slug, severity=severity, message=message, expected=_EXPECTED, remedy=_CHECK, why=why)


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
    phrase("{cell} holds a date (day number {read}); the figure typed was probably changed by the program."),
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
APPROXIMATE = _doubt(
    "V321",
    "approximate",
    Severity.NOTE,
    phrase("{cell}: “{read}” was taken as {value}, estimated."),
    phrase("A figure announced as approximate keeps its value and is marked as estimated."),
)
SYNONYM = _doubt(
    "V322",
    "words-for-a-code",
    Severity.NOTE,
    phrase("{cell}: “{read}” was taken for a code ({state})."),
    phrase("Well-known words for a code are accepted; the raw text stays beside it."),
)
FORMULA = _doubt(
    "V323",
    "formula",
    Severity.NOTE,
    phrase("{cell} holds a formula; its result {value} was taken."),
    phrase("The stored result is taken as it is; the formula may point to another workbook."),
)
SHARE_AT_MOST_ONE = _doubt(
    "V324",
    "share-at-most-one",
    Severity.WARNING,
    phrase("{cell}: {read} was kept as {value} %; a share of {value} % or a fraction?"),
    phrase("33.9 means 33.9 %; a fraction such as 0.339 is sometimes typed in its place."),
)
BELOW_MINIMUM = _doubt(
    "V325",
    "negative",
    Severity.WARNING,
    phrase("{cell}: {read} is negative, which the unit “{unit}” does not allow."),
    phrase("A count, an amount or a share below zero is nearly always a slip."),
)
ABOVE_MAXIMUM = _doubt(
    "V326",
    "share-over-100",
    Severity.WARNING,
    phrase("{cell}: {read} is over 100 %."),
    phrase("A share of a whole cannot pass 100; a rate of growth can, and is kept."),
)

RULE_OF_DOUBT = {
    Doubt.NOT_A_NUMBER: NOT_A_NUMBER,
    Doubt.AMBIGUOUS_NUMBER: AMBIGUOUS_NUMBER,
    Doubt.DATE: DATE,
    Doubt.ERROR_VALUE: ERROR_VALUE,
    Doubt.BOOLEAN: BOOLEAN,
    Doubt.UNCALCULATED: UNCALCULATED,
    Doubt.AMBIGUOUS_CODE: AMBIGUOUS_CODE,
    Doubt.PERCENT_OF_OTHER_UNIT: PERCENT_OF_OTHER_UNIT,
    Doubt.NOT_A_CHOICE: NOT_A_CHOICE,
    Doubt.TOO_LONG: TOO_LONG,
    Doubt.APPROXIMATE: APPROXIMATE,
    Doubt.SYNONYM: SYNONYM,
    Doubt.FORMULA: FORMULA,
    Doubt.SHARE_AT_MOST_ONE: SHARE_AT_MOST_ONE,
    Doubt.BELOW_MINIMUM: BELOW_MINIMUM,
    Doubt.ABOVE_MAXIMUM: ABOVE_MAXIMUM,
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
    remedy=_CHECK,
    why=phrase("The list of qualities is that of official statistics."),
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
    message=phrase("{cell} of the sheet for other data is to be sorted by hand: {missing}."),
    expected=phrase("a figure, a territory and a period of the lists, and a value"),
    remedy=phrase("Find out what it measures; add an indicator to the framework if it is to be followed."),
    why=phrase("Partners may add what was not asked; only rows whose meaning is known become data points."),
)

VALUE_RULES = (
    *RULE_OF_DOUBT.values(),
    REASON_NOT_UNDERSTOOD,
    QUALITY_NOT_UNDERSTOOD,
    AVAILABILITY_NOT_UNDERSTOOD,
    FREE_ROW_INCOMPLETE,
)


def check_answered(answered: Answered) -> Iterator[Finding]:
    """Yield a finding for each doubt about an entry."""
    answer = answered.answer
    for doubt in answered.doubts:
        proposals = ", ".join(answered.proposals)
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
                "state": answer.state.value,
                "unit": UNITS[answered.unit].label,
                "codes": _CODES,
                "proposals": f" ({proposals} ?)" if proposals else "",
            },
        )


def find_words(rule: Rule, partner: str, place: Location, read: str, **details: str) -> Finding:
    """Make the finding of a rule on a cell beside the value cells."""
    return Finding(
        rule=rule,
        location=place,
        partner=partner,
        read=read,
        details={"codes": _CODES, **details},
    )

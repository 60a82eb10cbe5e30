"""Rules on entries that were taken and are worth a look: what was made of them, and what surprises in them."""

from toolkit.analysis.readings import Doubt
from toolkit.model.findings import Rule, Severity
from toolkit.wording import phrase

EXPECTED = phrase("a figure ({unit}) or a code ({codes})")
CHECK = phrase("Check the figure with the partner if it surprises you.")


def _doubt(code: str, slug: str, severity: Severity, message: str, why: str) -> Rule:
    return Rule(code=code, slug=slug, severity=severity, message=message, expected=EXPECTED, remedy=CHECK, why=why)


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
    phrase("{cell} holds the formula {shown}; its result “{read}” was taken."),
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
FILLER = _doubt(
    "V327",
    "filler",
    Severity.WARNING,
    phrase("{cell}: {read} was kept as {value}; is it a figure, or a sign that there is none?"),
    phrase("9999, -1 or -99 are often typed where a program insists on a number and there is none."),
)
MIXED_SHARES = _doubt(
    "V328",
    "mixed-shares",
    Severity.WARNING,
    phrase("{cell}: {read} was kept as {value} % although other cells of the row hold {siblings}; is it a fraction?"),
    phrase("A row with 0.3 and 42 mixes shares and fractions, unless the share really fell that far."),
)
MARKED = _doubt(
    "V329",
    "figure-with-star",
    Severity.WARNING,
    phrase("{cell}: “{read}” was taken as {value}; what the star points to is not known."),
    phrase("A star points to a note. The figure is kept, with the quality of its row; the note may say more."),
)
CONVERTED = _doubt(
    "V330",
    "converted",
    Severity.NOTE,
    phrase("{cell}: “{read}” was taken as {value} ({unit})."),
    phrase("12 k€ are 12,000 euros and 35 h 30 are 35.5 hours: one figure only is possible."),
)
QUALIFIED = _doubt(
    "V334",
    "quality-in-cell",
    Severity.NOTE,
    phrase("{cell}: “{read}” was taken as {value}, quality “{quality}”."),
    phrase("Words on the quality of one figure hold for its cell and come before the quality of the row."),
)
UNUSUAL_DIGITS = _doubt(
    "V335",
    "unusual-digits",
    Severity.WARNING,
    phrase("{cell}: “{read}” was typed in full-width digits and taken as {value}."),
    phrase("Full-width digits come from another keyboard or from a copied page, not from a hand."),
)

RULE_OF_TAKEN = {
    Doubt.APPROXIMATE: APPROXIMATE,
    Doubt.SYNONYM: SYNONYM,
    Doubt.FORMULA: FORMULA,
    Doubt.SHARE_AT_MOST_ONE: SHARE_AT_MOST_ONE,
    Doubt.BELOW_MINIMUM: BELOW_MINIMUM,
    Doubt.ABOVE_MAXIMUM: ABOVE_MAXIMUM,
    Doubt.FILLER: FILLER,
    Doubt.MIXED_SHARES: MIXED_SHARES,
    Doubt.MARKED: MARKED,
    Doubt.CONVERTED: CONVERTED,
    Doubt.QUALIFIED: QUALIFIED,
    Doubt.UNUSUAL_DIGITS: UNUSUAL_DIGITS,
}
"""The rule of each doubt about an entry that was taken."""

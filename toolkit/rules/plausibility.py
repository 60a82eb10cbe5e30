"""Rules on figures that are well typed and yet unlikely: the checks that the workbook makes of a row, once more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.layout.row_checks import RowCheck, Typed, check_row, scope_of
from toolkit.model.answers import Answer
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.wording import phrase

_JUSTIFY = phrase("Ask the partner to confirm or to correct; a confirmed figure stays as it is.")


def _unlikely(code: str, slug: str, message: str, why: str) -> Rule:
    return Rule(code=code, slug=slug, severity=Severity.WARNING, message=message, remedy=_JUSTIFY, why=why)


TEN_TIMES = _unlikely(
    "C501",
    "ten-times-the-year-beside",
    phrase("{measure}, {territory}: a figure is at least ten times that of the year beside it ({figures})."),
    phrase("A jump by ten is more often a slip of the keyboard or another unit than a change."),
)
SAME = _unlikely(
    "C502",
    "same-in-all-years",
    phrase("{measure}, {territory}: all years have the same figure ({figures})."),
    phrase("The same figure in every year is often one year's figure copied on."),
)
OVER_WHOLE = _unlikely(
    "C503",
    "part-over-whole",
    phrase("{measure}, {territory}: a figure is larger than that of the territory around it ({figures})."),
    phrase("What is counted in a part of a territory is also counted in the whole."),
)
PARTS = _unlikely(
    "C504",
    "parts-do-not-add-up",
    phrase("{measure}, {territory}: the parts do not add up to this figure ({figures})."),
    phrase("Territories declared as parts of another one add up to it, unless something is counted twice."),
)

SHARE = _unlikely(
    "C506",
    "share-and-counts",
    phrase("{measure}, {territory}: the share is more than a point off what its two counts give ({figures})."),
    phrase(
        "A share is declared with the two counts it is made of; one of the three is wrong, or counts something else."
    ),
)

PLAUSIBILITY_RULES = (TEN_TIMES, SAME, OVER_WHOLE, PARTS, SHARE)
_RULE_OF_CHECK = {
    RowCheck.TEN_TIMES: TEN_TIMES,
    RowCheck.SAME: SAME,
    RowCheck.OVER_WHOLE: OVER_WHOLE,
    RowCheck.PARTS: PARTS,
    RowCheck.SHARE: SHARE,
}

Rows = Mapping[tuple[str, str], Sequence[Answer]]
"""The answers of each row, by measure and territory, in the order of the periods asked."""


def check_plausibility(rows: Rows, partner: str, collection: Collection) -> Iterator[Finding]:
    """Yield a finding for each row whose figures are unlikely, alone or beside the rows they are compared with."""
    measures = collection.framework.measures
    figures = {key: _figures(answers, key[0], collection) for key, answers in rows.items()}
    for key, answers in rows.items():
        kind = measures[key[0]].period_kind
        comparable = frozenset(other for other in rows if measures[other[0]].period_kind is kind)
        scope = scope_of(collection.framework, key, comparable, len(collection.periods_of(key[0]).required))
        for check in check_row(scope, key, figures):
            if check in _RULE_OF_CHECK:
                yield _find(_RULE_OF_CHECK[check], answers, partner)


def _figures(answers: Sequence[Answer], measure: str, collection: Collection) -> list[Typed]:
    by_period = {answer.point.period: answer.value for answer in answers}
    periods = collection.periods_of(measure)
    return [by_period.get(period.code) for period in (*periods.required, *periods.optional)]


def _find(rule: Rule, answers: Iterable[Answer], partner: str) -> Finding:
    valued = [answer for answer in answers if answer.value is not None]
    said = " · ".join(f"{answer.point.period}: {answer.raw}" for answer in valued)
    first = valued[0]
    return Finding(
        rule=rule,
        location=first.location,
        partner=partner,
        measure=first.point.measure,
        territory=first.point.territory,
        read=said,
        details={"figures": said},
    )

"""Periods as people type them on the sheet of other data, by the kind of period of the measure."""

import re

from toolkit.model.periods import Period, PeriodKind, civil_year, make_span, parse_period, school_year

_DASHES = str.maketrans({"–": "-", "—": "-", "\u2011": "-", "à": "-"})
_YEARS = re.compile(r"(\d{4})\s*[-/]\s*(\d{2}|\d{4})\Z")
_SHORT_YEARS = re.compile(r"(\d{2})\s*[-/]\s*(\d{2})\Z")
_CENTURY = 2000


def interpret_period(text: str, kind: PeriodKind) -> Period | None:
    """Understand a typed period; None when it could mean two things or nothing.

    `2018-2019` is a school year for a measure by school years and a span for one by calendar years;
    `2018/2019` is never a span of calendar years.
    """
    typed = "".join(text.translate(_DASHES).split()).removesuffix(".0")
    exact = parse_period(typed)
    if exact is not None and not (kind is PeriodKind.SCHOOL and not exact.is_school):
        return exact if exact.is_school == (kind is PeriodKind.SCHOOL) else None
    if kind is PeriodKind.SCHOOL:
        return _interpret_school(typed)
    if match := _YEARS.match(typed):
        first, last = int(match[1]), _full_year(match[1], match[2])
        return make_span(civil_year(first), civil_year(last)) if "-" in typed and first < last else None
    return None


def _interpret_school(typed: str) -> Period | None:
    if match := _YEARS.match(typed):
        first, last = int(match[1]), _full_year(match[1], match[2])
    elif match := _SHORT_YEARS.match(typed):
        first, last = _CENTURY + int(match[1]), _CENTURY + int(match[2])
    else:
        return None
    return school_year(first) if last == first + 1 else None


def _full_year(first: str, last: str) -> int:
    return int(last) if len(last) == len(first) else int(first[:2] + last)

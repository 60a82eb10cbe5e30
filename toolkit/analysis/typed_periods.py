"""Periods as people type them on the sheet of other data, by the kind of period of the measure."""

import re

from toolkit.analysis.typed_text import clean
from toolkit.model.periods import Period, PeriodKind, parse_period

_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2011": "-", "à": "-"})
_YEARS = re.compile(r"(\d{4})\s*[-/]\s*(\d{2}|\d{4})\Z", re.ASCII)
_SHORT_YEARS = re.compile(r"(\d{2})\s*[-/]\s*(\d{2})\Z", re.ASCII)
_NAMED = re.compile(r"(?:ann\u00e9e|annee|year|(?:ann\u00e9e|annee) scolaire|school year)\s+(?=\d)", re.IGNORECASE)
_ONE_YEAR = re.compile(
    r"(?:rentr\u00e9e|rentree|sept(?:\.|embre)?|autumn|september)?\s*(?:de\s+)?(\d{4})\Z", re.IGNORECASE
)
_CENTURY = 2000
_LAST_SHORT = 49
_MONTHS = 12


def interpret_period(text: str, kind: PeriodKind) -> Period | None:
    """Understand a typed period; None when it could mean two things or nothing.

    `2018-2019` is a school year for a measure by school years and a span for one by calendar years;
    `2018/2019` is never a span of calendar years; `2001-02` is no span, since it may be a month.
    """
    typed = "".join(_NAMED.sub("", clean(text), count=1).translate(_DASHES).split()).removesuffix(".0")
    exact = parse_period(typed) if typed.isascii() else None
    if exact is not None and not (kind is PeriodKind.SCHOOL and not exact.is_school):
        return exact if exact.is_school == (kind is PeriodKind.SCHOOL) else None
    if kind is PeriodKind.SCHOOL:
        return _interpret_school(typed)
    if match := _YEARS.match(typed):
        first, last = int(match[1]), _full_year(match[1], match[2])
        is_month = len(match[2]) < len(match[1]) and 1 <= int(match[2]) <= _MONTHS
        is_span = "-" in typed and first < last and not is_month
        return parse_period(f"{first}-{last}") if is_span else None
    return None


def propose_periods(text: str, kind: PeriodKind) -> tuple[str, ...]:
    """Propose the school years that a single year may mean: `rentrée 2018` is the one that begins then."""
    match = _ONE_YEAR.match(clean(text)) if kind is PeriodKind.SCHOOL else None
    if match is None:
        return ()
    year = int(match[1])
    begun = parse_period(f"{year}/{year + 1}")
    ended = parse_period(f"{year - 1}/{year}") if clean(text).isdigit() else None
    return tuple(each.code for each in (ended, begun) if each is not None)


def _interpret_school(typed: str) -> Period | None:
    if match := _YEARS.match(typed):
        first, last = int(match[1]), _full_year(match[1], match[2])
    elif (match := _SHORT_YEARS.match(typed)) and int(match[1]) <= _LAST_SHORT:
        first, last = _CENTURY + int(match[1]), _CENTURY + int(match[2])
    else:
        return None
    return parse_period(f"{first}/{last}")


def _full_year(first: str, last: str) -> int:
    return int(last) if len(last) == len(first) else int(first[:2] + last)

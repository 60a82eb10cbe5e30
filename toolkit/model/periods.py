"""Typed periods: calendar years, school years and spans, which never mix in a trend."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    """What a period is; the first two are the codes of `measures.period_kind`."""

    CIVIL = "civile"
    SCHOOL = "scolaire"
    SPAN = "span"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A period, ordered by its first and last calendar year.

    Attributes:
        first: calendar year in which it begins.
        last: calendar year in which it ends.
        code: as written in every output: `2019`, `2018/2019`, `2015-2019`, `2014/2015-2018/2019`.
        kind: calendar year, school year or span.
        is_school: whether it is a school year or a span of school years.
    """

    first: int
    last: int
    code: str
    kind: PeriodKind
    is_school: bool


_YEAR = re.compile(r"(\d{4})\Z")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{4})\Z")
_SPAN = re.compile(r"(\d{4})-(\d{4})\Z")
_SCHOOL_SPAN = re.compile(r"(\d{4})/(\d{4})-(\d{4})/(\d{4})\Z")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def civil_year(year: int) -> Period:
    """Make the period of one calendar year."""
    return Period(first=year, last=year, code=str(year), kind=PeriodKind.CIVIL, is_school=False)


def school_year(first: int) -> Period:
    """Make the period of the school year that begins in a calendar year."""
    code = f"{first}/{first + 1}"
    return Period(first=first, last=first + 1, code=code, kind=PeriodKind.SCHOOL, is_school=True)


def make_span(first: Period, last: Period) -> Period:
    """Make the span from one year to a later one of the same kind."""
    return Period(
        first=first.first,
        last=last.last,
        code=f"{first.code}-{last.code}",
        kind=PeriodKind.SPAN,
        is_school=first.is_school,
    )


@lru_cache(maxsize=4096)  # a few codes, asked for at each of a million data points
def parse_period(code: str) -> Period | None:
    """Read a period written in its canonical form; None when it is not one.

    `2018-2019` is a span of calendar years; what partners type is interpreted elsewhere.
    """
    if match := _YEAR.match(code):
        year = int(match[1])
        return civil_year(year) if _is_plausible(year) else None
    if match := _SCHOOL_YEAR.match(code):
        return _parse_school_year(match[1], match[2])
    if match := _SPAN.match(code):
        first, last = int(match[1]), int(match[2])
        ordered = _is_plausible(first) and _is_plausible(last) and first < last
        return make_span(civil_year(first), civil_year(last)) if ordered else None
    if match := _SCHOOL_SPAN.match(code):
        begin, end = _parse_school_year(match[1], match[2]), _parse_school_year(match[3], match[4])
        return make_span(begin, end) if begin and end and begin.first < end.first else None
    return None


def _parse_school_year(first: str, last: str) -> Period | None:
    begin, end = int(first), int(last)
    return school_year(begin) if _is_plausible(begin) and end == begin + 1 else None


def _is_plausible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR

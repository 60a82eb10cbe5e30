"""Writes a period as SDMX has it. Must not judge whether it was asked."""

from toolkit.model.periods import Period

SCHOOL_YEAR_BEGINS = "09-01"
"""The day on which a school year begins, in France."""


def as_time_period(period: Period) -> str:
    """Give the TIME_PERIOD of a period: `2019`, or a time range of whole years such as `2018-09-01/P1Y`.

    A calendar year is a Gregorian year of SDMX; a school year and a span are time ranges: the first day and the
    length. No two periods have the same.
    """
    if period.is_school:
        return f"{period.first}-{SCHOOL_YEAR_BEGINS}/P{period.last - period.first}Y"
    if period.first == period.last:
        return str(period.first)
    return f"{period.first}-01-01/P{period.last - period.first + 1}Y"

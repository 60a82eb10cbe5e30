"""Periods as people type them."""

import pytest

from toolkit.analysis.typed_periods import interpret_period
from toolkit.model.periods import PeriodKind, parse_period

CIVIL, SCHOOL = PeriodKind.CIVIL, PeriodKind.SCHOOL


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("2019", CIVIL, "2019"),
        (" 2019 ", CIVIL, "2019"),
        ("2015-2019", CIVIL, "2015-2019"),
        ("2015 – 2019", CIVIL, "2015-2019"),
        ("2015 à 2019", CIVIL, "2015-2019"),
        ("2015-19", CIVIL, "2015-2019"),
        ("2018-2019", CIVIL, "2018-2019"),
        ("2001-2017", CIVIL, "2001-2017"),
        ("2018/2019", CIVIL, None),
        ("2019-2015", CIVIL, None),
        ("", CIVIL, None),
        ("0", CIVIL, None),
        ("depuis toujours", CIVIL, None),
        ("2018/2019", SCHOOL, "2018/2019"),
        ("2018-2019", SCHOOL, "2018/2019"),
        ("2018/19", SCHOOL, "2018/2019"),
        ("18-19", SCHOOL, "2018/2019"),
        ("2014/2015-2018/2019", SCHOOL, "2014/2015-2018/2019"),
        ("2014/2015 à 2018/2019", SCHOOL, "2014/2015-2018/2019"),
        ("2019", SCHOOL, None),
        ("2015-2019", SCHOOL, None),
        ("2018/2020", SCHOOL, None),
    ],
)
def test_a_typed_period_is_read_by_the_kind_of_the_measure(text, kind, code):
    period = interpret_period(text, kind)
    assert (period.code if period else None) == code


@pytest.mark.parametrize("code", ["2019", "2018/2019", "2015-2019", "2014/2015-2018/2019"])
def test_a_period_is_written_as_it_is_read(code):
    assert parse_period(code).code == code


@pytest.mark.parametrize("code", ["", "0", "19", "2019/2019", "2018/2020", "2019-2019", "2019-2015", "3000", " 2019"])
def test_what_is_no_period_is_none(code):
    assert parse_period(code) is None

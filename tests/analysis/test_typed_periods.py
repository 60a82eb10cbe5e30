"""Periods as people type them."""

import pytest

from toolkit.analysis.typed_periods import interpret_period, propose_periods
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
        ("2018-19", SCHOOL, "2018/2019"),
        ("2018 / 2019", SCHOOL, "2018/2019"),
        ("2018 – 2019", SCHOOL, "2018/2019"),
        ("2018\u00a0/\u00a02019\u200b", SCHOOL, "2018/2019"),
        ("année scolaire 2018-2019", SCHOOL, "2018/2019"),
        ("School year 2018/19", SCHOOL, "2018/2019"),
        ("2009-10", SCHOOL, "2009/2010"),
        ("98-99", SCHOOL, None),
        ("99-00", SCHOOL, None),
        ("rentrée 2018", SCHOOL, None),
        ("", SCHOOL, None),
        ("0", SCHOOL, None),
        ("année 2019", CIVIL, "2019"),
        ("2019.0", CIVIL, "2019"),
        ("2001-02", CIVIL, None),
        ("2018-12", CIVIL, None),
        ("2012-13", CIVIL, "2012-2013"),
        ("9998-99", CIVIL, None),
        ("18-19", CIVIL, None),
        ("٢٠١٩-٢٠٢٠", CIVIL, None),
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


@pytest.mark.parametrize(
    ("text", "kind", "proposals"),
    [
        ("rentrée 2018", SCHOOL, ("2018/2019",)),
        ("Rentrée de 2018", SCHOOL, ("2018/2019",)),
        ("septembre 2018", SCHOOL, ("2018/2019",)),
        ("2018", SCHOOL, ("2017/2018", "2018/2019")),
        ("2018", CIVIL, ()),
        ("0", SCHOOL, ()),
        ("", SCHOOL, ()),
        ("3018", SCHOOL, ()),
        ("depuis 2018", SCHOOL, ()),
    ],
)
def test_a_single_year_of_a_school_measure_is_a_question_with_proposals(text, kind, proposals):
    assert interpret_period(text, kind) is None or kind is CIVIL
    assert propose_periods(text, kind) == proposals

import pytest

from toolkit.analysis.time_ranges import as_time_period
from toolkit.model.periods import parse_period


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2019", "2019"),
        ("2018/2019", "2018-09-01/P1Y"),
        ("2015-2019", "2015-01-01/P5Y"),
        ("2018-2019", "2018-01-01/P2Y"),
        ("2014/2015-2018/2019", "2014-09-01/P5Y"),
    ],
)
def test_a_period_is_a_year_or_a_range_of_whole_years(code, expected):
    assert as_time_period(parse_period(code)) == expected

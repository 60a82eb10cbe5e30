"""Which data points are asked again, case by case."""

import pytest

from toolkit.analysis.corrections import list_corrections
from toolkit.model.records import FindingRecord, PointRecord
from toolkit.model.states import State

YEARS = ("2017", "2018", "2019")


def record(period, state=State.VALUE, value=1, **options):
    given = {"is_required": True, "file": "a.xlsx", "sheet": "S", "cell": f"G{period}", **options}
    figure = value if state is State.VALUE else None
    return PointRecord(
        partner="A",
        action="T",
        indicator="T.1",
        measure="T.1a",
        territory="P",
        period=period,
        state=state,
        unit="nombre",
        value=figure,
        **given,
    )


def finding(code="V324", severity="warning", **options):
    given = {"partner": "A", "measure": "T.1a", "territory": "P", **options}
    return FindingRecord(code=code, severity=severity, message="m", suggestion="s", **given)


def asked(points, *findings):
    return {point.period: [each.code for each in found] for point, found in list_corrections(points, findings).items()}


ROW = tuple(record(year) for year in YEARS)


def test_nothing_is_asked_again_of_nobody():
    assert asked(()) == {}
    assert asked((), finding(period="2017")) == {}


def test_zero_is_a_value_and_is_not_asked_again():
    assert asked((record("2017", value=0),)) == {}


@pytest.mark.parametrize(
    ("state", "when_required"),
    [
        (State.VALUE, False),
        (State.UNAVAILABLE, False),
        (State.NOT_APPLICABLE, False),
        (State.COUNTED_ELSEWHERE, False),
        (State.CONFIDENTIAL, False),
        (State.PENDING, True),
        (State.BLANK, True),
        (State.REJECTED, True),
        (State.NOT_RETURNED, False),
    ],
)
def test_what_is_required_is_asked_again_by_its_state_and_what_is_optional_never(state, when_required):
    assert bool(asked((record("2017", state),))) is when_required
    assert asked((record("2017", state, is_required=False),)) == {}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"period": "2018"}, {"2018": ["V324"]}),
        ({"period": "2018", "severity": "error", "code": "V301"}, {"2018": ["V301"]}),
        ({"period": "2018", "severity": "note", "code": "V321"}, {}),
        ({"period": "2018", "partner": "B"}, {}),
        ({"period": "2018", "territory": "Q"}, {}),
        ({"period": "2018", "code": "L401"}, {"2018": ["L401"]}),
        ({"period": "2018", "code": "L404"}, {}),
        ({"code": "F123"}, {}),
        ({"code": "S209", "file": "a.xlsx", "sheet": "S", "cell": "D6"}, {}),
        ({"code": "V326", "file": "a.xlsx", "sheet": "S", "cell": "G2019"}, {"2019": ["V326"]}),
        ({"code": "C501"}, {year: ["C501"] for year in YEARS}),
        ({"code": "S205", "severity": "error"}, {year: ["S205"] for year in YEARS}),
    ],
)
def test_an_open_error_or_warning_asks_for_what_it_is_about(options, expected):
    assert asked(ROW, finding(**options)) == expected


def test_an_unlikely_row_asks_only_for_its_figures_and_only_for_the_doubtful_one_if_there_is_one():
    row = (record("2017", State.UNAVAILABLE), record("2018"), record("2019", value=0))
    assert asked(row, finding("C501")) == {"2018": ["C501"], "2019": ["C501"]}
    assert asked(row, finding("C501"), finding(period="2018")) == {"2018": ["V324", "C501"]}


def test_optional_figures_are_asked_again_with_an_open_finding_and_volunteered_ones_never():
    assert asked((record("2020", is_required=False),), finding(period="2020")) == {"2020": ["V324"]}
    assert asked((record("2020", is_required=False, is_volunteered=True),), finding(period="2020")) == {}


def test_a_finding_left_as_it_is_asks_nothing_and_one_to_be_asked_asks_whatever_its_severity():
    assert asked(ROW, finding("C501", period="2018", decision="waive")) == {}
    assert asked(ROW, finding("C501", period="2018", severity="note")) == {}
    assert asked(ROW, finding("C501", period="2018", severity="note", decision="ask")) == {"2018": ["C501"]}

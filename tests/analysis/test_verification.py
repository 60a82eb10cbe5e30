from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris, paris_points, read_answers
from small_series import point, points_of, small_collection

from toolkit.analysis.claim_entries import read_direction, read_kind, read_printed
from toolkit.analysis.verification import check_claims
from toolkit.model.claims import Claim, ClaimVerdict

POINTS = (
    *points_of("count", y2015=80, y2016=0, y2018=100, y2019=123),
    *points_of("share", y2015="33.9", y2019="31.4"),
    *points_of("index", y2015=100, y2019="104.5"),
    *points_of("count", **{"2014-2016": 5, "2017-2019": 9, "2015-2019": 20}),
    *points_of("pupils", **{"2016/2017": 5, "2018/2019": 9}),
    point(7, "2015", "label"),
    point(5, "2015", "persons"),
    point(6, "2019", "persons", quality="break"),
    point(5, "2015", "stock", quality="partial"),
    point(6, "2019", "stock"),
)


def claim(kind, value, measure="count", first="2015", last="2019", **more):
    defaults = {"line": 2, "partner": "AAA", "territory": "PARIS"}
    return Claim(**{**defaults, **more}, measure=measure, from_period=first, to_period=last, kind=kind, value=value)


def check(*args, points=POINTS, stable=None, **more):
    (checked,) = check_claims(small_collection(stable), points, [claim(*args, **more)])
    return checked


@pytest.mark.parametrize(
    ("kind", "value", "verdict"),
    [
        ("abs_change", "43", "agrees"),
        ("abs_change", "+43", "agrees"),
        ("abs_change", "-43", "disagrees"),
        ("abs_change", "43.0", "agrees"),
        ("abs_change", "0", "disagrees"),
        ("pct_change", "54", "agrees"),  # 53.75
        ("pct_change", "53.8", "agrees"),
        ("pct_change", "53.7", "agrees"),  # a half may be rounded either way
        ("pct_change", "53.75", "agrees"),
        ("pct_change", "53", "disagrees"),
        ("pct_change", "+ 54 %", "agrees"),
        ("multiple", "1.5", "agrees"),
        ("multiple", "x 1,54", "agrees"),
        ("multiple", "2", "agrees"),
        ("multiple", "3", "disagrees"),
        ("direction", "up", "agrees"),
        ("direction", "En hausse", "agrees"),
        ("direction", "down", "disagrees"),
        ("direction", "stable", "disagrees"),
        ("value", "123", "agrees"),
        ("value", "124", "disagrees"),
    ],
)
def test_a_statement_on_a_count_agrees_at_the_decimals_printed(kind, value, verdict):
    assert check(kind, value).verdict.value == verdict


@pytest.mark.parametrize(
    ("measure", "kind", "value", "verdict"),
    [
        ("share", "points_change", "-2.5", "agrees"),
        ("share", "points_change", "−2,5 points", "agrees"),
        ("share", "points_change", "-3", "agrees"),
        ("share", "points_change", "-2", "agrees"),
        ("share", "points_change", "2.5", "disagrees"),
        ("share", "pct_change", "-7.4", "agrees"),
        ("share", "pct_change", "-2.5", "disagrees"),
        ("index", "points_change", "4.5", "agrees"),
    ],
)
def test_points_and_percent_are_not_the_same(measure, kind, value, verdict):
    assert check(kind, value, measure).verdict.value == verdict


@pytest.mark.parametrize(
    ("last", "stable", "verdict"),
    [
        ("100", None, "agrees"),
        ("105", None, "agrees"),
        ("95", None, "agrees"),
        ("105.1", None, "disagrees"),
        ("0", None, "disagrees"),
        ("103", "2", "disagrees"),
        ("101", "0", "disagrees"),
        ("100", "0", "agrees"),
    ],
)
def test_stable_is_within_five_percent_unless_the_campaign_declares_otherwise(last, stable, verdict):
    points = points_of("count", y2015=100, y2019=last)
    assert check("direction", "stable", points=points, stable=stable).verdict.value == verdict


def test_up_and_down_go_by_the_sign_alone():
    points = points_of("count", y2015=1000, y2019=1001)
    assert check("direction", "up", points=points).verdict is ClaimVerdict.AGREES
    assert check("direction", "stable", points=points).verdict is ClaimVerdict.AGREES
    assert check("direction", "down", points=points).verdict is ClaimVerdict.DISAGREES


def test_zero_to_zero_is_stable_and_neither_up_nor_down():
    points = points_of("count", y2015=0, y2019=0)
    verdicts = [check("direction", word, points=points).verdict.value for word in ("stable", "up", "down")]
    assert verdicts == ["agrees", "disagrees", "disagrees"]


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (claim("abs_change", "1", "X9.1a"), "unknown_measure"),
        (claim("abs_change", "1", ""), "unknown_measure"),
        (claim("abs_change", "1", partner="ZZZ"), "unknown_partner"),
        (claim("abs_change", "1", territory="LYON"), "unknown_territory"),
        (claim("growth", "1"), "unknown_kind"),
        (claim("", "1"), "unknown_kind"),
        (claim("abs_change", "beaucoup"), "unreadable_value"),
        (claim("abs_change", ""), "unreadable_value"),
        (claim("direction", "43"), "unreadable_value"),
        (claim("direction", ""), "unreadable_value"),
        (claim("abs_change", "1", first="demain"), "unreadable_period"),
        (claim("abs_change", "1", first=""), "unreadable_period"),
        (claim("abs_change", "1", last=""), "unreadable_period"),
        (claim("abs_change", "1", last="2018/2019"), "unlike_periods"),
        (claim("abs_change", "1", last="2017-2019"), "unlike_periods"),
        (claim("abs_change", "1", first="2014-2016", last="2015-2019"), "unlike_periods"),
        (claim("abs_change", "1", first="2019", last="2015"), "periods_not_in_order"),
        (claim("abs_change", "1", first="2015", last="2015"), "periods_not_in_order"),
        (claim("abs_change", "1", "label"), "not_a_figure"),
        (claim("abs_change", "1", territory="QP"), "no_series"),
        (claim("abs_change", "1", "gap"), "no_series"),
        (claim("abs_change", "1", last="2017"), "no_figure"),
        (claim("abs_change", "1", "share", first="2014-2016", last="2017-2019"), "no_figure"),
        (claim("pct_change", "1", first="2016"), "zero_base"),
        (claim("multiple", "1", first="2016"), "zero_base"),
        (claim("points_change", "1"), "not_in_points"),
        (claim("abs_change", "1", "persons"), "break"),
        (claim("direction", "up", "stock"), "partial"),
    ],
)
def test_a_statement_that_cannot_be_computed_says_why(stated, why):
    (checked,) = check_claims(small_collection(), POINTS, [stated])
    assert (checked.verdict, checked.why.value) == (ClaimVerdict.NOT_COMPUTABLE, why)


def test_the_other_territories_are_named_where_there_is_no_figure():
    assert check("abs_change", "1", territory="QP").detail == "PARIS"
    assert check("abs_change", "1", last="2017").detail == "2017"


def test_spans_of_one_length_and_school_years_are_like_periods():
    assert check("abs_change", "4", first="2014-2016", last="2017-2019").verdict is ClaimVerdict.AGREES
    for first, last in (("2016/2017", "2018/2019"), ("2016-17", "2018-19"), ("2016-2017", "2018-2019")):
        assert check("abs_change", "4", "pupils", first, last).verdict is ClaimVerdict.AGREES


def test_a_territory_is_that_which_the_figures_were_given_for():
    points = [point(value, year, territory_given="QP") for value, year in ((5, "2015"), (7, "2019"))]
    assert check("abs_change", "2", points=points, territory="QP").verdict is ClaimVerdict.AGREES
    assert check("abs_change", "2", points=points).why.value == "no_series"


def test_without_a_partner_there_must_be_one_only():
    assert check("abs_change", "43", partner="").verdict is ClaimVerdict.AGREES
    other = (*POINTS, point(1, partner="BBB"))
    assert check("abs_change", "43", partner="", points=other).detail == "AAA, BBB"


def test_the_figures_compared_are_given_with_the_verdict():
    checked = check("pct_change", "53")
    assert (checked.first.value, checked.last.value, checked.computed) == (80, 123, Decimal("53.75"))
    assert (checked.direction, checked.why) == ("up", None)
    assert check("abs_change", "1", last="2017").first.value == 80


def test_no_statements_have_no_verdicts():
    assert list(check_claims(small_collection(), POINTS, [])) == []


PUBLISHED = read_answers("published_changes.csv")


def test_each_of_the_published_changes_comes_out_as_the_figures_bear_it_out():
    claims = [
        Claim(line=line, **{name: cell for name, cell in row.items() if name != "agrees"})
        for line, row in enumerate(PUBLISHED, start=2)
    ]
    checked = list(check_claims(paris(), paris_points(), claims))
    assert len(checked) == 144
    found = [("yes" if each.verdict is ClaimVerdict.AGREES else "no", each.claim.line) for each in checked]
    assert found == [(row["agrees"], line) for line, row in enumerate(PUBLISHED, start=2)]
    assert all(each.verdict is not ClaimVerdict.NOT_COMPUTABLE for each in checked)


@pytest.mark.parametrize(
    ("typed", "value", "decimals"),
    [
        ("0", "0", 0),
        ("2,0", "2", 1),
        ("-2.5", "-2.5", 1),
        ("'-2.5", "-2.5", 1),
        ("– 2,5 pts", "-2.5", 1),
        ("+11 307", "11307", 0),
        ("11\u202f307", "11307", 0),
        ("1,234,567", "1234567", 0),
        ("1,234.5", "1234.5", 1),
        ("22 %", "22", 0),
        ("×3", "3", 0),
        ("3 fois", "3", 0),
    ],
)
def test_a_figure_is_read_as_printed(typed, value, decimals):
    printed = read_printed(typed)
    assert (printed.value, printed.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("typed", ["", " ", "beaucoup", "10 sur 18", "%", "2-3", "#REF!"])
def test_what_is_no_figure_is_not_read(typed):
    assert read_printed(typed) is None


def test_kinds_and_directions_are_read_in_any_case():
    assert read_kind("PCT-change ").value == "pct_change"
    assert read_direction(" Stabilité").value == "stable"
    assert read_kind("") is read_direction("") is None


@given(
    st.decimals(min_value="0.1", max_value=10**6, places=1),
    st.decimals(min_value=0, max_value=10**6, places=1),
    st.integers(0, 3),
)
def test_a_change_rounded_to_any_decimals_agrees_and_one_unit_off_does_not(first, last, decimals):
    points = points_of("share", y2015=first, y2019=last)
    exact = 100 * (last - first) / first
    unit = Decimal(1).scaleb(-decimals)
    printed = exact.quantize(unit)
    assert check("pct_change", f"{printed:f}", "share", points=points).verdict is ClaimVerdict.AGREES
    assert check("pct_change", f"{printed + 2 * unit:f}", "share", points=points).verdict is ClaimVerdict.DISAGREES


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_raising_the_last_value_never_refutes_a_rise(first, last, more):
    before, after = (
        check("direction", "up", points=points_of("count", y2015=first, y2019=value)).verdict is ClaimVerdict.AGREES
        for value in (last, last + more)
    )
    assert before <= after

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris, paris_points
from targets_at_hand import figure, framework

from toolkit.analysis.secrecy import list_small_counts, mask_points
from toolkit.model.framework import Framework, ShareRule, Territory
from toolkit.model.states import State

PERSONS = {"counted": "personne", "across_periods": "none"}
THRESHOLD = 5
PARTS = {"QPV": ("QP", "QVA"), "QP": ("QP-1", "QP-2", "QP-3")}


def tree(**measure) -> Framework:
    """QPV is QP and QVA; QP is QP-1, QP-2 and QP-3."""
    whole = {part: code for code, parts in PARTS.items() for part in parts}
    codes = ("QPV", "QP", "QVA", "QP-1", "QP-2", "QP-3", "PARIS")
    territories = {code: Territory(code=code, label=code, part_of=whole.get(code, "")) for code in codes}
    return replace(framework(**{**PERSONS, **measure}), territories=territories)


def at(**values):
    """Figures of 2019 by territory: `at(QPV="9", QP_1="0")`."""
    return tuple(figure("2019", value, code.replace("_", "-")) for code, value in values.items())


def listed(points, **measure):
    return [
        (row.territory, row.role.value, row.given_back_by)
        for row in list_small_counts(tree(**measure), points, THRESHOLD)
    ]


def masked(points, **measure):
    after = mask_points(tree(**measure), points, THRESHOLD)
    return [point.territory for point, kept in zip(points, after, strict=True) if point != kept]


@pytest.mark.parametrize(
    ("value", "counted", "unit", "is_small"),
    [
        ("4", "personne", "nombre", True),
        ("4", "menage", "nombre", True),
        ("1", "personne", "nombre", True),
        ("4.9", "personne", "nombre", True),
        ("5", "personne", "nombre", False),
        ("0", "personne", "nombre", False),
        ("4", "structure", "nombre", False),
        ("4", "", "nombre", False),
        ("4", "personne", "%", False),
        (None, "personne", "nombre", False),
    ],
)
def test_a_small_count_of_persons_or_households_is_listed(value, counted, unit, is_small):
    assert bool(listed(at(PARIS=value), counted=counted, unit=unit)) == is_small


def test_nothing_to_hide_masks_nothing():
    assert masked(()) == masked(at(QPV="20", QP="10", QVA="10")) == listed(()) == []


def test_a_small_part_takes_its_smallest_sibling_with_it():
    assert masked(at(QPV="100", QP="97", QVA="3")) == ["QP", "QVA"]
    assert masked(at(QP="40", QP_1="3", QP_2="30", QP_3="7")) == ["QP-1", "QP-3"]


def test_a_sibling_masked_takes_one_of_its_own_parts_with_it():
    points = at(QPV="43", QP="40", QVA="3", QP_1="10", QP_2="25", QP_3="5")
    assert masked(points) == ["QP", "QVA", "QP-3"]


def test_a_zero_is_published_and_protects_nobody():
    assert masked(at(QP="10", QP_1="3", QP_2="0", QP_3="7")) == ["QP-1", "QP-3"]
    assert masked(at(QP="3", QP_1="3", QP_2="0", QP_3="0")) == ["QP", "QP-1"]


def test_hidden_ones_that_come_to_their_number_hide_the_whole_too():
    assert masked(at(QP="12", QP_1="1", QP_2="1", QP_3="10")) == ["QP-1", "QP-2", "QP-3"]
    assert masked(at(QP="13", QP_1="1", QP_2="2", QP_3="10")) == ["QP-1", "QP-2"]


def test_a_part_that_is_missing_keeps_the_sum_from_giving_anything_back():
    assert masked(at(QP="40", QP_1="3", QP_2="30")) == ["QP-1"]


def test_a_part_where_the_question_makes_no_sense_counts_as_nothing():
    nothing = figure("2019", None, "QP-3", state=State.NOT_APPLICABLE)
    assert masked((*at(QP="33", QP_1="3", QP_2="30"), nothing)) == ["QP-1", "QP-2"]


def test_what_a_partner_kept_secret_is_not_given_back():
    secret = figure("2019", None, "QVA", state=State.CONFIDENTIAL)
    points = (*at(QPV="100", QP="97"), secret)
    assert masked(points) == ["QP"]
    assert listed(points) == [
        ("QP", "complementary", ("QP + QVA = QPV",)),
        ("QVA", "confidential", ("QP + QVA = QPV",)),
    ]
    assert listed((secret,)) == []


def test_shares_of_parts_do_not_add_up_and_give_nothing_back():
    secret = figure("2019", None, "QVA", state=State.CONFIDENTIAL)
    assert masked((*at(QPV="30", QP="20"), secret), unit="%") == []


def test_years_that_add_up_to_a_span_give_none_of_them_back():
    years = (figure("2018", "3"), figure("2019", "30"), figure("2018-2019", "33"))
    after = mask_points(tree(across_periods="sum"), years, THRESHOLD)
    assert [point.state.value for point in after] == ["confidential", "confidential", "value"]
    after = mask_points(tree(across_periods="last"), years, THRESHOLD)
    assert [point.state.value for point in after] == ["confidential", "value", "value"]


def test_a_cell_left_empty_beside_the_figure_is_not_listed():
    given = figure("2019", "3", "QVA", is_volunteered=True)
    assert listed((figure("2019", None, "QVA"), given)) == [("QVA", "small", ())]


def test_a_share_of_a_small_count_is_masked_with_it():
    base = tree()
    part = base.measures["A1.1a"]
    measures = {"A1.1a": part, "A1.1b": replace(part, code="A1.1b"), "A1.1c": replace(part, code="A1.1c", unit="%")}
    shared = replace(base, measures=measures, share_rules=(ShareRule(share="A1.1c", part="A1.1a", whole="A1.1b"),))
    three = (figure("2019", "3"), figure("2019", "30"), figure("2019", "10"))
    points = tuple(replace(point, measure=code) for point, code in zip(three, measures, strict=True))
    assert [point.value for point in mask_points(shared, points, THRESHOLD)] == [None, Decimal(30), None]


def test_a_masked_point_keeps_nothing_that_would_tell():
    point = figure("2019", "3", "QP-1", raw="3", comment="trois familles", reason="", quality="final", cell="F7")
    (after,) = mask_points(tree(), (point,), THRESHOLD)
    assert after == replace(
        point, state=State.CONFIDENTIAL, value=None, raw="", comment="", reason="secrecy", quality=""
    )


def test_partners_and_periods_protect_each_other_not():
    points = (*at(QPV="40", QP="37"), figure("2019", "3", "QVA", partner="BBB"), figure("2018", "3", "QVA"))
    assert masked(points) == ["QVA", "QVA"]


def test_a_threshold_of_one_masks_nothing():
    assert mask_points(tree(), at(QP="1", QP_1="1"), 1) == at(QP="1", QP_1="1")


def test_the_example_masks_its_small_counts_and_no_more():
    points, framework_ = paris_points(), paris().framework
    rows = list_small_counts(framework_, points, THRESHOLD)
    assert {row.role.value for row in rows} == {"small"}
    assert len(rows) == 12
    assert sum(a != b for a, b in zip(points, mask_points(framework_, points, THRESHOLD), strict=True)) == 12


counts = st.integers(0, 12)


@given(one=counts, two=counts, three=counts, veil=counts, shown=st.sets(st.sampled_from(["QPV", "QP", "QVA", "QP-2"])))
def test_no_masked_figure_can_be_computed_by_one_declared_sum(one, two, three, veil, shown):
    values = {"QP-1": one, "QP-2": two, "QP-3": three, "QP": one + two + three, "QVA": veil}
    values["QPV"] = values["QP"] + veil
    points = tuple(figure("2019", str(value), code) for code, value in values.items() if code not in shown)
    after = {point.territory: point for point in mask_points(tree(), points, THRESHOLD)}
    for whole, parts in PARTS.items():
        known = [after.get(code) for code in (whole, *parts)]
        if None in known:
            continue
        hidden = [point.territory for point in known if point.value is None]
        assert len(hidden) != 1
        if hidden and whole not in hidden:
            assert sum(values[code] for code in hidden) > len(hidden)
    for code, point in after.items():
        assert (point.value is None) or values[code] == 0 or values[code] >= THRESHOLD


@given(st.lists(counts, min_size=4, max_size=4), st.randoms())
def test_what_is_masked_does_not_depend_on_the_order(values, random):
    points = [figure("2019", str(value), code) for code, value in zip(("QP-1", "QP-2", "QP-3"), values, strict=False)]
    points.append(figure("2019", str(sum(values[:3])), "QP"))
    shuffled = list(points)
    random.shuffle(shuffled)
    assert sorted(masked(tuple(points))) == sorted(masked(tuple(shuffled)))


@given(st.lists(counts, min_size=3, max_size=3))
def test_masking_twice_changes_nothing(values):
    points = tuple(
        figure("2019", str(value), code) for code, value in zip(("QP-1", "QP-2", "QP-3"), values, strict=True)
    )
    once = mask_points(tree(), (*points, figure("2019", str(sum(values)), "QP")), THRESHOLD)
    assert mask_points(tree(), once, THRESHOLD) == once

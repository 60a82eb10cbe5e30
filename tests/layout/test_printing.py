"""Pages of a printed grid end between actions where an action fits on a page."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.layout.printing import plan_pages

HEAD = 100.0


def groups_of(sizes):
    first = 6
    for size in sizes:
        yield first, first + size - 1
        first += size


def test_a_short_table_has_no_break():
    plan = plan_pages("A3", (10.0,) * 20, dict.fromkeys(range(6, 9), 30.0), [(6, 8)], HEAD)
    assert plan.breaks == ()


def test_columns_that_fit_are_printed_at_full_size_and_others_smaller():
    assert plan_pages("A4", (10.0,) * 5, {}, [], HEAD).scale == 100
    assert plan_pages("A4", (10.0,) * 30, {}, [], HEAD).scale < 60


@given(st.lists(st.integers(1, 12), min_size=1, max_size=40), st.floats(15, 80))
def test_a_break_stands_between_two_groups_and_each_page_holds_what_fits(sizes, height):
    groups = list(groups_of(sizes))
    heights = {row: height for first, last in groups for row in range(first, last + 1)}
    plan = plan_pages("A3", (12.0,) * 24, heights, groups, HEAD)
    ends = {last for _, last in groups}
    assert set(plan.breaks) <= ends
    assert list(plan.breaks) == sorted(set(plan.breaks))
    room = (842 - 72.0) * 100 / plan.scale
    starts = [6, *(row + 1 for row in plan.breaks)]
    for start, end in zip(starts, [*plan.breaks, groups[-1][1]], strict=True):
        held = sum(heights[row] for row in range(start, end + 1))
        fits = all(
            sum(heights[row] for row in range(a, b + 1)) + HEAD <= room * 0.97 for a, b in groups if start <= a <= end
        )
        assert not fits or held + HEAD <= room

"""How cells look: contrast as WCAG 2.2 computes it, no meaning by colour alone, few sizes and few colours."""

from itertools import combinations
from pathlib import Path

import pytest
from small_campaign import write_small_campaign

import toolkit
from toolkit.layout.styles import LEGEND, PAPER, RULE_LINE, STYLES, Role
from toolkit.layout.workbook import plan_workbook
from toolkit.workflows.loading import load_collection

TEXT, BORDER = 4.5, 3.0
UNLOCKED = [role for role, style in STYLES.items() if not style.is_locked]
IN_WORDS = frozenset(
    {
        *(Role.HEADER, Role.HEADER_PERIOD, Role.HEADER_OPTIONAL, Role.STATE, Role.WARNING),
        *(Role.TOTAL_LABEL, Role.TOTAL_COUNT, Role.TOTAL_PERCENT),
        *(Role.OBTAINED, Role.OBTAINED_BESIDE, Role.MISSING),
        *(Role.HEAT_1, Role.HEAT_2, Role.HEAT_3, Role.HEAT_4, Role.HEAT_5),
    }
)
"""Looks whose cells always say in a word or a number what their colour means; their fill only repeats it."""


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def without_colour(role):
    """What is left of a look on a black-and-white print: the border and how strongly it shows, the letters."""
    style = STYLES[role]
    shows = bool(style.line) and contrast(style.line_ink, PAPER) >= BORDER
    return style.line, shows, style.is_bold, style.is_underlined, style.size


def look(role):
    style = STYLES[role]
    return style.fill, style.line, style.line_ink, style.ink, style.is_bold


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("777777", "FFFFFF", 4.48), ("FF0000", "FFFFFF", 4.0)],
)
def test_contrast_is_what_the_standard_computes(first, second, ratio):
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("role", Role)
def test_text_stands_out_from_its_fill(role):
    style = STYLES[role]
    assert contrast(style.ink, style.fill or PAPER) >= TEXT


@pytest.mark.parametrize("role", UNLOCKED)
def test_the_border_of_an_input_cell_stands_out_inside_and_outside(role):
    style = STYLES[role]
    assert style.fill
    assert style.line
    assert contrast(style.line_ink, style.fill) >= BORDER
    assert contrast(style.line_ink, PAPER) >= BORDER


def test_no_fill_tells_alone_what_a_cell_is():
    alone = [
        (first.value, second.value)
        for first, second in combinations(Role, 2)
        if STYLES[first].fill != STYLES[second].fill and without_colour(first) == without_colour(second)
    ]
    assert [pair for pair in alone if not IN_WORDS & {Role(each) for each in pair}] == []


@pytest.mark.parametrize("role", UNLOCKED)
def test_an_input_cell_differs_from_every_locked_one_without_colour(role):
    locked = {without_colour(other) for other, style in STYLES.items() if style.is_locked and not style.is_bold}
    assert without_colour(role) not in locked


def test_every_look_of_an_input_cell_is_in_the_legend():
    assert {look(role) for role in UNLOCKED} <= {look(role) for role, _ in LEGEND}
    assert len({look(role) for role, _ in LEGEND}) == len(LEGEND)


def test_there_are_two_sizes_of_letters():
    assert len({style.size for style in STYLES.values()}) == 2


@pytest.fixture
def partner_roles(tmp_path):
    collection = load_collection(write_small_campaign(tmp_path / "campaign"))
    return {cell.role for sheet in plan_workbook(collection, "AAA").sheets for cell in sheet.cells}


def test_a_partner_meets_eight_colours_at_most_beside_the_paper_and_the_grey_of_its_rules(partner_roles):
    styles = [STYLES[role] for role in partner_roles]
    colours = {colour for style in styles for colour in (style.ink, style.fill, style.line_ink if style.line else "")}
    assert len(colours - {"", PAPER, RULE_LINE}) <= 8


def test_a_partner_finds_all_its_filled_cells_explained_or_explaining_themselves(partner_roles):
    explained = {look(role) for role, _ in LEGEND}
    filled = {role for role in partner_roles if STYLES[role].fill}
    assert {role for role in filled - IN_WORDS if look(role) not in explained} == set()


@pytest.mark.parametrize("role", Role)
def test_every_role_is_used_somewhere(role):
    modules = [path for path in Path(toolkit.__file__).parent.rglob("*.py") if path.name != "styles.py"]
    assert any(f"Role.{role.name}" in path.read_text(encoding="utf-8") for path in modules)

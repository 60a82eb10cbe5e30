"""Rows and columns in any order, with gaps, losses, copies and inserts: what is left is found by its keys.

500 examples; TOOLKIT_EXAMPLES in the environment asks for more.
"""

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.layout.columns import GRID_AFTER, GRID_BEFORE
from toolkit.layout.form import map_form
from toolkit.model.raw import CellKind, RawCell, RawSheet, RawWorkbook
from toolkit.wording import load_wording

EXAMPLES = int(os.environ.get("TOOLKIT_EXAMPLES", "500"))
PERIODS = ("2017", "2018", "2019", "2020 (facultatif)")
MEASURES = ("T01.1a", "T01.1b", "T01.2a", "H01.1a", "G01.1c")
LANGUAGES = st.sampled_from(["fr", "en"])


@st.composite
def grids(draw):
    """A grid as it may come back: its header and rows as texts, and what should be found in it."""
    say = load_wording(draw(LANGUAGES)).say
    labels = [say(column.label) for column in (*GRID_BEFORE, *GRID_AFTER)]
    header = [*labels[: len(GRID_BEFORE)], *PERIODS, *labels[len(GRID_BEFORE) :]]
    lost = draw(st.sets(st.sampled_from(header[1:]), max_size=6)) - {say("Action"), say("Unit")}
    order = draw(st.permutations([label for label in header if label not in lost]))
    rows, truth = [], {}
    for measure in draw(st.lists(st.sampled_from(MEASURES), unique=True, max_size=5)):
        values = {period: str(draw(st.integers(0, 99))) for period in PERIODS if draw(st.booleans())}
        cells = {header[0]: f"{measure}|AAA|QP", **values, say("Comment"): f"note {measure}"}
        copies = draw(st.sampled_from([1, 1, 1, 2]))
        rows += [[cells.get(label, "") for label in order]] * copies
        truth[measure] = ({p.split(" ")[0]: v for p, v in values.items() if p in order}, copies)
    return order, draw(st.permutations(rows)), truth


@st.composite
def sheets(draw):
    """The grid drawn somewhere on a sheet, with empty rows, empty columns and lines of text strewn in."""
    order, rows, truth = draw(grids())
    places, column = [], draw(st.integers(1, 4))
    for _ in order:
        places.append(column)
        column += draw(st.sampled_from([1, 1, 1, 1, 2, 3]))
    cells, row = [], draw(st.integers(1, 9))
    for texts in (order, *rows):
        cells.append(tuple(RawCell(row, at, kind_of(t), t) for at, t in zip(places, texts, strict=True) if t))
        row += draw(st.sampled_from([1, 1, 1, 2, 4]))
        if draw(st.booleans()):
            cells.append((RawCell(row, places[-1] + 2, CellKind.TEXT, "à part"),))
            row += 1
    return cells, truth


def kind_of(text):
    return CellKind.NUMBER if text.isdigit() and len(text) < 3 else CellKind.TEXT


@settings(max_examples=EXAMPLES, deadline=None)
@given(sheets())
def test_what_is_left_of_a_grid_is_found_wherever_it_stands(drawn):
    cells, truth = drawn
    book = RawWorkbook(sheets=(RawSheet(name="Feuille 1", read_rows=lambda: iter(cells)),))
    form = map_form(book, "retour.xlsx")
    found = {}
    for each in form.grid_rows:
        found.setdefault(each.measure, []).append({period: cell.text for period, cell in each.cells.items()})
    assert found == {measure: [values] * copies for measure, (values, copies) in truth.items()}
    assert all(each.partner == "AAA" and each.territory == "QP" for each in form.grid_rows)
    strewn = sum(len(row) == 1 and row[0].text == "à part" for row in cells)
    assert len(form.outside) == strewn

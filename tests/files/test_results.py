from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paris_points import paris_points, paris_words, write_merged

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import as_written, neutralise, write_csv
from toolkit.files.results import read_actions, read_points, read_returns
from toolkit.model.answers import Return, Verdict
from toolkit.model.records import RETURN_COLUMNS, PointRecord
from toolkit.model.states import State

POINT = PointRecord(
    partner="CAF",
    action="G01",
    indicator="G01.1",
    measure="G01.1a",
    territory="REP/REP+",
    period="2018/2019",
    is_required=True,
    state=State.VALUE,
    value=Decimal("-0.50"),
    unit="%",
    quality="estimated",
    comment='deux lignes,\n"entre guillemets"',
    raw="=SOMME(A1:A2)",
    answer_class="new",
    returned_at="2020-11-03",
)


def test_what_a_merge_writes_is_what_a_report_reads(tmp_path):
    points = (POINT, replace(POINT, state=State.BLANK, value=None, raw="", is_volunteered=True), *paris_points()[:50])
    write_merged(tmp_path / "results", points, paris_words())
    assert tuple(read_points(tmp_path / "results")) == points
    assert read_actions(tmp_path / "results") == paris_words()


def test_a_zero_is_read_as_zero_and_an_empty_cell_as_nothing(tmp_path):
    write_merged(tmp_path / "results", [replace(POINT, value=Decimal(0)), replace(POINT, value=None)])
    assert [point.value for point in read_points(tmp_path / "results")] == [Decimal(0), None]


def test_tables_without_rows_are_read_as_nothing(tmp_path):
    write_merged(tmp_path / "results", ())
    assert (tuple(read_points(tmp_path / "results")), read_actions(tmp_path / "results")) == ((), ())


@given(st.text(max_size=20) | st.text("a5=-+@;'\t\r\n ＝", max_size=8))
def test_a_neutralised_text_comes_back_as_it_was(text):
    assert as_written(neutralise(text)) == text


@pytest.mark.parametrize("read", [lambda folder: tuple(read_points(folder)), read_actions, read_returns])
def test_without_a_merge_the_way_out_is_told(tmp_path, read):
    with pytest.raises(ToolkitError, match="run `toolkit merge` first"):
        read(tmp_path / "results")


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (lambda text: text.replace(",state,", ",etat,"), "line 1"),
        (lambda text: text.replace(",value,-0.50", ",valeur,-0.50"), "line 3"),
        (lambda text: text.replace(",-0.50,", ',"-0,50",'), "line 3"),
        (lambda text: text + "CAF,G01\r\n", "line 4"),
        (lambda text: text.replace("lignes", "x" * 200_000), "line "),
        (lambda _: "", "line 1"),
    ],
)
def test_a_file_changed_by_hand_is_refused_with_its_line(tmp_path, wrong, line):
    write_merged(tmp_path / "results", [POINT])
    path = tmp_path / "results" / "data_points.csv"
    text = path.read_bytes().decode()
    assert wrong(text) != text
    path.write_bytes(wrong(text).encode())
    with pytest.raises(ToolkitError, match=line):
        tuple(read_points(tmp_path / "results"))


def test_a_file_saved_in_the_windows_code_page_is_refused(tmp_path):
    write_merged(tmp_path / "results", [replace(POINT, comment="collège")])
    path = tmp_path / "results" / "data_points.csv"
    path.write_bytes(path.read_bytes().decode().encode("cp1252"))
    with pytest.raises(ToolkitError, match="is not as `toolkit merge` writes it"):
        tuple(read_points(tmp_path / "results"))


def test_returns_are_read_with_their_accounts(tmp_path):
    row = ("caf.xlsx", "ab12", "CAF", "read", "", "1", "Excel", "2020-09-14", 12, 3, 5, 0, 1, "2020-11-03", "Bureau A")
    write_csv(tmp_path / "returns.csv", RETURN_COLUMNS, [row])
    assert read_returns(tmp_path) == (
        Return(
            file="caf.xlsx",
            sha256="ab12",
            partner="CAF",
            verdict=Verdict.READ,
            version="1",
            editor="Excel",
            issued="2020-09-14",
            returned_at="2020-11-03",
            values=12,
            coded=3,
            blank=5,
            outside=1,
            office="Bureau A",
        ),
    )

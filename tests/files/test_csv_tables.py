import csv
from decimal import Decimal

import pytest

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import read_tables, write_csv
from toolkit.model.places import Location
from toolkit.model.states import State


def test_a_table_is_read_with_the_place_of_each_cell(tmp_path):
    (tmp_path / "partners.csv").write_bytes(b'partner,name\r\nCAF,"Caisse, ""CAF"""\r\n\r\nVILLE,Ville\r\n')
    (table,) = read_tables(tmp_path)
    assert (table.name, table.columns, table.location) == (
        "partners",
        ("partner", "name"),
        Location(file="partners.csv"),
    )
    assert [dict(row.values) for row in table.rows] == [
        {"partner": "CAF", "name": 'Caisse, "CAF"'},
        {"partner": "VILLE", "name": "Ville"},
    ]
    assert table.rows[1].place("name") == Location(file="partners.csv", cell="B4")


def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path):
    (tmp_path / "partners.csv").write_text("partner,name\n", encoding="utf-8-sig")
    assert read_tables(tmp_path)[0].columns == ("partner", "name")


def test_tables_come_in_the_order_of_the_schema_and_unknown_ones_last(tmp_path):
    for name in ("zones", "measures", "partners", "~$lock", ".hidden"):
        (tmp_path / f"{name}.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    tables = read_tables(tmp_path)
    assert [table.name for table in tables] == ["partners", "measures", "zones"]
    assert tables[2].rows == ()


def test_a_folder_without_tables_gives_none(tmp_path):
    assert read_tables(tmp_path) == ()


def test_an_empty_file_is_a_table_without_columns(tmp_path):
    (tmp_path / "partners.csv").write_bytes(b"")
    (table,) = read_tables(tmp_path)
    assert (table.columns, table.rows) == ((), ())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("partner,name\nCAF,Qualité\n".encode("cp1252"), "partners.csv, line 2: the file is not in UTF-8"),
        ("partner,name\n".encode("utf-16"), "partners.csv, line 1: the file is not in UTF-8"),
        (b"partner,name\nCAF,Caisse,x\n", "line 2: the record has 3 fields, the header has 2"),
        (b'partner,name\nA,"two\nlines"\nCAF\n', "line 4: the record has 1 fields, the header has 2"),
        (b'partner,name\nCAF,"Caisse\n', "comma-separated text as RFC 4180 has it"),
        (b"partner;name\nCAF;Caisse\n", "the columns are separated by semicolons"),
        (b"partner\tname\nCAF\tCaisse\n", "the columns are separated by tabs"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_line_and_way_out(tmp_path, content, said):
    (tmp_path / "partners.csv").write_bytes(content)
    with pytest.raises(ToolkitError) as caught:
        read_tables(tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (-5, "-5"),
        (Decimal("-5.30"), "-5.30"),
        (Decimal("1E+3"), "1000"),
        ("-5", "-5"),
        ("-5.3", "-5.3"),
        ("+33", "+33"),
        ("=1+1", "'=1+1"),
        ("+33 1 42", "'+33 1 42"),
        ("-", "'-"),
        ("-5-5", "'-5-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r'=1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a;-5;+3,2", "a;-5;+3,2"),
        ("a;-5x;@b", "a;'-5x;'@b"),
        ("a; -5 %", "a; -5 %"),
        ("a=1, b-2", "a=1, b-2"),
        ("'=1", "''=1"),
        ("'-5", "'-5"),
        ("l'an", "l'an"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－x", "'－x"),
        ("＠x", "'＠x"),
        ('a "b", c\nd', 'a "b", c\nd'),
    ],
)
def test_text_that_could_be_a_formula_is_neutralised_and_numbers_are_not(tmp_path, value, field):
    path = tmp_path / "out.csv"
    write_csv(path, ["value", "other"], [[value, "x"]])
    with path.open(encoding="utf-8", newline="") as source:
        assert list(csv.reader(source)) == [["value", "other"], [field, "x"]]


def test_lines_end_as_rfc_4180_has_it(tmp_path):
    write_csv(tmp_path / "out.csv", ["a"], [])
    assert (tmp_path / "out.csv").read_bytes() == b"a\r\n"


def test_a_table_is_written_as_the_standard_library_writes_it(tmp_path):
    texts = ["", "a", "a", "a,b", 'a "b"', "a\nb", "a\rb", " a ", "é\u2028", "'", "1", State.VALUE, State.VALUE]
    rows = [[text, other] for text in texts for other in texts]
    write_csv(tmp_path / "ours.csv", ["one", "two"], rows)
    with (tmp_path / "theirs.csv").open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([["one", "two"], *rows])
    assert (tmp_path / "ours.csv").read_bytes() == (tmp_path / "theirs.csv").read_bytes()


def test_what_is_equal_is_written_as_what_it_is(tmp_path):
    row = ["1", 1, True, Decimal(1), Decimal("1.0"), "yes", "0", 0, False, None, ""]
    write_csv(tmp_path / "out.csv", ["a"] * len(row), [row, row[::-1]])
    written = ["1", "1", "yes", "1", "1.0", "yes", "0", "0", "no", "", ""]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as source:
        assert list(csv.reader(source))[1:] == [written, written[::-1]]


def test_an_empty_field_alone_is_a_record_too(tmp_path):
    write_csv(tmp_path / "out.csv", ["a"], [[""], [None], ["b"]])
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as source:
        assert list(csv.reader(source)) == [["a"], [""], [""], ["b"]]


def test_many_different_texts_do_not_pile_up(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.files.csv_tables._MOST_REMEMBERED", 3)
    rows = [[str(number % 7), "", "="] for number in range(50)]
    write_csv(tmp_path / "out.csv", ["a", "b", "c"], rows)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as source:
        assert list(csv.reader(source))[1:] == [[number, "", "'="] for number, _, _ in rows]

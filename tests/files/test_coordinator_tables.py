"""Tables that the coordinator saves from her Excel: read in every form, or refused, never read by halves."""

import pytest

from toolkit.errors import ToolkitError
from toolkit.files.arrivals import read_arrivals
from toolkit.files.coordinator_tables import read_day, read_typed_table

ROW = {"file": "réponse.xlsx", "day": "3/11/2020"}
TEXT = "file,day\nréponse.xlsx,3/11/2020\n"


def read(tmp_path, content):
    (tmp_path / "t.csv").write_bytes(content)
    return [row for _, row in read_typed_table(tmp_path / "t.csv", ("file", "day"))]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("file,day", '" File ",DAY').encode(),
        (TEXT + ",\n\n").encode(),
        "file,day,,\nréponse.xlsx,3/11/2020,,\n".encode(),
    ],
)
def test_every_form_in_which_a_spreadsheet_saves_it_says_the_same(tmp_path, content):
    assert read(tmp_path, content) == [{**dict.fromkeys(read_names(content), ""), **ROW}]


def read_names(content):
    return ("file", "day", "") if b",,\n" in content.partition(b"r")[0] else ("file", "day")


@pytest.mark.parametrize("content", [b"file,day\n", b"file,day", b"day,file\n,\n\n"])
def test_a_table_without_rows_has_none(tmp_path, content):
    assert read(tmp_path, content) == []
    assert read_typed_table(tmp_path / "none.csv", ("file",)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", r"t\.csv is empty"),
        (b" \r\n", r"t\.csv is empty"),
        (b"file,day\na\0b,2020-11-03\n", r"t\.csv is no text"),
        (b"file,date\n", r"its first line lacks day"),
        (b"file,day,day\na,2020-11-03,2020-11-04\n", r"line 1: there are two columns “day”"),
        (b"file,day\na,2020-11-03\nb,2020-11-03,0\n", r"line 3: “0” stands in column 3"),
        (b"file,day,\na,2020-11-03,x\n", r"line 2: “x” stands in column 3"),
        (b'file,day\na,2020-11-03\n"b,2020-11-03\nc,2020-11-03\n', r"line 3: .* a quotation mark that is not closed"),
        (b"file,day\na," + b"9" * 200_000, r"line 2: "),
    ],
)
def test_what_would_be_lost_by_reading_on_is_told_with_its_line(tmp_path, content, said):
    with pytest.raises(ToolkitError, match=said) as caught:
        read(tmp_path, content)
    assert len(str(caught.value)) < 600


def test_a_folder_in_the_place_of_a_table_is_told(tmp_path):
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(ToolkitError, match=r"t\.csv is a folder where a file is expected"):
        read_typed_table(tmp_path / "t.csv", ())


@pytest.mark.parametrize("text", ["31/02/2020", "0", "", "44890", "2020-13-01", "1/1/0000"])
def test_what_is_no_date_is_told_as_it_was_typed(text):
    with pytest.raises(ToolkitError, match=f"line 2: “{text}” is no date"):
        read_day(text, "line 2")


@pytest.mark.parametrize("text", ["2020-11-03", "3/11/2020", "03/11/2020 08:00", "2020-11-03 00:00:00"])
def test_a_date_is_read_with_or_without_a_time(text):
    assert read_day(text, "").isoformat() == "2020-11-03"


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("", {}),
        ("a.xlsx,\n,2020-11-03\n", {}),
        ("a.xlsx,2020-11-03\na.xlsx,3/11/2020\n", {"a.xlsx": "2020-11-03"}),
    ],
)
def test_arrivals_are_read_by_file(tmp_path, rows, days):
    (tmp_path / "received.csv").write_text(f"file,received_at\n{rows}", encoding="utf-8")
    assert read_arrivals(tmp_path) == days


def test_two_dates_of_one_file_are_told(tmp_path):
    text = "file,received_at\na.xlsx,2020-11-03\na.xlsx,2020-11-04\n"
    (tmp_path / "received.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"line 3: a\.xlsx arrives on 2020-11-04 here, and on 2020-11-03 above"):
        read_arrivals(tmp_path)

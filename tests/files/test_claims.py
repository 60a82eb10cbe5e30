import pytest

from toolkit.errors import ToolkitError
from toolkit.files.claims import CLAIM_COLUMNS, read_claims

HEAD = ",".join(CLAIM_COLUMNS)


def test_statements_are_read_with_their_lines_and_other_columns_do_not_matter(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(f"page,{HEAD},agrees\n12,T01.1a,DDCT,PARIS,2015,2019,direction,down,no\n\n", encoding="utf-8")
    (claim,) = read_claims(path)
    assert (claim.line, claim.measure, claim.kind, claim.value) == (2, "T01.1a", "direction", "down")


@pytest.mark.parametrize(("separator", "value"), [(";", "-2,5"), ("\t", "-2,5"), (",", '"-2,5"'), (",", "0")])
def test_any_separator_is_read(tmp_path, separator, value):
    path = tmp_path / "claims.csv"
    row = separator.join(("T01.1a", "DDCT", "PARIS", "2015", "2019", "points_change", value))
    path.write_text(f"{HEAD.replace(',', separator)}\n{row}\n", encoding="utf-8-sig")
    assert [claim.value for claim in read_claims(path)] == [value.strip('"')]


def test_a_table_without_rows_has_no_statements(tmp_path):
    (tmp_path / "claims.csv").write_text(HEAD, encoding="utf-8")
    assert read_claims(tmp_path / "claims.csv") == ()


def test_a_missing_file_or_column_is_told(tmp_path):
    with pytest.raises(ToolkitError, match=r"cannot be opened"):
        read_claims(tmp_path / "none.csv")
    (tmp_path / "claims.csv").write_text("measure,value\nT01.1a,5\n", encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"needs the columns measure, partner, .*; its first line lacks partner"):
        read_claims(tmp_path / "claims.csv")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04" + b"\x00" * 40, "\ufeffm\x00".encode("utf-16")])
def test_a_file_that_is_no_table_is_told(tmp_path, content):
    (tmp_path / "claims.csv").write_bytes(content)
    with pytest.raises(ToolkitError) as caught:
        read_claims(tmp_path / "claims.csv")
    assert "\n" not in str(caught.value)


def test_a_field_without_end_is_told(tmp_path):
    (tmp_path / "claims.csv").write_text(f'{HEAD}\n"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"this is no table of comma-separated text"):
        read_claims(tmp_path / "claims.csv")

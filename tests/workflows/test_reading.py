"""Whatever lies in the folder is read or refused with a reason, in bounded time and memory, and no process falls."""

import os
import random
import subprocess
import sys
import zipfile

import pytest
from minimal_xlsx import MAIN, bomb, minimal_xlsx, unzipped, zipped
from small_campaign import codes, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.files.read_facts import Facts, facts_path
from toolkit.workflows.read_task import ReadTask
from toolkit.workflows.read_worker import read_return
from toolkit.workflows.worker_pool import Limits

TYPED = {("T01.1a", "PARIS", "2017"): 33.9, ("T01.1b", "QP", "2017"): "1 458"}
READ = {("T01.1a", "AAA", "PARIS", "2017"): "33.9", ("T01.1b", "AAA", "QP", "2017"): "1458"}
GRID = "xl/worksheets/sheet3.xml"
FAR = '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign")


@pytest.fixture
def filled(folder):
    return return_filled(folder, issue(folder)["AAA"], TYPED)


def values(points):
    return {key: row["value"] for key, row in points.items() if row["state"] == "value"}


def put(folder, data, name="odd.xlsx"):
    (folder / "collected" / name).write_bytes(data)


def altered(filled, old, new, part=None):
    """The bytes of a return with a text of one part, or of its first grid, replaced."""
    parts = unzipped(filled.read_bytes())
    part = part or next(name for name, data in parts.items() if b"T01.1a|AAA|PARIS" in data or b">33.9<" in data)
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new)})


MEASURE = """
import os, resource, sys
from pathlib import Path
from toolkit.workflows.reading import read_all
from toolkit.workflows.recruiting import LIMITS
from toolkit.workflows.read_task import ReadTask
from toolkit.workflows.worker_pool import Workers
def main():
    folder = Path(sys.argv[1])
    def read(name):
        task = ReadTask(path=folder / name, member=None, record=folder / (name + ".json"))
        start = sum(os.times()[:4])
        with Workers(most=1, limits=LIMITS) as crew:
            (facts,) = (facts for _, facts in read_all({"x": task}, crew))
        return facts.cause, sum(os.times()[:4]) - start  # CPU, of workers too
    read("plain.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cause, seconds = read("odd.xlsx")
    print(cause or "read", seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
if __name__ == "__main__":
    main()
"""
MERGES = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 100_001))


def with_end(end):
    parts = unzipped(minimal_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))
    sheet = "xl/worksheets/sheet1.xml"
    return zipped({**parts, sheet: parts[sheet].replace(b"</worksheet>", end.encode() + b"</worksheet>")})


HEAVY = {
    "a cell in the last place": (lambda: minimal_xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{FAR}'), "read"),
    "a merge of the whole sheet": (
        lambda: with_end('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "read",
    ),
    "100,000 merges": (lambda: with_end(f"<mergeCells>{MERGES}</mergeCells>"), "read"),
    "a bomb of 1 GB": (lambda: bomb(GRID, 1 << 30), "too_large"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak memory this way")
@pytest.mark.parametrize("name", HEAVY)
def test_heavy_files_take_under_two_seconds_and_none_of_the_parents_memory(tmp_path, name):
    make, expected = HEAVY[name]
    (tmp_path / "plain.xlsx").write_bytes(minimal_xlsx())
    (tmp_path / "odd.xlsx").write_bytes(make())
    script = tmp_path / "measure.py"
    script.write_text(MEASURE, encoding="utf-8")
    done = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, check=True)
    verdict, seconds, growth = done.stdout.split()
    assert (verdict, float(seconds) < 2, float(growth) < 50) == (expected, True, True)


def test_a_value_in_the_last_cell_of_a_sheet_is_counted_outside_and_the_form_is_read(folder, filled):
    put(folder, altered(filled, b"</sheetData>", FAR.encode() + b"</sheetData>"), filled.name)
    result, points = merge(folder)
    assert values(points) == READ
    assert "S206" in codes(result)
    assert read_csv(folder / "results" / "returns.csv")[0]["outside"] == "1"


def test_what_stands_outside_is_all_counted_though_not_all_kept(folder, filled):
    rows = "".join(f'<row r="{row}"><c r="ZZ{row}"><v>{row}</v></c></row>' for row in range(2_000, 5_000))
    put(folder, altered(filled, b"</sheetData>", rows.encode() + b"</sheetData>"), filled.name)
    result, points = merge(folder)
    assert values(points) == READ
    assert [finding.details["count"] for finding in result.findings if finding.rule.code == "S206"] == ["3000"]
    assert read_csv(folder / "results" / "returns.csv")[0]["outside"] == "3000"


def test_a_file_that_takes_too_long_is_refused_with_a_reason_and_the_others_are_read(folder, filled, monkeypatch):
    monkeypatch.setattr("toolkit.workflows.recruiting.LIMITS", Limits(seconds=2.0))
    chance = random.Random(4)
    row = "".join(f'<c s="{chance.randrange(1_000)}"/>' for _ in range(6_000))
    put(folder, minimal_xlsx(f"<row>{row}</row>" * 1_200), "long.xlsx")
    result, points = merge(folder)
    assert values(points) == READ
    assert [finding.location.file for finding in result.findings if finding.rule.code == "F115"] == ["long.xlsx"]


def test_a_file_that_needs_too_much_memory_is_refused_with_a_reason(folder, filled, monkeypatch):
    monkeypatch.setattr("toolkit.workflows.recruiting.LIMITS", Limits(seconds=20.0, memory=160 << 20))
    texts = "".join(f"<si><t>texte {number:x}</t></si>" for number in range(1_500_000))
    put(folder, minimal_xlsx(strings=texts), "large.xlsx")
    result, points = merge(folder)
    assert values(points) == READ
    assert [finding.location.file for finding in result.findings if finding.rule.code == "F116"] == ["large.xlsx"]


def test_a_file_that_ends_the_second_reader_is_read_by_the_first_and_it_is_said(folder, filled):
    # An empty text in the last place: nothing to our reader, the corner of a block of 17 billion cells to the other.
    far = FAR.replace("<v>9</v>", "<v></v>").replace('XFD1048576"', 'XFD1048576" t="str"')
    put(folder, altered(filled, b"</sheetData>", far.encode() + b"</sheetData>"), filled.name)
    result, points = merge(folder)
    assert values(points) == READ
    assert [code for code in codes(result) if code.startswith("F")] == ["F120"]


def test_a_strict_copy_is_read_with_a_warning(folder, filled):
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = {name: data.replace(MAIN.encode(), strict.encode()) for name, data in unzipped(filled.read_bytes()).items()}
    put(folder, zipped(parts), filled.name)
    result, points = merge(folder)
    assert (values(points), [code for code in codes(result) if code.startswith("F")]) == (READ, ["F118"])


def test_what_was_read_or_refused_once_is_not_read_again_and_no_process_is_started(folder, filled, monkeypatch):
    put(folder, b"no workbook", "bad.xlsx")
    first, _ = merge(folder)

    def fail(*_):
        raise AssertionError

    monkeypatch.setattr("toolkit.workflows.worker_pool.ProcessPool", fail)
    again, points = merge(folder)
    assert values(points) == READ
    assert codes(first) == codes(again)
    assert "F104" in codes(again)


def test_facts_without_their_record_are_not_believed(folder, filled):
    merge(folder)
    for record in (folder / ".toolkit" / "read").glob("*.json"):
        if ".facts" not in record.name:
            record.unlink()
    _, points = merge(folder)
    assert values(points) == READ


@pytest.mark.parametrize("kept", ["read/*.facts.json", "merged/*.json"])
@pytest.mark.parametrize("content", [b"[]", b"", b"{", b'{"version":"\xff"}', b'{"part":"\xff"}'])
def test_what_was_kept_and_cannot_be_read_is_made_anew(folder, filled, kept, content):
    merge(folder)
    paths = list((folder / ".toolkit").glob(kept))
    assert paths
    for path in paths:
        path.write_bytes(content)
    _, points = merge(folder)
    assert values(points) == READ


def test_rows_of_a_part_that_were_cut_off_are_made_anew(folder, filled):
    merge(folder)
    whole = (folder / "results" / "answers.csv").read_bytes()
    for rows in (folder / ".toolkit" / "merged").glob("*.csv"):
        rows.write_bytes(rows.read_bytes()[:-5])
    merge(folder)
    assert (folder / "results" / "answers.csv").read_bytes() == whole


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are texts there")
def test_a_file_whose_name_is_in_no_known_encoding_is_read_under_a_name_that_can_be_written(folder, filled):
    filled.rename(os.fsdecode(os.fsencode(filled.parent) + b"/r\xe9ponse.xlsx"))
    _, points = merge(folder)
    assert values(points) == READ
    assert [row["file"] for row in read_csv(folder / "results" / "returns.csv")] == ["r\ufffdponse.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_folder_that_may_not_be_read_stops_the_merge(folder, filled):
    if os.geteuid() == 0:
        pytest.skip("root may open everything")
    (folder / "collected" / "office").mkdir(mode=0)
    with pytest.raises(ToolkitError, match="check its permissions"):
        merge(folder)


def test_an_archive_of_returns_is_read_inside_and_its_bad_members_are_told(folder, filled):
    data = filled.read_bytes()
    filled.unlink()
    put(
        folder,
        zipped({"AAA/réponse.xlsx": data, "../autre.xlsx": b"x", "__MACOSX/._a.xlsx": b"", "vide.xlsx": b""}),
        "a.zip",
    )
    _, points = merge(folder)
    assert values(points) == READ
    verdicts = {row["file"]: row["verdict"] for row in read_csv(folder / "results" / "returns.csv")}
    assert verdicts == {
        "a.zip!../autre.xlsx": "refused",
        "a.zip!AAA/réponse.xlsx": "read",
        "a.zip!__MACOSX/._a.xlsx": "ignored",
        "a.zip!vide.xlsx": "ignored",
    }


def test_a_member_with_a_wrong_checksum_is_refused_and_the_others_are_read(folder, filled):
    path = folder / "collected" / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(filled, "bon.xlsx")
        archive.writestr("mauvais.xlsx", b"0123456789" * 20)
    filled.unlink()
    data = bytearray(path.read_bytes())
    data[data.index(b"0123456789") + 50] ^= 1
    path.write_bytes(data)
    result, points = merge(folder)
    assert values(points) == READ
    assert [each.location.file for each in result.findings if each.rule.code == "F102"] == ["a.zip!mauvais.xlsx"]


def test_an_archive_that_could_harm_is_refused_as_a_whole(folder, filled):
    put(folder, zipped({f"{number}.txt": b"" for number in range(2_001)}), "many.zip")
    result, points = merge(folder)
    assert (values(points), [code for code in codes(result) if code.startswith("F")]) == (READ, ["F105"])


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_file_that_may_not_be_opened_is_told(folder, filled):
    if os.geteuid() == 0:
        pytest.skip("root may open everything")
    put(folder, b"x", "closed.xlsx")
    (folder / "collected" / "closed.xlsx").chmod(0)
    result, points = merge(folder)
    assert (values(points), "F110" in codes(result)) == (READ, True)


def test_a_mistake_of_ours_in_a_worker_stops_one_file_only(tmp_path):
    facts = read_return(ReadTask(path=tmp_path / "missing.xlsx", member=None, record=tmp_path / "r.json"))
    assert (facts.cause, facts_path(tmp_path / "r.json").is_file()) == ("damaged", True)
    assert read_return(ReadTask(path=None, member=None, record=tmp_path / "s.json")) == Facts(
        cause="reading_failed", detail="AttributeError"
    )


def test_thirty_returns_with_bad_ones_among_them_are_read_in_under_ten_seconds(folder, filled):
    data = filled.read_bytes()
    for number in range(29):
        put(folder, zipped({**unzipped(data), "docProps/number": str(number)}), f"copie {number:02}.xlsx")
    put(folder, bomb(GRID, 1 << 30), "bomb.xlsx")
    put(folder, data[: len(data) // 2], "half.xlsx")
    start = sum(os.times()[:4])
    _, points = merge(folder)
    assert sum(os.times()[:4]) - start < 10  # CPU, of workers too: the machine may be busy
    assert values(points) == READ

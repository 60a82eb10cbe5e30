"""Returns of an older edition find their places though codes were renamed meanwhile; what vanished is listed."""

import pytest
from small_campaign import TABLES, codes, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.files.issued import read_editions, read_manifest
from toolkit.rules.describing import describe
from toolkit.wording import load_wording
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.status import read_status

TYPED = {("T01.1a", "PARIS", "2017"): 33.9, ("T01.1b", "QP", "2017"): 0, ("G01.1a", "PARIS", "2018/2019"): 121}
FREE = {"B6": "T01.1a – Part des sorties", "C6": "QP – Quartiers prioritaires", "D6": "2018", "E6": 12.5}
HEAD = "kind,old,new,version\n"
WAYS = {
    "measure": ("T01.1b,", "T01.9b,", "measure,T01.1b,T01.9b,2"),
    "partner": ("AAA", "AGENCE", "partner,AAA,AGENCE,2"),
    "territory": ("QP,", "QPV,", "territory,QP,QPV,2"),
}


def renamed(tables, old, new, rows):
    """Give the tables with a code renamed everywhere, and the table that says so."""
    changed = {
        name: text.replace(old, new).replace(old.strip(",") + "\n", new.strip(",") + "\n")
        for name, text in tables.items()
    }
    return {**changed, "migrations": HEAD + rows + "\n"}


def returned(tmp_path, tables):
    """Return a workbook of edition 1 to a campaign of edition 2 with other tables."""
    older = write_small_campaign(tmp_path / "older")
    sound = return_filled(older, issue(older)["AAA"], TYPED)
    folder = write_small_campaign(tmp_path / "newer", tables, version="2")
    (folder / "collected" / "a.xlsx").write_bytes(sound.read_bytes())
    return folder


def values(points):
    return {key: row["value"] for key, row in points.items() if row["state"] == "value"}


@pytest.mark.parametrize("kind", WAYS)
def test_answers_under_an_older_code_are_found_under_the_new_one_and_it_is_said(tmp_path, kind):
    old, new, rows = WAYS[kind]
    folder = returned(tmp_path, renamed(TABLES, old, new, rows))
    result, points = merge(folder)
    names = {old.strip(","): new.strip(",")}
    expected = {
        tuple(names.get(each, each) for each in (measure, "AAA", territory, period)): f"{value}"
        for (measure, territory, period), value in TYPED.items()
    }
    assert values(points) == expected
    assert codes(result) == ["F123", "S223"]
    count = {"measure": "1", "partner": "5", "territory": "2"}[kind]
    assert [each.details["count"] for each in result.findings if each.rule.code == "S223"] == [count]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_note_names_how_many_in_either_language(tmp_path, language):
    folder = returned(tmp_path, renamed(TABLES, *WAYS["territory"]))
    result, _ = merge(folder)
    (found,) = (each for each in result.findings if each.rule.code == "S223")
    assert describe(found, load_wording(language)).message.endswith(" 2.")


def test_a_code_that_vanished_without_a_migration_is_listed_with_its_place(tmp_path):
    tables = {name: text for name, text in renamed(TABLES, *WAYS["measure"]).items() if name != "migrations"}
    folder = returned(tmp_path, tables)
    result, points = merge(folder)
    assert values(points).keys() == {("T01.1a", "AAA", "PARIS", "2017"), ("G01.1a", "AAA", "PARIS", "2018/2019")}
    assert [each.read for each in result.findings if each.rule.code == "S203"] == ["T01.1b|AAA|QP"]
    assert read_csv(folder / "results" / "returns.csv")[0]["outside"] == "1"


def test_an_empty_table_of_migrations_changes_nothing(tmp_path):
    folder = returned(tmp_path, {**TABLES, "migrations": HEAD})
    result, points = merge(folder)
    assert (len(values(points)), codes(result)) == (3, ["F123"])


def test_lines_of_other_sheets_are_found_too(tmp_path):
    from openpyxl import load_workbook

    folder = returned(tmp_path, TABLES)
    path = folder / "collected" / "a.xlsx"
    book = load_workbook(path)
    for cell, value in FREE.items():
        book["Autres données"][cell].value = value
    book["Bilan par action"]["E6"] = "Deux sessions de plus"
    book.save(path)
    tables = TABLES
    for old, new in (("T01.1a,", "T01.9a,"), ("QP,", "QPV,"), ("G01,", "G91,")):
        tables = renamed(tables, old, new, "")
    rows = "measure,T01.1a,T01.9a,2\nterritory,QP,QPV,2\naction,G01,G91,2\n"
    for name, text in {**tables, "migrations": HEAD + rows}.items():
        lines = "\n".join(line.strip() for line in text.strip().splitlines())
        (folder / "templates" / f"{name}.csv").write_text(lines + "\n", encoding="utf-8")
    result, points = merge(folder)
    assert points["T01.9a", "AAA", "QPV", "2018"]["value"] == "12.5"
    assert [row["action"] for row in read_csv(folder / "results" / "actions.csv")] == ["G91"]
    assert "S203" not in codes(result)


def test_the_manifest_keeps_a_row_for_each_edition_with_the_hash_of_what_was_sent(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    issue(folder)
    first = read_manifest(folder)
    config = folder / "campaign.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"'), encoding="utf-8")
    for _ in range(2):
        generate_workbooks(folder, load_collection(folder), replace=True)
        rows = read_editions(folder)
        assert [(row["partner"], row["version"]) for row in rows] == [
            ("AAA", "1"),
            ("AAA", "2"),
            ("BBB", "1"),
            ("BBB", "2"),
        ]
        assert tuple(row for row in rows if row["version"] == "1") == first
        assert len({row["sha256"] for row in rows}) == 4
        assert [row["version"] for row in read_manifest(folder)] == ["2", "2"]
    assert [each.issued_file for each in read_status(folder, load_collection(folder)).partners] == [
        "petite_AAA.xlsx",
        "petite_BBB.xlsx",
    ]


def test_the_manifest_of_a_folder_with_nothing_issued_is_empty(tmp_path):
    assert (read_editions(tmp_path), read_manifest(tmp_path)) == ((), ())

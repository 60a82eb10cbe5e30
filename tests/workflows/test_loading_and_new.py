from datetime import date
from pathlib import Path

import pytest

from toolkit.errors import ToolkitError
from toolkit.model.findings import Severity
from toolkit.wording import load_wording
from toolkit.workflows.check import check_campaign
from toolkit.workflows.framework_loading import load_tables
from toolkit.workflows.loading import load_collection
from toolkit.workflows.new import Source, create_campaign

ROOT = Path(__file__).parents[2]
TODAY = date(2024, 3, 1)
ENGLISH = load_wording("en")


def test_the_repository_root_is_a_campaign_folder():
    collection = load_collection(ROOT)
    assert collection.campaign.id == "paris-2015-2022"
    assert len(collection.framework.requests) == 1434
    assert [period.code for period in collection.periods_of("G01.1a").optional] == ["2019/2020"]


def test_a_new_paris_campaign_asks_what_the_example_asks(tmp_path):
    paths = create_campaign(tmp_path / "new", Source.PARIS, TODAY, ENGLISH)
    names = [path.relative_to(tmp_path / "new").as_posix() for path in paths]
    assert names == ["campaign.toml", "templates/framework.xlsx", "templates/study.docx", "collected/README.md"]
    assert load_collection(tmp_path / "new").framework == load_collection(ROOT).framework


def test_a_new_paris_campaign_holds_none_of_the_answers(tmp_path):
    create_campaign(tmp_path, Source.PARIS, TODAY, ENGLISH)
    assert load_collection(tmp_path).framework.observations == ()
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "README.md",
        "campaign.toml",
        "framework.xlsx",
        "study.docx",
    ]


def test_a_new_blank_campaign_can_be_read_and_lacks_its_own_words_and_what_is_asked(tmp_path):
    folder = tmp_path / "Santé 2024"
    create_campaign(folder, Source.BLANK, TODAY, ENGLISH)
    result = check_campaign(folder)
    assert [(each.rule.code, each.details.get("entry")) for each in result.findings] == [
        ("M501", "name"),
        ("M501", "contact.name"),
        ("M501", "contact.email"),
        ("M310", None),
    ]
    assert set(result.rows.values()) == {0}
    assert result.campaign.id == "Sante-2024"
    assert (result.campaign.issued, result.campaign.deadline) == (TODAY, date(2024, 4, 30))


def test_the_same_day_gives_the_same_campaign(tmp_path):
    first = create_campaign(tmp_path / "a" / "same", Source.BLANK, TODAY, ENGLISH)
    second = create_campaign(tmp_path / "b" / "same", Source.BLANK, TODAY, ENGLISH)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("name", ["folder", "folder/file"])
def test_a_target_in_use_is_left_alone(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="exists and is not an empty folder"):
        create_campaign(tmp_path / name, Source.BLANK, TODAY, ENGLISH)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "file"]


def test_the_check_counts_rows_and_has_notes_only_on_the_example():
    result = check_campaign(ROOT)
    assert result.rows["requests"] == 1434
    assert {finding.rule.severity for finding in result.findings} == {Severity.NOTE}


def test_a_framework_with_mistakes_cannot_be_loaded(tmp_path):
    create_campaign(tmp_path, Source.BLANK, TODAY, ENGLISH)
    toml = tmp_path / "campaign.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("templates/framework.xlsx", "tables"), encoding="utf-8")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "partners.csv").write_text("partner,name\nCAF,\n", encoding="utf-8")
    with pytest.raises(ToolkitError) as caught:
        load_collection(tmp_path)
    assert str(caught.value) == (
        "The framework has 7 mistakes, the first in territories.csv: The framework has no table territories. "
        "Run `toolkit check` to see all of them."
    )


def test_a_framework_that_is_nowhere_is_told(tmp_path):
    create_campaign(tmp_path, Source.BLANK, TODAY, ENGLISH)
    (tmp_path / "templates" / "framework.xlsx").unlink()
    with pytest.raises(ToolkitError, match="which is neither a folder of"):
        load_tables(tmp_path)

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.errors import ToolkitError
from toolkit.files.campaign_toml import read_campaign, write_campaign
from toolkit.files.example import EXAMPLE_CAMPAIGN, example_folder
from toolkit.model.campaign import Contact
from toolkit.model.periods import PeriodKind
from toolkit.wording import load_wording

ROOT = Path(__file__).parents[2]

VALID = """
id = "city-2020"
name = "Évaluation"
language = "fr"
version = "1"
framework = "templates/framework.xlsx"
issued = 2020-09-14
deadline = 2020-11-30

[contact]
name = "Team"
email = "team@example.org"

[periods.civile]
required = ["2019", "2018"]
optional = ["2020"]
"""


def read(tmp_path, text):
    (tmp_path / "campaign.toml").write_text(text, encoding="utf-8")
    return read_campaign(tmp_path)


def test_a_campaign_is_read_with_its_periods_in_time_order(tmp_path):
    campaign = read(tmp_path, VALID)
    asked = campaign.periods[PeriodKind.CIVIL]
    assert [period.code for period in asked.required] == ["2018", "2019"]
    assert [period.code for period in asked.all] == ["2018", "2019", "2020"]
    assert (campaign.id, campaign.name, campaign.contact.phone) == ("city-2020", "Évaluation", "")


def test_a_windows_path_to_the_framework_is_accepted(tmp_path):
    text = VALID.replace('"templates/framework.xlsx"', "'templates\\framework.xlsx'")
    assert read(tmp_path, text).framework_path == "templates/framework.xlsx"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "city-2020"', 'id = "city 2020"', 'id is "city 2020"'),
        ('id = "city-2020"', 'id = "NUL"', 'id is "NUL"'),
        ('id = "city-2020"', "id = 2020", "id is 2020, and should be a text in quotes"),
        ('id = "city-2020"', "", "the entry id is missing"),
        ('name = "Évaluation"', 'name = " "', "name is empty"),
        ('"fr"', '"de"', 'language is "de", and should be one of fr, en'),
        ('version = "1"', "version = 1", "version is 1, and should be a text in quotes"),
        ('version = "1"', 'version = "1"\nthreshold = 3', 'there is no entry "threshold"'),
        ('"templates/framework.xlsx"', '"/data/f.xlsx"', "relative to the campaign folder"),
        ('"templates/framework.xlsx"', "'C:\\f.xlsx'", "relative to the campaign folder"),
        ('version = "1"', 'version = "1"\nreminder_days = "7"', 'reminder_days is "7", and should be a whole number'),
        ('version = "1"', 'version = "1"\nreminder_days = -1', 'reminder_days is "-1"'),
        ('version = "1"', 'version = "1"\nreminder_days = true', "reminder_days is"),
        ("2020-09-14", '"14/09/2020"', 'issued is "14/09/2020", and should be a date'),
        ("2020-11-30", "2020-11-30T12:00:00", "deadline is"),
        ("deadline = 2020-11-30", "", "the entry deadline is missing"),
        ("2020-11-30", "2020-01-30", "lies before the date of issue"),
        ("[contact]", "[contacts]", "the section [contact] is missing"),
        ("team@example.org", "team", "contact.email is no address"),
        ('email = "team@example.org"', "", "the entry contact.email is missing"),
        ('name = "Team"', 'name = "Team"\nfax = "1"', 'there is no entry "fax" in [contact]'),
        ('name = "Team"', 'name = "Team"\nphone = 33', "contact.phone should be a text"),
        ("[periods.civile]", "[periods.calendar]", 'there is no kind of period "calendar"'),
        ('["2019", "2018"]', "[]", "periods.civile.required is empty"),
        ('["2019", "2018"]', '"2019"', "periods.civile.required should be a list"),
        ('["2019", "2018"]', '["2019", "2018/2019"]', 'holds "2018/2019"'),
        ('["2019", "2018"]', "[2019]", 'holds "2019"'),
        ('["2020"]', '["2019"]', 'names "2019" twice'),
        (
            "[contact]",
            "[thresholds]\nstable = -1\n[contact]",
            "thresholds.stable is -1, and should be a number of percent",
        ),
        ("[contact]", "[thresholds]\nstable = 100\n[contact]", "thresholds.stable is 100"),
        ("[contact]", '[thresholds]\nstable = "5"\n[contact]', "thresholds.stable is 5"),
        ("[contact]", "[thresholds]\nstable = true\n[contact]", "thresholds.stable is True"),
        ("[contact]", "[thresholds]\nstable = nan\n[contact]", "thresholds.stable is nan"),
        ("[contact]", "[thresholds]\nsteady = 5\n[contact]", 'there is no entry "steady" in [thresholds]'),
        ('version = "1"', 'version = "1"\nthresholds = 5', "thresholds should be a section"),
        ("optional", "voluntary", 'there is no entry "voluntary" in [periods.civile]'),
    ],
)
def test_a_mistake_is_told_in_a_sentence(tmp_path, old, new, said):
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path, VALID.replace(old, new, 1))
    assert said in str(caught.value)
    assert all(line.endswith(".") for line in str(caught.value).splitlines())


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path, "")
    assert len(str(caught.value).splitlines()) == 9


def test_no_address_is_repeated_in_a_message(tmp_path):
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path, VALID.replace("team@example.org", "team@@example"))
    assert "team@@" not in str(caught.value)


def test_a_folder_without_campaign_names_the_way_out(tmp_path):
    with pytest.raises(ToolkitError, match=r"run `toolkit new DIR` or give --campaign"):
        read_campaign(tmp_path)


@pytest.mark.parametrize("content", [b"id = city", b'name = "\xe9"'])
def test_a_file_that_is_no_toml_is_told(tmp_path, content):
    (tmp_path / "campaign.toml").write_bytes(content)
    with pytest.raises(ToolkitError, match=r"campaign\.toml"):
        read_campaign(tmp_path)


def test_what_is_written_is_what_is_read(tmp_path):
    contact = Contact(name='The "team" \\ \x7f\n', email="a@example.org", phone="01")
    campaign = replace(EXAMPLE_CAMPAIGN, contact=contact)
    write_campaign(tmp_path / "campaign.toml", campaign, load_wording("en"))
    assert read_campaign(tmp_path) == campaign


def test_the_campaign_of_the_example_is_that_of_the_repository():
    assert read_campaign(ROOT) == EXAMPLE_CAMPAIGN


def test_the_example_lies_beside_the_package():
    assert example_folder() == ROOT / "templates" / "paris-2015-2022"


@pytest.mark.parametrize(
    ("section", "stable"),
    [("", None), ("[thresholds]", None), ("[thresholds]\nstable = 0", "0"), ("[thresholds]\nstable = 2.5", "2.5")],
)
def test_a_threshold_is_declared_or_not(tmp_path, section, stable):
    found = read(tmp_path, f"{VALID}\n{section}\n").thresholds.stable
    assert found == (None if stable is None else Decimal(stable))
    write_campaign(tmp_path / "campaign.toml", read_campaign(tmp_path), load_wording("en"))
    assert read_campaign(tmp_path).thresholds.stable == found

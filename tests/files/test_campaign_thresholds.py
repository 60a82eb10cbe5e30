from dataclasses import replace

import pytest

from toolkit.errors import ToolkitError
from toolkit.files.campaign_toml import read_campaign, write_campaign
from toolkit.files.example import EXAMPLE_CAMPAIGN
from toolkit.model.campaign import Thresholds
from toolkit.wording import load_wording


def read_with(tmp_path, lines):
    path = tmp_path / "campaign.toml"
    write_campaign(path, replace(EXAMPLE_CAMPAIGN, thresholds=Thresholds()), load_wording("en"))
    path.write_text(lines + path.read_text(encoding="utf-8"), encoding="utf-8")
    return read_campaign(tmp_path).thresholds


@pytest.mark.parametrize(
    ("lines", "secrecy"),
    [("", 5), ("thresholds = {}\n", 5), ("thresholds.secrecy = 11\n", 11), ("thresholds.secrecy = 1\n", 1)],
)
def test_the_threshold_of_secrecy_is_five_unless_it_is_declared(tmp_path, lines, secrecy):
    assert read_with(tmp_path, lines).secrecy == secrecy


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("thresholds = 5\n", "thresholds should be a section"),
        ("thresholds.secret = 5\n", 'there is no entry "secret" in'),
        ("thresholds.secrecy = 0\n", "thresholds.secrecy is 0, and should be a whole number from 1"),
        ("thresholds.secrecy = -5\n", "thresholds.secrecy is -5"),
        ("thresholds.secrecy = 5.0\n", "thresholds.secrecy is 5.0"),
        ("thresholds.secrecy = true\n", "thresholds.secrecy is True"),
        ('thresholds.secrecy = "5"\n', "thresholds.secrecy is 5, and should be a whole number"),
        ('thresholds.secrecy = ""\n', "thresholds.secrecy is , and"),
    ],
)
def test_a_mistake_in_the_thresholds_is_told(tmp_path, lines, said):
    with pytest.raises(ToolkitError, match=said):
        read_with(tmp_path, lines)


def test_a_threshold_that_is_written_is_read(tmp_path):
    campaign = replace(EXAMPLE_CAMPAIGN, thresholds=Thresholds(secrecy=11))
    write_campaign(tmp_path / "campaign.toml", campaign, load_wording("fr"))
    assert read_campaign(tmp_path) == campaign

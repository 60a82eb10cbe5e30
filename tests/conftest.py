"""Fixtures that several folders of tests share; pytest also puts this folder on the path, for the modules in it."""

import shutil

import pytest
from paris_points import EXAMPLE

from toolkit.files.campaign_toml import write_campaign
from toolkit.files.example import EXAMPLE_CAMPAIGN
from toolkit.wording import load_wording


@pytest.fixture
def paris_folder(tmp_path):
    """A campaign folder with the framework of Paris, and nothing issued."""
    folder = tmp_path / "paris"
    shutil.copytree(EXAMPLE, folder / EXAMPLE_CAMPAIGN.framework_path)
    (folder / "collected").mkdir()
    write_campaign(folder / "campaign.toml", EXAMPLE_CAMPAIGN, load_wording("fr"))
    return folder

"""Loads a campaign folder: its campaign and its framework, which is read and checked anew only when it was changed."""

from dataclasses import replace
from pathlib import Path

from toolkit.files.campaign_toml import read_campaign
from toolkit.files.framework_cache import framework_key, keep, load_kept
from toolkit.model.campaign import Collection


def load_collection(folder: Path, language: str | None = None) -> Collection:
    """Load a campaign with its framework, checked; a language takes the place of the campaign's own.

    Raises:
        ToolkitError: campaign or framework cannot be read, or the framework has errors.
    """
    campaign = read_campaign(folder)
    key = framework_key(folder, campaign)
    framework = load_kept(folder, key)
    if framework is None:
        from toolkit.workflows.framework_loading import load_framework  # noqa: PLC0415 (its readers are dear to import)

        framework = load_framework(folder, campaign)
        if key == framework_key(folder, campaign):  # it was not changed meanwhile
            keep(folder, key, framework)
    if language is not None:
        campaign = replace(campaign, language=language)
    return Collection(campaign=campaign, framework=framework)

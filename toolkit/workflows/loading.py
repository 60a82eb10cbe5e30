"""Loads a campaign folder: its campaign and its framework. Must not write."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from toolkit.analysis.framework_tables import build_framework
from toolkit.errors import ToolkitError
from toolkit.excel.framework_workbook import read_framework_workbook
from toolkit.files.campaign_toml import read_campaign
from toolkit.files.csv_tables import read_tables
from toolkit.model.campaign import Campaign, Collection
from toolkit.model.findings import Finding, Severity
from toolkit.model.framework import Table
from toolkit.rules.framework import check_framework
from toolkit.wording import load_wording


def load_tables(folder: Path) -> tuple[Campaign, tuple[Table, ...]]:
    """Load a campaign and its framework tables as they stand, unchecked.

    Raises:
        ToolkitError: campaign or framework cannot be read.
    """
    campaign = read_campaign(folder)
    path = folder / campaign.framework_path
    if path.is_dir():
        return campaign, read_tables(path)
    if path.is_file() and path.suffix.lower() in {".xlsx", ".xlsm"}:
        return campaign, read_framework_workbook(path)
    message = (
        f"campaign.toml names the framework {campaign.framework_path}, which is neither a folder of .csv files "
        "nor an .xlsx workbook; correct the entry framework, or put the framework there."
    )
    raise ToolkitError(message)


def load_collection(folder: Path, language: str | None = None) -> Collection:
    """Load a campaign with its framework, checked; a language takes the place of the campaign's own.

    Raises:
        ToolkitError: campaign or framework cannot be read, or the framework has errors.
    """
    campaign, tables = load_tables(folder)
    _require_no_errors(check_framework(tables, campaign.periods))
    if language is not None:
        campaign = replace(campaign, language=language)
    return Collection(campaign=campaign, framework=build_framework(tables))


def _require_no_errors(findings: Iterable[Finding]) -> None:
    errors = [finding for finding in findings if finding.rule.severity is Severity.ERROR]
    if not errors:
        return
    first = errors[0]
    place = first.location
    where = ", ".join(part for part in (place.file, place.sheet, place.cell) if part)
    # Errors of the operator are told in English, whatever the language of the campaign.
    said = load_wording("en").say(first.rule.message, **first.details)
    number = "1 mistake" if len(errors) == 1 else f"{len(errors)} mistakes"
    message = f"The framework has {number}, the first in {where}: {said} Run `toolkit check` to see all of them."
    raise ToolkitError(message)

"""Loads the framework of a campaign from its tables, and checks it. Must not write."""

from collections.abc import Iterable
from pathlib import Path

from toolkit.analysis.framework_tables import build_framework
from toolkit.errors import ToolkitError
from toolkit.excel.framework_workbook import read_framework_workbook
from toolkit.files.campaign_toml import read_campaign
from toolkit.files.csv_tables import read_tables
from toolkit.model.campaign import Campaign
from toolkit.model.findings import Finding, Severity
from toolkit.model.framework import Framework, Table
from toolkit.rules.framework import check_framework
from toolkit.wording import load_wording


def load_tables(folder: Path) -> tuple[Campaign, tuple[Table, ...]]:
    """Load a campaign and its framework tables as they stand, unchecked.

    Raises:
        ToolkitError: campaign or framework cannot be read.
    """
    campaign = read_campaign(folder)
    return campaign, _load_tables(folder, campaign)


def _load_tables(folder: Path, campaign: Campaign) -> tuple[Table, ...]:
    path = folder / campaign.framework_path
    if path.is_dir():
        return read_tables(path)
    if path.is_file() and path.suffix.lower() in {".xlsx", ".xlsm"}:
        return read_framework_workbook(path)
    message = (
        f"campaign.toml names the framework {campaign.framework_path}, which is neither a folder of .csv files "
        "nor an .xlsx workbook; correct the entry framework, or put the framework there."
    )
    raise ToolkitError(message)


def load_framework(folder: Path, campaign: Campaign) -> Framework:
    """Load the framework that a campaign names.

    Raises:
        ToolkitError: it cannot be read, or has errors.
    """
    tables = _load_tables(folder, campaign)
    _require_no_errors(check_framework(tables, campaign.periods))
    return build_framework(tables)


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

"""Checks the framework of a campaign. Must not write."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.model.campaign import Campaign
from toolkit.model.findings import Finding
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.rules.campaign import check_placeholders
from toolkit.rules.framework import check_framework
from toolkit.workflows.framework_loading import load_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a check found.

    Attributes:
        rows: number of rows of each table that was read, in the order of the schema.
    """

    campaign: Campaign
    findings: tuple[Finding, ...]
    rows: Mapping[str, int]


def check_campaign(folder: Path) -> CheckResult:
    """Check the framework of a campaign folder against its campaign.

    Raises:
        ToolkitError: campaign or framework cannot be read.
    """
    campaign, tables = load_tables(folder)
    rows = {table.name: len(table.rows) for table in tables if table.name in FRAMEWORK_TABLES}
    findings = (*check_placeholders(campaign), *check_framework(tables, campaign.periods))
    return CheckResult(campaign=campaign, findings=findings, rows=rows)

"""The exit code that findings lead to."""

from typing import TYPE_CHECKING

import typer

from toolkit.cli.options import EXIT_FINDINGS, FailOn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.model.findings import Finding


def exit_by(findings: "Iterable[Finding]", fail_on: FailOn) -> None:
    """End the command with exit code 1 when a finding is as grave as the coordinator asks for, or graver."""
    from toolkit.model.findings import Severity

    if fail_on is FailOn.NEVER:
        return
    if any(finding.rule.severity >= Severity[fail_on.name] for finding in findings):
        raise typer.Exit(EXIT_FINDINGS)

"""Options that mean the same in every command."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """How results are written to standard output."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    NEVER = "never"


class Split(StrEnum):
    """Into how many workbooks the rows of a partner go."""

    NONE = "none"
    OFFICE = "office"


class Language(StrEnum):
    """Language of workbooks, reports and messages."""

    FRENCH = "fr"
    ENGLISH = "en"


CampaignOption = Annotated[
    Path, typer.Option("--campaign", metavar="DIR", help="The campaign folder; the current one by default.")
]
LanguageOption = Annotated[
    Language | None, typer.Option("--language", help="Language to use in place of the campaign's own.")
]
DAYS = ["%Y-%m-%d"]
"""How dates are written on the command line."""

FormatOption = Annotated[OutputFormat, typer.Option("--format", help="How results are written to standard output.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="Exit with 1 when a finding is at least this severe.")]

EXIT_DONE, EXIT_FINDINGS, EXIT_USAGE, EXIT_IMPOSSIBLE = 0, 1, 2, 3

"""Creates a campaign folder, with the example's framework or an empty one."""

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from toolkit.analysis.framework_values import LONGEST_FILE_CODE, file_name_fault
from toolkit.errors import ToolkitError
from toolkit.excel.framework_writer import write_framework_workbook
from toolkit.files.campaign_toml import CAMPAIGN_FILE, write_campaign
from toolkit.files.csv_tables import read_tables
from toolkit.files.example import EXAMPLE_CAMPAIGN, example_folder
from toolkit.files.study_document import find_template
from toolkit.model.campaign import AskedPeriods, Campaign, Contact
from toolkit.model.framework import Table
from toolkit.model.periods import PeriodKind, civil_year
from toolkit.rules.campaign import PLACEHOLDER_CONTACT, PLACEHOLDER_EMAIL, PLACEHOLDER_NAME
from toolkit.wording import Wording, phrase

_FRAMEWORK, _STUDY = "templates/framework.xlsx", "templates/study.docx"
_DAYS_TO_ANSWER = 60
_YEARS_ASKED = 5

_COLLECTED_README = (
    phrase("# Files received"),
    phrase(
        "Put the workbooks that partners send back here, as they are: any name, sub-folders and `.zip` are accepted."
    ),
    phrase("This folder is only read; nothing in it is ever changed, moved or deleted."),
)


class Source(StrEnum):
    """What a new campaign starts from."""

    PARIS = "paris"
    BLANK = "blank"


def create_campaign(target: Path, source: Source, today: date, wording: Wording) -> tuple[Path, ...]:
    """Make a folder a campaign folder, and give the files written.

    Writes `campaign.toml`, `templates/framework.xlsx`, `templates/study.docx` (a copy to restyle) and
    `collected/README.md`. The figures of the example are not part of its framework.

    Args:
        target: must not exist, or be empty.
        source: the Paris example, or tables with headers only.
        today: date of issue of a blank campaign.
        wording: language of comments and notes, and of a blank campaign.

    Raises:
        ToolkitError: the target is in use or cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{target} exists and is not an empty folder; name another one."
        raise ToolkitError(message)
    if source is Source.PARIS:
        campaign, tables = replace(EXAMPLE_CAMPAIGN, framework_path=_FRAMEWORK), read_tables(example_folder())
    else:
        campaign, tables = _blank_campaign(target, today, wording), ()
    try:
        return _write_folder(target, campaign, tables, wording)
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror}); choose a folder that you may write to."
        raise ToolkitError(message) from error


def _write_folder(target: Path, campaign: Campaign, tables: tuple[Table, ...], wording: Wording) -> tuple[Path, ...]:
    paths = (target / CAMPAIGN_FILE, target / _FRAMEWORK, target / _STUDY, target / "collected" / "README.md")
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_campaign(paths[0], campaign, wording)
    write_framework_workbook(paths[1], tables, wording)
    readme = "\n".join((wording.say(_COLLECTED_README[0]), "", *map(wording.say, _COLLECTED_README[1:]), ""))
    paths[2].write_bytes(find_template(target).read_bytes())
    paths[3].write_text(readme, encoding="utf-8", newline="\n")
    return paths


def _blank_campaign(target: Path, today: date, wording: Wording) -> Campaign:
    years = tuple(civil_year(year) for year in range(today.year - _YEARS_ASKED, today.year))
    return Campaign(
        id=_code_of(target) or f"collection-{today.year}",
        name=wording.say(PLACEHOLDER_NAME),
        language=wording.language,
        version="1",
        framework_path=_FRAMEWORK,
        issued=today,
        deadline=today + timedelta(days=_DAYS_TO_ANSWER),
        contact=Contact(name=wording.say(PLACEHOLDER_CONTACT), email=PLACEHOLDER_EMAIL),
        periods={PeriodKind.CIVIL: AskedPeriods(required=years, optional=(civil_year(today.year),))},
    )


def _code_of(folder: Path) -> str:
    """Make a campaign's code of the name of its folder, so that two campaigns do not share one; may come out empty."""
    plain = unicodedata.normalize("NFKD", folder.resolve().name).encode("ascii", "ignore").decode()
    code = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-")[:LONGEST_FILE_CODE].strip("-")
    return "" if file_name_fault(code) else code

"""Where the example that the toolkit brings along lies, and its campaign. Must not change it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.campaign import AskedPeriods, Campaign, Contact, Thresholds
from toolkit.model.periods import PeriodKind, civil_year, school_year

_NAME = "paris-2015-2022"
_PACKAGE = Path(__file__).parent.parent

EXAMPLE_CAMPAIGN = Campaign(
    id=_NAME,
    name="Évaluation du contrat de ville de Paris 2015-2022",
    language="fr",
    version="1",
    framework_path=f"templates/{_NAME}",
    issued=date(2020, 9, 14),
    deadline=date(2020, 11, 30),
    contact=Contact(name="Équipe d'évaluation du contrat de ville", email="evaluation@example.org"),
    periods={
        PeriodKind.CIVIL: AskedPeriods(
            required=tuple(civil_year(year) for year in range(2015, 2020)), optional=(civil_year(2020),)
        ),
        PeriodKind.SCHOOL: AskedPeriods(
            required=tuple(school_year(year) for year in range(2014, 2019)), optional=(school_year(2019),)
        ),
    },
    thresholds=Thresholds(stable=Decimal(5)),
)
"""What the `campaign.toml` at the root of the repository says, which an installed package does not hold."""


def example_folder() -> Path:
    """Give the folder of the Paris example: its framework tables, and `answers/` apart from them.

    In a working copy it lies beside the package, in an installed one inside it.

    Raises:
        ToolkitError: the installation holds no example.
    """
    for parent in (_PACKAGE, _PACKAGE.parent):
        folder = parent / "templates" / _NAME
        if folder.is_dir():
            return folder
    message = f"The example {_NAME} is missing from this installation; install the toolkit again."
    raise ToolkitError(message)

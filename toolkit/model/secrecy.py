"""Statistical secrecy: counts that are too small to be published, and those that would give them back."""

from dataclasses import dataclass
from enum import StrEnum

from toolkit.model.records import PointRecord

SECRECY_COLUMNS = (
    "measure",
    "partner",
    "territory",
    "period",
    "value",
    "role",
    "given_back_by",
    "action",
    "indicator",
    "counted",
    "file",
    "sha256",
    "sheet",
    "cell",
)
"""The columns of `secrecy.csv`."""


class SecrecyRole(StrEnum):
    """Why a data point is on the review list."""

    SMALL = "small"
    CONFIDENTIAL = "confidential"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyRow:
    """A data point that a publication masks, or that others would give back.

    Attributes:
        territory: the one that the figure is for.
        given_back_by: the declared sums and shares that it could be computed by, as formulas of codes.
    """

    point: PointRecord
    territory: str
    role: SecrecyRole
    given_back_by: tuple[str, ...] = ()

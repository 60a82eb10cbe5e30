"""A campaign: one round of collection, its periods, its deadline and its contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from toolkit.model.framework import Framework
from toolkit.model.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom partners call, and readers of a publication. Never part of a log or of any other output."""

    name: str
    email: str
    phone: str = ""


# Not slotted: a cached property needs the instance's dictionary.
@dataclass(frozen=True, kw_only=True)
class AskedPeriods:
    """The periods asked of one kind of measure, in time order."""

    required: tuple[Period, ...]
    optional: tuple[Period, ...] = ()

    @cached_property
    def all(self) -> tuple[Period, ...]:
        """Required and optional periods in time order."""
        return tuple(sorted((*self.required, *self.optional)))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all of them."""
        return frozenset(period.code for period in self.all)


PREFILLED, BESIDE = "prefilled", "beside"
EARLIER_FIGURES = (PREFILLED, BESIDE)
"""How earlier figures are shown to a partner."""

REMINDER_DAYS = 7
"""Days between two mails that ask a partner for something, unless the campaign says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Limits that the coordinator declares.

    Attributes:
        secrecy: the least count of persons or households that may be published, apart from zero.
        stable: change in percent of the first value up to which a figure counts as unchanged; None when not declared,
            and then only an equal figure does.
    """

    secrecy: int = 5
    stable: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What `campaign.toml` says.

    Attributes:
        id: short code without spaces, part of each workbook's identity.
        version: edition of the workbooks; raised by the coordinator when she issues changed ones.
        framework_path: relative to the campaign folder.
        issued: date that the workbooks carry, so that the same input gives the same bytes.
        earlier_figures: one of `EARLIER_FIGURES`: in their cells, to be changed, or locked beside them.
        reminder_days: days between two mails that ask a partner for something.
    """

    id: str
    name: str
    language: str
    version: str
    framework_path: str
    issued: date
    deadline: date
    contact: Contact
    periods: Mapping[PeriodKind, AskedPeriods]
    earlier_figures: str = PREFILLED
    reminder_days: int = REMINDER_DAYS
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A campaign with its framework: what is asked, of whom, for when."""

    campaign: Campaign
    framework: Framework

    def periods_of(self, measure: str) -> AskedPeriods:
        """Give the periods asked of a measure, by its kind of period."""
        return self.campaign.periods[self.framework.measures[measure].period_kind]

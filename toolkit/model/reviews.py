"""The review of a collection by partner: the facts that its sentences are made of, and the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.model.completeness import CompletenessRow, Delivery, Share
from toolkit.model.states import ActionStatus

REVIEW_COLUMNS = (
    "partner",
    "name",
    "office",
    "delivery",
    "received_at",
    "deadline",
    "files",
    "expected",
    "value",
    "justified",
    "blank",
    "rejected",
    "not_returned",
    "rate",
    "answered_rate",
    "optional_value",
    "volunteered",
    "text",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFact:
    """What came for one period: required data points with a value, of those asked of it."""

    period: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryFacts:
    """Territories by what came of them, as codes in the order of the framework.

    Attributes:
        obtained: asked, with a value for any period.
        missing: asked, without any value.
        beside: not asked, with a value.
        in_words: values for territories in the partner's own words.
    """

    obtained: tuple[str, ...]
    missing: tuple[str, ...]
    beside: tuple[str, ...]
    in_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """Actions asked of a partner by what it said of them, as codes in the order of the framework.

    Attributes:
        statuses: by status, all three.
        in_words_only: documented by words, without any value.
        unreadable: not documented, though something was given that cannot be read; they stand in `statuses` too.
        commented: with words on the sheet of actions.
        difficulties: with difficulties told there.
    """

    statuses: Mapping[ActionStatus, tuple[str, ...]]
    in_words_only: tuple[str, ...]
    commented: tuple[str, ...]
    difficulties: tuple[str, ...]
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFact:
    """Whether an office answered, and when.

    Attributes:
        has_answered: it said something, were it in words; a workbook that comes back blank is no answer.
    """

    office: str
    delivery: Delivery
    has_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is known of the answers of a partner, or of one of its offices.

    Attributes:
        office: empty for the partner as a whole.
        received_at: ISO day of the first workbook; empty when it is not known.
        files: workbooks that were read.
        has_own_file: one of them is of this office alone, or the review is of a partner as a whole.
        points: required data points.
        indicators: those with a value at a required data point, of those with one.
        periods: required periods asked, in time order.
        optional_values: values at optional periods, by period that has any.
        volunteered: values given without being asked.
        offices: of the partner as a whole, when they are known.
    """

    partner: str
    name: str
    office: str = ""
    delivery: Delivery
    received_at: str
    deadline: date
    files: int
    has_own_file: bool
    points: CompletenessRow
    indicators: Share
    actions: ActionFacts
    territories: TerritoryFacts
    periods: tuple[PeriodFact, ...]
    optional_values: Mapping[str, int]
    volunteered: int
    offices: tuple[OfficeFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReview:
    """A review with its paragraph, in the words of the campaign."""

    facts: Review
    text: str

"""What is published of a campaign: tables without anything that has to stay secret, and the signs they use."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.campaign import Collection
from toolkit.model.completeness import CompletenessRow
from toolkit.model.periods import Period, PeriodKind
from toolkit.model.states import ActionStatus, Quality, State
from toolkit.model.summaries import Evolution
from toolkit.model.targets import TargetAssessment
from toolkit.wording import phrase


class Sign(StrEnum):
    """What stands in a cell in place of a figure, or beside one; the letter stands in square brackets."""

    CONFIDENTIAL = "c"
    UNAVAILABLE = "x"
    NOT_APPLICABLE = "z"
    COUNTED_ELSEWHERE = "i"
    PENDING = "a"
    BLANK = "m"
    REJECTED = "j"
    NOT_RETURNED = "n"
    NOT_ASKED = "o"
    OTHER_TERRITORY = "t"
    WORDS = "w"
    ESTIMATED = "e"
    PROVISIONAL = "p"
    PARTIAL = "d"
    BREAK = "b"

    @property
    def mark(self) -> str:
        """The sign as it is printed: `[c]`."""
        return f"[{self.value}]"


SIGN_MEANINGS = {
    Sign.CONFIDENTIAL: phrase("confidential: a small count of persons or households, or what would give it back"),
    Sign.UNAVAILABLE: phrase("not available: the partner does not have this figure"),
    Sign.NOT_APPLICABLE: phrase("not applicable: the question makes no sense here, or nothing can be computed"),
    Sign.COUNTED_ELSEWHERE: phrase("counted elsewhere: the figure is part of another one"),
    Sign.PENDING: phrase("awaited: the partner announced the figure for later"),
    Sign.BLANK: phrase("missing: the partner answered, and left this figure empty"),
    Sign.REJECTED: phrase("missing: the partner gave something that cannot be read as a figure"),
    Sign.NOT_RETURNED: phrase("missing: the partner sent nothing back"),
    Sign.NOT_ASKED: phrase("not asked for this period or territory"),
    Sign.OTHER_TERRITORY: phrase("given for another territory, where it stands"),
    Sign.WORDS: phrase("answered in words that are not published"),
    Sign.ESTIMATED: phrase("estimated figure"),
    Sign.PROVISIONAL: phrase("provisional figure"),
    Sign.PARTIAL: phrase("figure that covers a part only"),
    Sign.BREAK: phrase("break in series: not to be compared with the figures before it"),
}

SIGN_OF_STATE = {
    State.UNAVAILABLE: Sign.UNAVAILABLE,
    State.NOT_APPLICABLE: Sign.NOT_APPLICABLE,
    State.COUNTED_ELSEWHERE: Sign.COUNTED_ELSEWHERE,
    State.CONFIDENTIAL: Sign.CONFIDENTIAL,
    State.PENDING: Sign.PENDING,
    State.BLANK: Sign.BLANK,
    State.REJECTED: Sign.REJECTED,
    State.NOT_RETURNED: Sign.NOT_RETURNED,
}

SIGN_OF_QUALITY = {
    Quality.ESTIMATED.value: Sign.ESTIMATED,
    Quality.PROVISIONAL.value: Sign.PROVISIONAL,
    Quality.PARTIAL.value: Sign.PARTIAL,
    Quality.BREAK.value: Sign.BREAK,
}

PublishedCell = Decimal | Sign | str
"""A figure, the sign in its place, or an answer in words that may be published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """The figures of one measure of one partner at one territory, those that they are given for.

    Attributes:
        cells: by period; what is neither asked nor given has no entry.
        marks: signs of quality, by period.
        comments: the partner's, where it agreed to their publication and nothing of the action is masked.
    """

    measure: str
    partner: str
    territory: str
    cells: Mapping[Period, PublishedCell]
    marks: Mapping[Period, Sign]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """The rows of one theme for periods of one kind.

    Attributes:
        periods: columns, in time order.
    """

    theme: str
    kind: PeriodKind
    periods: tuple[Period, ...]
    rows: tuple[PublishedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that is published.

    Attributes:
        statuses: actions by status, by theme; the empty theme stands for all.
        completeness: data points by state, a row a theme, then one for the whole.
        tables: figures as they were given, by theme and kind of period.
        evolution, targets: computed from what is published, and from nothing else.
        hidden: figures that were masked.
        in_words: figures left out, since the partner describes their territory in its own words.
    """

    collection: Collection
    statuses: Mapping[str, Mapping[ActionStatus, int]]
    completeness: tuple[CompletenessRow, ...]
    tables: tuple[PublishedTable, ...]
    evolution: Evolution
    targets: tuple[TargetAssessment, ...]
    hidden: int = 0
    in_words: int = 0

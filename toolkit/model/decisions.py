"""What the coordinator settled: which answer to keep, what to put in its place, which finding to leave as it is."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from toolkit.model.answers import Point
from toolkit.wording import phrase

DECISIONS = "decisions.csv"


class DecisionKind(StrEnum):
    """What is settled."""

    KEEP = "keep"
    REPLACE = "replace"
    WAIVE = "waive"
    EXCLUDE = "exclude"
    LATEST = "latest"
    ASK = "ask"
    WITHDRAW = "withdraw"


DECISION_LABELS = {
    DecisionKind.KEEP: phrase("keep this answer"),
    DecisionKind.REPLACE: phrase("replace by"),
    DecisionKind.WAIVE: phrase("leave as it is"),
    DecisionKind.EXCLUDE: phrase("leave this file out"),
    DecisionKind.LATEST: phrase("take this file as the latest"),
    DecisionKind.ASK: phrase("ask the partner"),
    DecisionKind.WITHDRAW: phrase("withdraw the decision"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of `decisions.csv`; the fields are its columns, in order, all of them texts.

    Attributes:
        decision: a `DecisionKind`, or what was typed in its place.
        partner, measure, territory, period: the data point, as far as the decision is about one.
        code: of the finding that is settled.
        sha256: the file, or the beginning of its hash; with `sheet` and `cell` the answer that is kept.
        read: what the finding read, see `read_key`: the decision holds for nothing else that comes to stand there.
        value: what takes the place of the answers, as a partner would type it.
        author: who decided.
        date: when, ISO.
        until: last day of arrival that a waiver holds for, ISO; empty for ever.
    """

    decision: str
    partner: str = ""
    measure: str = ""
    territory: str = ""
    period: str = ""
    code: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""
    read: str = ""
    value: str = ""
    reason: str = ""
    author: str = ""
    date: str = ""
    until: str = ""

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is about: a later decision on the same subject takes the place of an earlier one."""
        match self.decision:
            case DecisionKind.EXCLUDE | DecisionKind.LATEST:
                return "file", self.sha256[:SHORT_DIGEST]
            case DecisionKind.KEEP | DecisionKind.REPLACE:
                return "point", *self.point
        place = () if self.measure else (self.sha256[:SHORT_DIGEST], self.sheet, self.cell)
        return "finding", self.code, *self.point, self.read, *place

    @property
    def point(self) -> Point:
        """The data point, its parts empty where the decision is about none."""
        return Point(self.measure, self.partner, self.territory, self.period)


SHORT_DIGEST = 12
"""Characters of a hash that name a file where people see it."""

FILE_LEFT_OUT = "L407"
"""Code of the finding on a file that a decision leaves out: a withdrawal beside it is about the file."""

_LONGEST_READ = 500


def read_key(text: str) -> str:
    """Give what tells one thing read from another: the text without spaces around it, or its hash when it is long."""
    text = text.strip()  # as it is read back from decisions.csv
    return text if len(text) <= _LONGEST_READ else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerDecisions:
    """What is settled of the returns of one partner.

    Attributes:
        excluded: the decisions to leave a file out; none of its answers is taken.
        latest: beginnings of the hashes of files that come after all others, the last of them last.
        kept: by data point, the answer that is retained.
        replaced: by data point, the answer that takes the place of all.
    """

    excluded: tuple[Decision, ...] = ()
    latest: tuple[str, ...] = ()
    kept: Mapping[Point, Decision] = field(default_factory=dict)
    replaced: Mapping[Point, Decision] = field(default_factory=dict)

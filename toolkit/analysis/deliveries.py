"""When data points came back, against the deadline of their partner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.model.answers import AnswerClass, Return, Verdict
from toolkit.model.completeness import Delivery
from toolkit.model.records import PointRecord
from toolkit.model.states import State

_ISO_DAY = len("2020-11-30")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """When the workbooks came back, and by when they were due.

    Attributes:
        first: ISO day of the first return that was read, by partner and office of its workbook; the empty office
            stands for a workbook of all rows.
        deadline: of everyone without an extension.
        extensions: later deadlines, by partner and office; the empty office stands for the whole partner.
        earliest: the first day of any of its workbooks, by partner.
    """

    first: Mapping[tuple[str, str], str]
    deadline: date
    extensions: Mapping[tuple[str, str], date]
    earliest: Mapping[str, str] = field(default_factory=dict)

    def deadline_of(self, partner: str, office: str = "") -> date:
        """Give the deadline of a partner, or of the office whose workbook it is."""
        return self.extensions.get((partner, office), self.extensions.get((partner, ""), self.deadline))

    def day_of(self, partner: str, office: str = "") -> str:
        """Give the ISO day on which rows of an office first came back; empty when it is not known.

        A workbook of all rows counts for every office. Without an office, it is the first of any workbook.
        """
        if not office:
            return self.earliest.get(partner, "")
        days = (self.first.get((partner, each), "") for each in ("", office))
        return min(filter(None, days), default="")


def judge_day(day: str, deadline: date) -> Delivery:
    """Say whether something that came back on an ISO day, which may be unknown, is within a deadline."""
    if not day:
        return Delivery.UNDATED
    return Delivery.LATE if is_late(day, deadline) else Delivery.ON_TIME


def list_arrivals(
    returns: Iterable[Return], deadline: date, extensions: Mapping[tuple[str, str], date] | None = None
) -> Arrivals:
    """Note the first arrival of each partner and office among the returns that were read."""
    first: dict[tuple[str, str], str] = {}
    earliest: dict[str, str] = {}
    for file in returns:
        if file.verdict is Verdict.READ and file.returned_at:
            key, day = (file.partner, file.office), file.returned_at[:_ISO_DAY]
            first[key] = min(first.get(key, day), day)
            earliest[file.partner] = min(earliest.get(file.partner, day), day)
    return Arrivals(first=first, deadline=deadline, extensions=extensions or {}, earliest=earliest)


def is_late(moment: str, deadline: date) -> bool:
    """Compare an ISO date, with or without a time, with the deadline; the day itself is in time."""
    return moment[:_ISO_DAY] > deadline.isoformat()


def day_of_point(point: PointRecord, first: str) -> str:
    """Give the ISO day on which a data point was first spoken of.

    An answer without a predecessor came when its file came; every other data point when its row first came back.

    Args:
        point: a data point that came back.
        first: the day on which its row first came back; empty when it is not known.
    """
    is_first_word = point.answer_class == AnswerClass.NEW.value and point.returned_at
    return (point.returned_at if is_first_word else first or point.returned_at)[:_ISO_DAY]


def judge_delivery(point: PointRecord, first: str, deadline: date) -> Delivery:
    """Say when a data point came back, against a deadline; `first` as for `day_of_point`."""
    if point.state is State.NOT_RETURNED:
        return Delivery.NOT_RETURNED
    return judge_day(day_of_point(point, first), deadline)

"""Classes one answer against what was issued and against the answers before it, in the order of the returns."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from toolkit.model.answers import Answer, AnswerClass, Point, Return
from toolkit.model.states import State

Said = tuple[Return, Answer]
"""What one return says of a data point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What stood in the cells of a partner when its workbooks were issued.

    Attributes:
        figures: earlier figures, by data point.
        bare: hashes of returns whose cells were issued empty all the same: workbooks of corrections.
    """

    figures: Mapping[Point, Decimal]
    bare: AbstractSet[str] = frozenset()

    def figure_in(self, file: Return, point: Point) -> Decimal | None:
        """Give the figure that stood in a cell of a return."""
        return None if file.sha256 in self.bare else self.figures.get(point)


@lru_cache(maxsize=64)
def edition_of(version: str) -> tuple[int, str]:
    """Give what orders editions: numbers by size, anything else before them."""
    return (int(version), "") if version.isdecimal() else (-1, version)


def says_same(one: Answer, other: Answer) -> bool:
    """Whether two answers come to the same."""
    if one.state is not other.state or one.value != other.value:
        return False
    return one.value is not None or one.state is not State.VALUE or one.raw == other.raw


def class_answer(answer: Answer, last: Answer | None, issued: Decimal | None) -> AnswerClass | None:
    """Class an answer; None for a blank that withdraws nothing.

    Args:
        answer: what a return says.
        last: what the returns before it said last; None when they said nothing.
        issued: the figure that pre-filled its cell.
    """
    if answer.state is State.BLANK:
        return AnswerClass.WITHDRAWN if issued is not None and last is None else None
    if last is not None:
        if says_same(answer, last):
            return AnswerClass.UNCHANGED
        is_withdrawn = last.state is State.VALUE and answer.state is not State.VALUE
        return AnswerClass.WITHDRAWN if is_withdrawn else AnswerClass.CORRECTED
    if issued is None:
        return AnswerClass.NEW
    if answer.state is not State.VALUE:
        return AnswerClass.WITHDRAWN
    return AnswerClass.UNCHANGED if answer.value == issued else AnswerClass.CORRECTED


def day_of(file: Return) -> tuple[str, str]:
    """Give the edition and the day of a return: within them, a time of saving does not tell which one is meant."""
    return file.version, file.returned_at[: len("2020-11-30")]


def list_stale(speaking: Sequence[Said], issued: Issued) -> list[Said]:
    """List the answers that are out of date: each repeats an earlier state of things, and another return knows better.

    Either it still shows the figure that was issued, which a return before it, or of its day, had changed; or it
    comes from an older edition, and arrived after an answer in a newer one. Never all of them are.
    """
    untouched = [each for position, each in enumerate(speaking) if _was_changed(each, position, speaking, issued)]
    typed = [each for each in speaking if not any(each is other for other in untouched)]
    is_one_edition = len({file.version for file, _ in typed}) <= 1
    return untouched if is_one_edition else [*untouched, *(each for each in typed if _comes_late(each, typed))]


def _was_changed(said: Said, position: int, speaking: Sequence[Said], issued: Issued) -> bool:
    """Whether an answer is the figure that stood in its cell, and another return says otherwise by then."""
    file, answer = said
    figure = issued.figure_in(file, answer.point)
    if figure is None or answer.state is not State.VALUE or answer.value != figure:
        return False
    return any(
        not says_same(other, answer) and (number < position or day_of(of) == day_of(file))
        for number, (of, other) in enumerate(speaking)
    )


def _comes_late(said: Said, typed: Sequence[Said]) -> bool:
    """Whether an answer comes from an older edition, after another answer in a newer one."""
    file, answer = said
    edition = edition_of(file.version)
    return any(
        edition_of(of.version) > edition and of.returned_at < file.returned_at and not says_same(other, answer)
        for of, other in typed
    )

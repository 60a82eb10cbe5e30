"""Classes one answer against what was issued and against the answers before it, in the order of the returns."""

from collections.abc import Sequence
from decimal import Decimal

from toolkit.model.answers import Answer, AnswerClass, Return
from toolkit.model.states import State

Said = tuple[Return, Answer]
"""What one return says of a data point."""


def edition_of(version: str) -> tuple[int, str]:
    """Give what orders editions: numbers by size, anything else before them."""
    return (int(version), "") if version.isdecimal() else (-1, version)


def says_same(one: Answer, other: Answer) -> bool:
    """Whether two answers come to the same."""
    if one.state is not other.state or one.value != other.value:
        return False
    return one.value is not None or one.state is not State.VALUE or one.raw == other.raw


def class_answer(said: Said, before: Sequence[Said], issued: Decimal | None) -> AnswerClass | None:
    """Class an answer; None for a blank that withdraws nothing.

    Args:
        said: the return and its answer.
        before: what the returns before it say, in order.
        issued: the figure that pre-filled its cell.
    """
    answer = said[1]
    last = next((each for _, each in reversed(before) if each.state is not State.BLANK), None)
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


def is_stale(said: Said, speaking: Sequence[Said], issued: Decimal | None) -> bool:
    """Whether an answer is out of date: it repeats an earlier state of things, and another return knows better.

    Either it still shows the figure that was issued, which a return before it had changed; or it comes from an
    older edition, and arrived after an answer in a newer one.
    """
    file, answer = said
    others = [each for each in speaking if each[1] is not answer and not says_same(each[1], answer)]
    position = next(number for number, each in enumerate(speaking) if each[1] is answer)
    if issued is not None and answer.state is State.VALUE and answer.value == issued:
        return any(each[1] is speaking[number][1] for each in others for number in range(position))
    edition = edition_of(file.version)
    return any(edition_of(other.version) > edition and other.returned_at < file.returned_at for other, _ in others)

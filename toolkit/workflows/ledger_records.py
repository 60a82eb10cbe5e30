"""Turns what several answers to one question come to into rows: their history, contradictions, combined figures."""

from collections.abc import Iterable, Iterator

from toolkit.analysis.merging import WHY_LATEST, WHY_ONLY
from toolkit.model.answers import LedgerEntry, Point
from toolkit.model.contradictions import MOST_SHOWN, CombinedFigure, Contradiction, HistoryRow, Rival
from toolkit.model.states import ANSWER_CODES, State
from toolkit.workflows.records import Row


def history_rows(entries: Iterable[LedgerEntry]) -> Iterator[HistoryRow]:
    """Yield the answers that say something of each data point that has a history: several of them, or a decision."""
    by_point: dict[Point, list[LedgerEntry]] = {}
    for entry in entries:
        if entry.answer.state is not State.BLANK:
            by_point.setdefault(entry.answer.point, []).append(entry)
    for point, said in by_point.items():
        if len(said) > 1 or said[0].why not in _PLAIN_WHYS:
            older = [entry for entry in said[:-MOST_SHOWN] if entry.is_retained]
            yield from (_history_row(point, entry) for entry in (*older, *said[-MOST_SHOWN:]))


_PLAIN_WHYS = frozenset((WHY_ONLY, WHY_LATEST))


def _history_row(point: Point, entry: LedgerEntry) -> HistoryRow:
    answer, place = entry.answer, entry.answer.location
    return HistoryRow(
        partner=point.partner,
        measure=point.measure,
        territory=point.territory,
        period=point.period,
        state=answer.state,
        raw=answer.raw or _CODES.get(answer.state, ""),
        returned_at=entry.file.returned_at,
        answer_class=entry.answer_class.value if entry.answer_class else "",
        is_retained=entry.is_retained,
        why=entry.why,
        file=place.file,
        sheet=place.sheet,
        cell=place.cell,
    )


def combined_row(figure: CombinedFigure) -> Row:
    """Give the row of a figure of several partners in `combined.csv`."""
    return [
        figure.measure,
        figure.territory,
        figure.period,
        figure.policy,
        figure.value,
        figure.unit,
        "; ".join(figure.partners),
        "; ".join(figure.missing),
        "yes" if figure.disagree else "no",
    ]


def contradiction_record(point: Point, entries: Iterable[LedgerEntry]) -> Contradiction:
    """Flatten the answers to a data point that contradict each other."""
    rivals = (
        Rival(
            partner=point.partner,
            said=entry.answer.raw or _CODES.get(entry.answer.state, ""),
            file=entry.answer.location.file,
            sha256=entry.file.sha256,
            sheet=entry.answer.location.sheet,
            cell=entry.answer.location.cell,
            returned_at=entry.file.returned_at,
            is_retained=entry.is_retained,
        )
        for entry in entries
    )
    ordered = sorted(rivals, key=lambda each: not each.is_retained)
    return Contradiction(
        partner=point.partner,
        measure=point.measure,
        territory=point.territory,
        period=point.period,
        rivals=tuple(ordered[:MOST_SHOWN]),
        more=len(ordered[MOST_SHOWN:]),
    )


_CODES = {code.state: code.code for code in ANSWER_CODES}

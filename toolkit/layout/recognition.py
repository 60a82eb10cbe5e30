"""Recognises rows by their labels where their keys are lost: whose they are, and which of them was asked.

A row is found by its measure, unit and territory together; where these fit several requests, indicator and action
may tell them apart. What they do not tell apart is left to people.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.layout.keys import tidy_label
from toolkit.layout.row_labels import label_texts
from toolkit.model.answers import GridRow
from toolkit.model.framework import Framework, Request
from toolkit.wording import LANGUAGES, load_wording

_COUNTED_ROLES = ("indicator", "measure", "territory")
_KEY_ROLES = ("measure", "unit", "territory")
_TELLING_ROLES = ("indicator", "action")

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much of what was issued to a partner a file holds.

    Attributes:
        issued: different labels of its indicators, measures and territories.
        found: those of them that the file holds.
    """

    partner: str
    issued: int
    found: int


class Doubt(StrEnum):
    """Why a row is not taken for one that was asked."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


def recognise_partners(rows: Iterable[GridRow], framework: Framework) -> tuple[Likeness, ...]:
    """Give the partners whose labels a file resembles most, several where they were issued the same ones.

    Labels that the file holds and that were not issued to a partner count against it, so that a partner with few
    labels is not taken for one with many. None when not one measure is recognised.
    """
    held = {(role, tidy_label(row.labels.get(role, ""))) for row in rows for role in _COUNTED_ROLES}
    held = {label for label in held if label[1]}
    best: tuple[float, list[Likeness]] = (0.0, [])
    for partner in framework.partners_asked:
        issued = _issued_labels(partner.code, framework)
        found = issued & held
        if not any(role == "measure" for role, _ in found):
            continue
        score = len(found) / len(issued | held)
        likeness = Likeness(partner=partner.code, issued=len(issued), found=len(found))
        if score > best[0]:
            best = (score, [likeness])
        elif score == best[0]:
            best[1].append(likeness)
    return tuple(best[1])


def _issued_labels(partner: str, framework: Framework) -> set[tuple[str, str]]:
    wording = load_wording(LANGUAGES[0])  # of the counted labels none depends on the language
    texts = (label_texts(framework, request, wording) for request in framework.requests_of(partner))
    return {(role, tidy_label(text[role])) for text in texts for role in _COUNTED_ROLES}


def match_rows(rows: Iterable[GridRow], partner: str, framework: Framework) -> Iterator[tuple[GridRow, Doubt | None]]:
    """Give each row with the codes of the request that its labels name; with a doubt where they name none, or several.

    Rows without a label and without an answer are left out.
    """
    known = _requests_by_labels(partner, framework)
    for row in rows:
        labels = {role: tidy_label(text) for role, text in row.labels.items()}
        fitting = _narrow(known.get(_key_of(labels), {}), labels)
        if len(fitting) == 1:
            request = fitting[0]
            yield replace(row, measure=request.measure, partner=partner, territory=request.territory), None
        elif fitting:
            yield row, Doubt.AMBIGUOUS
        elif row.cells or any(labels.values()):
            yield row, Doubt.UNKNOWN


def _requests_by_labels(partner: str, framework: Framework) -> dict[tuple[str, ...], dict[Request, Labels]]:
    """Give by measure, unit and territory the requests of that name, each with its other labels."""
    known: dict[tuple[str, ...], dict[Request, Labels]] = {}
    for language in LANGUAGES:
        wording = load_wording(language)
        for request in framework.requests_of(partner):
            texts = {role: tidy_label(text) for role, text in label_texts(framework, request, wording).items()}
            known.setdefault(_key_of(texts), {})[request] = texts
    return known


def _key_of(labels: Labels) -> tuple[str, ...]:
    return tuple(labels.get(role, "") for role in _KEY_ROLES)


def _narrow(fitting: Mapping[Request, Labels], labels: Labels) -> tuple[Request, ...]:
    """Keep of several requests those that the other labels fit too."""
    left = tuple(fitting)
    for role in _TELLING_ROLES:
        if len(left) > 1 and labels.get(role):
            left = tuple(request for request in left if fitting[request][role] == labels[role]) or left
    return left

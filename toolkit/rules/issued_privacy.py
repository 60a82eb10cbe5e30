"""The rule that a workbook about to be sent out names no other partner, and what of the framework may name one.

Titles of actions, indicators and territories are public and name partners ("Paris Habitat", "CAF"). A name is
therefore foreign only where it stands outside every public text that itself holds it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from toolkit.layout.choices import measure_choice, territory_choice
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.model.framework import Partner
from toolkit.model.issued_file import IssuedFile, Promised
from toolkit.model.states import ANSWER_CODES
from toolkit.rules.issued import find_on_issued, make_issued_rule
from toolkit.wording import LANGUAGES, load_wording, phrase

NAMES_ANOTHER = make_issued_rule(
    505,
    "issued-names-another-partner",
    phrase("{part} of {file} names another partner, {other}: “{read}”."),
    phrase("A partner sees nobody else's figures or contacts, in no sheet, name, property or hidden part."),
)
_CUT = "…"
_LEAST_START = 8
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreigners:
    """What may not stand in another's workbook.

    Attributes:
        partners: by code, the texts that tell of a partner.
        offices: by code, the names of its offices, which may well name another ("office in charge of the GIP").
        public: by such a text, the public texts that hold it.
        corpus: all public texts.
    """

    partners: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, tuple[str, ...]]
    public: Mapping[str, tuple[str, ...]]
    corpus: frozenset[str]


def collect_foreigners(collection: Collection) -> Foreigners:
    """Gather, once a run, what tells of each partner and which public texts tell of it too."""
    partners = {code: _telling(partner) for code, partner in collection.framework.partners.items()}
    corpus = tuple(dict.fromkeys(_public_texts(collection)))
    joined = "\n".join(corpus)
    telling = {text for texts in partners.values() for text in texts}
    public = {text: tuple(each for each in corpus if text in each) for text in telling if text in joined}
    offices = {
        code: tuple(each.name for each in collection.framework.offices if each.partner == code) for code in partners
    }
    return Foreigners(partners=partners, offices=offices, public=public, corpus=frozenset(corpus))


def check_privacy(file: IssuedFile, promised: Promised, foreigners: Foreigners) -> Iterator[Finding]:
    """Find what tells of another partner: its code, its name, its contact or its address."""
    own = (*foreigners.partners[promised.partner], *foreigners.offices[promised.partner])
    texts = {text: part for text, part in file.texts.items() if text not in foreigners.corpus}
    joined = "\n".join(texts)
    for code, telling in foreigners.partners.items():
        if code == promised.partner:
            continue
        for text in telling:
            if text not in joined or text in own:
                continue
            allowed = sorted((*own, *foreigners.public.get(text, ())), key=len, reverse=True)
            for place in _places(text, texts, allowed):
                yield find_on_issued(NAMES_ANOTHER, file, read=place[0], part=place[1], other=code)


def _places(text: str, texts: Mapping[str, str], allowed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each text of the file that names, outside what is allowed, with its part."""
    whole = re.compile(rf"(?<![\w.@-]){re.escape(text)}(?![\w{_CUT}@]|[.-]\w)")
    for found, part in texts.items():
        if text in found and whole.search(found) and whole.search(_without(found, allowed)):
            yield found, part


def _without(text: str, allowed: Iterable[str]) -> str:
    """Take the allowed texts out of a text, also where a limit of Excel has cut them."""
    for each in allowed:
        text = text.replace(each, "\n")
        start = text.find(each[:_LEAST_START]) if _CUT in text else -1
        if start >= 0:
            kept = text[start:].split(_CUT, 1)[0]
            if each.startswith(kept):
                text = text[:start] + "\n" + text[start + len(kept) :]
    return text


def _telling(partner: Partner) -> tuple[str, ...]:
    return tuple(text for text in (partner.code, partner.name, partner.contact, partner.email) if text)


def _public_texts(collection: Collection) -> Iterator[str]:
    """Yield what every partner may read: the framework without its partners, the campaign, the words of the form.

    A partner that bears a word of the form ("ND", "Paris") cannot be told by that word, only by its others.
    """
    framework, campaign = collection.framework, collection.campaign
    tables = (framework.territories, framework.actions, framework.indicators, framework.measures)
    for record in (*(each for table in tables for each in table.values()), *framework.targets):
        values = (getattr(record, each.name) for each in fields(record))
        yield from (value for value in values if isinstance(value, str))
    yield from map(measure_choice, framework.measures.values())
    yield from map(territory_choice, framework.territories.values())
    yield from (f"{action.code} – {action.title}" for action in framework.actions.values())
    yield from (f"{indicator.code} – {indicator.label}" for indicator in framework.indicators.values())
    contact = campaign.contact
    yield from (campaign.id, campaign.name, campaign.version, contact.name, contact.email, contact.phone)
    yield from (code.code for code in ANSWER_CODES)
    fixed = (text for language in LANGUAGES for text in load_wording(language).texts)
    for text in (*fixed, *framework.texts.values()):
        yield from _PLACEHOLDER.split(text)

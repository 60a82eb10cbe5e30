"""What stands before and behind a typed figure: its unit, a word on its quality, a star."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.analysis.typed_text import fold
from toolkit.model.states import Quality, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A figure without its marks.

    Attributes:
        number: the figure as typed, still text.
        factor: 1000 for `k€`.
        has_star: whether a star points to a note.
    """

    number: str
    quality: Quality | None = None
    factor: int = 1
    is_percent: bool = False
    has_star: bool = False


_PARTS = re.compile(
    r"(?P<before>[^\d+\-\u2212]*)(?P<number>[+\-\u2212]?\d(?:.*\d)?)(?P<behind>\D*)\Z", re.DOTALL | re.ASCII
)

_ABOUT = """
    \u2248 · ~ · \u223c · \u2243 · \u2245 · env · environ · a peu pres · autour de · aux alentours de
    aux environs de · de l'ordre de · approx · approximativement · approximately · about · around · roughly
    circa · c. · est. · estime a · estime · estimation · estimee a · estimated · estimate
"""
_QUALITY_WORDS = {
    Quality.ESTIMATED: """
        (e) · est · estime · estimee · estimes · estimees · estimation · env · environ · approx · approximatif
        approximative · approximativement · a peu pres · chiffre estime · donnee estimee · valeur estimee · estimated
        estimate · approximate · approximately
    """,
    Quality.PROVISIONAL: """
        (p) · prov · provisoire · provisoires · chiffre provisoire · donnee provisoire · donnees provisoires
        non definitif · non consolide · a confirmer · a consolider · provisional · to be confirmed
    """,
    Quality.PARTIAL: """
        partiel · partielle · partiels · partielles · chiffre partiel · donnee partielle · donnees partielles
        incomplet · incomplete · partial
    """,
    Quality.BREAK: "(b) · rupture de serie · break in series",
    Quality.FINAL: "definitif · definitive · definitifs · final",
}
_UNIT_WORDS: Mapping[str, Mapping[str, int]] = {
    "\u20ac": {
        "\u20ac": 1, "euros": 1, "euro": 1, "eur": 1,
        "k\u20ac": 1000, "keuros": 1000, "keur": 1000, "milliers d'euros": 1000, "mille euros": 1000,
        "m\u20ac": 1_000_000, "meuros": 1_000_000, "millions d'euros": 1_000_000, "million d'euros": 1_000_000,
        "md\u20ac": 1_000_000_000, "mds\u20ac": 1_000_000_000, "milliards d'euros": 1_000_000_000,
        "milliard d'euros": 1_000_000_000,
    },
    "heures": dict.fromkeys(("heures", "heure", "h", "hours", "hour", "hrs"), 1),
    "points": dict.fromkeys(
        ("points de pourcentage", "points de %", "percentage points", "points", "point", "pts", "pt", "pp"), 1
    ),
}  # fmt: skip
_DIGITS = frozenset("0123456789")
_PERCENT = ("%", "pour cent", "p. cent", "pourcents", "pourcent", "per cent", "percent", "pct")
_PUNCTUATION = " .:;,-\u2013\u2014"


def _listed(text: str) -> list[str]:
    return [words.strip() for line in text.splitlines() for words in line.split(" \u00b7 ") if words.strip()]


_BEHIND = {words: quality for quality, text in _QUALITY_WORDS.items() for words in _listed(text)}
# `est 120` may mean “is 120”; `CA 120` may be a code, so `ca. 120` is left to the coordinator.
_BEFORE = {words: quality for words, quality in _BEHIND.items() if words != "est"} | dict.fromkeys(
    _listed(_ABOUT), Quality.ESTIMATED
)


def read_marks(typed: str, unit: Unit) -> Marked | None:
    """Take the marks off a figure; None when something beside it is not understood."""
    if typed[:1] in _DIGITS and typed[-1:] in _DIGITS:
        return Marked(number=typed)
    parts = _PARTS.match(typed)
    if parts is None:
        return None
    number, before, behind = parts["number"], parts["before"], parts["behind"]
    quality = None
    if before.strip() and not (unit.code == "\u20ac" and fold(before) in {"\u20ac", "eur"}):
        quality = _quality(before, _BEFORE)
        if quality is None:
            return None
    return _read_behind(Marked(number=number, quality=quality), fold(behind), unit)


def _read_behind(marked: Marked, behind: str, unit: Unit) -> Marked | None:
    factor, is_percent, rest = _split_unit(behind, unit)
    has_star = bool(rest) and not rest.strip("* ")
    quality = marked.quality
    if rest and not has_star:
        said = _quality(rest, _BEHIND)
        if said is None or (quality is not None and said is not quality):
            return None
        quality = said
    return Marked(number=marked.number, quality=quality, factor=factor, is_percent=is_percent, has_star=has_star)


def _split_unit(behind: str, unit: Unit) -> tuple[int, bool, str]:
    """Split what stands behind a figure into the factor of its unit, whether it is percent, and the rest."""
    for word, factor in _UNIT_WORDS.get(unit.code, {}).items():
        if _is_word(word, behind):
            return factor, False, behind[len(word) :].strip()
    for word in _PERCENT:
        if _is_word(word, behind):
            return 1, True, behind[len(word) :].strip()
    return 1, False, behind


def _is_word(word: str, text: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalpha()


def _quality(words: str, known: Mapping[str, Quality]) -> Quality | None:
    """Look up words on a quality; one letter counts in brackets only: `(e)`, since `120 e` may be 120 euros."""
    folded = fold(words)
    found = known.get(folded)
    if found is not None or len(folded.strip("()")) == 1:
        return found
    return known.get(folded.strip(_PUNCTUATION + "()"))

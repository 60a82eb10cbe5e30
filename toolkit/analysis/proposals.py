"""What a text that is no figure may stand for: proposals for the coordinator, never values."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.analysis.numbers import parse_number, plain
from toolkit.analysis.readings import Doubt
from toolkit.analysis.typed_text import fold
from toolkit.model.states import Unit

_NUMBER = r"\d+(?:[ '\u00a0\u202f\u2009]\d{3})*(?:[.,]\d+)?"
_FIGURE = re.compile(rf"(?<![a-z\d]){_NUMBER}", re.ASCII)
_SPACED = re.compile(r"\d[\d\s]*\s[\d\s]*\d\Z", re.ASCII)
_PART = re.compile(rf"({_NUMBER})\s*(?:sur|of|out of|parmi|/)\s*({_NUMBER})\b", re.ASCII)
_RANGE = re.compile(
    rf"(?:entre|de|between|from)?\s*({_NUMBER})\s*(?:et|and|a|to|ou|or|-|\u2013|\u2014)\s*({_NUMBER})\b", re.ASCII
)
_SUM = re.compile(rf"=?\s*{_NUMBER}(?:\s*\+\s*{_NUMBER})+(?:\s*=.*)?\Z", re.ASCII)
_BOUND = re.compile(
    r"(?:un peu )?(?:plus|moins|more|less|fewer|au moins|au plus|at least|at most|au minimum|au maximum|minimum"
    r"|maximum|min|max|jusqu'a|up to|au[- ]dela|over|under|above|below|pres|presque|a peine|nearly|almost"
    r"|inferieure?|superieure?|[<>\u2264\u2265\u00b1]|\+\s*/\s*-)"
)
_BOUND_BEHIND = re.compile(r"(?:\+|\b(?:(?:et|ou|and|or) (?:plus|moins|more|less)|au moins|minimum|maximum|max))\Z")
_AT_MOST = re.compile(r"<|\u2264|moins|less|fewer|under|below|inferieur")
_SECRET_BELOW = 11
_WORDS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
    "dozen": 12, "hundred": 100, "thousand": 1000,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "cinquante": 50, "cent": 100,
    "mille": 1000, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty": 20,
}  # fmt: skip
_SEVERAL = re.compile(r"(?:quelques|plusieurs|several|some|dizaines|centaines|milliers|hundreds|thousands|dozens)\b")
_ROUND = re.compile(
    r"(?:environ |about |pres d'|plus d'|moins d')?(?:une?|a|an|la|le)\s*(?P<word>[a-z]+)\b|(?P<alone>[a-z]+)\Z"
)
_DIGIT = re.compile(r"\d", re.ASCII)
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\Z", re.ASCII)
_INTERWOVEN = re.compile(r"\d\s?[a-z]+\d|\u2030", re.ASCII)
_LOOK_ALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_EXPONENT = re.compile(r"(\d(?:[.,]\d{1,6})?)[eE]\+?(\d|1[0-4])\Z", re.ASCII)
_SIGNED = re.compile(
    rf"(?:\((?P<inside>{_NUMBER})\)|(?P<before>{_NUMBER})\s*-|[-\u2013\u2014]\s*(?P<behind>{_NUMBER}))\Z", re.ASCII
)
_GROUP = 3
_YEAR = re.compile(r"(?:19|20)\d\d\Z")

Proposed = tuple[Doubt, tuple[str, ...]]


def propose(typed: str, unit: Unit) -> Proposed:
    """Say why a text is no figure and what it may stand for; no proposals when nothing can be said."""
    folded = fold(typed)
    for doubt, proposals in _candidates(typed, folded, unit):
        if proposals:
            return doubt, proposals
    if _SEVERAL.match(folded):
        return Doubt.NOT_ONE_FIGURE, ()
    return Doubt.NOT_A_NUMBER, _one_figure(folded)


def _candidates(typed: str, folded: str, unit: Unit) -> Iterator[Proposed]:
    """Yield what each way of writing comes to, the most telling first."""
    if _DATE.match(folded):
        return
    if _SPACED.match(typed):
        yield Doubt.NOT_A_NUMBER, _read("".join(typed.split()))
    yield Doubt.NOT_A_NUMBER, _mistyped(typed)
    yield Doubt.NOT_ONE_FIGURE, _bound(folded, unit)
    yield Doubt.NOT_ONE_FIGURE, _sum(folded)
    yield Doubt.NOT_ONE_FIGURE, _pair(folded, unit)
    yield Doubt.NOT_ONE_FIGURE, _words(folded)


def _read(*texts: str) -> tuple[str, ...]:
    """Give the figures among texts, as plain decimals."""
    numbers = (parse_number(text, is_count=False).value for text in texts)
    return tuple(str(number) for number in numbers if number is not None)


def _mistyped(typed: str) -> tuple[str, ...]:
    """Propose the figure behind a slip: letters for digits, an exponent, foreign groups, a sign apart."""
    if match := _EXPONENT.match(typed):
        return (str(plain(Decimal(match[1].replace(",", ".")).scaleb(int(match[2])))),)
    if match := _SIGNED.match(typed):
        figure = _read(match["inside"] or match["before"] or match["behind"])
        return tuple(f"{sign}{each}" for each in figure for sign in ("-", ""))
    if not (_DIGIT.search(typed) or typed.upper() == "O") or typed.startswith("+"):
        return ()
    joined = "".join(typed.split())
    slips = (typed.translate(_LOOK_ALIKE), joined, _foreign(joined), f"0{joined}", joined.rstrip(".,;"))
    return _read(*(text for text in slips if text != typed))[:1]


def _foreign(joined: str) -> str:
    """Write `1.458,5` and `1.234.567` without their groups."""
    whole, comma, decimals = joined.partition(",")
    groups = whole.split(".")
    fits = len(groups) > 1 and 0 < len(groups[0]) <= _GROUP and all(len(group) == _GROUP for group in groups[1:])
    return "".join(groups) + comma + decimals if fits else ""


def _bound(folded: str, unit: Unit) -> tuple[str, ...]:
    if not (_BOUND.match(folded) or _BOUND_BEHIND.search(folded)):
        return ()
    figures = _figures(folded) or _words(folded.rpartition("d'")[2])
    is_few = unit.code == "nombre" and figures and _AT_MOST.match(folded)
    is_secret = is_few and Decimal(figures[0]) <= _SECRET_BELOW
    return ("SS", *figures) if is_secret else figures


def _figures(folded: str) -> tuple[str, ...]:
    return _read(*_FIGURE.findall(folded))


def _sum(folded: str) -> tuple[str, ...]:
    if not _SUM.match(folded):
        return ()
    return (str(sum((Decimal(each) for each in _figures(folded.lstrip("= ").split("=")[0])), Decimal(0))),)


def _pair(folded: str, unit: Unit) -> tuple[str, ...]:
    """Give the two figures of a range or of a part and its whole; for a share, what the part comes to."""
    if match := _PART.match(folded):
        pair = _read(*match.groups())
        if unit.code == "%" and len(pair) == len(match.groups()) and Decimal(pair[1]):
            return (str(plain(round(Decimal(pair[0]) * 100 / Decimal(pair[1]), 1))),)
        return pair
    return _read(*match.groups()) if (match := _RANGE.match(folded)) else ()


def _words(folded: str) -> tuple[str, ...]:
    """Give the figure of `une centaine` or `douze`."""
    match = _ROUND.match(folded)
    number = _WORDS.get(match["word"] or match["alone"]) if match else None
    return () if number is None else (str(number),)


def _one_figure(folded: str) -> tuple[str, ...]:
    """Give the only figure of a text; the first when the rest stands in brackets; never a year among words."""
    if _DATE.match(folded) or _INTERWOVEN.search(folded):
        return ()
    outside = folded.partition("(")[0].strip()
    for text in (folded, outside):
        figures = _figures(text)
        if len(figures) == 1:
            return () if _YEAR.match(figures[0]) and len(text) > len(figures[0]) + 1 else figures
    return ()

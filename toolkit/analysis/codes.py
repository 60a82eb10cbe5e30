"""Codes typed in place of a figure, the words that stand for them, and entries that may mean several things."""

import re
from collections.abc import Mapping

from toolkit.analysis.readings import Doubt, Reading, reject
from toolkit.analysis.synonyms import SEVERAL_MEANINGS, STAND_FOR_CODE
from toolkit.analysis.typed_text import clean, fold
from toolkit.model.states import ANSWER_CODES, State

STATE_OF_CODE: Mapping[str, State] = {code.code: code.state for code in ANSWER_CODES}
"""The state that each code answers."""

_CODE = re.compile(r"(?P<code>[A-Za-z]{2})\s*(?:(?P<joint>[-\u2013\u2014:,(])\s*(?P<words>.*?)\)?)?\s*\Z", re.DOTALL)
_SPOKEN_CODE = re.compile(r"(?P<code>[A-Z]{2})\s+(?P<words>[^\W\d].*)\Z", re.DOTALL)
_SURE_BEFORE_WORDS = frozenset({"ND", "SO"})
_BARE_FIGURE = re.compile(r"[\d\s.,'%\u20ac]*\d[\d\s.,'%\u20ac]*\Z")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOINT = re.compile(r"\s*[-\u2013\u2014:,(]\s*")
_LETTERS_ONLY = str.maketrans("", "", "./ ")
_SHORT = 3
_REFERENCE = re.compile(r"(?:cf\b|voir\b|see\b|v\. )")
_REPEATED = re.compile(r"([^\w\s])(?:\s*\1)+\Z")
_LONGEST_SYNONYM = 200
_MOST_WORDS = 5
_NO_WORDS = frozenset({"", "nc", "na"})


def read_code(text: str) -> Reading | None:
    """Understand a code, alone or with words, or words known to stand for one; None for anything else."""
    typed = clean(text)
    if match := _CODE.match(typed):
        is_speech = match["joint"] == "," and not match["code"].isupper()  # “so, we met twice”
        if match["code"].upper() in STATE_OF_CODE and not is_speech:
            return _with_words(text, match["code"].upper(), (match["words"] or "").strip())
    if match := _SPOKEN_CODE.match(typed):
        code = match["code"]
        if code in STATE_OF_CODE:
            if code not in _SURE_BEFORE_WORDS or match["words"].isupper():
                return reject(text, Doubt.AMBIGUOUS_CODE, code)
            return _synonym(text, code, match["words"].strip())
    return None if len(typed) > _LONGEST_SYNONYM else _read_synonym(text, fold(typed))


def _with_words(text: str, code: str, words: str) -> Reading:
    """Accept a code; with nothing but a figure beside it, one of the two is too many."""
    is_date = code == "AV" and _YEAR.fullmatch(words)
    if words and not is_date and _BARE_FIGURE.match(words):
        return reject(text, Doubt.AMBIGUOUS_CODE, code, words)
    return Reading(state=STATE_OF_CODE[code], raw=text, words=words)


def _read_synonym(text: str, folded: str) -> Reading | None:
    code = STAND_FOR_CODE.get(folded.rstrip(" .!;:")) or STAND_FOR_CODE.get(_abbreviation(folded))
    if code is not None:
        return _synonym(text, code, "")
    head, *words = _JOINT.split(folded, maxsplit=1)
    code = STAND_FOR_CODE.get(_abbreviation(head) or (head if len(head) > _SHORT else ""))
    if code is None or not words or any(letter.isdigit() for letter in _YEAR.sub("", words[0])):
        return None
    return _synonym(text, code, _JOINT.split(clean(text), maxsplit=1)[1].removesuffix(")").strip())


def _synonym(text: str, code: str, words: str) -> Reading:
    return Reading(state=STATE_OF_CODE[code], raw=text, words=words, doubts=(Doubt.SYNONYM,))


def _abbreviation(folded: str) -> str:
    """Give a short form without its points and strokes: `n. d.` and `N/D` are `nd`; empty for anything else."""
    letters = folded.translate(_LETTERS_ONLY)
    return letters if 0 < len(letters) <= _SHORT and len(letters) < len(folded) else ""


def read_ambiguous(text: str) -> Reading | None:
    """Make a question of an entry that people use for several things; None for anything else."""
    if len(text) > _LONGEST_SYNONYM:
        return None
    folded = fold(text)
    proposals = (
        SEVERAL_MEANINGS.get(folded)
        or SEVERAL_MEANINGS.get(folded.rstrip(" .!;:"))
        or SEVERAL_MEANINGS.get(_REPEATED.sub(r"\1", folded))
        or SEVERAL_MEANINGS.get(_abbreviation(folded))
    )
    if (code := folded.rstrip(" *?").upper()) in STATE_OF_CODE:
        proposals = (code,)
    if proposals is None and _REFERENCE.match(folded):
        proposals = ("CA", "ND")
    if proposals is None:
        return _propose_code(text, folded)
    return reject(text, Doubt.AMBIGUOUS_CODE, *proposals)


def _propose_code(text: str, folded: str) -> Reading | None:
    """Propose the code of an entry that begins with words for one and goes on."""
    words = folded.split()[: _MOST_WORDS + 1]
    for number in range(len(words) - 1, 0, -1):
        begun = " ".join(words[:number])
        if len(begun) > _SHORT and begun in STAND_FOR_CODE:
            return reject(text, Doubt.AMBIGUOUS_CODE, STAND_FOR_CODE[begun])
        if len(begun) > _SHORT and begun in SEVERAL_MEANINGS:
            return reject(text, Doubt.AMBIGUOUS_CODE, *SEVERAL_MEANINGS[begun])
    return None


def read_code_among_words(text: str) -> Reading | None:
    """Understand a code where words are asked: alone, or in capitals before its words; else None.

    `NC`, `NA`, a dash or a stroke are no words either, and a question.
    """
    reading = read_code(text)
    if reading is not None and reading.state is not State.REJECTED:
        is_told = reading.doubts or not reading.words or clean(text)[:2].isupper()
        return reading if is_told else None
    letters = "".join(letter for letter in fold(text) if letter.isalnum())
    return read_ambiguous(text) if letters in _NO_WORDS else None

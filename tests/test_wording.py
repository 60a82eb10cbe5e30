"""The French catalogue is complete, faithful and well set; the words of both languages fit where they go."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

import toolkit
from toolkit.layout.choices import PROGRESS_CHOICES
from toolkit.layout.columns import TABLES
from toolkit.layout.grid import STATE_CHECK, STATE_COMPLETE, STATE_EMPTY, STATE_LEFT
from toolkit.layout.plan import MAX_VALIDATION_TITLE
from toolkit.layout.sheets import SHEET_NAMES, Sheet, sheet_name
from toolkit.layout.styles import Role
from toolkit.model.states import ANSWER_CODES, CHOICES, HELP_OFFERS, PUBLISHABLE, QUALITY_LABELS
from toolkit.wording import LANGUAGES, load_wording, shorten

PACKAGE = Path(toolkit.__file__).parent
FRENCH_FILE = PACKAGE / "locale" / "fr.po"
# Marks a text for the catalogue: the argument or arguments that hold it, counted from 1.
KEYWORDS = {"say": (1,), "phrase": (1,), "count": (1, 2)}
NO_BREAK = "\u00a0\u202f"

MessageId = str | tuple[str, ...]


def extract_calls(source, keywords, _tags, options):
    """Yield the marked calls of a module for Babel, whose own extractor stops at `content.count(b"…")`."""
    for node in ast.walk(ast.parse(source.read())):
        name = _name_called(node)
        if name in keywords and isinstance(node, ast.Call):
            texts = tuple(each.value if isinstance(each, ast.Constant) else None for each in node.args)
            texts = tuple(text if isinstance(text, str) else None for text in texts)
            # `"a,b".count(",")` is a method of strings; ours takes both forms and the number.
            if name != "count" or len(node.args) > len(KEYWORDS["count"]):
                yield node.lineno, name, texts or (None,), []


def _name_called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
        case _:
            return ""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("render/templates/**/*.html"))


@cache
def messages_in_code() -> Mapping[MessageId, str]:
    """Give each message with the first place that uses it."""
    found: dict[MessageId, str] = {}
    for path in modules():
        with path.open("rb") as source:
            for line, message, _, _ in extract(extract_calls, source, keywords=KEYWORDS):
                found.setdefault(message, f"{path.relative_to(PACKAGE)}:{line}")
    for path in templates():
        nodes = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for line, _, message in extract_from_ast(nodes, gettext_functions=("say", "count")):
            texts = tuple(each for each in message if each is not None) if isinstance(message, tuple) else (message,)
            found.setdefault(texts if len(texts) > 1 else texts[0], f"{path.relative_to(PACKAGE)}:{line}")
    return found


@cache
def french() -> Catalog:
    with FRENCH_FILE.open("rb") as source:
        return read_po(source, locale="fr", abort_invalid=True)


def french_texts() -> Iterator[tuple[MessageId, str]]:
    """Give every French text with its message; a plural gives each of its forms."""
    for message in french():
        if message.id:
            for text in (message.string,) if isinstance(message.string, str) else message.string:
                yield message.id, text


def test_the_texts_of_the_code_are_found():
    assert len(messages_in_code()) >= 500
    assert "Instructions" in messages_in_code()
    assert ("{n} error", "{n} errors") in messages_in_code()


def test_every_text_of_the_code_has_a_french_one():
    missing = [f"{place}: {message!r}" for message, place in messages_in_code().items() if not _is_translated(message)]
    assert missing == []


def _is_translated(message: MessageId) -> bool:
    entry = french().get(message if isinstance(message, str) else message[0])
    if entry is None or entry.id != message or entry.fuzzy:
        return False
    forms = (entry.string,) if isinstance(entry.string, str) else entry.string
    return len(forms) == (1 if isinstance(message, str) else french().num_plurals) and all(forms)


def test_the_catalogue_holds_no_text_that_the_code_has_lost():
    assert [each.id for each in french() if each.id and each.id not in messages_in_code()] == []
    assert list(french().obsolete) == []


@pytest.mark.parametrize("word", ["Paris", "arrondissement", "prioritaire", "priority territory"])
def test_no_text_names_what_one_campaign_alone_has(word):
    texts = [text for message, said in french_texts() for text in (*placeable(message), said)]
    assert [text for text in texts if re.search(rf"\b{word}", text, re.IGNORECASE)] == []


def placeable(message: MessageId) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def test_a_marked_text_is_one_literal():
    """A text put together from parts would be no key of the catalogue, and stay English without a word."""
    assembled = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and (name := _name_called(node)) in {"say", "phrase"}
        and node.args
        and _is_assembled(node.args[0], must_be_literal=name == "phrase")
    ]
    assert assembled == []


def _is_assembled(argument: ast.expr, *, must_be_literal: bool) -> bool:
    if must_be_literal:
        return not isinstance(argument, ast.Constant)
    if isinstance(argument, ast.IfExp):
        return any(isinstance(each, ast.Constant) for each in (argument.body, argument.orelse))
    return isinstance(argument, ast.JoinedStr | ast.BinOp)


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_french_texts_keep_the_placeholders():
    pairs = [(message if isinstance(message, str) else message[0], text) for message, text in french_texts()]
    assert any(placeholders(text) for _, text in pairs)
    assert [(english, text) for english, text in pairs if placeholders(text) != placeholders(english)] == []


def test_both_forms_of_a_plural_have_the_same_placeholders():
    plurals = [message for message in messages_in_code() if not isinstance(message, str)]
    assert plurals
    assert [one for one, many in plurals if placeholders(one) != placeholders(many)] == []


# Left out of the rules of typography: addresses, times, what stands between back-quotes, two values joined by a colon.
_NOT_PROSE = re.compile(r"https?://\S+|mailto:\S+|\b\d{1,2}:\d{2}\b|`[^`]*`|\bCODE:|\}:\{")
_FAULTS = {
    "no no-break space before the mark": re.compile(rf"[^{NO_BREAK}][:;?!%»]"),
    "no no-break space after «": re.compile(rf"«[^{NO_BREAK}]|«\Z"),
    "straight double quotes": re.compile('"'),
    "quotation marks of English or German": re.compile("[“”„]"),
    "curled apostrophe": re.compile("[‘’]"),
    "space at an end": re.compile(r"\A\s|\s\Z"),
    "two spaces": re.compile(rf"[ {NO_BREAK}]{{2}}"),
    "space before a comma or a full stop": re.compile(rf"[ {NO_BREAK}][,.](?![\w])"),
}


def faults_of_typography(text: str) -> list[str]:
    prose = _NOT_PROSE.sub("x", text)
    return [fault for fault, pattern in _FAULTS.items() if pattern.search(prose)]


_GOOD = (
    "|%|Unité\u00a0: {unit}|Pas de chiffre\u202f?|«\u00a0{found}\u00a0», à {least}\u202f%\u202f; puis"
    "|un «\u00a0;\u00a0»|à 12:30, sur https://example.org/?a=1 ou mailto:a@example.org|{sheet}:{cell} et `toolkit: ok`"
)
_BAD = (
    "Unité: x|Unité : x|Pas de chiffre?|Pas de chiffre ?|Attention!|un; deux|100 %|{least}%|«{found}\u00a0»"
    '|« {found}\u00a0»|«\u00a0{found}»|dire "oui"|dire “oui”|l’année|deux  espaces|mot , mot| mot|mot '
)


@pytest.mark.parametrize("text", _GOOD.split("|"))
def test_good_typography_is_accepted(text):
    assert faults_of_typography(text) == []


@pytest.mark.parametrize("text", _BAD.split("|"))
def test_bad_typography_is_found(text):
    assert faults_of_typography(text) != []


def test_french_typography():
    assert [(text, faults) for _, text in french_texts() if (faults := faults_of_typography(text))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_accepts_the_names_of_the_sheets(language):
    names = [sheet_name(sheet, load_wording(language)) for sheet in Sheet]
    assert [name for name in names if not 0 < len(name) <= 31] == []
    assert [name for name in names if set(name) & set("[]:*?/\\") or name.strip("' ") != name] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert "history" not in {name.casefold() for name in names}


def test_the_sheets_have_the_names_of_the_design():
    assert " | ".join(load_wording("fr").say(name) for name in SHEET_NAMES.values()) == (
        "Mode d'emploi | Disponibilité | Suivi de saisie | Années civiles | Années scolaires | Bilan par action"
        " | Autres données | Référent et contacts | Définitions et périmètres"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_a_table_have_labels_of_their_own(table, language):
    """The reader finds a column by its label, so that two alike could not be told apart."""
    labels = [load_wording(language).say(column.label).casefold() for column in TABLES[table]]
    assert len(set(labels)) == len(labels)


def test_french_labels_are_whole_in_the_title_of_a_hint():
    inputs = {Role.INPUT, Role.INPUT_TEXT, Role.INPUT_PERIOD}
    tables = (TABLES[name] for name in ("grid", "free_rows", "availability"))
    titles = [load_wording("fr").say(column.label) for table in tables for column in table if column.style in inputs]
    assert titles
    assert [title for title in titles if shorten(title, MAX_VALIDATION_TITLE) != title] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_within_formulas_and_lists_need_no_escape(language):
    say = load_wording(language).say
    states = [say(text) for text in (STATE_EMPTY, STATE_COMPLETE, STATE_CHECK, STATE_LEFT)]
    assert [text for text in states if '"' in text] == []
    assert len(set(states)) == len(states)
    lists = (QUALITY_LABELS.values(), [label for label, _ in CHOICES], PROGRESS_CHOICES, HELP_OFFERS, PUBLISHABLE)
    for choices in ([say(text) for text in each] for each in lists):
        # Excel parts a list at its commas, whatever the language, and keeps 255 characters of it.
        assert [choice for choice in choices if "," in choice or '"' in choice] == []
        assert len(",".join(choices)) <= 255
        assert len(set(choices)) == len(choices)


def test_the_codes_mean_in_french_what_the_design_says():
    say = load_wording("fr").say
    assert {code.code: say(code.meaning).split("\u00a0:")[0] for code in ANSWER_CODES} == {
        "ND": "non disponible",
        "SO": "sans objet",
        "CA": "compté ailleurs",
        "SS": "secret statistique",
        "AV": "à venir",
    }


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("fr", 0, "0 erreur"),
        ("fr", 1, "1 erreur"),
        ("fr", 2, "2 erreurs"),
        ("fr", 1458, "1\u202f458 erreurs"),
        ("en", 0, "0 errors"),
        ("en", 1, "1 error"),
        ("en", 2, "2 errors"),
        ("en", 1458, "1,458 errors"),
    ],
)
def test_count_takes_the_form_that_fits_the_number(language, number, expected):
    assert load_wording(language).count("{n} error", "{n} errors", number) == expected


@pytest.mark.parametrize(
    ("number", "in_french", "in_english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1458, "1\u202f458", "1,458"),
        (-1234567, "-1\u202f234\u202f567", "-1,234,567"),
    ],
)
def test_whole_numbers_are_grouped_as_the_language_does(number, in_french, in_english):
    assert load_wording("fr").whole(number) == in_french
    assert load_wording("en").whole(number) == in_english


@pytest.mark.parametrize(
    ("rate", "in_french", "in_english"),
    [(0, "0,0\u00a0%", "0.0%"), (0.913, "91,3\u00a0%", "91.3%"), (1, "100,0\u00a0%", "100.0%")],
)
def test_percentages_have_one_decimal(rate, in_french, in_english):
    assert load_wording("fr").percent(rate) == in_french
    assert load_wording("en").percent(rate) == in_english


@pytest.mark.parametrize(
    ("items", "in_french", "in_english"),
    [
        ((), "", ""),
        (("a",), "a", "a"),
        (("a", "b"), "a et b", "a and b"),
        (("a", "b", "c"), "a, b et c", "a, b and c"),
        (("a, b", "c", "d"), "a, b\u00a0; c et d", "a, b; c and d"),
    ],
)
def test_lists_end_with_a_conjunction(items, in_french, in_english):
    assert load_wording("fr").join(items) == in_french
    assert load_wording("en").join(items) == in_english


@pytest.mark.parametrize(
    ("name", "in_french"),
    [("RIVP", "de RIVP"), ("EPEC", "d'EPEC"), ("Élogie", "d'Élogie"), ("œuvre", "d'œuvre"), ("", "de ")],
)
def test_french_elides_before_a_vowel(name, in_french):
    assert load_wording("fr").of(name) == in_french
    assert load_wording("en").of(name) == f"of {name}"


@pytest.mark.parametrize(("language", "expected"), [("fr", "30 novembre 2020"), ("en", "30 November 2020")])
def test_days_are_written_in_words(language, expected):
    assert load_wording(language).day(date(2020, 11, 30)) == expected


@pytest.mark.parametrize(("language", "expected"), [("fr", "Unité\u00a0: %"), ("en", "Unit: %")])
def test_say_fills_in_the_values_and_leaves_nothing_as_nothing(language, expected):
    assert load_wording(language).say("Unit: {unit}", unit="%") == expected
    assert load_wording(language).say("") == ""


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(KeyError):
        load_wording("de")


_LOCALE = Path(toolkit.__file__).parent / "locale"


def test_the_compiled_catalogue_says_what_its_source_says():
    from io import BytesIO

    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    with (_LOCALE / "fr.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale="fr"))
    assert (_LOCALE / "fr.mo").read_bytes() == compiled.getvalue(), "run `make messages`"

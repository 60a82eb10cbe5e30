import gettext
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from toolkit.excel import listings
from toolkit.excel.consolidated import write_consolidated
from toolkit.excel.listings import accepted_name
from toolkit.excel.source_links import link_to_cell, link_to_file
from toolkit.model.answers import Addition, Return, Verdict
from toolkit.model.campaign import AskedPeriods, Campaign, Collection, Contact
from toolkit.model.framework import Action, Framework, Indicator, Measure, Partner, Request, Target, Territory
from toolkit.model.periods import PeriodKind, civil_year, school_year
from toolkit.model.places import Location
from toolkit.model.records import ActionRecord, Consolidation, FindingRecord, PointRecord
from toolkit.model.states import State
from toolkit.wording import Wording, load_wording

ENGLISH = load_wording("en")
FILE = "reçus/Collecte n° 3 #2 de l'Académie.xlsx"
HEADER = 4

CAMPAIGN = Campaign(
    id="test-2020",
    name="Evaluation of the contract",
    language="en",
    version="1",
    framework_path="framework",
    issued=date(2020, 9, 14),
    deadline=date(2020, 11, 30),
    contact=Contact(name="Ms Secret", email="secret@example.org"),
    periods={
        PeriodKind.CIVIL: AskedPeriods(required=(civil_year(2018), civil_year(2019)), optional=(civil_year(2020),)),
        PeriodKind.SCHOOL: AskedPeriods(required=(school_year(2017), school_year(2018))),
    },
)


def measure(code, unit="nombre", kind=PeriodKind.CIVIL):
    return Measure(code=code, indicator=code[:-1], label=f"Label of {code}", unit=unit, period_kind=kind)


def by_code(*items):
    return {item.code: item for item in items}


FRAMEWORK = Framework(
    partners=by_code(Partner(code="GIP", name="Réussite"), Partner(code="CAF", name="Family fund")),
    territories=by_code(Territory(code="PARIS", label="Paris"), Territory(code="QP", label="Priority areas")),
    actions=by_code(
        Action(code="G1", theme="Grow: [up] / learn? and a very long rest", title="Welcome", partners=("GIP",)),
        Action(code="T1", theme="Findings", title="Work", partners=("CAF",)),
    ),
    indicators=by_code(
        Indicator(code="G1.1", action="G1", label="Children"),
        Indicator(code="G1.2", action="G1", label="Schools", target_text="all of them"),
        Indicator(code="T1.1", action="T1", label="Jobs"),
    ),
    measures=by_code(
        measure("G1.1a"),
        measure("G1.1b", "%"),
        measure("G1.2a", kind=PeriodKind.SCHOOL),
        measure("G1.2b", "oui_non"),
        measure("T1.1a", "texte"),
    ),
    requests=(
        Request(measure="G1.1a", partner="GIP", territory="PARIS"),
        Request(measure="G1.1b", partner="GIP", territory="PARIS"),
        Request(measure="G1.2a", partner="GIP", territory="PARIS"),
        Request(measure="G1.2b", partner="GIP", territory="PARIS"),
        Request(measure="T1.1a", partner="CAF", territory="QP"),
    ),
    targets=(
        Target(code="1", indicator="G1.1", measure="G1.1a", operator="at_least", value=Decimal(1200), text="1,200"),
        Target(code="2", indicator="G1.1", measure="G1.1a", operator="at_least", value=Decimal("1300.5")),
        Target(code="3", indicator="G1.1", measure="G1.1b", operator="at_most", value=Decimal(5), unit="%"),
    ),
)
COLLECTION = Collection(campaign=CAMPAIGN, framework=FRAMEWORK)


def point(code, period, state, value=None, **words):
    known = FRAMEWORK.measures[code]
    partner = "CAF" if code.startswith("T") else "GIP"
    place = {} if state in {State.BLANK, State.NOT_RETURNED} else {"file": FILE, "sheet": "L'année", "cell": "G12"}
    return PointRecord(
        **{
            "partner": partner,
            "action": FRAMEWORK.indicators[known.indicator].action,
            "indicator": known.indicator,
            "measure": code,
            "territory": "QP" if partner == "CAF" else "PARIS",
            "period": period,
            "is_required": period not in {"2020", "2015-2019"},
            "state": state,
            "value": None if value is None else Decimal(value),
            "unit": known.unit,
            **place,
            **words,
        }
    )


LONG = "x" * 40_000
POINTS = (
    point("G1.1a", "2018", State.VALUE, "0", raw="=1+1", quality="estimated"),
    point("G1.1a", "2019", State.VALUE, "24000", raw="@x", comment=LONG),
    point("G1.1a", "2020", State.BLANK),
    point("G1.1a", "2015-2019", State.VALUE, "24000.5", is_volunteered=True, raw="-5"),
    point("G1.1b", "2018", State.VALUE, "33.9", raw="+33"),
    point("G1.1b", "2019", State.REJECTED, raw="=HYPERLINK(1)"),
    point("G1.1b", "2020", State.PENDING, raw="AV", reason="awaited"),
    point("G1.2a", "2017/2018", State.UNAVAILABLE, raw="nd", reason="no_tool"),
    point("G1.2a", "2018/2019", State.NOT_APPLICABLE, raw="SO", reason="=our own words"),
    point("G1.2b", "2018", State.VALUE, "1", raw="Oui"),
    point("G1.2b", "2019", State.CONFIDENTIAL, raw="SS"),
    point("G1.2b", "2020", State.COUNTED_ELSEWHERE, raw="CA"),
    point("G1.1a", "2018", State.VALUE, "7", is_volunteered=True, is_required=False, territory="Somewhere", raw="7"),
    point("T1.1a", "2018", State.NOT_RETURNED),
    point("T1.1a", "2019", State.NOT_RETURNED),
    point("T1.1a", "2020", State.NOT_RETURNED),
)
NOTHING = Consolidation(
    collection=COLLECTION,
    points=(),
    findings=(),
    returns=(),
    actions=(),
    additions=(),
    answers_read=0,
    answers_retained=0,
)
CONSOLIDATION = Consolidation(
    collection=COLLECTION,
    points=POINTS,
    findings=(
        FindingRecord(
            code="V301",
            severity="error",
            partner="GIP",
            file=FILE,
            sheet="L'année",
            cell="H7",
            measure="G1.1b",
            read="=HYPERLINK(1)",
            message="=message",
            suggestion="Ask.",
        ),
        FindingRecord(
            code="F103", severity="note", file="a b.zip!c.xlsx", message="It needs a password.", suggestion=""
        ),
    ),
    returns=(
        Return(file=FILE, sha256="0", partner="GIP", verdict=Verdict.READ, version="1", values=7, coded=5, blank=0),
        Return(file="a b.zip!c.xlsx", sha256="1", verdict=Verdict.REFUSED, reason="encrypted"),
    ),
    actions=(
        ActionRecord(action="G1", partner="GIP", progress="=finished", file=FILE, sheet="Review", cell="D7"),
        ActionRecord(action="G1", partner="GIP", file=FILE, sheet="Review", cell="D8"),
    ),
    additions=(
        Addition(
            partner="GIP",
            measure="@new figure",
            territory="Here",
            period="2018",
            raw="45",
            comment="",
            location=Location(file=FILE, sheet="Other", cell="E9"),
        ),
    ),
    answers_read=14,
    answers_retained=12,
)


def write(folder, consolidation=CONSOLIDATION, wording=ENGLISH):
    path = folder / "consolidated.xlsx"
    write_consolidated(path, consolidation, wording)
    return load_workbook(path)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return write(tmp_path_factory.mktemp("results"))


def rows(sheet):
    header, *lines = sheet.iter_rows(min_row=HEADER)
    names = [cell.value for cell in header]
    return [dict(zip(names, line, strict=True)) for line in lines]


def values(sheet):
    return [{name: cell.value for name, cell in row.items()} for row in rows(sheet)]


def label_rows(sheet, column):
    """Give what stands beside each label of a column of the summary."""
    cells = ((row[column].value, [cell.value for cell in row[column + 1 :]]) for row in sheet.iter_rows())
    return {label: beside for label, beside in cells if label is not None}


def test_the_summary_comes_first_and_each_theme_has_a_sheet_that_excel_accepts(book):
    assert book.sheetnames == [
        "Summary",
        "Follow-up",
        "Retained data",
        "Grow up learn and a very long r",
        "Findings",
        "Contradictions",
        "Findings (2)",
        "Decisions",
        "Returns",
        "History of answers",
        "Words by action",
        "To sort",
    ]


def test_sheet_names_are_said_in_the_language_of_the_campaign(tmp_path):
    class French(gettext.NullTranslations):
        def gettext(self, message):
            return {"Summary": "Synthèse", "Follow-up": "Suivi", "Retained data": "Données retenues"}.get(
                message, message
            )

    names = write(tmp_path, wording=Wording(language="fr", translations=French())).sheetnames
    assert names[:3] == ["Synthèse", "Suivi", "Données retenues"]


def test_retained_data_hold_every_point_of_which_something_is_said(book):
    retained = values(book["Retained data"])
    assert len(retained) == sum(each.state not in {State.BLANK, State.NOT_RETURNED} for each in POINTS)
    first = retained[0]
    assert (first["Figure"], first["Territory"], first["Period"]) == ("G1.1a – Label of G1.1a", "Paris", "2018")
    assert (first["Asked as"], first["State"], first["Quality"]) == ("required", "value", "estimated")


def test_numbers_are_numbers_and_zero_is_not_blank(book):
    found = [row["Value"] for row in values(book["Retained data"])]
    assert found == [0, 24000, 24000.5, 33.9, None, None, None, None, 1, None, None, 7]
    assert rows(book["Retained data"])[0]["Value"].data_type == "n"


def test_reasons_are_told_in_words_and_own_words_are_kept(book):
    reasons = {row["Period"]: row["Reason"] for row in values(book["Retained data"]) if row["Reason"]}
    assert reasons == {"2020": "awaited (give the date)", "2017/2018": "tool not built", "2018/2019": "=our own words"}


def test_what_partners_typed_is_text_and_no_cell_is_a_formula(book):
    typed = [row["As typed"] for row in rows(book["Retained data"])]
    assert [cell.value for cell in typed[:5]] == ["=1+1", "@x", "-5", "+33", "=HYPERLINK(1)"]
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert {cell.data_type for cell in typed} == {"s"}
    assert kinds == {"s", "n"}


def test_a_comment_beyond_the_limit_of_a_cell_is_cut_at_it(book):
    assert len(values(book["Retained data"])[1]["Comment"]) == 32_767


def test_the_last_column_opens_the_cell(book):
    place = rows(book["Retained data"])[0]["Sheet and cell"]
    assert place.value == "L'année!G12"
    assert place.hyperlink.target == r"..\collected\reçus\Collecte%20n°%203%20%232%20de%20l'Académie.xlsx"
    assert place.hyperlink.location == "'L''année'!G12"


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("a.xlsx", "external:../collected/a.xlsx#'S'!A1"),
        ("50%20.xlsx", "external:../collected/50%2520.xlsx#'S'!A1"),
        ("urgent!.xlsx", "external:../collected/urgent!.xlsx#'S'!A1"),
        ("in/a.ZIP!b/c.xlsx", "external:../collected/in/a.ZIP"),
        ("", ""),
        ("a\\b.xlsx", ""),
        ("é" * 2_100, ""),
        (" " * 700, ""),
    ],
)
def test_links_lead_to_the_cell_the_archive_or_nowhere(file, target):
    assert link_to_cell("S!A1", file, "S", "A1") == ("S!A1", target)
    assert link_to_file(file) == (file, target.split("#", maxsplit=1)[0])


def test_a_link_that_excel_cannot_follow_is_plain_text(tmp_path):
    name = "é" * 2_100
    file = Return(file=name, sha256="0", verdict=Verdict.IGNORED, reason="lock_file")
    one = replace(NOTHING, returns=(file,))
    cell = rows(write(tmp_path, one)["Returns"])[0]["File"]
    assert (cell.value, cell.hyperlink) == (name, None)


def test_beyond_the_links_that_a_sheet_can_hold_texts_are_plain(tmp_path, monkeypatch):
    monkeypatch.setattr(listings, "MAX_LINKS", 3)
    places = [row["Sheet and cell"] for row in rows(write(tmp_path)["Retained data"])]
    assert [cell.hyperlink is not None for cell in places] == [True] * 3 + [False] * (len(places) - 3)
    assert {cell.value for cell in places} == {"L'année!G12"}


def test_beyond_the_rows_of_a_sheet_the_list_is_parted_by_theme_and_goes_on_on_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(listings, "MAX_ROWS", HEADER + 5)
    book = write(tmp_path)
    parts = ["Retained data – Grow up learn a", "Retained data – Grow up lea (2)", "Retained data – Grow up lea (3)"]
    assert [len(values(book[part])) for part in parts] == [5, 5, 2]
    assert book.sheetnames[2:5] == parts
    assert "This sheet holds the theme Grow: [up] / learn?" in book[parts[0]]["A2"].value


def test_the_sums_of_the_summary_close(book):
    left, right = label_rows(book["Summary"], 0), label_rows(book["Summary"], 6)
    names = [label for label in left if label in {"Value", "Rejected", "Blank"} or label.startswith("Not ")]
    assert names == ["Value", "Not available", "Not applicable", "Blank", "Rejected", "Not returned"]
    assert left["All"][0] == 10
    assert left["Value"][0] == 4
    assert left["Value"][3] == 2
    states = list(left)[list(left).index("Value") : list(left).index("All")]
    assert [sum(left[state][column] for state in states) for column in (0, 2, 3)] == [10, 4, 2]
    assert "The sum closes: 10 required data points were asked, 10 have a state." in left
    assert right["Retained"][0] + right["Superseded by another answer"][0] == right["All answers read"][0] == 14
    assert (right["Returned a workbook"][0], right["Returned none"][0], right["All partners asked"][0]) == (1, 1, 2)
    assert right["CAF – Family fund"][0] == 2
    assert left["Errors"][0] + left["Warnings"][0] + left["Notes"][0] == left["All findings"][0] == 2
    assert (
        left["Files read"][0] + left["Files refused"][0] + left["Files ignored"][0] == left["All files found"][0] == 2
    )


def test_a_sum_that_does_not_close_says_so(tmp_path):
    part = replace(NOTHING, points=POINTS[:-1] + POINTS[:1])
    left = label_rows(write(tmp_path, part)["Summary"], 0)
    assert "The sum does not close: 10 required data points were asked, 11 have a state." in left


def test_the_summary_links_to_every_other_sheet(book):
    targets = [cell.hyperlink.location for row in book["Summary"].iter_rows() for cell in row if cell.hyperlink]
    assert targets == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_the_study_has_one_column_a_year_for_both_kinds_of_periods(book):
    study = values(book["Grow up learn and a very long r"])
    years = [name for name in study[0] if name.startswith("20")]
    assert years == ["2018 (2017/2018)", "2019 (2018/2019)", "2020 (optional)"]
    shown = [(row["Figure"][-5:], row["Territory"], *(row[year] for year in years)) for row in study]
    assert shown == [
        ("G1.1a", "Paris", 0, 24000, None),
        ("G1.1a", "Somewhere", 7, None, None),
        ("G1.1b", "Paris", 33.9, "?", "AV"),
        ("G1.2a", "Paris", "ND", "SO", None),
        ("G1.2b", "Paris", "Yes", "SS", "CA"),
    ]
    assert study[0]["Action"] == "G1 – Welcome"
    assert study[0]["Other periods"] == "2015-2019: 24,000.5"


def test_the_study_shows_words_shortened_and_figures_of_other_periods_by_their_state(tmp_path):
    beside = {"is_volunteered": True, "is_required": False}
    points = (
        point("T1.1a", "2018", State.VALUE, raw="=" * 100),
        point("T1.1a", "2010", State.REJECTED, raw="about ten", **beside),
        point("T1.1a", "2011", State.UNAVAILABLE, raw="ND", **beside),
        point("T1.1a", "2017/2018", State.VALUE, raw="a school year", **beside),
    )
    (row,) = values(write(tmp_path, replace(NOTHING, points=points))["Findings"])
    assert row["2018"] == "=" * 79 + "…"
    assert row["Other periods"] == "2010: ? about ten\n2011: ND\n2017/2018: a school year"


def test_the_study_tells_the_targets_of_each_figure(book):
    targets = [row["Target"] for row in values(book["Grow up learn and a very long r"])]
    assert targets == [
        "1,200\nat least 1,300.5",
        "1,200\nat least 1,300.5",
        "at most 5 %",
        "all of them",
        "all of them",
    ]


def test_what_was_not_returned_has_its_own_sign_and_what_was_not_asked_its_own_look(book):
    (row,) = values(book["Findings"])
    assert [row[year] for year in ("2018", "2019", "2020 (optional)")] == ["–", "–", "–"]
    study = rows(book["Grow up learn and a very long r"])
    blank, unasked = study[0]["2020 (optional)"], study[1]["2020 (optional)"]
    assert blank.fill.fill_type is None
    assert unasked.fill.fill_type == "solid"
    assert "– not returned" in book["Findings"]["A3"].value


def test_a_file_that_was_not_read_has_its_reason_and_no_counts(book):
    read, refused = rows(book["Returns"])
    assert (read["Values"].value, read["Blank"].value) == (7, 0)
    assert (refused["Values"].value, refused["Blank"].value) == (None, None)
    assert refused["Reason"].value == "It needs a password."
    assert refused["File"].hyperlink.target == r"..\collected\a%20b.zip"


def test_findings_lead_to_the_cell_they_are_about(book):
    cell = rows(book["Findings (2)"])[0]["Cell"]
    assert cell.hyperlink.location == "'L''année'!H7"


def test_words_that_say_nothing_are_left_out_and_free_rows_are_listed(book):
    assert [row["State of progress"] for row in values(book["Words by action"])] == ["=finished"]
    assert [row["Figure"] for row in values(book["To sort"])] == ["@new figure"]


def test_every_list_has_a_frozen_header_filters_and_no_merged_cell(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes.endswith(str(HEADER + 1))
        filters = [table.autoFilter.ref for table in sheet.tables.values()] or [sheet.auto_filter.ref]
        assert filters[0].startswith(f"A{HEADER}:")
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert not sheet.merged_cells.ranges
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0


def test_the_same_consolidation_gives_the_same_bytes_and_names_no_contact(tmp_path, book):
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        write_consolidated(path, CONSOLIDATION, ENGLISH)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert book.properties.created.date() == CAMPAIGN.issued
    with zipfile.ZipFile(paths[0]) as archive:
        assert not any(b"Secret" in archive.read(name) or b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_collection_without_any_return_makes_a_workbook(tmp_path):
    assert values(write(tmp_path, NOTHING)["Retained data"]) == []


@pytest.mark.parametrize(
    ("wanted", "taken", "accepted"),
    [
        ("Work", set(), "Work"),
        ("WORK", {"work"}, "WORK (2)"),
        ("Work", {"work", "work (2)"}, "Work (3)"),
        ("x" * 40, {"x" * 31}, "x" * 27 + " (2)"),
        ("[a]:*?/\\b", set(), "a b"),
        ("'quoted'", set(), "quoted"),
        ("History", set(), "History (2)"),
        ("?", set(), "–"),
        ("", set(), "–"),
    ],
)
def test_sheet_names_are_made_acceptable(wanted, taken, accepted):
    assert accepted_name(wanted, taken) == accepted

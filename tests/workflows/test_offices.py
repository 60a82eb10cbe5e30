"""The figures of one partner may sit in several offices: each gets its rows, and each answers for its own."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from paris_points import paris
from small_campaign import TABLES, codes, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.files.issued import read_manifest
from toolkit.layout.workbook import plan_workbook
from toolkit.model.framework import Action, Framework, Indicator, Measure, Office, Partner, Request, Territory
from toolkit.model.offices import REFERENT, list_requests_of_office, map_declared_offices, split_by_office
from toolkit.model.periods import PeriodKind
from toolkit.model.states import State
from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import make_report
from toolkit.workflows.status import read_status

SCHOOL, JOBS = "Bureau de l'école", "Bureau emploi"
HEAD = "partner,office,theme,scope"
TWO_OFFICES = {**TABLES, "offices": f"{HEAD}\nAAA,{SCHOOL},,G01\nAAA,{JOBS},Travailler,"}
ONE_OFFICE = {**TABLES, "offices": f"{HEAD}\nAAA,{SCHOOL},,G01"}
CHILDREN = ("G01.1a", "PARIS", "2018/2019")
LEAVERS = ("T01.1b", "QP", "2017")


def issue_by_office(folder):
    """Issue one workbook an office; gives the path of each by partner and office."""
    collection = load_collection(folder)
    issued = issue_workbooks(folder, collection, choose_addressees(collection, (), by_office=True))
    return {(each.partner, each.office): folder / "outgoing" / each.file for each in issued}


def keys_of(path):
    book = load_workbook(path)
    names = [name for name in ("Années civiles", "Années scolaires") if name in book.sheetnames]
    return [row[0].value for name in names for row in book[name].iter_rows(min_row=6) if row[0].value]


def state_office(path, action, office):
    """Write on the sheet of contacts which office answers for an action."""
    book = load_workbook(path)
    sheet = book["Référent et contacts"]
    row = next(cell.row for cell in sheet["A"] if cell.value == f"CONTACT-office-{action}|AAA")
    sheet.cell(row, 3).value = office
    book.save(path)


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign", TWO_OFFICES)


# What is issued


def test_each_office_gets_its_rows_and_a_partner_without_offices_one_workbook(folder):
    issued = issue_by_office(folder)
    assert {key: sorted(keys_of(path)) for key, path in issued.items()} == {
        ("AAA", SCHOOL): ["G01.1a|AAA|PARIS"],
        ("AAA", JOBS): ["T01.1a|AAA|PARIS", "T01.1a|AAA|QP", "T01.1b|AAA|QP", "T01.2a|AAA|PARIS"],
        ("BBB", ""): ["G01.1a|BBB|PARIS", "H01.1a|BBB|QP"],
    }
    assert [path.name for path in issued.values()] == [
        "petite_AAA_bureau-de-l-ecole.xlsx",
        "petite_AAA_bureau-emploi.xlsx",
        "petite_BBB.xlsx",
    ]
    assert {(row["file"], row["office"]) for row in read_manifest(folder)} == {
        (path.name, office) for (_, office), path in issued.items()
    }


def test_the_rows_of_no_office_go_to_the_referent(tmp_path):
    issued = issue_by_office(write_small_campaign(tmp_path / "campaign", ONE_OFFICE))
    path = issued["AAA", REFERENT]
    assert len(keys_of(path)) == 4
    assert path.name == "petite_AAA_referent.xlsx"
    assert load_workbook(path)["_meta"]["A2"].value == "petite|AAA|1|REFERENT"


def test_the_workbook_names_its_office_in_identity_title_and_guide(folder):
    path = issue_by_office(folder)["AAA", SCHOOL]
    book = load_workbook(path)
    assert {sheet["A2"].value for sheet in book.worksheets} == {f"petite|AAA|1|{SCHOOL}"}
    assert f"Agence A – {SCHOOL}" in book.worksheets[0]["A3"].value
    assert book.properties.title == f"Petite campagne – Agence A – {SCHOOL}"
    assert ("office", SCHOOL) in {(row[0].value, row[1].value) for row in book["_meta"].iter_rows(min_row=6)}
    actions = {row[1].value for row in book["Bilan par action"].iter_rows(min_row=6)}
    assert ("G01" in actions, "T01" in actions) == (True, False)


def test_without_the_option_offices_change_no_file_but_the_line_of_the_contacts(folder):
    assert set(issue(folder)) == {"AAA", "BBB"}
    book = load_workbook(folder / "outgoing" / "petite_AAA.xlsx")
    lines = {row[0].value: (row[1].value, row[2].value) for row in book["Référent et contacts"].iter_rows(min_row=6)}
    assert "Accompagner les enfants" in lines["CONTACT-office-G01|AAA"][0]
    assert lines["CONTACT-office-G01|AAA"][1] == SCHOOL
    assert lines["CONTACT-office-T01|AAA"][1] is None


def test_an_earlier_figure_stands_in_one_workbook_of_the_partner(tmp_path):
    earlier = """
        measure,partner,territory,period,value,status
        G01.1a,AAA,PARIS,2016/2017,5,A
        T01.1b,AAA,QP,2015-2016,70,A
    """
    folder = write_small_campaign(tmp_path / "campaign", {**TWO_OFFICES, "observations": earlier})
    found = []
    for (partner, office), path in issue_by_office(folder).items():
        rows = load_workbook(path)["Autres données"].iter_rows(min_row=6, values_only=True)
        found.extend((partner, office, row[4]) for row in rows if row[4] is not None)
    assert found == [("AAA", SCHOOL, 5), ("AAA", JOBS, 70)]


def test_every_row_of_paris_stands_in_one_workbook_of_its_partner():
    collection = paris()
    named = {(each.partner, each.name) for each in collection.framework.offices if each.name}
    lines = sum(bool(each.name) for each in collection.framework.offices)
    addressees = choose_addressees(collection, (), by_office=True)
    plans = [(partner, plan_workbook(collection, partner.code, share)) for partner, share in addressees]
    keys = Counter(
        cell.value
        for _, plan in plans
        for sheet in plan.sheets
        for cell in sheet.cells
        if cell.column == 1 and isinstance(cell.value, str) and cell.value.count("|") == 2 and cell.row >= 6
    )
    asked = {f"{each.measure}|{each.partner}|{each.territory}" for each in collection.framework.requests}
    assert keys == dict.fromkeys(asked, 1)
    assert sum(plan.required_points for _, plan in plans) == 7170
    names = [plan.file_name for _, plan in plans]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 100
    own = {(partner.code, share.office) for partner, share in addressees if share and not share.is_referents}
    assert (lines, len(named), len(own)) == (36, 34, 30)
    assert own <= named


# One rule decides who holds an action

THEMES = ("Grandir", "Travailler", "Habiter")
ACTIONS = {f"A{number}": THEMES[number % 3] for number in range(7)}
OFFICES = st.builds(
    Office,
    partner=st.sampled_from(["P", "P", "P", "Q"]),
    name=st.sampled_from(["", "un", "deux", "trois", "quatre"]),
    theme=st.sampled_from(["", *THEMES]),
    scope=st.lists(st.sampled_from([*ACTIONS, "ailleurs"]), max_size=3, unique=True).map(tuple),
)


def framework_with(offices):
    return Framework(
        partners={code: Partner(code=code, name=code) for code in "PQ"},
        territories={code: Territory(code=code, label=code) for code in ("PARIS", "QP")},
        actions={code: Action(code=code, theme=theme, title=code) for code, theme in ACTIONS.items()},
        indicators={f"{code}.1": Indicator(code=f"{code}.1", action=code, label=code) for code in ACTIONS},
        measures={
            f"{code}.1a": Measure(
                code=f"{code}.1a", indicator=f"{code}.1", label=code, unit="nombre", period_kind=PeriodKind.CIVIL
            )
            for code in ACTIONS
        },
        requests=tuple(
            Request(measure=f"{code}.1a", partner="P", territory=territory)
            for code in list(ACTIONS)[:6]
            for territory in ("PARIS", "QP")
        ),
        offices=tuple(offices),
    )


@given(st.lists(OFFICES, max_size=8))
def test_each_row_of_a_partner_has_one_holder_whatever_the_offices_claim(offices):
    framework = framework_with(offices)
    shares = split_by_office(framework, "P")
    requests = framework.requests_of("P")
    held = [each for share in shares for each in list_requests_of_office(framework, "P", share.office)]
    if shares:
        assert sorted(map(str, held)) == sorted(map(str, requests))
        assert all(list_requests_of_office(framework, "P", share.office) for share in shares)
    else:
        assert not any(each.partner == "P" and each.name and (each.scope or each.theme) for each in offices)
    assert list_requests_of_office(framework, "P", "") == requests
    assert split_by_office(framework, "Q") == ()


@pytest.mark.parametrize(
    ("offices", "holder"),
    [
        ([("un", "", "A0"), ("deux", "Grandir", "")], "un"),
        ([("un", "", "A1"), ("deux", "Grandir", "")], "deux"),
        ([("un", "", "A1"), ("deux", "", "")], "deux"),
        ([("un", "Habiter", ""), ("deux", "", ""), ("trois", "Grandir", "")], "trois"),
        ([("un", "", "A0"), ("deux", "", "A0")], REFERENT),
        ([("un", "Grandir", ""), ("deux", "Grandir", "")], REFERENT),
        ([("un", "Habiter", "A0"), ("un", "Grandir", "")], "un"),
        ([("un", "Habiter", "")], REFERENT),
    ],
)
def test_a_scope_goes_before_a_theme_and_equal_claims_leave_it_to_the_referent(offices, holder):
    table = [Office(partner="P", name=n, theme=theme, scope=(scope,) if scope else ()) for n, theme, scope in offices]
    shares = split_by_office(framework_with(table), "P")
    assert [share.office for share in shares if "A0" in share.actions] == [holder]


def test_lines_of_one_office_make_one_workbook():
    table = [Office(partner="P", name="un", scope=(action,)) for action in ("A0", "A4")]
    shares = split_by_office(framework_with(table), "P")
    assert {share.office: share.actions for share in shares}["un"] == {"A0", "A4"}
    assert map_declared_offices(framework_with(table), "P") == {"A0": "un", "A4": "un"}


# What comes back


def test_an_office_that_has_not_returned_is_told_apart_from_a_blank(folder):
    issued = issue_by_office(folder)
    return_filled(folder, issued["AAA", SCHOOL], {CHILDREN: 7})
    result, points = merge(folder)
    row = points["G01.1a", "AAA", "PARIS", "2018/2019"]
    assert (row["value"], row["office"]) == ("7", SCHOOL)
    blank = points["G01.1a", "AAA", "PARIS", "2017/2018"]
    assert (blank["state"], blank["office"]) == ("blank", SCHOOL)
    silent = points["T01.1b", "AAA", "QP", "2017"]
    assert (silent["state"], silent["office"]) == ("not_returned", "")
    assert codes(result) == ["L403"]
    (finding,) = [each for each in result.findings if each.rule.code == "L403"]
    assert finding.details == {"office": JOBS, "count": "12"}
    assert result.summary().required == {State.VALUE: 1, State.BLANK: 1, State.NOT_RETURNED: 12 + 5}
    assert read_csv(folder / "results" / "returns.csv")[0]["office"] == SCHOOL


def test_a_file_that_was_read_before_still_knows_its_office(folder):
    return_filled(folder, issue_by_office(folder)["AAA", SCHOOL], {CHILDREN: 118})
    first, _ = merge(folder)
    again, _ = merge(folder)
    assert [file.office for file in again.returns] == [file.office for file in first.returns] == [SCHOOL]
    assert codes(again) == codes(first)


def test_completeness_and_status_count_what_the_silent_office_holds(folder):
    return_filled(folder, issue_by_office(folder)["AAA", SCHOOL], {CHILDREN: 7})
    merge(folder)
    collection = load_collection(folder)
    make_report(folder, collection)
    rows = read_csv(folder / "results" / "completeness.csv")
    found = {row["key"]: (row["value"], row["blank"], row["not_returned"]) for row in rows}
    assert (found["AAA"], found["T01"], found["BBB"]) == (("1", "1", "12"), ("0", "0", "12"), ("0", "0", "5"))
    partner = read_status(folder, collection).partners[0]
    assert partner.issued_file == "petite_AAA_bureau-de-l-ecole.xlsx; petite_AAA_bureau-emploi.xlsx"
    assert (partner.returns, partner.states[State.NOT_RETURNED]) == (1, 12)


def test_all_offices_returned_leave_nothing_open(folder):
    issued = issue_by_office(folder)
    return_filled(folder, issued["AAA", SCHOOL], {CHILDREN: 0})
    return_filled(folder, issued["AAA", JOBS], {LEAVERS: 12}, name="réponse.xlsx")
    result, points = merge(folder)
    assert codes(result) == []
    assert points["G01.1a", "AAA", "PARIS", "2018/2019"]["value"] == "0"
    assert points["T01.1b", "AAA", "QP", "2017"]["office"] == JOBS
    assert result.summary().required == {State.VALUE: 2, State.BLANK: 12, State.NOT_RETURNED: 5}


def test_a_workbook_of_all_rows_answers_for_the_offices_too(folder):
    issued = issue_by_office(folder)
    return_filled(folder, issued["AAA", SCHOOL], {CHILDREN: 7})
    return_filled(folder, issue(folder)["AAA"], {}, name="référent.xlsx")
    result, _ = merge(folder)
    assert codes(result) == []
    assert result.summary().required == {State.VALUE: 1, State.BLANK: 13, State.NOT_RETURNED: 5}


def test_the_referents_workbook_is_not_missed_the_rows_of_an_office(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", ONE_OFFICE)
    return_filled(folder, issue_by_office(folder)["AAA", REFERENT], {LEAVERS: 3})
    result, points = merge(folder)
    assert codes(result) == ["L403"]
    assert points["T01.1b", "AAA", "QP", "2017"]["office"] == ""
    silent = points["G01.1a", "AAA", "PARIS", "2018/2019"]
    assert (silent["state"], silent["office"]) == ("not_returned", SCHOOL)


def test_a_row_lost_from_an_offices_workbook_is_named_and_counts_as_returned(folder):
    path = return_filled(folder, issue_by_office(folder)["AAA", JOBS], {LEAVERS: 3})
    book = load_workbook(path)
    sheet = book["Années civiles"]
    sheet.delete_rows(next(cell.row for cell in sheet["A"] if cell.value == "T01.2a|AAA|PARIS"))
    book.save(path)
    result, points = merge(folder)
    assert [each.measure for each in result.findings if each.rule.code == "S201"] == ["T01.2a"]
    assert points["T01.2a", "AAA", "PARIS", "2017"]["state"] == "blank"


def test_an_office_that_the_framework_no_longer_knows_is_read_and_answers_for_the_rows_it_holds(folder):
    path = return_filled(folder, issue_by_office(folder)["AAA", SCHOOL], {CHILDREN: 7})
    (folder / "templates" / "offices.csv").write_text(f"{HEAD}\nAAA,Autre bureau,,T01\n", encoding="utf-8")
    result, points = merge(folder)
    assert path.exists()
    assert codes(result) == ["L403"]
    assert points["G01.1a", "AAA", "PARIS", "2018/2019"]["office"] == SCHOOL
    assert points["G01.1a", "AAA", "PARIS", "2017/2018"]["state"] == "blank"
    assert points["T01.1b", "AAA", "QP", "2017"]["state"] == "not_returned"


def test_the_office_that_the_referent_states_stands_beside_the_figures_of_the_action(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    path = return_filled(folder, issue(folder)["AAA"], {CHILDREN: 7, LEAVERS: 12})
    state_office(path, "T01", "  Service   des sorties ")
    _, points = merge(folder)
    assert points["T01.1b", "AAA", "QP", "2017"]["office"] == "Service des sorties"
    assert points["T01.1b", "AAA", "QP", "2018"]["office"] == "Service des sorties"
    assert points["G01.1a", "AAA", "PARIS", "2018/2019"]["office"] == ""
    contacts = {row["field"]: row["text"].split() for row in read_csv(folder / "results" / "contacts.csv")}
    assert contacts == {"office-T01": ["Service", "des", "sorties"]}


def test_two_offices_fill_in_halves_of_one_workbook_and_each_is_named(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    issued = issue(folder)["AAA"]
    for action, office, typed in (("G01", SCHOOL, {CHILDREN: 7}), ("T01", JOBS, {LEAVERS: 12})):
        state_office(return_filled(folder, issued, typed, name=f"{office}.xlsx"), action, office)
    result, points = merge(folder)
    found = {key[0]: (row["value"], row["office"]) for key, row in points.items() if row["state"] == "value"}
    assert found == {"G01.1a": ("7", SCHOOL), "T01.1b": ("12", JOBS)}
    assert codes(result) == []
    ledger = read_csv(folder / "results" / "answers.csv")
    assert {(row["file"], row["office"]) for row in ledger if row["value"]} == {
        (f"{SCHOOL}.xlsx", SCHOOL),
        (f"{JOBS}.xlsx", JOBS),
    }


def test_merging_again_knows_the_offices_and_a_correction_settles_its_doubt(folder):
    paths = issue_by_office(folder)
    return_filled(folder, paths["AAA", JOBS], {LEAVERS: "beaucoup"}, "first.xlsx")
    return_filled(folder, paths["AAA", JOBS], {LEAVERS: 7}, "second.xlsx")
    (folder / "received.csv").write_text(
        "file,received_at\nfirst.xlsx,2020-10-01\nsecond.xlsx,2020-11-01\n", encoding="utf-8"
    )
    result, points = merge(folder)
    assert codes(result) == ["L403"]
    assert merge(folder)[1] == points
    assert [row["office"] for row in read_csv(folder / "results" / "returns.csv")] == [JOBS, JOBS]

"""What partners and the coordinator type reaches no output as a formula or a link, and −5 stays a number."""

import csv
from datetime import date
from email.message import EmailMessage

import pytest
from hostile import TEXTS, WORD, check_document, check_mail, check_page, check_table, check_workbook, check_xml
from openpyxl import Workbook, load_workbook
from small_campaign import issue, merge, read_csv, small_campaign, write_small_campaign

from toolkit.files.campaign_toml import write_campaign
from toolkit.files.decisions import DECISION_COLUMNS
from toolkit.model.exports import ExportFormat
from toolkit.model.follow_up import MailKind
from toolkit.model.mail import MailOrder
from toolkit.wording import load_wording
from toolkit.workflows.corrections import generate_corrections
from toolkit.workflows.export import export_results
from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.known_answers import know_answers
from toolkit.workflows.loading import load_collection
from toolkit.workflows.mailing import draft_mail
from toolkit.workflows.report import Also, make_report

OUTPUTS = {
    "consolidated workbook": ("results/consolidated.xlsx", check_workbook, "all"),
    "report": ("results/report.xlsx", check_workbook, "all"),
    "page": ("results/report.html", check_page, "some"),
    "publication": ("results/publication.xlsx", check_workbook, "none"),
    "study": ("results/study.docx", check_document, "some"),
    "workbooks of corrections": ("results/corrections/*.xlsx", check_workbook, "all"),
    "workbooks filled from a merge": ("outgoing/*.xlsx", check_workbook, "all"),
    "tables": ("results/*.csv", check_table, "all"),
    "decisions kept": ("decisions.csv", check_table, "all"),
    "mails kept": ("mailings.csv", check_table, "none"),
    "tables exported": ("exports/csv/*.csv", check_table, "some"),
    "data package": ("exports/datapackage/**/*.csv", check_table, "some"),
    "SDMX data": ("exports/sdmx/*.csv", check_table, "some"),
    "SDMX structure": ("exports/sdmx/*.xml", check_xml, "none"),
    "drafts": ("mail/*/*.eml", check_mail, "none"),
    "lists of drafts": ("mail/*/*.csv", check_table, "none"),
}
"""By output: where it lies, how it is checked, and whether all twelve texts are to be found there as text, or none."""

PARTNERS = tuple(f"P{number:02}" for number in range(len(TEXTS)))
OFFERED = "Disponibilité", "Années civiles", "Bilan par action", "Autres données", "Référent et contacts"
DECIDED = "Votre décision", "Valeur à prendre", "Motif de la décision", "Décidé par", "Valable jusqu'au"


def tables():
    lines = "\n".join(f"{code},Partenaire {code},ville,,{code.lower()}@example.org" for code in PARTNERS)
    asked = "\n".join(f"{measure},{code},PARIS" for code in PARTNERS for measure in ("M.1a", "M.1b", "M.1c"))
    return {
        "partners": f"partner,name,kind,contact,email\n{lines}",
        "territories": "territory,label,kind,parent,part_of\nPARIS,Paris,perimetre,,",
        "actions": "action,theme,axis,axis_title,objective,sub_objective,title,partners,cross_cutting\n"
        f"M,Thème,1,Axe,Objectif,Sous-objectif,Une action,{';'.join(PARTNERS)},",
        "indicators": "indicator,action,label,type,target_text,target_operator,target_value,target_unit,"
        "target_territory,target_period\nM.1,M,Un indicateur,resultat,,,,,,",
        "measures": "measure,indicator,label,unit,breakdown,period_kind,counted,nature,basis,polarity,across_periods\n"
        "M.1a,M.1,Un écart,points,,civile,autre,taux,aucune,neutral,none\n"
        "M.1b,M.1,Un texte,texte,,civile,autre,qualitatif,aucune,neutral,none\n"
        "M.1c,M.1,Un nombre,nombre,,civile,personne,flux,aucune,higher,sum",
        "targets": "target,indicator,measure,territory,operator,value,value_max,unit,base_period,base_value,"
        "change_unit,per,due,text",
        "requests": f"measure,partner,territory\n{asked}",
    }


def type_text(cell, text):
    """Type text as text, as a partner does who has an apostrophe put in front, or a program that knows no formulas."""
    cell.value = text
    cell.data_type = "s"


def fill(source, target, text):
    """Type a text into every cell that a partner can fill but some figures, and beside the form."""
    book = load_workbook(source)
    for name in OFFERED:
        sheet = book[name]
        for row in sheet.iter_rows(min_row=6, max_row=12):
            for cell in row:
                if not cell.protection.locked:
                    type_text(cell, text)
        type_text(sheet.cell(40, 30), text)
    grid = book["Années civiles"]
    header = {cell.value: cell.column for cell in grid[5]}
    rows = {str(cell.value).partition("|")[0]: cell.row for cell in grid["A"] if "|" in str(cell.value)}
    grid.cell(rows["M.1a"], header["2017"]).value = -5
    type_text(grid.cell(rows["M.1a"], header["2018"]), "-5")
    book.save(target)


def decide(folder):
    """Type the texts straight into the list of decisions, and beside findings in the consolidated workbook."""
    with (folder / "decisions.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(DECISION_COLUMNS)
        for kind, code, text in zip(("replace", "keep", "waive", "exclude") * 3, PARTNERS, TEXTS, strict=False):
            point = {"partner": code, "measure": "M.1b", "territory": "PARIS", "period": "2019", "decision": kind}
            decision = dict.fromkeys(DECISION_COLUMNS, text) | point | dict.fromkeys(("sha256", "date", "until"), "")
            writer.writerow(decision.values())
    path = folder / "results" / "consolidated.xlsx"
    book = load_workbook(path)
    sheet = book["Points à vérifier"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == DECIDED[0] for cell in row))
    columns = [cell.column for cell in header if cell.value in DECIDED]
    assert len(columns) == len(DECIDED)
    for number, text in enumerate(TEXTS, start=1):
        for column in columns:
            type_text(sheet.cell(header[0].row + number, column), text)
    book.save(path)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A campaign of twelve partners, each of whom types one of the texts wherever it can, played to the end."""
    folder = write_small_campaign(tmp_path_factory.mktemp("hostile") / "campagne", tables())
    issued = issue(folder)
    for code, text in zip(PARTNERS, TEXTS, strict=True):
        name = text.replace("/", "_").replace("\t", "_")
        fill(issued[code], folder / "collected" / f"{name}.xlsx", text)
    extensions = "".join(
        f'{code},,2021-01-10,"{text.replace(chr(34), chr(34) * 2)}"\n'
        for code, text in zip(PARTNERS, TEXTS, strict=True)
    )
    (folder / "extensions.csv").write_text(f"partner,office,deadline,reason\n{extensions}", encoding="utf-8")
    merge(folder)
    decide(folder)
    merge(folder)
    collection = load_collection(folder)
    make_report(folder, collection, also=Also(publication=True, study=True))
    for form in (ExportFormat.CSV, ExportFormat.SDMX, ExportFormat.DATA_PACKAGE):
        export_results(folder, collection, form)
    generate_corrections(folder, collection)
    for kind in MailKind:
        draft_mail(folder, collection, MailOrder(kind=kind, day=date(2020, 12, 1)))
    write_campaign(folder / "campaign.toml", small_campaign(version="2"), load_wording("en"))
    collection = load_collection(folder)
    filling = know_answers(folder, collection)
    issue_workbooks(folder, collection, choose_addressees(collection, ()), filling=filling, replace=True)
    return folder


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_text_becomes_a_formula_or_a_link(played, output):
    where, check, holds = OUTPUTS[output]
    paths = sorted(played.glob(where))
    assert paths
    said = "\n".join(check(path) for path in paths)
    found = [text.strip() in said for text in TEXTS]
    assert {"all": all(found), "some": WORD in said, "none": WORD not in said}[holds]


def test_minus_five_stays_a_number_as_a_number_and_as_text(played):
    points = read_csv(played / "results" / "data_points.csv")
    rows = [row for row in points if row["measure"] == "M.1a" and row["period"] in {"2017", "2018"}]
    assert {(row["state"], row["value"], row["raw"]) for row in rows} == {("value", "-5", "-5")}
    assert len(rows) == 2 * len(PARTNERS)
    exported = [row["OBS_VALUE"] for row in read_csv(played / "exports" / "csv" / "observations.csv")]
    assert exported.count("-5") == 2 * len(PARTNERS)
    sheet = load_workbook(played / "results" / "consolidated.xlsx")["Données retenues"]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == -5] == ["n"] * len(rows)


def a_workbook(path, value="", link=""):
    book = Workbook()
    book.active["A1"] = value or "texte"
    if link:
        book.active["A1"].hyperlink = link
    book.save(path)


def a_mail(path, text):
    message = EmailMessage()
    message.set_content(text)
    path.write_bytes(bytes(message))


ACTING = {
    "a formula": (check_workbook, lambda path: a_workbook(path, value="=EVIL(A1)")),
    "a link out": (check_workbook, lambda path: a_workbook(path, link="http://EVIL.example.org/")),
    "a field": (check_table, lambda path: path.write_text("a,=EVIL(A1)\n", encoding="utf-8")),
    "a piece of a field": (check_table, lambda path: path.write_text('a,"b;=EVIL(A1)"\n', encoding="utf-8")),
    "a text in a mail": (check_mail, lambda path: a_mail(path, TEXTS[0])),
    "an element": (check_xml, lambda path: path.write_text("<a><EVIL/></a>", encoding="utf-8")),
    "a script of a page": (check_page, lambda path: path.write_text(TEXTS[-2], encoding="utf-8")),
    "a link of a page": (check_page, lambda path: path.write_text(TEXTS[-3], encoding="utf-8")),
}
HARMLESS = {
    "a text": (check_workbook, lambda path: a_workbook(path, value="EVIL")),
    "a link to a file received": (check_workbook, lambda path: a_workbook(path, link="../collected/EVIL.xlsx")),
    "a number": (check_table, lambda path: path.write_text("a,-5,'=EVIL(A1)\n", encoding="utf-8")),
    "a mail": (check_mail, lambda path: a_mail(path, "Bonjour")),
    "a text in a file": (check_xml, lambda path: path.write_text("<a>EVIL</a>", encoding="utf-8")),
    "a text of a page": (check_page, lambda path: path.write_text("<p>&lt;a href=EVIL&gt;", encoding="utf-8")),
}


@pytest.mark.parametrize("name", ACTING)
def test_the_checks_see_what_acts(tmp_path, name):
    check, write = ACTING[name]
    write(tmp_path / "output")
    with pytest.raises(AssertionError):
        check(rename(tmp_path / "output", check))


@pytest.mark.parametrize("name", HARMLESS)
def test_the_checks_let_texts_pass(tmp_path, name):
    check, write = HARMLESS[name]
    write(tmp_path / "output")
    check(rename(tmp_path / "output", check))


def rename(path, check):
    """Give a file the ending that its library asks for."""
    return path.rename(path.with_suffix(".xlsx")) if check is check_workbook else path

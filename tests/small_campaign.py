"""A small campaign that tests can read at a glance: two partners, three actions, seven rows."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from toolkit.files.campaign_toml import write_campaign
from toolkit.model.campaign import AskedPeriods, Campaign, Contact
from toolkit.model.periods import PeriodKind, civil_year, school_year
from toolkit.wording import load_wording
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns

TABLES = {
    "partners": """
        partner,name,kind,contact,email
        AAA,Agence A,ville,,a@example.org
        BBB,Bureau B,etat,,b@example.org
    """,
    "territories": """
        territory,label,kind,parent,part_of
        PARIS,Paris,perimetre,,
        QP,Quartiers prioritaires,perimetre,PARIS,
    """,
    "actions": """
        action,theme,axis,axis_title,objective,sub_objective,title,partners,cross_cutting
        G01,Grandir,1.1,Axe,Objectif,Sous-objectif,Accompagner les enfants,AAA;BBB,
        T01,Travailler,2.1,Axe,Objectif,Sous-objectif,Aider à trouver un emploi,AAA,
        H01,Habiter,3.1,Axe,Objectif,Sous-objectif,Rénover les logements,BBB,
    """,
    "indicators": """
        indicator,action,label,type,target_text,target_operator,target_value,target_unit,target_territory,target_period
        G01.1,G01,Nombre d'enfants,resultat,120 enfants,>=,120,nombre,PARIS,
        T01.1,T01,Part des sorties en emploi,impact,,,,,,
        T01.2,T01,Label obtenu,realisation,,,,,,
        H01.1,H01,Logements rénovés,realisation,,,,,,
    """,
    "measures": """
        measure,indicator,label,unit,breakdown,period_kind,counted,nature,basis,polarity,across_periods
        G01.1a,G01.1,Nombre d'enfants suivis,nombre,,scolaire,personne,flux,aucune,higher,sum
        T01.1a,T01.1,Part des sorties,%,,civile,personne,taux,aucune,higher,none
        T01.1b,T01.1,Nombre de sorties,nombre,,civile,personne,flux,aucune,higher,sum
        T01.2a,T01.2,Label obtenu,oui_non,,civile,autre,qualitatif,aucune,neutral,none
        H01.1a,H01.1,Nombre de logements,nombre,,civile,logement,flux,aucune,higher,sum
    """,
    "requests": """
        measure,partner,territory
        G01.1a,AAA,PARIS
        T01.1a,AAA,PARIS
        T01.1a,AAA,QP
        T01.1b,AAA,QP
        T01.2a,AAA,PARIS
        G01.1a,BBB,PARIS
        H01.1a,BBB,QP
    """,
    "targets": """
        target,indicator,measure,territory,operator,value,value_max,unit,base_period,base_value,change_unit,per,due,text
        C1,G01.1,G01.1a,PARIS,at_least,120,,nombre,,,,,,120 enfants
    """,
}


def small_campaign(language="fr", version="1"):
    return Campaign(
        id="petite",
        name="Petite campagne",
        language=language,
        version=version,
        framework_path="templates",
        issued=date(2020, 9, 1),
        deadline=date(2020, 11, 30),
        contact=Contact(name="Évaluation", email="evaluation@example.org"),
        periods={
            PeriodKind.CIVIL: AskedPeriods(
                required=(civil_year(2017), civil_year(2018), civil_year(2019)), optional=(civil_year(2020),)
            ),
            PeriodKind.SCHOOL: AskedPeriods(required=(school_year(2017), school_year(2018)), optional=()),
        },
    )


def write_small_campaign(folder: Path, tables: Mapping[str, str] = TABLES, **options) -> Path:
    """Write the campaign folder, empty of workbooks; gives it back."""
    templates = folder / "templates"
    templates.mkdir(parents=True)
    (folder / "collected").mkdir()
    for name, text in tables.items():
        lines = "\n".join(line.strip() for line in text.strip().splitlines())
        (templates / f"{name}.csv").write_text(lines + "\n", encoding="utf-8")
    write_campaign(folder / "campaign.toml", small_campaign(**options), load_wording("en"))
    return folder


def issue(folder: Path) -> dict[str, Path]:
    """Issue the workbooks; gives the path of each by partner."""
    return {
        each.partner: folder / "outgoing" / each.file for each in generate_workbooks(folder, load_collection(folder))
    }


def return_filled(folder: Path, issued: Path, typed: Mapping[tuple[str, str, str], object], name: str = "") -> Path:
    """Return a copy with cells typed by measure, territory and header of the column."""
    book = load_workbook(issued)
    for sheet in book.worksheets:
        rows = {str(row[0].value): row[0].row for row in sheet.iter_rows() if row[0].value}
        header = next((row for row in sheet.iter_rows(max_row=12) if row[0].value in ("Clé", "Key")), None)
        if header is None:
            continue
        columns = {str(cell.value): cell.column for cell in header if cell.value is not None}
        for (measure, territory, column), value in typed.items():
            for key, row in rows.items():
                if key.startswith(f"{measure}|") and key.endswith(f"|{territory}") and column in columns:
                    sheet.cell(row, columns[column]).value = value
    target = folder / "collected" / (name or issued.name)
    book.save(target)
    return target


def merge(folder: Path):
    """Merge; gives the result and the rows of data_points.csv by (measure, partner, territory, period)."""
    result = merge_returns(folder, load_collection(folder))
    return result, read_points(folder)


def read_points(folder: Path) -> dict[tuple[str, str, str, str], dict[str, str]]:
    return {
        (row["measure"], row["partner"], row["territory"], row["period"]): row
        for row in read_csv(folder / "results" / "data_points.csv")
    }


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def codes(result) -> list[str]:
    """The codes of the findings, without those that say who has not returned."""
    return [finding.rule.code for finding in result.findings if finding.rule.code != "L402"]

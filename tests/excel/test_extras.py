"""What stands beside the values is noticed, never run, and told without the names of authors."""

import pytest
from minimal_xlsx import MAIN, OFFICE, PACKAGE, parts_of, zipped
from small_campaign import issue, write_small_campaign

from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.model.places import covers_several, split_cell

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def with_part(kind, name, content, **others):
    link = f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{name}"/>'
    links = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
    return zipped(
        {
            **parts_of(),
            "xl/worksheets/_rels/sheet1.xml.rels": links,
            f"xl/{name.removeprefix('../')}": content,
            **others,
        }
    )


def told(data):
    return [(each.cause, each.sheet, each.cell, each.read) for each in read_xlsx(data).remarks]


def comments(*texts):
    listed = "".join(f'<comment ref="G6" authorId="0"><text><t>{text}</t></text></comment>' for text in texts)
    authors = "<authors><author>Camille Durand</author></authors>"
    return f'<comments xmlns="{MAIN}">{authors}<commentList>{listed}</commentList></comments>'


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("chiffre de juin", ["chiffre de juin"]),
        ("Camille Durand:\nchiffre de juin", ["chiffre de juin"]),
        ("Camille a compté", ["Camille a compté"]),
        ("", []),
        ("[Threaded comment] Votre version…", []),
    ],
)
def test_a_comment_is_read_without_its_author(text, read):
    data = with_part("comments", "../comments1.xml", comments(text))
    assert told(data) == [("to_read", "Feuille", "G6", each) for each in read]


def test_a_conversation_and_a_text_box_are_read():
    thread = (
        '<ThreadedComments xmlns="x"><threadedComment ref="B2"><text>oui</text></threadedComment></ThreadedComments>'
    )
    data = with_part("threadedComment", "../threadedComments/threadedComment1.xml", thread)
    assert told(data) == [("to_read", "Feuille", "B2", "oui")]
    box = (
        f'<x:wsDr xmlns:x="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main"><x:twoCellAnchor><x:from>'
        "<x:col>2</x:col><x:row>4</x:row></x:from><x:sp>"
        "<a:p><a:t>à </a:t><a:t>revoir</a:t></a:p></x:sp></x:twoCellAnchor></x:wsDr>"
    )
    assert told(with_part("drawing", "../drawings/drawing1.xml", box)) == [("to_read", "Feuille", "C5", "à revoir")]


def test_no_more_than_two_hundred_comments_are_told():
    assert len(told(with_part("comments", "../comments1.xml", comments(*["x"] * 500)))) == 200


@pytest.mark.parametrize(
    ("part", "cause"),
    [
        ("xl/vbaProject.bin", ["macros"]),
        ("xl/macrosheets/sheet1.xml", ["macros"]),
        ("xl/embeddings/oleObject1.bin", ["macros"]),
        ("xl/activeX/activeX1.bin", ["macros"]),
        ("xl/externalLinks/externalLink1.xml", ["links"]),
        ("xl/connections.xml", ["links"]),
        ("xl/media/image1.png", []),
        ("docs/vbaProject.bin", []),
        ("xl/printerSettings/printerSettings1.bin", []),
    ],
)
def test_macros_and_links_are_noticed_by_their_parts(part, cause):
    assert [each[0] for each in told(zipped({**parts_of(), part: "x"}))] == cause


def test_a_workbook_as_issued_leads_to_no_remark_and_hides_nothing_in_its_grids(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    workbook = read_xlsx(issue(folder)["AAA"].read_bytes())
    assert workbook.remarks == ()
    concealed = {sheet.name: sheet.read_concealed() for sheet in workbook.sheets}
    assert concealed["Années civiles"].merged == ()
    assert all(each.hidden_rows == 0 for each in concealed.values())


@pytest.mark.parametrize(
    ("area", "is_several"),
    [
        ("G6:H6", True),
        ("G6:G7", True),
        ("$H$7:$G$6", True),
        ("A1:XFD1048576", True),
        ("A6:G6", False),
        ("G6:G6", False),
        ("G6", False),
        ("G8:H9", False),
        ("", False),
    ],
)
def test_an_area_counts_where_it_covers_more_than_one_cell_for_answers(area, is_several):
    assert covers_several(area, {6, 7}, {7, 8}) is is_several
    assert not covers_several(area, set(), set())


@pytest.mark.parametrize(("name", "place"), [("G12", (12, 7)), ("$AA$3", (3, 27)), ("", (0, 0)), ("G", (0, 0))])
def test_the_name_of_a_cell_is_split(name, place):
    assert split_cell(name) == place

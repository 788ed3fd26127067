"""Check boxes drawn on a worksheet: ticked or not, they stand in the row they answer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from checker.reading import ReadOptions, read
from models.document import Page

SHAPE = """<v:shape id="{id}" type="#_x0000_t201"><v:textbox><div>{label}</div></v:textbox>
<x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>{checked}</x:ClientData></v:shape>"""
DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">{shapes}</xml>"""
RELATIONS = b"""<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"
 Target="../drawings/vmlDrawing1.vml"/></Relationships>"""


def questionnaire(*controls: tuple[str, str, str, bool]) -> bytes:
    """Return a workbook of three questions with these controls: kind, label, anchor, ticked."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Questionnaire"
    for row, question in enumerate(("Question", "Un RSSI est-il nommé ?", "Un plan existe-t-il ?"), 1):
        sheet.cell(row, 1, question)
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    shapes = "".join(
        SHAPE.format(id=n, label=label, kind=kind, anchor=anchor, checked="<x:Checked>1</x:Checked>" * on)
        for n, (kind, label, anchor, on) in enumerate(controls)
    )
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS)
        new.writestr("xl/drawings/vmlDrawing1.vml", DRAWING.format(shapes=shapes))
    return out.getvalue()


def page(folder: Path, data: bytes) -> Page:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, "questionnaire.xlsx", options=ReadOptions()).pages[0]


def test_a_drawn_box_answers_the_question_of_its_row(tmp_path: Path) -> None:
    read_page = page(
        tmp_path,
        questionnaire(
            ("Checkbox", "Oui", "1, 15, 1, 2, 2, 10, 1, 18", True),
            ("Checkbox", "Non", "2, 15, 1, 2, 3, 10, 1, 18", False),
            ("Checkbox", "Oui", "1, 15, 1, 18, 2, 10, 2, 16", False),  # begins at the foot of the row above
            ("Radio", "Non", "2, 15, 2, 2, 3, 10, 2, 18", True),
        ),
    )
    assert "Un RSSI est-il nommé ?\t☒ Oui\t☐ Non" in read_page.text
    assert "Un plan existe-t-il ?\t☐ Oui\t☒ Non" in read_page.text
    ticked = [(box.label, box.checked) for box in read_page.layout.check_boxes()]
    assert ticked == [("Oui", True), ("Non", False), ("Oui", False), ("Non", True)]


@pytest.mark.parametrize("anchor", ["", "1", "a, b, c, d, e, f, g, h", "-1, 0, -5, 0, 1, 0, 1, 0"])
def test_a_control_without_a_place_is_left_out(tmp_path: Path, anchor: str) -> None:
    assert "Oui" not in page(tmp_path, questionnaire(("Checkbox", "Oui", anchor, True))).text


def test_controls_far_away_come_last_and_cost_nothing(tmp_path: Path) -> None:
    far = questionnaire(
        ("Checkbox", "Loin", "16000, 0, 1, 0, 16001, 0, 1, 9", True),
        ("Checkbox", "Bas", "1, 0, 900000, 0, 2, 0, 900000, 9", True),
        ("Note", "Un commentaire", "1, 0, 1, 0, 2, 0, 2, 0", True),
    )
    text = page(tmp_path, far).text
    assert len(text) < 500
    assert text.endswith("☒ Bas")
    assert "☒ Loin" in text and "commentaire" not in text

"""A run of WordprocessingML (body, header, note) → blocks of text by page, tables, form fields, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.reading.flow import PLAIN, Style
from checker.reading.glyphs import CHECKED, EMPTY, symbol
from checker.reading.office.styles import Styles, half_points, is_on, outline_level
from models.document import Cell, FormField, Table

_DROPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "txbxContentFallback"}
)
"""Tracked deletions, the twin of what ``mc:Choice`` already gave, codes of fields."""
_MOST_DEEP = 60


@dataclass(slots=True)
class Block:
    """A paragraph or a row of a table as lines of text, with the type of its first letters."""

    text: str
    style: Style = PLAIN

    def styles(self) -> list[Style]:
        """Return its type for each of its lines."""
        return [self.style] * (self.text.count("\n") + 1)


@dataclass(slots=True)
class StoryPage:
    """What stands between two page breaks; ``pictures`` are relation ids with the block they follow."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    size: float | None = None
    bold: bool | None = None
    run_size: float | None = None
    run_bold: bool | None = None
    in_run: bool = False
    struck: bool = False
    boxed: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: list[list[Block]] = field(default_factory=list)
    inner: list[Table] = field(default_factory=list)


class Story:
    """Handlers for `walk`; results in ``pages`` and ``fields`` once closed."""

    def __init__(self, styles: Styles) -> None:
        self.pages: list[StoryPage] = [StoryPage()]
        self.fields: list[FormField] = []
        self._styles = styles
        self._dropped = 0
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._boxes: list[int] = []
        self._in_text = False
        self._break_due = False
        self._control: list[dict[str, str]] = []
        self._field: dict[str, str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the opening of an element."""
        if self._dropped or name in _DROPPED:
            self._dropped += 1
            return
        handler = getattr(self, f"_open_{name}", None)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._dropped:
            self._dropped -= 1
            return
        handler = getattr(self, f"_close_{name}", None)
        if handler is not None:
            handler()

    def text(self, data: str) -> None:
        """Take characters; only those of text elements are shown."""
        if self._in_text and not self._dropped:
            self._write(data)

    def close(self) -> None:
        """Give out what a truncated document left open."""
        while self._paragraphs:
            self._close_p()
        while self._tables:
            self._close_tc()
            self._close_tr()
            self._close_tbl()
        self.pages = [page for page in self.pages if page.blocks or page.pictures] or [StoryPage()]

    # paragraphs and runs

    def _open_p(self, _: dict[str, str]) -> None:
        if len(self._paragraphs) < _MOST_DEEP:
            self._paragraphs.append(_Paragraph())

    def _close_p(self) -> None:
        if not self._paragraphs:
            return
        done = self._paragraphs.pop()
        text = "".join(done.parts).strip("\n")
        blocks = []
        if text.strip():
            size = done.size if done.size is not None else self._styles.size(done.style)
            bold = done.bold if done.bold is not None else self._styles.bold(done.style)
            level = done.level if done.level is not None else self._styles.level(done.style)
            blocks.append(Block(text.rstrip(), Style(size, bold, level)))
        for block in [*blocks, *done.boxed]:
            self._give(block)
        if self._break_due and not self._tables and not self._paragraphs:
            self._break_due = False
            if self.pages[-1].blocks:
                self.pages.append(StoryPage())

    def _give(self, block: Block) -> None:
        if self._paragraphs:  # inside a text box: shown after the paragraph it is anchored in
            self._paragraphs[-1].boxed.append(block)
        elif self._tables and self._tables[-1].row:
            self._tables[-1].row[-1].append(block)
        else:
            self.pages[-1].blocks.append(block)

    def _write(self, data: str) -> None:
        if not self._paragraphs or self._paragraphs[-1].struck:
            return
        paragraph = self._paragraphs[-1]
        if paragraph.size is None and paragraph.bold is None and data.strip():
            paragraph.size = paragraph.run_size
            paragraph.bold = paragraph.run_bold
            if paragraph.size is None:
                paragraph.size = self._styles.size(paragraph.style)
        paragraph.parts.append(data.replace("\u00a0", " ").replace("\u202f", " "))

    def _open_pStyle(self, attributes: dict[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _open_outlineLvl(self, attributes: dict[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].level = outline_level(attributes)

    def _open_r(self, _: dict[str, str]) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.in_run, paragraph.struck = True, False
            paragraph.run_size, paragraph.run_bold = None, None

    def _close_r(self) -> None:
        if self._paragraphs:
            self._paragraphs[-1].in_run = self._paragraphs[-1].struck = False

    def _open_sz(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and self._paragraphs[-1].in_run:
            self._paragraphs[-1].run_size = half_points(attributes.get("val", ""))

    def _open_b(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and self._paragraphs[-1].in_run:
            self._paragraphs[-1].run_bold = is_on(attributes)

    def _open_strike(self, attributes: dict[str, str]) -> None:
        """Leave out what is struck through: its author no longer says it (« OUI / NON » with one of them struck)."""
        if self._paragraphs and self._paragraphs[-1].in_run:
            self._paragraphs[-1].struck |= is_on(attributes)

    _open_dstrike = _open_strike

    def _open_t(self, _: dict[str, str]) -> None:
        self._in_text = True

    def _close_t(self) -> None:
        self._in_text = False

    def _open_tab(self, _: dict[str, str]) -> None:
        if self._paragraphs and self._paragraphs[-1].in_run:
            self._write("\t")

    def _open_br(self, attributes: dict[str, str]) -> None:
        if attributes.get("type") == "page":
            self._open_lastRenderedPageBreak({})
        else:
            self._write("\n")

    def _open_cr(self, _: dict[str, str]) -> None:
        self._write("\n")

    def _open_noBreakHyphen(self, _: dict[str, str]) -> None:  # noqa: N802
        self._write("-")

    def _open_lastRenderedPageBreak(self, _: dict[str, str]) -> None:  # noqa: N802
        """Begin a new page: at once before a paragraph's first words, else after the paragraph."""
        if self._tables or len(self._paragraphs) != 1:
            return
        if "".join(self._paragraphs[0].parts).strip():
            self._break_due = True
        elif self.pages[-1].blocks:
            self.pages.append(StoryPage())

    def _open_sym(self, attributes: dict[str, str]) -> None:
        code = attributes.get("char", "")
        try:
            self._write(symbol(attributes.get("font", ""), int(code, 16)))
        except ValueError:
            return

    # tables

    def _open_tbl(self, _: dict[str, str]) -> None:
        self._tables.append(_Table())

    def _open_tc(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].row.append([])

    def _close_tc(self) -> None:
        return

    def _close_tr(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        texts = ["\n".join(block.text for block in cell) for cell in table.row]
        cells = table.row
        table.row = []
        if not cells:
            return
        table.rows.append(tuple(Cell(text=text, checked=_checked(text)) for text in texts))
        first = next((block for cell in cells for block in cell), None)
        if first is None:
            return
        # One line a row where each cell is a line; else cell after cell, as a letterhead reads.
        separator = "\n" if any("\n" in text for text in texts) else "\t"
        row = Block(
            separator.join(text for text in texts if text or separator == "\t").rstrip("\t"),
            first.style._replace(level=None),
        )
        outer = self._tables.pop()
        self._row_out(row)
        self._tables.append(outer)

    def _row_out(self, row: Block) -> None:
        """Give a row of text to whatever holds the table: an outer cell, a text box, the page."""
        if self._tables and self._tables[-1].row:
            self._tables[-1].row[-1].append(row)
        elif self._paragraphs:
            self._paragraphs[-1].boxed.append(row)
        else:
            self.pages[-1].blocks.append(row)

    def _close_tbl(self) -> None:
        if not self._tables:
            return
        table = self._tables.pop()
        if table.rows:
            self.pages[-1].tables.append(Table(rows=tuple(table.rows)))

    # content controls and form fields

    def _open_sdt(self, _: dict[str, str]) -> None:
        self._control.append({})

    def _close_sdt(self) -> None:
        if not self._control:
            return
        control = self._control.pop()
        if "checked" in control:
            name = control.get("alias") or control.get("tag") or ""
            self.fields.append(FormField(name=name, checked=control["checked"] == "1"))

    def _open_alias(self, attributes: dict[str, str]) -> None:
        if self._control:
            self._control[-1]["alias"] = attributes.get("val", "")

    def _open_tag(self, attributes: dict[str, str]) -> None:
        if self._control:
            self._control[-1]["tag"] = attributes.get("val", "")

    def _open_checked(self, attributes: dict[str, str]) -> None:
        if self._field is not None:
            self._field["checked"] = "1" if is_on(attributes) else "0"
        elif self._control:
            self._control[-1]["checked"] = "1" if is_on(attributes) else "0"

    def _open_ffData(self, _: dict[str, str]) -> None:  # noqa: N802
        self._field = {}

    def _open_name(self, attributes: dict[str, str]) -> None:
        if self._field is not None:
            self._field["name"] = attributes.get("val", "")

    def _open_checkBox(self, _: dict[str, str]) -> None:  # noqa: N802
        if self._field is not None:
            self._field["box"] = "1"

    def _open_default(self, attributes: dict[str, str]) -> None:
        if self._field is not None:
            self._field["default"] = "1" if is_on(attributes) else "0"

    def _close_ffData(self) -> None:  # noqa: N802
        taken, self._field = self._field, None
        if taken and "box" in taken:
            checked = taken.get("checked", taken.get("default", "0")) == "1"
            self._write(CHECKED[1] if checked else EMPTY[0])
            self.fields.append(FormField(name=taken.get("name", ""), checked=checked))

    # pictures

    def _open_blip(self, attributes: dict[str, str]) -> None:
        relation = attributes.get("embed")
        if relation:
            self.pages[-1].pictures.append((relation, len(self.pages[-1].blocks)))

    def _open_imagedata(self, attributes: dict[str, str]) -> None:
        relation = attributes.get("id")
        if relation:
            self.pages[-1].pictures.append((relation, len(self.pages[-1].blocks)))


def _checked(text: str) -> bool | None:
    """Return whether a cell that holds nothing but a tick box, or an « X », is ticked."""
    held = text.strip()
    if not held or len(held) > 3:
        return None
    if held[0] in CHECKED or held.lower() in ("x", "[x]", "✓", "✔", "✗"):
        return True
    return False if held[0] in EMPTY or held == "[ ]" else None

"""A file → a document: pages of text, boxes on demand, tables, form fields, signatures, parts."""

from checker.reading.door import engines, read, unused_engines
from checker.reading.options import READER_VERSION, ReadOptions

__all__ = ["READER_VERSION", "ReadOptions", "engines", "read", "unused_engines"]

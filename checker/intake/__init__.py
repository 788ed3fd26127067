"""From an export of Démarches simplifiées to its dossiers: open it, and copy a file out of it.

``open_export`` takes a zip, a folder of any mix, an API client's folder or a table; ``copy_to`` writes one
file's bytes under a neutral name. Nothing here opens a document: only names, tables, and the dossier's own PDF.
"""

from __future__ import annotations

from checker.intake.contents import copy_to
from checker.intake.errors import FileUnavailable
from checker.intake.export import Dossiers, Export, open_export

__all__ = ["Dossiers", "Export", "FileUnavailable", "copy_to", "open_export"]

"""Find a ruleset's folder, load its YAML files, and sum it up in a digest."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from checker.compiled import FOLDER, compiled
from checker.errors import RulesetError

SHIPPED = Path(str(resources.files("rulesets")))


class RulesetFolder:
    """A folder of rules: ``ruleset.yaml`` names it, all else in it is data for one stage or another."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def load(self, name: str) -> Any:
        """Return the content of one YAML file, by its path inside the folder.

        A file that ``shares`` names is another ruleset's; where this folder has one too, its top-level keys count
        instead. Raises ``RulesetError`` with the file and the line when it is not there or not YAML 1.2.
        """
        lent_from = self._shared.get(name)
        if lent_from is None:
            return load_yaml(self.root / name)
        lent = load_yaml(lent_from)
        if not (self.root / name).is_file():
            return lent
        own = load_yaml(self.root / name)
        return {**lent, **own} if isinstance(lent, dict) and isinstance(own, dict) else own

    def names(self, pattern: str) -> tuple[str, ...]:
        """Return the paths inside the folder that match ``pattern``, shared ones among them, sorted."""
        own = {p.relative_to(self.root).as_posix() for p in self.root.glob(pattern)}
        return tuple(sorted(own | {name for name in self._shared if fnmatchcase(name, pattern)}))

    @cached_property
    def header(self) -> dict[str, Any]:
        """Return ``ruleset.yaml``: ``id``, ``version``, ``title`` and what else it says."""
        header = self.load("ruleset.yaml")
        if not isinstance(header, dict) or not {"id", "version"} <= header.keys():
            raise RulesetError(
                f"{self.root / 'ruleset.yaml'} : il manque « id » ou « version ».",
                "Ajoutez ces deux lignes en tête du fichier.",
            )
        return header

    @cached_property
    def _shared(self) -> dict[str, Path]:
        """Return where each file that another ruleset lends is (``shares: {ruleset: [file, …]}``)."""
        path = self.root / "ruleset.yaml"
        shares = load_yaml(path).get("shares", {}) if path.is_file() else {}
        if not isinstance(shares, dict) or not all(isinstance(names, list) for names in shares.values()):
            raise RulesetError(
                f"{path} : « shares » ne donne pas de listes de fichiers.",
                "Écrivez par exemple : shares: {sunes: [evidence_people.yaml]}.",
            )
        lent = {
            str(name): open_ruleset(str(lender)).root / str(name)
            for lender, names in shares.items()
            for name in names
        }
        for name, source in lent.items():
            if not source.is_file() or source == self.root / name:
                raise RulesetError(
                    f"{path} : « shares » nomme « {name} », qui n’est pas un fichier de « {source.parent.name} ».",
                    "Corrigez « shares », ou écrivez ce fichier dans le jeu de règles.",
                )
        return lent

    @cached_property
    def digest(self) -> str:
        """Return ``sha256:…`` over the path and bytes of every file of the folder, and of those shared with it."""
        total = hashlib.sha256()
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.suffix in {".yaml", ".json", ".npz"} and path.parent.name != FOLDER:
                total.update(path.relative_to(self.root).as_posix().encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
        for name, source in sorted(self._shared.items()):
            total.update(name.encode() + b"\0" + hashlib.sha256(source.read_bytes()).digest())
        return "sha256:" + total.hexdigest()


@lru_cache(maxsize=256)
def load_yaml(path: Path) -> Any:
    """Return a YAML 1.2 file's content, with equal keys refused.

    Raises ``RulesetError`` naming the file and the line.
    """
    try:
        return compiled(path, partial(_parsed, path))
    except OSError as error:
        raise RulesetError(
            f"{path} : fichier illisible ({error.strerror}).", "Vérifiez le nom du jeu de règles."
        ) from error
    except UnicodeDecodeError as error:
        raise RulesetError(f"{path} : {error}.", "Enregistrez ce fichier en YAML, UTF-8.") from error


def _parsed(path: Path, text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise RulesetError(f"{path}, ligne {line} : {error.problem}.", "Corrigez la syntaxe YAML.") from error
    except YAMLError as error:
        raise RulesetError(f"{path} : {error}.", "Enregistrez ce fichier en YAML, UTF-8.") from error


def open_ruleset(name: str | Path) -> RulesetFolder:
    """Return a shipped ruleset by its name, or any folder by its path.

    Raises ``RulesetError`` when neither is there.
    """
    for root in (Path(name), SHIPPED / str(name)):
        if (root / "ruleset.yaml").is_file():
            return RulesetFolder(root.resolve())
    known = ", ".join(sorted(p.parent.name for p in SHIPPED.glob("*/ruleset.yaml")))
    raise RulesetError(
        f"Jeu de règles introuvable : « {name} ».",
        f"Donnez l’un de : {known}, ou un dossier qui contient ruleset.yaml.",
    )

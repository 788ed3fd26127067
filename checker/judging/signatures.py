"""Who signed, as a fact: a yes only on ink or a sound digital signature of the right person."""

from __future__ import annotations

from collections.abc import Callable

from checker.judging.facts import Item
from checker.judging.french import plain
from models.base import Place
from models.document import DigitalSignature
from models.evidence import Signature, SignatureClass
from models.verdict import Cited

_CLASSES = {"rssi": "le RSSI", "dsi": "le DSI", "other": "une autre personne que le chef d’établissement"}

Cite = Callable[[str, str, Place], Cited]


def signature_items(
    name: str,
    wanted: SignatureClass | None,
    signatures: tuple[Signature, ...],
    within: Callable[[Place], bool],
    cite: Cite,
    head_functions: tuple[str, ...] = (),
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return the readings of « signed by ``wanted`` » (by anybody when ``None``), and notes.

    A proven signature outweighs every other block of the document. Nothing found gives no reading: unknown.
    """
    items = []
    notes = []
    for found in (s for s in signatures if within(s)):
        truth, doubt = _signed(found, wanted, head_functions)
        said = _who(found)
        if truth and found.by_delegation:
            notes.append(f"Signature par délégation : {said}.")
        items.append(Item(truth, cite(name, said or "signature", found), doubt=doubt, said=said))
    proven = tuple(i for i in items if i.value is True and not i.doubt)
    if proven:
        return proven, tuple(dict.fromkeys(notes))
    unsure = tuple(i for i in items if i.value is None)
    return unsure or tuple(items), ()


def _signed(
    found: Signature, wanted: SignatureClass | None, head_functions: tuple[str, ...]
) -> tuple[bool | None, str]:
    if found.confidence < 0.5:
        return None, f"bloc de signature mal lu : « {found.quote} »"
    marked = True if found.digital and _sound(found.digital) else found.ink
    if marked is False:
        return False, ""
    if wanted is not None and found.class_ != wanted:
        if found.by_delegation:  # for whom is not the head, or not known
            return None, f"délégation d’une autre qualité que celle demandée{_named(found)}"
        borne = wanted == "head" and found.class_ == "other" and plain(found.function or "") in head_functions
        if found.class_ == "unknown" or borne:
            return None, f"qualité du signataire non reconnue{_named(found)}"
        return False, ""
    if found.by_delegation and not (found.name and found.function):
        return None, "signature par délégation sans le nom et la fonction du délégataire"
    if found.digital and not _sound(found.digital):
        return None, f"signature électronique à vérifier : {found.digital.summary}"
    if marked is None:
        return None, f"signature à vérifier de visu{_named(found)}"
    return True, ""


def _sound(digital: DigitalSignature) -> bool:
    return digital.intact and digital.covers_whole and digital.trusted is not False


def _named(found: Signature) -> str:
    who = _who(found)
    return f" ({who})" if who else ""


def _who(found: Signature) -> str:
    who = ", ".join(part for part in (found.name, found.function) if part)
    return who or _CLASSES.get(found.class_, "")

"""A second opinion on names: spaCy's French entities, where a signature block has a function but no name.

Loaded once a process and only when asked. A light « fr » class stands in for spaCy's own, whose token pattern takes
two seconds to compile; the model's weights and its results on short blocks are the same within measure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_MODEL = "fr_core_news_sm"
_UNUSED = ["tagger", "parser", "morphologizer", "lemmatizer", "attribute_ruler", "senter", "tokenizer"]


@lru_cache(maxsize=1)
def _model() -> Any:
    """Return the loaded pipeline, ``None`` where spaCy or its French model is not installed."""
    try:
        import spacy
        from spacy.language import BaseDefaults, Language
        from spacy.util import registry
    except ImportError:
        return None

    class LightFrench(Language):  # type: ignore[no-untyped-call]
        lang = "fr"
        Defaults = BaseDefaults

    if "fr" not in registry.languages:
        registry.languages.register("fr", func=LightFrench)
    try:
        return spacy.load(_MODEL, exclude=_UNUSED)
    except OSError:
        return None


def persons(text: str) -> tuple[str, ...]:
    """Return the persons that the model sees in a short text, capitals read as ordinary names."""
    model = _model()
    if model is None or not text.strip():
        return ()
    plain = " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in text.split(" "))
    return tuple(entity.text for entity in model(plain[:400]).ents if entity.label_ == "PER")

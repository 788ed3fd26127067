"""Train the linear model of kinds on ``texts/`` and write ``rulesets/sunes/kinds.npz``.

Logistic regression on TF-IDF of hashed character n-grams; weights are kept as signed bytes with a scale a kind.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.evidence.kinds.model import LinearModel, grams  # noqa: E402
from checker.evidence.text import fold  # noqa: E402
from checker.rulesets import load_yaml  # noqa: E402

TEXTS = Path(__file__).parent / "texts"
TARGET = ROOT / "rulesets" / "sunes" / "kinds.npz"
VARIANTS = 5
FOLDS = 4
SEED = 20211018
DEVELOPMENT = (
    "documents.yaml",
    "documents-2.yaml",
    "documents-4.yaml",
    "documents-5.yaml",
    "documents-7.yaml",
)
"""Sets whose documents are learnt as well: a figure measured on them says what has been learnt."""
DEVELOPMENT_VARIANTS = 4
PAGE_BREAK = "␌\n"
FILL = {
    "HOP": [
        "Centre Hospitalier de Montreval",
        "Clinique des Tilleuls",
        "CH de Rocheblave",
        "CHU de Valmer",
        "Polyclinique du Parc",
        "Hôpital local de Saint-Aubry",
        "Clinique Sainte-Anne",
        "Centre hospitalier intercommunal des Deux Rives",
        "EPSM de l'Estuaire",
        "Institut de réadaptation du Lac",
        "Hôpital privé Les Cèdres",
        "GHT Vallée et Plaines",
    ],
    "VILLE": ["Montreval", "Rocheblave", "Valmer", "Saint-Aubry", "Port-Genêt", "Aubenque", "Villeroy"],
    "DATE": [
        "4 octobre 2021",
        "12/11/2021",
        "18 nov. 2021",
        "le 3 février 2022",
        "15.03.2022",
        "décembre 2021",
        "28/04/2022",
        "1er mars 2022",
        "septembre 2022",
    ],
    "PERS": [
        "M. Paul Durand",
        "Mme Claire Martin",
        "Jean-Marc Petit",
        "Sophie LEROUX",
        "Mme Amina Belkacem",
        "M. Yves Le Goff",
        "Dr Anne Roy",
    ],
    "SOC": [
        "Cyberdéf",
        "Sécuris Conseil",
        "Intrasec SAS",
        "NetAudit",
        "Medilog",
        "Santeis",
        "Armor Cyber",
        "Logisanté",
    ],
}


def variants(text: str, count: int, rng: random.Random) -> list[str]:
    """Return ``count`` fillings of a text, some of them without their title, in capitals, or damaged."""
    made = []
    for rank in range(count):
        filled = re.sub(r"\{([^{}]*)\}", lambda m: rng.choice(m[1].split("|")), text)
        filled = re.sub(r"\[([A-Z]+)\]", lambda m: rng.choice(FILL[m[1]]) if m[1] in FILL else m[0], filled)
        if rank % 4 == 1:
            filled = rng.choice(FILL["HOP"]) + "\n" + rng.choice(FILL["VILLE"]) + "\n" + filled
        if rank % 4 == 2:  # the body alone: the title rules settle the others
            filled = filled.partition("\n")[2] or filled
        if rank % 4 == 3:
            filled = damaged(filled, rng)
        made.append(filled)
    return made


def damaged(text: str, rng: random.Random) -> str:
    """Return the text with three characters in a hundred misread."""
    return "".join(rng.choice("eilao. ") if c.isalpha() and rng.random() < 0.03 else c for c in text)


def corpus() -> tuple[list[str], list[str], list[int]]:
    """Return texts (folded), kinds, and the number of the document each text comes from."""
    rng = random.Random(SEED)
    texts, kinds, groups = [], [], []
    number = 0
    for path in sorted(TEXTS.glob("*.txt")):
        for document in path.read_text("utf-8").split("\n---\n"):
            number += 1
            for made in variants(document.strip(), VARIANTS, rng):
                texts.append(fold(made))
                kinds.append(path.stem)
                groups.append(number)
    for kind, document in development():
        number += 1
        for made in variants(document, DEVELOPMENT_VARIANTS, rng):
            texts.append(fold(made))
            kinds.append(kind)
            groups.append(number)
    return texts, kinds, groups


def development() -> list[tuple[str, str]]:
    """Return the kind and text of the development documents that are of one kind, and of those bound page by page."""
    found = []
    for name in DEVELOPMENT:
        for case in load_yaml(Path(__file__).parent / "development" / name)["documents"]:
            kinds = [case["kind"]] if isinstance(case["kind"], str) else case["kind"]
            pages = case["text"].split(PAGE_BREAK)
            if len(kinds) == 1:
                found.append((kinds[0], "\n".join(pages)))
            elif len(kinds) == len(pages):
                found += list(zip(kinds, pages, strict=True))
    return found


def matrix(texts: list[str], idf: np.ndarray | None = None) -> tuple[csr_matrix, np.ndarray]:
    """Return the L2-normed TF-IDF rows, sparse, of shape (texts, BUCKETS) and the idf used, of shape (BUCKETS,)."""
    counts = csr_matrix(np.vstack([grams(text) for text in texts]))
    counts.data = 1 + np.log(counts.data)
    if idf is None:
        idf = np.log((1 + len(texts)) / (1 + counts.getnnz(axis=0))) + 1
    counts = counts.multiply(idf).tocsr()
    norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    return (diags(1 / np.maximum(norms, 1e-9)) @ counts).tocsr(), idf.astype(np.float32)


def fitted(rows: csr_matrix, kinds: list[str]) -> LogisticRegression:
    """Return a fitted logistic regression."""
    return LogisticRegression(C=150.0, max_iter=150, class_weight="balanced").fit(rows, kinds)


def main() -> None:
    """Train, print how left-out documents fare, write the weights."""
    texts, kinds, groups = corpus()
    right = total = 0
    check = "--unchecked" not in sys.argv
    for train, test in GroupKFold(FOLDS).split(texts, kinds, groups) if check else ():
        rows, idf = matrix([texts[i] for i in train])
        model = fitted(rows, [kinds[i] for i in train])
        guessed = model.predict(matrix([texts[i] for i in test], idf)[0])
        right += sum(g == kinds[i] for g, i in zip(guessed, test, strict=True))
        total += len(test)
    rows, idf = matrix(texts)
    model = fitted(rows, kinds)
    scale = np.abs(model.coef_).max(axis=1) / 127
    np.savez_compressed(
        TARGET,
        kinds=np.array(model.classes_),
        weights=np.round(model.coef_ / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        intercepts=model.intercept_.astype(np.float32),
        idf=idf.astype(np.float16),
    )
    shipped = LinearModel.load(TARGET)
    again = sum(
        max(p := shipped.probabilities(t), key=p.__getitem__) == k for t, k in zip(texts, kinds, strict=True)
    )
    left_out = f" left out: {right / total:.3f} right;" if check else ""
    sys.stdout.write(
        f"{len(set(groups))} documents, {len(texts)} texts;{left_out}"
        f" shipped weights on all: {again / len(texts):.3f}; {TARGET.stat().st_size / 1000:.0f} kB\n"
    )


if __name__ == "__main__":
    main()

"""A paper that only promises, plans, asks for, sends or heads a thing: its title and words are those of the thing.

« Engagement relatif au rapport d'activité » has every word of the report and nothing of what it would hold. What such
a paper is shows in its title, in its one act (« s'engage à produire », « vous trouverez ci-joint »), or in the lack of
anything below its headings; whatever tells figures, deeds done or rules to follow is more than an announcement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine

_LONGEST = 2600
"""Characters above which a paper holds more than an announcement, whatever it calls itself."""
_LONGEST_LETTER = 1700
_TITLE_LINES = 6
_TITLE_LENGTH = 130
_MOST_SHOWN = 2
"""Things shown from which on a paper is the thing itself."""

_PLANS_TITLE = Lazy(
    r"\W*(?:objet ?: ?)?(?:(?:lettre|courrier|attestation|declaration|acte) d')?engagements? "
    r"(?:relatif|portant|a (?:la|l'|produire|rediger|etablir|fournir|transmettre|elaborer|realiser)|au (?!titre)"
    r"|de (?:produ|redig|redac|etabl|fourn|transm|elabor|realis|remise|livr)|d'(?:etabl|elabor|ecri))"
    r"|\W*(?:objet ?: ?)?(?:lettre|courrier|declaration|acte) d'engagement\b"
    r"|\W*(?:objet ?: ?)?(?:calendrier|planning|retro-?planning|echeancier)\b"
    r"|\W*(?:objet ?: ?)?(?:convocation|invitation)\b"
    r"|\W*projet de deliberation\b|\W*note de cadrage\b|\W*lettre de cadrage\b"
    r"|.*\b(?:calendrier|planning|retro-?planning|echeancier) (?:previsionnel|de (?:travail|realisation|redaction))"
    r"|.*\b(?:calendrier|planning) d'elaboration\b"
)
_DRAFT_TITLE = Lazy(
    r"\W*(?:trame|modele|canevas|gabarit|squelette|maquette|specimen|plan type)\b"
    r"(?!.*\b(?:complet|rempli|renseign|adopt|repri|suivi|adapte|utilis)\w*)"
    r"|.*[–(:-] ?(?:trame|modele|canevas|gabarit|squelette|specimen)(?: vierge| a completer| type)?\W*$"
    r"|\W*(?:objet ?: ?)?(?:relance|bordereau|demande (?:de |d'|du |relative))\b"
    r"|\W*objet ?: ?(?:re ?: ?|tr ?: ?)?(?:relance|rappel|demande)\b"
    r"|\W*(?:avant-)?projet (?:de |d')(?!deliberation)"
    r"|\W*cahier des charges\b"
    r"|\W*(?:version|document) (?:de travail|provisoire|projet)\b|.*[–(:-] ?(?:version de travail|brouillon)\b"
)
_COMMITS = Lazy(
    r"(?:\b[sm]'engage(?:nt)?|\bnous engageons|\bprend(?:s|ons)? l'engagement|\bengagement (?:est )?pris)"
    r"(?: \w+){0,2}? (?:a|de|d')"
    r"(?: ?)(?:produire|transmettre|etablir|rediger|adresser|fournir|remettre|elaborer|realiser|formaliser"
    r"|finaliser|ecrire"
    r"|conduire|mener|communiquer|envoyer|deposer|tenir|organiser|mettre en place|livrer|presenter|publier|joindre)\b"
    r"|\b(?:est|sont|reste|demeure) (?:\w+ )?en (?:cours|phase) (?:de |d')(?:elaboration|redaction|ecriture"
    r"|realisation"
    r"|finalisation|formalisation|constitution|preparation|consolidation|relecture|validation)"
    r"|\b(?:sera|seront) (?:\w+ )?(?:finalise|transmis|etabli|redige|adresse|produit|remis|acheve|livre|elabore"
    r"|realise"
    r"|formalise|communique|envoye|depose|disponible|pret|presente)(?:e|s|es)?\b"
    r"|\bil est propose (?:au|a la|aux|a l')[^.]{0,60}? (?:de|d')"
)
_ASKS = Lazy(
    r"\b(?:remercie|merci|prie|saurais gre|demande)(?: \w+){0,2}? (?:de|d')(?: bien vouloir)? ?(?:m'|me |nous |lui "
    r"|leur |vous )?"
    r"(?:etablir|adresser|transmettre|envoyer|faire parvenir|fournir|produire|rediger|completer|retourner|communiquer"
    r"|elaborer|joindre|confirmer votre (?:presence|participation))"
    r"|\b(?:n'ai|n'avons|n'a)(?: \w+){0,2} (?:pas|rien) (?:encore |eu |pu )?(?:recu|eu|obtenu)\b"
    r"|\b(?:a completer|a rediger|a adapter) (?:par|avant|pour)|\bparties? a (?:rediger|completer|ecrire)\b"
)
_SENDS = Lazy(
    r"\b(?:je|nous) (?:vous |lui |t')?(?:adress|transmet|envo[iy]|fais parvenir|communiqu|prie de trouver"
    r"|prions de trouver)"
    r"\w*[^.;:]{0,60}\b(?:ci-?joint|ci-?inclus|en piece jointe|sous ce pli|en annexe|joint)"
    r"|\b(?:ci-?joint|en piece jointe|sous ce pli)e?s?,? (?:je vous |nous vous |vous )"
    r"|\b(?:vous trouverez|veuillez trouver|trouvez|prie de trouver)[^.;:]{0,40}\b(?:ci-?joint|ci-?inclus"
    r"|en piece jointe"
    r"|sous ce pli|en annexe|joint)"
)
_SHOWN = Lazy(
    r"\b(?:s'est|se sont|a ete|ont ete|avons|etaient|avait|a permis|a fait|a tenu|a recu|a traite|a forme|a suivi"
    r"|n'a (?:pas )?ete|est reunie?|ont (?!l'honneur)\w+e?s?)\b"
    r"|\b(?:doi(?:t|vent)|est interdite?|sont interdite?s|est obligatoire|il faut|est tenue? de|s'applique)\b"
    r"|\d ?%|\b(?!20\d\d)\d{1,5} (?:\w+ )?(?:doublons?|fusions?|reunions?|identites?|agents?|personnes?|collisions?"
    r"|erreurs?|patients?|dossiers?|sessions?|services?|incidents?|caracteres|usagers?|messages?|professionnels?)\b"
    r"|\b(?:presente?s?|participants?|excusee?s?) ?:|\b(?:fort|faible|eleve|moyen|critique|majeur|modere)e?s?\b"
    r"|\b(?:approuv|valid|adopt|relu)ee? (?:a|le|par|en|tous|chaque) (?!\w+er\b)|\bla presente (?:politique|pssi"
    r"|procedure|analyse)\b"
    r"|\| ?\d{1,2} ?(?:\||$)|\| ?\d{1,2} ?\| ?\d"
    r"|\b(?:signale|previent|declare|appelle|alerte|avertit|debranche|isole|qualifie)\b(?= (?:le|la|l'|au|a|sous"
    r"|aussi))"
)
_TO_WRITE = Lazy(
    r"[:|–-] ?[(\[]?(?:a (?:rediger|completer|venir|renseigner|ecrire|definir)"
    r"|en cours de redaction)[)\]]?[ .]*(?:\n|$)"
)
"""Parts that nobody has written yet."""
_TABLE_OF_CONTENTS = Lazy(
    r"(?:\.{3,}|…+|_{3,}|\t| {3,}) *(?:p(?:age|\.)? ?)?\d{1,3}\W*$|^\W*sommaire\W*$|^\W*table des matieres"
)
_CARD = Lazy(
    r"\W*(?:version|v\d|v\. ?\d|redact\w+|redige\w*|(?!validee? (?:le|par|en) )valid\w+|verifi\w+|approb\w+"
    r"|(?!approuvee? (?:le|par|en) )approuv\w+|diffusion|date"
    r"|reference|ref\b"
    r"|statut|classification|page|auteurs?|emetteur|destinataires?|confidentiel|code|indice|objet|emis|proprietaire"
    r"|(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) 20\d\d)\b"
)
"""What a cover says of the paper: who wrote it, when, for whom."""
_NUMBERED = Lazy(r"^\W*(?:(?:[ivx]+|\d{1,2}|[a-h])(?:[.)°/-]\d{0,2})*[.)°/ -]+)?|\b(?:19|20)\d\d\b")
_TOLD = Lazy(
    r"\d|\b[\w'-]+(?:,? [\w'-]+){6,}|\b(?:a|ont|est|sont|etait|ete|avons|fut|n'a|s'est)\b|:|\||[.;]\s*$"
)


class Announced(NamedTuple):
    """How a paper stands to the thing it names, the line that says so, and whether nothing in it may say otherwise."""

    state: Literal["planned", "unclear"]
    line: TextLine
    firm: bool


def announced(pages: Sequence[PageText]) -> Announced | None:
    """Return how a paper stands to the thing it names, where it only announces it."""
    if not pages or sum(len(page.flat) for page in pages) > _LONGEST:
        return None
    lines = [line for line in pages[0].lines if line.folded.strip(" -_=*")]
    if not lines:
        return None
    if _is_shell([line for page in pages for line in page.lines if line.folded.strip(" -_=*")]):
        return Announced("unclear", lines[0], firm=False)
    if len(_TO_WRITE.findall(pages[0].folded)) >= _MOST_SHOWN:
        return Announced("unclear", lines[0], firm=True)
    text = " ".join(page.flat for page in pages)
    shown = len(_SHOWN.findall(text))
    if shown >= _MOST_SHOWN:
        return None
    for line in lines[:_TITLE_LINES]:
        if len(line.folded) > _TITLE_LENGTH or _runs_on(line):
            continue
        if _PLANS_TITLE.match(line.folded):
            return Announced("unclear" if shown else "planned", line, firm=True)
        if _DRAFT_TITLE.match(line.folded):
            return Announced("unclear", line, firm=True)
    if len(text) <= _LONGEST_LETTER:
        for form, state in _ACTS:
            match = form.search(pages[0].flat)
            line_at = pages[0].line_at(match.start()) if match else None
            if line_at is not None:
                return Announced(state, line_at, firm=True)
    return None


def _runs_on(line: TextLine) -> bool:
    """Tell whether a line goes on with a sentence begun above: « calendrier du plan. » is no title."""
    return line.text.strip()[:1].islower() and not line.folded.strip().startswith("objet")


_ACTS: tuple[tuple[Lazy, Literal["planned", "unclear"]], ...] = (
    (_COMMITS, "planned"),
    (_ASKS, "unclear"),
    (_SENDS, "unclear"),
)


_COVER_LINES = 4
_TITLE = Lazy(r"(?!.*\b(?:a|ont|est|sont|ete|s'est|avons)\b)[^\d:|.;]{3,100}")
"""A line of a title: no verb, no figure, no full stop."""


def _is_shell(lines: Sequence[TextLine]) -> bool:
    """Tell whether a paper is a cover or a table of contents and nothing else."""
    return len(lines) > 1 and not any(
        _TOLD.search(_NUMBERED.sub("", line.folded))
        and not (rank < _COVER_LINES and _TITLE.fullmatch(line.folded.strip()))
        and not (_TABLE_OF_CONTENTS.search(line.folded) or _CARD.match(line.folded))
        for rank, line in enumerate(lines)
    )

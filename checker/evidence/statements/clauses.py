"""Cut a sentence into clauses, and say what an object is in its clause: its topic, or a mere complement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.evidence.lazy import Lazy

_CUT = Lazy(
    r"\s*;\s*|\s*,?\s+(?:mais|cependant|toutefois|neanmoins|alors que|tandis que|bien que|pourtant)\s+"
    r"|,\s*(?:et\s+)?(?=(?:qui|dont|lequel|laquelle|lesquels|puis|elle|il|celui-ci|celle-ci"
    r"|les? resultats?|le rapport|la restitution)\s)"
    r"|\s+et\s+(?=(?:n'|ne |a (?=ete |bien |fait |eu |pu |deja |egalement |(?!notre|votre|cette|titre"
    r"|chaque|toute)\w{4,}e )|ont |est |sont |sera |seront |s'est |se |il |elle |devra |devrait |fera "
    r"|qu'il |qu'elle |que |l'audit |le (?!\d)|la |les |un |une |aucun|nous |je ))"
    r"|,\s*(?:et\s+)?(?=(?:n'|ne |a (?=ete |bien |fait |eu |pu |deja |egalement |(?!notre|votre|cette"
    r"|titre|chaque|toute)\w{4,}e )|ont |est |sont |s'est |se sont |sera |seront |devra )\w)"
    r"|\s+(?=dont\s)|(?<!\bne)(?<!\bje)(?<!\bn'en)(?<!\bn'y)\s+(?=puis\s)"  # « je ne puis » is « peux »
)
_PARENTHESIS = Lazy(r"\([^()]{0,200}\)")


def clauses(flat: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the clauses of ``flat[start:stop]`` in order."""
    begin = start
    for match in _CUT.finditer(flat, start, stop):
        if _joins_nouns(flat[begin : match.start()], match.group(), flat[match.end() : match.end() + 6]):
            continue
        if flat[begin : match.start()].strip():
            yield begin, match.start()
        begin = match.end()
    if flat[begin:stop].strip():
        yield begin, stop


def _joins_nouns(left: str, joint: str, right: str) -> bool:
    """Tell whether « et » joins two nouns before their verb (« le RSSI et la direction se sont vus »)."""
    if joint.strip() != "et" or not re.match(r"l'|les? |la |une? |l'a", right):
        return False
    return _SAYS.search(re.split(r"\bqu(?:e\b|')", left)[-1]) is None


_SAYS = Lazy(
    r"\b(?:a|ont|est|sont|etait|etaient|avons|ai|sera|seront|doit|doivent|peut|fait|n'\w+|ne|se|s'\w+"
    r"|\w{3,}(?:ons|era|eront|ait|aient|ees?|ient))\b|\b(?!entre|contre|outre)\w{2,}e\s+(?:le|la|les|un|une|des|l')\b"
)


def without_parentheses(clause: str) -> str:
    """Return the clause with what stands in parentheses blanked, same length; itself where nothing else is said."""
    without = _PARENTHESIS.sub(
        lambda m: m.group() if _APPOINTED.search(m.group()) else " " * len(m.group()), clause
    )
    return without if re.search(r"\w", without) else clause


_APPOINTED = Lazy(
    r"[( ](?:nomme|designe|recrute)e?s? (?:par|le|depuis|a compter|en (?:19|20)\d\d)\b(?![^()]*\()"
)
"""« Le RSSI (Mme Carvalho, nommée par note du 12 octobre 2020) »: more than an aside."""
_HEADS = (
    r"(?:prestations?|missions?|campagnes?|operations?|realisation|execution|series?|ensemble"
    r"|totalite|travaux"
    r"|interventions?|conduite|exercice|demarche|type|sorte|mise en oeuvre|achevement"
    r"|module|profil|interface"
    r"|fonctionnalite|alimentation|connecteur|envoi|reception|tenue|deploiement|presentation|solution"
    r"|membres|sujet|point|theme|question|calendrier|planning|dates?|echeancier|poste|service|outil|objet"
    r"|fonctionnement|principes?|modalites|apports?|enjeux|contenu|l'objet|issue favorable|fonctions?"
    r"|qualite|role|titre)"
)
_GOVERNED = Lazy(
    r"(?<![\w'-])(?P<head>(?!(?:la|le|les|un|une|des|du|cette|ce|cet|notre|nos|son|sa|leurs?|ses|vos|votre|en|a|au|aux)\s)[\w'-]+)"
    r"\s+(?:\w+\s+)?(?:20\d\d\s+)?(?:de la|de l'|de ces|de cet|de cette|de notre|de son|de|des|du|d'un"
    r"|d'une|d'|relatifs? a l'|relatives? a l'|relatifs? au|relatives? a la"
    r"|a l'issue de l'|pour l'|pour la|pour le|pour un|pour une|pour|concernant l'|portant sur l'"
    r"|lors de l'|lors du|suite a l'|apres l'|apres un|avant l'|avant un|en vue d'un|en vue de l')\s*$"
)
_ADJECTIVE_GOVERNS = Lazy(
    r"\b(?:prealable|relati(?:f|ve)|necessaire|liee?|associee?|consacree?|dediee?|destinee?|afferente?|preparatoire"
    r"|posterieure?|anterieure?)s?\s+(?:aux?|a\s+la|a\s+l'|a\s+une?|a)\s*$"
)
_ALWAYS_GOVERNED = Lazy(
    r"\b(?:dans le cadre d[eu]|suite a|suite au|lors d[eu]|apres|avant|en vue d[e']|a l'issue d[eu]"
    r"|issue?s? d[eu]|concernant|pour|afin d[e']|au sujet d[eu]|resultats? d[eu]|sur la base d[eu]"
    r"|prealable a|prealables? a|en amont d[eu])\s*(?:de |d'|l'|la |le |les |un |une |cet |cette "
    r"|notre )*\s*$"
)


def is_complement(clause: str, at: int, deeds: re.Pattern[str] | None = None) -> bool:
    """Tell whether what begins at ``at`` merely completes another noun (« le rapport de l'audit »).

    ``deeds`` are the nouns of the thing's own action: « l'ouverture des boîtes » is still about the boxes.
    """
    left = clause[max(0, at - 80) : at]
    if _ALWAYS_GOVERNED.search(left) or _ADJECTIVE_GOVERNS.search(left):
        return True
    match = _GOVERNED.search(left)
    if match is None or _VERB.fullmatch(match["head"]):
        return False
    head = match["head"].removeprefix("l'").removeprefix("d'")
    if re.fullmatch(_HEADS, head) is None and not (deeds and deeds.fullmatch(head)):
        return True
    above = (
        at - len(left) + match.start("head")
    )  # « le chiffrage de l'ensemble du plan »: of what is the whole?
    return _WORK_ON.search(clause[max(0, above - 40) : above]) is not None


_WORK_ON = Lazy(
    r"\b(?:parametrage|chiffrage|etude|preparation|cadrage|planification|recensement|inventaire|budget|financement"
    r"|cahier des charges|pilotage|suivi|analyse|redaction|instruction|calendrier|planning|lancement|demarrage)s?"
    r" (?:de la |de l'|de |du |des |d')$"
)
"""Work on a thing before it is done, right before what names its doing."""


_VERB = Lazy(
    r"(?:atteste|certifie|beneficie|dispose|declare|confirme|a|ont|objet|fait|ete|procede|lors|bien|nous"
    r"|beneficient)(?:r|nt|ons)?"
)


def starts_with_verb(clause: str) -> bool:
    """Tell whether a clause goes on about the subject before it (« et n'a pas été réalisé », « elle sera … »)."""
    return _ANAPHORA.match(clause) is not None


_ANAPHORA = Lazy(
    r".{0,60}?\b(?:s'engage|prevoit|compte|va|doit|devra|devrait|charge)\w*(?: a| de)? (?:le|la|les|l') ?"
    r"\w+(?:er|ir|re)\b|"
    r"\W*(?:il|elle|ils|elles|celui-ci|celle-ci|celles-ci|ceux-ci)\s+(?:fonctionn|march|tourn|serv|sert)\w*|"
    r"\W*(?:puis|ensuite) (?:\w+ )?(?:retire|desinstalle|desactive|arrete|ferme|coupe|abandonne|rejete|annule)e?s?\b|"
    r"\W*(?:dont (?:la|le|l')|sa|son|leur) ?(?:mise|bascule|ouverture|activation|installation|realisation"
    r"|nomination|designation|validation|presentation|execution|diffusion|redaction)\b|"
    r"\W*(?:cette|la|ladite) (?:fonction|fonctionnalite|brique|capacite|liaison|passerelle)\s+(?:\w+ment\s+)?"
    r"(?:n'|est\b|a\s+ete\b|tourne\b|marche\b|fonctionne\b)|"
    r"\W*(?:mais )?(?:aucune?|pas une?|nulle?)(?: d'entre (?:eux|elles))?(?: \w+)? n(?:'|e )|"
    r"\W*(?:celui|celle|la seconde|le second|l'autre|la suivante|le suivant)\b.{0,40}?\b(?:est|sera|seront"
    r"|a|n'a|reste)\b|"
    r"\W*(?:(?:et|mais|puis|dont|qui|il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|lequel|laquelle"
    r"|lesquels|ce dernier|cette derniere|toutefois"
    r"|cependant|neanmoins|finalement|enfin|egalement|aussi|qu'il|qu'elle|que celui-ci|que celle-ci"
    r"|y)\s+)*,?\s*"
    r"(?:n'|ne\s|n'y|se\s|a\s+(?:ete|bien|fait|eu|pu|deja|egalement|(?!notre|votre|cette|titre|chaque"
    r"|toute)\w{4,}e)\s|ont\s|est\s|sont\s|sera|seront|s'est\s|se\s+sont|avait|devrait|devra|doit\s|aurait"
    r"|va\s|fera|reste\s|y\s+a)"
)

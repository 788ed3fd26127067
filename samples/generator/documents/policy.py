"""Information security on paper: policy, incident procedure."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Block, Doc, Grid, Heading, Items, Pairs, Para, Title
from samples.generator.documents.common import by_head, dots, long, num, on_paper
from samples.generator.hospitals import Hospital

CHAPTERS = (
    (
        "Organisation de la sécurité",
        "La direction fixe les orientations. Le responsable de la sécurité des systèmes d’information les "
        "décline, en rend compte et anime le réseau des correspondants. Chaque chef de service répond de "
        "l’application des règles par ses agents.",
    ),
    (
        "Gestion des biens",
        "Les matériels, logiciels et données sont inventoriés. Chacun a un propriétaire désigné. Les "
        "supports amovibles sont chiffrés ; leur mise au rebut suit une procédure de destruction.",
    ),
    (
        "Ressources humaines",
        "La charte informatique est annexée au règlement intérieur. Elle est remise à l’embauche. Les "
        "comptes sont fermés le jour du départ.",
    ),
    (
        "Contrôle des accès",
        "L’authentification est individuelle. Les mots de passe comptent douze caractères au moins. Les "
        "accès distants des prestataires passent par une passerelle à double facteur et sont journalisés.",
    ),
    (
        "Exploitation",
        "Les correctifs critiques sont posés sous quinze jours. Les sauvegardes quotidiennes sont testées "
        "chaque trimestre ; une copie est conservée hors ligne.",
    ),
    (
        "Relations avec les fournisseurs",
        "Les contrats comportent une clause de sécurité et de confidentialité. Les hébergeurs de données "
        "de santé sont certifiés.",
    ),
    (
        "Continuité d’activité",
        "Un plan de reprise est écrit pour les applications vitales. Les procédures dégradées papier sont "
        "disponibles dans chaque unité.",
    ),
    (
        "Conformité",
        "Le registre des traitements est tenu par le délégué à la protection des données. Un contrôle "
        "interne est réalisé tous les ans.",
    ),
)

IN_POLICY = Para(
    "Tout agent qui constate un événement suspect (message piégé, poste chiffré, perte de matériel, accès "
    "anormal) le signale sans délai au 5555 ou au responsable de la sécurité. "
    "Celui-ci qualifie l’incident et, s’il est grave, le déclare sur le portail des signalements des "
    "événements sanitaires indésirables ainsi qu’au CERT Santé, conformément à l’article L. 1111-8-2 du "
    "code de la santé publique. "
    "La direction, le délégué à la protection des données et l’ARS sont prévenus. Un retour d’expérience "
    "est rédigé dans le mois."
)


def chapters(with_incident: bool) -> tuple[Block, ...]:
    """Return the chapters, the incident procedure being one of them when asked."""
    blocks: list[Block] = []
    for index, (name, text) in enumerate(CHAPTERS, 1):
        blocks += [Heading(f"{index}. {name}"), Para(text)]
    if with_incident:
        blocks += [
            Heading(f"{len(CHAPTERS) + 1}. Procédure de remontée des incidents de sécurité"),
            IN_POLICY,
        ]
    return tuple(blocks)


def policy_formal(h: Hospital, on: date, *, incident: bool = False) -> Doc:
    """Return a policy with a cover table of versions."""
    return on_paper(
        h,
        Title("Politique de sécurité des systèmes d’information"),
        Grid(
            (
                ("Version", "Date", "Auteur", "Objet"),
                ("1.0", num(on.replace(year=on.year - 2)), h.rssi.full, "Création"),
                ("2.0", num(on), h.rssi.full, "Révision complète"),
            )
        ),
        Para(
            f"La présente politique (PSSI) s’applique à l’ensemble des services {h.of}. Elle est approuvée "
            f"par la direction et entre en vigueur le {long(on)}."
        ),
        *chapters(incident),
        by_head(h, on, hand=h.seed, stamp=h.seed % 2 == 1),
        footer=f"PSSI – {h.short} – diffusion restreinte",
    )


def policy_directors(h: Hospital, on: date, *, incident: bool = False) -> Doc:
    """Return a policy that opens with the head's word."""
    return on_paper(
        h,
        Title("PSSI – Politique générale de sécurité du système d’information"),
        Heading("Le mot de la direction"),
        Para(
            "Les soins reposent désormais sur l’informatique. Une panne, une fuite ou une attaque touche "
            f"directement nos patients. En ma qualité de {h.function.lower()} {h.of}, je fais de la "
            "protection de nos données une priorité et demande à chacun d’appliquer les règles qui "
            "suivent."
        ),
        by_head(h, on, hand=h.seed + 1),
        *chapters(incident),
    )


def policy_note(h: Hospital, on: date, *, incident: bool = False) -> Doc:
    """Return the short policy of a small establishment."""
    body: list[Block] = [
        Title("Politique de sécurité informatique"),
        Para(
            f"{h.name} – applicable à compter du {long(on)} – rédaction : {h.rssi.full}, validation : "
            f"{h.head.full}"
        ),
        Heading("Objet", 2),
        Para(
            "Fixer les règles de disponibilité, d’intégrité, de confidentialité et de traçabilité que "
            "l’établissement se donne."
        ),
        Heading("Règles", 2),
        Items(
            tuple(f"{name} : {text.split('. ')[0].lower().rstrip('.')}." for name, text in CHAPTERS),
            ordered=True,
        ),
    ]
    if incident:
        body += [Heading("Signalement des incidents", 2), IN_POLICY]
    return on_paper(h, *body, by_head(h, None, hand=h.seed))


def policy_group(h: Hospital, on: date, *, incident: bool = False) -> Doc:
    """Return the policy of the group of hospitals with its declination for this establishment."""
    group = h.ght
    name = group.name if group else h.name
    return on_paper(
        h,
        Title(f"Déclinaison locale de la politique de sécurité du SI du {name}"),
        Pairs(
            (
                ("Établissement", h.name),
                ("Document cadre", f"PSSI {name}, adoptée par le comité stratégique"),
                ("Date d’application", dots(on)),
                ("RSSI", group.rssi.polite if group else h.rssi.polite),
            )
        ),
        Para(
            "Ce document reprend le socle commun du groupement et précise, chapitre par chapitre, ce qui "
            "est propre à l’établissement."
        ),
        *chapters(incident),
        by_head(h, on, hand=h.seed + 3),
    )


POLICIES = (policy_formal, policy_directors, policy_note, policy_group)


def incident_procedure(h: Hospital, on: date) -> Doc:
    """Return a quality-system procedure."""
    return on_paper(
        h,
        Title(
            "Procédure de déclaration et de traitement des incidents de sécurité des systèmes d’information"
        ),
        Pairs(
            (
                ("Référence", f"PR-SSI-{h.seed:03d}"),
                ("Date d’application", num(on)),
                ("Rédacteur", h.rssi.full),
                ("Approbateur", f"{h.head.full}, {h.function.lower()}"),
            )
        ),
        Heading("1. Objet et domaine d’application"),
        Para(
            "La procédure décrit comment un incident est signalé, qualifié, déclaré aux autorités et clos. "
            "Elle concerne tous les agents et prestataires."
        ),
        Heading("2. Signalement interne"),
        Para(
            "L’agent appelle l’assistance (poste 4040) ou, la nuit, l’administrateur de garde. Il n’éteint "
            "pas le poste et débranche le câble réseau."
        ),
        Heading("3. Qualification"),
        Grid(
            (
                ("Niveau", "Exemples", "Délai de réaction"),
                ("Mineur", "courriel indésirable, virus bloqué", "72 h"),
                ("Significatif", "compte usurpé, serveur indisponible", "4 h"),
                ("Grave", "rançongiciel, fuite de données de santé", "immédiat"),
            )
        ),
        Heading("4. Déclaration externe"),
        Para(
            "Les incidents graves et significatifs sont déclarés sans délai sur le portail national de "
            "signalement, à destination de l’agence régionale de santé et de l’ANS (article L. 1111-8-2 du "
            "CSP). Une violation de données est notifiée à la CNIL sous 72 heures."
        ),
        Heading("5. Clôture et retour d’expérience"),
        Para("Le RSSI tient le registre des incidents et présente un bilan à la direction."),
    )


def incident_card(h: Hospital, on: date) -> Doc:
    """Return a reflex card."""
    return on_paper(
        h,
        Title("Fiche réflexe : que faire en cas d’incident de sécurité informatique ?"),
        Para(f"Mise à jour : {long(on)} – affichée dans tous les services {h.of}", small=True),
        Items(
            (
                "Je ne touche plus à rien et je préviens le service informatique.",
                "Le service informatique alerte le RSSI, qui ouvre une fiche d’incident.",
                "Le RSSI évalue la gravité avec la direction.",
                "Si l’incident est grave, le RSSI le déclare sur signalement.social-sante.gouv.fr et "
                "contacte le CERT Santé.",
                "La direction informe l’ARS ; le DPO informe la CNIL si des données personnelles sont "
                "touchées.",
                "Un bilan est fait à froid et archivé.",
            ),
            ordered=True,
        ),
        Para("Cette fiche vaut procédure de remontée des incidents au sens du code de la santé publique."),
        Para(f"Contact RSSI : {h.rssi.full} – {h.rssi.mail(h.domain)}"),
    )


def incident_memo(h: Hospital, on: date) -> Doc:
    """Return a service memorandum."""
    return on_paper(
        h,
        Para(f"Note de service n° {on:%Y}-{h.seed + 10}", bold=True),
        Para(f"{h.city}, le {long(on)}", align="right"),
        Title("Circuit de remontée des incidents de sécurité"),
        Para(
            "À compter de ce jour, tout incident touchant la sécurité du système d’information est signalé "
            "selon le circuit suivant : déclarant → assistance informatique → responsable sécurité → "
            "direction → autorités."
        ),
        Para(
            "Le responsable sécurité transmet les incidents graves au dispositif national de traitement "
            "des signalements (CERT Santé) et à l’agence régionale. Il conserve la trace de chaque "
            "déclaration et en fait le point deux fois par an avec la direction."
        ),
        Para("Je vous remercie de porter cette note à la connaissance de vos équipes."),
        by_head(h, None, hand=h.seed),
    )


INCIDENTS = (incident_procedure, incident_card, incident_memo)

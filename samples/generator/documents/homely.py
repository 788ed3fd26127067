"""Plain hands: mails, notes and one-page sheets of small teams, in everyday words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samples.generator.blocks import Block, Doc, Grid, Heading, Items, Pairs, Para, Signs, Ticks, Title
from samples.generator.documents.audits import vendor
from samples.generator.documents.common import (
    by,
    by_head,
    dots,
    full,
    long,
    num,
    on_paper,
    semester,
    span,
    weeks,
)
from samples.generator.documents.exchange import editor
from samples.generator.documents.identity import count, talk
from samples.generator.documents.policy import CHAPTERS, IN_POLICY
from samples.generator.documents.risks import ACTIONS, SCENARIOS, states
from samples.generator.hospitals import Hospital


def attest_first_person(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return an attestation in the first person, without any title."""
    return on_paper(
        h,
        Para(
            f"Je, {h.head.full}, agissant comme {h.function[0].lower()}{h.function[1:]} {h.of}, déclare "
            "sur l’honneur que notre établissement a fait l’objet d’une campagne de tests d’intrusion et "
            f"de balayage de ses services en ligne par un intervenant extérieur ({vendor(h)[0]}). "
            f"L’intervention s’est terminée le {long(last)}."
        ),
        Para("Le compte rendu détaillé est consultable sur place."),
        sign or by_head(h, on, hand=h.seed + 2, stamp=h.seed % 2 == 0),
    )


def attest_ticked(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return a template of the agency with boxes to tick."""
    return on_paper(
        h,
        Title("Modèle d’attestation – audit de cybersurveillance"),
        Pairs(
            (
                ("Nom de l’établissement", h.name),
                ("Représenté par", f"{h.head.polite}, {h.function.lower()}"),
                ("Auditeur externe", vendor(h)[0]),
                ("Période de l’audit", span(first, last)),
            )
        ),
        Ticks(
            (
                ("L’audit externe a été réalisé", (("Oui", True), ("Non", False))),
                ("Un rapport a été remis à l’établissement", (("Oui", True), ("Non", False))),
            )
        ),
        Para(
            "Le représentant légal atteste la réalisation de l’audit et l’exactitude de ces renseignements."
        ),
        sign or by_head(h, on, hand=h.seed),
    )


def minutes_board(h: Hospital, on: date) -> Doc:
    """Return minutes as a list of what was said and who does what."""
    return on_paper(
        h,
        Title(f"Identitovigilance – on se réunit ! ({semester(on)})"),
        Para(
            f"Quand : {full(on)}, de 13 h à 14 h — Qui : {h.quality.full}, {h.doctor.full}, "
            f"{h.deputy.full}, l’équipe des admissions"
        ),
        Heading("Ce qu’on a vu", 2),
        Items((f"{count(h, on)} doublons, tous repris", talk(h, on)[1], talk(h, on, 2)[1])),
        Heading("Ce qu’on fait", 2),
        Items((f"{talk(h, on)[2]}", f"{talk(h, on, 2)[2]}", "Point sur l’INS à chaque réunion")),
        Para(f"Rendez-vous le {long(weeks(on, 23))} pour la prochaine cellule d’identitovigilance."),
    )


def report_note(h: Hospital, year: int, on: date) -> Doc:
    """Return a report of half a page."""
    return on_paper(
        h,
        Title(f"CIV {year} : le rapport d’activité en une page"),
        Para(
            f"En {year}, la cellule d’identitovigilance a tenu ses deux réunions. Elle a traité "
            f"{30 + h.seed} doublons et analysé {3 + h.seed % 5} erreurs d’identification, sans gravité. "
            "Le bracelet est porté par 9 patients sur 10. Cinq ateliers ont réuni 52 collègues."
        ),
        Para("L’année qui vient sera celle de l’INS partout."),
        Para(f"{h.quality.full}, le {num(on)}"),
    )


def policy_rules(h: Hospital, on: date, *, incident: bool = False) -> Doc:
    """Return a policy as a table of rules."""
    rows = tuple((f"R{i}", name, text) for i, (name, text) in enumerate(CHAPTERS, 1))
    more: tuple[Block, ...] = (Heading("Remontée des incidents de sécurité"), IN_POLICY) if incident else ()
    return on_paper(
        h,
        Title("Notre politique de sécurité de l’information"),
        Para(f"Adoptée le {long(on)} en comité de direction {h.of}. Elle remplace la version précédente."),
        Grid((("Règle", "Domaine", "Ce qui est attendu"), *rows), (0.5, 1.3, 3.4)),
        *more,
        by_head(h, None, hand=h.seed + 1),
    )


def analysis_note(h: Hospital, on: date) -> Doc:
    """Return a list of risks with their owner."""
    rows = tuple(
        (f"{i}", s[0], f"G{s[1]} × V{s[2]}", s[3], h.dsi.full if i % 2 else h.rssi.full)
        for i, s in enumerate(SCENARIOS, 1)
    )
    return on_paper(
        h,
        Title("Risques numériques : analyse et traitement"),
        Para(
            f"Atelier du {full(on)} animé par {h.rssi.full}. Chaque risque a été décrit, coté (gravité × "
            "vraisemblance) et affecté."
        ),
        Grid((("N°", "Risque", "Cotation", "Parade", "Porteur"), *rows), (0.4, 2.4, 0.9, 2, 1.2)),
    )


def plan_mail(h: Hospital, on: date, *, undone: int = 0, rate: str = "100 %") -> Doc:
    """Return a message to the head on the plan."""
    marks = states(h, undone)
    done = sum(s != "En cours" for s in marks)
    return Doc(
        (),
        (
            Para(
                f"De : {h.rssi.full}\nÀ : {h.head.full}\nDate : {num(on)}\nObjet : plan d'action sécurité "
                f"({h.name})"
            ),
            Para("Bonjour,"),
            Para(
                f"Le plan d'action sécurité tiré de l'instruction 309 est terminé à {rate} : {done} "
                f"actions réalisées sur {len(marks)}."
                if undone == 0
                else f"Le plan d'action en est à {rate} : {done} actions réalisées sur {len(marks)}."
            ),
            Items(tuple(f"{a} : {s.lower()}" for (a, _), s in zip(ACTIONS, marks, strict=True))),
            Para("Je continue à le suivre chaque mois."),
            Para(h.rssi.full),
        ),
        h.look,
    )


def appointment_mail(h: Hospital, on: date) -> Doc:
    """Return an organisation sheet with the date of taking up the post."""
    return on_paper(
        h,
        Title("Qui fait quoi en cybersécurité"),
        Grid(
            (
                ("Rôle", "Personne désignée", "Depuis le"),
                ("Responsable de la sécurité du SI (RSSI)", h.rssi.polite, num(on)),
                ("Direction", h.head.polite, "–"),
                ("Informatique", h.dsi.polite, "–"),
                ("Délégué à la protection des données", h.quality.polite, num(on)),
            )
        ),
        Para(
            "Le RSSI a été nommé par la direction ; il est rattaché à la qualité et non à l’informatique. "
            f"Document validé le {long(on)}."
        ),
        by_head(h, None, hand=h.seed),
    )


def meetings_diary(h: Hospital, days: Sequence[date]) -> Doc:
    """Return an extract of a diary with what came of each meeting."""
    return on_paper(
        h,
        Title("Points RSSI avec la direction : suivi"),
        Items(
            tuple(
                f"{dots(d)} : point tenu avec {h.head.full}. "
                f"{('Sauvegardes vérifiées.', 'Audit commenté.', 'Exercice de crise préparé.')[i % 3]}"
                for i, d in enumerate(days)
            )
        ),
        Para(f"Tenu à jour par {h.rssi.full}, RSSI."),
    )


def incident_mail(h: Hospital, on: date) -> Doc:
    """Return a one-page rule of conduct."""
    return on_paper(
        h,
        Title("Incident cyber : à qui le dire, dans quel délai"),
        Para(f"Procédure applicable depuis le {num(on)}"),
        Grid(
            (
                ("Étape", "Qui", "Délai"),
                ("Signaler au support", "Tout agent", "Immédiat"),
                ("Qualifier l’incident de sécurité", "RSSI", "2 heures"),
                ("Prévenir la direction", "RSSI", "2 heures"),
                ("Déclarer au CERT Santé et à l’ARS", "RSSI ou direction", "Sans délai si grave"),
                ("Notifier la CNIL", "DPO", "72 heures"),
                ("Tirer les leçons", "Comité qualité", "1 mois"),
            )
        ),
    )


def dmp_letter(h: Hospital, on: date) -> Doc:
    """Return a letter of the head in plain words."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para(
            f"Par la présente, je confirme que notre logiciel de dossier patient ({editor(h)[1]}) est "
            "DMP-compatible et qu’il envoie effectivement les documents de nos patients dans leur DMP. Le "
            f"dispositif tourne en réel depuis plus d’un an ; {1200 + 31 * h.seed} documents ont été "
            "versés l’an passé."
        ),
        by_head(h, None, hand=h.seed, stamp=True),
    )


def mss_mail(h: Hospital, on: date) -> Doc:
    """Return a message of the operator, printed."""
    domain = h.domain.replace(".example", "")
    return Doc(
        (),
        (
            Para(
                "De : Support MSSanté régional <support@operateur-mss.example>\nÀ : "
                f"{h.dsi.mail(h.domain)}\nEnvoyé : {full(on)} 09:41\nObjet : vos boîtes MSSanté"
            ),
            Para("Bonjour,"),
            Para(
                "Pour faire suite à votre demande, nous vous confirmons que le domaine "
                f"{domain}.mssante.example ({h.name}) est actif dans l'espace de confiance MSSanté. Vos "
                f"{10 + h.seed} boîtes sont opérationnelles ; {500 + h.seed * 3} messages ont été échangés "
                "le mois dernier."
            ),
            Para("L'équipe support"),
        ),
        h.look,
    )


def test_note(h: Hospital, on: date, *, received: bool = True) -> Doc:
    """Return a note on the test."""
    back = (
        "il nous a répondu à 14 h 32 et sa réponse est bien arrivée dans la boîte du service"
        if received
        else "sa réponse ne nous est pas parvenue"
    )
    return on_paper(
        h,
        Title("Essai de la messagerie citoyenne"),
        Para(
            f"Le {long(on)}, nous avons adressé un message test à un usager volontaire depuis notre MSS. "
            f"L’usager l’a reçu dans Mon espace santé à 14 h 10 ; {back}."
        ),
        by(h, h.dsi, "Service informatique", None, hand=h.seed),
    )

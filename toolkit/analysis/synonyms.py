"""Words that partners type in place of a code, in French and English, written as `fold` leaves them."""

from collections.abc import Mapping

_WORDS = {
    "ND": """
        nd · non dispo · non disponible · non disponibles · indisponible · indisponibles · pas disponible
        pas disponibles · pas dispo · donnee non disponible · donnees non disponibles · donnee indisponible
        donnees indisponibles · chiffre non disponible · chiffres non disponibles · information non disponible
        pas de donnee · pas de donnees · pas de chiffre · pas de chiffres · aucune donnee · aucune donnee disponible
        aucun chiffre · pas d'information · pas d'informations · pas d'info · donnee manquante · donnees manquantes
        non renseigne · non renseignee · non renseignes · non renseignees · donnee non renseignee
        non recueilli · non recueillie · non recueillis · non collecte · non collectee · donnee non recueillie
        donnee non collectee · donnees non collectees · non mesure · non mesuree · non suivi · non suivie
        donnee non suivie · non connu · non connue · inconnu · inconnue · ne sait pas
        not available · unavailable · no data · no data available · no figure · data not available
        data unavailable · missing data · not recorded · not collected · not known · unknown · not measured
    """,
    "SO": """
        so · sans objet · non concerne · non concernee · non concernes · non concernees · pas concerne
        pas concernee · non applicable · non applicables · ne s'applique pas · not applicable · does not apply
        not concerned
    """,
    "CA": """
        compte ailleurs · comptee ailleurs · comptes ailleurs · comptees ailleurs · deja compte ailleurs
        deja comptee ailleurs · comptabilise ailleurs · counted elsewhere · already counted elsewhere
    """,
    "SS": """
        secret statistique · secret stat · secret stat. · soumis au secret statistique · donnee confidentielle
        donnees confidentielles · confidentiel · confidentielle · statistical secrecy · confidential
    """,
    "AV": """
        a venir · donnee a venir · donnees a venir · chiffre a venir · chiffres a venir · en attente de donnees
        en attente des donnees · donnee en attente · donnees en attente · collecte en cours
        en cours de collecte · en cours de calcul · en cours de consolidation · pas encore disponible
        bientot disponible · to come · data to come · not yet available · data pending
    """,
}

_SEVERAL = {
    ("ND", "SS"): "nc · non communique · non communiquee · non communiques · not disclosed · non significatif · ns",
    ("ND", "SO"): "na · / · \\ · x · xx · xxx · non pertinent · not relevant",
    ("ND", "0"): "- · \u2013 · \u2014 · _",
    ("ND",): "? · : · nr · nsp · manquant · missing · non comptabilise · not counted · pas de suivi",
    ("ND", "AV"): """
        . · \u2026 · non disponible a ce jour · non disponibles a ce jour · donnees non disponibles a ce jour
        pas encore · pas a ce jour
    """,
    ("0", "SO"): "neant · nil · nul · rien · nothing · * · vide · non · no",
    ("0",): "aucun · aucune · none · no one · personne · pas un · pas une · zero · \u00f8 · \u2205",
    ("AV",): """
        av · en cours · en attente · attendu · pending · awaited · a completer · a preciser · a definir
        a confirmer · a suivre · prochainement · tbc · tbd · to be confirmed · to be completed · in progress · ongoing
    """,
    ("CA",): """
        ca · idem · id · inclus · compris · inclus ci-dessus · compris dans le total · same · ditto
        included above · " · \u201d · \u2033 · \u00bb
    """,
    ("SO", "ND"): "hors champ · hors perimetre · pas d'action · action non mise en oeuvre · out of scope",
    ("SO",): "action abandonnee · action arretee · abandonne · annule · cancelled",
    ("SS",): "secret · ss",
    ("CA", "ND"): "commentaire · see comment · voir commentaire · bilan",
}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(words.strip() for line in text.splitlines() for words in line.split(" \u00b7 ") if words.strip())


STAND_FOR_CODE: Mapping[str, str] = {words: code for code, text in _WORDS.items() for words in _listed(text)}
"""The code that words stand for."""

SEVERAL_MEANINGS: Mapping[str, tuple[str, ...]] = {
    words: proposals for proposals, text in _SEVERAL.items() for words in _listed(text)
}
"""What an entry may stand for, when only the partner knows."""

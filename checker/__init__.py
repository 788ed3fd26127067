"""Reads the evidence of SUN-ES dossiers and prepares one cited verdict a dossier; it never decides."""

__version__ = "0.1.0"

"""The dossiers of each export, and what the programme makes of each."""

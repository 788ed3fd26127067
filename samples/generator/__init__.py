"""Writes the sample exports: invented hospitals, their paperwork in many hands, and what each must give."""

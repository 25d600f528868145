"""Incidents and complaints: one matter, one public answer, two stages."""

"""Packs of evidence: asked for, made in the background, downloaded (DESIGN 8)."""

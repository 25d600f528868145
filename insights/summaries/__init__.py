"""Counts that are made ahead, where counting at the moment would be slow."""

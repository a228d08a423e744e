"""Extraction scored against the rows that a careful reader finds."""

"""Interpret: from the mentions of an article to its figures, each with subject, period and rule."""
